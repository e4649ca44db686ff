"""Markdown as words for a terminal: its marks go, and what only looks like one stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.model.blocks import Prose
from reflectctl.render import terminal
from reflectctl.render.plain_words import plain_words
from tests.properties import examples


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**Action.** Settled on _disagree_.", "Action. Settled on disagree."),
        ("- **Action: neither.** Seven __strategies__.", "- Action: neither. Seven strategies."),
        ("***both*** and ~~gone~~ and *one*", "both and gone and one"),
        ("## What was said", "What was said"),
        ("[our log](https://example.org/a_b) and [](https://b.org)", "our log (https://example.org/a_b) and https://b.org"),
        ("<https://example.org/a_b_>", "https://example.org/a_b_"),
        ("Write `due_on` and ``a`b``", "Write due_on and a`b"),
        (r"5 \* 3 and \_so\_", "5 * 3 and _so_"),
        ("a line that breaks\\", "a line that breaks"),
        # What only looks like a mark.
        ("5 * 3 * 2, 5*3*2", "5 * 3 * 2, 5*3*2"),
        ("snake_case_name and a_b", "snake_case_name and a_b"),
        ("one * alone, and **two", "one * alone, and **two"),
        ("#1 of 3", "#1 of 3"),
        ("[not a link] (really)", "[not a link] (really)"),
        ("* a point * of its own", "* a point * of its own"),
        ("a < b > c", "a < b > c"),
        ("Gŵyl – «Łódź» 部屋", "Gŵyl – «Łódź» 部屋"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(typed: str, shown: str) -> None:
    assert plain_words(typed) == shown


@examples(200)
@given(st.text(alphabet="ab _*~`\\[]()<>#!\n-1", max_size=60))
def test_no_letter_is_lost_and_none_is_made(typed: str) -> None:
    shown = plain_words(typed)
    assert [each for each in shown if each.isalnum()] == [each for each in typed if each.isalnum()]


def test_code_and_what_is_shown_as_it_was_typed_keep_their_marks() -> None:
    typed = "One **point** of\n*two* lines.\n\n```\na **b**\n```\n"

    assert terminal.text([Prose(typed)]) == "One point of two lines.\n\n```\na **b**\n```\n"
    assert terminal.text([Prose(typed, as_typed=True)]) == "One **point** of *two* lines.\n\n```\na **b**\n```\n"


def test_marks_that_are_never_closed_take_no_long_time() -> None:
    for sign in ("**a ", "_a ", "`a ", "[a ", "[a](b ", "~~a ", "*a ", "<https://a "):
        assert len(plain_words(sign * 20_000)) > 20_000
