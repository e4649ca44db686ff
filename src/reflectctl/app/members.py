"""Agencies and groups: added, renamed, changed, taken out, and those that leave."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis import lookup
from ..edits import members, operations
from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from ..model.records import Agency, Group
from .context import Context
from .success import different
from .writing import finish, open_to_write

if TYPE_CHECKING:
    from ..loading.load import Loaded


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
    top, loaded, was = _agency(here, agency, dry_run=dry_run)
    draft = operations.draft(loaded)
    members.rename_agency(loaded, draft, was, id=id, name=name)
    now = was._replace(name=" ".join(name.split()) or was.name, id=id or was.id)
    return finish(here, top, draft, dry_run=dry_run, done=different(was.id, was, now))


def leave(here: Context, agency: str, on: str | None, *, dry_run: bool) -> str:
    """Say on which day an agency left."""
    top, loaded, was = _agency(here, agency, dry_run=dry_run)
    now = was._replace(left=here.day_of(on, "--on") or here.today())
    draft = operations.draft(loaded)
    members.edit(loaded, draft, was, now)
    before = f" (was {was.left})" if was.left and was.left != now.left else ""
    return finish(here, top, draft, dry_run=dry_run, done=f"{was.name} left on {now.left}{before}.")


def edit_agency(
    here: Context, agency: str, *, statutory: bool | None, joined: str | None, left: str | None, dry_run: bool
) -> str:
    """Put an agency's membership right; an empty day takes one out."""
    top, loaded, was = _agency(here, agency, dry_run=dry_run)
    now = was
    if statutory is not None:
        now = now._replace(statutory=statutory)
    if joined is not None:
        now = now._replace(joined=here.day_of(joined, "--joined") if joined.strip() else None)
    if left is not None:
        now = now._replace(left=here.day_of(left, "--left") if left.strip() else None)
    draft = operations.draft(loaded)
    members.edit(loaded, draft, was, now)
    return finish(here, top, draft, dry_run=dry_run, done=different(was.id, was, now))


def remove_agency(here: Context, agency: str, *, dry_run: bool) -> str:
    """Take out an agency that was added by mistake."""
    top, loaded, was = _agency(here, agency, dry_run=dry_run)
    draft = operations.draft(loaded)
    members.remove(loaded, draft, was)
    return finish(here, top, draft, dry_run=dry_run, done=f"{was.name} ({was.id}) is taken out.")


def _agency(here: Context, word: str, *, dry_run: bool) -> tuple[Path, "Loaded", Agency]:
    top, loaded = open_to_write(here, dry_run=dry_run)
    found = loaded.partnership.agency(lookup.agency(word, loaded.partnership))
    assert found is not None, "it was looked up"
    return top, loaded, found


def _group(here: Context, word: str, *, dry_run: bool) -> tuple[Path, "Loaded", Group]:
    top, loaded = open_to_write(here, dry_run=dry_run)
    found = loaded.partnership.group(lookup.group(word, loaded.partnership))
    assert found is not None, "it was looked up"
    return top, loaded, found


def add_group(here: Context, new: NewGroup, *, dry_run: bool) -> str:
    """Add a group beside the agencies."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    partnership = loaded.partnership
    who = tuple(lookup.several(new.members, lambda word: lookup.agency(word, partnership)))
    group = Group(members.new_id(new.id, new.name), new.name, new.kind, who, new.quorum or 0)
    draft = operations.draft(loaded)
    members.add_group(loaded, draft, group)
    return finish(here, top, draft, dry_run=dry_run, done=f"{new.name} is a group now, as {group.id}.")


class Changes(NamedTuple):
    """What of a group is to be otherwise, in the words that were typed; None for what stays."""

    name: str | None = None
    kind: str | None = None
    members: Sequence[str] | None = None
    quorum: int | None = None


def edit_group(here: Context, group: str, new: Changes, *, dry_run: bool) -> str:
    """Give a group another name, kind, members or quorum."""
    if all(each is None for each in new):
        raise ReflectError("Nothing is said that is to be otherwise.", "Name it; see --help.", exit_code=2)
    top, loaded, was = _group(here, group, dry_run=dry_run)
    partnership, now = loaded.partnership, was
    if new.name is not None:
        now = now._replace(name=" ".join(new.name.split()))
    if new.kind is not None:
        now = now._replace(kind=new.kind)
    if new.members is not None:
        typed = [each for each in new.members if each.strip()]
        now = now._replace(members=tuple(lookup.several(typed, lambda word: lookup.agency(word, partnership))))
    if new.quorum is not None:
        now = now._replace(quorum=new.quorum)
    draft = operations.draft(loaded)
    members.edit(loaded, draft, was, now)
    return finish(here, top, draft, dry_run=dry_run, done=different(was.id, was, now))


def remove_group(here: Context, group: str, *, dry_run: bool) -> str:
    """Take out a group that was added by mistake."""
    top, loaded, was = _group(here, group, dry_run=dry_run)
    draft = operations.draft(loaded)
    members.remove(loaded, draft, was)
    return finish(here, top, draft, dry_run=dry_run, done=f"{was.name} ({was.id}) is taken out.")
