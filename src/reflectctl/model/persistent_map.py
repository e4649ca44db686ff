"""A mapping of which every version is kept: each shares with the one it was made from all but what changed."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")

_SHELVES = 64
"""A change copies the list of shelves and one of them, however much there is on the others."""


class Shared(Generic[Value]):
    """Values by name. It never changes; `changed` gives another."""

    __slots__ = ("_shelves",)

    def __init__(self, shelves: tuple[dict[str, Value], ...] = ({},) * _SHELVES) -> None:
        self._shelves = shelves

    def get(self, name: str) -> Value | None:
        """What stands under a name, if anything does."""
        return self._shelves[hash(name) % _SHELVES].get(name)

    def changed(self, changes: Mapping[str, Value | None]) -> "Shared[Value]":
        """The same with some values put in place of others, and those taken out that are None."""
        if not changes:
            return self
        shelves = list(self._shelves)
        for name, value in changes.items():
            at = hash(name) % _SHELVES
            if shelves[at] is self._shelves[at]:
                shelves[at] = dict(shelves[at])
            if value is None:
                shelves[at].pop(name, None)
            else:
                shelves[at][name] = value
        return Shared(tuple(shelves))

    def items(self) -> Iterator[tuple[str, Value]]:
        """Every name with its value, in no order."""
        for shelf in self._shelves:
            yield from shelf.items()

    def unlike(self, other: "Shared[Value]") -> Iterator[str]:
        """The names under which another does not have the very same value, in no order."""
        for one, two in zip(self._shelves, other._shelves, strict=True):
            if one is not two:
                yield from (name for name in {**one, **two} if one.get(name) is not two.get(name))
