"""Blocks in; a document for word processors out, whole in itself, the same bytes every time.

Written by hand and not by a library: what a report needs of the format are paragraphs, tables and pictures, and writing
those as text takes less time than building them as objects does. Headings, header rows, alternative texts
and languages are those of the format, so that they are still there in a PDF that somebody makes of it.
"""

import re
from collections.abc import Callable, Iterable
from html import escape
from html.parser import HTMLParser
from typing import Any

from .. import resources
from ..model import blocks as b
from . import raster
from .docx_package import Package
from .escape import visible
from .svg import tinted

_ROOM = 9638
"""The width of the text on A4, in twentieths of a point."""

_HATCH = "E4E2DC"


def document(telling: b.Telling, *, day: str, draw: raster.Draw = raster.png) -> dict[str, bytes]:
    """The parts of a document that says all this, by their names; `day` is what it says that it was made on.

    `draw` gives its pictures.
    """
    made = Writer(telling.foreign, draw)
    body = made.all(telling.blocks)
    return made.package.parts(body, telling, day=day, styles=resources.stylesheet("docx.xml"))


def without_banner(telling: b.Telling) -> b.Telling:
    """The same without its marking in the text: a document has that above and below every page."""
    front, *rest = telling.blocks
    assert isinstance(front, b.Group)
    opening = tuple(block for block in front.blocks if not (isinstance(block, b.Paragraph) and block.role == "banner"))
    return telling._replace(blocks=(front._replace(blocks=opening), *rest))


class Writer:
    """Puts blocks into paragraphs and tables of a document."""

    def __init__(self, foreign: str, draw: raster.Draw = raster.png) -> None:
        self.foreign = foreign
        self.package = Package(draw)
        self.depth = 0
        """How many lists a block stands in."""
        self._of: dict[type, Callable[[Any], str]] = {
            b.Heading: lambda block: self.paragraph(f"Heading{block.level}", block.line, anchor=block.anchor),
            b.Paragraph: lambda block: self.paragraph(_STYLES.get(block.role, "Normal"), block.line),
            b.Prose: lambda block: _Prose(self).made(block),
            b.Listing: lambda block: self.paragraph("Listing", b.Written(block.text)),
            b.Quotation: self._quotation,
            b.List: self._list,
            b.Pair: self._pair,
            b.Pairs: lambda block: "".join(map(self._fact, block.pairs)),
            b.Table: self._table,
            b.Chart: self._drawn,
            b.Figure: self._figure,
            b.Details: lambda block: self.paragraph("Name", block.summary) + self.all(block.blocks),
            b.Group: lambda block: self.mark(block.anchor) + self.all(block.blocks),
            b.Section: lambda block: (
                self.paragraph("Heading2", block.title, anchor=block.anchor) + self.all(block.blocks)
            ),
            b.Spare: lambda block: self.all(block.blocks),
        }

    def all(self, blocks: Iterable[b.Block]) -> str:
        """Blocks, one after the other."""
        return "".join([self._of[type(block)](block) for block in blocks])

    def mark(self, anchor: str) -> str:
        """A place that links lead to."""
        return self.package.place(anchor) if anchor else ""

    # Lines.

    def paragraph(self, style: str, line: b.Line, *, anchor: str = "", properties: str = "") -> str:
        """A line as a paragraph; nothing for none."""
        made = self.runs(line, "Plain" if style in _PLAIN or style.startswith("Heading") else "")
        return self.put(style, self.mark(anchor) + made, properties, rtl=_is_rtl(line)) if made else self.mark(anchor)

    def put(self, style: str, made: str, properties: str = "", *, rtl: bool = False) -> str:
        """Runs as a paragraph."""
        if self.depth and "<w:numPr>" not in properties and style in ("Normal", "Note", "Quote", "Name", "Listing"):
            properties += f'<w:ind w:left="{self.depth * 360}"/>'
        # The order of what says how a paragraph is set is that of the format.
        bidi = "<w:bidi/>" if rtl else ""
        at = properties.find("<w:ind ")
        properties = properties + bidi if at < 0 else properties[:at] + bidi + properties[at:]
        named = f'<w:pStyle w:val="{style}"/>' if style != "Normal" else ""
        set_as = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
        return f"<w:p>{set_as}{made}</w:p>\n"

    def runs(self, line: b.Line, style: str = "") -> str:
        """The spans of a line as runs."""
        return "".join([self._span(span, style) for span in b.spans(line)])

    def run(self, words: str, style: str = "", *, foreign: bool = False) -> str:
        """Words in one style."""
        if not words:
            return ""
        said = [
            f'<w:t xml:space="preserve">{escape(visible(each), quote=False)}</w:t>' if each else ""
            for each in words.split("\n")
        ]
        named = f'<w:rStyle w:val="{style}"/>' if style and style != "Plain" else ""
        rtl = "<w:rtl/>" if _RTL.search(words) and _is_rtl(b.Written(words)) else ""
        language = f'<w:lang w:val="{self.foreign}"/>' if foreign and self.foreign else ""
        properties = f"<w:rPr>{named}{rtl}{language}</w:rPr>" if named or rtl or language else ""
        return f"<w:r>{properties}{'<w:br/>'.join(said)}</w:r>"

    def _span(self, span: b.Span, style: str) -> str:
        match span:
            case str():
                return "<w:r><w:br/></w:r>" if span == b.BREAK else self.run(span, style)
            case b.Strong(words, _):
                return self.runs(words, "Strong")
            case b.Quiet(words):
                return self.runs(words, "Quiet")
            case b.Number(n):
                return self.run(f"{n} ", style)
            case b.Link(words, anchor, address, is_content):
                style = style if style == "Plain" or not (anchor or address) else "Hyperlink"
                made = self.run(words, style, foreign=is_content)
                return self.package.link(made, anchor, address)
            case b.Rating(words, drawn):
                return self.run(words, "Emphasis" if drawn == b.UNRATED else "Strong", foreign=drawn != b.UNRATED)
            case b.Mark(symbol, words):
                return self.run(f"{symbol} {words}", style)
            case b.Sign(symbol, _):
                return self.run(symbol, style)
            case b.Label(words):
                return self.run(f"{words}:", "Quiet")
            case b.Content(words):
                return self.run(words, style, foreign=True)
        return self.run(span.words, _SPANS.get(type(span), style))

    # Blocks.

    def _quotation(self, block: b.Quotation) -> str:
        return self.paragraph("Name", block.who) + self.paragraph("Quote", block.line)

    def _list(self, block: b.List) -> str:
        self.depth += 1
        made = []
        for item in block.items:
            beneath = item.beneath
            made.append(self.paragraph("ListBullet", item.line, properties=_numbered(1, self.depth)))
            made.append(self.all(beneath))
        self.depth -= 1
        return "".join(made)

    def _pair(self, block: b.Pair) -> str:
        style = f"Heading{block.level}" if block.level else "Name"
        return self.paragraph(style, block.name) + self.all(block.blocks)

    def _fact(self, pair: b.Pair) -> str:
        if len(pair.blocks) == 1 and isinstance(only := pair.blocks[0], b.Paragraph):
            made = f"{self.runs(pair.name, 'Strong')}<w:r><w:tab/></w:r>{self.runs(only.line)}"
            return self.put("Fact", made)
        return self.paragraph("Name", pair.name) + self.all(pair.blocks)

    def _table(self, block: b.Table) -> str:
        caption = self.paragraph("Caption", block.caption) if block.caption else ""
        heads = [
            self._cell(b.Content(each.head) if each.is_content else each.head, "CellHead") for each in block.columns
        ]
        rows = [
            [
                self._cell(cell, "Cell" if at else "CellHead", row.anchor if not at else "")
                for at, cell in enumerate(row.cells)
            ]
            for row in block.rows
        ]
        widths = _widths([column.head for column in block.columns], [row.cells for row in block.rows])
        return caption + self.table(
            [heads, *rows], widths, name=block.caption or block.label, grid=block.role == "grid"
        )

    def table(self, rows: list[list[tuple[str, str]]], widths: list[int], *, name: str = "", grid: bool = False) -> str:
        """Cells, each with what says how it is filled, as a table whose first row stands again on every page."""
        made = []
        for at, cells in enumerate(rows):
            head = "<w:cantSplit/><w:tblHeader/>" if not at else "<w:cantSplit/>"
            set_as = [
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{filled}</w:tcPr>{inner}</w:tc>'
                for width, (inner, filled) in zip(widths, cells, strict=True)
            ]
            made.append(f"<w:tr><w:trPr>{head}</w:trPr>{''.join(set_as)}</w:tr>\n")
        told = f'<w:tblCaption w:val="{escape(visible(name))}"/>' if name else ""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{"Grid" if grid else "Facts"}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{told}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>\n'
            f"{''.join(made)}</w:tbl>\n{self.put('Note', '', _NO_SPACE)}"
        )

    def _cell(self, line: b.Line, style: str, anchor: str = "") -> tuple[str, str]:
        spans = b.spans(line)
        first = spans[0] if spans else ""
        filled = ""
        if isinstance(first, b.Rating):
            filled = (
                _FILLED.get(first.drawn, "")
                or f'<w:shd w:val="clear" w:color="auto" w:fill="{tinted(first.tint)[1:]}"/>'
            )
            made = self.package.link(self.run(first.words, foreign=first.drawn != b.UNRATED), first.anchor, "")
            return self.put(style, made + self.runs(spans[1:])), filled
        depth, self.depth = self.depth, 0
        made = self.put(
            style, self.mark(anchor) + self.runs(line, "Plain" if style == "CellHead" else ""), rtl=_is_rtl(line)
        )
        self.depth = depth
        return made, filled

    def _figure(self, block: b.Figure) -> str:
        line = (b.Strong(block.title), *((b.BREAK, b.Written(block.finding)) if block.finding else ()))
        table = self._table(block.table._replace(label=block.chart.title))
        return self.paragraph("Caption", line) + self._drawn(block.chart) + table

    def _drawn(self, chart: b.Chart) -> str:
        from . import charts

        made = [self.package.picture(wide, name) for wide, _, name in charts.parts(chart)]
        return self.mark(chart.name) + "".join(self.put("Picture", each) for each in made)


class _Prose(HTMLParser):
    """What people wrote in Markdown, by way of the HTML that is safe: a dozen elements, all of them closed."""

    def __init__(self, docx: Writer) -> None:
        super().__init__(convert_charrefs=True)
        self.docx = docx
        self.out: list[str] = []
        self.runs: list[str] = []
        self.open: list[str] = []
        self.lists: list[int] = []
        self.links: list[str] = []
        self.rows: list[list[tuple[str, str]]] = []
        self.heads: list[str] = []
        self.begun = False
        """Whether the entry of a list has its sign already."""

    def made(self, block: b.Prose) -> str:
        """The paragraphs of a text."""
        from . import safe_markdown

        self.feed(safe_markdown.to_html(block.text, heading_from=block.level))
        self.close()
        self._end()
        return "".join(self.out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.runs.append("<w:r><w:br/></w:r>")
            return
        if tag == "hr":
            self.out.append(
                self.docx.put(
                    "Note", "", '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="DCDAD3"/></w:pBdr>'
                )
            )
            return
        if tag in _BLOCKS:
            self._end()
        self.open.append(tag)
        if tag in ("ul", "ol"):
            start = dict(attrs).get("start") or "1"
            self.lists.append(1 if tag == "ul" else self.docx.package.numbers(int(start)))
            self.docx.depth += 1
        elif tag == "li":
            self.begun = False
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.open[-1] = f"a{len(self.runs)}"
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "hr") or not self.open:
            return
        if tag in ("td", "th"):
            style = "CellHead" if tag == "th" else "Cell"
            depth, self.docx.depth = self.docx.depth, 0
            self.rows[-1].append((self.docx.put(style, "".join(self.runs)), ""))
            self.docx.depth = depth
            self.runs = []
        elif tag in _BLOCKS:
            self._end()
        opened = self.open.pop()
        if tag == "a":
            at = int(opened[1:])
            self.runs[at:] = [self.docx.package.link("".join(self.runs[at:]), "", self.links.pop())]
        elif tag in ("ul", "ol"):
            self.lists.pop()
            self.docx.depth -= 1
            self.begun = True
        elif tag == "table" and self.rows:
            across = len(self.rows[0])
            self.out.append(self.docx.table(self.rows, [_ROOM // across] * across))

    def handle_data(self, data: str) -> None:
        if not data.strip() and (not self.runs or self.open[-1:] == ["tr"]):
            return
        inside = "pre" in self.open
        style = next((_INLINE[tag] for tag in reversed(self.open) if tag in _INLINE and not inside), "")
        if any(each.startswith("a") and each[1:].isdigit() for each in self.open):
            style = "Hyperlink"
        self.runs.append(self.docx.run(data.rstrip("\n") if inside else data.replace("\n", " "), style))

    def _end(self) -> None:
        """What has been said so far as a paragraph."""
        if not self.runs:
            return
        inside = next((tag for tag in reversed(self.open) if tag in _BLOCKS), "p")
        properties, style = "", _PROSE.get(inside, "Normal")
        if inside in _HEADINGS:
            style = f"Heading{inside[1:]}"
        elif self.lists and not self.begun and style == "Normal":
            style, properties, self.begun = "ListBullet", _numbered(self.lists[-1], self.docx.depth), True
        elif "blockquote" in self.open and style == "Normal":
            style = "Quote"
        self.out.append(self.docx.put(style, "".join(self.runs).rstrip(), properties))
        self.runs = []


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {*_HEADINGS, "blockquote", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"}
_INLINE = {"strong": "Strong", "em": "Emphasis", "code": "Code", "s": "Removed"}
_PLAIN = ("Caption", "Name")
"""Where words are set apart already, so that a link among them looks like the others."""
_PROSE = {"pre": "Listing"}
_STYLES = {"eyebrow": "Subtitle", "asof": "Note", "facts": "Note", "quiet": "Note", "note": "Note", "lede": "Note"}
_SPANS: dict[type, str] = {b.Code: "Code", b.Added: "Added", b.Removed: "Removed"}
_FILLED = {
    b.UNRATED: '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
    b.UNSURE: f'<w:shd w:val="thinDiagStripe" w:color="{_HATCH}" w:fill="FFFFFF"/>',
}
_NO_SPACE = '<w:spacing w:after="60" w:line="120" w:lineRule="exact"/>'

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _is_rtl(line: b.Line) -> bool:
    """Whether the first letter that has a direction is read from the right."""
    from unicodedata import bidirectional

    spans = b.spans(line)
    words = getattr(spans[0], "words", spans[0]) if spans else ""
    if not isinstance(words, str) or words.isascii():
        return False
    return next((each in ("R", "AL") for each in map(bidirectional, words) if each in ("L", "R", "AL")), False)


def _numbered(numbers: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{min(depth, 9) - 1}"/><w:numId w:val="{numbers}"/></w:numPr>'


def _widths(heads: list[str], rows: list[tuple[b.Line, ...]]) -> list[int]:
    """How wide columns are: each has room for its longest word, and the rest by how much stands in it."""
    columns = [[head, *(b.words(row[at]) for row in rows)] for at, head in enumerate(heads)]
    least = [min(max(max(map(len, each.split()), default=0) for each in column), 24) * 115 + 190 for column in columns]
    told = [min(max(map(len, column)), 90) + 4 for column in columns]
    free = _ROOM - sum(least)
    if free <= 0:
        return _whole([each * _ROOM // sum(least) for each in least])
    return _whole([each + free * much // sum(told) for each, much in zip(least, told, strict=True)])


def _whole(widths: list[int]) -> list[int]:
    return [*widths[:-1], _ROOM - sum(widths[:-1])]
