"""Reading old versions of files of views in parts gives what reading them whole gives, however they are damaged."""

from hypothesis import given
from hypothesis import strategies as st

from reflectctl.loading.told_values import VIEW, ViewParts, values
from reflectctl.model.records import View
from tests.properties import examples

PATH = "views/police.yaml"
TEXT = """\
# yaml-language-server: $schema=../.reflectctl/schema/views.schema.json
of: police
views:
  children-first.action:
    rating: agree
    given: "2026-03-12"
    because: >-
      Two lines
      of reason.
  children-first.culture:
    rating:
    given: 2026-03-01
    meeting: 2026-03-01-children-first
  voice.action:
    rating: 'neither'
    because: plain text
      that goes on
  trauma.action: {rating: disagree, given: "2026-01-02"}
"""
LINES = TEXT.splitlines()
ODD = [
    '"', "  - [", "of: health", "of:", "---", "? x", "views:", "views: |", "  voice.action:", "    rating: agree", "#",
    "   odd: 1", "", "\t", "    rating: 1", "    rating: yes", "    rating: true", "  &a b: *a", "é: ü", "    # c",
    "    because: |", "      text", "  1.5:", "    given: 2026-03-12",
]  # fmt: skip
PIECES = st.sampled_from([*LINES, *ODD])
CHANGES = st.tuples(st.integers(0, len(LINES)), st.integers(0, 3), st.lists(PIECES, max_size=2))


@examples(150)
@given(st.lists(CHANGES, max_size=6))
def test_a_damaged_file_of_views_reads_the_same_in_parts_and_whole(changes: list[tuple[int, int, list[str]]]) -> None:
    parts = ViewParts()
    lines = list(LINES)
    for at, gone, new in [(0, 0, []), *changes]:
        lines[at : at + gone] = new
        for end in ("", "\n"):
            raw = ("\n".join(lines) + end).encode()
            assert values(PATH, raw, parts) == values(PATH, raw)


def test_a_view_that_stays_as_it_is_is_the_same_object() -> None:
    parts = ViewParts()
    before = values(PATH, TEXT.encode(), parts)
    after = values(PATH, TEXT.replace("of reason", "of another reason").encode(), parts)
    assert before is not None
    assert after is not None
    kept = [key for key in before if after[key] is before[key]]
    assert sorted(key[1] for key in kept) == ["children-first.culture", "trauma.action", "voice.action"]
    changed = after[VIEW, "children-first.action", "police"]
    assert isinstance(changed, View)
    assert changed.because == "Two lines of another reason."
