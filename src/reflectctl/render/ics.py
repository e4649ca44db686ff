"""The days of a partnership, in; a calendar as other programs take it out: RFC 5545, the same bytes each time.

A day on which something is due is an event of that whole day: as a task with a due day, servers answer it for the day
before. What is off is there as well, cancelled, so that a calendar which had it strikes it out when this is imported
again.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from ..analysis.calendar import Entry, uid
from ..model.records import Partnership
from ..tell import papers
from ..tell.calendar import said
from .escape import visible


def calendar(entries: Iterable[Entry], partnership: Partnership, at: datetime) -> str:
    """A calendar of these days; `at` is when they were recorded, which orders what is imported one after the other."""
    from icalendar import Calendar

    made = _component(
        Calendar(),
        ("prodid", "-//reflectctl//calendar//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("x-wr-calname", visible(papers.name(partnership))),
        ("x-wr-caldesc", visible(papers.marking(partnership))),
    )
    for each in entries:
        made.add_component(_event(each, partnership, at))
    return str(made.to_ical().decode())


def _event(entry: Entry, partnership: Partnership, at: datetime) -> Any:
    from icalendar import Event

    told = said(entry, partnership)
    return _component(
        Event(),
        ("uid", uid(entry, partnership)),
        ("dtstamp", at),
        # Of two with one name, a calendar keeps the one whose number is higher.
        ("sequence", int(at.timestamp()) // 60),
        ("dtstart", entry.day),
        # An event without an end takes the whole of its day; most programs write it, and the last day of all has none.
        ("dtend", entry.day + timedelta(days=1) if entry.day < date.max else None),
        ("summary", visible(told.title)),
        ("description", visible(told.text)),
        ("status", "CANCELLED" if entry.is_off else "CONFIRMED"),
        ("transp", "TRANSPARENT"),
    )


def _component(made: Any, *properties: tuple[str, object]) -> Any:
    for name, value in properties:
        if value not in ("", None):
            made.add(name, value)
    return made
