"""The report as a PDF: tagged, with an outline, a language and its marking on every page; the same each time."""

import importlib
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from pypdf import PdfReader

from reflectctl.errors import ReflectError
from reflectctl.render import report_html, report_pdf
from tests.conftest import run
from tests.render.test_report_markdown import composed, hostile
from tests.render.test_report_pages import FILES, made

MARKING = "OFFICIAL: for members of the partnership"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, built_demo: Path) -> Path:
    """The record of the example, on paper and as a page."""
    folder = tmp_path_factory.mktemp("papers")
    done = run("report", "full", "-o", folder / "paper.pdf", "-o", f"html={folder / 'page.html'}", cwd=built_demo)
    assert (done.returncode, done.stderr.count("Written to")) == (0, 2), done.stderr
    return folder


@pytest.fixture(scope="module")
def paper(reports: Path) -> PdfReader:
    return PdfReader(reports / "paper.pdf")


def outline(found: Any, level: int = 1) -> Iterator[tuple[int, str]]:
    for each in found:
        if isinstance(each, list):
            yield from outline(each, level + 1)
        else:
            yield level, " ".join(each.title.split())


def elements(of: Any) -> Iterator[tuple[str, str]]:
    """What a PDF is made of for who cannot see it: the kind of each part, and what is said in its place."""
    of = of.get_object()
    if isinstance(of, list):
        for each in of:
            yield from elements(each)
    elif hasattr(of, "get"):
        if "/S" in of:
            yield str(of["/S"]), str(of.get("/Alt", ""))
        if "/K" in of and not isinstance(of["/K"], int):
            yield from elements(of["/K"])


def test_it_says_its_language_its_title_and_that_it_is_tagged(paper: PdfReader) -> None:
    root = paper.root_object

    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.xmp_metadata is not None
    assert 'pdfuaid:part="1"' in paper.xmp_metadata.rdf_root.toxml()
    assert str(paper.metadata and paper.metadata.title).startswith("Wessbury Safeguarding Children Partnership: report")


def test_its_outline_is_the_headings_of_the_page(paper: PdfReader, reports: Path) -> None:
    page = lxml.html.parse(reports / "page.html")
    headings = [" ".join(each.text_content().split()) for each in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]

    assert [title for _, title in outline(paper.outline)] == headings
    assert {level for level, _ in outline(paper.outline)} >= {1, 2, 3}


def test_its_marking_stands_on_every_page(paper: PdfReader) -> None:
    pages = [each.extract_text() for each in paper.pages]

    assert 20 < len(pages) <= 40
    for n, text in enumerate(pages, 1):
        assert text.count(MARKING) == 2, "above and below"
        assert f"Page {n} of {len(pages)}" in text


def test_its_tables_have_heads_and_its_pictures_words(paper: PdfReader) -> None:
    parts = [*elements(paper.root_object["/StructTreeRoot"])]

    kinds = {kind for kind, _ in parts}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= kinds
    pictures = [told for kind, told in parts if kind == "/Figure"]
    assert len(pictures) > 2
    assert all(pictures)
    assert any(
        "Recognise and respond to trauma. Action, From: 10 April 2025, Rating: Neither" in each for each in pictures
    )


def test_its_typeface_is_its_own(paper: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in paper.pages for font in page["/Resources"]["/Font"].values()
    }

    assert any("Arimo" in each for each in fonts)


def test_it_says_all_that_the_page_says() -> None:
    report = made(FILES)
    page = lxml.html.document_fromstring(report_html.report(report))
    for each in page.xpath("//head | //nav | //*[@class='skip' or @class='unseen'] | //details[@class='same']"):
        each.drop_tree()

    told = letters("".join(each.extract_text() for each in PdfReader(BytesIO(report_pdf.report(report))).pages))

    said = [letters(each.text_content()) for each in page.xpath("//p | //li | //th | //td | //dd | //h2 | //h3 | //h4")]
    # Where a page ends, its margins stand between two parts of a sentence; a page's recipe and fingerprint are its own.
    lost = [each for each in said if each[:30] not in told and each[-30:] not in told]
    assert len(lost) <= 2, lost
    assert len(said) > 100


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def test_the_same_report_is_the_same_bytes_whatever_was_written() -> None:
    report = composed(hostile("<script>alert(1)</script> \u202e مرحبا https://example.org/x.png"))

    assert report_pdf.report(report) == report_pdf.report(report)


def test_where_there_is_no_print_engine_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(ReflectError) as refused:
        report_pdf.report(made(FILES))

    assert refused.value.message == "WeasyPrint, which makes PDFs, is not installed."
    assert "pip install 'reflectctl[pdf]'" in refused.value.hint
    assert refused.value.exit_code == 3


def test_a_print_engine_that_cannot_start_is_told_from_one_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "weasyprint").mkdir()
    for begins in ("raise OSError('cannot load library pango')", "raise ImportError('URLFetcher')"):
        (tmp_path / "weasyprint/__init__.py").write_text(begins, "utf-8")
        importlib.invalidate_caches()
        with pytest.raises(ReflectError) as refused:
            report_pdf.print_engine()
        assert "cannot start" in refused.value.message
        assert "pip install" not in refused.value.hint
