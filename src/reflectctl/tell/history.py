"""Histories of ratings, views and actions in; blocks of British English out.

A history is a list of entries: what happened, on which day, with the reasons and the commit beneath. Chapters put the
entries of a principle under its statements or actions; groups put them under meetings, months or review points.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..analysis import record_history as questions
from ..analysis.dates import ALWAYS, Period, clock
from ..model import history as kinds
from ..model.blocks import Block, Column, Group, Heading, Item, Label, List, Paragraph, Quiet, Row, Strong, Table
from ..model.history import (
    RATED,
    TAKEN_BACK,
    WITHDRAWN,
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
from ..model.instrument import Instrument
from ..model.records import Action, Partnership
from . import fields, prose
from .prose import count, quoted, sentence

STATEMENT, MEETING, PRINCIPLE, MONTH, REVIEW_POINT = "statement", "meeting", "principle", "month", "review-point"
"""What a history can be grouped by."""

NOT_RATED = "·"
REREAD = "to be re-read"
"""What is said of a rating whose statement was worded otherwise when it was agreed."""

_WEEK = 7
_LONG = 20
_BRIEFLY = 60
_NOT_KEPT = "not kept: a merge or a later correction left it out"
_LEFT_OUT = "not kept: a merge left it out"
_READINESS = "The readiness plan"


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
    statement: str
    meeting: str
    happened: str
    """What happened, without a capital or a full stop."""
    step: str
    """The same in a few words, under the heading of a group."""
    at: str
    """At which meeting; empty when none is known."""
    commit: str
    recorded: str
    """The moment of the commit, ISO 8601."""
    beneath: tuple[tuple[str, str], ...] = ()
    """What is said with it, each with the name of what it is, if it needs one."""
    reasons: tuple[tuple[str, str], ...] = ()
    """What is said only in full, as is who recorded it."""
    source: str = ""
    """Who recorded it, and in which commit."""


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


def brief(rating: str | None, instrument: Instrument) -> str:
    """A rating in as few words as tell it from the others; `·` when it is not rated.

    A title is shortened only where it is long: `Neither agree nor disagree` is `Neither`.
    """
    if rating is None:
        return NOT_RATED
    title = instrument.label(rating)
    if len(title) <= _LONG:
        return title
    others = [point.title.split() for point in instrument.scale if point.id != rating]
    own = title.split()
    fewest = next((n for n in range(1, len(own)) if all(each[:n] != own[:n] for each in others)), len(own))
    short = " ".join(own[:fewest])
    return short if len(short) <= _LONG else short[: _LONG - 1].rstrip() + "…"


def overview(history: History, instrument: Instrument, period: Period = ALWAYS) -> tuple[Block, ...]:
    """The way of each statement's rating in one line, in the instrument's order, with the days it was agreed.

    Without a period also of those that were never rated; in one, only of those that were rated in it. Nothing when no
    rating was recorded.
    """
    ways: dict[str, dict[str, tuple[Recording, ...]]] = {}
    if period == ALWAYS:
        ways = {each.id: {one.id: () for one in each.statements} for each in instrument.principles}
    for principle, statements in prose.by_principle(history, instrument):
        for statement, recordings in statements:
            if any(clock(each) in period for each in recordings):
                ways.setdefault(principle, {})[statement] = recordings
    unread = [_unread_note(history.unread)] if history.unread else []
    if not history.recordings or not ways:
        return tuple(unread)
    rows = [
        _row(statement, recordings, instrument, period, reread=statement in (history.reworded or {}))
        for statements in ways.values()
        for statement, recordings in statements.items()
    ]
    columns = (Column("Principle", role="group"), *map(Column, ("Statement", "Rating", "Agreed", "")))
    shown = {str(step) for row in rows for step in row.cells[2]}
    shown |= {
        str(day) for row in rows for label, day in zip(row.cells[2], row.cells[3], strict=True) if label != NOT_RATED
    }
    shown |= {REREAD for row in rows if str(row.cells[4]).startswith(REREAD)}
    legend = [_LEGEND[mark] for mark in _LEGEND if mark in shown]
    return (
        Heading(1, "How each statement was rated, and on which day that was agreed"),
        Table(columns, tuple(rows), role="timelines"),
        Paragraph((Quiet(" ".join([*legend, "Why, and who recorded it: --full, --principle or --statement."])),)),
        *unread,
    )


_BEFORE = "before"
_LEGEND = {
    NOT_RATED: "· is not rated.",
    _BEFORE: "“Before” is what stood before these days.",
    REREAD: "“To be re-read”: the statement was worded otherwise when it was rated.",
}


def _row(
    statement: str, recordings: Sequence[Recording], instrument: Instrument, period: Period, *, reread: bool
) -> Row:
    steps: list[tuple[str, str]] = []
    gone: list[Recording] = []
    last: str | None = None
    for each in recordings:
        if not each.stands or each.kind == TAKEN_BACK:
            gone += [each] if each.kind == RATED and clock(each) in period else []
            continue
        day = clock(each)
        still = "still " if steps and each.rating == last and each.rating else ""
        label, last = brief(each.rating, instrument), each.rating
        if day in period:
            steps.append((still + label, prose.day(day)))
        elif period.start and day < period.start:
            steps = [(label, _BEFORE)]
    # What does not stand and was not taken back was left out by a merge or a later correction.
    back = {each.was for each in recordings if each.kind == TAKEN_BACK}
    taken = [brief(each.rating, instrument) for each in gone if each.rating in back]
    left = [brief(each.rating, instrument) for each in gone if each.rating not in back]
    notes = [REREAD] if reread else []
    notes += [f"{what}: {_few(those)}" for what, those in (("taken back", taken), ("not kept", left)) if those]
    principle, _, dimension = statement.partition(".")
    found = instrument.principle(principle)
    if not steps or steps == [(NOT_RATED, _BEFORE)]:
        steps = [(NOT_RATED, "")]
    return Row(
        (
            (f"{found.number}. " if found else "") + prose.principle_name(principle, instrument),
            prose.dimension_name(dimension, instrument),
            _way(label for label, _ in steps),
            _way(day for _, day in steps),
            "; ".join(notes),
        )
    )


def _way(steps: Iterable[str]) -> tuple[str, ...]:
    """Steps as spans, an arrow between them."""
    return tuple(span for step in steps for span in (" → ", step))[1:]


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")


def ratings(history: History, partnership: Partnership, period: Period = ALWAYS) -> list[Chapter]:
    """Every rating by principle and statement, on the days they were agreed."""
    instrument = partnership.instrument
    chapters = []
    for principle, statements in prose.by_principle(history, instrument):
        sections = []
        for statement, recordings in statements:
            if entries := tuple(_ratings(recordings, partnership, period)):
                name = prose.dimension_name(statement.partition(".")[2], instrument)
                day = (history.reworded or {}).get(statement)
                reread = f" ({REREAD}: the wording changed on {prose.day(date.fromisoformat(day))})" if day else ""
                sections.append(Section(name, entries, f"{prose.path(recordings, instrument)}{reread}"))
        if sections:
            chapters.append(Chapter(prose.principle_name(principle, instrument), tuple(sections)))
    return chapters


def _ratings(recordings: Sequence[Recording], partnership: Partnership, period: Period) -> Iterator[Entry]:
    taken = {each.was for each in recordings if each.kind == TAKEN_BACK}
    before: str | None = None
    for each in recordings:
        if clock(each) in period:
            yield _rating(each, before, partnership, taken_back=each.rating in taken)
        if each.stands and each.kind != TAKEN_BACK:
            before = each.rating


def _rating(recording: Recording, before: str | None, partnership: Partnership, *, taken_back: bool) -> Entry:
    instrument = partnership.instrument
    label, was = instrument.label(recording.rating), instrument.label(recording.was)
    if recording.kind == TAKEN_BACK:
        stands = f"what stands is {label}" if recording.rating else "it is not rated any more"
        step = happened = f"{was} was taken back; {stands}"
    elif recording.kind == WITHDRAWN:
        step = happened = f"the rating was withdrawn, was {was}"
    else:
        gone = "" if recording.stands else " (later taken back)" if taken_back else f" ({_NOT_KEPT})"
        happened = label + _at(recording.meeting, partnership) + gone
        now = brief(recording.rating, instrument)
        step = f"newly rated, {now}" if before is None else f"{brief(before, instrument)} → {now}"
        step = (f"still {now}" if before == recording.rating else step) + gone
    agreed = recording.agreed if recording.kind == RATED else None
    because = (("Because", quoted(recording.because)),) if recording.because else ()
    day = clock(recording)
    return Entry(
        day=day,
        when=prose.day(day) if agreed else f"recorded {prose.moment(recording.recorded.at)}",
        name=prose.statement_name(recording.statement, instrument),
        short=prose.dimension_name(recording.statement.partition(".")[2], instrument),
        principle=recording.statement.partition(".")[0],
        statement=recording.statement,
        meeting=recording.meeting if recording.kind == RATED else "",
        happened=happened,
        step=step,
        at=_at(recording.meeting, partnership) if recording.kind == RATED else "",
        commit=recording.recorded.commit,
        recorded=recording.recorded.at,
        reasons=because,
        source=_recorded(recording.recorded, "agreed", agreed),
    )


def _at(meeting: str, partnership: Partnership) -> str:
    found = partnership.meeting(meeting)
    return f", at {quoted(found.title or found.id)}" if found else f", at {meeting}" if meeting else ""


def _recorded(recorded: Recorded, what: str, day: date | None) -> str:
    """Which commit recorded something, whose it is, and both days where they lie more than a week apart."""
    source = f"Recorded in {recorded.commit[:8]} by {recorded.author}"
    try:
        late = day is not None and abs((date.fromisoformat(recorded.at[:10]) - day).days) > _WEEK
    except ValueError:
        late = True
    return f"{source} ({what} {prose.day(day)}, recorded {prose.moment(recorded.at)})" if day and late else source


def views(history: ViewHistory, partnership: Partnership) -> list[Chapter]:
    """Every change of the agencies' views by principle and statement."""
    instrument = partnership.instrument
    found: dict[str, list[ViewChange]] = {}
    for each in history.changes:
        found.setdefault(each.statement, []).append(each)
    chapters: dict[str, list[Section]] = {}
    for statement in sorted(found, key=_order(instrument)):
        principle, _, dimension = statement.partition(".")
        way: list[str] = []
        for each in found[statement]:
            spread = _SPREAD[questions.spread(each.views, instrument)]
            if each.stands and way[-1:] != [spread]:
                way.append(spread)
        entries = tuple(_view(each, partnership) for each in found[statement])
        summary = " → ".join(way) or "no views are kept"
        chapters.setdefault(principle, []).append(
            Section(prose.dimension_name(dimension, instrument), entries, summary)
        )
    return [Chapter(prose.principle_name(each, instrument), tuple(chapters[each])) for each in chapters]


_SPREAD = {
    questions.ALIKE: "views all the same",
    questions.SAME_SIDE: "views on the same side of the scale",
    questions.UNSURE: "views on one side of the scale, some unsure",
    questions.APART: "views on both sides of the scale",
    questions.VARIED: "different views",
    questions.ALONE: "one agency's view",
    questions.SILENT: "the agencies that were asked could not say",
    questions.NOBODY: "no views are written down any more",
}


def _view(viewed: ViewChange, partnership: Partnership) -> Entry:
    instrument = partnership.instrument
    happened = _SPREAD[questions.spread(viewed.views, instrument)]
    if {(each.agency, each.rating) for each in viewed.was} == {(each.agency, each.rating) for each in viewed.views}:
        happened += ", as before, with other reasons"
    elif drawn := questions.drawn(viewed.was, viewed.views, instrument):
        happened += f", {'closer together' if drawn == questions.CLOSER else 'further apart'} than before"
    at = _at(viewed.meeting, partnership) if viewed.dated else ""
    kept = "" if viewed.stands else f" ({_LEFT_OUT})"
    gone = [each.agency for each in viewed.was if each.agency not in {one.agency for one in viewed.views}]
    beneath = [("", f"{label}: {prose.listed(names)}") for label, names in _who(viewed.views, partnership)]
    if gone:
        beneath.append(
            ("", f"No longer written down: {prose.listed([partnership.agency_name(each) for each in gone])}")
        )
    rating = instrument.label(viewed.rating)
    agreed = f", agreed {prose.day(viewed.agreed)}" if viewed.agreed and not viewed.dated else ""
    beneath.append(("", f"The partnership's rating: {rating}{agreed}"))
    reasons = [(partnership.agency_name(each.agency), quoted(each.because)) for each in viewed.views if each.because]
    return Entry(
        day=viewed.day,
        when=prose.day(viewed.day) if viewed.dated else f"recorded {prose.day(viewed.day)}",
        name=prose.statement_name(viewed.statement, instrument),
        short=prose.dimension_name(viewed.statement.partition(".")[2], instrument),
        principle=viewed.statement.partition(".")[0],
        statement=viewed.statement,
        meeting=viewed.meeting if viewed.dated else "",
        happened=happened + at + kept,
        step=happened + kept,
        at=at,
        commit=viewed.recorded.commit,
        recorded=viewed.recorded.at,
        beneath=tuple(beneath),
        reasons=tuple(reasons),
        source=_recorded(viewed.recorded, "agreed", viewed.agreed if viewed.dated else None),
    )


def _who(views: Iterable[HeldView], partnership: Partnership) -> list[tuple[str, list[str]]]:
    """The agencies that hold each view, in the order of the scale; those that could not say come last."""
    instrument = partnership.instrument
    order = {point.id: at for at, point in enumerate(instrument.scale)}
    held: dict[str | None, list[str]] = {}
    for each in sorted(views, key=lambda each: (each.rating is None, order.get(each.rating or "", len(order)))):
        held.setdefault(each.rating, []).append(partnership.agency_name(each.agency))
    return [(instrument.label(rating) if rating else "Could not say", names) for rating, names in held.items()]


def _order(instrument: Instrument) -> Callable[[str], tuple[int, int, str]]:
    statements = {each.id: at for at, each in enumerate(instrument.statements)}
    principles = {each.id: at for at, each in enumerate(instrument.principles)}
    return lambda id: (
        principles.get(id.partition(".")[0], len(principles)), statements.get(id, len(statements)), id
    )  # fmt: skip


def actions(history: ActionHistories, partnership: Partnership) -> list[Chapter]:
    """The history of every action by principle, the readiness plan's first."""
    instrument = partnership.instrument
    places = {"": -1, **{each.id: at for at, each in enumerate(instrument.principles)}}
    chapters: dict[str, list[Section]] = {}
    for action in sorted(history.actions, key=lambda each: (places.get(each.principle, len(places)), each.principle)):
        gone = "" if action.there else " (not in the plan any more)"
        summary = f"{prose.flat(action.action) or 'an action without a text'}{gone}"
        chapters.setdefault(action.principle, []).append(
            Section(action.id, tuple(_action(action, partnership)), summary)
        )
    return [Chapter(_plan_name(each, instrument), tuple(chapters[each])) for each in chapters]


def _plan_name(principle: str, instrument: Instrument) -> str:
    return prose.principle_name(principle, instrument) if principle else _READINESS


def _action(action: ActionHistory, partnership: Partnership) -> Iterator[Entry]:
    begun = {(each.recorded.commit, each.stands) for each in action.events if each.kind == kinds.OPENED}
    name = f"{action.id}, {quoted(prose.first_point(action.action, most=_BRIEFLY))}"
    for event in action.events:
        if event.was == "" and event.kind in _BEGINNINGS and (event.recorded.commit, event.stands) in begun:
            continue  # said with the opening
        happened = _event(event, action, partnership) + ("" if event.stands else f" ({_LEFT_OUT})")
        what = "closed" if event.kind in (kinds.DONE, kinds.DROPPED) else "opened"
        yield Entry(
            day=event.day,
            when=prose.day(event.day) if event.dated else f"recorded {prose.day(event.day)}",
            name=name,
            short=name,
            principle=action.principle,
            statement="",
            meeting="",
            happened=happened,
            step=happened,
            at="",
            commit=event.recorded.commit,
            recorded=event.recorded.at,
            beneath=tuple(_outcome(event)),
            source=_recorded(event.recorded, what, event.day if event.dated else None),
        )


_BEGINNINGS = (kinds.OWNER, kinds.ROLE, kinds.DUE)


def _event(event: ActionEvent, action: ActionHistory, partnership: Partnership) -> str:
    was, now = event.was, event.now
    if event.kind == kinds.OPENED:
        first = {
            each.kind: each.now
            for each in action.events
            if each.was == "" and each.kind in _BEGINNINGS and each.recorded.commit == event.recorded.commit
        }
        owner, role, due = (first.get(kind, "") for kind in _BEGINNINGS)
        who = f" for {partnership.agency_name(owner)}" if owner else ""
        return f"opened{who}{f' ({role})' if role else ''}, {f'due {_day(due)}' if due else 'with no due date'}"
    if event.kind == kinds.DUE:
        if was and now:
            return f"the due date moved from {_day(was)} to {_day(now)}"
        return f"the due date is {_day(now)}" if now else f"the due date, {_day(was)}, was taken out"
    if event.kind == kinds.OWNER:
        before, after = (partnership.agency_name(each) if each else "nobody" for each in (was, now))
        return f"went from {before} to {after}"
    if event.kind == kinds.ROLE:
        return f"the role is now {now or 'not named'}" + (f", before {was}" if was else "")
    if event.kind == kinds.WORDED:
        return f"worded anew; before, it was {quoted(was)}"
    if event.kind == kinds.MOVED:
        place = _place(now, partnership.instrument)
        return f"moved from {_place(was, partnership.instrument)} to {place}" if was else f"put back into {place}"
    if event.kind == kinds.REOPENED:
        return f"opened again, after it was {was.replace('-', ' ')}"
    if event.kind == kinds.CLOSED:
        if was and now:
            return f"the closing date is {_day(now)}, not {_day(was)}"
        return f"the closing date is {_day(now)}" if now else f"the closing date, {_day(was)}, was taken out"
    return _HAPPENED.get(event.kind) or fields.step(Action, event.kind, was, now, partnership)


_HAPPENED = {
    kinds.STARTED: "started",
    kinds.DONE: "done",
    kinds.DROPPED: "dropped",
    kinds.OUTCOME: "the outcome was written anew",
    kinds.REMOVED: "taken out of the plan",
}


def _place(place: str, instrument: Instrument) -> str:
    principle, _, horizon = place.partition(".")
    found = instrument.horizon(horizon)
    beside = f" ({found.title if found and found.title else horizon})" if horizon else ""
    return (
        f"the plan of {quoted(prose.principle_name(principle, instrument))}" if principle else "the readiness plan"
    ) + beside


def _day(iso: str) -> str:
    return prose.day(date.fromisoformat(iso)) if iso else ""


def _outcome(event: ActionEvent) -> Iterator[tuple[str, str]]:
    if event.kind == kinds.DONE:
        yield ("Outcome", quoted(event.because)) if event.because else ("", "No outcome is written down.")
    elif event.kind == kinds.DROPPED:
        yield ("Why", quoted(event.because)) if event.because else ("", "No reason is written down.")
    elif event.kind == kinds.OUTCOME and event.now:
        yield "Outcome", quoted(event.now)


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
    return (places.get(id, len(places)), id), _plan_name(id, partnership.instrument)


def _under_meeting(entry: Entry, partnership: Partnership, points: Points) -> tuple[object, str]:
    if not entry.meeting:
        return (1, date.max, ""), "Recorded without a meeting"
    meeting = partnership.meeting(entry.meeting)
    if meeting is None:
        return (0, date.max, entry.meeting), entry.meeting
    return (0, meeting.date, meeting.id), f"{prose.day(meeting.date)}, {quoted(meeting.title or meeting.id)}"


def _under_month(entry: Entry, partnership: Partnership, points: Points) -> tuple[object, str]:
    return (entry.day.year, entry.day.month), prose.day(entry.day).partition(" ")[2]


def _under_point(entry: Entry, partnership: Partnership, points: Points) -> tuple[object, str]:
    at = points.first.get(entry.commit, len(points.names))
    if at < len(points.names):
        return at, f"Up to {points.names[at]}"
    return at, f"Since {points.names[-1]}" if points.names else "No review point yet"


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
        made.append(Group((Heading(3, "Could not be read"), *unread_list(unread))))
    elif unread:
        made.append(_unread_note(unread))
    return tuple(made)


def _lists(chapter: Chapter, by: str, full: bool) -> Iterator[Block]:
    named = tuple(
        Item((Strong(section.name), ":", " ", section.summary), (_entries(section, by, full),))
        for section in chapter.sections
        if section.name
    )
    if named:
        yield List(named, "sections")
    yield from (_entries(section, by, full) for section in chapter.sections if not section.name)


def _entries(section: Section, by: str, full: bool) -> List:
    return List(tuple(Item(_sentence(entry, by, full=full), _facts(entry, full)) for entry in section.entries))


def _facts(entry: Entry, full: bool) -> tuple[Block, ...]:
    named = (*entry.beneath, *entry.reasons) if full else entry.beneath
    facts = [Item((Label(name), " ", text) if name else text) for name, text in named]
    if full:
        facts.append(Item((Quiet(entry.source),)))
    return (List(tuple(facts)),) if facts else ()


def _table(chapter: Chapter) -> Iterator[Block]:
    yield List(tuple(Item((Strong(each.name), ":", " ", each.summary)) for each in chapter.sections))
    columns = tuple(map(Column, ("Statement", "What was recorded", "Because", "Commit")))
    yield Table(
        columns,
        tuple(
            Row(
                (
                    entry.short,
                    _sentence(entry, STATEMENT, full=True),
                    next((text for _, text in entry.reasons), ""),
                    f"{entry.commit[:8]}, {prose.moment(entry.recorded)}",
                )
            )
            for section in chapter.sections
            for entry in section.entries
        ),
    )


def _sentence(entry: Entry, by: str, *, full: bool) -> str:
    """An entry in one sentence: the day, the name where it is needed, and what happened; the commit, in brief."""
    when = "" if by == MEETING and entry.meeting else entry.when
    name = entry.short if by == PRINCIPLE else entry.name if by != STATEMENT else ""
    at = entry.at if full and by != MEETING else ""
    what = entry.happened if by == STATEMENT else entry.step + at
    said = f"{', '.join(each for each in (when, name) if each)}: {what}"
    said = prose.capital(said) if when else said
    return sentence(said) if full and when else f"{said}." if full else f"{said} ({entry.commit[:8]})"


def unread_list(found: Iterable[Unread]) -> tuple[Block, ...]:
    """What could not be read: the file, the commit and why. Nothing when everything was."""
    items = tuple(
        Item(
            f"{each.path} in {each.recorded.commit[:8]} of {prose.moment(each.recorded.at)}: {prose.flat(each.reason)}"
        )
        for each in found
    )
    return (List(items),) if items else ()


def _unread_note(found: Sequence[Unread]) -> Paragraph:
    """That some files could not be read at some commits, and how to see which."""
    paths = list(dict.fromkeys(each.path for each in found))
    commits = len({each.recorded.commit for each in found})
    return Paragraph(
        f"Could not be read at {count(commits, 'commit')}, so this may not be everything: {_few(paths)}. "
        "`reflectctl history --unread` says why.",
        "note",
    )
