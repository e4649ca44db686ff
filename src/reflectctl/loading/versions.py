"""Commits in; for each, which statements stood how before it and after it. Each blob is read once.

It reads just what a history is made of. Which ratings the scale has is not asked: an old commit may have been rated
on another scale.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..documents.document import read_document
from ..model.history import Recorded
from ..store.commits import Commit
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
    for commit in commits:
        touched = [each for each in commit.touched if kinds.kind(each.path) == "principle"]
        wanted = list(dict.fromkeys(id for each in touched for id in (each.old, each.new) if id and id not in versions))
        for id, raw in objects.read_many(wanted):
            versions[id] = _version(raw)
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


def _version(raw: bytes | Unreadable) -> Version | str:
    """The statements of a principle file, or the reason why they cannot be known."""
    if isinstance(raw, Unreadable):
        return raw.reason
    document = read_document("principle.yaml", raw)
    if document.found:
        first = document.found[0]
        return f"line {first.location.line}, column {first.location.column}: {first.message}"
    data = mapping(document.data)
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
