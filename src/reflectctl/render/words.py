"""Changes and ratings in; British English out, the same in every format.

Nothing here is escaped: whoever puts a sentence into a format does that. Sentences are direction-neutral. A rating
moves towards something; it never gets better or worse.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..model import changes as kinds
from ..model.changes import Change, Comparison
from ..model.history import TAKEN_BACK, WITHDRAWN, History, Recording
from ..model.instrument import Instrument
from ..model.partnership import (
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    Action,
    Agency,
    Assessment,
    Meeting,
    Partnership,
    Source,
    View,
)
from ..model.report import Coverage
from .counting import count as count
from .counting import plural as plural

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def day(day: date | None) -> str:
    """A day as people write it, whatever the locale; empty for none."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def number(n: int) -> str:
    """A number as a sentence has it: in words up to twelve."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def listed(items: Sequence[str]) -> str:
    """Things in a row: `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def flat(text: str) -> str:
    """A text as one run of words, its lines joined."""
    return " ".join(text.split())


def points(text: str) -> list[str]:
    """What a note says, point by point: its list items and paragraphs, each as one run of words."""
    found: list[list[str]] = [[]]
    for each in text.splitlines():
        words = each.strip()
        marked = words[:2] in ("- ", "* ", "+ ")
        if marked or not words:
            found.append([])
        found[-1].append(words[2:] if marked else words)
    return [told for each in found if (told := flat(" ".join(each)))]


def first_point(text: str, unlike: str = "", *, most: int = 200) -> str:
    """The first point of a note, preferring one that another note does not make; shortened when it is long."""
    made = points(text)
    known = set(points(unlike))
    chosen = next((each for each in made if each not in known), made[0] if made else "")
    return chosen if len(chosen) <= most else chosen[:most].rpartition(" ")[0].rstrip(",;:") + " …"


def sentence(text: str) -> str:
    """A text as a sentence: a capital first and a full stop last, unless it ends in a mark of its own."""
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".!?…" or text.endswith((".”", "!”", "?”", "…”")) else ".")


def quoted(text: str) -> str:
    """A text in quotation marks, its lines joined."""
    return f"“{flat(text)}”"


def principle_name(id: str, instrument: Instrument) -> str:
    """A principle's title; its id when the content does not have it."""
    principle = instrument.principle(id)
    return principle.title or id if principle else id


def dimension_name(id: str, instrument: Instrument) -> str:
    """A dimension's title; its id when the content does not have it."""
    dimension = instrument.dimension(id)
    return dimension.title or id if dimension else id


def statement_name(id: str, instrument: Instrument) -> str:
    """A statement by its principle and dimension; its id when the content does not have the principle."""
    principle, _, dimension = id.partition(".")
    if instrument.principle(principle) is None:
        return id
    return f"{principle_name(principle, instrument)} · {dimension_name(dimension, instrument)}"


def owner_name(action: Action, partnership: Partnership) -> str:
    """Who has undertaken an action: the agency, and the role in it."""
    return ", ".join(
        each for each in (partnership.agency_name(action.owner) if action.owner else "", action.role) if each
    )


def status_name(action: Action, today: date | None = None, *, brief: bool = False) -> str:
    """Where an action stands, in words; with a day, whether it is overdue then; in brief for tables."""
    told = {OPEN: "open", IN_PROGRESS: "in progress", DONE: "done", DROPPED: "dropped"}.get(
        action.status, action.status
    )
    if action.closed and not action.is_open:
        told += f" {action.closed.isoformat()}" if brief else f" on {day(action.closed)}"
    return f"{told}, overdue" if today and action.is_open and action.due and action.due < today else told


def step_sentence(before: str | None, after: str | None, instrument: Instrument) -> str:
    """How a rating went from one point to another, without a capital or a full stop."""
    from ..analysis.standing import extreme, move

    if before is None:
        return f"newly rated: {instrument.label(after)}"
    if after is None:
        return f"rating withdrawn, was {instrument.label(before)}"
    moved = move("", before, after, "", instrument)
    ends = f"{instrument.label(before)} → {instrument.label(after)}"
    if not moved.steps:
        return f"changed: {ends}"
    target = extreme(instrument, moved.towards)
    point = instrument.point(before)
    if point is not None and point.stance == moved.towards:
        # It was on that side already: what it goes towards is the end of the scale.
        target = instrument.scale[-1 if instrument.position(after) > instrument.position(before) else 0].title.lower()
    return f"moved {number(moved.steps)} {plural(moved.steps, 'step')} towards {target}: {ends}"


def move_sentence(change: Change, instrument: Instrument) -> str:
    """How a rating, or an agency's view, changed: `moved two steps towards disagree: Agree → Disagree`."""
    return step_sentence(_rating(change.before), _rating(change.after), instrument)


def _rating(side: object) -> str | None:
    return side.rating if isinstance(side, Assessment | View) else None


def headline(comparison: Comparison, instrument: Instrument) -> str:
    """What changed, in counts and words, and whether that is all that can be known."""
    parts = [_counted(n, *noun) for n, noun in _counts(comparison) if n]
    if comparison.unreadable:
        n = len(comparison.unreadable)
        limit = f"{number(n)} {plural(n, 'file')} could not be read, so this may not be everything"
        return sentence(", ".join(parts) or "no change was found") + " " + sentence(limit)
    return sentence(", ".join(parts) or "nothing changed")


def _counted(n: int, noun: str, verb: str, nouns: str = "", past: str = "") -> str:
    return f"{number(n)} {plural(n, noun, nouns)} {past if past and n != 1 else verb}"


def _counts(comparison: Comparison) -> Iterator[tuple[int, tuple[str, ...]]]:
    ratings = Counter(
        "rated" if _rating(change.before) is None else "withdrawn" if _rating(change.after) is None else "moved"
        for change in comparison.of(kinds.RATING)
    )
    yield ratings["moved"], ("rating", "moved")
    yield ratings["rated"], ("statement", "was newly rated", "", "were newly rated")
    yield ratings["withdrawn"], ("rating", "was withdrawn", "", "were withdrawn")
    yield len(comparison.of(kinds.REASON)), ("reason", "changed")
    yield (
        len(comparison.of(kinds.AGREED)),
        ("agreement", "changed its day or meeting", "", "changed their day or meeting"),
    )
    yield len(comparison.of(kinds.VIEW)), ("agency's view", "changed", "agencies' views")
    yield len(comparison.of(kinds.SOURCE)), ("source", "changed")
    yield len(comparison.of(kinds.REFLECTION)), ("reflection", "changed")
    yield len(comparison.of(kinds.PLAN)), ("goal or measure", "changed", "goals or measures")
    actions = Counter(_action_event(change) for change in comparison.of(kinds.ACTION))
    for event in ("added", "done", "dropped", "started", "opened again", "taken out"):
        yield actions[event], ("action", f"was {event}", "", f"were {event}")
    yield actions["changed"], ("action", "changed")
    held = sum(1 for change in comparison.of(kinds.MEETING) if change.before is None)
    yield held, ("meeting", "was held", "", "were held")
    yield len(comparison.of(kinds.MEETING)) - held, ("record of a meeting", "changed", "records of meetings")
    yield len(comparison.of(kinds.WORDING)), ("wording", "changed")
    agencies = Counter(agency_event(change) for change in comparison.of(kinds.AGENCY))
    yield agencies["joined"], ("agency", "joined")
    yield agencies["left"], ("agency", "left")
    yield agencies["changed"], ("agency's details", "changed", "agencies' details")
    part, parts = "part of the preliminary discussion", "parts of the preliminary discussion"
    yield len(comparison.of(kinds.PRELIMINARY)), (part, "changed", parts)


def _action_event(change: Change) -> str:
    before, after = change.before, change.after
    if not isinstance(after, Action):
        return "taken out"
    if not isinstance(before, Action):
        return "added"
    if before.status == after.status:
        return "changed"
    if after.status == OPEN or (after.status == IN_PROGRESS and not before.is_open):
        return "opened again"
    return {DONE: "done", DROPPED: "dropped", IN_PROGRESS: "started"}.get(after.status, "changed")


def agency_event(change: Change) -> str:
    """What happened to an agency: it `joined`, `left`, or `changed`."""
    before, after = change.before, change.after
    if not isinstance(before, Agency):
        return "joined"
    if not isinstance(after, Agency) or (after.left and not before.left):
        return "left"
    return "changed"


def change_sentence(change: Change, before: Partnership, after: Partnership) -> str:
    """One sentence for any change. It stands under the name of its statement or principle, and does not repeat it."""
    told = _TOLD[change.kind](change, before, after)
    named_first = change.kind in (kinds.ACTION, kinds.AGENCY) or (change.kind == kinds.VIEW and told[:9] != "the view ")
    # Ids and names keep the letter they begin with.
    return told[:1] + sentence(told)[1:] if named_first else sentence(told)


def _told_rating(change: Change, before: Partnership, after: Partnership) -> str:
    return move_sentence(change, after.instrument if after.instrument.scale else before.instrument)


def _told_reason(change: Change, before: Partnership, after: Partnership) -> str:
    if change.before is None:
        return "the reason was written down; the rating did not change"
    if change.after is None:
        return "the reason was taken out; the rating did not change"
    return "the reason was rewritten; the rating did not change"


def _told_agreed(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    if not isinstance(was, Assessment) or not isinstance(now, Assessment):
        return "the day of agreement changed"
    stands = f"the rating stands: {after.instrument.label(now.rating)}" if now.rating else "it is not yet rated"
    if was.agreed != now.agreed:
        if was.agreed is None:
            told = f"now has a day of agreement, {day(now.agreed)}"
        elif now.agreed is None:
            told = f"no longer has a day of agreement; it was {day(was.agreed)}"
        else:
            told = f"agreed on {day(now.agreed)}, before on {day(was.agreed)}"
        return f"{told}; {stands}"
    ends = f"from {_named(was.meeting, before)} to {_named(now.meeting, after)}"
    return f"the meeting named beside it changed {ends}; {stands}"


def _named(meeting: str, partnership: Partnership) -> str:
    found = partnership.meeting(meeting)
    return quoted(found.title) if found and found.title else meeting or "none"


def _told_view(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    name = _agency_name(change.part, before, after)
    if not isinstance(now, View):
        return f"the view of {name} was taken out; it was {_view_label(was, before.instrument)}"
    if not isinstance(was, View):
        return f"{name} gave its own view: {_view_label(now, after.instrument)}"
    if was.rating == now.rating:
        return f"{name} gives another reason for its own view, {_view_label(now, after.instrument)}"
    if was.rating and now.rating:
        return f"the view of {name} {move_sentence(change, after.instrument)}"
    ends = f"{_view_label(was, after.instrument)} → {_view_label(now, after.instrument)}"
    return f"the view of {name} changed: {ends}"


def _view_label(view: object, instrument: Instrument) -> str:
    rating = _rating(view)
    return instrument.label(rating) if rating else "could not say"


def _agency_name(id: str, before: Partnership, after: Partnership) -> str:
    return after.agency_name(id) if after.agency(id) else before.agency_name(id)


def _told_source(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    side, partnership = (now, after) if isinstance(now, Source) else (was, before)
    if not isinstance(side, Source):
        return "a source changed"
    details = [partnership.agency_name(side.agency) if side.agency else "", side.dated]
    beside = ", ".join(each for each in details if each)
    told = quoted(side.what) + (f" ({beside})" if beside else "")
    if not isinstance(now, Source):
        return f"a source was taken out: {told}"
    if not isinstance(was, Source):
        return f"a source was added: {told}"
    return f"the details of a source changed: {told}"


def _told_reflection(change: Change, before: Partnership, after: Partnership) -> str:
    prompt = after.instrument.prompt(change.part) or before.instrument.prompt(change.part)
    title = prompt.title if prompt and prompt.title else change.part
    return f"notes under {quoted(title)} {_written(change)}"


def _written(change: Change, verb: str = "were") -> str:
    return f"{verb} written" if not change.before else f"{verb} taken out" if not change.after else f"{verb} changed"


def horizon_name(id: str, before: Partnership, after: Partnership) -> str:
    """What a part of the plan is called; its id when the content does not have it."""
    horizon = after.instrument.horizon(id) or before.instrument.horizon(id)
    return horizon.title if horizon and horizon.title else id


def _told_plan(change: Change, before: Partnership, after: Partnership) -> str:
    horizon, _, part = change.part.partition(".")
    return f"the {part} under {quoted(horizon_name(horizon, before, after))} {_written(change, 'was')}"


def _told_action(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    if isinstance(now, Action) and isinstance(was, Action):
        return f"{now.id}, {quoted(now.action)}, {listed(_action_clauses(was, now, before, after))}"
    action, partnership = (now, after) if isinstance(now, Action) else (was, before)
    if not isinstance(action, Action):
        return f"action {change.id} changed"
    who = owner_name(action, partnership)
    details = [who, f"due {day(action.due)}" if action.due else ""]
    if action.status != OPEN:
        details.append(status_name(action))
    beside = "; ".join(each for each in details if each)
    event = "was added" if now is action else "was taken out of the plan"
    return f"{action.id}, {quoted(action.action)}, {event}" + (f" ({beside})" if beside else "")


def _action_clauses(was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    clauses: list[str] = []
    if was.status != now.status:
        event = _action_event(Change(kinds.ACTION, now.id, "", was, now))
        clauses.append(f"{'is' if event in ('done', 'dropped') else 'was'} {event}")
        if event == "changed":
            clauses[-1] = f"is now {status_name(now)}"
        elif now.closed and not now.is_open:
            clauses[-1] += f" (closed on {day(now.closed)})"
    elif was.closed != now.closed:
        clauses.append(f"is closed as of {day(now.closed)}" if now.closed else "lost its closing date")
    if was.due != now.due:
        if was.due and now.due:
            clauses.append(f"is now due {day(now.due)}, not {day(was.due)}")
        else:
            clauses.append(
                f"is now due {day(now.due)}" if now.due else f"has no due date any more (was {day(was.due)})"
            )
    if was.owner != now.owner:
        clauses.append(
            f"went from {before.agency_name(was.owner) or 'nobody'} to {after.agency_name(now.owner) or 'nobody'}"
        )
    if was.role != now.role:
        clauses.append(f"is now with the role {now.role}" if now.role else "names no role any more")
    if was.action != now.action:
        clauses.append(f"was worded {quoted(was.action)} before")
    if was.outcome != now.outcome and was.status == now.status:
        clauses.append(
            "has its outcome rewritten"
            if was.outcome and now.outcome
            else "has an outcome"
            if now.outcome
            else "lost its outcome"
        )
    if (was.principle, was.horizon) != (now.principle, now.horizon):
        place = principle_name(now.principle, after.instrument) if now.principle else "the readiness plan"
        horizon = f" ({horizon_name(now.horizon, before, after)})" if now.horizon and now.principle else ""
        clauses.append(f"moved to {place}{horizon}")
    if was.serves != now.serves:
        served = [dimension_name(each, after.instrument) for each in now.serves]
        clauses.append(f"now serves {listed(served)}" if served else "names no statement that it serves")
    if was.opened != now.opened:
        clauses.append(f"has the opening date {day(now.opened)}" if now.opened else "lost its opening date")
    return clauses or ["changed"]


def _told_meeting(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    if not isinstance(now, Meeting):
        title = _title(was) if isinstance(was, Meeting) else change.id
        return f"the record of {title} was taken out"
    if not isinstance(was, Meeting):
        missing = f"; absent: {listed([after.agency_name(each) for each in now.absent])}" if now.absent else ""
        return f"held: {_title(now)}{missing}"
    differing = [
        what
        for what, same in (
            ("the date", was.date == now.date),
            ("the title", was.title == now.title),
            ("the principles discussed", was.principles == now.principles),
            ("who was present", was.present == now.present),
            ("who was absent", was.absent == now.absent),
            ("who was heard", was.heard == now.heard),
            ("the notes", was.notes == now.notes),
        )
        if not same
    ]
    return f"the record of {_title(now)} changed: {listed(differing) or 'its details'}"


def _title(meeting: Meeting) -> str:
    return f"{quoted(meeting.title or meeting.id)} ({day(meeting.date)})"


def wording_name(id: str, before: Partnership, after: Partnership) -> str:
    """What a wording is the wording of: a statement, or the title, voice or meaning that its id names."""
    thing, _, what = id.partition(" (")
    for instrument in (after.instrument, before.instrument):
        if what == "meaning)" and instrument.point(thing):
            return f"the meaning of {quoted(instrument.label(thing))}"
        if what and instrument.principle(thing):
            name = quoted(principle_name(thing, instrument))
            return (
                f"the title of {name}" if what == "title)" else f"how {name} should feel to children and young people"
            )
        if instrument.statement(id):
            return f"the statement {quoted(statement_name(id, instrument))}"
    return id


def _told_wording(change: Change, before: Partnership, after: Partnership) -> str:
    name = wording_name(change.id, before, after)
    if change.before is None:
        return f"{name} is new"
    return f"{name} is no longer there" if change.after is None else f"{name} is worded differently"


def _told_agency(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    event = agency_event(change)
    if isinstance(now, Agency) and event == "joined":
        return f"{now.name} joined the partnership" + (f" on {day(now.joined)}" if now.joined else "")
    if isinstance(now, Agency) and event == "left":
        return f"{now.name} left the partnership on {day(now.left)}"
    if not isinstance(now, Agency) or not isinstance(was, Agency):
        return f"{was.name if isinstance(was, Agency) else change.id} is no longer listed in the partnership"
    if was.name != now.name:
        return f"{was.name} is now called {now.name}"
    if was.statutory != now.statutory:
        return f"{now.name} is now listed as {'a statutory' if now.statutory else 'not a statutory'} partner"
    return f"the dates of membership of {now.name} changed"


def _told_preliminary(change: Change, before: Partnership, after: Partnership) -> str:
    if change.part == "discussed":
        now = change.after
        if not isinstance(now, str):
            return "the preliminary discussion has no date any more"
        try:
            told = day(date.fromisoformat(now))
        except ValueError:
            told = now
        return f"the preliminary discussion was held on {told}"
    verb = "were" if change.part.endswith("s") else "was"
    return f"the {change.part} of the preliminary discussion {_written(change, verb)}"


_TOLD: dict[str, Callable[[Change, Partnership, Partnership], str]] = {
    kinds.RATING: _told_rating,
    kinds.REASON: _told_reason,
    kinds.AGREED: _told_agreed,
    kinds.VIEW: _told_view,
    kinds.SOURCE: _told_source,
    kinds.REFLECTION: _told_reflection,
    kinds.PLAN: _told_plan,
    kinds.ACTION: _told_action,
    kinds.MEETING: _told_meeting,
    kinds.WORDING: _told_wording,
    kinds.AGENCY: _told_agency,
    kinds.PRELIMINARY: _told_preliminary,
}


class Told(NamedTuple):
    """One change as it is told: a sentence, and under it each thing that goes with it, named and said."""

    sentence: str
    beneath: tuple[tuple[str, str], ...] = ()


class Section(NamedTuple):
    """The changes of one statement, or of one kind, under a title (empty when there is none)."""

    title: str
    told: tuple[Told, ...]


class Chapter(NamedTuple):
    """The changes of one principle, or of one part of a partnership's records."""

    title: str
    sections: tuple[Section, ...]


def story(comparison: Comparison, before: Partnership, after: Partnership) -> list[Chapter]:
    """Everything that changed in the order in which it is told: by principle first, then all else."""
    chapters: list[Chapter] = []
    under: dict[str, dict[str, list[Change]]] = {}
    for change in comparison.changes:
        if change.kind in _OF_STATEMENTS:
            under.setdefault(change.id.partition(".")[0], {}).setdefault(change.id, []).append(change)
        elif change.kind == kinds.PLAN:
            under.setdefault(change.id, {}).setdefault("", []).append(change)
    order = _order(before, after)
    for principle in sorted(under, key=order):
        statements = under[principle]
        instrument = after.instrument if after.instrument.principle(principle) else before.instrument
        sections = [
            Section(
                "Making Progress" if not id else dimension_name(id.partition(".")[2], instrument),
                tuple(_told(change, before, after) for change in statements[id]),
            )
            for id in sorted(statements, key=lambda id: (not id, order(id)))
        ]
        chapters.append(Chapter(principle_name(principle, instrument), tuple(sections)))
    for title, kind in (("Actions", kinds.ACTION), ("Meetings", kinds.MEETING), ("Wording", kinds.WORDING)):
        told = tuple(_told(change, before, after) for change in comparison.of(kind))
        if kind == kinds.WORDING and comparison.reread:
            names = tuple(("", statement_name(id, after.instrument)) for id in comparison.reread)
            told += (
                Told("To be re-read, because the rating stands and the words it was rated against changed:", names),
            )
        chapters.append(Chapter(title, (Section("", told),)))
    for title, kind in (("Agencies", kinds.AGENCY), ("Preliminary discussion", kinds.PRELIMINARY)):
        chapters.append(
            Chapter(title, (Section("", tuple(_told(change, before, after) for change in comparison.of(kind))),))
        )
    unread = tuple(Told(f"{path}: {flat(reason)}") for path, reason in comparison.unreadable)
    chapters.append(Chapter("Could not be read", (Section("", unread),)))
    return [chapter for chapter in chapters if any(section.told for section in chapter.sections)]


_OF_STATEMENTS = (kinds.RATING, kinds.REASON, kinds.AGREED, kinds.VIEW, kinds.SOURCE, kinds.REFLECTION)


def _order(before: Partnership, after: Partnership) -> Callable[[str], tuple[int, str]]:
    places: dict[str, int] = {}
    for instrument in (after.instrument, before.instrument):
        for principle in instrument.principles:
            for id in (principle.id, *(statement.id for statement in principle.statements)):
                places.setdefault(id, len(places))
    return lambda id: (places.get(id, len(places)), id)


def _told(change: Change, before: Partnership, after: Partnership) -> Told:
    return Told(change_sentence(change, before, after), tuple(_beneath(change, before, after)))


def _beneath(change: Change, before: Partnership, after: Partnership) -> Iterator[tuple[str, str]]:
    was, now = change.before, change.after
    if isinstance(now, Assessment) and isinstance(was, Assessment | None):
        if change.kind == kinds.RATING:
            yield from _because(now, was.because if was else "")
        yield from _agreement(now, after)
    elif isinstance(now, View) and now.because:
        yield "Because", quoted(now.because)
    elif change.kind == kinds.REASON:
        if now:
            yield "Because", quoted(str(now))
        if was:
            yield "Before", quoted(str(was))
    elif change.kind == kinds.REFLECTION:
        if shown := first_point(str(now or was), str(was or "") if now else ""):
            yield "", quoted(shown)
    elif change.kind in (kinds.PLAN, kinds.WORDING) or (
        change.kind == kinds.PRELIMINARY and change.part != "discussed"
    ):
        if was:
            yield (
                "Before",
                quoted(str(was)) if change.part != "notes" else quoted(first_point(str(was), str(now or ""))),
            )
        if now:
            yield "Now", quoted(str(now)) if change.part != "notes" else quoted(first_point(str(now), str(was or "")))
    elif isinstance(now, Action) and now.outcome and not (isinstance(was, Action) and was.outcome == now.outcome):
        yield "Outcome", quoted(now.outcome)
    elif isinstance(now, Meeting) and was is None:
        for heard in now.heard:
            how = f" {sentence(flat(heard.how))}" if heard.how else ""
            yield f"Heard on {day(heard.dated)}" if heard.dated else "Heard", sentence(flat(heard.who)) + how


def _because(now: Assessment, before: str) -> Iterator[tuple[str, str]]:
    if not now.because:
        yield "", "No reason is recorded."
    elif flat(now.because) == flat(before):
        yield "Because (as before)", quoted(now.because)
    else:
        yield "Because", quoted(now.because)


def _agreement(assessment: Assessment, partnership: Partnership) -> Iterator[tuple[str, str]]:
    meeting = partnership.meeting(assessment.meeting)
    at = f"at {quoted(meeting.title or meeting.id)}" if meeting else assessment.meeting and f"at {assessment.meeting}"
    told = " ".join(each for each in (f"on {day(assessment.agreed)}" if assessment.agreed else "", at) if each)
    if told:
        yield "", f"Agreed {told}."
    elif assessment.rating is not None:
        yield "", "No day of agreement is recorded."
    if meeting and meeting.absent:
        yield "Absent", listed([partnership.agency_name(each) for each in meeting.absent])


def coverage_sentence(coverage: Coverage) -> str:
    """How much has been discussed and rated, in counts; nothing about what was said."""
    rated, begun, held = coverage.rated, coverage.begun, coverage.meetings
    return (
        f"{rated} of {count(coverage.statements, 'statement')} {'is' if rated == 1 else 'are'} rated, "
        f"{begun} of {count(coverage.principles, 'principle')} {'has' if begun == 1 else 'have'} been begun, "
        f"{count(held, 'meeting')} {'has' if held == 1 else 'have'} been held."
    )


def action_line(action: Action, partnership: Partnership) -> str:
    """An action in one line: its id, what is to be done, by whom and when, and where it stands when work has begun."""
    details = [owner_name(action, partnership), f"due {day(action.due)}" if action.due else ""]
    if action.status != OPEN:
        details.append(status_name(action))
    beside = "; ".join(each for each in details if each)
    return f"{action.id}: {flat(action.action)}" + (f" ({beside})" if beside else "")


Ways = list[tuple[str, list[tuple[str, tuple[Recording, ...]]]]]
"""By principle, by statement: its recordings, oldest agreed first."""


def by_principle(history: History, instrument: Instrument) -> Ways:
    """A history by principle and statement in the instrument's order; what it does not know comes last, by id."""
    found: dict[str, list[Recording]] = {}
    for recording in history.recordings:
        found.setdefault(recording.statement, []).append(recording)
    places = {statement.id: at for at, statement in enumerate(instrument.statements)}
    principles = {principle.id: at for at, principle in enumerate(instrument.principles)}
    ways: dict[str, list[tuple[str, tuple[Recording, ...]]]] = {}
    for statement in sorted(found, key=lambda id: (places.get(id, len(places)), id)):
        ways.setdefault(statement.partition(".")[0], []).append((statement, tuple(found[statement])))
    return sorted(ways.items(), key=lambda way: (principles.get(way[0], len(principles)), way[0]))


def moment(at: str) -> str:
    """The day of a commit, as people write it; as it was written, when it is not a date."""
    try:
        return day(date.fromisoformat(at[:10]))
    except ValueError:
        return at


def recorded_late(recording: Recording, days: int) -> bool:
    """Whether the day of the commit lies more than so many days from the day of agreement, where that was told."""
    if recording.agreed is None or recording.kind == TAKEN_BACK:
        return False
    try:
        return abs((date.fromisoformat(recording.recorded.at[:10]) - recording.agreed).days) > days
    except ValueError:
        return True


def _when(recording: Recording) -> str:
    return day(recording.agreed) if recording.agreed else f"recorded {moment(recording.recorded.at)}"


def path(recordings: Sequence[Recording], instrument: Instrument) -> str:
    """The way of a rating through the scale, in words: `Disagree (13 February 2025) → Agree (17 July 2025)`.

    Only what stands; what was taken back is no part of it.
    """
    steps: list[str] = []
    last: str | None = None
    for recording in recordings:
        if not recording.stands or recording.kind == TAKEN_BACK:
            continue
        if recording.kind == WITHDRAWN:
            steps.append(f"rating withdrawn ({moment(recording.recorded.at)})")
        else:
            still = "still " if steps and recording.rating == last else ""
            steps.append(f"{still}{instrument.label(recording.rating)} ({_when(recording)})")
        last = recording.rating
    return " → ".join(steps) or "not yet rated, since what was recorded has been taken back"


def recording_sentence(recording: Recording, partnership: Partnership) -> str:
    """What one commit recorded about a rating, on the day it was agreed and at which meeting."""
    label, was = partnership.instrument.label(recording.rating), partnership.instrument.label(recording.was)
    recorded = moment(recording.recorded.at)
    if recording.kind == TAKEN_BACK:
        stands = f"what stands is {label}" if recording.rating else "it is not rated any more"
        return f"Recorded {recorded}: {was} was taken back; {stands}."
    if recording.kind == WITHDRAWN:
        return f"Recorded {recorded}: the rating was withdrawn, was {was}."
    meeting = partnership.meeting(recording.meeting)
    at = (
        f", at {quoted(meeting.title or meeting.id)}"
        if meeting
        else f", at {recording.meeting}"
        if recording.meeting
        else ""
    )
    taken = "" if recording.stands else " (later taken back)"
    return sentence(f"{_when(recording)}: {label}{at}{taken}")
