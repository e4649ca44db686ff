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
from .disk import find_root
from .git import executable
from .kept_answers import NAMES, OUR_FOLDER, PLACE, state
from .own_folder import cache_folder

MOST_PATHS = 20_000
"""An answer that rests on more is not kept: to look at them all would take long."""

_GRAINS = 100_000_000, 2_000_000_000
"""Nanoseconds within which two changes of a file may be given one time: by a clock that tells parts of a second, and by
one that does not (FAT's counts by two seconds)."""

_BRANCHING = ("refs", "info", "reftable", "rebase-merge", "rebase-apply", "sequencer", "objects/info", "objects/pack")
"""The folders in a git directory that are looked through whole."""
_FOLDED = b"include", b"excludesfile", b"attributesfile", b"worktree", b"mailmap"
"""Words in git's settings that lead elsewhere."""

_MOST_LINKS = 20

_ENDS = NAMES[-1] + PLACE[-1]


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
    except (_UncertainError, ReflectError, OSError, RecursionError):
        return None
    return Seen(began, paths, state(paths))


def end(seen: Seen, used: Iterable[str], environ: Mapping[str, str]) -> tuple[tuple[str, ...], str] | None:
    """The paths that the answer rests on, and their state; None where something has changed meanwhile, or may have.

    `used` are the files that the program ran and read: what it keeps for itself among them changes no answer.
    """
    ours = os.path.join(cache_folder(environ), "reflectctl", "")
    read = (path for path in used if not path.startswith(ours) and f"/.git/{OUR_FOLDER}" not in path)
    paths = tuple(dict.fromkeys((*seen.paths, *read)))
    now = state(paths)
    if not (now + "\n").startswith(seen.state + "\n") or len(paths) > MOST_PATHS:
        return None
    lines = [line for path, line in zip(paths, now.split("\n"), strict=True) if path[-1] not in _ENDS]
    return None if _may_change_unseen(lines, seen.began) else (paths, now)


class _UncertainError(Exception):
    """It cannot be told for certain what an answer rests on."""


def _may_change_unseen(lines: list[str], began: int) -> bool:
    """Whether a file was changed so late that another change could be given the same time."""
    fine, coarse = (began - grain for grain in _GRAINS)
    # As many digits until the year 2286: most are told apart as they stand.
    early = str(coarse)
    for line in lines:
        for each in line.split(" ")[3:]:
            if each > early and int(each) > (coarse if each.endswith("000000000") else fine):
                return True
    return False


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
    here = root
    while not os.path.lexists(mark := os.path.join(here, ".git")):
        if (above := os.path.dirname(here)) == here:
            return
        here = above
    if os.path.islink(mark) or not os.path.isdir(mark):
        raise _UncertainError  # Another worktree's, a submodule's, or somebody's own doing.
    yield mark + NAMES
    objects = os.path.join(mark, "objects")
    with os.scandir(mark) as entries:
        for entry in entries:
            if entry.name == OUR_FOLDER:
                continue
            if entry.name in ("commondir", "gitdir") or entry.is_symlink():
                raise _UncertainError
            if entry.is_file():
                yield entry.path
            if entry.name in ("config", "config.worktree"):
                _refuse_what_leads_elsewhere(entry.path)
    for name in _BRANCHING:
        if os.path.isdir(folder := os.path.join(mark, name)):
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
    home = environ.get("HOME", "")
    own = environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    if not os.path.isabs(home) or not os.path.isabs(own):
        raise _UncertainError
    for path in (os.path.join(home, ".gitconfig"), os.path.join(own, "git", "config")):
        yield path
        if os.path.islink(path):
            raise _UncertainError
        _refuse_what_leads_elsewhere(path)
    yield os.path.join(own, "git", "ignore")
    yield os.path.join(own, "git", "attributes")


def _refuse_what_leads_elsewhere(path: str) -> None:
    try:
        with open(path, "rb") as file:
            said = file.read(1_000_000).lower()
    except FileNotFoundError:
        return
    if any(word in said for word in _FOLDED):
        raise _UncertainError


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
