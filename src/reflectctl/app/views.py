"""What agencies think, asked for by mail and by form, and brought back from what a form service exports."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis import lookup
from ..errors import ReflectError
from ..model.instrument import Principle
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from ..render.escape import line
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership

if TYPE_CHECKING:
    from ..model.blocks import Block
    from ..model.proposal import Proposal

_PATIENCE = 60.0
"""Seconds after which no export is read on."""


class Asking(NamedTuple):
    """What is to be asked, and of whom."""

    partnership: Partnership
    principles: tuple[Principle, ...]
    agency: str
    """The id of the agency or group that is asked; empty where everybody is."""


def ask(here: Context, principle: str | None, agency: str | None) -> Asking:
    """What to ask about a principle, or about all; of everybody, or of one agency or group."""
    loaded = open_partnership(here)[1]
    note_unread(here, loaded)
    partnership = loaded.partnership
    instrument = partnership.instrument
    which = (lookup.principle(principle, instrument),) if principle else instrument.principles
    return Asking(partnership, which, lookup.who(agency, partnership) if agency else "")


def read(here: Context, file: Path, meeting: str | None, given: str | None) -> "Proposal":
    """The views in an export of the answers to a form; when they were given has to be said."""
    from ..importing.responses.reading import Asked, proposal
    from ..importing.responses.tables import MOST_BYTES
    from ..storage.disk import read_input
    from ..storage.time_limit import time_limit
    from ..tell import views
    from ..tell.i18n import say, spoken

    if bool(meeting) == bool(given):
        found = "Both --meeting and --given were named" if meeting else "Neither --meeting nor --given was named"
        raise ReflectError(
            f"{found}; one was expected, as an export does not say when an agency gave its view.",
            "Name the meeting that was asked for, or the day on which the form was closed.",
            exit_code=2,
        )
    partnership = open_partnership(here)[1].partnership
    lookup.check_members(partnership)
    where = lookup.meeting(meeting, partnership) if meeting else ""
    day = here.day_of(given, "--given")
    raw, name = read_input(here.base / file, MOST_BYTES), line(file.name)
    with spoken(partnership.instrument.phrases):
        asked = Asked(say(views.WHO), say(views.WHY), say(views.UNSURE))
    with time_limit(_PATIENCE, name, "Export the answers of one form, and name that file."):
        return proposal(name, raw, partnership, asked, meeting=where, given=day)


def _says(asking: Asking, _: Context) -> "Iterable[Block]":
    from ..tell.views import ask

    return ask(asking.partnership, asking.principles, asking.agency)


def _holds(asking: Asking, _: Context) -> NamedTuple:
    from ..render.answers.views import ask

    return ask(asking.partnership, asking.principles)


FORMATS = forms(says=_says, holds=_holds, speaks=lambda asking: asking.partnership.instrument)
