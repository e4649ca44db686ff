"""What commits up to HEAD told of wording, kept for the next that asks: what they say never changes.

It is kept in the user's own folder by the commit that it ends at, and believed only from there.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from .. import __version__
from ..light_json import dumps, loads
from ..model.named_tuples import NamedTuple
from .wording_changes import Wording

FORM = 2
"""The number of this form. It grows when the same commits would tell something else."""
_STAMP = f"{__version__}.{FORM}"
_MOST = 4
"""Up to how many commits it is kept: of a few branches, not of every commit there was."""


class UpTo(NamedTuple):
    """What was told up to a commit, and the commits that it was made of."""

    parents: tuple[str, ...]
    wording: Wording
    state: str
    """How what git goes by was when git read it."""


class KeptWording:
    """What was told, by the commit that it ends at."""

    def __init__(self, raw: bytes | None, keep: Callable[[bytes], None] | None) -> None:
        """`raw` is what was kept, if anything was; `keep` keeps what is put in its place, if anything may be kept."""
        self._keep = keep
        self._kept: dict[str, Any] = {}
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            told = loads(raw or b"null")
            if told["stamp"] == _STAMP:
                self._kept = dict(told["commits"])

    def get(self, id: str) -> UpTo | None:
        """What was told up to a commit; None where nothing whole is kept."""
        try:
            told = self._kept[id]
            wording = Wording(
                _texts(told["days"]),
                _texts(told["commits"]),
                _texts(told["latest"]),
                {_text(each) for each in told["seen"]},
                {_text(path): _texts(said) for path, said in dict(told["readable"]).items()},
                set(),
            )
            return UpTo(tuple(map(_text, told["parents"])), wording, _text(told["state"]))
        except (KeyError, TypeError, ValueError):
            return None

    def commits(self) -> list[str]:
        """The commits of which something is kept, the last kept first."""
        return [*reversed(self._kept)]

    def put(self, id: str, told: UpTo) -> None:
        """Keep what was told up to a commit, beside the last few others."""
        if self._keep is None or told.wording.lost:
            return
        days, commits, latest, seen, readable, _ = told.wording
        self._kept.pop(id, None)
        self._kept[id] = {
            "parents": [*told.parents],
            "state": told.state,
            "days": days,
            "commits": commits,
            "latest": latest,
            "seen": sorted(seen),
            "readable": readable,
        }
        kept = dict([*self._kept.items()][-_MOST:])
        self._keep(dumps({"stamp": _STAMP, "commits": kept}).encode("ascii"))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any) -> dict[str, str]:
    return {_text(name): _text(said) for name, said in dict(value).items()}
