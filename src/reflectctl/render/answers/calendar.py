"""The days of a partnership, as other programs have them."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from ...analysis import calendar as days
from ...model.named_tuples import NamedTuple
from ...model.records import Partnership
from ...tell.calendar import said
from .common import Unreadable, unreadable


class CalendarDay(NamedTuple):
    """A day, and what is on it."""

    uid: str
    """What calendars know it by, whenever it is asked. Such as `action-a-7k3f@0123456789ab.reflectctl`."""
    day: date
    """The day of the meeting, or by whose end the action is due."""
    kind: Annotated[str, (days.MEETING, days.DUE, days.REVIEW)]
    """What is on it: a meeting; an action that is due, or that is to be looked at again."""
    id: str
    """The id of the meeting or the action. Such as `a-7k3f`."""
    title: str
    """What a calendar shows. Such as `Due: Agree one shared way to flag language that blames children`."""
    cancelled: bool
    """Whether nobody has to think of it any more: the action is done or dropped, or it was taken out."""


class Calendar(NamedTuple):
    """Calendar.

    What `reflectctl calendar --format json` prints: meetings and due days, and what of those is off.
    """

    name: str
    days: tuple[CalendarDay, ...]
    """The days, the first first."""
    unreadable: tuple[Unreadable, ...]


def calendar(
    entries: Iterable[days.Entry], partnership: Partnership, unread: Iterable[tuple[str, str]] = ()
) -> Calendar:
    """The days of a partnership."""
    found = tuple(
        CalendarDay(
            days.uid(each, partnership), each.day, each.kind, each.id, said(each, partnership).title, each.is_off
        )
        for each in entries
    )
    return Calendar(partnership.name, found, unreadable(unread))
