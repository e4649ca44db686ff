"""Two versions of a text, word by word."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.tell import prose
from reflectctl.tell.word_diff import BREAK, IN, OUT, SAME, Segment, lines, segments

WORDS = st.lists(st.sampled_from(["we", "read", "twenty", "records", "-", "\n", "\n- ", "\n\n", "  ", "blame.", "[-"]))


def side(told: tuple[Segment, ...], other: str) -> str:
    """The text that is left when what belongs only to the other side is not read."""
    return " ".join(text.replace(BREAK, f" {BREAK} ") for op, text in told if op != other).split(" ")


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_each_side_can_be_read_out_of_the_segments(before, after):
    told = segments(before, after)

    for text, other in ((before, IN), (after, OUT)):
        wanted = f" {BREAK} ".join(prose.points(text)).split(" ")
        assert [each for each in side(told, other) if each] == [each for each in wanted if each]
    assert all(text for _, text in told)
    assert not any(one.op == two.op for one, two in pairwise(told))


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_the_other_way_the_same_words_stay_or_go(before, after):
    there, back = segments(before, after), segments(after, before)

    assert side(there, IN) == side(back, OUT) or [each for each in side(there, IN) if each] == [
        each for each in side(back, OUT) if each
    ]


def test_a_word_that_changed_is_shown_where_it_stands():
    assert segments("Nine of the twenty records blame the child.", "Two of the twenty records blame the child.") == (
        (OUT, "Nine"),
        (IN, "Two"),
        (SAME, "of the twenty records blame the child."),
    )


def test_a_text_that_was_wrapped_anew_has_not_changed():
    assert segments("one two\nthree four", "one  two three\nfour") == ((SAME, "one two three four"),)


def test_texts_with_little_in_common_are_told_one_after_the_other():
    told = segments("The sample was too small to say.", "Young people found the one phrase in forty documents.")

    assert [op for op, _ in told] == [OUT, IN]


def test_points_stay_apart():
    told = segments("- We read twenty.\n- We met.\n", "- We read forty.\n- We met.\n- We wrote.\n")

    assert lines(told) == [
        [(SAME, "We read"), (OUT, "twenty."), (IN, "forty.")],
        [(SAME, "We met.")],
        [(IN, "We wrote.")],
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a"] * 50_000, ["b", *["a"] * 50_000, "c"]),
        (list(map(str, range(50_000))), list(map(str, range(50_000, 0, -1)))),
        (["a", "b"] * 500, ["a", "c"] * 500),
        (list(map(str, range(990))), list(map(str, range(990, 0, -1)))),
    ],
)
def test_a_long_text_takes_no_longer_than_anybody_would_wait(before, after):
    begun = time.process_time()
    segments(" ".join(before), " ".join(after))
    assert time.process_time() - begun < 3
