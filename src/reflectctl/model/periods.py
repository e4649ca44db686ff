"""A day, a month or a year as it is written, in; the days it is of out."""

from datetime import date, timedelta
from functools import lru_cache

ONGOING = "ongoing"
"""What is written for a due date where something has no end."""


@lru_cache(maxsize=4096)
def stretch(dated: str) -> tuple[date, date] | None:
    """The first and last day of a day, a month or a year; None when the calendar does not have it."""
    parts = dated.split("-")
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not ("".join(parts).isdecimal() and dated.isascii()):
        return None
    try:
        first = date.fromisoformat((dated + "-01-01")[:10])
    except ValueError:
        return None
    if len(parts) == 3:
        return first, first
    month = first.month if len(parts) == 2 else 12
    if (first.year, month) == (9999, 12):
        return first, date.max
    return first, date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def plain_day(written: str) -> date:
    """A day as it is written here, 2026-03-12; a ValueError for any other form, whichever this Python would take."""
    day = date.fromisoformat(written)
    if day.isoformat() != written:
        raise ValueError(written)
    return day


def is_due_date(written: str) -> bool:
    """Whether something is a due date: a day, a month, or `ongoing`."""
    return written == ONGOING or (len(written) > 4 and stretch(written) is not None)


def last_day(due: str) -> date | None:
    """The last day of a due date; None where there is none, and of what is ongoing."""
    found = stretch(due) if due != ONGOING else None
    return found[1] if found else None
