"""A file of a partnership in; the values in it whose way is told, each under a key, out.

Views by statement and by who holds them, the days of meetings, wording that ratings are made against, who is a
member, which groups there are, and what stands beside ratings. A file that cannot be read, or a value that cannot be
used, tells nothing.
"""

from collections.abc import Mapping
from datetime import date

from ..documents.document import Document, read_document
from ..model.named_tuples import NamedTuple
from ..model.records import View
from ..storage.snapshots import Unreadable
from . import files, records
from .values import day, entries, items, mapping, text
from .yaml_parts import Parts

VIEW, MEETING, WORDING, MEMBER, GROUP, SOURCE, NOTES = (
    "view", "meeting", "wording", "member", "group", "source", "notes",
)  # fmt: skip

Key = tuple[str, str, str]
"""The kind of a value, and what it is about: a statement and an agency; else an id, and nothing."""

Value = View | date | str | bool
"""A view; the day of a meeting; words; whether an agency is a member."""

UNDER = ("views", "meetings", "content", files.PARTNERSHIP)
"""Where such values stand."""


class Changed(NamedTuple):
    """A value that one commit changed."""

    was: object
    now: object
    day: date
    """On which it was recorded."""


class ViewParts:
    """Views that were read before: of the next version of their file only what it says otherwise is read."""

    def __init__(self) -> None:
        self._parts = Parts(None, ("views",))
        self._views: dict[tuple[str, str], tuple[object, View | None]] = {}

    def said(self, raw: bytes) -> Mapping[Key, Value] | None:
        """What a file says; None where it has to be read as a whole."""
        data = self._parts.data(raw)
        if not data:
            return None
        found: dict[Key, Value] = {}
        if (said := records.whose_views(data)) is None:
            return found
        of = said.of
        for id, entry in entries(data, "views").items():
            last = self._views.get((of, id))
            if last is None or last[0] is not entry:
                if len(self._views) >= _MOST_VIEWS:
                    self._views.clear()
                last = self._views[of, id] = entry, records.view(of, entry)
            if last[1] is not None:
                found[VIEW, id, of] = last[1]
        return found


_MOST_VIEWS = 5_000


def values(path: str, raw: bytes | Unreadable, parts: ViewParts | None = None) -> Mapping[Key, Value] | None:
    """What a file says; None where that is not known. What is among the `parts` is not read again."""
    kind = files.kind(path) or ""
    if kind not in _READ:
        return {}
    if isinstance(raw, Unreadable):
        return None
    if kind == "views" and parts is not None and (said := parts.said(raw)) is not None:
        return said
    document = read_document("record.md" if kind == "meeting" else "record.yaml", raw)
    if document.found or document.data is None:
        return None
    return _READ[kind](document)


def _views(document: Document) -> Mapping[Key, Value]:
    said = records.views(document)
    return {(VIEW, id, said.of): view for id, view in said.views.items()} if said else {}


def _meeting(document: Document) -> Mapping[Key, Value]:
    data = mapping(document.data)
    held = day(data, "date")
    return {(MEETING, text(data, "id"), ""): held} if held and text(data, "id") else {}


def _principle(document: Document) -> Mapping[Key, Value]:
    data = mapping(document.data)
    id, statements = text(data, "id"), entries(data, "statements")
    found = {f"{id}.{each}": text(statements, each) for each in statements}
    found.update({f"{id} ({each})": text(data, each) for each in ("title", "voice")})
    return {(WORDING, each, ""): words for each, words in found.items() if words}


def _pack(document: Document) -> Mapping[Key, Value]:
    points = [item for _, item in items(mapping(document.data), "scale")]
    return {
        (WORDING, f"{text(each, 'id')} (meaning)", ""): f"{text(each, 'title')}: {text(each, 'meaning')}"
        for each in points
    }


def _members(document: Document) -> Mapping[Key, Value]:
    data = mapping(document.data)
    agencies, groups = ([item for _, item in items(data, each)] for each in ("agencies", "groups"))
    found: dict[Key, Value] = {(GROUP, text(each, "id"), ""): True for each in groups if text(each, "id")}
    found.update({(MEMBER, text(each, "id"), ""): day(each, "left") is None for each in agencies if text(each, "id")})
    return found


def _beside_ratings(document: Document) -> Mapping[Key, Value]:
    """The sources and the notes beside each rating, by what they are and by their prompts."""
    data = mapping(document.data)
    said: dict[Key, Value] = {}
    for dimension, each in entries(data, "assessments").items():
        statement = f"{text(data, 'principle')}.{dimension}"
        said.update(((SOURCE, statement, text(one, "what")), True) for _, one in items(mapping(each), "sources"))
        said.update(((NOTES, statement, prompt), True) for prompt in entries(mapping(each), "reflections"))
    return said


_READ = {
    "views": _views,
    "meeting": _meeting,
    "content-principle": _principle,
    "pack": _pack,
    "principle": _beside_ratings,
    "partnership": _members,
}
