"""A period, and what lies in it: meetings held and ahead, actions open, who was in the room, parts of a history.

Which clock a recording goes by is settled here.
"""

import re
from datetime import date

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
from ..model.named_tuples import NamedTuple
from ..model.records import Action, Meeting, Partnership
from .actions import by_due_date
from .meetings import ahead
from .status import held

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
    return held(of_it, today=day), ahead(of_it, day)


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
