"""Plain text for terminals, read as a stranger would read it."""

import textwrap
from collections.abc import Sequence
from datetime import date
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabulate import tabulate

from reflectctl.analysis import status as standing
from reflectctl.analysis.diff import compare
from reflectctl.model.blocks import Prose
from reflectctl.model.diff import KINDS, Comparison, FieldChange
from reflectctl.model.edits import Edit
from reflectctl.model.findings import Checked, Finding
from reflectctl.model.history import RATED, TAKEN_BACK, WITHDRAWN, History, Recorded, Recording, Unread
from reflectctl.model.instrument import Horizon, Instrument, Principle, Prompt, Statement, Term
from reflectctl.model.locations import Location
from reflectctl.model.records import (
    Action,
    Agency,
    Assessment,
    Discussion,
    EarlierRating,
    Group,
    Heard,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Record,
    Source,
    View,
)
from reflectctl.render import terminal, unified
from reflectctl.render.comment import comment
from reflectctl.render.findings import text as findings
from reflectctl.rules.catalogue import Rule
from reflectctl.storage.review_points import ReviewPoint
from reflectctl.tell import content, diff, diff_sentences, diff_summary, lists, rules
from reflectctl.tell import status as tell_status

HOSTILE = "\x1b[31m|x\u202e\n::error::@all <b> \udcff"


def instrument(**wording: str) -> Instrument:
    """Two principles of two dimensions each, on the five-point scale."""
    titles = {"children-first": "Put children and young people first", "trauma": "Recognise and respond to trauma"}
    return Instrument(
        id="two-principles",
        version="1.0",
        title="Two principles",
        dimensions=(Term("action", "Action"), Term("culture", "Culture")),
        scale=(
            Term("strongly-agree", "Strongly agree", stance="agreement"),
            Term("agree", "Agree", stance="agreement"),
            Term("neither", "Neither agree nor disagree", stance="unclear"),
            Term("disagree", "Disagree", stance="disagreement"),
            Term("strongly-disagree", "Strongly disagree", stance="disagreement"),
        ),
        prompts=(Prompt("evidence", "Evidence"),),
        horizons=(Horizon("immediate", "Immediate actions", "", "", ""),),
        principles=tuple(
            Principle(
                id,
                title,
                at,
                tuple(
                    Statement(f"{id}.{each}", id, each, wording.get(f"{id}.{each}", f"The {each} statement."))
                    for each in ("action", "culture")
                ),
                "I feel listened to.",
            )
            for at, (id, title) in enumerate(titles.items(), start=1)
        ),
    )


AGENCIES = (Agency("council", "Wessbury Council", True), Agency("police", "Wessex Police", True))

SPRING = Meeting(
    "2026-03-12-spring", date(2026, 3, 12), "Children first", ("children-first",), ("council",), ("police",)
)
SUMMER = Meeting(
    "2026-07-16-summer",
    date(2026, 7, 16),
    "What the records told us",
    ("children-first", "trauma"),
    ("council",),
    ("police",),
    (Heard("Young Advisers", "Read twenty records with us", date(2026, 7, 9)),),
)

GUIDE = Action("a-7k3f", "Write a language guide", "council", role="Missing lead", due="2026-06-30")

NOTED = "- Nine of twenty records carry a phrase\n  of blame.\n- Two do not say.\n"
BEFORE = Partnership(
    name="Wessbury Partnership",
    agencies=AGENCIES,
    instrument=instrument(),
    records=(
        Record(
            "children-first",
            (
                Assessment(
                    "children-first.action",
                    "agree",
                    date(2026, 3, 12),
                    SPRING.id,
                    "Every strategy begins with the child.",
                ),
                Assessment("children-first.culture", "neither", date(2026, 3, 12), SPRING.id, "Nobody has looked yet."),
            ),
            (Plan("immediate", "Children hear the same words.", "", (GUIDE,)),),
        ),
    ),
    meetings=(SPRING,),
)

AFTER = BEFORE._replace(
    agencies=(*AGENCIES, Agency("housing", "Wessbury Homes", joined=date(2026, 6, 1))),
    instrument=instrument(**{"children-first.culture": "The culture statement, said differently."}),
    records=(
        Record(
            "children-first",
            (
                Assessment(
                    "children-first.action",
                    "disagree",
                    date(2026, 7, 16),
                    SUMMER.id,
                    "Nine of the twenty records we read\nblame the child. We know more than in March.\n",
                    (View("police", "agree", because="Our logs read otherwise."),),
                    sources=(Source("Twenty records", "council", "2026-06"),),
                    reflections={"evidence": (Discussion(points=NOTED),)},
                ),
                Assessment("children-first.culture", "neither", date(2026, 3, 12), SPRING.id, "Nobody has looked yet."),
            ),
            (
                Plan(
                    "immediate",
                    "Children hear the same words, everywhere.",
                    "",
                    (
                        GUIDE._replace(
                            status="done",
                            closed=date(2026, 6, 24),
                            outcome="Five agencies use it.",
                            due="2026-07-31",
                        ),
                        Action("a-m4q8", "Sample more records", "police", due="2026-12-04"),
                    ),
                ),
            ),
        ),
        Record("trauma", (Assessment("trauma.action", "agree", date(2026, 7, 16), SUMMER.id),)),
    ),
    meetings=(SPRING, SUMMER),
    preliminary=Preliminary(date(2026, 1, 14), goal="To be honest with each other."),
)

LABELS = ("2026-04-01", "the working tree")


def told(expected: str) -> str:
    """An expectation as it is written in a test, without its margin."""
    return textwrap.dedent(expected).lstrip("\n")


def as_text(
    comparison: Comparison, before: Partnership, after: Partnership, *, labels, depth="story", limits="", **form
):
    """What changed, as lines."""
    said = diff.blocks(comparison, before, after, labels=labels, depth=depth, limits=limits)
    return terminal.text(said, **form)


def test_a_diff_reads_clearly_to_a_stranger():
    shown = as_text(compare(BEFORE, AFTER), BEFORE, AFTER, labels=LABELS)

    assert shown == told("""
        One rating moved, one statement was newly rated. One action was added, one action was done, one due
        date moved later. One meeting was held. One agency joined. One view, one source, one reflection, one
        goal or measure, one wording and two parts of the preliminary discussion changed as well.
        From 2026-04-01 to the working tree.

        Put children and young people first
          Action
            Moved towards disagreement: Agree → Disagree.
                Because: “Nine of the twenty records we read blame the child. We know more than in March.”
                Agreed on 16 July 2026 at “What the records told us”.
                Absent: Wessex Police
            Wessex Police gave its own view: Agree.
                Because: “Our logs read otherwise.”
            A source was added: “Twenty records” (Wessbury Council, June 2026).
            Notes under “Evidence” were written.
                “Nine of twenty records carry a phrase of blame.”
          Making Progress
            The goal under “Immediate actions” was changed.
                Before: “Children hear the same words.”
                Now: “Children hear the same words, everywhere.”

        Recognise and respond to trauma
          Action
            Newly rated: Agree.
                No reason is recorded.
                Agreed on 16 July 2026 at “What the records told us”.
                Absent: Wessex Police

        Actions
          Done
            Write a language guide (a-7k3f)
                Wessbury Council, Missing lead; done on 24 June 2026.
                The due date moved about four weeks later, from 30 June 2026 to 31 July 2026.
                Outcome: “Five agencies use it.”
          New
            Sample more records (a-m4q8)
                Wessex Police; due 4 December 2026.

        Meetings
          Held: “What the records told us” (16 July 2026); absent: Wessex Police.
              Heard on 9 July 2026: Young Advisers. Read twenty records with us.

        Wording
          The statement “Put children and young people first · Culture” is worded differently.
              Before: “The culture statement.”
              Now: “The culture statement, said differently.”
          To be re-read, because the rating stands and the words it was rated against changed:
              Put children and young people first · Culture

        Agencies
          Wessbury Homes joined the partnership on 1 June 2026.

        Preliminary discussion
          The preliminary discussion was held on 14 January 2026.
          The goal of the preliminary discussion was written.
              Now: “To be honest with each other.”
    """)


def test_no_change_is_no_output():
    nothing = compare(BEFORE, BEFORE)

    assert diff.is_nothing(nothing)
    assert comment(nothing, BEFORE, BEFORE, labels=LABELS) == ""


def test_a_file_that_could_not_be_read_is_told_even_when_nothing_else_changed():
    comparison = Comparison((), (), (("principles/5-trauma.yaml", "It is not UTF-8."),))

    assert as_text(comparison, BEFORE, BEFORE, labels=LABELS) == told("""
        In one place something could not be read, so this may not be everything. No change was found.
        From 2026-04-01 to the working tree.

        Could not be read
          principles/5-trauma.yaml: It is not UTF-8.
    """)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("agree", "disagree", "moved towards disagreement: Agree → Disagree"),
        ("disagree", "agree", "moved towards agreement: Disagree → Agree"),
        ("disagree", "strongly-agree", "moved towards agreement: Disagree → Strongly agree"),
        ("disagree", "strongly-disagree", "moved towards Strongly disagree: Disagree → Strongly disagree"),
        ("agree", "strongly-agree", "moved towards Strongly agree: Agree → Strongly agree"),
        ("strongly-agree", "agree", "moved towards disagreement: Strongly agree → Agree"),
        ("strongly-disagree", "disagree", "moved towards agreement: Strongly disagree → Disagree"),
        ("disagree", "neither", "became unclear (was Disagree)"),
        ("strongly-agree", "neither", "became unclear (was Strongly agree)"),
        ("neither", "disagree", "is clear now (Disagree)"),
        ("neither", "agree", "is clear now (Agree)"),
        (None, "agree", "newly rated: Agree"),
        ("agree", None, "rating withdrawn, was Agree"),
        ("agree", "green", "changed: Agree → green"),
    ],
)
def test_a_move_is_told_by_its_direction_and_never_judged(before, after, sentence):
    assert diff_sentences.step_sentence(before, after, instrument()) == sentence


def test_a_headline_counts_in_words():
    assert diff_summary.headline(Comparison(())) == "Nothing changed."
    assert diff_summary.headline(compare(AFTER, BEFORE)).startswith("One rating moved, one rating was withdrawn.")


def test_every_kind_of_change_has_a_sentence_both_ways():
    was = BEFORE._replace(
        groups=(Group("young-advisers", "Wessbury Young Advisers", "children"),),
        records=(
            BEFORE.records[0]._replace(
                assessments=(
                    BEFORE.records[0].assessments[0],
                    BEFORE.records[0]
                    .assessments[1]
                    ._replace(because="", agreed=None, earlier=(EarlierRating("disagree", date(2025, 3, 12)),)),
                )
            ),
        ),
    )
    for one, other in ((was, AFTER), (AFTER, was)):
        comparison = compare(one, other)
        sentences = [diff_sentences.change_sentence(change, one, other) for change in comparison.changes]
        assert {type(change) for change in comparison.changes} == set(KINDS) - {FieldChange}
        assert all(each[0].isupper() or each.startswith("a-") for each in sentences)
        assert all(each.endswith(".") and "  " not in each for each in sentences)


@pytest.mark.parametrize(
    ("differently", "clause"),
    [
        ({"status": "in-progress"}, "was started"),
        ({"status": "dropped"}, "is dropped"),
        ({"due": "2026-09-01"}, "is now due 1 September 2026, not 30 June 2026"),
        ({"due": None}, "has no due date any more (was 30 June 2026)"),
        ({"owner": "police"}, "went from Wessbury Council to Wessex Police"),
        ({"role": ""}, "names no role any more"),
        ({"outcome": "Used daily."}, "has an outcome"),
        ({"serves": ("culture",)}, "now serves Culture"),
        ({"opened": date(2026, 3, 12)}, "has the opening date 12 March 2026"),
    ],
)
def test_an_action_says_what_about_it_changed(differently, clause):
    record = BEFORE.records[0]
    plan = record.plans[0]._replace(actions=(GUIDE._replace(**differently),))
    after = BEFORE._replace(records=(record._replace(plans=(plan,)),))

    (change,) = compare(BEFORE, after).changes

    assert diff_sentences.change_sentence(change, BEFORE, after) == f"a-7k3f, “Write a language guide”, {clause}."


def recording(kind: str, rating: str | None, was: str | None, agreed: date | None, at: str, **more) -> Recording:
    """A recording of one statement, made by one person."""
    commit = Recorded(f"{at.replace('-', '')}ffffffff", "Coordinator", f"{at}T16:30:00+01:00", "Record it")
    return Recording(
        "children-first.action",
        kind,
        rating,
        was,
        agreed,
        more.pop("meeting", ""),
        more.pop("because", ""),
        commit,
        **more,
    )


HISTORY = History(
    (
        recording(RATED, "disagree", None, date(2026, 3, 12), "2026-03-13", meeting=SPRING.id, because="We looked."),
        recording(RATED, "agree", "disagree", date(2026, 4, 2), "2026-04-02", stands=False),
        recording(TAKEN_BACK, "disagree", "agree", date(2026, 3, 12), "2026-04-05"),
        recording(RATED, "neither", "disagree", date(2026, 7, 16), "2026-08-20", because="The sample\nis too small."),
        recording(WITHDRAWN, None, "neither", None, "2026-09-01"),
    ),
    (
        Unread(
            "principles/5-trauma.yaml",
            "line 3: not YAML",
            Recorded("abcdef0123456", "Coordinator", "2026-05-01T09:00:00Z"),
        ),
    ),
)


def status(partnership: Partnership, today: date, reread: Sequence[str] = (), **more) -> str:
    """The status as the command asks for it."""
    stands = standing.status(partnership, today=today, reread=reread)
    with mock.patch.object(tell_status, "next_steps", return_value=["Begin."]):
        return terminal.text(tell_status.status(partnership, stands), **more)


def test_a_status_shows_ratings_in_words_and_coverage_apart():
    assert status(AFTER, date(2026, 12, 24), reread=["children-first.culture"]) == told("""
        Wessbury Partnership
        As of 24 December 2026. 3 of 4 statements are rated, 2 of 2 principles have been begun, 2 meetings
        have been held.

        Principle                               Action    Culture
        --------------------------------------  --------  ----------------------------
        1. Put children and young people first  Disagree  Neither agree nor disagree *
        2. Recognise and respond to trauma      Agree     –

        – Not yet rated.
        * The wording has changed since it was rated: to be re-read.

        Overdue
          a-m4q8: Sample more records (Wessex Police; due 4 December 2026)

        What could be next
          - Begin.
    """)


def test_an_untouched_partnership_has_a_status():
    assert "What there is to rate is not known" in status(Partnership(), date(2026, 1, 1))


def test_actions_are_a_table():
    assert terminal.text(lists.actions(AFTER.actions, AFTER, today=date(2026, 12, 24))) == told("""
        Id      Action                  Who                             Due              Status
        ------  ----------------------  ------------------------------  ---------------  -----------------
        a-7k3f  Write a language guide  Wessbury Council, Missing lead  31 July 2026     done 24 June 2026
        a-m4q8  Sample more records     Wessex Police                   4 December 2026  open, overdue
    """)
    assert lists.actions([], AFTER, today=date(2026, 1, 1)) == lists.meetings([], AFTER) == ()


def test_meetings_are_a_table_with_who_was_absent():
    assert terminal.text(lists.meetings(AFTER.meetings, AFTER)) == told("""
        Date           Meeting                Principles              Absent                Heard
        -------------  ---------------------  ----------------------  --------------------  --------------
        12 March 2026  Children first         children-first          Wessex Police
        16 July 2026   What the records told  children-first, trauma  Wessex Police, 1 not  Young Advisers
                       us                                             listed
    """)


_CELLS = st.text(st.sampled_from("ab é–→ \n−’\u0301\u3042\U0001f642\xa0-0.1"), max_size=8) | st.sampled_from(
    ["12", "1e5", ""]
)


@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.tuples(
            st.lists(st.text("Act ions", max_size=6), min_size=columns, max_size=columns),
            st.lists(st.lists(_CELLS, min_size=columns, max_size=columns), min_size=1, max_size=4),
        )
    )
)
def test_a_table_is_laid_out_as_tabulate_does_it(drawn):
    headers, rows = drawn

    told = tabulate(rows, headers, tablefmt="simple", disable_numparse=True, stralign="left")

    assert terminal.table(headers, rows) == told.split("\n")


def test_a_narrow_table_keeps_ids_whole():
    shown = terminal.text(lists.actions(AFTER.actions, AFTER, today=date(2026, 12, 24)), width=60)

    assert "a-m4q8" in shown
    assert "4 December 2026" in shown
    assert max(map(len, shown.splitlines())) <= 62


def test_findings_are_one_line_each_with_a_hint_beneath():
    found = (
        Finding(Location("partnership.yaml", 3, 1), "error", "bad-name", "The name is empty.", "Write one."),
        Finding(Location("preliminary.md", 1, 1), "warning", "no-goal", "There is no goal."),
    )

    assert findings.diagnostics(Checked(found, summary="2 files read.")) == told("""
        partnership.yaml:3:1: error: The name is empty. [bad-name]
          hint: Write one.
        preliminary.md:1:1: warning: There is no goal. [no-goal]
        2 files read.
    """)
    assert findings.diagnostics(Checked(())) == ""


def test_colour_is_handed_in():
    checked = Checked((Finding(Location("a.yaml", 1, 1), "error", "rule", "Wrong."),))

    shown = findings.diagnostics(checked, style=lambda name, each: f"<{name}>{each}</{name}>")

    assert shown == "a.yaml:1:1: <bold>error</bold>: Wrong. <dim>[rule]</dim>\n"


def test_rules_and_their_pages():
    page = "First line.\n\nMore\nof it.\n\nDo it.\n\nWrong:\n\n    a:\n      b\n\nRight:\n\n    a: b"
    rule = Rule("one", "error", page, True, "reading")

    listed = terminal.text(rules.table([rule], {"one": "off"}))
    assert "\n\nFiles and their form\none   error, fixed  First line.\n\n" in listed
    assert terminal.text(rules.cards([rule], {})) == told("""
        one: error, fixed
        Files and their form

        First line.

        Why
          More of it.

        What to do
          Do it.

        Wrong
            a:
              b

        Right
            a: b

        Its level
          It is about the format itself: always checked, always an error, and not to be ignored.
    """)


def test_the_content_at_a_glance_and_in_full():
    assert "  2. Recognise and respond to trauma (trauma)\n" in terminal.text(content.content(instrument()))
    shown = terminal.text(content.principle(instrument().principles[0], instrument()))
    assert shown.startswith(
        "1. Put children and young people first\nchildren-first\n\nAction\n  The action statement.\n"
    )


def test_a_unified_diff_keeps_its_lines_and_shows_what_would_act():
    edit = Edit("a.yaml", b"a\n::error::c", b"\x1b[31mb\n::error::c")
    shown = unified.edits([edit])
    assert shown.startswith("--- a/a.yaml\n+++ b/a.yaml\n")
    assert "-a\n+\\x1b[31mb\n \\x3a:error::c\n\\ No newline at end of file\n" in shown
    assert unified.edits([]) == ""
    assert unified.edits([Edit("b.yaml", None, b"x\n")]).startswith("--- /dev/null\n+++ b/b.yaml\n")


def hostile() -> tuple[Partnership, Partnership]:
    """Two partnerships in which every text that people write is hostile."""
    before = Partnership(name=HOSTILE, instrument=instrument(), agencies=(Agency("police", HOSTILE),))
    meeting = Meeting(
        "m", date(2026, 1, 1), HOSTILE, (HOSTILE,), (), ("police", HOSTILE), (Heard(HOSTILE, HOSTILE),), HOSTILE
    )
    views, sources = (View("police", HOSTILE, None, HOSTILE, HOSTILE),), (Source(HOSTILE, HOSTILE, HOSTILE),)
    notes = dict.fromkeys(("evidence", HOSTILE), (Discussion(points=HOSTILE),))
    earlier = (EarlierRating(HOSTILE, date(2025, 1, 1), HOSTILE, HOSTILE, HOSTILE),)
    assessment = Assessment("trauma.action", HOSTILE, None, "m", HOSTILE, views, earlier, sources, notes)
    action = Action(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, due="2026-01-01", status=HOSTILE, outcome=HOSTILE)
    records = (
        Record("trauma", (assessment,), (Plan(HOSTILE, HOSTILE, HOSTILE, (action, action._replace(status="open"))),)),
    )
    after = before._replace(
        records=records,
        meetings=(meeting,),
        agencies=(Agency(HOSTILE, HOSTILE),),
        preliminary=Preliminary(goal=HOSTILE),
    )
    return before, after


@pytest.mark.parametrize("width", [20, 40, 100])
def test_nothing_that_people_write_acts_on_a_terminal_or_a_runner(width):
    before, after = hostile()
    today = date(2026, 2, 1)
    found = (Finding(Location(HOSTILE, 1, 1), "error", "rule", HOSTILE, HOSTILE),)
    comparison = compare(before, after)._replace(unreadable=((HOSTILE, HOSTILE),))
    rule = Rule(HOSTILE, HOSTILE, HOSTILE, False, HOSTILE)
    pages = [
        findings.diagnostics(Checked(found, summary=HOSTILE)),
        as_text(comparison, before, after, labels=(HOSTILE, HOSTILE), width=width),
        as_text(compare(after, before), after, before, labels=(HOSTILE, HOSTILE), width=width),
        status(after, today, width=width),
        *(
            terminal.text(each, width=width)
            for each in (
                lists.actions(after.actions, after, today=today),
                lists.meetings(after.meetings, after),
                lists.review_points([ReviewPoint(HOSTILE, "0" * 40, "2026-01-01", HOSTILE, "", HOSTILE)]),
                rules.table([rule], {}),
                rules.cards([rule], {}),
            )
        ),
    ]
    for page in pages:
        assert page.endswith("\n")
        assert not page.endswith("\n\n")
        for each in page.split("\n"):
            assert not each.lstrip().startswith("::")
            assert not any(ord(c) < 32 or c == "\u202e" or "\ud800" <= c <= "\udfff" for c in each)


def test_markdown_says_what_the_text_says_and_can_be_found_again():
    shown = comment(compare(BEFORE, AFTER), BEFORE, AFTER, labels=LABELS)

    assert shown.startswith("<!-- reflectctl diff -->\n**One rating moved, one statement was newly rated.")
    assert (
        told("""
        ### Put children and young people first

        - **Action**
          - Moved towards disagreement: Agree → Disagree.
            - *Because:* “Nine of the twenty records we read blame the child. We know more than in March.”
            - Agreed on 16 July 2026 at “What the records told us”.
            - *Absent:* Wessex Police
    """)
        in shown
    )


def test_nothing_that_people_write_acts_in_markdown():
    before, after = hostile()
    for shown in (
        comment(compare(before, after), before, after, labels=(HOSTILE, HOSTILE)),
        comment(compare(after, before), after, before, labels=(HOSTILE, HOSTILE)),
    ):
        assert "\x1b" not in shown
        assert "@all" not in shown
        assert "<b>" not in shown
        assert shown.count("<") == 1
        assert shown.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("One line\nand on.\n\nAnother.", ["One line and on.", "", "Another."]),
        ("- One point\n  goes on\n- two\n", ["- One point goes on", "- two"]),
        ("1. One\nlazily\n10) ten", ["1. One lazily", "10) ten"]),
        ("## Head\nText\nmore", ["Head", "Text more"]),
        ("Text\n| a | b |\n| - | - |\n> said\n> on", ["Text", "| a | b |", "| - | - |", "> said", "> on"]),
        ("Text\n```\na\nb\n```\nmore\nand", ["Text", "```", "a", "b", "```", "more and"]),
        ("Kept  \napart", ["Kept", "apart"]),
        ("a\n***\nb\n-not a point", ["a", "***", "b -not a point"]),
        ("- a\n  - b\n    on\n", ["- a", "  - b on"]),
    ],
)
def test_what_people_wrote_is_told_in_paragraphs_however_its_lines_were_broken(typed, told):
    assert terminal.text([Prose(typed)]).splitlines() == told


def test_the_lines_of_a_point_stand_beneath_its_words():
    said = terminal.text([Prose("- One point that is longer than a line of\n  this width has room for\n")], width=40)

    assert said.splitlines() == ["- One point that is longer than a line", "  of this width has room for"]
