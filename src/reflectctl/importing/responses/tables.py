"""The bytes of an export in, CSV or XLSX; its headings and rows out, each cell as text, or with why it is none."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ...errors import ReflectError
from ..packed_xml import Element, Packed, whole

MOST_BYTES = 20_000_000
_MOST_ROWS, _MOST_COLUMNS = 20_000, 2_000


class Cell(NamedTuple):
    """A cell: what it says, and when, where it is a date of the spreadsheet."""

    text: str
    moment: datetime | None = None
    problem: str = ""
    """Why it is no answer, as a sentence."""


EMPTY = Cell("")


class Table(NamedTuple):
    """An export."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    """Each with its number as spreadsheets count, the heading being the first."""
    notes: tuple[str, ...] = ()


def table(name: str, raw: bytes) -> Table:
    """The table in a file; `name` is for messages."""
    if raw.startswith(b"PK\x03\x04"):
        found = _xlsx(name, raw)
    elif raw.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")):
        raise _other(name)
    else:
        found = _csv(name, raw)
    if not any(each.strip() for each in found.heads):
        raise ReflectError(f"{name} is empty.", "Export the answers of the form again.")
    return found


def _other(name: str) -> ReflectError:
    return ReflectError(
        f"{name} is no CSV and no XLSX.", "Export the answers of the form as CSV or as an Excel workbook (.xlsx)."
    )


def _too_many(name: str) -> ReflectError:
    return ReflectError(f"{name} has more rows or columns than the answers to a form.", "Is it the right file?")


def _plain(text: str) -> str:
    """A text with blanks for what looks like them."""
    return re.sub(r"[^\S\n]", " ", text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)).strip()


_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))


# CSV


def _csv(name: str, raw: bytes) -> Table:
    text, notes = _decoded(name, raw)
    separator = re.match(r"sep=(.)\r?\n", text)
    begun = 1 if separator else 0
    text = text[separator.end() :] if separator else text
    delimiter = separator[1] if separator else _delimiter(text)
    # What is not closed would take all that follows into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > _MOST_ROWS or len(row) > _MOST_COLUMNS:
                raise _too_many(name)
    except csv.Error as problem:
        raise ReflectError(
            f"{name}:{reader.line_num + begun}: a cell in quotation marks does not end as it should, or is too long, "
            "so the columns cannot be told.",
            "Export the answers again, or open and save them as an Excel workbook (.xlsx).",
        ) from problem
    if not rows:
        return Table((), ())
    heads = tuple(map(_plain, rows[0]))
    told: list[tuple[int, tuple[Cell, ...]]] = []
    for number, row in enumerate(rows[1:], begun + 2):
        if len(row) > len(heads) and any(each.strip() for each in row[len(heads) :]):
            told.append((number, (Cell("", problem=_LONGER),)))
        elif any(each.strip() for each in row):
            told.append((number, tuple(Cell(_plain(each)) for each in row)))
    return Table(heads, tuple(told), notes)


_LONGER = "This row has more cells than there are headings, so the columns cannot be told."


def _decoded(name: str, raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a CSV: UTF-8, what Excel calls Unicode text, or what older programs write in western Europe."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise _other(name) from None
    try:
        text = raw.decode("utf-8-sig")
        if "\0" in text:
            raise _other(name)
        return text, ()
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as problem:
        raise ReflectError(
            f"{name} is saved in an encoding that is not known: UTF-8 was expected.", "Export or save it as CSV UTF-8."
        ) from problem
    if re.search(r"[\0-\x08\x0e-\x1f]", text):
        raise _other(name)
    return text, (f"{name} is not in UTF-8 and was read as Windows-1252: look at letters with accents.",)


def _delimiter(text: str) -> str:
    """What stands between cells: that with which most rows are as long as the heading, and that the longest.

    Commas stand in the words of statements, too.
    """

    def fit(sign: str) -> tuple[bool, int, int]:
        try:
            heads, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        except (csv.Error, ValueError):
            return False, 0, 0
        return len(heads) > 1, -sum(len(row) not in (0, len(heads)) for row in rows), len(heads)

    return max((",", ";", "\t"), key=fit)


# XLSX


def _xlsx(name: str, raw: bytes) -> Table:
    packed = Packed(name, raw)
    book = next(iter(packed.related("").get("officeDocument", [])), "xl/workbook.xml")
    related = packed.related(book)
    sheets = related.get("worksheet", [])
    if not sheets or packed.tree(sheets[0]) is None:
        raise _other(name)
    shared = _shared(packed.tree(next(iter(related.get("sharedStrings", [])), "")))
    formats = _dated(packed.tree(next(iter(related.get("styles", [])), "")))
    first, *others = [found for path in sheets if (found := _rows(name, packed.tree(path), shared, formats))] or [[]]
    if others:
        raise ReflectError(
            f"{name} has more than one sheet with something on it, so which one holds the answers cannot be told.",
            "Save the sheet with the answers by itself.",
        )
    if not first:
        return Table((), ())
    (_, heads), *rows = first
    width = len(heads)
    told = tuple((at, (Cell("", problem=_LONGER),) if any(c.text for c in row[width:]) else row) for at, row in rows)
    return Table(tuple(_plain(each.text) for each in heads), told)


def _shared(strings: Element | None) -> list[str]:
    return [] if strings is None else [_words(each) for each in strings]


def _words(item: Element) -> str:
    """The words of a string, without how they sound."""
    if _local(item) == "rPh":
        return ""
    own = (item.text or "") if _local(item) == "t" else ""
    said = own + "".join(map(_words, item))
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), said) if _local(item) == "t" else said


def _local(each: Element) -> str:
    return each.tag.rpartition(":")[2]


_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))


def _dated(styles: Element | None) -> list[bool]:
    """Of each style of cells, whether it shows a number as a day."""
    own: dict[str, str] = {}
    told: list[bool] = []
    for part in () if styles is None else styles:
        if _local(part) == "numFmts":
            own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in part}
        elif _local(part) == "cellXfs":
            for each in part:
                id = each.get("numFmtId", "0")
                code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", own.get(id, ""))
                told.append(bool(re.search(r"[dmyh]", code, re.IGNORECASE)) if id in own else whole(id) in _DATES)
    return told


def _rows(
    name: str, sheet: Element | None, shared: Sequence[str], formats: Sequence[bool]
) -> list[tuple[int, tuple[Cell, ...]]]:
    told: list[tuple[int, tuple[Cell, ...]]] = []
    data = next((each for each in (() if sheet is None else sheet) if _local(each) == "sheetData"), None)
    for row in () if data is None else data:
        number = whole(row.get("r", "")) or (told[-1][0] + 1 if told else 1)
        cells: dict[int, Cell] = {}
        for cell in row:
            at = _column(cell.get("r", "")) if cell.get("r") else len(cells)
            cells[at] = _cell(cell, shared, formats)
        if len(told) > _MOST_ROWS or max(cells, default=0) > _MOST_COLUMNS:
            raise _too_many(name)
        if any(each.text or each.problem for each in cells.values()):
            told.append((number, tuple(cells.get(at, EMPTY) for at in range(max(cells) + 1))))
    return told


def _column(reference: str) -> int:
    """The number of a column, from 0."""
    found = re.match(r"([A-Z]{1,3})\d", reference)
    at = 0
    for letter in found[1] if found else "":
        at = at * 26 + ord(letter) - ord("A") + 1
    return max(0, at - 1)


def letters(at: int) -> str:
    """What a spreadsheet calls a column, by its number from 0."""
    told = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


def _cell(cell: Element, shared: Sequence[str], formats: Sequence[bool]) -> Cell:
    kind = cell.get("t", "n")
    inside = {_local(each): each for each in cell}
    value = "".join(inside["v"].itertext()) if "v" in inside else ""
    if "f" in inside:
        return Cell("", problem="A formula stands here, whose value may be another one tomorrow.")
    if kind == "e":
        return Cell("", problem="An error of the spreadsheet stands here.")
    if kind == "inlineStr":
        return Cell(_plain(_words(inside["is"])) if "is" in inside else "")
    if kind == "s":
        at = whole(value) if value else -1
        return Cell(_plain(shared[at])) if 0 <= at < len(shared) else Cell("", problem="What stands here is damaged.")
    style = whole(cell.get("s", ""))
    if kind == "n" and value and style < len(formats) and formats[style]:
        return Cell(value, _moment(value))
    return Cell(_plain(value))


def _moment(serial: str) -> datetime | None:
    """A day and time as spreadsheets count them, from the end of 1899."""
    if not re.fullmatch(r"\d{1,7}(?:\.\d{1,20})?", serial):
        return None
    days, _, part = serial.partition(".")
    seconds = round(int((part + "0" * 9)[:9]) * 86_400 / 10**9)
    return datetime(1899, 12, 30) + timedelta(days=min(int(days), 2_000_000), seconds=seconds)
