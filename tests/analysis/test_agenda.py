"""What is before a meeting: what came of what was agreed, what is in hand, whose view is to come, how time goes."""

import pytest

from reflectctl.analysis.agenda import Agenda, agenda, coming, longest_ago, proposed
from reflectctl.model.records import Agency, Discussion, Group, Heard, Partnership, Plan, Preliminary, View, Views

from . import action, day, meeting, partnership, rated, record

POLICE, HEALTH = Agency("police", "Police"), Agency("health", "Health", joined=day("2026-05-01"))
ADVISERS, BOARD = Group("advisers", "Advisers", "children"), Group("board", "Board", "subgroup", members=("police",))
READY = Preliminary(discussed=day("2026-01-01"))
MEETINGS = (meeting("2026-02-10", "voice"), meeting("2026-03-10", "voice", absent=("police",)))
NEXT = meeting("2026-04-14", "voice")


def whole(*records: object, **more: object) -> Partnership:
    """A partnership of two agencies and two groups, with two meetings behind it and one ahead."""
    made = partnership(*records, meetings=(*MEETINGS, NEXT), agencies=(POLICE, HEALTH))  # type: ignore[arg-type]
    return made._replace(groups=(ADVISERS, BOARD), preliminary=READY)._replace(**more)


def before(made: Partnership, today: str = "2026-04-01", **more: object) -> Agenda:
    return agenda(made, NEXT, today=day(today), **more)  # type: ignore[arg-type]


def test_what_came_of_actions_since_the_meeting_before_is_told_by_days():
    plan = Plan("now", actions=(
        action("long-closed", "done", closed="2026-03-10"),
        action("done", "done", closed="2026-03-11", due="2026-09-01"),
        action("dropped", "dropped", closed="2026-04-14"),
        action("later", "done", closed="2026-04-15"),
        action("overdue", due="2026-02-01"),
        action("that-day", "in-progress", due="2026-04-14"),
        action("month", due="2026-04"),
        action("look", due="ongoing", review="2026-04-14"),
        action("far", due="2026-06-01"),
        action("undated"),
    ))  # fmt: skip

    told = before(whole(record("voice", plans=(plan,))))

    assert [each.id for each in told.closed] == ["done", "dropped"]
    assert [each.id for each in told.due] == ["overdue", "look", "that-day"]
    assert [each.id for each in told.soon] == ["month"]
    assert told.last == MEETINGS[1]


@pytest.mark.parametrize(
    ("rating", "agreed", "given", "at", "is_since"),
    [
        ("agree", "2026-03-10", "2026-03-11", "", True),
        ("agree", "2026-03-10", "2026-03-10", "", False),
        ("agree", "2026-03-10", "2026-03-09", "", False),
        ("agree", "2026-03-10", "", "", False),
        ("agree", "", "2026-03-01", "", True),
        (None, "", "2020-01-01", "", True),
        # Given with the rating, whatever day was typed.
        ("agree", "2026-03-10", "2026-03-12", "2026-03-10", False),
    ],
)
def test_a_view_is_in_once_it_was_given_after_the_rating_was_agreed(rating, agreed, given, at, is_since):
    view = View("police", "agree", day(given) if given else None, at)
    assessment = rated("voice.action", rating, agreed)._replace(views=(view,), meeting="2026-03-10" if rating else "")
    made = whole(record("voice", assessment), views=(Views("police", {"voice.action": view}),))

    [action, culture] = before(made, reread=["voice.action"]).in_hand

    assert (view in action.given, view in action.before) == (is_since, not is_since)
    # Health is no member on that day, and a sub-group is some of the agencies.
    assert action.owed == (("advisers",) if is_since else ("police", "advisers"))
    assert culture.owed == ("police", "advisers")
    assert (action.reread, culture.reread) == (True, False)


def test_a_groups_own_meeting_goes_by_the_group_alone():
    own = NEXT._replace(group="board")
    made = whole(meetings=(*MEETINGS, meeting("2026-01-05")._replace(group="board"), own))

    told = agenda(made, own, today=day("2026-04-01"))

    assert told.last is not None
    assert told.last.date == day("2026-01-05")
    assert [each.owed for each in told.in_hand] == [("police",), ("police",)]


def test_a_meeting_that_is_still_to_come_is_not_the_last_one():
    later = meeting("2026-05-12", "voice")
    made = whole(meetings=(*MEETINGS, NEXT, later))
    told = agenda(made, later, today=day("2026-04-01"))
    assert told.last == MEETINGS[1]
    assert agenda(made, later, today=day("2026-04-14")).last == NEXT


def test_what_was_said_since_comes_from_those_heard_and_from_groups_of_children_and_families():
    heard = meeting("2026-03-10", "voice")._replace(
        heard=(Heard("Before", dated=day("2026-03-10")), Heard("After", dated=day("2026-03-20")))
    )
    views = {"voice.action": View("advisers", "disagree", day("2026-03-25"))}
    made = whole(
        meetings=(heard, NEXT),
        views=(Views("advisers", views), Views("board", {"voice.action": View("board", "agree", day("2026-03-26"))})),
    )

    told = [(each.heard.who if each.heard else each.view and each.view.of, each.day) for each in before(made).voices]

    assert told == [("After", day("2026-03-20")), ("advisers", day("2026-03-25"))]


@pytest.mark.parametrize(
    ("made", "about"),
    [
        # Nobody has talked about the second.
        (whole(meetings=MEETINGS), ("trauma",)),
        # Both were looked at: the one that it is longer ago of.
        (whole(record("trauma", rated("trauma.action", "agree", "2026-02-01")), meetings=MEETINGS), ("trauma",)),
        (whole(record("trauma", rated("trauma.action", "agree", "2026-03-11")), meetings=MEETINGS), ("voice",)),
        # What was noted without a meeting counts as well.
        (
            whole(
                record(
                    "trauma",
                    rated("trauma.action", None)._replace(
                        reflections={"evidence": (Discussion(dated=day("2026-03-12"), points="- So."),)}
                    ),
                ),
                meetings=MEETINGS,
            ),
            ("voice",),
        ),
        (whole(meetings=(), instrument=partnership().instrument._replace(principles=())), ()),
    ],
)
def test_the_principle_that_could_be_next_is_the_first_untouched_or_that_looked_at_longest_ago(made, about):
    assert proposed(made, day("2026-04-01")) == about


def test_no_principle_passes_for_untouched_while_a_meeting_cannot_be_read():
    made = whole(meetings=MEETINGS, unread=("meetings/2026-03-01-x.md",))
    assert proposed(made, day("2026-04-01")) == ("voice",)


def test_what_was_looked_at_on_a_day_that_is_not_known_stands_last():
    made = whole(record("trauma", rated("trauma.action", "agree")))
    assert longest_ago(made, day("2026-04-01")) == [("voice", day("2026-03-10")), ("trauma", None)]


def test_before_anything_is_recorded_the_agenda_is_the_preliminary_discussion():
    told = agenda(whole(meetings=(), preliminary=None), None, today=day("2026-04-01"))
    assert [each.about for each in told.items] == ["room", "voices", "preliminary", "next", "close"]


@pytest.mark.parametrize(
    ("principles", "minutes", "expected"),
    [
        (("voice",), 120, [5, 20, 15, 60, 15, 5]),
        (("voice",), 60, [5, 10, 5, 30, 5, 5]),
        (("voice", "trauma"), 120, [5, 20, 15, 30, 30, 15, 5]),
        (("voice",), 47, [2, 8, 6, 23, 6, 2]),
        (("voice",), 6, [1, 1, 1, 1, 1, 1]),
    ],
)
def test_the_minutes_come_to_what_there_are(principles, minutes, expected):
    made = whole(record("voice", plans=(Plan("now", actions=(action("a", due="2026-04-01"),)),)))
    told = agenda(made, NEXT._replace(principles=principles), today=day("2026-04-01"), minutes=minutes)
    assert [each.minutes for each in told.items] == expected


def test_no_item_is_without_a_minute():
    made = whole(record("voice", plans=(Plan("now", actions=(action("a", due="2026-04-01"),)),)))
    for minutes in range(7, 300):
        told = agenda(made, NEXT._replace(principles=("voice", "trauma")), today=day("2026-04-01"), minutes=minutes)
        assert sum(each.minutes for each in told.items) == minutes
        assert min(each.minutes for each in told.items) > 0


def test_who_owes_what_is_told_in_the_order_of_the_partnership():
    plan = Plan("now", actions=(
        action("late", due="2026-03-01", owner="advisers"),
        action("soon", due="2026-04-20", owner="police", joint=("health",)),
        action("look", due="ongoing", review="2026-03-01"),
        action("far", due="2026-12-01", owner="police"),
    ))  # fmt: skip

    told = coming(whole(record("voice", plans=(plan,))), today=day("2026-04-01"))

    assert [(each.of, [it.id for it in each.actions], each.statements) for each in told.owed] == [
        ("police", ["soon"], ("voice.action", "voice.culture")),
        ("advisers", ["late"], ("voice.action", "voice.culture")),
        ("", ["look"], ()),
    ]
    assert told.ahead == (NEXT,)
    assert told.in_hand == ("voice",)
    assert told.fresh == ("trauma",)
