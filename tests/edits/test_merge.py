"""A merge knows records by their ids: a table of what becomes of three versions of a file, whichever side merges."""

import re
from typing import NamedTuple

import pytest

from reflectctl.app.merge_driver import merged
from reflectctl.documents.conflicts import Marks, sides
from reflectctl.documents.document import read_document
from reflectctl.edits import sequences
from reflectctl.edits.merge_points import merge_points, points
from reflectctl.edits.yaml_tree import tree, written

CHILDREN = "principles/1-children-first.yaml"
PRINCIPLE = """\
# yaml-language-server: $schema=../.reflectctl/schema/principle.schema.json
# Children first

principle: children-first
assessments:
  action:
    rating: agree                  # looked at twice
    agreed: "2026-03-12"
    meeting: 2026-03-12-children-first
    because: >-
      Why the partnership settled here.
    sources:
      - what: Joint case audit
        agency: health
        dated: "2026-02"
    reflections:
      evidence:
        - meeting: 2026-03-12-children-first
          points: |
            - One.
            - Two.
      building:
      experience: |
        - Old.
  culture:
    rating:
making_progress:
  immediate:
    goal: |
      A goal.
    measure:
    actions:
      - id: a-1111
        action: First
        owner: police
        opened: "2026-03-12"
        due: "2026-06-30"
        status: open
        serves: [action, culture]
  longer_term:
    goal:
    actions: []
"""
VIEWS = """\
of: police
views:
  children-first.action:
    rating: agree
    given: "2026-03-05"
    because: |
      So.
"""
MEETING = """\
---
id: 2026-03-12-x
date: "2026-03-12"
title: A meeting
principles: [children-first]
present: [council, police]
absent: [health]
heard:
---

Notes of the meeting.

- A point.
"""
PARTNERSHIP = """\
format: 1
name: Wessbury
agencies:
  - id: council
    name: Wessbury Council
    statutory: true
  - id: police
    name: Wessex Police
settings:
  due_soon_days: 30
"""
GROUPED = PARTNERSHIP.replace(
    "settings:",
    "groups:\n  - id: front-door\n    name: Front door\n    kind: subgroup\n    members: [council, police]\nsettings:",
)
GUESTS = MEETING.replace("heard:\n", "heard:\nguests: [Scrutineer]\n")
PRELIMINARY = """\
---
discussed:
goal:
commitment:
---

## What is the value in having these conversations?

"""


def merge(path: str, base: str, ours: str, theirs: str, size: int = 7) -> tuple[str, int]:
    found = merged(path, base.encode(), ours.encode(), theirs.encode(), Marks(size))
    return found.raw.decode(), found.conflicts


Swap = tuple[str, str]


class Case(NamedTuple):
    """What each side puts in the place of what, and what comes out in its place."""

    what: str
    text: str
    path: str
    ours: tuple[Swap, ...]
    theirs: tuple[Swap, ...]
    there: tuple[str, ...]
    gone: tuple[str, ...] = ()


def swapped(text: str, swaps: tuple[Swap, ...]) -> str:
    for old, new in swaps:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def case(what: str, text: str, ours: object, theirs: object, *there: str, gone: tuple[str, ...] = ()) -> Case:
    """A case, with one swap or several on each side."""
    paths = {PRINCIPLE: CHILDREN, VIEWS: "views/police.yaml", MEETING: "meetings/2026-03-12-x.md",
             PARTNERSHIP: "partnership.yaml", PRELIMINARY: "preliminary.md", GROUPED: "partnership.yaml",
             GUESTS: "meetings/2026-03-12-x.md"}  # fmt: skip
    one, other = (
        side if not side or isinstance(side[0], tuple) else (side,)  # type: ignore[index]
        for side in (ours, theirs)
    )
    return Case(what, text, paths.get(text, CHILDREN), one, other, there, gone)  # type: ignore[arg-type]


TWO = "            - Two.\n"
STATUS = "        status: open\n"
RATED = "  culture:\n    rating:\n"
ACTION = re.search(r"      - id: a-1111\n(?:        .*\n)+", PRINCIPLE).group()  # type: ignore[union-attr]
NEW = '    actions:\n      - id: {}\n        action: {}\n        opened: "{}"\n'

CLEAN = [
    case(
        "a rating here, another statement's there",
        PRINCIPLE,
        (RATED, '  culture:\n    rating: agree\n    agreed: "2026-04-01"\n'),
        (RATED, '  behaviour:\n    rating: neither\n    agreed: "2026-04-01"\n' + RATED),
        '  behaviour:\n    rating: neither\n    agreed: "2026-04-01"\n  culture:\n    rating: agree\n',
    ),
    case(
        "points of one discussion",
        PRINCIPLE,
        (TWO, TWO + "            - Four.\n"),
        (TWO, TWO + "            - Three.\n"),
        TWO + "            - Four.\n            - Three.\n      building:",
    ),
    case(
        "a point that is put otherwise, and one that is added below it",
        PRINCIPLE,
        (TWO, "            - Two, and more.\n"),
        (TWO, TWO + "            - Three.\n"),
        "            - One.\n            - Two, and more.\n            - Three.\n",
    ),
    case(
        "two discussions, by their day",
        PRINCIPLE,
        (TWO, TWO + "        - meeting: 2026-05-05-b\n          points: |\n            - Later.\n"),
        (TWO, TWO + "        - meeting: 2026-04-05-a\n          points: |\n            - Sooner.\n"),
        "- Sooner.\n        - meeting: 2026-05-05-b\n          points: |\n            - Later.\n      building:\n",
    ),
    case(
        "points without a day",
        PRINCIPLE,
        ("        - Old.\n", "        - Old.\n        - B.\n"),
        ("        - Old.\n", "        - Old.\n        - A.\n"),
        "      experience: |\n        - Old.\n        - A.\n        - B.\n  culture:",
    ),
    case(
        "actions into a list that was empty",
        PRINCIPLE,
        ("    actions: []\n", NEW.format("a-2222", "Second", "2026-04-01")),
        ("    actions: []\n", NEW.format("a-3333", "Third", "2026-03-30")),
        "    actions:\n      - id: a-3333\n        action: Third\n        opened: \"2026-03-30\"\n      - id: a-2222\n",
    ),
    case(
        "an action that one side takes out and the other leaves",
        PRINCIPLE,
        (ACTION, ""),
        ("    actions: []\n", NEW.format("a-2222", "Second", "2026-04-01")),
        "a-2222",
        gone=("a-1111", "[]"),
    ),
    case(
        "an action that is closed here and given to another there",
        PRINCIPLE,
        (STATUS, '        status: done\n        closed: "2026-05-01"\n        outcome: Good.\n'),
        ("        owner: police\n", "        owner: health\n        role: Lead\n"),
        "owner: health\n        role: Lead\n",
        'status: done\n        closed: "2026-05-01"\n        outcome: Good.\n        serves:',
    ),
    case(
        "what it serves, on both sides",
        PRINCIPLE,
        ("[action, culture]", "[culture, night]"),
        ("[action, culture]", "[action, culture, behaviour]"),
        "serves: [culture, behaviour, night]\n",
    ),
    case(
        "two sources under one statement",
        PRINCIPLE,
        ('        dated: "2026-02"\n', '        dated: "2026-02"\n      - what: Survey\n        dated: "2026-04"\n'),
        ('        dated: "2026-02"\n', '        dated: "2026-02"\n      - what: Panel\n        dated: "2026-03"\n'),
        'dated: "2026-02"\n      - what: Panel\n        dated: "2026-03"\n      - what: Survey\n',
    ),
    case(
        "what was agreed earlier, typed in on two sides",
        PRINCIPLE,
        ("    sources:\n", '    earlier:\n      - {rating: neither, agreed: "2025-10-09"}\n    sources:\n'),
        ("    sources:\n", '    earlier:\n      - {rating: disagree, agreed: "2025-02-13"}\n    sources:\n'),
        '    earlier:\n      - {rating: disagree, agreed: "2025-02-13"}\n',
        '"2025-02-13"}\n      - {rating: neither, agreed: "2025-10-09"}\n',
    ),
    case(
        "one rating that was agreed earlier, with its reason here and what is said of it in public there",
        PRINCIPLE.replace(
            "    sources:\n", '    earlier:\n      - rating: neither\n        agreed: "2025-10-09"\n    sources:\n'
        ),
        ("      - rating: neither\n", "      - rating: disagree\n"),
        ('        agreed: "2025-10-09"\n', '        agreed: "2025-10-09"\n        hold_back: true\n'),
        '      - rating: disagree\n        agreed: "2025-10-09"\n        hold_back: true\n',
    ),
    case(
        "a list that is missing is as one that is empty",
        PRINCIPLE,
        ("    actions: []\n", ""),
        ("    actions: []\n", NEW.format("a-2222", "Second", "2026-04-01")),
        "    actions:\n      - id: a-2222\n",
    ),
    case(
        "comments of both sides",
        PRINCIPLE,
        ("      - id: a-1111\n", "      # Ask again.\n      - id: a-1111\n"),
        ("        owner: police\n", "        owner: police  # or health\n        # From May on:\n        role: Lead\n"),
        "      # Ask again.\n      - id: a-1111\n",
        "        owner: police  # or health\n        # From May on:\n        role: Lead\n",
    ),
    case(
        "a comment at one place on both sides",
        PRINCIPLE,
        ("making_progress:\n", "# B\nmaking_progress:\n"),
        ("making_progress:\n", "# A\nmaking_progress:\n"),
        "    rating:\n# A\n# B\nmaking_progress:\n",
    ),
    case(
        "a layout here, a value there",
        PRINCIPLE,
        (("- id: a-1111\n", '- id: "a-1111"\n'), ("        owner: police\n", "        owner:   'police'\n")),
        (("        due: \"2026-06-30\"\n", '        due: "2026-07-31"\n'), ("action: First", "action: First of all")),
        "      - id: \"a-1111\"\n        action: First of all\n        owner:   'police'\n",
        'due: "2026-07-31"',
    ),
    case(
        "views of two statements",
        VIEWS,
        ("views:\n", 'views:\n  children-first.culture:\n    rating:\n    given: "2026-04-01"\n'),
        ("      So.\n", '      So.\n  children-first.behaviour:\n    rating: agree\n    given: "2026-04-02"\n'),
        'views:\n  children-first.culture:\n    rating:\n    given: "2026-04-01"\n  children-first.action:\n',
        '      So.\n  children-first.behaviour:\n    rating: agree\n    given: "2026-04-02"\n',
    ),
    case(
        "who was there, on both sides",
        MEETING,
        (("[council, police]", "[council, police, housing]"), ("absent: [health]", "absent: []")),
        ("[council, police]", "[council, police, education]"),
        "present: [council, police, education, housing]\nabsent: []\n",
    ),
    case(
        "minutes of both sides",
        MEETING,
        ("- A point.\n", "- A point.\n- Another.\n"),
        ("- A point.\n", "- A point.\n- One more.\n"),
        "Notes of the meeting.\n\n- A point.\n- Another.\n- One more.\n",
    ),
    case(
        "who was heard, on both sides",
        MEETING,
        ("heard:\n", 'heard:\n  - who: Young advisers\n    how: A talk\n    dated: "2026-03-05"\n'),
        ("heard:\n", 'heard:\n  - who: Parents\n    how: Letters\n    dated: "2026-03-01"\n'),
        "heard:\n  - who: Parents\n    how: Letters\n    dated: \"2026-03-01\"\n  - who: Young advisers\n",
    ),
    case(
        "two agencies",
        PARTNERSHIP,
        ("settings:\n", "  - id: housing\n    name: Homes\nsettings:\n"),
        ("settings:\n", "  - id: education\n    name: Schools\nsettings:\n"),
        "  - id: education\n    name: Schools\n  - id: housing\n    name: Homes\nsettings:\n",
    ),
    case(
        "two groups",
        GROUPED,
        ("settings:\n", "  - id: parents\n    name: Parents\n    kind: families\nsettings:\n"),
        ("members: [council, police]", "members: [council, police, health]"),
        "    members: [council, police, health]\n  - id: parents\n    name: Parents\n    kind: families\nsettings:\n",
    ),
    case(
        "earlier ids of an agency, and the day on which it left",
        PARTNERSHIP,
        ("    name: Wessex Police\n", "    name: Wessex Police\n    was: [constabulary]\n"),
        ("    name: Wessex Police\n", '    name: Wessex Police\n    left: "2026-03-31"\n'),
        '    name: Wessex Police\n    left: "2026-03-31"\n    was: [constabulary]\n',
    ),
    case(
        "guests of a meeting",
        GUESTS,
        ("guests: [Scrutineer]", "guests: [Scrutineer, Headteacher]"),
        ("guests: [Scrutineer]", "guests: [Scrutineer, Regional lead]"),
        "guests: [Scrutineer, Headteacher, Regional lead]\n",
    ),
    case(
        "ratings agreed before, by their day",
        PRINCIPLE,
        ("    sources:\n", '    earlier:\n      - rating: neither\n        agreed: "2025-06-01"\n    sources:\n'),
        ("    sources:\n", '    earlier:\n      - rating: disagree\n        agreed: "2025-02-01"\n    sources:\n'),
        '    earlier:\n      - rating: disagree\n        agreed: "2025-02-01"\n'
        '      - rating: neither\n        agreed: "2025-06-01"\n    sources:\n',
    ),
    case(
        "groups, and the members of one",
        PARTNERSHIP,
        ("settings:\n", "groups:\n  - id: young\n    name: Young advisers\n    members: [police]\nsettings:\n"),
        ("settings:\n", "groups:\n  - id: parents\n    name: Parents\nsettings:\n"),
        "groups:\n  - id: parents\n    name: Parents\n  - id: young\n    name: Young advisers\n    members: [police]\n",
    ),
    case(
        "points under a prompt alone, and the first of a meeting",
        PRINCIPLE,
        ("      experience: |\n        - Old.\n", "      experience: |\n        - Old.\n        - New.\n"),
        (
            "      experience: |\n        - Old.\n",
            "      experience:\n        - points: |\n            - Old.\n"
            "        - meeting: 2026-04-05-a\n          points: |\n            - Said there.\n",
        ),
        "      experience:\n        - points: |\n            - Old.\n            - New.\n"
        "        - meeting: 2026-04-05-a\n          points: |\n            - Said there.\n  culture:",
    ),
    case(
        "records of a kind that nothing is known of",
        PRINCIPLE,
        (STATUS, STATUS + "        links:\n          - { to: b, on: x }\n"),
        ("    measure:\n    actions:\n", "    measure: Read ten.\n    actions:\n"),
        STATUS + "        links:\n          - { to: b, on: x }\n",
        "measure: Read ten.\n",
    ),
    case(
        "settings of two kinds",
        PARTNERSHIP,
        ("  due_soon_days: 30\n", "  due_soon_days: 14\n"),
        ("  due_soon_days: 30\n", "  due_soon_days: 30\n  language: cy\n"),
        "  due_soon_days: 14\n  language: cy\n",
    ),
    case(
        "the readiness conversation, and what was said in it",
        PRELIMINARY,
        (("discussed:\n", 'discussed: "2026-01-14"\n'), ("conversations?\n", "conversations?\n\n- One.\n")),
        (("goal:\n", "goal: To talk plainly.\n"), ("conversations?\n", "conversations?\n\n- Two.\n")),
        'discussed: "2026-01-14"\ngoal: To talk plainly.\n',
        "conversations?\n\n- One.\n- Two.\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CLEAN, ids=[each.what for each in CLEAN])
def test_both_sides_stay_whichever_side_merges(case: Case) -> None:
    ours, theirs = swapped(case.text, case.ours), swapped(case.text, case.theirs)
    text, conflicts = merge(case.path, case.text, ours, theirs)
    assert conflicts == 0, text
    for each in case.there:
        assert each in text, text
    assert not any(each in text for each in case.gone)
    assert merge(case.path, case.text, theirs, ours) == (text, 0)
    assert not read_document(case.path, text.encode()).found


OUTCOME = '        status: done\n        closed: "2026-05-01"\n        outcome: Good.\n'
TORN = [
    case(
        "a rating of two halves",
        PRINCIPLE,
        (("rating: agree   ", "rating: neither "), ('    agreed: "2026-03-12"\n', '    agreed: "2026-04-12"\n')),
        ("Why the", "How the"),
        "<<<<<<< ours\n    rating: neither                # looked at twice\n    agreed: \"2026-04-12\"\n"
        "    meeting: 2026-03-12-children-first\n    because: >-\n      Why the partnership settled here.\n"
        "=======\n    rating: agree                  # looked at twice\n    agreed: \"2026-03-12\"\n"
        "    meeting: 2026-03-12-children-first\n    because: >-\n      How the partnership settled here.\n"
        ">>>>>>> theirs\n    sources:\n",
    ),
    case(
        "an action closed here, and put otherwise there",
        PRINCIPLE,
        (STATUS, OUTCOME),
        ("action: First", "action: First of all"),
        f"<<<<<<< ours\n        action: First\n{OUTCOME}=======\n        action: First of all\n{STATUS}>>>>>>> theirs",
    ),
    case(
        "an action closed in two ways",
        PRINCIPLE,
        (STATUS, OUTCOME),
        (STATUS, '        status: dropped\n        closed: "2026-05-02"\n'),
        "<<<<<<< ours\n" + OUTCOME + '=======\n        status: dropped\n        closed: "2026-05-02"\n>>>>>>> theirs\n',
    ),
    case(
        "a value alone",
        PRINCIPLE,
        ("owner: police", "owner: health"),
        (("owner: police", "owner: council"), ("    measure:\n", "    measure: Read ten.\n")),
        "        action: First\n<<<<<<< ours\n        owner: health\n=======\n        owner: council\n>>>>>>> theirs\n",
        "    measure: Read ten.\n",
    ),
    case(
        "an action taken out here and changed there",
        PRINCIPLE,
        (ACTION, ""),
        ("owner: police", "owner: health"),
        "    actions:\n<<<<<<< ours\n=======\n      - id: a-1111\n        action: First\n        owner: health\n",
    ),
    case(
        "an action moved to two places",
        PRINCIPLE,
        ((ACTION, ""), ("    actions: []\n", "    actions:\n" + ACTION)),
        ("owner: police", "owner: health"),
        "<<<<<<< ours\n=======\n      - id: a-1111\n",
    ),
    case(
        "one point put in two ways",
        PRINCIPLE,
        ("- Two.", "- Two A."),
        ("- Two.", "- Two B."),
        "<<<<<<< ours\n          points: |\n            - One.\n            - Two A.\n=======\n",
    ),
    case(
        "one view in two ways",
        VIEWS,
        ("rating: agree", "rating: neither"),
        ("      So.\n", "      So it is.\n"),
        "views:\n<<<<<<< ours\n  children-first.action:\n    rating: neither\n",
    ),
    case(
        "an agency that was there, and was not",
        MEETING,
        ("[council, police]", "[council, police, housing]"),
        ("[health]", "[health, housing]"),
        "<<<<<<< ours\npresent: [council, police, housing]\nabsent: [health]\n=======\n"
        "present: [council, police]\nabsent: [health, housing]\n>>>>>>> theirs\n",
    ),
    case(
        "one paragraph in two ways",
        MEETING,
        ("Notes of", "Minutes of"),
        ("Notes of", "Record of"),
        "<<<<<<< ours\nMinutes of the meeting.\n=======\nRecord of the meeting.\n>>>>>>> theirs\n",
    ),
    case(
        "what may be published, of words that are changed",
        PRINCIPLE,
        ("    goal: |\n      A goal.\n", "    goal: |\n      Another goal.\n"),
        ("    measure:\n    actions:\n", "    measure:\n    may_stand: It was looked at.\n    actions:\n"),
        "<<<<<<< ours\n    goal: |\n      Another goal.\n=======\n    goal: |\n      A goal.\n    may_stand: It was",
    ),
    case(
        "a setting in two ways",
        PARTNERSHIP,
        ("due_soon_days: 30", "due_soon_days: 14"),
        ("due_soon_days: 30", "due_soon_days: 60"),
        "settings:\n<<<<<<< ours\n  due_soon_days: 14\n=======\n  due_soon_days: 60\n>>>>>>> theirs\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", TORN, ids=[each.what for each in TORN])
def test_what_both_sides_changed_stands_between_marks(case: Case) -> None:
    ours, theirs = swapped(case.text, case.ours), swapped(case.text, case.theirs)
    text, conflicts = merge(case.path, case.text, ours, theirs)
    assert conflicts == 1
    for each in case.there:
        assert each in text, text
    for side in sides(text):
        assert not read_document(case.path, side.encode()).found, side
    assert merge(case.path, case.text, theirs, ours)[1] == 1


def test_marks_are_as_long_as_git_asks_for() -> None:
    ours, theirs = (PRINCIPLE.replace("owner: police", f"owner: {owner}") for owner in ("health", "council"))
    text, conflicts = merge(CHILDREN, PRINCIPLE, ours, theirs, size=9)
    assert conflicts == 1
    assert "\n<<<<<<<<< ours\n" in text


@pytest.mark.parametrize("path", [CHILDREN, "report.yaml", "content/pack.yaml"])
def test_what_neither_side_changed_is_to_the_letter(path: str) -> None:
    for text in (PRINCIPLE, PRINCIPLE.replace("\n", "\r\n"), PRINCIPLE.rstrip("\n"), "\ufeff" + PRINCIPLE):
        assert merge(path, text, text, text) == (text, 0)


def test_a_file_begun_on_two_branches_is_one_file() -> None:
    blank = "principle: trauma\nassessments:\n  action:\n    rating:\n  culture:\n    rating:\nmaking_progress:\n"
    ours = blank.replace("  action:\n    rating:\n", '  action:\n    rating: agree\n    agreed: "2026-01-01"\n')
    theirs = blank.replace("  culture:\n    rating:\n", '  culture:\n    rating: agree\n    agreed: "2026-01-02"\n')
    both = ours.replace("  culture:\n    rating:\n", '  culture:\n    rating: agree\n    agreed: "2026-01-02"\n')
    assert merge(CHILDREN, "", ours, theirs) == merge(CHILDREN, "", theirs, ours) == (both, 0)
    text, conflicts = merge(CHILDREN, "", ours, ours.replace("agree\n", "neither\n"))
    assert conflicts == 1
    assert text.startswith("principle: trauma\nassessments:\n  action:\n<<<<<<< ours\n    rating: agree\n")


def test_line_endings_of_one_side_are_no_conflict() -> None:
    crlf = PRINCIPLE.replace("\n", "\r\n")
    ours = PRINCIPLE.replace("owner: police", "owner: health")
    assert merge(CHILDREN, crlf, ours, crlf.replace("First", "Second")) == (ours.replace("First", "Second"), 0)
    assert merge(CHILDREN, PRINCIPLE, crlf, ours) == (ours.replace("\n", "\r\n"), 0)


def test_a_base_that_holds_a_conflict_is_both_of_its_sides() -> None:
    with_police, with_health, with_council = (
        PRINCIPLE.replace("owner: police", f"owner: {owner}") for owner in ("police", "health", "council")
    )
    base = Marks(9, "a", "b").conflict("        owner: police\n", "        owner: health\n")
    base = PRINCIPLE.replace("        owner: police\n", base)
    assert merge(CHILDREN, base, with_police, with_police) == (with_police, 0)
    assert merge(CHILDREN, base, with_police, with_health)[1] == 1
    assert merge(CHILDREN, base, with_police, with_council)[1] == 1
    other = with_health.replace("First", "Second")
    assert merge(CHILDREN, base, with_health, other) == (other, 0)
    assert merge(CHILDREN, base, other, with_health) == (other, 0)


def test_without_a_base_that_can_be_read_what_differs_is_a_conflict() -> None:
    ours = PRINCIPLE.replace("owner: police", "owner: health")
    assert merge(CHILDREN, "a: [", ours, ours) == (ours, 0)
    text, conflicts = merge(CHILDREN, "a: [", ours, PRINCIPLE.replace(ACTION, ""))
    assert conflicts == 1
    assert "<<<<<<< ours\n      - id: a-1111\n" in text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (PRINCIPLE + "more: [\n", PRINCIPLE.replace("First", "Second")),
        ("? principle\n: x\n" + PRINCIPLE, PRINCIPLE.replace("First", "Second")),
        (PRINCIPLE.replace("First", "Fi\x07rst"), PRINCIPLE.replace("owner: police", "owner: health")),
        ("[1, 2]\n", PRINCIPLE.replace("First", "Second")),
        (PRINCIPLE.replace("agree ", "*agree "), PRINCIPLE.replace("First", "Second")),
    ],
)
def test_what_is_not_understood_is_merged_by_lines_and_looked_at(ours: str, theirs: str) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merged(CHILDREN, PRINCIPLE.encode(), one.encode(), other.encode(), Marks())
        assert found.conflicts == 1
        assert found.why
        assert b"<<<<<<< ours\n" in found.raw
        said = sides(found.raw.decode())
        assert said == (one, other)


def test_bytes_that_are_no_text_come_through() -> None:
    ours, theirs = (PRINCIPLE.replace("First", f"Fi{each}st").encode("latin-1") for each in "éè")
    found = merged(CHILDREN, PRINCIPLE.encode(), ours, theirs, Marks())
    assert found.conflicts == 1
    assert b"Fi\xe9st" in found.raw
    assert b"Fi\xe8st" in found.raw
    assert merged(CHILDREN, PRINCIPLE.encode(), ours, PRINCIPLE.encode(), Marks()).raw == ours


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("abc", "abcx", "abcy", "abcxy"),
        ("abc", "ac", "abc", "ac"),
        ("abc", "ac", "ab", "a"),
        ("abc", "aBc", "abcd", "aBcd"),
        ("abc", "aBc", "axbc", "axBc"),
        ("abc", "aBc", "aBcd", "aBcd"),
        ("", "ab", "b", "ab"),
        ("", "xa", "ya", "xya"),
        ("abc", "aBc", "aCc", None),
        ("abc", "ac", "aBc", None),
        ("abcd", "aXd", "abycd", None),
    ],
)
def test_lists_of_what_has_no_name(base: str, ours: str, theirs: str, both: str | None) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        found = sequences.merged(base, one, other, lambda some, others: sorted([*some, *others]))
        assert (None if found is None else "".join(found)) == both


def test_a_heading_is_never_put_over_what_is_not_its_own() -> None:
    assert merge_points(["a\n"], "a\n\n## B\n\nb\n", "a\n\nc\n") == "a\n\nc\n\n## B\n\nb\n"
    assert merge_points(["a\n"], "a\n\nd\n\n## B\n\nb\n", "a\n\nc\n") is None
    assert points("- a\n  more\n\n  still\n- b\n\n```\n- c\n\n- d\n```\nx\n") == [
        "- a\n  more\n\n  still", "- b", "```\n- c\n\n- d\n```\nx"]  # fmt: skip


def test_every_character_belongs_to_the_tree() -> None:
    for text in (
        PRINCIPLE,
        "a:   # one\n  # two\n  - b\n\n  # three\n  -   c: d # four\n      e:\n      # five\n# six\n",
        "a:\n- - b\n  - c\n-\n  d: |+\n    x\n\n  e: >2\n      y\n'f' :\n  {g: [1,\n  2]} # z\n",
        "---\na: 'x\n  y'\nb:\n  plain\n  text\n...\n",
    ):
        document = read_document("x.yaml", text.encode())
        assert document.marks is not None
        above, branch = tree(text, document.data, document.marks)
        assert above + written(branch) == text
        assert branch.data == document.data
