"""What belongs to the period of a report and was recorded after the commit that it is made from."""

from collections.abc import Sequence

from ..analysis.dates import Period, since
from ..analysis.filters import narrowed
from ..loading.load import load
from ..model.history import RATINGS
from ..model.messages import counted
from ..model.records import Partnership
from ..model.report import Recipe
from .context import Context
from .partnership import Repository
from .read_history import history_at
from .report_period import Moment

_MOST_NAMED = 8


def recorded_later(
    here: Context, repository: Repository, moment: Moment, partnership: Partnership, recipe: Recipe, head: str
) -> tuple[str, ...]:
    """What belongs to the period and was recorded after the commit that the report is of, in sentences."""
    from ..tell import prose
    from ..tell.i18n import many, say

    period = Period(recipe.start, recipe.until)
    snapshot = repository.commit(head, "HEAD")
    there = set(moment.snapshot.paths())
    paths = [path for path in snapshot.paths() if path.startswith("meetings/") and path not in there]
    known = {meeting.id for meeting in partnership.meetings}
    came = narrowed(load(snapshot, paths).partnership, recipe.principles).meetings
    days = [prose.day(each.date) for each in came if each.date in period and each.id not in known]
    earlier = {
        (each.statement, each.rating, each.agreed) for each in history_at(here, repository, moment.commit).recordings
    }
    instrument = narrowed(partnership, recipe.principles).instrument
    statements = {statement.id for statement in instrument.statements}
    rated = dict.fromkeys(
        say(
            "{statement} (agreed on {day})",
            statement=prose.statement_name(each.statement, instrument),
            day=prose.day(each.agreed),
        )
        for each in history_at(here, repository, head).recordings
        if each.kind in RATINGS and each.stands and each.agreed and since(each) in period
        if each.statement in statements and (each.statement, each.rating, each.agreed) not in earlier
    )
    return tuple(
        many(*forms, len(named), named=_some(named))
        for forms, named in ((_MEETINGS_LATER, days), (_RATINGS_LATER, list(rated)))
        if named
    )


_MEETINGS_LATER = counted(
    "{n} meeting held in this period was recorded after the commit that this report is made from, and is not in it: "
    "{named}.",
    "{n} meetings held in this period were recorded after the commit that this report is made from, and are not in "
    "it: {named}.",
)
_RATINGS_LATER = counted(
    "{n} rating agreed in this period was recorded after the commit that this report is made from, and is not in it: "
    "{named}.",
    "{n} ratings agreed in this period were recorded after the commit that this report is made from, and are not in "
    "it: {named}.",
)


def _some(named: Sequence[str]) -> str:
    from ..tell import prose
    from ..tell.i18n import say

    if len(named) <= _MOST_NAMED:
        return prose.listed(named)
    return prose.listed([*named[:_MOST_NAMED], say("{n} more", n=len(named) - _MOST_NAMED)])
