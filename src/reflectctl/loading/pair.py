"""Two snapshots in, the two partnerships out, with only what differs between them read.

A file that is the same on both sides cannot be a change, so it is not opened; what a reader needs beside the changes
(the content, the agencies, the meetings that changed ratings name) is read once and used on both sides.
"""

import hashlib
from typing import Protocol

from ..documents.document import Document
from ..store.snapshots import Snapshot, Unreadable
from . import kinds
from .load import Loaded, load
from .values import entries, mapping, text


class Committed(Protocol):
    """A snapshot that knows the ids of its files' contents."""

    def blob(self, path: str) -> str | None:
        """The object id of a file's content."""


def load_pair(before: Snapshot, after: Snapshot) -> tuple[Loaded, Loaded]:
    """The partnerships at two snapshots: complete in content and agencies, and in records that differ."""
    before, after = _Once(before), _Once(after)
    sha = 64 if 64 in (len(before.revision), len(after.revision)) else 40
    old = {path: before.fingerprint(path, sha) for path in before.paths()}
    new = {path: after.fingerprint(path, sha) for path in after.paths()}
    differ = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    needed = set(differ)
    if any(path.startswith("content/") for path in differ):
        # Whether a rating is to be re-read depends on the rating, also where it has not changed.
        needed.update(path for path in {*old, *new} if path.startswith("principles/"))
    context = {path for path in {*old, *new} if path == kinds.PARTNERSHIP or path.startswith("content/")}
    known: dict[tuple[str, str], Document] = {}
    sides = []
    for snapshot, prints in ((before, old), (after, new)):
        keys = {path: (path, prints[path]) for path in prints if prints[path]}
        first = load(snapshot, [path for path in prints if path in needed or path in context], known, keys)
        sides.append((snapshot, prints, keys, first))
    named = {
        f"meetings/{text(mapping(assessment), 'meeting')}.md"
        for _, _, _, loaded in sides
        for path, document in loaded.documents.items()
        if path in differ and kinds.kind(path) == "principle"
        for assessment in entries(mapping(document.data), "assessments").values()
    }
    wanted = needed | context | named
    # What cannot be read on one side is unknown there, not gone: it is told, and compared on neither side.
    broken = {path for _, _, _, loaded in sides for path in loaded.unreadable} - context
    if not broken and not named - needed:
        return sides[0][3], sides[1][3]
    one, two = (
        _without(load(snapshot, [path for path in prints if path in wanted - broken], known, keys), first)
        for snapshot, prints, keys, first in sides
    )
    return one, two


def _without(loaded: Loaded, first: Loaded) -> Loaded:
    """A partnership read without some files, with what was found wrong when they were read the first time."""
    return loaded._replace(found=sorted({*loaded.found, *first.found}))


class _Once:
    """A snapshot whose files are each read at most once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._read: dict[str, bytes | Unreadable] = {}

    @property
    def label(self) -> str:
        return self._snapshot.label

    @property
    def revision(self) -> str:
        return self._snapshot.revision

    def paths(self) -> list[str]:
        return self._snapshot.paths()

    def read(self, path: str) -> bytes | Unreadable:
        if path not in self._read:
            self._read[path] = self._snapshot.read(path)
        return self._read[path]

    def fingerprint(self, path: str, length: int) -> str:
        """The id git gives, or would give, to a file's content; empty when it cannot be read."""
        blob = getattr(self._snapshot, "blob", None)
        if blob is not None:
            return blob(path) or ""
        raw = self.read(path)
        if isinstance(raw, Unreadable):
            return ""
        kind = hashlib.sha256 if length == 64 else hashlib.sha1
        return kind(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def differ(before: Snapshot, after: Snapshot) -> bool:
    """Whether any file of the partnership is not the same at two snapshots."""
    one, two = _Once(before), _Once(after)
    sha = 64 if 64 in (len(one.revision), len(two.revision)) else 40
    paths = one.paths()
    return paths != two.paths() or any(one.fingerprint(path, sha) != two.fingerprint(path, sha) for path in paths)
