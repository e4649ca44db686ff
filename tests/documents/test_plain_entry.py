"""What is read by a look is what reading YAML gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.documents.document import read_document
from reflectctl.documents.plain_entry import plain_entry
from tests.properties import examples

LOOKED_AT = {
    "    rating: agree\n": {"rating": "agree"},
    '    agreed: "2026-03-12"\n': {"agreed": "2026-03-12"},
    "    meeting: 2026-03-12-trauma": {"meeting": "2026-03-12-trauma"},
    "    agreed: 2026-03-12\n": {"agreed": "2026-03-12"},
    "    number: 12\n": {"number": 12},
    "    rating:\n": {"rating": None},
    "    rating: null\n": {"rating": None},
    "  public: true\n": {"public": True},
    '    because: ""\n': {"because": ""},
    "    because: >-\n      Two lines\n      of: reason # and more.\n": {"because": "Two lines of: reason # and more."},
    "    because: >-\n     One": {"because": "One"},
}
"""Entries, and what they say."""

NOT = (
    "    because: >-\n      Two lines\n\n      of reason.\n",
    "    because: >-\n      Two lines\n       of reason.\n",
    "    because: >-\n      Two lines \n      of reason.\n",
    "    because: >-\n      Two lines\n    # of reason.\n",
    "    because: >-\n      Drei Zeilen für alle\n",
    "    because: >-\n    none\n",
    "    because: >-\n",
    "    because: >\n      Two lines\n",
    '    because: "a \\" b"\n',
    "    because: plain text\n",
    "    rating: agree # why\n",
    "    rating: agree\n    agreed: x\n",
    "    true: x\n",
    "    rating: -\n",
    "rating: agree\n",
)
"""Entries that are left to who reads YAML."""


def by_yaml(raw: bytes) -> object:
    document = read_document("part.yaml", raw)
    return None if document.found else document.data


@pytest.mark.parametrize("entry", LOOKED_AT)
def test_an_entry_as_most_are_written_is_read_by_a_look(entry: str) -> None:
    assert repr(plain_entry(entry.encode())) == repr(LOOKED_AT[entry]) == repr(by_yaml(entry.encode()))


@pytest.mark.parametrize("entry", NOT)
def test_all_else_is_left_to_who_reads_yaml(entry: str) -> None:
    assert plain_entry(entry.encode()) is None


PIECES = st.sampled_from([
    "    rating: ", "  because: >-\n", "because", ":", ": ", " ", "    ", "      ", "\n", "agree", "Two lines",
    '"', "'", "#", " #", "-", "1", "1e5", "0x1f", ".5", "~", "null", "yes", "\t", "\r", "\x00", "\u0085", "é", ">-",
    "|", "{", "[", "&a ", "*a", "!t ", "---", "...", "%", "<<", "<<<<<<< x", "\ufeff", "\\n", "?", "x: y",
])  # fmt: skip
BEGINNINGS = st.sampled_from(["    rating: ", "    because: >-\n", '    agreed: "', "", "  "])


@examples(1500)
@given(BEGINNINGS, st.lists(PIECES, max_size=6))
def test_whatever_is_read_by_a_look_is_what_yaml_gives(begins: str, pieces: list[str]) -> None:
    raw = (begins + "".join(pieces)).encode()
    if (said := plain_entry(raw)) is not None:
        assert repr(said) == repr(by_yaml(raw))
