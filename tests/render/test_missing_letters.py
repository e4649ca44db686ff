"""Letters that no typeface has are not left blank in silence, wherever this program draws them."""

import shutil
from pathlib import Path

import pytest

from reflectctl.app.kept_pictures import KeptPictures
from reflectctl.render import missing_letters, raster
from reflectctl.render.report_pdf import printed
from reflectctl.render.svg import WIDE, Sheet
from tests.conftest import run

NOWHERE = "\U0010fff0"
"""For private use, at the end of all: no typeface has it."""


def test_what_would_be_blank_is_known_by_drawing_it() -> None:
    assert raster.blank({"a", "Ŷ", NOWHERE, "\U0010fff1"}) == {NOWHERE, "\U0010fff1"}
    assert raster.blank({"a"}) == set()


def test_it_is_told_which_letters_they_are_and_where_the_first_stands() -> None:
    text = "Examplebury\nThe office for ∎ and others, which is long\nmore"

    told = missing_letters.told({"∎", "\u200d", "\u00a0"}, text, "a picture")

    assert told.startswith("No typeface of this computer has a letter for ∎ (U+220E END OF PROOF): a picture shows")
    assert "The first stands in “The office for ∎ and others, which is l”. Install one" in told
    assert missing_letters.told({"\u200d"}, text, "a picture") == ""
    assert " and 2 more: " in missing_letters.told({chr(0x10FFF0 + n) for n in range(10)}, "", "the PDF")


def test_a_picture_says_what_it_leaves_blank() -> None:
    def pictures(words: str) -> str:
        sheet, made = Sheet(WIDE), KeptPictures({})
        sheet.text(0, 0, words)
        made(sheet.picture(20))
        return made.left_blank()

    assert pictures("Gŵyl & Ŷ") == ""
    assert f"has a letter for {NOWHERE} (U+10FFF0" in pictures(f"A & {NOWHERE}B")
    assert f"“A & {NOWHERE}B”" in pictures(f"A & {NOWHERE}B")


def test_a_pdf_says_what_it_leaves_blank() -> None:
    pytest.importorskip("weasyprint")
    said: list[str] = []

    head = "<!doctype html><html lang=en><head><title>A</title><style></style></head>"
    page = head + "<body><p>One {} two</p></body></html>"
    printed(page.format("Ŷ"), said.append)
    assert said == []
    printed(page.format(f"{NOWHERE} &amp;"), said.append)
    assert len(said) == 1
    assert f"{NOWHERE} (U+10FFF0" in said[0]
    assert "the PDF shows" in said[0]
    assert f"“One {NOWHERE} & two”" in said[0]


def test_a_report_says_it_and_is_made(built_demo: Path, tmp_path: Path) -> None:
    demo = Path(shutil.copytree(built_demo, tmp_path / "demo", symlinks=True))
    path = demo / "partnership.yaml"
    path.write_text(path.read_text("utf-8").replace("Wessex Police", f"Wessex {NOWHERE} Police"), encoding="utf-8")
    for name, says in (("r.docx", True), ("r.html", False)):
        done = run("report", "full", "--section", "room", "--section", "summary", "-o", tmp_path / name, cwd=demo)
        assert done.returncode == 0, done.stderr
        assert ("No typeface of this computer has a letter for" in done.stderr) == says
