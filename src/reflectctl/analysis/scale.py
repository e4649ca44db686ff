"""The scale: along it lie agreement and disagreement, and beside it what is unclear. Which way a rating or a view went.

Nothing here ranks: places along the scale are compared with each other, and none of them is a sum, a mean or a score.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from ..model.instrument import AGREEMENT, CLEAR, DISAGREEMENT, UNCLEAR, Instrument, Term
from ..model.named_tuples import NamedTuple
from ..model.records import Assessment, View


def along(instrument: Instrument) -> tuple[Term, ...]:
    """The points along the scale, in its order: all but those that say that it is unclear."""
    return tuple(point for point in instrument.scale if point.stance != UNCLEAR)


def lanes(instrument: Instrument) -> tuple[Term, ...]:
    """Every point: those along the scale, and then what lies beside it."""
    return (*along(instrument), *(point for point in instrument.scale if point.stance == UNCLEAR))


def direction(before: str | None, after: str | None, instrument: Instrument) -> str:
    """Which way a rating or a view went: towards agreement or disagreement, or it became unclear, or is clear now.

    Empty where it went nowhere: newly rated, withdrawn, the same, or between points of which the scale tells nothing.
    """
    was, now = instrument.point(before), instrument.point(after)
    if was is None or now is None or was == now:
        return ""
    if UNCLEAR in (was.stance, now.stance):
        return "" if was.stance == now.stance else UNCLEAR if now.stance == UNCLEAR else CLEAR
    return DISAGREEMENT if instrument.position(now.id) > instrument.position(was.id) else AGREEMENT


def end(before: str | None, after: str | None, instrument: Instrument) -> Term | None:
    """The end of the scale that a move goes towards within one side of it; none where it goes from side to side."""
    was, towards = instrument.point(before), direction(before, after, instrument)
    points = along(instrument)
    if was is None or was.stance != towards or not points:
        return None
    return points[-1 if towards == DISAGREEMENT else 0]


def reach(ratings: Iterable[str | None], instrument: Instrument) -> int | None:
    """How far some ratings lie apart along the scale; None for fewer than two that lie on it."""
    places = {point.id: at for at, point in enumerate(along(instrument))}
    found = [places[each] for each in ratings if each in places]
    return max(found) - min(found) if len(found) > 1 else None


_ON_THE_WAY = timedelta(days=31)
"""For so long before a meeting its members may be asked for their views."""


def is_earlier(view: View, assessment: Assessment) -> bool:
    """Whether a view was given of an earlier rating than the one that stands, and not on the way to that or since."""
    if view.given is None or assessment.agreed is None or assessment.rating is None:
        return False
    elsewhere = not view.meeting or view.meeting != assessment.meeting
    return elsewhere and assessment.agreed - view.given > _ON_THE_WAY


class Dissent(NamedTuple):
    """Who sees a statement otherwise than it was agreed."""

    outright: tuple[str, ...]
    """Those whose own view lies on the other side of the scale."""
    unclear: tuple[str, ...]
    """Those of whom it is unclear: their own view is, or the agreed rating is."""


def dissent(assessment: Assessment, instrument: Instrument) -> Dissent:
    """The agencies whose own view differs from the rating that was agreed, outright or as one of the two is unclear.

    A view that is older than the rating was given of another one.
    """
    agreed = instrument.point(assessment.rating)
    outright: list[str] = []
    unclear: list[str] = []
    for view in assessment.views:
        point = instrument.point(view.rating)
        if agreed is None or point is None or point.stance == agreed.stance:
            continue
        if not is_earlier(view, assessment):
            (unclear if UNCLEAR in (point.stance, agreed.stance) else outright).append(view.of)
    return Dissent(tuple(outright), tuple(unclear))


def differing(assessment: Assessment, instrument: Instrument) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """The views of agencies and groups that differ from what was agreed: outright, and as one of the two is unclear."""
    views = (*assessment.views, *assessment.group_views)
    of = {view.of: view for view in views}
    found = dissent(assessment._replace(views=views), instrument)
    return tuple(of[id] for id in found.outright), tuple(of[id] for id in found.unclear)


def spread(views: Iterable[View], instrument: Instrument) -> list[tuple[Term | None, list[str]]]:
    """The agencies that hold each view: along the scale, beside it, and last, under None, those that could not say."""
    there, held = list(views), []
    for point in (*lanes(instrument), None):
        agencies = [view.of for view in there if view.rating == (point.id if point else None)]
        if agencies:
            held.append((point, agencies))
    return held


def tally(ratings: Iterable[str | None], instrument: Instrument) -> list[tuple[Term | None, int]]:
    """How many of some ratings are at each point: along the scale, then beside it, and last, by None, not yet rated."""
    found = Counter(ratings)
    counts: list[tuple[Term | None, int]] = [(point, found[point.id]) for point in lanes(instrument)]
    return [*counts, (None, found[None])]
