"""What a meeting came to, as other programs have it."""

from collections.abc import Iterable
from datetime import date

from ...analysis import minutes as came
from ...analysis.status import unlisted
from ...model.named_tuples import NamedTuple
from ...model.records import Partnership
from ...tell import prose
from .common import Unreadable, unreadable
from .records import Action, Meeting, Progress, View, told


class AgreedThere(NamedTuple):
    """What was agreed of a statement at a meeting."""

    statement: str
    was: str | None
    """The rating that stood before, as an id of the scale; null when it was not yet rated, or is not known. Such as
    `disagree`, `null`."""
    was_known: bool
    """Whether it is known what stood before: git tells it, or the files do."""
    rating: str
    """The rating that was agreed, as an id of the scale. Such as `agree`."""
    rating_title: str
    because: str | None
    otherwise: tuple[View, ...]
    """The views of agencies and groups that differ from it."""


class KeyPoints(NamedTuple):
    """The key points that were noted of a statement under a prompt."""

    statement: str
    prompt: str
    """The id of the prompt. Such as `evidence`."""
    points: str
    """Key points, in Markdown. Such as `- The board's minute was shown.`."""


class Told(NamedTuple):
    """What was told of an action at a meeting."""

    action: str
    """The id of the action. Such as `a-7k3f`."""
    progress: Progress
    """What was noted of it."""


class Minutes(NamedTuple):
    """Minutes.

    What `reflectctl minutes --format json` prints: what a meeting came to, as the records have it.
    """

    name: str
    today: date
    draft: bool
    """Whether its minutes are not agreed yet."""
    meeting: Meeting
    """The meeting."""
    not_listed: tuple[str, ...]
    """The ids of the agencies expected of whom it is not noted whether they were there. Such as `["police"]`, `[]`."""
    agreed: tuple[AgreedThere, ...]
    """In the order of the instrument."""
    points: tuple[KeyPoints, ...]
    """What was noted there, statement by statement."""
    undertaken: tuple[Action, ...]
    """The actions that were agreed there."""
    closed: tuple[Action, ...]
    """The actions that were done or dropped on that day."""
    told: tuple[Told, ...]
    """What was noted of actions on that day."""
    notes: str | None
    """The notes of the meeting, in Markdown. Such as `What was said …`, `null`."""
    unreadable: tuple[Unreadable, ...]


def minutes(
    found: came.Minutes, partnership: Partnership, today: date, unread: Iterable[tuple[str, str]] = ()
) -> Minutes:
    """What a meeting came to."""
    return Minutes(
        name=partnership.name,
        today=today,
        draft=found.meeting.minutes_agreed is None,
        meeting=told(found.meeting, partnership),
        not_listed=unlisted(found.meeting, partnership),
        agreed=tuple(
            AgreedThere(
                each.statement,
                each.was,
                each.is_known,
                each.rating,
                prose.label(each.rating, partnership.instrument),
                each.because or None,
                tuple(told(view, partnership) for view in (*each.outright, *each.unclear)),
            )
            for each in found.agreed
        ),
        points=tuple(KeyPoints(each.statement, each.prompt, each.said.points) for each in found.points),
        undertaken=tuple(told(each, partnership) for each in found.undertaken),
        closed=tuple(told(each, partnership) for each in found.closed),
        told=tuple(Told(action.id, told(noted, partnership)) for action, noted in found.noted),
        notes=found.meeting.notes or None,
        unreadable=unreadable(unread),
    )
