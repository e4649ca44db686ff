"""A mapping of which every version is kept: each shares with the one it was made from all but what changed."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")

_EACH = 8
"""Rows, and shelves in a row. A change copies the list of rows, a row and a shelf, however much is elsewhere."""


class Shared(Generic[Value]):
    """Values by name. It never changes; `changed` gives another."""

    __slots__ = ("_rows",)

    def __init__(self, rows: tuple[tuple[dict[str, Value], ...], ...] = (({},) * _EACH,) * _EACH) -> None:
        self._rows = rows

    def get(self, name: str) -> Value | None:
        """What stands under a name, if anything does."""
        at = hash(name)
        return self._rows[at // _EACH % _EACH][at % _EACH].get(name)

    def changed(self, changes: Mapping[str, Value | None]) -> "Shared[Value]":
        """The same with some values put in place of others, and those taken out that are None."""
        if not changes:
            return self
        new: dict[int, list[dict[str, Value]]] = {}
        for name, value in changes.items():
            at = hash(name)
            row, place = at // _EACH % _EACH, at % _EACH
            if row not in new:
                new[row] = [*self._rows[row]]
            if new[row][place] is self._rows[row][place]:
                new[row][place] = {**new[row][place]}
            if value is None:
                new[row][place].pop(name, None)
            else:
                new[row][place][name] = value
        rows = [*self._rows]
        for row, shelves in new.items():
            rows[row] = tuple(shelves)
        return Shared(tuple(rows))

    def items(self) -> Iterator[tuple[str, Value]]:
        """Every name with its value, in no order."""
        for row in self._rows:
            for shelf in row:
                yield from shelf.items()

    def unlike(self, other: "Shared[Value]") -> Iterator[str]:
        """The names under which another does not have the very same value, in no order."""
        for one, two in zip(self._rows, other._rows, strict=True):
            for here, there in zip(one, two, strict=True) if one is not two else ():
                if here is not there:
                    yield from (name for name in {**here, **there} if here.get(name) is not there.get(name))
