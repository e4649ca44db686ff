"""From bytes to text, and Markdown files whose facts stand in front matter."""

import pytest

from reflectctl.documents.document import Document, read_document

MEETING = '---\nid: x\ndate: "2026-03-12"\n---\n\n# Notes\n\nA line.  \n---\nAnother.\n'


def meeting(text: str | bytes) -> Document:
    return read_document("meetings/x.md", text.encode() if isinstance(text, str) else text)


def test_front_matter_and_body_are_told_apart() -> None:
    document = meeting(MEETING)
    assert document.found == ()
    assert document.data == {"id": "x", "date": "2026-03-12"}
    assert document.body == "# Notes\n\nA line.  \n---\nAnother."


def test_windows_line_endings_read_the_same_and_the_text_keeps_them() -> None:
    text = MEETING.replace("\n", "\r\n")
    document = meeting(text)
    assert document.data == meeting(MEETING).data
    assert document.body == meeting(MEETING).body
    assert document.text == text


def test_places_in_front_matter_are_places_in_the_file() -> None:
    document = meeting(b"\xef\xbb\xbf" + MEETING.encode())
    assert document.bom
    assert document.location(("date",)) == ("meetings/x.md", 3, 7)
    assert document.location(("date",), key=True) == ("meetings/x.md", 3, 1)


def test_front_matter_may_end_the_file() -> None:
    for text in ("---\na: 1\n---", "---\na: 1\n---\n", "---  \na: 1\n---  \n"):
        document = meeting(text)
        assert document.data == {"a": 1}
        assert document.body == ""


BROKEN = {
    "missing": ("# Notes\n", "front-matter", 1, 1),
    "never closed": ("---\nid: x\n\n# Notes\n", "front-matter", 1, 1),
    "the dashes before it missing": ("id: x\n---\n\nNotes\n", "front-matter", 1, 1),
    "closed with four dashes": ("---\nid: x\n----\n\nNotes\n", "front-matter", 3, 1),
    "closed with a long dash": ("---\nid: x\n—\n\nNotes\n", "front-matter", 3, 1),
    "closed with dots": ("---\nid: x\n...\n\nNotes\n", "front-matter", 3, 1),
    "closed with dashes that are indented": ("---\nid: x\n ---\n\nNotes\n", "front-matter", 3, 1),
    "begun with two dashes": ("--\nid: x\n---\n", "front-matter", 1, 1),
    "begun with dashes that are indented": (" ---\nid: x\n---\n", "front-matter", 1, 1),
    "only its first line": ("---", "front-matter", 1, 1),
    "not on the first line": ("\n---\nid: x\n---\n", "front-matter", 1, 1),
    "a mistake in it": ("---\nid: x\ndate: 'open\n---\nIt's\n", "yaml-syntax", 3, 7),
    "a tab in it": ("---\nid: x\nheard:\n\t- who: x\n---\n", "yaml-syntax", 4, 1),
    "a key twice": ("---\nid: x\nid: y\n---\n", "duplicate-key", 3, 1),
}


@pytest.mark.parametrize(("text", "rule", "line", "column"), BROKEN.values(), ids=BROKEN)
def test_broken_front_matter_is_one_finding_at_its_place(text: str, rule: str, line: int, column: int) -> None:
    (found,) = meeting(text).found
    assert (found.rule, found.location.line, found.location.column) == (rule, line, column)
    assert found.hint


def test_each_way_to_break_front_matter_has_words_of_its_own() -> None:
    told = {text: meeting(text).found[0].message for text, rule, _, _ in BROKEN.values() if rule == "front-matter"}
    assert "never closed" in told["---\nid: x\n\n# Notes\n"]
    assert "it is `----`" in told["---\nid: x\n----\n\nNotes\n"]
    assert "begins with `--`" in told["--\nid: x\n---\n"]
    assert "before the front matter is missing" in told["id: x\n---\n\nNotes\n"]
    assert "Empty lines" in told["\n---\nid: x\n---\n"]


def test_a_file_with_nothing_in_it_has_no_front_matter_to_be_wrong() -> None:
    for text in ("", "\n", " \n\n"):
        assert meeting(text).found == ()
        assert meeting(text).data is None


UNTEXT = {
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, 1, "UTF-16"),
    "UTF-16, big-endian": (b"\xfe\xff\x00a", 1, 1, "UTF-16"),
    "UTF-16 without its mark": ("a: 1\n".encode("utf-16-le"), 1, 1, "UTF-16"),
    "UTF-16 without its mark, big-endian": ("a: 1\n".encode("utf-16-be"), 1, 1, "UTF-16"),
    "a curly quote of Windows": (b"a: \x93agree\x94\n", 1, 4, "“ in Windows-1252"),
    "a byte order mark inside": ("a: 1\n\ufeffb: 2\n".encode(), 2, 1, "byte order mark"),
    "Latin-1": ("a: 1\nb: né\n".encode("latin-1"), 2, 5, "0xe9"),
    "Latin-1 after a wide character": ("é🙂: ".encode() + b"\xe9", 1, 5, "0xe9"),
    "a NUL": (b"a: 1\r\nb: \x00\r\n", 2, 4, "U+0000"),
    "an escape": (b"a: \x1b[31m\n", 1, 4, "U+001B"),
    "a line separator": ("a: 1\u2028b: 2\n".encode(), 1, 5, "U+2028"),
    "a next-line mark": ("a: 1\x85b: 2\n".encode(), 1, 5, "U+0085"),
    "a merge conflict": (b"a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, 1, "merge conflict"),
    "what is left of a merge": (b"a: 1\n=======\nb: 1\n", 2, 1, "merge conflict"),
    "the end of a merge": (b"a: 1\n>>>>>>> autumn\nb: 1\n", 2, 1, "merge conflict"),
    "the end of a merge, on Windows": (b"a: 1\r\n>>>>>>> autumn\r\nb: 1\r\n", 2, 1, "merge conflict"),
    "the other end of a merge, in a list": (b"a:\n  - b\n>>>>>>> autumn\n", 3, 1, "merge conflict"),
    "the base of a merge within a merge": (b"a: 1\n||||||||| base\nb: 1\n", 2, 1, "merge conflict"),
    "a merge conflict, on Windows": (b"a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n", 2, 1, "merge conflict"),
    "an encoded surrogate": (b"a: \xed\xa0\x80\n", 1, 4, "0xed"),
}


@pytest.mark.parametrize(("raw", "line", "column", "words"), UNTEXT.values(), ids=UNTEXT)
def test_what_is_not_plain_utf_8_is_told_at_its_place(raw: bytes, line: int, column: int, words: str) -> None:
    (found,) = read_document("principles/1.yaml", raw).found
    assert (found.rule, found.location.line, found.location.column) == ("malformed-text", line, column)
    assert words in found.message
    assert found.message.isprintable()
    assert found.hint


def test_at_most_a_handful_of_characters_are_told() -> None:
    assert len(read_document("principles/1.yaml", b"\x00" * 1000).found) == 5


def test_what_people_write_in_their_languages_is_text() -> None:
    text = "a: نقش‌ها 👩‍👧 ŵ é\n"
    assert read_document("principles/1.yaml", text.encode()).data == {"a": text[3:-1]}
