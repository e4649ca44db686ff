"""Commits that touched the content, in; for each statement, the day its wording last changed, out."""

from collections.abc import Iterable

from ..documents.document import read_document
from ..store.commits import Commit
from ..store.objects import Objects
from ..store.snapshots import Unreadable
from . import kinds
from .values import entries, mapping, text


def reworded(commits: Iterable[Commit], objects: Objects) -> dict[str, str]:
    """The day (ISO) on which each statement's wording last changed, as its author's clock had it.

    A statement that has only ever had one wording is not in it.
    """
    days: dict[str, str] = {}
    read: dict[str, dict[str, str]] = {}
    for commit in commits:
        for each in commit.touched:
            if kinds.kind(each.path) != "content-principle" or not each.old or not each.new:
                continue
            for id, raw in objects.read_many([id for id in (each.old, each.new) if id not in read]):
                read[id] = _statements(raw)
            before, after = read[each.old], read[each.new]
            for statement, words in after.items():
                if before.get(statement, words) != words:
                    days[statement] = max(days.get(statement, ""), commit.authored[:10])
    return days


def _statements(raw: bytes | Unreadable) -> dict[str, str]:
    if isinstance(raw, Unreadable):
        return {}
    data = mapping(read_document("principle.yaml", raw).data)
    statements = entries(data, "statements")
    return {f"{text(data, 'id')}.{dimension}": text(statements, dimension) for dimension in statements}
