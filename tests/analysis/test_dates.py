"""Years from April to March, and what a partnership did in a stretch of days."""

import pytest

from reflectctl.analysis import dates
from reflectctl.analysis.dates import Period
from reflectctl.errors import ReflectError
from reflectctl.model.records import Plan

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
