"""Small numbers of people in what is published: told coarsely, and nothing else touched."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis.redaction import count, few


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two young people said so.", "Fewer than five young people said so."),
        ("one child told us", "fewer than five children told us"),
        ("three vulnerable young people", "fewer than five vulnerable young people"),
        ("2 of the girls", "fewer than five of the girls"),
        ("two or three children", "fewer than five children"),
        ("Between one and two children", "Fewer than five children"),
        ("a single family", "fewer than five families"),
        ("both brothers", "fewer than five brothers"),
        ("1 referral, 3 arrests", "fewer than five referrals, fewer than five arrests"),
        ("a 14-year-old girl asked", "a girl asked"),
        ("the fourteen-year-old boy", "the boy"),
        ("a girl, aged 15, said", "a girl said"),
    ],
)
def test_small_numbers_of_people_and_their_ages_are_not_told(text, told):
    assert few(text) == told
    assert count(text) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "Five girls and 12 of 14 parents",
        "one of our aims",
        "four weeks, three agencies, 2 schools, one named contact for each child",
        "a three-month pilot for children",
        "two social workers read two case files",
        "https://example.org/2 children",
        "1,2 children of 21 children; 0.3 children; 2025-03 children",
        "1 in 4 children",
        "on 1 May children came",
        "Eight boards have adopted a strategy whose second paragraph concerns children",
        "plant trwy'r ysgolion, tri phlentyn",
    ],
)
def test_everything_else_stays(text):
    assert few(text) == text
    assert count(text) == 0


NUMBERS = ["one", "two", "three", "four", "2", "14", "a single", "both", "aged"]
WORDS = st.sampled_from([*NUMBERS, "of", "the", "young", "Black", "people", "children", "girl", ",", ".", "\n", "a"])


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_twice_is_as_once(text):
    assert few(few(text)) == few(text)


@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert count(text) == 0 or few(text) != text


@pytest.mark.parametrize("piece", ["one ", "two young ", "a a-year-old ", "aged ", "one of the ", "two, "])
def test_a_long_text_takes_no_longer_for_being_odd(piece):
    began = time.process_time()
    few(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 2
