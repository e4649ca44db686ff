"""A worksheet in a document in; its rows and what stands around them, out."""

import re

from ...errors import ReflectError
from ...model.proposal import Doubt, Place
from .. import docx
from ..docx_values import CHECK_BOX, DATE, DROP_DOWN, Control, Paragraph, Table, flat
from ..docx_values import Cell as Written
from ..docx_values import Row as WrittenRow
from ..filled_in.marks import Option
from .found import Cell, Found, Row, cleaned

_STRUCK = "without the words that are struck out"
_UNSEEN = "Hidden words stand here, or words in the colour that is behind them; show them, and say whether they count."


def written(file: str, raw: bytes) -> Found:
    """What stands in a document. Raises `ReflectError` where it cannot be told which words count."""
    told = docx.document(file, raw)
    if told.changes:
        places = list(dict.fromkeys(each.where for each in told.changes))
        listed = ", ".join(places[:8]) + (f" and {len(places) - 8} more places" if len(places) > 8 else "")
        raise ReflectError(
            f"Changes are tracked in it, so that it cannot be told which words count: {listed}.",
            "Accept or reject every change (Review), save it, and read it again.",
        )
    tables, outside = [], []
    for block in told.blocks:
        if isinstance(block, Table):
            tables.append(_table(block))
        else:
            outside.append(_paragraphs((block,), block.where))
    margins = [_paragraphs((each,), each.where) for each in flat(told.margins)]
    outside += [each for each in margins if not _PAGES.fullmatch(each.text)]
    doubts = [
        Doubt(Place(file, each.where), f"There is {each.kind} here, which is not read. Type what it says as an answer.")
        for each in told.apart
    ]
    return Found(file, tuple(tables), tuple(outside), tuple(doubts))


_PAGES = re.compile(r"\w+ \d+ \w+ \d+")
"""The number of a page, in any language."""

_MERGED = "Cells are merged in this row, so that it is not known which question is answered; part them."


def _table(table: Table) -> tuple[Row, ...]:
    made: list[Row] = []
    for row in table.rows:
        going_on = any(cell.merged for cell in row.cells)
        if going_on and made:
            made[-1] = made[-1]._replace(problem=_MERGED)
        problem = _MERGED if going_on or any(cell.span > 1 for cell in row.cells) else ""
        if [cell.column for cell in row.cells] != list(range(len(row.cells))):
            problem = problem or "The columns of this row are not those of its table; put it right."
        if row.hidden:
            problem = problem or "This row is hidden; show it, look at it and read it again."
        made.append(_row(row, problem))
    return tuple(made)


def _row(row: WrittenRow, problem: str) -> Row:
    cells = tuple(_cell(cell, f"{row.where}, column {at}") for at, cell in enumerate(row.cells, 1))
    return Row(row.where, cells, problem, tuple(map(_option, row.cells)))


def _cell(cell: Written, at: str) -> Cell:
    if any(isinstance(each, Table) for each in cell.blocks):
        return Cell(at, problem="A table stands in this cell, which is not read; type the answer as plain text.")
    return _paragraphs(cell.paragraphs, at)


def _paragraphs(paragraphs: tuple[Paragraph, ...], at: str) -> Cell:
    """What is seen of paragraphs, and why it is no answer where it is none."""
    runs = [run for each in paragraphs for run in each.runs if not _is_prompt(run.controls)]
    lines = [("- " if each.depth and each.text.strip() else "") + _seen(each) for each in paragraphs]
    text = cleaned("\n".join(lines))
    struck = any(run.look.struck and run.text.strip() for run in runs)
    controls = {each.number: each for run in runs for each in run.controls}
    problem = next((told for each in controls.values() if (told := _says_otherwise(each, text))), "")
    if any(each.shapes for each in paragraphs):
        problem = "Something is drawn or put in here, which is not read; type the answer as plain text, or tick a box."
    elif any(run.look.hidden and run.text.strip() for run in runs):
        problem = _UNSEEN
    elif struck and not text:
        problem = "All that stands here is struck out, so it is no answer; take it out, or type it anew."
    elif docx.UNKNOWN in text:
        problem = "A sign stands here that is in no known typeface; type it in words."
    return Cell(at, text, _STRUCK if struck else "", problem)


def _seen(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs if run.is_seen and not _is_prompt(run.controls))


def _is_prompt(controls: tuple[Control, ...]) -> bool:
    return any(each.prompt for each in controls)


def _says_otherwise(control: Control, text: str) -> str:
    """Why it cannot be told what a control says, where the file says one thing and shows another."""
    if control.bound is not None and cleaned(control.bound) != text:
        return "This is bound to data that says something else than it shows; type the answer as plain text."
    if control.kind == DROP_DOWN and control.value and control.value != text:
        return "A list says one thing and shows another; type the answer as plain text."
    if control.kind == DATE and control.value and control.value != text:
        return "A date says one thing and shows another, or in another form; type it as text, like 2026-03-12."
    return ""


def _option(cell: Written) -> Option:
    """A cell as one that may be ticked."""
    runs = [run for each in cell.paragraphs for run in each.runs]
    seen = [run for run in runs if run.is_seen]
    controls = {each.number: each for run in runs for each in run.controls if each.kind == CHECK_BOX}
    letters = tuple(run.look for run in runs if run.text.strip() and not run.tracked)
    return Option(
        None,
        letters,
        "".join(run.text for run in seen),
        cell.shade,
        cell.border if _is_thick(cell.border) else "",
        tuple(controls.values()),
        tuple(shape for each in cell.paragraphs for shape in each.shapes),
        cell.width,
    )


def _is_thick(border: str) -> bool:
    """Whether a line is drawn around a cell to mark it: programs write thin ones of their own."""
    sides = [each.split(":") for each in border.split()]
    thick = [each for each in sides if len(each) > 2 and each[2].isdecimal() and int(each[2]) >= 12]
    return len(thick) >= 4
