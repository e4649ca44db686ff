"""What one agency thinks of a statement, recorded."""

from typing import NamedTuple

from ..analysis import lookup
from ..edits import operations
from ..model.records import View
from .context import Context
from .partnership import open_partnership
from .writing import finish


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
    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    which, who = lookup.statement(new.statement, partnership.instrument), lookup.who(new.agency, partnership)
    point = lookup.rating(new.rating, partnership.instrument)
    where = lookup.meeting(new.meeting, partnership) if new.meeting else ""
    held = partnership.meeting(where)
    day = here.day_of(new.given, "--given") or (held.date if held else here.today())
    draft = operations.draft(loaded)
    operations.view(loaded, draft, which, View(who, point, day, where, new.because))
    said = partnership.instrument.label(point) if point else "asked, could not say"
    at = f" at {where}" if where else ""
    done = f"{which.named}, {partnership.agency_name(who)}: {said}, given on {day}{at}."
    return finish(here, top, draft, dry_run=dry_run, done=done)
