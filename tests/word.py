"""DOCX files as Word and others write them, made of their XML: a library would leave out what these tests are about."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from .printing import RATINGS, Block

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A document of a body, with styles, and other parts in place of those that it has."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({"styles": "styles.xml"}),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
        **(parts or {}),
    }
    return packed(made)


def _relations(targets: Mapping[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{told}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return into.getvalue()


def run(text: str, look: str = "") -> str:
    """Words with what their properties say; a line feed is a break."""
    said = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(each) for each in text.split("\n"))
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{said}</w:t></w:r>'


def paragraph(*runs: str, about: str = "") -> str:
    """A paragraph of runs; words alone are one."""
    said = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{said}</w:p>"


def cell(*blocks: str, about: str = "") -> str:
    said = "".join(each if each.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(each) for each in blocks)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{said or '<w:p/>'}</w:tc>"


def table(*rows: Iterable[str]) -> str:
    told = "".join(
        "<w:tr>"
        + "".join(
            x if x.startswith("<w:") and x.endswith(("</w:tc>", "</w:sdt>")) and "<w:tc>" in x else cell(x) for x in row
        )
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{told}</w:tbl>"


def check_box(checked: bool, shown: str | None = None) -> str:
    """A check box as a content control of Word 2010 and later."""
    sign = ("☒" if checked else "☐") if shown is None else shown
    state = f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{run(sign)}</w:sdtContent></w:sdt>"


def form_field(inside: str, shown: str = "") -> str:
    """A form field of the older kind."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def oval(x: int, width: int, y: int = 0, height: int = 20) -> str:
    """An ellipse that floats over the words of its paragraph; lengths in points."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor layoutInCell="1">'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{x * 12700}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y * 12700}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width * 12700}" cy="{height * 12700}"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        '<a:prstGeom prst="ellipse"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
        f'</mc:Choice><mc:Fallback><w:pict><v:oval style="width:{width}pt"/></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


SCALE = "the scale"
Fill = Callable[[str, int], str]
"""Given what is printed and how often it was before, the XML that somebody put below it; of a scale, in its place."""


def of_blocks(made: Iterable[Block], fill: Fill = lambda printed, times: "", *, merged: bool = True) -> str:
    """The body of a DOCX that says what blocks of `printing` say, filled in; headings of tables in one cell or not."""
    return "".join(_Form(fill, merged=merged).blocks(made))


class _Form:
    """Makes the XML of blocks, and counts what it prints."""

    def __init__(self, fill: Fill, *, merged: bool) -> None:
        self._fill, self._merged = fill, merged
        self._times: Counter[str] = Counter()

    def blocks(self, made: Iterable[Block]) -> Iterator[str]:
        for block in made:
            if block.kind == "table":
                yield self._table(block)
            elif block.kind == "ul":
                for item, below in block.items:
                    yield self._line(item, about=_item(0))
                    yield from (self._line(each, about=_item(1)) for each in below)
            elif block.kind != "page":
                yield self._scale(block.text) or self._line(block.text, "<w:b/>" if block.kind == "b" else "")

    def _line(self, text: str, look: str = "", about: str = "") -> str:
        return paragraph(run(text, look), about=about) + self._below(text)

    def _below(self, printed: str) -> str:
        self._times[printed] += 1
        return self._fill(printed, self._times[printed] - 1)

    def _scale(self, *texts: str) -> str:
        """What stands in the place of a scale, where this is one."""
        return self._below(SCALE) if texts in (RATINGS, ("      ".join(RATINGS),)) else ""

    def _table(self, block: Block) -> str:
        rows = []
        for row in block.rows:
            if scale := self._scale(*(each.text for cell in row for each in cell)):
                rows.append(scale.removeprefix("<w:tbl><w:tblPr/><w:tblGrid/>").removesuffix("</w:tbl>"))
                continue
            cells = ([each for each in row if each] or row[:1]) if self._merged else row
            span = f'<w:gridSpan w:val="{len(row)}"/>' if len(cells) == 1 and len(row) > 1 else ""
            told = "".join(cell("".join(self.blocks(each)) or "<w:p/>", about=span) for each in cells)
            rows.append(f"<w:tr>{told}</w:tr>")
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def _item(depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'


def scale(at: int | None = None, inside: str = "X", about: str = "", look: str = "") -> str:
    """A row with the points of the scale, of which one is marked: by a sign, its cell, or how its words are set."""
    cells = []
    for number, each in enumerate(RATINGS):
        marked = number == at
        words = run(each, look if marked else "") + (run(f" {inside}") if marked and inside else "")
        cells.append(cell(paragraph(words), about=about if marked else ""))
    return table(cells)
