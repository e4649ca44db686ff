"""Who is round the table, changed: agencies that come, are renamed, leave or are taken out, and groups beside them."""

from collections.abc import Sequence
from typing import Any

from ..errors import ReflectError
from ..loading import files
from ..loading.files import PARTNERSHIP
from ..loading.load import Loaded
from ..loading.values import mapping, text
from ..model import fields
from ..model.agency_ids import called, has_left
from ..model.records import Agency, Group
from . import references
from .changeset import Draft, line
from .operations import as_data, refuse_copies, refuse_unreadable, slug


def new_id(wanted: str, name: str) -> str:
    """The id of a new agency or group: as it was typed, else made of its name."""
    id = wanted.strip() or slug(name)
    if not id:
        raise ReflectError(
            f"No id can be made of '{name[:80]}'.", "Name one with --id, in letters, digits and hyphens.", exit_code=2
        )
    return id


def add_agency(loaded: Loaded, draft: Draft, agency: Agency) -> None:
    """A new agency at the end of the list."""
    _free(loaded, agency.id)
    _free_name(loaded, agency)
    draft.append(PARTNERSHIP, ("agencies",), as_data(agency))


def add_group(loaded: Loaded, draft: Draft, group: Group) -> None:
    """A new group at the end of the list."""
    _free(loaded, group.id)
    _free_name(loaded, group)
    draft.append(PARTNERSHIP, ("groups",), as_data(group))


def _free(loaded: Loaded, id: str, agency: Agency | None = None) -> None:
    """Refuse an id that belongs to an agency or a group, now or before, other than the agency itself."""
    partnership = loaded.partnership
    taken = partnership.agency(id) or partnership.group(id)
    if taken is not None and taken is not agency:
        has = "has" if taken.id == id else "had"
        raise ReflectError(f"{taken.name} {has} the id {id}.", "Name another one with --id.", exit_code=2)


def _free_name(loaded: Loaded, named: Agency | Group, was: Agency | Group | None = None) -> None:
    """Refuse a name that somebody else round the table has: whoever is told by it could be either."""
    for each in loaded.partnership.speakers:
        if each is was or called(each.name) != called(named.name) or has_left(each):
            continue
        what = "a member" if isinstance(each, Agency) else "a group"
        raise ReflectError(
            f"{each.name} is {what} already, as {each.id}. Nothing was written.", "Give another name.", exit_code=2
        )


def edit(loaded: Loaded, draft: Draft, was: Agency | Group, now: Agency | Group) -> None:
    """What an agency or a group is otherwise. An agency that left stays listed: what it said and did is its own."""
    place = _place(loaded, was)
    if called(now.name) != called(was.name):
        _free_name(loaded, now, was)
    written = as_data(now)
    for field, _, _ in fields.changed(was, now):
        draft.put_said(PARTNERSHIP, (*place, *field.route), written.get(field.name))


def remove(loaded: Loaded, draft: Draft, gone: Agency | Group) -> None:
    """Take out an agency or a group that was added by mistake; refused while something names it."""
    place = _place(loaded, gone)
    refuse_unreadable(loaded, "principles/", "views/", "meetings/", files.PRELIMINARY)
    if named := [str(each) for each in references.naming(draft, (*fields.WHO_IS, fields.GROUP), gone.id)]:
        more = f", and in {len(named) - 1} more {'file' if len(named) == 2 else 'files'}" if named[1:] else ""
        instead = "; `reflectctl agency leave` says that it is one no more" if isinstance(gone, Agency) else ""
        raise ReflectError(
            f"{gone.name} is named at {named[0]}{more}. Nothing was written.",
            f"It is taken out while nothing names it{instead}.",
            exit_code=2,
        )
    draft.remove(PARTNERSHIP, place)


def rename_agency(loaded: Loaded, draft: Draft, agency: Agency, *, id: str = "", name: str = "") -> None:
    """An agency's new name, and its new id in everything that names it; the id that it had is kept beside it."""
    place = _place(loaded, agency)
    if name:
        _free_name(loaded, agency._replace(name=name), agency)
        draft.put(PARTNERSHIP, (*place, "name"), line(name))
    if not id or id == agency.id:
        return
    _free(loaded, id, agency)
    refuse_copies(loaded, "views", agency.id)
    # What cannot be read may name it, and would go on doing so.
    refuse_unreadable(loaded, "principles/", "views/", "meetings/", files.PRELIMINARY)
    was: Sequence[str] = [each for each in (*agency.was, agency.id) if each != id]
    draft.put(PARTNERSHIP, (*place, "id"), id)
    draft.put(PARTNERSHIP, (*place, "was"), list(was))
    references.rename(draft, fields.WHO_IS, was, id)
    for path in draft.paths():
        folder, _, stem = path.rpartition("/")
        if (
            files.kind(path) == "views"
            and text(mapping(draft.value(path, ())), "of") == id
            and stem.removesuffix(".yaml") in was
        ):
            draft.move_file(path, f"{folder}/{id}.yaml")


def _place(loaded: Loaded, which: Agency | Group) -> tuple[str, int]:
    """Where an agency or a group stands in its list."""
    kind, key = ("agency", "agencies") if isinstance(which, Agency) else ("group", "groups")
    refuse_copies(loaded, kind, which.id)
    document = loaded.documents.get(PARTNERSHIP)
    listed: Any = mapping(document.data).get(key) if document else None
    for at, each in enumerate(listed if isinstance(listed, list) else ()):
        if text(mapping(each), "id") == which.id:
            return key, at
    raise ReflectError(f"{PARTNERSHIP} does not list the {kind} {which.id}.", "Run `reflectctl validate`.")
