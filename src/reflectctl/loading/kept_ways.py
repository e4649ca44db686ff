"""What commits changed between two of them, kept for the next that asks: the same two never say anything else."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..model.named_tuples import NamedTuple
from ..model.records import View
from ..storage.cache import LastFew, Shelf
from .told_values import MEETING, VIEW, Changed, Key, Value

FEWEST = 25
"""Where fewer changes than this were read, nothing is written: reading them again costs less than it."""

MOST = 4
"""Between how many pairs of commits is kept what was changed."""


class Between(NamedTuple):
    """What commits between two changed."""

    newest: Mapping[str, str]
    """By each file that they touched: the id of what the last of them left there."""
    paths: tuple[str, ...]
    """The files that several of them touched."""
    changes: Mapping[Key, Sequence[Changed]]
    """What each changed in those files, in the order of the commits."""
    ends: Mapping[Key, tuple[object, object]]
    """How what they changed stood at the first commit and stands at the last."""


class KeptWays:
    """What was kept, by the two commits."""

    def __init__(self, shelf: Shelf) -> None:
        self._kept = LastFew(shelf, MOST)

    def get(self, name: str) -> Between | None:
        """What was kept under a name, if anything whole was."""
        try:
            told = self._kept.get(name)
            values: dict[str, list[object]] = {
                kind: [_value(kind, each) for each in its] for kind, its in told["values"].items()
            }
            changes = {
                (kind, id, part): [
                    Changed(values[kind][was], values[kind][now], date.fromisoformat(on)) for was, now, on in its
                ]
                for kind, id, part, _, its in told["changes"]
            }
            ends = {
                (kind, id, part): (values[kind][first], values[kind][last])
                for kind, id, part, (first, last), _ in told["changes"]
            }
            return Between(dict(told["newest"]), tuple(map(str, told["paths"])), changes, ends)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            return None

    def put(self, name: str, between: Between) -> None:
        """Keep it, beside the last few others, where it is long enough."""
        if sum(map(len, between.changes.values())) < FEWEST:
            return
        places: dict[str, dict[object, int]] = {}
        changes = []
        for (kind, id, part), its in between.changes.items():
            there = places.setdefault(kind, {})
            at = [[there.setdefault(each, len(there)) for each in (one.was, one.now)] for one in its]
            rows = [[*pair, one.day.isoformat()] for pair, one in zip(at, its, strict=True)]
            ends = [there.setdefault(each, len(there)) for each in between.ends[kind, id, part]]
            changes.append([kind, id, part, ends, rows])
        told = {
            "newest": dict(between.newest),
            "paths": list(between.paths),
            "values": {kind: [_told(each) for each in there] for kind, there in places.items()},
            "changes": changes,
        }
        self._kept.put(name, told)


def _told(value: object) -> object:
    if isinstance(value, View):
        return [value.of, value.rating, value.given and value.given.isoformat(), value.meeting, value.because]
    return value.isoformat() if isinstance(value, date) else value


def _value(kind: str, kept: Any) -> Value | None:
    if kept is None:
        return None
    if kind == VIEW:
        of, rating, given, meeting, because = kept
        return View(of, rating, given and date.fromisoformat(given), meeting, because)
    if kind == MEETING:
        return date.fromisoformat(kept)
    if not isinstance(kept, str | bool):
        raise TypeError
    return kept
