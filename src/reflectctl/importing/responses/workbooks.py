"""The bytes of an Excel workbook in, the table of its one filled sheet out.

Only what is there to be seen is an answer: a formula, an error, a merge, what is struck out or hidden is told instead.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from ...errors import ReflectError
from .. import workbooks
from ..packed_xml import Packed
from .tables import EMPTY, LONGER, MOST_COLUMNS, MOST_ROWS, Cell, Table, other, plain, too_many

Row = tuple[int, tuple[Cell, ...]]

_PROBLEMS = {
    workbooks.FORMULA: "A formula stands here, whose value may be another one tomorrow.",
    workbooks.ERROR: "An error of the spreadsheet stands here.",
    workbooks.DAMAGED: "What stands here is damaged.",
}
_MERGED = "Cells are merged here, so that it cannot be told what it is the answer to."
_STRUCK = "Words are struck out here, so that it cannot be told whether they count."
_UNSEEN = (
    "What stands here cannot be seen, as it is in the colour of its cell or shown as nothing: show it, or delete it."
)
_HIDDEN = "This row is hidden, so that it cannot be told whether it counts: show it, or delete it."
_HIDDEN_COLUMN = "This column is hidden, so that it cannot be told whether it counts: show it, or delete it."
_NOTED = "A note is pinned here, which is not read: put what it says into the cell, or delete it."


def sheet(name: str, raw: bytes) -> Table:
    """The table on the only sheet that has something on it; `name` is for messages."""
    sheets = workbooks.sheets(Packed(name, raw))
    if not sheets:
        raise other(name)
    first, *others = [found for each in sheets if (found := list(_rows(name, each)))] or [[]]
    if others:
        raise ReflectError(
            f"{name} has more than one sheet with something on it, so which one holds the answers cannot be told.",
            "Save the sheet with the answers by itself.",
        )
    if not first:
        return Table((), ())
    (_, heads), *rows = first
    width = len(heads)
    told = tuple((at, (Cell("", problem=LONGER),) if any(c.text for c in row[width:]) else row) for at, row in rows)
    return Table(tuple(plain(each.text) for each in heads), told)


def _rows(name: str, sheet: workbooks.Sheet) -> Iterator[Row]:
    """The rows of a sheet that say anything, each with its number."""
    for count, row in enumerate(sheet.rows):
        cells = {at: _cell(each) for at, each in row.cells.items()}
        if count > MOST_ROWS or max(cells, default=0) > MOST_COLUMNS:
            raise too_many(name)
        if any(each.text or each.problem for each in cells.values()):
            if row.is_hidden:
                yield row.number, (Cell("", problem=_HIDDEN),)
            else:
                yield row.number, tuple(cells.get(at, EMPTY) for at in range(max(cells) + 1))


def _cell(cell: workbooks.Cell) -> Cell:
    if cell.is_merged:
        return Cell("", problem=_MERGED)
    if cell.is_noted:
        return Cell(plain(cell.text), problem=_NOTED)
    if cell.kind in _PROBLEMS:
        return Cell("", problem=_PROBLEMS[cell.kind])
    if cell.is_empty:
        return EMPTY
    if cell.is_struck or cell.is_unseen:
        return Cell("", problem=_STRUCK if cell.is_struck else _UNSEEN)
    problem = _HIDDEN_COLUMN if cell.is_hidden else ""
    if cell.kind == workbooks.DAY:
        return Cell(cell.text, _moment(cell.text), problem)
    return Cell(plain(_NO_SIGN.sub("", cell.text)), problem=problem)


_NO_SIGN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no text holds; a workbook may name it by its number."""


def _moment(serial: str) -> datetime | None:
    """A day and time as spreadsheets count them, from the end of 1899."""
    if not re.fullmatch(r"\d{1,7}(?:\.\d{1,20})?", serial):
        return None
    days, _, part = serial.partition(".")
    seconds = round(int((part + "0" * 9)[:9]) * 86_400 / 10**9)
    return datetime(1899, 12, 30) + timedelta(days=min(int(days), 2_000_000), seconds=seconds)
