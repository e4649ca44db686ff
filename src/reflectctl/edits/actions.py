"""What people ask for of actions: to add, change, move, reopen and remove them, and to note how they are going.

Each takes a partnership as it was loaded and gives edits, as `operations` does for everything else.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..errors import ReflectError
from ..loading.load import Loaded
from ..loading.values import mapping, text
from ..model.instrument import Principle
from ..model.locations import Route
from ..model.records import DONE, DROPPED, OPEN, Action, Progress
from .changeset import Draft, prose
from .operations import as_data, begun, refuse_copies


def add(loaded: Loaded, draft: Draft, principle: Principle, horizon: str, action: Action) -> None:
    """A new action at the end of a part of a principle's plan."""
    path = begun(loaded, draft, principle)
    draft.append(path, ("making_progress", horizon, "actions"), as_data(action))


def change(
    loaded: Loaded,
    draft: Draft,
    id: str,
    *,
    status: str,
    closed: date | None = None,
    outcome: str = "",
) -> None:
    """An action's new status, with the day it was closed and what came of it."""
    path, route = _there(loaded, draft, id)
    draft.put(path, (*route, "status"), status)
    if status in (DONE, DROPPED):
        draft.put(path, (*route, "closed"), closed.isoformat() if closed else None)
        if outcome.strip():
            draft.put(path, (*route, "outcome"), prose(outcome))
    elif draft.value(path, (*route, "closed")):
        draft.put(path, (*route, "closed"), None)


def reopen(loaded: Loaded, draft: Draft, action: Action, noted: Progress | None) -> None:
    """An action is to be done again. What was told as its outcome stays, as something that happened on the way."""
    path, route = _there(loaded, draft, action.id)
    draft.put(path, (*route, "status"), OPEN)
    for key in ("closed", "outcome"):
        if draft.value(path, (*route, key)):
            draft.put(path, (*route, key), None)
    if action.outcome:
        _note(draft, path, route, Progress(action.closed, action.outcome))
    if noted is not None:
        _note(draft, path, route, noted)


def progress(loaded: Loaded, draft: Draft, id: str, noted: Progress, review: date | None) -> None:
    """What happened on the way; with another due date, that is the action's from now on."""
    path, route = _there(loaded, draft, id)
    _note(draft, path, route, noted)
    edit(loaded, draft, id, {"due": noted.due} if noted.due else {})
    if review is not None:
        draft.put(path, (*route, "review"), review.isoformat())


def no_progress(loaded: Loaded, draft: Draft, id: str, at: int) -> None:
    """An action without something that was noted on the way."""
    path, route = _there(loaded, draft, id)
    draft.remove(path, (*route, "progress", at))


def _note(draft: Draft, path: str, route: Route, noted: Progress) -> None:
    draft.append(path, (*route, "progress"), {key: value for key, value in as_data(noted).items() if value})


def edit(loaded: Loaded, draft: Draft, id: str, values: Mapping[str, Any]) -> None:
    """An action with other values under some keys. None empties one."""
    path, route = _there(loaded, draft, id)
    for key, value in values.items():
        draft.put_said(path, (*route, key), value)


def move(loaded: Loaded, draft: Draft, id: str, principle: Principle, horizon: str) -> None:
    """An action at the end of another plan, with its comments."""
    path, route = _there(loaded, draft, id)
    to = begun(loaded, draft, principle)
    draft.move(path, route, to, ("making_progress", horizon, "actions"))


def remove(loaded: Loaded, draft: Draft, id: str) -> None:
    """A plan without an action that stood in it."""
    draft.remove(*_there(loaded, draft, id))


def new_id(loaded: Loaded, choose: Callable[[], str]) -> str:
    """An id that no action has; `choose` gives random ones."""
    taken = {action.id for action in loaded.partnership.actions}
    while (id := choose()) in taken:
        pass
    return id


def _there(loaded: Loaded, draft: Draft, id: str) -> tuple[str, Route]:
    """Where an action stands; refused where two say they are it."""
    refuse_copies(loaded, "action", id)
    path, route = _action(draft, id)
    refuse_copies(loaded, "principle", str(draft.value(path, ("principle",))))
    return path, route


def _action(draft: Draft, id: str) -> tuple[str, Route]:
    """Where an action stands, in the draft as it is now."""
    for path in draft.paths():
        document = draft.document(path)
        data = mapping(document.data) if document else {}
        plans = mapping(data.get("making_progress"))
        readiness = data.get("readiness")
        for route, holder in [
            *((("making_progress", horizon), plans[horizon]) for horizon in plans),
            (("readiness",), readiness),
        ]:
            actions = mapping(holder).get("actions")
            for index, item in enumerate(actions if isinstance(actions, list) else []):
                if text(mapping(item), "id") == id:
                    return path, (*route, "actions", index)
    raise ReflectError(f"'{id}' is not a known action.", "See `reflectctl action list`.", exit_code=2)
