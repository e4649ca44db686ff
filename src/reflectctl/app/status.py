"""Where a partnership is: what was discussed and rated, what is due and overdue."""

from typing import NamedTuple

from ..analysis.status import status as stands
from ..loading.load import Loaded
from ..model.records import Partnership
from ..model.report import Status
from ..render.formats import forms
from .context import Context
from .partnership import open_partnership
from .rereading import reread


class Answer(NamedTuple):
    """Where a partnership is."""

    partnership: Partnership
    status: Status


def status(here: Context) -> Answer:
    """Where it is on the day that is worked on; files that could not be read are noted."""
    top, loaded = open_partnership(here)
    today = here.today()
    answer = Answer(loaded.partnership, stands(loaded.partnership, today=today, reread=reread(top, loaded, today)))
    note_unread(here, loaded)
    return answer


def note_unread(here: Context, loaded: Loaded) -> None:
    """Say which files could not be read, so that no answer passes for complete that is not."""
    for path, found in loaded.unreadable.items():
        here.note(f"{path} could not be read and is left out: {found.message} `reflectctl validate` says more.")


def _data(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers import records

    return records.status(*answer)


def _text(answer: Answer, here: Context) -> str:
    from ..render import terminal
    from ..tell.i18n import spoken
    from ..tell.status import status

    with spoken(answer.partnership.instrument.phrases):
        return terminal.text(status(*answer), width=here.width, style=here.style)


FORMATS = {"text": _text, **forms(_data, "json")}
