"""What is decided about actions, each in one place."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..model.named_tuples import NamedTuple
from ..model.periods import ONGOING, last_day
from ..model.records import Action, Partnership, Progress

if TYPE_CHECKING:
    from ..model.history import ActionHistory


def serves(action: "Action | ActionHistory", statement: str) -> bool:
    """Whether an action is for a statement: one that names no statements is for all of its principle's."""
    principle, _, dimension = statement.partition(".")
    return action.principle == principle and (not action.serves or dimension in action.serves)


def is_overdue(action: Action, today: date) -> bool:
    """Whether an action is still to be done and was due before a day: what is due today is not overdue."""
    day = due_by(action)
    return action.is_open and day is not None and day < today


def due_by(action: Action) -> date | None:
    """The last day on which an action is in time: of a month its last; None for what has no date, or is ongoing."""
    return last_day(action.due)


def is_ongoing(action: Action) -> bool:
    """Whether an action has no end: it is never overdue, and is looked at again."""
    return action.due == ONGOING


def is_for_a_look(action: Action, today: date) -> bool:
    """Whether an action is still to be done, is ongoing, and the day has come on which it is to be looked at again."""
    return action.is_open and is_ongoing(action) and action.review is not None and action.review <= today


def next_day(action: Action) -> date | None:
    """The day by which an action is asked about: that by which it is due or, when it is ongoing, looked at again."""
    return action.review if is_ongoing(action) else due_by(action)


def by_due_date(action: Action) -> tuple[date, bool, str]:
    """By what to sort actions: by their days; what is ongoing by the day of its review; those without one last."""
    day = next_day(action)
    return day or date.max, day is None, action.id


def last_progress(action: Action) -> date | None:
    """The last day of which it is written down what happened to an action."""
    return max((each.dated for each in action.progress if each.dated), default=None)


class DueMove(NamedTuple):
    """A due date that moved, or was given or taken away."""

    was: str
    now: str
    noted: Progress = Progress()
    """What is noted of it on the way: when, and why."""


def due_moves(was: str, now: str, noted: Iterable[Progress]) -> Iterator[DueMove]:
    """Every move of a due date on the way from one to another, as what was noted on the way tells it."""
    for each in noted:
        if each.due and each.due != was:
            yield DueMove(was, each.due, each)
            was = each.due
    if was != now:
        yield DueMove(was, now)


def newly_noted(was: Iterable[Progress], now: Iterable[Progress]) -> tuple[Progress, ...]:
    """What is noted now of the way and was not before, by its day."""
    known = set(was)
    new = (each for each in now if each not in known)
    return tuple(sorted(new, key=lambda each: each.dated or date.max))


def is_due_soon(action: Action, today: date, days: int) -> bool:
    """Whether an action is still to be done and is due from a day on until so many days later."""
    day = due_by(action)
    return action.is_open and day is not None and today <= day <= today + timedelta(days=days)


def by_lead(actions: Sequence[Action], partnership: Partnership) -> Iterator[tuple[str, list[Action]]]:
    """Actions by who leads, in the order of the partnership; those that nobody leads come last, under no id."""
    order = [each.id for each in partnership.speakers]
    leads = dict.fromkeys([*order, *(each.owner for each in actions if each.owner), ""])
    for lead in leads:
        if its := [each for each in actions if each.owner == lead]:
            yield lead, its
