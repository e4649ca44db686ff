"""Answers in, plain text for a terminal out. Colour and width are handed in; every line passes through `escape`.

No line begins with what people wrote unless `escape` has looked at that very line: a CI runner reads commands from the
beginnings of lines, and wrapping makes new beginnings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from ..model import blocks as kinds
from ..model.blocks import BREAK, Block, Line, Span, spans
from ..model.named_tuples import NamedTuple
from .escape import line
from .plain_words import plain_words
from .wrapping import Style as Style
from .wrapping import page as _page
from .wrapping import paragraphs
from .wrapping import plain as plain
from .wrapping import wrapped as _wrapped

_NARROWEST = 30
_NARROW, _WORD, _BARE = 10, 28, 8
"""No column is narrower than the first of these, nor than its longest word if that is no longer than the second, while
there is room; where there is none, words part at their hyphens, then dates between their words, down to the third."""

_PADDING = 2
"""How much wider than its header tabulate makes a column at the least."""


class _Paper(NamedTuple):
    """What lines are written on."""

    width: int
    style: Style


def text(blocks: Iterable[Block], *, width: int = 100, style: Style = plain) -> str:
    """Blocks as lines, no wider than asked for where they can be broken. Nothing for none."""
    lines = _blocks(blocks, _Paper(width, style), "")
    return _page(lines) if lines else ""


def _blocks(blocks: Iterable[Block], paper: _Paper, indent: str) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        made = _block(block, paper, indent)
        if made and before is not None:
            lines += [""] * _between(before, block)
        lines += made
        before = block if made else before
    return lines


def _between(before: Block, block: Block) -> int:
    """How many empty lines come between two blocks: none below a heading, nor before what goes on from a paragraph."""
    if isinstance(block, kinds.Paragraph) and isinstance(before, kinds.Heading | kinds.Paragraph):
        return int(not block.role and getattr(before, "level", 1) == 1)
    if isinstance(block, kinds.Group) and block.role == "page":
        return 2
    return int(not isinstance(before, kinds.Heading))


def _block(block: Block, paper: _Paper, indent: str) -> list[str]:
    match block:
        case kinds.Heading():
            return _line(block.line, paper, indent, style="bold" if block.level == 1 else "accent")
        case kinds.Paragraph():
            hang = _HANG if block.role == "note" else 0
            return _line(block.line, paper, indent, hang=hang, style="dim" if block.role == "facts" else "")
        case kinds.List():
            layout = _LISTS.get(block.role, _LISTS[""])
            return [row for item in block.items for row in _item(item, layout, paper, indent)]
        case kinds.Pairs():
            return _pairs(block, paper, indent)
        case kinds.Table():
            return _rows(block, paper, indent)
        case kinds.Group() | kinds.Spare():
            return _under(block.blocks, paper, indent)
        case kinds.Quotation():
            who = _line((*spans(block.who), ":"), paper, indent) if block.who else []
            return who + _line(block.line, paper, indent + "  ")
        case kinds.Pair():
            return _under((kinds.Heading(block.level or 4, block.name), *block.blocks), paper, indent)
        case kinds.Chart():
            return []
        case kinds.Section():
            return _under((kinds.Heading(2, block.title), *block.blocks), paper, indent)
        case kinds.Details():
            return _under((kinds.Heading(4, block.summary), *block.blocks), paper, indent)
        case kinds.Figure():
            return _under((kinds.Heading(3, block.title), kinds.Paragraph(block.finding), block.table), paper, indent)
        case kinds.Prose():
            told = paragraphs(block.text, str if block.as_typed else plain_words)
            return [row for each, hang in told for row in _written(line(each), paper, indent, hang)]
        case kinds.Listing():
            return [f"{indent}  {line(each)}" for each in block.text.removesuffix("\n").split("\n")]


def _written(said: str, paper: _Paper, indent: str, hang: int) -> list[str]:
    """A paragraph as somebody wrote it; in several lines where it is too wide."""
    inner = len(said) - len(said.lstrip(" "))
    return _wrapped(said, paper.width, indent + " " * inner, hang=hang) if said.strip() else [indent + said]


def _under(blocks: Sequence[Block], paper: _Paper, indent: str) -> list[str]:
    """Blocks that belong together; what follows a heading stands beneath it."""
    if blocks and isinstance(blocks[0], kinds.Heading):
        return _block(blocks[0], paper, indent) + _blocks(blocks[1:], paper, indent + "  ")
    return _blocks(blocks, paper, indent)


_HANG = 2


class _Layout(NamedTuple):
    """How the entries of a list look."""

    style: str = ""
    is_apart: bool = False
    """Whether an empty line comes before each."""
    bullet: str = ""
    hang: int = _HANG
    deeper: str = "  "
    """By how much that which stands beneath is set in."""


_LISTS: Mapping[str, _Layout] = {
    "": _Layout(),
    "sections": _Layout("bold", is_apart=True),
    "topics": _Layout("bold", hang=0),
    "changes": _Layout(deeper="    "),
    "points": _Layout(bullet="- "),
    "numbered": _Layout(hang=3),
}


def _item(item: kinds.Item, layout: _Layout, paper: _Paper, indent: str) -> list[str]:
    if not item.line:
        return _blocks(item.beneath, paper, indent)
    lines = [""] if layout.is_apart else []
    name, *texts = spans(item.line)
    if isinstance(name, kinds.Label) and texts and all(isinstance(each, _REWRITTEN) or each == " " for each in texts):
        # Nothing stayed: one after the other they are easier to read than in one run.
        lines += _line((name,), paper, indent)
        for each in texts:
            lines += _line((each,), paper, indent + "  ", hang=_HANG) if each != " " else []
    else:
        lines += _line(
            (layout.bullet, *spans(item.line)) if layout.bullet else item.line,
            paper,
            indent,
            hang=layout.hang,
            style=layout.style,
        )
    return lines + _blocks(item.beneath, paper, indent + layout.deeper) if item.beneath else lines


_REWRITTEN = (kinds.Added, kinds.Removed)


def _line(said: Line, paper: _Paper, indent: str, *, hang: int = 0, style: str = "") -> list[str]:
    """Spans in lines; of one style, unless some of them have a style of their own."""
    if isinstance(said, str):
        return _wrapped(said, paper.width, indent, hang=hang, style=(style, paper.style))
    runs = [(each, name or style) for each, name in map(_run, spans(said))]
    styles = {name for each, name in runs if each.strip()}
    if len(styles) < 2:
        text = "".join(each for each, _ in runs)
        return _wrapped(text, paper.width, indent, hang=hang, style=("".join(styles), paper.style))
    return _set(_words(runs), paper, indent, hang=hang)


def _run(span: Span) -> tuple[str, str]:
    """The words of a span, and the style that is its own."""
    match span:
        case str():
            return (span if span != BREAK else " "), ""
        case kinds.Strong():
            return _plain(span.words), "bold"
        case kinds.Quiet():
            return _plain(span.words), "dim"
        case kinds.Number():
            return f"{span.n}.", ""
        case kinds.Sign():
            return span.symbol, ""
        case kinds.Label():
            return f"{span.words}:", ""
        case kinds.Code():
            return f"`{span.words}`", ""
        case kinds.Mark():
            return f"{span.symbol} {span.words}", ""
        case kinds.Added():
            return f"{{+{span.words}+}}", "bold"
        case kinds.Removed():
            return f"[-{span.words}-]", "dim"
    return span.words, ""


class _Word(NamedTuple):
    """A word, or a part of one, in a style."""

    text: str
    style: str
    goes_on: bool = False
    """Whether it belongs to the word before it."""


def _words(runs: Iterable[tuple[str, str]]) -> Iterator[_Word]:
    touching = False
    for text, style in runs:
        for at, word in enumerate(text.split(" ")):
            if word:
                yield _Word(word, style, touching and not at)
        touching = (touching or bool(text)) and not text.endswith(" ")


def _set(words: Iterable[_Word], paper: _Paper, indent: str, *, hang: int) -> list[str]:
    """Words, each in a style of its own, in lines; those after the first hang."""
    rows: list[list[_Word]] = [[]]
    length, room = 0, max(paper.width - len(indent), _NARROWEST)
    for word in words:
        gap = int(bool(rows[-1]) and not word.goes_on)
        if gap and length + gap + len(word.text) > room - (hang if len(rows) > 1 else 0):
            rows.append([])
            length = gap = 0
        rows[-1].append(word)
        length += gap + len(word.text)
    return [indent + (" " * hang if at else "") + _dressed(row, paper.style) for at, row in enumerate(rows)]


def _dressed(row: Sequence[_Word], style: Style) -> str:
    """A line of words in their styles; without them where something in it has to be shown escaped."""
    runs: list[tuple[str, str]] = []
    for word in row:
        blank = "" if word.goes_on or not runs else " "
        if runs and runs[-1][1] == word.style:
            runs[-1] = (f"{runs[-1][0]}{blank}{word.text}", word.style)
        else:
            runs += [(blank, "")] if blank else []
            runs.append((word.text, word.style))
    told = "".join(text for text, _ in runs)
    return line(told) if line(told) != told else "".join(style(name, text) for text, name in runs)


def _plain(said: Line) -> str:
    return "".join(_run(each)[0] for each in spans(said))


def _pairs(pairs: kinds.Pairs, paper: _Paper, indent: str) -> list[str]:
    """Names in a column of their own, and what is said of each beside it; or each above what is said."""
    if pairs.role == "page":
        return _blocks(
            (kinds.Group((kinds.Heading(2, each.name), *each.blocks)) for each in pairs.pairs), paper, indent
        )
    names = [line(_plain(each.name)) for each in pairs.pairs]
    room = max(map(len, names)) + 2
    lines = []
    for name, pair in zip(names, pairs.pairs, strict=True):
        first, *rest = _blocks(pair.blocks, paper._replace(width=paper.width - len(indent) - room), "") or [""]
        lines += [f"{indent}{paper.style('accent', f'{name:<{room}}')}{first}"]
        lines += [f"{indent}{'':<{room}}{each}" for each in rest]
    return lines


def _rows(table: kinds.Table, paper: _Paper, indent: str) -> list[str]:
    """A table; its layout is that of its role."""
    if table.role == "timelines":
        return _timelines(table, paper, indent)
    if table.role == "reference":
        return _reference(table, paper, indent)
    whole = [at for at, column in enumerate(table.columns) if column.role == "whole"]
    rows = [[_plain(cell) for cell in row.cells] for row in table.rows]
    heads = [column.head for column in table.columns]
    return [indent + row for row in _table(rows, heads, paper.width - len(indent), whole=whole, style=paper.style)]


def _reference(table: kinds.Table, paper: _Paper, indent: str) -> list[str]:
    """A table that is looked things up in: a group under its heading, and the last column filling the line."""
    groups = [at for at, column in enumerate(table.columns) if column.role == "group"]
    *narrow, last = [at for at in range(len(table.columns)) if at not in groups]
    cells = [[_spans(cell) for cell in row.cells] for row in table.rows]
    heads = [column.head for column in table.columns]
    rooms = [max(len(heads[at]), *(len(each) for row in cells for each in row[at]), 0) + 2 for at in narrow]
    room = paper.width - len(indent) - sum(rooms)

    def row_of(words: Iterable[str]) -> str:
        return indent + "".join(f"{word:<{room}}" for word, room in zip(words, [*rooms, 0], strict=True))

    lines = [paper.style("bold", row_of(heads[at] for at in (*narrow, last)))]
    group: list[list[str]] = []
    for row in cells:
        if group != [row[at] for at in groups]:
            group = [row[at] for at in groups]
            lines += ["", *_line(" ".join(each for words in group for each in words), paper, indent, style="accent")]
        said = "".join(row[last])
        beside = _wrapped(said, room) if room >= _NARROWEST else []
        lines += [
            each.rstrip(" ") for each in map(row_of, zip_longest(*(row[at] for at in narrow), beside, fillvalue=""))
        ]
        lines += [] if beside else _wrapped(said, paper.width, f"{indent}    ")
    return lines


def _spans(cell: Line) -> list[str]:
    """The spans of a cell, a line each; what is typed, without the signs that say so."""
    return [line(each.words if isinstance(each, kinds.Code) else _run(each)[0]) for each in spans(cell) if each != " "]


_MOST_STEPS = 8
_ARROW = " → "


def _timelines(table: kinds.Table, paper: _Paper, indent: str) -> list[str]:
    """What went through steps, each in one line: every step and whole dates if that fits, else short, else the last."""
    found = [
        (_plain(group), _plain(name), [*steps[::2]], [*days[::2]], _plain(note))
        for group, name, steps, days, note in (row.cells for row in table.rows)
    ]
    room = paper.width - len(indent)
    names = max(len(name) for _, name, *_ in found)
    longest = max(min(len(steps), _MOST_STEPS) for _, _, steps, *_ in found)
    forms = [(most, short) for most in range(longest, 0, -1) for short in (False, True)]
    for most, short in forms:
        cells = [
            (_last(steps, most), _last(map(_short if short else str, days), most)) for _, _, steps, days, _ in found
        ]
        strip = max(len(steps) for steps, _ in cells)
        if 2 + names + 2 + strip + 2 + max(len(days) for _, days in cells) <= room:
            break
    lines: list[str] = []
    last = ""
    for (group, name, *_, note), (steps, days) in zip(found, cells, strict=True):
        lines += _line(group, paper, indent, style="accent") if group != last else []
        last = group
        shown = f"{indent}  {name:<{names}}  {steps:<{strip}}  {days}".rstrip(" ")
        noted = f"  ({note})" if note else ""
        gap = "" if days or not note else " " * (len(indent) + 4 + names + strip - len(shown))
        if len(line(f"{shown}{gap}{noted}")) <= paper.width:
            lines.append(line(f"{shown}{gap}{noted}"))
        elif len(line(shown)) <= paper.width:
            lines += [line(shown), *_line(noted.strip(), paper, f"{indent}  {'':<{names}}  ")]
        else:
            lines += _line(f"{name}: {steps}{days and ', '}{days}{noted}", paper, f"{indent}  ", hang=2)
    return lines


def _last(steps: Iterable[Span], most: int) -> str:
    words = [str(each) for each in steps]
    return _ARROW.join(["…", *words[-most:]] if len(words) > most else words)


def _short(day: Span) -> str:
    """A day with the first letters of its month; any other word as it is."""
    number, _, rest = str(day).partition(" ")
    month, _, year = rest.partition(" ")
    return f"{number} {month[:3]} {year}" if year else str(day)


def _table(
    rows: Sequence[Sequence[str]],
    headers: Sequence[str],
    width: int,
    *,
    whole: Iterable[int] = (),
    style: Style = plain,
) -> list[str]:
    """The rows under their headers, columns narrowed until they fit; those in `whole` last."""
    if not rows:
        return []
    cells = [[line(cell) for cell in row] for row in rows]
    least = [len(line(header)) + _PADDING for header in headers]
    widths = [max(least[at], *(len(row[at]) for row in cells)) for at in range(len(headers))]
    every = range(len(headers))
    loose = [at for at in every if at not in set(whole)]
    texts = [[headers[at], *(row[at] for row in cells)] for at in every]
    words = [min(max(_longest(text.split() for text in texts[at]), _NARROW), _WORD) for at in every]
    parts = [max(_longest(text.replace("-", "- ").split() for text in texts[at]), _BARE) for at in every]
    bare = [max(each, _BARE) for each in least]
    for columns, floor in ((loose, words), (loose, parts), ([*every], parts), ([*every], bare)):
        left = [*columns]
        while left and sum(widths) + 2 * (len(widths) - 1) > width:
            widest = max(left, key=lambda at: widths[at])
            if widths[widest] <= floor[widest]:
                left.remove(widest)
            else:
                widths[widest] -= 1
    broken = [[_broken(cell, widths[at]) for at, cell in enumerate(row)] for row in cells]
    lines = [line(each) for each in table([line(header) for header in headers], broken)]
    return [style("bold", lines[0]), *lines[1:]]


_ONE_WIDE = frozenset(
    map(chr, (10, *range(0x20, 0x7F), *range(0xA1, 0x300), *range(0x2010, 0x2028), *range(0x2190, 0x2194)))
)
"""Characters of which every terminal makes one column, and what breaks a line."""


def table(headers: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a table, as tabulate lays them out.

    Importing that costs a third of a short answer, so that characters which are a column wide are laid out here; a test
    holds one against the other.
    """
    if not all(_ONE_WIDE.issuperset(cell) for row in (headers, *rows) for cell in row):
        from tabulate import tabulate

        return tabulate(rows, headers, tablefmt="simple", disable_numparse=True, stralign="left").split("\n")
    columns = range(len(headers))
    broken = [[[each.strip() for each in cell.strip().split("\n")] for cell in row] for row in rows]
    widths = [max(len(headers[at]) + _PADDING, *(len(each) for row in broken for each in row[at])) for at in columns]
    lines = [headers, ["-" * width for width in widths]]
    for row in broken:
        lines += [[*each] for each in zip_longest(*row, fillvalue="")]
    return ["  ".join(each[at].ljust(widths[at]) for at in columns).rstrip() for each in lines]


def _longest(texts: Iterable[Iterable[str]]) -> int:
    return max((len(word) for words in texts for word in words), default=0)


def _broken(cell: str, width: int) -> str:
    import textwrap

    if len(cell) <= width:
        return cell
    # An id is broken at its hyphens only where it would not fit whole.
    long = max(map(len, cell.split()), default=0) > width
    return "\n".join(textwrap.wrap(cell, width, break_on_hyphens=long))
