"""What changed about an action in; how it is said out. Nothing here is escaped."""

from ..analysis import diff_events
from ..model.diff import ActionChange
from ..model.records import DONE, DROPPED, OPEN, Action, Partnership
from .i18n import phrase, say
from .prose import (
    apart,
    day,
    dimension_name,
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


def action_sentence(was: Action | None, now: Action | None, before: Partnership, after: Partnership) -> str:
    """What became of an action, with its id and words."""
    if was and now:
        return f"{now.id}, {quoted(now.action)}, {listed(_clauses(was, now, before, after))}"
    action, partnership = (now, after) if now else (was, before)
    assert action is not None
    details = [owner_name(action, partnership), say("due {day}", day=day(action.due)) if action.due else ""]
    if action.status != OPEN:
        details.append(status_name(action))
    beside = "; ".join(each for each in details if each)
    event = say("was added") if now else say("was taken out of the plan")
    return f"{action.id}, {quoted(action.action)}, {event}" + (f" ({beside})" if beside else "")


def _clauses(was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    clauses: list[str] = []
    if was.status != now.status:
        words, closed = _BECAME.get(diff_events.event(ActionChange(now.id, was, now)), ("", ""))
        if closed and now.closed and not now.is_open:
            clauses.append(say(closed, day=day(now.closed)))
        else:
            clauses.append(say(words) if words else say("is now {status}", status=status_name(now)))
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
    return [*clauses, *action_details(was, now, before, after)] or [say("changed")]


def action_details(was: Action, now: Action, before: Partnership, after: Partnership) -> list[str]:
    """What else about an action is not as it was: who has it, where it stands, what it serves, its other dates."""
    clauses: list[str] = []
    if was.closed != now.closed and was.status == now.status:
        closed = say("is closed as of {day}", day=day(now.closed)) if now.closed else say("lost its closing date")
        clauses.append(closed)
    if was.owner != now.owner:
        from_, to = before.agency_name(was.owner), after.agency_name(now.owner)
        clauses.append(say("went from {before} to {now}", before=from_ or say("nobody"), now=to or say("nobody")))
    if was.role != now.role:
        clauses.append(say("is now with the role {role}", role=now.role) if now.role else say("names no role any more"))
    if (was.principle, was.horizon) != (now.principle, now.horizon):
        place = principle_name(now.principle, after.instrument) if now.principle else say("the readiness plan")
        if now.horizon and now.principle:
            place += f" ({horizon_name(now.horizon, after.instrument, before.instrument)})"
        clauses.append(say("moved to {place}", place=place))
    if was.serves != now.serves:
        served = listed([dimension_name(each, after.instrument) for each in now.serves])
        none = say("names no statement that it serves")
        clauses.append(say("now serves {statements}", statements=served) if served else none)
    if was.opened != now.opened:
        opened = say("has the opening date {day}", day=day(now.opened)) if now.opened else ""
        clauses.append(opened or say("lost its opening date"))
    return clauses


def due_date_sentence(was: Action, now: Action) -> str:
    """How a due date moved, was set or was taken out; empty when it is the same."""
    moved = diff_events.due_date_move(was, now)
    if moved:
        how = (
            phrase("The due date moved {time} later, from {before} to {now}.")
            if moved.later
            else phrase("The due date was brought forward by {time}, from {before} to {now}.")
        )
        time = apart(moved.before, moved.after)
        return say(how, time=time, before=day(moved.before), now=day(moved.after))
    if was.due == now.due:
        return ""
    return (
        say("It is due {day} now.", day=day(now.due)) if now.due else say("It was due {day} before.", day=day(was.due))
    )
