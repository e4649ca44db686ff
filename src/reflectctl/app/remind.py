"""Agencies and groups asked how their actions are going: a text for a mail to each."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ..analysis import lookup, status
from ..model.named_tuples import NamedTuple
from ..model.records import Action, Partnership
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership

if TYPE_CHECKING:
    from ..model.blocks import Block


class Reminder(NamedTuple):
    """Whom a mail is to, and what it asks about: overdue, to be looked at again, and due soon."""

    to: str
    """The id of an agency or a group."""
    actions: tuple[Action, ...]


class Answer(NamedTuple):
    """The mails, and what could not be read or used: paths, each with why."""

    reminders: tuple[Reminder, ...]
    partnership: Partnership
    today: date
    unread: tuple[tuple[str, str], ...] = ()


def remind(here: Context, agency: str | None) -> Answer:
    """What each agency and group is asked about, or one: what it has undertaken, alone or with others."""
    loaded = open_partnership(here)[1]
    partnership, today = loaded.partnership, here.today()
    standing = status.status(partnership, today=today)
    asked = [*standing.overdue, *standing.for_a_look, *standing.due_soon]
    wanted = [lookup.who(agency, partnership)] if agency else [each.id for each in partnership.speakers]
    found = (Reminder(id, tuple(each for each in asked if id in each.owners)) for id in wanted)
    note_unread(here, loaded)
    if led_by_nobody := [each.id for each in asked if not set(each.owners) & {it.id for it in partnership.speakers}]:
        here.note(f"Nobody in partnership.yaml is asked about {', '.join(led_by_nobody)}.")
    return Answer(tuple(each for each in found if each.actions), partnership, today, loaded.not_used)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.reminders import reminders

    return reminders(*answer)


def _says(answer: Answer, here: Context) -> "Iterable[Block]":
    from ..tell.remind import mail

    if not answer.reminders:
        here.note("Nothing is overdue, due soon or to be looked at again.")
    for each in answer.reminders:
        yield from mail(each.to, each.actions, answer.partnership, answer.today)


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument)
