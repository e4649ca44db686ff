"""What may point at a person is held back or listed wherever it stands, never rewritten; nothing else is touched."""

from datetime import date
from pathlib import Path

import pytest

from reflectctl.analysis import editions
from reflectctl.analysis.doubtful import Judge, doubtful
from reflectctl.analysis.redaction import AGE
from reflectctl.analysis.suppression import Total, bounds, doubts_of
from reflectctl.model.permitted import MayStand
from reflectctl.model.records import Agency, Assessment, Meeting, Partnership, Record

from .personal_strings import MUST as MUST_BY_KIND

LINES = (Path(__file__).parent / "public_texts.txt").read_text("utf-8").splitlines()
MUST = [line[2:].replace("\\n", "\n") for line in LINES if line.startswith("+ ")]
MUST_NOT = [line[2:].replace("\\n", "\n") for line in LINES if line.startswith("- ")]


def because(text: str, **more: object) -> Partnership:
    return Partnership(records=(Record("voice", (Assessment("voice.action", "agree", because=text),)),), **more)  # type: ignore[arg-type]


def told(whole: Partnership) -> str:
    return editions.public(whole).records[0].assessments[0].because


@pytest.mark.safety(16)
def test_each_text_that_may_point_at_a_person_is_listed_and_held_back_whole():
    assert len(MUST) > 200
    through = []
    for text in MUST:
        # Somewhere in a reason, with harmless sentences around it.
        for whole in (because(text), because(f"We read the plans.\n\n{text}\n\nIt was agreed.")):
            if not doubtful(whole) or not told(whole).startswith("[held back: "):
                through.append(text)
    assert through == []


def test_harmless_texts_stand_as_they_are():
    assert len(MUST_NOT) > 80
    assert [text for text in MUST_NOT if doubtful(because(text)) or told(because(text)) != text] == []


def test_a_partnership_says_itself_which_numbers_are_small():
    assert told(because("Seven girls said so.")) == "Seven girls said so."
    assert told(because("Seven girls said so.", small_numbers_below=10)) == "[held back: a small number of people]"
    assert doubtful(because("Four girls said so.", small_numbers_below=3)) == []


def test_what_looks_like_somebodys_data_is_listed_as_well():
    assert [each.kind for each in doubtful(because("Write to jo.bloggs@wessbury-mail.net about it."))] == [
        "mail-address"
    ]


@pytest.mark.safety(16)
def test_every_age_that_is_told_in_files_is_held_back_in_public():
    ages = [*MUST_BY_KIND["age"], "A lad aged 14.", "A young person, F/15, was seen.", "male, 15, was moved"]

    assert [text for text in ages if AGE not in {each.kind for each in Judge(5)(text)}] == []


def test_nobody_is_asked_again_of_a_partnerships_own_lines_and_of_all_else_they_are():
    text = "Write to jo.bloggs@wessbury-mail.net, or ring 01632 960 018."
    lines = (MayStand("mail-address", "jo.bloggs@wessbury-mail.net"), MayStand("telephone-number", "01632 960018"))

    assert [each.kind for each in doubtful(because(text))] == ["mail-address", "telephone-number"]
    assert [each.kind for each in doubtful(because(text, permitted=lines[:1]))] == ["telephone-number"]
    assert doubtful(because(text, permitted=lines)) == []
    assert told(because(text, permitted=lines)) == text
    # Somebody's name may stand among partners; whether it is published is another question.
    name = "DS Quill brought the figures."
    assert doubtful(because(name, permitted=(MayStand("staff-named", "DS Quill"),)))


@pytest.mark.parametrize(("publish", "present", "absent"), [(False, (), ()), (True, ("police",), ("health",))])
def test_who_was_at_a_meeting_is_told_only_where_the_partnership_says_so(publish, present, absent):
    meeting = Meeting("m", date(2026, 3, 12), "Letters", present=("police",), absent=("health",))
    whole = Partnership(
        agencies=(Agency("police", "Police"), Agency("health", "Health")),
        meetings=(meeting,),
        publish_attendance=publish,
    )

    (told,) = editions.public(whole).meetings
    assert (told.present, told.absent) == (present, absent)


TABLE = "Children by place:\n\n| | Boys | Girls | Total |\n|---|---|---|---|\n"


@pytest.mark.safety(16)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        # One cell kept back beside a total is the difference.
        (TABLE + "| School | 13 | <5 | 16 |\n", True),
        # Two in a row are safe only while several numbers fit.
        (TABLE + "| School | <5 | <5 | 5 |\n", False),
        (TABLE + "| School | <5 | <5 | 8 |\n", True),
        (TABLE + "| School | <5 | <5 | 7 |\n", True),
        # Four corners of a table keep one another; three do not.
        (TABLE + "| School | * | * | 20 |\n| College | * | * | 25 |\n| Total | 22 | 23 | 45 |\n", False),
        (TABLE + "| School | * | * | 20 |\n| College | * | 14 | 25 |\n| Total | 22 | 23 | 45 |\n", False),
        (TABLE + "| School | * | * | 20 |\n| College | * | 21 | 25 |\n| Total | 22 | 23 | 45 |\n", True),
        # Without a total there is nothing to take away from, unless the text around it has one.
        ("Children:\n\n| Where | Children |\n|---|---|\n| School | 13 |\n| Elsewhere | <5 |\n", False),
        ("There were 16 children.\n\n| Where | Children |\n|---|---|\n| School | 13 |\n| Elsewhere | <5 |\n", True),
        ("There were 90 children.\n\n| Where | Children |\n|---|---|\n| School | 13 |\n| Elsewhere | <5 |\n", False),
        # Agencies are not people.
        ("| Agency | Views | All |\n|---|---|---|\n| Police | <5 | 7 |\n", False),
        ("Of 24 children, 13 were at school, 8 at college and fewer than five elsewhere.", True),
        ("Of 24 children, 13 were at school, and fewer than five each were at college and at home.", False),
        ("Of the 40 children, 20 were at school and 20 at college.", False),
        ("13% of the 24 children", True),
        ("half of the 24 children", False),
    ],
)
def test_a_number_that_is_kept_back_can_not_be_worked_out(text, found):
    assert bool(doubts_of(text, 5)) is found


EARLIER = "We read the records of 24 children from both districts.\n\n" + TABLE + "| School | 14 | 12 | 26 |\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We read the records of 26 children from both districts.", True),
        ("We read the records of 24 children from both districts.", False),
        ("We read the records of 60 children from both districts.", False),
        ("We wrote to the parents of 26 children in one district.", False),
        (TABLE + "| School | 15 | 12 | 27 |\n", True),
        (TABLE + "| School | 14 | 12 | 26 |\n", False),
        (TABLE + "| School | 30 | 29 | 59 |\n", False),
    ],
)
def test_an_earlier_edition_gives_away_what_came_since(text, found):
    assert doubts_of(text, 5) == []
    assert bool(doubts_of(text, 5, [EARLIER])) is found


def test_a_cell_that_an_earlier_edition_told_gives_away_the_other():
    now = TABLE + "| School | * | * | 26 |\n"
    was = TABLE + "| School | 23 | * | 26 |\n"

    assert doubts_of(now, 5) == []
    assert doubts_of(now, 5, [was])


@pytest.mark.parametrize(
    ("unknown", "totals", "found"),
    [
        ([(0, 9), (0, 9)], [Total({0: 1, 1: 1}, 3)], [(0, 3), (0, 3)]),
        ([(0, 9), (0, 9)], [Total({0: 1, 1: -1}, 3)], [(3, 9), (0, 6)]),
        # Each total alone leaves them wide, and all three together do not.
        (
            [(0, 9)] * 3,
            [Total({0: 1, 1: 1}, 5), Total({1: 1, 2: 1}, 5), Total({0: 1, 2: 1}, 4)],
            [(2, 2), (3, 3), (2, 2)],
        ),
        ([(0, 9)] * 3, [Total({0: 1, 1: 1}, 5), Total({1: 1, 2: 1}, 5), Total({0: 1, 2: 1}, 3)], None),
        ([(0, 2)], [Total({0: 1}, 3)], None),
    ],
)
def test_bounds_are_those_of_whole_numbers(unknown, totals, found):
    assert bounds(unknown, totals) == found


def test_a_text_is_looked_at_once():
    judge = Judge(5)

    assert judge("Two girls said so") is judge("Two girls said so")
