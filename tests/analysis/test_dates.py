"""Years from April to March, and what a partnership did in a stretch of days."""

import pytest

from reflectctl.analysis import dates
from reflectctl.analysis.dates import Period
from reflectctl.errors import ReflectError
from reflectctl.model.records import Agency, Meeting, Plan

from . import action, day, meeting, partnership, record

YEAR = Period(day("2026-04-01"), day("2027-03-31"))


@pytest.mark.parametrize("text", ["2026-27", "2026/27", "2026-2027", "2026–27", " 2026 / 27 "])
def test_a_year_goes_from_april_to_march(text: str):
    assert dates.year(text) == YEAR


@pytest.mark.parametrize("text", ["1999-00", "1999-2000", "0001-02", "9998-99"])
def test_the_years_at_the_ends_of_centuries_and_calendars_are_years(text: str):
    period = dates.year(text)

    assert period.until is not None
    assert dates.year(dates.name(period)) == period


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-28", "2026-26", "2026-04", "2026-04-01", "26-27", "2026-2127", "0000-01", "9999-00",
     "2026-27x", "２０２６-27", "2026-27" + " " * 90 + "x", "x" * 5000],
)  # fmt: skip
def test_what_is_no_year_is_refused_with_an_example(text: str):
    with pytest.raises(ReflectError) as refused:
        dates.year(text)

    assert refused.value.exit_code == 2
    assert "2026-27 was expected" in refused.value.message
    assert len(refused.value.message) < 200


def test_a_period_is_called_by_its_year_or_by_its_days():
    assert dates.name(YEAR) == "2026-27"
    assert dates.name(Period(day("2026-04-01"), day("2026-09-30"))) == "2026-04-01 to 2026-09-30"
    assert dates.name(Period(day("2026-04-01"))) == "from 2026-04-01"
    assert dates.name(Period(until=day("2026-09-30"))) == "until 2026-09-30"
    assert dates.name(Period()) == ""


def test_meetings_of_a_period_were_held_or_lie_ahead():
    days = ("2026-03-31", "2026-04-01", "2026-06-02", "2027-03-31", "2027-04-01")
    whole = partnership(meetings=tuple(meeting(each) for each in reversed(days)))

    held, ahead = dates.meetings(whole, YEAR, day("2026-06-02"))

    assert [each.id for each in held] == ["2026-04-01", "2026-06-02"]
    assert [each.id for each in ahead] == ["2027-03-31"]
    assert [len(each) for each in dates.meetings(whole, Period(), day("2026-06-01"))] == [2, 3]


def told(period: Period, today: str, *actions) -> list[str]:
    """The ids of the actions of a period."""
    whole = partnership(record("voice", plans=(Plan("now", actions=actions),)))
    return [each.id for each in dates.actions(whole, period, day(today))]


def test_an_action_is_of_a_period_when_it_was_open_on_a_day_of_it():
    actions = (
        action("closed-before", "done", opened="2025-05-01", closed="2026-03-31"),
        action("closed-on-the-first-day", "done", opened="2025-05-01", closed="2026-04-01"),
        action("opened-on-the-last-day", opened="2027-03-31"),
        action("opened-after", opened="2027-04-01"),
        action("still-open-from-before", opened="2020-01-01"),
        action("without-days"),
        action("done-without-a-day", "done"),
        action("open-with-a-closing-day", "in-progress", closed="2020-01-01"),
    )

    found = told(YEAR, "2027-06-01", *actions)

    assert found == sorted({each.id for each in actions} - {"closed-before", "opened-after"})
    assert len(told(Period(), "2020-01-01", *actions)) == len(actions)


def test_a_period_that_goes_on_is_told_no_further_than_the_day_of_the_report():
    to_come = action("to-come", opened="2026-09-01")

    assert told(YEAR, "2026-08-31", to_come) == []
    assert told(YEAR, "2026-09-01", to_come) == ["to-come"]


def test_actions_come_by_due_date_and_those_without_one_last():
    found = told(
        Period(),
        "2026-06-01",
        action("b"),
        action("z", due="9999-12-31"),
        action("d", due="2026-07-01"),
        action("c", due="2026-07-01"),
        action("a", due="2026-08-01"),
    )

    assert found == ["c", "d", "a", "z", "b"]


def days(first: str, meetings: int, apart: int) -> tuple[Meeting, ...]:
    """Meetings about the voice, so many days apart."""
    start = day(first).toordinal()
    on = [type(day(first)).fromordinal(start + number * apart).isoformat() for number in range(meetings)]
    return tuple(meeting(each, "voice", "gone", present=("police",)) for each in on)


def test_few_meetings_have_a_row_each():
    whole = partnership(agencies=(Agency("police", "Police"), Agency("health", "Health")))

    rows = dates.coverage_rows(whole, days("2026-01-01", 24, 10))

    assert len(rows) == 24
    first = rows[0]
    assert (first.first, first.last, first.meetings) == (day("2026-01-01"), day("2026-01-01"), ("2026-01-01",))
    assert first.principles == {"voice"}
    assert (first.present, first.expected) == (1, 2)


def test_more_meetings_are_told_by_quarter():
    rows = dates.coverage_rows(partnership(), days("2026-01-01", 25, 10))

    assert [(str(each.first), str(each.last), len(each.meetings)) for each in rows] == [
        ("2026-01-01", "2026-03-22", 9),
        ("2026-04-01", "2026-06-30", 10),
        ("2026-07-10", "2026-08-29", 6),
    ]


def test_more_than_forty_quarters_are_told_by_year():
    rows = dates.coverage_rows(partnership(), days("2000-04-01", 41, 92))

    assert [str(each.first) for each in rows][:2] == ["2000-04-01", "2001-04-04"]
    assert len(rows) == 11
    assert sum(len(each.meetings) for each in rows) == 41


def test_forty_quarters_are_told_by_quarter():
    assert len(dates.coverage_rows(partnership(), days("2000-04-01", 40, 92))) == 40


def test_an_agency_is_expected_while_it_is_a_member_and_where_somebody_noted_who_was_there():
    agencies = (
        Agency("police", "Police"),
        Agency("health", "Health", left=day("2026-03-31")),
        Agency("housing", "Housing", joined=day("2026-05-01")),
    )
    meetings = (
        meeting("2026-04-07", present=("police", "housing", "unknown")),
        meeting("2026-05-07", absent=("police",)),
        meeting("2026-06-02"),
    )

    rows = dates.coverage_rows(partnership(agencies=agencies), meetings)

    assert [(each.present, each.expected) for each in rows] == [(1, 1), (0, 2), (0, 0)]


def test_no_meetings_make_no_rows():
    assert dates.coverage_rows(partnership(), ()) == ()
