"""What is gone since an earlier moment: told once, where it was or is listed, and never of what cannot be read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reflectctl.loading.load import load
from reflectctl.rules.findings import Moment
from reflectctl.rules.since import unexplained_move, vanished_id
from reflectctl.storage.disk import WorkTree
from tests.rules.test_cases import lay

P, M = "principles/1-children-first.yaml", "meetings/2026-03-12-children-first.md"
CONTENT = "content/principles/8-safer-spaces.yaml"


def gone(tmp_path: Path, change: Callable[[Path], object]) -> list[str]:
    """What is told once the base has changed."""
    before = load(WorkTree(lay(tmp_path / "before"))).partnership
    root = lay(tmp_path / "now")
    change(root)
    moment = Moment(date(2026, 5, 15), {}, before, "1 April")
    partnership = load(WorkTree(root)).partnership
    assert not list(unexplained_move(partnership, moment))
    return [f"{each.location} {each.message}" for each in vanished_id(partnership, moment)]


def rewrite(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_a_record_that_is_gone_takes_its_ratings_and_actions_along_and_is_told_once(tmp_path: Path) -> None:
    assert gone(tmp_path, lambda root: (root / P).unlink()) == [
        f"{P}:1:1 The principle `children-first` had been begun at 1 April, and its record is gone."
    ]


def test_a_preliminary_file_that_is_gone_takes_its_actions_along(tmp_path: Path) -> None:
    told = gone(tmp_path, lambda root: (root / "preliminary.md").unlink())
    assert told == ["preliminary.md:1:1 The action a-2f9c was in the plan at 1 April and is gone."]


def test_an_action_that_moved_to_another_plan_is_there(tmp_path: Path) -> None:
    def move(root: Path) -> None:
        text = (root / P).read_text("utf-8")
        start, end = text.index("      - id: a-9d2m"), text.index("  longer_term:")
        (root / P).write_text(
            text[:start] + text[end:].replace("    actions: []\n", "    actions:\n" + text[start:end]), "utf-8"
        )

    assert gone(tmp_path, move) == []


def test_a_statement_that_is_gone_is_told_where_the_others_are(tmp_path: Path) -> None:
    def drop(root: Path) -> None:
        lines = (root / CONTENT).read_text("utf-8").split("\n")
        start = next(number for number, line in enumerate(lines) if line.startswith("  culture:"))
        end = next(number for number, line in enumerate(lines[start + 1 :], start + 1) if not line.startswith("   "))
        (root / CONTENT).write_text("\n".join(lines[:start] + lines[end:]), "utf-8")

    (told,) = gone(tmp_path, drop)
    assert told.startswith(CONTENT)
    assert told.endswith("`safer-spaces.culture` was part of the content at 1 April, and is gone.")


def test_content_that_the_pack_still_lists_has_a_finding_already(tmp_path: Path) -> None:
    assert gone(tmp_path, lambda root: (root / CONTENT).unlink()) == []


def test_a_principle_that_is_out_of_the_content_is_told_once(tmp_path: Path) -> None:
    def drop(root: Path) -> None:
        (root / CONTENT).unlink()
        rewrite(root, "content/pack.yaml", "  - safer-spaces\n", "")

    (told,) = gone(tmp_path, drop)
    assert told.startswith(f"{CONTENT}:1:1 `safer-spaces.action`, `safer-spaces.behaviour` and `safer-spaces.culture`")


@pytest.mark.parametrize("path", [P, M, "partnership.yaml", "preliminary.md", "content/pack.yaml", CONTENT])
@pytest.mark.parametrize("broken", [b"\xff\xfe\x00", b"a: [\n", b""], ids=["bytes", "syntax", "empty"])
def test_what_cannot_be_read_is_not_gone(path: str, broken: bytes, tmp_path: Path) -> None:
    assert gone(tmp_path, lambda root: (root / path).write_bytes(broken)) == []


@pytest.mark.parametrize("path", [P, M])
def test_a_file_that_was_renamed_and_cannot_be_read_is_not_gone(path: str, tmp_path: Path) -> None:
    def rename(root: Path) -> None:
        target = (root / path).rename(root / path.replace("children", "kids"))
        target.write_text("a: [\n", "utf-8")

    assert gone(tmp_path, rename) == []


def test_a_file_that_is_gone_is_told_though_another_cannot_be_read(tmp_path: Path) -> None:
    def change(root: Path) -> None:
        (root / M).unlink()
        (root / "meetings/2026-01-14-preliminary.md").write_text("a: [\n", "utf-8")

    assert [line.split(" ")[0] for line in gone(tmp_path, change)] == [f"{M}:1:1"]


def test_nothing_is_gone_where_nothing_was(tmp_path: Path) -> None:
    now = load(WorkTree(lay(tmp_path))).partnership
    empty = tmp_path / "empty"
    empty.mkdir()
    before = load(WorkTree(empty)).partnership
    assert [*vanished_id(now, Moment(date(2026, 5, 15), {}, before, "1 April"))] == []
    assert [*vanished_id(before, Moment(date(2026, 5, 15), {}, before, "1 April"))] == []
