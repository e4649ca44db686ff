"""Histories as people and programs read them, in every format."""

import csv
import io
import json
from datetime import date

import jsonschema
import pytest

from reflectctl import resources
from reflectctl.analysis.dates import Period
from reflectctl.model import history as kinds
from reflectctl.model.history import (
    CORRECTED,
    RATED,
    TAKEN_BACK,
    ActionEvent,
    ActionHistories,
    ActionHistory,
    HeldView,
    History,
    Recorded,
    Recording,
    Unread,
    ViewChange,
    ViewHistory,
)
from reflectctl.model.instrument import Instrument, Term
from reflectctl.render import csv as tables
from reflectctl.render import markdown, terminal
from reflectctl.render.answers import history as answers
from reflectctl.render.json import written
from reflectctl.tell import history as history_words
from reflectctl.tell import rating_history, record_history

from .test_terminal import AFTER, HISTORY, HOSTILE, hostile, recording, told

BY = (history_words.PRINCIPLE, history_words.MEETING, history_words.MONTH, history_words.REVIEW_POINT)
COMMIT = Recorded("abcdef0123456789", "Coordinator", "2026-05-01T09:00:00+00:00")


def full(history: History, partnership=AFTER, **more) -> str:
    """Ratings with everything beneath them."""
    return terminal.text(
        history_words.blocks(rating_history.ratings(history, partnership), unread=history.unread), **more
    )


def overview(history: History, *window: Period, partnership=AFTER, **more) -> str:
    """Ratings in a line for each statement."""
    return terminal.text(rating_history.overview(history, partnership.instrument, *window), **more)


def test_a_history_is_one_line_a_statement():
    assert overview(HISTORY) == told("""
        How each statement was rated, and on which day that was agreed
        1. Put children and young people first
          Action   Disagree → Neither → ·  12 March 2026 → 16 July 2026 → 1 September 2026
                   (taken back: Agree)
          Culture  ·
        2. Recognise and respond to trauma
          Action   ·
          Culture  ·

        · is not rated. Why, and who recorded it: --full, --principle or --statement.
        Could not be read at 1 commit, so this may not be everything: principles/5-trauma.yaml. `reflectctl
          history --unread` says why.
    """)


def test_a_history_in_full_reads_clearly_to_a_stranger():
    assert full(HISTORY) == told("""
        Put children and young people first

          Action: Disagree (12 March 2026) → Neither agree nor disagree (16 July 2026) → rating withdrawn (1
            September 2026)
            12 March 2026: Disagree, at “Children first”.
              Because: “We looked.”
              Recorded in 20260313 by Coordinator
            2 April 2026: Agree (later taken back).
              Recorded in 20260402 by Coordinator
            Recorded 5 April 2026: Agree was taken back; what stands is Disagree.
              Recorded in 20260405 by Coordinator
            16 July 2026: Neither agree nor disagree.
              Because: “The sample is too small.”
              Recorded in 20260820 by Coordinator (agreed 16 July 2026, recorded 20 August 2026)
            Recorded 1 September 2026: the rating was withdrawn, was Neither agree nor disagree.
              Recorded in 20260901 by Coordinator

        Could not be read
          principles/5-trauma.yaml in abcdef01 of 1 May 2026: line 3: not YAML
    """)


def test_nothing_recorded_is_no_history():
    assert overview(History(())) == full(History(())) == ""
    assert history_words.blocks([]) == history_words.unread_list(()) == ()
    assert terminal.text(()) == markdown.text(()) == ""


def test_a_rating_agreed_again_is_told_as_standing():
    again = History(
        (
            recording(RATED, "agree", None, date(2026, 3, 12), "2026-03-12"),
            recording(RATED, "agree", "agree", date(2026, 7, 16), "2026-07-16"),
        )
    )

    assert "Action: Agree (12 March 2026) → still Agree (16 July 2026)\n" in full(again)
    assert "Agree → still Agree  12 March 2026 → 16 July 2026\n" in overview(again)


def test_every_correction_of_what_stands_is_told():
    first, then, last = date(2026, 3, 12), date(2026, 3, 12), date(2026, 3, 13)
    history = History(
        (
            recording(RATED, "disagree", None, first, "2026-05-01", stands=False),
            recording(CORRECTED, "agree", "disagree", then, "2026-05-01", stands=False, was_agreed=first),
            recording(CORRECTED, "agree", "agree", last, "2026-05-01", was_agreed=then),
        )
    )
    both = "was recorded as Disagree", "was recorded as agreed on 12 March 2026"
    assert "; ".join(f"corrected on 1 May 2026 ({each})" for each in both) in " ".join(full(history).split())


def test_what_a_merge_left_out_is_not_told_as_taken_back():
    merged = History((recording(RATED, "agree", None, date(2026, 3, 12), "2026-03-12", stands=False),))

    assert "(not kept: a merge or a later correction left it out)" in " ".join(full(merged).split())
    assert "(not kept: Agree)" in overview(merged)
    assert "taken back: " not in overview(merged)


def test_a_window_tells_what_stood_before_it():
    shown = overview(HISTORY, Period(date(2026, 7, 1), date(2026, 7, 31)))

    assert "  Action  Disagree → Neither  before → 16 July 2026\n" in shown
    assert "“Before” is what stood before these days." in shown
    assert "Culture" not in shown, "nothing was agreed about it in these days"


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_a_long_way_is_cut_to_its_last_steps_and_stays_in_one_line(width):
    ways = [
        recording(RATED, rating, None, date(2026, month, 10), f"2026-{month:02}-10")
        for month, rating in enumerate(["agree", "disagree", "strongly-disagree", "neither"] * 3, start=1)
    ]

    shown = overview(History(tuple(ways)), width=width)

    (line,) = [line for line in shown.splitlines() if "→" in line]
    assert "… →" in line
    assert line.endswith(("10 December 2026", "10 Dec 2026"))
    assert len(line) <= max(width, 50)


def test_a_rating_is_shortened_only_where_its_title_is_long_and_stays_its_own():
    scale = tuple(
        Term(each, each) for each in ("Seldom or never observed here", "Seldom or never observed elsewhere", "Yes")
    )
    instrument = Instrument(scale=scale)

    assert rating_history.brief("neither", AFTER.instrument) == "Neither"
    assert rating_history.brief("strongly-agree", AFTER.instrument) == "Strongly agree"
    assert rating_history.brief(None, AFTER.instrument) == "·"
    assert rating_history.brief("Yes", instrument) == "Yes"
    assert rating_history.brief("Seldom or never observed here", instrument) == "Seldom or never obs…"
    assert rating_history.brief("on another scale", instrument) == "on another scale"


def test_a_history_in_markdown_is_a_table_for_each_principle():
    chapters = rating_history.ratings(HISTORY, AFTER)
    shown = markdown.text(history_words.blocks(chapters, unread=HISTORY.unread, table=True))

    assert shown.startswith(
        "### Put children and young people first\n\n- **Action**: Disagree (12 March 2026) → Neither"
    )
    assert (
        "| Action | 12 March 2026: Disagree, at “Children first”. | “We looked.” | 20260313, 13 March 2026 |\n" in shown
    )
    assert shown.endswith(
        "### Could not be read\n\n- principles/5-trauma.yaml in abcdef01 of 1 May 2026: line 3: not YAML\n"
    )


VIEWED = ViewChange(
    statement="children-first.action",
    day=date(2026, 7, 16),
    dated=True,
    views=(HeldView("council", "agree", "We see it."), HeldView("police", None)),
    was=(HeldView("council", "agree"), HeldView("police", "disagree"), HeldView("gone", "agree")),
    rating="neither",
    agreed=date(2026, 7, 16),
    meeting="2026-07-16-summer",
    recorded=COMMIT,
)


def test_views_are_told_by_who_holds_which_and_how_they_lie_to_each_other():
    shown = terminal.text(history_words.blocks(record_history.views(ViewHistory((VIEWED,)), AFTER)))

    assert shown == told("""
        Put children and young people first

          Action: one agency's view
            16 July 2026: one agency's view, at “What the records told us”.
              Agree: Wessbury Council
              Could not say: Wessex Police
              No longer written down: gone
              The partnership's rating: Neither agree nor disagree
              Wessbury Council: “We see it.”
              Recorded in abcdef01 by Coordinator (given 16 July 2026, recorded 1 May 2026)
    """)


def event(kind: str, was: str = "", now: str = "", because: str = "", **more) -> ActionEvent:
    """Something that happened on the first of May."""
    return ActionEvent(kind, date(2026, 5, 1), more.pop("dated", False), was, now, because, COMMIT, **more)


def test_every_event_of_an_action_has_its_words():
    events = (
        event(kinds.DUE, "2026-06-30", "2026-09-30"),
        event(kinds.DUE, "2026-09-30", ""),
        event(kinds.DUE, "", "2026-10-01"),
        event(kinds.OWNER, "council", "police"),
        event(kinds.ROLE, "Lead", ""),
        event(kinds.WORDED, "Write it.", "Write it well."),
        event(kinds.MOVED, "children-first.immediate", "trauma.later"),
        event(kinds.STANDS_AGAIN, "", "."),
        event(kinds.STARTED, "open", "in-progress"),
        event(kinds.REOPENED, "done", "open"),
        event(kinds.DONE, "open", "done", "It helped.", dated=True),
        event(kinds.DROPPED, "open", "dropped"),
        event(kinds.CLOSED, "2026-05-01", "2026-05-02"),
        event(kinds.CLOSED, "2026-05-02", ""),
        event(kinds.OUTCOME, "It helped.", "It helped a lot."),
        event(kinds.REMOVED, "children-first.immediate", "", stands=False),
    )
    lives = ActionHistories(
        (ActionHistory("a-7k3f", "Write it well.", "children-first", "immediate", (), False, events),)
    )

    shown = " ".join(
        terminal.text(history_words.blocks(record_history.actions(lives, AFTER), full=False), width=900).split()
    )

    for words in (
        "a-7k3f: Write it well. (not in the plan any more)",
        "the due date moved from 30 June 2026 to 30 September 2026",
        "the due date, 30 September 2026, was taken out",
        "the due date is 1 October 2026",
        "went from Wessbury Council to Wessex Police",
        "the role is now not named, before Lead",
        "worded anew; before, it was “Write it.”",
        "moved from the plan of “Put children and young people first” (Immediate actions)",
        "stands again in the readiness plan",
        "Recorded 1 May 2026: started",
        "opened again, after it was done",
        "1 May 2026: done (abcdef01) Outcome: “It helped.”",
        "dropped (abcdef01) No reason is written down.",
        "the closing date is 2 May 2026, not 1 May 2026",
        "the closing date, 2 May 2026, was taken out",
        "the outcome was written anew (abcdef01) Outcome: “It helped a lot.”",
        "taken out of the plan (not kept: a merge left it out)",
    ):
        assert words in shown


def nasty() -> tuple[History, ViewHistory, ActionHistories]:
    """Histories in which every text would act on something."""
    commit = Recorded("\x1b" * 9, HOSTILE, HOSTILE, HOSTILE)
    unread = (Unread(HOSTILE, HOSTILE, commit),)
    day = date(2026, 1, 1)
    ratings = (
        Recording("trauma.action", RATED, HOSTILE, None, None, HOSTILE, HOSTILE, commit),
        Recording(f"trauma.{HOSTILE}", RATED, HOSTILE, None, day, HOSTILE, HOSTILE, commit, stands=False),
        Recording("trauma.action", TAKEN_BACK, HOSTILE, HOSTILE, None, HOSTILE, HOSTILE, commit),
    )
    held = (HeldView(HOSTILE, HOSTILE, HOSTILE), HeldView("=1+1", None, "@x"))
    viewed = ViewChange(f"{HOSTILE}.{HOSTILE}", day, True, held, held[:1], HOSTILE, day, HOSTILE, commit)
    dated = (kinds.DUE, kinds.CLOSED)
    events = tuple(
        ActionEvent(kind, day, True, "" if kind in dated else HOSTILE, "", f"=1+1 {HOSTILE}", commit)
        for kind in (
            kinds.OPENED, kinds.DUE, kinds.OWNER, kinds.ROLE, kinds.WORDED, kinds.MOVED, kinds.STARTED,
            kinds.REOPENED, kinds.DONE, kinds.DROPPED, kinds.CLOSED, kinds.OUTCOME, kinds.REMOVED,
        )
    )  # fmt: skip
    life = ActionHistory(HOSTILE, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), True, events)
    return History(ratings, unread), ViewHistory((viewed,), unread), ActionHistories((life,), unread)


@pytest.mark.parametrize("width", [20, 40, 100])
def test_nothing_that_people_write_acts_on_a_terminal_or_a_runner(width):
    _, after = hostile()
    ratings, views, actions = nasty()
    all_of = [
        rating_history.ratings(ratings, after),
        record_history.views(views, after),
        record_history.actions(actions, after),
    ]
    points = history_words.Points((HOSTILE,), {ratings.recordings[0].recorded.commit: 0})
    told = [
        rating_history.overview(ratings, after.instrument),
        history_words.unread_list(ratings.unread),
        history_words.blocks(all_of[0], table=True),
        *(history_words.blocks(each, unread=ratings.unread, full=yes) for each in all_of for yes in (False, True)),
        *(
            history_words.blocks(history_words.grouped(each, by, after, points), by, full=yes)
            for each in all_of
            for by in BY
            for yes in (False, True)
        ),
    ]
    for blocks in told:
        page = terminal.text(blocks, width=width)
        assert page.endswith("\n")
        assert not page.endswith("\n\n")
        for each in page.split("\n"):
            assert not each.lstrip().startswith("::")
            assert not any(ord(c) < 32 or c == "\u202e" or "\ud800" <= c <= "\udfff" for c in each)
        shown = markdown.text(blocks)
        assert "\x1b" not in shown
        assert "@all" not in shown
        assert "<b>" not in shown
        assert shown.encode("utf-8")


def test_no_cell_is_a_formula_or_acts_on_a_terminal():
    _, after = hostile()
    ratings, views, actions = nasty()
    for shown in (
        tables.written(answers.views(views, after)),
        tables.written(answers.actions(actions)),
        tables.unread(ratings.unread),
    ):
        rows = list(csv.reader(io.StringIO(shown, newline="")))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1
        assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
        assert "\x1b" not in shown
        assert not any(each.lstrip().startswith("::") for each in shown.splitlines())
        assert shown.encode("utf-8")


def test_hostile_text_comes_back_whole_and_keeps_to_the_schema():
    _, after = hostile()
    _, views, actions = nasty()
    for shown in (written(answers.views(views, after)), written(answers.actions(actions))):
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown.replace("\n", ""))
        answer = json.loads(shown)
        jsonschema.Draft202012Validator(resources.schema(f"output-{answer['kind']}")).validate(answer)
        assert answer["unread"][0]["reason"] == HOSTILE
