"""Data of a record in; where it names something by an id, out: by the catalogue of fields."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..documents.document import Document
from ..loading import files
from ..loading.values import mapping
from ..model import fields, identities
from ..model.fields import Field
from ..model.locations import Location, Route
from ..model.records import Discussion
from .changeset import Draft


def rename(draft: Draft, of: Collection[str], ids: Collection[str], now: str) -> None:
    """Everything in a draft that names something of some kinds by one of some ids names it by another one."""
    for document, places in _places(draft, of, ids):
        for route, key in places:
            if key != now:
                draft.put(document.path, route, now)


def naming(draft: Draft, of: Collection[str], id: str) -> Iterator[Location]:
    """Where the records of a draft name something of some kinds by its id: one place of each file."""
    for document, places in _places(draft, of, (id,)):
        if places:
            yield document.location(places[0][0])


def _places(
    draft: Draft, of: Collection[str], ids: Collection[str]
) -> Iterator[tuple[Document, list[tuple[Route, str]]]]:
    """The documents of a draft that can be read, each with the routes to ids of some kinds and what stands there."""
    for path in draft.paths():
        root, document = fields.ROOTS.get(files.kind(path) or ""), draft.document(path)
        if root is not None and document is not None and not document.found:
            yield document, [*_named(root, mapping(document.data), (), of, ids)]


def _named(
    kind: type, data: Mapping[str, Any], at: Route, of: Collection[str], ids: Collection[str]
) -> Iterator[tuple[Route, str]]:
    """The routes to ids of some kinds in a record, each with what stands there."""
    for field in fields.of(kind):
        if not field.route or field.key == fields.AROUND:
            continue
        value: Any = data
        for step in field.route:
            value = mapping(value).get(step)
        route = (*at, *field.route)
        if isinstance(value, str) and field.holds == fields.ID:
            yield from [(route, value)] if field.of in of and value in ids else ()
        elif isinstance(value, list) and field.holds == fields.IDS:
            if field.of in of:
                yield from (
                    ((*route, n), each) for n, each in enumerate(value) if isinstance(each, str) and each in ids
                )
        else:
            for inner, each, where in _within(kind, field, value, route):
                yield from _named(inner, each, where, of, ids)


def _within(kind: type, field: Field, value: Any, route: Route) -> Iterator[tuple[type, Mapping[str, Any], Route]]:
    """The records that a field holds, each with its kind and where it stands."""
    inner = identities.below(kind, field)
    if inner is None:
        return
    if field.holds == fields.RECORD and isinstance(value, dict):
        yield inner, value, route
    elif isinstance(value, list):
        yield from ((inner, each, (*route, n)) for n, each in enumerate(value) if isinstance(each, dict))
    elif isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, dict):
                yield inner, each, (*route, key)
            elif inner is Discussion and isinstance(each, list):
                yield from ((inner, one, (*route, key, n)) for n, one in enumerate(each) if isinstance(one, dict))
