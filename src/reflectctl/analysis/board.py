"""A report in; what a paper for a board holds of it out: chosen by rules, so that it stays short whatever was recorded.

Nothing is weighed: what moved is told in the order of the instrument, what is due by its date, outcomes by theirs.
"""

from collections.abc import Sequence
from datetime import date

from ..model.diff import RatingChange
from ..model.named_tuples import NamedTuple
from ..model.records import DONE, Action, Assessment, Meeting, View
from ..model.report import Report
from . import diff_events, scale
from .meetings import has_notes


class Limits(NamedTuple):
    """How many a paper names of what there may be many of."""

    moves: int
    apart: int
    """Statements that somebody sees otherwise."""
    outcomes: int
    actions: int


def limits(report: Report) -> Limits:
    """How many a paper names: of a year, and where much moved or many see it otherwise, less of the rest, so that it
    fits on its pages."""
    if report.recipe.year:
        return Limits(7, 3, 2, 6)
    much_moved = len(moves(report)) > MANY
    many_see = sum(len(each.outright) + len(each.unclear) for each in apart(report)) > MANY_VIEWS
    if many_see:
        return Limits(6, 3, 2, 6) if much_moved else Limits(12, 5, 4, 10)
    return Limits(12, 6, 4, 12) if much_moved else Limits(12, 8, 6, 12)


MANY, MANY_VIEWS = 6, 20
"""Of more moves than this, or more views that differ, a paper has less room for the rest."""

MOST_VIEWS = 3
"""How many views of a statement a paper tells with their reasons."""


MOST_NEW = 6
"""How many newly rated statements a paper tells, where what moved leaves room for them."""

MOST_STEPS, MOST_OF_PARTNER, MOST_HEARD = 4, 2, 3
"""How many steps to come a paper names; in that of a year, how many actions of a statutory partner, and how many
meetings for which somebody was heard."""


class Moved(NamedTuple):
    """How the rating of a statement went, and why it stands where it does."""

    statement: str
    path: tuple[str | None, ...]
    """Every rating that it had, one after another."""
    day: date | None
    """When it was last agreed."""
    meeting: str
    because: str


def moves(report: Report) -> list[Moved]:
    """The ratings that moved, each by its path: since the moment of comparison, else since it was first agreed."""
    if report.comparison is not None:
        changed = (change for change in report.comparison.of(RatingChange) if diff_events.moves(change))
        return [_moved(each.id, diff_events.path(diff_events.steps(each)), each.after) for each in changed]
    found = []
    for timeline in report.timelines:
        path = [step.rating for step in timeline.steps]
        path = [rating for at, rating in enumerate(path) if at == 0 or rating != path[at - 1]]
        assessment = report.partnership.assessment(timeline.statement) or Assessment(timeline.statement)
        if len(path) > 1:
            found.append(_moved(timeline.statement, path, assessment))
    return found


def newly_rated(report: Report) -> list[Moved]:
    """The ratings that were agreed for the first time and did not move: since the moment of comparison, or ever."""
    if report.comparison is not None:
        changed = (
            change
            for change in report.comparison.of(RatingChange)
            if diff_events.RATED in diff_events.events(change) and not diff_events.moves(change)
        )
        return [_moved(each.id, diff_events.path(diff_events.steps(each)), each.after) for each in changed]
    moved = {each.statement for each in moves(report)}
    rated = (each for each in report.partnership.assessments if each.rating and each.statement not in moved)
    return [_moved(each.statement, [each.rating], each) for each in rated]


def _moved(statement: str, path: Sequence[str | None], now: Assessment) -> Moved:
    if now.rating != path[-1]:
        now = Assessment(statement)
    # Where it was first rated on the way, its path begins there.
    path = path[1:] if path[0] is None else path
    return Moved(statement, tuple(path), now.agreed, now.meeting, now.because)


class Apart(NamedTuple):
    """Who sees a statement otherwise than it was agreed: outright, or as one of the two is unclear."""

    assessment: Assessment
    outright: tuple[View, ...]
    unclear: tuple[View, ...]


def apart(report: Report) -> list[Apart]:
    """The statements that an agency or a group sees otherwise, those where somebody does outright first."""
    found = []
    for assessment in report.partnership.assessments:
        outright, unclear = scale.differing(assessment, report.partnership.instrument)
        if outright or unclear:
            found.append(Apart(assessment, outright, unclear))
    return sorted(found, key=lambda each: not each.outright)


def voices(of: Apart) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """The views of a statement that a paper tells with their reasons, and of many those that it only names."""
    views = (*of.outright, *of.unclear)
    most = len(views) if len(views) <= MOST_VIEWS + 1 else MOST_VIEWS
    return views[:most], views[most:]


def outcomes(report: Report) -> list[Action]:
    """The actions that were done and say what difference it made, the latest first."""
    done = (each for each in report.actions if each.status == DONE and each.outcome)
    return sorted(done, key=lambda each: (each.closed or date.min, each.id), reverse=True)


def near(report: Report) -> list[Action]:
    """The actions that are overdue, fall due soon, or are to be looked at again, in that order."""
    return [*report.overdue, *report.due_soon, *report.for_a_look]


def agreed_without(report: Report, agency: str) -> int:
    """How many of the ratings that stand were agreed at meetings at which an agency was absent."""
    absent = {meeting.id for meeting in report.partnership.meetings if agency in meeting.absent}
    return sum(1 for each in report.partnership.assessments if each.rating and each.meeting in absent)


def heard(report: Report) -> list[Meeting]:
    """The meetings for which children, young people or families were heard."""
    return [meeting for meeting in report.held if meeting.heard]


def last_heard(heard: Sequence[Meeting]) -> date:
    """The latest day on which somebody was heard for some meetings."""
    return max(each.dated or meeting.date for meeting in heard for each in meeting.heard)


def is_new(report: Report) -> bool:
    """Whether nothing has been rated, agreed or met about yet."""
    partnership = report.partnership
    return not (report.coverage.rated or report.held or report.actions or partnership.records or partnership.unread)


def has_talked(report: Report) -> bool:
    """Whether the preliminary discussion was held, or something came of it."""
    held = report.partnership.preliminary
    return held is not None and bool(
        held.discussed or held.goal.strip() or held.commitment.strip() or has_notes(held.notes)
    )


def only_viewed(report: Report) -> int:
    """How many statements somebody has given a view of that are not rated yet."""
    return sum(not each.rating and bool(each.views or each.group_views) for each in report.partnership.assessments)
