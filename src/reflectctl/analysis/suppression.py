"""A text in which small numbers are kept back, in; the places from which one can be worked out all the same, out.

A cell that says `<5`, `*` or `fewer than five` is safe only where the whole numbers that fit the totals around it leave
it as wide as it looks. What fits is found by trying: bounds are narrowed by every total, and halved where that is not
enough. A number is worked out as well from what an earlier edition says in the same words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model.named_tuples import NamedTuple
from .people import ANY, PEOPLE, PLURAL, value_of
from .redaction import REST, Doubt, doubts, visible
from .tables import Cell, Grid, grids, is_total, number

_MOST_TRIED = 2_000
"""More tries than this are too many: what is not settled by then counts as worked out."""
_MOST_UNKNOWN = 40

Range = tuple[int, int]


class Total(NamedTuple):
    """What some unknowns come to, each taken so many times."""

    parts: Mapping[int, int]
    is_: int


class _Enough(Exception):
    pass


def bounds(unknown: Sequence[Range], totals: Sequence[Total]) -> list[Range] | None:
    """The least and the most that each unknown whole number can be; None where nothing fits, or too much was tried."""
    tries = iter(range(_MOST_TRIED * max(1, len(unknown))))
    try:
        narrow = _narrowed(list(unknown), totals)
        if narrow is None or len(unknown) > _MOST_UNKNOWN:
            return None
        found = []
        for at in range(len(narrow)):
            low = _edge(narrow, totals, at, tries, least=True)
            high = _edge(narrow, totals, at, tries, least=False)
            if low is None or high is None:
                return None
            found.append((low, high))
        return found
    except _Enough:
        return None


def _edge(ranges: list[Range], totals: Sequence[Total], at: int, tries: Iterator[int], *, least: bool) -> int | None:
    low, high = ranges[at]
    if not _fits(ranges, totals, tries):
        return None
    while low < high:
        middle = (low + high) // 2
        half = (low, middle) if least else (middle + 1, high)
        if _fits([*ranges[:at], half, *ranges[at + 1 :]], totals, tries):
            low, high = half
        else:
            low, high = (middle + 1, high) if least else (low, middle)
    return low


def _fits(ranges: list[Range], totals: Sequence[Total], tries: Iterator[int]) -> bool:
    """Whether there are whole numbers within the ranges that come to every total."""
    if next(tries, None) is None:
        raise _Enough
    narrow = _narrowed(ranges, totals)
    if narrow is None:
        return False
    wide = [(high - low, at) for at, (low, high) in enumerate(narrow) if high > low]
    if not wide:
        return True
    _, at = min(wide)
    low, high = narrow[at]
    middle = (low + high) // 2
    return any(
        _fits([*narrow[:at], half, *narrow[at + 1 :]], totals, tries) for half in ((low, middle), (middle + 1, high))
    )


def _narrowed(ranges: list[Range], totals: Sequence[Total]) -> list[Range] | None:
    """The ranges with what each total takes from them; None where nothing is left."""
    ranges = list(ranges)
    changed = True
    while changed:
        changed = False
        for parts, is_ in totals:
            ends = {at: sorted((times * ranges[at][0], times * ranges[at][1])) for at, times in parts.items()}
            least, most = sum(low for low, _ in ends.values()), sum(high for _, high in ends.values())
            if not least <= is_ <= most:
                return None
            for at, times in parts.items():
                low, high = ranges[at]
                down, up = is_ - (most - ends[at][1]), is_ - (least - ends[at][0])
                if times < 0:
                    down, up = -up, -down
                new = (max(low, down), min(high, up))
                if new[0] > new[1]:
                    return None
                if new != ranges[at]:
                    ranges[at], changed = new, True
    return ranges


def doubts_of(text: str, below: int, earlier: Sequence[str] = ()) -> list[Doubt]:
    """Every place of a text that may point at a person, or tells a number that does, in their order."""
    return sorted({*doubts(text, below, widely=True), *worked_out(text, below, earlier)}) if text else []


def worked_out(text: str, below: int, earlier: Sequence[str] = ()) -> Iterator[Doubt]:
    """The places of a text from which a small number that is kept back can be worked out.

    Also with what `earlier` editions say in the same words.
    """
    before = [grid for each in earlier for grid in grids(each)]
    wholes = [value_of(each["number"]) for each in _COUNTED.finditer(text)]
    for grid in grids(text):
        if PEOPLE.made.search(text) or any(cell.most for cell in grid.cells.values()):
            yield from _in_grid(grid, wholes, below)
            for other in before:
                yield from _beside(grid, other, below)
    said = visible(text)
    for start, end, kind in (
        *_in_sentences(said.text, below),
        *(each for other in earlier for each in _moved(said.text, visible(other).text, below)),
    ):
        yield Doubt(said.at[start], said.at[end - 1] + 1, kind)


def _in_grid(grid: Grid, wholes: Iterable[int], below: int) -> Iterator[Doubt]:
    """The cells kept back that the totals of a table tell, or those that a number in the text around it may be."""
    pinned = set(_pinned(grid, below))
    if not any(is_total(label) for label in grid.rows):
        for whole in wholes:
            for column in range(len(grid.columns)):
                if not is_total(grid.columns[column]):
                    pinned |= set(_pinned(grid, below, (column, whole)))
    for row in sorted({row for row, _ in pinned}):
        yield Doubt(*grid.spans[row], REST)


def _pinned(grid: Grid, below: int, whole: tuple[int, int] | None = None) -> Iterator[tuple[int, int]]:
    """The cells kept back that whole numbers leave narrower than they look."""
    unknown = [at for at, cell in grid.cells.items() if cell.is_hidden]
    if not unknown:
        return
    order = {at: n for n, at in enumerate(unknown)}
    known = sum(cell.value or 0 for cell in grid.cells.values()) + (whole[1] if whole else 0)
    ranges = [_looks(grid.cells[at], known) for at in unknown]
    totals = [*_totals(grid, order)]
    if whole:
        column = [at for at in grid.cells if at[1] == whole[0]]
        if sum(grid.cells[at].value or 0 for at in column) > whole[1]:
            return
        totals.append(_total(grid, order, column, None, whole[1]))
    found = bounds(ranges, [each for each in totals if each.parts])
    if found is None:
        # Totals that do not fit were rounded on purpose, or tell of something else; too many to try are too many.
        fits = _narrowed(ranges, [each for each in totals if each.parts]) is not None
        yield from unknown if fits else ()
        return
    for at, (low, high) in zip(unknown, found, strict=True):
        is_small = low < below
        if is_small and high - low < min(below - 2, ranges[order[at]][1] - ranges[order[at]][0]):
            yield at


def _looks(cell: Cell, known: int) -> Range:
    """How wide a cell that is kept back looks."""
    return (0, cell.most - 1) if cell.most else (0, max(known, 100))


def _totals(grid: Grid, order: Mapping[tuple[int, int], int]) -> Iterator[Total]:
    for row in range(len(grid.rows)):
        yield from _line(grid, order, [(row, column) for column in range(len(grid.columns))], grid.columns)
    for column in range(len(grid.columns)):
        yield from _line(grid, order, [(row, column) for row in range(len(grid.rows))], grid.rows)


def _line(
    grid: Grid, order: Mapping[tuple[int, int], int], cells: list[tuple[int, int]], labels: Sequence[str]
) -> Iterator[Total]:
    """What a row or a column comes to, where one of its cells says it is the total."""
    there = [(at, is_total(label)) for at, label in zip(cells, labels, strict=False) if at in grid.cells]
    ends = [at for at, total in there if total]
    parts = [at for at, total in there if not total]
    if len(ends) == 1 and parts:
        yield _total(grid, order, parts, ends[0], 0)


def _total(
    grid: Grid,
    order: Mapping[tuple[int, int], int],
    parts: Iterable[tuple[int, int]],
    end: tuple[int, int] | None,
    is_: int,
) -> Total:
    times: dict[int, int] = {}
    for at, sign in (*((at, 1) for at in parts), *(((end, -1),) if end else ())):
        value = grid.cells[at].value
        if value is not None:
            is_ -= sign * value
        elif at in order:
            times[order[at]] = sign
    return Total(times, is_)


def _beside(grid: Grid, other: Grid, below: int) -> Iterator[Doubt]:
    """What a table and that of an earlier edition tell together: what was not kept back then, and what came since."""
    there = {(other.rows[row], other.columns[column]): cell for (row, column), cell in other.cells.items()}
    cells = {}
    for (row, column), cell in grid.cells.items():
        was = there.get((grid.rows[row], grid.columns[column]))
        if was is None:
            continue
        if cell.value is not None and was.value is not None and 0 < abs(cell.value - was.value) < below:
            yield Doubt(*grid.spans[row], REST)
        if cell.is_hidden and was.value is not None:
            cells[row, column] = was
            if was.value < below:
                yield Doubt(*grid.spans[row], REST)
    if cells:
        # What was told then tells the others now, if the totals are what they were.
        yield from _in_grid(grid._replace(cells={**grid.cells, **cells}), (), below)


_FEW = r"(?:fewer|less) than (?P<most>\w+)|(?:under|below|<) ?(?P<under>\w+)|the rest|the others|others|the remainder"
_COUNTED = re.compile(rf"(?<![\w.,/:-])(?P<number>{ANY}) (?:[a-z'-]+ ){{0,3}}?(?:{PLURAL})(?![\w-])", re.IGNORECASE)
_PART = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<few>{_FEW})|(?P<part>{ANY}))(?! ?%)(?= (?:of (?:whom|them|these|those)|had|were|"
    rf"was|did|have|has|went|said|could|came|told|lived|live|in|at|from|with|aged|by|who|elsewhere|"
    rf"(?:[a-z'-]+ )?(?:{PLURAL}))\b|"
    r"[,.;)]|$)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w.,/-])(?:(?P<percent>\d{{1,3}}(?:\.\d+)?) ?(?:%|per cent|percent)|(?P<fraction>half|a third|two thirds|"
    rf"a quarter|three quarters|a fifth|a tenth)|(?P<one>one|two|three|four|\d{{1,2}}) in (?P<every>\w+)) of "
    rf"(?:the |our |these |those |all )?(?P<whole>{ANY}) (?:[a-z'-]+ ){{0,3}}?(?:{PLURAL})(?![\w-])",
    re.IGNORECASE,
)
_FRACTIONS = {
    "half": (1, 2), "a third": (1, 3), "two thirds": (2, 3), "a quarter": (1, 4), "three quarters": (3, 4),
    "a fifth": (1, 5), "a tenth": (1, 10),
}  # fmt: skip
_PARAGRAPH = re.compile(r"[^\n]+")


def _in_sentences(text: str, below: int) -> Iterator[Doubt]:
    """Parts of a whole that leave a small number over, and shares of one that come to it."""
    for share in _SHARE.finditer(text):
        whole, part = value_of(share["whole"]), _share(share)
        if part is not None and (0 < part < below or 0 < whole - part < below):
            yield Doubt(share.start(), share.end(), REST)
    for paragraph in _PARAGRAPH.finditer(text):
        if "|" in paragraph.group():
            continue
        counted = (each for each in _COUNTED.finditer(paragraph.group()) if value_of(each["number"]) >= below)
        if first := next(counted, None):
            yield from _left_over(paragraph.group(), paragraph.start(), first, below)


def _share(share: re.Match[str]) -> int | None:
    whole = value_of(share["whole"])
    if share["percent"]:
        return round(whole * float(share["percent"]) / 100)
    if share["fraction"]:
        times, of = _FRACTIONS[share["fraction"].lower()]
        return round(whole * times / of)
    of_every = number(share["every"])
    return round(whole * value_of(share["one"]) / of_every) if of_every else None


def _left_over(words: str, start: int, whole: re.Match[str], below: int) -> Iterator[Doubt]:
    left, few, last = value_of(whole["number"]), [], whole.end()
    parts = 0
    for part in _PART.finditer(words, whole.end()):
        if part["few"]:
            few.append((1, max(1, (number(part["most"] or part["under"]) or below) - 1)))
        elif value_of(part["part"]) <= left:
            left -= value_of(part["part"])
            parts += 1
        else:
            break
        last = part.end()
    if few and parts:
        found = bounds(few, [Total(dict.fromkeys(range(len(few)), 1), left)])
        is_told = found is not None and any(high - low < below - 2 for low, high in found)
    else:
        is_told = parts > 1 and 0 < left < below
    if is_told:
        yield Doubt(start + whole.start(), start + last, REST)


_SENTENCE = re.compile(r"[^.!?\n|]+")
_NUMBER = re.compile(rf"(?<![\w.,/:-])(?:{ANY})(?![\w%-])", re.IGNORECASE)
_SAME = 7
"""So many words in ten of two sentences make them the same one with other numbers."""


def _moved(text: str, earlier: str, below: int) -> Iterator[Doubt]:
    """Sentences that an earlier edition has with other numbers, which tell how many came or left in between."""
    before = [(_words(each), _numbers(each)) for each in _SENTENCE.findall(earlier) if PEOPLE.made.search(each)]
    for sentence in _SENTENCE.finditer(text):
        said, numbers = _words(sentence.group()), _numbers(sentence.group())
        if not numbers or not PEOPLE.made.search(sentence.group()):
            continue
        for words, were in before:
            alike = len(said & words) * 10 >= _SAME * len(said | words)
            if (
                alike
                and len(were) == len(numbers)
                and any(0 < abs(was - now) < below for was, now in zip(were, numbers, strict=True))
            ):
                yield Doubt(sentence.start(), sentence.end(), REST)
                break


def _words(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z'-]+", _NUMBER.sub(" ", sentence).lower()))


def _numbers(sentence: str) -> list[int]:
    return [value_of(each) for each in _NUMBER.findall(sentence)]
