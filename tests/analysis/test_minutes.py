"""What a meeting came to: what was agreed there and what stood before it, who sees it otherwise, and what was noted."""

import pytest

from reflectctl.analysis.minutes import minutes
from reflectctl.model.history import History, Recorded, Recording
from reflectctl.model.records import Assessment, Discussion, EarlierRating, Meeting, Partnership, Plan, Progress, View

from . import action, day, meeting, partnership, rated, record

HELD = meeting("2026-03-10", "voice")._replace(id="spring")
RECORDED = Recorded("0" * 40, "A", "2026-03-12T12:00:00+00:00")


def recorded(rating: str | None, agreed: str, at: str = "", was: str | None = None, because: str = "") -> Recording:
    return Recording("voice.action", "rated", rating, was, day(agreed), at, because, RECORDED)


def of(stands: Assessment, history: History | None = None, held: Meeting = HELD) -> list[tuple[object, ...]]:
    """What was agreed: statement, what was before, whether that is known, what is, and why."""
    made = partnership(record("voice", stands), meetings=(held,))
    return [each[:5] for each in minutes(made, held, history).agreed]


NOW = rated("voice.action", "agree", "2026-03-10")._replace(meeting="spring", because="So.")
LATER = rated("voice.action", "agree", "2026-05-10")._replace(meeting="summer", because="Later.")
EARLIER = EarlierRating("neither", day("2025-01-10"), "winter", "Then.")


@pytest.mark.parametrize(
    ("stands", "told", "expected"),
    [
        # What stands was agreed there; commits tell what was before.
        (NOW, (recorded("disagree", "2026-01-10"), recorded("agree", "2026-03-10", "spring")),
         ("disagree", True, "agree", "So.")),
        (NOW, (recorded("agree", "2026-01-10"),), ("agree", True, "agree", "So.")),
        (NOW, (), (None, True, "agree", "So.")),
        # Not committed yet, and no commits at all.
        (NOW, None, (None, False, "agree", "So.")),
        (NOW._replace(earlier=(EARLIER,)), None, ("neither", True, "agree", "So.")),
        # What was typed in late stands among what commits tell, by its day.
        (NOW._replace(earlier=(EARLIER,)), (recorded("disagree", "2025-09-10"),), ("disagree", True, "agree", "So.")),
        (NOW._replace(earlier=(EARLIER,)), (recorded("disagree", "2024-09-10"),), ("neither", True, "agree", "So.")),
        # It does not stand any more: commits tell what was agreed there, or a line that was typed in late.
        (LATER, (recorded("disagree", "2026-01-10"), recorded("neither", "2026-03-10", "spring", because="There.")),
         ("disagree", True, "neither", "There.")),
        (LATER._replace(earlier=(EarlierRating("neither", day("2026-03-10"), "spring", "Typed."),)), None,
         (None, False, "neither", "Typed.")),
        # Without a meeting it goes by the day.
        (NOW._replace(meeting=""), (), (None, True, "agree", "So.")),
        # Agreed elsewhere on that day, or on another.
        (NOW._replace(meeting="other"), (), None),
        (LATER, (recorded("disagree", "2026-01-10"),), None),
        (rated("voice.action", None), (), None),
    ],
)  # fmt: skip
def test_what_was_agreed_stands_beside_what_was_before(stands, told, expected):
    found = of(stands, None if told is None else History(told))
    assert found == ([] if expected is None else [("voice.action", *expected)])


def test_by_the_day_alone_only_what_was_discussed_counts():
    assert of(NOW._replace(meeting=""), History(()), HELD._replace(principles=("trauma",))) == []
    assert len(of(NOW._replace(meeting=""), History(()), HELD._replace(principles=()))) == 1


def view(of: str, rating: str, given: str, at: str = "") -> View:
    return View(of, rating, day(given), at, f"{of}.")


@pytest.mark.parametrize(
    ("stands", "views", "outright", "unclear"),
    [
        (NOW, (view("a", "disagree", "2026-03-10"), view("b", "agree", "2026-03-10"),
               view("c", "neither", "2026-03-01")), ["a"], ["c"]),
        # Given afterwards of the rating that stands, and long before it.
        (NOW, (view("a", "disagree", "2026-04-20"), view("b", "disagree", "2025-03-10")), ["a"], []),
        # Of a rating that stands no more: what was given there or before.
        (LATER, (view("a", "disagree", "2026-05-10"), view("b", "disagree", "2026-03-10", "spring")), ["b"], []),
    ],
)  # fmt: skip
def test_views_that_differ_stand_beside_it(stands, views, outright, unclear):
    made = partnership(record("voice", stands._replace(views=views)), meetings=(HELD,))
    history = History((recorded("agree", "2026-03-10", "spring"),))
    [told] = minutes(made, HELD, history).agreed
    assert ([each.of for each in told.outright], [each.of for each in told.unclear]) == (outright, unclear)


LATE = Progress(day("2026-03-10"), "Late.", "2026-06")


def noted() -> Partnership:
    points = (Discussion("spring", None, "- There."), Discussion("", day("2026-03-10"), "- That day."),
              Discussion("other", None, "- Elsewhere."), Discussion("spring", None, " "))  # fmt: skip
    plan = Plan("now", actions=(
        action("new", opened="2026-03-10"), action("old", opened="2026-01-01"),
        action("done", "done", closed="2026-03-10"), action("done-later", "done", closed="2026-03-11"),
        action("moved")._replace(progress=(LATE, Progress(day("2026-04-01"), "Later."))),
        action("elsewhere", opened="2026-03-10", principle="trauma"),
    ))  # fmt: skip
    other = Plan("now", actions=tuple(each for each in plan.actions if each.principle == "trauma"))
    mine = plan._replace(actions=tuple(each for each in plan.actions if each.principle == "voice"))
    assessment = rated("voice.action", None)._replace(reflections={"evidence": points})
    return partnership(record("voice", assessment, plans=(mine,)), record("trauma", plans=(other,)), meetings=(HELD,))


def test_key_points_and_actions_are_those_of_the_meeting():
    told = minutes(noted(), HELD, None)
    assert [each.said.points for each in told.points] == ["- There.", "- That day."]
    assert [each.id for each in told.undertaken] == ["new"]
    assert [each.id for each in told.closed] == ["done"]
    assert [(each.id, it.note) for each, it in told.noted] == [("moved", "Late.")]
