"""Who an id is: an agency that changed its id is the same agency, in every file and at every commit.

An agency says under `was` what it was called by before. Whoever goes by the ids of agencies asks here, or takes records
that were put under the ids of today when they were loaded.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from . import fields
from .records import Agency, Group, Partnership, View, Views

Ids = Mapping[str, str]
"""By earlier id, the one that an agency has now."""


def earlier_ids(*partnerships: Partnership) -> dict[str, str]:
    """The earlier ids of agencies, each with the id of now; of several moments, the first is asked first.

    An id that an agency or a group has now is nobody's earlier one; of two agencies that claim one, the first has it.
    """
    found: dict[str, str] = {}
    for partnership in partnerships:
        own = {each.id for each in partnership.speakers}
        for agency in partnership.agencies:
            for id in agency.was:
                # Where one moment says that an id came after another, and a later one the opposite, the first counts.
                if id not in own and _last(agency.id, found) != id:
                    found.setdefault(id, agency.id)
    return {id: _last(id, found) for id in found}


def _last(id: str, ids: Ids) -> str:
    while id in ids:
        id = ids[id]
    return id


def listed(views: Iterable[Views], partnership: Partnership, ids: Ids) -> tuple[Views, ...]:
    """Files of views by the ids of now, in the order in which a partnership lists those who gave them."""
    order = {each.id: at for at, each in enumerate(partnership.speakers)}
    known = (_renamed(each, ids) if ids else each for each in views)
    return tuple(sorted(known, key=lambda each: (order.get(each.of, len(order)), each.of)))


def by_ids_of_now(partnership: Partnership, ids: Ids) -> Partnership:
    """A partnership whose records name every agency by the id of now."""
    if not ids:
        return partnership
    said: Partnership = _renamed(partnership, ids)
    return said


def as_of_now(partnership: Partnership, ids: Ids) -> Partnership:
    """A partnership of another moment, in which every agency is already what it is now."""
    if not ids:
        return partnership
    said = by_ids_of_now(partnership, ids)
    kept = {each.id: each for each in reversed(partnership.agencies)}
    agencies = (each._replace(id=ids.get(each.id, each.id)) for each in partnership.agencies)
    # Of two that have become one, the one that had the id all along counts.
    once = {each.id: kept.get(each.id, each) for each in agencies}
    return said._replace(agencies=tuple(once.values()), views=_once(said.views))


def knowing(partnership: Partnership, ids: Ids) -> Partnership:
    """A partnership whose agencies say all their earlier ids, also those that only another moment knew."""
    known: dict[str, list[str]] = {}
    for id, now in ids.items():
        known.setdefault(now, []).append(id)
    agencies = (
        each._replace(was=tuple(dict.fromkeys((*each.was, *known.get(each.id, ()))))) for each in partnership.agencies
    )
    return partnership._replace(agencies=tuple(agencies))


def _once(views: Iterable[Views]) -> tuple[Views, ...]:
    """The views of each agency in one; those that it gave under the id of now come last, and so they count."""
    found: dict[str, Views] = {}
    for each in views:
        there = found.get(each.of)
        found[each.of] = each if there is None else each._replace(views={**there.views, **each.views})
    return tuple(found.values())


def _renamed(record: Any, ids: Ids) -> Any:
    """A record with the ids of now in every field that names an agency, and in the records that it holds."""
    changes: dict[str, Any] = {}
    for field in fields.of(record):
        was = getattr(record, field.name)
        if now := _value(field, was, ids):
            changes[field.name] = now
    return record._replace(**changes) if changes else record


def _value(field: fields.Field, was: Any, ids: Ids) -> Any:
    """What a field holds by the ids of now; None where that is what it held."""
    if not was:
        return None
    if field.holds in (fields.ID, fields.IDS):
        if field.of not in fields.WHO_IS:
            return None
        now: Any = ids.get(was, was) if isinstance(was, str) else tuple(dict.fromkeys(ids.get(id, id) for id in was))
    elif field.holds == fields.RECORD:
        now = _renamed(was, ids)
    elif field.holds == fields.RECORDS and field.of is not Agency:
        now = tuple(_renamed(each, ids) for each in was)
        if field.of is View:
            now = tuple({each.of: each for each in now}.values())
    elif isinstance(was, Mapping) and isinstance(next(iter(was.values())), View):
        now = {key: _renamed(each, ids) for key, each in was.items()}
    else:
        return None
    return None if now == was else now


def called(name: str) -> str:
    """A name as it is compared with another: blanks and capital letters make no difference."""
    return " ".join(name.casefold().split())


def has_left(member: Agency | Group) -> bool:
    """Whether somebody was round the table and has gone; a group does not leave."""
    return isinstance(member, Agency) and member.left is not None
