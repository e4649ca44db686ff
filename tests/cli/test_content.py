"""Content packs: listed, shown, checked, compared word by word, and taken from a newer one without losing an edit."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reflectctl import resources
from tests.conftest import git, run

SHIPPED = Path(__file__).parents[2] / "content/practice-principles"
HARROWMERE = Path(__file__).parents[2] / "examples/harrowmere"
FIRST, SECOND = "content/principles/1-children-first.yaml", "content/principles/2-inequalities.yaml"


def done(folder: Path, *words: str | Path, code: int = 0) -> str:
    result = run(*words, cwd=folder)
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout


def told(folder: Path, *words: str | Path) -> dict[str, Any]:
    """A JSON answer, held against its schema."""
    answer: dict[str, Any] = json.loads(done(folder, *words, "--format", "json"))
    jsonschema.Draft202012Validator(resources.schema(f"output-{answer['kind']}")).validate(answer)
    return answer


def swap(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), "utf-8")


def commit(folder: Path, message: str = "Change", on: str = "2026-05-02T10:00:00+00:00") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", message, on=on)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git/" not in path.as_posix())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A newer edition of the shipped pack, which says some things otherwise."""
    pack = tmp_path / "newer"
    shutil.copytree(SHIPPED, pack)
    swap(pack / "pack.yaml", 'version: "1.0"', 'version: "1.1"')
    swap(pack / "principles/1-children-first.yaml", "We are confident", "We are sure")
    swap(pack / "principles/2-inequalities.yaml", "title: ", "title: Notice, ")
    swap(
        pack / "pack.yaml",
        "      - Does the work need to include anyone else?\n",
        "      - Does the work need to include anyone else?\n      - Who would disagree?\n",
    )
    swap(
        pack / "pack.yaml",
        "lead_in: The response",
        "  - id: time\n    title: Time\n    meaning: People are given the time that it takes.\nlead_in: The response",
    )
    return pack


def test_packs_are_listed_with_where_they_are(fresh: Path, tmp_path: Path) -> None:
    assert "Practice Principles (practice-principles)" in done(tmp_path, "content", "list")
    assert "In content/, and what is rated here." in done(fresh, "content", "list")

    packs = told(fresh, "content", "list")["packs"]

    assert [(each["folder"], each["used"], each["statements"]) for each in packs] == [
        ("content/", True, 24),
        (None, False, 24),
    ]


def test_a_pack_is_shown_whole_or_in_part_from_wherever_it_is(fresh: Path) -> None:
    whole = told(fresh, "content", "show")
    assert [len(principle["statements"]) for principle in whole["principles"]] == [3] * 8
    assert [point["id"] for point in whole["scale"]][2] == "neither"

    part = told(fresh, "content", "show", "trauma.culture")
    [principle] = part["principles"]
    assert [statement["id"] for statement in principle["statements"]] == ["trauma.culture"]

    other = done(fresh, "content", "show", "--pack", HARROWMERE / "content", "heard-early.practice")
    assert "What young people tell us" in other
    assert "Shown everywhere" in other


def test_a_pack_is_checked_alone_and_against_another(fresh: Path, newer: Path) -> None:
    assert "nothing to mend" in done(fresh, "content", "check")
    assert "nothing to mend" in done(fresh, "content", "check", newer, "--against", "practice-principles")

    swap(newer / "principles/1-children-first.yaml", "id: children-first", "id: young-people-first")
    swap(newer / "pack.yaml", "  - children-first\n", "  - young-people-first\n")
    found = done(fresh, "content", "check", newer, "--against", "practice-principles", code=1)

    assert "The principle `children-first` of practice-principles is not here." in found
    assert "young-people-first` is here and not in practice-principles" in found
    assert str(newer / "pack.yaml") in found


@pytest.mark.parametrize(
    ("word", "says"),
    [("nowhere", "is not there"), ("partnership.yaml", "is a file"), ("meetings", "no pack.yaml"), (".", "content")],
)
def test_what_is_no_pack_is_told_so(fresh: Path, word: str, says: str) -> None:
    result = run("content", "check", word, cwd=fresh)
    assert result.returncode == 3
    assert says in result.stderr


def test_words_are_compared_between_packs_and_between_moments(fresh: Path, newer: Path) -> None:
    assert done(fresh, "content", "diff") == ""
    swap(fresh / FIRST, "We are confident", "We can show")

    assert "[-are confident-] {+can show+}" in done(fresh, "content", "diff")
    assert "[-can show-] {+are confident+}" in done(fresh, "content", "diff", "content", "practice-principles")
    commit(fresh)
    assert "[-are confident-] {+can show+}" in done(fresh, "content", "diff", "HEAD~1..HEAD")
    assert done(fresh, "content", "diff", "HEAD") == ""

    shown = done(fresh, "content", "diff", "practice-principles", newer)
    assert "Only in practice-principles 1.1" in shown
    assert "Theme: Time (time)" in shown
    assert "{+Who would disagree?+}" in shown
    run("content", "diff", newer, "--exit-code", cwd=fresh)
    assert run("content", "diff", newer, "--exit-code", cwd=fresh).returncode == 1


def test_wrapping_and_the_order_of_keys_are_no_difference(fresh: Path) -> None:
    path = fresh / FIRST
    text = path.read_text("utf-8").replace("explicitly\n    and clearly", "explicitly and\n    clearly")
    head, _, rest = text.partition("title: ")
    title, _, rest = rest.partition("\n")
    assert text != path.read_text("utf-8")
    path.write_text(f"{head}{rest.rstrip()}\ntitle: {title}\n", "utf-8")

    assert done(fresh, "content", "diff") == ""


def test_a_difference_says_which_rated_statements_it_touches(fresh: Path) -> None:
    done(fresh, "rate", "1.behaviour", "agree", "--because", "Shown.", "--agreed", "2026-04-01")
    swap(fresh / FIRST, "We are confident", "We can show")
    swap(fresh / SECOND, "id: inequalities", "id: inequalities\n# a remark")

    answer = told(fresh, "content", "diff")

    assert answer["rated"] == ["children-first.behaviour"]
    [changed] = answer["changed"]
    assert (changed["topic"], changed["id"], changed["part"]) == (
        "principles",
        "children-first",
        "statements.behaviour",
    )
    assert {segment["op"] for segment in changed["segments"]} == {"same", "out", "in"}


def test_what_cannot_be_read_is_told_and_is_no_difference(fresh: Path) -> None:
    (fresh / FIRST).write_text("id: [\n", "utf-8")

    answer = told(fresh, "content", "diff")

    assert [each["path"] for each in answer["unreadable"]] == [FIRST]
    assert (answer["only_before"], answer["changed"]) == ([], [])
    assert "so this may not be everything" in done(fresh, "content", "diff")


def test_an_update_takes_what_was_not_edited_and_leaves_what_was(fresh: Path, newer: Path) -> None:
    done(fresh, "rate", "1.behaviour", "agree", "--because", "Shown.", "--agreed", "2026-04-01")
    swap(fresh / "content/pack.yaml", "themes:\n", "themes:  # ours to keep in mind\n")
    swap(fresh / SECOND, "title: ", "title: See, ")
    swap(fresh / SECOND, "\nvoice: >-\n", "\n# agreed with the young advisers\nvoice: >-\n  Listen. ")
    commit(fresh)
    before = files(fresh)

    shown = run("content", "update", "--from", newer, cwd=fresh)

    assert shown.returncode == 0, shown.stderr
    assert "[-confident-] {+sure+}" in shown.stdout
    assert "Theme: Time (time)" in shown.stdout
    assert "Left: edited here, and worded otherwise in the newer pack" in shown.stdout
    assert "[-See,-] {+Notice,+}" in shown.stdout
    assert "Left: edited here only" in shown.stdout
    assert "One rating is to be re-read" in shown.stdout
    after = files(fresh)
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if not path.startswith(".reflectctl/")} == {"content/pack.yaml", FIRST}
    assert b"We are sure" in after[FIRST]
    assert b"themes:  # ours to keep in mind\n" in after["content/pack.yaml"]
    assert b'version: "1.1"' in after["content/pack.yaml"]
    assert after["principles/1-children-first.yaml"] == before["principles/1-children-first.yaml"]
    assert "0 files would be formatted" in run("fmt", "--check", cwd=fresh).stderr
    checked = done(fresh, "validate", "--today", "2026-05-20")
    assert "0 errors" in checked
    assert "its wording changed" in checked


def test_what_was_left_once_is_not_brought_up_again(fresh: Path, newer: Path) -> None:
    swap(fresh / SECOND, "title: ", "title: See, ")
    commit(fresh)
    done(fresh, "content", "update", "--from", newer)
    commit(fresh)

    again = run("content", "update", "--from", newer, cwd=fresh)
    assert "worded otherwise in the newer pack" not in again.stdout
    assert "Nothing to change" in again.stderr

    swap(newer / "pack.yaml", 'version: "1.1"', 'version: "1.2"')
    swap(newer / "principles/2-inequalities.yaml", "title: Notice, ", "title: Notice and ")
    once_more = done(fresh, "content", "update", "--from", newer)
    assert "[-See,-] {+Notice and+}" in once_more


def test_a_dry_run_shows_the_edits_and_writes_nothing(fresh: Path, newer: Path) -> None:
    before = files(fresh)

    shown = done(fresh, "content", "update", "--from", newer, "--dry-run")

    assert "+++ b/content/pack.yaml" in shown
    assert "+++ b/.reflectctl/content.json" in shown
    assert files(fresh) == before


def test_what_is_new_comes_with_all_that_it_says(fresh: Path, newer: Path) -> None:
    swap(newer / "pack.yaml", "  - safer-spaces\n", "  - safer-spaces\n  - time-to-think\n")
    text = (newer / "principles/8-safer-spaces.yaml").read_text("utf-8")
    (newer / "principles/9-time.yaml").write_text(text.replace("id: safer-spaces", "id: time-to-think"), "utf-8")

    done(fresh, "content", "update", "--from", newer)

    assert (fresh / "content/principles/9-time-to-think.yaml").is_file()
    assert "nothing to mend" in done(fresh, "validate")
    assert "27 statements" in done(fresh, "content", "list")
    assert "0 files would be formatted" in run("fmt", "--check", cwd=fresh).stderr


def test_what_would_move_others_is_left_to_be_put_in_by_hand_and_said_again(fresh: Path, newer: Path) -> None:
    theme = "  - id: critical-thinking\n"
    swap(newer / "pack.yaml", theme, f"  - id: patience\n    title: Patience\n    meaning: We wait.\n{theme}")

    for _ in range(2):
        shown = done(fresh, "content", "update", "--from", newer)
        assert "To be put in by hand" in shown
        assert "Theme: Patience (patience): it comes before `critical-thinking`" in shown
        assert 'version: "1.0"' in (fresh / "content/pack.yaml").read_text("utf-8")


def test_what_the_newer_pack_has_no_longer_stays(fresh: Path, newer: Path) -> None:
    swap(newer / "pack.yaml", "  - safer-spaces\n", "")
    (newer / "principles/8-safer-spaces.yaml").unlink()

    shown = done(fresh, "content", "update", "--from", newer)

    assert "Left: no longer in the newer pack, and never taken out" in shown
    assert (fresh / "content/principles/8-safer-spaces.yaml").is_file()


def test_nothing_is_taken_where_it_is_not_known_what_was_edited(tmp_path: Path, newer: Path) -> None:
    folder = tmp_path / "plain"
    done(tmp_path, "init", folder, "--name", "Plain", "--no-git")

    result = run("content", "update", "--from", newer, cwd=folder)

    assert result.returncode == 3
    assert "git" in result.stderr


def test_what_cannot_be_a_newer_edition_is_refused(fresh: Path, newer: Path) -> None:
    other = run("content", "update", "--from", HARROWMERE / "content", cwd=fresh)
    assert (other.returncode, "is another" in other.stderr) == (2, True)

    swap(newer / "pack.yaml", 'version: "1.1"', 'version: "0.9"')
    older = run("content", "update", "--from", newer, cwd=fresh)
    assert (older.returncode, "is older" in older.stderr) == (3, True)

    swap(newer / "pack.yaml", "scale:\n", "scales:\n")
    unsound = run("content", "update", "--from", newer, cwd=fresh)
    assert (unsound.returncode, "has errors" in unsound.stderr) == (1, True)

    swap(fresh / "content/pack.yaml", "wording: restated", "wording: published")
    words = run("content", "update", cwd=fresh)
    assert (words.returncode, "published document" in words.stderr) == (3, True)


def test_nothing_is_taken_into_content_that_cannot_be_read(fresh: Path, newer: Path) -> None:
    (fresh / FIRST).write_text("id: [\n", "utf-8")

    result = run("content", "update", "--from", newer, cwd=fresh)

    assert result.returncode == 3
    assert FIRST in result.stderr


def test_a_record_that_was_damaged_is_done_without(fresh: Path, newer: Path) -> None:
    done(fresh, "content", "update", "--from", newer)
    commit(fresh)
    for damage in (b"{", b"[]", b"\xff", b'{"format": 99}'):
        (fresh / ".reflectctl/content.json").write_bytes(damage)
        swap(newer / "principles/1-children-first.yaml", "We are", "We here are")
        shown = run("content", "update", "--from", newer, cwd=fresh)
        assert shown.returncode == 0, shown.stderr
        git(fresh, "checkout", "-q", ".")
        swap(newer / "principles/1-children-first.yaml", "We here are", "We are")
