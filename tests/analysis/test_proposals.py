"""What becomes of what came back from a room, held against what stands in the example."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reflectctl.analysis.proposals import consider
from reflectctl.loading.load import load
from reflectctl.model.proposal import LEFT, NEW, SAME, Attendance, Considered, Notes, Place, Proposal, Proposed
from reflectctl.model.records import (
    Action,
    Assessment,
    Discussion,
    Heard,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Progress,
    View,
)
from reflectctl.storage.disk import WorkTree

TODAY = date(2026, 5, 1)
YEAR_ON = "2026-03-12-children-first-a-year-on"
BEHAVIOUR, CULTURE = "children-first.behaviour", "children-first.culture"


@pytest.fixture(scope="module")
def partnership(built_demo: Path) -> Partnership:
    return load(WorkTree(built_demo)).partnership


def considered(partnership: Partnership, *entries: Proposed) -> Considered:
    return consider(partnership, Proposal(entries), today=TODAY)


def entry(said: Any, about: str = "", prompt: str = "", file: str = "a.xlsx") -> Proposed:
    return Proposed(Place(file, "row 4"), said, about, prompt)


def view(rating: str | None, given: str | None = None, because: str = "", meeting: str = "") -> View:
    return View("police", rating, date.fromisoformat(given) if given else None, meeting, because)


# In the example police agree that 1.behaviour holds: given on 12 March 2026, with a reason.
VIEWS = {
    "another rating": (view("disagree", "2026-04-30", "Why."), NEW),
    "the same, and no day": (view("agree"), SAME),
    "the same of the same day": (view("agree", "2026-03-12"), SAME),
    "the same given again later": (view("agree", "2026-04-30"), NEW),
    "another reason": (view("agree", None, "Another."), NEW),
    "given before what stands": (view("disagree", "2026-01-05", "Why."), LEFT),
    "could not say": (view(None, "2026-04-30"), NEW),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_beside_the_one_that_stands(partnership: Partnership, name: str) -> None:
    said, state = VIEWS[name]
    (step,) = considered(partnership, entry(said, BEHAVIOUR)).steps
    assert step.state == state
    assert step.was == "Agree"


def test_a_view_without_a_reason_keeps_that_of_the_same_rating_and_not_that_of_another(
    partnership: Partnership,
) -> None:
    same, other = (
        considered(partnership, entry(view(rating, "2026-04-30"), BEHAVIOUR)).steps[0]
        for rating in ("agree", "neither")
    )
    assert isinstance(same.entry.said, View)
    assert same.entry.said.because.startswith("Supervisors have reviewed")
    assert isinstance(other.entry.said, View)
    assert other.entry.said.because == ""
    assert "No reason is given" in other.why


def test_of_two_answers_of_one_agency_the_later_counts_and_the_other_is_told(partnership: Partnership) -> None:
    older = entry(view("agree", "2026-04-02", "Then."), CULTURE, file="old.xlsx")
    newer = entry(view("neither", "2026-04-30", "Now."), CULTURE, file="new.xlsx")
    for order in ((older, newer), (newer, older)):
        found = considered(partnership, *order)
        told = {step.entry.place.file: (step.state, step.why) for step in found.steps}
        assert told["new.xlsx"] == (NEW, "")
        assert told["old.xlsx"][0] == LEFT
        assert "2026-04-30, is in new.xlsx, row 4" in told["old.xlsx"][1]


def test_two_answers_of_one_agency_on_one_day_are_both_doubtful_unless_they_are_the_same(
    partnership: Partnership,
) -> None:
    one = entry(view("agree", "2026-04-30", "One."), CULTURE, file="one.xlsx")
    other = entry(view("neither", "2026-04-30", "Other."), CULTURE, file="other.xlsx")
    found = considered(partnership, one, other)
    assert not found.steps
    assert [each.place.file for each in found.doubts] == ["one.xlsx", "other.xlsx"]
    assert "otherwise in other.xlsx" in found.doubts[0].message

    found = considered(partnership, one, one._replace(place=Place("copy.xlsx")))
    assert [step.state for step in found.steps] == [NEW, SAME]
    assert not found.doubts


# The partnership strongly agrees that 1.culture holds, as of 12 March 2026.
RATINGS = {
    "another": (Assessment(CULTURE, "agree", date(2026, 4, 23), because="R."), NEW),
    "the same": (Assessment(CULTURE, "strongly-agree", date(2026, 3, 12), YEAR_ON), SAME),
    "the same, and no day": (Assessment(CULTURE, "strongly-agree"), SAME),
    "agreed before": (Assessment(CULTURE, "agree", date(2025, 4, 23), because="R."), LEFT),
    "of the same event": (Assessment(CULTURE, "agree", meeting=YEAR_ON, because="R."), NEW),
}


@pytest.mark.parametrize("name", RATINGS)
def test_an_agreed_rating_beside_the_one_that_stands(partnership: Partnership, name: str) -> None:
    said, state = RATINGS[name]
    (step,) = considered(partnership, entry(said, CULTURE)).steps
    assert (step.state, step.was) == (state, "Strongly agree")


def test_of_key_points_those_are_new_that_are_not_there(partnership: Partnership) -> None:
    there = partnership.assessment("children-first.action")
    assert there is not None
    discussion = there.reflections["evidence"][0]
    first = discussion.points.split("\n- ")[0]
    said = discussion._replace(points=f"{first}\n- A new one.\n")
    (step,) = considered(partnership, entry(said, "children-first.action", "evidence")).steps
    assert step.state == NEW
    assert step.words == "- A new one."
    (step,) = considered(partnership, entry(discussion, "children-first.action", "evidence")).steps
    assert step.state == SAME


def test_each_kind_of_entry_is_new_once_and_then_there(partnership: Partnership) -> None:
    plan = partnership.records[0].plans[0]
    action = plan.actions[0]
    held = partnership.meeting(YEAR_ON)
    assert held is not None
    assert partnership.preliminary is not None
    same = (
        entry(Plan(horizon=plan.horizon, goal=plan.goal, measure=plan.measure), "children-first"),
        entry(action._replace(id="")),
        entry(held.heard[0], held.id),
        entry(Preliminary(goal=partnership.preliminary.goal), ""),
        entry(Attendance(held.present, held.absent), held.id),
    )
    assert {step.state for step in considered(partnership, *same).steps} == {SAME}
    new = (
        entry(Plan(horizon=plan.horizon, goal="G.", measure="M."), "children-first"),
        entry(Action("", "A.", owner="police", due="2026-09", principle="children-first", horizon=plan.horizon)),
        entry(Heard("Some", "So"), held.id),
        entry(Preliminary(goal="G.", commitment="C.", notes="N."), ""),
        entry(Attendance(held.present[:2], ("police",)), held.id),
        entry(action._replace(status="done", outcome="O."), ""),
    )
    steps = considered(partnership, *new, new[1]).steps
    assert [step.state for step in steps] == [NEW] * 10 + [SAME]


ONCE = {
    "a rating": (Assessment(CULTURE, "agree", because="A."), Assessment(CULTURE, "disagree", because="B."), CULTURE),
    "a reason": (Assessment(CULTURE, "agree", because="A."), Assessment(CULTURE, "agree", because="B."), CULTURE),
    "a goal": (Plan(horizon="immediate", goal="A."), Plan(horizon="immediate", goal="B."), "children-first"),
    "the commitment": (Preliminary(commitment="A."), Preliminary(commitment="B."), ""),
    "an action": (Action("a-7k3f", "", status="open"), Action("a-7k3f", "", status="done"), ""),
    "who was there": (Attendance(("police",)), Attendance(("health",)), YEAR_ON),
}


@pytest.mark.parametrize("name", ONCE)
def test_what_can_be_said_once_and_is_told_in_two_ways_is_doubtful(partnership: Partnership, name: str) -> None:
    one, other, about = ONCE[name]
    found = considered(partnership, entry(one, about, file="one.xlsx"), entry(other, about, file="other.xlsx"))
    assert not found.steps
    assert [each.place.file for each in found.doubts] == ["one.xlsx", "other.xlsx"]
    assert "in other.xlsx" in found.doubts[0].message
    assert "in one.xlsx" in found.doubts[1].message


UNKNOWN = {
    "a statement": entry(view("agree"), "children-first.nothing"),
    "a prompt": entry(Discussion(points="P."), CULTURE, "nothing"),
    "a meeting": entry(Heard("Some"), "nothing"),
    "an action": entry(Action("a-0000", "A.")),
    "a day to come": entry(view("agree", "2027-01-01"), CULTURE),
    "a rating of a day to come": entry(Assessment(CULTURE, "agree", date(2027, 1, 1)), CULTURE),
    "key points of a day to come": entry(Discussion(dated=date(2027, 1, 1), points="P."), CULTURE, "evidence"),
    "somebody who is to be heard": entry(Heard("Some", "So", date(2027, 1, 1)), YEAR_ON),
}


def test_nothing_is_recorded_of_a_meeting_that_is_still_to_come(partnership: Partnership) -> None:
    ahead = Meeting("2026-05-14-ahead", date(2026, 5, 14), "Ahead")
    planned = partnership._replace(meetings=(*partnership.meetings, ahead))
    found = considered(
        planned,
        entry(view("agree", "2026-04-30", meeting=ahead.id), CULTURE),
        entry(Discussion(ahead.id, points="P."), CULTURE, "evidence"),
        entry(Assessment(CULTURE, "agree", date(2026, 4, 30), ahead.id), CULTURE),
    )
    assert not found.steps
    assert len(found.doubts) == 3
    assert all("2026-05-14-ahead, on 2026-05-14, which is still to come" in each.message for each in found.doubts)


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_cannot_be_told_is_doubtful(partnership: Partnership, name: str) -> None:
    found = considered(partnership, UNKNOWN[name])
    assert not found.steps
    assert [each.place for each in found.doubts] == [Place("a.xlsx", "row 4")]


TO_COME = {
    "the reason of a view": entry(view("disagree", "2026-04-30", "TBC"), BEHAVIOUR),
    "the reason of a rating": entry(Assessment(CULTURE, "agree", TODAY, "", "n/a"), CULTURE),
    "key points": entry(Discussion("", TODAY, "- TBC\n- -"), CULTURE, "evidence"),
    "a goal": entry(Plan(horizon="immediate", goal="tbd"), "children-first"),
    "an action": entry(Action("", "To be confirmed", principle="children-first", horizon="immediate")),
    "what came of an action": entry(Action("a-7k3f", "", status="done", outcome="-")),
    "a commitment": entry(Preliminary(commitment="[TBC]")),
    "an answer below a question": entry(Preliminary(notes="**What do we hope for?** (Police)\n\nN/A")),
    "a guest": entry(Attendance(guests=("n/a",)), YEAR_ON),
}


@pytest.mark.parametrize("name", TO_COME)
def test_what_says_only_that_something_is_to_come_is_doubtful(partnership: Partnership, name: str) -> None:
    found = considered(partnership, TO_COME[name])
    assert not found.steps
    [doubt] = found.doubts
    assert "is to come or does not apply" in doubt.message


def test_how_an_action_is_going_is_noted_once_and_its_date_moves(partnership: Partnership) -> None:
    open_one = next(each for each in partnership.actions if each.is_open and each.due)
    done = next(each for each in partnership.actions if each.closed)
    noted = next((each, its) for each in partnership.actions for its in each.progress)

    [new] = considered(partnership, entry(Progress(TODAY, "Two boards read it.", "2027-01"), open_one.id)).steps
    assert (new.state, new.was, new.now, new.words) == (NEW, open_one.due, "2027-01", "Two boards read it.")
    [same_date] = considered(partnership, entry(Progress(TODAY, "Read.", open_one.due), open_one.id)).steps
    assert (same_date.was, same_date.now, same_date.entry.said) == ("", "", Progress(TODAY, "Read."))
    [known] = considered(partnership, entry(noted[1]._replace(due=""), noted[0].id)).steps
    assert known.state == SAME
    for said, about in (
        (Progress(TODAY, "It goes on."), done.id),
        (Progress(TODAY, "It goes on."), "a-0000"),
        (Progress(date(2020, 1, 1), "It goes on."), open_one.id),
        (Progress(date(2026, 5, 2), "It goes on."), open_one.id),
        (Progress(TODAY, "TBC"), open_one.id),
    ):
        found = considered(partnership, entry(said, about))
        assert (found.steps, len(found.doubts)) == ((), 1), said
    [again] = considered(partnership, entry(Action(done.id, "", status="in-progress"))).doubts
    assert f"`reflectctl action reopen {done.id} --because WHY`" in again.message


def test_notes_of_a_meeting_are_added_once(partnership: Partnership) -> None:
    held = partnership.meeting(YEAR_ON)
    assert held is not None
    [new] = considered(partnership, entry(Notes("The library next time."), YEAR_ON)).steps
    assert (new.state, new.words) == (NEW, "The library next time.")
    [known] = considered(partnership, entry(Notes(held.notes.strip().splitlines()[-1]), YEAR_ON)).steps
    assert known.state == SAME
    assert considered(partnership, entry(Notes("Words."), "2020-01-01-none")).doubts


def test_beside_another_answer_one_whose_reason_is_to_come_is_an_answer_too(partnership: Partnership) -> None:
    one = entry(Assessment(CULTURE, "agree", TODAY, "", "TBC"), CULTURE)
    other = entry(Assessment(CULTURE, "disagree", TODAY, "", "We read ten."), CULTURE)._replace(place=Place("b.xlsx"))
    found = considered(partnership, one, other)
    assert not found.steps
    assert all("otherwise in" in each.message for each in found.doubts)
    assert len(found.doubts) == 2


def test_of_key_points_those_to_come_are_left_out_and_that_is_said(partnership: Partnership) -> None:
    [step] = considered(partnership, entry(Discussion("", TODAY, "- TBC\n- We asked."), CULTURE, "evidence")).steps
    assert (step.words, step.why) == ("- We asked.", "A point that says only that something is to come is left out.")
