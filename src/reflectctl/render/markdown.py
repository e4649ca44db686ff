"""Answers in, Markdown for pull requests and wikis out. What people wrote renders as itself: no markup, no mentions."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..model import blocks
from ..model.blocks import BREAK, Block, Line, Span
from ..tell.i18n import say
from . import safe_markdown
from .escape import markdown as safe

LONG = 12
"""The table of a chart is folded away when it has more rows than this."""


class Manner(NamedTuple):
    """How words are written."""

    safe: Callable[[str], str] = safe
    """A text as one line of Markdown that renders as itself."""
    headings: safe_markdown.Headings | None = None
    """The headings of the whole, where a linter reads them."""


PLAIN = Manner()


class Piece(NamedTuple):
    """A block as it stands in a page, and what may be left out of it."""

    text: str
    spare: blocks.Spare | None = None

    @property
    def size(self) -> int:
        """In bytes, with the empty line that follows it."""
        return len(self.text.encode("utf-8")) + 2


def text(told: Iterable[Block], manner: Manner = PLAIN) -> str:
    """Blocks as a page. Nothing for none."""
    page = "\n\n".join(piece.text for piece in pieces(told, manner))
    return page + "\n" if page else ""


def pieces(told: Iterable[Block], manner: Manner = PLAIN) -> Iterator[Piece]:
    """Blocks as they stand in a page, an empty line between each and the next; without those that say nothing."""
    for block in told:
        match block:
            case blocks.Spare():
                yield Piece("\n\n".join(piece.text for piece in pieces(block.blocks, manner)), block)
            case blocks.Group():
                if block.anchor:
                    yield Piece(_anchor(block.anchor))
                yield from pieces(block.blocks, manner)
            case blocks.Section():
                yield from pieces((blocks.Heading(2, block.title, block.anchor), *block.blocks), manner)
            case blocks.Details():
                yield Piece(f"<details>\n<summary>{line(block.summary, manner)}</summary>")
                yield from pieces(block.blocks, manner)
                yield Piece("</details>")
            case blocks.Figure():
                yield from pieces(_figure(block), manner)
            case _:
                if made := _block(block, manner):
                    yield Piece(made)


def _figure(figure: blocks.Figure) -> Iterator[Block]:
    """What can be seen in a chart, and the facts that it is drawn from."""
    if figure.title:
        yield blocks.Heading(3, figure.title)
    yield blocks.Paragraph(figure.finding)
    folded = len(figure.table.rows) > LONG
    yield blocks.Details(say("The table"), (figure.table,)) if folded else figure.table


def _block(block: Block, manner: Manner) -> str:
    match block:
        case blocks.Heading():
            words = line(block.line, manner)
            made = manner.headings.line(block.level, words) if manner.headings else f"{'#' * block.level} {words}"
            return f"{_anchor(block.anchor)}\n\n{made}" if block.anchor else made
        case blocks.Paragraph():
            return line(block.line, manner)
        case blocks.Prose():
            return safe_markdown.to_markdown(block.text, heading_from=block.level, headings=manner.headings)
        case blocks.Quotation():
            said = "\n\n".join(piece.text for piece in pieces(block.blocks, manner))
            return "\n".join(f"> {each}".rstrip() for each in said.split("\n"))
        case blocks.Listing():
            return f"```{block.language}\n{block.text}\n```"
        case blocks.List():
            return "\n".join(_items(block, manner, ""))
        case blocks.Pairs():
            return ("\n\n" if block.role == "page" else "\n").join(_pairs(block, manner))
        case blocks.Table():
            return "\n".join(map(safe_markdown.table_row, _rows(block, manner)))
    raise TypeError(block)


def _items(told: blocks.List, manner: Manner, indent: str) -> Iterator[str]:
    for item in told.items:
        if item.line:
            yield f"{indent}- {line(item.line, manner)}"
        deeper = indent + "  " if item.line else indent
        for block in item.beneath:
            if isinstance(block, blocks.List):
                yield from _items(block, manner, deeper)
            else:
                yield ""
                yield from (deeper + each for each in _block(block, manner).split("\n"))


def _pairs(told: blocks.Pairs, manner: Manner) -> Iterator[str]:
    for pair in told.pairs:
        name, said = line(pair.name, manner), [piece.text for piece in pieces(pair.blocks, manner)]
        if told.role != "page":
            yield f"- **{name}**: {' '.join(said)}"
        elif said and isinstance(pair.blocks[0], blocks.Paragraph):
            yield f"**{name}.** {said[0]}"
            yield from said[1:]
        elif said:
            yield f"{name}:"
            yield from said


def _rows(table: blocks.Table, manner: Manner) -> Iterator[list[str]]:
    yield [manner.safe(column.head) for column in table.columns]
    yield ["---"] * len(table.columns)
    for row in table.rows:
        cells = [line(cell, manner, brk="<br>") for cell in row.cells]
        for at, beneath in enumerate(row.beneath):
            cells[at] = "<br>".join([cells[at], *(piece.text for piece in pieces(beneath, manner))])
        cells[0] = (_anchor(row.anchor) if row.anchor else "") + cells[0]
        yield cells


def line(told: Line, manner: Manner = PLAIN, *, brk: str = "\n") -> str:
    """Spans as one run of Markdown."""
    if isinstance(told, str):
        return manner.safe(told)
    return "".join([_span(span, manner, brk) for span in told])


def _span(span: Span, manner: Manner, brk: str) -> str:
    if isinstance(span, str):
        if span == BREAK:
            return brk
        return (" " if span[:1] == " " else "") + manner.safe(span) + (" " if span[-1:] == " " and span.strip() else "")
    words = manner.safe(span.words)
    match span:
        case blocks.Strong() | blocks.Added():
            return f"**{words}**"
        case blocks.Removed():
            return f"~~{words}~~"
        case blocks.Label():
            return f"*{words}:*"
        case blocks.Code():
            return f"`{span.words}`"
        case blocks.Marked():
            return span.words
        case blocks.Rating():
            return f"*{words}*" if span.drawn == blocks.UNRATED else f"**{words}**"
        case blocks.Mark():
            return f"{span.symbol} {words}"
        case blocks.Link(anchor=anchor, address=address) if anchor or address:
            return safe_markdown.link(words, f"#{anchor}" if anchor else safe_markdown.target(address))
    return words


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'
