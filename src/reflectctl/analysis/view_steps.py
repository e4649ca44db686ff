"""How a view stood, one after the other, in; the steps that it took, each what was given at one event, out.

A file holds one view of each statement, with its day, and no list of what was given before. So:

- What is said of an event again puts right what was said of it, and what was given in between does not stand.
- What was given later than what is said now does not stand either: it was taken back.
- A view that was said before stands again; one of an earlier day than that in whose place it comes puts it right.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from ..model.diff import Step, Stop, ViewChange
from ..model.history import CONFIRMED, CORRECTED, RATED, STANDS_AGAIN, WITHDRAWN, is_one_event
from ..model.instrument import Instrument
from ..model.records import View
from . import scale


class Given(Protocol):
    """A view as it was given."""

    @property
    def rating(self) -> str | None:
        """None for one who could not say."""

    @property
    def given(self) -> date | None:
        """The day."""

    @property
    def meeting(self) -> str:
        """The meeting; empty where none is named."""


AnyView = TypeVar("AnyView", bound=Given)


def of_one_event(one: Given, other: Given) -> bool:
    """Whether two views of one who speaks were given at one event."""
    return is_one_event(one.meeting, one.given, other.meeting, other.given)


def kind(was: Given | None, now: Given | None, *, again: bool = False) -> str:
    """What happened to a view; empty where only its day, its meeting or its reason is another.

    It stands `again` where it was said before what `was` said.
    """
    if now is None:
        return WITHDRAWN if was else ""
    if was is None:
        return STANDS_AGAIN if again else RATED
    is_same = was.rating == now.rating
    if of_one_event(was, now):
        return "" if is_same else CORRECTED
    if again:
        return STANDS_AGAIN
    if was.given and now.given and now.given < was.given:
        return "" if is_same else CORRECTED
    if is_same:
        # A day or a meeting beside what had none is no second giving.
        return CONFIRMED if (was.given and now.given) or (was.meeting and now.meeting) else ""
    return RATED


def standing(before: AnyView | None, way: Iterable[AnyView | None]) -> list[AnyView | None]:
    """How a view stood, without what was put right or taken back on the way; first as it stood before."""
    stood = [before]
    for now in way:
        if now is None:
            stood.append(None)
            continue
        at = next((at for at, view in enumerate(stood) if view and of_one_event(view, now)), None)
        if at is not None:
            there = stood[at]
            del stood[max(at, 1) :]
            if at == 0 and there and (there.rating, there.given, there.meeting) == (now.rating, now.given, now.meeting):
                continue
        while (top := stood[-1]) and stood[1:] and top.given and now.given and now.given < top.given:
            stood.pop()
        stood.append(now)
    return stood


def steps(
    before: View | None,
    way: Iterable[Stop],
    instrument: Instrument,
    is_known: Callable[[View], bool] = lambda view: False,
) -> tuple[Step, ...]:
    """The steps that a view took from how it stood before; what was known until then stands again."""
    stood = standing(before, (each.how if isinstance(each.how, View) else None for each in way))
    found = (_step(*pair, instrument, again=bool(pair[1] and is_known(pair[1]))) for pair in pairwise(stood))
    return tuple(step for step in found if step)


def of(change: ViewChange, instrument: Instrument | None = None) -> tuple[Step, ...]:
    """The steps by which a view changed; one, from end to end, where no more is known; none where no view was given."""
    if change.way:
        return change.way
    step = _step(change.before, change.after, instrument, change.towards)
    return (step,) if step else ()


def from_ends(change: ViewChange, instrument: Instrument, is_known: Callable[[str, str, View], bool]) -> ViewChange:
    """A change of which only the two ends are known, where it ends with what had been said before its beginning."""
    if change.way or not change.after or not is_known(change.id, change.agency, change.after):
        return change
    step = _step(change.before, change.after, instrument, again=True)
    return change._replace(way=(step,)) if step and step.kind == STANDS_AGAIN else change


def mirrored(change: ViewChange, instrument: Instrument) -> ViewChange:
    """A change of which only the two ends are known, told backwards: what was given later is no correction there."""
    if change.way:
        return change
    forth = of(change._replace(before=change.after, after=change.before), instrument)
    way = backwards(forth, change.after, instrument)
    return change if way == of(change, instrument) else change._replace(way=way)


def _step(
    was: View | None, now: View | None, instrument: Instrument | None, towards: str = "", *, again: bool = False
) -> Step | None:
    what = kind(was, now, again=again)
    if not what:
        return None
    before = _said(was)
    if now is None:
        return Step(what, before, None, None, "", "")
    if instrument and what == RATED:
        towards = scale.direction(before, now.rating, instrument)
    return Step(what, before, _said(now), now.given, now.meeting, now.because, towards if what == RATED else "")


def _said(view: View | None) -> str | None:
    """The rating of a view, in a step: empty of one who could not say, and none where there was no view."""
    return None if view is None else view.rating or ""


def backwards(taken: Sequence[Step], first: View | None, instrument: Instrument) -> tuple[Step, ...]:
    """The same steps of a view the other way, towards how it stood first; backwards, nothing is given again."""
    ends = [first, *(View("", each.rating, each.agreed, each.meeting, each.because) for each in taken)]
    ends = [None if at and taken[at - 1].kind == WITHDRAWN else each for at, each in enumerate(ends)]
    found = []
    for at in range(len(taken) - 1, -1, -1):
        now, end = ends[at + 1], ends[at]
        if taken[at].kind == CONFIRMED:
            continue
        what = WITHDRAWN if end is None else CORRECTED if taken[at].kind == CORRECTED else RATED
        towards = scale.direction(_said(now), end.rating, instrument) if what == RATED and end else ""
        said = (end.given, end.meeting, end.because) if end else (None, "", "")
        found.append(Step(what, _said(now), _said(end), *said, towards))
    return tuple(found)
