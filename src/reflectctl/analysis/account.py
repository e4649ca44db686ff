"""The account of a period: what was agreed between two moments, step by step, from what the commits between them say.

A comparison of two moments knows how each statement began and how it ended. The history of ratings knows the way: a
rating that moved and came back moved twice, one that was put right did not move at all.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date

from ..model.diff import TOLD_LATE, AgreedChange, Change, Comparison, RatingChange, ReasonChange, Step
from ..model.history import (
    CONFIRMED,
    CORRECTED,
    RATED,
    STANDS_AGAIN,
    TAKEN_BACK,
    WITHDRAWN,
    History,
    Recording,
    is_one_event,
)
from ..model.instrument import Instrument
from ..model.records import Assessment
from . import scale
from .dates import since

Ways = Mapping[str, tuple[Step, ...]]
"""By statement: the steps that its rating took."""


def ways(
    history: History, new: Container[str], before: Mapping[str, Assessment], after: Mapping[str, Assessment]
) -> dict[str, tuple[Step, ...]]:
    """What was agreed of each statement in the new commits, from how it stood before to how it stands after."""
    stood: dict[str, list[Recording]] = {}
    first: set[tuple[str, str | None, date | None]] = set()
    for each in history.recordings:
        if each.stands and each.kind != TAKEN_BACK:
            stood.setdefault(each.statement, []).append(each)
        if each.recorded.commit in new and each.kind in _AGREEMENTS:
            first.add((each.statement, each.rating, each.agreed))
    found: dict[str, tuple[Step, ...]] = {}
    for id in sorted({*stood, *before, *after}):
        # What was recorded, taken away and brought back within the period is what was agreed in it.
        recordings = (
            each._replace(kind=RATED) if each.kind == STANDS_AGAIN and (id, each.rating, each.agreed) in first else each
            for each in stood.get(id, ())
            if each.recorded.commit in new or _same(each, before.get(id, Assessment(id)))
        )
        way = _way(sorted(recordings, key=since), new, before.get(id, Assessment(id)), after.get(id, Assessment(id)))
        if way:
            found[id] = way
    return found


_AGREEMENTS = (RATED, CONFIRMED, CORRECTED)


def _way(stood: list[Recording], new: Container[str], before: Assessment, after: Assessment) -> tuple[Step, ...]:
    """The steps from one assessment to another, by what stands at the later moment."""
    steps: list[Step] = []
    was, agreed, meeting = before.rating, before.agreed, before.meeting
    known = any(_same(each, before) for each in stood)
    moved = False
    for at, each in enumerate(stood):
        if each.recorded.commit not in new or (each.kind == STANDS_AGAIN and _same(each, before)):
            continue
        kind = each.kind
        if known and before.agreed and at < len(stood) - 1 and since(each) < before.agreed:
            # Agreed before what stood already: no step on the way, and told all the same.
            kind = TOLD_LATE
        elif kind in _AGREEMENTS:
            put_right = not moved and was is not None and is_one_event(meeting, agreed, each.meeting, each.agreed)
            kind = CORRECTED if put_right else RATED
        steps.append(Step(_kind(kind, was, each.rating), was, each.rating, each.agreed, each.meeting, each.because))
        if kind != TOLD_LATE:
            was, agreed, meeting, moved = each.rating, each.agreed, each.meeting, True
    if was != after.rating or (moved and was and agreed != after.agreed):
        put_right = was is not None and is_one_event(meeting, agreed, after.meeting, after.agreed)
        kind = _kind(CORRECTED if put_right and after.rating else RATED, was, after.rating)
        steps.append(Step(kind, was, after.rating, after.agreed, after.meeting, after.because))
    return tuple(steps)


def _same(recording: Recording, assessment: Assessment) -> bool:
    return (recording.rating, recording.agreed) == (assessment.rating, assessment.agreed)


def _kind(kind: str, was: str | None, rating: str | None) -> str:
    """What a step is, by where it begins and ends."""
    if rating is None:
        return WITHDRAWN
    if kind in (STANDS_AGAIN, TOLD_LATE) or (kind == CORRECTED and was is not None):
        return kind
    return CONFIRMED if was == rating else RATED


def backwards(steps: Iterable[Step], first: Assessment) -> tuple[Step, ...]:
    """The same steps the other way, towards how it stood first."""
    steps = [step for step in steps if step.kind != TOLD_LATE]
    if not steps:
        return ()
    ends = [Step(RATED, None, first.rating, first.agreed, first.meeting, first.because), *steps[:-1]]
    return tuple(
        Step(
            _kind(step.kind if step.kind == CORRECTED else RATED, step.rating, step.was),
            step.rating,
            step.was,
            end.agreed,
            end.meeting,
            end.because,
        )
        for step, end in reversed([*zip(steps, ends, strict=True)])
    )


def told(
    comparison: Comparison,
    steps: Ways,
    sides: tuple[Mapping[str, Assessment], Mapping[str, Assessment]],
    instrument: Instrument,
    place: Callable[[str], tuple[int, str]],
) -> Comparison:
    """A comparison that tells each rating by its way."""
    before, after = sides
    ways = {
        id: tuple(
            each._replace(towards=scale.direction(each.was, each.rating, instrument)) if each.kind == RATED else each
            for each in way
        )
        for id, way in steps.items()
        if _tells(way)
    }
    changes: list[Change] = []
    for change in comparison.changes:
        if isinstance(change, RatingChange):
            way = ways.get(change.id, change.way)
            change = change._replace(way=way)
        elif isinstance(change, ReasonChange | AgreedChange) and change.id in ways:
            continue
        changes.append(change)
    there = {change.id for change in comparison.of(RatingChange)}
    came = [
        RatingChange(id, before.get(id, Assessment(id)), after.get(id, Assessment(id)), "", way)
        for id, way in ways.items()
        if id not in there
    ]
    stood = [each for each in changes if isinstance(each, RatingChange)]
    ratings = sorted((*stood, *came), key=lambda each: place(each.id))
    others = [each for each in changes if not isinstance(each, RatingChange)]
    return comparison._replace(changes=(*ratings, *others))


def _tells(way: tuple[Step, ...]) -> bool:
    """Whether a way tells more than where it begins and ends."""
    moved = [step for step in way if step.was != step.rating or step.kind == TOLD_LATE]
    return bool(moved) and (len(way) > 1 or way[0].kind in (CORRECTED, STANDS_AGAIN, TOLD_LATE))
