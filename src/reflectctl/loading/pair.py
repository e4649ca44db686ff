"""Two snapshots in, the two partnerships out, with only what differs between them read.

A file that is the same on both sides cannot be a change, so it is not opened; what a reader needs beside the changes
(the content, the agencies, the meetings that changed ratings name) is read once and used on both sides.
"""

from collections.abc import Iterable, Iterator

from ..documents.document import Document, read_document
from ..storage.objects import blob_id
from ..storage.snapshots import Snapshot, Unreadable
from . import files
from .load import MAIN, Loaded, load
from .values import entries, mapping, text


def load_pair(before: Snapshot, after: Snapshot, *, language: str | None = MAIN) -> tuple[Loaded, Loaded]:
    """The partnerships at two snapshots: complete in content and agencies, and in records that differ.

    Both speak the language that is asked for, as far as there are words in it at their snapshot; None asks for the one
    that is set at the second.
    """
    before, after = _Once(before), _Once(after)
    if language is None:
        language = load(after, [files.PARTNERSHIP]).partnership.language
    sha = 64 if 64 in (len(before.revision), len(after.revision)) else 40
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
    if any(path.startswith("content/") or not (path in old and path in new) for path in differ):
        # Whether a rating is to be re-read depends on the rating, also where it has not changed; and a file that came
        # or went may have been another's copy.
        needed.update(path for path in {*old, *new} if path.startswith("principles/"))
    context = {path for path in {*old, *new} if path == files.PARTNERSHIP or path.startswith("content/")}
    known: dict[tuple[str, str], Document] = {}
    sides = ((before, old), (after, new))
    named = {
        f"meetings/{text(mapping(assessment), 'meeting')}.md"
        for snapshot, prints in sides
        for document in _records(snapshot, prints, differ, known)
        for assessment in entries(mapping(document.data), "assessments").values()
    }
    wanted = needed | context | named
    one, two = (_load(snapshot, prints, wanted, known, language) for snapshot, prints in sides)
    # What cannot be read on one side is unknown there, not gone. It is told; a record of that kind is compared on
    # neither side, and where it is content or the list of agencies, the other side's stands in for it.
    if not one.unreadable and not two.unreadable:
        return one, two
    unknown = {*one.unreadable, *two.unreadable} - context
    unknown |= _renamed(old, new, two.unreadable) | _renamed(new, old, one.unreadable)
    wanted -= unknown
    return (
        _told(_load(before, _lent(old, new, context & {*one.unreadable}), wanted, known, language), one),
        _told(_load(after, _lent(new, old, context & {*two.unreadable}), wanted, known, language), two),
    )


def load_both(before: Snapshot, after: Snapshot) -> tuple[Loaded, Loaded]:
    """The complete partnerships at two snapshots, that at the second with every language of its content.

    A file that is the same in both is read and parsed once.
    """
    before, after = _Once(before), _Once(after)
    sha = 64 if 64 in (len(before.revision), len(after.revision)) else 40
    known: Known = {}
    one, two = (
        _load(
            snapshot,
            {path: snapshot.fingerprint(path, sha) for path in snapshot.paths()},
            None,
            known,
            translations=snapshot is after,
        )
        for snapshot in (before, after)
    )
    return one, two


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


def _lent(prints: Prints, others: Prints, paths: set[str]) -> Prints:
    """What one side's files are known by, with some of them taken from the other side."""
    return dict(sorted({**prints, **{path: others[path] for path in paths if others.get(path)}}.items()))


def _told(loaded: Loaded, first: Loaded) -> Loaded:
    """A partnership that was read again, with what was found wrong the first time."""
    return loaded._replace(found=sorted({*loaded.found, *first.found}), left_out=tuple(first.unreadable))


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
        return blob_id(raw, length)


def differ(before: Snapshot, after: Snapshot) -> bool:
    """Whether any file of the partnership is not the same at two snapshots."""
    one, two = _Once(before), _Once(after)
    sha = 64 if 64 in (len(one.revision), len(two.revision)) else 40
    paths = one.paths()
    return paths != two.paths() or any(one.fingerprint(path, sha) != two.fingerprint(path, sha) for path in paths)
