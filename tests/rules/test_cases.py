"""Every rule with right and wrong examples: files laid over one small, sound partnership, one mistake to a folder.

`tests/cases/base` and the shipped content make the partnership. `clean` holds files that a rule has nothing to say of;
each folder whose name begins with `dirty` holds the files of one mistake, and in `expected.txt` the one line that is
found. `removed.txt` lists files that are not there, `before/` holds files as they were at an earlier moment, `ours/`
and `theirs/` as the sides of a merge had them, and `reworded.txt` lists statements and the day on which their wording
changed.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.loading.load import load
from reflectctl.model.findings import Finding
from reflectctl.rules.catalogue import READ, RULES, TIMELY, rule_id, rules
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Merge, Moment
from reflectctl.rules.personal import PAGES
from reflectctl.rules.reading import READING
from reflectctl.storage.disk import WorkTree

CASES = Path(__file__).parent.parent / "cases"
IDS = [rule.id for rule in rules()]
DIRTY = [f"{rule}/{folder.name}" for rule in IDS for folder in sorted((CASES / rule).glob("dirty*")) if folder.is_dir()]
TODAY = date(2026, 5, 15)

_ABOUT_THE_CASE = ("expected.txt", "removed.txt", "reworded.txt")


def lay(root: Path, *folders: Path) -> Path:
    """A partnership's folder: the shipped content, the base, and further files over them."""
    for path, raw in resources.pack_files("practice-principles").items():
        target = root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    for folder in (CASES / "base", *folders):
        for path in sorted(folder.rglob("*")):
            place = path.relative_to(folder)
            target = root / place
            if place.parts[0] in ("before", "ours", "theirs") or place.as_posix() in _ABOUT_THE_CASE:
                continue
            if path.is_symlink():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                target.symlink_to(path.readlink())
            elif path.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    for folder in folders:
        if (folder / "removed.txt").exists():
            for name in (folder / "removed.txt").read_text("utf-8").split():
                (root / name).unlink()
    return root


def diagnosed(root: Path, *folders: Path) -> list[Finding]:
    """Every finding about the partnership that the folders make, told on one day, against the moment before it."""
    reworded: dict[str, str] = {}
    before, merged = None, []
    for folder in folders:
        if (folder / "reworded.txt").exists():
            lines = (folder / "reworded.txt").read_text("utf-8").splitlines()
            reworded.update((statement, day) for statement, day in map(str.split, lines))
        if (folder / "before").is_dir():
            before = load(WorkTree(lay(root / "before", folder / "before"))).partnership
        if (folder / "ours").is_dir():
            sides = [load(WorkTree(lay(root / side, folder / side))).partnership for side in ("ours", "theirs")]
            merged.append(sides)
    loaded = load(WorkTree(lay(root / "now", *folders)), translations=True)
    merges = [Merge(*sides, loaded.partnership) for sides in merged]
    return check(loaded, Moment(TODAY, reworded, before, "HEAD" if before else "", merged=merges))


def found(root: Path, *folders: Path) -> list[str]:
    """Every finding as `path:line:col rule`."""
    return [f"{each.location} {each.rule}" for each in diagnosed(root, *folders)]


def test_the_base_has_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize("rule", IDS)
def test_the_clean_case_has_no_findings(rule: str, tmp_path: Path) -> None:
    assert (CASES / rule / "clean").is_dir()
    assert found(tmp_path, CASES / rule / "clean") == []


@pytest.mark.parametrize("case", DIRTY)
def test_one_mistake_is_one_finding_at_its_place(case: str, tmp_path: Path) -> None:
    folder = CASES / case
    expected = (folder / "expected.txt").read_text("utf-8").splitlines()
    told = diagnosed(tmp_path, folder)
    assert [f"{each.location} {each.rule}" for each in told] == expected, told
    assert any(line.endswith(f" {folder.parent.name}") for line in expected)
    # Only where there are more mistakes than anybody reads is there more than one.
    assert len(expected) == 1 or folder.parent.name == "too-many-findings"
    for each in told:
        assert each.message.endswith(".")
        assert "\n" not in each.message + each.hint
        assert "None" not in each.message + each.hint
        assert not each.hint or each.hint[-1] in ".?"


def test_every_rule_has_a_wrong_example_and_all_together_have_many() -> None:
    assert {case.split("/")[0] for case in DIRTY} == set(IDS)
    assert len(DIRTY) >= 120


def test_every_folder_of_cases_belongs_to_a_rule() -> None:
    folders = {path.name for path in CASES.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert folders == {"base", *IDS}


SAID = {
    # case: a part of the message, a part of the hint
    "yaml-syntax/dirty": ("A tab is used for indentation here", "Replace the tab with two spaces."),
    "yaml-syntax/dirty-unclosed-quote": ("A quotation mark is opened here and never closed.", 'another "'),
    "yaml-syntax/dirty-no-space-after-a-colon": ("No space stands behind this colon.", "Write a space"),
    "yaml-syntax/dirty-text-not-indented": ("not indented as far as the text of `goal`", "Indent it as far"),
    "yaml-feature/dirty": ("`*custody` stands here", "put it in quotes"),
    "duplicate-key/dirty-dash-missing": ("The key `id` stands twice here; the first is on line 38.", "write a dash"),
    "front-matter/dirty-closed-with-a-long-dash": ("it is `—`", "exactly three dashes"),
    "unknown-key/dirty-required": ("`princple` is not a key that belongs here.", "Did you mean `principle`?"),
    "unknown-key/dirty-not-indented-enough": (
        "`agreed` and 2 more keys below it do not stand where they belong.",
        "They belong under `assessments.culture`: indent them further.",
    ),
    "unknown-key/dirty-indented-too-far": (
        "`sources` does not stand where it belongs.",
        "It belongs under `assessments.action`: indent it less far.",
    ),
    "missing-key/dirty-of-an-action": ("The key `id` of entry 2 of `actions` is missing", "as in `id: a-7k3f`"),
    "unknown-value/dirty-title-of-the-scale": ("expected one of `strongly-agree`", "Did you mean `neither`?"),
    "unknown-value/dirty-curly-quotes": ("`“agree”` is not a value of `rating`", "Write `agree` without “ and ”"),
    "unknown-value/dirty-invisible-character": ("is not a value of `rating`", "U+200B"),
    "unknown-principle/dirty-number": ("`5` is not the id of a principle", "Did you mean `trauma`?"),
    "wrong-type/dirty-text-for-a-list": ("expected a list", "`present: [council, police, health]`"),
    "wrong-type/dirty-word-for-an-entry": ("Entry 1 of `sources` is the text `audit`", "`- what: audit`"),
    "wrong-type/dirty-key-below-a-value": ("`rating` holds keys and values", "`agreed` is indented too far"),
    "wrong-type/dirty-text-for-true": ("expected true or false", "Write true, without quotes."),
    "wrong-form/dirty-link": ("is not a link", "`https://example.org/audit`"),
    "impossible-date/dirty": ("not a day that the calendar has", "June 2026 has 30 days."),
    "impossible-date/dirty-in-words": ("`12 March 2026`", '"2026-03-12"'),
    "repeated-id/dirty-present-twice": ("`police` stands twice in `present`.", "Keep one"),
}


@pytest.mark.parametrize(("case", "words"), SAID.items(), ids=SAID)
def test_a_finding_says_what_was_found_and_what_to_do(case: str, words: tuple[str, str], tmp_path: Path) -> None:
    (told,) = diagnosed(tmp_path, CASES / case)
    assert words[0] in told.message
    assert words[1] in told.hint


def test_every_rule_is_listed_once_and_where_it_is_made() -> None:
    made = [rule_id(check) for checks in (RULES, TIMELY, READ) for _, check in checks]
    assert sorted({*made, *READING, *PAGES}) == IDS
    assert len(set(made)) == len(made)


def test_findings_are_sorted_and_told_once(tmp_path: Path) -> None:
    dirty = [CASES / rule / "dirty" for rule in ("unknown-key", "unknown-agency", "duplicate-key")]
    everything = diagnosed(tmp_path, *dirty)
    assert everything == sorted(set(everything))
    assert {each.rule for each in everything} <= set(IDS)


def test_seven_mistakes_in_five_files_are_seven_findings_each_at_its_place(tmp_path: Path) -> None:
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
    )
    mend("views/police.yaml", ("of: police", "of: polis"))
    mend("principles/5-trauma.yaml", ("    rating:\n", "    rating:\n    rating: agree\n"))
    (root / "principles/6-curiosity.yaml").write_text("principle: curiosity\nassessments:\n\taction:\n", "utf-8")
    mend("meetings/2026-01-14-preliminary.md", ("---\n\nNotes", "\nNotes"))

    told = check(load(WorkTree(root)), Moment(TODAY))
    assert [f"{each.location} {each.rule}" for each in told] == [
        "meetings/2026-01-14-preliminary.md:1:1 front-matter",
        "principles/1-children-first.yaml:5:13 unknown-value",
        "principles/1-children-first.yaml:41:9 unknown-key",
        "principles/1-children-first.yaml:43:14 impossible-date",
        "principles/5-trauma.yaml:5:5 duplicate-key",
        "principles/6-curiosity.yaml:3:1 yaml-syntax",
        "views/police.yaml:2:5 unknown-agency",
    ]
