"""What is before a meeting: its agenda, made of what is recorded."""

from datetime import date
from typing import TYPE_CHECKING

from ..analysis import agenda as before
from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from ..model.records import Meeting, Partnership
from ..render.export import forms as plain_forms
from ..render.papers import forms
from .context import Context
from .partnership import meeting_named, note_unread, open_partnership
from .rereading import reread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.blocks import Block, Telling


class Answer(NamedTuple):
    """What is before a meeting, with the day of asking and what could not be read or used: paths, each with why."""

    agenda: before.Agenda
    partnership: Partnership
    today: date
    unread: tuple[tuple[str, str], ...] = ()


def agenda(here: Context, word: str | None, *, minutes: int | None = None) -> Answer:
    """The agenda of a meeting: the one named, else one of today or the next ahead, else one not recorded yet."""
    top, loaded = open_partnership(here)
    partnership, today = loaded.partnership, here.today()
    meeting = _meant(word, partnership, today)
    if meeting and meeting.date < today:
        here.note(f"{meeting.id} was held on {meeting.date}: what was agreed there is among what stands.")
    needed = before.MOST_ITEMS + max(1, len(meeting.principles) if meeting else 1)
    if minutes is not None and minutes < needed:
        raise ReflectError(
            f"A meeting of {minutes} minutes has not one for each item.", f"Name {needed} or more.", exit_code=2
        )
    made = before.agenda(
        partnership,
        meeting,
        today=today,
        reread=reread(here, top, loaded, today),
        minutes=minutes or before.USUAL,
    )
    note_unread(here, loaded)
    return Answer(made, partnership, today, loaded.not_used)


class Coming(NamedTuple):
    """What comes next, and what could not be read or used: paths, each with why."""

    coming: before.Next
    partnership: Partnership
    unread: tuple[tuple[str, str], ...] = ()


def coming(here: Context) -> Coming:
    """Which meeting is today and which lies ahead, what it could be about, and who owes what."""
    top, loaded = open_partnership(here)
    today = here.today()
    made = before.coming(loaded.partnership, today=today, reread=reread(here, top, loaded, today))
    note_unread(here, loaded)
    return Coming(made, loaded.partnership, loaded.not_used)


def _meant(word: str | None, partnership: Partnership, today: date) -> Meeting | None:
    if word:
        return meeting_named(word, partnership)
    return before.to_come(partnership, today)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.agenda import agenda

    return agenda(*answer)


def _tells(answer: Answer) -> "Telling":
    from ..tell.agenda import agenda

    return agenda(*answer)


def _coming_holds(answer: Coming, _: Context) -> NamedTuple:
    from ..render.answers.agenda import coming

    return coming(*answer)


def _coming_says(answer: Coming, _: Context) -> "Iterable[Block]":
    from ..tell.agenda import coming

    return coming(*answer)


NEXT = plain_forms(says=_coming_says, holds=_coming_holds, speaks=lambda answer: answer.partnership.instrument)

FORMATS = forms(
    tells=_tells,
    holds=_holds,
    speaks=lambda answer: answer.partnership.instrument,
    day=lambda answer: answer.today,
)
