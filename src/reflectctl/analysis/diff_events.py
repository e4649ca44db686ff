"""A comparison in, what it means out: what happened, where views drew together or parted, what slipped, what stayed.

Nothing here ranks. Positions on the scale are compared with each other and never leave this module.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..model.diff import (
    ACTION,
    AGENCY,
    AGREED,
    AGREED_RATING,
    CONVERGED,
    MEETING,
    PARTED,
    PLAN,
    PRELIMINARY,
    RATING,
    REASON,
    REFLECTION,
    SOURCE,
    VIEW,
    WORDING,
    Carried,
    Change,
    Comparison,
    Held,
    Slip,
    Turn,
)
from ..model.records import DONE, DROPPED, IN_PROGRESS, OPEN, Action, Agency, Assessment, Meeting, Partnership, View

TOPICS: Mapping[str, tuple[str, ...]] = {
    "ratings": (RATING, REASON, AGREED),
    "views": (VIEW,),
    "reflections": (REFLECTION,),
    "sources": (SOURCE,),
    "actions": (ACTION,),
    "plans": (PLAN,),
    "meetings": (MEETING,),
    "wording": (WORDING,),
    "agencies": (AGENCY,),
    "preliminary": (PRELIMINARY,),
}
"""What can be asked about, with the kinds of change that belong to it. Every kind belongs to one of them."""

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
MOVED, RATED, WITHDRAWN = "moved", "newly-rated", "withdrawn"
STARTED, REOPENED, SLIPPED, BROUGHT_FORWARD = "started", "reopened", "slipped", "brought-forward"
HELD, JOINED, LEFT = "held", "joined", "left"


def topic(kind: str) -> str:
    """What a kind of change belongs to."""
    return next(name for name, kinds in TOPICS.items() if kind in kinds)


def event(change: Change) -> str:
    """What happened, in one word."""
    before, after = change.before, change.after
    if change.kind in (RATING, VIEW):
        return _rating_event(change)
    if change.kind == AGENCY:
        return _agency_event(before, after)
    if change.kind == AGREED:
        return CHANGED
    if before is None:
        return HELD if change.kind == MEETING else ADDED
    if after is None:
        return REMOVED
    if isinstance(before, Action) and isinstance(after, Action):
        return _action_event(before, after)
    return CHANGED


def _rating_event(change: Change) -> str:
    before, after = change.before, change.after
    if change.kind == VIEW and before is None:
        return ADDED
    if change.kind == VIEW and after is None:
        return REMOVED
    was, now = rating(before), rating(after)
    if change.kind == RATING and was is None:
        return RATED
    if change.kind == RATING and now is None:
        return WITHDRAWN
    return MOVED if was != now else CHANGED


def _action_event(before: Action, after: Action) -> str:
    if before.status == after.status:
        moved = slip(before, after)
        return CHANGED if moved is None else SLIPPED if moved.later else BROUGHT_FORWARD
    if after.status == OPEN or (after.is_open and not before.is_open):
        return REOPENED
    return {DONE: DONE, DROPPED: DROPPED, IN_PROGRESS: STARTED}.get(after.status, CHANGED)


def _agency_event(before: object, after: object) -> str:
    if not isinstance(before, Agency):
        return JOINED
    if not isinstance(after, Agency) or (after.left and not before.left):
        return LEFT
    return JOINED if before.left and not after.left else CHANGED


def rating(side: object) -> str | None:
    """The rating that one side of a change holds, if it holds any."""
    return side.rating if isinstance(side, Assessment | View) else None


def slip(before: object, after: object) -> Slip | None:
    """How an action's due date moved; None when it did not, or when one side has none."""
    if not isinstance(before, Action) or not isinstance(after, Action):
        return None
    if before.due is None or after.due is None or before.due == after.due:
        return None
    return Slip(before.due, after.due)


def turns(changes: Iterable[Change], before: Partnership, after: Partnership) -> tuple[Turn, ...]:
    """Where agencies' views, among those who gave one at both moments, drew together or parted.

    They are held against each other, and each against the rating that was agreed. Between scales that are not the same
    nothing can be told.
    """
    touched = dict.fromkeys(change.id for change in changes if change.kind in (RATING, VIEW))
    if not touched:
        return ()
    scales = [[point.id for point in each.instrument.scale] for each in (before, after)]
    if scales[0] != scales[1]:
        return ()
    places = {id: at for at, id in enumerate(scales[1])}
    old, new = (
        {each.statement: each for each in side.assessments if each.statement in touched and each.views}
        for side in (before, after)
    )
    ids = dict.fromkeys([*(each.id for each in after.instrument.statements if each.id in touched), *touched])
    return tuple(turn for id in ids if id in old and id in new for turn in _turned(old[id], new[id], places))


def _turned(was: Assessment, now: Assessment, places: Mapping[str, int]) -> Iterator[Turn]:
    old, new = _held(was, places), _held(now, places)
    both = [agency for agency in new if agency in old]
    if len(both) > 1:
        first, last = (max(at) - min(at) for at in ([places[each[agency]] for agency in both] for each in (old, new)))
        if first != last:
            way = CONVERGED if last < first else PARTED
            yield Turn(now.statement, way, _ordered(old, both, places), _ordered(new, both, places))
    if was.rating not in places or now.rating not in places:
        return
    shared = {each for each in both if old[each] == was.rating}
    shares = {each for each in both if new[each] == now.rating}
    for way, agencies in ((CONVERGED, shares - shared), (PARTED, shared - shares)):
        if agencies:
            yield Turn(
                now.statement,
                way,
                ((AGREED_RATING, str(was.rating)), *_ordered(old, agencies, places)),
                ((AGREED_RATING, str(now.rating)), *_ordered(new, agencies, places)),
            )


def _held(assessment: Assessment, places: Mapping[str, int]) -> dict[str, str]:
    return {view.agency: view.rating for view in assessment.views if view.rating in places and view.rating}


def _ordered(held: Mapping[str, str], agencies: Iterable[str], places: Mapping[str, int]) -> Held:
    return tuple(sorted(((each, held[each]) for each in agencies), key=lambda each: (places[each[1]], each[0])))


def belongs(change: Change) -> tuple[str, ...]:
    """The principles that a change is about; none when it is about the partnership as a whole."""
    if change.kind == WORDING:
        thing, _, what = change.id.partition(" (")
        return () if what == "meaning)" else (thing.partition(".")[0],)
    if change.kind == PLAN:
        return (change.id,)
    sides = (change.before, change.after)
    if change.kind == ACTION:
        return _once(each.principle for each in sides if isinstance(each, Action))
    if change.kind == MEETING:
        return _once(id for each in sides if isinstance(each, Meeting) for id in each.principles)
    return () if change.kind in (AGENCY, PRELIMINARY) else (change.id.partition(".")[0],)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for id in ids if id))


def chosen(comparison: Comparison, *, topics: Iterable[str] = (), principles: Iterable[str] = ()) -> Comparison:
    """What a comparison says about some topics and some principles; about all of them where none is named.

    Files that could not be read stay: what they would have said is not known.
    """
    kinds = {kind for name in topics for kind in TOPICS[name]} or {kind for each in TOPICS.values() for kind in each}
    wanted = set(principles)

    def of(statement: str) -> bool:
        return not wanted or statement.partition(".")[0] in wanted

    return comparison._replace(
        changes=tuple(
            change
            for change in comparison.changes
            if change.kind in kinds and (not wanted or wanted & set(belongs(change)))
        ),
        reread=tuple(id for id in comparison.reread if WORDING in kinds and of(id)),
        turns=tuple(turn for turn in comparison.turns if VIEW in kinds and of(turn.statement)),
        carried=tuple(each for each in comparison.carried if RATING in kinds and of(each.statement)),
    )


def carried(comparison: Comparison, after: Partnership) -> tuple[Carried, ...]:
    """The statements whose rating did not change, given everything that stands after; also those not yet rated."""
    changed = {change.id for change in comparison.of(RATING, AGREED)}
    known = {assessment.statement: assessment for assessment in after.assessments}
    ids = dict.fromkeys([*(each.id for each in after.instrument.statements), *known])
    stood = [known.get(id, Assessment(id)) for id in ids if id not in changed]
    return tuple(Carried(each.statement, each.rating, each.agreed) for each in stood)
