"""A day in; the same as people write it out, in full or where there is little room, whatever the locale."""

from datetime import date

from ..model.messages import ALONE, OF_A_DAY, month_name
from .i18n import say, words_of_month

_MONTHS = (
    month_name("January"),
    month_name("February"),
    month_name("March"),
    month_name("April"),
    month_name("May"),
    month_name("June"),
    month_name("July"),
    month_name("August"),
    month_name("September"),
    month_name("October"),
    month_name("November"),
    month_name("December"),
)
_SHORT = (
    month_name("Jan"),
    month_name("Feb"),
    month_name("Mar"),
    month_name("Apr"),
    month_name("May"),
    month_name("Jun"),
    month_name("Jul"),
    month_name("Aug"),
    month_name("Sep"),
    month_name("Oct"),
    month_name("Nov"),
    month_name("Dec"),
)


def day(day: date | None, *, short: bool = False) -> str:
    """A day: 30 April 2026; empty for none."""
    if day is None:
        return ""
    return say("{day} {month} {year}", day=day.day, month=_month(day, OF_A_DAY, short), year=day.year)


def month(day: date, *, short: bool = False) -> str:
    """The month of a day: April 2026."""
    return say("{month} {year}", month=_month(day, ALONE, short), year=day.year)


def _month(day: date, form: str, short: bool) -> str:
    return words_of_month((_SHORT if short else _MONTHS)[day.month - 1], form)
