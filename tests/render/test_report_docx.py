"""The report as a document for word processors: sound, the same each time, and saying what the page says."""

import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import lxml.etree
import lxml.html
import pytest
from openxml_audit import OpenXmlValidator

from reflectctl.cli import console
from reflectctl.errors import ReflectError
from reflectctl.render import docx_package, report_docx, report_html
from tests.conftest import CLEAN, run
from tests.render.test_report_forms import words, words_of_html
from tests.render.test_report_markdown import ODD, composed, hostile
from tests.render.test_report_pages import HOSTILE
from tests.tools import OFFICE, PANDOC

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ASKED = ("full", "--since", "2025-10-28", "--section", "summary", "--section", "standing", "--section", "moved",
         "--section", "principles", "--section", "room", "--principle", "children-first")  # fmt: skip


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, built_demo: Path) -> Path:
    """A part of the example's report, as a document and as a page."""
    folder = tmp_path_factory.mktemp("documents")
    done = run("report", *ASKED, "-o", folder / "report.docx", "-o", f"html={folder / 'page.html'}", cwd=built_demo)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def opened(reports: Path) -> Path:
    """The document and the page, opened in LibreOffice and saved as its own."""
    assert OFFICE
    inside = (reports / "page.html").read_text("utf-8")
    for shown, drawn in pictures(inside).items():
        inside = inside.replace(shown, drawn.decode())
    (reports / "inside.html").write_text(inside, encoding="utf-8")
    done = subprocess.run(
        [OFFICE, f"-env:UserInstallation={(reports / 'profile').as_uri()}", "--headless", "--convert-to", "odt",
         "--outdir", reports / "opened", reports / "report.docx", reports / "page.html", reports / "inside.html"],
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert {each.name for each in (reports / "opened").iterdir()} == {"report.odt", "page.odt", "inside.odt"}, (
        done.stderr
    )
    return reports / "opened"


def parts(raw: bytes) -> Mapping[str, bytes]:
    found = docx_package.unpacked(raw)
    assert found is not None
    return found


def words_of_document(raw: bytes) -> list[str]:
    return words(" ".join(docx_package.words(dict(parts(raw)))))


def words_of_page(page: str) -> list[str]:
    """What a page says beneath its marking, which a document has above and below every page."""
    tree = lxml.html.document_fromstring(page)
    for each in tree.xpath("//p[@class='banner']"):
        each.drop_tree()
    return words_of_html(lxml.html.tostring(tree, encoding="unicode"))


def body(raw: bytes) -> Any:
    return lxml.etree.fromstring(parts(raw)["word/document.xml"])


def test_it_says_what_the_page_says_word_by_word(reports: Path) -> None:
    told = words_of_document((reports / "report.docx").read_bytes())
    page = words_of_page((reports / "page.html").read_text("utf-8").replace("format=html", "format=docx"))

    # The last word of each is its own fingerprint.
    assert told[:-1] == page[:-1]


@pytest.mark.parametrize("text", [*HOSTILE, ODD], ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_whatever_was_written_it_says_it_and_is_sound(text: str, tmp_path: Path) -> None:
    report = composed(hostile(text), hostile("x"))
    raw = report_docx.report(report)

    assert sound(raw, tmp_path) == []
    told, page = words_of_document(raw), words_of_page(report_html.report(report).replace("format=html", "format=docx"))
    assert told[:-1] == page[:-1]


def sound(raw: bytes, folder: Path) -> list[str]:
    """What a validator has against a document. It wants two parts that the standard leaves out where it likes."""
    path = folder / "looked-at.docx"
    path.write_bytes(raw)
    found = [each.description for each in OpenXmlValidator().validate(path).errors]
    return [each for each in found if not each.endswith(("/fontTable' is missing.", "/theme' is missing."))]


def test_it_is_a_sound_document(reports: Path, tmp_path: Path) -> None:
    assert sound((reports / "report.docx").read_bytes(), tmp_path) == []


def test_the_validator_finds_what_is_out_of_order(reports: Path, tmp_path: Path) -> None:
    held = dict(parts((reports / "report.docx").read_bytes()))
    held["word/document.xml"] = held["word/document.xml"].replace(b"<w:cantSplit/><w:tblHeader/>", b"<w:tblHead/>")

    assert sound(docx_package.packed(held), tmp_path)


def test_the_same_report_is_the_same_bytes_and_knows_no_clock(reports: Path, built_demo: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    assert run("report", *ASKED, "-o", again, cwd=built_demo).returncode == 0

    assert again.read_bytes() == (reports / "report.docx").read_bytes()
    with ZipFile(again) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_its_headings_are_those_of_the_page(reports: Path) -> None:
    document = docx.Document(str(reports / "report.docx"))
    found = [
        (int(str(each.style.name)[-1]), " ".join(each.text.split()))
        for each in document.paragraphs
        if each.style is not None and str(each.style.name).startswith("Heading")
    ]
    page = lxml.html.parse(reports / "page.html")
    wanted = [
        (int(each.tag[1]), " ".join(each.text_content().split()))
        for each in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    ]

    def plain(headings: list[tuple[int, str]]) -> list[tuple[int, str]]:
        return [(level, re.sub(r"\W", "", text)) for level, text in headings]

    assert plain(found) == plain(wanted)


def test_tables_have_a_head_and_pictures_words(reports: Path) -> None:
    tree = body((reports / "report.docx").read_bytes())
    tables = list(tree.iter(f"{W}tbl"))

    assert len(tables) > 3
    assert all(each.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for each in tables)
    told = [each.get("descr") for each in tree.iter() if each.tag.endswith("}docPr")]
    assert len(told) > 2
    assert all(told)


def test_the_marking_and_the_page_stand_on_every_page(reports: Path) -> None:
    (section,) = docx.Document(str(reports / "report.docx")).sections

    assert [each.text for each in section.header.paragraphs] == ["OFFICIAL: for members of the partnership"]
    assert section.footer.paragraphs[0].text == "OFFICIAL: for members of the partnership"
    fields = [each.get(f"{W}instr") for each in section.footer._element.iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_it_says_its_language_and_its_title(reports: Path) -> None:
    held = parts((reports / "report.docx").read_bytes())

    assert b'<w:lang w:val="en-GB"' in held["word/styles.xml"]
    properties = docx.Document(str(reports / "report.docx")).core_properties
    assert properties.language == "en-GB"
    assert properties.title.startswith("Wessbury Safeguarding Children Partnership: report")


def test_every_link_leads_somewhere(reports: Path) -> None:
    raw = (reports / "report.docx").read_bytes()
    tree = body(raw)
    places = [each.get(f"{W}name") for each in tree.iter(f"{W}bookmarkStart")]
    links = {each.get(f"{W}anchor") for each in tree.iter(f"{W}hyperlink")} - {None}

    assert len(places) == len(set(places))
    assert links
    assert links <= set(places)
    assert all(len(each) <= 40 for each in places)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/gŵr [1]", ""),
        ("https://example.org/gŵr[1]", "https://example.org/g%C5%B5r%5B1%5D"),
        ("https://[nowhere", ""),
        ("https://", ""),
        ("javascript:alert(1)", ""),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
    ],
)
def test_an_address_that_the_format_does_not_take_stays_words(address: str, leads: str) -> None:
    package = docx_package.Package()

    assert ("hyperlink" in package.link("<w:r/>", "", address)) is bool(leads)
    assert [*package._links] == ([leads] if leads else [])


# Verified.


def test_a_document_is_verified(reports: Path, built_demo: Path) -> None:
    done = run("report", "--verify", reports / "report.docx", cwd=built_demo)

    assert (done.returncode, done.stdout.count("is the report that these records give")) == (0, 1)


def test_a_document_that_was_saved_anew_still_has_its_words_verified(
    reports: Path, built_demo: Path, tmp_path: Path
) -> None:
    anew = saved(reports, tmp_path, "word/styles.xml", b"Arial", b"Georgia")

    done = run("report", "--verify", anew, cwd=built_demo)

    assert done.returncode == 1
    assert "Every word of it is as the records give it; it was saved anew" in done.stdout


def test_a_document_with_other_words_is_not_the_report(reports: Path, built_demo: Path, tmp_path: Path) -> None:
    done = run(
        "report", "--verify", saved(reports, tmp_path, "word/document.xml", b"Disagree", b"Agree"), cwd=built_demo
    )

    assert done.returncode == 1
    assert "was changed after it was made" in done.stdout
    assert re.search(r"Paragraph \d+ is the first that is not as the records give it", done.stdout)


@pytest.mark.parametrize("raw", [b"PK", b"PK\x03\x04" + b"\x00" * 60, b"%PDF-1.7\n"])
def test_what_cannot_be_verified_says_so(raw: bytes, built_demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(raw)

    done = run("report", "--verify", path, cwd=built_demo)

    assert (done.returncode, done.stderr) == (3, "")
    assert "cannot be verified" in done.stdout


def test_an_archive_without_end_is_not_unpacked() -> None:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"<w:p>" + b" " * (docx_package.MOST + 1))

    assert docx_package.unpacked(held.getvalue()) is None


def saved(reports: Path, folder: Path, part: str, was: bytes, now: bytes) -> Path:
    """The document as another program saves it: compressed, and with something changed in one part."""
    path = folder / "saved.docx"
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in parts((reports / "report.docx").read_bytes()).items():
            file.writestr(name, content.replace(was, now) if name == part else content)
    return path


def test_a_terminal_is_shown_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_shows", lambda stream: True)

    with pytest.raises(ReflectError, match="no text"):
        console.show(b"PK")


def test_a_document_goes_through_a_pipe_as_it_is(reports: Path, built_demo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reflectctl", "report", *ASKED, "--format", "docx"],
        cwd=built_demo, env=CLEAN, capture_output=True, check=True,
    )  # fmt: skip

    assert done.stdout == (reports / "report.docx").read_bytes()


# Opened elsewhere.

TEXT, TABLE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def of_office(path: Path, part: str) -> Any:
    with ZipFile(path) as file:
        tree = lxml.etree.fromstring(file.read(part))
    # It tells of what it does not know in the head of a page, in a remark beside the text.
    for each in [*tree.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")]:
        each.clear(keep_tail=True)
    return tree


def said(document: Any) -> list[str]:
    """The words of a text, paragraph by paragraph."""
    for each in document.iter(f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}s"):
        each.text = " "
    for each in [*document.iter("{*}title", "{*}desc")]:
        each.text = ""
    return words(" ".join("".join(each.itertext()) for each in document.iter(f"{TEXT}p", f"{TEXT}h")))


@pytest.mark.office
def test_libreoffice_keeps_what_it_is_made_of(reports: Path, opened: Path) -> None:
    document, raw = of_office(opened / "report.odt", "content.xml"), (reports / "report.docx").read_bytes()
    tree = body(raw)

    levels = [int(each.get(f"{TEXT}outline-level")) for each in document.iter(f"{TEXT}h")]
    styles = (each.get(f"{W}val", "") for each in tree.iter(f"{W}pStyle"))
    assert levels == [int(each[-1]) for each in styles if each.startswith("Heading")]
    heads = [len(list(each.iter(f"{TABLE}table-header-rows"))) for each in document.iter(f"{TABLE}table")]
    assert heads == [1] * len(list(tree.iter(f"{W}tbl")))
    told = [each.text for each in document.iter() if str(each.tag).endswith("}desc")]
    assert [each for each in told if each] == [each.get("descr") for each in tree.iter() if each.tag.endswith("}docPr")]
    margins = of_office(opened / "report.odt", "styles.xml")
    marked = ["".join(each.itertext()) for each in margins.iter() if str(each.tag).endswith(("}header", "}footer"))]
    assert [each.startswith("OFFICIAL: for members of the partnership") for each in marked if each] == [True, True]
    assert said(document) == words_of_document(raw)


@pytest.mark.office
def test_in_libreoffice_no_letter_of_a_picture_is_in_the_text_of_the_page(reports: Path, opened: Path) -> None:
    page = of_office(opened / "page.odt", "content.xml")

    assert poured(" ".join(said(page)), reports / "page.html") == []
    as_part_of_the_page = of_office(opened / "inside.odt", "content.xml")
    assert poured(" ".join(said(as_part_of_the_page)), reports / "page.html"), "the test would see them"
    with ZipFile(opened / "page.odt") as file:
        assert any(name.endswith(".svg") for name in file.namelist()), "the pictures are there"


@pytest.mark.pandoc
def test_through_pandoc_no_letter_of_a_picture_is_in_the_text_of_the_page(reports: Path) -> None:
    assert PANDOC
    done = subprocess.run(
        [PANDOC, "--from", "html", "--to", "plain", "--wrap", "none", reports / "page.html"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip

    assert poured(done.stdout, reports / "page.html") == []
    assert "OFFICIAL" in done.stdout


def poured(text: str, page: Path) -> list[str]:
    """The pictures of a page whose letters stand in a text."""
    held, written = re.sub(r"\s", "", text), pictures(page.read_text("utf-8"))
    assert len(written) > 2
    told = (re.sub(r"\s", "", "".join(lxml.etree.fromstring(each).itertext())) for each in written.values())
    return [each for each in told if each[:40] in held]


def pictures(page: str) -> dict[str, bytes]:
    """The wide pictures of a page, by how they stand in it."""
    return {
        found[0]: b64decode(found[1])
        for found in re.finditer(r'<img class="drawn" src="data:image/svg\+xml;base64,([^"]*)"[^>]*>', page)
    }
