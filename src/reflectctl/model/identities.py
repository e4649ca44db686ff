"""What tells one record from another of its kind, and which of its fields were agreed together.

A merge goes by this table; what each field holds it takes from `fields`. A kind of records without a line here is
merged record by record, each as a whole: what either side adds stays, and one that both sides changed is a conflict. A
new field needs a line only where it was agreed together with others.

    by_key(Assessment)             # each key of a record with the field it holds
    together(Assessment)           # the keys that are taken from one side or the other
    apart(Action)                  # what may not come from two sides, as one is about the other
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from .fields import AROUND, BODY, DAY, FIELDS, PERIOD, WORDED, Field
from .named_tuples import NamedTuple
from .records import (
    Action,
    Agency,
    Assessment,
    Discussion,
    EarlierRating,
    Group,
    Heard,
    Meeting,
    Plan,
    Preliminary,
    Progress,
    Record,
    Source,
    View,
    Views,
)
from .report_config import Chapter


class Identity(NamedTuple):
    """How the records of a kind are known, by the keys under which they are written."""

    by: tuple[str, ...] = ()
    """What tells one from another in a list; none where they stand under keys of their own."""
    together: tuple[tuple[str, ...], ...] = ()
    """Keys that one side or the other has said, never each a part."""
    apart: tuple[tuple[str, str], ...] = ()
    """Two keys of which one may not be changed by one side while the other side changes the other."""
    disjoint: tuple[str, ...] = ()
    """Lists in which nobody stands twice."""
    points: tuple[str, ...] = ()
    """Texts made of points, each of which was said by itself."""
    whole: bool = False
    """Whether all of it was said at once."""


IDENTITIES: Mapping[type, Identity] = {
    Agency: Identity(by=("id",)),
    Group: Identity(by=("id",)),
    View: Identity(whole=True),
    Source: Identity(by=("what", "agency", "dated")),
    Discussion: Identity(by=("meeting", "dated"), points=("points",)),
    EarlierRating: Identity(by=("agreed", "meeting"), together=(("rating", "because"),)),
    Assessment: Identity(together=(("rating", "agreed", "meeting", "because"),)),
    Action: Identity(
        by=("id",),
        together=(("status", "closed", "outcome"), ("due", "review")),
        apart=(("action", "outcome"),),
    ),
    Progress: Identity(by=("dated", "note")),
    Heard: Identity(by=("who", "dated")),
    Record: Identity(by=("principle",)),
    Meeting: Identity(by=("id",), disjoint=("present", "absent")),
    Preliminary: Identity(together=(("discussed", "meeting"),)),
    Chapter: Identity(by=("id",)),
}

_BELOW: Mapping[tuple[type, str], type] = {(Views, "views"): View}
"""The records below a key of which `fields` says no kind."""

_ANSWERS = ("public", "hold_back", "may_stand")


def identity(kind: type) -> Identity:
    """How the records of a kind are known; of a kind without a line nothing is known but what they say."""
    return IDENTITIES.get(kind, Identity())


def below(kind: type, field: Field) -> type | None:
    """The kind of the records that a field holds; None where it holds none."""
    return field.of if isinstance(field.of, type) else _BELOW.get((kind, field.name))


@cache
def by_key(kind: type) -> Mapping[str, Field]:
    """The fields of a kind that stand under a key of their own, by that key."""
    return {field.key or field.name: field for field in FIELDS[kind] if field.key not in (AROUND, BODY)}


@cache
def together(kind: type) -> tuple[tuple[str, ...], ...]:
    """The keys that were said together, group by group."""
    answers = tuple(key for key in _ANSWERS[:2] if key in by_key(kind))
    return (*identity(kind).together, *((answers,) if len(answers) > 1 else ()))


@cache
def apart(kind: type) -> tuple[tuple[str, str], ...]:
    """Which keys may not be changed on two sides: an answer about what is published is about the words that stood."""
    keys = by_key(kind)
    words = [key for key, field in keys.items() if field.edition == WORDED and key not in _ANSWERS]
    answers = [key for key in _ANSWERS if key in keys]
    return (*identity(kind).apart, *((word, answer) for word in words for answer in answers))


@cache
def days(kind: type) -> tuple[str, ...]:
    """The keys of the days of a kind: by the first that is there the records of two sides are put in order."""
    return tuple(key for key, field in by_key(kind).items() if field.holds in (DAY, PERIOD))


def known(record: Any, above: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What a record is known by: its id alone, or what tells it from others in what stands `above` it."""
    kind: type = type(record)
    by = identity(kind).by
    if kind is Assessment:
        return (record.statement,)
    if kind is Plan:
        return (*above[:1], record.horizon)
    keys = by_key(kind)
    names = [keys[key].name for key in by] or [field.name for field in keys.values()]
    said = tuple(str(value) if value is not None else "" for value in (getattr(record, name) for name in names))
    return said if by == ("id",) else (*above, *said)
