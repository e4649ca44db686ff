"""An Excel workbook in; its sheets out, cell by cell: what each holds, and whether that is there to be seen.

Nothing is judged here: whoever reads a sheet decides what is an answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.named_tuples import NamedTuple
from .packed_xml import Element, Packed, whole
from .tones import WHITE, Tone, are_alike, tone_of_sheet

TEXT, NUMBER, DAY, LOGICAL, FORMULA, ERROR, DAMAGED = (
    "text", "number", "day", "logical value", "formula", "error", "damaged",
)  # fmt: skip
MOST_COLUMNS = 16_384
"""No workbook has more."""


class Cell(NamedTuple):
    """What stands in a cell."""

    at: str
    """Such as `C12`."""
    kind: str = TEXT
    text: str = ""
    """All its words; of a number or a day, the number."""
    kept: str = ""
    """Those of them that are not struck out."""
    is_struck: bool = False
    """Whether any are."""
    is_unseen: bool = False
    """Whether any are in the colour of the cell, or its format shows nothing."""
    is_merged: bool = False
    is_noted: bool = False
    """Whether somebody has pinned a note to it."""
    is_hidden: bool = False
    """Whether its column is."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip() and self.kind not in (FORMULA, ERROR, DAMAGED) and not self.is_merged


class Row(NamedTuple):
    """A row that is written down, with its cells by the number of their column, from 0."""

    number: int
    cells: Mapping[int, Cell]
    is_hidden: bool


class Sheet(NamedTuple):
    """A sheet; its title is empty where the workbook does not list it."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    """The cells that somebody has pinned a note to."""


def sheets(packed: Packed) -> list[Sheet]:
    """The sheets of a workbook as it lists them; where it lists none, those that are in it."""
    main = next(iter(packed.related("").get("officeDocument", [])), "xl/workbook.xml")
    tree, related, targets = packed.tree(main), packed.related(main), packed.targets(main)
    listed = next((each for each in (() if tree is None else tree) if local(each) == "sheets"), ())
    paths = [(each.get("name", ""), targets.get(each.get("r:id", ""), "")) for each in listed]
    there = [(title, path) for title, path in paths if path in related.get("worksheet", [])]
    book = _Book(
        packed.tree(next(iter(related.get("sharedStrings", [])), "")),
        packed.tree(next(iter(related.get("styles", [])), "")),
    )
    found = []
    for title, path in there or [("", path) for path in related.get("worksheet", [])]:
        if (sheet := packed.tree(path)) is not None:
            notes = _notes(packed, path)
            found.append(Sheet(title, tuple(book.rows(sheet, frozenset(notes))), notes))
    return found


def _notes(packed: Packed, path: str) -> tuple[str, ...]:
    related = packed.related(path)
    parts = [packed.tree(each) for kind in ("comments", "threadedComment") for each in related.get(kind, ())]
    told = (each.get("ref", "") for part in parts if part is not None for each in part.iter())
    return tuple(dict.fromkeys(filter(None, told)))


class _Part(NamedTuple):
    """Words of a string that are set alike; what is None is as the cell has it."""

    text: str
    is_struck: bool | None = None
    is_own: bool = False
    """Whether they have a look of their own."""
    ink: Tone | None = None


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
        self._strings = [tuple(_parts(each)) for each in (() if strings is None else strings)]
        self._styles = list(_styles(styles))

    def rows(self, sheet: Element, noted: frozenset[str]) -> Iterator[Row]:
        parts = {local(each): each for each in sheet}
        merged = [_area(each.get("ref", "")) for each in parts.get("mergeCells", ())]
        hidden = [
            range(whole(each.get("min", "")) - 1, whole(each.get("max", "")))
            for each in parts.get("cols", ())
            if _is_hidden(each, "width")
        ]
        number = 0
        for row in parts.get("sheetData", ()):
            number = whole(row.get("r", "")) or number + 1
            cells: dict[int, Cell] = {}
            for each in row:
                at = column(each.get("r", "")) if each.get("r") else max(cells, default=-1) + 1
                cells[at] = self._cell(each, f"{letters(at)}{number}")
            for first, last, left, right in merged:
                if first <= number <= last:
                    for at in range(left, min(right, MOST_COLUMNS) + 1):
                        cells[at] = cells.get(at, Cell(f"{letters(at)}{number}"))._replace(is_merged=True)
            for at, cell in cells.items():
                is_hidden = any(at in each for each in hidden)
                if is_hidden or cell.at in noted:
                    cells[at] = cell._replace(is_hidden=is_hidden, is_noted=cell.at in noted)
            yield Row(number, cells, _is_hidden(row, "ht"))

    def _cell(self, cell: Element, at: str) -> Cell:
        kind = cell.get("t", "n")
        inside = {local(each): each for each in cell}
        value = "".join(inside["v"].itertext()) if "v" in inside else ""
        index = whole(cell.get("s", ""))
        style = self._styles[index] if index < len(self._styles) else _Style()
        if "f" in inside:
            return Cell(at, FORMULA)
        if kind == "e":
            return Cell(at, ERROR)
        parts: tuple[_Part, ...] = (_Part(_escaped(value) if kind == "str" else value),)
        if kind == "inlineStr":
            parts = tuple(_parts(inside["is"])) if "is" in inside else ()
        elif kind == "s":
            if not value.isdecimal() or whole(value) >= len(self._strings):
                return Cell(at, DAMAGED)
            parts = self._strings[whole(value)]
        kinds = {"d": DAY, "b": LOGICAL} | ({"n": DAY if style.is_day else NUMBER} if value else {})
        text = "".join(each.text for each in parts)
        kept = "".join(each.text for each in parts if not _is_struck(each, style))
        inks = [each.ink if each.is_own else style.ink for each in parts if each.text.strip()]
        is_unseen = bool(inks) and (style.is_blank or any(are_alike(each, style.ground) for each in inks))
        is_struck = any(each.text.strip() and _is_struck(each, style) for each in parts)
        return Cell(at, kinds.get(kind, TEXT), text, kept, is_struck, is_unseen)


def _is_struck(part: _Part, style: _Style) -> bool:
    return style.is_struck if part.is_struck is None else part.is_struck


def _is_hidden(each: Element, measure: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width."""
    return each.get("hidden", "0").lower() in ("1", "true") or not each.get(measure, "1").strip("0.")


def local(each: Element) -> str:
    """What an element is called within its vocabulary."""
    return each.tag.rpartition(":")[2]


def _on(each: Element) -> bool:
    return each.get("val", "1").lower() not in ("0", "false")


def _escaped(text: str) -> str:
    """A text with the signs that XML does not hold, which the format writes by their number."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _parts(item: Element) -> Iterator[_Part]:
    """The words of a string, without how they sound."""
    for each in item:
        if local(each) == "t":
            yield _Part(_escaped(each.text or ""))
        elif local(each) == "r":
            said = _escaped("".join(part.text or "" for part in each if local(part) == "t"))
            look = next(({local(kind): kind for kind in part} for part in each if local(part) == "rPr"), None)
            if look is None:
                yield _Part(said)
            else:
                yield _Part(said, "strike" in look and _on(look["strike"]), True, _tone(look.get("color")))


def _tone(colour: Element | None) -> Tone | None:
    if colour is None:
        return None
    rgb, theme, indexed, tint = (colour.get(each, "") for each in ("rgb", "theme", "indexed", "tint"))
    return tone_of_sheet(rgb, theme, indexed, tinted=tint not in ("", "0"))


_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The formats of days that every workbook has, by number."""


def _styles(styles: Element | None) -> Iterator[_Style]:
    """The styles of cells, in order."""
    parts: dict[str, Sequence[Element]] = {local(each): list(each) for each in (() if styles is None else styles)}
    formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in parts.get("numFmts", ())}
    fonts = [{local(kind): kind for kind in font} for font in parts.get("fonts", ())]
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
        return _tone(next((each for each in pattern if local(each) == "fgColor"), None))
    return WHITE if kind == "none" else None


def letters(at: int) -> str:
    """What a spreadsheet calls a column, by its number from 0."""
    told = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


def column(reference: str) -> int:
    """The number of a column, from 0."""
    found = re.match(r"([A-Z]{1,3})\d", reference)
    at = 0
    for letter in found[1] if found else "":
        at = at * 26 + ord(letter) - ord("A") + 1
    return max(0, at - 1)


def _area(reference: str) -> tuple[int, int, int, int]:
    """The first and last row and column of an area such as A2:B3; of what is none, such as no row is in."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        return 1, 0, 0, 0
    return int(found[2]), int(found[4]), column(f"{found[1]}1"), column(f"{found[3]}1")
