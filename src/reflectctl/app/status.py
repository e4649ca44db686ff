"""Where a partnership is: what was discussed and rated, what is due and overdue."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..analysis.status import status as stands
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from ..model.report import Status
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership
from .rereading import reread
from .writing import note_ended

if TYPE_CHECKING:
    from ..model.blocks import Block


class Answer(NamedTuple):
    """Where a partnership is."""

    partnership: Partnership
    status: Status
    unread: tuple[tuple[str, str], ...] = ()
    """What could not be read or used: paths, each with why."""


def status(here: Context) -> Answer:
    """Where it is on the day that is worked on; files that could not be read are noted."""
    top, loaded = open_partnership(here)
    today = here.today()
    standing = stands(loaded.partnership, today=today, reread=reread(here, top, loaded, today))
    answer = Answer(loaded.partnership, standing, loaded.not_used)
    note_ended(here, top)
    note_unread(here, loaded)
    return answer


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers import records

    return records.status(*answer)


def _says(answer: Answer, _: Context) -> "Iterable[Block]":
    from ..tell.status import status

    return status(*answer[:2])


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument)
