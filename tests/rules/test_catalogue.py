"""Rules, their cases, their pages, their docs and their levels belong together; and the examples of a page are true."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from reflectctl import resources
from reflectctl.documents.document import read_document
from reflectctl.loading.load import load
from reflectctl.model.findings import SEVERITIES
from reflectctl.rules import catalogue, pages
from reflectctl.rules.catalogue import NEEDS_BEFORE, Rule, free_ids
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree
from tests.conftest import run
from tests.rules.test_cases import CASES, lay

ROOT = Path(__file__).parent.parent.parent
RULES = catalogue.rules()
DOCS = ROOT / "docs" / "rules.md"
REGENERATE = "reflectctl rules --format markdown --pages --output docs/rules.md"

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@each_rule
def test_a_rule_has_a_clean_and_a_dirty_case(rule: Rule) -> None:
    assert (CASES / rule.id / "clean").is_dir()
    assert (CASES / rule.id / "dirty" / "expected.txt").is_file()


def test_the_docs_are_what_the_catalogue_says(tmp_path: Path) -> None:
    told = run("rules", "--format", "markdown", "--pages", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert told.stdout == DOCS.read_text(encoding="utf-8"), f"A rule's page has changed. Run: {REGENERATE}"


@each_rule
def test_a_rule_has_a_section_and_a_row_in_the_docs(rule: Rule) -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    assert lines.count(f"### {rule.id}") == 1, REGENERATE
    assert sum(line.startswith(f"| [{rule.id}](#{rule.id}) |") for line in lines) == 1, REGENERATE


def test_the_levels_that_the_schema_takes_are_those_of_the_rules_that_are_not_fixed() -> None:
    levels = resources.schema("partnership")["properties"]["settings"]["properties"]["rules"]["properties"]
    again = "Run: python -m tests.levels"
    assert sorted(levels) == [rule.id for rule in RULES if not rule.fixed], again
    for rule in RULES:
        if not rule.fixed:
            assert levels[rule.id]["title"]
            assert levels[rule.id]["description"] == rule.summary, again


def test_the_rules_whose_findings_can_be_ignored_are_those_that_are_not_fixed() -> None:
    assert free_ids() == {rule.id for rule in RULES if not rule.fixed}
    assert all(rule.severity == "error" for rule in RULES if rule.fixed)
    assert all(rule.severity in SEVERITIES for rule in RULES)


def test_a_level_that_a_partnership_chooses_counts_where_it_may_choose() -> None:
    by_id = {rule.id: rule for rule in RULES}
    free, fixed = by_id["rating-without-reason"], by_id["unknown-key"]
    assert free.level({}) == "warning"
    assert free.level({free.id: "off", fixed.id: "off"}) == "off"
    assert free.level({free.id: "loud"}) == "warning"
    assert fixed.level({free.id: "off", fixed.id: "off"}) == "error"


@each_rule
def test_a_page_has_every_part(rule: Rule) -> None:
    page = pages.parse(rule.page)
    assert page.summary == rule.summary
    assert len(page.summary) <= 100
    assert re.fullmatch(r"[A-Z`].*[a-z`\d]\.", page.summary), "a summary is a sentence"
    for part in (page.why, page.what_to_do):
        assert re.fullmatch(r"(?s)[A-Z`].*[.?`”]", part), "a paragraph is made of sentences"
    assert page.wrong
    assert page.right
    assert page.wrong != page.right
    for line in f"{page.wrong}\n{page.right}".splitlines():
        assert len(line) <= 100
        assert line == line.rstrip()


@each_rule
def test_no_word_of_a_page_is_lost_between_its_parts(rule: Rule) -> None:
    shown = " ".join(pages.parse(rule.page)).split()
    assert shown == [word for word in rule.page.split() if word not in ("Wrong:", "Right:")]


def test_a_page_without_its_parts_is_read_all_the_same() -> None:
    assert pages.parse("") == pages.Page("", "", "", "", "")
    assert pages.parse("One line.") == pages.Page("One line.", "", "", "", "")
    assert pages.parse("A.\n\nB\nb.\n\nC.\n\nD.") == pages.Page("A.", "B b.\n\nC.", "D.", "", "")
    whole = "A.\n\nB.\n\nC.\n\nWrong:\n\n    a:\n      b\n\n    c\n\nRight:\n    d"
    assert pages.parse(whole) == pages.Page("A.", "B.", "C.", "a:\n  b\n\nc", "d")


@each_rule
def test_no_page_speaks_of_better_and_worse(rule: Rule) -> None:
    assert not re.search(r"(?i)\b(worse|worst|regress\w*|scor(e|es|ed|ing)|fail(ed|s|ing)?)\b", rule.page)


@each_rule
def test_the_right_example_can_be_read(rule: Rule) -> None:
    right = pages.parse(rule.page).right
    kind = "md" if right.startswith("---") else "yaml"
    read = read_document(f"example.{kind}", right.encode("utf-8"))
    assert read.found == ()
    assert isinstance(read.data, dict | list)


def test_every_module_with_rules_has_its_section() -> None:
    assert {rule.module for rule in RULES} <= set(pages.SECTIONS)
    listed = [rule.id for _, among in pages.sections(RULES) for rule in among]
    assert sorted(listed) == [rule.id for rule in RULES]


NOT_IN_AN_EXAMPLE = {
    "unreadable-file": "a link is not text",
    "missing-content": "a file is not there",
    "too-long": "the example is cut short",
    "too-many-findings": "the example is cut short",
    "source-out-of-date": "it goes by a setting",
    "rating-to-be-reread": "it goes by the history",
    "record-of-two-halves": "it goes by both sides of a merge",
    "owner-no-longer-a-member": "it goes by the list of agencies",
    "agency-never-present": "it goes by the list of agencies",
    "agency-under-earlier-id": "it goes by the list of agencies",
    "quorum-not-reached": "it goes by the list of groups",
    "strong-agreement-with-dissent": "it goes by two files",
    "strong-agreement-without-views": "it goes by the list of agencies",
    "untranslated-content": "it goes by every file of the content",
    "experience-missing": "it goes by every meeting",
    "experience-over-a-year-old": "it goes by every meeting",
}
"""The rules whose examples cannot be tried in the partnership of the cases as they stand, and why."""

_KEYS = {
    "principles/5-trauma.yaml": {"assessments", "making_progress"},
    "views/police.yaml": {"of", "views"},
    "partnership.yaml": {"format", "name", "area", "content", "agencies", "groups", "settings"},
    "report.yaml": {"title", "classification", "introduction", "sections", "chapters", "editions"},
}


def laid(root: Path, example: str, *, bare: bool = False) -> None:
    """Lay an example over a partnership: a file of its own, or its keys in the place of those that a file has."""
    named = re.match(r"# ([a-z]+/\S+?\.\w+|partnership\.yaml)(?:[,:;]|$)", example, re.MULTILINE)
    keys = re.findall(r"^([a-z_]+):", example, re.MULTILINE)
    id = re.search(r"^(?:id|principle): (\S+)$", example, re.MULTILINE)
    whole = id is not None and not named
    if "date" in keys:
        path = named[1] if named else f"meetings/{id[1] if id else 'example'}.md"
        example = example if bare or example.startswith("---") else f"---\n{example}\n---"
        whole = True
    elif named:
        path = named[1]
    elif id is not None:
        path = next(each.relative_to(root).as_posix() for each in root.glob(f"principles/*{id[1]}.yaml"))
    else:
        path = next(path for path, known in _KEYS.items() if set(keys) <= known)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    before = target.read_text(encoding="utf-8") if target.exists() and keys and not whole else ""
    for key in keys:
        before = re.sub(rf"^{key}:.*\n(?:(?:[ #-].*)?\n)*", "", before, flags=re.MULTILINE)
    target.write_text(f"{before}{example}\n", encoding="utf-8")


def found(root: Path) -> set[str]:
    return {each.rule for each in check(load(WorkTree(root), translations=True), Moment(date(2026, 5, 7)))}


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.id not in {*NOT_IN_AN_EXAMPLE, *NEEDS_BEFORE}],
    ids=lambda rule: rule.id,
)
def test_the_wrong_example_has_the_finding_and_the_right_one_has_not(rule: Rule, tmp_path: Path) -> None:
    page = pages.parse(rule.page)
    fixed = {rule.id for rule in RULES if rule.fixed}
    for name, example in (("wrong", page.wrong), ("right", page.right)):
        root = lay(tmp_path / name)
        laid(root, example.replace("\\x0b", "\x0b"), bare=rule.id == "front-matter")
        rules = found(root)
        assert (rule.id in rules) == (name == "wrong"), rules
        if name == "right" and rule.id != "too-short":
            assert not rules & fixed, "the right example is as the formats have it"


def test_the_rules_that_are_not_tried_are_rules() -> None:
    assert {*NOT_IN_AN_EXAMPLE, *NEEDS_BEFORE} <= {rule.id for rule in RULES}


def test_the_comments_of_the_docs_set_their_findings_aside(tmp_path: Path) -> None:
    example = re.search(r"## Ignoring one finding.*?```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    ignored = set(re.findall(r"# reflectctl: ignore (\S+) \S+", example[1]))
    assert ignored == {"rating-without-reason", "agreement-without-evidence"}
    root = lay(tmp_path)
    laid(root, example[1])
    with_comments = check(load(WorkTree(root)), Moment(date(2026, 5, 7)))
    laid(root, re.sub(r" *# reflectctl: .*", "", example[1]))
    without = check(load(WorkTree(root)), Moment(date(2026, 5, 7)))
    assert not any(each.rule.endswith("-suppression") for each in with_comments)
    for rule in ignored:
        assert sum(each.rule == rule for each in without) == sum(each.rule == rule for each in with_comments) + 1


def test_the_levels_of_the_docs_are_levels_that_can_be_set() -> None:
    example = re.search(r"## Choosing levels.*?```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    set_there = read_document("example.yaml", example[1].encode("utf-8")).data["settings"]["rules"]
    assert set(set_there) <= free_ids()
    assert set(set_there.values()) <= set(catalogue.LEVELS)


def test_the_manual_in_json_says_the_same(tmp_path: Path) -> None:
    told = json.loads(run("rules", "--format", "json", cwd=tmp_path).stdout)["rules"]
    assert {each["id"]: (each["severity"], each["fixed"], each["summary"]) for each in told} == {
        rule.id: (rule.severity, rule.fixed, rule.summary) for rule in RULES
    }
