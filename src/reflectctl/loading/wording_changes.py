"""Commits that touched the content, and the content as it is now, in; the day each wording last changed, out."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ..documents.document import Document, read_document
from ..documents.text import BOM
from ..hashes import blob_id
from ..model.instrument import same_words
from ..model.named_tuples import NamedTuple
from ..storage.snapshots import Unreadable
from . import files
from .values import entries, mapping, text

if TYPE_CHECKING:
    from ..storage.commits import Commit
    from ..storage.objects import Objects


class Reworded(NamedTuple):
    """When the wording of statements last changed. A statement that has only ever had one wording is not in it."""

    days: dict[str, str]
    """By statement, the day (ISO) as its author's clock had it."""
    commits: dict[str, str]
    """By statement, the id of the commit that changed it; none where the change is not committed."""
    lost: int = 0
    """How many versions of the wording git could not give: whether one changed there is not known."""


class Wording(NamedTuple):
    """What commits told of the wording of statements, up to one of them; what that is made of can be gone on with."""

    days: dict[str, str]
    commits: dict[str, str]
    latest: dict[str, str]
    """By the path of each file, the id of what the last commit that touched it left there."""
    seen: set[str]
    """The ids of all that was there."""
    readable: dict[str, dict[str, str]]
    """By path, the statements of the last version that was read and could be."""
    lost: set[str]
    """The ids of versions that git could not give."""


def nothing_told() -> Wording:
    """What no commit tells."""
    return Wording({}, {}, {}, set(), {}, set())


def follow(commits: Iterable["Commit"], objects: "Objects", told: Wording) -> Wording:
    """When each statement's wording last changed, with more commits behind those that told something.

    Of a day's changes the last counts, in the order of the commits. A file that cannot be read goes on saying what it
    said when it last could be.

    This does not follow lines of commits as `loading.history` does: it is asked by every `status` and `validate`, and
    what a commit itself touched is enough to know the day.
    """
    made = Wording(
        dict(told.days), dict(told.commits), dict(told.latest), set(told.seen), dict(told.readable), set(told.lost)
    )
    read: dict[str, dict[str, str] | None] = {}
    for commit in commits:
        for each in commit.touched:
            if not is_rated_wording(each.path) or not each.new:
                continue
            made.latest[each.path] = each.new
            made.seen.add(each.new)
            if each.old:
                before, after = _wordings(made, read, objects, each.path, each.old, each.new)
                for statement in _differ(before, after):
                    if commit.authored[:10] >= made.days.get(statement, ""):
                        made.days[statement] = commit.authored[:10]
                        made.commits[statement] = commit.id
    return made


def reworded(
    told: Wording, objects: Callable[[], "Objects"], now: Mapping[str, Document] | None = None, today: str = ""
) -> Reworded:
    """When each statement's wording last changed.

    With the documents as they are `now`, wording that has not been committed changed `today`.
    """
    days, by = dict(told.days), dict(told.commits)
    made = told._replace(readable=dict(told.readable), lost=set(told.lost))
    read: dict[str, dict[str, str] | None] = {}
    for path, document in (now or {}).items():
        if path in told.latest and _id(document, len(told.latest[path])) not in told.seen:
            [committed] = _wordings(made, read, objects(), path, told.latest[path])
            for statement in _differ(committed, _statements(document)):
                days[statement] = today
                by.pop(statement, None)
    return Reworded(days, by, len(made.lost))


def is_rated_wording(path: str) -> bool:
    """Whether a file holds wording that ratings are made against."""
    return files.kind(path) in _STATEMENTS and files.is_rated_against(path)


def _wordings(
    told: Wording, read: dict[str, dict[str, str] | None], objects: "Objects", path: str, *ids: str
) -> list[dict[str, str]]:
    """What a file says in some versions, one after the other."""
    for id, raw in objects.read_many([id for id in ids if id not in read]):
        if isinstance(raw, Unreadable):
            told.lost.add(id)
        document = None if isinstance(raw, Unreadable) else read_document("principle.yaml", raw)
        read[id] = None if document is None or document.data is None else _statements(document)
    said = []
    for id in ids:
        found = read[id]
        said.append(told.readable.get(path, {}) if found is None else found)
        told.readable[path] = said[-1]
    return said


_STATEMENTS = ("content-principle", "local-principle")


def _differ(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [statement for statement, said in after.items() if not same_words(before.get(statement, said), said)]


def _id(document: Document, length: int) -> str:
    return blob_id(((BOM if document.bom else "") + document.text).encode("utf-8"), length)


def _statements(document: Document) -> dict[str, str]:
    data = mapping(document.data)
    statements = entries(data, "statements")
    return {f"{text(data, 'id')}.{dimension}": text(statements, dimension) for dimension in statements}
