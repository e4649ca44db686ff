"""A partnership, what it is compared with, and where it came from, in; a `Report` out."""

from datetime import date

from ..model.changes import Comparison
from ..model.partnership import Partnership
from ..model.report import Provenance, Report
from . import standing


def compose(
    partnership: Partnership,
    *,
    day: date,
    provenance: Provenance,
    since: str = "",
    comparison: Comparison | None = None,
    reread: tuple[str, ...] = (),
    unreadable: tuple[tuple[str, str], ...] = (),
) -> Report:
    """The report of a partnership as of a day."""
    return Report(
        partnership=partnership,
        day=day,
        coverage=standing.coverage(partnership),
        overdue=tuple(standing.overdue(partnership.actions, today=day)),
        due_soon=tuple(standing.due_soon(partnership.actions, today=day, days=partnership.due_soon_days)),
        attendance=tuple(standing.attendance(partnership)),
        reread=reread,
        since=since,
        comparison=comparison,
        provenance=provenance,
        unreadable=unreadable,
    )
