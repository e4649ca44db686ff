"""Documents are read as they are printed; what cannot be read is said in one sentence."""

import builtins
import contextlib
import io
import time
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from reflectctl.errors import ReflectError
from reflectctl.importing.printed import MOST_BYTES, printed
from tests.properties import examples


def lines(text: str, name: str = "copy.txt") -> list[str]:
    way = next(printed(name, text.encode("utf-8")))
    return [line.text.strip() for line in way.lines]


def test_a_table_of_tabs_is_read_row_by_row_and_below_headings_column_by_column() -> None:
    assert lines("One\tA sentence of it.\nTwo\tAnother one.") == ["One", "A sentence of it.", "Two", "Another one."]
    assert lines("One\tTwo\nWhy one?\tWhy two?\nNotes\tNotes") == [
        "One",
        "Why one?",
        "Notes",
        "Two",
        "Why two?",
        "Notes",
    ]


def test_a_table_with_bars_is_read_in_text_and_in_markdown() -> None:
    table = "| One | Two |\n| --- | --- |\n| Why one? | Why two? |\n"
    for name in ("copy.txt", "copy.md"):
        assert lines(table, name) == ["One", "Why one?", "Two", "Why two?"]


def test_columns_are_told_by_the_blanks_between_them() -> None:
    page = """\
One here        Another there
goes on         goes on as well
"""
    assert lines(page) == ["One here", "goes on", "Another there", "goes on as well"]


def test_two_blanks_behind_a_full_stop_make_no_columns() -> None:
    text = "A sentence that ends.  The next one\nis short.\n"
    assert lines(text) == ["A sentence that ends.  The next one", "is short."]


def test_items_are_told_with_their_depth() -> None:
    text = "- one\n- two\n  - below two\n- three\n\n• four\n◦ below four\n1. five\n"
    way = next(printed("copy.txt", text.encode()))
    assert [(line.text, line.depth) for line in way.lines] == [
        ("one", 1), ("two", 1), ("below two", 2), ("three", 1), ("four", 1), ("below four", 2), ("five", 1),
    ]  # fmt: skip
    way = next(printed("copy.html", b"<ul><li>one<ul><li>below one</ul><li>\xe2\x80\xa2 two</ul>after"))
    assert [(line.text, line.depth) for line in way.lines] == [("one", 1), ("below one", 2), ("two", 1), ("after", 0)]


def test_items_of_word_processors_have_a_tab_behind_their_mark() -> None:
    way = next(printed("copy.txt", "•\tone\no\tbelow one\n1.\ttwo\n".encode()))
    assert [(line.text, line.depth) for line in way.lines] == [("one", 1), ("below one", 2), ("two", 1)]


def test_a_mark_and_its_item_are_no_columns() -> None:
    text = "•    one that is long and\n     goes on\n•    two\n"
    way = next(printed("copy.txt", text.encode()))
    assert [(line.text.strip(), line.depth) for line in way.lines] == [
        ("one that is long and", 1), ("goes on", 0), ("two", 1),
    ]  # fmt: skip


def test_a_rule_across_the_page_takes_no_line_with_it() -> None:
    assert lines("| --- |\none\n---\ntwo\n") == ["one", "two"]


def test_a_dash_that_begins_a_line_by_chance_is_no_item() -> None:
    assert lines("what matters here\n- and there - is how\n") == ["what matters here", "- and there - is how"]


def test_signs_of_markdown_go_and_what_is_printed_stays() -> None:
    assert lines("## A **bold** _word_ and [a link](https://example.org)") == ["A bold word and a link"]
    assert lines("snake_case and 2 * 3 * 4 stay") == ["snake_case and 2 * 3 * 4 stay"]
    assert lines("A \\*star\\* and *this*\nis one paragraph\\.", "copy.md") == ["A *star* and this is one paragraph."]


def test_of_a_page_only_what_a_reader_sees_is_read() -> None:
    page = "<title>no</title><script>if (a < b) no()</script><style>no</style><p>One&nbsp;&amp;\n two<br>three<p>four"
    assert lines(page, "page.html") == ["One & two", "three", "four"]


def test_the_places_of_lines_are_told() -> None:
    way = next(printed("page.html", b"<p>one</p>\n\n<p>\nfour\n</p>"))
    assert [line.place for line in way.lines] == [1, 4]
    way = next(printed("page.md", b"one\n\n## three\n\n- five\n- six\n"))
    assert [line.place for line in way.lines] == [1, 3, 5, 6]
    way = next(printed("copy.txt", b"one\r\n\r\nthree"))
    assert [line.place for line in way.lines] == [1, 3]


def test_a_page_is_known_by_what_it_says_not_by_its_name() -> None:
    assert lines("<!doctype HTML><p>one</p>", "page.txt") == ["one"]
    assert lines("<!-- a note --><html><p>one</p>", "page") == ["one"]


def test_heads_and_numbers_of_pages_are_left_out_and_what_goes_on_is_kept_together() -> None:
    said = [("one begins and", "goes on"), ("two is there", "as well"), ("three", "four"), ("five", "six")]
    pages = [f"A running head\n\n{one}\n{other}\n\n  Page {n} of 4\n" for n, (one, other) in enumerate(said, start=1)]
    assert lines("\f".join(pages)) == [each for pair in said for each in pair]


def test_a_foot_that_counts_the_pages_may_be_shortened_on_some_of_them() -> None:
    """A browser prints the address of a page, cut off where the number needs the room."""
    said = [chr(ord("a") + n) * 3 for n in range(12)]
    feet = [f"{'A long name' if n < 10 else 'A long'}… {n}/12" for n in range(1, 13)]
    pages = [f"{each} begins\nand ends {each}\n{foot}\n" for each, foot in zip(said, feet, strict=True)]
    assert lines("\f".join(pages)) == [line for each in said for line in (f"{each} begins", f"and ends {each}")]
    pages = [f"{each} begins\nfile:///tmp/a-long-na{each[:1]}…\n\n{n}/12" for n, each in enumerate(said, start=1)]
    assert lines("\f".join(pages)) == [f"{each} begins" for each in said]


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "a file of Word": ("tool.docx", b"PK\x03\x04rest", "tool.docx is a file of a word processor or an archive"),
    "an old one": ("tool.doc", b"\xd0\xcf\x11\xe0rest", "is a file of a word processor"),
    "rich text": ("tool.rtf", b"{\\rtf1 x}", "is a file of a word processor"),
    "UTF-16": ("tool.txt", "a tool".encode("utf-16"), "tool.txt is saved as UTF-16; UTF-8 was expected."),
    "Windows-1252": ("tool.txt", b"one\ntwo \x93quoted\x94", "tool.txt:2:5: the byte 0x93 is not UTF-8"),
    "nothing": ("tool.txt", b" \n", "tool.txt is empty."),
    "NULs": ("tool.txt", b"one\0two", "holds NUL bytes, so it is no text."),
    "no PDF": ("tool.pdf", b"%PDF-1.7 and then nothing of the kind", "could not be read as a PDF: it is damaged"),
    "a picture": ("tool.pdf", b"\x89PNG", "could not be read as a PDF"),
    "far too much text": ("tool.txt", b"word " * 1_000_000, "holds far more text"),
    "far too many lines": ("tool.html", b"<p>x" * 60_000, "tool.html"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_said_in_a_sentence(what: str) -> None:
    name, raw, message = REFUSED[what]
    with pytest.raises(ReflectError) as caught:
        list(printed(name, raw))
    assert message in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3


def pdf(change: Callable[[pypdf.PdfWriter], None] = lambda writer: None, text: str = "Put it on paper") -> bytes:
    """A PDF of one page."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=400, height=400)
    if text:
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 300 Td ({text}) Tj ET".encode())
        font = DictionaryObject(
            {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
             NameObject("/BaseFont"): NameObject("/Helvetica")}
        )  # fmt: skip
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_is_read_page_by_page_and_by_its_look_when_that_is_asked_for() -> None:
    drawn, lying, *typed = printed("tool.pdf", pdf())
    assert [(line.text, line.place) for line in drawn.lines] == [("Put it on paper", 1)]
    assert [line.text.strip() for line in lying.lines] == ["Put it on paper"]
    assert [[line.text.strip() for line in way.lines] for way in typed] == [["Put it on paper"]] * 2
    assert {way.unit for way in (drawn, lying, *typed)} == {"page"}
    # On paper a star is a star.
    assert [line.text for line in next(printed("tool.pdf", pdf(text="A *star* and # one"))).lines] == [
        "A *star* and # one"
    ]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")), "is encrypted, so its text cannot be read"),
        (pdf(text=""), "has no text: its pages are pictures"),
        (
            pdf(lambda writer: [writer.add_blank_page(1, 1) for _ in range(400)] and None),
            "has 401 pages; 400 are the most",
        ),
    ],
)
def test_a_pdf_without_text_to_read_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(ReflectError, match=message) as caught:
        list(printed("tool.pdf", raw))
    assert caught.value.exit_code == 3


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    raw = pdf(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))
    assert [line.text for line in next(printed("tool.pdf", raw)).lines] == ["Put it on paper"]


def test_without_pypdf_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any, **others: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return real(name, *more, **others)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ReflectError) as caught:
        list(printed("tool.pdf", pdf()))
    assert caught.value.hint == "Install it: pip install 'reflectctl[pdf]'."
    assert caught.value.exit_code == 3


@examples(30)
@given(st.data())
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(pdf())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReflectError):
        list(printed("tool.pdf", bytes(raw[: data.draw(st.integers(1, len(raw)))])))


@examples(60)
@given(
    st.text(st.sampled_from("ab \n\t|-*_<>&;/#\"'•“” .1\f\u00a0\u00ad"), max_size=120),
    st.sampled_from(["txt", "md", "html"]),
)
def test_any_text_is_read(text: str, ending: str) -> None:
    with contextlib.suppress(ReflectError):
        list(printed(f"copy.{ending}", text.encode()))


def test_a_page_that_is_nested_without_end_is_read_in_time() -> None:
    begin = time.monotonic()
    for deep in (b"<table><tr><td>" * 20_000, b"<ul><li>" * 50_000, b"<div>" * 200_000 + b"x", b"<script>" * 50_000):
        list(printed("page.html", b"<!doctype html><p>one</p>" + deep))
    assert time.monotonic() - begin < 20


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(ReflectError, match="takes too long"):
        list(printed("page.html", b"<p>one</p>", late=lambda: True))
    with pytest.raises(ReflectError, match="takes too long"):
        list(printed("tool.pdf", pdf(), late=lambda: True))


def test_twenty_megabytes_are_the_most() -> None:
    assert MOST_BYTES == 20_000_000


def test_a_text_that_stands_in_a_page_as_it_was_typed_is_read_as_one_when_that_is_asked_for() -> None:
    page = b"<p>## Two</p>\n<pre>+ One\n\nA\tB\n</pre>"
    shown, typed = printed("page.html", page)
    assert [line.text for line in shown.lines] == ["## Two", "+ One", "A\tB"]
    assert [(line.text, line.depth, line.place) for line in typed.lines] == [
        ("Two", 0, 1),
        ("One", 1, 2),
        ("A", 0, 4),
        ("B", 0, 4),
    ]
    [*_, printed_as_typed] = printed("tool.pdf", pdf(text="## Two"))
    assert [line.text for line in printed_as_typed.lines] == ["Two"]


def test_a_bullet_that_is_typed_into_an_item_goes_with_that_of_the_list() -> None:
    way = next(printed("copy.txt", "• • One\n\n- • Two\n".encode()))
    assert [(line.text, line.depth) for line in way.lines] == [("One", 1), ("Two", 1)]


STRUCK = {
    "del": ("x.html", "<p>Kept <del>gone</del> too.</p>"),
    "s": ("x.html", "<p>Kept <s>gone</s> too.</p>"),
    "strike": ("x.html", "<p>Kept <STRIKE>go<b>ne</b></STRIKE> too.</p>"),
    "hidden": ("x.html", "<p>Kept <span hidden>gone</span> too.</p>"),
    "a paragraph": ("x.html", "<p hidden>gone</p><p>Kept  too.</p>"),
    "display": ("x.html", "<p>Kept <span style='color:red; display : none'>gone<br>gone</span> too.</p>"),
    "visibility": ("x.html", '<p>Kept <i style="visibility:hidden">gone</i> too.</p>'),
    "a line through": ("x.html", '<p>Kept <i style="text-decoration:underline line-through">gone</i> too.</p>'),
    "as Word hides": ("x.html", "<p>Kept <span style='mso-hide:all'>gone</span> too.</p>"),
    "no size": ("x.html", "<p>Kept <span style='font-size:0'>gone</span> too.</p>"),
    "a style sheet's class": (
        "x.html",
        "<style>/* a */ b, .a.gone {display:none}</style><p>Kept <i class='gone a'>gone</i> too.",
    ),
    "a style sheet's name": ("x.html", "<head><style>p #x{visibility:hidden}</style></head>Kept <i id=x>gone</i> too."),
    "a style sheet's tag": ("x.html", "<style>em{text-decoration:line-through}</style>Kept <em>gone</em> too."),
    "no colour": ("x.html", "<p>Kept <i style='color:transparent'>gone</i> too.</p>"),
    "tildes": ("x.md", "Kept ~~gone~~ too.\n"),
    "tildes in a text": ("x.txt", "Kept ~~gone~~ too.\n"),
    "tags in Markdown": ("x.md", "Kept <del>gone</del> too.\n"),
    "tags in a text": ("x.txt", "Kept <s>gone</s> too.\n"),
}


@pytest.mark.parametrize("way", STRUCK)
def test_words_that_are_struck_out_or_hidden_are_left_out_and_told(way: str) -> None:
    name, text = STRUCK[way]
    for told in printed(name, text.encode()):
        assert " ".join(" ".join(line.text for line in told.lines).split()) == "Kept too."
        assert set(told.left_out) == {1}


@pytest.mark.parametrize(
    "text",
    [
        "<style>i.a{display:none} i:hover{display:none} b{background-color:transparent}</style>Kept <i>too</i><b>.</b>",
        "<p>Kept <ins>too</ins>.</p>",
        '<p style="font-size:0.9em">Kept too.</p>',
        "a ~ b ~~ c",
    ],
)
def test_words_that_are_only_dressed_stay(text: str) -> None:
    way = next(printed("x.html" if "<" in text else "x.txt", text.encode()))
    assert "".join(line.text for line in way.lines)
    assert way.left_out == ()


@pytest.mark.parametrize(
    "piece", ["<!-- a -->", "<!--", "<!-- --> ", " ", "\n", "~~a ", "<del>", "<s >a", "<style>.a{display:none},"]
)
def test_what_kind_of_file_it_is_is_found_in_time_however_it_begins(piece: str) -> None:
    began = time.process_time()
    with contextlib.suppress(ReflectError):
        list(printed("copy", (piece * (200_000 // len(piece)) + "x").encode()))
    assert time.process_time() - began < 3


def test_a_page_is_taken_out_a_second_time_only_when_another_way_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    take_out = pypdf.PageObject.extract_text

    def counted(page: pypdf.PageObject, **how: str) -> str:
        taken.append(how.get("extraction_mode", "drawn"))
        return take_out(page, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(pypdf.PageObject, "extract_text", counted)
    ways = printed("tool.pdf", pdf())
    next(ways)
    assert taken == ["drawn"]
    assert len(list(ways)) == 3
    assert taken == ["drawn", "layout"]
