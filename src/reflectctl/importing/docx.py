"""The bytes of a DOCX in; its paragraphs and tables out, with what each word looks like and what controls hold it.

The one walk over a DOCX. Libraries leave out what decides: content controls, whether a control still shows its prompt,
tracked changes, boxes that are drawn. Nothing is judged here: hidden, struck and deleted words come out, marked so.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import ReflectError
from .docx_controls import Controls
from .docx_drawings import chosen, drawn, written
from .docx_looks import PLAIN, Looks, ground, is_on, shade
from .docx_values import (
    CHECK_BOX,
    DELETED,
    DROP_DOWN,
    INSERTED,
    RESET,
    TICKED,
    UNTICKED,
    Apart,
    Cell,
    Change,
    Control,
    Document,
    Paragraph,
    Row,
    Run,
    Shape,
    Table,
    flat,
)
from .packed_xml import Element, Packed, number, whole
from .tones import WHITE, Tone


def is_docx(raw: bytes) -> bool:
    """Whether a file is a packed one with a word processor's document in it."""
    return raw.startswith(b"PK\x03\x04") and (b"wordprocessingml" in raw or b"word/" in raw)


def document(name: str, raw: bytes) -> Document:
    """What a DOCX holds; `name` is for messages. Refuses what is no DOCX, with what to do instead."""
    _refuse_others(name, raw)
    packed = Packed(name, raw)
    if "mimetype" in packed.names:
        raise ReflectError(
            f"{name} is of the OpenDocument kind, whose forms show no answer that could be relied on.",
            "Save it as DOCX, look at the answers there, and name that file.",
        )
    main = next(iter(packed.related("").get("officeDocument", [])), "word/document.xml")
    tree = packed.tree(main)
    body = None if tree is None or tree.tag != "w:document" else tree.find("w:body")
    if body is None:
        raise ReflectError(f"{name} holds no word processor's document.", "Name a DOCX.")
    walk = _Walk(packed, main, None if tree is not None and _has_grounds(tree) else WHITE)
    blocks = tuple(walk.blocks(body, ""))
    if walk.is_open:
        raise packed.damaged()
    related = packed.related(main)
    trees = [packed.tree(part) for kind in ("header", "footer") for part in dict.fromkeys(related.get(kind, ()))]
    margins = tuple(each for tree in trees if tree is not None for each in walk.blocks(tree, _MARGIN))
    changes, apart = tuple(dict.fromkeys(walk.changes)), tuple(dict.fromkeys(walk.apart))
    return Document(blocks, changes, apart, margins)


def _has_grounds(tree: Element) -> bool:
    """Whether words may stand on something else than paper: a colour of the page, or what is drawn behind them."""
    behind = (each for each in tree.iter("wp:anchor") if each.get("behindDoc", "0").lower() in ("1", "true"))
    return tree.find("w:background") is not None or any(behind)


_MARGIN = "the head or foot of a page"
"""Where something is that stands there."""


def _refuse_others(name: str, raw: bytes) -> None:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReflectError(
            f"{name} is a file of an older kind, or is protected with a password.",
            "Open it, save it as DOCX without a password, and name that file.",
        )
    if not raw.startswith(b"PK\x03\x04"):
        raise ReflectError(f"{name} is no DOCX.", "Save it as DOCX in the program that made it, and name that file.")


_INSERTING = {"w:ins": INSERTED, "w:moveTo": INSERTED}
_DELETING = {"w:del": DELETED, "w:moveFrom": DELETED}
_TRACKING = {**_INSERTING, **_DELETING}
_MARKS = {
    "w:cellIns": INSERTED,
    "w:cellDel": DELETED,
    **{f"w:{each}Change": RESET for each in ("rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr", "tblGrid", "numbering")},
    "w:cellMerge": RESET,
    "w:tblPrExChange": RESET,
}
_APART = {
    "w:commentReference": "a comment",
    "w:footnoteReference": "a footnote",
    "w:endnoteReference": "an endnote",
    "w:altChunk": "an embedded document",
    "w:subDoc": "a document that is linked",
}
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}
UNKNOWN = "\ufffd"
"""A sign of a font of pictures that is none of those known."""

_DINGS_2 = {0x50: "✓", 0x52: "☑", 0x4F: "✗", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0x56: "☒", 0xA3: "☐", 0x2A: "☐"}
_DINGS_1 = {0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0x78: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐",
            0x6C: "●", 0xA1: "○", 0xA4: "◉", 0xB7: "•", 0xA7: "▪"}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The sign that a font of pictures draws for a code; a question mark in a box where it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return UNKNOWN
    at = int(code, 16)
    at -= 0xF000 if 0xF000 <= at <= 0xF0FF else 0
    if "ding" in font.casefold():
        return (_DINGS_2 if font.rstrip().endswith("2") else _DINGS_1).get(at, UNKNOWN)
    if font.casefold() == "symbol":
        return "•" if at == 0xB7 else UNKNOWN
    return chr(at) if 0x20 <= at < 0xD800 else UNKNOWN


def _drawn(font: str, said: str) -> str:
    """Words as they look in a font: one of pictures draws signs for letters."""
    return "".join(symbol(font, f"{ord(sign):X}") for sign in said) if "ding" in font.casefold() else said


class _Field:
    """A field that has begun: before its separator stands what is worked out, behind it what is shown."""

    def __init__(self, control: Control | None) -> None:
        self.control = control
        self.is_code = True


class _Walk:
    """Goes through a document once."""

    def __init__(self, packed: Packed, main: str, paper: Tone | None) -> None:
        related = packed.related(main)
        styles = packed.tree(next(iter(related.get("styles", [])), ""))
        self._looks = Looks(styles)
        self._controls = Controls(packed, related.get("customXml", []))
        self.changes: list[Change] = []
        self.apart: list[Apart] = []
        self._paragraph = self._table = 0
        self._fields: list[_Field] = []
        self._behind = paper
        """The colour behind what is read; None where it is not known."""

    @property
    def is_open(self) -> bool:
        """Whether a field never came to what it shows: then words behind it may be taken for what is worked out."""
        return any(each.is_code for each in self._fields)

    def blocks(
        self, parent: Element, where: str, tracked: str = "", controls: tuple[Control, ...] = ()
    ) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables below an element; `where` is empty outside of tables."""
        for each in parent:
            if each.tag == "w:p":
                yield self._paragraph_of(each, where, tracked, controls)
            elif each.tag == "w:tbl":
                yield self._table_of(each, tracked, controls)
            elif each.tag == "w:sdt":
                yield from self._within(each, where, tracked, controls)
            elif each.tag in _TRACKING:
                self._changed(each.tag, where)
                yield from self.blocks(each, where, _TRACKING[each.tag], controls)
            elif each.tag in ("w:customXml", "w:smartTag", "mc:AlternateContent", "mc:Choice", "w:ins"):
                yield from self.blocks(chosen(each), where, tracked, controls)
            else:
                self._beside(each, where)

    def _within(
        self, each: Element, where: str, tracked: str, controls: tuple[Control, ...]
    ) -> Iterator[Paragraph | Table]:
        content = each.find("w:sdtContent")
        if content is not None:
            yield from self.blocks(content, where, tracked, (*controls, self._controls.control(each)))

    def _here(self, where: str) -> str:
        return where or f"paragraph {self._paragraph + 1}"

    def _changed(self, tag: str, where: str) -> None:
        self.changes.append(Change(self._here(where), _TRACKING.get(tag) or _MARKS[tag]))

    def _beside(self, each: Element, where: str) -> None:
        if each.tag in _APART:
            self.apart.append(Apart(self._here(where), _APART[each.tag]))

    # Tables

    def _table_of(self, table: Element, tracked: str, controls: tuple[Control, ...]) -> Table:
        self._table += 1
        here = f"table {self._table}"
        at, rows = self._table, list[Row]()
        for row, around, how in self._listed(table, "w:tr", controls, tracked, here):
            where = f"{here}, row {len(rows) + 1}"
            rows.append(self._row_of(row, where, how, around, (table.find("w:tblPr"), len(rows))))
        self._look_for_changes(table.find("w:tblPr"), here)
        return Table(tuple(rows), at)

    def _row_of(
        self, row: Element, where: str, tracked: str, controls: tuple[Control, ...], of: tuple[Element | None, int]
    ) -> Row:
        properties = row.find("w:trPr")
        self._look_for_changes(properties, where)
        column = number(properties, "w:gridBefore")
        cells = []
        for cell, around, how in self._listed(row, "w:tc", controls, tracked, where):
            paper, (table, at) = self._behind, of
            self._behind = self._ground_of(cell, self._looks.cell(table, at, column, paper))
            told = self._cell_of(cell, where, how, around, column)
            self._behind = paper
            cells.append(told)
            column += told.span
        return Row(tuple(cells), where, properties is not None and is_on(properties.find("w:hidden")))

    def _ground_of(self, cell: Element, behind: Tone | None) -> Tone | None:
        properties = cell.find("w:tcPr")
        shading = None if properties is None else properties.find("w:shd")
        return ground(shading) if shade(shading) or ground(shading) else behind

    def _cell_of(self, cell: Element, where: str, tracked: str, controls: tuple[Control, ...], column: int) -> Cell:
        properties = cell.find("w:tcPr")
        self._look_for_changes(properties, where)
        blocks = tuple(self.blocks(cell, where, tracked, controls))
        if properties is None:
            return Cell(blocks, column)
        merge = next((each for each in map(properties.find, ("w:vMerge", "w:hMerge")) if each is not None), None)
        width = properties.find("w:tcW")
        wide = width is not None and width.get("w:type", "dxa") == "dxa"
        return Cell(
            blocks,
            column,
            max(1, min(number(properties, "w:gridSpan"), 1_000)),
            merge is not None and merge.get("w:val", "continue") != "restart",
            shade(properties.find("w:shd")),
            _lines(properties.find("w:tcBorders")),
            whole(width.get("w:w", "")) * 5 if wide and width is not None else 0,
        )

    def _listed(
        self, parent: Element, wanted: str, controls: tuple[Control, ...], tracked: str, where: str
    ) -> Iterator[tuple[Element, tuple[Control, ...], str]]:
        """The rows of a table, or the cells of a row, also where a control or a change is around them."""
        for each in parent:
            if each.tag == wanted:
                yield each, controls, tracked
            elif each.tag == "w:sdt" and (content := each.find("w:sdtContent")) is not None:
                yield from self._listed(content, wanted, (*controls, self._controls.control(each)), tracked, where)
            elif each.tag in _TRACKING:
                self._changed(each.tag, where)
                yield from self._listed(each, wanted, controls, _TRACKING[each.tag], where)
            elif each.tag in ("w:customXml", "mc:AlternateContent"):
                yield from self._listed(chosen(each), wanted, controls, tracked, where)

    def _look_for_changes(self, properties: Element | None, where: str) -> None:
        for each in () if properties is None else properties:
            if each.tag in _MARKS or each.tag in _TRACKING:
                self._changed(each.tag, where)
            elif each.tag == "w:rPr":
                self._look_for_changes(each, where)

    # Paragraphs

    def _paragraph_of(self, each: Element, where: str, tracked: str, controls: tuple[Control, ...]) -> Paragraph:
        here = self._here(where)
        properties = each.find("w:pPr")
        self._look_for_changes(properties, here)
        self._paragraph += 1
        at = self._paragraph
        style, depth = self._looks.paragraph(properties)
        told = _Told(here, style)
        self._runs(each, told, tracked, controls)
        return Paragraph(tuple(_joined(told.runs)), here, at, depth, tuple(told.shapes))

    def _runs(self, parent: Element, told: "_Told", tracked: str, controls: tuple[Control, ...]) -> None:
        for each in parent:
            if each.tag == "w:r":
                self._run(each, told, tracked, controls)
            elif each.tag == "w:sdt":
                content = each.find("w:sdtContent")
                control = self._controls.control(each)
                if content is not None:
                    self._runs(content, told, tracked, (*controls, control))
            elif each.tag in _TRACKING:
                self.changes.append(Change(told.where, _TRACKING[each.tag]))
                self._runs(each, told, _TRACKING[each.tag], controls)
            elif each.tag in ("m:oMath", "m:oMathPara"):
                said = "".join(part.text or "" for part in each.iter("m:t"))
                told.runs.append(Run(said, PLAIN, tracked, controls))
            elif each.tag == "w:ruby":
                self._runs(_base(each), told, tracked, controls)
            elif each.tag == "w:p":
                # Nothing that is written so is read by any program; its words would be lost.
                self._runs(each, told, tracked, controls)
            elif each.tag not in ("w:pPr", "w:sdtPr", "w:smartTagPr", "w:customXmlPr", "w:fldData"):
                self._beside_run(each, told)
                self._runs(chosen(each), told, tracked, controls)

    def _beside_run(self, each: Element, told: "_Told") -> None:
        if each.tag in _APART:
            self.apart.append(Apart(told.where, _APART[each.tag]))

    def _run(self, run: Element, told: "_Told", tracked: str, controls: tuple[Control, ...]) -> None:
        properties = run.find("w:rPr")
        self._look_for_changes(properties, told.where)
        look = self._looks.run(properties, told.style, self._behind)
        fields = tuple(each.control for each in self._fields if each.control)
        for each in _alternatives(run):
            said: str | None = None
            if each.tag in ("w:t", "w:delText"):
                said = _drawn(look.font, each.text or "")
            elif each.tag in _SIGNS:
                said = _SIGNS[each.tag]
            elif each.tag == "w:sym":
                said = symbol(each.get("w:font", ""), each.get("w:char", ""))
            elif each.tag == "w:fldChar":
                said = self._field(each)
                fields = tuple(each.control for each in self._fields if each.control)
                if said:
                    told.runs.append(Run(said, look, tracked, (*controls, *fields)))
                continue
            elif each.tag in ("w:drawing", "w:pict", "w:object"):
                told.shapes.extend(self._shapes(each, told.where, tracked))
            elif each.tag == "w:ruby":
                self._runs(_base(each), told, tracked, controls)
            else:
                self._beside_run(each, told)
            if said and not self.is_open:
                told.runs.append(Run(said, look, DELETED if each.tag == "w:delText" else tracked, (*controls, *fields)))

    def _field(self, mark: Element) -> str:
        """Begins, parts or ends a field; the words that a form field shows and the file does not write."""
        kind = mark.get("w:fldCharType", "")
        if kind == "begin":
            data = mark.find("w:ffData")
            self._fields.append(_Field(None if data is None else self._controls.form_field(data)))
            control = self._fields[-1].control
            if control and control.kind == CHECK_BOX:
                return TICKED if control.checked else UNTICKED
            if control and control.kind == DROP_DOWN:
                return control.value
        elif self._fields and kind == "separate":
            self._fields[-1].is_code = False
        elif self._fields and kind == "end":
            self._fields.pop()
        return ""

    def _shapes(self, drawing: Element, where: str, tracked: str) -> Iterator[Shape]:
        behind, self._behind = self._behind, None
        for each in drawn(drawing):
            told = [self.blocks(box, where, tracked) for box in written(each.within)]
            said = tuple(paragraph for blocks in told for paragraph in flat(tuple(blocks)))
            yield Shape(*each[:-1], said)
        self._behind = behind


class _Told:
    """What a paragraph says, as far as it has been read."""

    def __init__(self, where: str, style: Mapping[str, Any]) -> None:
        self.where, self.style = where, style
        self.runs: list[Run] = []
        self.shapes: list[Shape] = []


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Runs that differ in nothing but that a program wrote them one by one are one."""
    held: Run | None = None
    for run in runs:
        if held is not None and held._replace(text="") == run._replace(text=""):
            held = held._replace(text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _base(ruby: Element) -> Element:
    """The words below which others are set small, to say how they sound."""
    found = ruby.find("w:rubyBase")
    return Element("w:none") if found is None else found


def _alternatives(run: Element) -> Iterator[Element]:
    for each in run:
        if each.tag == "mc:AlternateContent":
            yield from _alternatives(chosen(each))
        else:
            yield each


def _lines(borders: Element | None) -> str:
    """Lines round a cell, as words that are the same where the lines are."""
    if borders is None:
        return ""
    told = [(x.tag[2:], x.get("w:val", ""), x.get("w:sz", ""), x.get("w:color", "")) for x in borders]
    return " ".join(":".join(each) for each in sorted(told) if each[1] not in ("nil", "none", ""))
