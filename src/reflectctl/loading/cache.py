"""What files said, by the ids of their blobs, and what whole histories told, kept for the next that asks.

An id is that of a content, so what it stands for never changes: what is kept can be incomplete, never out of date.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from .. import __version__
from ..model.history import History, Recorded, Recording, Unread
from ..storage.cache import LastFew, Shelf
from .facts import KINDS, Fact, Facts

FORM = 8
"""The number of this form. It grows when the same content would be read as something else."""

STAMP = f"{__version__}.{FORM}"
HISTORIES = "histories"
"""The name under which is kept what whole histories told. Facts are kept under the names of their kinds."""

MOST_HISTORIES = 4
"""How many histories are kept: of a few branches, not of every commit there was."""

FEWEST = 100
"""Where fewer than this were read anew, nothing is written: reading them again costs less than it."""


class KeptFacts:
    """The facts of files that were kept, and those that were read since, each kind of fact by itself."""

    def __init__(self, shelves: Mapping[str, Shelf]) -> None:
        """`shelves` are those of the kinds that are wanted."""
        self._kinds = [_KeptKind(kind, shelf) for kind, shelf in shelves.items()]

    def get(self, id: str, form: str) -> Facts | str | None:
        """What a blob says as a file of a kind, or why that cannot be known; None when it is not kept."""
        found: dict[str, Fact] = {}
        for kind in self._kinds:
            said = kind.get(f"{id} {form}") if form in KINDS[kind.name].files else {}
            if said is None or isinstance(said, str):
                return said
            found.update(said)
        return found

    def add(self, id: str, form: str, said: Facts | str) -> None:
        """Keep what a blob says."""
        for kind in self._kinds:
            if form in KINDS[kind.name].files:
                kind.new[f"{id} {form}"] = said

    def close(self) -> None:
        """Write what was added, if it is worth the while."""
        for kind in self._kinds:
            if len(kind.new) >= FEWEST:
                kind.write()


class _KeptKind:
    """What was kept of one kind of facts."""

    def __init__(self, name: str, shelf: Shelf) -> None:
        self.name = name
        self.new: dict[str, Facts | str] = {}
        self._shelf = shelf
        try:
            kept = json.loads(shelf.read() or b"null")
            self._facts: list[Fact] = [KINDS[name].restored(each) for each in kept["facts"]]
            self._files: dict[str, Any] = dict(kept["files"])
        except (ValueError, TypeError, KeyError):
            # Nothing is kept, or what is whole and of this form was yet not written here.
            self._facts, self._files = [], {}

    def get(self, name: str) -> Facts | str | None:
        said = self._files.get(name)
        if said is None or isinstance(said, str):
            return said
        try:
            return {key: self._facts[at] for key, at in said.items()}
        except (AttributeError, TypeError, IndexError):
            return None

    def write(self) -> None:
        places: dict[Fact, int] = {}
        found: dict[str, Any] = {}
        for name in dict.fromkeys((*self._files, *self.new)):
            said = self.new[name] if name in self.new else self.get(name)
            if said is not None and not isinstance(said, str):
                ours = (item for item in said.items() if item[0].startswith(f"{self.name} "))
                found[name] = {key: places.setdefault(fact, len(places)) for key, fact in ours}
            elif said is not None:
                found[name] = said
        told = {"facts": list(places), "files": found}
        self._shelf.write(json.dumps(told, separators=(",", ":"), default=date.isoformat).encode("ascii"))


class KeptHistories:
    """Whole histories by the commit that they end at: what a commit and those before it say never changes."""

    def __init__(self, shelf: Shelf) -> None:
        self._kept = LastFew(shelf, MOST_HISTORIES)

    def get(self, name: str) -> History | None:
        """The history of a name, if it is kept."""
        try:
            told = self._kept.get(name)
            return History(
                tuple(_recording(*each) for each in told["recordings"]),
                tuple(Unread(_text(path), _text(reason), _recorded(*by)) for path, reason, by in told["unread"]),
                None
                if told["reworded"] is None
                else {_text(id): _text(day) for id, day in dict(told["reworded"]).items()},
            )
        except (KeyError, TypeError, ValueError):
            return None

    def put(self, name: str, history: History) -> None:
        """Keep a history, beside the last few others; where it is short, telling it again costs less."""
        if len(history.recordings) < FEWEST:
            return
        told = {
            "recordings": [_told(each) for each in history.recordings],
            "unread": [[each.path, each.reason, list(each.recorded)] for each in history.unread],
            "reworded": None if history.reworded is None else dict(history.reworded),
        }
        self._kept.put(name, told)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _recorded(*facts: Any) -> Recorded:
    return Recorded(*map(_text, facts))


def _told(each: Recording) -> list[Any]:
    agreed, was_agreed, told = (day and day.isoformat() for day in (each.agreed, each.was_agreed, each.told))
    said = (each.statement, each.kind, each.rating, each.was, agreed, each.meeting, each.because)
    return [*said, list(each.recorded), each.stands, was_agreed, told, each.late, list(each.also)]


def _recording(*kept: Any) -> Recording:
    statement, kind, rating, was, agreed, meeting, because, by, stands, was_agreed, told, late, also = kept
    return Recording(
        _text(statement),
        _text(kind),
        None if rating is None else _text(rating),
        None if was is None else _text(was),
        _day(agreed),
        _text(meeting),
        _text(because),
        _recorded(*by),
        stands is True,
        _day(was_agreed),
        _day(told),
        late is True,
        tuple(map(_text, also)),
    )


def _day(kept: Any) -> date | None:
    return None if kept is None else date.fromisoformat(kept)
