"""Blocks in; HTML out, everything escaped. What a block is decides the element, and its role is the element's class."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from ..model import blocks as b
from ..tell.i18n import say

if TYPE_CHECKING:
    from .svg import Picture

_ELEMENTS = {"move": "article", "statement": "article", "meeting": "article", "principle": "section", "plan": "section"}
"""What a group is by its role; any other is no more than a box."""

_STACKED = ("grid", "actions", "attendance", "room", "led")
"""The tables whose rows stand one below the other on a small screen, each cell with the head of its column."""


def html(blocks: Iterable[b.Block], *, foreign: str = "", on_paper: bool = False) -> str:
    """Blocks as HTML; `foreign` is the language of the words of the content, where it is not that of the page.

    On paper nothing is folded: what a picture shows is told in its place to those who cannot see it.
    """
    return _Html(foreign, on_paper).all(blocks)


def css_string(text: str) -> str:
    """A text as a string of CSS, in which nothing but letters, digits and blanks stands as it is."""
    plain = " ".join(text.split())[:200]
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found.group()):x} ", plain) + '"'


class _Html:
    def __init__(self, foreign: str, on_paper: bool) -> None:
        self.foreign = foreign
        self.on_paper = on_paper
        self.lang = f' lang="{escape(foreign)}"' if foreign else ""
        self._of: dict[type, Callable[[Any], str]] = {
            b.Heading: self._heading,
            b.Paragraph: lambda block: self._element("p", block.line, _class(block.role)),
            b.Prose: _prose,
            b.Listing: lambda block: f"<pre>{escape(block.text)}</pre>\n",
            b.Quotation: self._quotation,
            b.List: self._list,
            b.Pair: self._pair,
            b.Pairs: self._pairs,
            b.Table: self._table,
            b.Chart: lambda block: f'<div class="figure" id="{block.name}">{self._drawn(block)}</div>\n',
            b.Figure: self._figure,
            b.Details: self._details,
            b.Group: self._group,
            b.Section: self._section,
            b.Spare: lambda block: self.all(block.blocks),
        }

    def all(self, blocks: Iterable[b.Block]) -> str:
        """Blocks, one after the other."""
        return "".join([self._of[type(block)](block) for block in blocks])

    # Lines.

    def _element(self, tag: str, line: b.Line, attributes: str = "") -> str:
        """A line in an element of its own; words alone in it say on it what language and direction they have."""
        spans = b.spans(line)
        if len(spans) == 1 and (own := self._own(spans[0])):
            return f"<{tag}{attributes}{own}>{self._bare(spans[0])}</{tag}>\n"
        return f"<{tag}{attributes}>{self._line(spans)}</{tag}>\n"

    def _line(self, line: b.Line) -> str:
        return "".join([self._span(span) for span in b.spans(line)])

    def _own(self, span: b.Span) -> str:
        """What has to be said of the words of a span: of people's, their direction; of the content's, the language."""
        match span:
            case b.Written():
                return ' dir="auto"'
            case b.Content():
                return ' dir="auto"' + self.lang
            case b.Link():
                return ' dir="auto"' + (self.lang if span.is_content else "")
        return ""

    def _bare(self, span: b.Span) -> str:
        """A span in an element that says of its words what has to be said."""
        if isinstance(span, b.Link) and (to := f"#{span.anchor}" if span.anchor else span.address):
            outside = ' rel="noopener noreferrer"' if span.address else ""
            return f'<a href="{escape(to)}"{outside}>{escape(span.words)}</a>'
        return escape(span.words)  # type: ignore[union-attr, arg-type]

    def _span(self, span: b.Span) -> str:
        match span:
            case str():
                return "<br>\n" if span == b.BREAK else escape(span)
            case b.Written() | b.Content() | b.Link():
                return f"<span{self._own(span)}>{self._bare(span)}</span>"
            case b.Strong(words, role):
                return self._element("strong", words, _class(role)).rstrip("\n")
            case b.Quiet(words):
                return self._element("span", words, ' class="small"').rstrip("\n")
            case b.Code(words):
                return f"<code>{escape(words)}</code>"
            case b.Number(n):
                return f'<span class="number">{n}</span>'
            case b.Rating():
                return self._rating(span)
            case b.Marked(words):
                return escape(words)
            case b.Mark(symbol, words):
                return f'<span class="mark"><span aria-hidden="true">{symbol}</span> {escape(words)}</span>'
            case b.Sign(symbol, words):
                return f'<span aria-hidden="true">{symbol}</span><span class="unseen"> {escape(words)} </span>'
            case b.Added(words):
                return f"<ins>{escape(words)}</ins>"
            case b.Removed(words):
                return f"<del>{escape(words)}</del>"
            case b.Label(words):
                return f'<span class="small">{escape(words)}:</span>'

    def _rating(self, rating: b.Rating) -> str:
        lang = self.lang if rating.drawn != b.UNRATED else ""
        return f'<span class="rating {rating.drawn}"{_tint(rating)}{lang}>{escape(rating.words)}</span>'

    # Blocks.

    def _heading(self, block: b.Heading) -> str:
        return self._element(f"h{block.level}", block.line, _id(block.anchor))

    def _quotation(self, block: b.Quotation) -> str:
        own, line = self._own(block.line), block.line  # type: ignore[arg-type]
        quoted = f"<blockquote{own}><p>{self._bare(line) if own else self._line(line)}</p></blockquote>\n"  # type: ignore[arg-type]
        if not block.role:
            return quoted
        # No `<figure>`, as of a picture.
        who = self._element("p", block.who, ' class="name"') if block.who else ""
        return f"<div{_class(block.role)}>\n{who}{quoted}</div>\n"

    def _list(self, block: b.List) -> str:
        return f"<ul{_class(block.role)}>\n{''.join(map(self._item, block.items))}</ul>\n"

    def _item(self, item: b.Item) -> str:
        # The mark of an entry stands on the side on which the page begins, whatever its words are written in.
        beneath = f"\n{self.all(item.beneath)}" if item.beneath else ""
        return f"<li{_class(item.role)}>{self._line(item.line)}{beneath}</li>\n"

    def _pair(self, block: b.Pair) -> str:
        name = self._element(f"h{block.level}" if block.level else "div", block.name, ' class="name"')
        return f'<div class="pair">{name}<div>{self.all(block.blocks)}</div></div>\n'

    def _pairs(self, block: b.Pairs) -> str:
        return f"<dl{_class(block.role)}>\n{''.join(map(self._fact, block.pairs))}</dl>\n"

    def _fact(self, pair: b.Pair) -> str:
        name = self._element("dt", pair.name).rstrip("\n")
        if len(pair.blocks) == 1 and isinstance(only := pair.blocks[0], b.Paragraph):
            return f"<div>{name}{self._element('dd', only.line).rstrip()}</div>\n"
        return f"<div>{name}<dd>{self.all(pair.blocks)}</dd></div>\n"

    def _table(self, block: b.Table) -> str:
        caption = f"<caption>{escape(block.caption)}</caption>\n" if block.caption else ""
        if block.label:
            caption = f'<caption class="unseen">{escape(block.label)}</caption>\n'
        columns = [
            f'<th scope="col"{self.lang if each.is_content else ""}>{escape(each.head)}</th>' for each in block.columns
        ]
        rows = "".join([self._row(row, block) for row in block.rows])
        wide = f' style="--columns: {len(block.columns) - 1}"' if block.role == "grid" else ""
        return (
            f'<div class="scroll" role="group" aria-label="{_attribute(block.caption or block.label)}" tabindex="0">\n'
            f"<table{_class(block.role)}{wide}>\n{caption}<thead><tr>{''.join(columns)}</tr></thead>\n"
            f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )

    def _row(self, row: b.Row, table: b.Table) -> str:
        first = self._element("th", row.cells[0], ' scope="row"').rstrip()
        cells = [
            self._cell(cell, column.head if table.role in _STACKED else "", is_place=table.role == "grid")
            for cell, column in zip(row.cells[1:], table.columns[1:], strict=True)
        ]
        return f"<tr{_id(row.anchor)}>{first}{''.join(cells)}</tr>\n"

    def _cell(self, line: b.Line, head: str, *, is_place: bool) -> str:
        name = f' data-name="{_attribute(head)}"' if head else ""
        spans = b.spans(line)
        if not (is_place and isinstance(rating := spans[0] if spans else "", b.Rating)):
            return self._element("td", line, name).rstrip("\n")
        # The cell is drawn as its rating is, and all of it leads to what is behind it.
        word = f'<span class="word"{self.lang if rating.drawn != b.UNRATED else ""}>{escape(rating.words)}</span>'
        inner = word + self._line([span for span in spans[1:] if span != b.BREAK])
        box = (
            f'<a class="stand" href="#{rating.anchor}">{inner}</a>'
            if rating.anchor
            else f'<div class="stand">{inner}</div>'
        )
        return f'<td class="{rating.drawn}"{_tint(rating)}{name}>{box}</td>'

    def _details(self, block: b.Details) -> str:
        label = f'<span class="unseen"> {escape(block.label)}</span>' if block.label else ""
        summary = f"<summary>{self._line(block.summary)}{label}</summary>"
        return f"<details{_class(block.role)}>{summary}\n{self.all(block.blocks)}</details>\n"

    def _group(self, block: b.Group) -> str:
        tag = _ELEMENTS.get(block.role, "div")
        return f"<{tag}{_class(block.role)}{_id(block.anchor)}>\n{self.all(block.blocks)}</{tag}>\n"

    def _section(self, block: b.Section) -> str:
        title = self._element("h2", block.title, _id(block.anchor))
        return f'<section aria-labelledby="{block.anchor}">\n{title}{self.all(block.blocks)}</section>\n'

    def _figure(self, block: b.Figure) -> str:
        """A chart with its finding and its facts: what the table tells is not told again by the picture.

        They are boxes, as a `<figure>` is heard as one more picture, and has no words in a PDF. A long chart is drawn
        in parts, each of which stands on a page.
        """
        from . import charts

        chart = block.chart
        finding = f' <span dir="auto">{escape(block.finding)}</span>' if block.finding else ""
        caption = f'<p class="caption">{self._element("strong", block.title).rstrip()}{finding}</p>\n'
        table = block.table if block.table.caption else block.table._replace(label=chart.title)
        *drawn, (wide, narrow, name) = charts.parts(chart)
        if self.on_paper:
            name, folded = f"{name}. {_told(table)}", ""
        else:
            folded = self._details(b.Details(say("The table"), (table,), f": {chart.title}", "same"))
        made = [self._picture(*part) for part in (*drawn, (wide, narrow, name))]
        made[0] = caption + made[0]
        made[-1] += folded
        ids = [_id(chart.name), *("" for _ in drawn)]
        return "".join(f'<div class="figure"{id}>\n{part}</div>\n' for id, part in zip(ids, made, strict=True))

    def _drawn(self, chart: b.Chart) -> str:
        from . import charts

        return "".join([self._picture(*part) for part in charts.parts(chart)])

    def _picture(self, wide: "Picture", narrow: "Picture", name: str) -> str:
        return (
            f'<picture><source media="(max-width: 40em)" srcset="{narrow.uri}" width="{narrow.width}" '
            f'height="{narrow.height}"><img class="drawn" src="{wide.uri}" width="{wide.width}" height="{wide.height}" '
            f'alt="{escape(name)}"></picture>\n'
        )


def _prose(block: b.Prose) -> str:
    from . import safe_markdown

    return f'<div class="prose" dir="auto">{safe_markdown.to_html(block.text, heading_from=block.level)}</div>\n'


def _told(table: b.Table) -> str:
    """A table in a line: each row by its name, and under which head it says what."""
    rows = []
    for row in table.rows:
        name, *cells = [" ".join(b.words(cell).split()) for cell in row.cells]
        facts = [f"{each.head}: {cell}" for each, cell in zip(table.columns[1:], cells, strict=True) if cell]
        rows.append(", ".join([name, *facts]))
    return "; ".join(rows)


def _attribute(text: str) -> str:
    """A text as the value of an attribute: composed, as checkers want it there."""
    return escape(unicodedata.normalize("NFC", text))


def _class(role: str) -> str:
    return f' class="{role}"' if role else ""


def _id(anchor: str) -> str:
    return f' id="{anchor}"' if anchor else ""


def _tint(rating: b.Rating) -> str:
    return f' style="--tint: {rating.tint}%"' if rating.drawn == b.RATED else ""
