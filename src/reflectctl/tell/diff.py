"""A comparison in; what is said of it at each depth, the same in every format, out. Nothing here is escaped."""

from collections.abc import Iterable, Iterator

from ..analysis import diff_events
from ..analysis.diff import order
from ..model.blocks import (
    BREAK,
    Block,
    Group,
    Heading,
    Item,
    Label,
    Line,
    List,
    Pair,
    Pairs,
    Paragraph,
    Quiet,
    Quotation,
    Strong,
    Written,
)
from ..model.diff import (
    KINDS,
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    Comparison,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    Step,
    ViewChange,
    ViewShift,
    WordingChange,
    kind,
)
from ..model.named_tuples import NamedTuple
from ..model.records import DONE, DROPPED, IN_PROGRESS, Action, Assessment, Meeting, Partnership, Plan, View
from . import diff_actions, diff_lines, diff_members, diff_ways, word_diff
from . import diff_sentences as sentences
from . import diff_summary as summary
from .diff_agreed import agreed_when, earlier_facts, meeting_beside
from .fields import moves
from .i18n import phrase, say
from .prose import (
    day,
    dimension_name,
    due_clause,
    first_point,
    flat,
    listed,
    meeting_name,
    owner_name,
    points,
    principle_name,
    quoted,
    sentence,
    statement_name,
    status_name,
    told_points,
)

SUMMARY, STORY, FULL = "summary", "story", "full"
"""How much is said: a line for each kind of change, each change, or each change word by word."""

UNCHANGED, SHIFT, UNREAD = "carried", "turn", "unread"
"""Entries that are about no change of their own."""


class Entry(NamedTuple):
    """A sentence, and under it each thing that goes with it, named and said."""

    sentence: str
    beneath: tuple[tuple[str, str], ...] = ()
    rewritten: tuple[tuple[str, str, str], ...] = ()
    """Texts to be shown word by word, above what is beneath: what each is, how it read before, how it reads now."""
    kind: str = ""
    """The kind of change, for whoever must leave some out."""


class Section(NamedTuple):
    """The changes of one statement, or of one kind, under a title (empty when there is none)."""

    title: str
    entries: tuple[Entry, ...]


class Chapter(NamedTuple):
    """The changes of one principle, or of one part of a partnership's records."""

    title: str
    sections: tuple[Section, ...]


def is_nothing(comparison: Comparison) -> bool:
    """Whether there is nothing to say."""
    return not any(comparison._replace(ends_only=False))


def blocks(
    comparison: Comparison,
    before: Partnership,
    after: Partnership,
    *,
    labels: tuple[str, str],
    depth: str = STORY,
    limits: str = "",
    note: str = "",
    shown: Iterable[Chapter] | None = None,
) -> tuple[Block, ...]:
    """What is said of a comparison at a depth, with what was asked for and a note beside it; nothing of nothing.

    The role of an entry is the kind of change. All chapters are shown unless some are given.
    """
    if is_nothing(comparison):
        return ()
    brief = depth == SUMMARY
    moments = Quiet(say("From {before} to {now}.", before=labels[0], now=labels[1]))
    lines = [
        Pair(name, (Paragraph(Written(line)),)) for name, line in diff_lines.lines(comparison, before, after) if brief
    ]
    if shown is None:
        shown = () if brief else chapters(comparison, before, after, full=depth == FULL)
    return (
        Paragraph((Strong(summary.headline(comparison, brief=brief)),), role="headline"),
        Paragraph((moments, *((BREAK, Quiet(limits)) if limits else ()), *_known(comparison)), role="moments"),
        *((Quotation(note),) if note else ()),
        *((Pairs(tuple(lines), role="summary"),) if lines else ()),
        *map(_chapter, shown),
    )


def _known(comparison: Comparison) -> Line:
    """That only the ends are known, where that is so."""
    if not comparison.ends_only:
        return ()
    return (BREAK, Quiet(say(summary.ENDS_ONLY)))


def _chapter(chapter: Chapter) -> Block:
    sections = tuple(
        Item(
            Strong(Written(section.title)) if section.title else "",
            (List(tuple(map(_item, section.entries)), "changes"),),
        )
        for section in chapter.sections
    )
    return Group((Heading(3, Written(chapter.title)), List(sections, role="topics")), role="chapter")


def _item(entry: Entry) -> Item:
    beneath = [word_diff.item(*each) for each in entry.rewritten]
    beneath += [Item((Label(name), " ", Written(text)) if name else Written(text)) for name, text in entry.beneath]
    return Item(Written(entry.sentence), (List(tuple(beneath)),) if beneath else (), role=entry.kind)


def chapters(comparison: Comparison, before: Partnership, after: Partnership, *, full: bool = False) -> list[Chapter]:
    """Everything that changed in the order in which it is told: what could not be read, by principle, then all else.

    In full, a text that was rewritten is told word by word, and one that was written is told whole.
    """
    unread = tuple(Entry(f"{path}: {flat(reason)}", kind=UNREAD) for path, reason in comparison.unreadable)
    found = [Chapter(say("Could not be read"), (Section("", unread),))]
    found += _by_principle(comparison, before, after, full)
    found.append(Chapter(say("Actions"), tuple(_action_sections(comparison, before, after, full))))
    for title, topic in (
        (phrase("Meetings"), "meetings"),
        (phrase("Wording"), "wording"),
        (phrase("Agencies"), "agencies"),
        (phrase("Preliminary discussion"), "preliminary"),
        (phrase("Partnership"), "partnership"),
    ):
        changes = [change for change in comparison.changes if diff_events.topic(change) == topic]
        entries = [_entry(change, before, after, full) for change in changes]
        if topic == "wording" and comparison.reread:
            names = tuple(("", statement_name(id, after.instrument)) for id in comparison.reread)
            why = say("To be re-read, because the rating stands and the words it was rated against changed:")
            entries.append(Entry(why, names, kind=KINDS[WordingChange]))
        found.append(Chapter(say(title), (Section("", tuple(entries)),)))
    return [chapter for chapter in found if any(section.entries for section in chapter.sections)]


_OF_STATEMENTS = (
    *(RatingChange, ReasonChange, AgreedChange, EarlierChange),
    *(ViewChange, SourceChange, ReflectionChange),
)


def _by_principle(comparison: Comparison, before: Partnership, after: Partnership, full: bool) -> Iterator[Chapter]:
    under: dict[str, dict[str, list[Change]]] = {}
    for change in comparison.among(*_OF_STATEMENTS):
        under.setdefault(change.id.partition(".")[0], {}).setdefault(change.id, []).append(change)
    for change in comparison.of(PlanChange):
        under.setdefault(change.id, {}).setdefault("", []).append(change)
    for change in comparison.of(FieldChange):
        if change.id:
            about = "" if change.of is Plan else change.id
            under.setdefault(change.id.partition(".")[0], {}).setdefault(about, []).append(change)
    shifts: dict[str, list[ViewShift]] = {}
    for shift in comparison.shifts:
        shifts.setdefault(shift.statement, []).append(shift)
    stood = {each.statement: each for each in comparison.unchanged}
    for id in (*shifts, *stood):
        under.setdefault(id.partition(".")[0], {}).setdefault(id, [])
    place = order(before, after)
    for principle in sorted(under, key=place):
        statements = under[principle]
        instrument = after.instrument if after.instrument.principle(principle) else before.instrument
        name = principle_name(principle, instrument)
        if not any(statements.values()) and not any(id in shifts or stood[id].rating for id in statements):
            untouched = Entry(say("None of its statements has been rated yet."), kind=UNCHANGED)
            yield Chapter(name, (Section("", (untouched,)),))
            continue
        sections = []
        for id in sorted(statements, key=lambda id: (not id, place(id))):
            entries = [_entry(change, before, after, full) for change in statements[id]]
            beside = sum(isinstance(change, SourceChange | ReflectionChange | FieldChange) for change in statements[id])
            at = len(entries) - beside
            entries[at:at] = [_shift_entry(shift, before, after) for shift in shifts.get(id, ())]
            title = say("Making Progress") if not id else dimension_name(id.partition(".")[2], instrument)
            if id in stood:
                standing = sentences.unchanged_sentence(stood[id], instrument)
                if not entries:
                    title, standing = "", f"{title}: {standing}"
                entries.insert(0, Entry(standing, kind=UNCHANGED))
            sections.append(Section(title, tuple(entries)))
        yield Chapter(name, tuple(sections))


def _shift_entry(shift: ViewShift, before: Partnership, after: Partnership) -> Entry:
    words, beneath = sentences.view_shift(shift, before, after)
    return Entry(words, beneath, kind=SHIFT)


def _entry(change: Change, before: Partnership, after: Partnership, full: bool) -> Entry:
    rewritten = tuple(rewritten_texts(change)) if full else ()
    way = tuple(_on_the_way(change, before, after))
    beneath = way or tuple(_beneath(change, before, after, full, bool(rewritten)))
    beneath = (*beneath, *diff_ways.days(change), *_further(change, before, after))
    return Entry(sentences.change_sentence(change, before, after), beneath, rewritten, kind(change))


def _on_the_way(change: Change, before: Partnership, after: Partnership) -> Iterator[tuple[str, str]]:
    """Each step of a view's way, or each wording, where that is more than the two ends."""
    match change:
        case ViewChange() if change.way[1:]:
            for step in change.way:
                words = sentence(diff_ways.view_step(step, after.instrument))
                yield on_day_at(step, before, after), f"{words} {quoted(step.because)}" if step.because else words
        case WordingChange() if change.way:
            yield from diff_ways.wordings(change)


def _further(change: Change, before: Partnership, after: Partnership) -> Iterator[tuple[str, str]]:
    """The fields of a record that is compared as a whole that only their titles tell."""
    match change:
        case (
            ActionChange(_, was, now)
            | MeetingChange(_, was, now)
            | AgencyChange(_, was, now)
            | GroupChange(_, was, now)
            | ViewChange(_, _, was, now)
            | SourceChange(_, _, was, now)
            | EarlierChange(_, _, was, now)
        ):
            yield from (("", sentence(each)) for each in moves(was, now, before, after))


def rewritten_texts(change: Change) -> Iterator[tuple[str, str, str]]:
    """The texts of a change that stood on both sides and do not read the same: what each is, and both readings."""
    for name, before, after in _texts(change):
        if before and after and flat(before) != flat(after):
            yield name, before, after


def _texts(change: Change) -> Iterator[tuple[str, str, str]]:
    match change:
        case RatingChange(_, was, now):
            yield say("Because"), was.because, now.because
        case ViewChange(_, _, was, now) | EarlierChange(_, _, was, now) if was and now:
            yield say("Because"), was.because, now.because
        case MeetingChange(_, was, now) if was and now:
            yield say("Notes"), was.notes, now.notes
        case ActionChange(_, was, now) if was and now:
            yield say("Action"), was.action, now.action
            yield say("Why") if now.status == DROPPED else say("Outcome"), was.outcome, now.outcome
        case ReasonChange(_, was, now):
            yield say("Because"), was or "", now or ""
        case PreliminaryChange(_, "discussed"):
            return
        case ReflectionChange(_, _, was, now):
            yield say("Words"), told_points(was or ()), told_points(now or ())
        case PlanChange() | WordingChange() | PreliminaryChange():
            yield say("Words"), change.before or "", change.after or ""


def _discussed(change: ReflectionChange, after: Partnership, full: bool) -> Iterator[tuple[str, str]]:
    """The key points of discussions, each with its day; of one that is new, or not as it was, the first."""
    there, now = change.before or (), change.after
    if full:
        for each in now or there:
            yield from ((day(after.day_of(each)), quoted(point)) for point in points(each.points))
        return
    new = next((each for each in now or there if not now or each not in there), (now or there)[-1])
    if shown := first_point(new.points, told_points(there) if now else ""):
        yield day(after.day_of(new)), quoted(shown)


def _beneath(
    change: Change, before: Partnership, after: Partnership, full: bool, rewritten: bool
) -> Iterator[tuple[str, str]]:
    match change:
        case RatingChange():
            yield from _rated(change, before, after, rewritten)
        case AgreedChange(_, _, now):
            yield from _agreement(now, after)
        case EarlierChange(_, _, _, now):
            yield from earlier_facts(change, after if now else before, rewritten)
        case MeetingChange(_, None, Meeting() as now) | MeetingChange(_, _, Meeting() as now, was_ahead=True):
            yield from _heard(now)
        case AgencyChange(_, was, now) | GroupChange(_, was, now):
            names = tuple(each.name for each in (was, now) if each)
            for words in diff_members.member_sentences(change)[1:]:
                yield "", sentences.as_sentence(words, names)
        case ViewChange(_, _, was, View() as now):
            if now.because and not rewritten:
                yield say("Because"), quoted(now.because)
            if was and was.meeting != now.meeting:
                there, here = (meeting_beside(*each) for each in ((was.meeting, before), (now.meeting, after)))
                yield "", say("The meeting named beside it changed from {before} to {now}.", before=there, now=here)
        case _ if rewritten:
            return
        case ReasonChange(_, was, now):
            yield from ((say(name), quoted(text)) for name, text in ((phrase("Because"), now), (_BEFORE, was)) if text)
        case ReflectionChange():
            yield from _discussed(change, after, full)
        case PreliminaryChange():
            yield from _prepared(change)
        case PlanChange() | WordingChange():
            yield from _ends(change.before, change.after)


def _prepared(change: PreliminaryChange) -> Iterator[tuple[str, str]]:
    """What was said at the preliminary discussion, and is now; of the notes, the points that are not in both."""
    was, now = change.before, change.after
    if change.field == "notes":
        was, now = (first_point(was, now or "") if was else ""), (first_point(now, was or "") if now else "")
    if change.field != "discussed":
        yield from _ends(was, now)


def _rated(change: RatingChange, before: Partnership, after: Partnership, rewritten: bool) -> Iterator[tuple[str, str]]:
    """Why a rating is another one, and on which day; where it went by several steps, each of them."""
    if change.way[1:]:
        yield from (each for step in change.way for each in _step(step, before, after))
        return
    yield from _because(change.before, change.after, rewritten)
    yield from _agreement(change.after, after)


def _step(step: Step, before: Partnership, after: Partnership) -> Iterator[tuple[str, str]]:
    """One step of several: on which day, at which meeting, what happened, and why."""
    words = sentence(sentences.step_words(step, after.instrument))
    yield on_day_at(step, before, after), f"{words} {quoted(step.because)}" if step.because else words


def on_day_at(step: Step, before: Partnership, after: Partnership) -> str:
    """On which day a step was agreed, and at which meeting; empty where that is not known."""
    at = meeting_name(step.meeting, after if after.meeting(step.meeting) else before)
    on = day(step.agreed) if step.rating else ""
    return say("{day}, at {meeting}", day=on, meeting=at) if on and at else on or at


_BEFORE, _NOW = phrase("Before"), phrase("Now")


def _ends(before: str | None, after: str | None) -> Iterator[tuple[str, str]]:
    yield from ((say(name), quoted(text)) for name, text in ((_BEFORE, before), (_NOW, after)) if text)


def _because(was: Assessment, now: Assessment, rewritten: bool) -> Iterator[tuple[str, str]]:
    if now.rating is None and not now.because:
        yield "", say("Why it was withdrawn is not recorded.")
        if was.because:
            yield say("It was rated so because"), quoted(was.because)
    elif rewritten:
        return
    elif not now.because:
        yield "", say("No reason is recorded.")
    else:
        yield say("Because"), quoted(now.because)
        if flat(now.because) == flat(was.because):
            yield "", say("That reason was given for the rating before it, too.")


def _agreement(assessment: Assessment, partnership: Partnership) -> Iterator[tuple[str, str]]:
    known = tuple(agreed_when(assessment.agreed, assessment.meeting, partnership))
    if not known and assessment.rating is not None:
        yield "", say("No day of agreement is recorded.")
    yield from known
    meeting = partnership.meeting(assessment.meeting)
    if meeting and meeting.absent:
        yield say("Absent"), listed([partnership.agency_name(each) for each in meeting.absent])


def _heard(meeting: Meeting) -> Iterator[tuple[str, str]]:
    for heard in meeting.heard:
        how = f" {sentence(flat(heard.how))}" if heard.how else ""
        when = say("Heard on {day}", day=day(heard.dated)) if heard.dated else say("Heard")
        yield when, sentence(flat(heard.who)) + how


_ACTION_SECTIONS = (
    (phrase("Done"), (DONE,)),
    (phrase("Dropped"), (DROPPED,)),
    (phrase("New"), (diff_events.ADDED,)),
    (phrase("Stands again"), (diff_events.STANDS_AGAIN,)),
    (phrase("Started"), (diff_events.STARTED,)),
    (phrase("Opened again"), (diff_events.REOPENED,)),
    (phrase("Due date moved"), (diff_events.DUE_LATER, diff_events.DUE_SOONER)),
    (phrase("Changed otherwise"), (diff_events.CHANGED,)),
    (phrase("Taken out of the plan"), (diff_events.REMOVED,)),
)


def _action_sections(comparison: Comparison, before: Partnership, after: Partnership, full: bool) -> Iterator[Section]:
    happened: dict[str, list[Entry]] = {}
    for change in comparison.of(ActionChange):
        happened.setdefault(diff_events.event(change), []).append(_action(change, before, after, full))
    for title, events in _ACTION_SECTIONS:
        entries = tuple(each for event in events for each in happened.get(event, ()))
        if entries:
            yield Section(say(title), entries)


def _action(change: ActionChange, before: Partnership, after: Partnership, full: bool) -> Entry:
    """An action under what happened to it: what it is, who has it, when it closed or was due, and what came of it."""
    was, now = change.before, change.after
    action, partnership = (now, after) if now else (was, before)
    assert action is not None
    facts = [owner_name(action, partnership) or say("nobody has it yet")]
    if not action.is_open:
        facts.append(status_name(action))
    elif due := due_clause(action, partnership):
        facts.append(due)
    if action.status == IN_PROGRESS and was is None:
        facts.append(say("in progress"))
    beneath = [("", sentence("; ".join(facts)))]
    if told := diff_actions.status_sentence(change):
        beneath.append(("", told))
    if now:
        if moved := diff_actions.due_date_sentence(change):
            beneath.append(("", moved))
        beneath += diff_actions.due_date_reasons(change)
        beneath += diff_actions.noted_on_the_way(change)
    if was and now:
        if details := diff_actions.action_details(was, now, before, after):
            beneath.append(("", say("It {details}.", details=listed(details))))
        if was.action != now.action and not full:
            beneath.append((say("Worded before"), quoted(was.action)))
    beneath += [*_outcome(was if now else None, action, full), *_further(change, before, after)]
    words = f"{flat(action.action) or say('An action')} ({action.id})"
    return Entry(words, tuple(beneath), tuple(rewritten_texts(change)) if full else (), kind(change))


def _outcome(was: Action | None, action: Action, full: bool) -> Iterator[tuple[str, str]]:
    name, before, now = _WHY if action.status == DROPPED else _OUTCOME
    if was and was.outcome == action.outcome:
        return
    if was and was.outcome:
        if not (full and action.outcome):
            yield say(before), quoted(was.outcome)
            if action.outcome:
                yield say(now), quoted(action.outcome)
    elif action.outcome:
        yield say(name), quoted(action.outcome)


_WHY = (phrase("Why"), phrase("Why before"), phrase("Why now"))
_OUTCOME = (phrase("Outcome"), phrase("Outcome before"), phrase("Outcome now"))
