"""The published tool as DOCX says what it says as text; what somebody filled in is no wording, and that is said."""

import pytest

from reflectctl.errors import ReflectError
from reflectctl.importing.docx import document
from reflectctl.importing.filled_in.wording import printed
from reflectctl.importing.published.find import published
from reflectctl.importing.published.labels import KEY_POINTS
from reflectctl.importing.published.notes import Found

from ..printing import ACTIONS, GOALS, MEASURE, PACK, blocks, invented
from ..word import SCALE, Fill, docx, of_blocks, paragraph, run, scale

DOCUMENT = invented()
BLANK: Fill = lambda said, times: ""  # noqa: E731


def read(fill: Fill = BLANK, *, tables: bool = True) -> Found:
    body = of_blocks(blocks(DOCUMENT, tables=tables), fill)
    return published([printed("tool.docx", document("tool.docx", docx(body)), PACK)], PACK)


@pytest.mark.parametrize("tables", [True, False])
def test_a_docx_says_everything_that_is_wanted(tables: bool) -> None:
    found = read(tables=tables)
    assert found.doubts == ()
    assert dict(found.words) == DOCUMENT.words


ASKED = [str(DOCUMENT.words["questions", each.id, "question"]) for each in PACK.questions]


@pytest.mark.parametrize("said", ["TBC", "Step {}: letters are read aloud. Is it enough?"])
def test_what_is_filled_in_is_no_published_wording(said: str) -> None:
    def fill(words: str, times: int) -> str:
        if words == SCALE:
            return scale(times % 5, "X")
        boxes = (f"{KEY_POINTS}:", *(f"{goal}:" for goal in GOALS), f"{ACTIONS}:", MEASURE)
        return paragraph(said.format(times)) if words in boxes or (words in ASKED and not said.endswith("?")) else ""

    found = read(fill)
    assert dict(found.words) == DOCUMENT.words
    assert found.grave == ()
    [told] = found.doubts
    assert "filled in" in told.message
    assert "worksheet read" in told.message


def test_struck_words_are_a_doubt_with_the_place_where_they_stand() -> None:
    found = read(lambda words, times: paragraph(run("gone", "<w:strike/>")) if words == "A Tool for Partners" else "")
    [doubt] = found.grave
    assert "struck out" in doubt.message
    assert found.where[doubt.place] == f"paragraph {doubt.place}"


def test_tracked_changes_are_refused_with_their_places_and_what_to_do() -> None:
    changed = paragraph("<w:ins>" + run("new") + "</w:ins>")
    with pytest.raises(ReflectError) as problem:
        read(lambda words, times: changed if words == f"{KEY_POINTS}:" and times == 2 else "")
    assert "table 2, row 3" in problem.value.message
    assert "Accept or reject" in (problem.value.hint or "")
