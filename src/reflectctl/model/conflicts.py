"""What a merge has left to be decided: files, and the values in them on which two sides differ."""

from typing import Any

from .fields import Field
from .named_tuples import NamedTuple
from .records import Partnership

MERGE, REBASE, CHERRY_PICK, REVERT, OTHER = "merge", "rebase", "cherry-pick", "revert", "other"
DOING = (MERGE, REBASE, CHERRY_PICK, REVERT, OTHER)
"""What git is doing that two sides come from; `other` where it does not say, as when a stash is laid over."""

DIFFERS, TAKEN_OUT, DECIDED = "differs", "taken-out", "decided"
STATES = (DIFFERS, TAKEN_OUT, DECIDED)
"""How it is with a file: marks stand in it; one side took it out; nothing is left but to tell git so."""


class Side(NamedTuple):
    """The last commit of a side that changed a file."""

    commit: str
    author: str
    day: str
    """The day on which it was written, by its author's own clock (ISO)."""
    subject: str


class Difference(NamedTuple):
    """A value on which the sides differ; or lines, where they are not a record's."""

    line: int
    """Where it stands in the file as it is, from 1."""
    kind: type | None
    """The kind of record; None for lines."""
    known: tuple[str, ...] = ()
    """What the record is known by: for a statement's own its id first, for what stands below it, that too."""
    field: Field | None = None
    """None where one side has no such record."""
    ours: Any = None
    theirs: Any = None
    meetings: tuple[str, str] = ("", "")
    """At which meeting ours and theirs was said, where a meeting is named."""
    added: bool | None = None
    """Of a record that one side has: whether it was not there before the two; None where that is not known."""
    marks: int = 0
    """The line of the marks that it stands in with whatever is decided together with it; 0 where none do."""


class FileInConflict(NamedTuple):
    """A file that is left to be decided."""

    path: str
    state: str
    ours: Side | None
    theirs: Side | None
    differences: tuple[Difference, ...] = ()


class Conflicts(NamedTuple):
    """Everything that is left to be decided."""

    doing: str
    files: tuple[FileInConflict, ...]
    elsewhere: int
    """How many files outside the partnership are left to be decided, too."""
    ours: Partnership
    theirs: Partnership
    driver: bool = True
    """Whether git merges the records of this clone by the driver that merges additions."""

    @property
    def open(self) -> tuple[FileInConflict, ...]:
        """The files in which something is to be decided."""
        return tuple(each for each in self.files if each.state != DECIDED)
