"""Where a partnership stands: what has been held, who was absent, and how far each principle has been discussed."""

import re
from pathlib import Path

import pytest

from reflectctl.analysis import status
from reflectctl.model.records import Action, Agency
from reflectctl.model.report import Attendance, Discussed

from ..conftest import run
from . import INSTRUMENT, day, meeting, partnership, rated, record


def test_a_meeting_counts_as_held_from_its_day_on():
    meetings = (meeting("2026-06-02"), meeting("2026-05-07"))

    assert [each.id for each in status.held(meetings, today=day("2026-06-02"))] == ["2026-05-07", "2026-06-02"]
    assert [each.id for each in status.held(meetings, today=day("2026-06-01"))] == ["2026-05-07"]


def test_a_meeting_that_lies_ahead_is_not_covered_and_nobody_was_missed_at_it():
    whole = partnership(
        meetings=(meeting("2026-05-07", present=("police",)), meeting("2026-09-01", absent=("police",))),
        agencies=(Agency("police", "Police"),),
    )
    held = status.held(whole.meetings, today=day("2026-06-01"))

    assert status.coverage(whole, held).meetings == 1
    assert status.status(whole, today=day("2026-06-01")).coverage.meetings == 1
    assert status.attendance(whole, held) == [Attendance("police", ("2026-05-07",), ())]
    assert status.attendance(whole, ()) == [Attendance("police", (), ())]


def test_a_review_point_tells_of_no_meeting_that_lay_ahead_of_it(built_demo: Path):
    spring, autumn = "1774000000", "1790000000"  # 20 March and 21 September 2026

    told = [run("review-point", "r", "--dry-run", cwd=built_demo, SOURCE_DATE_EPOCH=on) for on in (spring, autumn)]

    assert [each.returncode for each in told] == [0, 0], told[0].stderr
    assert "14 meetings have been held, and 1 of a group's own" in told[0].stderr
    assert "16 meetings have been held, and 1 of a group's own" in told[1].stderr


def test_an_agency_is_missed_only_while_it_is_a_member():
    housing = Agency("housing", "Housing", joined=day("2026-03-01"), left=day("2026-06-30"))
    days = ("2026-02-28", "2026-03-01", "2026-06-30", "2026-07-01")
    whole = partnership(meetings=tuple(meeting(each, absent=("housing",)) for each in days), agencies=(housing,))

    [told] = status.attendance(whole, whole.meetings)

    assert told.absent == ("2026-03-01", "2026-06-30")


def test_a_guest_who_was_in_the_room_was_there():
    housing = Agency("housing", "Housing", joined=day("2026-03-01"))
    whole = partnership(meetings=(meeting("2026-02-28", present=("housing",)),), agencies=(housing,))

    assert status.attendance(whole, whole.meetings)[0].present == ("2026-02-28",)


def test_every_principle_is_told_with_the_meetings_about_it_and_what_is_rated():
    whole = partnership(record("voice", rated("voice.action", "agree", "2026-05-07"), rated("voice.culture", None)))
    meetings = (meeting("2026-05-07", "voice", "voice"), meeting("2026-03-12", "voice"), meeting("2026-04-01"))

    assert status.discussed(whole, meetings) == (
        Discussed("voice", ("2026-03-12", "2026-05-07"), day("2026-05-07"), True, 2, 1),
        Discussed("trauma", (), None, False, 2, 0),
    )


def test_an_instrument_without_principles_has_been_discussed_nowhere():
    assert status.discussed(partnership()._replace(instrument=INSTRUMENT._replace(principles=())), ()) == ()


def test_what_is_agreed_without_naming_a_meeting_was_agreed_at_the_latest_one_held():
    whole = partnership(
        meetings=(meeting("2026-03-05", "voice"), meeting("2026-09-01", "voice")),
    )

    assert status.meeting_for("voice", whole, None, today=day("2026-06-01")) == "2026-03-05"
    assert status.meeting_for("voice", whole, day("2026-09-01"), today=day("2026-06-01")) == "2026-09-01"
    assert status.meeting_for("voice", whole, None, today=day("2026-01-01")) == ""


@pytest.mark.parametrize(
    ("status_", "due", "late"),
    [
        ("open", "2026-05-14", True), ("open", "2026-05-15", False), ("open", "2026-05-16", False),
        ("in-progress", "2026-05-14", True), ("in-progress", "2026-05-15", False),
        ("done", "2026-05-14", False), ("dropped", "2026-05-14", False), ("open", "", False),
    ],
)  # fmt: skip
def test_an_open_action_is_overdue_from_the_day_after_its_date(status_: str, due: str, late: bool):
    action = Action("a-1", "Meet.", status=status_, due=due or "")
    assert status.overdue([action], today=day("2026-05-15")) == ([action] if late else [])


@pytest.mark.parametrize(
    ("today", "of", "taken"),
    [("2026-06-01", None, "2026-03-05"), ("2026-03-04", None, "2026-01-20"), ("2026-12-31", None, "2026-09-01"),
     ("2026-06-01", "2026-01-20", "2026-01-20")],
)  # fmt: skip
def test_a_rating_is_agreed_at_the_latest_meeting_held_about_its_principle(today: str, of: str | None, taken: str):
    held = [meeting(on, "voice") for on in ("2026-01-20", "2026-03-05", "2026-09-01")]
    whole = partnership(meetings=(*held[:2], meeting("2026-04-01", "children-first"), *held[2:]))
    assert status.meeting_for("voice", whole, of and day(of), today=day(today)) == taken


def test_only_some_of_many_overdue_actions_are_named_and_that_is_said(demo: Path) -> None:
    told = " ".join(run("status", "--today", "2026-11-29", cwd=demo).stdout.split())
    assert re.search(
        r"Ask how \d+ overdue actions are going \(.* and [A-Z][\w ]+\): (a-\w+, ){4}a-\w+ and \d+ more\. ", told
    )


def test_a_partnership_that_cannot_be_read_is_not_told_as_one_without_name_or_agencies(demo: Path) -> None:
    (demo / "partnership.yaml").write_text("name: [\n", encoding="utf-8")
    told = run("status", "--today", "2026-04-30", cwd=demo).stdout
    assert told.startswith("A partnership whose name cannot be read\n")
    assert "List the agencies" not in told
