"""Two partnerships in, which are the two sides of a conflict; the values on which they differ, by record, out."""

from collections.abc import Iterator
from typing import Any

from ..model import fields, identities
from ..model.conflicts import Difference
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership, Preliminary, View

Key = tuple[Any, ...]

_BELOW = (fields.RECORD, fields.RECORDS, fields.NOTES)
"""What fields hold that are looked at by themselves."""


class Found(NamedTuple):
    """A difference, and where it stands in the side that says something: ours where both do."""

    difference: Difference
    is_ours: bool
    line: int


def differences(ours: Partnership, theirs: Partnership, path: str) -> Iterator[Found]:
    """What the sides of a file differ in, record by record."""
    here: dict[Key, Any]
    here, there = (dict(_in(partnership, path)) for partnership in (ours, theirs))
    for key in [*here, *(key for key in there if key not in here)]:
        kind, *known = key
        one, other = here.get(key), there.get(key)
        if one is None or other is None:
            line = (here | there)[key].where.at().line
            yield Found(Difference(line, kind, tuple(known), None, one, other), one is not None, line)
            continue
        for field, left, right in fields.changed(one, other):
            if field.key == fields.AROUND or field.holds in _BELOW:
                continue
            is_ours = bool(left) or not right
            line = (one if is_ours else other).where.at(*field.route).line
            at = (getattr(one, "meeting", ""), getattr(other, "meeting", ""))
            yield Found(Difference(line, kind, tuple(known), field, left, right, at), is_ours, line)


def known(partnership: Partnership, path: str) -> set[Key]:
    """What the records of a file are known by, each behind its kind."""
    return {key for key, _ in _in(partnership, path)}


def _in(partnership: Partnership, path: str) -> Iterator[tuple[Key, Any]]:
    """The records of a file, by their kind and what they are known by."""
    for key, record in _records(partnership):
        if record.where.path == path:
            yield key, record


def _records(partnership: Partnership) -> Iterator[tuple[Key, Any]]:
    yield (Partnership,), partnership
    yield from _below(partnership, ())
    for record in (*partnership.files_of_principles, *partnership.meetings):
        yield from _with_below(record, ())
    for views in partnership.views:
        for statement, view in views.views.items():
            yield (View, statement, view.of), view
    if partnership.preliminary is not None:
        yield (Preliminary, ""), partnership.preliminary
        yield from _below(partnership.preliminary, ("",))
    yield from _below(partnership.layout, ())


def _with_below(record: Any, above: tuple[str, ...]) -> Iterator[tuple[Key, Any]]:
    """A record and those that stand in it, each with its kind and what it is known by."""
    known = identities.known(record, above)
    yield (type(record), *known), record
    yield from _below(record, known)


def _below(record: Any, known: tuple[str, ...]) -> Iterator[tuple[Key, Any]]:
    for field in fields.of(record):
        value = getattr(record, field.name)
        if field.key == fields.AROUND or field.holds not in _BELOW or not value:
            continue
        if field.holds == fields.NOTES:
            for prompt, said in value.items():
                for each in said:
                    yield from _with_below(each, (*known, prompt))
        else:
            for each in (value,) if field.holds == fields.RECORD else value:
                yield from _with_below(each, known)
