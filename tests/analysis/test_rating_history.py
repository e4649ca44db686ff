"""What is agreed is told once: what corrects it, confirms it or brings it back is told as that."""

import itertools
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from reflectctl.analysis import rating_history, record_history
from reflectctl.analysis.rating_history import trace
from reflectctl.loading.facts import ACTION, ACTION_FIELDS, RATING, AgreedRating, key
from reflectctl.loading.history import CommitFacts
from reflectctl.model.history import History, Recorded, is_one_event
from reflectctl.tell import rating_history as words

from . import INSTRUMENT, day

STATEMENT = "voice.action"

FIRST = ("2026-02-04", "disagree", "2026-02-03", "m1")
CORRECTED = ("2026-02-21", "agree", "2026-02-03", "m1")
JUNE = ("2026-06-06", "agree", "2026-06-05", "m2")
GONE = ("2026-07-01", "", "", "")
EMPTIED = ("2026-07-01", "", "", "", "We looked again.")


def told(commits: Iterable[tuple[str, ...]]) -> History:
    """The history of commits, each a day, and what it says: a rating, its day, its meeting and its reason."""
    made, before = [], ()
    for number, (on, rating, agreed, meeting, *because) in enumerate(commits):
        commit = Recorded(f"{number:040x}", "Somebody", f"{on}T12:00:00+00:00")
        state = AgreedRating(rating or None, day(agreed) if agreed else None, meeting, "".join(because))
        made.append(CommitFacts(commit, before, {key(RATING, STATEMENT): state}, ()))
        before = (commit.commit,)
    return trace(made)


@pytest.mark.parametrize(
    ("commits", "rows", "path"),
    [
        ([FIRST], ["rated disagree"], "Disagree (3 February 2026)"),
        (
            [FIRST, CORRECTED],
            ["(rated disagree)", "corrected agree, was disagree"],
            "Agree (3 February 2026)",
        ),
        # A day that was put right at the same meeting is no second agreement.
        (
            [FIRST, ("2026-02-21", "disagree", "2026-02-05", "m1")],
            ["(rated disagree)", "corrected disagree, was disagree"],
            "Disagree (5 February 2026)",
        ),
        # Without a meeting, the day is the event; with two meetings, each is one.
        (
            [("2026-02-04", "disagree", "2026-02-03", ""), ("2026-02-21", "agree", "2026-02-03", "m1")],
            ["(rated disagree)", "corrected agree, was disagree"],
            "Agree (3 February 2026)",
        ),
        (
            [FIRST, ("2026-02-04", "agree", "2026-02-03", "m2")],
            ["rated disagree", "rated agree, was disagree"],
            "Disagree (3 February 2026) → Agree (3 February 2026)",
        ),
        # A day that was added is no agreement either.
        (
            [("2026-02-04", "agree", "", ""), ("2026-02-21", "agree", "2026-02-03", "")],
            ["corrected agree, was agree", "(rated agree)"],
            "Agree (3 February 2026)",
        ),
        (
            [FIRST, CORRECTED, ("2026-02-22", *FIRST[1:])],
            ["(rated disagree)", "(corrected agree, was disagree)", "corrected disagree, was agree"],
            "Disagree (3 February 2026)",
        ),
        (
            [CORRECTED, JUNE],
            ["rated agree", "confirmed agree, was agree"],
            "Agree (3 February 2026) → still Agree (5 June 2026)",
        ),
        # What was confirmed is told by what stands, not by what was typed before it.
        (
            [CORRECTED, JUNE, ("2026-06-08", "disagree", "2026-06-05", "m2")],
            ["rated agree", "(confirmed agree, was agree)", "corrected disagree, was agree"],
            "Agree (3 February 2026) → Disagree (5 June 2026)",
        ),
        (
            [FIRST, GONE, ("2026-07-03", *FIRST[1:])],
            ["(rated disagree)", "(taken-back, was disagree)", "stands-again disagree"],
            "Disagree (3 February 2026)",
        ),
        (
            [FIRST, JUNE, ("2026-06-10", *FIRST[1:]), ("2026-06-12", *JUNE[1:])],
            [
                "rated disagree",
                "(rated agree, was disagree)",
                "(taken-back disagree, was agree)",
                "stands-again agree, was disagree",
            ],
            "Disagree (3 February 2026) → Agree (5 June 2026)",
        ),
        (
            [FIRST, EMPTIED, ("2026-07-03", *FIRST[1:])],
            ["(rated disagree)", "(withdrawn, was disagree)", "stands-again disagree"],
            "Disagree (3 February 2026)",
        ),
        # A clock that was wrong puts nothing before what it took away.
        (
            [FIRST, ("1970-01-01", "", "", "", "We looked again.")],
            ["rated disagree", "withdrawn, was disagree"],
            "Disagree (3 February 2026) → rating withdrawn (1 January 1970)",
        ),
    ],
)
def test_each_agreement_is_told_once(commits: list[tuple[str, ...]], rows: list[str], path: str) -> None:
    history = told(commits)

    found = []
    for each in history.recordings:
        row = f"{each.kind} {each.rating}" if each.rating else each.kind
        row += f", was {each.was}" if each.was else ""
        found.append(row if each.stands else f"({row})")
    assert found == rows
    assert words.path(history.recordings, INSTRUMENT) == path


def test_an_action_that_comes_back_stands_again_and_nothing_else_happened_to_it() -> None:
    said = {"principle": "voice", "horizon": "now", "action": "Ask.", "owner": "council", "due": "2026-06-30"}
    fact = tuple(said.get(field.name, () if field.name == "serves" else "") for field in ACTION_FIELDS)
    later = tuple("2026-07-31" if each == "2026-06-30" else each for each in fact)
    made = [
        CommitFacts(
            Recorded(str(at), "Somebody", f"2026-02-{at + 1:02}T12:00:00+00:00"),
            (str(at - 1),) if at else (),
            {key(ACTION, "a-1"): each},
            (),
        )
        for at, each in enumerate((fact, None, fact, None, later))
    ]

    (action,) = record_history.actions(made).actions

    assert [(each.kind, each.was, each.now) for each in action.events if each.kind not in ("owner", "opened")] == [
        ("due", "", "2026-06-30"),
        ("removed", "voice.now", ""),
        ("stands-again", "", "voice.now"),
        ("removed", "voice.now", ""),
        ("stands-again", "", "voice.now"),
        ("due", "2026-06-30", "2026-07-31"),
    ]


def test_what_a_long_history_takes_grows_with_its_square_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(rating_history, "is_one_event", lambda *about: asked.append(about) or is_one_event(*about))
    ratings = itertools.cycle(("agree", "disagree"))

    def cost(length: int) -> int:
        asked.clear()
        days = [(date(2020, 1, 1) + timedelta(days=number)).isoformat() for number in range(length)]
        told((each, next(ratings), each, f"m-{each}") for each in days)
        return len(asked)

    assert 0 < cost(80) <= 4.4 * cost(40)
