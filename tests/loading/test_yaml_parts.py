"""Reading old versions of principle files in parts gives what reading them whole gives, however they are damaged."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.documents.document import read_document
from reflectctl.loading.facts import KINDS, Facts, facts
from reflectctl.loading.values import mapping
from reflectctl.loading.yaml_parts import Parts
from tests.properties import examples

TEXT = """\
# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json
principle: trauma
assessments:
  action:
    rating: agree
    agreed: "2026-03-12"
    meeting: 2026-03-12-trauma
    because: >-
      Two lines
      of reason.
    views:
      - agency: police
        rating: disagree
        because: "a: b"
    reflections:
      evidence: |
        - one
        culture:

        - two
  behaviour:
    rating:
    # a comment
  culture:
    rating: 'neither'
    because: plain text
      that goes on
making_progress:
  immediate:
    goal: |
      Something
    actions: []
  longer_term: {goal: x, actions: []}
"""

LINES = TEXT.splitlines()
ODD = ['"', "'", '  because: "open', "principle: voice", "---", "...", "? x", "- y", "\t", "   odd: 1", "assessments:"]
ODD += [
    "making_progress: |",
    "  - [",
    "é: ü",
    "\u0085",
    "  &a b: *a",
    "",
    "#",
    "  # c",
    "    rating: agree",
    "  action:",
]
PIECES = st.sampled_from([*LINES, *ODD])


KEYS = [key for kind in KINDS.values() for key in kind.keys]


def both(raw: bytes, parts: Parts) -> None:
    data = parts.data(raw)
    if data is not None:
        document = read_document("principle.yaml", raw)
        assert not document.found
        assert told(data) == told(mapping(document.data))


def told(data: Mapping[str, Any]) -> Facts | str:
    return facts("principle", data, KINDS)


@examples(150)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, 3), st.lists(PIECES, max_size=2)), max_size=4))
def test_a_damaged_file_reads_the_same_in_parts_and_whole(changes: list[tuple[int, int, list[str]]]) -> None:
    parts = Parts(KEYS)
    lines = list(LINES)
    for at, gone, new in changes:
        lines[at : at + gone] = new
        both("\n".join(lines).encode(), parts)
        both(("\n".join(lines) + "\n").encode(), parts)


@pytest.mark.parametrize("name", sorted(path.name for path in Path("tests/cases").glob("*/dirty/principles/*.yaml")))
def test_every_dirty_case_reads_the_same_in_parts_and_whole(name: str) -> None:
    parts = Parts(KEYS)
    for path in Path("tests/cases").glob(f"*/dirty/principles/{name}"):
        both(path.read_bytes(), parts)


def test_the_parts_of_an_ordinary_file_are_read_once() -> None:
    parts = Parts(KEYS)
    assert parts.data(TEXT.encode()) is not None
    read = len(parts._read)
    assert parts.data(TEXT.replace("'neither'", "'agree'").encode()) is not None
    assert len(parts._read) == read + 1
