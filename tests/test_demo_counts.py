"""The example's year, told from a list that was written by hand from its story: every form gives the same counts."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import run

FIRST, LAST = "2025-04-01", "2026-03-31"


class Event(NamedTuple):
    """What was agreed of a statement at one event, or recorded of one before the year."""

    statement: str
    was: str | None
    rating: str
    happened: str
    towards: str | None
    agreed: str
    recorded: str
    history: str = "rated"
    """As the history calls the recording that stands."""


AGREED_IN_THE_YEAR = [
    Event("children-first.action", "disagree", "agree", "moved", "agreement", "2026-03-12", "2026-03-13"),
    Event("children-first.behaviour", "neither", "disagree", "is-clear", "clear", "2025-07-17", "2025-07-18"),
    Event("children-first.behaviour", "disagree", "neither", "became-unclear", "unclear", "2026-03-12", "2026-03-13"),
    Event("children-first.culture", "neither", "agree", "is-clear", "clear", "2025-07-17", "2025-07-18"),
    Event("children-first.culture", "agree", "strongly-agree", "moved", "agreement", "2026-03-12", "2026-03-13"),
    # Typed three weeks after the meeting.
    Event("inequalities.behaviour", None, "strongly-disagree", "newly-rated", None, "2025-06-19", "2025-07-10"),
    Event("inequalities.behaviour", "strongly-disagree", "disagree", "moved", "agreement", "2026-01-15", "2026-01-22"),
    # Recorded on 22 January, taken back on the 23rd, and put back on the 28th by the revert of that revert.
    Event(
        "inequalities.culture", None, "strongly-disagree", "newly-rated", None,
        "2026-01-15", "2026-01-28", history="stands-again",
    ),
    Event("voice.action", "agree", "neither", "became-unclear", "unclear", "2025-11-13", "2025-11-17"),
    Event("voice.behaviour", "disagree", "neither", "became-unclear", "unclear", "2025-11-13", "2025-11-17"),
    Event("strengths-and-relationships.action", None, "agree", "newly-rated", None, "2025-10-16", "2025-10-17"),
    # Typed against culture first, undone, and recorded again where it belongs.
    Event("strengths-and-relationships.behaviour", None, "neither", "newly-rated", None, "2025-10-16", "2025-10-20"),
    Event("trauma.action", None, "neither", "newly-rated", None, "2025-04-10", "2025-04-14"),
    Event("trauma.behaviour", None, "agree", "newly-rated", None, "2025-04-10", "2025-04-14"),
    Event("trauma.behaviour", "agree", "disagree", "moved", "disagreement", "2025-11-13", "2025-11-18"),
    Event("curiosity.behaviour", None, "agree", "newly-rated", None, "2025-12-11", "2025-12-15"),
    # Typed as strongly disagree on 15 December, and put right on the 17th: one event.
    Event(
        "curiosity.culture", None, "disagree", "newly-rated", None, "2025-12-11", "2025-12-17", history="corrected"
    ),
    Event("parents-and-carers.action", None, "strongly-disagree", "newly-rated", None, "2025-05-15", "2025-05-19"),
    Event(
        "parents-and-carers.action", "strongly-disagree", "disagree", "moved", "agreement", "2026-01-15", "2026-01-19"
    ),
    Event("parents-and-carers.behaviour", None, "disagree", "newly-rated", None, "2025-05-15", "2025-05-19"),
    Event("safer-spaces.action", None, "disagree", "newly-rated", None, "2025-09-11", "2025-09-15"),
    Event(
        "safer-spaces.action", "disagree", "disagree", "confirmed", None,
        "2026-02-12", "2026-02-16", history="confirmed",
    ),
    Event("safer-spaces.behaviour", None, "neither", "newly-rated", None, "2025-09-11", "2025-09-15"),
    Event("safer-spaces.behaviour", "neither", "agree", "is-clear", "clear", "2026-02-12", "2026-02-16"),
]  # fmt: skip
"""Every rating that was agreed from 1 April 2025 to 31 March 2026, by principle and day."""

CORRECTED = Event(
    "voice.action", "strongly-agree", "agree", "corrected", None, "2025-03-13", "2025-04-03", history="corrected"
)
"""Agreed before the year, typed wrongly before it, and put right in it."""

TYPED_LATE = Event("children-first.action", None, "neither", "told-late", None, "2024-11-21", "2026-02-04")
"""Agreed before the year, and before all that stood, on paper; typed in the year."""

RATINGS = (
    "eleven moves on nine statements (four towards agreement, one towards disagreement, three became unclear, "
    "three are clear now); twelve newly rated; one confirmed; one corrected; one agreed before, recorded only now"
)
HEADLINE = (
    "Eleven moves on nine statements (four towards agreement, one towards disagreement, three became unclear, three "
    "are clear now), twelve statements were newly rated, one rating was confirmed, one rating was corrected, one "
    "rating agreed before was recorded only now. "
)
"""The same, as sentences begin with it."""

VIEWS = [
    # Recorded on 29 May, without the day on which it was given.
    ("parents-and-carers.behaviour", "police", "neither", ""),
    ("inequalities.behaviour", "police", "disagree", "2025-06-19"),
    ("inequalities.behaviour", "voluntary", "strongly-disagree", "2025-06-19"),
    ("children-first.behaviour", "police", "agree", "2025-07-17"),
    ("children-first.behaviour", "voluntary", "disagree", "2025-07-17"),
    ("strengths-and-relationships.action", "community-safety", "neither", "2025-10-16"),
    ("strengths-and-relationships.behaviour", "youth-justice", "agree", "2025-10-16"),
    ("strengths-and-relationships.behaviour", "education", "disagree", "2025-10-16"),
    ("trauma.behaviour", "youth-justice", "agree", "2025-11-13"),
    ("trauma.behaviour", "health", "disagree", "2025-11-13"),
    ("trauma.behaviour", "police", "neither", "2025-11-13"),
    ("trauma.behaviour", "education", "could-not-say", "2025-11-13"),
    ("curiosity.behaviour", "voluntary", "disagree", "2025-12-11"),
    ("curiosity.behaviour", "police", "agree", "2025-12-11"),
    ("curiosity.culture", "police", "strongly-disagree", "2025-12-11"),
    ("inequalities.behaviour", "police", "disagree", "2026-01-15"),
    ("inequalities.behaviour", "voluntary", "strongly-disagree", "2026-01-15"),
    ("inequalities.culture", "health", "disagree", "2026-01-15"),
    # Housing, which has been called otherwise since March.
    ("safer-spaces.behaviour", "homes", "neither", "2026-02-12"),
    ("safer-spaces.behaviour", "community-safety", "agree", "2026-02-12"),
    ("safer-spaces.action", "community-safety", "strongly-disagree", "2026-02-16"),
    ("children-first.behaviour", "police", "agree", "2026-03-12"),
    ("children-first.behaviour", "voluntary", "disagree", "2026-03-12"),
    ("children-first.behaviour", "education", "neither", "2026-03-12"),
    ("children-first.culture", "voluntary", "agree", "2026-03-12"),
    ("children-first.culture", "young-advisers", "agree", "2026-03-12"),
]
"""Every view that was given in the year: of which statement, whose, which, and on which day."""

ADDED = {
    "a-d1n5", "a-5b0u", "a-t9e2", "a-z6s3", "a-8f1k", "a-2v9h", "a-e8c5", "a-0j7d", "a-r5k2", "a-k6z3", "a-3r7y",
    "a-w8j4", "a-g9w4", "a-6n1p", "a-q4g7", "a-l7x0", "a-y3m6", "a-h5v1",
}  # fmt: skip
"""The actions that came into a plan in the year."""

STARTED = {
    "a-5b0u": "2025-05-29", "a-m4q8": "2025-05-29", "a-t9e2": "2025-06-25", "a-9x2d": "2025-06-25", "a-z6s3":
    "2025-07-10", "a-2v9h": "2025-09-22", "a-0j7d": "2025-10-29", "a-8f1k": "2025-10-29", "a-w8j4": "2025-11-18",
    "a-e8c5": "2025-12-04", "a-q4g7": "2026-02-16", "a-3r7y": "2026-02-16", "a-r5k2": "2026-02-26", "a-k6z3":
    "2026-03-24",
}  # fmt: skip
"""The actions on which work began in the year, each with the day on which that was recorded."""

DONE = {
    "a-p2w9": "2025-05-27", "a-7k3f": "2025-06-24", "a-m4q8": "2025-07-08", "a-5b0u": "2025-09-05", "a-c8t6":
    "2025-10-28", "a-2v9h": "2025-11-25", "a-z6s3": "2025-12-03", "a-t9e2": "2025-12-09", "a-9x2d": "2026-02-24",
    "a-g9w4": "2026-03-02", "a-0j7d": "2026-03-20",
}  # fmt: skip
"""The actions that were done in the year, each with the day on which it was closed."""

DROPPED = {"a-d1n5": "2025-11-13"}

DUE = {"a-9x2d": ("2025-12-19", "2026-02-27")}
"""The due dates that moved in the year, from when and to when."""

ACTIONS = (
    "18 actions were added, eleven actions were done, one action was dropped, 14 actions were started, "
    "one due date moved later. "
)

MOVED = ("moved", "became-unclear", "is-clear")


def printed(folder: Path, *words: str) -> str:
    """What a command prints."""
    result = run(*words, cwd=folder)
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    return result.stdout


def in_order(events: list[Event]) -> list[tuple[object, ...]]:
    """Events as a comparison holds them, sorted."""
    return sorted(
        (each.statement, each.agreed, each.was or "", each.rating, each.happened, each.towards or "") for each in events
    )


def moves(answer: dict[str, object]) -> list[tuple[object, ...]]:
    """The steps that an answer's JSON holds, sorted."""
    found = answer["moves"]
    assert isinstance(found, list)
    return sorted(
        (each["statement"], each["agreed"], each["before"] or "", each["after"], each["event"], each["towards"] or "")
        for each in found
    )


def late(answer: dict[str, object]) -> list[tuple[str, str]]:
    """What an answer's JSON holds of ratings that were agreed before and recorded late."""
    changes = answer["changes"]
    assert isinstance(changes, list)
    return [(each["id"], each["event"]) for each in changes if each["kind"] == "earlier"]


def flowing(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def test_the_sentences_below_say_what_the_list_holds() -> None:
    happened = Counter(each.happened for each in AGREED_IN_THE_YEAR)
    towards = Counter(each.towards for each in AGREED_IN_THE_YEAR)
    moved = [each for each in AGREED_IN_THE_YEAR if each.happened in MOVED]
    assert happened == {"newly-rated": 12, "moved": 5, "became-unclear": 3, "is-clear": 3, "confirmed": 1}
    assert towards == {"agreement": 4, "disagreement": 1, "unclear": 3, "clear": 3, None: 13}
    assert (len(moved), len({each.statement for each in moved})) == (11, 9)
    assert len({(statement, of) for statement, of, *_ in VIEWS}) == 22
    assert [len(each) for each in (ADDED, DONE, DROPPED, STARTED, DUE)] == [18, 11, 1, 14, 1]


def in_figures(words: str) -> str:
    """The same with its numbers in figures, as a table has them."""
    numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return re.sub(r"\b[a-z]+\b", lambda word: str(numbers.index(word[0]) + 1) if word[0] in numbers else word[0], words)


def test_a_comparison_holds_each_of_them_once(built_demo: Path) -> None:
    answer = json.loads(printed(built_demo, "diff", "2025-03-31", LAST, "--format", "json"))
    assert moves(answer) == in_order([*AGREED_IN_THE_YEAR, CORRECTED])
    assert late(answer) == [(TYPED_LATE.statement, TYPED_LATE.happened)]
    assert answer["headline"].startswith(HEADLINE + ACTIONS)
    said = flowing(printed(built_demo, "diff", "2025-03-31", LAST, "--summary"))
    assert said.startswith(HEADLINE + ACTIONS)
    assert f"Ratings {in_figures(RATINGS)}; across 8 principles." in said


def test_the_yearly_report_and_its_summary_count_the_same(built_demo: Path) -> None:
    words = ("report", "full", "yearly", "--year", "2025-26", "--format")
    answer = json.loads(printed(built_demo, *words, "json"))
    assert (answer["period"]["start"], answer["period"]["until"]) == (FIRST, LAST)
    assert moves(answer) == in_order([*AGREED_IN_THE_YEAR, CORRECTED])
    assert late(answer) == [(TYPED_LATE.statement, TYPED_LATE.happened)]

    page = printed(built_demo, *words, "markdown")
    assert f"- From 1 April 2025 to 31 March 2026: {RATINGS}.\n" in page
    assert f"\n{HEADLINE}{ACTIONS}" in page
    # Where a report draws how all ratings went, the paths are drawn there.
    alone = printed(built_demo, *words, "markdown", "--section", "moved")
    table = alone.split("| Statement | From, to | Agreed | How it moved |")[1].split("\n\n")[0]
    rows = [row.rsplit("|", 2)[1].strip().split(" (")[0] for row in table.strip().splitlines()[1:]]
    ways = Counter(row.rstrip(".").replace("Strongly agree", "agreement") for row in rows)
    assert ways == {
        "Newly rated": 12, "Moved towards agreement": 4, "Moved towards disagreement": 1,
        "Became unclear": 3, "Is clear now": 3,
    }  # fmt: skip
    assert "Of 23 actions, 11 done, 7 in progress, 4 open and 1 dropped." in page


def test_the_history_of_the_year_is_what_was_agreed_in_it(built_demo: Path) -> None:
    wanted = sorted((each.statement, each.agreed, each.rating, each.history) for each in AGREED_IN_THE_YEAR)
    days = ("history", "--from", FIRST, "--until", LAST)
    answer = json.loads(printed(built_demo, *days, "--format", "json"))
    stands = [
        (statement["statement"], each["agreed"], each["rating"], each["kind"], each["recorded"]["at"][:10])
        for statement in answer["statements"]
        for each in statement["recordings"]
        if each["stands"] and each["rating"]
    ]
    assert sorted(each[:4] for each in stands) == wanted
    recorded = {(each.statement, each.agreed): each.recorded for each in AGREED_IN_THE_YEAR}
    assert {each[:2]: each[4] for each in stands} == recorded

    rows = csv.DictReader(io.StringIO(printed(built_demo, *days, "--format", "csv")))
    told = [(row["statement"], row["agreed"], row["rating"], row["kind"]) for row in rows if row["stands"] == "yes"]
    assert sorted(each for each in told if each[2]) == wanted

    shown = printed(built_demo, *days)
    for way in (
        "Behaviour  Neither → Disagree → Neither      before → 17 July 2025 → 12 March 2026",
        "Culture    Disagree                          11 December 2025  (corrected)",
        "Action     Disagree → still Disagree         11 September 2025 → 12 February 2026",
    ):
        assert way in shown


@pytest.mark.parametrize(("event", "late"), [(CORRECTED, "no"), (TYPED_LATE, "yes")], ids=["corrected", "typed late"])
def test_what_was_agreed_before_the_year_and_recorded_in_it_is_told_on_its_own_day(
    built_demo: Path, event: Event, late: str
) -> None:
    words = ("history", "--statement", event.statement, "--until", event.agreed, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed(built_demo, *words))))
    standing = [row for row in rows if row["stands"] == "yes"]
    assert [(row["rating"], row["kind"], row["late"], row["recorded"][:10]) for row in standing] == [
        (event.rating, event.history, late, event.recorded)
    ]
    assert [row["rating"] for row in rows if row["stands"] == "no"] == ([event.was] if event.was else [])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2025-12-16", "2025-12-18", "Corrected: Disagree (was recorded as Strongly disagree)."),
        ("2026-01-22", "2026-01-24", "Rating withdrawn, was Strongly disagree."),
        ("2026-01-24", "2026-01-29", "Strongly disagree stands again."),
        ("2026-02-03", "2026-02-05", "Agreed before, and recorded only now: Neither agree nor disagree."),
        ("2026-02-12", "2026-02-17", "Still Disagree; agreed again on 12 February 2026, before on 11 September 2025."),
        ("2026-03-02", "2026-03-04", "Wessbury Homes is now called Wessbury Homes and Neighbourhoods (was housing)."),
    ],
)
def test_each_kind_of_event_is_told_where_it_alone_happened(
    built_demo: Path, before: str, after: str, said: str
) -> None:
    assert said in flowing(printed(built_demo, "diff", before, after))


def test_every_view_of_the_year_is_told_with_its_day(built_demo: Path) -> None:
    rows = csv.DictReader(
        io.StringIO(printed(built_demo, "history", "views", "--from", FIRST, "--until", LAST, "--format", "csv"))
    )
    assert sorted((row["statement"], row["agency"], row["view"]) for row in rows) == sorted(
        (statement, of, view) for statement, of, view, _ in VIEWS
    )
    # Of 22 pairs of a statement and who gave a view, two had given the same before the year, and gave it twice again in
    # it; two that gave theirs in the year gave it again in it, the same.
    assert "Views 20 given; 6 given again, unchanged." in flowing(
        printed(built_demo, "diff", "2025-03-31", LAST, "--summary")
    )


def test_what_became_of_actions_in_the_year_is_told_by_history_as_the_list_has_it(built_demo: Path) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(printed(built_demo, "history", "actions", "--from", FIRST, "--until", LAST, "--format", "csv"))
        )
    )
    days = {
        event: {row["action"]: row["agreed"] or row["recorded"][:10] for row in rows if row["event"] == event}
        for event in ("started", "done", "dropped")
    }
    assert days == {"started": STARTED, "done": DONE, "dropped": DROPPED}
    moved = {row["action"]: (row["was"], row["now"]) for row in rows if row["event"] == "due" and row["was"]}
    assert moved == DUE
    assert {row["action"] for row in rows if row["event"] == "opened"} == ADDED
    why = next(row["because"] for row in rows if row["event"] == "due" and row["was"])
    assert why.startswith("The draft is whole. Housing is consulting tenants")
