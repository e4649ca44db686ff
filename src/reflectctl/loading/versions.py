"""Commits in; for each, which statements stood how before it and after it. Each blob is read once.

It reads just what a history is made of. Which ratings the scale has is not asked: an old commit may have been rated
on another scale.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..documents.document import read_document
from ..model.history import Recorded
from ..store.commits import Commit, Touched
from ..store.objects import Objects
from ..store.snapshots import Unreadable
from . import kinds
from .values import day, entries, mapping, text


class State(NamedTuple):
    """How a statement stood: not yet rated when the rating is None."""

    rating: str | None
    agreed: date | None
    meeting: str
    because: str


NOT_YET = State(None, None, "", "")

Version = dict[str, State]
"""The statements of one principle file, by id."""


class Step(NamedTuple):
    """What one commit did to the statements it touched."""

    recorded: Recorded
    before: Version
    after: Version
    unread: tuple[tuple[str, str], ...]
    """Files that this commit left unreadable, each with the reason."""


def steps(commits: Iterable[Commit], objects: Objects) -> Iterator[Step]:
    """What each commit did, in the order given (parents first). A file that cannot be read changes nothing."""
    versions: dict[str, Version | str] = {}
    last: dict[str, Version] = {}
    parts = _Parts()
    for commit, touched in _read_ahead(commits, objects, versions, parts):
        before: Version = {}
        after: Version = {}
        unread = []
        for each in touched:
            old = versions[each.old] if each.old else {}
            new = versions[each.new] if each.new else {}
            # What a file said before it was broken is what it is compared with once it is mended.
            was = last.get(each.path, {}) if isinstance(old, str) else old
            before.update(was)
            if isinstance(new, str):
                unread.append((each.path, new))
                after.update(was)
                last[each.path] = was
            else:
                after.update(new)
        if before != after or unread:
            recorded = Recorded(commit.id, commit.author, commit.authored, commit.subject)
            yield Step(recorded, before, after, tuple(unread))


def _read_ahead(
    commits: Iterable[Commit], objects: Objects, versions: dict[str, Version | str], parts: "_Parts"
) -> Iterator[tuple[Commit, list[Touched]]]:
    """The commits with the principle files they touched, whose versions are known by then.

    Some hundred commits are asked about at once, so that git is not waited for between one and the next.
    """
    commits = iter(commits)
    while some := list(itertools.islice(commits, _AT_ONCE)):
        touched = [[each for each in commit.touched if kinds.kind(each.path) == "principle"] for commit in some]
        wanted = (id for each in itertools.chain(*touched) for id in (each.old, each.new) if id)
        for id, raw in objects.read_many([id for id in dict.fromkeys(wanted) if id not in versions]):
            versions[id] = _version(raw, parts)
        yield from zip(some, touched, strict=True)
        # An old version that is asked for again later is read again: memory stays the same, however long the history.
        for id in list(itertools.islice(versions, max(0, len(versions) - _MOST_KEPT))):
            del versions[id]


_AT_ONCE = 200
_MOST_KEPT = 256


class _Parts:
    """Parts of principle files that were read before, by their bytes: from one commit to the next few of them change.

    A file is cut where a line begins a key at the left edge, and its longest entries where one begins a key of theirs.
    Each part is YAML of its own. Nothing that goes on over a cut (an open quotation, an open bracket) reads cleanly on
    both sides of it, and a file with a part that does not is read as a whole.
    """

    def __init__(self) -> None:
        self._read: dict[bytes, dict[str, Any] | None] = {}

    def data(self, raw: bytes) -> dict[str, Any] | None:
        """What a file says, as far as a history asks; None when it has to be read as a whole."""
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
            self._read[part] = _kept(document.data) if sound else None
        return self._read[part]


_PLAIN = frozenset(b"#abcdefghijklmnopqrstuvwxyz")
_MOST_PARTS = 256
_CUT_AGAIN = ("assessments", "making_progress")


def _cut(raw: bytes, depth: int) -> Iterator[tuple[str | None, bytes]]:
    """The parts of a text by the keys that begin a line at a depth; None for what is no such part."""
    if depth not in _EDGES:
        # It begins with what a search can skip to; `^` would be tried at every line.
        _EDGES[depth] = re.compile(b"\n" + b" " * depth + rb"(?=[^ #\n])(?:([a-z0-9_-]+):)?")
    text = b"\n" + raw
    begun = list(_EDGES[depth].finditer(text))
    before = text[: begun[0].start()] if begun else text
    if any(line.strip() and not line.lstrip().startswith(b"#") for line in before.split(b"\n")):
        yield None, before
    ends = [*(match.start() + 1 for match in begun[1:]), len(text)]
    for match, end in zip(begun, ends, strict=False):
        key = match.group(1)
        yield None if key is None else key.decode("ascii"), text[match.start() + 1 : end]


_EDGES: dict[int, re.Pattern[bytes]] = {}


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """A part without the long texts that a history does not ask for."""
    return {
        key: {name: value[name] for name in ("rating", "agreed", "meeting", "because") if name in value}
        if isinstance(value, dict)
        else value
        for key, value in data.items()
    }


def _version(raw: bytes | Unreadable, parts: _Parts) -> Version | str:
    """The statements of a principle file, or the reason why they cannot be known."""
    if isinstance(raw, Unreadable):
        return raw.reason
    data = parts.data(raw)
    if data is None:
        document = read_document("principle.yaml", raw)
        if document.found:
            first = document.found[0]
            return f"line {first.location.line}, column {first.location.column}: {first.message}"
        data = dict(mapping(document.data))
    return _states(data)


def _states(data: Mapping[str, Any]) -> Version | str:
    principle = text(data, "principle")
    if not principle:
        return "the file does not say which principle it is about."
    recorded = entries(data, "assessments")
    version = {}
    for dimension in recorded:
        values = mapping(recorded[dimension])
        state = State(
            text(values, "rating") or None, day(values, "agreed"), text(values, "meeting"), text(values, "because")
        )
        if state != NOT_YET:
            version[f"{principle}.{dimension}"] = state
    return version
