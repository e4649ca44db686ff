"""The meetings: who was there, who was heard, what was discussed and what was not, and what was said."""

from collections.abc import Iterator, Mapping, Sequence

from ...analysis.editions import tells_attendance
from ...analysis.meetings import came_of, notes_written
from ...analysis.status import unread_principles
from ...model import report_config as ids
from ...model.blocks import (
    BREAK,
    Block,
    Column,
    Content,
    Details,
    Group,
    Heading,
    Item,
    List,
    Pair,
    Pairs,
    Paragraph,
    Prose,
    Quiet,
    Row,
    Sign,
    Spare,
    Strong,
    Table,
    Written,
)
from ...model.records import Meeting
from ...model.report import Attendance, Discussed
from .. import charts, fields, prose
from ..i18n import many, say
from . import spare
from .facts import Facts, numbered


def attendance(facts: Facts) -> Iterator[Block]:
    """Which agencies were in the room, and when one was absent."""
    if not tells_attendance(facts.report.recipe.edition, facts.partnership):
        yield Paragraph(say("Which agencies were at which meeting is left out of what is published."), role="quiet")
        return
    agencies = facts.report.attendance
    if agencies:
        caption = say("Meetings by agency: where it was present, and where it was absent")
        table = _table(facts, agencies, caption)
        chart = charts.attendances(facts.report, facts.anchors.to("picture", "meetings"))
        # What is drawn is the same as the table, which is folded away beside it.
        yield chart._replace(table=table) if chart else table
        about = ((facts.partnership.agency_name(each.agency), _about(facts, each.agency)) for each in agencies)
        if further := [say("{agency}: {what}", agency=name, what=what) for name, what in about if what]:
            yield Paragraph(Written(prose.sentence("; ".join(further))), role="facts")
    else:
        yield Paragraph(say("No agencies are listed yet."), role="nothing")
    for group in facts.report.groups:
        name = facts.partnership.agency_name(group.group)
        yield Heading(3, Written(say("{group}: its own meetings", group=name)))
        yield _table(facts, group.members, say("Meetings of {group}: where its members were present", group=name))


MOST_ROWS = 60
"""Of how many meetings it is shown who was at each; of more, how many there were."""


def _table(facts: Facts, agencies: Sequence[Attendance], caption: str) -> Table:
    """Who was at which meeting; of very many meetings, at how many."""
    there = {id for each in agencies for id in each.meetings}
    held = [meeting for meeting in facts.report.held if meeting.id in there]
    shown = 3 if any(each.unlisted for each in agencies) else 2
    if not held or len(held) > MOST_ROWS:
        heads = (say("Present"), say("Absent"), say("Not noted"))[:shown]
        rows = [
            Row((Written(facts.partnership.agency_name(each.agency)), *map(_meetings, _attended(each)[:shown])))
            for each in agencies
        ]
        return Table(tuple(map(Column, (say("Agency"), *heads))), tuple(rows), caption, role="attendance")
    signs = [Sign("●", say("present")), Sign("○", say("absent")), Sign("?", say("not noted"))][:shown]
    key = say(
        "{caption} ({signs}; empty where it was no member)",
        caption=caption,
        signs=", ".join(f"{sign.symbol} {sign.words}" for sign in signs),
    )
    places = [{id: sign for ids, sign in zip(_attended(each), signs, strict=False) for id in ids} for each in agencies]
    return Table(
        (Column(say("Meeting")), *(Column(facts.partnership.agency_name(each.agency)) for each in agencies)),
        tuple(_who(facts, meeting, places) for meeting in held),
        caption=key,
        role="room",
    )


def _attended(each: Attendance) -> tuple[tuple[str, ...], ...]:
    return each.present, each.absent, each.unlisted


def _who(facts: Facts, meeting: Meeting, places: Sequence[Mapping[str, Sign]]) -> Row:
    name = (f"{prose.day(meeting.date)}: ", facts.to_meeting(meeting.id))
    return Row((name, *(place.get(meeting.id, "") for place in places)))


def _about(facts: Facts, id: str) -> str:
    """What there is to say of an agency beside its name."""
    agency = facts.partnership.agency(id)
    about = [say("statutory partner")] if agency and agency.statutory else []
    if agency and agency.joined:
        about.append(say("joined {day}", day=prose.day(agency.joined)))
    if agency and agency.left:
        about.append(say("left {day}", day=prose.day(agency.left)))
    return ", ".join([*about, *(facts.further(agency) if agency else [])])


def _meetings(ids: Sequence[str]) -> str:
    return many("{n} meeting", "{n} meetings", len(ids)) if ids else say("No meetings")


def _links(facts: Facts, meetings: Sequence[str]) -> List:
    return List(tuple(Item(facts.to_meeting(id)) for id in meetings), role="inline")


def heard(facts: Facts) -> Iterator[Block]:
    """How children, young people and families were heard, by day, and what was agreed when they had been."""
    found = [
        ((heard.dated or meeting.date, meeting.date, meeting.id, at), heard, meeting)
        for meeting in facts.report.held
        for at, heard in enumerate(meeting.heard)
    ]
    if not found:
        yield Paragraph(say("Nothing is recorded here yet."), role="nothing")
        return
    pairs = []
    told: set[str] = set()
    for key, voice, meeting in sorted(found, key=lambda each: each[0]):
        how = (each for each in (voice.how, *facts.further(voice)) if each)
        line = (
            Strong(Written(voice.who)),
            *(span for each in how for span in (BREAK, Written(each))),
            BREAK,
            Quiet(facts.to_meeting(meeting.id)),
        )
        came = came_of(meeting, facts.partnership) if meeting.id not in told else []
        told.add(meeting.id)
        blocks: list[Block] = [Paragraph(line)]
        if came:
            items = tuple(Item(facts.to_action(each)) for each in came)
            blocks += [Paragraph(Quiet(say("Agreed that day:"))), List(items, role="inline")]
        pairs.append(Pair(prose.day(key[0]), tuple(blocks)))
    yield Pairs(tuple(pairs), role="dated")


def discussed(facts: Facts) -> Iterator[Block]:
    """Which principles have been talked about and how far, and which have not."""
    every = facts.report.discussed
    if not every:
        yield Paragraph(say("Nothing is recorded here yet."), role="nothing")
        return
    numbers = {principle.id: principle.number for principle, _ in facts.principles}
    unread = unread_principles(facts.partnership)
    begun = [each for each in every if each.meetings or each.begun]
    if begun:
        yield List(
            tuple(
                Item(
                    Strong(numbered(numbers.get(each.principle, 0), facts.to_principle(each.principle))),
                    (
                        Paragraph(_how_far(each, is_unread=each.principle in unread)),
                        *((_links(facts, each.meetings),) if each.meetings else ()),
                    ),
                )
                for each in begun
            ),
            role="discussed",
        )
    untouched = tuple(
        Item(facts.to_principle(each.principle))
        for each in every
        if not (each.meetings or each.begun or each.principle in unread)
    )
    if untouched:
        yield Heading(3, say("Not discussed yet"))
        how = say("To have begun with some principles and not with others is how this is meant to be used.")
        yield Paragraph(how, role="lede")
        yield List(untouched)


def _how_far(each: Discussed, *, is_unread: bool) -> str:
    if each.meetings and each.last:
        n, last = len(each.meetings), prose.day(each.last)
        told = [many("{number} meeting, on {day}", "{number} meetings, last on {day}", n, day=last)]
    else:
        told = [say("no meeting is recorded")]
    if each.begun:
        told.append(
            many("{rated} of {n} statement rated", "{rated} of {n} statements rated", each.statements, rated=each.rated)
        )
    elif is_unread:
        told.append(say("what is recorded about it cannot be read"))
    else:
        told.append(say("nothing is recorded about it yet"))
    return prose.sentence("; ".join(told))


def meetings(facts: Facts) -> Iterator[Block]:
    """The meetings that were held, oldest first, and those to come."""
    if not facts.report.held:
        unread, recipe = facts.report.unreadable, facts.report.recipe
        in_time = say("No meeting was held in this time.") if recipe.start else say("No meeting has been held yet.")
        none = say("No meeting is in what could be read.") if unread else in_time
        yield Paragraph(none, role="quiet" if unread else "nothing")
    for meeting in facts.report.held:
        yield _meeting(facts, meeting)
    if facts.report.ahead:
        yield Heading(3, say("To come"))
        pairs = (
            Pair(prose.day(meeting.date), (Paragraph(Written(meeting.title or meeting.id)),))
            for meeting in facts.report.ahead
        )
        yield Pairs(tuple(pairs), role="dated")


def _meeting(facts: Facts, meeting: Meeting) -> Group:
    title, day = meeting.title or meeting.id, prose.day(meeting.date)
    about = prose.listed([facts.principle_name(each) for each in meeting.principles])
    pairs = [Pair(say("About"), (Paragraph(Content(about)),))] if about else []
    if tells_attendance(facts.report.recipe.edition, facts.partnership):
        if not (meeting.present or meeting.absent):
            pairs.append(Pair(say("Present"), (Paragraph(say("Not recorded")),)))
        elif ids.ROOM not in facts.sections or len(facts.report.held) > MOST_ROWS:
            pairs.append(Pair(say("Present"), (Paragraph(facts.agencies(meeting.present) or say("Not recorded")),)))
        absent = prose.absent(meeting, facts.partnership)
        pairs.append(Pair(say("Absent"), (Paragraph(prose.capital(absent) if not meeting.absent else absent),)))
    pairs += fields.pairs(meeting, facts.partnership)
    if quorum := prose.quorum(meeting, facts.partnership):
        pairs.append(Pair(say("Quorum"), (Paragraph(prose.capital(quorum)),)))
    heading = Heading(3, (Quiet(f"{day}:"), " ", Written(title)) if day else Written(title))
    blocks: list[Block] = [Group((heading, Pairs(tuple(pairs))), role="together")]
    if words := notes_written(meeting.notes, facts.instrument):
        label = say("of {meeting}, {day}", meeting=title, day=day)
        notes = Details(say("Notes"), (Prose(words, 4),), label=label, role="notes")
        blocks.append(Spare(spare.NOTES, (notes,), spare.instead(spare.NOTES)))
    return Group(tuple(blocks), role="meeting", anchor=facts.anchors.at("meeting", meeting.id))
