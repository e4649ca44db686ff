"""Where the repository around a folder is, and which of its files git tracks and has left out of the working tree: in a
sparse checkout they are not gone.

What goes in is a folder; what comes out is the top of the working tree, its git directory, and paths below the folder.
Whether git has to be asked which files are left out stands in the first bytes of its index: entries that are left out
need a later form of it than the one that git writes otherwise.
"""

import os
import stat

from ..errors import ReflectError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Stamp = tuple[int, int, int]
"""What is another thing as soon as the index is: which file it is, the time of its last change, its size."""

_HOW = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PLAIN = b"DIRC\0\0\0\2"
"""How an index begins that can leave nothing out."""


def top(folder: str, stops: "Callable[[str], bool] | None" = None) -> str:
    """The first folder on the way up that has something called `.git` in it.

    Empty where there is none, and where `stops` says so of a folder on the way, that one and the first among them.
    """
    while stops is None or not stops(folder):
        if os.path.lexists(os.path.join(folder, ".git")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    return ""


def own_git_folder(folder: str, without: tuple[str, ...]) -> str | None:
    """The git directory around a folder, where it is a folder in its working tree; empty where there is none.

    None where it is another worktree's, a submodule's or a link, or has one of those names in it that it is to be
    `without`.
    """
    found = top(folder)
    if not found:
        return ""
    mark = os.path.join(found, ".git")
    if os.path.islink(mark) or not os.path.isdir(mark):
        return None
    return None if any(os.path.lexists(os.path.join(mark, name)) for name in without) else mark


def stamp(root: "str | Path") -> Stamp | None:
    """Which index may leave out files below a folder; None when none does."""
    folder = top(os.fspath(root))
    if not folder:
        return None
    place = os.path.join(folder, ".git")
    # A linked working tree has a file that says where its own index is.
    named = _beginning(place, 4096)[0]
    if named.startswith(b"gitdir: "):
        place = os.path.join(folder, os.fsdecode(named[len(b"gitdir: ") :].rstrip(b"\r\n")))
    first, seen = _beginning(os.path.join(place, "index"), len(_PLAIN))
    return None if first == _PLAIN or not first.startswith(b"DIRC") else seen


def left_out(root: "Path") -> frozenset[str]:
    """The files below a folder that git tracks and has left out, sorted by nothing; none where git cannot tell."""
    if stamp(root) is None:
        return frozenset()
    from .git import Git

    try:
        said = Git(root).run("ls-files", "-t", "-z")
    except ReflectError:
        return frozenset()
    entries = said.decode("utf-8", "surrogateescape").split("\0")
    return frozenset(entry[2:] for entry in entries if entry.startswith("S "))


def _beginning(path: str, length: int) -> tuple[bytes, Stamp | None]:
    """How a regular file begins, and its stamp; nothing where there is none."""
    try:
        handle = os.open(path, _HOW)
    except (OSError, ValueError):
        return b"", None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return b"", None
        return os.read(handle, length), (status.st_ino, status.st_mtime_ns, status.st_size)
    except OSError:
        return b"", None
    finally:
        try:
            os.close(handle)
        except OSError:
            pass
