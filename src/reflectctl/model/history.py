"""How each statement's rating went, on two clocks: when it was agreed, and when it was recorded."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

RATED, WITHDRAWN, TAKEN_BACK = "rated", "withdrawn", "taken-back"
"""What a recording did: record a rating; empty one and say why; put back one that had stood before, or none."""


class Recorded(NamedTuple):
    """The commit that recorded something."""

    commit: str
    author: str
    at: str
    """The author's time, ISO 8601 with its zone."""
    subject: str = ""


class Recording(NamedTuple):
    """A rating as one commit recorded it."""

    statement: str
    kind: str
    rating: str | None
    was: str | None
    agreed: date | None
    meeting: str
    because: str
    recorded: Recorded
    stands: bool = True
    """Whether it still holds at the end: a rating that was neither taken back nor merged away, a withdrawal after which
    the rating did not come back, a taking-back of what did not come back."""


class Unread(NamedTuple):
    """A file that could not be read at some commit: never silently skipped."""

    path: str
    reason: str
    recorded: Recorded


class History(NamedTuple):
    """Every recording by statement, on the agreed clock, and what could not be read."""

    recordings: tuple[Recording, ...]
    unread: tuple[Unread, ...] = ()
    reworded: Mapping[str, str] | None = None
    """By statement whose rating is to be re-read, the day (ISO) on which its wording changed after it was rated; None
    where nobody has asked that."""

    def of(self, statement: str) -> tuple[Recording, ...]:
        """The recordings of one statement, oldest agreed first."""
        return tuple(recording for recording in self.recordings if recording.statement == statement)
