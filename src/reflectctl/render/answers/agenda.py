"""What is before a meeting, and who owes what, as other programs have it."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from ...analysis import agenda as before
from ...model.named_tuples import NamedTuple
from ...model.records import Partnership
from .common import SPREAD, Unreadable, unreadable
from .records import Action, Assessment, Meeting, told

Unread = Iterable[tuple[str, str]]


class AgendaItem(NamedTuple):
    """An item of an agenda, and how long it may take."""

    about: Annotated[str, before.ABOUT]
    """What it is about."""
    principle: str | None
    """The id of the principle that it is about; null for any other item. Such as `children-first`, `null`."""
    minutes: int
    """How many minutes it may take. Such as `15`."""


class InHand(NamedTuple):
    """A statement that is to be looked at, and the views beside it."""

    statement: str
    assessment: Annotated[Assessment, SPREAD]
    reread: bool
    given: tuple[str, ...]
    """Whose views were given since its rating was last agreed, or stand at all where it is not yet rated. Such as
    `["health"]`, `[]`."""
    owed: tuple[str, ...]
    """The ids of the agencies and groups that have given none since. Such as `["police"]`, `[]`."""


class Voice(NamedTuple):
    """What children, young people or families said."""

    day: date
    """When they said so."""
    who: str
    """Who was heard; of a view, the id of the group that gave it. Such as `young-advisers`."""
    how: str | None
    """How they were heard; null for a view. Such as `They read our draft.`, `null`."""
    meeting: str | None
    """The id of the meeting. Such as `2026-03-12-children-first`, `null`."""
    statement: str | None
    """The id of the statement that they gave a view of; null where they were heard. Such as `voice.action`, `null`."""
    rating: str | None
    """Their view, as an id of the scale; null where they could not say, or were heard. Such as `disagree`, `null`."""


class Agenda(NamedTuple):
    """Agenda.

    What `reflectctl agenda --format json` prints: what is before a meeting, and how its time may be shared out.
    """

    name: str
    today: date
    meeting: tuple[Meeting, ...]
    """The meeting; none where none is recorded yet."""
    day: date
    """The day of the meeting, or the day that the answer speaks of."""
    last: str | None
    """The id of the meeting before it. Such as `2026-02-12-a-first-look`, `null`."""
    missing: tuple[str, ...]
    """The ids of the agencies that were absent from that. Such as `["police"]`, `[]`."""
    items: tuple[AgendaItem, ...]
    """In their order."""
    closed: tuple[Action, ...]
    """The actions that were done or dropped since the meeting before."""
    due: tuple[Action, ...]
    """The open actions that are due, or to be looked at again, by the day of the meeting."""
    soon: tuple[Action, ...]
    """The open actions that fall due shortly after it."""
    voices: tuple[Voice, ...]
    """What children, young people and families said since the meeting before."""
    statements: tuple[InHand, ...]
    """The statements that are to be looked at."""
    unreadable: tuple[Unreadable, ...]


def agenda(told_of: before.Agenda, partnership: Partnership, today: date, unread: Unread = ()) -> Agenda:
    """What is before a meeting."""
    meeting, last = told_of.meeting, told_of.last
    return Agenda(
        name=partnership.name,
        today=today,
        meeting=(told(meeting, partnership),) if meeting else (),
        day=told_of.day,
        last=last.id if last else None,
        missing=last.absent if last else (),
        items=tuple(AgendaItem(each.about, each.principle or None, each.minutes) for each in told_of.items),
        closed=tuple(told(each, partnership) for each in told_of.closed),
        due=tuple(told(each, partnership) for each in told_of.due),
        soon=tuple(told(each, partnership) for each in told_of.soon),
        voices=tuple(map(_voice, told_of.voices)),
        statements=tuple(
            InHand(
                each.assessment.statement,
                told(each.assessment, partnership),
                each.reread,
                tuple(view.of for view in each.given),
                each.owed,
            )
            for each in told_of.in_hand
        ),
        unreadable=unreadable(unread),
    )


def _voice(voice: before.Voice) -> Voice:
    heard, view = voice.heard, voice.view
    return Voice(
        voice.day,
        heard.who if heard else view.of if view else "",
        (heard.how or None) if heard else None,
        voice.meeting or None,
        voice.statement or None,
        view.rating if view else None,
    )


class LookedAt(NamedTuple):
    """A principle, and when it was last looked at."""

    principle: str
    """Its id. Such as `children-first`."""
    day: date | None
    """The day on which it was last looked at; null where that is not known."""


class Owed(NamedTuple):
    """What is to come from somebody."""

    of: str | None
    """The id of the agency or group; null for what nobody leads. Such as `police`, `null`."""
    actions: tuple[Action, ...]
    """The actions that they lead and that are overdue, due soon or to be looked at again."""
    statements: tuple[str, ...]
    """The ids of the statements of which a view of theirs is still to come. Such as `["voice.action"]`, `[]`."""


class Next(NamedTuple):
    """Next.

    What `reflectctl next --format json` prints: which meeting is today and which lies ahead, what it could be
    about, and who owes what.
    """

    name: str
    today: date
    of_today: tuple[Meeting, ...]
    """The meetings of today: they count as held, and may be about to begin."""
    ahead: tuple[Meeting, ...]
    """The meetings that lie ahead, by date."""
    principles: tuple[str, ...]
    """The ids of the principles of the next of them, one of today first; where there is none, of the one that
    could be next. Such as `["voice"]`."""
    looked_at: tuple[LookedAt, ...]
    """The principles that have been begun, the one looked at longest ago first."""
    fresh: tuple[str, ...]
    """The ids of the principles that nobody has talked about yet. Such as `["trauma"]`, `[]`."""
    owed: tuple[Owed, ...]
    """Who owes what, in the order of the partnership."""
    unreadable: tuple[Unreadable, ...]


def coming(found: before.Next, partnership: Partnership, unread: Unread = ()) -> Next:
    """Which meeting is today and which lies ahead, what it could be about, and who owes what."""
    return Next(
        name=partnership.name,
        today=found.day,
        of_today=tuple(told(each, partnership) for each in found.of_today),
        ahead=tuple(told(each, partnership) for each in found.ahead),
        principles=found.in_hand,
        looked_at=tuple(LookedAt(*each) for each in found.longest_ago),
        fresh=found.fresh,
        owed=tuple(
            Owed(each.of or None, tuple(told(it, partnership) for it in each.actions), each.statements)
            for each in found.owed
        ),
        unreadable=unreadable(unread),
    )
