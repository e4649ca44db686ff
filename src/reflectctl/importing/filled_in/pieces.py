"""A DOCX in; what it says piece by piece, in the order in which it is read: lines, and the points of a scale in a row.

Where prompts or parts of the plan stand side by side, each column is read down before the next one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple
from ..docx_looks import PLAIN, Look
from ..docx_values import DELETED, Cell, Control, Document, Paragraph, Row, Table
from ..published import labels as form
from . import marks
from .marks import Option


class Piece(NamedTuple):
    """A line as it is seen, a row of a table in an answer, or the points of a scale."""

    text: str
    where: str
    """For messages: `table 3, row 2`."""
    paragraph: Paragraph | None = None
    """Whose first line it is; None for the others."""
    number: int = 0
    """The place of its paragraph among all."""
    depth: int = 0
    options: tuple[Option, ...] = ()
    unseen: bool = False
    """Whether words beside it are hidden or struck out."""


def pieces(document: Document, pack: Instrument) -> list[Piece]:
    """Everything in a document, in order."""
    return list(_Reading(pack).blocks(document.blocks))


_ACROSS = ("prompt", "horizon", "dimension", "key-points", "where")


class _Reading:
    """Goes through a document with the names of one instrument."""

    def __init__(self, pack: Instrument) -> None:
        self._scale = pack.scale
        self._labels = marks.labels(pack.scale)
        self._every = form.labels(pack)
        self._heads = [each for each in self._every if each.kind in _ACROSS]

    def blocks(self, blocks: Sequence[Paragraph | Table]) -> Iterator[Piece]:
        for each in blocks:
            if isinstance(each, Table):
                yield from self._table(each)
            else:
                yield from self._paragraph(each)

    def _paragraph(self, each: Paragraph) -> Iterator[Piece]:
        if options := self._line_of_points(each):
            yield Piece(each.text, each.where, each, each.number, options=options)
            return
        hidden = bool(each.unseen.strip())
        # A label may be broken over lines by hand; then the whole paragraph is it.
        whole = " ".join(each.text.split())
        lines = [whole] if form.at(self._every, whole, 0) else each.text.split("\n")
        for at, line in enumerate(lines):
            if line.strip() or not at:
                first = None if at else each
                yield Piece(line.strip(), each.where, first, each.number, each.depth, unseen=hidden and not at)

    # Tables

    def _table(self, table: Table) -> Iterator[Piece]:
        rows = list(table.rows)
        at = 0
        while at < len(rows):
            if taken := self._points(rows, at):
                options, count = taken
                yield Piece(" ".join(rows[at].cells[0].text.split()), rows[at].where, options=options)
                at += count
                continue
            if rows[at].hidden:
                yield Piece("", rows[at].where, unseen=True)
                at += 1
                continue
            if _is_one_cell(rows[at]):
                yield from self.blocks(rows[at].cells[0].blocks)
                at += 1
                continue
            shape = _shape(rows[at])
            end = at + 1
            while end < len(rows) and _goes_on(rows[end], shape) and not self._points(rows, end):
                end += 1
            yield from self._rows(rows[at:end])
            at = end

    def _rows(self, rows: Sequence[Row]) -> Iterator[Piece]:
        """Rows with the same columns: one column after the other below heads of the form, else row by row."""
        columns = list(zip(*(row.cells for row in rows), strict=True))
        heads = sum(self._is_head(column[0]) for column in columns)
        if heads > 1 or len(columns) == 1:
            for column in columns:
                for cell in column:
                    yield from self.blocks(cell.blocks)
            return
        for row in rows:
            cells = [cell for cell in row.cells if cell.blocks]
            if any(isinstance(block, Table) for cell in cells for block in cell.blocks):
                for cell in cells:
                    yield from self.blocks(cell.blocks)
                continue
            said = "\t".join(" ".join(cell.text.split()) for cell in cells)
            inside = [each for cell in cells for each in cell.paragraphs]
            if said.strip() or any(each.unseen.strip() or each.shapes for each in inside):
                runs = tuple(run for each in inside for run in each.runs)
                shapes = tuple(shape for each in inside for shape in each.shapes)
                whole = inside[0]._replace(runs=runs, shapes=shapes)
                hidden = bool(whole.unseen.strip())
                yield Piece(said.strip("\t") and said, row.where, whole, inside[0].number, unseen=hidden)

    def _is_head(self, cell: Cell) -> bool:
        first = next((each.text for each in cell.paragraphs if each.text.strip()), "")
        return form.at(self._heads, " ".join(first.split()), 0) is not None or any(
            form.at(self._heads, line.strip(), 0) for line in first.split("\n")
        )

    def _points(self, every: Sequence[Row], at: int) -> tuple[tuple[Option, ...], int] | None:
        """The points of the scale as they begin in a row, and how many rows they take."""
        rows = every[at : at + len(self._scale) + 1]
        [row, *below] = rows
        cells = row.cells
        if len(cells) == len(self._scale):
            options = [self._cell(cell) for cell in cells]
            named = [each.point for each in options if each.point]
            right = [each.point for each, point in zip(options, self._scale, strict=True) if each.point == point.id]
            if named and len(right) == len(named) and all(each.point or _is_bare(each) for each in options):
                # Below the names there may be a row of its own to tick in.
                more = below[0].cells if below and len(below[0].cells) == len(cells) else ()
                if len(named) == len(cells) and more and all(_is_bare(self._cell(cell)) for cell in more):
                    ticks = [self._cell(cell) for cell in more]
                    return tuple(_together(one, other) for one, other in zip(options, ticks, strict=True)), 2
                return tuple(options), 1
        if len(cells) == 2 * len(self._scale):
            # Each point and the place to tick it stand beside each other.
            pairs = [(self._cell(one), self._cell(other)) for one, other in zip(cells[::2], cells[1::2], strict=True)]
            for at in (0, 1):
                if [pair[at].point for pair in pairs] == [point.id for point in self._scale] and all(
                    _is_bare(pair[1 - at]) for pair in pairs
                ):
                    return tuple(_together(pair[at], pair[1 - at]) for pair in pairs), 1
        if len(rows) >= len(self._scale) and 1 < len(cells) <= 3:
            stacked = rows[: len(self._scale)]
            options = [self._cell(each.cells[0]) for each in stacked]
            beside = [[self._cell(cell) for cell in each.cells[1:]] for each in stacked]
            if [each.point for each in options] == [each.id for each in self._scale] and all(
                _is_bare(each) for more in beside for each in more
            ):
                return tuple(reduce(_together, more, one) for one, more in zip(options, beside, strict=True)), len(
                    stacked
                )
        return None

    def _cell(self, cell: Cell) -> Option:
        if sum(len(run.text) for each in cell.paragraphs for run in each.runs) > _LONGEST:
            return Option(None, beside="words")
        letters = [letter for each in cell.paragraphs for letter in (*_letters(each), _FEED)]
        return self._option(letters)._replace(
            shade=cell.shade,
            border=cell.border,
            shapes=tuple(shape for each in cell.paragraphs for shape in each.shapes),
            width=cell.width,
        )

    def _option(self, letters: Sequence["_Letter"]) -> Option:
        """A point, and what stands beside it, of letters that hold one at the most."""
        controls = tuple({each.number: each for letter in letters for each in letter.controls}.values())
        found = list(self._labels.finditer("".join(each.sign for each in letters)))
        if len(found) != 1:
            return Option(None, beside=_seen(letters), controls=controls, is_unseen=_is_unseen(letters))
        [one] = found
        looks = tuple(each.look for each in letters[one.start() : one.end()] if each.sign.isalnum())
        before, behind = letters[: one.start()], letters[one.end() :]
        # What is around its words is no sign that stands beside them: [Agree] is no empty box.
        beside = "|".join(each for each in (_seen(before).strip(), _seen(behind).strip()) if each)
        unseen = _is_unseen([*before, *behind])
        return Option(marks.named(one, self._scale), looks, beside, controls=controls, words=one[0], is_unseen=unseen)

    def _line_of_points(self, each: Paragraph) -> tuple[Option, ...]:
        """The points of the scale, where they stand in one paragraph beside or below each other."""
        if sum(len(run.text) for run in each.runs) > _LONGEST:
            return ()
        letters = _letters(each)
        text = "".join(letter.sign for letter in letters)
        found = list(self._labels.finditer(text))
        ids = [marks.named(one, self._scale) for one in found]
        order = [point.id for point in self._scale]
        if len(ids) < min(3, len(order)) or ids != [id for id in order if id in ids]:
            return ()
        made = [self._option(letters[begin:end]) for begin, end in _edges(text, found)]
        options = {option.point: option for option in made}
        if not made or None in options or any(re.search(r"\w{3}", option.beside) for option in made):
            return ()
        if len(ids) < len(order) and any(option.beside.strip() for option in made):
            # A sign may stand in the place of the point that is not there, or tick the one beside it.
            return ()
        first, *others = (options.get(id, Option(None)) for id in order)
        # Where in a line something is drawn is not known.
        unplaced = tuple(shape._replace(x=None) for shape in each.shapes)
        return (first._replace(shapes=unplaced), *others)


class _Letter(NamedTuple):
    """A letter, how it looks, and what controls are around it."""

    sign: str
    look: Look = PLAIN
    controls: tuple[Control, ...] = ()


_LONGEST = 1_000
"""What is longer is no scale, nor a point of one."""

_FEED = _Letter("\n")


def _letters(paragraph: Paragraph) -> list[_Letter]:
    return [
        _Letter(sign, run.look, run.controls) for run in paragraph.runs if run.tracked != DELETED for sign in run.text
    ]


def _seen(letters: Sequence[_Letter]) -> str:
    return "".join(each.sign for each in letters if not (each.look.struck or each.look.hidden))


def _is_unseen(letters: Sequence[_Letter]) -> bool:
    return any(each.sign.strip() and (each.look.struck or each.look.hidden) for each in letters)


def _edges(text: str, found: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """From where to where each point reaches with what marks it; nothing where a sign may belong to either of two."""
    begins = [0]
    # Signs before the first point, or behind the last one, tell on which side of a point they stand.
    before_first, behind_last = bool(text[: found[0].start()].strip()), bool(text[found[-1].end() :].strip())
    for one, other in pairwise(found):
        between = text[one.end() : other.start()]
        sign = between.strip()
        lead, trail = between[: len(between) - len(between.lstrip())], between[len(between.rstrip()) :]
        before, behind = len(lead.expandtabs()), len(trail.expandtabs())
        if sign and before == behind and before_first == behind_last:
            return []
        is_next = behind < before or (before == behind and before_first)
        begins.append(one.end() + len(lead) + (0 if is_next else len(sign)))
    return list(zip(begins, [*begins[1:], len(text)], strict=True))


def _shape(row: Row) -> int:
    return len(row.cells)


def _goes_on(row: Row, shape: int) -> bool:
    return _shape(row) == shape and not row.hidden


def _is_one_cell(row: Row) -> bool:
    """Whether a row says something in its first cell only, as a heading does that nobody has made one cell of."""
    if not row.cells or not row.cells[0].text.strip():
        return False
    others = [each for cell in row.cells[1:] for each in cell.paragraphs]
    return not any(each.shapes or any(run.text.strip() for run in each.runs) for each in others)


def _is_bare(option: Option) -> bool:
    """Whether there are no words but signs that may tick something."""
    return not option.point and not re.search(r"\w{4}", option.beside)


def _together(one: Option, other: Option) -> Option:
    """A point with what stands in the cell that belongs to it."""
    shade, border = (" ".join(filter(None, pair)) for pair in ((one.shade, other.shade), (one.border, other.border)))
    beside = "\n".join((one.beside, other.beside))
    controls, shapes = (*one.controls, *other.controls), (*one.shapes, *other.shapes)
    unseen = one.is_unseen or other.is_unseen
    return one._replace(beside=beside, shade=shade, border=border, controls=controls, shapes=shapes, is_unseen=unseen)
