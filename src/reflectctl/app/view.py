"""What one agency thinks of a statement, recorded."""

from ..analysis import lookup
from ..edits import operations
from .context import Context
from .partnership import open_partnership
from .writing import finish


def view(here: Context, statement: str, rating: str, *, agency: str, because: str, dry_run: bool) -> str:
    """Record an agency's view, in the words that were typed."""
    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    which, who = lookup.statement(statement, partnership.instrument), lookup.agency(agency, partnership)
    point = lookup.rating(rating, partnership.instrument)
    draft = operations.draft(loaded)
    operations.view(loaded, draft, which, who, point, because=because)
    said = partnership.instrument.label(point) if point else "asked, could not say"
    done = f"{which.named}, {partnership.agency_name(who)}: {said}."
    return finish(here, top, draft, dry_run=dry_run, done=done)
