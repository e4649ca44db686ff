"""The account of a period: every move in it, each once, whatever the two ends are."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis import account
from reflectctl.model.diff import TOLD_LATE, Step
from reflectctl.model.records import Assessment, EarlierRating
from tests.properties import examples

from . import day
from . import test_earlier_ratings as late
from .test_rating_history import CORRECTED, EMPTIED, FIRST, GONE, JUNE, STATEMENT, told

OCTOBER = ("2026-10-06", "disagree", "2026-10-05", "m3")
AGAIN = ("2026-10-06", "agree", "2026-10-05", "m3")
UNDATED = ("2026-06-07", "agree", "", "")
LATE = ("2026-10-06", "neither", "2026-04-05", "m4")

Said = Sequence[str]


def assessment(said: Said) -> Assessment:
    """How a statement stands by what a commit says."""
    _, rating, agreed, meeting, *because = said
    return Assessment(STATEMENT, rating or None, day(agreed) if agreed else None, meeting, "".join(because))


def way(commits: Sequence[Said], begin: int, end: int) -> tuple[Step, ...]:
    """What is told of the commits after one, up to another."""
    history = told([tuple(each) for each in commits[: end + 1]])
    new = {f"{number:040x}" for number in range(begin + 1, end + 1)}
    before, after = ({STATEMENT: assessment(commits[at])} for at in (begin, end))
    return account.ways(history, new, before, after).get(STATEMENT, ())


def brief(steps: Sequence[Step]) -> list[str]:
    return [f"{each.kind} {each.was or '·'} → {each.rating or '·'}" for each in steps]


@pytest.mark.parametrize(
    ("commits", "steps"),
    [
        ([FIRST, JUNE], ["rated disagree → agree"]),
        ([FIRST, JUNE, OCTOBER], ["rated disagree → agree", "rated agree → disagree"]),
        ([FIRST, JUNE, AGAIN], ["rated disagree → agree", "confirmed agree → agree"]),
        ([FIRST, CORRECTED], ["corrected disagree → agree"]),
        ([FIRST, CORRECTED, OCTOBER], ["corrected disagree → agree", "rated agree → disagree"]),
        # Put right within the period, it is the agreement that it was.
        ([GONE, FIRST, CORRECTED], ["rated · → agree"]),
        ([FIRST, JUNE, ("2026-06-08", "disagree", "2026-06-05", "m2")], ["confirmed disagree → disagree"]),
        # Taken back before anybody looked: nothing was agreed.
        ([FIRST, JUNE, FIRST], []),
        ([FIRST, GONE, FIRST], []),
        ([GONE, FIRST, GONE, FIRST], ["rated · → disagree"]),
        ([FIRST, EMPTIED], ["withdrawn disagree → ·"]),
        ([FIRST, GONE], ["withdrawn disagree → ·"]),
        ([FIRST, EMPTIED, OCTOBER], ["withdrawn disagree → ·", "rated · → disagree"]),
        # The day was put right first, and the meeting was named afterwards: both are of that meeting.
        (
            [FIRST, ("2026-01-14", "agree", "2026-01-13", ""), ("2026-01-15", "agree", "2026-01-13", FIRST[3])],
            ["corrected disagree → agree"],
        ),
        # Written by hand over what was agreed later: no move leads from June to January.
        ([JUNE, FIRST], ["corrected agree → disagree"]),
        ([JUNE, FIRST, OCTOBER], ["corrected agree → disagree", "confirmed disagree → disagree"]),
        ([JUNE, LATE], ["corrected agree → neither"]),
        # A day written beside what had none, or taken out, is no second agreement.
        ([UNDATED, JUNE, OCTOBER], ["rated agree → disagree"]),
        ([JUNE, UNDATED, OCTOBER], ["rated agree → disagree"]),
        ([JUNE, ("2026-06-08", "agree", "2026-06-04", ""), OCTOBER], ["rated agree → disagree"]),
        ([FIRST, JUNE, LATE, JUNE], ["rated disagree → neither", "rated neither → agree"]),
        ([JUNE, LATE, JUNE], ["told-late agree → neither"]),
        # The day was put right, and it was agreed again after the day that it has now.
        (
            [("2026-10-06", "agree", "2026-10-05", ""), JUNE, ("2026-10-07", "agree", "2026-06-20", "")],
            ["confirmed agree → agree"],
        ),
    ],
)
def test_a_period_tells_what_was_agreed_in_it(commits: list[Said], steps: list[str]) -> None:
    assert brief(way(commits, 0, len(commits) - 1)) == steps


def assessed(said: late.Said, *earlier: late.Said) -> dict[str, Assessment]:
    """How a statement stands by what a commit says, with what it says was agreed before."""
    typed = late.fact(said, *earlier)
    beside = tuple(EarlierRating(*each) for each in typed.earlier)
    return {STATEMENT: Assessment(STATEMENT, typed.rating, typed.agreed, typed.meeting, "", earlier=beside)}


IN_LINE: tuple[tuple[int, ...], ...] = ((), (0,), (1,), (2,), (3,), (4,))
FOURTH = ("agree", "2026-02-04", "m2")
JULY, ELSEWHERE = ("agree", "2026-07-07", ""), ("neither", "2026-07-07", "m7")


@pytest.mark.parametrize(
    ("commits", "parents", "begin", "steps"),
    [
        # Typed in late and then said itself, or said and then typed in late: told once.
        ([(late.APRIL, FOURTH), (FOURTH,), (late.APRIL,)], IN_LINE, 0, []),
        ([(late.JUNE,), (late.JUNE, late.APRIL), (late.OCTOBER, late.APRIL)], IN_LINE, 1, ["rated agree → disagree"]),
        (
            [(late.JUNE,), (late.JUNE, late.APRIL), (late.OCTOBER, late.APRIL)],
            IN_LINE, 0, ["told-late agree → neither", "rated agree → disagree"],
        ),
        # Uncovered in the period, and moved on: by a revert, by what was brought back where nothing stood, by a merge.
        (
            [(late.APRIL, FOURTH), (late.PUT_RIGHT,), (late.APRIL, FOURTH), (late.JUNE,), (late.APRIL,), (late.JUNE,)],
            ((), (0,), (1, 0), (2,), (3,), (4,)),
            1, ["stands-again neither → neither", "rated neither → agree"],
        ),
        (
            [(late.FEBRUARY,), (late.NOTHING,), (late.FEBRUARY,), (late.JUNE,)],
            IN_LINE, 1, ["stands-again · → disagree", "rated disagree → agree"],
        ),
        (
            [(late.PUT_RIGHT,), (FOURTH,), (late.PUT_RIGHT,), (late.APRIL,)],
            ((), (0,), (0, 1), (2,)),
            1, ["corrected agree → neither", "confirmed neither → neither"],
        ),
        # Recorded before, and by an earlier clock on another line that was merged since: it was known.
        (
            [(late.NOTHING,), (FOURTH,), (JULY,), (FOURTH,), (ELSEWHERE,), (JULY,)],
            ((), (0,), (1,), (0,), (3,), (4, 2)),
            4, ["corrected neither → agree"],
        ),
        # Agreed, taken back and brought back within the period, it is what was agreed in it.
        (
            [(late.NOTHING,), (late.OCTOBER,), (late.APRIL,), (late.OCTOBER,)],
            IN_LINE, 0, ["rated · → neither", "rated neither → disagree"],
        ),
        # Only the day was put right: nothing was corrected, also where the rating moved afterwards.
        ([(late.APRIL,), (late.PUT_RIGHT,)], IN_LINE, 0, []),
        ([(late.APRIL,), (("neither", "2026-04-09", "m4"),)], IN_LINE, 0, []),
        ([(late.APRIL,), (("neither", "2026-04-09", "m4"),), (late.JUNE,)], IN_LINE, 0, ["rated neither → agree"]),
    ],
)  # fmt: skip
def test_what_was_typed_late_uncovered_or_put_right_is_told_once(
    commits: list[tuple[late.Said, ...]], parents: tuple[tuple[int, ...], ...], begin: int, steps: list[str]
) -> None:
    history = late.told(commits, parents)
    past: list[set[int]] = []
    for number, its in enumerate(parents[: len(commits)]):
        past.append({number}.union(*(past[each] for each in its)))
    new = {f"{each:040x}" for each in past[-1] - past[begin]}
    before, after = assessed(*commits[begin]), assessed(*commits[-1])

    assert brief(account.ways(history, new, before, after).get(STATEMENT, ())) == steps


def test_what_is_brought_back_stands_again() -> None:
    assert brief(way([FIRST, GONE, FIRST], 1, 2)) == ["stands-again · → disagree"]
    assert brief(way([FIRST, JUNE, FIRST, JUNE], 2, 3)) == ["stands-again disagree → agree"]
    assert brief(way([FIRST, JUNE, FIRST], 1, 2)) == ["stands-again agree → disagree"], "a revert is no new agreement"


def test_what_was_emptied_ends_a_period_whatever_the_clock_said() -> None:
    emptied = ("1970-01-02", "", "", "", "We looked again.")
    assert brief(way([FIRST, JUNE, emptied], 0, 2)) == ["rated disagree → agree", "withdrawn agree → ·"]


says = st.tuples(
    st.sampled_from(("agree", "neither", "disagree", "")),
    st.sampled_from(("2026-01-10", "2026-02-10", "2026-03-10", "")),
    st.sampled_from(("", "m1", "m2", "m3")),
    st.sampled_from(("", "Because.")),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Said]:
    """Commits, one after another; now and then what was said before is said again."""
    found: list[Said] = []
    for at in range(draw(st.integers(2, 9))):
        back = draw(st.integers(0, 3))
        rating, agreed, meeting, because = draw(says)
        on = draw(st.sampled_from(("1970-01-02", "2026-01-12", "2026-02-20", "2026-03-15", "2099-01-01")))
        fresh = (on, rating, agreed if rating else "", meeting if rating else "", because)
        found.append((on, *found[-back][1:]) if 1 < back <= at else fresh)
    return found


def moment(step: Step) -> tuple[Any, ...]:
    return step.rating, step.agreed


@examples(100)
@given(histories(), st.data())
def test_any_account_leads_from_one_end_to_the_other_and_back(commits: list[Said], dice: st.DataObject) -> None:
    begin, middle, end = sorted(dice.draw(st.lists(st.integers(0, len(commits) - 1), min_size=3, max_size=3)))
    whole = way(commits, begin, end)
    before, after = assessment(commits[begin]), assessment(commits[end])

    steps = [step for step in whole if step.kind != TOLD_LATE]
    stops = [before.rating, *(step.rating for step in steps)]
    assert [step.was for step in steps] == stops[:-1]
    assert stops[-1] == after.rating
    back = account.backwards(whole, before)
    assert [(step.was, step.rating) for step in back] == [(step.rating, step.was) for step in reversed(steps)]
    assert not back or moment(back[-1]) == (before.rating, before.agreed)

    # What stood in the middle and still stands is told by one of two periods that touch, and by both together.
    parts = (*way(commits, begin, middle), *way(commits, middle, end))
    agreed = [each for each in whole if each.rating is not None]
    assert {moment(each) for each in agreed} <= {moment(each) for each in parts}


@examples(100)
@given(
    st.lists(st.tuples(st.sampled_from(("agree", "neither", "disagree")), st.booleans()), min_size=2, max_size=9),
    st.data(),
)
def test_periods_that_touch_tell_together_what_the_whole_tells(
    agreements: list[tuple[str, bool]], dice: st.DataObject
) -> None:
    """Of meetings that follow each other, some typed up wrongly at first; told as by reading the minutes in order."""
    commits: list[Said] = [GONE]
    minutes = [0]
    for number, (rating, slip) in enumerate(agreements, 1):
        held = date(2026, number, 3)
        for said in (["disagree" if rating == "agree" else "agree"] if slip else []) + [rating]:
            commits.append((f"2026-{number:02}-{10 + len(said)}", said, held.isoformat(), f"m{number}"))
        minutes.append(len(commits) - 1)
    ends = sorted(dice.draw(st.lists(st.integers(0, len(agreements)), min_size=3, max_size=3)))
    first, middle, last = (minutes[each] for each in ends)

    whole = way(commits, first, last)

    read = [rating for rating, _ in agreements[ends[0] : ends[2]]]
    assert [step.rating for step in whole] == read
    assert whole == (*way(commits, first, middle), *way(commits, middle, last))
