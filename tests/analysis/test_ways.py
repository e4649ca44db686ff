"""The way of a value between two moments, held against a reader who reads the minutes in order."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reflectctl.analysis import view_steps, ways
from reflectctl.loading.told_values import Changed
from reflectctl.model.diff import Step
from reflectctl.model.history import CONFIRMED
from reflectctl.model.instrument import AGREEMENT, DISAGREEMENT, UNCLEAR, Instrument, Term
from reflectctl.model.records import View
from tests.properties import examples

SCALE = Instrument(
    scale=tuple(
        Term(id, id, stance=stance)
        for id, stance in (("agree", AGREEMENT), ("neither", UNCLEAR), ("disagree", DISAGREEMENT))
    )
)
DAY = date(2026, 1, 1)
ratings = st.sampled_from(("agree", "neither", "disagree"))


def on_one_line(said: Sequence[View | None]) -> list[Changed]:
    """What commits that follow each other changed."""
    return [Changed(one, two, DAY) for one, two in pairwise(said) if one != two]


def steps(said: Sequence[View | None], begin: int, end: int) -> tuple[Step, ...]:
    """What is told between two commits, each of which says what an agency thinks."""
    changes = on_one_line(said[begin : end + 1])
    return view_steps.steps(said[begin], ways.stops(changes, said[begin], said[end]), SCALE)


@examples(100)
@given(st.lists(st.tuples(ratings, st.booleans(), st.booleans()), min_size=2, max_size=9), st.data())
def test_periods_that_touch_tell_together_what_the_whole_tells(
    given_: list[tuple[str, bool, bool]], dice: st.DataObject
) -> None:
    """Views given one after the other, some typed wrongly at first, some taken out for a while and brought back."""
    said: list[View | None] = [None]
    ends = [0]
    for number, (rating, slips, lost) in enumerate(given_, 1):
        view = View("police", rating, date(2026, number, 3), f"m{number}", "So.")
        said += [view._replace(rating="disagree" if rating == "agree" else "agree")] if slips else []
        said += [view, *((None, view) if lost else ())]
        ends.append(len(said) - 1)
    chosen = sorted(dice.draw(st.lists(st.integers(0, len(given_)), min_size=3, max_size=3)))
    first, middle, last = (ends[each] for each in chosen)

    whole = steps(said, first, last)

    assert [(step.rating, step.meeting) for step in whole] == [
        (rating, f"m{number}") for number, (rating, _, _) in enumerate(given_, 1) if chosen[0] < number <= chosen[2]
    ]
    assert whole == (*steps(said, first, middle), *steps(said, middle, last))
    before = said[first]
    back = view_steps.backwards(whole, before, SCALE)
    moved = [step for step in whole if step.kind != CONFIRMED]
    # Backwards, nothing is given again.
    assert [(step.was, step.rating) for step in back] == [(step.rating, step.was) for step in reversed(moved)]
    assert not back or back[-1].rating == (before.rating if before else None)
    forth = view_steps.backwards(back, said[last], SCALE)
    assert [(step.was, step.rating) for step in forth] == [(step.was, step.rating) for step in moved]


def test_a_view_that_was_put_right_to_what_stood_before_is_confirmed() -> None:
    first = View("police", "neither", date(2026, 1, 10), "m1", "So.")
    slip = first._replace(rating="disagree", given=date(2026, 2, 10), meeting="m2")
    told = steps([first, slip, slip._replace(rating="neither")], 0, 2)
    assert [(step.kind, step.was, step.rating) for step in told] == [("confirmed", "neither", "neither")]


def held(view: View | None) -> str | None:
    """The rating as steps name it: an empty one of who could not say, and none where there is no view."""
    return (view.rating or "") if view else None


views = st.one_of(
    st.none(),
    st.builds(
        lambda rating, given, meeting, because: View("police", rating, given, meeting, because),
        st.one_of(st.none(), ratings),
        st.sampled_from((None, date(2026, 1, 10), date(2026, 2, 10))),
        st.sampled_from(("", "m1", "m2")),
        st.sampled_from(("", "So.")),
    ),
)


@examples(200)
@given(st.lists(views, min_size=1, max_size=8), st.sampled_from((None, "earlier", "other")))
def test_any_way_leads_from_one_end_to_the_other(said: list[View | None], last: str | None) -> None:
    """Whatever commits say, in any order, and whatever is not committed after them."""
    after = said[-1] if last is None else said[0] if last == "earlier" else View("police", "neither")
    changes = on_one_line(said)
    way = ways.stops(changes, said[0], after)
    assert (way[-1].how if way else said[0]) == after
    told = view_steps.steps(said[0], way, SCALE)
    stands = [step.rating for step in told][-1:] or [held(said[0])]
    assert stands == [held(after)]
