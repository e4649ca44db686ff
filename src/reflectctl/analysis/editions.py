"""A partnership and an edition in; what that edition may tell of it, out.

What a public edition leaves out is taken out of the values before anything is compared, counted or drawn, so that no
renderer can tell it. A field is left out unless it is decided in `model.fields` that it may be told: what is added to
the model later is internal until somebody decides.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..model.fields import FIELDS, INTERNAL, NOTES, PROSE, RECORD, RECORDS, WORDED, Field
from ..model.history import History
from ..model.locations import NOTHING
from ..model.records import Partnership
from ..model.report_config import PUBLIC, Layout
from .redaction import count, few


def of(edition: str) -> Callable[[Partnership], Partnership]:
    """What makes a partnership fit for an edition."""
    return public if edition == PUBLIC else lambda partnership: partnership


def seen(partnership: Partnership, shown: Callable[[str], str]) -> Partnership:
    """A partnership with what readers see of the texts that somebody wrote; the same one where nothing is hidden."""
    made: Partnership = _seen(partnership, shown)
    return made


def _seen(value: Any, shown: Callable[[str], str]) -> Any:
    if type(value) in FIELDS:
        changed = {}
        for field in FIELDS[type(value)]:
            held = getattr(value, field.name)
            seen = shown(held) if field.holds == PROSE else held
            if field.holds == NOTES:
                seen = {key: shown(text) for key, text in held.items()}
            elif field.holds in (RECORD, RECORDS) or type(value) is Layout:
                seen = _seen(held, shown)
            if seen != held:
                changed[field.name] = seen
        return value._replace(**changed) if changed else value
    if type(value) is tuple:
        return tuple(_seen(each, shown) for each in value)
    if isinstance(value, Mapping):
        return {key: _seen(each, shown) for key, each in value.items()}
    return value


def public(partnership: Partnership) -> Partnership:
    """What may be published of a partnership."""
    made: Partnership = _public(partnership._replace(layout=_layout(partnership.layout)))
    return made


def coarsened(partnership: Partnership) -> int:
    """In how many places a public edition tells a small number of people, or an age, otherwise than the records do."""
    return _places(partnership._replace(layout=_layout(partnership.layout)))


def _places(value: Any) -> int:
    if type(value) in FIELDS:
        return sum(
            count(getattr(value, field.name)) if field.edition == WORDED else _places(getattr(value, field.name))
            for field in FIELDS[type(value)]
            if field.edition != INTERNAL
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
    if type(value) in FIELDS:
        # Where it stands is left out: what it stands beside is nobody's business.
        return type(value)(**{field.name: _field(value, field) for field in FIELDS[type(value)]})
    if type(value) is tuple:
        return tuple(_public(each) for each in value)
    if isinstance(value, Mapping):
        return {key: _public(each) for key, each in value.items()}
    return value


def _field(value: Any, field: Field) -> Any:
    held = getattr(value, field.name)
    if field.edition == INTERNAL:
        return type(value)._field_defaults.get(field.name, _EMPTY.get(type(held)))
    return few(held) if field.edition == WORDED else _public(held)


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
