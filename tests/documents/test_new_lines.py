"""New lines that are written without ruamel.yaml are those that it writes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.documents import new_lines
from reflectctl.documents.patch import INDENT, _dumped, _parts, scalar
from tests.properties import examples

LONG = "The panel heard from two schools and from the youth justice team, and what they say is the same: so it is."
PLAIN: list[dict[str, Any]] = [
    {"because": "It is so."},
    {"because": LONG},
    {"because": LONG * 3},
    {"because": "One paragraph.\n\n- a point\n- another: one\n"},
    {"because": "Two\nlines"},
    {"because": "Café – “quoted” … it’s"},
    {"agreed": "2026-03-12", "meeting": "2026-03-12-trauma", "rating": None},
    {"rating": "agree", "because": ""},
    {"with": ["police", "youth-justice"]},
    {"dated": "2026-03", "note": "Yes: it is # so."},
    {"note": "no"},
    {"note": "12"},
]
OTHERS: list[dict[str, Any]] = [
    {"because": 'He said "no": never.'},
    {"because": "a \\ b: c"},
    {"because": " begins with a space\nand goes on"},
    {"because": "ends with two\n\n"},
    {"because": "a line \nthat ends with a space"},
    {"a b": "x"},
    {"null": "x"},
    {"with": ["123"]},
    {"with": []},
    {"with": [{"a": "b"}]},
    {"public": True},
    {"because": "a tab\tin it"},
    {"because": "\u2028"},
    {"because": "😀 smiles"},
]


def plain(value: dict[str, Any]) -> list[str] | None:
    found = new_lines.lines(value, scalar, _parts, INDENT)
    return found if found is None else [f"{line}\n" for line in found]


@pytest.mark.parametrize("value", PLAIN, ids=str)
def test_what_most_is_written_needs_no_ruamel(value: dict[str, Any]) -> None:
    assert plain(value) == _dumped(value, "")


@pytest.mark.parametrize("value", OTHERS, ids=str)
def test_all_else_is_left_to_it(value: dict[str, Any]) -> None:
    assert plain(value) is None


WORDS = st.sampled_from([
    "a", "word", "The", "no", "1", "2026-03-12", ":", "#", "-", "- ", "'", '"', "\\", " ", "  ", "\n", "\n\n", "é",
    "—", "“", "?", "!", "%", "@", "`", "&", "*", "|", ">", "{", "}", "[", "]", ",", "<<", "=", "~", ".", "...", "---",
    "\t", "\xa0", "\u200b", "\x7f", "true", "0x1f", "1e5", ": ", " #", LONG, "x" * 120,
])  # fmt: skip
TEXTS = st.one_of(st.none(), st.lists(WORDS, max_size=6).map("".join), st.lists(WORDS, max_size=40).map(" ".join))


@examples(800)
@given(st.dictionaries(st.sampled_from(["because", "rating", "on", "a_b", "x"]), TEXTS, min_size=1, max_size=3))
def test_whatever_is_written_without_it_is_what_it_writes(value: dict[str, Any]) -> None:
    if (lines := plain(value)) is not None:
        assert lines == _dumped(value, "")
