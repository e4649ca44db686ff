"""Histories in, plain text for a terminal out: one line a statement at first, and everything when it is asked for.

Colour and width are handed in; every line passes through `escape`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..analysis.windows import ALWAYS, Window
from ..model.history import History, Unread
from ..model.instrument import Instrument
from ..tell import history as told
from ..tell import prose
from .escape import line
from .wrapping import Style, page, plain, wrapped

_MOST_STEPS = 8
_ARROW = " → "


def overview(
    history: History,
    instrument: Instrument,
    window: Window = ALWAYS,
    *,
    unread: bool = True,
    width: int = 100,
    style: Style = plain,
) -> str:
    """The way of each statement's rating in one line, with the days it was agreed. Nothing when there is none."""
    chapters = told.rows(history, instrument, window)
    rows = [row for _, among in chapters for row in among]
    if not history.recordings or not rows:
        return _page_of_unread(history.unread if unread else (), width, style)
    lines = wrapped(_HEADLINE, width, style=("bold", style))
    shown = iter(_columns(rows, width))
    for principle, among in chapters:
        found = instrument.principle(principle)
        number = f"{found.number}. " if found else ""
        name = prose.principle_name(principle, instrument)
        lines += wrapped(f"{number}{name}", width, style=("accent", style))
        lines += [line(next(shown)) for _ in among]
    legend = [_LEGEND[mark] for mark in _LEGEND if any(mark in (each, *each.split()) for each in _words(rows, window))]
    lines += ["", *wrapped(" ".join([*legend, _MORE]), width, style=("dim", style))]
    if history.unread and unread:
        lines += wrapped(told.unread_note(history.unread), width, hang=2)
    return page(lines)


_HEADLINE = "How each statement was rated, and on which day that was agreed"
_MORE = "Why, and who recorded it: --full, --principle or --statement."
_LEGEND = {
    told.NOT_RATED: "· is not rated.",
    "before": "“Before” is what stood before these days.",
    told.REREAD: "“To be re-read”: the statement was worded otherwise when it was rated.",
}


def _words(rows: Iterable[told.Row], window: Window) -> Iterator[str]:
    for row in rows:
        for label, day in row.steps:
            yield label
            if day is None and label != told.NOT_RATED:
                yield "before"
        if row.note.startswith(told.REREAD):
            yield told.REREAD


def _columns(rows: Sequence[told.Row], width: int) -> Iterator[str]:
    """The rows in columns: with every step and whole dates if that fits, else with short ones, else the last steps."""
    names = max(len(row.name) for row in rows)
    forms = [
        (most, short)
        for most in range(max(min(len(row.steps), _MOST_STEPS) for row in rows), 0, -1)
        for short in (0, 1)
    ]
    for most, short in forms:
        cells = [(_strip(row, most), _days(row, most, short=bool(short)), row.note) for row in rows]
        room = max(len(strip) for strip, _, _ in cells)
        if 2 + names + 2 + room + 2 + max(len(days) for _, days, _ in cells) <= width or (most, short) == forms[-1]:
            break
    for row, (strip, days, note) in zip(rows, cells, strict=True):
        shown = f"  {row.name:<{names}}  {strip:<{room}}  {days}".rstrip(" ")
        told_note = f"({note})" if note else ""
        if told_note and not days:
            yield f"{shown:<{6 + names + room}}{told_note}"
        else:
            yield f"{shown}  {told_note}".rstrip(" ")


def _strip(row: told.Row, most: int) -> str:
    labels = [label for label, _ in row.steps]
    return _ARROW.join(["…", *labels[-most:]] if len(labels) > most else labels)


def _days(row: told.Row, most: int, *, short: bool) -> str:
    days = ["before" if day is None else _day(day, short=short) for _, day in row.steps]
    if row.steps == ((told.NOT_RATED, None),):
        return ""
    return _ARROW.join(["…", *days[-most:]] if len(days) > most else days)


def _day(day: date, *, short: bool) -> str:
    number, month, year = prose.day(day).split(" ")
    return f"{number} {month[:3] if short else month} {year}"


def chapters(
    found: Sequence[told.Chapter],
    by: str = told.STATEMENT,
    unread: Sequence[Unread] = (),
    *,
    full: bool = True,
    width: int = 100,
    style: Style = plain,
) -> str:
    """Every entry under its heading; in full with the reasons, and who recorded it. Nothing when there is none."""
    lines: list[str] = []
    for chapter in found:
        lines += ["", *wrapped(chapter.title, width, style=("accent", style))]
        for section in chapter.sections:
            depth = 2
            if section.title:
                lines += ["", *wrapped(section.title, width, "  ", hang=2, style=("bold", style))]
                depth = 4
            for entry in section.entries:
                lines += _entry(entry, by, depth, full, width, style)
    if full and unread:
        lines += ["", *wrapped("Could not be read", width, style=("accent", style))]
        for each in unread:
            lines += wrapped(told.unread(each), width, "  ", hang=2)
    elif unread:
        lines += ["", *wrapped(told.unread_note(unread), width, hang=2)]
    return page(lines[1:]) if lines else ""


def _entry(entry: told.Entry, by: str, depth: int, full: bool, width: int, style: Style) -> Iterator[str]:
    yield from wrapped(told.entry_sentence(entry, by, full=full), width, " " * depth, hang=2)
    beneath = (*entry.beneath, *(entry.more if full else ()))
    for at, (name, text) in enumerate(beneath):
        last = full and at == len(beneath) - 1
        shown = f"{name}: {text}" if name else text
        yield from wrapped(shown, width, " " * (depth + 2), hang=2, style=("dim" if last else "", style))


def unread(found: Sequence[Unread], *, width: int = 100, style: Style = plain) -> str:
    """What could not be read: the file, the commit and why, a line each. Nothing when everything was."""
    return page([each for one in found for each in wrapped(told.unread(one), width, hang=2)]) if found else ""


def _page_of_unread(found: Sequence[Unread], width: int, style: Style) -> str:
    return page(wrapped(told.unread_note(found), width, hang=2)) if found else ""
