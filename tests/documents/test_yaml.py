"""The YAML reader: the values that YAML 1.2 gives, every key and value at its place, and a place for every mistake."""

import random
import time
from io import StringIO
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reflectctl.documents import libyaml, yaml
from reflectctl.documents.document import read_document
from tests.properties import examples

PATH = "principles/1.yaml"

VALID = """\
# yaml-language-server: $schema=x
principle: children-first
assessments:
  action:
    rating: agree   # a word
    agreed: "2026-03-12"
    because: >-
      Folded text
      of two lines.
    views:
      - agency: police
        rating: disagree
        because: 'It''s early: yet'
    reflections:
      evidence: |
        - point *one*

        - point two
      building:
making_progress:
  immediate:
    goal: "Ünïcode 🙂 \\u00e9"
    actions:
    - id: a-7k3f
      serves: [action, culture]
"""


def read(text: str) -> yaml.Reading:
    return yaml.read(PATH, text)


def place(text: str) -> tuple[str, int, int]:
    """The rule, line and column of the one finding there is."""
    (found,) = read(text).found
    return found.rule, found.location.line, found.location.column


# ---- values ----------------------------------------------------------------------------------------------------

CORE = """
    ~ null Null NULL true True TRUE false False FALSE yes no on off y n 0 -0 7 +7 -19 007 0o17 0x1F 0b1 1_000 12:30:45
    1.5 -.5 5. 1e3 1E-3 +12e03 1.e2 . + .. 1.2.3 0x 0o8 nullish truely ~x 2026 1e
"""


@pytest.mark.parametrize("word", CORE.split())
def test_a_plain_word_reads_as_ruamel_reads_it_by_yaml_1_2(word: str) -> None:
    expected = YAML(typ="safe", pure=True).load(StringIO(f"a: {word}\n"))["a"]
    value = read(f"a: {word}\n").data["a"]
    if word in ("1_000", "0b1", "12:30:45", "."):
        expected = word  # ruamel keeps these from YAML 1.1; the core schema does not have them
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.safety(2)
@pytest.mark.parametrize("word", ["2026-03-12", "2026-02-30", "2026-03-12T10:00:00Z", ".inf", "-.INF", ".nan"])
def test_dates_infinities_and_what_is_no_number_stay_text(word: str) -> None:
    assert read(f"a: {word}\n").data == {"a": word}


@pytest.mark.safety(2)
@pytest.mark.parametrize(
    "word", ["1" * 5000, "0x" + "f" * 5000, "1e" + "9" * 400, "9" * 300 + "e999", "1." + "0" * 5000]
)
def test_numbers_of_absurd_length_are_read_without_harm(word: str) -> None:
    reading = read(f"a: {word}\n")
    assert reading.found == []
    assert isinstance(reading.data["a"], str)


def test_quoted_words_are_text() -> None:
    assert read("a: 'true'\nb: \"12\"\nc: ''\n").data == {"a": "true", "b": "12", "c": ""}


def test_a_whole_file_reads_as_ruamel_and_pyyaml_read_it() -> None:
    data = read(VALID).data
    assert data == YAML(typ="safe", pure=True).load(StringIO(VALID))
    assert data == pyyaml.safe_load(VALID)


def test_empty_text_reads_as_nothing() -> None:
    for text in ("", "\n\n", "# only a comment\n", "---\n", "---\n...\n"):
        reading = read(text)
        assert reading.data is None
        assert reading.found == []


def events(text: str, monkeypatch: pytest.MonkeyPatch) -> yaml.Reading:
    with monkeypatch.context() as patch:
        patch.setattr(yaml, "_parser", libyaml.python_parser)
        return read(text)


def places(marks: yaml.Marks | None) -> Any:
    """Marks as plain values that can be compared."""
    if marks is None:
        return None
    inside = marks.inside.items() if isinstance(marks.inside, dict) else enumerate(marks.inside)
    return (
        (marks.start.index, marks.start.line, marks.start.column),
        marks.end.index if marks.style not in ("|", ">", "block") else None,
        {key: (mark.index, mark.line, mark.column) for key, mark in (marks.keys or {}).items()},
        {key: places(value) for key, value in inside},
        marks.style,
    )


ALIKE = [
    VALID,
    VALID.replace("\n", "\r\n"),
    "a: 🙂\nb: [x, {c: 1}]\n",
    "'k 1': |+\n  x\n\n\"k\": y",
    "- - a\n  - b\n-\n",
]
ALIKE += [
    "a: 1\na: 2\n",
    "a: &x 1\n",
    "? [a]\n: 1\n",
    "%YAML 1.2\n---\na: 1\n",
    "a: 1\n---\nb: 2\n",
    "<<: 1\n",
    "1: x\n",
]


@pytest.mark.parametrize("text", ALIKE)
def test_libyaml_and_pyyamls_own_parser_give_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = read(text), events(text, monkeypatch)
    assert one.data == other.data
    assert one.found == other.found
    assert places(one.marks) == places(other.marks)


# ---- places ----------------------------------------------------------------------------------------------------


def leaves(data: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(data, dict):
        return [found for key in data for found in leaves(data[key], (*route, key))]
    if isinstance(data, list):
        return [found for index in range(len(data)) for found in leaves(data[index], (*route, index))]
    return [route]


words = st.text(st.sampled_from("abc xyzéŵ🙂👩ن-_.'\"0"), min_size=1, max_size=12).filter(
    lambda word: word == word.strip() and word[0] not in "-.'\"0" and not word.startswith("---")
)
trees = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.from_regex("k[a-zé🙂]{0,5}", fullmatch=True), inner)
    ),
    max_leaves=12,
)


def written(tree: Any, indent: int, step: int) -> list[str]:
    """A tree in block style; an empty mapping in braces."""
    space = " " * indent
    lines = []
    pairs = tree.items() if isinstance(tree, dict) else [(None, item) for item in tree]
    for key, item in pairs:
        lead = f"{space}{key}:" if key is not None else f"{space}-"
        if isinstance(item, str):
            lines.append(f"{lead} {item}   # {item}")
        elif not item:
            lines.append(f"{lead} {{}}")
        else:
            lines += [lead, "", *written(item, indent + step, step)]
    return lines


@examples(40)
@given(st.dictionaries(st.from_regex("k[a-zé🙂]{0,5}", fullmatch=True), trees, min_size=1), st.data())
def test_the_span_of_a_plain_value_is_the_text_that_was_written(tree: dict[str, Any], data: st.DataObject) -> None:
    ending = data.draw(st.sampled_from(["\n", "\r\n"]))
    text = ending.join([*written(tree, 0, data.draw(st.sampled_from([2, 3, 4]))), ""])
    bom = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    document = read_document(PATH, bom + text.encode())
    assert document.found == ()
    assert document.data == tree
    for route in leaves(tree):
        value = tree
        for step in route:
            value = value[step]  # type: ignore[assignment, index]
        if isinstance(value, str):
            span = document.span(route)
            assert span is not None
            assert document.text[span.start : span.end] == value
            at = document.location(route)
            assert document.text.split(ending)[at.line - 1][at.column - 1 :].startswith(value)
        for depth in range(1, len(route) + 1):
            step = route[depth - 1]
            if isinstance(step, str):
                at = document.location(route[:depth], key=True)
                assert document.text.split(ending)[at.line - 1][at.column - 1 :].startswith(f"{step}:")


def test_an_empty_value_is_told_at_its_key_and_a_missing_one_at_what_stands_above() -> None:
    document = read_document(PATH, b"a:\n  b:   # empty\n\n\n  c: x\n")
    assert document.location(("a", "b"))[1:] == (2, 3)
    assert document.location(("a", "c"))[1:] == (5, 6)
    assert document.location(("a", "d"))[1:] == (1, 1)
    assert document.location(("x", "y"))[1:] == (1, 1)
    assert document.location(("a", 3))[1:] == (1, 1)
    assert document.span(("a", "d")) is None


# ---- what is refused, and where --------------------------------------------------------------------------------

REFUSED = {
    "an alias": ("a: 1\nb: *x\n", "yaml-feature", 2, 4),
    "an anchor": ("a:\n  b: &x 1\n", "yaml-feature", 2, 6),
    "an anchor on a list": ("a: &x\n  - 1\n", "yaml-feature", 1, 4),
    "a tag": ("a: !!python/object:os.system x\n", "yaml-feature", 1, 4),
    "a tag on a key": ("a: 1\n!t b: 1\n", "yaml-feature", 2, 1),
    "a merge key": ("a:\n  <<: {b: 1}\n", "yaml-feature", 2, 3),
    "a directive": ("%YAML 1.1\n---\na: 1\n", "yaml-feature", 1, 1),
    "a second document": ("a: 1\n---\nb: 1\n", "yaml-feature", 2, 1),
    "a number for a key": ("a: 1\n12: 1\n", "yaml-feature", 2, 1),
    "a truth value for a key": ("true: 1\n", "yaml-feature", 1, 1),
    "an empty key": ("~: 1\n", "yaml-feature", 1, 1),
    "a list for a key": ("? [a, b]\n: 1\n", "yaml-feature", 1, 3),
    "a key twice": ("a:\n  b: 1\n  c: 2\n  'b': 3\n", "duplicate-key", 4, 3),
    "a key twice, in braces": ("a: {b: 1, b: 2}\n", "duplicate-key", 1, 11),
    "65 levels": ("[" * 65 + "]" * 65, "yaml-feature", 1, 65),
}


@pytest.mark.safety(2)
@pytest.mark.parametrize(("text", "rule", "line", "column"), REFUSED.values(), ids=REFUSED)
def test_what_these_files_do_without_is_refused_at_its_place(text: str, rule: str, line: int, column: int) -> None:
    assert place(text) == (rule, line, column)
    (found,) = read(text).found
    assert found.message.endswith(".")
    assert found.hint


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    assert read("a: 1\na: 2\na: 3\n").data == {"a": 1}
    assert len(read("a: 1\na: 2\na: 3\n").found) == 2
    assert read("a: 1\na: 2\nb: 3\n").data == {"a": 1, "b": 3}


def test_keys_that_stand_twice_one_after_the_other_are_one_mistake() -> None:
    assert place("a: 1\nb: 2\nc: 3\nb: 4\nc: 5\n") == ("duplicate-key", 4, 1)
    assert read("a: 1\nb: 2\nc: 3\nb: 4\nc: 5\n").data == {"a": 1, "b": 2, "c": 3}
    assert len(read("a: 1\nb: 2\nb: 4\nc: 3\na: 5\n").found) == 2, "another key stands between them"


NO_DASH = """\
x:
  - id: a
    name: A
    id: b
    name: B
    more: 2
    id: c
    name: C
  - id: d
"""


def test_an_entry_without_its_dash_is_one_mistake_and_read_as_the_entry_that_was_meant() -> None:
    reading = read(NO_DASH)
    assert [(found.rule, *found.location[1:]) for found in reading.found] == [
        ("duplicate-key", 4, 5),
        ("duplicate-key", 7, 5),
    ]
    assert "write a dash" in reading.found[0].hint
    assert reading.data == read(NO_DASH.replace("    id", "  - id")).data
    document = read_document(PATH, NO_DASH.encode())
    assert document.location(("x", 1, "name"))[1:] == (5, 11)
    assert document.location(("x", 1, "more"), key=True)[1:] == (6, 5)
    assert document.location(("x", 2))[1:] == (7, 5)
    assert document.location(("x", 3, "id"))[1:] == (9, 9)


def test_one_key_twice_in_an_entry_does_not_make_another_entry() -> None:
    assert read("- id: a\n  name: A\n  id: b\n").data == [{"id": "a", "name": "A"}]
    assert read("- id: a\n  name: A\n  id: b\n  more: 1\n").data == [{"id": "a", "name": "A", "more": 1}]


def test_what_looks_like_a_feature_is_text_in_quotes() -> None:
    reading = read("a: '*x'\nb: \"&y\"\nc: '!t'\n'<<': 1\n'12': 1\nd: x *y* & z!\n")
    assert reading.found == []
    assert reading.data["'12'".strip("'")] == 1


# ---- hostile ---------------------------------------------------------------------------------------------------

LAUGHS = "a: &a [x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
HOSTILE = {
    "50,000 brackets": b"[" * 50_000,
    "50,000 brackets, closed": b"[" * 50_000 + b"]" * 50_000,
    "50,000 braces": b"{a: " * 50_000,
    "deep blocks": "".join(f"{' ' * n}a:\n" for n in range(1000)).encode(),
    "dashes on one line": b"- " * 50_000 + b"x",
    "question marks": b"? " * 50_000,
    "billion laughs": LAUGHS.encode(),
    "200,000 values": b"[" + b"a," * 200_000 + b"]",
    "one long word that ends badly": b"a: " + b"x" * 990_000 + b": b",
    "an open quotation mark": b'a: "' + b"x\n" * 400_000,
    "nothing but colons": b":" * 500_000,
    "tabs": b"\t" * 900_000,
    "anchors": b"&a " * 100_000,
}


@pytest.mark.safety(19)
@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_gets_a_finding_with_a_place_within_a_second(raw: bytes) -> None:
    began = time.process_time()
    document = read_document(PATH, raw)
    assert time.process_time() - began < 1
    assert document.found
    assert all(found.location.line >= 1 and found.location.column >= 1 for found in document.found)


@pytest.mark.parametrize("raw", [b"a: " + b"x " * 490_000, b"a: '" + b"x" * 990_000 + b"'\n", b"# " + b"x" * 990_000])
def test_a_megabyte_on_one_line_is_read_within_a_second(raw: bytes) -> None:
    began = time.process_time()
    assert read_document(PATH, raw).found == ()
    assert time.process_time() - began < 1


def answered(path: str, raw: bytes) -> None:
    """Reading gives data, or findings with places inside the text; nothing else."""
    document = read_document(path, raw)
    assert document.data is None or document.marks is not None
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    for found in document.found:
        assert 1 <= found.location.line <= lines
        assert 1 <= found.location.column <= len(raw) + 2
        assert found.message
        assert "\n" not in found.message


@pytest.mark.safety(19)
@examples(120)
@given(st.sampled_from([PATH, "meetings/x.md"]), st.binary(max_size=300))
def test_any_bytes_get_an_answer(path: str, raw: bytes) -> None:
    answered(path, raw)
    answered(path, b"---\n" + raw + b"\n---\n")


def test_any_damage_to_a_valid_file_gets_an_answer() -> None:
    chance = random.Random(7)
    pieces = [
        b"\t",
        b":",
        b"- ",
        b"'",
        b'"',
        b"[",
        b"}",
        b"|",
        b"&a ",
        b"*a",
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"%",
        b"? ",
    ]
    pieces += ["\u2028".encode(), "🙂".encode(), b"---\n", b"<<<<<<< x\n", b"  ", b"!x ", b"\xef\xbb\xbf"]
    for _ in range(1500):
        raw = bytearray(VALID.encode())
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(raw))
            kind = chance.randrange(3)
            if kind == 0:
                del raw[at : at + chance.randint(1, 9)]
            elif kind == 1:
                raw[at:at] = chance.choice(pieces)
            else:
                raw[at] = chance.randrange(256)
        answered(PATH, bytes(raw))
        answered("meetings/x.md", b"---\n" + bytes(raw) + b"---\nnotes\n")
