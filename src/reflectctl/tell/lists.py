"""Records in, blocks out: the lists of actions, of meetings and of review points."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ..analysis.meetings import quorum
from ..model.blocks import Block, Column, Item, List, Prose, Row, Table
from ..model.records import Action, Meeting, Partnership
from . import prose
from .i18n import say

if TYPE_CHECKING:
    from ..storage.review_points import ReviewPoint


def actions(actions: Iterable[Action], partnership: Partnership, *, today: date) -> tuple[Block, ...]:
    """Who does what by when, and where it stands. Nothing when there are none."""
    columns = (
        Column(say("Id"), role="whole"),
        Column(say("Action")),
        Column(say("Who")),
        Column(say("Due"), role="whole"),
        Column(say("Status")),
    )
    return _table(
        columns,
        (
            (
                action.id,
                prose.flat(action.action),
                prose.owner_name(action, partnership) or say("nobody yet"),
                prose.due(action, partnership, brief=True) or say("no date"),
                prose.status_name(action, today, brief=True),
            )
            for action in actions
        ),
    )


def meetings(meetings: Iterable[Meeting], partnership: Partnership) -> tuple[Block, ...]:
    """When, about what, who was missing and who was heard. Nothing when there are none."""
    heads = (say("Meeting"), say("Principles"), say("Absent"), say("Heard"))
    return _table(
        (Column(say("Date"), role="whole"), *map(Column, heads)),
        (
            (
                _dated(meeting),
                _titled(meeting, partnership),
                ", ".join(meeting.principles),
                _absent(meeting, partnership),
                "; ".join(prose.flat(heard.who) for heard in meeting.heard),
            )
            for meeting in meetings
        ),
        # One whose day or id cannot be read is there, and no record can be made of it.
        *(
            (prose.unusable(bad.said), bad.about, "", "", "")
            for bad in partnership.unusable
            if bad.location.path in partnership.unread and bad.location.path.startswith("meetings/") and bad.said
        ),
    )


def _absent(meeting: Meeting, partnership: Partnership) -> str:
    """Who was missed at a meeting, and whether a group's quorum was not reached without them."""
    found = quorum(meeting, partnership)
    told = prose.absent(meeting, partnership)
    return told if found is None or found.is_reached else f"{told}; {say('quorum not reached')}"


def _titled(meeting: Meeting, partnership: Partnership) -> str:
    """What a meeting is called, with the group whose own it was."""
    title = meeting.title or meeting.id
    return f"{partnership.agency_name(meeting.group)}: {title}" if meeting.group else title


def _dated(meeting: Meeting) -> str:
    """The day of a meeting, which is how its id usually begins; the id as well, when it does not."""
    day = prose.day(meeting.date)
    return day if meeting.id.startswith(meeting.date.isoformat()) else f"{day} {meeting.id}"


def _table(columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]], *more: tuple[str, ...]) -> tuple[Block, ...]:
    made = tuple(map(Row, (*rows, *more)))
    return (Table(columns, made),) if made else ()


def review_points(points: Iterable["ReviewPoint"]) -> tuple[Block, ...]:
    """Each review point with its day and commit, and its message beneath. Nothing when there are none."""
    items = []
    for point in points:
        places = {"day": prose.day(date.fromisoformat(point.day)), "commit": point.commit[:8], "who": point.by}
        said = say("{day}, at {commit}, by {who}", **places) if point.by else say("{day}, at {commit}", **places)
        items.append(Item(f"{point.name}: {said}", (Prose(point.message, as_typed=True),) if point.message else ()))
    return (List(tuple(items)),) if items else ()
