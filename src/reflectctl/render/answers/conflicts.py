"""What a merge has left in; what JSON holds of it out."""

from typing import Annotated, Any

from ...model import fields
from ...model.conflicts import DOING, STATES, Difference, FileInConflict
from ...model.conflicts import Conflicts as Found
from ...model.named_tuples import NamedTuple
from .common import Day, Position, taken


class Side(NamedTuple):
    """The last commit of a side that changed a file."""

    commit: Annotated[str, "^([0-9a-f]{40}|[0-9a-f]{64})$"]
    """Its full id. Such as `d8ad50fd12e33489b91711e9e8e47f8ee3445558`."""
    author: str
    """Who wrote it. Such as `Partnership coordinator`."""
    day: Day
    """The day on which it was written."""
    subject: str
    """What it says that it does. Such as `Record the meeting of 12 March`."""


class Value(NamedTuple):
    """A value on which the sides differ."""

    line: Position
    """The line at which it stands in the file, counted from 1. Such as `14`."""
    kind: str | None
    """The kind of record that it belongs to; null for lines of no record. Such as `action`, `assessment`, `null`."""
    known_by: tuple[str, ...]
    """What tells the record from others of its kind. Such as `["a-7k3f"]`, `["children-first.action"]`."""
    field: str | None
    """The field that differs; null where one side has no such record, and for lines. Such as `due`, `null`."""
    ours: str | None
    """What our side says; null when it says nothing. Such as `2026-07-31`, `null`."""
    theirs: str | None
    """What their side says; null when it says nothing. Such as `2026-09-30`, `null`."""
    added: bool | None
    """Whether a record that one side has was added by it; false where the other side took it out. Null for what is no
    whole record, and where git does not say what was before. Such as `true`, `null`."""


class File(NamedTuple):
    """A file that is left to be decided."""

    path: str
    state: Annotated[str, STATES]
    """Whether marks stand in it, one side took it out, or nothing is left but to tell git so. Such as `differs`."""
    ours: Side | None
    """The last commit of our side that changed it. Null where git does not say."""
    theirs: Side | None
    """The last commit of their side that changed it. Null where git does not say."""
    values: tuple[Value, ...]
    """The values on which the sides differ, as they stand in the file."""


class Conflicts(NamedTuple):
    """Conflicts.

    What `reflectctl conflicts --format json` prints: every value on which the two sides of a merge differ.
    """

    doing: Annotated[str, DOING]
    """What git is doing that the sides come from; `other` where it does not say. Such as `merge`."""
    files: tuple[File, ...]
    """The files that are left to be decided, by path."""
    elsewhere: int
    """How many files outside the partnership are in conflict as well. Such as `0`."""


def conflicts(found: Found) -> Conflicts:
    """Each with both sides' values as they are written."""
    return Conflicts(found.doing, tuple(map(_file, found.files)), found.elsewhere)


def _file(file: FileInConflict) -> File:
    ours, theirs = (taken(Side, side) if side is not None else None for side in (file.ours, file.theirs))
    return File(file.path, file.state, ours, theirs, tuple(map(_value, file.differences)))


def _value(each: Difference) -> Value:
    kind = each.kind.__name__.lower() if each.kind is not None else None
    field = each.field.name if each.field is not None else None
    ours, theirs = (_said(each, side) for side in (each.ours, each.theirs))
    return Value(each.line, kind, each.known, field, ours, theirs, each.added)


def _said(each: Difference, value: Any) -> str | None:
    """A value as one text; of a whole record, what it is known by or says first."""
    if value is None or value in ("", ()):
        return None
    if each.kind is not None and each.field is None:
        return str(next((said for said in (getattr(value, field.name) for field in fields.of(value)) if said), ""))
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
