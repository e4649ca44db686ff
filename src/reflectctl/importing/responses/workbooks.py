"""The bytes of an Excel workbook in, the table of its one filled sheet out.

Only what is there to be seen is an answer: a formula, an error, a merge, what is struck out or hidden is told instead.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ...errors import ReflectError
from ...model.named_tuples import NamedTuple
from ..packed_xml import Element, Packed, whole
from ..tones import WHITE, Tone, are_alike, tone_of_sheet
from .tables import EMPTY, LONGER, MOST_COLUMNS, MOST_ROWS, Cell, Table, other, plain, too_many

Row = tuple[int, tuple[Cell, ...]]

_FORMULA = "A formula stands here, whose value may be another one tomorrow."
_ERROR = "An error of the spreadsheet stands here."
_DAMAGED = "What stands here is damaged."
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
    packed = Packed(name, raw)
    main = next(iter(packed.related("").get("officeDocument", [])), "xl/workbook.xml")
    related = packed.related(main)
    sheets = related.get("worksheet", [])
    if not sheets or packed.tree(sheets[0]) is None:
        raise other(name)
    book = _Book(
        packed.tree(next(iter(related.get("sharedStrings", [])), "")),
        packed.tree(next(iter(related.get("styles", [])), "")),
    )
    first, *others = [
        found for path in sheets if (found := list(book.rows(name, packed.tree(path), _noted(packed, path))))
    ] or [[]]
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


class _Style(NamedTuple):
    """How cells are shown, as far as it matters."""

    is_day: bool = False
    is_struck: bool = False
    is_blank: bool = False
    """Whether the format shows nothing."""
    ink: Tone | None = None
    ground: Tone | None = WHITE


class _Book:
    """The strings and styles of a workbook."""

    def __init__(self, strings: Element | None, styles: Element | None) -> None:
        self._strings = [_text(each) for each in (() if strings is None else strings)]
        self._styles = list(_styles(styles))

    def rows(self, name: str, sheet: Element | None, noted: frozenset[str]) -> Iterator[Row]:
        """The rows of a sheet that say anything, each with its number; `noted` are the cells that have notes."""
        parts = {_local(each): each for each in (() if sheet is None else sheet)}
        merged = [_area(each.get("ref", "")) for each in parts.get("mergeCells", ())]
        hidden = [
            range(whole(each.get("min", "")) - 1, whole(each.get("max", "")))
            for each in parts.get("cols", ())
            if each.get("hidden", "0").lower() in _TRUE
        ]
        number = 0
        for count, row in enumerate(parts.get("sheetData", ())):
            number = whole(row.get("r", "")) or number + 1
            cells: dict[int, Cell] = {}
            for cell in row:
                at = _column(cell.get("r", "")) if cell.get("r") else len(cells)
                cells[at] = self._cell(cell)
                if cells[at].text and any(at in each for each in hidden):
                    cells[at] = cells[at]._replace(problem=_HIDDEN_COLUMN)
                if cell.get("r") in noted:
                    cells[at] = cells[at]._replace(problem=_NOTED)
            for first, last, left, right in merged:
                if first <= number <= last and first:
                    cells |= {at: Cell("", problem=_MERGED) for at in range(left, min(right, MOST_COLUMNS) + 1)}
            if count > MOST_ROWS or max(cells, default=0) > MOST_COLUMNS:
                raise too_many(name)
            if any(each.text or each.problem for each in cells.values()):
                if row.get("hidden", "0").lower() in _TRUE:
                    yield number, (Cell("", problem=_HIDDEN),)
                else:
                    yield number, tuple(cells.get(at, EMPTY) for at in range(max(cells) + 1))

    def _cell(self, cell: Element) -> Cell:
        kind = cell.get("t", "n")
        inside = {_local(each): each for each in cell}
        value = "".join(inside["v"].itertext()) if "v" in inside else ""
        at = whole(cell.get("s", ""))
        style = self._styles[at] if at < len(self._styles) else _Style()
        if "f" in inside:
            return Cell("", problem=_FORMULA)
        if kind == "e":
            return Cell("", problem=_ERROR)
        text, struck, inks = value, False, frozenset[Tone]()
        if kind == "inlineStr":
            text, struck, inks = _text(inside["is"]) if "is" in inside else ("", False, inks)
        elif kind == "s":
            if not value.isdecimal() or whole(value) >= len(self._strings):
                return Cell("", problem=_DAMAGED)
            text, struck, inks = self._strings[whole(value)]
        if text.strip() and (struck or style.is_struck):
            return Cell("", problem=_STRUCK)
        if text.strip() and (style.is_blank or any(are_alike(each, style.ground) for each in (style.ink, *inks))):
            return Cell("", problem=_UNSEEN)
        if kind == "n" and value and style.is_day:
            return Cell(value, _moment(value))
        return Cell(plain(text))


_TRUE = ("1", "true")


def _noted(packed: Packed, path: str) -> frozenset[str]:
    """The cells of a sheet that somebody has pinned a note to."""
    related = packed.related(path)
    parts = [packed.tree(each) for kind in ("comments", "threadedComment") for each in related.get(kind, ())]
    return frozenset(each.get("ref", "") for part in parts if part is not None for each in part.iter())


def _local(each: Element) -> str:
    return each.tag.rpartition(":")[2]


def _on(each: Element) -> bool:
    return each.get("val", "1").lower() not in ("0", "false")


def _sign(found: re.Match[str]) -> str:
    """A sign that XML does not hold, as the format writes it; nothing for what is none."""
    code = int(found[1], 16)
    return chr(code) if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""


def _tone(colour: Element | None) -> Tone | None:
    if colour is None:
        return None
    rgb, theme, indexed, tint = (colour.get(each, "") for each in ("rgb", "theme", "indexed", "tint"))
    return tone_of_sheet(rgb, theme, indexed, tinted=tint not in ("", "0"))


def _text(item: Element) -> tuple[str, bool, frozenset[Tone]]:
    """The words of a string without how they sound, whether any of them are struck out, and their own colours."""
    said, struck, inks = "", False, set[Tone]()
    for each in item:
        name = _local(each)
        if name == "t":
            said += re.sub(r"_x([0-9A-Fa-f]{4})_", _sign, each.text or "")
        elif name == "r":
            more = _text(each)[0]
            look = [kind for about in each if _local(about) == "rPr" for kind in about]
            said += more
            if more.strip():
                struck = struck or any(_local(kind) == "strike" and _on(kind) for kind in look)
                inks |= {tone for kind in look if _local(kind) == "color" and (tone := _tone(kind))}
    return said, struck, frozenset(inks)


_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The formats of days that every workbook has, by number."""


def _styles(styles: Element | None) -> Iterator[_Style]:
    """The styles of cells, in order."""
    parts: dict[str, Sequence[Element]] = {_local(each): list(each) for each in (() if styles is None else styles)}
    formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in parts.get("numFmts", ())}
    fonts = [{_local(kind): kind for kind in font} for font in parts.get("fonts", ())]
    grounds = [_ground(next(iter(fill), None)) for fill in parts.get("fills", ())]
    for each in parts.get("cellXfs", ()):
        id, at, fill = each.get("numFmtId", "0"), whole(each.get("fontId", "")), whole(each.get("fillId", ""))
        font = fonts[at] if at < len(fonts) else {}
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", formats.get(id, ""))
        is_day = bool(re.search(r"[dmyh]", code, re.IGNORECASE)) if id in formats else whole(id) in _DAYS
        yield _Style(
            is_day,
            "strike" in font and _on(font["strike"]),
            set(formats.get(id, "")) == {";"},
            _tone(font.get("color")),
            grounds[fill] if fill < len(grounds) else WHITE,
        )


def _ground(pattern: Element | None) -> Tone | None:
    """The colour of a cell; None where its pattern mixes two."""
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    if kind == "solid" and pattern is not None:
        return _tone(next((each for each in pattern if _local(each) == "fgColor"), None))
    return WHITE if kind == "none" else None


def _column(reference: str) -> int:
    """The number of a column, from 0."""
    found = re.match(r"([A-Z]{1,3})\d", reference)
    at = 0
    for letter in found[1] if found else "":
        at = at * 26 + ord(letter) - ord("A") + 1
    return max(0, at - 1)


def _area(reference: str) -> tuple[int, int, int, int]:
    """The first and last row and column of an area such as A2:B3; zeros where it is none."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        return 0, 0, 0, 0
    return int(found[2]), int(found[4]), _column(f"{found[1]}1"), _column(f"{found[3]}1")


def _moment(serial: str) -> datetime | None:
    """A day and time as spreadsheets count them, from the end of 1899."""
    if not re.fullmatch(r"\d{1,7}(?:\.\d{1,20})?", serial):
        return None
    days, _, part = serial.partition(".")
    seconds = round(int((part + "0" * 9)[:9]) * 86_400 / 10**9)
    return datetime(1899, 12, 30) + timedelta(days=min(int(days), 2_000_000), seconds=seconds)
