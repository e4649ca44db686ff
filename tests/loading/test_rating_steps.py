"""Reading old versions of principle files in parts gives what reading them whole gives, however they are damaged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.loading import rating_steps
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


class Whole(rating_steps._Parts):
    """Parts that are never used: every file is read as a whole."""

    def data(self, raw: bytes) -> None:
        return None


def both(raw: bytes, parts: rating_steps._Parts) -> None:
    assert rating_steps._version(raw, parts) == rating_steps._version(raw, Whole())


@examples(400)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, 3), st.lists(PIECES, max_size=2)), max_size=4))
def test_a_damaged_file_reads_the_same_in_parts_and_whole(changes: list[tuple[int, int, list[str]]]) -> None:
    parts = rating_steps._Parts()
    lines = list(LINES)
    for at, gone, new in changes:
        lines[at : at + gone] = new
        both("\n".join(lines).encode(), parts)
        both(("\n".join(lines) + "\n").encode(), parts)


@pytest.mark.parametrize("name", sorted(path.name for path in Path("tests/cases").glob("*/dirty/principles/*.yaml")))
def test_every_dirty_case_reads_the_same_in_parts_and_whole(name: str) -> None:
    parts = rating_steps._Parts()
    for path in Path("tests/cases").glob(f"*/dirty/principles/{name}"):
        both(path.read_bytes(), parts)


def test_the_parts_of_an_ordinary_file_are_read_once() -> None:
    parts = rating_steps._Parts()
    assert parts.data(TEXT.encode()) is not None
    read = len(parts._read)
    assert parts.data(TEXT.replace("'neither'", "'agree'").encode()) is not None
    assert len(parts._read) == read + 1
