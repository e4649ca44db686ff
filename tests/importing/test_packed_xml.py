"""What a packed file may hold is one thing for whoever reads one: documents, worksheets, exports of forms, privacy."""

import warnings
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from reflectctl.app.worksheet import opened
from reflectctl.errors import ReflectError
from reflectctl.importing import packed_xml
from reflectctl.importing.docx import document
from reflectctl.importing.packed_xml import Packed
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


def zipped(*parts: tuple[str, bytes], how: int = ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with warnings.catch_warnings(), ZipFile(made, "w", how) as archive:
        warnings.simplefilter("ignore")
        for name, raw in parts:
            archive.writestr(name, raw)
    return made.getvalue()


def damaged(at: int, by: bytes) -> bytes:
    """A packed file with some bytes of its list changed, from its end."""
    raw = bytearray(zipped(("a.xml", b"<a/>")))
    raw[len(raw) + at : len(raw) + at + len(by)] = by
    return bytes(raw)


@pytest.mark.safety(19)
@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is damaged"),
        (b"PK", "is damaged"),
        (zipped(("a.xml", b"<a/>"))[:-9], "is damaged"),
        # Where the list begins, how long it is, which version it needs.
        (damaged(-6, b"\xff\xff\xff\x7f"), "is damaged"),
        (damaged(-10, b"\xff\xff\xff\x7f"), "is damaged"),
        (damaged(-22 - 51 + 6, b"\xff\xff"), "is damaged"),
        (zipped(("a.xml", b"<a/>"), ("a.xml", b"<b/>")), "holds the same part twice"),
        (zipped(*((f"{n}", b"") for n in range(5_001)), how=ZIP_STORED), "holds more than 5,000 parts"),
    ],
)
def test_a_packed_file_is_looked_at_before_its_parts(raw: bytes, said: str) -> None:
    with pytest.raises(ReflectError, match=said):
        Packed("a.docx", raw).tree("a.xml")


@pytest.mark.safety(19)
@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<a>" * 251 + b"</a>" * 251, "nests it deeper"),
        (b"<a>" + b"<b/>" * 400_000 + b"</a>", "holds more than"),
        (b"<a>" + b" " * 30_000_000 + b"</a>", "holds far more"),
        (b"<a>", "is damaged"),
        (b'<?xml version="1.0" encoding="nothing"?><a/>', "is damaged"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "is damaged"),
        (b"<a>\xff</a>", "is damaged"),
    ],
    ids=["deep", "full", "long", "open", "no encoding", "another encoding", "no text"],
)
def test_a_part_is_read_as_far_as_documents_go(raw: bytes, said: str) -> None:
    with pytest.raises(ReflectError, match=said):
        Packed("a.docx", zipped(("a.xml", raw))).tree("a.xml")


def test_what_documents_have_is_read() -> None:
    full = b"<a>" + b"<b/>" * 399_999 + b"</a>"
    found = Packed("a.docx", zipped(("a.xml", full), ("b.xml", b"<a>" * 250 + b"</a>" * 250)))
    assert len(found.tree("a.xml") or ()) == 399_999
    assert found.tree("b.xml") is not None
    assert found.tree("c.xml") is None
    assert found.read("c.xml") == b""


@pytest.mark.safety(19)
def test_parts_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_xml, "_MOST_IN_ALL", 25)
    found = Packed("a.docx", zipped(*((f"{n}", bytes(10)) for n in range(3))))
    assert found.read("0") == found.read("1") == bytes(10)
    with pytest.raises(ReflectError, match="holds far more"):
        found.read("2")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="1"/>', ("w:p", "w:val")),
        ('<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main" x:val="1"/>', ("w:p", "w:val")),
        ('<x:p xmlns:x="urn:other" x:val="1"/>', ("?:p", "?:val")),
        ('<p val="1"/>', ("p", "val")),
    ],
)
def test_names_are_short_whichever_vocabulary_they_are_of(written: str, expected: tuple[str, str]) -> None:
    found = Packed("a.docx", zipped(("a.xml", written.encode()))).tree("a.xml")
    assert found is not None
    assert (found.tag, *found.attrib) == expected
