"""A partnership, what it is compared with, and where it came from, in; a `Report` out."""

from datetime import date, timedelta

from ..model.diff import Comparison
from ..model.records import Partnership
from ..model.report import Provenance, Recipe, Report, Timeline
from . import dates, diff_events, stalled, status
from .editions import tells_attendance
from .filters import narrowed


def compose(
    partnership: Partnership,
    *,
    recipe: Recipe,
    provenance: Provenance,
    comparison: Comparison | None = None,
    since_day: date | None = None,
    timelines: tuple[Timeline, ...] = (),
    untold: str = "",
    reread: tuple[str, ...] = (),
    unreadable: tuple[tuple[str, str], ...] = (),
    later: tuple[str, ...] = (),
    unread: tuple[tuple[str, str], ...] = (),
) -> Report:
    """The report of a partnership, as its recipe says; what it is given has been made fit for the edition."""
    chosen, day = recipe.principles, recipe.day
    partnership = narrowed(partnership, chosen)
    period = dates.Period(recipe.start, recipe.until)
    held, ahead = dates.meetings(partnership, period, day)
    actions = dates.actions(partnership, period, day)
    known = {statement.id for statement in partnership.instrument.statements} if chosen else None
    timelines = tuple(each for each in timelines if known is None or each.statement in known)
    until_now = status.held(partnership.meetings, today=day)
    # A period from a day begins before it.
    planned = since_day - timedelta(days=1) if since_day and recipe.since == since_day.isoformat() else since_day
    attended = tells_attendance(recipe.edition, partnership)
    return Report(
        partnership=partnership,
        day=day,
        coverage=status.coverage(partnership, until_now),
        overdue=tuple(status.overdue(partnership.actions, today=day)),
        due_soon=tuple(status.due_soon(partnership.actions, today=day, days=partnership.due_soon_days)),
        attendance=tuple(status.attendance(partnership, held)) if attended else (),
        reread=tuple(id for id in reread if known is None or id in known),
        since=recipe.since,
        since_day=since_day,
        comparison=diff_events.as_of(diff_events.chosen(comparison, principles=chosen), day, planned)
        if comparison is not None
        else None,
        provenance=provenance,
        unreadable=unreadable,
        recipe=recipe,
        held=held,
        ahead=ahead,
        for_a_look=tuple(status.for_a_look(partnership.actions, today=day)),
        actions=actions,
        timelines=timelines,
        untold=untold,
        discussed=status.discussed(partnership, until_now),
        stalls=stalled.stalls(partnership, timelines, today=day),
        groups=status.group_attendance(partnership, held) if attended else (),
        later=later,
        unread=unread,
    )
