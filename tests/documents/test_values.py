"""Reading values alone gives what reading with places gives, or leaves it to that."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from reflectctl.documents.document import read_document
from reflectctl.documents.yaml import MOST_DEEP, Unusual, read, values
from tests.properties import examples

BASE = Path(__file__).parent.parent / "cases" / "base"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(BASE.rglob("*.yaml"))]


def agree(text: str) -> bool:
    """Whether both ways say the same of a text; true, too, where the quick one leaves it to the other."""
    reading = read("a.yaml", text)
    try:
        value = values(text)
    except Unusual:
        return True
    return (repr(value), []) == (repr(reading.data), reading.found)


def quick(text: str) -> bool:
    try:
        values(text)
    except Unusual:
        return False
    return True


@examples(120)
@given(st.text(alphabet="ab:- \n#\"'[]{},&*!|>%~0.tnull\u00e9?<", max_size=60))
@example("")
@example('"": 1\n')
@example("<<: 1\n")
@example("no: 1\nnull: 2\n")
@example("1: 2\n")
@example("a: 1\na: 2\n")
@example("a: !x 1\n")
@example("a: &x 1\nb: *x\n")
@example("---\na: 1\n---\nb: 2\n")
@example("a: 1\n...\n")
@example("a: 1\n...\n...\n")
@example("%YAML 1.2\n---\na: 1\n")
@example("? [a]\n: 1\n")
def test_any_text_reads_the_same_or_is_left_to_the_other(text: str) -> None:
    assert agree(text)


@examples(80)
@given(st.sampled_from(TEXTS), st.data())
def test_damaged_records_read_the_same_or_are_left_to_the_other(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 20))
    put = data.draw(st.text(alphabet=":-# \n\t\"'[]&*", max_size=3))
    assert agree(text[:at] + put + text[at + gone :])


def test_sound_records_are_read_the_quick_way() -> None:
    assert all(quick(text) for text in TEXTS)


def test_depth_is_capped_the_same_way() -> None:
    for depth in (MOST_DEEP - 1, MOST_DEEP, MOST_DEEP + 1):
        text = "[" * depth + "]" * depth
        assert agree(text)
        assert quick(text) == (read("a.yaml", text).found == [])


def test_a_document_finds_its_places_when_it_is_first_asked() -> None:
    document = read_document("a.yaml", b"a:\n  - b: 1\n")
    assert document.location(("a", 0, "b"))[1:] == (2, 8)
    assert read_document("a.md", b"---\na: 1\n---\nb: 2\n").location(("a",))[1:] == (2, 4)
