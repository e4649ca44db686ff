"""Groups beside the agencies: their views told apart, their own meetings counted apart."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.test_renamed_agencies import told, write
from tests.conftest import git, run

GROUPS = """\
groups:
  - id: young-advisers
    name: Young Advisers
    kind: children
  - id: front-door
    name: Front door group
    kind: subgroup
    members: [council, police]
    quorum: 2
"""
RATED = """\
principle: trauma
assessments:
  culture:
    rating: agree
    agreed: "2026-03-12"
    meeting: 2026-03-12-trauma
    because: Said and shown.
making_progress:
  immediate:
    goal: To ask.
    measure: Ask.
    actions:
      - id: a-7k3f
        action: Ask what helps.
        owner: front-door
        opened: "2026-03-12"
        due: "2026-12-01"
        status: open
"""
VIEWS = """\
of: {of}
views:
  trauma.culture:
    rating: {rating}
    given: "2026-03-05"
    because: {because}
"""
MEETING = """\
---
id: {day}-{name}
date: "{day}"
title: {title}
principles: [trauma]
present: [{present}]
absent: [{absent}]
{more}---

Notes.
"""
ALL = MEETING.format(day="2026-03-12", name="trauma", title="Trauma", present="council, police", absent="", more="")
OWN = MEETING.format(
    day="2026-03-20",
    name="front-door",
    title="The front door",
    present="council",
    absent="police",
    more='group: front-door\nguests: ["Headteacher, Test Academy"]\n',
)

TODAY = ("--today", "2026-04-01")


@pytest.fixture
def grouped(fresh: Path) -> Path:
    """A partnership of two agencies with a children's group that disagrees, and a sub-group that met on its own."""
    git(fresh, "tag", "before")
    who = (fresh / "partnership.yaml").read_text("utf-8")
    who = who.replace("  - id: police\n", "  - id: health\n    name: Test Health\n  - id: police\n") + GROUPS
    files: dict[str, str | None] = {
        "partnership.yaml": who,
        "principles/5-trauma.yaml": RATED,
        "views/police.yaml": VIEWS.format(of="police", rating="agree", because="We see it in custody."),
        "views/council.yaml": VIEWS.format(of="council", rating="agree", because="We see it at the door."),
        "views/young-advisers.yaml": VIEWS.format(of="young-advisers", rating="disagree", because="Letters blame us."),
        "meetings/2026-03-12-trauma.md": ALL,
        "meetings/2026-03-20-front-door.md": OWN,
    }
    write(fresh, files, "2026-03-21")
    return fresh


def test_what_validates_and_what_does_not_reach_its_quorum(grouped: Path) -> None:
    lines = run("validate", "--format", "json", "--today", "2026-04-01", cwd=grouped)
    findings = json.loads(lines.stdout)["diagnostics"]
    assert [each["rule"] for each in findings if each["severity"] != "info"] == ["agreement-without-evidence"]
    (quorum,) = [each["message"] for each in findings if each["rule"] == "quorum-not-reached"]
    assert quorum == "1 of the members of `front-door` is listed as present, and its quorum is 2."


def test_a_report_tells_a_groups_view_beside_the_agencies_and_never_among_them(grouped: Path) -> None:
    text = told(grouped, "report", "full", "--format", "markdown", "--today", "2026-04-01")

    assert "- Test Police: **Agree**" in text or "- Test Council: **Agree**" in text
    assert "Views of groups" in text
    assert "Young Advisers (children and young people)" in text
    assert "disagree outright" not in text, "no agency does"
    assert "on the other side of the scale" not in text
    assert "Letters blame us." in text


def test_json_of_a_report_has_groups_apart(grouped: Path) -> None:
    report = json.loads(told(grouped, "report", "full", "--format", "json", "--today", "2026-04-01"))
    (statement,) = [
        each
        for principle in report["principles"]
        for each in principle["statements"]
        if each["statement"] == "trauma.culture"
    ]
    assert [each["of"] for each in statement["views"]] == ["council", "police"]
    assert [each["of"] for each in statement["group_views"]] == ["young-advisers"]
    assert statement["dissent"] == []
    attendance = {each["agency"]: (each["present"], each["absent"], each["unlisted"]) for each in report["agencies"]}
    assert attendance == {
        "council": (["2026-03-12-trauma"], [], []),
        "health": ([], [], ["2026-03-12-trauma"]),
        "police": (["2026-03-12-trauma"], [], []),
    }
    (own,) = report["groups"]
    assert (own["group"], own["name"]) == ("front-door", "Front door group")
    assert [(each["agency"], each["present"], each["absent"], each["unlisted"]) for each in own["members"]] == [
        ("council", ["2026-03-20-front-door"], [], []),
        ("police", [], ["2026-03-20-front-door"], []),
    ]


def test_a_groups_own_meeting_is_told_with_its_quorum_and_its_guests(grouped: Path) -> None:
    text = told(grouped, "report", "full", "--format", "markdown", "--today", "2026-04-01")

    assert "Quorum not reached: 1 member present, 2 needed" in text
    assert "Headteacher, Test Academy" in text
    assert "Front door group: its own meetings" in text
    listed = told(grouped, "meeting", "list", "--format", "markdown")
    assert "Front door group: The front door" in listed
    assert "Test Police; quorum not reached" in " ".join(listed.split())
    (own,) = [
        each for each in json.loads(told(grouped, "meeting", "list", "--format", "json"))["groups"] if each["quorum"]
    ]
    assert own == {
        "id": "front-door",
        "name": "Front door group",
        "kind": "subgroup",
        "members": ["council", "police"],
        "quorum": 2,
    }
    assert "not listed" not in listed.split("The front door")[1], "health is not expected"


def test_a_public_edition_has_neither_views_nor_guests_nor_ids_of_groups(grouped: Path) -> None:
    public = ("--edition", "public", "--today", "2026-04-01")
    for form in ("markdown", "json", "html"):
        # A link to a heading holds the words of the heading, which name whoever owns an action.
        text = re.sub(r"\]\(#[^)]*\)", "]", told(grouped, "report", "full", *public, "--format", form))
        for word in ("Headteacher", "young-advisers", "front-door", "Letters blame us", "Views of groups"):
            assert word not in text, (form, word)
    assert "Front door group" in told(grouped, "report", "full", *public, "--format", "markdown"), "it owns an action"


def test_a_comparison_tells_new_groups_and_whose_view_it_is(grouped: Path) -> None:
    text = told(grouped, "diff", "before", "--full")

    assert "Young Advisers is a new group (children and young people)." in text
    assert "Young Advisers (children and young people) gave its own view on 5 March 2026: Disagree." in text
    assert "Guests" in text


def test_history_tells_a_groups_view_beside_those_of_agencies(grouped: Path) -> None:
    again = VIEWS.format(of="young-advisers", rating="agree", because="Letters are kinder.").replace("03-05", "03-25")
    write(grouped, {"views/young-advisers.yaml": again}, "2026-03-26")

    changes = json.loads(told(grouped, "history", "views", "--format", "json"))["changes"]
    assert [
        (
            each["spread"],
            [(view["agency"], view["view"]) for view in each["views"]],
            [(view["agency"], view["group"], view["was"], view["view"]) for view in each["group_views"]],
        )
        for each in changes
    ] == [
        (
            "alike",
            [("council", "agree"), ("police", "agree")],
            [("young-advisers", "children", None, "disagree")],
        ),
        (
            "alike",
            [("council", "agree"), ("police", "agree")],
            [("young-advisers", "children", "disagree", "agree")],
        ),
    ]
    whole = told(grouped, "history", "views", "--format", "markdown")
    assert "the agencies' views all the same; a group sees it otherwise → views all the same" in whole
    text = told(grouped, "history", "views", "--full")
    assert "Beside them, Disagree: Young Advisers (children and young people)" in text
    assert "a group's view, beside the agencies'" in text.replace("A group", "a group")
    rows = told(grouped, "history", "views", "--format", "csv")
    assert ",young-advisers,children,agree," in rows


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("kind: children", "kind: childrens", "unknown-value"),
        ("id: young-advisers", "id: police", "repeated-id"),
        ("id: young-advisers", "id: front-door", "repeated-id"),
        ("members: [council, police]", "members: [council, polcie]", "unknown-agency"),
        ("members: [council, police]", "members: [council]", "quorum-out-of-reach"),
        ("quorum: 2", "quorum: two", "wrong-type"),
        ("name: Young Advisers", "nmae: Young Advisers", "unknown-key"),
    ],
)
def test_what_cannot_be_meant_is_found(grouped: Path, old: str, new: str, finding: str) -> None:
    path = grouped / "partnership.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    findings = json.loads(run("validate", "--format", "json", cwd=grouped).stdout)["diagnostics"]
    assert finding in [each["rule"] for each in findings]


def test_a_meeting_of_an_unknown_group_is_found(grouped: Path) -> None:
    write(
        grouped,
        {"meetings/2026-03-20-front-door.md": OWN.replace("group: front-door", "group: frontdoor")},
        "2026-04-01",
    )

    assert any(
        "unknown-group" in line for line in run("validate", "--format", "lines", cwd=grouped).stdout.splitlines()
    )


def test_a_view_of_a_group_is_written_to_its_own_file(grouped: Path) -> None:
    given = ("--because", "Better.", "--given", "2026-03-20", "--today", "2026-04-01")
    result = run("view", "5.action", "agree", "--agency", "young advisers", *given, cwd=grouped)

    assert result.returncode == 0, result.stderr
    assert "trauma.action" in (grouped / "views/young-advisers.yaml").read_text("utf-8")


def test_git_shows_a_group_as_sentences(grouped: Path) -> None:
    lines = told(grouped, "textconv", str(grouped / "partnership.yaml"))
    assert "Group young-advisers: Young Advisers. Kind: children." in lines
    assert "Guests: Headteacher, Test Academy" in told(
        grouped, "textconv", str(grouped / "meetings/2026-03-20-front-door.md")
    )


def test_a_view_of_children_is_experience_and_one_of_a_sub_group_is_none(grouped: Path) -> None:
    assert "experience-missing" not in run("validate", "--format", "lines", *TODAY, cwd=grouped).stdout

    path = grouped / "partnership.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: children", "kind: practitioners"), encoding="utf-8")
    assert "experience-missing" in run("validate", "--format", "lines", *TODAY, cwd=grouped).stdout


def test_a_statement_of_which_only_a_group_has_given_a_view_is_told_so(grouped: Path) -> None:
    write(grouped, {"views/police.yaml": None, "views/council.yaml": None}, "2026-03-26")

    assert "views of groups alone" in told(grouped, "history", "views").lower()
