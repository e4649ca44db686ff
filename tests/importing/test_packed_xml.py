"""What a packed file may hold is one thing for whoever reads one: documents, worksheets, exports of forms, privacy."""

from collections.abc import Callable

import pytest

from reflectctl.app.worksheet import opened
from reflectctl.errors import ReflectError
from reflectctl.importing.docx import document
from reflectctl.importing.plain import parts
from reflectctl.importing.responses.workbooks import sheet
from reflectctl.render.docx_package import packed

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = '<!DOCTYPE x [<!ENTITY a "NHS number 943 476 5919">]>'
READERS: dict[str, Callable[[bytes], object]] = {
    "worksheet read": lambda raw: opened("a.xlsx", raw),
    "views read": lambda raw: sheet("a.xlsx", raw),
    "privacy": lambda raw: [*(parts("a.xlsx", raw) or ())],
    "content import": lambda raw: document("a.docx", raw),
}


def rows(*cells: str, declared: str = "", encoding: str = "utf-8") -> bytes:
    made = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{each}</t></is></c></row>' for at, each in enumerate(cells, 1)
    )
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return f'{head}{declared}<worksheet xmlns="{MAIN}"><sheetData>{made}</sheetData></worksheet>'.encode(encoding)


def workbook(raw: bytes, main: str = "xl/workbook.xml", **more: bytes) -> bytes:
    related = f'<Relationships xmlns="{OF.replace("officeDocument", "package")}">{{}}</Relationships>'
    one = '<Relationship Id="r1" Type="' + OF + '/{}" Target="{}"/>'
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OF}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    return packed(
        {
            "_rels/.rels": related.format(one.format("officeDocument", main)).encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": related.format(one.format("worksheet", "worksheets/sheet1.xml")).encode(),
            SHEET: raw,
            "word/document.xml": raw,
            **{f"xl/{name}.xml": each for name, each in more.items()},
        }
    )


@pytest.mark.safety(2)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("reader", READERS)
def test_a_document_type_is_refused_in_any_encoding(reader: str, encoding: str) -> None:
    main = "word/document.xml" if reader == "content import" else "xl/workbook.xml"
    raw = workbook(rows("Which agency?", "&a;", declared=DECLARED, encoding=encoding), main)
    with pytest.raises(ReflectError, match="declares a document type"):
        READERS[reader](raw)


@pytest.mark.safety(17)
def test_what_many_parts_hold_is_too_much_together() -> None:
    blank = b"<a>" + b" " * 25_000_000 + b"</a>"
    raw = workbook(rows("Which agency?"), one=blank, two=blank, three=blank)
    assert len(raw) > 75_000_000
    with pytest.raises(ReflectError, match="holds far more"):
        READERS["privacy"](workbook(rows("Which agency?"), workbook=blank, workbook2=blank, workbook3=blank))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_privacy_looks_into_a_sheet_in_any_encoding(encoding: str) -> None:
    raw = workbook(rows("Head", "943 476 5919", encoding=encoding))
    try:
        told = [part.text for part in parts("a.xlsx", raw) or ()]
    except ReflectError:
        assert encoding == "utf-16-le", "what has no mark and cannot be read is refused, and so it is named"
        return
    assert any("943 476 5919" in each for each in told)


def test_a_part_without_a_mark_of_its_encoding_is_looked_into_as_a_reader_of_xml_does() -> None:
    raw = workbook(rows("Head"), comments1="<a b='943 476 5919'/>".encode("utf-16-le"))
    assert any("943 476 5919" in part.text for part in parts("a.xlsx", raw) or ())
