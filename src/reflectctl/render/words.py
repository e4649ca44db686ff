"""Changes and ratings in; British English out, the same in every format.

Nothing here is escaped: whoever puts a sentence into a format does that. Sentences are direction-neutral. A rating
moves towards something; it never gets better or worse.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..analysis import meaning
from ..model import changes as kinds
from ..model.changes import AGREED_RATING, CONVERGED, PARTED, Carried, Change, Comparison, Turn
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
from .naming import dimension_name as dimension_name
from .naming import named as named
from .naming import principle_name as principle_name
from .naming import statement_name as statement_name

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


def headline(comparison: Comparison, instrument: Instrument, *, brief: bool = False) -> str:
    """What changed, in counts and words, the most telling first, and whether that is all that can be known.

    In brief it is only the most telling, where there is any.
    """
    told = [_counted(n, *noun) for n, noun in _happened(comparison) if n]
    told += [
        f"views {verb} on {number(n)} {plural(n, 'statement')}"
        for way, verb in ((CONVERGED, "drew together"), (PARTED, "parted"))
        if (n := len({turn.statement for turn in comparison.turns if turn.way == way}))
    ]
    rest = [f"{number(n)} {plural(n, *noun)}" for n, noun in _rewritten(comparison) if n]
    sentences = [sentence(", ".join(told))] if told else []
    if rest and not (brief and told):
        sentences.append(sentence(f"{listed(rest)} changed{' as well' if told else ''}"))
    if comparison.unreadable:
        n = len(comparison.unreadable)
        sentences = sentences or ["No change was found."]
        sentences.append(sentence(f"{number(n)} {plural(n, 'file')} could not be read, so this may not be everything"))
    return " ".join(sentences) or "Nothing changed."


def _counted(n: int, noun: str, verb: str, nouns: str = "", past: str = "") -> str:
    return f"{number(n)} {plural(n, noun, nouns)} {past if past and n != 1 else verb}"


def _happened(comparison: Comparison) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What people would tell first: moves, turns of views, what became of actions, who met, who came and went."""
    ratings, actions, agencies = (events(comparison, each) for each in (kinds.RATING, kinds.ACTION, kinds.AGENCY))
    yield ratings[meaning.MOVED], ("rating", "moved")
    yield ratings[meaning.RATED], ("statement", "was newly rated", "", "were newly rated")
    yield ratings[meaning.WITHDRAWN], ("rating", "was withdrawn", "", "were withdrawn")
    for event in _ACTION_EVENTS:
        if event in (meaning.SLIPPED, meaning.BROUGHT_FORWARD):
            yield actions[event], ("due date", _ACTION_EVENTS[event])
        elif event != meaning.CHANGED:
            yield actions[event], ("action", f"was {_ACTION_EVENTS[event]}", "", f"were {_ACTION_EVENTS[event]}")
    yield events(comparison, kinds.MEETING)[meaning.HELD], ("meeting", "was held", "", "were held")
    yield agencies[meaning.JOINED], ("agency", "joined")
    yield agencies[meaning.LEFT], ("agency", "left")


def _rewritten(comparison: Comparison) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What was written, rewritten or taken out beside that."""
    yield len(comparison.of(kinds.REASON)), ("reason",)
    yield len(comparison.of(kinds.AGREED)), ("day or meeting of agreement", "days or meetings of agreement")
    yield len(comparison.of(kinds.VIEW)), ("agency's view", "agencies' views")
    yield len(comparison.of(kinds.SOURCE)), ("source",)
    yield len(comparison.of(kinds.REFLECTION)), ("reflection",)
    yield len(comparison.of(kinds.PLAN)), ("goal or measure", "goals or measures")
    yield events(comparison, kinds.ACTION)[meaning.CHANGED], ("action",)
    meetings = events(comparison, kinds.MEETING)
    yield len(comparison.of(kinds.MEETING)) - meetings[meaning.HELD], ("record of a meeting", "records of meetings")
    yield len(comparison.of(kinds.WORDING)), ("wording",)
    yield events(comparison, kinds.AGENCY)[meaning.CHANGED], ("agency's details", "agencies' details")
    part, parts = "part of the preliminary discussion", "parts of the preliminary discussion"
    yield len(comparison.of(kinds.PRELIMINARY)), (part, parts)


def events(comparison: Comparison, *of: str) -> Counter[str]:
    """How often each thing happened among the changes of some kinds."""
    return Counter(meaning.event(change) for change in comparison.of(*of))


_ACTION_EVENTS = {
    meaning.ADDED: "added",
    DONE: "done",
    DROPPED: "dropped",
    meaning.STARTED: "started",
    meaning.REOPENED: "opened again",
    meaning.REMOVED: "taken out",
    meaning.SLIPPED: "slipped",
    meaning.BROUGHT_FORWARD: "was brought forward",
    meaning.CHANGED: "changed",
}


def _action_event(change: Change) -> str:
    event = meaning.event(change)
    return "changed" if event in (meaning.SLIPPED, meaning.BROUGHT_FORWARD) else _ACTION_EVENTS[event]


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
    if was.due != now.due:
        if was.due and now.due:
            clauses.append(f"is now due {day(now.due)}, not {day(was.due)}")
        else:
            clauses.append(
                f"is now due {day(now.due)}" if now.due else f"has no due date any more (was {day(was.due)})"
            )
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
    return [*clauses, *_details(was, now, before, after)] or ["changed"]


def _details(was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    """What else about an action is not as it was: who has it, where it stands, what it serves, its other dates."""
    clauses: list[str] = []
    if was.closed != now.closed and was.status == now.status:
        clauses.append(f"is closed as of {day(now.closed)}" if now.closed else "lost its closing date")
    if was.owner != now.owner:
        clauses.append(
            f"went from {before.agency_name(was.owner) or 'nobody'} to {after.agency_name(now.owner) or 'nobody'}"
        )
    if was.role != now.role:
        clauses.append(f"is now with the role {now.role}" if now.role else "names no role any more")
    if (was.principle, was.horizon) != (now.principle, now.horizon):
        place = principle_name(now.principle, after.instrument) if now.principle else "the readiness plan"
        horizon = f" ({horizon_name(now.horizon, before, after)})" if now.horizon and now.principle else ""
        clauses.append(f"moved to {place}{horizon}")
    if was.serves != now.serves:
        served = [dimension_name(each, after.instrument) for each in now.serves]
        clauses.append(f"now serves {listed(served)}" if served else "names no statement that it serves")
    if was.opened != now.opened:
        clauses.append(f"has the opening date {day(now.opened)}" if now.opened else "lost its opening date")
    return clauses


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
    if change.part:
        # Of the words in another language. Ratings are not made against them.
        return f"{name} is worded differently in {change.part}"
    if change.before is None:
        return f"{name} is new"
    return f"{name} is no longer there" if change.after is None else f"{name} is worded differently"


def _told_agency(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    event = meaning.event(change)
    if isinstance(now, Agency) and isinstance(was, Agency) and event == meaning.JOINED:
        return f"{now.name} is a member again"
    if isinstance(now, Agency) and event == meaning.JOINED:
        return f"{now.name} joined the partnership" + (f" on {day(now.joined)}" if now.joined else "")
    if isinstance(now, Agency) and event == meaning.LEFT:
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
    rewritten: tuple[tuple[str, str, str], ...] = ()
    """Texts to be shown word by word, above what is beneath: what each is, how it read before, how it reads now."""
    kind: str = ""
    """The kind of change, for whoever must leave some out."""


class Section(NamedTuple):
    """The changes of one statement, or of one kind, under a title (empty when there is none)."""

    title: str
    told: tuple[Told, ...]


class Chapter(NamedTuple):
    """The changes of one principle, or of one part of a partnership's records."""

    title: str
    sections: tuple[Section, ...]


CARRIED, TURN, UNREAD = "carried", "turn", "unread"
"""What is told that is no change of its own."""


def story(comparison: Comparison, before: Partnership, after: Partnership, *, full: bool = False) -> list[Chapter]:
    """Everything that changed in the order in which it is told: by principle first, then all else.

    In full, a text that was rewritten is told word by word, and one that was written is told whole.
    """
    chapters = [*_by_principle(comparison, before, after, full)]
    chapters.append(Chapter("Actions", tuple(_action_sections(comparison, before, after, full))))
    for title, kind in (
        ("Meetings", kinds.MEETING),
        ("Wording", kinds.WORDING),
        ("Agencies", kinds.AGENCY),
        ("Preliminary discussion", kinds.PRELIMINARY),
    ):
        told = tuple(_told(change, before, after, full) for change in comparison.of(kind))
        if kind == kinds.WORDING and comparison.reread:
            names = tuple(("", statement_name(id, after.instrument)) for id in comparison.reread)
            why = "To be re-read, because the rating stands and the words it was rated against changed:"
            told += (Told(why, names, kind=kind),)
        chapters.append(Chapter(title, (Section("", told),)))
    unread = tuple(Told(f"{path}: {flat(reason)}", kind=UNREAD) for path, reason in comparison.unreadable)
    chapters.append(Chapter("Could not be read", (Section("", unread),)))
    return [chapter for chapter in chapters if any(section.told for section in chapter.sections)]


def _by_principle(comparison: Comparison, before: Partnership, after: Partnership, full: bool) -> Iterator[Chapter]:
    under: dict[str, dict[str, list[Change]]] = {}
    for change in comparison.changes:
        if change.kind in _OF_STATEMENTS:
            under.setdefault(change.id.partition(".")[0], {}).setdefault(change.id, []).append(change)
        elif change.kind == kinds.PLAN:
            under.setdefault(change.id, {}).setdefault("", []).append(change)
    turned: dict[str, list[Turn]] = {}
    for turn in comparison.turns:
        turned.setdefault(turn.statement, []).append(turn)
    stood = {each.statement: each for each in comparison.carried}
    for id in (*turned, *stood):
        under.setdefault(id.partition(".")[0], {}).setdefault(id, [])
    order = _order(before, after)
    for principle in sorted(under, key=order):
        statements = under[principle]
        instrument = after.instrument if after.instrument.principle(principle) else before.instrument
        if not any(statements.values()) and not any(id in turned or stood[id].rating for id in statements):
            untouched = Told("None of its statements has been rated yet.", kind=CARRIED)
            yield Chapter(principle_name(principle, instrument), (Section("", (untouched,)),))
            continue
        sections = []
        for id in sorted(statements, key=lambda id: (not id, order(id))):
            told = [_told(change, before, after, full) for change in statements[id]]
            at = next((at for at, each in enumerate(told) if each.kind in (kinds.SOURCE, kinds.REFLECTION)), len(told))
            told[at:at] = [_told_turn(turn, before, after) for turn in turned.get(id, ())]
            name = "Making Progress" if not id else dimension_name(id.partition(".")[2], instrument)
            if id in stood:
                standing = _stood(stood[id], instrument)
                if not told:
                    name, standing = "", f"{name}: {standing}"
                told.insert(0, Told(standing, kind=CARRIED))
            sections.append(Section(name, tuple(told)))
        yield Chapter(principle_name(principle, instrument), tuple(sections))


def _stood(carried: Carried, instrument: Instrument) -> str:
    if carried.rating is None:
        return "Not yet rated."
    since = f", unchanged since {day(carried.agreed)}" if carried.agreed else ", unchanged"
    return f"{instrument.label(carried.rating)}{since}."


def turn_sentence(turn: Turn, before: Partnership, after: Partnership) -> str:
    """How views drew together or parted, in words, with the views themselves."""
    told = _told_turn(turn, before, after)
    return " ".join([told.sentence, *(f"{name}: {text}." for name, text in told.beneath)])


def _told_turn(turn: Turn, before: Partnership, after: Partnership) -> Told:
    """How views drew together or parted, in words."""
    instrument = after.instrument
    names = listed([_agency_name(agency, before, after) for agency, _ in turn.after if agency != AGREED_RATING])
    several = sum(1 for agency, _ in turn.after if agency != AGREED_RATING) > 1
    if turn.of_agreed:
        agreed = instrument.label(dict(turn.after)[AGREED_RATING])
        if turn.way == CONVERGED:
            return Told(f"{names} now {'hold' if several else 'holds'} the view that was agreed: {agreed}.", kind=TURN)
        told = f"{names} no longer {'hold' if several else 'holds'} the view that was agreed"
        own = [each for each in turn.after if each[0] != AGREED_RATING]
        if several:
            return Told(f"{told}.", (("Their own views", _held(own, before, after)),), kind=TURN)
        return Told(f"{told}: it holds {instrument.label(own[0][1])}.", kind=TURN)
    ratings = {held for _, held in turn.after}
    if turn.way == CONVERGED and len(ratings) == 1:
        told = f"{names} now hold the same view: {instrument.label(turn.after[0][1])}."
    elif turn.way == CONVERGED:
        told = "Views drew closer together."
    else:
        told = "Views parted."
    return Told(
        told, (("Before", _held(turn.before, before, after)), ("Now", _held(turn.after, before, after))), kind=TURN
    )


def _held(held: Sequence[tuple[str, str]], before: Partnership, after: Partnership) -> str:
    """Views in the order of the scale, with who holds each: `Agree (Wessex Police), Disagree (Wessbury Homes)`."""
    by_rating: dict[str, list[str]] = {}
    for agency, rating in held:
        by_rating.setdefault(rating, []).append(_agency_name(agency, before, after))
    return ", ".join(f"{after.instrument.label(rating)} ({listed(names)})" for rating, names in by_rating.items())


_ACTION_SECTIONS = (
    ("Done", (DONE,)),
    ("Dropped", (DROPPED,)),
    ("New", (meaning.ADDED,)),
    ("Started", (meaning.STARTED,)),
    ("Opened again", (meaning.REOPENED,)),
    ("Due date moved", (meaning.SLIPPED, meaning.BROUGHT_FORWARD)),
    ("Changed otherwise", (meaning.CHANGED,)),
    ("Taken out of the plan", (meaning.REMOVED,)),
)


def _action_sections(comparison: Comparison, before: Partnership, after: Partnership, full: bool) -> Iterator[Section]:
    happened: dict[str, list[Told]] = {}
    for change in comparison.of(kinds.ACTION):
        happened.setdefault(meaning.event(change), []).append(_action(change, before, after, full))
    for title, events in _ACTION_SECTIONS:
        told = tuple(each for event in events for each in happened.get(event, ()))
        if told:
            yield Section(title, told)


def _action(change: Change, before: Partnership, after: Partnership, full: bool) -> Told:
    """An action under what happened to it: what it is, who has it, when it closed or was due, and what came of it."""
    was, now = change.before, change.after
    action, partnership = (now, after) if isinstance(now, Action) else (was, before)
    assert isinstance(action, Action)
    facts = [owner_name(action, partnership) or "nobody has it yet"]
    if action.closed and not action.is_open:
        facts.append(f"{'dropped' if action.status == DROPPED else 'done'} on {day(action.closed)}")
    elif not action.is_open:
        facts.append(status_name(action))
    elif action.due:
        facts.append(f"due {day(action.due)}")
    if action.status == IN_PROGRESS and not isinstance(was, Action):
        facts.append("in progress")
    beneath = [("", sentence("; ".join(facts)))]
    rewritten = tuple(rewritten_texts(change)) if full else ()
    if isinstance(was, Action) and isinstance(now, Action):
        moved = meaning.slip(was, now)
        if moved:
            way = "slipped" if moved.later else "was brought forward"
            ends = f"from {day(moved.before)} to {day(moved.after)}"
            beneath.append(("", f"The due date {way} by {apart(moved.before, moved.after)}, {ends}."))
        elif was.due != now.due:
            beneath.append(("", f"It is due {day(now.due)} now." if now.due else f"It was due {day(was.due)} before."))
        details = _details(was, now, before, after)
        if details:
            beneath.append(("", f"It {listed(details)}."))
        if was.action != now.action and not full:
            beneath.append(("Worded before", quoted(was.action)))
    outcome = "Why" if action.status == DROPPED else "Outcome"
    if isinstance(was, Action) and isinstance(now, Action) and was.outcome != now.outcome and was.outcome:
        if not (full and now.outcome):
            beneath.append((f"{outcome} before", quoted(was.outcome)))
            if now.outcome:
                beneath.append((f"{outcome} now", quoted(now.outcome)))
    elif action.outcome and not (isinstance(was, Action) and isinstance(now, Action) and was.outcome == now.outcome):
        beneath.append((outcome, quoted(action.outcome)))
    return Told(f"{flat(action.action) or 'An action'} ({action.id})", tuple(beneath), rewritten, change.kind)


def apart(one: date, other: date) -> str:
    """How far two days lie apart, as people say it: `nine days`, `two weeks`, `about three months`."""
    first, last = sorted((one, other))
    days, months = (last - first).days, (last.year - first.year) * 12 + last.month - first.month
    if months and first.day == last.day:
        years = months // 12
        return _so_many(years, "year") if months % 12 == 0 else _so_many(months, "month")
    if days % 7 == 0 and days < 100:
        return _so_many(days // 7, "week")
    if days < 14:
        return _so_many(days, "day")
    if days < 60:
        return f"about {_so_many(round(days / 7), 'week')}"
    return f"about {_so_many(round(days / 30.4), 'month')}"


def _so_many(n: int, noun: str) -> str:
    return f"{number(n)} {plural(n, noun)}"


_OF_STATEMENTS = (kinds.RATING, kinds.REASON, kinds.AGREED, kinds.VIEW, kinds.SOURCE, kinds.REFLECTION)


def _order(before: Partnership, after: Partnership) -> Callable[[str], tuple[int, str]]:
    places: dict[str, int] = {}
    for instrument in (after.instrument, before.instrument):
        for principle in instrument.principles:
            for id in (principle.id, *(statement.id for statement in principle.statements)):
                places.setdefault(id, len(places))
    return lambda id: (places.get(id, len(places)), id)


def _told(change: Change, before: Partnership, after: Partnership, full: bool = False) -> Told:
    rewritten = tuple(rewritten_texts(change)) if full else ()
    beneath = tuple(_beneath(change, before, after, full, bool(rewritten)))
    return Told(change_sentence(change, before, after), beneath, rewritten, change.kind)


def rewritten_texts(change: Change) -> Iterator[tuple[str, str, str]]:
    """The texts of a change that stood on both sides and do not read the same: what each is, and both readings."""
    was, now = change.before, change.after
    found: list[tuple[str, str, str]] = []
    if isinstance(was, Assessment) and isinstance(now, Assessment):
        if change.kind == kinds.RATING:
            found.append(("Because", was.because, now.because))
    elif isinstance(was, View) and isinstance(now, View):
        found.append(("Because", was.because, now.because))
    elif isinstance(was, Meeting) and isinstance(now, Meeting):
        found.append(("Notes", was.notes, now.notes))
    elif isinstance(was, Action) and isinstance(now, Action):
        outcome = "Why" if now.status == DROPPED else "Outcome"
        found += [("Action", was.action, now.action), (outcome, was.outcome, now.outcome)]
    elif isinstance(was, str) and isinstance(now, str) and change.part != "discussed":
        found.append(("Because" if change.kind == kinds.REASON else "Words", was, now))
    for name, before, after in found:
        if before and after and flat(before) != flat(after):
            yield name, before, after


def _beneath(
    change: Change, before: Partnership, after: Partnership, full: bool, rewritten: bool
) -> Iterator[tuple[str, str]]:
    was, now = change.before, change.after
    if isinstance(now, Assessment) and isinstance(was, Assessment | None):
        if change.kind == kinds.RATING and now.rating is None and not now.because:
            yield "", "Why it was withdrawn is not recorded."
            if was and was.because:
                yield "It was rated so because", quoted(was.because)
        elif change.kind == kinds.RATING and not rewritten:
            yield from _because(now, was.because if was else "")
        yield from _agreement(now, after)
    elif rewritten and not isinstance(now, Meeting):
        return
    elif isinstance(now, View) and now.because:
        yield "Because", quoted(now.because)
    elif change.kind == kinds.REASON:
        if now:
            yield "Because", quoted(str(now))
        if was:
            yield "Before", quoted(str(was))
    elif change.kind == kinds.REFLECTION and full:
        yield from (("", quoted(each)) for each in points(str(now or was)))
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
