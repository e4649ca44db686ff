"""The days of a partnership, in; what is said of each out: as a table, and as a calendar has it."""

from collections.abc import Iterable, Iterator

from ..analysis.calendar import DUE, MEETING, Entry
from ..model.blocks import Block, Column, Row, Table, Written
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from . import papers, prose
from .i18n import say


class Said(NamedTuple):
    """What a calendar says of an entry."""

    title: str
    text: str


def calendar(entries: Iterable[Entry], partnership: Partnership) -> tuple[Block, ...]:
    """The days in a table. Nothing when there are none."""
    heads = (Column(say("Day"), role="whole"), Column(say("What")), Column(say("Who")), Column(say("Status")))
    rows = tuple(
        Row((prose.day(each.day), Written(_what(each, partnership)), Written(_who(each, partnership)), _status(each)))
        for each in entries
    )
    return (Table(heads, rows),) if rows else ()


def said(entry: Entry, partnership: Partnership) -> Said:
    """The title and the text of an entry: the day stands in words, as some calendars show the one before."""
    return Said(_what(entry, partnership), "\n".join(_lines(entry, partnership)))


def _what(entry: Entry, partnership: Partnership) -> str:
    if entry.meeting is not None:
        title = prose.flat(entry.meeting.title or entry.id)
        group = partnership.agency_name(entry.meeting.group) if entry.meeting.group else partnership.name
        return say("{who}: {meeting}", who=prose.flat(group), meeting=title) if group else title
    action = prose.flat(entry.action.action if entry.action else "") or entry.id
    if entry.kind == DUE:
        return say("Due: {action}", action=action)
    return say("To be looked at again: {action}", action=action)


def _who(entry: Entry, partnership: Partnership) -> str:
    return prose.owner_name(entry.action, partnership) if entry.action else ""


def _status(entry: Entry) -> str:
    if entry.action is not None and not entry.action.is_open:
        return prose.status_name(entry.action, brief=True)
    return say("taken out") if entry.is_off else prose.status_name(entry.action) if entry.action else ""


def _lines(entry: Entry, partnership: Partnership) -> Iterator[str]:
    day = prose.day(entry.day)
    if entry.kind == MEETING:
        yield say("On {day}.", day=day)
    elif entry.kind == DUE:
        yield say("Due by the end of {day}.", day=day)
    else:
        yield say("To be looked at again on {day}.", day=day)
    if status := _status(entry):
        yield prose.sentence(status)
    if who := _who(entry, partnership):
        yield prose.sentence(who)
    principles = entry.meeting.principles if entry.meeting else ((entry.action.principle,) if entry.action else ())
    if about := prose.listed([prose.principle_name(each, partnership.instrument) for each in principles if each]):
        yield prose.sentence(about)
    yield entry.id
    if marking := papers.marking(partnership):
        yield marking
