"""A partnership and an edition in; what that edition may tell of it, out.

What a public edition leaves out is taken out of the values before anything is compared, counted or drawn, so that no
renderer can tell it. A field is left out unless it is decided here that it may be told: what is added to the model
later is internal until somebody decides.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..model.history import History
from ..model.locations import NOTHING, NOWHERE
from ..model.records import (
    Action,
    Agency,
    Assessment,
    Heard,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Record,
    Source,
    View,
)
from ..model.report_config import PUBLIC, Chapter, Front, Layout
from .redaction import count, few

TOLD, WORDED, INTERNAL = "told", "worded", "internal"
"""What becomes of a field: it is told as it is; it is told with small numbers of people made coarse; it is left out."""

DECIDED: Mapping[type, Mapping[str, str]] = {
    Agency: dict.fromkeys(("id", "name", "statutory", "joined", "left"), TOLD),
    View: dict.fromkeys(("agency", "rating", "because"), INTERNAL),
    Source: {"what": WORDED, "agency": TOLD, "dated": TOLD, "link": INTERNAL},
    Assessment: {
        **dict.fromkeys(("statement", "rating", "agreed", "meeting"), TOLD),
        "because": WORDED,
        "views": INTERNAL,
        "sources": TOLD,
        "reflections": INTERNAL,
    },
    Action: {
        **dict.fromkeys(("id", "owner", "opened", "due", "status", "closed", "serves", "principle", "horizon"), TOLD),
        "action": WORDED,
        "outcome": WORDED,
        "role": INTERNAL,
    },
    Plan: {"horizon": TOLD, "goal": WORDED, "measure": WORDED, "actions": TOLD},
    Record: dict.fromkeys(("principle", "assessments", "plans"), TOLD),
    Heard: {"who": WORDED, "how": WORDED, "dated": TOLD},
    Meeting: {
        **dict.fromkeys(("id", "date", "principles", "present", "absent", "heard"), TOLD),
        "title": WORDED,
        "notes": INTERNAL,
    },
    Preliminary: {
        **dict.fromkeys(("discussed", "meeting", "readiness"), TOLD),
        "goal": WORDED,
        "commitment": WORDED,
        "notes": INTERNAL,
    },
    Chapter: {"id": TOLD, "title": WORDED, "text": WORDED, "edition": TOLD},
    Front: {"title": WORDED, "classification": TOLD, "introduction": WORDED, "sections": TOLD},
    Layout: dict.fromkeys(("front", "chapters", "editions"), TOLD),
    Partnership: {
        **dict.fromkeys(
            ("name", "area", "content", "agencies", "due_soon_days", "instrument", "language", "layout"), TOLD
        ),
        **dict.fromkeys(("preliminary", "records", "meetings", "unread"), TOLD),
        **dict.fromkeys(("sources_current_months", "levels", "orphans", "local", "translations"), INTERNAL),
    },
}
"""What becomes of each field of a public edition; but for `where`, which is no part of what a value says."""


def of(edition: str) -> Callable[[Partnership], Partnership]:
    """What makes a partnership fit for an edition."""
    return public if edition == PUBLIC else lambda partnership: partnership


def public(partnership: Partnership) -> Partnership:
    """What may be published of a partnership."""
    made: Partnership = _public(partnership._replace(layout=_layout(partnership.layout)))
    return made


def coarsened(partnership: Partnership) -> int:
    """In how many places a public edition tells a small number of people, or an age, otherwise than the records do."""
    return _places(partnership._replace(layout=_layout(partnership.layout)))


def _places(value: Any) -> int:
    decided = DECIDED.get(type(value))
    if decided is not None:
        return sum(
            count(getattr(value, name)) if becomes == WORDED else _places(getattr(value, name))
            for name, becomes in decided.items()
            if becomes != INTERNAL
        )
    if isinstance(value, Mapping):
        return sum(map(_places, value.values()))
    return sum(map(_places, value)) if type(value) is tuple else 0


def _layout(layout: Layout) -> Layout:
    """How a public edition begins: nothing of what is for another edition."""
    return layout._replace(
        chapters=layout.chapters_of(PUBLIC),
        editions={name: front for name, front in layout.editions.items() if name == PUBLIC},
        # What the others are called is nobody's business, and where it stands is all that this edition needs.
        front=layout.of(PUBLIC),
    )


def _public(value: Any) -> Any:
    decided = DECIDED.get(type(value))
    if decided is not None:
        return type(value)(**{name: _field(value, name, decided) for name in value._fields})
    if type(value) is tuple:
        return tuple(_public(each) for each in value)
    if isinstance(value, Mapping):
        return {key: _public(each) for key, each in value.items()}
    return value


def _field(value: Any, name: str, decided: Mapping[str, str]) -> Any:
    held = getattr(value, name)
    if name == "where":
        return NOWHERE
    becomes = decided.get(name, INTERNAL)
    if becomes == INTERNAL:
        return type(value)._field_defaults.get(name, _EMPTY.get(type(held)))
    return few(held) if becomes == WORDED else _public(held)


_EMPTY: Mapping[type, Any] = {str: "", tuple: (), dict: NOTHING}


def history(told: History) -> History:
    """How ratings went, without who recorded them and what was said of it."""
    return told._replace(
        recordings=tuple(
            each._replace(because="", recorded=each.recorded._replace(author="", subject=""))
            for each in told.recordings
        ),
        unread=tuple(
            each._replace(reason="", recorded=each.recorded._replace(author="", subject="")) for each in told.unread
        ),
    )


def unreadable(found: tuple[tuple[str, str], ...], edition: str) -> tuple[tuple[str, str], ...]:
    """The files that could not be read; in a public edition without the reasons, which may quote what they hold."""
    return tuple((path, "") for path, _ in found) if edition == PUBLIC else found
