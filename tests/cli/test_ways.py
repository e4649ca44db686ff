"""Views, days of meetings, wording and membership are told by every step between two moments, from real commits."""

import json
from pathlib import Path
from typing import Any

import pytest

from reflectctl.analysis import diff_events
from reflectctl.app import account
from reflectctl.app.diff import Asked, diff
from reflectctl.model.diff import MeetingChange
from tests.conftest import context, run
from tests.shapes import BASE, Story

VIEW = """\
of: police
views:
  voice.action:
    rating: {rating}
    given: {given}
    meeting: {meeting}
    because: {because}
"""
MEETING = """\
---
id: m1
date: "{day}"
title: First
principles: [voice]
---

Notes.
"""


def view(rating: str, given: str = "", meeting: str = "", because: str = "So.") -> dict[str, str]:
    return {"views/police.yaml": VIEW.format(rating=rating, given=given, meeting=meeting, because=because)}


def meeting(day: str) -> dict[str, str]:
    return {"meetings/m1.md": MEETING.format(day=day)}


def worded(words: str) -> dict[str, str]:
    path = "content/principles/voice.yaml"
    return {path: str(BASE[path]).replace("We ask.", words)}


def member(left: str) -> dict[str, str]:
    return {"partnership.yaml": str(BASE["partnership.yaml"]) + (f'    left: "{left}"\n' if left else "")}


NOTHING: dict[str, str] = {}
GONE = None

FEBRUARY, JUNE, OCTOBER = "2026-02-05", "2026-06-04", "2026-10-01"

# What is committed one after the other, the first of it before the period; and what is told of it.
TOLD: dict[str, tuple[list[dict[str, str] | None], str, list[str]]] = {
    "a view there and back": (
        [view("agree", FEBRUARY), view("disagree", JUNE), view("agree", OCTOBER)],
        "Two moves of the view of Test Police: Agree → Disagree → Agree.",
        ["moved disagree", "moved agree"],
    ),
    "a view there and back, without days": (
        [view("agree"), view("disagree"), view("agree")],
        "Two moves of the view of Test Police: Agree → Disagree → Agree.",
        ["moved disagree", "moved agree"],
    ),
    "a view by way of another": (
        [view("agree", FEBRUARY), view("neither", JUNE), view("disagree", OCTOBER)],
        "Two moves of the view of Test Police: Agree → Neither → Disagree.",
        ["became-unclear neither", "is-clear disagree"],
    ),
    "a view put right": (
        [view("agree", FEBRUARY), view("disagree", FEBRUARY)],
        "was corrected: Disagree (was recorded as Agree).",
        [],
    ),
    "a view put right by its meeting": (
        [view("agree", FEBRUARY, "m1"), view("disagree", "2026-02-06", "m1")],
        "was corrected: Disagree, given on 6 February 2026 (was recorded as Agree, given on 5 February 2026).",
        [],
    ),
    "a view put right within the period": (
        [view("agree", FEBRUARY), view("neither", JUNE), view("disagree", JUNE)],
        "The view of Test Police moved towards disagreement: Agree → Disagree.",
        [],
    ),
    "a view put right, and moved": (
        [view("agree", FEBRUARY), view("disagree", FEBRUARY), view("agree", JUNE)],
        "One move of the view of Test Police: Disagree → Agree.",
        ["corrected disagree", "moved agree"],
    ),
    "a view of one who could not say first": (
        [view("", FEBRUARY), view("disagree", JUNE), view("agree", OCTOBER)],
        "Two moves of the view of Test Police: could not say → Disagree → Agree.",
        ["moved disagree", "moved agree"],
    ),
    "a view given again": (
        [view("agree", FEBRUARY), view("agree", JUNE, because="Still so.")],
        "Test Police gave its own view again on 4 June 2026: Agree.",
        [],
    ),
    "a view given again and again": (
        [view("agree", FEBRUARY), view("agree", JUNE), view("agree", OCTOBER)],
        "Test Police gave its own view again two times: Agree.",
        ["confirmed agree", "confirmed agree"],
    ),
    "a view whose day was put right, and given again after it": (
        [view("agree", "2026-02-11"), view("agree", "2026-01-10", "m1"), view("agree", "2026-01-11")],
        "Test Police gave its own view again on 11 January 2026: Agree.",
        ["confirmed agree"],
    ),
    "a view given, and given again": (
        [NOTHING, view("agree", FEBRUARY), view("agree", JUNE)],
        "Test Police gave its own view two times: Agree.",
        ["added agree", "confirmed agree"],
    ),
    "a view typed twice on one day": (
        [NOTHING, view("agree", FEBRUARY), view("agree", FEBRUARY, because="Otherwise.")],
        "Test Police gave its own view on 5 February 2026: Agree.",
        [],
    ),
    "a view whose day was put right": (
        [view("agree", FEBRUARY, "m1"), view("agree", "2026-02-06", "m1")],
        "The view of Test Police is still Agree, with another day: 6 February 2026 (was 5 February 2026).",
        [],
    ),
    "a view with an earlier day than the one that it takes the place of": (
        [view("agree", JUNE), view("disagree", FEBRUARY)],
        "was corrected: Disagree, given on 5 February 2026 (was recorded as Agree, given on 4 June 2026).",
        [],
    ),
    "a view taken back before anybody looked": (
        [view("agree", FEBRUARY), view("disagree", JUNE), view("agree", FEBRUARY)],
        "",
        [],
    ),
    "a view taken out and brought back": ([view("agree", FEBRUARY), GONE, view("agree", FEBRUARY)], "", []),
    "a view given and taken out": (
        [NOTHING, view("agree", FEBRUARY), GONE],
        "The view of Test Police: Agree → taken out.",
        ["added agree", "removed None"],
    ),
    "a meeting moved there and back": (
        [meeting("2026-03-12"), meeting("2026-03-19"), meeting("2026-03-12")],
        "The day of “First” (12 March 2026) moved two times: 12 March 2026 → 19 March 2026 → 12 March 2026.",
        ["None 2026-03-19", "None 2026-03-12"],
    ),
    "a meeting moved twice": (
        [meeting("2026-03-12"), meeting("2026-03-19"), meeting("2026-03-26")],
        "moved two times: 12 March 2026 → 19 March 2026 → 26 March 2026.",
        ["None 2026-03-19", "None 2026-03-26"],
    ),
    "a meeting moved once": (
        [meeting("2026-03-12"), meeting("2026-03-19")],
        "The day moved from 12 March 2026 to 19 March 2026.",
        [],
    ),
    "a meeting taken out and back": (
        [meeting("2026-03-12"), GONE, meeting("2026-03-12")],
        "The record of “First” (12 March 2026) was taken out and stands again.",
        ["None None", "None 2026-03-12"],
    ),
    "wording there and back": (
        [worded("We ask."), worded("We ask first."), worded("We ask.")],
        "was worded differently 2 times, and reads as it did before.",
        ["None We ask first.", "None We ask."],
    ),
    "wording by way of another": (
        [worded("We ask."), worded("We ask first."), worded("We always ask.")],
        "was worded differently 2 times.",
        ["None We ask first.", "None We always ask."],
    ),
    "wording with other spaces": ([worded("We ask."), worded("We  ask."), worded("We ask.")], "", []),
    "a member that left and joined again": (
        [member(""), member("2026-03-01"), member("")],
        "Test Police came and went: left → joined.",
        ["left None", "joined None"],
    ),
}


def made(folder: Path, commits: list[dict[str, str] | None]) -> Story:
    story = Story(folder / "partnership")
    story.begin()
    for number, files in enumerate(commits):
        if files is None:
            for path in ("views/police.yaml", "meetings/m1.md"):
                (story.root / path).unlink(missing_ok=True)
        story.commit(f"{number}", files or {}, on=f"2026-11-{number + 1:02d}")
    return story


def compared(root: Path, *words: str) -> dict[str, Any]:
    told = run("diff", *words, "--format", "json", cwd=root)
    assert told.returncode == 0, told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize(("commits", "sentence", "way"), TOLD.values(), ids=TOLD)
def test_every_step_is_told(
    tmp_path: Path, commits: list[dict[str, str] | None], sentence: str, way: list[str]
) -> None:
    story = made(tmp_path, commits)
    first = f"HEAD~{len(commits) - 1}"
    told = compared(story.root, first, "HEAD")
    text = run("diff", first, "HEAD", cwd=story.root)
    if not sentence:
        assert told["changes"] == []
        assert "Nothing changed" in text.stderr
        return
    [change] = told["changes"]
    assert sentence in " ".join(text.stdout.split())
    assert [f"{each['event']} {each['after']}" for each in change["way"]] == way
    assert sentence in " ".join(run("diff", first, "HEAD", "--format", "markdown", cwd=story.root).stdout.split())

    # Backwards the same is told the other way, where nothing is given again.
    back = compared(story.root, "HEAD", first)
    assert len(back["changes"]) == 1
    there = [each for each in way if not each.startswith("confirmed")]
    assert len(back["changes"][0]["way"]) == len(there) or (not there[1:] and len(back["changes"][0]["way"]) <= 1)
    assert back["changes"][0]["event"] != "corrected" or "corrected" in sentence
    # As long as nobody commits it, the last step is one all the same.
    story.git("reset", "-q", "--soft", "HEAD~1")
    story.git("reset", "-q")
    assert [
        f"{each['event']} {each['after']}"
        for each in compared(story.root, f"HEAD~{len(commits) - 2}")["changes"][0]["way"]
    ] == way


@pytest.mark.parametrize(
    ("commits", "sentence", "event", "last"),
    [
        (
            [view("agree", FEBRUARY), view("disagree", JUNE), view("agree", FEBRUARY)],
            "The view of Test Police stands again: Agree, given on 5 February 2026.",
            "stands-again",
            ("2026-11-03", "recorded", "agree", "stands-again"),
        ),
        (
            [view("agree", FEBRUARY), view("disagree", JUNE), view("agree", FEBRUARY), view("disagree", JUNE)],
            "The view of Test Police stands again: Disagree, given on 4 June 2026.",
            "stands-again",
            ("2026-11-04", "recorded", "disagree", "stands-again"),
        ),
        (
            [view("agree", FEBRUARY), GONE, view("agree", FEBRUARY)],
            "The view of Test Police stands again: Agree, given on 5 February 2026.",
            "stands-again",
            ("2026-11-03", "recorded", "agree", "stands-again"),
        ),
        (
            [view("agree", FEBRUARY), view("agree", JUNE), view("agree", FEBRUARY)],
            "The view of Test Police stands again: Agree, given on 5 February 2026.",
            "stands-again",
            ("2026-11-03", "recorded", "agree", "stands-again"),
        ),
        (
            [view("agree", FEBRUARY, "m1"), view("disagree", FEBRUARY, "m1"), view("agree", FEBRUARY, "m1")],
            "The view of Test Police was corrected: Agree (was recorded as Disagree).",
            "corrected",
            (FEBRUARY, "agreed", "agree", "corrected"),
        ),
        (
            [view("neither", OCTOBER), view("disagree", FEBRUARY)],
            "was corrected: Disagree, given on 5 February 2026 (was recorded as Neither, given on 1 October 2026).",
            "corrected",
            ("2026-11-02", "recorded", "disagree", "corrected"),
        ),
    ],
    ids=[
        "a revert",
        "a revert of a revert",
        "a deletion undone",
        "given again, undone",
        "a correction undone",
        "earlier",
    ],
)
def test_what_comes_back_stands_again_and_what_is_said_of_one_event_puts_it_right(
    tmp_path: Path,
    commits: list[dict[str, str] | None],
    sentence: str,
    event: str,
    last: tuple[str, str, str, str],
) -> None:
    story = made(tmp_path, commits)

    def told(*words: str) -> None:
        [change] = compared(story.root, *words)["changes"]
        assert change["event"] == event
        assert sentence in change["sentence"]
        assert sentence in " ".join(run("diff", *words, cwd=story.root).stdout.split())

    told("HEAD~1", "HEAD")
    changes = json.loads(run("history", "views", "--format", "json", cwd=story.root).stdout)["changes"]
    end = changes[-1]
    assert (end["day"], end["day_is"], end["views"][0]["view"], end["views"][0]["kind"]) == last
    assert all(each["stands"] for each in changes)
    # As long as nobody commits it, it is the same.
    story.git("reset", "-q", "--soft", "HEAD~1")
    story.git("reset", "-q")
    told("HEAD")


def test_views_that_were_typed_late_stand_where_they_were_given(tmp_path: Path) -> None:
    late = "of: council\nviews: {voice.action: {rating: agree, given: 2026-02-05}}\n"
    story = made(tmp_path, [view("disagree", JUNE), {"views/council.yaml": late}])
    changes = json.loads(run("history", "views", "--format", "json", cwd=story.root).stdout)["changes"]
    held = [
        (each["day"], {one["agency"]: one["view"] for one in each["views"] if one["held"]}, each["spread"])
        for each in changes
    ]
    assert held == [
        (FEBRUARY, {"council": "agree"}, "one-view"),
        (JUNE, {"council": "agree", "police": "disagree"}, "both-sides"),
    ]


@pytest.mark.parametrize("after", [0, 1, 2], ids=["before it moved", "on the way", "at last"])
@pytest.mark.parametrize("at_once", [True, False], ids=["with a move", "alone"])
def test_views_in_a_renamed_file_are_the_same_views(tmp_path: Path, after: int, at_once: bool) -> None:
    story = made(tmp_path, [view("agree", FEBRUARY)])
    story.git("tag", "first")
    path = "views/police.yaml"
    for number, said in enumerate((view("agree", FEBRUARY), view("disagree", JUNE), view("neither", OCTOBER))):
        files = {path: said["views/police.yaml"]}
        if number == after and not at_once:
            story.commit("said", files, on=f"2026-11-1{number}")
        if number == after:
            story.git("mv", path, "views/wessex.yaml")
            files = {"views/wessex.yaml": files[path]}
            path = "views/wessex.yaml"
        story.commit("said or renamed", files, on=f"2026-11-2{number}")

    for moments in (("first", "HEAD"), ("first",)):
        [change] = compared(story.root, *moments)["changes"]
        assert [f"{each['event']} {each['after']}" for each in change["way"]] == [
            "moved disagree",
            "became-unclear neither",
        ]


def test_moves_and_statements_are_counted_apart(tmp_path: Path) -> None:
    story = Story(tmp_path / "partnership")
    story.begin()
    for number, (one, two) in enumerate((("agree", "agree"), ("disagree", "agree"), ("agree", "disagree"))):
        text = "of: police\nviews:\n"
        for statement, rating in (("voice.action", one), ("trauma.culture", two)):
            text += f"  {statement}:\n    rating: {rating}\n    given: 2026-0{number + 1}-01\n"
        story.commit(f"{number}", {"views/police.yaml": text})
    told = compared(story.root, "HEAD~2", "HEAD")
    assert told["headline"] == "Three moves of views, on two statements."
    assert [each["sentence"] for each in told["summary"]] == ["3 moves on 2 statements; 1 given again, unchanged."]
    report = run("report", "full", "--since", "HEAD~2", "--format", "markdown", cwd=story.root)
    assert "Two moves of the view of Test Police: Agree → Disagree → Agree." in report.stdout


def test_what_a_merge_left_out_is_not_on_the_way(tmp_path: Path) -> None:
    story = made(tmp_path, [view("agree", FEBRUARY)])
    story.branch("side")
    story.commit("side", view("disagree", JUNE))
    story.go("main")
    story.commit("main", view("neither", JUNE))
    story.git("merge", "-q", "-s", "ours", "--no-edit", "side")
    [change] = compared(story.root, "HEAD~2", "HEAD")["changes"]
    assert change["way"] == []
    assert change["sentence"] == "The view of Test Police became unclear (was Agree)."


@pytest.mark.parametrize("kind", ["a view there and back", "a meeting moved there and back", "wording there and back"])
def test_a_shallow_clone_says_that_it_knows_the_ends_only(tmp_path: Path, kind: str) -> None:
    story = made(
        tmp_path, [*TOLD[kind][0], {"views/council.yaml": "of: council\nviews: {voice.action: {rating: agree}}\n"}]
    )
    story.git("clone", "-q", "--depth", "4", f"file://{story.root}", tmp_path / "clone")
    told = compared(tmp_path / "clone", "HEAD~3", "HEAD")
    assert told["ends_only"] is True
    assert [each["way"] for each in told["changes"]] == [[]] * len(told["changes"])
    report = run("report", "--since", "HEAD~3", "--format", "markdown", cwd=tmp_path / "clone").stdout
    assert "this clone is shallow" in report
    (tmp_path / "clone/views/council.yaml").unlink()
    assert compared(tmp_path / "clone")["ends_only"] is False, "nothing lies between a commit and the files as they are"
    assert "No rating moved" not in report
    assert "no rating has moved" not in report


@pytest.mark.parametrize("how", ["diverged", "unrelated"])
def test_two_lines_that_do_not_follow_each_other_say_that_their_ends_alone_are_compared(
    tmp_path: Path, how: str
) -> None:
    story = made(tmp_path, [view("agree", FEBRUARY)])
    story.branch("side")
    if how == "unrelated":
        story.git("checkout", "-q", "--orphan", "other")
    for rating, given in (("disagree", JUNE), ("neither", OCTOBER)):
        story.commit("side", view(rating, given))
    story.git("branch", "-q", "-f", "end")
    story.go("main")
    story.commit("main", {"views/council.yaml": "of: council\nviews: {voice.action: {rating: agree}}\n"})
    for pair in (("main", "end"), ("end", "main")):
        told = compared(story.root, *pair)
        assert told["ends_only"] is True
        assert [each["way"] for each in told["changes"]] == [[]] * len(told["changes"])
        assert "only how things began and how they ended is compared" in " ".join(
            run("diff", *pair, cwd=story.root).stdout.split()
        )
    if how == "diverged":
        assert compared(story.root, "main...end")["ends_only"] is False, "from where they parted, all is known"


def test_reports_and_review_points_tell_the_way_of_views_and_due_dates(tmp_path: Path) -> None:
    story = Story(tmp_path / "partnership")
    story.begin()
    story.write({"content/pack.yaml": BASE["content/pack.yaml"] + "making_progress: [{id: immediate, title: Now}]\n"})
    plan = """\
principle: voice
making_progress:
  immediate:
    actions:
      - {{id: a-1, action: Ask., owner: council, opened: "2026-01-05", due: "{}", status: open}}
"""
    dues = ("2026-09-30", "2026-11-30", "2027-01-31")
    said = ((view("agree", FEBRUARY), FEBRUARY), (view("disagree", JUNE), JUNE), (view("agree", OCTOBER), OCTOBER))
    for (files, on), due in zip(said, dues, strict=True):
        story.commit(on, files | {"principles/3-voice.yaml": plan.format(due)}, on=on)
        if on == FEBRUARY:
            story.git("tag", "-a", "review-points/first", "-m", "First")
    view_moved, due_moved = "Agree → Disagree → Agree", "30 September 2026 → 30 November 2026 → 31 January 2027"
    for words in (("--since", "first"), ("--since", "2026-03-01"), ("yearly", "--year", "2026-27")):
        where = ("report", "full", *words, "--today", "2027-04-01")
        text = " ".join(run(*where, "--format", "markdown", cwd=story.root).stdout.split())
        assert view_moved in text
        assert due_moved in text
        told = json.loads(run(*where, "--format", "json", cwd=story.root).stdout)
        sentences = {each["id"]: each["sentence"] for each in told["changes"]}
        assert view_moved in sentences["voice.action"]
        assert due_moved in sentences["a-1"]


def test_a_rating_that_was_agreed_again_after_its_day_was_put_right_is_confirmed(tmp_path: Path) -> None:
    story = made(tmp_path, [NOTHING])
    for number, said in enumerate(('"2026-02-11"', '"2026-01-10", meeting: m1', '"2026-01-11"')):
        text = f"principle: trauma\nassessments: {{culture: {{rating: agree, because: Why., agreed: {said}}}}}\n"
        story.commit(f"{number}", {"principles/trauma.yaml": text}, on=f"2026-11-1{number}")

    told = compared(story.root, "HEAD~2", "HEAD")

    assert [(each["event"], each["agreed"]) for each in told["moves"]] == [("confirmed", "2026-01-11")]


@pytest.mark.parametrize(
    ("asked", "event"),
    [
        (Asked("plan~1", "plan"), "planned"),
        (Asked("2026-02-01", "2026-03-02"), "planned"),
        (Asked("plan", "held"), "held"),
        (Asked("plan"), "held"),
        (Asked(since="2026-03-12"), "held"),
        (Asked(since="2026-03-13"), "changed"),
        (Asked("held", "plan"), "changed"),
    ],
    ids=str,
)
def test_a_meeting_is_planned_or_held_as_of_the_moments_that_are_compared(
    planned: Path, asked: Asked, event: str
) -> None:
    comparison = diff(context(planned, "2026-06-01"), asked).comparison
    assert [diff_events.event(each) for each in comparison.of(MeetingChange)] == [event]
    assert diff_events.counts(comparison, MeetingChange) == {event: 1}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership with a meeting that was planned, held, and written down on the day after it."""
    story = Story(tmp_path_factory.mktemp("planned") / "partnership")
    story.begin()
    for name, on, more in (("plan", "2026-03-01", ""), ("held", "2026-03-13", "present: [police]\n")):
        text = f'---\nid: m1\ndate: "2026-03-12"\ntitle: Spring\n{more}---\nNotes.\n'
        story.commit(name, {"meetings/m1.md": text}, on=on)
        story.git("tag", name)
    story.commit("later", {"notes.md": "Nothing of it."}, on="2026-05-01")
    return story.root


@pytest.mark.parametrize(("first", "last"), [("HEAD~38", "HEAD"), ("HEAD~30", "HEAD~3"), ("HEAD~12", "HEAD")])
def test_it_is_the_same_whether_git_is_asked_for_files_or_for_their_folders(
    built_demo: Path, first: str, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFLECTCTL_NO_CACHE", "1")
    here = context(built_demo, "2026-05-01")
    by_file = diff(here, Asked(first, last)).comparison
    monkeypatch.setattr(account, "_MANY", 0)
    assert diff(here, Asked(first, last)).comparison == by_file
