"""Histories of views and actions in, JSON for other programs out, as `schema/output-history-*.schema.json` say."""

from collections.abc import Iterable
from datetime import date

from ..analysis import record_history as questions
from ..model.history import (
    ActionEvent,
    ActionHistories,
    ActionHistory,
    HeldView,
    Recorded,
    Unread,
    ViewChange,
    ViewHistory,
)
from ..model.instrument import Instrument
from ..tell import prose
from .json import FORMAT, Json, local_ones, spelled


def views(history: ViewHistory, instrument: Instrument) -> str:
    """Every change of the agencies' views, by statement, oldest first, and what could not be read."""
    local = local_ones(instrument)
    changes = [{**_change(each, instrument), "local": each.statement in local} for each in history.changes]
    return spelled({"format": FORMAT, "kind": "history-views", "changes": changes, "unread": _unread(history.unread)})


def _change(each: ViewChange, instrument: Instrument) -> Json:
    principle, _, dimension = each.statement.partition(".")
    before = {view.agency: view for view in each.was}
    now = {view.agency: view for view in each.views}
    return {
        "statement": each.statement,
        "principle": principle,
        "dimension": dimension,
        "name": prose.statement_name(each.statement, instrument),
        "day": each.day.isoformat(),
        "day_is": "agreed" if each.dated else "recorded",
        "stands": each.stands,
        "spread": questions.spread(each.views, instrument),
        "drawn": questions.drawn(each.was, each.views, instrument) or None,
        "views": [_held(agency, now.get(agency), before.get(agency), instrument) for agency in sorted({*before, *now})],
        "rating": each.rating,
        "rating_title": instrument.label(each.rating),
        "agreed": _day(each.agreed),
        "meeting": each.meeting or None,
        "recorded": _recorded(each.recorded),
    }


def _held(agency: str, now: HeldView | None, was: HeldView | None, instrument: Instrument) -> Json:
    return {
        "agency": agency,
        "held": now is not None,
        "view": now.rating if now else None,
        "view_title": _title(now, instrument),
        "was_held": was is not None,
        "was": was.rating if was else None,
        "was_title": _title(was, instrument),
        "because": (now.because or None) if now else None,
    }


def _title(view: HeldView | None, instrument: Instrument) -> str | None:
    return None if view is None else instrument.label(view.rating) if view.rating else "Could not say"


def actions(histories: ActionHistories) -> str:
    """The history of every action, in the order they were opened, and what could not be read."""
    actions = [_action(each) for each in histories.actions]
    return spelled(
        {"format": FORMAT, "kind": "history-actions", "actions": actions, "unread": _unread(histories.unread)}
    )


def _action(action: ActionHistory) -> Json:
    return {
        "id": action.id,
        "action": action.action,
        "principle": action.principle or None,
        "horizon": action.horizon or None,
        "serves": list(action.serves),
        "in_plan": action.there,
        "events": [_event(each) for each in action.events],
    }


def _event(event: ActionEvent) -> Json:
    return {
        "event": event.kind,
        "day": event.day.isoformat(),
        "day_is": "agreed" if event.dated else "recorded",
        "was": event.was or None,
        "now": event.now or None,
        "because": event.because or None,
        "stands": event.stands,
        "recorded": _recorded(event.recorded),
    }


def _recorded(recorded: Recorded) -> Json:
    return {
        "commit": recorded.commit,
        "author": recorded.author,
        "at": recorded.at,
        "subject": recorded.subject or None,
    }


def _unread(found: Iterable[Unread]) -> list[Json]:
    return [{"path": each.path, "reason": each.reason, "recorded": _recorded(each.recorded)} for each in found]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
