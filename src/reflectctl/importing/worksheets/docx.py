"""A worksheet in a document in; its rows and what stands around them, out."""

from ...errors import ReflectError
from ...model.proposal import Doubt, Place
from ..docx_tables import CellText, document
from .found import Cell, Found, Row, cleaned


def written(file: str, parts: dict[str, bytes]) -> Found:
    """What stands in a document."""
    told = document(parts)
    if not told.tables:
        raise ReflectError("No table stands in it.", "Send the worksheet itself, with its tables.")
    tables = tuple(
        tuple(
            Row(row.at, tuple(map(_cell, row.cells)), row.problem, tuple(each.look for each in row.cells))
            for row in table
        )
        for table in told.tables
    )
    doubts = [Doubt(Place(file), each) for each in told.beside]
    outside = [_cell(each) for each in told.outside]
    outside += [Cell(each.at, problem=_DRAWING) for each in told.outside if each.look.drawn and not each.problem]
    return Found(file, tables, tuple(outside), tuple(doubts))


_DRAWING = "A drawing stands here, of which it cannot be told what it marks. Tick a box instead."


def _cell(cell: CellText) -> Cell:
    text, problem = cleaned(cell.text), cell.problem
    if cell.is_part_struck and not text:
        problem = problem or "All that stands here is struck out, so it is no answer; take it out, or type it anew."
    return Cell(cell.at, text, "without the words that are struck out" if cell.is_part_struck else "", problem)
