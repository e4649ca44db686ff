"""Where there has been little or no progress: what each rule lists, what it leaves alone, and in which order."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest

from reflectctl.analysis import stalled
from reflectctl.analysis.stalled import RULES, stalls
from reflectctl.model.records import Action, Partnership, Plan, Preliminary
from reflectctl.model.report import Rated, Stall, Timeline

from . import action, day, meeting, partnership, rated, record

TODAY = day("2026-12-01")


def ago(days: int) -> str:
    """The day so many days before today."""
    return (TODAY - timedelta(days=days)).isoformat()


def timeline(statement: str, *steps: tuple[int, str | None]) -> Timeline:
    """How a rating went: so many days ago it became this."""
    return Timeline(statement, tuple(Rated(day(ago(days)), rating) for days, rating in steps))


def listed(rule: str, whole: Partnership, timelines: Sequence[Timeline] = ()) -> list[str]:
    """What a rule lists."""
    return [each.about for each in stalls(whole, timelines, today=TODAY) if each.rule == rule]


def planning(*actions: Action, goal: str = "") -> Partnership:
    """A partnership with a plan and nothing else."""
    return partnership(record("voice", plans=(Plan("now", goal, actions=actions),)))


def test_an_action_is_long_overdue_from_the_day_after_the_threshold_on():
    actions = (
        action("long", due=ago(91)),
        action("long-begun", "in-progress", due=ago(91)),
        action("lately", due=ago(90)),
        action("ahead", due="2027-01-01"),
        action("done", "done", due=ago(400), closed=ago(1)),
        action("dropped", "dropped", due=ago(400)),
        action("undated"),
    )

    found = stalls(planning(*actions), (), today=TODAY)

    assert found == (
        Stall("long-overdue", "long", day(ago(91))),
        Stall("long-overdue", "long-begun", day(ago(91))),
    )


def test_an_action_without_a_date_is_listed_half_a_year_after_it_was_opened():
    actions = (
        action("long", opened=ago(181)),
        action("lately", opened=ago(180)),
        action("dated", opened=ago(400), due="2027-01-01"),
        action("nobody-knows-since-when"),
        action("done", "done", opened=ago(400), closed=ago(1)),
    )

    assert listed("without-a-date", planning(*actions)) == ["long"]


@pytest.mark.parametrize(
    ("rating", "days", "expected"),
    [
        ("neither", 271, True),
        ("disagree", 271, True),
        ("neither", 270, False),
        ("agree", 900, False),
        (None, 900, False),
    ],
)
def test_a_rating_that_stood_long_is_listed_where_it_is_unclear_or_disagreement(rating, days, expected):
    whole = partnership(record("voice", rated("voice.action", rating, ago(days))))

    assert listed("not-moved", whole) == (["voice.action"] if expected else [])


def test_a_rating_that_was_agreed_again_has_not_moved():
    whole = partnership(record("voice", rated("voice.action", "disagree", ago(10))))
    went = timeline("voice.action", (500, "agree"), (300, "disagree"), (10, "disagree"))

    assert Stall("not-moved", "voice.action", day(ago(300))) in stalls(whole, [went], today=TODAY)
    assert listed("not-moved", whole) == []


@pytest.mark.parametrize(
    "steps",
    [
        [(500, "disagree"), (200, "agree"), (10, "disagree")],
        [(500, "disagree"), (200, None), (10, "disagree")],
        [(500, "neither"), (10, "disagree")],
        [(500, "agree")],
    ],
    ids=["there and back", "withdrawn in between", "from unclear", "not yet committed"],
)
def test_a_rating_that_moved_lately_is_not_listed(steps):
    whole = partnership(record("voice", rated("voice.action", "disagree", ago(10))))

    assert listed("not-moved", whole, [timeline("voice.action", *steps)]) == []


def test_a_rating_without_a_day_is_listed_only_where_the_history_has_one():
    whole = partnership(record("voice", rated("voice.action", "neither")))

    assert listed("not-moved", whole) == []
    assert listed("not-moved", whole, [timeline("voice.action", (300, "neither"))]) == ["voice.action"]


def unplanned(*actions: Action, agreed: int = 91, rating: str = "neither", other: Iterable[Action] = ()) -> list[str]:
    whole = partnership(
        record("voice", rated("voice.action", rating, ago(agreed)), plans=(Plan("now", actions=actions),)),
        record("trauma", plans=(Plan("now", actions=tuple(other)),)),
    )
    return listed("nothing-planned", whole)


def test_a_statement_that_nothing_is_planned_for_is_listed_a_quarter_after_its_rating():
    assert unplanned() == ["voice.action"]
    assert unplanned(agreed=90) == []
    assert unplanned(rating="agree") == []


def test_a_rating_that_was_agreed_again_lately_leaves_time_to_plan():
    whole = partnership(record("voice", rated("voice.action", "neither", ago(10))))
    undated = partnership(record("voice", rated("voice.action", "neither")))
    went = timeline("voice.action", (100, "neither"))

    assert listed("nothing-planned", whole, [went]) == []
    assert listed("nothing-planned", undated, [went]) == ["voice.action"]


def test_an_action_serves_what_it_names_and_everything_when_it_names_nothing():
    assert unplanned(action("a", serves=("culture",))) == ["voice.action"]
    assert unplanned(action("a", serves=("culture", "action"))) == []
    assert unplanned(action("a")) == []
    assert unplanned(action("a", "done")) == []
    assert unplanned(action("a", "in-progress")) == []
    assert unplanned(action("a", "dropped")) == ["voice.action"]
    assert unplanned(other=[action("a", principle="trauma")]) == ["voice.action"]


def test_a_principle_begun_long_ago_with_nothing_rated_is_listed():
    about = meeting(ago(181), "voice")
    begun = partnership(record("voice", rated("voice.action", None)), meetings=(about,))

    assert stalls(begun, (), today=TODAY) == (Stall("begun-and-not-rated", "voice", about.date),)
    assert listed("begun-and-not-rated", begun._replace(records=())) == []
    assert listed("begun-and-not-rated", begun._replace(meetings=(meeting(ago(180), "voice"),))) == []
    assert listed("begun-and-not-rated", begun._replace(meetings=(meeting(ago(181), "trauma"),))) == []
    assert listed("begun-and-not-rated", begun._replace(meetings=(meeting("2027-01-01", "voice"),))) == []
    with_a_rating = record("voice", rated("voice.action", None), rated("voice.culture", "agree", ago(400)))
    assert listed("begun-and-not-rated", begun._replace(records=(with_a_rating,))) == []


def test_a_principle_was_begun_when_a_rating_was_agreed_that_has_been_withdrawn_since():
    emptied = partnership(record("voice", rated("voice.action", None)))

    assert listed("begun-and-not-rated", emptied) == []
    went = timeline("voice.action", (300, "agree"), (10, None))
    assert listed("begun-and-not-rated", emptied, [went]) == ["voice"]
    dated = partnership(record("voice", rated("voice.action", None, ago(300))))
    assert listed("begun-and-not-rated", dated) == ["voice"]


def test_a_goal_is_listed_when_nothing_is_done_or_to_be_done_for_it():
    assert listed("goal-without-action", planning(goal="Letters are kinder.")) == ["voice.now"]
    assert listed("goal-without-action", planning(action("a"), goal="Letters are kinder.")) == []
    assert listed("goal-without-action", planning(action("a", "done"), goal="Letters are kinder.")) == []
    assert listed("goal-without-action", planning()) == []


def test_a_goal_whose_actions_were_all_dropped_has_been_without_one_since_the_last():
    dropped = (action("a", "dropped", closed=ago(40)), action("b", "dropped", closed=ago(30)), action("c", "dropped"))

    assert stalls(planning(*dropped, goal="Letters are kinder."), (), today=TODAY) == (
        Stall("goal-without-action", "voice.now", day(ago(30))),
    )


def test_the_goal_of_the_readiness_plan_is_listed_too():
    ready = partnership()._replace(preliminary=Preliminary(readiness=Plan(goal="We know what we have.")))

    assert listed("goal-without-action", ready) == [stalled.READINESS]


def test_an_action_done_a_quarter_ago_is_listed_until_its_outcome_is_told():
    actions = (
        action("silent", "done", closed=ago(91)),
        action("lately", "done", closed=ago(90)),
        action("told", "done", closed=ago(91), outcome="Six letters were rewritten."),
        action("nobody-knows-when", "done"),
        action("dropped", "dropped", closed=ago(91)),
    )

    assert stalls(planning(*actions), (), today=TODAY) == (Stall("outcome-not-told", "silent", day(ago(91))),)


def test_what_is_listed_comes_by_rule_and_then_in_the_order_of_instrument_and_plans():
    whole = partnership(
        record(
            "voice",
            rated("voice.action", "disagree", ago(300)),
            rated("voice.culture", "neither", ago(300)),
            plans=(Plan("later", "A goal."), Plan("now", actions=(action("z", due=ago(100), serves=("none",)),))),
        ),
        record("trauma", rated("trauma.action", "neither", ago(300)), plans=(Plan("now", "A goal."),)),
    )

    found = [(each.rule, each.about) for each in stalls(whole, (), today=TODAY)]

    statements = ["voice.action", "voice.culture", "trauma.action"]
    assert found == [
        ("long-overdue", "z"),
        *(("not-moved", each) for each in statements),
        *(("nothing-planned", each) for each in statements),
        ("goal-without-action", "voice.later"),
        ("goal-without-action", "trauma.now"),
    ]


def test_what_is_recorded_of_statements_that_the_instrument_does_not_have_is_left_to_validate():
    strange = partnership(record("gone", rated("gone.action", "disagree", ago(900)), rated("voice.none", "neither")))

    assert stalls(strange, (), today=TODAY) == ()


def test_an_empty_partnership_has_nothing_listed():
    assert stalls(Partnership(), (), today=TODAY) == ()


def test_every_rule_says_its_threshold_in_a_sentence_that_blames_nobody():
    assert len({rule.id for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES) == 7
    for rule, days in zip(RULES, (90, 180, 270, 90, 180, None, 90), strict=True):
        assert rule.meaning.endswith(".")
        assert " is listed when " in rule.meaning
        assert days is None or f"more than {days} days" in rule.meaning
        assert not {"fail", "worse", "poor", "bad", "down", "should"} & set(rule.meaning.lower().split())
