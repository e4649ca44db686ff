"""Reading old versions of principle files in parts gives what reading them whole gives, however they are damaged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.documents.document import read_document
from reflectctl.loading.facts import KINDS, Known, facts
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
    "    reflections:",
    "    earlier:",
    "    - rating: x",
    "    rating: {because: x}",
    "    rating: 1.0",
    "    rating: 1",
    "    rating: true",
    "    because: |2",
    "    goal: x",
    "  longer_term:",
    "  1.5:",
    "  true:",
    "\r",
]
PIECES = st.sampled_from([*LINES, *ODD])


KEYS = [key for kind in KINDS.values() for key in kind.keys]


def both(raw: bytes, parts: Parts, known: Known | None = None) -> None:
    data = parts.data(raw)
    if data is not None:
        document = read_document("principle.yaml", raw)
        assert not document.found
        # Equal numbers that are written otherwise are not the same.
        assert repr(facts("principle", data, KINDS, known)) == repr(facts("principle", mapping(document.data), KINDS))


@examples(150)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, 3), st.lists(PIECES, max_size=2)), max_size=8))
def test_a_damaged_file_reads_the_same_in_parts_and_whole(changes: list[tuple[int, int, list[str]]]) -> None:
    parts = Parts(KEYS)
    known: Known = {}
    lines = list(LINES)
    for at, gone, new in [(0, 0, []), *changes]:
        lines[at : at + gone] = new
        both("\n".join(lines).encode(), parts, known)
        both(("\n".join(lines) + "\n").encode(), parts, known)


@pytest.mark.parametrize("name", sorted(path.name for path in Path("tests/cases").glob("*/dirty/principles/*.yaml")))
def test_every_dirty_case_reads_the_same_in_parts_and_whole(name: str) -> None:
    parts = Parts(KEYS)
    for path in Path("tests/cases").glob(f"*/dirty/principles/{name}"):
        both(path.read_bytes(), parts)


def test_only_what_is_otherwise_is_read_and_what_is_the_same_is_the_same_object() -> None:
    parts = Parts(KEYS)
    before = parts.data(TEXT.encode())
    read = len(parts._read)
    after = parts.data(TEXT.replace("'neither'", "'agree'").encode())
    assert before is not None
    assert after is not None
    assert len(parts._read) == read + 1
    assert after["assessments"]["culture"] == before["assessments"]["culture"] | {"rating": "agree"}
    assert after["assessments"]["action"] is before["assessments"]["action"]
    assert after["making_progress"] is before["making_progress"]


def test_a_text_that_is_not_asked_for_changes_nothing() -> None:
    parts = Parts(("rating",))
    before = parts.data(TEXT.encode())
    assert parts.data(TEXT.replace("- two", "- three").encode()) is before


def test_a_key_that_only_the_other_kind_of_entry_has_is_not_passed_over() -> None:
    """It may have been meant for actions, which are then not known."""
    raw = TEXT.replace("    actions: []\n", "    reflections: []\n").encode()
    data = Parts(KEYS).data(raw)
    assert data is not None
    said = facts("principle", data, KINDS)
    assert said == facts("principle", mapping(read_document("principle.yaml", raw).data), KINDS)
    assert isinstance(said, str)
    assert "`reflections` in immediate is not known" in said
