"""A meeting that was held, in; what its minutes hold, out: what was agreed there and what stood before, views that
differ, key points, what was undertaken, and what was told of actions.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..model.history import RATINGS, History
from ..model.named_tuples import NamedTuple
from ..model.records import Action, Assessment, Discussion, Meeting, Partnership, Progress, View
from . import scale
from .meetings import came_of
from .timelines import timelines


class Agreed(NamedTuple):
    """What was agreed of a statement at a meeting."""

    statement: str
    was: str | None
    """The rating that stood before; none where it was not yet rated."""
    is_known: bool
    """Whether it is known what stood before."""
    rating: str
    because: str
    outright: tuple[View, ...] = ()
    """The views on the other side of the scale."""
    unclear: tuple[View, ...] = ()
    """The views that differ as they, or what was agreed, are unclear."""


class Points(NamedTuple):
    """The key points that were noted of a statement under a prompt."""

    statement: str
    prompt: str
    said: Discussion


class Minutes(NamedTuple):
    """What a meeting came to."""

    meeting: Meeting
    agreed: tuple[Agreed, ...]
    points: tuple[Points, ...]
    undertaken: tuple[Action, ...]
    """The actions that were agreed there."""
    closed: tuple[Action, ...]
    """Those that were told to be done or dropped there."""
    noted: tuple[tuple[Action, Progress], ...]
    """What was told of others there."""


def minutes(partnership: Partnership, meeting: Meeting, history: History | None) -> Minutes:
    """What a meeting came to, as the records have it now; without a history it is not known what stood before."""
    undertaken = came_of(meeting, partnership)
    return Minutes(
        meeting,
        tuple(_agreed(partnership, meeting, history)),
        tuple(_points(partnership, meeting)),
        tuple(undertaken),
        tuple(each for each in partnership.actions if not each.is_open and each.closed == meeting.date),
        tuple(
            (each, noted)
            for each in partnership.actions
            for noted in each.progress
            if noted.dated == meeting.date and (noted.note or noted.due)
        ),
    )


def _agreed(partnership: Partnership, meeting: Meeting, history: History | None) -> Iterator[Agreed]:
    known = {each.statement: each for each in partnership.assessments}
    before = _before(partnership, meeting, history)
    for statement in partnership.instrument.statements:
        assessment = known.get(statement.id, Assessment(statement.id))
        stands = assessment.rating is not None and _is_of(meeting, statement.id, assessment.meeting, assessment.agreed)
        rating, because = (assessment.rating, assessment.because) if stands else _earlier(assessment, meeting, history)
        if rating is None:
            continue
        was = [*before.get(statement.id, ()), *_typed_late(assessment, meeting)]
        there = assessment._replace(rating=rating, agreed=meeting.date, meeting=meeting.id)
        if not stands:
            there = there._replace(views=_by(meeting, there.views), group_views=_by(meeting, there.group_views))
        yield Agreed(
            statement.id,
            max(was, key=lambda each: each[0])[1] if was else None,
            history is not None or bool(was),
            rating,
            because,
            *scale.differing(there, partnership.instrument),
        )


def _is_of(meeting: Meeting, statement: str, at: str, agreed: date | None) -> bool:
    """Whether something was agreed or said at a meeting: where it names none, by its day and what was discussed."""
    if at:
        return at == meeting.id
    principle = statement.partition(".")[0]
    return agreed == meeting.date and (not meeting.principles or principle in meeting.principles)


def _earlier(assessment: Assessment, meeting: Meeting, history: History | None) -> tuple[str | None, str]:
    """What was agreed at a meeting and does not stand any more: as it was typed in late, else as commits tell."""
    for each in assessment.earlier:
        if _is_of(meeting, assessment.statement, each.meeting, each.agreed):
            return each.rating, each.because
    found: tuple[str | None, str] = (None, "")
    for told in history.of(assessment.statement) if history else ():
        if told.stands and told.kind in RATINGS and _is_of(meeting, told.statement, told.meeting, told.agreed):
            found = (told.rating, told.because)
    return found


def _before(
    partnership: Partnership, meeting: Meeting, history: History | None
) -> dict[str, list[tuple[date, str | None]]]:
    """By statement, the rating that stood on the day before a meeting, with the day on which that was agreed."""
    if history is None:
        return {}
    told = timelines(partnership.instrument, history, {}, until=meeting.date - timedelta(days=1))
    return {each.statement: [(each.steps[-1].day, each.steps[-1].rating)] for each in told if each.steps}


def _typed_late(assessment: Assessment, meeting: Meeting) -> list[tuple[date, str | None]]:
    return [(each.agreed, each.rating) for each in assessment.earlier if each.agreed and each.agreed < meeting.date]


def _by(meeting: Meeting, views: Sequence[View]) -> tuple[View, ...]:
    """The views that were given at a meeting or before it."""
    return tuple(
        each for each in views if each.meeting == meeting.id or (each.given is not None and each.given <= meeting.date)
    )


def _points(partnership: Partnership, meeting: Meeting) -> Iterator[Points]:
    prompts = [each.id for each in partnership.instrument.prompts]
    for assessment in partnership.assessments:
        unknown = [each for each in sorted(assessment.reflections) if each not in prompts]
        for prompt in (*prompts, *unknown):
            for each in assessment.reflections.get(prompt, ()):
                if each.points.strip() and _is_of(meeting, assessment.statement, each.meeting, each.dated):
                    yield Points(assessment.statement, prompt, each)
