"""A snapshot in, or two; the partnerships they hold, their documents, and everything found wrong on the way, out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..documents.document import Document, read_document
from ..errors import ReflectError
from ..model import agency_ids
from ..model.findings import Finding, sort
from ..model.instrument import Instrument
from ..model.locations import Location, Place
from ..model.named_tuples import NamedTuple
from ..model.overlays import Local, Translation
from ..model.records import Agency, Partnership
from ..model.report_config import Layout
from ..model.unusable import Unusable
from ..storage.snapshots import Snapshot, Unreadable
from . import files, records
from .content import instrument
from .copies import counted_once
from .not_read import empty, no_keys, unexpected
from .unusable import unusable
from .values import entries, mapping, text

if TYPE_CHECKING:
    from .kept_files import KeptFiles

FORMAT = 1
MISSING_CONTENT = "missing-content"
ByKind = dict[str, list[Document]]

_SAYS = {"principle": "is", "meeting": "is", "views": "holds the views of"}
"""What a whole file says, by its kind, to be the same as another."""

MAIN = ""
"""No other language: the content pack's own words, which ratings are made against."""

_RECORDS = ("principle", "meeting", "views", "preliminary")

_NONE: Mapping[str, ByKind] = MappingProxyType({})


class Loaded(NamedTuple):
    """A partnership as a snapshot tells it."""

    partnership: Partnership
    documents: dict[str, Document]
    """By path: every file that is part of the partnership and has text."""
    found: list[Finding]
    """What stood in the way of reading, sorted; what the schemas say is `loading.schemas`' affair."""
    left_out: tuple[str, ...] = ()
    """Paths of files that could not be read, though a document of another moment stands in for them here."""
    languages: tuple[str, ...] = ()
    """The languages that there is content in at the snapshot, besides that of the pack itself."""

    @property
    def language(self) -> str:
        """The language that the instrument speaks, when it is not that of the pack itself."""
        instrument = self.partnership.instrument
        return instrument.language if instrument.original else MAIN

    @property
    def copies(self) -> dict[str, str]:
        """The files that are read nowhere, because another says that it is the same thing: each with why."""
        return {
            place.path: f"It says it {_SAYS[each.kind]} {each.id}, as {each.read.path} does, which is the one that is "
            "read."
            for each in self.partnership.copies
            if each.kind in _SAYS
            for place in each.places
            if place.path != each.read.path
        }

    @property
    def unreadable(self) -> dict[str, Finding]:
        """The files that could not be read at all, each with the first reason; a pack that is missing among them."""
        found: dict[str, Finding] = {}
        for each in self.found:
            path = files.PACK if each.rule == MISSING_CONTENT else each.location.path
            if path in self.left_out or path not in self.documents or self.documents[path].data is None:
                found.setdefault(path, each)
        for path, found_there in no_keys(self.documents).items():
            found.setdefault(path, found_there)
        for bad in self.partnership.unusable:
            if bad.location.path in self.partnership.unread:
                found.setdefault(bad.location.path, _finding(bad))
        return dict(sorted(found.items()))

    @property
    def not_placed(self) -> dict[str, Finding]:
        """The files that could not be read, and those that say they are about a principle which is not known."""
        found = self.unreadable
        for bad in self.partnership.unusable:
            if bad.key == "principle" and bad.location.path.startswith("principles/"):
                found.setdefault(bad.location.path, _finding(bad))
        return found

    @property
    def not_used(self) -> tuple[tuple[str, str], ...]:
        """All that is not in the answers made of this, or not as it was meant: a path, and why, each."""
        unreadable = self.unreadable
        return (
            *((path, found.message) for path, found in unreadable.items()),
            *self.copies.items(),
            *((each.location.path, each.reason) for each in self.unusable),
        )

    @property
    def unusable(self) -> tuple[Unusable, ...]:
        """What cannot be used in the files that are read; of a key that stands twice, what stands there again."""
        left_out = {*self.unreadable, *self.copies}
        twice = (
            Unusable(each.location, each.location.path, "", "", "", f"{each.message[:1].lower()}{each.message[1:-1]}")
            for each in self.found
            if each.rule == "duplicate-key"
        )
        return tuple(
            each for each in sorted((*self.partnership.unusable, *twice)) if each.location.path not in left_out
        )


def _finding(bad: Unusable) -> Finding:
    return Finding(bad.location, "error", "unreadable-file", f"{bad.why[:1].upper()}{bad.why[1:]}.")


def load(
    snapshot: Snapshot,
    paths: list[str] | None = None,
    known: dict[tuple[str, str], Document] | None = None,
    keys: dict[str, tuple[str, str]] | None = None,
    *,
    language: str | None = MAIN,
    translations: bool = False,
    laid_out: bool = False,
    kept: "KeptFiles | None" = None,
) -> Loaded:
    """The partnership at a snapshot. Raises `ReflectError` only when its format is of another version.

    With `paths`, only those files are read. `known` holds documents read before by what `keys` gives for their paths
    (a path and what its content is known by), and is added to.

    The instrument speaks the `language` that is asked for, as far as there are words in it; None asks for the one that
    partnership.yaml names. What is in other languages is read only with `translations`, for whoever checks or lays out
    every file. Whoever lays them out (`laid_out`) asks where everything stands, and nothing of records. What files said
    the last time may be `kept`.
    """
    known, keys = {} if known is None else known, keys or {}
    documents: dict[str, Document] = {}
    found: list[Finding] = []
    by_language: dict[str, ByKind] = {MAIN: {}}
    over: dict[str, list[tuple[str, str]]] = {}

    def take(path: str, kind: str, spoken: str = MAIN) -> None:
        key = keys.get(path, (path, ""))
        document = known.get(key)
        if document is None:
            raw = snapshot.read(path)
            if isinstance(raw, Unreadable):
                found.append(Finding(Location(path, 1, 1), "error", "unreadable-file", raw.reason, raw.hint))
                return
            document = read_document(path, raw, marked=laid_out) if kept is None else kept.read(path, raw)
            if key[1]:
                known[key] = document
        found.extend(document.found)
        if document.data is None and not document.found:
            found.append(empty(path))
        documents[path] = document
        by_language.setdefault(spoken, {}).setdefault(kind, []).append(document)

    for path in snapshot.paths() if paths is None else paths:
        kind = files.kind(path)
        if kind is None:
            found.append(unexpected(path, snapshot.read(path)))
        elif kind in files.LAYERED or files.language(path):
            over.setdefault(files.language(path), []).append((path, kind))
        else:
            take(path, kind)
    if files.PARTNERSHIP in documents:
        _check_format(documents[files.PARTNERSHIP], snapshot.label)
    chosen = _language(by_language[MAIN], language) if over else MAIN
    for spoken, there in over.items():
        for path, kind in there if translations or spoken in (MAIN, chosen) else ():
            take(path, kind, spoken)
    if over:
        # What lies over the pack is checked after it, and before the records that go by both.
        order = sorted(
            documents, key=lambda path: (not path.startswith(files.CONTENT), files.kind(path) in files.LAYERED)
        )
        documents = {path: documents[path] for path in order}
    if files.PACK not in documents and not any(d.location.path in (files.PACK, files.CONTENT) for d in found):
        found.append(
            Finding(
                Location(files.PARTNERSHIP, 1, 1),
                "error",
                MISSING_CONTENT,
                "There is no content/pack.yaml, so there is nothing that ratings could stand beside.",
                "Copy the content back from an earlier commit, or run `reflectctl init` here again.",
            )
        )
    unread = tuple(
        path for path in dict.fromkeys((*(d.location.path for d in found), *no_keys(documents)))
        if path.endswith("/")
        or (files.kind(path) and not (path in documents and isinstance(documents[path].data, dict)))
    )  # fmt: skip
    own = by_language.pop(MAIN)
    if laid_out:
        own = {kind: there for kind, there in own.items() if kind not in _RECORDS}
    said = partnership(own, unread, by_language, chosen, whole=paths is None)
    return Loaded(said, documents, sort(found), languages=tuple(sorted(over.keys() - {MAIN})))


def partnership(
    by_kind: ByKind,
    unread: tuple[str, ...] = (),
    others: Mapping[str, ByKind] = _NONE,
    language: str = MAIN,
    *,
    whole: bool = False,
) -> Partnership:
    """The partnership that documents, sorted by their kinds, describe; its instrument in one of the `others`."""
    who = next(iter(by_kind.get("partnership", ())), None)
    own = instrument(
        next(iter(by_kind.get("pack", ())), None),
        by_kind.get("content-principle", ()),
        next(iter(by_kind.get("phrases", ())), None),
    )
    pack, local, translations = _layered(own, by_kind, others, language)
    order = {principle.id: principle.number for principle in pack.principles}
    said = records.partnership(who)
    ids = agency_ids.earlier_ids(said)
    recorded = {document.path: records.record(document, pack) for document in by_kind.get("principle", ())}
    spoken = {document.path: records.views(document) for document in by_kind.get("views", ())}
    views = agency_ids.listed(filter(None, spoken.values()), said, ids)
    meetings = {document.path: records.meeting(document) for document in by_kind.get("meeting", ())}
    there = [record for record in recorded.values() if record]
    held = [meeting for meeting in meetings.values() if meeting]
    nothing_of = (path for path, made in (*recorded.items(), *spoken.items(), *meetings.items()) if made is None)
    said = said._replace(
        instrument=pack,
        local=local,
        translations=translations,
        preliminary=next((records.preliminary(d) for d in by_kind.get("preliminary", ()) if d.data is not None), None),
        records=records.beside(
            sorted(there, key=lambda record: (order.get(record.principle, len(order) + 1), record.principle)),
            views,
            said.group_ids,
        ),
        views=views,
        meetings=tuple(sorted(held, key=lambda meeting: (meeting.date, meeting.id))),
        # A meeting without a usable id and date is there, though nothing can be made of it: not an unknown one.
        unread=tuple(dict.fromkeys((*unread, *nothing_of))),
        orphans=tuple(_orphans(by_kind.get("content-principle", ()), own)),
        layout=_layout(next(iter(by_kind.get("report", ())), None)),
    )
    said = counted_once(agency_ids.by_ids_of_now(said, ids))
    found, outdated = unusable(by_kind, said, ids, whole=whole)
    said = said._replace(unusable=tuple(found), outdated=tuple(outdated)) if found or outdated else said
    return records.begun(said, by_kind.get("principle", ()))


def load_to_lay_out(snapshot: Snapshot) -> Loaded:
    """The files at a snapshot with where everything stands in them; of the partnership only what it is laid out by."""
    return load(snapshot, translations=True, laid_out=True)


def load_without_meetings(snapshot: Snapshot) -> Loaded:
    """The partnership at a snapshot without its meetings, for who goes by plans and ratings alone."""
    return load(snapshot, [path for path in snapshot.paths() if not path.startswith("meetings/")])


def content(documents: Mapping[str, Document]) -> Instrument:
    """The instrument that documents describe, by their paths: the pack's own words, with what was added to it here."""
    by_kind: dict[str, list[Document]] = {}
    for path, document in documents.items():
        kind = files.kind(path)
        if kind and files.is_rated_against(path):
            by_kind.setdefault(kind, []).append(document)
    return partnership(by_kind).instrument


def _language(by_kind: ByKind, wanted: str | None) -> str:
    """The language that is wanted; that of the pack itself needs no other."""
    if wanted is None:
        settings = [entries(mapping(document.data), "settings") for document in by_kind.get("partnership", ())]
        wanted = text(settings[0], "language") if settings else MAIN
    own = [text(mapping(document.data), "language") for document in by_kind.get("pack", ())]
    return MAIN if wanted in own else wanted


def _layered(
    pack: Instrument, by_kind: ByKind, others: Mapping[str, ByKind], language: str
) -> tuple[Instrument, Local, tuple[Translation, ...]]:
    """A pack with what lies over it: what was added to it, and the language that is wanted."""
    local, additions = Local(), by_kind.get("local-principle", ())
    if not (additions or others or "local-pack" in by_kind):
        return pack, local, ()
    from . import overlays

    if additions or "local-pack" in by_kind:
        local = overlays.local(by_kind)
        pack = overlays.with_local(pack, local, additions)
    said = {each: overlays.translation(each, others[each], pack) for each in sorted(others)}
    if language in said:
        pack = overlays.in_language(pack, said[language])
    return pack, local, tuple(said.values())


def _layout(document: Document | None) -> Layout:
    if document is None:
        return Layout()
    from .report_config import layout

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


def load_pair(before: Snapshot, after: Snapshot, *, language: str | None = MAIN) -> tuple[Loaded, Loaded]:
    """The partnerships at two snapshots: complete in content and agencies, and in records that differ.

    A file that is the same on both sides cannot be a change, so it is not opened; what a reader needs beside the
    changes (the content, the agencies, the meetings that changed ratings name) is read once and used on both sides.

    Both speak the language that is asked for, as far as there are words in it at their snapshot; None asks for the one
    that is set at the second.
    """
    from .meeting_files import holding, meetings_named
    from .once import Once

    before, after = Once(before), Once(after)
    if language is None:
        language = load(after, [files.PARTNERSHIP]).partnership.language
    sha = _id_length(before, after)
    # What reports look like, and what the content says in a language that nobody asked for, is not compared.
    old, new = (
        {
            path: snapshot.fingerprint(path, sha)
            for path in snapshot.paths()
            if path != files.REPORT and files.language(path) in (MAIN, language)
        }
        for snapshot in (before, after)
    )
    differ = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    needed = set(differ)
    if any(path.startswith(("content/", "views/")) or not (path in old and path in new) for path in differ):
        # Whether a rating is to be re-read depends on the rating, also where it has not changed, and a view stands
        # beside it; and a file that came or went may have been another's copy.
        needed.update(path for path in {*old, *new} if path.startswith("principles/"))
    # A meeting's file that came or went may have been another's copy, which is named for the same day.
    days = {path[:_DAY] for path in differ if path.startswith("meetings/") and not (path in old and path in new)}
    needed.update(path for path in {*old, *new} if path[:_DAY] in days)
    if any(path.startswith(("principles/", "views/")) for path in needed):
        needed.update(path for path in {*old, *new} if path.startswith("views/"))
    context = {path for path in {*old, *new} if path == files.PARTNERSHIP or path.startswith("content/")}
    known: dict[tuple[str, str], Document] = {}
    sides = ((before, old), (after, new))
    changed = (each for snapshot, prints in sides for each in _records(snapshot, prints, differ, known))
    ids = {id for document in changed for id in meetings_named(document)}
    named = holding((before, after), ids)
    wanted = needed | context | named
    one, two = (_load(snapshot, prints, wanted, known, language) for snapshot, prints in sides)
    # What cannot be read on one side is unknown there, not gone. It is told; a record of that kind is compared on
    # neither side, and where it is content or the list of agencies, the other side's stands in for it.
    if not one.not_placed and not two.not_placed:
        return under_one_id(one, two)
    unknown = {*one.not_placed, *two.not_placed} - context
    unknown |= _renamed(old, new, two.not_placed) | _renamed(new, old, one.not_placed)
    unknown |= (_hidden(old, new, two.not_placed) | _hidden(new, old, one.not_placed)) - context
    wanted -= unknown
    lent, borrowed = (
        context & ({*side.unreadable} | _hidden(there, here, side.unreadable))
        for side, here, there in ((one, old, new), (two, new, old))
    )
    return under_one_id(
        _with_findings(_load(before, _lent(old, new, lent), wanted, known, language), one),
        _with_findings(_load(after, _lent(new, old, borrowed), wanted, known, language), two),
    )


def _id_length(*snapshots: Snapshot) -> int:
    """How long git's ids are at some snapshots; where none is of a commit, as long as they mostly are."""
    return 64 if 64 in [len(each.revision) for each in snapshots] else 40


def load_both(
    before: Snapshot, after: Snapshot, *, translations: bool = False, read: Mapping[str, Document] | None = None
) -> tuple[Loaded, Loaded]:
    """The complete partnerships at two snapshots: the second, and with `translations` both, in every language.

    A file that is the same in both is read and parsed once; one that still says what was `read` before is not parsed.
    """
    from .once import Once

    before, after = Once(before), Once(after)
    sha = _id_length(before, after)
    sides = [(each, {path: each.fingerprint(path, sha) for path in each.paths()}) for each in (before, after)]
    known: Known = {
        (path, prints[path]): document
        for snapshot, prints in sides
        for path, document in (read or {}).items()
        if prints.get(path) and snapshot.read(path) == document.raw
    }
    one, two = (_load(each, prints, None, known, translations=translations or each is after) for each, prints in sides)
    return under_one_id(one, two)


def under_one_id(before: Loaded, after: Loaded, between: Collection[Agency] = ()) -> tuple[Loaded, Loaded]:
    """What is loaded of two moments, each agency under one id in both: that of the moment which knows the other's.

    Where neither does, agencies `between` them may.
    """
    others = (Partnership(agencies=(each,)) for each in between)
    ids = agency_ids.earlier_ids(after.partnership, before.partnership, *others)
    if not ids:
        return before, after
    said = (agency_ids.as_of_now(each.partnership, ids) for each in (before, after))
    if between:
        said = (agency_ids.knowing(each, ids) for each in said)
    one, two = (each._replace(partnership=its) for each, its in zip((before, after), said, strict=True))
    return one, two


_DAY = len("meetings/2026-03-12")

Prints = dict[str, str]
"""What each file's content is known by; empty for a file that cannot be read."""

Known = dict[tuple[str, str], Document]


def _load(
    snapshot: Snapshot,
    prints: Prints,
    wanted: set[str] | None,
    known: Known,
    language: str = MAIN,
    *,
    translations: bool = False,
) -> Loaded:
    keys = {path: (path, content) for path, content in prints.items() if content}
    paths = [path for path in prints if wanted is None or path in wanted]
    return load(snapshot, paths, known, keys, language=language, translations=translations)


def _records(snapshot: Snapshot, prints: Prints, differ: set[str], known: Known) -> Iterator[Document]:
    """The principle files that are not the same on both sides, read, and kept for when they are loaded."""
    for path, content in prints.items():
        if path in differ and content and files.kind(path) == "principle":
            raw = snapshot.read(path)
            if not isinstance(raw, Unreadable):
                yield known.setdefault((path, content), read_document(path, raw))


def _renamed(prints: Prints, others: Prints, unreadable: Iterable[str]) -> set[str]:
    """The files of one side that the other does not have, where one of their kind has come there and cannot be read.

    It may be any of them under another name.
    """
    came = {files.kind(path) for path in unreadable if path not in prints}
    return {path for path in prints if path not in others and files.kind(path) in came}


def _hidden(prints: Prints, others: Prints, unreadable: Iterable[str]) -> set[str]:
    """The files of one side that the other does not have, and that may lie in a folder there that cannot be read."""
    folders = {path.partition("/")[0] for path in unreadable if path.endswith("/")}
    return {path for path in prints if path not in others and path.partition("/")[0] in folders}


def _lent(prints: Prints, others: Prints, paths: set[str]) -> Prints:
    """What one side's files are known by, with some of them taken from the other side."""
    return dict(sorted({**prints, **{path: others[path] for path in paths if others.get(path)}}.items()))


def _with_findings(loaded: Loaded, first: Loaded) -> Loaded:
    """A partnership that was read again, with what was found wrong the first time."""
    return loaded._replace(
        found=sorted({*loaded.found, *first.found, *first.not_placed.values()}), left_out=tuple(first.not_placed)
    )


def differ(before: Snapshot, after: Snapshot) -> bool:
    """Whether any file of the partnership is not the same at two snapshots."""
    from .once import Once

    one, two = Once(before), Once(after)
    sha = _id_length(one, two)
    paths = one.paths()
    return paths != two.paths() or any(one.fingerprint(path, sha) != two.fingerprint(path, sha) for path in paths)
