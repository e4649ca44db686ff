"""Agencies and groups: added, renamed, and those that leave."""

from collections.abc import Sequence
from typing import NamedTuple

from ..analysis import lookup
from ..edits import members, operations
from ..errors import ReflectError
from ..model.records import Agency, Group
from .context import Context
from .writing import finish, open_to_write


class NewGroup(NamedTuple):
    """A group that is to be added, in the words that were typed."""

    name: str
    kind: str
    id: str = ""
    members: Sequence[str] = ()
    quorum: int | None = None


def add_agency(here: Context, name: str, *, id: str, statutory: bool, joined: str | None, dry_run: bool) -> str:
    """Add an agency to the partnership."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    agency = Agency(members.new_id(id, name), name, statutory, here.day_of(joined, "--joined"))
    draft = operations.draft(loaded)
    members.add_agency(loaded, draft, agency)
    since = f", since {agency.joined}" if agency.joined else ""
    return finish(here, top, draft, dry_run=dry_run, done=f"{name} is a member{since}, as {agency.id}.")


def rename_agency(here: Context, agency: str, *, name: str, id: str, dry_run: bool) -> str:
    """Give an agency another name, another id, or both; everything that names it follows."""
    if not name and not id:
        raise ReflectError("Neither a new name nor a new id is given.", "Add --name, --id, or both.", exit_code=2)
    top, loaded = open_to_write(here, dry_run=dry_run)
    was = loaded.partnership.agency(lookup.agency(agency, loaded.partnership))
    assert was is not None, "it was looked up"
    draft = operations.draft(loaded)
    members.rename_agency(loaded, draft, was, id=id, name=name)
    before = f" (was {was.id})" if id and id != was.id else ""
    called = f"is now called {name}" if name and name != was.name else f"is {id or was.id} now"
    return finish(here, top, draft, dry_run=dry_run, done=f"{was.name} {called}{before}.")


def leave(here: Context, agency: str, on: str | None, *, dry_run: bool) -> str:
    """Say on which day an agency left."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    id = lookup.agency(agency, loaded.partnership)
    was = loaded.partnership.agency(id)
    day = here.day_of(on, "--on") or here.today()
    draft = operations.draft(loaded)
    members.leave(loaded, draft, id, day)
    before = f" (was {was.left})" if was and was.left and was.left != day else ""
    name = loaded.partnership.agency_name(id)
    return finish(here, top, draft, dry_run=dry_run, done=f"{name} left on {day}{before}.")


def add_group(here: Context, new: NewGroup, *, dry_run: bool) -> str:
    """Add a group beside the agencies."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    partnership = loaded.partnership
    who = tuple(lookup.several(new.members, lambda word: lookup.agency(word, partnership)))
    group = Group(members.new_id(new.id, new.name), new.name, new.kind, who, new.quorum or 0)
    draft = operations.draft(loaded)
    members.add_group(loaded, draft, group)
    return finish(here, top, draft, dry_run=dry_run, done=f"{new.name} is a group now, as {group.id}.")
