"""The bytes of a record in; what it says, out, with only those parts of it parsed that were not seen before.

From one commit to the next, few parts of a file change.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from ..documents.document import read_document
from ..model import fields
from ..model.records import Assessment, Plan


class Parts:
    """Parts of principle files that were read before, by their bytes.

    A file is cut where a line begins a key at the left edge, and its longest entries where one begins a key of theirs.
    Each part is YAML of its own. Nothing that goes on over a cut (an open quotation, an open bracket) reads cleanly on
    both sides of it, and a file with a part that does not is read as a whole.
    """

    def __init__(self, keys: Collection[str]) -> None:
        """`keys` are those asked for in the entries of assessments and plans; long texts under others are not kept."""
        self._keys = tuple(keys)
        self._read: dict[bytes, dict[str, Any] | None] = {}

    def data(self, raw: bytes) -> dict[str, Any] | None:
        """What a file says, as far as is asked for; None when it has to be read as a whole."""
        if not _PLAIN.issuperset(raw[:1]) or b"\r" in raw or b"\0" in raw:
            return None
        data: dict[str, Any] = {}
        for key, part in _cut(raw, 0):
            if key is None or key in data:
                return None
            head = key.encode("ascii") + b":\n"
            if key in _CUT_AGAIN and part.startswith(head + b" "):
                value = self._entries(part[len(head) :])
            else:
                read = self._part(part, key)
                value = None if read is None else read[key]
                if read is None:
                    return None
            if value is None and key in _CUT_AGAIN:
                return None
            data[key] = value
        return data

    def _entries(self, raw: bytes) -> dict[str, Any] | None:
        depth = len(raw) - len(raw.lstrip(b" "))
        if depth == 0:
            return None
        data: dict[str, Any] = {}
        for key, part in _cut(raw, depth):
            read = None if key is None or key in data else self._part(part, key)
            if read is None or key is None:
                return None
            data[key] = read[key]
        return data

    def _part(self, part: bytes, key: str) -> dict[str, Any] | None:
        if part not in self._read:
            if len(self._read) >= _MOST_PARTS:
                self._read.clear()
            document = read_document("part.yaml", part)
            sound = not document.found and isinstance(document.data, dict) and list(document.data) == [key]
            self._read[part] = self._kept(document.data) if sound else None
        return self._read[part]

    def _kept(self, data: dict[str, Any]) -> dict[str, Any]:
        return {
            key: {name: value[name] for name in value if name in self._keys or name not in _KNOWN}
            if isinstance(value, dict)
            else value
            for key, value in data.items()
        }


_KNOWN = frozenset(field.route[0] for kind in (Assessment, Plan) for field in fields.of(kind) if field.route)
"""The keys that entries may have: what is under another may have been meant for one that is asked for."""
_PLAIN = frozenset(b"#abcdefghijklmnopqrstuvwxyz")
_MOST_PARTS = 256
_CUT_AGAIN = ("assessments", "making_progress")


def _cut(raw: bytes, depth: int) -> Iterator[tuple[str | None, bytes]]:
    """The parts of a text by the keys that begin a line at a depth; None for what is no such part."""
    text = b"\n" + raw
    begun = list(_edges(depth).finditer(text))
    before = text[: begun[0].start()] if begun else text
    if any(line.strip() and not line.lstrip().startswith(b"#") for line in before.split(b"\n")):
        yield None, before
    ends = [*(match.start() + 1 for match in begun[1:]), len(text)]
    for match, end in zip(begun, ends, strict=False):
        key = match.group(1)
        yield None if key is None else key.decode("ascii"), text[match.start() + 1 : end]


@cache
def _edges(depth: int) -> re.Pattern[bytes]:
    # It begins with what a search can skip to; `^` would be tried at every line.
    return re.compile(rb"\n {%d}(?=[^ #\n])(?:([a-z0-9_-]+):)?" % depth)
