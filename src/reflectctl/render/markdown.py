"""Answers in, Markdown for pull requests and wikis out. What people wrote renders as itself: no markup, no mentions."""

import re
from collections.abc import Callable, Iterable, Iterator

from ..model import blocks
from ..model.blocks import BREAK, Block, Line, Span
from ..model.named_tuples import NamedTuple
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
            case blocks.Pair():
                yield from _pair(block, manner)
            case _:
                if made := _block(block, manner):
                    yield Piece(made)


def _pair(pair: blocks.Pair, manner: Manner) -> Iterator[Piece]:
    """What stands under a name: a heading, or the beginning of the line."""
    if pair.level:
        yield from pieces((blocks.Heading(pair.level, pair.name), *pair.blocks), manner)
    elif len(pair.blocks) == 1 and isinstance(only := pair.blocks[0], blocks.Paragraph):
        yield Piece(f"{line(pair.name, manner)}: {line(only.line, manner)}")
    else:
        yield Piece(f"{line(pair.name, manner)}:")
        yield from pieces(pair.blocks, manner)


def _figure(figure: blocks.Figure) -> Iterator[Block]:
    """What can be seen in a chart, and the facts that it is drawn from."""
    yield blocks.Heading(3, figure.title)
    yield blocks.Paragraph(figure.finding)
    folded = len(figure.table.rows) > LONG or not figure.finding
    yield blocks.Details(say("The table"), (figure.table,)) if folded else figure.table


def _block(block: Block, manner: Manner) -> str:
    match block:
        case blocks.Heading():
            words = line(block.line, manner)
            made = manner.headings.line(block.level, words) if manner.headings else f"{'#' * block.level} {words}"
            return f"{_anchor(block.anchor)}\n\n{made}" if block.anchor else made
        case blocks.Paragraph():
            return ("> " if block.role == "banner" else "") + line(block.line, manner)
        case blocks.Prose():
            return safe_markdown.to_markdown(block.text, heading_from=block.level, headings=manner.headings)
        case blocks.Quotation():
            said = "\n".join(f"> {line(each, manner)}".rstrip() for each in _lines(block.line))
            return f"{line(block.who, manner)}:\n\n{said}" if block.who else said
        case blocks.Listing():
            text = block.text.removesuffix("\n")
            return f"```{block.language}\n{text}\n```"
        case blocks.List():
            return "\n".join(_items(block, manner, ""))
        case blocks.Pairs():
            return ("\n\n" if block.role == "page" else "\n").join(_pairs(block, manner))
        case blocks.Table():
            rows = "\n".join(map(safe_markdown.table_row, _rows(block, manner)))
            return f"{manner.safe(block.caption)}:\n\n{rows}" if block.caption else rows
    return ""


def _lines(said: Line) -> list[Line]:
    """What was said, in the lines in which it was written."""
    if isinstance(said, blocks.Written | blocks.Content):
        return [type(said)(each) for each in said.words.strip().splitlines()]
    return [said]


def _items(told: blocks.List, manner: Manner, indent: str) -> Iterator[str]:
    for item in told.items:
        if item.line:
            yield f"{indent}- {line(item.line, manner, brk='<br>')}"
        deeper = indent + "  " if item.line else indent
        for block in item.beneath:
            if isinstance(block, blocks.List):
                yield from _items(block, manner, deeper)
            elif isinstance(block, blocks.Paragraph):
                yield f"{deeper}- {line(block.line, manner, brk='<br>')}"
            else:
                yield ""
                yield from (deeper + each for each in _block(block, manner).split("\n"))


def _pairs(told: blocks.Pairs, manner: Manner) -> Iterator[str]:
    for pair in told.pairs:
        name, said = line(pair.name, manner), [piece.text for piece in pieces(pair.blocks, manner)]
        if told.role == "page" and said and isinstance(pair.blocks[0], blocks.Paragraph):
            yield f"**{name}.** {said[0]}"
            yield from said[1:]
        elif told.role == "page":
            yield from (f"{name}:", *said) if said else ()
        elif told.role == "summary":
            yield f"- **{name}**: {' '.join(said)}"
        elif any(isinstance(block, blocks.List) for block in pair.blocks):
            yield f"- {name}:"
            yield from _items(blocks.List((blocks.Item("", pair.blocks),)), manner, "  ")
        else:
            only = pair.blocks[0] if len(pair.blocks) == 1 else None
            one = line(only.line, manner, brk="<br>") if isinstance(only, blocks.Paragraph) else " ".join(said)
            yield f"- {name}: {one}".rstrip()


def _rows(table: blocks.Table, manner: Manner) -> Iterator[list[str]]:
    yield [manner.safe(column.head) for column in table.columns]
    yield ["---"] * len(table.columns)
    for row in table.rows:
        cells = [line(cell, manner, brk="<br>") for cell in row.cells]
        cells[0] = (_anchor(row.anchor) if row.anchor else "") + cells[0]
        yield cells


def line(told: Line, manner: Manner = PLAIN, *, brk: str = "\n") -> str:
    """Spans as one run of Markdown."""
    return "".join([_span(span, manner, brk) for span in blocks.spans(told)])


def _span(span: Span, manner: Manner, brk: str) -> str:
    match span:
        case str():
            return brk if span == BREAK else _apart(span, manner)
        case blocks.Strong():
            inner = line(span.words, manner, brk=brk)
            return f"**{inner}**" if inner else ""
        case blocks.Quiet():
            return line(span.words, manner, brk=brk)
        case blocks.Number():
            # At the beginning of a line it makes no list.
            return f"{span.n}\\."
        case blocks.Sign():
            return span.symbol
        case blocks.Written():
            return _apart(span.words, manner)
        case blocks.Code():
            # Forges act on some of what stands in code as well.
            return f"`{span.words}`" if _CODE.fullmatch(span.words) else f"<code>{manner.safe(span.words)}</code>"
    words = manner.safe(span.words)
    match span:
        case blocks.Added():
            return f"**{words}**"
        case blocks.Removed():
            return f"~~{words}~~"
        case blocks.Label():
            return f"*{words}:*"
        case blocks.Marked():
            return span.words
        case blocks.Rating():
            marked = f"*{words}*" if span.drawn == blocks.UNRATED else f"**{words}**"
            return f"[{marked}](#{span.anchor})" if span.anchor else marked
        case blocks.Mark():
            return f"{span.symbol} {words}"
        case blocks.Link(anchor=anchor, address=address) if anchor or address:
            return safe_markdown.link(words, f"#{anchor}" if anchor else safe_markdown.target(address))
    return words


_CODE = re.compile(r"[\w.:/=,%+~-]+( [\w.:/=,%+~-]+)*")


def _apart(text: str, manner: Manner) -> str:
    """Words with the blanks at their ends; before a link they would make a picture of it."""
    words = manner.safe(text)
    if words.endswith("!"):
        words = words[:-1] + "\\!"
    return (" " if text[:1] == " " else "") + words + (" " if text[-1:] == " " and text.strip() else "")


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'
