"""A history of ratings in, how each statement's rating went out: step by step, by the days on which it was agreed."""

from collections.abc import Iterable, Mapping
from datetime import date

from ..model.history import RATINGS, WITHDRAWN, History
from ..model.instrument import Instrument
from ..model.report import Rated, Timeline
from .dates import since


def timelines(
    instrument: Instrument, told: History, reworded: Mapping[str, str], *, until: date
) -> tuple[Timeline, ...]:
    """Every statement of the instrument, in its order, with the ratings of it that stand, as far as a day.

    Of several on one day the one that was recorded last is told. The same rating on a later day is a step of its own,
    as it was agreed again; a withdrawal is one only where there is a rating to withdraw. A rating that the scale no
    longer has is told as it was written.
    """
    steps: dict[str, dict[date, str | None]] = {}
    for each in told.recordings:
        day = since(each)
        if each.stands and each.kind in (*RATINGS, WITHDRAWN) and day <= until:
            steps.setdefault(each.statement, {})[day] = each.rating
    return tuple(
        Timeline(
            statement.id,
            tuple(_told(Rated(day, rating) for day, rating in sorted(steps.get(statement.id, {}).items()))),
            _day(reworded.get(statement.id, ""), until),
        )
        for statement in instrument.statements
    )


def _told(steps: Iterable[Rated]) -> list[Rated]:
    """The steps without those at which nothing was withdrawn, as nothing was rated then."""
    kept: list[Rated] = []
    for step in steps:
        if step.rating is not None or (kept and kept[-1].rating is not None):
            kept.append(step)
    return kept


def _day(text: str, until: date) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= until else None
