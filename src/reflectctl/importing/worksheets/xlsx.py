"""A worksheet in a spreadsheet in; its cells, each as what was typed there or why it is no answer, out.

Only text is an answer. A formula shows another value tomorrow, a number is what a program made of something, and a
merged cell stands under several questions at once.
"""

import re
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

from ...errors import ReflectError
from ...model.proposal import Doubt, Place
from ..packed_xml import Packed
from ..tones import WHITE, Tone, are_alike, tone_of_sheet
from .found import Cell, Found, Row, cleaned

_MOST_CELLS = 200_000

_KINDS = {
    "f": "A formula stands here, whose value may change; type the answer as text.",
    "e": "An error of the spreadsheet stands here; type the answer as text.",
    "n": "A number stands here; type the answer as text, in the words of the sheet.",
    "d": "A date in the spreadsheet's own form stands here; type it as text, like 2026-03-12.",
    "b": "A logical value stands here; type the answer as text.",
}
_MERGED = "Cells are merged here, so that it is not known which question is answered; part them, and type it again."


def spreadsheet(packed: Packed, raw: bytes) -> Found:
    """What stands in a spreadsheet."""
    file = packed.name
    shapes = False
    for name in sorted(packed.names):
        # Each part is looked at before a library is given any: what declares entities or has no end is refused.
        if name.endswith((".xml", ".rels", ".vml")) and (tree := packed.tree(name)) is not None:
            shapes = shapes or (name.startswith("xl/drawings/") and any(each.tag == "a:t" for each in tree.iter()))
    sheets = _opened(raw)
    rows: list[Row] = []
    doubts: list[Doubt] = []
    for sheet in sheets:
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise ReflectError("It is larger than a worksheet is.", "Send the sheet itself.")
        named = f" of {sheet.title}" if len(sheets) > 2 else ""
        rows += _rows(sheet, named)
        doubts += _beside(sheet, file, named)
    if shapes:
        doubts.append(
            Doubt(Place(file), "Words stand in a text box or a shape, which is not read. Type them into a cell.")
        )
    return Found(file, (tuple(rows),), doubts=tuple(doubts))


def _opened(raw: bytes) -> list[Any]:
    import warnings

    from openpyxl import load_workbook

    try:
        # It prints what it leaves out, where an answer of ours is to stand.
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(raw), rich_text=True)
        sheets = list(book.worksheets)
    except Exception as problem:  # It raises whatever comes up where a file is not as it expects.
        raise ReflectError("It cannot be read as a spreadsheet.", "Save it anew as an Excel workbook.") from problem
    if not sheets:
        raise ReflectError(
            "It has no sheet that can be read.", "Save it as an Excel workbook (.xlsx), not as a strict one."
        )
    return sheets


def _rows(sheet: Any, named: str) -> list[Row]:
    merged = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if row <= sheet.max_row and column <= sheet.max_column
    }
    hidden = {letter for letter, each in sheet.column_dimensions.items() if each.hidden}
    made = []
    for cells in sheet.iter_rows():
        number = cells[0].row
        told = tuple(_cell(each, named, is_merged=(each.row, each.column) in merged) for each in cells)
        if any(not cell.is_empty for cell in told):
            out_of_sight = sheet.row_dimensions[number].hidden or any(
                each.column_letter in hidden and not cell.is_empty
                for each, cell in zip(cells, told, strict=True)
                if hasattr(each, "column_letter")
            )
            problem = (
                "It stands in a hidden row or column; show it, look at it and read it again." if out_of_sight else ""
            )
            made.append(Row(f"row {number}{named}", told, problem))
    return made


def _cell(cell: Any, named: str, *, is_merged: bool) -> Cell:
    at = f"cell {cell.coordinate}{named}"
    value = cell.value
    if is_merged:
        return Cell(at, _text(value)[0] if isinstance(value, str | list) else "", problem=_MERGED)
    if value is None:
        return Cell(at)
    if cell.data_type in _KINDS:
        return Cell(at, problem=_KINDS[cell.data_type])
    text, struck = _text(value)
    if text and _is_out_of_sight(cell):
        return Cell(
            at, problem="What stands here cannot be seen, as it is white or shown as nothing; show it or delete it."
        )
    if cell.font is not None and cell.font.strike and text and not struck:
        # Struck as a whole, unless parts of it say that they are not.
        parts = value if isinstance(value, list) else []
        text, struck = cleaned("".join(_kept(each) for each in parts if not isinstance(each, str))), True
    if struck and not text:
        return Cell(at, problem="All that stands here is struck out, so it is no answer; take it out, or type it anew.")
    return Cell(at, text, "without the words that are struck out" if struck else "")


def _is_out_of_sight(cell: Any) -> bool:
    """Whether a cell shows nothing of some of what it holds: in the colour that is behind it, or by an empty format."""
    if set(str(cell.number_format)) == {";"}:
        return True
    parts = cell.value if isinstance(cell.value, list) else []
    fonts = [cell.font, *(each.font for each in parts if not isinstance(each, str) and each.text.strip())]
    behind = _behind(cell.fill)
    return any(are_alike(_tone(font.color), behind) for font in fonts if font is not None)


def _behind(fill: Any) -> Tone | None:
    """The colour of a cell; None where its pattern mixes two."""
    if fill.fill_type == "solid":
        return _tone(fill.fgColor)
    return WHITE if fill.fill_type is None else None


def _tone(colour: Any) -> Tone | None:
    if colour is None:
        return None
    said = str(getattr(colour, colour.type))
    told = {"rgb": "", "theme": "", "indexed": ""} | {colour.type: said}
    return tone_of_sheet(**told, tinted=bool(getattr(colour, "tint", None)))


def _text(value: Any) -> tuple[str, bool]:
    """The words of a cell without those that are struck out, and whether any are."""
    if not isinstance(value, list):
        return cleaned(_unescaped(str(value))), False
    struck = any(
        not isinstance(each, str) and each.font is not None and each.font.strike and each.text.strip() for each in value
    )
    return cleaned(_unescaped("".join(_kept(each) for each in value))), struck


def _kept(part: Any) -> str:
    if isinstance(part, str):
        return part
    return "" if part.font is not None and part.font.strike else str(part.text)


# How the format writes characters that XML does not hold, a carriage return among them.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _beside(sheet: Any, file: str, named: str) -> list[Doubt]:
    """What is written beside cells."""
    told = "A note is pinned to this cell, which is not read. Type what it says into the answer."
    return [
        Doubt(Place(file, f"cell {cell.coordinate}{named}"), told)
        for cells in sheet.iter_rows()
        for cell in cells
        if getattr(cell, "comment", None)
    ]
