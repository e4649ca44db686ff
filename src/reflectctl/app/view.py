"""What one agency thinks of a statement, recorded or taken out."""

from ..analysis import lookup
from ..edits import operations, removal
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership, View
from .context import Context
from .writing import finish, open_to_write

UNSURE = "asked, could not say"


class Given(NamedTuple):
    """What one agency thinks, in the words that were typed."""

    statement: str
    rating: str
    agency: str
    because: str
    meeting: str | None = None
    given: str | None = None


def view(here: Context, new: Given, *, dry_run: bool) -> str:
    """Record an agency's view. Without a day, that of the meeting is taken, or else today."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    partnership = loaded.partnership
    which, who = lookup.statement(new.statement, partnership.instrument), lookup.who(new.agency, partnership)
    point = lookup.rating(new.rating, partnership.instrument)
    where = lookup.meeting(new.meeting, partnership) if new.meeting else ""
    held = partnership.meeting(where)
    day = here.day_of(new.given, "--given") or (held.date if held else here.today())
    draft = operations.draft(loaded)
    operations.view(loaded, draft, which, View(who, point, day, where, new.because))
    said = partnership.instrument.label(point) if point else UNSURE
    was = _stands(partnership, which.id, who)
    went = f"still {said}" if was == said else f"{was} → {said}" if was else said
    done = f"{which.named}, {who}: {went}."
    more = f"Given by {partnership.agency_name(who)} on {day}{f' at {where}' if where else ''}."
    return finish(here, top, draft, dry_run=dry_run, done=done, more=more)


def remove(here: Context, statement: str, agency: str, *, dry_run: bool) -> str:
    """Take out an agency's view of a statement."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    partnership = loaded.partnership
    which, who = lookup.statement(statement, partnership.instrument), lookup.who(agency, partnership)
    if (path := f"views/{who}.yaml") in loaded.unreadable:
        operations.refuse_unreadable(loaded, path)
    draft = operations.draft(loaded)
    removal.view(loaded, draft, which, who)
    was = _stands(partnership, which.id, who)
    done = f"{which.named}, {who}: {was or 'what could not be used'} → no view."
    return finish(here, top, draft, dry_run=dry_run, done=done)


def _stands(partnership: Partnership, statement: str, who: str) -> str:
    """What somebody's view of a statement is, as it stands; empty where there is none."""
    there = next(
        (each.views[statement] for each in partnership.views if each.of == who and statement in each.views), None
    )
    return "" if there is None else partnership.instrument.label(there.rating) if there.rating else UNSURE
