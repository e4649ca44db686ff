"""What documents are read into: lines, with what is known of each. A table is put one cell below the other."""

import re
from collections.abc import Callable, Sequence

from ..model.named_tuples import NamedTuple

MOST_LINES, MOST_SIGNS = 50_000, 4_000_000
"""More lines, or more text, no such document has."""

Late = Callable[[], bool]
"""Whether reading has taken longer than anybody would wait."""


class Line(NamedTuple):
    """A line as it is printed, or a paragraph where the document keeps its paragraphs together."""

    text: str
    place: int
    """The line of the file, or the page of a document that has pages; from 1."""
    depth: int = 0
    """How deep in lists an item stands that begins here, from 1; 0 where none begins."""
    starts: bool = False
    """Whether something new begins here: after a blank line, in a cell, as a paragraph."""
    mark: str = ""
    """What is printed before an item, where it is a part of the text."""
    cell: bool = False
    """Whether it stands in a table, or among tags: then nothing broke it."""
    joined: bool = False
    """Whether another program made it of several lines, and may have left out the dash that one of them ended with."""

    @property
    def whole(self) -> str:
        """The text with what is printed before it."""
        return f"{self.mark} {self.text}" if self.mark else self.text


_SHORT = 8
"""A cell that is a heading has no more words than this."""


def below_each_other(rows: Sequence[Sequence[Sequence[Line]]]) -> list[Line]:
    """The cells of a table one below the other: row by row, but column by column below cells that are headings."""
    told: list[Line] = []
    filled = [[list(cell) for cell in row if any(line.text.strip() for line in cell)] for row in rows]
    at = 0
    while at < len(filled):
        end = _headed(filled, at)
        if end > at:
            for column in range(len(filled[at])):
                told.extend(line for row in filled[at:end] for line in row[column])
        else:
            end = at + 1
            told.extend(line for cell in filled[at] for line in cell)
        at = end
    return told


def _headed(rows: Sequence[Sequence[Sequence[Line]]], at: int) -> int:
    """Where the rows end that go by columns: headings in the first of them, and what they head below each."""
    width = len(rows[at])
    if width < 2:
        return at
    end = at
    while end < len(rows) and len(rows[end]) == width and all(map(_is_heading, rows[end])):
        end += 1
    if end == at or end == len(rows) or len(rows[end]) != width or any(map(_is_heading, rows[end])):
        return at
    while end < len(rows) and len(rows[end]) == width:
        end += 1
    return end


def _is_heading(cell: Sequence[Line]) -> bool:
    said = " ".join(line.text for line in cell).strip()
    return len(said.split()) <= _SHORT and not re.search(r"[.?!][’'”\")]*$", said) and not any(x.depth for x in cell)
