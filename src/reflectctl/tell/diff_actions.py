"""What changed about an action in; how it is said out. Nothing here is escaped."""

from collections.abc import Iterator, Sequence

from ..analysis import diff_events
from ..analysis.actions import newly_noted
from ..model import history as kinds
from ..model.diff import ActionChange, ActionStep
from ..model.periods import ONGOING
from ..model.records import DONE, DROPPED, OPEN, Action, Partnership
from .i18n import counted, many, phrase, say
from .prose import (
    apart,
    day,
    dimension_name,
    due_clause,
    due_date,
    horizon_name,
    listed,
    owner_name,
    principle_name,
    quoted,
    status_name,
)

_BECAME = {
    DONE: (phrase("is done"), phrase("is done (closed on {day})")),
    DROPPED: (phrase("is dropped"), phrase("is dropped (closed on {day})")),
    diff_events.STARTED: (phrase("was started"), ""),
    diff_events.REOPENED: (phrase("was opened again"), ""),
}
"""What an action became; and the same with the day on which it was closed."""


def action_sentence(change: ActionChange, before: Partnership, after: Partnership) -> str:
    """What became of an action, with its id and words."""
    was, now = change.before, change.after
    if was and now:
        return f"{now.id}, {quoted(now.action)}, {listed(_clauses(change, was, now, before, after))}"
    action, partnership = (now, after) if now else (was, before)
    assert action is not None
    details = [owner_name(action, partnership), due_clause(action, partnership)]
    if action.status != OPEN:
        details.append(status_name(action))
    beside = "; ".join(each for each in details if each)
    back = say("stands again") if change.again else ""
    event = back or (say("was added") if now else say("was taken out of the plan"))
    return f"{action.id}, {quoted(action.action)}, {event}" + (f" ({beside})" if beside else "")


def _clauses(change: ActionChange, was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    clauses: list[str] = []
    if change.statuses[1:]:
        clauses.append(say("was {steps}", steps=_statuses(change)))
    elif was.status != now.status:
        words, closed = _BECAME.get(diff_events.event(change), ("", ""))
        if closed and now.closed and not now.is_open:
            clauses.append(say(closed, day=day(now.closed)))
        else:
            clauses.append(say(words) if words else say("is now {status}", status=status_name(now)))
    clauses += _due_clauses(change)
    if was.action != now.action:
        clauses.append(say("was worded {words} before", words=quoted(was.action)))
    if was.outcome != now.outcome and was.status == now.status:
        if was.outcome and now.outcome:
            clauses.append(say("has its outcome rewritten"))
        else:
            clauses.append(say("has an outcome") if now.outcome else say("lost its outcome"))
    return [*clauses, *action_details(was, now, before, after)] or [say("changed")]


def _due_clauses(change: ActionChange) -> Iterator[str]:
    moves = [each for each in change.dues if each.was and each.now]
    if moves[1:]:
        path = _path(moves)
        back = counted(
            "moved its due date and came back: {path}", "moved its due date {number} times and came back: {path}"
        )
        times = counted("moved its due date: {path}", "moved its due date {number} times: {path}")
        yield many(*(back if moves[0].was == moves[-1].now else times), len(moves), path=path)
    elif change.dues:
        was, now = change.dues[0].was, change.dues[-1].now
        if now == ONGOING:
            yield say("is now ongoing, before due {before}", before=due_date(was)) if was else say("is now ongoing")
        elif was and now:
            yield say("is now due {day}, not {before}", day=due_date(now), before=due_date(was))
        elif now:
            yield say("is now due {day}", day=due_date(now))
        else:
            yield say("has no due date any more (was {day})", day=due_date(was))
    if any(noted_on_the_way(change)):
        yield say("has progress noted")


def action_details(was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    """What else about an action is not as it was: who has it, where it stands, what it serves, its other dates."""
    clauses: list[str] = []
    if was.closed != now.closed and was.status == now.status:
        closed = say("is closed as of {day}", day=day(now.closed)) if now.closed else say("lost its closing date")
        clauses.append(closed)
    if was.owner != now.owner:
        from_, to = before.agency_name(was.owner), after.agency_name(now.owner)
        clauses.append(say("went from {before} to {now}", before=from_ or say("nobody"), now=to or say("nobody")))
    if was.joint != now.joint:
        others = listed([after.agency_name(each) for each in now.joint])
        alone = say("is no longer undertaken with {others}", others=listed([*map(before.agency_name, was.joint)]))
        clauses.append(say("is undertaken with {others}", others=others) if others else alone)
    if was.review != now.review:
        again = say("is to be looked at again on {day}", day=day(now.review)) if now.review else ""
        clauses.append(again or say("has no day to be looked at again any more"))
    if was.role != now.role:
        clauses.append(say("is now with the role {role}", role=now.role) if now.role else say("names no role any more"))
    if (was.principle, was.horizon) != (now.principle, now.horizon):
        place = principle_name(now.principle, after.instrument) if now.principle else say("the readiness plan")
        if now.horizon and now.principle:
            place += f" ({horizon_name(now.horizon, after.instrument, before.instrument)})"
        clauses.append(say("moved to {place}", place=place))
    new_days = {each.dated for each in newly_noted(was.progress, now.progress)}
    if gone := [each for each in newly_noted(now.progress, was.progress) if each.dated not in new_days]:
        lost = counted("lost a note of its progress", "lost {number} notes of its progress")
        clauses.append(many(*lost, len(gone)))
    if was.serves != now.serves:
        served = listed([dimension_name(each, after.instrument) for each in now.serves])
        none = say("names no statement that it serves")
        clauses.append(say("now serves {statements}", statements=served) if served else none)
    if was.opened != now.opened:
        opened = say("has the opening date {day}", day=day(now.opened)) if now.opened else ""
        clauses.append(opened or say("lost its opening date"))
    return clauses


def due_date_sentence(change: ActionChange) -> str:
    """How a due date moved, by every move; or that it was set or taken out; empty when it is the same."""
    moves = [each for each in change.dues if each.was and each.now]
    if len(moves) > 1:
        path = _path(moves)
        is_back = moves[0].was == moves[-1].now
        if len(moves) == 2:
            twice = phrase("The due date moved twice and came back: {path}.") if is_back else _TWICE
            return say(twice, path=path)
        times = counted("The due date moved {number} time: {path}.", "The due date moved {number} times: {path}.")
        back = counted(
            "The due date moved {number} time and came back: {path}.",
            "The due date moved {number} times and came back: {path}.",
        )
        return many(*(back if is_back else times), len(moves), path=path)
    if not change.dues:
        return ""
    was, now = change.dues[0].was, change.dues[-1].now
    if not was or not now:
        if not now:
            return say("It was due {day} before.", day=due_date(was))
        return say("It is ongoing now.") if now == ONGOING else say("It is due {day} now.", day=due_date(now))
    moved = diff_events.due_date_move(was, now)
    if moved is None:
        return say("The due date is now {now}, before {before}.", now=due_date(now), before=due_date(was))
    how = (
        phrase("The due date moved {time} later, from {before} to {now}.")
        if moved.later
        else phrase("The due date was brought forward by {time}, from {before} to {now}.")
    )
    return say(how, time=apart(moved.before, moved.after), before=due_date(was), now=due_date(now))


_TWICE = phrase("The due date moved twice: {path}.")


def _path(moves: Sequence[ActionStep]) -> str:
    """Every due date on the way."""
    return " → ".join(map(due_date, (moves[0].was, *(each.now for each in moves))))


def due_date_reasons(change: ActionChange) -> Iterator[tuple[str, str]]:
    """Why a due date moved, with the day, as far as that was noted."""
    noted = [each for each in change.dues if each.because]
    for each in noted:
        words = quoted(each.because)
        if change.dues[1:]:
            words = say("to {due}: {why}", due=due_date(each.now), why=words) if each.now else words
        yield day(each.day) or say("Why"), words


def status_sentence(change: ActionChange) -> str:
    """The steps that a status took, where they are more than its ends."""
    if not change.statuses[1:]:
        return ""
    return say("It was {steps}.", steps=_statuses(change))


def _statuses(change: ActionChange) -> str:
    return listed([say(_STEPS[each.kind][bool(each.day)], day=day(each.day)) for each in change.statuses])


_STEPS = {
    kinds.STARTED: (phrase("started"), phrase("started ({day})")),
    kinds.REOPENED: (phrase("opened again"), phrase("opened again ({day})")),
    kinds.DONE: (phrase("done"), phrase("done ({day})")),
    kinds.DROPPED: (phrase("dropped"), phrase("dropped ({day})")),
}
"""What became of a status; and the same with the day."""


def noted_on_the_way(change: ActionChange) -> Iterator[tuple[str, str]]:
    """What was noted of an action's progress and is no reason for another due date."""
    was, now = change.after if change.again else change.before, change.after
    told = {(each.now, each.because) for each in change.dues}
    for each in newly_noted(was.progress if was else (), now.progress if now else ()):
        if each.note and (each.due, each.note) not in told:
            yield day(each.dated) or say("On the way"), quoted(each.note)
