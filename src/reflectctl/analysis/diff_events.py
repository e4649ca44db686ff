"""A comparison in, what it means out: what happened, where views drew together or parted, what moved, what stayed.

Nothing here ranks. Positions on the scale are compared with each other and never leave this module.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from ..model import history
from ..model.diff import (
    AGREED_RATING,
    CONVERGED,
    PARTED,
    TOLD_LATE,
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    Comparison,
    DueDateMove,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    Positions,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    Step,
    Unchanged,
    ViewChange,
    ViewShift,
    WordingChange,
)
from ..model.instrument import CLEAR, UNCLEAR, Instrument
from ..model.periods import last_day
from ..model.records import (
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    Action,
    Agency,
    Assessment,
    Partnership,
    Plan,
    Preliminary,
    Record,
)
from . import action_account, scale, view_steps
from .meetings import is_held, of_all

TOPICS: Mapping[str, tuple[type[Change], ...]] = {
    "ratings": (RatingChange, ReasonChange, AgreedChange, EarlierChange),
    "views": (ViewChange,),
    "reflections": (ReflectionChange,),
    "sources": (SourceChange,),
    "actions": (ActionChange,),
    "plans": (PlanChange,),
    "meetings": (MeetingChange,),
    "wording": (WordingChange,),
    "agencies": (AgencyChange, GroupChange),
    "preliminary": (PreliminaryChange,),
    "partnership": (),
}
"""What can be asked about, with the kinds of change that belong to it. Every kind belongs to one of them, but for
further fields, which belong to what the others are about."""

_FURTHER = {
    Assessment: "ratings",
    Plan: "plans",
    Record: "plans",
    Preliminary: "preliminary",
    Partnership: "partnership",
}

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
MOVED, RATED, WITHDRAWN = "moved", "newly-rated", "withdrawn"
BECAME_UNCLEAR, IS_CLEAR = "became-unclear", "is-clear"
STARTED, REOPENED, DUE_LATER, DUE_SOONER = "started", "reopened", "due-later", "due-sooner"
HELD, PLANNED, JOINED, LEFT = "held", "planned", "joined", "left"
OWN_HELD = "own-held"
"""What is counted of a group's own meeting: it was held, and is none of the whole partnership."""
CONFIRMED, CORRECTED, STANDS_AGAIN = history.CONFIRMED, history.CORRECTED, history.STANDS_AGAIN

MOVES = (MOVED, BECAME_UNCLEAR, IS_CLEAR)
"""What happens when a rating becomes another one."""


_WAYS = {UNCLEAR: BECAME_UNCLEAR, CLEAR: IS_CLEAR}


def topic(change: Change) -> str:
    """What a change belongs to."""
    if isinstance(change, FieldChange):
        return _FURTHER[change.of] if change.id or change.of is not Plan else "preliminary"
    return next(name for name, kinds in TOPICS.items() if type(change) in kinds)


def event(change: Change) -> str:
    """What happened from end to end, in one word."""
    match change:
        case (
            ActionChange(again=True)
            | PlanChange(again=True)
            | MeetingChange(again=True)
            | AgencyChange(again=True)
            | GroupChange(again=True)
            | SourceChange(again=True)
            | ReflectionChange(again=True)
        ):
            return STANDS_AGAIN
        case RatingChange(_, was, now, towards, way):
            if len(way) > 1:
                return RATED if was.rating is None else WITHDRAWN if now.rating is None else _WAYS.get(towards, MOVED)
            return _step_event(*steps(change))
        case ActionChange(_, Action(), Action()):
            return _action_event(change)
        case AgencyChange(_, was, now):
            return _agency_event(was, now)
        case AgreedChange():
            return CONFIRMED if steps(change) else CHANGED
        case EarlierChange():
            return _earlier_event(change)
        case MeetingChange(_, None):
            return PLANNED if change.is_ahead else HELD
        case MeetingChange(was_ahead=True):
            return HELD
        case ViewChange(_, _, was, now, towards):
            went = view_steps.of(change)
            if len(went) == 1:
                return view_event(went[0])
            if was and now and was.rating != now.rating:
                return _WAYS.get(towards, MOVED)
    return ADDED if change.before is None else REMOVED if change.after is None else CHANGED


def events(change: Change) -> list[str]:
    """Everything that happened, in the order in which it did."""
    match change:
        case ActionChange():
            return _action_events(change)
        case RatingChange() | AgreedChange():
            return [_step_event(step) for step in steps(change)] or [event(change)]
        case ViewChange():
            return [view_event(step) for step in view_steps.of(change)] or [event(change)]
        case AgencyChange() if change.way:
            return member_steps(change)
    return [event(change)]


def member_steps(change: AgencyChange) -> list[str]:
    """What became of an agency at each step: who is listed that was not joined; who was before that stands again."""
    was = not (change.before.left if change.before else True)
    stood: list[bool | None] = [was if change.before else None, *(stop.how for stop in change.way)]
    found = []
    for at, (one, now) in enumerate(pairwise(stood), start=1):
        if now is None:
            found.append(REMOVED)
        elif one is None and (change.again or any(each is not None for each in stood[:at])):
            found.append(STANDS_AGAIN)
        else:
            found.append(JOINED if now else LEFT)
    return found


def moves(change: RatingChange | ViewChange) -> list[str]:
    """Which ways a rating or a view moved, step by step; of a move that the scale does not know, an empty one."""
    if isinstance(change, ViewChange):
        return [each.towards for each in view_steps.of(change) if view_event(each) in MOVES]
    return [each.towards for each in steps(change) if _step_event(each) in MOVES]


def view_event(step: Step) -> str:
    """What happened to a view at one step of its way."""
    if step.kind == history.WITHDRAWN:
        return REMOVED
    if step.kind != history.RATED:
        return step.kind
    return ADDED if step.was is None else _WAYS.get(step.towards, MOVED)


def steps(change: RatingChange | AgreedChange) -> tuple[Step, ...]:
    """The steps by which a rating changed; one, from end to end, where no more is known.

    One that stands has a step where it was agreed again, and none where only its day or its meeting was put right.
    """
    if change.way:
        return change.way
    was, now = change.before, change.after
    kind, towards = history.RATED, ""
    at_once = history.of_one_event(was, now)
    if isinstance(change, AgreedChange):
        again = was.rating and not at_once and was.agreed and now.agreed and was.agreed < now.agreed
        kind = CONFIRMED if again else ""
    elif was.rating and now.rating and at_once:
        kind = CORRECTED
    else:
        towards = change.towards
    return (Step(kind, was.rating, now.rating, now.agreed, now.meeting, now.because, towards),) if kind else ()


def agreements(comparison: Comparison) -> Iterator[tuple[str, str, Step]]:
    """Every step by which a rating changed or was agreed again: of which statement, and what happened, in one word."""
    for change in comparison.changes:
        if isinstance(change, RatingChange | AgreedChange):
            yield from ((change.id, _step_event(step), step) for step in steps(change))


def path(way: Sequence[Step]) -> list[str | None]:
    """The ratings that a statement had, one after another. What was typed wrongly and put right is none of them."""
    points = [way[0].was]
    for step in way:
        if step.kind == CORRECTED:
            points[-1] = step.rating
        elif step.rating != step.was and step.kind != TOLD_LATE:
            points.append(step.rating)
    return points


def _step_event(step: Step) -> str:
    if step.kind != history.RATED:
        return step.kind
    return RATED if step.was is None else WITHDRAWN if step.rating is None else _WAYS.get(step.towards, MOVED)


def _earlier_event(change: EarlierChange) -> str:
    was, now = change.before, change.after
    if change.kind or was is None:
        # What was recorded at the time is written there, too: nothing else is told.
        return CHANGED if change.kind == CONFIRMED else change.kind or TOLD_LATE
    if now is None:
        return REMOVED
    return CHANGED if (was.rating, was.agreed) == (now.rating, now.agreed) else CORRECTED


def _action_event(change: ActionChange) -> str:
    before, after = change.before, change.after
    assert before is not None, "it was there"
    assert after is not None, "it is there"
    if before.status == after.status:
        if change.statuses:
            return change.statuses[-1].kind
        ends = _due_event(before.due, after.due)
        return ends or next((each for each in reversed(due_events(change)) if each), CHANGED)
    if after.status == OPEN or (after.is_open and not before.is_open):
        return REOPENED
    return {DONE: DONE, DROPPED: DROPPED, IN_PROGRESS: STARTED}.get(after.status, CHANGED)


def _action_events(change: ActionChange) -> list[str]:
    main, moves = event(change), [each for each in due_events(change) if each]
    if change.after is None:
        return [main, *moves]
    if change.again:
        return [main, *(each.kind for each in change.statuses), *moves]
    if change.before is None:
        # What was added may have been begun and closed since, and every step of that is told.
        ends = [] if change.after.status == OPEN else [action_account.became(OPEN, change.after.status)]
        return [main, *([each.kind for each in change.statuses] or ends), *moves]
    if change.statuses:
        return [*(each.kind for each in change.statuses), *moves]
    return [main, *moves] if change.before.status != change.after.status else moves or [main]


def due_events(change: ActionChange) -> list[str]:
    """Which way each move of an action's due date went; of one that went none, an empty one."""
    return [_due_event(each.was, each.now) for each in change.dues]


def _due_event(was: str, now: str) -> str:
    moved = due_date_move(was, now)
    return "" if moved is None else DUE_LATER if moved.later else DUE_SOONER


def _agency_event(before: Agency | None, after: Agency | None) -> str:
    if before is None:
        return JOINED
    if after is None or (after.left and not before.left):
        return LEFT
    return JOINED if before.left and not after.left else CHANGED


def counts(comparison: Comparison, kind: type[Change]) -> Counter[str]:
    """How often each thing happened among the changes of a kind; to ratings, also among those agreed earlier."""
    kinds = (kind, AgreedChange, EarlierChange) if kind is RatingChange else (kind,)
    found = Counter(each for change in comparison.among(*kinds) for each in events(change))
    if kind is MeetingChange and (own := sum(map(_is_own, comparison.of(MeetingChange)))):
        found += Counter({OWN_HELD: own})
        found[HELD] -= own
    return found


def _is_own(change: MeetingChange) -> bool:
    """Whether a meeting that was held is a group's own."""
    return event(change) == HELD and change.after is not None and not of_all(change.after)


def due_date_move(before: str, after: str) -> DueDateMove | None:
    """How a due date moved; None when it did not, or when either is no day and no month."""
    was, now = last_day(before), last_day(after)
    return None if was is None or now is None or was == now else DueDateMove(was, now)


def view_shifts(changes: Iterable[Change], before: Partnership, after: Partnership) -> tuple[ViewShift, ...]:
    """Where agencies' views, among those who gave one at both moments, drew together or parted.

    They are held against each other, and each against the rating that was agreed. Between scales that are not the same
    nothing can be told.
    """
    touched = dict.fromkeys(change.id for change in changes if isinstance(change, RatingChange | ViewChange))
    if not touched:
        return ()
    instrument = after.instrument
    if [point.id for point in before.instrument.scale] != [point.id for point in instrument.scale]:
        return ()
    old, new = (
        {each.statement: each for each in side.assessments if each.statement in touched and each.views}
        for side in (before, after)
    )
    ids = dict.fromkeys([*(each.id for each in instrument.statements if each.id in touched), *touched])
    return tuple(each for id in ids if id in old and id in new for each in _shifted(old[id], new[id], instrument))


def _shifted(was: Assessment, now: Assessment, instrument: Instrument) -> Iterator[ViewShift]:
    lanes = {point.id: at for at, point in enumerate(scale.lanes(instrument))}
    old, new = _positions(was, lanes), _positions(now, lanes)
    both = [agency for agency in new if agency in old]
    # What is unclear lies beside the scale, and neither near to anything on it nor far from it.
    on_it = {point.id for point in scale.along(instrument)}
    lying = [agency for agency in both if old[agency] in on_it and new[agency] in on_it]
    first, last = (scale.reach((each[agency] for agency in lying), instrument) for each in (old, new))
    if first is not None and last is not None and first != last:
        way = CONVERGED if last < first else PARTED
        yield ViewShift(now.statement, way, _ordered(old, lying, lanes), _ordered(new, lying, lanes))
    if was.rating not in lanes or now.rating not in lanes:
        return
    shared = {each for each in both if old[each] == was.rating}
    shares = {each for each in both if new[each] == now.rating}
    for way, agencies in ((CONVERGED, shares - shared), (PARTED, shared - shares)):
        if agencies:
            yield ViewShift(
                now.statement,
                way,
                ((AGREED_RATING, str(was.rating)), *_ordered(old, agencies, lanes)),
                ((AGREED_RATING, str(now.rating)), *_ordered(new, agencies, lanes)),
            )


def _positions(assessment: Assessment, places: Mapping[str, int]) -> dict[str, str]:
    return {view.of: view.rating for view in assessment.views if view.rating in places and view.rating}


def _ordered(held: Mapping[str, str], agencies: Iterable[str], places: Mapping[str, int]) -> Positions:
    return tuple(sorted(((each, held[each]) for each in agencies), key=lambda each: (places[each[1]], each[0])))


def belongs(change: Change) -> tuple[str, ...]:
    """The principles that a change is about; none when it is about the partnership as a whole."""
    match change:
        case WordingChange(id):
            thing, _, what = id.partition(" (")
            return () if what == "meaning)" else (thing.partition(".")[0],)
        case ActionChange(_, was, now):
            return _once(each.principle for each in (was, now) if each)
        case MeetingChange(_, was, now):
            return _once(id for each in (was, now) if each for id in each.principles)
        case AgencyChange() | GroupChange() | PreliminaryChange() | FieldChange(""):
            return ()
    return (change.id.partition(".")[0],)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for id in ids if id))


def chosen(comparison: Comparison, *, topics: Iterable[str] = (), principles: Iterable[str] = ()) -> Comparison:
    """What a comparison says about some topics and some principles; about all of them where none is named.

    Files that could not be read stay: what they would have said is not known.
    """
    named = {*(topics or TOPICS)}
    kinds = {kind for name in named for kind in TOPICS[name]}
    wanted = set(principles)

    def of(statement: str) -> bool:
        return not wanted or statement.partition(".")[0] in wanted

    return comparison._replace(
        changes=tuple(
            change
            for change in comparison.changes
            if topic(change) in named and (not wanted or not wanted.isdisjoint(belongs(change)))
        ),
        reread=tuple(id for id in comparison.reread if WordingChange in kinds and of(id)),
        shifts=tuple(each for each in comparison.shifts if ViewChange in kinds and of(each.statement)),
        unchanged=tuple(each for each in comparison.unchanged if RatingChange in kinds and of(each.statement)),
    )


def as_of(comparison: Comparison, day: date, before: date | None = None) -> Comparison:
    """A comparison that tells meetings after a day as planned; and as held what was planned as of the day `before`."""

    def told(change: Change) -> Change:
        if not isinstance(change, MeetingChange) or change.after is None:
            return change
        is_there = is_held(change.after, day)
        if change.before is None:
            return change._replace(is_ahead=not is_there)
        return change._replace(was_ahead=is_there and before is not None and not is_held(change.before, before))

    return comparison._replace(changes=tuple(map(told, comparison.changes)))


def unchanged(comparison: Comparison, after: Partnership) -> tuple[Unchanged, ...]:
    """The statements whose rating did not change, given everything that stands after; also those not yet rated."""
    changed = {change.id for change in comparison.among(RatingChange, AgreedChange)}
    known = {assessment.statement: assessment for assessment in after.assessments}
    ids = dict.fromkeys([*(each.id for each in after.instrument.statements), *known])
    stood = [known.get(id, Assessment(id)) for id in ids if id not in changed]
    return tuple(Unchanged(each.statement, each.rating, each.agreed) for each in stood)
