"""The files in which meetings are told: known by the id that each holds, whatever it is called and wherever it lies."""

import re
from collections.abc import Iterable, Iterator

from ..documents.document import Document
from ..storage.snapshots import Snapshot, Unreadable
from . import files
from .values import EARLIER, entries, items, mapping, text

_ID = re.compile(rb"""^id:[ \t]*["']?([^"'\s#]+)""", re.MULTILINE)


def holding(snapshots: Iterable[Snapshot], ids: Iterable[str]) -> set[str]:
    """The files that tell of meetings with some ids, at one snapshot or another.

    A file is mostly called like its meeting. All others are looked into only where that is so at none of them.
    """
    named = {f"meetings/{id}.md": id for id in ids if id}
    there = [(each, path) for each in snapshots if named for path in each.paths() if files.kind(path) == "meeting"]
    called = [(each, path) for each, path in there if path in named]
    found = {path for _, path in called}
    missing = {*named.values()} - {named[path] for each, path in called if named[path] in _ids(each, path)}
    if missing:
        found.update(path for each, path in there if not missing.isdisjoint(_ids(each, path)))
    return found


def meetings_named(document: Document) -> Iterator[str]:
    """The ids of the meetings at which the ratings of a principle file were agreed."""
    for value in entries(mapping(document.data), "assessments").values():
        assessment = mapping(value)
        yield text(assessment, "meeting")
        yield from (text(each, "meeting") for _, each in items(assessment, EARLIER))


def _ids(snapshot: Snapshot, path: str) -> set[str]:
    """What may be a file's id: none where it cannot be read."""
    raw = snapshot.read(path)
    return set() if isinstance(raw, Unreadable) else {each.decode("utf-8", "replace") for each in _ID.findall(raw)}
