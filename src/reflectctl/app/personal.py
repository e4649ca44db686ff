"""Where texts look like somebody's data, kept from one run to the next: where and of which kind, and never what.

Kept in the user's own cache folder by a hash of each text, and believed only from there.
"""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from .. import __version__, resources
from ..analysis.personal_kinds import KINDS, Place
from ..hashes import short
from ..light_json import dumps, loads
from ..storage.own_folder import keep, own_file, read_own

_MOST_TEXTS = 4_000
_CODE = (
    *(
        "personal_data",
        "personal_kinds",
        "personal_patterns",
        "personal_words",
        "plain_text",
        "personal_signs",
        "redaction",
        "one_person",
    ),
    *("people", "tables"),
)


class KeptPlaces:
    """Looks texts through, but for those that were looked through before."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """`environ` says where the user's cache folder is."""
        self._texts = _Kept(environ, "texts.json")

    def __call__(self, texts: Sequence[str]) -> Sequence[Sequence[Place]]:
        """The places of each text."""
        named = [(_name(text), text) for text in texts]
        found = {name: _read(self._texts.get(name), len(text)) for name, text in named}
        new = {name: text for name, text in named if found[name] is None and name not in resources.nothing_personal()}
        if new:
            from ..analysis.personal_data import places_of

            found.update(zip(new, places_of(new.values()), strict=True))
        for name, places in found.items():
            if places is not None:
                self._texts.put(name, [list(each) for each in places])
        return [found[name] or () for name, _ in named]

    def close(self) -> None:
        """Keep what was found."""
        self._texts.close(_MOST_TEXTS)


class _Kept:
    """Values by name, read when they are first asked for."""

    def __init__(self, environ: Mapping[str, str], name: str) -> None:
        self._path = own_file(environ, "personal", name)
        self._values: dict[str, Any] | None = None
        self._stamp, self._was = "", 0

    def get(self, name: str) -> Any:
        return self._all().get(name)

    def put(self, name: str, value: Any) -> None:
        # At the end, where the last ones asked for stand.
        values = self._all()
        values.pop(name, None)
        values[name] = value

    def _all(self) -> dict[str, Any]:
        if self._values is None:
            self._values = {}
            if self._path is not None:
                with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                    self._stamp = f"{__version__} {resources.code_stamp(*(f'analysis/{name}.py' for name in _CODE))}"
                    told = loads(read_own(self._path) or b"null")
                    if told["stamp"] == self._stamp:
                        self._values = dict(told["values"])
            self._was = len(self._values)
        return self._values

    def close(self, most: int) -> None:
        if self._path is not None and self._values and self._stamp and len(self._values) > self._was:
            told = {"stamp": self._stamp, "values": list(self._values.items())[-most:]}
            keep(self._path, dumps(told).encode("ascii"))


def _name(text: str) -> str:
    return short(text.encode("utf-8", "surrogatepass"))


def _read(found: Any, length: int) -> list[Place] | None:
    """Places as they were kept; None where that cannot be what this program kept."""
    try:
        places = [Place(*each) for each in found]
        if all(0 <= each.start < each.end <= length and each.kind in KINDS for each in places):
            return places
    except TypeError:
        pass
    return None
