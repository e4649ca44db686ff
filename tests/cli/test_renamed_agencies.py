"""An agency that changes its id is the same agency, at every commit and in every answer."""

import json
from pathlib import Path

import pytest

from tests.conftest import git, run

PLAN = """\
principle: trauma
assessments:
  culture:
    rating: agree
    agreed: "2026-01-10"
    because: Said and shown.
    sources:
      - what: Custody audit
        agency: {id}
making_progress:
  immediate:
    goal: To ask.
    measure: Ask.
    actions:
      - id: a-7k3f
        action: Ask what helps.
        owner: {id}
        opened: "2026-01-10"
        due: "2026-12-01"
        status: open
"""
MEETING = """\
---
id: {day}-trauma
date: "{day}"
title: Trauma on {day}
principles: [trauma]
present: [council, {id}]
absent: []
---

Notes.
"""
VIEWS = """\
of: {id}
views:
  trauma.culture:
    rating: {rating}
    given: "{given}"
    because: Custody is not there yet.
"""
RENAMED = (
    "  - id: police\n    name: Test Police\n",
    "  - id: constabulary\n    name: Test Constabulary\n    was: [police]\n",
)


def write(root: Path, files: dict[str, str | None], on: str) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        if text is None:
            (root / path).unlink()
        else:
            (root / path).write_text(text, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", f"As of {on}", on=f"{on}T12:00:00+00:00")


def under(id: str) -> dict[str, str | None]:
    return {
        "principles/5-trauma.yaml": PLAN.format(id=id),
        "meetings/2026-01-10.md": MEETING.format(id=id, day="2026-01-10"),
    }


@pytest.fixture
def renamed(fresh: Path) -> Path:
    """A partnership whose police became a constabulary in February, and gave another view in March."""
    views = VIEWS.format(id="police", rating="disagree", given="2026-01-05")
    write(fresh, {**under("police"), "views/police.yaml": views}, "2026-01-11")
    git(fresh, "tag", "before")
    who = (fresh / "partnership.yaml").read_text("utf-8")
    assert RENAMED[0] in who
    moved = views.replace("police", "constabulary")
    now = {"partnership.yaml": who.replace(*RENAMED), "views/constabulary.yaml": moved, "views/police.yaml": None}
    write(fresh, {**under("constabulary"), **now}, "2026-02-01")
    git(fresh, "tag", "after")
    later = VIEWS.format(id="constabulary", rating="agree", given="2026-03-05")
    write(fresh, {"views/constabulary.yaml": later}, "2026-03-06")
    return fresh


def told(root: Path, *arguments: str) -> str:
    result = run(*arguments, cwd=root)
    assert result.returncode == 0, result.stderr
    return " ".join(result.stdout.split())


def test_a_comparison_tells_the_new_name_and_nothing_else(renamed: Path) -> None:
    text = told(renamed, "diff", "before", "after")

    assert "Test Police is now called Test Constabulary (was police)." in text
    for word in ("joined", "left", "taken out", "gave its own view", "owner", "source", "Absent"):
        assert word not in text, text
    changes = json.loads(told(renamed, "diff", "before", "after", "--format", "json"))["changes"]
    assert [(each["kind"], each["id"]) for each in changes] == [("agency", "constabulary")]


def test_the_way_back_tells_the_old_name(renamed: Path) -> None:
    text = told(renamed, "diff", "after", "before")

    assert "Test Constabulary is now called Test Police" in text
    assert "joined" not in text


def test_a_view_given_under_both_ids_is_one_view_that_moved(renamed: Path) -> None:
    text = told(renamed, "diff", "before", "HEAD")

    assert "the view of Test Constabulary moved towards agreement: Disagree → Agree" in text.replace(
        "The view", "the view"
    )
    assert "taken out" not in text


def test_a_view_given_before_the_new_id_in_one_period_with_it_was_given_once(fresh: Path) -> None:
    write(fresh, under("police"), "2026-01-10")
    git(fresh, "tag", "begin")
    views = VIEWS.format(id="police", rating="disagree", given="2026-01-05")
    write(fresh, {"views/police.yaml": views}, "2026-01-11")
    who = (fresh / "partnership.yaml").read_text("utf-8").replace(*RENAMED)
    moved = {"views/constabulary.yaml": views.replace("police", "constabulary"), "views/police.yaml": None}
    write(fresh, {**under("constabulary"), **moved, "partnership.yaml": who}, "2026-02-01")

    text = told(fresh, "diff", "begin", "HEAD", "--only", "views")

    assert text.startswith("One view changed.")
    assert "Test Constabulary gave its own view on 5 January 2026: Disagree." in text
    assert "taken out" not in text
    assert "taken out" in told(fresh, "diff", "HEAD", "begin", "--only", "views")


def test_history_follows_views_and_actions_across(renamed: Path) -> None:
    views = json.loads(told(renamed, "history", "views", "--format", "json"))["changes"]
    assert [[(each["agency"], each["was"], each["view"]) for each in change["views"]] for change in views] == [
        [("constabulary", None, "disagree")],
        [("constabulary", "disagree", "agree")],
    ]
    text = told(renamed, "history", "views", "--full")
    assert "olice" not in text, text
    actions = told(renamed, "history", "actions", "--full")
    assert "opened for Test Constabulary" in actions
    assert "owner" not in actions, actions


def test_a_report_on_the_time_of_both_names_has_one_agency(renamed: Path) -> None:
    text = told(renamed, "report", "full", "--since", "before", "--format", "markdown", "--today", "2026-04-01")

    assert "is now called Test Constabulary" in text
    assert not [words for words in ("joined", "left the partnership") if words in text]


def test_what_is_there_under_an_earlier_id_is_read_and_found(renamed: Path) -> None:
    stale = MEETING.format(id="police", day="2026-03-20")
    write(renamed, {"meetings/2026-03-20.md": stale}, "2026-03-21")

    found = run("validate", "--format", "lines", "--today", "2026-04-01", cwd=renamed).stdout
    assert (
        "meetings/2026-03-20.md:6:20: agency-under-earlier-id `police` is what `constabulary` was called before."
        in found
    )
    assert "unknown-agency" not in found
    assert "not listed" not in told(renamed, "meeting", "list")


def test_two_files_of_views_under_both_ids_are_one_too_many(renamed: Path) -> None:
    write(renamed, {"views/police.yaml": VIEWS.format(id="police", rating="agree", given="2026-03-06")}, "2026-03-21")

    found = run("validate", "--format", "lines", "--today", "2026-04-01", cwd=renamed).stdout
    assert "repeated-id The id `constabulary` belongs to another file of views already" in found


def test_an_agency_is_known_by_its_earlier_id_when_typed(renamed: Path) -> None:
    given = ("--because", "Shown.", "--given", "2026-03-20", "--today", "2026-04-01")
    result = run("view", "5.action", "agree", "--agency", "police", *given, cwd=renamed)

    assert result.returncode == 0, result.stderr
    assert "trauma.action" in (renamed / "views/constabulary.yaml").read_text("utf-8")
    assert not (renamed / "views/police.yaml").exists()


def test_two_agencies_that_became_one_are_one(fresh: Path) -> None:
    write(fresh, {"views/police.yaml": VIEWS.format(id="police", rating="agree", given="2026-01-05")}, "2026-01-06")
    git(fresh, "tag", "before")
    who = (fresh / "partnership.yaml").read_text("utf-8").replace("  - id: police\n    name: Test Police\n", "")
    who = who.replace("  - id: council\n", "  - id: council\n    was: [police]\n")
    views = VIEWS.format(id="council", rating="agree", given="2026-01-05")
    write(fresh, {"partnership.yaml": who, "views/police.yaml": None, "views/council.yaml": views}, "2026-02-01")

    text = told(fresh, "diff", "before")
    assert not [words for words in ("left the", "taken out", "gave") if words in text], text
    assert "(was police)" in text


def test_an_agency_with_another_id_has_not_vanished(renamed: Path) -> None:
    found = run("validate", "--since", "before", "--format", "lines", "--today", "2026-04-01", cwd=renamed).stdout

    assert "vanished-id" not in found
    assert "unknown-agency" not in found


@pytest.fixture(params=["taken out of the list", "tidied up"])
def forgotten(renamed: Path, request: pytest.FixtureRequest) -> Path:
    """The same partnership, in whose list nothing says any more that the constabulary was the police."""
    who = (renamed / "partnership.yaml").read_text("utf-8")
    now = RENAMED[1].replace("    was: [police]\n", "") if request.param == "tidied up" else ""
    write(renamed, {"partnership.yaml": who.replace(RENAMED[1], now)}, "2026-04-02")
    return renamed


def test_histories_know_one_agency_by_the_commits_that_listed_it_under_both_ids(forgotten: Path) -> None:
    views = json.loads(told(forgotten, "history", "views", "--format", "json"))["changes"]
    assert [[(each["agency"], each["was"], each["view"]) for each in change["views"]] for change in views] == [
        [("constabulary", None, "disagree")],
        [("constabulary", "disagree", "agree")],
    ]
    assert "olice" not in told(forgotten, "history", "views", "--full")
    actions = told(forgotten, "history", "actions", "--full")
    assert "opened for Test Constabulary" in actions
    assert "went from" not in actions
    events = json.loads(told(forgotten, "history", "actions", "--format", "json"))["actions"][0]["events"]
    assert [each["now"] for each in events if each["event"] == "owner"] == ["constabulary"]


@pytest.mark.parametrize("ends", [("before", "HEAD"), ("HEAD", "before")], ids=" ".join)
def test_a_comparison_knows_one_agency_by_the_commits_between(forgotten: Path, ends: tuple[str, str]) -> None:
    changes = json.loads(told(forgotten, "diff", *ends, "--format", "json"))["changes"]

    about = {(each["kind"], each["id"]) for each in changes}
    assert about == {("agency", "constabulary"), ("view", "trauma.culture")}
    text = told(forgotten, "diff", *ends)
    assert "The view of constabulary" not in text, text
    for words in ("came and went", "The details of a source"):
        assert words not in text, text


def test_an_earlier_id_that_somebody_else_has_by_now_stays_theirs(forgotten: Path) -> None:
    who = (forgotten / "partnership.yaml").read_text("utf-8")
    new = who.replace("agencies:\n", "agencies:\n  - id: police\n    name: Test Transport Police\n", 1)
    views = VIEWS.format(id="police", rating="neither", given="2026-04-05")
    write(forgotten, {"partnership.yaml": new, "views/police.yaml": views}, "2026-04-06")

    changes = json.loads(told(forgotten, "history", "views", "--format", "json"))["changes"]
    assert {each["agency"] for each in changes[-1]["views"] if each["view"] == "neither"} == {"police"}


def test_a_report_calls_an_agency_that_is_gone_by_its_name(renamed: Path) -> None:
    who = (renamed / "partnership.yaml").read_text("utf-8")
    gone = {"partnership.yaml": who.replace(RENAMED[1], ""), "views/constabulary.yaml": None}
    write(renamed, {**gone, **under("council")}, "2026-04-02")

    text = told(renamed, "report", "full", "--since", "after", "--format", "markdown", "--today", "2026-05-01")

    assert "view of Test Constabulary" in text
    assert "onstabulary" not in text.replace("Test Constabulary", "").partition("Where this report came from")[0]
