"""Documents of a partnership in, parts of the model out: its records, made as the catalogue of fields says.

A rating that is not on the scale and a status that there is not stay as they are written, so that nobody takes them
for none; what else cannot be used is left out, and `loading.unusable` says so. Nothing is raised for anything that
stands in a file.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar

from ..documents.document import Document, DocumentPlace
from ..model import fields
from ..model.fields import Field
from ..model.instrument import Instrument
from ..model.locations import NOTHING
from ..model.named_tuples import NamedTuple
from ..model.permitted import MayStand
from ..model.records import (
    Action,
    Assessment,
    Discussion,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Record,
    View,
    Views,
    with_views,
)
from .values import day, due, entries, items, mapping, text, texts, whole, written

Kind = TypeVar("Kind")

Read = Callable[[Mapping[str, Any], str], Any]


class _Column(NamedTuple):
    """How one field of a kind of record is read."""

    name: str
    key: str
    read: Read | None
    """None for what stands around the record, or is made of records itself."""
    of: Any
    """The kind of the records that it is made of, if so."""
    needed: bool
    default: Any


def made(
    kind: Callable[..., Kind],
    data: Mapping[str, Any],
    where: DocumentPlace | None = None,
    around: Mapping[str, Any] = NOTHING,
) -> Kind | None:
    """A record of a kind as data has it, with what stands `around` it; None where it lacks what there must be."""
    values: list[Any] = []
    for column in _columns(kind):
        name, key, read, of, needed, value = column
        if read is not None:
            value = read(data, key)
        elif of is None:
            value = around.get(name, value)
        elif of is Discussion:
            value = _discussions(entries(data, key), key, where)
        elif where is not None:
            value = _several(of, data, key, where, around)
        if needed and not value:
            return None
        values.append(value)
    return kind(*values) if where is None else kind(*values, where)


def _discussions(said: Mapping[str, Any], key: str, where: DocumentPlace | None) -> dict[str, tuple[Discussion, ...]]:
    """Key points by prompt; a text is what was said in a discussion whose day is not."""
    found: dict[str, tuple[Discussion, ...]] = {}
    for prompt in said:
        at = None if where is None else DocumentPlace(where.document, (*where.route, key))
        if words := text(said, prompt):
            found[prompt] = (Discussion(points=words),)
        elif at is not None and (several := _several(Discussion, said, prompt, at, NOTHING)):
            found[prompt] = several
    return found


def _several(
    kind: Callable[..., Kind],
    data: Mapping[str, Any],
    key: str,
    where: DocumentPlace,
    around: Mapping[str, Any],
) -> tuple[Kind, ...]:
    """The records of the list under a key."""
    return tuple(
        each
        for index, item in items(data, key)
        if (each := made(kind, item, DocumentPlace(where.document, (*where.route, key, index)), around)) is not None
    )


@lru_cache(maxsize=64)
def _columns(kind: Any) -> tuple[_Column, ...]:
    return tuple(
        _Column(
            field.name,
            field.route[-1] if field.route else "",
            _reader(field, kind),
            field.of if field.holds in (fields.RECORDS, fields.NOTES) and field.route else None,
            field.needed,
            fields.default(kind, field),
        )
        for field in fields.of(kind)
    )


_READ: Mapping[str, Read] = {
    **dict.fromkeys((fields.TEXT, fields.PROSE, fields.PERIOD, fields.LINK, fields.ID), text),
    fields.DAY: day,
    fields.DUE: due,
    fields.IDS: texts,
    fields.FLAG: lambda data, key: data.get(key) is True,
}


def _reader(field: Field, kind: type) -> Read | None:
    """What reads a field; None for what no single value says."""
    read = _READ.get(field.holds)
    if not field.route:
        return None
    if field.holds == fields.RATING or (field.holds == fields.CHOICE and kind is Action):
        read = partial(_as_written, fields.default(kind, field))
    elif field.holds == fields.CHOICE:
        read = partial(_one_of, frozenset(field.choices), fields.default(kind, field))
    elif field.holds == fields.NUMBER:
        read = partial(whole, most=field.most, otherwise=fields.default(kind, field))
    if read is not None and field.instead:
        read = partial(_or_instead, read, field.instead)
    if read is not None and len(field.route) > 1:
        read = partial(_within, read, field.route[0])
    return read


def _one_of(allowed: frozenset[str], otherwise: Any, data: Mapping[str, Any], key: str) -> Any:
    said = text(data, key)
    return said if said in allowed else otherwise


def _as_written(otherwise: Any, data: Mapping[str, Any], key: str) -> Any:
    return written(data, key) or otherwise


def _or_instead(read: Read, other: str, data: Mapping[str, Any], key: str) -> Any:
    return read(data, key) or read(data, other)


def _within(read: Read, outer: str, data: Mapping[str, Any], key: str) -> Any:
    return read(entries(data, outer), key)


def partnership(document: Document | None) -> Partnership:
    """A partnership as `partnership.yaml` alone describes it."""
    data = mapping(document.data) if document else {}
    levels = entries(entries(data, "settings"), "rules")
    listed = entries(data, "privacy").get("may_stand")
    around = {
        "levels": {rule: level for rule in levels if (level := text(levels, rule))},
        "permitted": tuple(
            MayStand(*(text(each, key) for key in MayStand._fields))
            for each in map(mapping, listed if isinstance(listed, list) else ())
        ),
    }
    said = made(Partnership, data, document.place() if document else None, around)
    assert said is not None, "a partnership needs nothing"
    return said


def record(document: Document, instrument: Instrument) -> Record | None:
    """What a principle file records; None when it does not say of which principle of the instrument."""
    data = mapping(document.data)
    said = made(Record, data, document.place())
    if said is None:
        return None
    recorded, plans = entries(data, "assessments"), entries(data, "making_progress")
    principle = said.principle
    return said._replace(
        assessments=_each(
            Assessment,
            {each.id: {"statement": f"{principle}.{each.id}"} for each in instrument.dimensions},
            recorded,
            document.place("assessments"),
        ),
        plans=_each(
            Plan,
            {each.id: {"principle": principle, "horizon": each.id} for each in instrument.horizons},
            plans,
            document.place("making_progress"),
        ),
    )


def _each(
    kind: Callable[..., Kind],
    arounds: Mapping[str, Mapping[str, Any]],
    data: Mapping[str, Any],
    where: DocumentPlace,
) -> tuple[Kind, ...]:
    """The records of a mapping, in the order of what stands around each, by their keys."""
    there = (key for key in arounds if key in data)
    found = (
        made(kind, mapping(data[key]), DocumentPlace(where.document, (*where.route, key)), arounds[key])
        for key in there
    )
    return tuple(each for each in found if each is not None)


def views(document: Document) -> Views | None:
    """What one agency or group thinks, as a file of views has it; None when it does not say who."""
    data = mapping(document.data)
    said = whose_views(data, document.place())
    if said is None:
        return None
    given = entries(data, "views")
    read = ((each, view(said.of, given[each], document.place("views", each))) for each in given)
    return said._replace(views={each: its for each, its in read if its is not None})


def whose_views(data: Mapping[str, Any], where: DocumentPlace | None = None) -> Views | None:
    """Whose views a file of them holds, without them; None when it does not say."""
    return made(Views, data, where)


def view(of: str, data: Any, where: DocumentPlace | None = None) -> View | None:
    """A view as data has it; None where it lacks what there must be."""
    return made(View, mapping(data), where, {"of": of})


def beside(begun: Iterable[Record], views: Iterable[Views], groups: Container[str] = ()) -> tuple[Record, ...]:
    """Records with the views of their statements, in the order given. Of two files by one agency, the last is read.

    Those of `groups` stand apart.
    """
    held: dict[str, dict[str, View]] = {}
    for each in views:
        for statement, view in each.views.items():
            held.setdefault(statement, {})[each.of] = view
    return tuple(_with_views(each, held, groups) if held else each for each in begun)


def _with_views(record: Record, held: Mapping[str, Mapping[str, View]], groups: Container[str]) -> Record:
    assessments = (
        with_views(each, held[each.statement].values(), groups) if each.statement in held else each
        for each in record.assessments
    )
    return record._replace(assessments=tuple(assessments))


def begun(partnership: Partnership, documents: Iterable[Document]) -> Partnership:
    """A partnership whose records are of the principles about which something is said; the others are laid out."""
    data = [mapping(document.data) for document in documents]
    said = {text(each, "principle") for each in data if any(_says(each[key]) for key in each if key != "principle")}
    said |= partnership.viewed
    return partnership._replace(
        records=tuple(each for each in partnership.records if each.principle in said),
        laid_out=tuple(each for each in partnership.records if each.principle not in said),
    )


def _says(value: Any) -> bool:
    """Whether anything stands in a value, be it of use or not: a key whose place is empty says nothing."""
    if isinstance(value, Mapping):
        return any(map(_says, value.values()))
    return any(map(_says, value)) if isinstance(value, list) else value not in (None, "")


def meeting(document: Document) -> Meeting | None:
    """The meeting that a file records; None without an id and a date."""
    return made(Meeting, mapping(document.data), document.place(), {"notes": document.body})


def preliminary(document: Document) -> Preliminary:
    """The readiness conversation."""
    data = mapping(document.data)
    readiness = entries(data, "readiness")
    said = made(Preliminary, data, document.place(), {"notes": document.body})
    assert said is not None, "a readiness conversation needs nothing"
    return said._replace(readiness=made(Plan, readiness, document.place("readiness")) if readiness else None)
