"""A worksheet in; a document for word processors out: a table row for each answer, and a box to tick in each cell.

Controls stand within the line, one in a cell: what stands around several is moved to a neighbour when other programs
save it. Every row has its code in words, as the names of controls do not last.
"""

import re
from html import escape

from .. import resources
from ..model import blocks as b
from ..model.worksheet import RATING, Part, Question, Sheet
from .docx import Writer
from .docx_package import packed
from .escape import visible

_ROOM, _ROOM_ACROSS = 9638, 14570
_UPRIGHT, _ACROSS = b'<w:pgSz w:w="11906" w:h="16838"/>', b'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
"""Large print stands across the page."""
_CODE = 850
_LINE = 300
"""The height of a line to write on, in twentieths of a point."""

_LARGE = 3, 2
"""By what everything is larger in large print: sixteen points and more."""

_OWN = """\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Tick"><w:name w:val="Tick"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>\
<w:rPr><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TickHead"><w:name w:val="Tick Head"/>\
<w:basedOn w:val="CellHead"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="15"/><w:szCs w:val="15"/>\
</w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="CellNote"><w:name w:val="Cell Note"/><w:basedOn w:val="Cell"/>\
<w:rPr><w:color w:val="535D6D"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="CellCode"><w:name w:val="Cell Code"/><w:basedOn w:val="Cell"/>\
<w:rPr><w:rFonts w:ascii="Courier New" w:eastAsia="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>\
<w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Seal"><w:name w:val="Seal"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:spacing w:before="240"/></w:pPr><w:rPr><w:color w:val="535D6D"/><w:sz w:val="11"/><w:szCs w:val="11"/>\
</w:rPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Boxes"><w:name w:val="Boxes"/><w:basedOn w:val="Facts"/>\
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="857F74"/>\
<w:left w:val="single" w:sz="6" w:space="0" w:color="857F74"/>\
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="857F74"/>\
<w:right w:val="single" w:sz="6" w:space="0" w:color="857F74"/>\
<w:insideH w:val="single" w:sz="6" w:space="0" w:color="857F74"/>\
<w:insideV w:val="single" w:sz="6" w:space="0" w:color="857F74"/></w:tblBorders></w:tblPr></w:style>
</w:styles>"""


def document(sheet: Sheet, *, large: bool) -> bytes:
    """The worksheet as a document, the same bytes each time."""
    made = _Form(sheet, large=large)
    telling = b.Telling((), sheet.title, sheet.language, sheet.foreign, {"classification": sheet.marking})
    styles = resources.stylesheet("docx.xml").replace("</w:styles>", _OWN)
    if large:
        styles = re.sub(r'<w:(sz|szCs) w:val="(\d+)"/>', _larger, styles)
        # Narrow columns stand below these.
        styles = re.sub(r'(w:styleId="TickHead">.*?w:val=")32("/><w:szCs w:val=")32', r"\g<1>24\g<2>24", styles)
    parts = made.writer.package.parts(made.all(), telling, day=sheet.seal.day.isoformat(), styles=styles)
    if large:
        name = "word/document.xml"
        parts[name] = parts[name].replace(_UPRIGHT, _ACROSS)
    return packed(parts)


def _larger(found: re.Match[str]) -> str:
    size = int(found[2])
    # The seal is for no eyes, and stays small.
    return found[0] if size < 12 else f'<w:{found[1]} w:val="{max(32, size * _LARGE[0] // _LARGE[1])}"/>'


class _Form:
    def __init__(self, sheet: Sheet, *, large: bool) -> None:
        self.sheet, self.large = sheet, large
        self.writer = Writer(sheet.foreign)
        self.controls = 0
        self.code = _CODE * 4 // 3 if large else _CODE
        self.room = _ROOM_ACROSS if large else _ROOM

    def all(self) -> str:
        """The body, from the title to the seal."""
        sheet, say = self.sheet, self.writer.paragraph
        made = [say("Heading1", sheet.title), *(say("Normal", each) for each in sheet.lead)]
        made += [self.part(part) for part in sheet.parts]
        return "".join([*made, say("Seal", sheet.seal.told())])

    def part(self, part: Part) -> str:
        """A part under its title."""
        breaks = "<w:pageBreakBefore/>" if part.breaks else ""
        made = [self.writer.paragraph(f"Heading{part.level}", part.title, properties=breaks)]
        made += [self.writer.paragraph("Normal", each, properties="<w:keepNext/>") for each in part.lead]
        made.append(self.writer.paragraph("Quote", b.Content(part.quotation)) if part.quotation else "")
        made += [self.writer.paragraph("Note", (b.Strong(f"{name}:"), " ", meaning)) for name, meaning in part.terms]
        ratings = [each for each in part.questions if each.field == RATING]
        boxes = [each for each in part.questions if each.field != RATING]
        if ratings:
            made.append(self.ticks(ratings, part.title))
        if boxes:
            made.append(self.boxes(boxes, part.title))
        return "".join(made)

    def ticks(self, questions: list[Question], name: str) -> str:
        """Statements, each with the answers to tick."""
        heads, scale = self.sheet.heads, self.sheet.scale
        asked = self.room * 4 // 10 if self.large else self.room * 4 // 11
        wide = (self.room - self.code - asked) // len(scale)
        widths = [self.code, self.room - self.code - wide * len(scale), *([wide] * len(scale))]
        rows = [
            [
                self.cell("CellHead", heads.code),
                self.cell("CellHead", heads.asked),
                *(self.writer.paragraph("TickHead", title) for _, title in scale),
            ]
        ]
        for question in questions:
            ticks = [self.tick(question, id, title) for id, title in scale]
            rows.append([self.cell("CellCode", question.code), self.asked(question), *ticks])
        return self.table(rows, widths, name, [0] * len(rows))

    def tick(self, question: Question, id: str, title: str) -> str:
        """A box to tick."""
        self.controls += 1
        named = escape(visible(f"{question.asked}: {title}"))
        box = (
            f'<w:sdt><w:sdtPr><w:alias w:val="{named}"/><w:tag w:val="{question.code}.{escape(id)}"/>'
            f'<w:id w:val="{self.controls}"/><w14:checkbox><w14:checked w14:val="0"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            '<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
            "</w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        )
        return self.writer.put("Tick", box)

    def boxes(self, questions: list[Question], name: str) -> str:
        """Questions, each with a place to write in."""
        heads = self.sheet.heads
        asked = self.room * 2 // 5
        rows = [[self.cell("CellHead", each) for each in (heads.code, heads.asked, heads.answer)]]
        heights = [0]
        for question in questions:
            rows.append([self.cell("CellCode", question.code), self.asked(question), self.writer.put("Cell", "")])
            heights.append(question.height * _LINE * (3 if self.large else 2) // 2)
        return self.table(rows, [self.code, asked, self.room - self.code - asked], name, heights)

    def cell(self, style: str, words: str) -> str:
        """A paragraph of a cell."""
        return self.writer.paragraph(style, words)

    def asked(self, question: Question) -> str:
        """What is asked, and what stands."""
        content = b.Content(question.text) if question.field == RATING else question.text
        made = [self.cell("CellHead", question.asked), self.writer.paragraph("Cell", content)]
        made += [self.cell("CellNote", each) for each in (question.help, *question.stands.splitlines()) if each]
        return "".join(made)

    def table(self, rows: list[list[str]], widths: list[int], name: str, heights: list[int]) -> str:
        """Cells as a table whose first row stands again on every page."""
        made = []
        for at, (cells, height) in enumerate(zip(rows, heights, strict=True)):
            tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
            head = "<w:tblHeader/>" if not at else ""
            set_as = [
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
                for width, inner in zip(widths, cells, strict=True)
            ]
            made.append(f"<w:tr><w:trPr><w:cantSplit/>{tall}{head}</w:trPr>{''.join(set_as)}</w:tr>\n")
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Boxes"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(visible(name))}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>\n{''.join(made)}</w:tbl>\n{self.writer.put('Note', '')}"
        )
