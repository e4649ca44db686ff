"""Every rule with a right and a wrong example: files laid over one small, sound partnership.

`tests/cases/base` and the shipped content make the partnership. A case's folder holds the files that differ from it
(`removed.txt` lists those that are not there), and `dirty/expected.txt` what is found.
"""

import shutil
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.loading.load import load
from reflectctl.rules.catalogue import READING, RULES, Rule, check, rules
from reflectctl.store.tree import WorkTree

CASES = Path(__file__).parent.parent / "cases"
IDS = [rule.id for rule in rules()]


def lay(root: Path, *folders: Path) -> Path:
    """A partnership's folder: the shipped content, the base, and further files over them."""
    for path, raw in resources.pack_files("practice-principles").items():
        target = root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    for folder in (CASES / "base", *folders):
        for path in sorted(folder.rglob("*")):
            target = root / path.relative_to(folder)
            if path.is_symlink():
                target.unlink(missing_ok=True)
                target.symlink_to(path.readlink())
            elif path.is_file() and path.name not in ("expected.txt", "removed.txt"):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    for folder in folders:
        if (folder / "removed.txt").exists():
            for name in (folder / "removed.txt").read_text().split():
                (root / name).unlink()
    return root


def found(root: Path) -> list[str]:
    """Every finding as `path:line:col rule`."""
    return [f"{each.location} {each.rule}" for each in check(load(WorkTree(root)))]


def test_the_base_has_no_findings(tmp_path: Path) -> None:
    assert found(lay(tmp_path)) == []


@pytest.mark.parametrize("rule", IDS)
def test_the_clean_case_has_no_findings(rule: str, tmp_path: Path) -> None:
    assert found(lay(tmp_path, CASES / rule / "clean")) == []


@pytest.mark.parametrize("rule", IDS)
def test_the_dirty_case_has_exactly_the_expected_findings(rule: str, tmp_path: Path) -> None:
    expected = (CASES / rule / "dirty" / "expected.txt").read_text("utf-8").splitlines()
    assert found(lay(tmp_path, CASES / rule / "dirty")) == expected
    assert any(line.endswith(f" {rule}") for line in expected)


def test_every_folder_of_cases_belongs_to_a_rule() -> None:
    folders = {path.name for path in CASES.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert folders == {"base", *IDS}


@pytest.mark.parametrize("rule", rules(), ids=IDS)
def test_every_rule_has_a_page_that_begins_with_its_summary(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120
    assert len(rule.page.split("\n\n")) >= 2, "what it is about, and what to do"
    assert not any(line.startswith("    ") for line in rule.page.splitlines())
    assert rule.severity in ("error", "warning", "info")


def test_every_rule_is_listed_once_and_where_it_is_made() -> None:
    made = {check.__name__.replace("_", "-") for _, check in RULES}
    assert sorted({*made, *READING}) == IDS
    assert len(made) == len(RULES)


def test_findings_are_sorted_and_told_once(tmp_path: Path) -> None:
    dirty = [CASES / rule / "dirty" for rule in ("unknown-key", "unknown-agency", "duplicate-key")]
    loaded = load(WorkTree(lay(tmp_path, *dirty)))
    everything = check(loaded)
    assert everything == sorted(set(everything))
    assert {each.rule for each in everything} <= set(IDS)


def test_seven_mistakes_in_four_files_are_seven_findings_each_at_its_place(tmp_path: Path) -> None:
    root = lay(tmp_path)

    def mend(path: str, *changes: tuple[str, str]) -> None:
        text = (root / path).read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (root / path).write_text(text, "utf-8")

    mend(
        "principles/1-children-first.yaml",
        ("rating: agree ", "rating: agre "),
        ("        role: Exp", "        rolle: Exp"),
        ('due: "2026-06-30"', 'due: "2026-02-30"'),
        ("agency: police", "agency: polis"),
    )
    mend("principles/5-trauma.yaml", ("    rating:\n", "    rating:\n    rating: agree\n"))
    (root / "principles/6-curiosity.yaml").write_text("principle: curiosity\nassessments:\n\taction:\n", "utf-8")
    mend("meetings/2026-01-14-preliminary.md", ("---\n\nNotes", "\nNotes"))

    assert found(root) == [
        "meetings/2026-01-14-preliminary.md:1:1 front-matter",
        "principles/1-children-first.yaml:5:13 unknown-value",
        "principles/1-children-first.yaml:11:17 unknown-agency",
        "principles/1-children-first.yaml:47:9 unknown-key",
        "principles/1-children-first.yaml:49:14 impossible-date",
        "principles/5-trauma.yaml:5:5 duplicate-key",
        "principles/6-curiosity.yaml:3:1 yaml-syntax",
    ]
