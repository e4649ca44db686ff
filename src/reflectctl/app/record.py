"""What a meeting came to, typed on one sheet: the sheet, what is kept of it while it is written, and what it says."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.agenda import agenda
from ..analysis.meetings import is_held
from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from ..model.records import Meeting, Partnership
from ..storage import own_folder
from .context import Context
from .partnership import meeting_named, open_partnership

if TYPE_CHECKING:
    from ..model.proposal import Proposal


class Sheet(NamedTuple):
    """The meeting of a sheet, and where what was typed is kept for the next time; None where nothing may be kept."""

    meeting: Meeting
    partnership: Partnership
    place: str | None


def sheet_of(here: Context, word: str) -> Sheet:
    """The sheet of a meeting that was held."""
    top, loaded = open_partnership(here)
    meeting = meeting_named(word, loaded.partnership)
    if not is_held(meeting, here.today()):
        raise ReflectError(
            f"{meeting.id} is on {meeting.date}, which is still to come: there is nothing to record.",
            f"`reflectctl agenda {meeting.id}` prepares it.",
        )
    name = own_folder.name_for(top, meeting.id)
    return Sheet(meeting, loaded.partnership, own_folder.own_file(here.environ, "record", f"{name}.md"))


def empty(here: Context, sheet: Sheet) -> str:
    """The sheet as it is to be filled in."""
    from ..tell.i18n import spoken
    from ..tell.record_sheet import sheet as made

    due = agenda(sheet.partnership, sheet.meeting, today=here.today()).due
    with spoken(sheet.partnership.instrument.phrases):
        return made(sheet.meeting, sheet.partnership, due)


def kept(sheet: Sheet) -> str:
    """What was typed before and is not recorded yet; empty where there is nothing."""
    raw = own_folder.read_own(sheet.place) if sheet.place else None
    if raw is None:
        return ""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # An editor saved it otherwise: it is shown as it is, for somebody to put right.
        return raw.decode("latin-1")


def keep(sheet: Sheet, raw: bytes) -> bool:
    """Keep what was typed, for nobody else to read; whether it is kept."""
    if sheet.place is None:
        return False
    own_folder.keep(sheet.place, raw)
    return own_folder.read_own(sheet.place) == raw


def forget(sheet: Sheet) -> None:
    """Keep it no longer."""
    if sheet.place:
        own_folder.take_out(sheet.place)


def read_file(here: Context, sheet: Sheet, source: Path) -> "Proposal":
    """What a sheet says that was filled in elsewhere; of a worksheet in Word or Excel, what it says of the meeting."""
    from ..importing.record_sheet import is_sheet
    from ..render.escape import line
    from ..storage.disk import read_input
    from .worksheet import read as of_worksheets

    raw, name = read_input(here.base / source, _MOST_BYTES), line(source.name)
    if raw.startswith(_OF_PROGRAMS):
        return of_worksheets(here, [source], meeting=sheet.meeting.id)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReflectError(
            f"{name} is no sheet: it is not UTF-8 text. Nothing was written.",
            "Save it as UTF-8. A worksheet in another form is read by `reflectctl worksheet read`.",
        ) from None
    if not is_sheet(text, sheet.partnership):
        raise ReflectError(
            f"{name} is no sheet of a meeting: none of the headings of one stands in it. Nothing was written.",
            f"`reflectctl record {sheet.meeting.id} --sheet FILE` writes one to fill in.",
        )
    return read(here, sheet, text, name)


_MOST_BYTES = 20_000_000
_OF_PROGRAMS = (b"PK\x03\x04", b"%PDF-")
"""How documents, workbooks and forms begin."""


def read(here: Context, sheet: Sheet, text: str, file: str) -> "Proposal":
    """What a filled-in sheet says."""
    from ..importing.record_sheet import read

    printed = {each.strip() for each in empty(here, sheet).splitlines()}
    return read(text, sheet.partnership, sheet.meeting, file=file, printed=printed)
