"""The bytes of an export in CSV in; its headings and rows out, each cell as text, or with why it is none."""

import csv
import io
import re
from datetime import datetime

from ...errors import ReflectError
from ...model.named_tuples import NamedTuple
from ..workbooks import letters as letters

MOST_BYTES = 20_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 2_000


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
    """The table in a CSV; `name` is for messages."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")):
        raise other(name)
    return _csv(name, raw)


def other(name: str) -> ReflectError:
    """What is said of a file that is no table."""
    return ReflectError(
        f"{name} is no CSV and no XLSX.", "Export the answers of the form as CSV or as an Excel workbook (.xlsx)."
    )


def too_many(name: str) -> ReflectError:
    """What is said of a table that is too large."""
    return ReflectError(f"{name} has more rows or columns than the answers to a form.", "Is it the right file?")


def plain(text: str) -> str:
    """A text with blanks for what looks like them."""
    return re.sub(r"[^\S\n]", " ", text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)).strip()


_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))


# CSV


def _csv(name: str, raw: bytes) -> Table:
    text, notes = _decoded(name, raw)
    separator = re.match(r"sep=(.)\r?\n", text)
    begun = 1 if separator else 0
    text = text[separator.end() :] if separator else text
    blank = re.match(r"(?:[ \t]*(?:\r\n?|\n))*", text)
    begun += len(blank[0].splitlines()) if blank else 0
    text = text[blank.end() :] if blank else text
    delimiter = separator[1] if separator else _delimiter(text)
    # What is not closed would take all that follows into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise too_many(name)
    except csv.Error as problem:
        raise ReflectError(
            f"{name}:{reader.line_num + begun}: a cell in quotation marks does not end as it should, or is too long, "
            "so the columns cannot be told.",
            "Export the answers again, or open and save them as an Excel workbook (.xlsx).",
        ) from problem
    if not rows:
        return Table((), ())
    heads = tuple(map(plain, rows[0]))
    told: list[tuple[int, tuple[Cell, ...]]] = []
    for number, row in enumerate(rows[1:], begun + 2):
        if len(row) > len(heads) and any(each.strip() for each in row[len(heads) :]):
            told.append((number, (Cell("", problem=LONGER),)))
        elif any(each.strip() for each in row):
            told.append((number, tuple(Cell(plain(each)) for each in row)))
    return Table(heads, tuple(told), notes)


LONGER = "This row has more cells than there are headings, so the columns cannot be told."


def _decoded(name: str, raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a CSV: UTF-8, what Excel calls Unicode text, or what older programs write in western Europe."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise other(name) from None
    try:
        text = raw.decode("utf-8-sig")
        if "\0" in text:
            raise other(name)
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
        raise other(name)
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
