"""What a meeting came to: its minutes, made of what was recorded of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.meetings import is_held
from ..analysis.minutes import Minutes
from ..analysis.minutes import minutes as came
from ..errors import ReflectError
from ..model.history import History
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from ..render.papers import forms
from .context import Context
from .partnership import meeting_named, note_unread, open_partnership, repository_around

if TYPE_CHECKING:
    from ..model.blocks import Telling


class Answer(NamedTuple):
    """The minutes of a meeting, with the day of asking and what could not be read or used: paths, each with why."""

    minutes: Minutes
    partnership: Partnership
    today: date
    unread: tuple[tuple[str, str], ...] = ()


def minutes(here: Context, word: str) -> Answer:
    """The minutes of a meeting that was held."""
    top, loaded = open_partnership(here)
    partnership, today = loaded.partnership, here.today()
    meeting = meeting_named(word, partnership)
    if not is_held(meeting, today):
        raise ReflectError(
            f"{meeting.id} is on {meeting.date}, which is still to come: there is nothing to minute.",
            f"`reflectctl agenda {meeting.id}` prepares it.",
        )
    made = came(partnership, meeting, _history(here, top))
    note_unread(here, loaded)
    if meeting.minutes_agreed is None:
        here.note(
            "These minutes are a draft. Once they are agreed: "
            f"reflectctl meeting edit {meeting.id} --minutes-agreed DATE"
        )
    return Answer(made, partnership, today, loaded.not_used)


def _history(here: Context, top: Path) -> History | None:
    """How ratings went, as far as commits tell; None where they do not."""
    from .read_history import history_at, note_unread_before

    repository = repository_around(here, top)
    try:
        at = repository.head() if repository is not None else ""
        if repository is None or not at or repository.git.is_shallow():
            here.note("What stood before a rating is read from commits, and these are not all here.")
            return None
        told = history_at(here, repository, at)
    except ReflectError as problem:
        here.note(f"{problem.message} What stood before a rating is not known. {problem.hint}".rstrip())
        return None
    note_unread_before(here, told)
    return told


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.minutes import minutes

    return minutes(*answer)


def _tells(answer: Answer) -> "Telling":
    from ..tell.minutes import minutes

    return minutes(*answer)


FORMATS = forms(
    tells=_tells,
    holds=_holds,
    speaks=lambda answer: answer.partnership.instrument,
    day=lambda answer: answer.minutes.meeting.date,
)
