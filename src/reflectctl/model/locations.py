"""Where things stand in a text: routes through data, spans of characters, locations for people."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from .named_tuples import NamedTuple

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

    @property
    def route(self) -> Route:
        """The keys and positions that lead to the value."""

    def at(self, *more: str | int) -> Location:
        """The location of the value that `more` leads to from here; of its key, when the value is empty."""

    def key(self, *more: str | int) -> Location:
        """The location of the last key of `more`; of the nearest thing that is there, when it is missing."""


class Nowhere(NamedTuple):
    """The place of a value that was never in a file."""

    path: str = ""
    route: Route = ()

    def at(self, *more: str | int) -> Location:
        """The beginning of the file, as there is nothing better."""
        return Location(self.path, 1, 1)

    def key(self, *more: str | int) -> Location:
        """The beginning of the file, as there is nothing better."""
        return Location(self.path, 1, 1)


NOWHERE = Nowhere()

NOTHING: Mapping[str, Any] = {}
"""The mapping of a value that says nothing. Never added to."""

Kind = TypeVar("Kind", bound=type)


def placed(kind: Kind) -> Kind:
    """A kind of value whose place, its last field, is known but is no part of what it is.

    Named tuples, because they cost a sixth of what dataclasses cost to define, and every command defines them all.
    """

    def equal(self: Any, other: object) -> bool:
        return type(other) is kind and self[:-1] == other[:-1]  # type: ignore[index]

    def different(self: Any, other: object) -> bool:
        return not equal(self, other)

    def hashed(self: Any) -> int:
        return hash(self[:-1])

    kind.__eq__, kind.__ne__, kind.__hash__ = equal, different, hashed  # type: ignore[assignment, method-assign]
    return kind
