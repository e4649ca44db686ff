"""Commits in; for each, the facts it changed, out. Each blob is read once.

A fact is what the files say of a thing, wherever they lie; where several speak of it, the last by its path of those
that can be read. A file that cannot be read, a link and a submodule go on saying what lay there when it last could be
read, or what the files said in whose place they came; and so does every file while partnership.yaml names a format
that this program does not read.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..documents.document import read_document
from ..model.agency_ids import Ids
from ..model.history import Recorded
from ..model.locations import NOTHING
from ..model.named_tuples import NamedTuple
from ..model.persistent_map import Shared
from ..storage.commits import Commit, Tree
from ..storage.objects import Objects
from ..storage.snapshots import SUBMODULE, SYMLINK, Unreadable
from . import files
from .facts import KINDS, Fact, Facts, Known, by_ids_of_now, facts, usable
from .load import FORMAT
from .values import items, mapping, text
from .yaml_parts import Parts

if TYPE_CHECKING:
    from .cache import KeptFacts


class CommitFacts(NamedTuple):
    """What one commit says."""

    recorded: Recorded
    parents: tuple[str, ...]
    changed: Mapping[str, Fact | None]
    """The facts that are not as at the first parent, by key; None for those that are gone."""
    unread: tuple[tuple[str, str], ...]
    """Files that this commit left unreadable, each with the reason."""


class Ahead:
    """What versions of files say of other kinds, read along with what was asked for first."""

    def __init__(self, wanted: Collection[str]) -> None:
        self.wanted = frozenset(wanted)
        self._forms = frozenset(form for kind in wanted for form in KINDS[kind].files)
        self._told: Known = {}
        self._said: dict[tuple[str, str], Facts | str] = {}

    def add(self, version: tuple[str, str], data: Mapping[str, Any] | str) -> None:
        """Note what a version of a file has in it, or why that cannot be known."""
        if (form := version[1]) in self._forms:
            self._said[version] = data if isinstance(data, str) else facts(form, data, self.wanted, self._told)

    def take(self, version: tuple[str, str]) -> Facts | str | None:
        """What a version says, once; None where it was not read."""
        return self._said.pop(version, None)


class _Line(NamedTuple):
    """What a commit and those before it say."""

    tree: Tree = Tree()
    files: Shared[Facts] = Shared()
    """What each file says, or said when it could last be read."""
    speakers: Shared[tuple[str, ...]] = Shared()
    """By key: the paths of the files that speak of it, sorted."""
    unread: Mapping[str, tuple[str, str]] = {}
    """By path: what lies there that could not be read, and why."""
    foreign: str = ""
    """Why nothing can be read at all, if so."""
    scale: frozenset[str] = frozenset()
    """The ratings there are; none where that is not known, and then any may be one."""

    def said(self, key: str) -> Fact | None:
        """What is said of something."""
        paths = self.speakers.get(key) or ()
        if len(paths) > 1:
            paths = tuple(sorted(paths, key=lambda path: (path not in self.unread, path)))
        return (self.files.get(paths[-1]) or {})[key] if paths else None


def under(wanted: Collection[str]) -> tuple[str, ...]:
    """What has to be read of a repository to know facts of some kinds."""
    return tuple(dict.fromkeys(path for kind in wanted for path in KINDS[kind].under))


def read_history(
    commits: Iterable[Commit],
    objects: Objects,
    wanted: Collection[str],
    kept: "KeptFacts | None" = None,
    ids: Ids = NOTHING,
    along: tuple[Ahead | None, Ahead | None] = (None, None),
) -> Iterator[CommitFacts]:
    """The facts of the wanted kinds that each commit changed, in the order given (parents first).

    What was `kept` of earlier readings is not read again, and what is read is kept. Agencies go by the ids of now, as
    earlier `ids` lead to them. What was read ahead, the first of what comes `along`, is not read again, either; what is
    read is noted in the second.
    """
    lines: dict[str, _Line] = {}
    reader = _Reader(objects, wanted, kept, ids, along)
    for commit in reader.ahead(commits):
        befores = [lines.get(parent, _BEGIN) for parent in commit.parents] or [_BEGIN]
        lines[commit.id], told = _step(commit, befores, reader)
        yield told
    if kept is not None:
        # What is written takes room, which nothing else needs any more.
        lines.clear()
        reader.forget()
        kept.close()


_BEGIN = _Line()

_Unread = dict[str, tuple[str, str] | None]


def _step(commit: Commit, befores: list[_Line], reader: "_Reader") -> tuple[_Line, CommitFacts]:
    first = befores[0]
    changed = [each.path for each in (*commit.touched, *commit.taken)]
    foreign = foreign_format(commit.tree, reader.objects) if files.PARTNERSHIP in changed else first.foreign
    scale = reader.scale(commit.tree) if files.PACK in changed else first.scale
    unread: _Unread = {}
    found: dict[str, Facts | None] = {}
    if foreign:
        for path in changed:
            entry = commit.tree.get(path)
            if entry and (reader.form(path) or (path == files.PARTNERSHIP and foreign != first.foreign)):
                unread[path] = (entry, foreign)
    else:
        found = _read(commit.tree, changed, befores, reader, unread)
        _use(found, commit.tree, befores, scale, unread, reader)
    speakers, moved = _speakers(first, found)
    line = _Line(
        commit.tree,
        first.files.changed(found),
        first.speakers.changed(speakers),
        _merged(first.unread, unread),
        foreign,
        scale,
    )
    for path, says in found.items():
        if (path in line.unread) != (path in first.unread):
            moved.update(says or ())
    told = tuple(
        (path, about[1])
        for path, about in sorted(unread.items())
        if about and not any(before.unread.get(path) == about for before in befores)
    )
    now = {each: fact for each in sorted(moved) if (fact := line.said(each)) != first.said(each)}
    recorded = Recorded(commit.id, commit.author, commit.authored, commit.subject)
    return line, CommitFacts(recorded, commit.parents, now, told)


def _read(
    tree: Tree, changed: list[str], befores: list[_Line], reader: "_Reader", unread: _Unread
) -> dict[str, Facts | None]:
    """What changed files say now; None for those that are gone. What cannot be read is put among the `unread`."""
    first = befores[0]
    if first.foreign:
        # Nothing was read while the format was another.
        unread[files.PARTNERSHIP] = None
        changed = sorted(
            {*(path for path, _ in tree.items()), *(path for path, _ in first.files.items()), *first.unread}
        )
    paths = [path for path in changed if reader.form(path) or reader.is_link(path, tree, first.tree)]
    gone = [path for path in paths if not tree.get(path)]
    found: dict[str, Facts | None] = {}
    for path in paths:
        entry = tree.get(path)
        says = reader.facts(entry, path) if entry else None
        if entry and isinstance(says, str):
            unread[path] = (entry, says)
            found[path] = _last_said(path, entry, befores, [each for each in gone if _folder(each) == _folder(path)])
        else:
            unread[path] = None
            found[path] = says if not isinstance(says, str) else None
    return found


def _use(
    found: dict[str, Facts | None],
    tree: Tree,
    befores: list[_Line],
    scale: frozenset[str],
    unread: _Unread,
    reader: "_Reader",
) -> None:
    """Put what was said before in place of what cannot be used, and the file among the `unread`."""
    for path, says in found.items():
        if not says or unread.get(path):
            continue
        used: dict[str, Fact] = {}
        why: list[str] = []
        for each, fact in says.items():
            if reader.is_sound(each, fact, scale):
                used[each] = fact
                continue
            now, problems = usable(each, fact, befores[0].said(each), scale)
            if not problems:
                reader.note_sound(each, fact, scale)
            why += problems
            if now is not None:
                used[each] = now
        if why:
            entry = tree.get(path) or ""
            same = next((before for before in befores if before.tree.get(path) == entry), None)
            found[path] = used if same is None else same.files.get(path)
            unread[path] = (entry, " ".join(why))


def _last_said(path: str, entry: str, befores: list[_Line], gone: Iterable[str]) -> Facts | None:
    """What a file that cannot be read said last: on the line that it comes from, else on the first that has it.

    One that was never read is taken for those of its folder that are gone with the same commit, under another name.
    """
    same = next((before for before in befores if before.tree.get(path) == entry), None)
    if same is not None:
        return same.files.get(path)
    said = next((said for before in befores if (said := before.files.get(path)) is not None), None)
    if said is None:
        moved = [befores[0].files.get(each) or {} for each in sorted(gone)]
        said = dict(itertools.chain.from_iterable(each.items() for each in moved)) or None
    return said


def _folder(path: str) -> str:
    return path.partition("/")[0]


def _speakers(first: _Line, found: Mapping[str, Facts | None]) -> tuple[dict[str, tuple[str, ...] | None], set[str]]:
    """Who speaks of what from now on, where that changes; and the facts that files say otherwise than before."""
    speakers: dict[str, tuple[str, ...] | None] = {}
    moved: set[str] = set()
    for path, says in found.items():
        was, now = first.files.get(path) or {}, says or {}
        if was == now:
            continue
        for each in {**was, **now}:
            if was.get(each) != now.get(each):
                moved.add(each)
            if (each in was) != (each in now):
                known = speakers[each] if each in speakers else first.speakers.get(each)
                speakers[each] = tuple(sorted({*(known or ())} ^ {path})) or None
    return speakers, moved


def _merged(unread: Mapping[str, tuple[str, str]], changes: _Unread) -> Mapping[str, tuple[str, str]]:
    if not unread and not any(changes.values()):
        return unread
    return {path: about for path, about in {**unread, **changes}.items() if about}


def foreign_format(tree: Tree, objects: Objects) -> str:
    """Why the format that a tree's partnership.yaml names cannot be read; empty when it can."""
    raw = objects.read(tree.get(files.PARTNERSHIP) or "")
    if isinstance(raw, Unreadable):
        return ""
    version = mapping(read_document(files.PARTNERSHIP, raw).data).get("format")
    if type(version) is int and version > FORMAT:
        return f"It is written in format {version}; this program reads format {FORMAT}."
    return ""


class _Reader:
    """The facts of files by the ids of their blobs; some are kept, so that few are read twice."""

    def __init__(
        self,
        objects: Objects,
        wanted: Collection[str],
        kept: "KeptFacts | None",
        ids: Ids,
        along: tuple[Ahead | None, Ahead | None],
    ) -> None:
        self.objects = objects
        self._taken, self._ahead = along
        self._ids = ids
        self._wanted = frozenset(wanted)
        self._forms = frozenset(form for kind in wanted for form in KINDS[kind].files)
        self._folders = under(wanted)
        self._kept = kept
        more = self._ahead.wanted if self._ahead else ()
        self._parts = {
            "principle": Parts([key for kind in {*wanted, *more} for key in KINDS[kind].keys]),
            "views": Parts(None, ("views",)),
        }
        self._facts: dict[tuple[str, str], Facts | str] = {}
        self._told: Known = {}
        self._sound: dict[str, tuple[Fact, frozenset[str]]] = {}
        self._scales: dict[str, frozenset[str]] = {}

    def form(self, path: str) -> str:
        """The kind of a file that tells what is wanted; empty for others."""
        kind = files.kind(path)
        return kind if kind in self._forms else ""

    def scale(self, tree: Tree) -> frozenset[str]:
        """The ratings that the content pack of a tree has; none where it cannot be read."""
        entry = tree.get(files.PACK) or ""
        if entry not in self._scales:
            raw = self.objects.read(entry)
            data = {} if isinstance(raw, Unreadable) else mapping(read_document(files.PACK, raw).data)
            self._scales[entry] = frozenset(text(item, "id") for _, item in items(data, "scale"))
        return self._scales[entry]

    def is_link(self, path: str, tree: Tree, before: Tree) -> bool:
        """Whether a link or a submodule stands, or stood, where files that tell what is wanted could be."""
        below = path.startswith(self._folders) and any(f"{path}/".startswith(f"{each}/") for each in self._folders)
        return below and (" " in (tree.get(path) or "") or " " in (before.get(path) or ""))

    def ahead(self, commits: Iterable[Commit]) -> Iterator[Commit]:
        """The commits, with the files they changed read by then.

        Some hundred commits are asked about at once, so that git is not waited for between one and the next.
        """
        commits = iter(commits)
        while some := list(itertools.islice(commits, _AT_ONCE)):
            changes = itertools.chain.from_iterable((*commit.touched, *commit.taken) for commit in some)
            wanted = dict.fromkeys((each.new, form) for each in changes if each.new and (form := self.form(each.path)))
            self._read([each for each in wanted if each not in self._facts])
            yield from some
            # What is asked for again later is read again: it need not be kept, however long the history.
            for each in list(itertools.islice(self._facts, max(0, len(self._facts) - _MOST_KEPT))):
                del self._facts[each]

    def facts(self, entry: str, path: str) -> Facts | str:
        """What that says that a tree has at a path, or the reason why it cannot be known."""
        if " " in entry:
            return SUBMODULE if entry.startswith(_SUBMODULES) else SYMLINK
        wanted = entry, self.form(path)
        if wanted not in self._facts:
            self._read([wanted])
        said = self._facts[wanted]
        return said if not self._ids or isinstance(said, str) else by_ids_of_now(said, self._ids)

    def is_sound(self, name: str, fact: Fact, scale: frozenset[str]) -> bool:
        """Whether this very fact is known to be of use, beside whatever was said before, on a scale."""
        sound = self._sound.get(name)
        return sound is not None and sound[0] is fact and sound[1] == scale

    def note_sound(self, name: str, fact: Fact, scale: frozenset[str]) -> None:
        """That nothing in a fact cannot be used on a scale."""
        if len(self._sound) >= _MOST_SOUND:
            self._sound.clear()
        self._sound[name] = fact, scale

    def forget(self) -> None:
        """Let go of what was read."""
        self._facts.clear()
        self._told.clear()
        self._sound.clear()
        self._parts.clear()

    def _read(self, wanted: list[tuple[str, str]]) -> None:
        kept = self._kept
        if kept is not None:
            known = {each: said for each in wanted if (said := kept.get(*each)) is not None}
            self._facts.update(known)
            wanted = [each for each in wanted if each not in known]
        if self._taken is not None:
            read = {each: said for each in wanted if (said := self._taken.take(each)) is not None}
            wanted = [each for each in wanted if each not in read]
            for each, said in read.items():
                self._note(each, said)
        for each, (_, raw) in zip(wanted, self.objects.read_many([id for id, _ in wanted]), strict=True):
            # A blob that is missing now may be there the next time.
            if isinstance(raw, Unreadable):
                self._facts[each] = raw.reason
                continue
            data = self._data(each[1], raw)
            self._note(each, data if isinstance(data, str) else facts(each[1], data, self._wanted, self._told))
            if self._ahead is not None:
                self._ahead.add(each, data)

    def _note(self, version: tuple[str, str], said: Facts | str) -> None:
        self._facts[version] = said
        if self._kept is not None:
            self._kept.add(*version, said)

    def _data(self, form: str, raw: bytes) -> Mapping[str, Any] | str:
        """What a version has in it, as far as it is asked for, or why that cannot be known."""
        parts = self._parts.get(form)
        data = parts.data(raw) if parts else None
        if data is None:
            document = read_document("record.yaml" if form in ("principle", "views") else "record.md", raw)
            if document.found:
                first = document.found[0]
                return f"line {first.location.line}, column {first.location.column}: {first.message}"
            return mapping(document.data)
        return data


_AT_ONCE = 200
_MOST_KEPT = 256
_MOST_SOUND = 2_000
_SUBMODULES = "160000 "
