"""The bytes of a record in; what it says, out, with only those parts of it parsed that were not seen before.

From one commit to the next, few parts of a file change.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from ..documents.document import read_document
from ..model import fields
from ..model.named_tuples import NamedTuple
from ..model.records import Assessment, Plan
from .values import is_same


class _Leaf(NamedTuple):
    """A part of a version that was read by itself."""

    under: str
    """The key at the left edge that it stands under, or is."""
    entry: str
    """The entry below that one that it belongs to, or is; empty where there is none."""
    key: str
    depth: int
    """How far its first line is indented."""
    around: int
    """How far the entry is indented that this is one of the keys of; less than anything is where it is none."""
    says: dict[str, Any]
    """What it says under its key, if that is asked for."""


class _Version(NamedTuple):
    """A version of a file, as it was read, and where each of its parts begins and ends."""

    raw: bytes
    data: dict[str, Any]
    starts: list[int]
    ends: list[int]
    leaves: list[_Leaf]

    def add(self, start: int, end: int, leaf: _Leaf) -> None:
        """Put a part behind the others."""
        self.starts.append(start)
        self.ends.append(end)
        self.leaves.append(leaf)


class Parts:
    """Parts of files that were read before, by their bytes.

    A file is cut where a line begins a key at the left edge, its longest entries where one begins a key of theirs, and
    so are those. Each part is YAML of its own. Nothing that goes on over a cut (an open quotation, an open bracket)
    reads cleanly on both sides of it, and a file with a part that does not is read as a whole.

    Where all that differs from the version before lies within one entry, nothing else is looked at again. What says the
    same as before is the very same object.
    """

    def __init__(
        self, keys: Collection[str] | None, cut_again: Collection[str] = ("assessments", "making_progress")
    ) -> None:
        """`keys` are those asked for in entries, all of them where None; long texts under others are not kept.

        `cut_again` are the keys at the left edge that have entries.
        """
        self._keys = None if keys is None else frozenset(keys)
        self._cut_again = frozenset(cut_again)
        self._read: _Read = {}
        self._read_before: _Read = {}
        self._length = 0
        self._last: dict[bytes, _Version] = {}

    def data(self, raw: bytes) -> dict[str, Any] | None:
        """What a file says, as far as is asked for; None when it has to be read as a whole."""
        # The first two lines tell which of the files it is, mostly: what is taken for another is read all the same.
        slot = raw[: max(0, raw.find(b"\n", raw.find(b"\n") + 1))][:_LONGEST_HEAD]
        before = self._last.get(slot)
        version = None if before is None else self._since(before, raw)
        if version is None:
            version = self._whole(raw)
            if version is None:
                return None
            if before is not None:
                version = version._replace(data=_as_before(version.data, before.data))
            elif len(self._last) >= _MOST_FILES:
                self._last.clear()
        self._last[slot] = version
        return version.data

    def _whole(self, raw: bytes) -> _Version | None:
        """A version, cut anew."""
        if not _PLAIN.issuperset(raw[:1]) or b"\r" in raw or b"\0" in raw:
            return None
        version = _Version(raw, {}, [], [], [])
        for key, start, end in _cut(raw, 0, 0, len(raw)):
            if key is None or key in version.data:
                return None
            body = start + len(key) + 2
            if key in self._cut_again and raw[body - 1 : body + 1] == b"\n " and body < end:
                if not self._below(version, key, body, end):
                    return None
                continue
            read = self._part(raw[start:end], key)
            if read is None or (key in self._cut_again and read[key] is None):
                return None
            version.data[key] = read[key]
            version.add(start, end, _Leaf(key, "", key, 0, -1, read))
        return version

    def _below(self, version: _Version, under: str, start: int, end: int) -> bool:
        """Read the entries under a key; whether they can be."""
        raw, depth = version.raw, _depth(version.raw, start, end)
        entries = version.data[under] = {}
        for entry, begin, until in _cut(raw, depth, start, end):
            if entry is None or entry in entries:
                return False
            leaves = self._by_keys(raw, begin, until, under, entry, depth)
            if leaves is None:
                whole = self._part(raw[begin:until], entry, under)
                if whole is None:
                    return False
                leaves = [(begin, until, _Leaf(under, entry, entry, depth, -1, whole))]
                entries[entry] = whole[entry]
            else:
                entries[entry] = _together(leaf for *_, leaf in leaves)
            for leaf in leaves:
                version.add(*leaf)
        return True

    def _by_keys(
        self, raw: bytes, begin: int, end: int, under: str, entry: str, around: int
    ) -> list[tuple[int, int, _Leaf]] | None:
        """An entry by its keys; None where it has to be read as a whole."""
        start = begin + around + len(entry) + 2
        depth = _depth(raw, start, end)
        # Its own key, too, may not be one that YAML takes for a number.
        if raw[start - 1 : start] != b"\n" or depth <= around or self._part(raw[begin:start], entry, under) is None:
            return None
        return self._read_keys(raw, start, end, _Leaf(under, entry, "", depth, around, {})) or None

    def _read_keys(self, raw: bytes, start: int, end: int, like: _Leaf) -> list[tuple[int, int, _Leaf]] | None:
        """Keys of an entry, each of which was read before or is read by itself; None where one cannot be."""
        found: list[tuple[int, int, _Leaf]] = []
        for key, begin, until in _cut(raw, like.depth, start, end):
            if key is None or (read := self._part(raw[begin:until], key, like.under, like.entry)) is None:
                return None
            found.append((begin, until, _Leaf(like.under, like.entry, key, like.depth, like.around, read)))
        return None if len({leaf.key for *_, leaf in found}) < len(found) else found

    def _since(self, before: _Version, raw: bytes) -> _Version | None:
        """A version that is as another but within one entry; None where it may not be."""
        old, data, starts, ends, leaves = before
        more = len(raw) - len(old)
        first, last = _unlike(before, raw)
        if first < 0:
            return None
        one, start, end = leaves[first], starts[first], ends[last] + more
        text = raw[start:end]
        if b"\r" in text or b"\0" in text or (last + 1 < len(leaves) and not text.endswith(b"\n")):
            return None
        if not one.entry:
            if first != last or one.under in self._cut_again or _keys(text, 0) != [one.key]:
                return None
            if (read := self._part(text, one.key)) is None:
                return None
            new = [(start, end, one._replace(says=read))]
            data = {**data, one.key: read[one.key]}
        else:
            # Nothing in it may begin another entry, or a key at the left edge.
            inside = one.around >= 0 and leaves[last].under == one.under and leaves[last].entry == one.entry
            if not inside or _edges(0).search(text) or _edges(one.around).search(text):
                return None
            found = self._read_keys(text, 0, len(text), one)
            if not found or found[0][0] != 0:
                return None
            new = [(start + begin, start + until, leaf) for begin, until, leaf in found]
            says = _entry(leaves, first, last, [leaf for *_, leaf in new])
            if says is None:
                return None
            if not is_same(data[one.under][one.entry], says):
                data = {**data, one.under: {**data[one.under], one.entry: says}}
        return _Version(
            raw,
            data,
            [*starts[:first], *(each for each, *_ in new), *(each + more for each in starts[last + 1 :])],
            [*ends[:first], *(each for _, each, _ in new), *(each + more for each in ends[last + 1 :])],
            [*leaves[:first], *(leaf for *_, leaf in new), *leaves[last + 1 :]],
        )

    def _part(self, part: bytes, key: str, under: str = "", entry: str = "") -> dict[str, Any] | None:
        """What a part says under its key, if that is asked for; None where it does not say that alone.

        It stands at the left edge, or is an entry `under` a key there, or is a key of such an `entry`.
        """
        name = part, under, bool(entry)
        if name in self._read:
            return self._read[name]
        if name in self._read_before:
            read = self._read_before[name]
        else:
            from ..documents.plain_entry import plain_entry

            data = plain_entry(part) if under else None
            if data is None:
                document = read_document("part.yaml", part)
                data = document.data if not document.found and isinstance(document.data, dict) else {}
            read = self._asked(data, under, entry) if list(data) == [key] else None
        self._length += len(part)
        if len(self._read) >= _MOST_PARTS or self._length >= _MOST_BYTES:
            self._read, self._read_before, self._length = {}, self._read, len(part)
        self._read[name] = read
        return read

    def _asked(self, data: dict[str, Any], under: str, entry: str) -> dict[str, Any]:
        """What is asked for: a key that nobody knows may have been meant for one that is."""
        known = _KNOWN.get(under)
        if known is None or self._keys is None:
            return data
        if not entry:
            return {
                name: self._asked(value, under, name) if isinstance(value, dict) else value
                for name, value in data.items()
            }
        return {name: value for name, value in data.items() if name in self._keys or name not in known}


_Read = dict[tuple[bytes, str, bool], dict[str, Any] | None]

_KNOWN = {
    under: frozenset(field.route[0] for field in fields.of(kind) if field.route)
    for under, kind in (("assessments", Assessment), ("making_progress", Plan))
}
"""The keys that entries may have."""
_PLAIN = frozenset(b"#abcdefghijklmnopqrstuvwxyz")
_LONGEST_HEAD = 400
_MOST_FILES = 64
"""The last versions of so many files are remembered."""
_MOST_PARTS, _MOST_BYTES = 320, 1_000_000
"""So many parts, or so long ones, are remembered, and as many that were read before them."""


def _unlike(before: _Version, raw: bytes) -> tuple[int, int]:
    """The first and the last part of a version that another may have otherwise; less than nothing where more may be."""
    old, _, starts, ends, leaves = before
    more = len(raw) - len(old)
    low, high = 0, len(leaves) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if old[: starts[middle]] == raw[: starts[middle]]:
            low = middle
        else:
            high = middle - 1
    if not leaves or old[: starts[low]] != raw[: starts[low]]:
        return -1, -1
    first, high = low, len(leaves) - 1
    while low < high:
        middle = (low + high) // 2
        if ends[middle] + more >= starts[first] and old[ends[middle] :] == raw[ends[middle] + more :]:
            high = middle
        else:
            low = middle + 1
    return first, high


def _entry(leaves: list[_Leaf], first: int, last: int, new: list[_Leaf]) -> dict[str, Any] | None:
    """What an entry says with new keys in place of some; None where it has one of them twice."""
    one = leaves[first]
    start, end = first, last + 1
    while start and leaves[start - 1].entry == one.entry and leaves[start - 1].under == one.under:
        start -= 1
    while end < len(leaves) and leaves[end].entry == one.entry and leaves[end].under == one.under:
        end += 1
    there = [*leaves[start:first], *new, *leaves[last + 1 : end]]
    return None if len({leaf.key for leaf in there}) < len(there) else _together(there)


def _together(leaves: Iterable[_Leaf]) -> dict[str, Any]:
    """What some parts say."""
    said: dict[str, Any] = {}
    for leaf in leaves:
        said.update(leaf.says)
    return said


def _as_before(now: Any, before: Any) -> Any:
    """A value, with what says the same as before in it being the very same object."""
    if is_same(now, before):
        return before
    if isinstance(now, dict) and isinstance(before, dict):
        return {key: _as_before(value, before.get(key)) for key, value in now.items()}
    return now


def _depth(raw: bytes, start: int, end: int) -> int:
    """How far what begins at a place is indented."""
    at = start
    while at < end and raw[at] == _SPACE:
        at += 1
    return at - start


_SPACE = ord(" ")


def _cut(raw: bytes, depth: int, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """The parts of a text between two places, by the keys that begin a line at a depth; None for what is no such part.

    What begins is what stands behind the end of a line.
    """
    text, shift = (b"\n" + raw[:end], 1) if start == 0 else (raw, 0)
    begun = list(_edges(depth).finditer(text, start + shift - 1, end + shift))
    before = text[start + shift : begun[0].start() if begun else end + shift]
    if before and any(line.strip() and not line.lstrip().startswith(b"#") for line in before.split(b"\n")):
        yield None, start, start + len(before)
    ends = [*(match.start() + 1 - shift for match in begun[1:]), end]
    for match, until in zip(begun, ends, strict=False):
        key = match.group(1)
        yield None if key is None else key.decode("ascii"), match.start() + 1 - shift, until


def _keys(text: bytes, depth: int) -> list[str | None]:
    """The keys that begin a line at a depth; None for what is there else."""
    return [key for key, *_ in _cut(text, depth, 0, len(text))]


@cache
def _edges(depth: int) -> re.Pattern[bytes]:
    # It begins with what a search can skip to; `^` would be tried at every line.
    return re.compile(rb"\n {%d}(?=[^ #\n])(?:([a-z0-9_.-]+):)?" % depth)
