"""A text in Markdown in; its tables, by what stands at their sides, out."""

import re
from collections.abc import Iterator, Mapping

from ..model.named_tuples import NamedTuple
from ..patterns import regex
from .people import WORDS

_HIDDEN = regex(
    r"(?:[*c.x†‡-]{1,3}|n/?a|\[[a-z]{1,2}\]|suppressed|withheld|held back|too few|small|"
    r"(?:<|under|below|(?:fewer|less) than) ?(?P<most>\w+)|(?:≤|up to|at most) ?(?P<up>\w+)|1 ?(?:-|to) ?(?P<to>\d+))",
    re.IGNORECASE,
)
_RULE = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_TOTAL = regex(r"(?:sub)?totals?\b|all\b|altogether\b|overall\b|sum\b|together\b|whole\b|everyone\b", re.IGNORECASE)


class Cell(NamedTuple):
    """What a cell of a table says of a number."""

    value: int | None = None
    is_hidden: bool = False
    """Whether it says that a number is kept back."""
    most: int = 0
    """Below which number it says that it is."""


class Grid(NamedTuple):
    """A table: the cells that say something of a number, by row and column, both from 0 behind the headings."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: Mapping[tuple[int, int], Cell]
    spans: tuple[tuple[int, int], ...]
    """Where each row stands in the text."""
    corner: str = ""
    """The heading above those of the rows."""
    start: int = 0
    """Where the table begins in the text."""


def is_total(label: str) -> bool:
    """Whether a row or a column with that heading is what the others come to."""
    return bool(_TOTAL.match(label))


def number(word: str | None) -> int | None:
    """The whole number that a word says, if it does."""
    said = (word or "").strip(" *_`").lower().replace(",", "")
    if said.isascii() and said.isdigit():
        return int(said[:9])
    return WORDS.index(said) + 1 if said in WORDS else None


def cell(said: str) -> Cell:
    """What a cell says of a number."""
    bare = re.sub(r"[\u2010-\u2015\u2212]", "-", said.strip().replace("\\", ""))
    marked = _HIDDEN.fullmatch(bare) or _HIDDEN.fullmatch(bare.strip(" *_`"))
    if marked:
        most = number(marked["most"]) or (number(marked["up"] or marked["to"]) or -1) + 1
        return Cell(None, True, most)
    return Cell(number(bare))


def grids(text: str) -> Iterator[Grid]:
    """The tables of a text, in their order."""
    at, lines = 0, []
    for line in (*text.splitlines(keepends=True), "\n"):
        if "|" in line:
            lines.append((at, line))
        elif lines:
            yield _grid(lines)
            lines = []
        at += len(line)


def _grid(lines: list[tuple[int, str]]) -> Grid:
    split = [[each.strip() for each in line.strip().strip("|").split("|")] for _, line in lines]
    # Without a line of dashes below them, the first cells are no headings.
    has_heads = len(lines) > 1 and bool(_RULE.fullmatch(lines[1][1].rstrip("\n")))
    heads = split[0] if has_heads else [""] * max(map(len, split))
    body = [(at, row) for at, row in enumerate(split) if not (has_heads and at < 2)]
    cells = {
        (n, column): found
        for n, (_, row) in enumerate(body)
        for column, said in enumerate(row[1:])
        if (found := cell(said)) != Cell()
    }
    spans = tuple((lines[at][0], lines[at][0] + len(lines[at][1].rstrip("\n"))) for at, _ in body)
    return Grid(tuple(heads[1:]), tuple(row[0] for _, row in body), cells, spans, heads[0], lines[0][0])
