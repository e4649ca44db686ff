"""Whatever a DOCX holds comes out of the walk over it: words, looks, controls, changes, boxes."""

import pytest

from reflectctl.errors import ReflectError
from reflectctl.importing.docx import document
from reflectctl.importing.docx_values import CHECK_BOX, DATE, DROP_DOWN, Document, Look, Run, Table

from ..word import cell, check_box, docx, form_field, oval, packed, paragraph, run, table


def read(body: str, styles: str = "", parts: dict[str, str | bytes] | None = None) -> Document:
    return document("sheet.docx", docx(body, styles, parts))


def look(body: str, styles: str = "") -> Look:
    [first, *_] = read(body, styles).paragraphs
    return first.runs[0].look


def test_words_are_read_with_their_breaks_and_where_they_stand() -> None:
    told = read(
        paragraph("One", run(" and\nmore"))
        + table(["a", cell("b", table(["inner"]))], [cell("wide", about='<w:gridSpan w:val="2"/>')])
        + paragraph("last")
    )
    assert [(each.text, each.where) for each in told.paragraphs] == [
        ("One and\nmore", "paragraph 1"),
        ("a", "table 1, row 1"),
        ("b", "table 1, row 1"),
        ("inner", "table 2, row 1"),
        ("wide", "table 1, row 2"),
        ("last", "paragraph 6"),
    ]
    first, _ = told.tables
    assert [(each.column, each.span) for row in first.rows for each in row.cells] == [(0, 1), (1, 1), (0, 2)]


@pytest.mark.parametrize(
    ("set_so", "expected"),
    [
        ("<w:b/>", Look(bold=True)),
        ('<w:b w:val="0"/>', Look()),
        ("<w:strike/>", Look(struck=True)),
        ("<w:dstrike/>", Look(struck=True)),
        ("<w:vanish/>", Look(hidden=True)),
        ('<w:highlight w:val="yellow"/>', Look(shade="yellow")),
        ('<w:shd w:val="clear" w:fill="ff0000"/>', Look(shade="FF0000")),
        ('<w:shd w:val="clear" w:fill="auto"/>', Look()),
        ('<w:u w:val="single"/>', Look(underlined=True)),
        ('<w:color w:val="FF0000"/>', Look(colour="FF0000")),
        ('<w:color w:val="000000"/>', Look()),
        ('<w:bdr w:val="single"/>', Look(border="single")),
    ],
)
def test_what_words_look_like_is_known(set_so: str, expected: Look) -> None:
    assert look(paragraph(run("x", set_so))) == expected


CLEAR = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
INK = '<w:color w:val="{}"/>'
TABLE = (
    '<w:style w:type="table" w:styleId="T"><w:tcPr>{}</w:tcPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr>{}</w:tcPr></w:tblStylePr></w:style>'
)
PALE = '<w:style w:type="paragraph" w:styleId="Pale"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("words", "around", "styles", "hidden"),
    [
        (INK.format("FFFFFF"), "", "", True),
        (INK.format("fdfdfe"), "", "", True),
        ('<w:color w:val="FFFFFF" w:themeColor="background1"/>', "", "", True),
        ('<w:color w:val="404040" w:themeColor="background1" w:themeShade="40"/>', "", "", False),
        (INK.format("808080"), "", "", False),
        (INK.format("auto"), CLEAR.format("000000"), "", False),
        (INK.format("FFFFFF"), CLEAR.format("1F3864"), "", False),
        (INK.format("1f3864"), CLEAR.format("1F3864"), "", True),
        (INK.format("FFFF00") + '<w:highlight w:val="yellow"/>', "", "", True),
        (INK.format("FFFFFF") + '<w:highlight w:val="black"/>', "", "", False),
        (INK.format("FFFFFF") + '<w:highlight w:val="white"/>', CLEAR.format("1F3864"), "", True),
        (INK.format("FFFFFF") + CLEAR.format("1F3864"), "", "", False),
        (INK.format("FFFFFF") + '<w:shd w:val="solid" w:color="1F3864" w:fill="FFFFFF"/>', "", "", False),
        (INK.format("FFFFFF") + '<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', "", "", False),
        ('<w:rStyle w:val="Pale"/>', "", PALE.replace("paragraph", "character"), True),
        (INK.format("FFFFFF"), "", TABLE.format(CLEAR.format("1F3864"), ""), False),
        (INK.format("FFFFFF"), "", TABLE.format("", CLEAR.format("1F3864")), False),
        (INK.format("FFFFFF"), CLEAR.format("FFFFFF"), TABLE.format(CLEAR.format("1F3864"), ""), True),
        ('<w:sz w:val="2"/>', "", "", True),
        ('<w:sz w:val="12"/>', "", "", False),
    ],
)  # fmt: skip
def test_words_in_the_colour_that_is_behind_them_are_hidden(words: str, around: str, styles: str, hidden: bool) -> None:
    made = table([cell(paragraph(run("x", words)), about=around)])
    if "table" in styles:
        made = made.replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')
    assert look(made, styles).hidden is hidden


def test_the_head_of_a_table_may_be_white_and_what_is_white_below_it_is_hidden() -> None:
    white = paragraph(run("x", INK.format("FFFFFF")))
    made = table([cell(white)], [cell(white)]).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')
    told = read(made, TABLE.format("", CLEAR.format("1F3864")))
    assert [each.runs[0].look.hidden for each in told.paragraphs] == [False, True]


def test_white_words_over_what_is_drawn_behind_the_text_are_seen() -> None:
    white = paragraph(run("x", INK.format("FFFFFF")))
    for behind, hidden in (("0", True), ("1", False)):
        shape = oval(0, 100).replace("<wp:anchor ", f'<wp:anchor behindDoc="{behind}" ')
        assert look(white + paragraph(shape)).hidden is hidden
    cover = paragraph(oval(0, 9).replace("<wp:anchor ", '<wp:anchor behindDoc="1" '))
    filled = table([cell(white, about=CLEAR.format("FFFFFF"))])
    assert look(filled + cover).hidden


def test_a_paragraph_whose_style_is_white_is_hidden() -> None:
    assert look(paragraph(run("x"), about='<w:pStyle w:val="Pale"/>'), PALE).hidden
    assert not look(paragraph(run("x"), about='<w:pStyle w:val="Pale"/>' + CLEAR.format("000000")), PALE).hidden


def test_looks_come_from_styles_too_and_two_that_say_bold_say_nothing() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'
        '<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="G"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="G"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="R"><w:basedOn w:val="R"/><w:rPr><w:strike/></w:rPr></w:style>'
    )
    heading, strong = '<w:pStyle w:val="H"/>', '<w:rStyle w:val="S"/>'
    assert look(paragraph("x", about=heading), styles).bold
    assert look(paragraph(run("x", strong)), styles).bold
    assert not look(paragraph(run("x", strong), about=heading), styles).bold
    assert look(paragraph(run("x", strong + "<w:b/>"), about=heading), styles).bold
    assert look(paragraph(run("x", '<w:rStyle w:val="R"/>')), styles).struck


@pytest.mark.parametrize(
    ("made", "sign"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        (run("ü", '<w:rFonts w:ascii="Wingdings"/>'), "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F041"/></w:r>', "\ufffd"),
        ('<w:r><w:sym w:font="Wingdings" w:char="-1"/></w:r>', "\ufffd"),
    ],
)
def test_signs_of_fonts_of_pictures_are_the_signs_that_they_draw(made: str, sign: str) -> None:
    assert read(paragraph(made)).paragraphs[0].text == sign


def test_controls_say_what_they_hold_and_what_the_file_says_beside_it() -> None:
    choices = "".join(f'<w:listItem w:value="{each}" w:displayText="{each.title()}"/>' for each in ("agree", "neither"))
    told = read(
        paragraph(check_box(True), check_box(False), check_box(False, "☒"))
        + paragraph(
            f'<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList w:lastValue="neither">{choices}'
            f"</w:dropDownList></w:sdtPr><w:sdtContent>{run('Agree')}</w:sdtContent></w:sdt>",
            f'<w:sdt><w:sdtPr><w:date w:fullDate="2026-03-12T00:00:00Z"/></w:sdtPr><w:sdtContent>{run("13 March")}'
            "</w:sdtContent></w:sdt>",
        )
        + "<w:sdt><w:sdtPr/>"
        + f"<w:sdtContent>{paragraph('in a block')}</w:sdtContent></w:sdt>"
    )
    boxes, chosen, block = told.paragraphs
    assert [(each.kind, each.checked) for each in boxes.controls] == [
        (CHECK_BOX, True),
        (CHECK_BOX, False),
        (CHECK_BOX, False),
    ]
    assert boxes.text == "☒☐☒"
    listed, day = chosen.controls
    assert (listed.kind, listed.value, listed.prompt) == (DROP_DOWN, "Neither", True)
    assert (day.kind, day.value) == (DATE, "2026-03-12")
    assert [each.number for each in block.controls] == [6]


def test_what_a_control_is_bound_to_is_told_beside_what_it_shows() -> None:
    store = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}"><Relationship Type="x/customXml" '
        'Target="../customXml/item1.xml"/></Relationships>',
        "customXml/item1.xml": '<n:all xmlns:n="urn:x"><n:one>first</n:one><n:one>second</n:one></n:all>',
        "customXml/itemProps1.xml": f'<d:datastoreItem xmlns:d="{store}" d:itemID="{{AB}}"/>',
        "customXml/_rels/item1.xml.rels": f'<Relationships xmlns="{package}"><Relationship Type="x/customXmlProps" '
        'Target="itemProps1.xml"/></Relationships>',
    }
    binding = '<w:dataBinding w:xpath="/n:all[1]/n:one[2]" w:storeItemID="{ab}"/>'
    told = read(
        paragraph(f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{run('other')}</w:sdtContent></w:sdt>"),
        parts=parts,
    )
    assert told.paragraphs[0].controls[0].bound == "second"


def test_form_fields_of_the_older_kind_show_what_they_hold() -> None:
    ticked = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    empty = '<w:checkBox><w:default w:val="0"/></w:checkBox>'
    listed = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="one"/><w:listEntry w:val="two"/></w:ddList>'
    told = read(
        paragraph(form_field(ticked), form_field(empty), form_field(listed), form_field("<w:textInput/>", run("typed")))
    )
    assert told.paragraphs[0].text == "☒☐twotyped"
    assert [each.checked for each in told.paragraphs[0].controls] == [True, False, None, None]


def test_tracked_changes_are_listed_and_their_words_are_marked() -> None:
    told = read(
        paragraph("kept ", f"<w:ins>{run('new ')}</w:ins>", "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>")
        + table([cell(paragraph(run("x", "<w:b/><w:rPrChange/>")))])
    )
    assert [(each.where, each.kind) for each in told.changes] == [
        ("paragraph 1", "inserted"),
        ("paragraph 1", "deleted"),
        ("table 1, row 1", "set otherwise"),
    ]
    assert [(each.text, each.tracked) for each in told.paragraphs[0].runs] == [
        ("kept ", ""), ("new ", "inserted"), ("old", "deleted"),
    ]  # fmt: skip
    assert (told.paragraphs[0].text, told.paragraphs[0].unseen) == ("kept new ", "old")


def test_what_is_drawn_is_told_once_with_its_place_and_its_words() -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="127000" cy="1"/>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph('in a box')}</w:txbxContent></wps:txbx></wps:wsp></wp:inline>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph('in a box')}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    [first] = [each for each in read(paragraph("x", box, oval(10, 60))).blocks if not isinstance(each, Table)]
    words, ring = first.shapes
    assert [each.text for each in words.paragraphs] == ["in a box"]
    assert (ring.kind, ring.x, ring.y, ring.width) == ("ellipse", 1000, 0, 6000)


@pytest.mark.parametrize("number", ["é", "-1", "", "99999999999", "²"])
def test_numbers_that_are_none_are_as_if_they_were_not_there(number: str) -> None:
    about = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{number}"/>'
    [told] = read(paragraph("x", about=about)).paragraphs
    assert (told.text, told.depth) == ("x", 1)


def test_what_stands_beside_the_text_is_told() -> None:
    told = read(paragraph("x", '<w:r><w:commentReference w:id="0"/></w:r>') + '<w:altChunk r:id="r9"/>')
    assert [(each.where, each.kind) for each in told.apart] == [
        ("paragraph 1", "a comment"),
        ("paragraph 2", "an embedded document"),
    ]


def test_the_document_may_be_called_otherwise_and_be_of_the_strict_kind() -> None:
    raw = packed(
        {
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
            'Target="/word/document2.xml"/></Relationships>',
            "word/document2.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p>'
            "<w:r><w:t>strict</w:t></w:r></w:p></w:body></w:document>",
        }
    )
    assert document("x.docx", raw).paragraphs[0].runs == (Run("strict"),)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xd0\xcf\x11\xe0old", "of an older kind"),
        (b"plain words", "no DOCX"),
        (b"PK\x03\x04cut", "damaged"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (packed({"a.txt": "x"}), "no word processor's document"),
        (packed({"word/document.xml": "<w:document"}), "damaged"),
        (docx("", parts={"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'aa'>]><x>&a;</x>"}), "document type"),
        (
            docx(
                "",
                parts={"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'aa'>]><x>&a;</x>".encode("utf-16")},
            ),
            "document type",
        ),
        (docx("<w:p>" * 400 + "</w:p>" * 400), "nests it deeper"),
        (docx("<w:p/>" * 400_001), "holds more"),
        (docx(paragraph("a") + " " * 31_000_000), "far more"),
        (docx(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "swallowed")), "damaged"),
    ],
    ids=range(12),
)
def test_what_cannot_be_read_is_refused_in_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(ReflectError) as problem:
        document("sheet.docx", raw)
    assert said in problem.value.message
    assert problem.value.hint
