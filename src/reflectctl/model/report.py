"""What a report says, before it takes a form."""

from datetime import date
from typing import NamedTuple

from .changes import Comparison
from .partnership import Action, Partnership


class Provenance(NamedTuple):
    """What a report was made from, so that anyone can make it again."""

    revision: str
    """The full commit id; empty when the files were not committed."""
    recorded: str
    """The commit's time, ISO 8601; empty like the revision."""
    uncommitted: bool
    """Whether the files held changes that no commit has."""
    program: str
    """The program's version."""


class Coverage(NamedTuple):
    """How much has been discussed and rated. Kept apart from what was said."""

    statements: int
    rated: int
    principles: int
    begun: int
    meetings: int


class Attendance(NamedTuple):
    """How often an agency was in the room, and when it was missed."""

    agency: str
    present: tuple[str, ...]
    """Ids of meetings."""
    absent: tuple[str, ...]


class Status(NamedTuple):
    """Where a partnership stands as of a day, before it takes a form."""

    day: date
    coverage: Coverage
    overdue: tuple[Action, ...]
    due_soon: tuple[Action, ...]
    next_steps: tuple[str, ...]
    """A few sentences that say what could be done next."""
    reread: tuple[str, ...] = ()
    """Statements whose wording has changed since they were rated."""


class Report(NamedTuple):
    """A partnership at one moment, what moved since another, and the questions a reader comes with answered."""

    partnership: Partnership
    day: date
    """The day the report speaks of: actions are overdue as of then."""
    coverage: Coverage
    overdue: tuple[Action, ...]
    due_soon: tuple[Action, ...]
    attendance: tuple[Attendance, ...]
    reread: tuple[str, ...]
    """Statements whose wording has changed since they were rated."""
    since: str
    """What `comparison` was made with, in words; empty when nothing was asked for."""
    comparison: Comparison | None
    provenance: Provenance
    unreadable: tuple[tuple[str, str], ...] = ()
