"""The meetings and due days of a partnership, for a calendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis import dates, lookup
from ..analysis.calendar import Entry, entries, gone
from ..errors import ReflectError
from ..loading import facts
from ..loading.files import PARTNERSHIP
from ..model.named_tuples import NamedTuple
from ..model.records import Action, Meeting, Partnership
from ..render.export import forms
from .context import Context
from .partnership import Repository, note_unread, open_partnership, repository_around
from .report_period import Asked, moment_of

if TYPE_CHECKING:
    from ..model.blocks import Block


class Answer(NamedTuple):
    """The days of a partnership, when they were recorded, and what could not be read or used: paths, each with why."""

    entries: tuple[Entry, ...]
    partnership: Partnership
    at: datetime
    unread: tuple[tuple[str, str], ...] = ()


def calendar(here: Context, agency: str | None) -> Answer:
    """The days of the partnership, or of one agency or group."""
    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    who = lookup.who(agency, partnership) if agency else ""
    repository = repository_around(here, top)
    was: list[Action | Meeting] = []
    try:
        at = _recorded(here, repository, top)
        head = repository.head() if repository is not None else ""
        if repository is not None and head and not repository.git.is_shallow():
            was += _gone(here, repository, head, partnership)
        else:
            here.note(
                "What the files had before is read from commits, and these are not all here: it is not cancelled."
            )
    except ReflectError as problem:
        here.note(
            f"{problem.message} What the files had before is not known, and not cancelled. {problem.hint}".rstrip()
        )
        at = _begun(here.today())
    note_unread(here, loaded)
    return Answer(entries(partnership, was, agency=who), partnership, at, loaded.not_used)


def _recorded(here: Context, repository: Repository | None, top: Path) -> datetime:
    """When the files were recorded: at their commit; of those that no commit has, on the day of asking."""
    moment = moment_of(repository, top, Asked(), dates.Period())
    if not moment.recorded:
        return _begun(here.today())
    at = datetime.fromisoformat(moment.recorded).astimezone(UTC)
    return max(at, _begun(here.today())) if moment.uncommitted else at


def _begun(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _gone(here: Context, repository: Repository, head: str, partnership: Partnership) -> Iterable[Action | Meeting]:
    """The actions and meetings that some commit has and that are there no longer, each as it was said last."""
    from .read_history import read_at

    # What cannot be read may be there.
    places = [*partnership.unread, *(each.location.path for each in partnership.unusable)]
    if any(path.startswith(("principles/", "preliminary", "meetings/")) for path in places):
        here.note("Not everything can be read, so nothing is cancelled that the files do not have.")
        return ()
    return gone(read_at(here, repository, head, (facts.ACTION, facts.MEETING)), partnership)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.calendar import calendar

    return calendar(answer.entries, answer.partnership, answer.unread)


def _says(answer: Answer, here: Context) -> "Iterable[Block]":
    from ..tell.calendar import calendar

    if not answer.entries:
        here.note("No meeting and no action with a day was found.")
    return calendar(answer.entries, answer.partnership)


def _ics(answer: Answer, _: Context) -> str:
    from ..render import ics

    if PARTNERSHIP in answer.partnership.unread:
        raise ReflectError(
            f"{PARTNERSHIP} cannot be read, so it is not known by which names a calendar has these days already.",
            "Mend it first; `reflectctl validate` says why.",
        )
    return ics.calendar(answer.entries, answer.partnership, answer.at)


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument, own={"ics": _ics})
