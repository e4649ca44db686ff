"""The account of actions in a period: every move of a due date and every step of a status, from what commits say.

A comparison of two moments knows how an action stood and how it stands. What was noted on its way tells more, and the
history of actions tells all: a due date that moved and came back moved twice, what was opened again was done before.
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from ..model.diff import ActionChange, ActionStep, Change, Comparison
from ..model.history import DONE, DROPPED, DUE, OPENED, REOPENED, STARTED, ActionEvent, ActionHistory, ActionSteps
from ..model.records import DONE as IS_DONE
from ..model.records import DROPPED as IS_DROPPED
from ..model.records import OPEN, Action
from .actions import DueMove, due_moves, newly_noted

STATUSES = (STARTED, REOPENED, DONE, DROPPED)
_STEPS = (DUE, *STATUSES)

Way = tuple[tuple[ActionStep, ...], tuple[ActionStep, ...]]
"""The moves of a due date, and the steps of a status."""


def became(was: str, now: str) -> str:
    """What happened to an action whose status became another."""
    if now in (IS_DONE, IS_DROPPED):
        return DONE if now == IS_DONE else DROPPED
    return STARTED if was == OPEN else REOPENED


def from_ends(change: ActionChange) -> ActionChange:
    """A change that tells the moves of its due date, as far as what was noted on the way says."""
    was, now = change.before, change.after
    if now is None:
        return change
    noted = newly_noted(was.progress if was else (), now.progress)
    if was and not noted and newly_noted(now.progress, was.progress):
        # Told backwards: what was noted is on the other side.
        return change._replace(dues=backwards(from_ends(ActionChange(change.id, now, was)).dues))
    moves = due_moves(was.due if was else "", now.due, noted)
    return change._replace(dues=tuple(_moved(each) for each in moves if was or each.was))


def _moved(move: DueMove) -> ActionStep:
    return ActionStep(DUE, move.was, move.now, move.noted.dated, move.noted.note)


def steps(action: ActionHistory) -> ActionSteps:
    """What became of the due date and the status of an action."""
    first = next((each for each in action.events if each.kind == OPENED), None)
    events = tuple(each for each in action.events if each.kind in _STEPS and each.stands)
    return ActionSteps(action.id, (first.recorded.commit, *first.also) if first else (), events)


def ways(
    actions: Iterable[ActionSteps],
    order: Mapping[str, int],
    before: Mapping[str, Action],
    after: Mapping[str, Action],
    back: Container[str] = (),
) -> dict[str, Way]:
    """The steps of each action in the new commits, which are given in their order, from how it stood to how it stands.

    Those that were neither there before nor are there after are left out. What came `back` did so as it was.
    """
    happened = {
        each.id: sorted(
            (event for event in each.events if event.is_of(order)), key=lambda event: order[event.recorded.commit]
        )
        for each in actions
        if each.id in before or each.id in after
    }
    found: dict[str, Way] = {}
    for id, events in happened.items():
        was, now = before.get(id), after.get(id)
        if was is None and now is not None and id in back:
            was = _as_it_was(events, now)
        way = tuple(_dues(events, was, now)), tuple(_statuses(events, was, now))
        if any(way):
            found[id] = way
    return found


def _as_it_was(events: Iterable[ActionEvent], now: Action) -> Action:
    """How an action stood that came back: as it stands, but for what happened to it since."""
    first = {each.kind if each.kind == DUE else DONE: each.was for each in reversed([*events]) if each.kind in _STEPS}
    return now._replace(due=first.get(DUE, now.due), status=first.get(DONE, now.status))


def _dues(events: Iterable[ActionEvent], was: Action | None, now: Action | None) -> Iterator[ActionStep]:
    stood = was.due if was else ""
    told: set[tuple[str, str]] = set()
    for each in events:
        if each.kind == DUE and each.now != stood:
            told.add((each.now, each.because))
            if was is not None or stood:
                yield ActionStep(DUE, stood, each.now, each.day, each.because)
            stood = each.now
    if now is not None:
        noted = newly_noted(was.progress if was else (), now.progress)
        left = (each for each in noted if (each.due, each.note) not in told)
        yield from (_moved(each) for each in due_moves(stood, now.due, left) if was is not None or each.was)


def _statuses(events: Iterable[ActionEvent], was: Action | None, now: Action | None) -> Iterator[ActionStep]:
    stood = was.status if was else OPEN
    for each in events:
        if each.kind in STATUSES and each.now != stood:
            yield ActionStep(became(stood, each.now), stood, each.now, each.day, each.because)
            stood = each.now
    if now is not None and now.status != stood:
        yield ActionStep(became(stood, now.status), stood, now.status, now.closed, now.outcome)


def backwards(steps: Iterable[ActionStep]) -> tuple[ActionStep, ...]:
    """The same steps the other way. What was the reason one way is none the other way."""
    return tuple(
        ActionStep(each.kind if each.kind == DUE else became(each.now, each.was), each.now, each.was)
        for each in reversed([*steps])
    )


def told(
    comparison: Comparison,
    steps: Mapping[str, Way],
    before: Mapping[str, Action],
    after: Mapping[str, Action],
    back: Container[str] = (),
) -> list[Change]:
    """The changes of a comparison, each action by its way, in no order; `before` and `after` are as may be told.

    Of those that were not there before, some came `back`.
    """
    made: list[Change] = []
    for change in comparison.changes:
        if isinstance(change, ActionChange):
            dues, statuses = steps.get(change.id, ((), ()))
            if change.before is None and change.id in back:
                change = change._replace(dues=dues, statuses=statuses, again=True)
            else:
                change = change._replace(dues=dues or change.dues, statuses=statuses if statuses[1:] else ())
        made.append(change)
    there = {change.id for change in comparison.of(ActionChange)}
    for id, (dues, statuses) in steps.items():
        # What ends as it began is told for the way that it went.
        if id not in there and id in before and id in after:
            made.append(ActionChange(id, before[id], after[id], dues, statuses))
    return made
