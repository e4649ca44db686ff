"""Comments that set a finding aside: for their line, for a reason, and never more than that."""

from datetime import date
from pathlib import Path

import pytest

from reflectctl.loading.load import load
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Moment
from reflectctl.storage.disk import WorkTree
from tests.rules.test_cases import lay

MOMENT = Moment(date(2026, 5, 15))
FILE = "principles/5-trauma.yaml"
RATED = """principle: trauma
assessments:
  action:
    rating: neither{behind}
    agreed: "2026-03-12"
    because: It is not clear what we can show.
"""


def told(root: Path, text: str, only: tuple[str, ...] = ()) -> list[str]:
    (root / FILE).write_text(text, encoding="utf-8")
    found = check(load(WorkTree(root)), MOMENT, only=only or WANTED)
    return [f"{each.location} {each.rule}" for each in found]


WANTED = (
    "rating-without-meeting",
    "rating-without-reason",
    "unused-suppression",
    "malformed-suppression",
    "unknown-rule",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path)


def rated(behind: str = "", before: str = "") -> str:
    text = RATED.replace("{behind}", behind)
    return text.replace("    rating:", f"{before}    rating:") if before else text


def test_a_finding_that_nothing_ignores_is_told(root: Path) -> None:
    assert told(root, rated()) == [f"{FILE}:4:13 rating-without-meeting"]


def test_a_comment_behind_a_value_speaks_for_its_line(root: Path) -> None:
    assert told(root, rated("   # reflectctl: ignore rating-without-meeting settled by letter")) == []


def test_a_comment_on_its_own_line_speaks_for_the_next_line_that_says_something(root: Path) -> None:
    comment = "    # reflectctl: ignore rating-without-meeting settled by letter\n    # and more on this\n\n"
    assert told(root, rated(before=comment)) == []


def test_two_rules_are_ignored_by_two_comments(root: Path) -> None:
    text = rated(before="    # reflectctl: ignore rating-without-meeting by letter\n").replace(
        "    rating: neither",
        "    # reflectctl: ignore rating-without-reason agreed to say no more\n    rating: neither",
    )
    assert told(root, text.replace("    because: It is not clear what we can show.\n", "")) == []


def test_a_comment_for_another_line_or_another_rule_is_told_as_unused(root: Path) -> None:
    elsewhere = rated().replace("principle: trauma", "principle: trauma # reflectctl: ignore rating-without-meeting x")
    assert told(root, elsewhere) == [f"{FILE}:1:19 unused-suppression", f"{FILE}:4:13 rating-without-meeting"]
    other = rated(" # reflectctl: ignore rating-without-reason by letter")
    assert told(root, other) == [f"{FILE}:4:13 rating-without-meeting", f"{FILE}:4:21 unused-suppression"]


def test_a_comment_without_a_reason_is_told_once_and_instead(root: Path) -> None:
    assert told(root, rated(" # reflectctl: ignore rating-without-meeting")) == [f"{FILE}:4:21 malformed-suppression"]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("", "malformed-suppression"),
        ("ignore", "malformed-suppression"),
        ("disable rating-without-meeting by letter", "malformed-suppression"),
        ("ignore unknown-key it is ours", "malformed-suppression"),
        ("ignore rating-without-meetin by letter", "unknown-rule"),
        (f"ignore {'x' * 500} by letter", "unknown-rule"),
    ],
)
def test_a_comment_that_says_something_else_ignores_nothing_and_is_told(root: Path, said: str, rule: str) -> None:
    assert told(root, rated(f" # reflectctl: {said}")) == [
        f"{FILE}:4:13 rating-without-meeting",
        f"{FILE}:4:21 {rule}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "    because: |\n      # reflectctl: ignore rating-without-meeting by letter\n",
        "    because: >-\n      one\n      # reflectctl: ignore rating-without-meeting by letter\n",
        '    because: "a # reflectctl: ignore rating-without-meeting by letter"\n',
    ],
)
def test_what_only_looks_like_a_comment_is_none(root: Path, text: str) -> None:
    line = "    because: It is not clear what we can show.\n"
    assert told(root, rated().replace(line, text)) == [f"{FILE}:4:13 rating-without-meeting"]


def test_a_comment_is_read_in_front_matter_and_not_in_notes(root: Path) -> None:
    path = root / "meetings/2026-03-12-children-first.md"
    text = path.read_text(encoding="utf-8")
    ignored = "absent: [education, police] # reflectctl: ignore present-and-absent left half-way"
    both = text.replace("absent: [education]", ignored)
    path.write_text(both + "\n# reflectctl: ignore present-and-absent as above\n", encoding="utf-8")
    wanted = ("present-and-absent", "unused-suppression")
    assert [each.rule for each in check(load(WorkTree(root)), MOMENT, only=wanted)] == []


def test_a_rule_that_did_not_run_leaves_no_comment_unused(root: Path) -> None:
    text = rated(" # reflectctl: ignore rating-without-meeting by letter").replace("neither", "")
    assert told(root, text) == [f"{FILE}:4:14 unused-suppression"]
    assert told(root, text, only=("rating-without-reason", "unused-suppression")) == []
    assert check(load(WorkTree(root)), MOMENT, without=("rating-without-meeting",)) == []
    since = text.replace("rating-without-meeting", "unexplained-move")
    assert told(root, since, only=("unexplained-move", "unused-suppression")) == []


def test_windows_line_endings_and_a_byte_order_mark_change_nothing(root: Path) -> None:
    text = rated(before="    # reflectctl: ignore rating-without-meeting by letter\n").replace("\n", "\r\n")
    assert told(root, "\ufeff" + text) == []
