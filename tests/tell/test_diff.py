"""What is said of changes that have no sentence of their own, and of those that have several."""

from datetime import date
from typing import Any

import pytest

from reflectctl.analysis.diff import compare
from reflectctl.model import fields
from reflectctl.model.fields import FIELDS
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
    Progress,
    Record,
    Source,
    View,
)
from reflectctl.render import terminal
from reflectctl.tell import diff

from ..render.test_terminal import instrument

POLICE = Agency("police", "Wessex Police")
ADVISERS = Group("advisers", "Young Advisers", "children", ("police",), 1)
VIEW = View("police", "agree", because="We looked.")
SOURCE = Source("Twenty records", "police", "2026-06", "https://example.org/one")
EARLIER = EarlierRating("neither", date(2025, 2, 13), "spring", "We had not.")
RATED = Assessment(
    "trauma.action",
    "agree",
    date(2026, 3, 12),
    "spring",
    "We read it.",
    (VIEW,),
    earlier=(EARLIER,),
    sources=(SOURCE,),
    reflections={"evidence": (Discussion(points="- One."),)},
)
ASK = Action("a-7k3f", "Ask", "police", ("health",), "Lead", date(2026, 3, 12), "2026-06-30",
             progress=(Progress(date(2026, 4, 1), "Begun."),), principle="trauma")  # fmt: skip
PLAN = Plan("immediate", "A goal.", "A measure.", (ASK,))
SPRING = Meeting(
    "spring", date(2026, 3, 12), "Spring", ("trauma",), ("police",), ("health",), (Heard("Young people"),), "We met."
)
FIRST = Preliminary(date(2026, 1, 14), "spring", "A goal.", "A commitment.", PLAN._replace(horizon="", actions=()), "N")
HERE = Partnership(
    "Wessbury",
    "All of it",
    "pack 1.0",
    (POLICE,),
    (ADVISERS,),
    instrument=instrument(),
    preliminary=FIRST,
    records=(Record("trauma", (RATED,), (PLAN,)),),
    meetings=(SPRING,),
)


def with_(record: Any) -> Partnership:
    """The partnership with one of its records in another state."""
    match record:
        case Partnership():
            return record
        case Agency():
            return HERE._replace(agencies=(record,))
        case Group():
            return HERE._replace(groups=(record,))
        case Meeting():
            return HERE._replace(meetings=(record,))
        case Heard():
            return with_(SPRING._replace(heard=(record,)))
        case Preliminary():
            return HERE._replace(preliminary=record)
        case Action():
            return with_(PLAN._replace(actions=(record,)))
        case View():
            return with_(RATED._replace(views=(record,)))
        case Source():
            return with_(RATED._replace(sources=(record,)))
        case EarlierRating():
            return with_(RATED._replace(earlier=(record,)))
        case Assessment():
            return HERE._replace(records=(Record("trauma", (record,), (PLAN,)),))
    return HERE._replace(records=(Record("trauma", (RATED,), (record,)),))


def shown(after: Partnership, before: Partnership = HERE) -> str:
    said = diff.blocks(compare(before, after), before, after, labels=("one", "two"))
    return " ".join(terminal.text(said).split())


OTHER = {
    fields.TEXT: "another",
    fields.PROSE: "Other words.",
    fields.DAY: date(2027, 1, 1),
    fields.PERIOD: "2027",
    fields.DUE: "2027-02",
    fields.NUMBER: 77,
    fields.FLAG: True,
    fields.CHOICE: "done",
    fields.RATING: "disagree",
    fields.ID: "health",
    fields.IDS: ("children-first",),
    fields.LINK: "https://example.org/two",
    fields.NOTES: {"evidence": (Discussion(points="- Two."),)},
    fields.RECORDS: (),
    fields.RECORD: None,
}
"""By what a field holds: another value."""

CHANGES = [
    (record, field.name)
    for record in (HERE, POLICE, ADVISERS, VIEW, SOURCE, EARLIER, RATED, ASK, PLAN, SPRING, SPRING.heard[0], FIRST)
    for field in fields.of(record)
    if field.name in record._fields
    and (field.holds in OTHER or field.name == "levels")
    # Where something stands is what it is; what reports look like is not compared; nor is what was not read.
    and (field.key != fields.AROUND or field.name in ("preliminary", "records", "meetings"))
    and field.name != "layout"
]


@pytest.mark.parametrize(("record", "name"), CHANGES, ids=[f"{type(each).__name__}-{name}" for each, name in CHANGES])
def test_nothing_that_changes_is_left_untold(record, name):
    field = next(each for each in fields.of(record) if each.name == name)
    other = {"levels": {"no-goal": "off"}}.get(name, OTHER.get(field.holds))
    after = with_(record._replace(**{name: other}))

    assert shown(after).partition("From one to two.")[2]
    assert shown(HERE, after).partition("From one to two.")[2]


@pytest.mark.parametrize(
    ("record", "name", "value", "told"),
    [
        (HERE, "name", "Wessbury and Marsh", "Partnership Name: Wessbury → Wessbury and Marsh."),
        (HERE, "due_soon_days", 14, "Due soon, in days: 30 → 14."),
        (HERE, "sources_current_months", 18, "Sources are current for, in months: not recorded → 18."),
        (HERE, "levels", {"no-goal": "off"}, "Levels of rules: not recorded → no-goal: off."),
        (FIRST, "meeting", "summer", "Preliminary discussion Meeting: spring → summer."),
        (RATED, "meeting", "summer", "The meeting named beside it changed from “Spring” to summer; the rating stands"),
    ],
)
def test_what_has_no_sentence_of_its_own_is_told_by_its_title(record, name, value, told):
    assert told in shown(with_(record._replace(**{name: value})))


def test_everything_about_an_agency_is_told_though_one_thing_comes_first():
    after = with_(Agency("police", "police of Wessex", True, date(2026, 1, 1)))

    assert shown(after).endswith(
        "Agencies Wessex Police is now called police of Wessex. police of Wessex is now listed as a statutory partner. "
        "The dates of membership of police of Wessex changed."
    )


def title_alone(monkeypatch, record: type, name: str) -> None:
    """Let a field be one for which no sentence was made."""
    made = (each._replace(own=False) if each.name == name else each for each in FIELDS[record])
    monkeypatch.setitem(FIELDS, record, tuple(made))


@pytest.mark.parametrize(
    ("record", "name", "value", "told"),
    [
        (RATED, "because", "We asked.", "Because: We read it. → We asked."),
        (VIEW, "because", "We asked.", "Because: We looked. → We asked."),
        (SOURCE, "link", "https://example.org/two", "Link: https://example.org/one → https://example.org/two."),
        (ASK, "role", "Chair", "Role: Lead → Chair."),
        (SPRING, "notes", "We spoke.", "Notes: We met. → We spoke."),
        (POLICE, "statutory", True, "Statutory partner: not recorded → yes."),
    ],
)
def test_a_field_without_a_sentence_is_told_by_its_title_in_every_record(monkeypatch, record, name, value, told):
    title_alone(monkeypatch, type(record), name)
    after = with_(record._replace(**{name: value}))

    assert told in shown(after)


def test_what_is_new_is_told_with_what_only_its_titles_tell(monkeypatch):
    title_alone(monkeypatch, Meeting, "title")
    before = HERE._replace(meetings=())

    assert "Title: Spring" in shown(HERE, before)


def test_what_could_not_be_read_comes_before_everything_else_that_is_told():
    after = HERE._replace(agencies=(POLICE._replace(name="Police"),))
    found = compare(HERE, after)._replace(unreadable=(("principles/5.yaml", "at now: line 3: not YAML"),))
    told = {
        depth: terminal.text(diff.blocks(found, HERE, after, labels=("then", "now"), depth=depth))
        for depth in (diff.SUMMARY, diff.STORY, diff.FULL)
    }
    for depth, said in told.items():
        assert said.startswith("In one place something could not be read"), depth
        assert said.index("principles/5.yaml") < said.index("Police"), depth


def test_what_was_agreed_at_a_meeting_on_no_day_is_told_by_the_meetings_title():
    before = with_(RATED._replace(earlier=(EARLIER._replace(agreed=None),)))
    assert "What was agreed at “Spring” was taken out" in shown(with_(RATED._replace(earlier=())), before)
