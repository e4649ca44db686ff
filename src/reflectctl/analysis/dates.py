"""A period, and what lies in it: meetings held and ahead, actions open, who was in the room, parts of a history.

Which clock a recording goes by is settled here.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ..errors import ReflectError
from ..model.history import (
    CONFIRMED,
    CORRECTED,
    RATED,
    STANDS_AGAIN,
    ActionHistories,
    History,
    Recording,
    ViewHistory,
)
from ..model.records import Action, Meeting, Partnership
from .actions import by_due_date
from .meetings import expected, is_held
from .status import held

MOST_MEETINGS = 24
"""How many meetings have a row each: two a month in a year. More are told by quarter."""

MOST_QUARTERS = 40
"""How many quarters have a row each: ten years. More are told by year."""

_YEAR = re.compile(r"([0-9]{4}) ?[-/–] ?([0-9]{4}|[0-9]{2})")


class Period(NamedTuple):
    """From a day until another, both included; open where there is none."""

    start: date | None = None
    until: date | None = None

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in it."""
        assert isinstance(day, date)
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


ALWAYS = Period()

_AGREED = (RATED, CONFIRMED, CORRECTED)
"""The kinds of recordings that are told on the day of the agreement."""


class Stretch(NamedTuple):
    """A meeting, or several of a quarter or a year: what they were about, and how many agencies were there."""

    first: date
    """The day of the first of its meetings."""
    last: date
    meetings: tuple[str, ...]
    """Ids, by date."""
    principles: frozenset[str]
    present: int
    """How many of the agencies that are expected were there, at one of the meetings or more."""
    expected: int
    """How many agencies were members on the day of a meeting that says who was there; 0 when none of them says."""


def year(text: str) -> Period:
    """The year from April to March that is written `2026-27`, `2026/27` or `2026-2027`."""
    found = _YEAR.fullmatch(text.strip())
    began = int(found[1]) if found else 0
    ends = f"{began + 1:04d}"
    if not found or found[2] not in (ends, ends[2:]) or not date.min.year <= began < date.max.year:
        raise ReflectError(
            f"'{text[:80]}' is not a year from April to March; one such as 2026-27 was expected.",
            "Write the year in which it begins, and after a hyphen the next: 2026-27.",
            exit_code=2,
        )
    return Period(date(began, 4, 1), date(began + 1, 3, 31))


def name(period: Period) -> str:
    """What a period is called: `2026-27` for a year from April to March, else its days; empty when it has none."""
    start, until = period
    if start is None or until is None:
        return f"from {start}" if start else f"until {until}" if until else ""
    if (start.month, start.day, until.month, until.day, until.year - start.year) == (4, 1, 3, 31, 1):
        return f"{start.year:04d}-{until.year % 100:02d}"
    return f"{start} to {until}"


def meetings(partnership: Partnership, period: Period, day: date) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
    """The meetings of a period that had been held by a day, and those that lay ahead of it; both by date."""
    of_it = [meeting for meeting in partnership.meetings if meeting.date in period]
    past = held(of_it, today=day)
    return past, tuple(sorted((each for each in of_it if not is_held(each, day)), key=_when))


def actions(partnership: Partnership, period: Period, day: date) -> tuple[Action, ...]:
    """The actions that were open at some time in a period, by due date, those without one last.

    One that does not say when it was opened had been open before; of one that is closed and does not say since when, it
    is not known that it was closed before. A period that has a last day is told no further than the day of the report.
    """
    last = min(period.until, day) if period.until else date.max
    start = period.start or date.min

    def was_open(action: Action) -> bool:
        closed = None if action.is_open else action.closed
        return (action.opened or date.min) <= last and (closed or date.max) >= start

    chosen = (action for action in partnership.actions if was_open(action))
    return tuple(sorted(chosen, key=by_due_date))


def clock(recording: Recording) -> date:
    """The day of a recording: when it was agreed; when it was recorded, if that is all that is known."""
    if recording.told is not None:
        return recording.told
    if recording.kind in _AGREED and recording.agreed is not None:
        return recording.agreed
    try:
        return date.fromisoformat(recording.recorded.at[:10])
    except ValueError:
        return date.min


def since(recording: Recording) -> date:
    """The day from which what was recorded stood: a rating that stands again does as it was agreed."""
    return recording.agreed if recording.kind == STANDS_AGAIN and recording.agreed else clock(recording)


def ratings_in(period: Period, history: History) -> History:
    """The recordings of a period; what could not be read is told whatever the day."""
    return history._replace(recordings=tuple(each for each in history.recordings if clock(each) in period))


def views_in(period: Period, history: ViewHistory) -> ViewHistory:
    """The changes of views in a period."""
    return history._replace(changes=tuple(each for each in history.changes if each.day in period))


def actions_in(period: Period, histories: ActionHistories) -> ActionHistories:
    """The actions to which something happened in a period, with what did."""
    actions = (each._replace(events=tuple(it for it in each.events if it.day in period)) for each in histories.actions)
    return histories._replace(actions=tuple(each for each in actions if each.events))


def coverage_rows(partnership: Partnership, held: Sequence[Meeting]) -> tuple[Stretch, ...]:
    """The meetings that were held, by date: one in a row, else those of a quarter, else of a year from April to March.

    Only principles of the instrument and agencies of the partnership count. An agency is expected while it is a member,
    and at a group's own meeting where it is one of that.
    """
    in_order = sorted(held, key=_when)
    rows = [[meeting] for meeting in in_order]
    if len(rows) > MOST_MEETINGS:
        rows = _grouped(in_order, _quarter)
    if len(rows) > MOST_QUARTERS:
        rows = _grouped(in_order, lambda meeting: (_quarter(meeting)[0],))
    known = frozenset(principle.id for principle in partnership.instrument.principles)
    return tuple(_stretch(row, known, partnership) for row in rows)


def _grouped(meetings: Sequence[Meeting], key: Callable[[Meeting], tuple[int, ...]]) -> list[list[Meeting]]:
    return [list(group) for _, group in groupby(meetings, key)]


def _quarter(meeting: Meeting) -> tuple[int, int]:
    """The year from April to March that a meeting was in, and the quarter of it."""
    return meeting.date.year - (meeting.date.month < 4), (meeting.date.month - 1) // 3


def _stretch(meetings: Sequence[Meeting], known: frozenset[str], partnership: Partnership) -> Stretch:
    # Where a meeting lists nobody, nothing is known of who was there.
    telling = [meeting for meeting in meetings if meeting.present or meeting.absent]
    wanted = [(each, {agency.id for agency in expected(each, partnership)}) for each in telling]
    members = [(agency, [each for each, ids in wanted if agency.id in ids]) for agency in partnership.agencies]
    return Stretch(
        meetings[0].date,
        meetings[-1].date,
        tuple(meeting.id for meeting in meetings),
        known.intersection(id for meeting in meetings for id in meeting.principles),
        sum(1 for agency, its in members if any(agency.id in meeting.present for meeting in its)),
        sum(1 for _, its in members if its),
    )


def _when(meeting: Meeting) -> tuple[date, str]:
    return meeting.date, meeting.id
