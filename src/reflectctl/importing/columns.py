"""Lines as they lie on a page in, the same lines in the order in which they are read out.

Programs that keep the look of a page put what stands side by side on one line. Columns are told by the blanks between
them, which go down through all their lines.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

Numbered = tuple[int, str]
"""A line with its place."""

Alone = Callable[[str], bool]
"""Whether a line stands by itself across the page, and so between what stands side by side."""

Gutter = tuple[int, int]

_MARKS = "•●▪■◦○‣⁃·\uf0b7\uf0a7"
# Two blanks after a full stop are how some people type, and any number may stand behind the mark of an item.
_GAP = re.compile(rf"(?<=[^\s.?!:;{_MARKS}])[ ]{{2,}}(?=\S)|(?<=[.?!:;])(?<!\d\.)[ ]{{3,}}(?=\S)")
_WORDS = re.compile(rf"(?:[{_MARKS}-] +|\d{{1,2}}[.)] +)?\S+(?:(?: |(?<=[.?!:;])  )\S+)*")
_MOST = 400
"""No columns are looked for in lines that are longer: they are paragraphs."""


def unfolded(lines: Sequence[Numbered], alone: Alone) -> list[Numbered]:
    """The lines of a page with each column above the one to its right."""
    told: list[Numbered] = []
    part: list[Numbered] = []
    for number, line in lines:
        if len(line) > _MOST or "\t" in line or alone(line.strip()):
            told += [*_part(part), (number, line)]
            part = []
        else:
            part.append((number, line))
    return [*told, *_part(part)]


def _part(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines between two that stand alone, with their columns put one below the other."""
    at = 0
    while at < len(lines):
        seed = next((n for n in range(at, len(lines)) if _GAP.search(lines[n][1])), None)
        if seed is None:
            break
        begin, end, gutters = _band(lines, at, seed)
        yield from lines[at:begin]
        at = end
        columns = _columns(lines[begin:end], gutters)
        # One line that happens to have a gap in it has no columns.
        if len(columns) > 1 and all(sum(1 for _, text in column if text.strip()) > 1 for column in columns):
            # What stands in one column ends where the next begins.
            yield from (each for column in columns for each in [*column, (column[-1][0], "")])
        else:
            yield from lines[begin:end]
    yield from lines[at:]


def _band(lines: Sequence[Numbered], first: int, seed: int) -> tuple[int, int, list[Gutter]]:
    """The lines around one with columns that keep to them: where they begin and end, and the blanks between columns.

    What is blank in all of them shrinks with each line. One that a gutter would close up for is no longer of them.
    """
    shape = _Shape().with_line(lines[seed][1])
    begin, end = seed, seed + 1
    while end < len(lines) and (wider := shape.with_line(lines[end][1])).keeps(shape):
        shape, end = wider, end + 1
    while begin > first and (wider := shape.with_line(lines[begin - 1][1])).keeps(shape):
        shape, begin = wider, begin - 1
    gutters = shape.gutters()
    return begin, _without_what_follows(lines, seed + 1, end, gutters), gutters


def _without_what_follows(lines: Sequence[Numbered], first: int, end: int, gutters: Sequence[Gutter]) -> int:
    """Where the lines end when those are left out that stand below a blank one, in the first column alone."""
    at = end
    while gutters and at > first and len(lines[at - 1][1].rstrip()) <= gutters[0][0]:
        at -= 1
        if not lines[at][1].strip():
            end = at
    return end


class _Shape:
    """Which columns of a page some lines leave blank."""

    def __init__(self, filled: int = 0) -> None:
        self.filled = filled

    def with_line(self, line: str) -> "_Shape":
        """The shape with one more line."""
        bits = 0
        for word in _WORDS.finditer(line):
            bits |= ((1 << (word.end() - word.start())) - 1) << word.start()
        return _Shape(self.filled | bits)

    def gutters(self) -> list[Gutter]:
        """The runs of two blanks or more with something on either side."""
        told = "".join("x" if self.filled >> at & 1 else " " for at in range(self.filled.bit_length()))
        return [found.span() for found in re.finditer(r"(?<=x) {2,}(?=x)", told)]

    def keeps(self, before: "_Shape") -> bool:
        """Whether there are as many gutters as there were."""
        return len(self.gutters()) >= len(before.gutters())


def _columns(lines: Sequence[Numbered], gutters: Sequence[Gutter]) -> list[list[Numbered]]:
    edges = [0, *(end for _, end in gutters), _MOST + 1]
    return [[(number, line[left:right].rstrip()) for number, line in lines] for left, right in pairwise(edges)]
