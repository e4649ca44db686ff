"""A partnership, what it is compared with, and where it came from, in; a `Report` out."""

from datetime import date

from ..model.changes import Comparison
from ..model.partnership import Partnership
from ..model.report import Course, Provenance, Recipe, Report
from . import meaning, periods, progress, standing
from .selection import narrowed


def compose(
    partnership: Partnership,
    *,
    recipe: Recipe,
    provenance: Provenance,
    comparison: Comparison | None = None,
    since_day: date | None = None,
    courses: tuple[Course, ...] = (),
    untold: str = "",
    reread: tuple[str, ...] = (),
    unreadable: tuple[tuple[str, str], ...] = (),
    later: tuple[str, ...] = (),
) -> Report:
    """The report of a partnership, as its recipe says; what it is given has been made fit for the edition."""
    chosen, day = recipe.principles, recipe.day
    partnership = narrowed(partnership, chosen)
    period = periods.Period(recipe.start, recipe.until)
    held, ahead = periods.meetings(partnership, period, day)
    actions = periods.actions(partnership, period, day)
    known = {statement.id for statement in partnership.instrument.statements} if chosen else None
    courses = tuple(each for each in courses if known is None or each.statement in known)
    until_now = standing.held(partnership.meetings, today=day)
    return Report(
        partnership=partnership,
        day=day,
        coverage=standing.coverage(partnership, until_now),
        overdue=tuple(standing.overdue(partnership.actions, today=day)),
        due_soon=tuple(standing.due_soon(partnership.actions, today=day, days=partnership.due_soon_days)),
        attendance=tuple(standing.attendance(partnership, held)),
        reread=tuple(id for id in reread if known is None or id in known),
        since=recipe.since,
        since_day=since_day,
        comparison=meaning.chosen(comparison, principles=chosen) if comparison is not None else None,
        provenance=provenance,
        unreadable=unreadable,
        recipe=recipe,
        held=held,
        ahead=ahead,
        actions=actions,
        courses=courses,
        untold=untold,
        discussed=standing.discussed(partnership, until_now),
        stalls=progress.stalls(partnership, courses, today=day),
        later=later,
    )
