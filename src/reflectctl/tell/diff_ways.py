"""A change with its way in; how that is said out. Nothing here is escaped."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..analysis import diff_events, scale
from ..model.diff import AgencyChange, Change, MeetingChange, Step, Stop, ViewChange, WordingChange
from ..model.history import CONFIRMED, CORRECTED, RATED, STANDS_AGAIN, WITHDRAWN
from ..model.instrument import CLEAR, UNCLEAR, Instrument
from .i18n import counted, many, phrase, say
from .prose import day, label, quoted

_ARROW = " → "


def view(change: ViewChange, agency: str, instrument: Instrument) -> str:
    """How an agency's view went: `two moves of the view of Wessex Police: Agree → Disagree → Agree`."""
    points = [_held(change.before.rating, instrument)] if change.before else []
    for step in change.way:
        point = say("taken out") if step.kind == WITHDRAWN else _held(step.rating, instrument)
        if step.kind == CORRECTED:
            # What was typed wrongly and put right is no view that was held.
            points.pop()
        points += [point] if not points or points[-1] != point else []
    path = _ARROW.join(points)
    moved = sum(1 for step in change.way if step.kind == RATED and step.was is not None)
    words, n = _MOVED, moved
    if not moved and all(step.kind == CONFIRMED for step in change.way):
        words, n = _AGAIN, len(change.way)
    elif not moved and len(points) == 1 and not change.before:
        words, n = _SEVERAL_TIMES, len(change.way)
    elif not moved:
        return say("the view of {agency}: {path}", agency=agency, path=path)
    return many(*words, n, agency=agency, path=path)


_MOVED = counted("{number} move of the view of {agency}: {path}", "{number} moves of the view of {agency}: {path}")
_AGAIN = counted(
    "{agency} gave its own view again {number} time: {path}", "{agency} gave its own view again {number} times: {path}"
)
_SEVERAL_TIMES = counted(
    "{agency} gave its own view {number} time: {path}", "{agency} gave its own view {number} times: {path}"
)


def view_step(step: Step, instrument: Instrument) -> str:
    """One step of a view's way, without a capital or a full stop."""
    now, was = _held(step.rating, instrument), _held(step.was, instrument)
    if step.kind == WITHDRAWN:
        return say("taken out")
    if step.kind == CORRECTED:
        return say("corrected: {rating} (was recorded as {before})", rating=now, before=was)
    if step.kind == CONFIRMED:
        return say("still {rating}", rating=now)
    if step.kind == STANDS_AGAIN:
        return say("{rating} stands again", rating=now)
    if step.was is None:
        return say("given: {view}", view=now)
    way = scale.direction(step.was, step.rating, instrument)
    if way == UNCLEAR:
        return say("became unclear (was {rating})", rating=was)
    return say("is clear now ({rating})", rating=now) if way == CLEAR else f"{was}{_ARROW}{now}"


def _held(rating: str | None, instrument: Instrument) -> str:
    return label(rating, instrument) if rating else say("could not say")


def meeting(change: MeetingChange) -> str:
    """How the day of a meeting went, or that its record was taken out and came back."""
    known = change.after or change.before
    assert known is not None
    title = f"{quoted(known.title or known.id)} ({day(known.date)})"
    moved = _moves(change)
    if not moved:
        return say("the record of {meeting} was taken out and stands again", meeting=title)
    return many(
        "the day of {meeting} moved {number} time: {path}",
        "the day of {meeting} moved {number} times: {path}",
        moved,
        meeting=title,
        path=_ARROW.join(_days(change)),
    )


def days(change: Change) -> Iterator[tuple[str, str]]:
    """How the day of a meeting went, where its sentence does not tell it."""
    if not isinstance(change, MeetingChange):
        return
    was, now = change.before, change.after
    if change.way and not (was and now):
        yield "", say("On the way: {path}.", path=_ARROW.join(_days(change)))
    elif was and now and not change.way and was.date != now.date:
        yield "", say("The day moved from {before} to {now}.", before=day(was.date), now=day(now.date))


def _days(change: MeetingChange) -> list[str]:
    first = [day(change.before.date)] if change.before else []
    if change.before and change.way and change.way[0].how == change.before.date:
        first = []
    return first + [day(stop.how) if isinstance(stop.how, date) else say("taken out") for stop in change.way]


def _moves(change: MeetingChange) -> int:
    held = [change.before.date if change.before else None, *(stop.how for stop in change.way)]
    known = [each for each in held if each]
    return sum(1 for one, other in pairwise(known) if one != other)


def wording(change: WordingChange, name: str) -> str:
    """How often something was worded differently, and whether it reads as it did."""
    n = len(change.way)
    back = change.way[-1].how == change.before
    told = (
        phrase("{wording} was worded differently {n} times, and reads as it did before")
        if back
        else phrase("{wording} was worded differently {n} times")
    )
    return say(told, wording=name, n=n)


def wordings(change: WordingChange) -> Iterator[tuple[str, str]]:
    """Every wording on the way."""
    if change.before:
        yield say("Before"), quoted(change.before)
    for stop in change.way:
        yield _when(stop), quoted(stop.how) if stop.how else say("taken out")


def _when(stop: Stop) -> str:
    return say("Recorded on {day}", day=day(stop.recorded)) if stop.recorded else say("Not committed")


_MEMBERSHIP = {
    diff_events.JOINED: phrase("joined"),
    diff_events.LEFT: phrase("left"),
    diff_events.REMOVED: phrase("taken out of the list"),
    diff_events.STANDS_AGAIN: phrase("stands again in the list"),
}


def agency(change: AgencyChange) -> str:
    """How often an agency joined and left."""
    known = change.after or change.before
    assert known is not None
    path = _ARROW.join(say(_MEMBERSHIP[each]) for each in diff_events.member_steps(change))
    return say("{agency} came and went: {path}", agency=known.name, path=path)
