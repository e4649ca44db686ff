"""A snapshot in; the partnership it holds, its documents, and everything found wrong on the way out."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..documents.document import Document, read_document
from ..errors import ReflectError
from ..model.diagnostics import Diagnostic, sort
from ..model.instrument import Instrument
from ..model.layout import Layout
from ..model.partnership import Partnership
from ..model.places import NOWHERE, Location, Place
from ..store.snapshots import Snapshot, Unreadable
from . import kinds, records
from .instruments import instrument
from .values import entries, mapping, text, whole

FORMAT = 1

MISSING_CONTENT = "missing-content"


class Loaded(NamedTuple):
    """A partnership as a snapshot tells it."""

    partnership: Partnership
    documents: dict[str, Document]
    """By path: every file that is part of the partnership and has text."""
    found: list[Diagnostic]
    """What stood in the way of reading, sorted; what the schemas say is `loading.schemas`' affair."""

    left_out: tuple[str, ...] = ()
    """Paths of files that could not be read, though a document of another moment stands in for them here."""

    @property
    def unreadable(self) -> dict[str, Diagnostic]:
        """The files that could not be read at all, each with the first reason; a pack that is missing among them."""
        found: dict[str, Diagnostic] = {}
        for each in self.found:
            path = kinds.PACK if each.rule == MISSING_CONTENT else each.location.path
            if path in self.left_out or path not in self.documents or self.documents[path].data is None:
                found.setdefault(path, each)
        return dict(sorted(found.items()))


def load(
    snapshot: Snapshot,
    paths: list[str] | None = None,
    known: dict[tuple[str, str], Document] | None = None,
    keys: dict[str, tuple[str, str]] | None = None,
) -> Loaded:
    """The partnership at a snapshot. Raises `ReflectError` only when its format is of another version.

    With `paths`, only those files are read. `known` holds documents read before by what `keys` gives for their paths
    (a path and what its content is known by), and is added to.
    """
    known, keys = {} if known is None else known, keys or {}
    documents: dict[str, Document] = {}
    found: list[Diagnostic] = []
    by_kind: dict[str, list[Document]] = {}
    for path in snapshot.paths() if paths is None else paths:
        kind = kinds.kind(path)
        if kind is None:
            found.append(_unexpected(path))
            continue
        key = keys.get(path, (path, ""))
        document = known.get(key)
        if document is None:
            raw = snapshot.read(path)
            if isinstance(raw, Unreadable):
                found.append(Diagnostic(Location(path, 1, 1), "error", "unreadable-file", raw.reason, raw.hint))
                continue
            document = read_document(path, raw)
            if key[1]:
                known[key] = document
        found.extend(document.found)
        if document.data is None and not document.found:
            found.append(_empty(path))
        documents[path] = document
        by_kind.setdefault(kind, []).append(document)
    if kinds.PARTNERSHIP in documents:
        _check_format(documents[kinds.PARTNERSHIP], snapshot.label)
    if kinds.PACK not in documents and not any(d.location.path == kinds.PACK for d in found):
        found.append(
            Diagnostic(
                Location(kinds.PARTNERSHIP, 1, 1),
                "error",
                MISSING_CONTENT,
                "There is no content/pack.yaml, so there is nothing that ratings could stand beside.",
                "Copy the content back from an earlier commit, or run `reflectctl init` here again.",
            )
        )
    unread = tuple(
        path for path in dict.fromkeys(d.location.path for d in found)
        if kinds.kind(path) and (path not in documents or documents[path].data is None)
    )  # fmt: skip
    return Loaded(partnership(by_kind, unread), documents, sort(found))


def partnership(by_kind: dict[str, list[Document]], unread: tuple[str, ...] = ()) -> Partnership:
    """The partnership that documents, sorted by their kinds, describe."""
    who = next(iter(by_kind.get("partnership", ())), None)
    data = mapping(who.data) if who else {}
    pack = instrument(
        next(iter(by_kind.get("pack", ())), None),
        by_kind.get("content-principle", ()),
        next(iter(by_kind.get("phrases", ())), None),
    )
    order = {principle.id: principle.number for principle in pack.principles}
    begun = [record for document in by_kind.get("principle", ()) if (record := records.record(document, pack))]
    meetings = {document.path: records.meeting(document) for document in by_kind.get("meeting", ())}
    held = [meeting for meeting in meetings.values() if meeting]
    settings = entries(data, "settings")
    return Partnership(
        name=text(data, "name"),
        area=text(data, "area"),
        content=text(data, "content"),
        agencies=records.agencies(who) if who else (),
        due_soon_days=whole(settings, "due_soon_days", most=366, otherwise=30),
        sources_current_months=whole(settings, "sources_current_months", most=600, otherwise=0),
        levels={
            rule: level for rule in entries(settings, "rules") if (level := text(entries(settings, "rules"), rule))
        },
        instrument=pack,
        preliminary=next((records.preliminary(d) for d in by_kind.get("preliminary", ()) if d.data is not None), None),
        records=tuple(
            sorted(begun, key=lambda record: (order.get(record.principle, len(order) + 1), record.principle))
        ),
        meetings=tuple(sorted(held, key=lambda meeting: (meeting.date, meeting.id))),
        # A meeting without a usable id and date is there, though nothing can be made of it: not an unknown one.
        unread=tuple(dict.fromkeys((*unread, *(path for path, meeting in meetings.items() if meeting is None)))),
        orphans=tuple(_orphans(by_kind.get("content-principle", ()), pack)),
        layout=_layout(next(iter(by_kind.get("report", ())), None)),
        where=who.place() if who else NOWHERE,
    )


def _layout(document: Document | None) -> Layout:
    if document is None:
        return Layout()
    from .layouts import layout

    return layout(document)


def _orphans(documents: Iterable[Document], pack: Instrument) -> Iterator[tuple[str, Place]]:
    taken = {principle.id: principle.where.path for principle in pack.principles}
    for document in documents:
        id = text(mapping(document.data), "id")
        if id and taken.get(id) != document.path:
            yield id, document.place("id")


def _check_format(document: Document, label: str) -> None:
    version = mapping(document.data).get("format")
    if type(version) is int and version > FORMAT:
        raise ReflectError(
            f"The partnership at {label} is written in format {version}; this program reads format {FORMAT}.",
            "Install a newer reflectctl.",
        )


def _unexpected(path: str) -> Diagnostic:
    suffix = ".md" if path.startswith("meetings/") else ".yaml"
    return Diagnostic(
        Location(path, 1, 1),
        "warning",
        "unexpected-file",
        "This file is in a folder of the partnership's records, but is not one of them, so nothing in it is read.",
        f"Give it the ending {suffix} if it is meant as one, or move it elsewhere.",
    )


def _empty(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path, 1, 1),
        "error",
        "empty-file",
        "The file says nothing.",
        "Bring its content back from an earlier commit, or delete the file.",
    )
