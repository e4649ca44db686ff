"""Dates as people write them in; the date that was meant, as it is written here, out.

Day first where it could be either, as in Britain. Needed only where a date cannot be read as it stands.
"""

import calendar
import re
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[t ].*)?")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_WORDS = re.compile(r"(?:[a-z]+,? )?([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\.?,?[ -]([0-9]{4})")
_MONTH_FIRST = re.compile(r"(?:[a-z]+,? )?([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_MONTH = re.compile(r"([a-z]{3,9})\.?,? ([0-9]{4})")
_MONTH_DIGITS = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})")


def day(text: str) -> str:
    """The day that was meant, in the form of ISO 8601; empty when it cannot be told."""
    parts = _parts(" ".join(text.split()).lower()[:60])
    if parts is None:
        return ""
    year, month, number = parts
    if month > 12 >= number:
        month, number = number, month
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def _parts(text: str) -> tuple[int, int, int] | None:
    for pattern in (_YEAR_FIRST, _DIGITS):
        found = pattern.fullmatch(text)
        if found:
            return int(found[1]), int(found[2]), int(found[3])
    found = _DAY_FIRST.fullmatch(text)
    if found:
        return int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1])
    found = _WORDS.fullmatch(text)
    if found:
        return int(found[3]), _month(found[2]), int(found[1])
    found = _MONTH_FIRST.fullmatch(text)
    if found:
        return int(found[3]), _month(found[1]), int(found[2])
    return None


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it; 0 for another word."""
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def part(text: str) -> str:
    """The day or the month that was meant, in the form of ISO 8601; empty when it cannot be told."""
    plain = " ".join(text.split()).lower()[:60]
    found = _MONTH.fullmatch(plain)
    year, month = (int(found[2]), _month(found[1])) if found else (0, 0)
    for pattern, order in ((_MONTH_DIGITS, (2, 1)), (_YEAR_MONTH, (1, 2))):
        found = pattern.fullmatch(plain)
        if found and not month:
            year, month = int(found[order[0]]), int(found[order[1]])
    return f"{year:04}-{month:02}" if year and 1 <= month <= 12 else day(text)


def why_not(text: str) -> str:
    """Why a date that is written year, month and day is none; empty when it is one, or is written otherwise."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return ""
    year, month, number = int(text[:4]), int(text[5:7]), int(text[8:])
    if year == 0:
        return "Years begin with 0001; check the year."
    if not 1 <= month <= 12:
        swapped = day(text)
        return f'A year has 12 months; did you mean "{swapped}"?' if swapped else "A year has 12 months."
    last = calendar.monthrange(year, month)[1]
    return "" if 1 <= number <= last else f"{_MONTHS[month - 1].capitalize()} {year} has {last} days."
