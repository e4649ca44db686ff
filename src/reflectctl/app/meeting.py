"""The meetings: a new one, and the list of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..analysis import lookup
from ..model.records import Partnership
from ..render.formats import forms
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
    )
    return finish(here, top, draft, dry_run=dry_run, done=f"Meeting {id} is ready for its notes.")


def listed(here: Context) -> Partnership:
    """The partnership, whose meetings are shown."""
    loaded = open_partnership(here)[1]
    note_unread(here, loaded)
    return loaded.partnership


def _holds(partnership: Partnership, _: Context) -> NamedTuple:
    from ..render.answers.records import meetings

    return meetings(partnership.meetings, partnership)


def _says(partnership: Partnership, here: Context) -> "Iterable[Block]":
    from ..tell import lists

    if not partnership.meetings:
        here.note("No meetings are recorded yet.")
    return lists.meetings(partnership.meetings, partnership)


FORMATS = forms("text", "json", says=_says, holds=_holds, speaks=lambda partnership: partnership.instrument)
