"""A worksheet in a spreadsheet in; its cells, each as what was typed there or why it is no answer, out.

Only text is an answer. A formula shows another value tomorrow, a number is what a program made of something, and a
merged cell stands under several questions at once.
"""

from ...errors import ReflectError
from ...model.proposal import Doubt, Place
from .. import workbooks
from ..packed_xml import Packed
from .found import Cell, Found, Row, cleaned

_MOST_CELLS = 200_000

_KINDS = {
    workbooks.FORMULA: "A formula stands here, whose value may change; type the answer as text.",
    workbooks.ERROR: "An error of the spreadsheet stands here; type the answer as text.",
    workbooks.NUMBER: "A number stands here; type the answer as text, in the words of the sheet.",
    workbooks.DAY: "A date in the spreadsheet's own form stands here; type it as text, like 2026-03-12.",
    workbooks.LOGICAL: "A logical value stands here; type the answer as text.",
    workbooks.DAMAGED: "What stands here is damaged; type the answer again.",
}
_MERGED = "Cells are merged here, so that it is not known which question is answered; part them, and type it again."
_UNSEEN = "What stands here cannot be seen, as it is white or shown as nothing; show it or delete it."
_STRUCK = "All that stands here is struck out, so it is no answer; take it out, or type it anew."
_HIDDEN = "It stands in a hidden row or column; show it, look at it and read it again."
_NOTED = "A note is pinned to this cell, which is not read. Type what it says into the answer."


def spreadsheet(packed: Packed) -> Found:
    """What stands in a spreadsheet."""
    file = packed.name
    sheets = [each for each in workbooks.sheets(packed) if each.title]
    if not sheets:
        raise ReflectError("It has no sheet that can be read.", "Save it anew as an Excel workbook (.xlsx).")
    rows: list[Row] = []
    doubts: list[Doubt] = []
    for sheet in sheets:
        named = f" of {sheet.title}" if len(sheets) > 2 else ""
        if sum(max(each.cells, default=0) + 1 for each in sheet.rows) > _MOST_CELLS:
            raise ReflectError("It is larger than a worksheet is.", "Send the sheet itself.")
        rows += filter(None, (_row(each, named) for each in sheet.rows))
        doubts += [Doubt(Place(file, f"cell {at}{named}"), _NOTED) for at in sheet.notes]
    drawn = (
        packed.tree(each) for each in sorted(packed.names) if each.startswith("xl/drawings/") and each.endswith(".xml")
    )
    if any(each.tag == "a:t" for tree in drawn if tree is not None for each in tree.iter()):
        doubts.append(
            Doubt(Place(file), "Words stand in a text box or a shape, which is not read. Type them into a cell.")
        )
    return Found(file, (tuple(rows),), doubts=tuple(doubts))


def _row(row: workbooks.Row, named: str) -> Row | None:
    told = {at: _cell(each, named) for at, each in row.cells.items()}
    if all(cell.is_empty for cell in told.values()):
        return None
    is_hidden = row.is_hidden or any(row.cells[at].is_hidden and not cell.is_empty for at, cell in told.items())
    cells = tuple(told.get(at, Cell(f"cell {workbooks.letters(at)}{row.number}{named}")) for at in range(max(told) + 1))
    return Row(f"row {row.number}{named}", cells, _HIDDEN if is_hidden else "")


def _cell(cell: workbooks.Cell, named: str) -> Cell:
    at, text = f"cell {cell.at}{named}", cleaned(cell.kept)
    if cell.is_merged:
        return Cell(at, text, problem=_MERGED)
    if cell.is_empty:
        return Cell(at)
    if cell.kind in _KINDS:
        return Cell(at, problem=_KINDS[cell.kind])
    if cell.is_unseen:
        return Cell(at, problem=_UNSEEN)
    if cell.is_struck and not text:
        return Cell(at, problem=_STRUCK)
    return Cell(at, text, "without the words that are struck out" if cell.is_struck else "")
