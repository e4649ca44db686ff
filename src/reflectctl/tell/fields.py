"""A record's fields in; their titles and what they hold, in words, out: for what has no sentence of its own.

Fields are told by their titles wherever sentences were made for others, so that none is left untold: those that a
record has beside (`pairs`), and those that are not as they were (`moved`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..model import fields
from ..model.blocks import Pair, Paragraph
from ..model.fields import Field
from ..model.records import Partnership
from . import prose
from .i18n import say


def called(field: Field, id: str, partnership: Partnership) -> str:
    """What people call that which the id in a field is of; the id itself, where that says enough."""
    if field.of == fields.DIMENSION:
        return prose.dimension_name(id, partnership.instrument)
    if field.of == fields.PRINCIPLE:
        return prose.principle_name(id, partnership.instrument)
    return prose.flat(partnership.agency_name(id)) if field.of in (*fields.WHO_IS, fields.GROUP) else id


def words(field: Field, value: Any, partnership: Partnership) -> str:
    """What a field holds; empty when nothing is recorded."""
    if value is None or value is False or value in ("", ()) or value == {}:
        return ""
    if isinstance(value, str) and field.holds in (fields.NOTES, fields.RECORD, fields.RECORDS):
        return prose.flat(value)  # as a history has it
    match field.holds:
        case fields.DAY:
            return prose.day(value)
        case fields.DUE:
            return prose.due_date(value)
        case fields.FLAG:
            return say("yes")
        case fields.RATING:
            return prose.label(value, partnership.instrument)
        case fields.CHOICE:
            return str(value).replace("-", " ")
        case fields.ID:
            return called(field, value, partnership)
        case fields.IDS:
            return prose.listed([called(field, each, partnership) for each in value])
        case fields.NOTES:
            return "; ".join(prose.flat(prose.told_points(each)) for each in value.values())
        case fields.OTHER if isinstance(value, Mapping):
            return "; ".join(f"{key}: {prose.flat(str(each))}" for key, each in value.items())
        case fields.RECORD | fields.RECORDS:
            several = value if field.holds == fields.RECORDS else (value,)
            return "; ".join(_summed(each, partnership) for each in several)
    return prose.flat(str(value))


def _summed(record: Any, partnership: Partnership) -> str:
    told = (words(field, getattr(record, field.name), partnership) for field in fields.of(record))
    return prose.row(told)


def moved(field: Field, was: Any, now: Any, before: Partnership, after: Partnership) -> str:
    """How a field changed: `Priority: normal → high`."""
    return say(
        "{field}: {before} → {now}",
        field=say(field.title),
        before=words(field, was, before) or say("not recorded"),
        now=words(field, now, after) or say("not recorded"),
    )


def step(kind: type, name: str, was: str, now: str, partnership: Partnership) -> str:
    """How a field changed that history follows, which has what files say."""
    field = next(each for each in fields.of(kind) if each.name == name)
    return moved(field, _value(field, was), _value(field, now), partnership, partnership)


def _value(field: Field, said: str) -> Any:
    if field.holds == fields.DAY:
        return date.fromisoformat(said) if said else None
    if field.holds == fields.FLAG:
        return said == "true"
    return tuple(said.split(", ")) if said and field.holds == fields.IDS else said


def moves(was: Any, now: Any, before: Partnership, after: Partnership) -> Iterator[str]:
    """What of a record only titles tell, where it is not as it was, or is new; and of the records in it."""
    for field in fields.of(now) if now is not None else ():
        there, here = getattr(was, field.name, None), getattr(now, field.name)
        if field.own and field.holds == fields.RECORDS and there != here:
            known = {each[0]: each for each in there or ()}
            for each in here:
                yield from moves(known.get(each[0]), each, before, after)
        elif not field.own and (there or None) != (here or None):
            told = moved(field, there, here, before, after)
            yield told if was is not None else f"{say(field.title)}: {words(field, here, after)}"


def pairs(record: Any, partnership: Partnership) -> tuple[Pair, ...]:
    """What a record says that nothing but titles tells."""
    return tuple(
        Pair(say(field.title), (Paragraph(words(field, value, partnership)),))
        for field, value in fields.further(record)
    )
