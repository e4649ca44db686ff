"""What principle files said, by the ids of their blobs, and what whole histories told, kept for the next that asks.

An id is that of a content, so what it stands for never changes: what is kept can be incomplete, never out of date.
"""

import contextlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

from .. import __version__
from ..model.history import History, Recorded, Recording, Unread
from ..storage.cache import Shelf

State = TypeVar("State", bound=tuple[str | None, date | None, str, str])

FORM = 2
"""The number of this form. It grows when the same content would be read as something else."""

STAMP = f"{__version__}.{FORM}"
VERSIONS, HISTORIES = "versions", "histories"
"""The names under which is kept what blobs said, and what whole histories told."""

MOST_HISTORIES = 4
"""How many histories are kept: of a few branches, not of every commit there was."""

FEWEST = 100
"""Where fewer than this were read anew, nothing is written: reading them again costs less than it."""


class KeptVersions(Generic[State]):
    """The versions that were kept, and those that were read since."""

    def __init__(self, shelf: Shelf, state: Callable[[str | None, date | None, str, str], State]) -> None:
        """`state` makes what a version holds for each statement."""
        self._shelf = shelf
        self._states: list[State] = []
        self._versions: dict[str, Any] = {}
        self._new: dict[str, dict[str, State] | str] = {}
        try:
            kept = json.loads(shelf.read() or b"null")
            self._states = [_checked(each, state) for each in kept["states"]]
            self._versions = dict(kept["versions"])
        except (ValueError, TypeError, KeyError):
            # Nothing is kept, or what is whole and of this form was yet not written here.
            self._states, self._versions = [], {}

    def get(self, id: str) -> dict[str, State] | str | None:
        """What a blob said, or the reason why that cannot be known; None when it is not kept."""
        told = self._versions.get(id)
        if told is None or isinstance(told, str):
            return told
        try:
            return {statement: self._states[at] for statement, at in told.items()}
        except (AttributeError, TypeError, IndexError):
            return None

    def add(self, id: str, version: dict[str, State] | str) -> None:
        """Keep what a blob said."""
        self._new[id] = version

    def close(self) -> None:
        """Write what was added, if it is worth the while."""
        if len(self._new) < FEWEST:
            return
        places: dict[State, int] = {}
        versions: dict[str, Any] = {}
        for id in dict.fromkeys((*self._versions, *self._new)):
            version = self._new[id] if id in self._new else self.get(id)
            if isinstance(version, dict):
                versions[id] = {name: places.setdefault(said, len(places)) for name, said in version.items()}
            elif version is not None:
                versions[id] = version
        told = {"states": [_written(*said) for said in places], "versions": versions}
        self._shelf.write(json.dumps(told, separators=(",", ":")).encode("ascii"))


def _checked(said: Any, state: Callable[[str | None, date | None, str, str], State]) -> State:
    rating, agreed, meeting, because = said
    if not (isinstance(rating, str) or rating is None) or not isinstance(meeting, str) or not isinstance(because, str):
        raise TypeError
    return state(rating, date.fromisoformat(agreed) if agreed is not None else None, meeting, because)


def _written(rating: str | None, agreed: date | None, meeting: str, because: str) -> list[str | None]:
    return [rating, agreed.isoformat() if agreed else None, meeting, because]


class KeptHistories:
    """Whole histories by the commit that they end at: what a commit and those before it say never changes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: dict[str, Any] = {}
        with contextlib.suppress(ValueError, TypeError):
            self._kept = dict(json.loads(shelf.read() or b"{}"))

    def get(self, name: str) -> History | None:
        """The history of a name, if it is kept."""
        try:
            told = self._kept[name]
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
        others = [other for other in self._kept if other != name][-(MOST_HISTORIES - 1) :]
        kept = {**{other: self._kept[other] for other in others}, name: told}
        self._shelf.write(json.dumps(kept, separators=(",", ":")).encode("ascii"))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _recorded(*facts: Any) -> Recorded:
    return Recorded(*map(_text, facts))


def _told(each: Recording) -> list[Any]:
    agreed = each.agreed.isoformat() if each.agreed else None
    said = (each.statement, each.kind, each.rating, each.was, agreed, each.meeting, each.because)
    return [*said, list(each.recorded), each.stands]


def _recording(
    statement: Any, kind: Any, rating: Any, was: Any, agreed: Any, meeting: Any, because: Any, by: Any, stands: Any
) -> Recording:
    return Recording(
        _text(statement),
        _text(kind),
        None if rating is None else _text(rating),
        None if was is None else _text(was),
        None if agreed is None else date.fromisoformat(agreed),
        _text(meeting),
        _text(because),
        _recorded(*by),
        stands is True,
    )
