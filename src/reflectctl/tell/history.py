"""Histories of ratings, views and actions in; blocks out.

A history is a list of entries: what happened, on which day, with the reasons and the commit beneath. Chapters put the
entries of a principle under its statements or actions; groups put them under meetings, months or review points.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..model.blocks import Block, Column, Group, Heading, Item, Label, List, Paragraph, Quiet, Row, Strong, Table
from ..model.history import Recorded, Unread
from ..model.instrument import Instrument
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from . import prose
from .i18n import many, say

STATEMENT, MEETING, PRINCIPLE, MONTH, REVIEW_POINT = "statement", "meeting", "principle", "month", "review-point"
"""What a history can be grouped by."""

_WEEK = 7


class Entry(NamedTuple):
    """One thing that happened, under whatever heading."""

    day: date
    when: str
    """The day in words, and by which clock when it is not the day of agreement."""
    name: str
    """Whose history it is part of: a statement or an action."""
    short: str
    """The name under the heading of its principle."""
    principle: str
    happened: str
    """What happened, without a capital or a full stop."""
    recorded: Recorded
    source: str
    """Who recorded it, and in which commit."""
    step: str = ""
    """What happened in a few words, under the heading of a group; empty where those are the same."""
    meeting: str = ""
    """The id of the meeting at which it was agreed; empty when none is known."""
    at_meeting: str = ""
    """The step with that meeting."""
    beneath: tuple[tuple[str, str], ...] = ()
    """What is said with it, each with the name of what it is, if it needs one."""
    reasons: tuple[tuple[str, str], ...] = ()
    """What is said only in full, as is who recorded it."""


class Section(NamedTuple):
    """The entries of one statement or action, or of a whole group (then without a name)."""

    name: str
    entries: tuple[Entry, ...]
    summary: str = ""
    """How it went, in a line."""


class Chapter(NamedTuple):
    """The sections of one principle, or the entries of one meeting, month or review point."""

    title: str
    sections: tuple[Section, ...]


class Points(NamedTuple):
    """The review points, oldest first, and by commit the place of the first of them that has it."""

    names: tuple[str, ...] = ()
    """Each with its day, as it is shown."""
    first: Mapping[str, int] = {}


NO_POINTS = Points()


def when(day: date, *, dated: bool) -> str:
    """A day, and that it is the commit's where no file names it."""
    return prose.day(day) if dated else say("recorded {day}", day=prose.day(day))


def at_meeting(what: str, meeting: str, partnership: Partnership) -> str:
    """What happened, and at which meeting, when that is known."""
    if not meeting:
        return what
    return say("{what}, at {meeting}", what=what, meeting=prose.meeting_name(meeting, partnership))


def left_out(what: str) -> str:
    """What happened, where a merge left it out."""
    return say("{what} (not kept: a merge left it out)", what=what)


def source(recorded: Recorded, both: str, day: date | None) -> str:
    """Which commit recorded something, whose it is, and, in the phrase for both, two days more than a week apart."""
    commit = say("Recorded in {commit} by {author}", commit=recorded.commit[:8], author=recorded.author)
    if day is None:
        return commit
    try:
        if abs((date.fromisoformat(recorded.at[:10]) - day).days) <= _WEEK:
            return commit
    except ValueError:
        pass
    return say(both, recorded=commit, day=prose.day(day), commit_day=prose.moment(recorded.at))


def plan_name(principle: str, instrument: Instrument) -> str:
    """The plan that an action stands in, by its principle."""
    return prose.principle_name(principle, instrument) if principle else say("The readiness plan")


def grouped(
    chapters: Iterable[Chapter], by: str, partnership: Partnership, points: Points = NO_POINTS
) -> list[Chapter]:
    """The entries of a history under each principle, meeting, month or review point, by their days."""
    entries = [each for chapter in chapters for section in chapter.sections for each in section.entries]
    entries.sort(key=lambda each: each.day)
    found: dict[tuple[object, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault(_GROUP[by](entry, partnership, points), []).append(entry)
    order = sorted(found, key=lambda group: group[0])  # type: ignore[arg-type, return-value]
    return [Chapter(title, (Section("", tuple(found[place, title])),)) for place, title in order]


def _under_principle(entry: Entry, partnership: Partnership, points: Points) -> tuple[object, str]:
    places = {"": -1, **{each.id: at for at, each in enumerate(partnership.instrument.principles)}}
    id = entry.principle
    return (places.get(id, len(places)), id), plan_name(id, partnership.instrument)


def _under_meeting(entry: Entry, partnership: Partnership, points: Points) -> tuple[object, str]:
    if not entry.meeting:
        return (1, date.max, ""), say("Recorded without a meeting")
    meeting = partnership.meeting(entry.meeting)
    if meeting is None:
        return (0, date.max, entry.meeting), entry.meeting
    return (0, meeting.date, meeting.id), f"{prose.day(meeting.date)}, {prose.quoted(meeting.title or meeting.id)}"


def _under_month(entry: Entry, partnership: Partnership, points: Points) -> tuple[object, str]:
    return (entry.day.year, entry.day.month), prose.month(entry.day)


def _under_point(entry: Entry, partnership: Partnership, points: Points) -> tuple[object, str]:
    at = points.first.get(entry.recorded.commit, len(points.names))
    if at < len(points.names):
        return at, say("Up to {point}", point=points.names[at])
    return at, say("Since {point}", point=points.names[-1]) if points.names else say("No review point yet")


_GROUP: dict[str, Callable[[Entry, Partnership, Points], tuple[object, str]]] = {
    PRINCIPLE: _under_principle,
    MEETING: _under_meeting,
    MONTH: _under_month,
    REVIEW_POINT: _under_point,
}


def blocks(
    chapters: Iterable[Chapter],
    by: str = STATEMENT,
    unread: Sequence[Unread] = (),
    *,
    full: bool = True,
    table: bool = False,
) -> tuple[Block, ...]:
    """Every entry under its heading; in full with the reasons and who recorded it; ratings, if asked, as tables.

    Nothing when there is none.
    """
    made: list[Block] = []
    for chapter in chapters:
        beneath = _table(chapter) if table else _lists(chapter, by, full)
        made.append(Group((Heading(3, chapter.title), *beneath)))
    if full and unread:
        made.append(Group((Heading(3, say("Could not be read")), *unread_list(unread))))
    elif unread:
        made.append(unread_note(unread))
    return tuple(made)


def _lists(chapter: Chapter, by: str, full: bool) -> Iterator[Block]:
    named = [each for each in chapter.sections if each.name]
    if named:
        yield List(tuple(_named(each, (_entries(each, by, full),)) for each in named), "sections")
    yield from (_entries(section, by, full) for section in chapter.sections if not section.name)


def _named(section: Section, beneath: tuple[Block, ...] = ()) -> Item:
    return Item((Strong(section.name), ":", " ", section.summary), beneath)


def _entries(section: Section, by: str, full: bool) -> List:
    return List(tuple(Item(_sentence(entry, by, full=full), _facts(entry, full)) for entry in section.entries))


def _facts(entry: Entry, full: bool) -> tuple[Block, ...]:
    named = (*entry.beneath, *entry.reasons) if full else entry.beneath
    facts = [Item((Label(name), " ", text) if name else text) for name, text in named]
    if full:
        facts.append(Item((Quiet(entry.source),)))
    return (List(tuple(facts)),) if facts else ()


def _table(chapter: Chapter) -> Iterator[Block]:
    yield List(tuple(map(_named, chapter.sections)))
    heads = (say("Statement"), say("What was recorded"), say("Because"), say("Commit"))
    rows = [
        Row(
            (
                entry.short,
                _sentence(entry, STATEMENT, full=True),
                next((text for _, text in entry.reasons), ""),
                f"{entry.recorded.commit[:8]}, {prose.moment(entry.recorded.at)}",
            )
        )
        for section in chapter.sections
        for entry in section.entries
    ]
    yield Table(tuple(map(Column, heads)), tuple(rows))


def _sentence(entry: Entry, by: str, *, full: bool) -> str:
    """An entry in one sentence: the day, the name where it is needed, and what happened; the commit, in brief."""
    day = "" if by == MEETING and entry.meeting else entry.when
    name = entry.short if by == PRINCIPLE else entry.name if by != STATEMENT else ""
    what = entry.happened
    if by != STATEMENT:
        what = (entry.at_meeting if full and by != MEETING else "") or entry.step or what
    said = f"{', '.join(each for each in (day, name) if each)}: {what}"
    said = prose.capital(said) if day else said
    return prose.sentence(said) if full and day else f"{said}." if full else f"{said} ({entry.recorded.commit[:8]})"


def unread_list(found: Iterable[Unread]) -> tuple[Block, ...]:
    """What could not be read: the file, the commit and why. Nothing when everything was."""
    items = []
    for each in found:
        commit, day = each.recorded.commit[:8], prose.moment(each.recorded.at)
        where = say("{path} in {commit} of {day}", path=each.path, commit=commit, day=day)
        items.append(Item(f"{where}: {prose.flat(each.reason)}"))
    return (List(tuple(items)),) if items else ()


def unread_note(found: Sequence[Unread]) -> Paragraph:
    """That some files could not be read at some commits, and how to see which."""
    told = many(
        "Could not be read at {n} commit, so this may not be everything: {paths}. {command} says why.",
        "Could not be read at {n} commits, so this may not be everything: {paths}. {command} says why.",
        len({each.recorded.commit for each in found}),
        paths=few(list(dict.fromkeys(each.path for each in found))),
        command="`reflectctl history --unread`",
    )
    return Paragraph(told, "note")


def few(names: Sequence[str]) -> str:
    """The first two names, and how many more there are."""
    first = ", ".join(names[:2])
    return say("{items} and {last}", items=first, last=say("{n} more", n=len(names) - 2)) if len(names) > 2 else first
