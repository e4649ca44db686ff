"""An agreed rating recorded, and why."""

from typing import NamedTuple

from ..analysis import lookup, status
from ..edits import operations
from .context import Context
from .partnership import open_partnership
from .writing import finish


class Rating(NamedTuple):
    """What was agreed, in the words that were typed."""

    statement: str
    rating: str
    because: str
    meeting: str | None = None
    agreed: str | None = None


def rate(here: Context, new: Rating, *, dry_run: bool) -> str:
    """Record a rating. Without a meeting, the latest that discussed the principle is taken, and said."""
    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    which = lookup.statement(new.statement, partnership.instrument)
    point = lookup.rating(new.rating, partnership.instrument)
    day = here.day_of(new.agreed, "--agreed")
    if new.meeting and new.meeting not in {each.id for each in partnership.meetings}:
        operations.refuse_unreadable(loaded, "meetings/")
    where = (
        lookup.meeting(new.meeting, partnership)
        if new.meeting
        else status.meeting_for(which.principle, partnership, day, today=here.today())
    )
    held = partnership.meeting(where)
    day = day or (held.date if held else here.today())
    draft = operations.draft(loaded)
    operations.rate(loaded, draft, which, point, because=new.because, agreed=day, meeting=where)
    at = f", agreed on {day} at {where}" if where and point else f", agreed on {day}" if point else ""
    missing = (
        "" if where or not point else " No meeting is named: record it with `reflectctl meeting new`, then name it."
    )
    done = f"{which.named}: {partnership.instrument.label(point)}{at}.{missing}"
    return finish(here, top, draft, dry_run=dry_run, done=done)
