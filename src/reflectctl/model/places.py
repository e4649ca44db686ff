"""Where things stand in a text: routes through data, spans of characters, locations for people."""

from typing import NamedTuple, Protocol

Route = tuple[str | int, ...]
"""The keys and positions that lead from the top of a document to a value."""


class Span(NamedTuple):
    """A stretch of a document's text, in characters: `text[start:end]`."""

    start: int
    end: int


class Location(NamedTuple):
    """A place that a person can go to: a path in the repository, a line and a column, both from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Place(Protocol):
    """Where a value came from. It is asked for a location only when one is needed."""

    @property
    def path(self) -> str:
        """The document's path in the repository."""

    def at(self, *more: str | int) -> Location:
        """The location of the value that `more` leads to from here; of its key, when the value is empty."""

    def key(self, *more: str | int) -> Location:
        """The location of the last key of `more`; of the nearest thing that is there, when it is missing."""


class Nowhere(NamedTuple):
    """The place of a value that was never in a file."""

    path: str = ""

    def at(self, *more: str | int) -> Location:
        return Location(self.path, 1, 1)

    def key(self, *more: str | int) -> Location:
        return Location(self.path, 1, 1)


NOWHERE = Nowhere()
