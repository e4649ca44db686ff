"""Commits in; for each, what it says of the statements it changed. Each blob is read once.

It reads just what a history is made of. Which ratings the scale has is not asked: an old commit may have been rated
on another scale.

A statement is what the principle files say of it, wherever they lie; where several speak of it, the last by its path
of those that can be read.
A file that cannot be read goes on saying what it said when it last could be, or what the files said in whose place it
came; and so does every file while partnership.yaml names a format that this program does not read.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ..documents.document import read_document
from ..model.history import Recorded
from ..model.persistent_map import Shared
from ..storage.commits import Commit, Tree
from ..storage.objects import Objects
from ..storage.snapshots import SUBMODULE, SYMLINK, Unreadable
from . import files as kinds
from .load import FORMAT
from .values import day, entries, mapping, text

if TYPE_CHECKING:
    from .cache import KeptVersions


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
    """What one commit says."""

    recorded: Recorded
    parents: tuple[str, ...]
    says: Version
    """How the statements stand here that stood otherwise at the first parent."""
    unread: tuple[tuple[str, str], ...]
    """Files that this commit left unreadable, each with the reason."""


class _Line(NamedTuple):
    """What a commit and those before it say."""

    tree: Tree = Tree()
    files: Shared[Version] = Shared()
    """What each file says, or said when it could last be read."""
    speakers: Shared[tuple[str, ...]] = Shared()
    """By principle: the paths of the files that speak of it, sorted."""
    unread: Mapping[str, tuple[str, str]] = {}
    """By path: what lies there that could not be read, and why."""
    foreign: str = ""
    """Why nothing can be read at all, if so."""


def steps(commits: Iterable[Commit], objects: Objects, kept: "KeptVersions[State] | None" = None) -> Iterator[Step]:
    """What each commit says, in the order given (parents first). A file that cannot be read changes nothing.

    What was `kept` of earlier readings is not read again, and what is read is kept.
    """
    lines: dict[str, _Line] = {}
    reader = _Reader(objects, kept)
    for commit in reader.ahead(commits):
        line, step = _step(commit, [lines.get(parent, _BEGIN) for parent in commit.parents] or [_BEGIN], reader)
        lines[commit.id] = line
        yield step
    if kept is not None:
        kept.close()


_BEGIN = _Line()


def _step(commit: Commit, befores: list[_Line], reader: "_Reader") -> tuple[_Line, Step]:
    first = befores[0]
    changed = [each.path for each in (*commit.touched, *commit.taken)]
    foreign = foreign_format(commit.tree, reader.objects) if kinds.PARTNERSHIP in changed else first.foreign
    unread: dict[str, tuple[str, str] | None] = {}
    files: dict[str, Version | None] = {}
    if foreign:
        for path in changed:
            entry = commit.tree.get(path)
            if entry and (kinds.kind(path) == "principle" or (path == kinds.PARTNERSHIP and foreign != first.foreign)):
                unread[path] = (entry, foreign)
    else:
        if first.foreign:
            unread[kinds.PARTNERSHIP] = None
        paths = _to_read(commit.tree, first, changed)
        gone = [path for path in paths if not commit.tree.get(path)]
        for path in paths:
            entry = commit.tree.get(path)
            if entry is None:
                files[path] = unread[path] = None
                continue
            version = reader.version(entry, path)
            if isinstance(version, str):
                unread[path] = (entry, version)
                files[path] = _last_said(path, entry, befores, gone)
            else:
                unread[path] = None
                files[path] = version
    line = _Line(commit.tree, first.files.changed(files), first.speakers, _merged(first.unread, unread), foreign)
    moved: set[str] = set()
    speakers: dict[str, tuple[str, ...] | None] = {}
    for path, now in files.items():
        was = first.files.get(path) or {}
        now = now or {}
        if was == now:
            continue
        moved.update(each for each in {**was, **now} if was.get(each) != now.get(each))
        for version, speaks in ((was, False), (now, True)):
            for principle in {each.partition(".")[0] for each in version}:
                known = {*(speakers.get(principle, first.speakers.get(principle)) or ())}
                if (path in known) != speaks:
                    known ^= {path}
                    speakers[principle] = tuple(sorted(known)) or None
    line = line._replace(speakers=first.speakers.changed(speakers))
    for path in files:
        if (path in line.unread) != (path in first.unread):
            moved.update(line.files.get(path) or ())
    told = tuple(
        (path, about[1])
        for path, about in sorted(unread.items())
        if about and not any(before.unread.get(path) == about for before in befores)
    )
    recorded = Recorded(commit.id, commit.author, commit.authored, commit.subject)
    return line, Step(recorded, commit.parents, {each: _said(each, line) for each in moved}, told)


def _to_read(tree: Tree, first: _Line, changed: list[str]) -> list[str]:
    """The paths of principle files whose content is not what was read of them before."""
    if first.foreign:
        everything = {*(path for path, _ in tree.items()), *(path for path, _ in first.files.items()), *first.unread}
        changed = sorted(everything)
    return [path for path in changed if _is_records(path, tree, first)]


def _is_records(path: str, tree: Tree, first: _Line) -> bool:
    """Whether a path is a principle file's, or a link's or submodule's that stands where there could be some."""
    if kinds.kind(path) == "principle":
        return True
    below = path == _FOLDER or path.startswith(f"{_FOLDER}/")
    return below and (" " in (tree.get(path) or "") or " " in (first.tree.get(path) or ""))


_FOLDER = "principles"


def _last_said(path: str, entry: str, befores: list[_Line], gone: Iterable[str]) -> Version | None:
    """What a file that cannot be read said last: on the line that it comes from, else on the first that has it.

    One that was never read is taken for those that are gone with the same commit, under another name.
    """
    same = next((before for before in befores if before.tree.get(path) == entry), None)
    if same is not None:
        return same.files.get(path)
    said = next((said for before in befores if (said := before.files.get(path)) is not None), None)
    if said is None:
        moved = [befores[0].files.get(each) or {} for each in sorted(gone)]
        said = {statement: state for each in moved for statement, state in each.items()} or None
    return said


def _merged(
    unread: Mapping[str, tuple[str, str]], changes: Mapping[str, tuple[str, str] | None]
) -> Mapping[str, tuple[str, str]]:
    if not unread and not any(changes.values()):
        return unread
    return {path: about for path, about in {**unread, **changes}.items() if about}


def _said(statement: str, line: _Line) -> State:
    speakers = line.speakers.get(statement.partition(".")[0]) or ()
    for path in sorted(speakers, key=lambda path: (path not in line.unread, path), reverse=True):
        state = (line.files.get(path) or {}).get(statement)
        if state is not None:
            return state
    return NOT_YET


def foreign_format(tree: Tree, objects: Objects) -> str:
    """Why the format that a tree's partnership.yaml names cannot be read; empty when it can."""
    raw = objects.read(tree.get(kinds.PARTNERSHIP) or "")
    if isinstance(raw, Unreadable):
        return ""
    version = mapping(read_document(kinds.PARTNERSHIP, raw).data).get("format")
    if type(version) is int and version > FORMAT:
        return f"It is written in format {version}; this program reads format {FORMAT}."
    return ""


class _Reader:
    """Versions of files by the ids of their blobs; some are kept, so that few are read twice."""

    def __init__(self, objects: Objects, kept: "KeptVersions[State] | None" = None) -> None:
        self.objects = objects
        self._kept = kept
        self._parts = _Parts()
        self._versions: dict[str, Version | str] = {}

    def ahead(self, commits: Iterable[Commit]) -> Iterator[Commit]:
        """The commits, with the principle files they changed read by then.

        Some hundred commits are asked about at once, so that git is not waited for between one and the next.
        """
        commits = iter(commits)
        while some := list(itertools.islice(commits, _AT_ONCE)):
            changes = itertools.chain.from_iterable((*commit.touched, *commit.taken) for commit in some)
            wanted = dict.fromkeys(each.new for each in changes if each.new and kinds.kind(each.path) == "principle")
            self._read([id for id in wanted if id not in self._versions])
            yield from some
            # A version that is asked for again later is read again: it need not be kept, however long the history.
            for id in list(itertools.islice(self._versions, max(0, len(self._versions) - _MOST_KEPT))):
                del self._versions[id]

    def version(self, entry: str, path: str) -> Version | str:
        """The statements of what a tree has at a path, or the reason why they cannot be known."""
        if " " in entry:
            return SUBMODULE if entry.startswith(_SUBMODULES) else SYMLINK
        if entry not in self._versions:
            self._read([entry])
        return self._versions[entry]

    def _read(self, ids: list[str]) -> None:
        kept = self._kept
        if kept is not None:
            known = {id: version for id in ids if (version := kept.get(id)) is not None}
            self._versions.update(known)
            ids = [id for id in ids if id not in known]
        for id, raw in self.objects.read_many(ids):
            version = self._versions[id] = _version(raw, self._parts)
            # A blob that is missing now may be there the next time.
            if kept is not None and not isinstance(raw, Unreadable):
                kept.add(id, version)


_AT_ONCE = 200
_MOST_KEPT = 256
_SUBMODULES = "160000 "


class _Parts:
    """Parts of principle files that were read before, by their bytes: from one commit to the next few of them change.

    A file is cut where a line begins a key at the left edge, and its longest entries where one begins a key of theirs.
    Each part is YAML of its own. Nothing that goes on over a cut (an open quotation, an open bracket) reads cleanly on
    both sides of it, and a file with a part that does not is read as a whole.
    """

    def __init__(self) -> None:
        self._read: dict[bytes, dict[str, Any] | None] = {}

    def data(self, raw: bytes) -> dict[str, Any] | None:
        """What a file says, as far as a history asks; None when it has to be read as a whole."""
        if not _PLAIN.issuperset(raw[:1]) or b"\r" in raw or b"\0" in raw:
            return None
        data: dict[str, Any] = {}
        for key, part in _cut(raw, 0):
            if key is None or key in data:
                return None
            head = key.encode("ascii") + b":\n"
            if key in _CUT_AGAIN and part.startswith(head + b" "):
                value = self._entries(part[len(head) :])
            else:
                read = self._part(part, key)
                value = None if read is None else read[key]
                if read is None:
                    return None
            if value is None and key in _CUT_AGAIN:
                return None
            data[key] = value
        return data

    def _entries(self, raw: bytes) -> dict[str, Any] | None:
        depth = len(raw) - len(raw.lstrip(b" "))
        if depth == 0:
            return None
        data: dict[str, Any] = {}
        for key, part in _cut(raw, depth):
            read = None if key is None or key in data else self._part(part, key)
            if read is None or key is None:
                return None
            data[key] = read[key]
        return data

    def _part(self, part: bytes, key: str) -> dict[str, Any] | None:
        if part not in self._read:
            if len(self._read) >= _MOST_PARTS:
                self._read.clear()
            document = read_document("part.yaml", part)
            sound = not document.found and isinstance(document.data, dict) and list(document.data) == [key]
            self._read[part] = _kept(document.data) if sound else None
        return self._read[part]


_PLAIN = frozenset(b"#abcdefghijklmnopqrstuvwxyz")
_MOST_PARTS = 256
_CUT_AGAIN = ("assessments", "making_progress")


def _cut(raw: bytes, depth: int) -> Iterator[tuple[str | None, bytes]]:
    """The parts of a text by the keys that begin a line at a depth; None for what is no such part."""
    if depth not in _EDGES:
        # It begins with what a search can skip to; `^` would be tried at every line.
        _EDGES[depth] = re.compile(b"\n" + b" " * depth + rb"(?=[^ #\n])(?:([a-z0-9_-]+):)?")
    text = b"\n" + raw
    begun = list(_EDGES[depth].finditer(text))
    before = text[: begun[0].start()] if begun else text
    if any(line.strip() and not line.lstrip().startswith(b"#") for line in before.split(b"\n")):
        yield None, before
    ends = [*(match.start() + 1 for match in begun[1:]), len(text)]
    for match, end in zip(begun, ends, strict=False):
        key = match.group(1)
        yield None if key is None else key.decode("ascii"), text[match.start() + 1 : end]


_EDGES: dict[int, re.Pattern[bytes]] = {}


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """A part without the long texts that a history does not ask for."""
    return {
        key: {name: value[name] for name in ("rating", "agreed", "meeting", "because") if name in value}
        if isinstance(value, dict)
        else value
        for key, value in data.items()
    }


def _version(raw: bytes | Unreadable, parts: _Parts) -> Version | str:
    """The statements of a principle file, or the reason why they cannot be known."""
    if isinstance(raw, Unreadable):
        return raw.reason
    data = parts.data(raw)
    if data is None:
        document = read_document("principle.yaml", raw)
        if document.found:
            first = document.found[0]
            return f"line {first.location.line}, column {first.location.column}: {first.message}"
        data = dict(mapping(document.data))
    return _states(data)


def _states(data: Mapping[str, Any]) -> Version | str:
    principle = text(data, "principle")
    if not principle:
        return "the file does not say which principle it is about."
    recorded = entries(data, "assessments")
    version = {}
    for dimension in recorded:
        values = mapping(recorded[dimension])
        version[f"{principle}.{dimension}"] = State(
            text(values, "rating") or None, day(values, "agreed"), text(values, "meeting"), text(values, "because")
        )
    return version
