"""The account of a period: what was agreed between two moments, step by step, from what the commits between them say.

A comparison of two moments knows how each statement began and how it ended. The history of ratings knows the way: a
rating that moved and came back moved twice, one that was put right did not move at all.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date

from ..model.diff import (
    TOLD_LATE,
    AgreedChange,
    Change,
    Comparison,
    EarlierChange,
    RatingChange,
    ReasonChange,
    Step,
)
from ..model.history import (
    CONFIRMED,
    CORRECTED,
    RATED,
    RATINGS,
    STANDS_AGAIN,
    TAKEN_BACK,
    WITHDRAWN,
    History,
    Recorded,
    Recording,
    is_one_event,
    of_one_event,
)
from ..model.instrument import Instrument
from ..model.records import Assessment, EarlierRating
from . import diff_events, scale
from .dates import since

Ways = Mapping[str, tuple[Step, ...]]
"""By statement: the steps that its rating took."""


def ways(
    history: History, new: Container[str], before: Mapping[str, Assessment], after: Mapping[str, Assessment]
) -> dict[str, tuple[Step, ...]]:
    """What was agreed of each statement in the new commits, from how it stood before to how it stands after."""
    stood: dict[str, list[Recording]] = {}
    first: set[tuple[str, str | None, date | None]] = set()
    known: dict[str, set[tuple[str | None, date | None]]] = {}
    uncovered: set[tuple[str, str | None, date | None]] = set()
    for each in history.recordings:
        if each.stands and each.kind != TAKEN_BACK:
            stood.setdefault(each.statement, []).append(each)
        if each.is_of(new) and each.kind in _AGREEMENTS:
            first.add((each.statement, *_rated(each)))
        if each.is_of(new) and each.kind == TAKEN_BACK:
            uncovered.add((each.statement, *_rated(each)))
        if not each.is_of(new) and each.kind in RATINGS:
            known.setdefault(each.statement, set()).add(_rated(each))
    found: dict[str, tuple[Step, ...]] = {}
    for id in sorted({*stood, *before, *after}):
        was, now = before.get(id, Assessment(id)), after.get(id, Assessment(id))
        nothing_stood = was.rating is None and not was.because
        recordings = (
            # What was recorded, taken away and brought back within the period is what was agreed in it; what was
            # recorded before it and did not stand at its beginning, and was uncovered in it, stands again.
            each._replace(kind=RATED)
            if each.kind == STANDS_AGAIN and (id, *_rated(each)) in first
            else each._replace(kind=STANDS_AGAIN, recorded=_IN_PERIOD)
            if not each.is_of(new)
            and (
                (((id, *_rated(each)) in uncovered or nothing_stood) and _is_after(each, was)) or _puts_right(each, was)
            )
            else each
            for each in stood.get(id, ())
        )
        recordings = (each for each in recordings if _is_new(each, new) or _same(each, was))
        # It is of the meeting that is named beside it at the end, whenever that was named.
        recordings = (each._replace(meeting=now.meeting) if _same(each, now) else each for each in recordings)
        way = _way(_in_order(_with_typed(recordings, was, now), now), new, was, now, known.get(id, set()))
        if way:
            found[id] = way
    return found


_AGREEMENTS = (RATED, CONFIRMED, CORRECTED)
_IN_PERIOD = Recorded("", "", "")
"""No commit: what is written in a file that has not been committed, or was recorded before and stands again."""


def _is_new(recording: Recording, new: Container[str]) -> bool:
    """Whether it came in a period, of which the new commits are."""
    return recording.recorded is _IN_PERIOD or recording.is_of(new)


def _is_after(recording: Recording, stood: Assessment) -> bool:
    """Whether it was agreed after what stood, and so did not stand beneath it."""
    return stood.rating is None or bool(stood.agreed and recording.agreed and recording.agreed > stood.agreed)


def _puts_right(recording: Recording, stood: Assessment) -> bool:
    """Whether it is of the event of what stood, and says something else of that."""
    return of_one_event(stood, recording) and recording.rating is not None and recording.rating != stood.rating


def _with_typed(stood: Iterable[Recording], was: Assessment, now: Assessment) -> list[Recording]:
    """What stood, and what is written as agreed earlier and was not before; it may not have been committed yet."""
    written = {_rated(each) for each in was.earlier}
    # What was taken out and written again stands as it did.
    found = [each for each in stood if _rated(each) not in written]
    for each in now.earlier:
        if each.agreed is None or each in was.earlier or (now.agreed and each.agreed >= now.agreed):
            continue
        if of_one_event(now, each):
            # What is said of an event is the rating that stands.
            continue
        same = [one for one in found if of_one_event(one, each)]
        if any(one.rating == each.rating for one in same) or (now.rating is None and not now.because):
            continue
        found = [one for one in found if one not in same]
        found.append(
            Recording(now.statement, RATED, each.rating, None, each.agreed, each.meeting, each.because, _IN_PERIOD)
        )
    return found


def _in_order(stood: list[Recording], now: Assessment) -> list[Recording]:
    """By the days from which they stood; what is said comes last, whatever the clocks said."""
    ends = [each for each in stood if (_same(each, now) if now.rating else each.kind == WITHDRAWN)]
    return sorted(stood, key=lambda each: (each in ends[-1:], since(each)))


def _way(
    stood: list[Recording],
    new: Container[str],
    before: Assessment,
    after: Assessment,
    known_before: Container[tuple[str | None, date | None]],
) -> tuple[Step, ...]:
    """The steps from one assessment to another, by what stands at the later moment.

    What was known before them stands again; so does what is said at last, where they do not lead to it.
    """
    steps: list[Step] = []
    was, agreed, meeting = before.rating, before.agreed, before.meeting
    known = any(_same(each, before) or of_one_event(before, each) for each in stood)
    moved = False
    for at, each in enumerate(stood):
        # What was said already is not agreed anew where another line of commits recorded it, too.
        if not _is_new(each, new) or (before.rating and _same(each, before)):
            continue
        kind = each.kind
        of_it = of_one_event(before, each)
        lay_before = before.agreed is not None and since(each) < before.agreed and at < len(stood) - 1
        if (known or each.late) and lay_before and not of_it:
            # Agreed before what stood already, or typed in as such: no step on the way, and told all the same.
            kind = TOLD_LATE
        elif kind in _AGREEMENTS or kind == STANDS_AGAIN:
            # Of one event it puts right what was said, also where it was said before.
            again = kind == STANDS_AGAIN or _rated(each) in known_before
            put_right = not moved and was is not None and _puts_in_order(each, was, meeting, agreed, again)
            kind = CORRECTED if put_right else STANDS_AGAIN if again else RATED
            if put_right and was == each.rating:
                # Only its day or its meeting was put right.
                agreed, meeting = each.agreed, each.meeting
                continue
        steps.append(Step(_kind(kind, was, each.rating), was, each.rating, each.agreed, each.meeting, each.because))
        if kind != TOLD_LATE:
            was, agreed, meeting, moved = each.rating, each.agreed, each.meeting, True
    again = _rated(after) in known_before
    put_right = was is not None and _puts_in_order(after, was, meeting, agreed, again)
    again = again and not put_right
    if was != after.rating or (was and agreed != after.agreed and not put_right and (moved or again)):
        # What a revert or a deletion uncovers is no new agreement.
        kind = _kind(CORRECTED if put_right else STANDS_AGAIN if again else RATED, was, after.rating)
        steps.append(Step(kind, was, after.rating, after.agreed, after.meeting, after.because))
    return tuple(steps)


def _puts_in_order(each: Recording | Assessment, was: str, meeting: str, agreed: date | None, again: bool) -> bool:
    """Whether what is said puts right what was: both are of one event; a day was named or taken out; or it was agreed
    earlier, and no move leads from what was agreed later to it. What is said `again` was not written over that by hand.
    """
    if is_one_event(meeting, agreed, each.meeting, each.agreed):
        return True
    if agreed is None or each.agreed is None:
        return was == each.rating
    return not again and each.agreed < agreed


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
    """The same steps the other way, towards how it stood first; backwards, nothing is agreed again."""
    steps = [step for step in steps if step.kind not in (TOLD_LATE, CONFIRMED)]
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


def known(comparison: Comparison, history: History, new: Container[str], after: Mapping[str, Assessment]) -> Comparison:
    """A comparison that says of what was agreed earlier how it was recorded before the new commits, if it was."""
    recorded: dict[str, list[Recording]] = {}
    for each in history.recordings:
        if each.kind in RATINGS and not each.is_of(new):
            recorded.setdefault(each.statement, []).append(each)

    def seen(change: Change) -> Change:
        if not isinstance(change, EarlierChange) or change.before or not change.after:
            return change
        now = change.after
        # A public edition calls meetings otherwise than the commits do.
        said = next(
            (one for one in after.get(change.id, Assessment(change.id)).earlier if _rated(one) == _rated(now)), now
        )
        of_it = [one for one in recorded.get(change.id, ()) if of_one_event(one, said)]
        if not of_it:
            return change
        last = next((one for one in of_it if one.stands), of_it[-1])
        if _rated(last) != _rated(now):
            return change._replace(kind=CORRECTED, was=last.rating)
        return change._replace(kind=STANDS_AGAIN if last.late else CONFIRMED)

    return comparison._replace(changes=tuple(map(seen, comparison.changes)))


def _rated(each: Recording | Assessment | EarlierRating | Step) -> tuple[str | None, date | None]:
    return each.rating, each.agreed


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
        for id, way in _without(steps, comparison).items()
        if _tells(way)
    }
    again = {change.id: _again(change, steps) for change in comparison.of(AgreedChange) if change.id not in ways}
    on_the_way = {(id, *_rated(step)) for told in (ways, again) for id, way in told.items() for step in way}
    changes: list[Change] = []
    for change in comparison.changes:
        if isinstance(change, EarlierChange) and change.after and (change.id, *_rated(change.after)) in on_the_way:
            # It is told as a step of the way that the rating went.
            continue
        if isinstance(change, EarlierChange) and _is_what_stood(change, before.get(change.id)):
            change = change._replace(kind=CONFIRMED, was=None)
        if isinstance(change, RatingChange):
            way = ways.get(change.id, change.way)
            change = change._replace(way=way)
        elif isinstance(change, ReasonChange | AgreedChange) and change.id in ways:
            continue
        elif isinstance(change, AgreedChange):
            change = change._replace(way=again[change.id])
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


def _is_what_stood(change: EarlierChange, before: Assessment | None) -> bool:
    """Whether what is written beside a rating now is what stood, with its day put right: nothing was agreed."""
    now = change.after
    if before is None or now is None or change.kind != CORRECTED or before.rating != now.rating:
        return False
    return of_one_event(before, now)


def _again(change: AgreedChange, steps: Ways) -> tuple[Step, ...]:
    """The events at which a rating was agreed again, or stands again; none where its two ends tell as much."""
    way = tuple(step for step in steps.get(change.id, ()) if step.kind in (CONFIRMED, STANDS_AGAIN))
    return () if way == diff_events.steps(change) else way


def _without(steps: Ways, comparison: Comparison) -> Ways:
    """The steps without what was agreed before all of them and is told of what is written beside the rating."""
    written = {(each.id, *_rated(each.after)) for each in comparison.of(EarlierChange) if each.after}
    return {
        id: tuple(each for each in way if each.kind != TOLD_LATE or (id, *_rated(each)) not in written)
        for id, way in steps.items()
    }


def _tells(way: tuple[Step, ...]) -> bool:
    """Whether a way tells more than where it begins and ends."""
    moved = [step for step in way if step.was != step.rating or step.kind == TOLD_LATE]
    return bool(moved) and (len(way) > 1 or way[0].kind in (CORRECTED, STANDS_AGAIN, TOLD_LATE))
