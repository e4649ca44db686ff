"""What is to be reached: the goals and measures of the plans, and what the preliminary discussion came to."""

from datetime import date

from ..errors import ReflectError
from ..loading.files import PRELIMINARY
from ..loading.load import Loaded
from ..model.instrument import Principle
from ..model.locations import Route
from ..model.records import Action
from .changeset import Draft, prose
from .operations import as_data, begun, refuse_unreadable


def put(loaded: Loaded, draft: Draft, principle: Principle, horizon: str, key: str, words: str) -> object:
    """The goal or the measure of a part of a principle's plan; an empty text takes it out. Gives what it was."""
    return _put(draft, begun(loaded, draft, principle), ("making_progress", horizon, key), prose(words) or None)


def put_preliminary(loaded: Loaded, draft: Draft, route: Route, words: str) -> object:
    """A text of the preliminary discussion or of the readiness plan; an empty one takes it out. Gives what it was."""
    return _put(draft, _preliminary(loaded), route, prose(words) or None)


def put_notes(loaded: Loaded, draft: Draft, words: str) -> None:
    """What was said at the preliminary discussion, below its facts."""
    draft.put_body(_preliminary(loaded), words)


def add_notes(loaded: Loaded, draft: Draft, words: str) -> None:
    """What was said at the preliminary discussion, below what stands there in the draft."""
    path = _preliminary(loaded)
    document = draft.document(path)
    there = document.body.strip() if document else ""
    draft.put_body(path, f"{there}\n\n{words}" if there else words)


def discussed(loaded: Loaded, draft: Draft, day: date | None, meeting: str) -> object:
    """When the preliminary discussion was held, and at which meeting; None where it was not. Gives the day it was."""
    path = _preliminary(loaded)
    was = _put(draft, path, ("discussed",), day.isoformat() if day else None)
    _put(draft, path, ("meeting",), meeting or None)
    return was


def add_readiness_action(loaded: Loaded, draft: Draft, action: Action) -> None:
    """A new action at the end of the readiness plan."""
    draft.append(_preliminary(loaded), ("readiness", "actions"), as_data(action))


def _preliminary(loaded: Loaded) -> str:
    refuse_unreadable(loaded, PRELIMINARY)
    if PRELIMINARY not in loaded.documents:
        raise ReflectError(f"There is no {PRELIMINARY}.", "Run `reflectctl init` again: it lays out what is missing.")
    return PRELIMINARY


def _put(draft: Draft, path: str, route: Route, value: object) -> object:
    """Put a value at a route; what it says already is left as it is written. Gives what it was."""
    was = draft.value(path, route)
    is_same = isinstance(was, str) and isinstance(value, str) and was.rstrip("\n") == value.rstrip("\n")
    if not is_same:
        draft.put_said(path, route, value)
    return was
