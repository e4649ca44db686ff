"""Commits in; for each, what its plans say of actions, and its assessments of agencies' views. Each blob is read once.

What is said is taken apart into facts, each under a key of its own: that an action is due on a day is one, who owns it
is another, so that two branches that change different things of one action do not stand in each other's way.

As in the history of ratings, a fact is what the files say of it wherever they lie, and where several speak of it, the
last by its path. A file that cannot be read goes on saying what it said when it last could be, and so does every file
while partnership.yaml names a format that this program does not read.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..documents.document import read_document
from ..model.history import Held, Recorded
from ..model.persistent_map import Shared
from ..storage.commits import Commit, Tree
from ..storage.objects import Objects
from ..storage.snapshots import SUBMODULE, SYMLINK, Unreadable
from . import files as kinds
from .rating_steps import foreign_format
from .values import day, entries, items, mapping, text, texts

UNDER = ("principles", kinds.PRELIMINARY)
"""What has to be read of a repository to know its plans and views."""

PLACE, STATUS, DUE, OPENED, OWNER, ROLE, ACTION, SERVES = (
    "place", "status", "due", "opened", "owner", "role", "action", "serves",
)  # fmt: skip
"""The facts of an action. Its place is the principle and horizon of the plan it stands in."""

VIEWS, AGREED = "views", "agreed"
"""The facts of a statement: the agencies' views, and what was agreed beside them (rating, day, meeting)."""

Fact = str | tuple[str, ...] | tuple[Held, ...]
"""What is said: days as ISO 8601; the status with the closing day and the outcome; a view as `Held`."""

Facts = Mapping[str, Fact]
"""What one file says, by key."""


def key(fact: str, about: str) -> str:
    """The key of a fact about an action or a statement."""
    return f"{fact} {about}"


class Moment(NamedTuple):
    """What one commit says."""

    recorded: Recorded
    parents: tuple[str, ...]
    says: Mapping[str, Fact | None]
    """The facts that are not as at the first parent; None for those that are gone."""
    unread: tuple[tuple[str, str], ...]
    """Files that this commit left unreadable, each with the reason."""


class _Line(NamedTuple):
    """What a commit and those before it say."""

    tree: Tree = Tree()
    files: Shared[Facts] = Shared()
    """What each file says, or said when it could last be read."""
    speakers: Shared[tuple[str, ...]] = Shared()
    """By key: the paths of the files that say it, sorted."""
    unread: Shared[tuple[str, str]] = Shared()
    """By path: what lies there that could not be read, and why."""
    foreign: str = ""
    """Why nothing can be read at all, if so."""


def moments(commits: Iterable[Commit], objects: Objects) -> Iterator[Moment]:
    """What each commit says, in the order given (parents first). A file that cannot be read changes nothing."""
    lines: dict[str, _Line] = {}
    reader = _Reader(objects)
    for commit in reader.ahead(commits):
        befores = [lines.get(parent, _BEGIN) for parent in commit.parents] or [_BEGIN]
        lines[commit.id], moment = _moment(commit, befores, reader)
        yield moment


_BEGIN = _Line()


def _moment(commit: Commit, befores: list[_Line], reader: "_Reader") -> tuple[_Line, Moment]:
    first = befores[0]
    changed = [each.path for each in (*commit.touched, *commit.taken)]
    foreign = foreign_format(commit.tree, reader.objects) if kinds.PARTNERSHIP in changed else first.foreign
    files: dict[str, Facts | None] = {}
    unread: dict[str, tuple[str, str] | None] = {}
    if foreign:
        if foreign != first.foreign:
            unread[kinds.PARTNERSHIP] = (commit.tree.get(kinds.PARTNERSHIP) or "", foreign)
    else:
        unread[kinds.PARTNERSHIP] = None
        for path in _to_read(commit.tree, first, changed):
            entry = commit.tree.get(path)
            said = reader.facts(entry, path) if entry else None
            if entry is None:
                # What lies behind a link or a submodule is unknown, which is not gone.
                if not _hidden(path, commit.tree):
                    files[path] = unread[path] = None
            elif isinstance(said, str):
                unread[path] = (entry, said)
                files[path] = _last_said(path, entry, befores)
            else:
                unread[path] = None
                files[path] = said
    speakers, moved = _speakers(first, files)
    line = _Line(
        commit.tree, first.files.changed(files), first.speakers.changed(speakers), first.unread.changed(unread), foreign
    )
    told = tuple(
        (path, about[1])
        for path, about in sorted(unread.items())
        if about and not any(before.unread.get(path) == about for before in befores)
    )
    recorded = Recorded(commit.id, commit.author, commit.authored, commit.subject)
    return line, Moment(recorded, commit.parents, {each: _said(each, line) for each in sorted(moved)}, told)


def _speakers(first: _Line, files: Mapping[str, Facts | None]) -> tuple[dict[str, tuple[str, ...] | None], set[str]]:
    """Who speaks of what from now on, where that changes; and the facts that files say otherwise than before."""
    speakers: dict[str, tuple[str, ...] | None] = {}
    moved: set[str] = set()
    for path, facts in files.items():
        was, now = first.files.get(path) or {}, facts or {}
        if was is now:
            continue
        for each in {**was, **now}:
            if was.get(each) != now.get(each):
                moved.add(each)
            if (each in was) != (each in now):
                known = speakers[each] if each in speakers else first.speakers.get(each)
                speakers[each] = tuple(sorted({*(known or ())} ^ {path})) or None
    return speakers, moved


def _said(key: str, line: _Line) -> Fact | None:
    for path in reversed(line.speakers.get(key) or ()):
        said = (line.files.get(path) or {}).get(key)
        if said is not None:
            return said
    return None


def _to_read(tree: Tree, first: _Line, changed: list[str]) -> Iterable[str]:
    """The paths of files whose content is not what was read of them before."""
    if first.foreign:
        changed = sorted({*(path for path, _ in tree.items()), *(path for path, _ in first.files.items())})
    ours = (each for each in changed if _is_ours(each) or _is_link(each, tree) or _is_link(each, first.tree))
    wanted = dict.fromkeys(ours)
    for path in [path for path in wanted if _is_link(path, first.tree)]:
        # A link or a submodule hid what lay below it; what does not lie there again is gone.
        wanted.update(dict.fromkeys(each for each, _ in first.files.items() if each.startswith(f"{path}/")))
    return wanted


def _is_ours(path: str) -> bool:
    return kinds.kind(path) in ("principle", "preliminary")


def _is_link(path: str, tree: Tree) -> bool:
    """Whether a link or a submodule lies where there could be a folder of principles."""
    return (path == "principles" or path.startswith("principles/")) and " " in (tree.get(path) or "")


def _hidden(path: str, tree: Tree) -> bool:
    parts = path.split("/")
    return any(" " in (tree.get("/".join(parts[:depth])) or "") for depth in range(1, len(parts)))


def _last_said(path: str, entry: str, befores: list[_Line]) -> Facts | None:
    """What a file that cannot be read said last: on the line that it comes from, else on the first that has it."""
    same = next((before for before in befores if before.tree.get(path) == entry), None)
    if same is not None:
        return same.files.get(path)
    return next((said for before in befores if (said := before.files.get(path)) is not None), None)


class _Reader:
    """The facts of files by the ids of their blobs; some are kept, so that few are read twice."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self._facts: dict[tuple[str, str], Facts | str] = {}

    def ahead(self, commits: Iterable[Commit]) -> Iterator[Commit]:
        """The commits, with the files they changed read by then, some hundred commits at once."""
        commits = iter(commits)
        while some := list(itertools.islice(commits, _AT_ONCE)):
            changes = itertools.chain.from_iterable((*commit.touched, *commit.taken) for commit in some)
            wanted = dict.fromkeys((each.new, _form(each.path)) for each in changes if each.new and _is_ours(each.path))
            self._read([each for each in wanted if each not in self._facts])
            yield from some
            # What is asked for again later is read again: it need not be kept, however long the history.
            for each in list(itertools.islice(self._facts, max(0, len(self._facts) - _MOST_KEPT))):
                del self._facts[each]

    def facts(self, entry: str, path: str) -> Facts | str:
        """What the file that a tree has at a path says, or the reason why that cannot be known."""
        if " " in entry:
            return SUBMODULE if entry.startswith("160000 ") else SYMLINK
        wanted = entry, _form(path)
        if wanted not in self._facts:
            self._read([wanted])
        return self._facts[wanted]

    def _read(self, wanted: list[tuple[str, str]]) -> None:
        read = self.objects.read_many([id for id, _ in wanted])
        for (id, form), (_, raw) in zip(wanted, read, strict=True):
            self._facts[id, form] = raw.reason if isinstance(raw, Unreadable) else _facts(form, raw)


_AT_ONCE = 200
_MOST_KEPT = 256


def _form(path: str) -> str:
    """The name by which a file is read: the same bytes mean the same at every path of a kind."""
    return kinds.PRELIMINARY if path == kinds.PRELIMINARY else "principle.yaml"


def _facts(form: str, raw: bytes) -> Facts | str:
    document = read_document(form, raw)
    if document.found:
        first = document.found[0]
        return f"line {first.location.line}, column {first.location.column}: {first.message}"
    data = mapping(document.data)
    if form == kinds.PRELIMINARY:
        return dict(_plan(entries(data, "readiness"), ("", "")))
    principle = text(data, "principle")
    if not principle:
        return "the file does not say which principle it is about."
    facts: dict[str, Fact] = {}
    recorded, plans = entries(data, "assessments"), entries(data, "making_progress")
    for dimension in recorded:
        values, statement = mapping(recorded[dimension]), f"{principle}.{dimension}"
        views = {
            text(item, "agency"): Held(text(item, "agency"), text(item, "rating") or None, text(item, "because"))
            for _, item in items(values, "views")
            if text(item, "agency")
        }
        if views:
            facts[key(VIEWS, statement)] = tuple(views[each] for each in sorted(views))
        facts[key(AGREED, statement)] = text(values, "rating"), _day(values, "agreed"), text(values, "meeting")
    for horizon in plans:
        facts.update(_plan(mapping(plans[horizon]), (principle, horizon)))
    return facts


def _plan(data: Mapping[str, Any], place: tuple[str, str]) -> Iterator[tuple[str, Fact]]:
    for _, item in items(data, "actions"):
        id = text(item, "id")
        if id:
            yield key(PLACE, id), place
            yield key(STATUS, id), (text(item, "status"), _day(item, "closed"), text(item, "outcome"))
            yield key(DUE, id), _day(item, "due")
            yield key(OPENED, id), _day(item, "opened")
            yield key(OWNER, id), text(item, "owner")
            yield key(ROLE, id), text(item, "role")
            yield key(ACTION, id), text(item, "action")
            yield key(SERVES, id), texts(item, "serves")


def _day(data: Mapping[str, Any], key: str) -> str:
    found = day(data, key)
    return found.isoformat() if found else ""
