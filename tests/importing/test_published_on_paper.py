"""The published tool on paper, and taken off it again; and the very document, where it lies beside the checkout.

What needs a browser is left out where there is none; `pdftotext` tells it too, where that is installed.
"""

import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import pytest

from reflectctl.importing.printed import printed
from reflectctl.importing.published.find import alone, published
from reflectctl.importing.published.notes import Found, Key, Said, wanted

from .. import printing
from ..printing import PACK, blocks, invented, page_of, paper, taken_out, without_breaks_at_dashes
from ..tools import PDFTOTEXT

SOURCE = Path(__file__).parents[3] / "shared/source/partnership-reflective-tool.txt"
RULED = "table{border-collapse:collapse;width:100%}td{border:1px solid;padding:4px}"
NARROW = "body{font:11pt serif;hyphens:auto;text-align:justify}@page{size:A5;margin:15mm}"
COLUMNS = "body{font:11pt/1.4 sans-serif;max-width:17cm}td{padding:4px;vertical-align:top}@page{margin:2cm}"
KEPT = "body{font:10pt sans-serif}td{vertical-align:top;padding:6px}"


def read(name: str, raw: bytes) -> Found:
    return published(printed(name, raw, alone=alone(PACK)), PACK)


def surely(found: Found) -> Mapping[Key, Said]:
    """What was found, without doubts.

    On paper nothing shows where items end that have neither bullets nor full stops, when they fill their lines.
    """
    assert found.grave == ()
    return {key: " ".join(words) if key == ("audience",) else words for key, words in found.words.items()}


def taken_off(made: Path) -> dict[str, Found]:
    """What is read in a PDF, and in its text as pdftotext tells it."""
    ways = {"paper.pdf": made.read_bytes()}
    if PDFTOTEXT:
        ways |= {"layout.txt": taken_out(made, "-layout").encode(), "plain.txt": taken_out(made).encode()}
    return {name: read(name, raw) for name, raw in ways.items()}


@pytest.mark.browser
def test_a_document_of_the_same_build_is_read_from_paper(tmp_path: Path) -> None:
    document = invented()
    made = paper(without_breaks_at_dashes(printing.html(blocks(document), RULED)), tmp_path)
    found = taken_off(made)
    for way in found.values():
        assert surely(way) == surely(Found(document.words, ()))
    assert found["paper.pdf"].unit == "page"


if SOURCE.is_file():
    TEXT = SOURCE.read_text(encoding="utf-8")

    def told_by_another_way() -> tuple[dict[Key, str], dict[Key, str]]:
        """The statements and voices, and the meanings, taken out of the text by its quotation marks and its tags."""
        quoted = re.findall(r"“([^”]*)”", TEXT)
        ways = [*(("statements", each.id) for each in PACK.dimensions), ("voice",)]
        keys = [("principles", principle.id, *way) for principle in PACK.principles for way in ways]
        assert len(quoted) == len(keys) == 32
        meanings = re.findall(r"(?m)^<b>([^<]*)</b>\t([^\t\n]*\.)$", TEXT)
        assert [title for title, _ in meanings] == [point.title for point in PACK.scale]
        return (
            {key: " ".join(each.split()) for key, each in zip(keys, quoted, strict=True)},
            {("scale", point.id, "meaning"): meaning for point, (_, meaning) in zip(PACK.scale, meanings, strict=True)},
        )

    def test_the_published_document_is_read_character_for_character() -> None:
        found = read(SOURCE.name, SOURCE.read_bytes())
        assert found.doubts == ()
        quoted, meanings = told_by_another_way()
        assert {key: found.words[key] for key in quoted} == quoted
        assert {key: found.words[key] for key in meanings} == meanings
        assert set(wanted(PACK)) <= set(found.words)
        titles = re.findall(r"must\.\.\.\s+(?:\*\*)?([^*\n]+)\*\*", TEXT)
        assert [found.words["principles", each.id, "title"] for each in PACK.principles] == [
            title[0].upper() + title[1:] for title in titles
        ]

    def test_the_published_document_says_the_same_as_a_page_and_as_markdown() -> None:
        expected = surely(read(SOURCE.name, SOURCE.read_bytes()))
        assert surely(read("page.html", page_of(TEXT).encode())) == expected
        assert surely(read("tool.md", TEXT.encode())) == expected

    @pytest.mark.parametrize("damage", [0, 7, 15, 31])
    def test_a_copy_of_the_published_document_that_lacks_a_text_is_doubted(damage: int) -> None:
        said = re.findall(r"“[^”]*”", TEXT)[damage]
        found = read("copy.txt", TEXT.replace(said, said[: len(said) // 2]).encode())
        assert len(found.grave) == 1
        assert "may be cut short" in found.grave[0].message

    @pytest.mark.browser
    def test_the_published_document_says_the_same_on_paper(tmp_path: Path) -> None:
        expected = surely(read(SOURCE.name, SOURCE.read_bytes()))
        found = taken_off(paper(page_of(TEXT, NARROW), tmp_path))
        # Without -layout it leaves out dashes at the ends of lines: then what is rated is doubted, never wrong.
        natural = found.pop("plain.txt", None)
        for way in found.values():
            assert surely(way) == expected
        quoted, meanings = told_by_another_way()
        for key in (*quoted, *meanings) if natural else ():
            assert natural.words.get(key) in (None, expected[key])

    @pytest.mark.browser
    def test_the_published_document_says_the_same_when_no_dash_stands_at_the_end_of_a_line(tmp_path: Path) -> None:
        expected = surely(read(SOURCE.name, SOURCE.read_bytes()))
        for way in taken_off(paper(without_breaks_at_dashes(page_of(TEXT, KEPT)), tmp_path)).values():
            assert surely(way) == expected

    @pytest.mark.browser
    def test_the_published_document_says_the_same_in_narrow_columns_that_go_on_across_pages(tmp_path: Path) -> None:
        expected = surely(read(SOURCE.name, SOURCE.read_bytes()))
        page = printing.html([], COLUMNS)
        for is_row, lines in groupby(filter(str.strip, TEXT.split("\n")), key=lambda line: "\t" in line):
            if is_row:
                rows = "".join(f"<tr><td>{line.replace(chr(9), '<td>')}" for line in lines)
                page += f"<table border=1>{rows}</table>"
            else:
                page += "".join(f"<p>{re.sub('^#+ |^ *- ', '', line)}</p>" for line in lines)
        for way in taken_off(paper(page, tmp_path)).values():
            assert surely(way) == expected
