"""Answers in, tidy tables out, for people who count and chart elsewhere: one row a recording, a view or an event.

What is not there is an empty cell. Cells are told as they are, but for what a spreadsheet would take for a formula.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ..model.history import Unread
from ..model.named_tuples import NamedTuple
from .answers import history
from .escape import csv as safe

COMMIT = ("commit", "author", "recorded")


class Table(NamedTuple):
    """The columns of an answer's table, and its rows by the names of the columns; what a row has beside is left out."""

    columns: tuple[str, ...]
    rows: Callable[[Any], Iterable[Mapping[str, object]]]


def written(answer: NamedTuple) -> str:
    """An answer as a table; the header alone where it holds nothing."""
    return _written(_TABLES[type(answer)], answer)


def unread(found: Iterable[Unread]) -> str:
    """Each file that could not be read at a commit, and why."""
    columns = ("path", *COMMIT, "reason")
    return _written(Table(columns, lambda found: ({**each._asdict(), **_commit(each)} for each in found)), found)


def _written(table: Table, answer: object) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(row.get(name)) for name in table.columns] for row in table.rows(answer))
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else safe(str(value))


def _commit(each: Any) -> dict[str, object]:
    return {**each.recorded._asdict(), "recorded": each.recorded.at}


def _agreed(each: Any) -> date | None:
    """The day that the file names for something, if it names one."""
    day: date = each.day
    return day if each.day_is == history.AGREED else None


def _ratings(answer: history.History) -> Iterator[dict[str, object]]:
    for statement in answer.statements:
        for each in statement.recordings:
            because = (each.because or "").strip("\n")
            yield {**statement._asdict(), **each._asdict(), **_commit(each), "because": because}
    yield from _unread(answer.unread)


def _unread(found: Iterable[Unread]) -> Iterator[dict[str, object]]:
    """A row for each file that could not be read at a commit: there, what would stand in the others is not known."""
    for each in found:
        yield {**_commit(each), "because": each.reason, "unread": each.path}


def _views(answer: history.HistoryViews) -> Iterator[dict[str, object]]:
    """An agency's or a group's view, and the one before; with an empty view, one that was taken out."""
    for change in answer.changes:
        for each in (*change.views, *change.group_views):
            row = {**change._asdict(), **each._asdict(), **_commit(change)}
            yield {**row, "view": _view(each.held, each.view), "was": _view(each.was_held, each.was)}
    yield from _unread(answer.unread)


def _view(held: bool, view: str | None) -> str | None:
    return (view or "could-not-say") if held else None


def _actions(answer: history.HistoryActions) -> Iterator[dict[str, object]]:
    for action in answer.actions:
        for each in action.events:
            row = {**action._asdict(), **each._asdict(), **_commit(each)}
            yield {**row, "action": action.id, "text": action.action, "agreed": _agreed(each)}
    yield from _unread(answer.unread)


_STATEMENT = ("principle", "statement", "dimension")

_TABLES: Mapping[type, Table] = {
    history.History: Table(
        (
            *(*_STATEMENT, "rating", "rating_title", "was", "kind", "stands"),
            *("agreed", "meeting", *COMMIT, "because", "local", "late", "unread"),
        ),
        _ratings,
    ),
    history.HistoryViews: Table(
        (
            *(*_STATEMENT, "agency", "group", "view", "view_title", "was", "kind", "spread", "rating", "stands"),
            *("agreed", "meeting", *COMMIT, "because", "local", "unread"),
        ),
        _views,
    ),
    history.HistoryActions: Table(
        (
            *("principle", "horizon", "action", "text", "event", "was", "now", "stands"),
            *("agreed", *COMMIT, "because", "unread"),
        ),
        _actions,
    ),
}
