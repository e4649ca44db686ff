"""Changes and ratings in; British English out, the same in every format.

Nothing here is escaped: whoever puts a sentence into a format does that. Sentences are direction-neutral. A rating
moves towards something; it never gets better or worse.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..analysis import diff_events
from ..model import diff as kinds
from ..model.diff import AGREED_RATING, CONVERGED, PARTED, Carried, Change, Comparison, Turn
from ..model.history import TAKEN_BACK, WITHDRAWN, History, Recording
from ..model.instrument import AGREEMENT, DISAGREEMENT, NOT_RATED, Instrument
from ..model.records import (
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
from .i18n import counted, many, phrase, say
from .i18n import number as number
from .names import dimension_name as dimension_name
from .names import named as named
from .names import principle_name as principle_name
from .names import statement_name as statement_name

_MONTHS = (
    phrase("January"),
    phrase("February"),
    phrase("March"),
    phrase("April"),
    phrase("May"),
    phrase("June"),
    phrase("July"),
    phrase("August"),
    phrase("September"),
    phrase("October"),
    phrase("November"),
    phrase("December"),
)


def day(day: date | None) -> str:
    """A day as people write it, whatever the locale; empty for none."""
    return say("{day} {month} {year}", day=day.day, month=say(_MONTHS[day.month - 1]), year=day.year) if day else ""


def month(day: date) -> str:
    """The month of a day, as people write it."""
    return say("{month} {year}", month=say(_MONTHS[day.month - 1]), year=day.year)


def listed(items: Sequence[str]) -> str:
    """Things in a row: `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return say("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])


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
    return capital(text) + ("" if text[-1] in ".!?…" or text.endswith((".”", "!”", "?”", "…”")) else ".")


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """A text in quotation marks, its lines joined."""
    return f"“{flat(text)}”"


def label(rating: str | None, instrument: Instrument) -> str:
    """A rating in the words of the scale; an unknown one as it was written."""
    return instrument.label(rating) if rating is not None else say(NOT_RATED)


def owner_name(action: Action, partnership: Partnership) -> str:
    """Who has undertaken an action: the agency, and the role in it."""
    return ", ".join(
        each for each in (partnership.agency_name(action.owner) if action.owner else "", action.role) if each
    )


def status_name(action: Action, today: date | None = None, *, brief: bool = False) -> str:
    """Where an action stands, in words; with a day, whether it is overdue then; in brief for tables."""
    told = say(_STATUS[action.status]) if action.status in _STATUS else action.status
    if action.closed and not action.is_open:
        if brief:
            told += f" {action.closed.isoformat()}"
        elif action.status in _ENDED:
            told = say(_ENDED[action.status], day=day(action.closed))
        else:
            told = say("{status} on {day}", status=told, day=day(action.closed))
    late = today and action.is_open and action.due and action.due < today
    return say("{status}, overdue", status=told) if late else told


_STATUS = {
    OPEN: phrase("open"),
    IN_PROGRESS: phrase("in progress"),
    DONE: phrase("done"),
    DROPPED: phrase("dropped"),
}
_ENDED = {DONE: phrase("done on {day}"), DROPPED: phrase("dropped on {day}")}


def _way(before: str, after: str, instrument: Instrument) -> tuple[int, str]:
    """How many steps a rating went, and what it went towards; no steps where the scale does not tell."""
    from ..analysis.status import extreme, move

    moved = move("", before, after, "", instrument)
    if not moved.steps:
        return 0, ""
    point = instrument.point(before)
    if point is not None and point.stance == moved.towards:
        # It was on that side already: what it goes towards is the end of the scale.
        end = instrument.scale[-1 if instrument.position(after) > instrument.position(before) else 0]
        return moved.steps, end.title.lower()
    there = instrument.point(after)
    if there is not None and there.stance == moved.towards:
        # It went as far as that, and perhaps past the plainest word of that side.
        return moved.steps, there.title.lower()
    return moved.steps, extreme(instrument, moved.towards)


def step(before: str | None, after: str | None, instrument: Instrument) -> str:
    """How a rating went, without where it went from and to: `moved two steps towards disagree`."""
    if before is None:
        return say("newly rated")
    if after is None:
        return say("rating withdrawn, was {rating}", rating=label(before, instrument))
    steps, end = _way(before, after, instrument)
    if not steps:
        return say("changed")
    return many("moved {number} step towards {end}", "moved {number} steps towards {end}", steps, end=end)


def step_sentence(before: str | None, after: str | None, instrument: Instrument) -> str:
    """How a rating went from one point to another, without a capital or a full stop."""
    told = step(before, after, instrument)
    if after is None and before is not None:
        return told
    return f"{told}: {label(after, instrument) if before is None else _ends(before, after, instrument)}"


def _ends(before: str | None, after: str | None, instrument: Instrument) -> str:
    return f"{label(before, instrument)} → {label(after, instrument)}"


def move_sentence(change: Change, instrument: Instrument) -> str:
    """How a rating, or an agency's view, changed: `moved two steps towards disagree: Agree → Disagree`."""
    return step_sentence(_rating(change.before), _rating(change.after), instrument)


def moves(comparison: Comparison, instrument: Instrument) -> Iterator[str]:
    """How many ratings moved and towards what, how many statements were newly rated, and how many withdrawn."""
    from ..analysis.status import extreme, move

    happened = events(comparison, kinds.RATING)
    if moved := happened[diff_events.MOVED]:
        ways = Counter(
            move(change.id, diff_events.rating(change.before), diff_events.rating(change.after), "", instrument).towards
            for change in comparison.of(kinds.RATING)
            if diff_events.event(change) == diff_events.MOVED
        )
        towards = {way: extreme(instrument, way) for way in (AGREEMENT, DISAGREEMENT) if ways[way]}
        if len(towards) == 1:
            # What the scale does not know did not go anywhere else.
            end = extreme(instrument, next(iter(ways)))
            yield many("{number} moved, towards {end}", "{number} moved, all towards {end}", moved, end=end)
        elif towards:
            told = [many("{number} towards {end}", "{number} towards {end}", ways[w], end=towards[w]) for w in towards]
            yield many("{number} moved, {ways}", "{number} moved, {ways}", moved, ways=listed(told))
        else:
            yield many("{number} moved", "{number} moved", moved)
    if happened[diff_events.RATED]:
        yield many("{number} newly rated", "{number} newly rated", happened[diff_events.RATED])
    if happened[diff_events.WITHDRAWN]:
        yield many("{number} withdrawn", "{number} withdrawn", happened[diff_events.WITHDRAWN])


def _rating(side: object) -> str | None:
    return side.rating if isinstance(side, Assessment | View) else None


def headline(comparison: Comparison, instrument: Instrument, *, brief: bool = False) -> str:
    """What changed, in counts and words, the most telling first, and whether that is all that can be known.

    In brief it is only the most telling, where there is any.
    """
    happened = {kind: events(comparison, kind) for kind in (kinds.RATING, kinds.ACTION, kinds.MEETING, kinds.AGENCY)}
    told = [many(*forms, n) for kind, event, forms in _HAPPENED if (n := happened[kind][event])]
    told += [
        many(*forms, n)
        for way, forms in _TURNED
        if (n := len({turn.statement for turn in comparison.turns if turn.way == way}))
    ]
    rest = [many(*forms, n) for n, forms in _rewritten(comparison) if n]
    sentences = [sentence(", ".join(told))] if told else []
    if rest and not (brief and told):
        changed = listed(rest)
        sentences.append(
            sentence(
                say("{things} changed as well.", things=changed) if told else say("{things} changed.", things=changed)
            )
        )
    if comparison.unreadable:
        sentences = sentences or [say("No change was found.")]
        sentences.append(
            sentence(
                many(
                    "{number} file could not be read, so this may not be everything.",
                    "{number} files could not be read, so this may not be everything.",
                    len(comparison.unreadable),
                )
            )
        )
    return " ".join(sentences) or say("Nothing changed.")


_HAPPENED = (
    (kinds.RATING, diff_events.MOVED, counted("{number} rating moved", "{number} ratings moved")),
    (
        kinds.RATING,
        diff_events.RATED,
        counted("{number} statement was newly rated", "{number} statements were newly rated"),
    ),
    (kinds.RATING, diff_events.WITHDRAWN, counted("{number} rating was withdrawn", "{number} ratings were withdrawn")),
    (kinds.ACTION, diff_events.ADDED, counted("{number} action was added", "{number} actions were added")),
    (kinds.ACTION, DONE, counted("{number} action was done", "{number} actions were done")),
    (kinds.ACTION, DROPPED, counted("{number} action was dropped", "{number} actions were dropped")),
    (kinds.ACTION, diff_events.STARTED, counted("{number} action was started", "{number} actions were started")),
    (
        kinds.ACTION,
        diff_events.REOPENED,
        counted("{number} action was opened again", "{number} actions were opened again"),
    ),
    (kinds.ACTION, diff_events.REMOVED, counted("{number} action was taken out", "{number} actions were taken out")),
    (kinds.ACTION, diff_events.SLIPPED, counted("{number} due date slipped", "{number} due dates slipped")),
    (
        kinds.ACTION,
        diff_events.BROUGHT_FORWARD,
        counted("{number} due date was brought forward", "{number} due dates were brought forward"),
    ),
    (kinds.MEETING, diff_events.HELD, counted("{number} meeting was held", "{number} meetings were held")),
    (kinds.AGENCY, diff_events.JOINED, counted("{number} agency joined", "{number} agencies joined")),
    (kinds.AGENCY, diff_events.LEFT, counted("{number} agency left", "{number} agencies left")),
)
"""What people would tell first: moves, what became of actions, who met, who came and went."""

_TURNED = (
    (CONVERGED, counted("views drew together on {number} statement", "views drew together on {number} statements")),
    (PARTED, counted("views parted on {number} statement", "views parted on {number} statements")),
)


def _rewritten(comparison: Comparison) -> Iterator[tuple[int, tuple[str, str]]]:
    """What was written, rewritten or taken out beside that."""
    yield len(comparison.of(kinds.REASON)), counted("{number} reason", "{number} reasons")
    yield (
        len(comparison.of(kinds.AGREED)),
        counted("{number} day or meeting of agreement", "{number} days or meetings of agreement"),
    )
    yield len(comparison.of(kinds.VIEW)), counted("{number} agency's view", "{number} agencies' views")
    yield len(comparison.of(kinds.SOURCE)), counted("{number} source", "{number} sources")
    yield len(comparison.of(kinds.REFLECTION)), counted("{number} reflection", "{number} reflections")
    yield len(comparison.of(kinds.PLAN)), counted("{number} goal or measure", "{number} goals or measures")
    yield events(comparison, kinds.ACTION)[diff_events.CHANGED], counted("{number} action", "{number} actions")
    meetings = events(comparison, kinds.MEETING)
    yield (
        len(comparison.of(kinds.MEETING)) - meetings[diff_events.HELD],
        counted("{number} record of a meeting", "{number} records of meetings"),
    )
    yield len(comparison.of(kinds.WORDING)), counted("{number} wording", "{number} wordings")
    yield (
        events(comparison, kinds.AGENCY)[diff_events.CHANGED],
        counted("{number} agency's details", "{number} agencies' details"),
    )
    yield (
        len(comparison.of(kinds.PRELIMINARY)),
        counted("{number} part of the preliminary discussion", "{number} parts of the preliminary discussion"),
    )


def events(comparison: Comparison, *of: str) -> Counter[str]:
    """How often each thing happened among the changes of some kinds."""
    return Counter(diff_events.event(change) for change in comparison.of(*of))


def change_sentence(change: Change, before: Partnership, after: Partnership) -> str:
    """One sentence for any change. It stands under the name of its statement or principle, and does not repeat it."""
    told = _TOLD[change.kind](change, before, after)
    # Ids and names keep the letter they begin with.
    return told[:1] + sentence(told)[1:] if told.startswith(_names(change, before, after)) else sentence(told)


def _names(change: Change, before: Partnership, after: Partnership) -> tuple[str, ...]:
    """The ids and names that the sentence of a change may begin with."""
    if change.kind == kinds.VIEW:
        return (_agency_name(change.part, before, after),)
    if change.kind == kinds.AGENCY:
        return (change.id, *(side.name for side in (change.before, change.after) if isinstance(side, Agency)))
    return (change.id,) if change.kind == kinds.ACTION else ()


def _told_rating(change: Change, before: Partnership, after: Partnership) -> str:
    return move_sentence(change, after.instrument if after.instrument.scale else before.instrument)


def _told_reason(change: Change, before: Partnership, after: Partnership) -> str:
    if change.before is None:
        return say("the reason was written down; the rating did not change")
    if change.after is None:
        return say("the reason was taken out; the rating did not change")
    return say("the reason was rewritten; the rating did not change")


def _told_agreed(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    if not isinstance(was, Assessment) or not isinstance(now, Assessment):
        return say("the day of agreement changed")
    stands = (
        say("the rating stands: {rating}", rating=label(now.rating, after.instrument))
        if now.rating
        else say("it is not yet rated")
    )
    if was.agreed == now.agreed:
        told = say(
            "the meeting named beside it changed from {before} to {now}",
            before=_named(was.meeting, before),
            now=_named(now.meeting, after),
        )
    elif was.agreed is None:
        told = say("now has a day of agreement, {day}", day=day(now.agreed))
    elif now.agreed is None:
        told = say("no longer has a day of agreement; it was {day}", day=day(was.agreed))
    else:
        told = say("agreed on {day}, before on {before}", day=day(now.agreed), before=day(was.agreed))
    return f"{told}; {stands}"


def _named(meeting: str, partnership: Partnership) -> str:
    found = partnership.meeting(meeting)
    return quoted(found.title) if found and found.title else meeting or say("none")


def _told_view(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    name = _agency_name(change.part, before, after)
    if not isinstance(now, View):
        view = _view_label(was, before.instrument)
        return say("the view of {agency} was taken out; it was {view}", agency=name, view=view)
    view = _view_label(now, after.instrument)
    if not isinstance(was, View):
        return say("{agency} gave its own view: {view}", agency=name, view=view)
    if was.rating == now.rating:
        return say("{agency} gives another reason for its own view, {view}", agency=name, view=view)
    steps, end = _way(was.rating, now.rating, after.instrument) if was.rating and now.rating else (0, "")
    told = (
        many(
            "the view of {agency} moved {number} step towards {end}",
            "the view of {agency} moved {number} steps towards {end}",
            steps,
            agency=name,
            end=end,
        )
        if steps
        else say("the view of {agency} changed", agency=name)
    )
    return f"{told}: {_view_label(was, after.instrument)} → {view}"


def _view_label(view: object, instrument: Instrument) -> str:
    rating = _rating(view)
    return label(rating, instrument) if rating else say("could not say")


def _agency_name(id: str, before: Partnership, after: Partnership) -> str:
    return after.agency_name(id) if after.agency(id) else before.agency_name(id)


def _told_source(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    side, partnership = (now, after) if isinstance(now, Source) else (was, before)
    if not isinstance(side, Source):
        return say("a source changed")
    details = [partnership.agency_name(side.agency) if side.agency else "", side.dated]
    beside = ", ".join(each for each in details if each)
    told = quoted(side.what) + (f" ({beside})" if beside else "")
    if not isinstance(now, Source):
        return say("a source was taken out: {source}", source=told)
    if not isinstance(was, Source):
        return say("a source was added: {source}", source=told)
    return say("the details of a source changed: {source}", source=told)


def _told_reflection(change: Change, before: Partnership, after: Partnership) -> str:
    prompt = after.instrument.prompt(change.part) or before.instrument.prompt(change.part)
    title = prompt.title if prompt and prompt.title else change.part
    return say(_written(change, _NOTES), prompt=quoted(title))


_NOTES = (
    phrase("notes under {prompt} were written"),
    phrase("notes under {prompt} were taken out"),
    phrase("notes under {prompt} were changed"),
)
_PLANNED = {
    "goal": (
        phrase("the goal under {part} was written"),
        phrase("the goal under {part} was taken out"),
        phrase("the goal under {part} was changed"),
    ),
    "measure": (
        phrase("the measure under {part} was written"),
        phrase("the measure under {part} was taken out"),
        phrase("the measure under {part} was changed"),
    ),
}
_PREPARED = {
    "goal": (
        phrase("the goal of the preliminary discussion was written"),
        phrase("the goal of the preliminary discussion was taken out"),
        phrase("the goal of the preliminary discussion was changed"),
    ),
    "commitment": (
        phrase("the commitment of the preliminary discussion was written"),
        phrase("the commitment of the preliminary discussion was taken out"),
        phrase("the commitment of the preliminary discussion was changed"),
    ),
    "notes": (
        phrase("the notes of the preliminary discussion were written"),
        phrase("the notes of the preliminary discussion were taken out"),
        phrase("the notes of the preliminary discussion were changed"),
    ),
    "readiness goal": (
        phrase("the readiness goal of the preliminary discussion was written"),
        phrase("the readiness goal of the preliminary discussion was taken out"),
        phrase("the readiness goal of the preliminary discussion was changed"),
    ),
    "readiness measure": (
        phrase("the readiness measure of the preliminary discussion was written"),
        phrase("the readiness measure of the preliminary discussion was taken out"),
        phrase("the readiness measure of the preliminary discussion was changed"),
    ),
}
"""What is told of a text that was written, taken out or changed, in this order."""


def _written(change: Change, told: tuple[str, str, str]) -> str:
    return told[0] if not change.before else told[1] if not change.after else told[2]


def horizon_name(id: str, before: Partnership, after: Partnership) -> str:
    """What a part of the plan is called; its id when the content does not have it."""
    horizon = after.instrument.horizon(id) or before.instrument.horizon(id)
    return horizon.title if horizon and horizon.title else id


def _told_plan(change: Change, before: Partnership, after: Partnership) -> str:
    horizon, _, part = change.part.partition(".")
    return say(_written(change, _PLANNED[part]), part=quoted(horizon_name(horizon, before, after)))


def _told_action(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    if isinstance(now, Action) and isinstance(was, Action):
        return f"{now.id}, {quoted(now.action)}, {listed(_action_clauses(was, now, before, after))}"
    action, partnership = (now, after) if isinstance(now, Action) else (was, before)
    if not isinstance(action, Action):
        return say("action {id} changed", id=change.id)
    who = owner_name(action, partnership)
    details = [who, say("due {day}", day=day(action.due)) if action.due else ""]
    if action.status != OPEN:
        details.append(status_name(action))
    beside = "; ".join(each for each in details if each)
    event = say("was added") if now is action else say("was taken out of the plan")
    return f"{action.id}, {quoted(action.action)}, {event}" + (f" ({beside})" if beside else "")


_BECAME = {
    DONE: (phrase("is done"), phrase("is done (closed on {day})")),
    DROPPED: (phrase("is dropped"), phrase("is dropped (closed on {day})")),
    diff_events.STARTED: (phrase("was started"), ""),
    diff_events.REOPENED: (phrase("was opened again"), ""),
}
"""What an action became; and the same with the day on which it was closed."""


def _action_clauses(was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    clauses: list[str] = []
    if was.status != now.status:
        event = diff_events.event(Change(kinds.ACTION, now.id, "", was, now))
        told, closed = _BECAME.get(event, ("", ""))
        if closed and now.closed and not now.is_open:
            clauses.append(say(closed, day=day(now.closed)))
        else:
            clauses.append(say(told) if told else say("is now {status}", status=status_name(now)))
    if was.due != now.due:
        if was.due and now.due:
            clauses.append(say("is now due {day}, not {before}", day=day(now.due), before=day(was.due)))
        elif now.due:
            clauses.append(say("is now due {day}", day=day(now.due)))
        else:
            clauses.append(say("has no due date any more (was {day})", day=day(was.due)))
    if was.action != now.action:
        clauses.append(say("was worded {words} before", words=quoted(was.action)))
    if was.outcome != now.outcome and was.status == now.status:
        if was.outcome and now.outcome:
            clauses.append(say("has its outcome rewritten"))
        else:
            clauses.append(say("has an outcome") if now.outcome else say("lost its outcome"))
    return [*clauses, *_details(was, now, before, after)] or [say("changed")]


def _details(was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    """What else about an action is not as it was: who has it, where it stands, what it serves, its other dates."""
    clauses: list[str] = []
    if was.closed != now.closed and was.status == now.status:
        clauses.append(
            say("is closed as of {day}", day=day(now.closed)) if now.closed else say("lost its closing date")
        )
    if was.owner != now.owner:
        from_, to = before.agency_name(was.owner), after.agency_name(now.owner)
        clauses.append(say("went from {before} to {now}", before=from_ or say("nobody"), now=to or say("nobody")))
    if was.role != now.role:
        clauses.append(say("is now with the role {role}", role=now.role) if now.role else say("names no role any more"))
    if (was.principle, was.horizon) != (now.principle, now.horizon):
        place = principle_name(now.principle, after.instrument) if now.principle else say("the readiness plan")
        horizon = f" ({horizon_name(now.horizon, before, after)})" if now.horizon and now.principle else ""
        clauses.append(say("moved to {place}", place=f"{place}{horizon}"))
    if was.serves != now.serves:
        served = [dimension_name(each, after.instrument) for each in now.serves]
        clauses.append(
            say("now serves {statements}", statements=listed(served))
            if served
            else say("names no statement that it serves")
        )
    if was.opened != now.opened:
        clauses.append(
            say("has the opening date {day}", day=day(now.opened)) if now.opened else say("lost its opening date")
        )
    return clauses


def _told_meeting(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    if not isinstance(now, Meeting):
        title = _title(was) if isinstance(was, Meeting) else change.id
        return say("the record of {meeting} was taken out", meeting=title)
    if not isinstance(was, Meeting):
        if not now.absent:
            return say("held: {meeting}", meeting=_title(now))
        absent = listed([after.agency_name(each) for each in now.absent])
        return say("held: {meeting}; absent: {agencies}", meeting=_title(now), agencies=absent)
    differing = [
        say(what)
        for what, same in (
            (phrase("the date"), was.date == now.date),
            (phrase("the title"), was.title == now.title),
            (phrase("the principles discussed"), was.principles == now.principles),
            (phrase("who was present"), was.present == now.present),
            (phrase("who was absent"), was.absent == now.absent),
            (phrase("who was heard"), was.heard == now.heard),
            (phrase("the notes"), was.notes == now.notes),
        )
        if not same
    ]
    what = listed(differing) or say("its details")
    return say("the record of {meeting} changed: {what}", meeting=_title(now), what=what)


def _title(meeting: Meeting) -> str:
    return f"{quoted(meeting.title or meeting.id)} ({day(meeting.date)})"


def wording_name(id: str, before: Partnership, after: Partnership) -> str:
    """What a wording is the wording of: a statement, or the title, voice or meaning that its id names."""
    thing, _, what = id.partition(" (")
    for instrument in (after.instrument, before.instrument):
        if what == "meaning)" and instrument.point(thing):
            return say("the meaning of {point}", point=quoted(label(thing, instrument)))
        if what and instrument.principle(thing):
            name = quoted(principle_name(thing, instrument))
            if what == "title)":
                return say("the title of {principle}", principle=name)
            return say("how {principle} should feel to children and young people", principle=name)
        if instrument.statement(id):
            return say("the statement {statement}", statement=quoted(statement_name(id, instrument)))
    return id


def _told_wording(change: Change, before: Partnership, after: Partnership) -> str:
    name = wording_name(change.id, before, after)
    if change.part:
        # Of the words in another language. Ratings are not made against them.
        return say("{wording} is worded differently in {language}", wording=name, language=change.part)
    if change.before is None:
        return say("{wording} is new", wording=name)
    if change.after is None:
        return say("{wording} is no longer there", wording=name)
    return say("{wording} is worded differently", wording=name)


def _told_agency(change: Change, before: Partnership, after: Partnership) -> str:
    was, now = change.before, change.after
    event = diff_events.event(change)
    if isinstance(now, Agency) and isinstance(was, Agency) and event == diff_events.JOINED:
        return say("{agency} is a member again", agency=now.name)
    if isinstance(now, Agency) and event == diff_events.JOINED:
        if now.joined:
            return say("{agency} joined the partnership on {day}", agency=now.name, day=day(now.joined))
        return say("{agency} joined the partnership", agency=now.name)
    if isinstance(now, Agency) and event == diff_events.LEFT:
        return say("{agency} left the partnership on {day}", agency=now.name, day=day(now.left))
    if not isinstance(now, Agency) or not isinstance(was, Agency):
        name = was.name if isinstance(was, Agency) else change.id
        return say("{agency} is no longer listed in the partnership", agency=name)
    if was.name != now.name:
        return say("{before} is now called {now}", before=was.name, now=now.name)
    if was.statutory != now.statutory:
        if now.statutory:
            return say("{agency} is now listed as a statutory partner", agency=now.name)
        return say("{agency} is now listed as not a statutory partner", agency=now.name)
    return say("the dates of membership of {agency} changed", agency=now.name)


def _told_preliminary(change: Change, before: Partnership, after: Partnership) -> str:
    if change.part == "discussed":
        now = change.after
        if not isinstance(now, str):
            return say("the preliminary discussion has no date any more")
        try:
            told = day(date.fromisoformat(now))
        except ValueError:
            told = now
        return say("the preliminary discussion was held on {day}", day=told)
    return say(_written(change, _PREPARED[change.part]))


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
    chapters.append(Chapter(say("Actions"), tuple(_action_sections(comparison, before, after, full))))
    for title, kind in (
        (phrase("Meetings"), kinds.MEETING),
        (phrase("Wording"), kinds.WORDING),
        (phrase("Agencies"), kinds.AGENCY),
        (phrase("Preliminary discussion"), kinds.PRELIMINARY),
    ):
        told = tuple(_told(change, before, after, full) for change in comparison.of(kind))
        if kind == kinds.WORDING and comparison.reread:
            names = tuple(("", statement_name(id, after.instrument)) for id in comparison.reread)
            why = say("To be re-read, because the rating stands and the words it was rated against changed:")
            told += (Told(why, names, kind=kind),)
        chapters.append(Chapter(say(title), (Section("", told),)))
    unread = tuple(Told(f"{path}: {flat(reason)}", kind=UNREAD) for path, reason in comparison.unreadable)
    chapters.append(Chapter(say("Could not be read"), (Section("", unread),)))
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
            untouched = Told(say("None of its statements has been rated yet."), kind=CARRIED)
            yield Chapter(principle_name(principle, instrument), (Section("", (untouched,)),))
            continue
        sections = []
        for id in sorted(statements, key=lambda id: (not id, order(id))):
            told = [_told(change, before, after, full) for change in statements[id]]
            at = next((at for at, each in enumerate(told) if each.kind in (kinds.SOURCE, kinds.REFLECTION)), len(told))
            told[at:at] = [_told_turn(turn, before, after) for turn in turned.get(id, ())]
            name = say("Making Progress") if not id else dimension_name(id.partition(".")[2], instrument)
            if id in stood:
                standing = _stood(stood[id], instrument)
                if not told:
                    name, standing = "", f"{name}: {standing}"
                told.insert(0, Told(standing, kind=CARRIED))
            sections.append(Section(name, tuple(told)))
        yield Chapter(principle_name(principle, instrument), tuple(sections))


def _stood(carried: Carried, instrument: Instrument) -> str:
    if carried.rating is None:
        return say("Not yet rated.")
    rating = label(carried.rating, instrument)
    if carried.agreed:
        return say("{rating}, unchanged since {day}.", rating=rating, day=day(carried.agreed))
    return say("{rating}, unchanged.", rating=rating)


def turn_sentence(turn: Turn, before: Partnership, after: Partnership) -> str:
    """How views drew together or parted, in words, with the views themselves."""
    told = _told_turn(turn, before, after)
    return " ".join([told.sentence, *(f"{name}: {text}." for name, text in told.beneath)])


def _told_turn(turn: Turn, before: Partnership, after: Partnership) -> Told:
    """How views drew together or parted, in words."""
    instrument = after.instrument
    own = [each for each in turn.after if each[0] != AGREED_RATING]
    names = listed([_agency_name(agency, before, after) for agency, _ in own])
    if turn.of_agreed:
        if turn.way == CONVERGED:
            told = many(
                "{agencies} now holds the view that was agreed: {rating}.",
                "{agencies} now hold the view that was agreed: {rating}.",
                len(own),
                agencies=names,
                rating=label(dict(turn.after)[AGREED_RATING], instrument),
            )
            return Told(told, kind=TURN)
        if len(own) > 1:
            told = say("{agencies} no longer hold the view that was agreed.", agencies=names)
            return Told(told, ((say("Their own views"), _held(own, before, after)),), kind=TURN)
        rating = label(own[0][1], instrument)
        told = say("{agency} no longer holds the view that was agreed: it holds {rating}.", agency=names, rating=rating)
        return Told(told, kind=TURN)
    ratings = {held for _, held in turn.after}
    if turn.way == CONVERGED and len(ratings) == 1:
        rating = label(turn.after[0][1], instrument)
        told = say("{agencies} now hold the same view: {rating}.", agencies=names, rating=rating)
    elif turn.way == CONVERGED:
        told = say("Views drew closer together.")
    else:
        told = say("Views parted.")
    ends = ((say("Before"), turn.before), (say("Now"), turn.after))
    return Told(told, tuple((name, _held(held, before, after)) for name, held in ends), kind=TURN)


def _held(held: Sequence[tuple[str, str]], before: Partnership, after: Partnership) -> str:
    """Views in the order of the scale, with who holds each: `Agree (Wessex Police), Disagree (Wessbury Homes)`."""
    by_rating: dict[str, list[str]] = {}
    for agency, rating in held:
        by_rating.setdefault(rating, []).append(_agency_name(agency, before, after))
    return ", ".join(f"{label(rating, after.instrument)} ({listed(names)})" for rating, names in by_rating.items())


_ACTION_SECTIONS = (
    (phrase("Done"), (DONE,)),
    (phrase("Dropped"), (DROPPED,)),
    (phrase("New"), (diff_events.ADDED,)),
    (phrase("Started"), (diff_events.STARTED,)),
    (phrase("Opened again"), (diff_events.REOPENED,)),
    (phrase("Due date moved"), (diff_events.SLIPPED, diff_events.BROUGHT_FORWARD)),
    (phrase("Changed otherwise"), (diff_events.CHANGED,)),
    (phrase("Taken out of the plan"), (diff_events.REMOVED,)),
)


def _action_sections(comparison: Comparison, before: Partnership, after: Partnership, full: bool) -> Iterator[Section]:
    happened: dict[str, list[Told]] = {}
    for change in comparison.of(kinds.ACTION):
        happened.setdefault(diff_events.event(change), []).append(_action(change, before, after, full))
    for title, events in _ACTION_SECTIONS:
        told = tuple(each for event in events for each in happened.get(event, ()))
        if told:
            yield Section(say(title), told)


def _action(change: Change, before: Partnership, after: Partnership, full: bool) -> Told:
    """An action under what happened to it: what it is, who has it, when it closed or was due, and what came of it."""
    was, now = change.before, change.after
    action, partnership = (now, after) if isinstance(now, Action) else (was, before)
    assert isinstance(action, Action)
    facts = [owner_name(action, partnership) or say("nobody has it yet")]
    if not action.is_open:
        facts.append(status_name(action))
    elif action.due:
        facts.append(say("due {day}", day=day(action.due)))
    if action.status == IN_PROGRESS and not isinstance(was, Action):
        facts.append(say("in progress"))
    beneath = [("", sentence("; ".join(facts)))]
    rewritten = tuple(rewritten_texts(change)) if full else ()
    if isinstance(was, Action) and isinstance(now, Action):
        moved = diff_events.slip(was, now)
        if moved:
            slipped = say(
                phrase("The due date slipped by {time}, from {before} to {now}.")
                if moved.later
                else phrase("The due date was brought forward by {time}, from {before} to {now}."),
                time=apart(moved.before, moved.after),
                before=day(moved.before),
                now=day(moved.after),
            )
            beneath.append(("", slipped))
        elif was.due != now.due:
            told = (
                say("It is due {day} now.", day=day(now.due))
                if now.due
                else say("It was due {day} before.", day=day(was.due))
            )
            beneath.append(("", told))
        details = _details(was, now, before, after)
        if details:
            beneath.append(("", say("It {details}.", details=listed(details))))
        if was.action != now.action and not full:
            beneath.append((say("Worded before"), quoted(was.action)))
    outcome, outcome_before, outcome_now = _WHY if action.status == DROPPED else _OUTCOME
    if isinstance(was, Action) and isinstance(now, Action) and was.outcome != now.outcome and was.outcome:
        if not (full and now.outcome):
            beneath.append((say(outcome_before), quoted(was.outcome)))
            if now.outcome:
                beneath.append((say(outcome_now), quoted(now.outcome)))
    elif action.outcome and not (isinstance(was, Action) and isinstance(now, Action) and was.outcome == now.outcome):
        beneath.append((say(outcome), quoted(action.outcome)))
    return Told(f"{flat(action.action) or say('An action')} ({action.id})", tuple(beneath), rewritten, change.kind)


_WHY = (phrase("Why"), phrase("Why before"), phrase("Why now"))
_OUTCOME = (phrase("Outcome"), phrase("Outcome before"), phrase("Outcome now"))


def apart(one: date, other: date) -> str:
    """How far two days lie apart, as people say it: `nine days`, `two weeks`, `about three months`."""
    first, last = sorted((one, other))
    days, months = (last - first).days, (last.year - first.year) * 12 + last.month - first.month
    if months and first.day == last.day:
        if months % 12 == 0:
            return many("{number} year", "{number} years", months // 12)
        return many("{number} month", "{number} months", months)
    if days % 7 == 0 and days < 100:
        return many("{number} week", "{number} weeks", days // 7)
    if days < 14:
        return many("{number} day", "{number} days", days)
    if days < 60:
        return many("about {number} week", "about {number} weeks", round(days / 7))
    return many("about {number} month", "about {number} months", round(days / 30.4))


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
            found.append((say("Because"), was.because, now.because))
    elif isinstance(was, View) and isinstance(now, View):
        found.append((say("Because"), was.because, now.because))
    elif isinstance(was, Meeting) and isinstance(now, Meeting):
        found.append((say("Notes"), was.notes, now.notes))
    elif isinstance(was, Action) and isinstance(now, Action):
        outcome = say("Why") if now.status == DROPPED else say("Outcome")
        found += [(say("Action"), was.action, now.action), (outcome, was.outcome, now.outcome)]
    elif isinstance(was, str) and isinstance(now, str) and change.part != "discussed":
        found.append((say("Because") if change.kind == kinds.REASON else say("Words"), was, now))
    for name, before, after in found:
        if before and after and flat(before) != flat(after):
            yield name, before, after


def _beneath(
    change: Change, before: Partnership, after: Partnership, full: bool, rewritten: bool
) -> Iterator[tuple[str, str]]:
    was, now = change.before, change.after
    if isinstance(now, Assessment) and isinstance(was, Assessment | None):
        if change.kind == kinds.RATING and now.rating is None and not now.because:
            yield "", say("Why it was withdrawn is not recorded.")
            if was and was.because:
                yield say("It was rated so because"), quoted(was.because)
        elif change.kind == kinds.RATING and not rewritten:
            yield from _because(now, was.because if was else "")
        yield from _agreement(now, after)
    elif rewritten and not isinstance(now, Meeting):
        return
    elif isinstance(now, View) and now.because:
        yield say("Because"), quoted(now.because)
    elif change.kind == kinds.REASON:
        if now:
            yield say("Because"), quoted(str(now))
        if was:
            yield say("Before"), quoted(str(was))
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
                say("Before"),
                quoted(str(was)) if change.part != "notes" else quoted(first_point(str(was), str(now or ""))),
            )
        if now:
            yield (
                say("Now"),
                quoted(str(now)) if change.part != "notes" else quoted(first_point(str(now), str(was or ""))),
            )
    elif isinstance(now, Meeting) and was is None:
        for heard in now.heard:
            how = f" {sentence(flat(heard.how))}" if heard.how else ""
            when = say("Heard on {day}", day=day(heard.dated)) if heard.dated else say("Heard")
            yield when, sentence(flat(heard.who)) + how


def _because(now: Assessment, before: str) -> Iterator[tuple[str, str]]:
    if not now.because:
        yield "", say("No reason is recorded.")
    elif flat(now.because) == flat(before):
        yield say("Because (as before)"), quoted(now.because)
    else:
        yield say("Because"), quoted(now.because)


def _agreement(assessment: Assessment, partnership: Partnership) -> Iterator[tuple[str, str]]:
    meeting = partnership.meeting(assessment.meeting)
    at = quoted(meeting.title or meeting.id) if meeting else assessment.meeting
    if assessment.agreed and at:
        yield "", say("Agreed on {day} at {meeting}.", day=day(assessment.agreed), meeting=at)
    elif assessment.agreed:
        yield "", say("Agreed on {day}.", day=day(assessment.agreed))
    elif at:
        yield "", say("Agreed at {meeting}.", meeting=at)
    elif assessment.rating is not None:
        yield "", say("No day of agreement is recorded.")
    if meeting and meeting.absent:
        yield say("Absent"), listed([partnership.agency_name(each) for each in meeting.absent])


def coverage_sentence(coverage: Coverage) -> str:
    """How much has been discussed and rated, in counts; nothing about what was said."""
    statements = many("{n} statement", "{n} statements", coverage.statements)
    principles = many("{n} principle", "{n} principles", coverage.principles)
    told = (
        many("{n} of {statements} is rated", "{n} of {statements} are rated", coverage.rated, statements=statements),
        many(
            "{n} of {principles} has been begun",
            "{n} of {principles} have been begun",
            coverage.begun,
            principles=principles,
        ),
        many("{n} meeting has been held", "{n} meetings have been held", coverage.meetings),
    )
    return f"{', '.join(told)}."


def action_line(action: Action, partnership: Partnership) -> str:
    """An action in one line: its id, what is to be done, by whom and when, and where it stands when work has begun."""
    details = [owner_name(action, partnership), say("due {day}", day=day(action.due)) if action.due else ""]
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
    return day(recording.agreed) if recording.agreed else say("recorded {day}", day=moment(recording.recorded.at))


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
            steps.append(say("rating withdrawn ({day})", day=moment(recording.recorded.at)))
        else:
            rating = label(recording.rating, instrument)
            told = say("still {rating}", rating=rating) if steps and recording.rating == last else rating
            steps.append(f"{told} ({_when(recording)})")
        last = recording.rating
    return " → ".join(steps) or say("not yet rated, since what was recorded has been taken back")
