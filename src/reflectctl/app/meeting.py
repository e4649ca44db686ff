"""The meetings: a new one, and the list of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..analysis import lookup
from ..model.records import Partnership
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership
from .writing import finish

if TYPE_CHECKING:
    from ..model.blocks import Block


class New(NamedTuple):
    """A meeting that is to be recorded, in the words that were typed."""

    title: str
    date: str | None = None
    principles: Sequence[str] = ()
    present: Sequence[str] = ()
    absent: Sequence[str] = ()
    group: str | None = None
    guests: Sequence[str] = ()


def add(here: Context, new: New, *, dry_run: bool) -> str:
    """Make a meeting's file, ready for its notes."""
    from ..edits import operations

    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    draft = operations.draft(loaded)
    id = operations.new_meeting(
        loaded,
        draft,
        on=here.day_of(new.date, "--date") or here.today(),
        title=new.title,
        principles=lookup.several(new.principles, lambda word: lookup.principle(word, partnership.instrument).id),
        present=lookup.several(new.present, lambda word: lookup.agency(word, partnership)),
        absent=lookup.several(new.absent, lambda word: lookup.agency(word, partnership)),
        group=lookup.group(new.group, partnership) if new.group else "",
        guests=new.guests,
    )
    return finish(here, top, draft, dry_run=dry_run, done=f"Meeting {id} is ready for its notes.")


class Answer(NamedTuple):
    """The partnership, whose meetings are shown, and what could not be read or used: paths, each with why."""

    partnership: Partnership
    unread: tuple[tuple[str, str], ...] = ()


def listed(here: Context) -> Answer:
    """The meetings there are."""
    loaded = open_partnership(here)[1]
    note_unread(here, loaded)
    return Answer(loaded.partnership, loaded.not_used)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.records import meetings

    return meetings(answer.partnership.meetings, *answer)


def _says(answer: Answer, here: Context) -> "Iterable[Block]":
    from ..tell import lists

    partnership = answer.partnership
    if not partnership.meetings and not answer.unread:
        here.note("No meetings are recorded yet.")
    return lists.meetings(partnership.meetings, partnership)


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument)
