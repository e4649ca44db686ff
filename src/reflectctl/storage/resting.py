"""What an answer about a partnership rests on: every file and folder whose change could change the answer.

More is named than is needed, and where it is not certain that everything is named, nothing is: an answer is then not
kept. What an answer rests on beside files (words, surroundings, day, streams) is in the name that it is kept under.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from . import last_edit
from .checkout import own_git_folder
from .disk import find_root
from .git import executable
from .kept_answers import NAMES, OUR_FOLDER, PLACE, may_change_unseen, state
from .own_folder import cache_folder
from .plain_git import says, settings

MOST_PATHS = 20_000
"""An answer that rests on more is not kept: to look at them all would take long."""

_GRAIN = 100_000_000
"""Nanoseconds within which two changes of a file may be given one time by a clock that tells parts of a second."""

_OF_OBJECTS = ("info", "pack")
"""The folders of objects that are looked through whole."""
_FOLDED = b"include", b"excludesfile", b"attributesfile", b"worktree", b"mailmap"
"""Words in git's settings that lead elsewhere."""

_MOST_LINKS = 20


class Seen(NamedTuple):
    """What was there when a command began."""

    began: int
    """When, in nanoseconds, by the clock."""
    paths: tuple[str, ...]
    state: str


def begin(folder: Path, environ: Mapping[str, str]) -> Seen | None:
    """What an answer about the partnership around a folder will rest on; None where that cannot be told for certain."""
    began = time.time_ns()
    try:
        if os.name == "nt" or os.path.abspath(folder) != os.path.realpath(folder):
            return None
        paths = tuple(dict.fromkeys(_paths(str(find_root(folder)), environ)))
    except (_UncertainError, ReflectError, OSError):
        return None
    return Seen(began, paths, state(paths))


def end(seen: Seen, used: Iterable[str], environ: Mapping[str, str]) -> tuple[tuple[str, ...], str] | None:
    """The paths that the answer rests on, and their state; None where something has changed meanwhile, or may have.

    `used` are the files that the program ran and read: what it keeps for itself among them changes no answer.
    """
    ours = os.path.join(cache_folder(environ), "reflectctl", "")
    # What is listed in them is known by its names, of which ours are none.
    listed = {path.removesuffix(NAMES) for path in seen.paths if path.endswith(NAMES)}
    read = (path for path in used if not path.startswith(ours) and f"/.git/{OUR_FOLDER}" not in path)
    read = (path for path in read if path not in listed)
    paths = tuple(dict.fromkeys((*seen.paths, *read)))
    now = state(paths)
    is_same = (now + "\n").startswith(seen.state + "\n")
    return (paths, now) if is_same and not may_change_unseen(paths, now, seen.began, _GRAIN) else None


class _UncertainError(Exception):
    """It cannot be told for certain what an answer rests on."""


def _paths(root: str, environ: Mapping[str, str]) -> Iterator[str]:
    count = 0
    for each in (*_folder(root, ".git"), *_above(root), *_git(root), *_settings(environ), *_edits(root, environ)):
        if (count := count + 1) > MOST_PATHS:
            raise _UncertainError
        yield each
    yield from _program()


def _folder(top: str, but: str = "", *, with_links: bool = True) -> Iterator[str]:
    """A folder and everything in it, no link followed."""
    yield top
    waiting = [top]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name == but:
                    continue
                if not with_links and entry.is_symlink():
                    raise _UncertainError
                yield entry.path
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def _above(root: str) -> Iterator[str]:
    """The folders around a partnership: that they are the same, and what git would find in them."""
    here = root
    yield from _signs(here)
    while (above := os.path.dirname(here)) != here:
        here = above
        yield here.rstrip("/") + PLACE
        yield from _signs(here)


def _signs(folder: str) -> Iterator[str]:
    """What git looks for in each folder, where it is one file; a git directory is looked at by itself."""
    mark = os.path.join(folder, ".git")
    yield mark + PLACE if os.path.isdir(mark) and not os.path.islink(mark) else mark
    for name in (".gitattributes", ".gitignore", ".mailmap"):
        yield os.path.join(folder, name)


def _git(root: str) -> Iterator[str]:
    """Everything in a repository that git's answers rest on: where all names point to, which objects there are.

    Of objects the folders are looked at: one that is added or lost is seen.
    """
    mark = own_git_folder(root, without=("commondir", "gitdir"))
    if mark is None:
        raise _UncertainError
    if not mark:
        return
    yield mark + NAMES
    objects = os.path.join(mark, "objects")
    with os.scandir(mark) as entries:
        for entry in entries:
            if entry.is_symlink():
                raise _UncertainError
            if entry.is_file():
                yield entry.path
            elif entry.name not in ("objects", OUR_FOLDER):
                # A revision may name a file in any of them.
                yield from _folder(entry.path, with_links=False)
            if entry.name in ("config", "config.worktree") and says(entry.path, *_FOLDED):
                raise _UncertainError
    for name in _OF_OBJECTS:
        if os.path.isdir(folder := os.path.join(objects, name)):
            yield from _folder(folder, with_links=False)
    yield objects
    with os.scandir(objects) as entries:
        for entry in entries:
            if entry.is_symlink():
                raise _UncertainError
            yield entry.path
    if os.path.lexists(os.path.join(objects, "info", "alternates")):
        raise _UncertainError


def _settings(environ: Mapping[str, str]) -> Iterator[str]:
    """The user's own settings of git."""
    own = settings(environ)
    if not own:
        raise _UncertainError
    for path in own:
        yield path
        if os.path.islink(path) or says(path, *_FOLDED):
            raise _UncertainError
    for name in ("ignore", "attributes"):
        yield os.path.join(os.path.dirname(own[-1]), name)


def _edits(root: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Where an edit is kept while it is written; while there is one, nothing is certain."""
    for path in last_edit.begun(environ, Path(root)):
        yield path
        if os.path.lexists(path):
            raise _UncertainError


def _program() -> Iterator[str]:
    """Where git is, and where it is not though it would be found there first."""
    git = executable()
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        yield (path := os.path.join(os.path.abspath(folder), os.path.basename(git)))
        if path == git:
            yield from _links(git)
            return


def _links(path: str) -> Iterator[str]:
    """Where a link leads to, one after the other."""
    for _ in range(_MOST_LINKS):
        if not os.path.islink(path):
            return
        path = os.path.join(os.path.dirname(path), os.readlink(path))
        yield path
    raise _UncertainError
