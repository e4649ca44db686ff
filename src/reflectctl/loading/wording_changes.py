"""Commits that touched the content, and the content as it is now, in; the day each wording last changed, out."""

from collections.abc import Iterable, Mapping

from ..documents.document import Document, read_document
from ..documents.text import BOM
from ..model.instrument import same_words
from ..model.named_tuples import NamedTuple
from ..storage.commits import Commit
from ..storage.objects import Objects, blob_id
from ..storage.snapshots import Unreadable
from . import files
from .values import entries, mapping, text


class Reworded(NamedTuple):
    """When the wording of statements last changed. A statement that has only ever had one wording is not in it."""

    days: dict[str, str]
    """By statement, the day (ISO) as its author's clock had it."""
    commits: dict[str, str]
    """By statement, the id of the commit that changed it; none where the change is not committed."""
    lost: int = 0
    """How many versions of the wording git could not give: whether one changed there is not known."""


def reworded(
    commits: Iterable[Commit], objects: Objects, now: Mapping[str, Document] | None = None, today: str = ""
) -> Reworded:
    """When each statement's wording last changed. Of a day's changes the last counts, in the order of the commits.

    A file that cannot be read goes on saying what it said when it last could be. With the documents as they are `now`,
    wording that has not been committed changed `today`.

    This does not follow lines of commits as `loading.history` does: it is asked by every `status` and `validate`, and
    what a commit itself touched is enough to know the day.
    """
    days: dict[str, str] = {}
    by: dict[str, str] = {}
    read: dict[str, dict[str, str] | None] = {}
    readable: dict[str, dict[str, str]] = {}
    latest: dict[str, str] = {}
    seen: set[str] = set()
    lost: set[str] = set()

    def wording(path: str, *ids: str) -> list[dict[str, str]]:
        """What a file says in some versions, one after the other."""
        for id, raw in objects.read_many([id for id in ids if id not in read]):
            if isinstance(raw, Unreadable):
                lost.add(id)
            document = None if isinstance(raw, Unreadable) else read_document("principle.yaml", raw)
            read[id] = None if document is None or document.data is None else _statements(document)
        said = []
        for id in ids:
            found = read[id]
            said.append(readable.get(path, {}) if found is None else found)
            readable[path] = said[-1]
        return said

    for commit in commits:
        for each in commit.touched:
            if files.kind(each.path) not in _STATEMENTS or not files.is_rated_against(each.path) or not each.new:
                continue
            latest[each.path] = each.new
            seen.add(each.new)
            if each.old:
                before, after = wording(each.path, each.old, each.new)
                for statement in _differ(before, after):
                    if commit.authored[:10] >= days.get(statement, ""):
                        days[statement] = commit.authored[:10]
                        by[statement] = commit.id
    for path, document in (now or {}).items():
        if path in latest and _id(document, len(latest[path])) not in seen:
            [committed] = wording(path, latest[path])
            for statement in _differ(committed, _statements(document)):
                days[statement] = today
                by.pop(statement, None)
    return Reworded(days, by, len(lost))


_STATEMENTS = ("content-principle", "local-principle")


def _differ(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [statement for statement, said in after.items() if not same_words(before.get(statement, said), said)]


def _id(document: Document, length: int) -> str:
    return blob_id(((BOM if document.bom else "") + document.text).encode("utf-8"), length)


def _statements(document: Document) -> dict[str, str]:
    data = mapping(document.data)
    statements = entries(data, "statements")
    return {f"{text(data, 'id')}.{dimension}": text(statements, dimension) for dimension in statements}
