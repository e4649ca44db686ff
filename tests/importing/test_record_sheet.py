"""The sheet of a meeting as somebody filled it in: what it says, and what is not understood, by line and column."""

import textwrap

import pytest

from reflectctl.analysis.agenda import agenda
from reflectctl.errors import ReflectError
from reflectctl.importing.record_sheet import read
from reflectctl.model.instrument import Prompt
from reflectctl.model.proposal import Attendance, Notes, Proposal
from reflectctl.model.records import (
    Action,
    Agency,
    Assessment,
    Discussion,
    Group,
    Heard,
    Partnership,
    Plan,
    Progress,
    View,
)
from reflectctl.tell.record_sheet import sheet

from ..analysis import INSTRUMENT, action, day, meeting, partnership, rated, record

HELD = meeting("2026-03-10", "voice")._replace(id="spring", title="Asking why")


def whole() -> Partnership:
    old = action("a-7k3f", due="2026-03-01", owner="police")
    new = action("a-9x9x", due="2026-03-01", owner="police")
    made = partnership(
        record("voice", rated("voice.culture", "agree", "2026-01-01"), plans=(Plan("now", actions=(old, new)),)),
        meetings=(HELD,),
        agencies=(Agency("police", "Test Police"), Agency("health", "Health"), Agency("fire", "Fire")),
    )
    prompts = (Prompt("evidence", "Evidence", ("How do we know?",)), Prompt("building", "Building on this"))
    return made._replace(
        groups=(Group("advisers", "Advisers", "children"),), instrument=INSTRUMENT._replace(prompts=prompts)
    )


def said(text: str) -> Proposal:
    return read(textwrap.dedent(text), whole(), HELD, file="sheet.md")


def test_what_is_written_in_each_place_is_what_it_says():
    found = said(
        """\
        # Asking why
        > 10 March 2026

        ## Who was there
        Present: all
        apologies: Fire
        Guests: Head, Hospice; Chair

        ## who was heard
        - Young advisers (2026-03-01): They read
          our draft.
        - Parents

        ## voice.action
        > Statement: with a colon
        Rating: Disagree.
        Because: We looked.

        It was so:
        - one point
        ### Views
        - Test Police: agree
          Because: of this.
        * advisers: cannot say
        ### Evidence
        - One.
        - Two
          goes on.
        -
        ### building
        Read it again.
        ## 1.cult
        Rating: still
        ## Actions so far
        - a-7k3f: Done
          Children say so.
        - a-9x9x: in progress
          Two of three
          boards have read it.
          Due: 2026-09
        - a-9x9x: open
          Nobody has answered.
        ## Notes
        We meet at the library next time.

        ### Any other business
        - None of it was new.
        ## Plan: voice, now
        Goal: A goal
          of two lines.
        Measure: Ten records.

        - Ask why
          in each record
          Lead: police, health
          with: Barnardo's
          role: Lead: exploitation
          due: 2026-09
          for: action, culture
        - Look again
          due: ongoing
          review: 2026-07-01
        """
    )

    assert found.doubts == ()
    assert [(each.about, each.prompt, each.said) for each in found.entries] == [
        ("spring", "", Attendance(("police", "health"), ("fire",), ("Head, Hospice", "Chair"))),
        ("spring", "", Heard("Young advisers", "They read our draft.", day("2026-03-01"))),
        ("spring", "", Heard("Parents")),
        ("voice.action", "", Assessment("voice.action", "disagree", meeting="spring",
                                        because="We looked.\n\nIt was so:\n- one point")),
        ("voice.action", "", View("police", "agree", None, "spring", "Because: of this.")),
        ("voice.action", "", View("advisers", None, None, "spring")),
        ("voice.action", "evidence", Discussion("spring", None, "- One.\n- Two\n  goes on.")),
        ("voice.action", "building", Discussion("spring", None, "Read it again.")),
        ("voice.culture", "", Assessment("voice.culture", "agree", meeting="spring")),
        ("", "", Action("a-7k3f", "", status="done", closed=HELD.date, outcome="Children say so.")),
        ("", "", Action("a-9x9x", "", status="in-progress")),
        ("a-9x9x", "", Progress(HELD.date, "Two of three\nboards have read it.", "2026-09")),
        ("a-9x9x", "", Progress(HELD.date, "Nobody has answered.")),
        ("spring", "", Notes("We meet at the library next time.\n\n### Any other business\n- None of it was new.")),
        ("voice", "", Plan("now", "A goal\n  of two lines.", "Ten records.")),
        ("", "", Action("", "Ask why in each record", "police", ("health", "Barnardo's"), "Lead: exploitation",
                        HELD.date, "2026-09", serves=("action", "culture"), principle="voice", horizon="now")),
        ("", "", Action("", "Look again", opened=HELD.date, due="ongoing", review=day("2026-07-01"),
                        principle="voice", horizon="now")),
    ]  # fmt: skip
    assert str(found.entries[4].place) == "sheet.md, line 22, column 3"


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("Stray\n## voice.action", "line 1, column 1", "stands in no place"),
        ("## Nothing", "line 1, column 4", "No section is called so"),
        ("## voice.nothing", "line 1, column 4", "No section is called so"),
        ("## voice.action\nRating: middling", "line 2, column 9", "agree, neither, disagree was expected"),
        ("## voice.action\nRating: agre", "line 2, column 9", "was expected, perhaps `Agree`; put it right"),
        ("## voice.action\nRating: dis", "line 2, column 9", "perhaps `Disagree`"),
        ("## voice.action\nRating: not yet rated", "line 2, column 9", "No point of the scale"),
        ("## voice.action\nRating: agree / disagree", "line 2, column 9", "No point of the scale"),
        ("## voice.action\n  Rating:  middling", "line 2, column 12", "No point of the scale"),
        ("## voice.action\nBecause: So.", "line 2, column 10", "and no rating"),
        ("## voice.action\nRating: still", "line 2, column 9", "not yet rated"),
        ("## voice.action\nRating: agree\nand more", "line 3, column 1", "stands in no place"),
        ("## voice.action\n### Nothing\n- a", "line 2, column 5", "`Views`, `Evidence`, `Building on this` were"),
        ("## voice.action\n### Views\n- police agree", "line 3, column 3", "an agency, a colon and its rating"),
        ("## voice.action\n### Views\n- polcie: agree", "line 3, column 3", "police, health, fire, advisers was"),
        ("## voice.action\n### Views\n- police:  agreee", "line 3, column 12", "No point of the scale"),
        ("## voice.action\n### Views\npolice: agree", "line 3, column 1", "stands in no place"),
        ("## Who was there\nPresent: police, Jo Bloggs", "line 2, column 10", "ids with commas"),
        ("## Who was there\nThere: police", "line 2, column 1", "stands in no place"),
        ("## Who was heard\n- Advisers (2026-02-30): So.", "line 2, column 3", "No day of the calendar"),
        ("## Actions so far\n- a-0000: done\n  So.", "line 2, column 3", "No action has this id"),
        ("## Actions so far\n- a-7k3f: finished", "line 2, column 11", "`done`, `dropped`, `in progress` or `open`"),
        ("## Actions so far\n- a-7k3f: open", "line 2, column 11", "How it is going"),
        ("## Actions so far\n- a-7k3f: open\n  due: 2026-09", "line 3, column 3", "Why the date moved"),
        ("## Actions so far\n- a-7k3f: open\n  So.\n  due: ongoing", "line 4, column 3", "One day or month"),
        ("## Actions so far\n- a-7k3f: open\n  So.\n  due: soon", "line 4, column 3", "One day or month"),
        ("## Actions so far\n- a-7k3f: done", "line 2, column 11", "What difference it made"),
        ("## Plan: voice", "line 1, column 4", "A principle and a part of its plan"),
        ("## Plan: nothing, now", "line 1, column 4", "A principle and a part of its plan"),
        ("## Plan: voice, now\n- A\n  lead: nobody", "line 3, column 9", "Not everybody here is known"),
        ("## Plan: voice, now\n- A\n  lead: Barnardo's", "line 3, column 9", "an agency or a group of the partnership"),
        ("## Plan: voice, now\n- A\n  due: soon", "line 3, column 8", "A day, a month or `ongoing`"),
        ("## Plan: voice, now\n- A\n  review: soon", "line 3, column 11", "No day of the calendar"),
        ("## Plan: voice, now\n- A\n  for: nothing", "line 3, column 8", "(action, culture)"),
    ],
)
def test_what_is_not_understood_is_told_by_its_place_in_a_sentence_and_nothing_of_it_is_recorded(text, at, words):
    found = said(text)
    [doubt] = found.doubts
    assert str(doubt.place) == f"sheet.md, {at}"
    assert words in doubt.message
    assert doubt.message.endswith("; put it right and record the sheet again.")
    assert doubt.message.count(". ") == 0
    assert "Bloggs" not in doubt.message
    # What is understood beside it stays.
    assert all(isinstance(each.said, Assessment) for each in found.entries)


def test_the_empty_sheet_says_nothing():
    made = whole()
    due = agenda(made, HELD, today=day("2026-03-11")).due
    empty = sheet(HELD, made, due)

    assert read(empty, made, HELD, file="sheet") == Proposal()
    for words in (
        "## voice.action",
        "### Evidence",
        "## Plan: voice, later",
        "> - a-7k3f: Do a-7k3f.",
        "> How do we know?",
    ):
        assert words in empty
    assert read(empty.replace("\n", "\r\n"), made, HELD, file="sheet") == Proposal()


def test_a_quotation_and_a_heading_in_a_reason_are_part_of_it():
    found = said(
        """\
        # Asking why

        ## voice.action
        > Statement
        Rating: disagree
        Because: We looked.
        > I was never asked.
        # In short
        It was not so.

        ### Views
        > - police: disagree
        """
    )
    assert found.doubts == ()
    assert [each.said.because for each in found.entries] == [  # type: ignore[union-attr]
        "We looked.\n> I was never asked.\n# In short\nIt was not so."
    ]


def test_the_sheet_of_another_meeting_is_refused():
    other = HELD._replace(id="summer")
    made = whole()._replace(meetings=(HELD, other))
    with pytest.raises(ReflectError, match="the sheet of spring, and not of summer"):
        read(sheet(HELD, made, ()), made, other, file="sheet.md")


def test_nobody_is_both_there_and_missing():
    found = said("## Who was there\nPresent: police, health\nApologies: police\n")
    assert found.entries == ()
    assert ["as present and behind" in each.message for each in found.doubts] == [True]


def test_what_others_wrote_is_no_place_of_the_sheet():
    """Whatever stands in the records, the empty sheet has its places and no others."""
    reason = "## voice.culture\nRating: agree\n- police: agree\n\n> quoted\n### Views\n- health: disagree"
    made = whole()
    stands = rated("voice.action", "agree", "2026-03-10")._replace(
        because=reason, meeting="spring", reflections={"evidence": (Discussion("spring", None, reason),)}
    )
    made = made._replace(records=(record("voice", stands, plans=(Plan("now", reason, reason),)),))
    odd = HELD._replace(title=reason, heard=(Heard(reason, reason),))
    assert read(sheet(odd, made, ()), made, odd, file="sheet") == Proposal()


def test_the_sheet_of_the_page_is_understood(built_demo):
    """The example in docs/meetings.md, word by word, in the example partnership."""
    import re
    from pathlib import Path

    from reflectctl.loading.load import load
    from reflectctl.storage.disk import WorkTree

    page = (Path(__file__).parents[2] / "docs/meetings.md").read_text("utf-8")
    [example] = re.findall(r"^```markdown\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    made = load(WorkTree(built_demo)).partnership
    held = made.meeting("2026-04-23-looking-back")
    assert held is not None
    found = read(example, made, held, file="sheet.md")
    assert found.doubts == ()
    assert [type(each.said).__name__ for each in found.entries] == [
        "Attendance", "Heard", "Assessment", "View", "View", "Discussion", "Action", "Plan", "Action",
    ]  # fmt: skip
