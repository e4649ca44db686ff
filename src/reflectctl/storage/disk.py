"""The working tree: a partnership's files on disk, read without ever being led out of its root.

What goes in is a root and relative paths; what comes out is bytes, or why there are none. `read_file` is
the one function that reads a file on disk. Symbolic links above the root are the user's own and are followed.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import ReflectError
from ..model.file_kinds import FILES, FOLDERS
from ..model.named_tuples import NamedTuple
from . import checkout
from .snapshots import (
    ABSENT,
    CHECK_OUT,
    FOLDER,
    MARKER,
    MOST_BYTES,
    MOST_FILES,
    NOT_ALLOWED,
    NOT_CHECKED_OUT,
    SPECIAL,
    SYMLINK,
    Unreadable,
    shown,
    too_long,
)

MOST_DEPTH = 16
"""Folders nested deeper than this below the root are not entered."""

_HOW = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_REPARSE_POINT = 0x400
"""What Windows calls a junction or a symbolic link; elsewhere files have no such attribute."""


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds a partnership.yaml."""
    try:
        here = Path(os.path.realpath(start))
    except (OSError, ValueError) as problem:
        raise ReflectError(f"The folder {shown(start)} cannot be found.", "Is the path right?") from problem
    if not os.path.exists(here):
        raise ReflectError(f"There is no folder {shown(start)}.", "Is the path right?")
    for folder in (here, *here.parents):
        if os.path.lexists(folder / MARKER):
            return folder
    for folder in (here, *here.parents):
        if MARKER in checkout.left_out(folder):
            raise ReflectError(f"{shown(folder / MARKER)} cannot be read. {NOT_CHECKED_OUT}", CHECK_OUT)
    raise ReflectError(
        f"No {MARKER} was found in {shown(start)} or any folder above it.",
        "Go to a partnership's folder, name it with -C, or begin one with `reflectctl init`.",
    )


def within(top: Path, path: str) -> str:
    """A path below a folder, from the root of the partnership that it belongs to; as it is where there is none."""
    parts = path.split("/")
    for count in range(len(parts) - 1, -1, -1):
        if os.path.lexists(top.joinpath(*parts[:count], MARKER)):
            return "/".join(parts[count:])
    return path


class Place(NamedTuple):
    """What a folder is in which a partnership begins or lies."""

    name: str
    begun: bool
    """Whether there is a partnership in it."""
    repository: Path | None
    """The top of the git repository around it; None where there is none."""
    inside: str
    """Where it lies in that repository; empty at its top."""
    current: bool
    """Whether it is where the command was given."""


def place(folder: Path) -> Place:
    """What a folder is, there or not."""
    here = folder.resolve()
    top = next((each for each in (here, *here.parents) if (each / ".git").exists()), None)
    inside = here.relative_to(top).as_posix() if top not in (None, here) else ""
    return Place(here.name, (folder / MARKER).is_file(), top, inside, here == Path.cwd())


def existing(folder: Path, paths: Iterable[str]) -> set[str]:
    """Those of some paths below a folder where there is anything, or git has something that is not checked out."""
    left_out = checkout.left_out(folder)
    return {path for path in paths if path in left_out or os.path.lexists(folder / path)}


def is_folder(path: Path) -> bool:
    """Whether there is a folder, to put something into."""
    return path.is_dir()


def is_free(folder: Path) -> bool:
    """Whether a folder can be filled: it is not there, or it is empty."""
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def below(root: Path, paths: Sequence[Path]) -> list[str]:
    """Files and folders that somebody named, as paths below a root; the root itself is the empty one."""
    top = os.path.realpath(root)
    names = []
    for path in paths:
        if not os.path.lexists(path):
            raise ReflectError(f"{path} is not there.", "Check the name.")
        # Not resolved: a symbolic link is a finding of its own, wherever it leads.
        inside = os.path.relpath(os.path.join(os.path.realpath(path.parent), path.name), top).replace(os.sep, "/")
        whole = os.path.realpath(path) == top
        if not whole and (inside.startswith("../") or inside == ".." or os.path.isabs(inside)):
            raise ReflectError(f"{path} is outside the partnership in {root}.", "Name files inside it.")
        names.append("" if whole else inside)
    return names


class WorkTree:
    """A partnership's files as they are on disk now."""

    label = "the working tree"
    revision = ""

    def __init__(self, root: Path, *, files: Sequence[str] = FILES, folders: Sequence[str] = FOLDERS) -> None:
        """`files` and `folders` are what is looked at below the root."""
        self.root = root
        self._files, self._folders = files, folders
        self._asked: checkout.Stamp | None = None
        self._left_out: frozenset[str] = frozenset()

    def paths(self) -> list[str]:
        """Every file of the partnership, sorted; links, and what cannot be entered or is not checked out, are too."""
        found: list[str] = []
        waiting: list[tuple[str, int]] = []
        for name in (*self._files, *self._folders):
            try:
                status = os.lstat(self.root / name)
            except OSError:
                continue
            if name in self._folders and stat.S_ISDIR(status.st_mode) and not is_link(status):
                waiting.append((name, 1))
            else:
                found.append(name)
        while waiting:
            folder, depth = waiting.pop()
            try:
                entries = os.scandir(self.root / folder)
            except OSError:
                found.append(folder)
                continue
            with entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    path = f"{folder}/{entry.name}"
                    if _is_folder(entry) and depth < MOST_DEPTH:
                        waiting.append((path, depth + 1))
                    else:
                        found.append(path)
                    if len(found) + len(waiting) > MOST_FILES:
                        raise too_many(self.label)
        return sorted({*found, *self._not_checked_out()})

    def read(self, path: str) -> bytes | Unreadable:
        """The bytes of a file, or why there are none."""
        raw = read_file(self.root, path)
        if isinstance(raw, Unreadable) and raw.reason == ABSENT and path in self._not_checked_out():
            return Unreadable(path, NOT_CHECKED_OUT, CHECK_OUT)
        return raw

    def _not_checked_out(self) -> frozenset[str]:
        """The files of the partnership that git has and that are not checked out; git is asked once an index."""
        stamp = checkout.stamp(self.root)
        if stamp != self._asked:
            self._asked = stamp
            self._left_out = frozenset(
                path for path in checkout.left_out(self.root)
                if (path in self._files or (path.partition("/")[0] in self._folders and "/." not in path))
                and not os.path.lexists(self.root / path)
            )  # fmt: skip
        return self._left_out

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """What is another thing as soon as any file is: each path with the time of its last change and its size."""
        found = []
        for path in self.paths():
            with contextlib.suppress(OSError):
                status = os.lstat(self.root / path)
                found.append((path, status.st_mtime_ns, status.st_size))
        return tuple(found)


def read_file(root: Path, path: str) -> bytes | Unreadable:
    """The bytes of a regular file below the root: no part of its path a link, at most a megabyte."""
    reason = misshapen(path)
    if reason:
        return Unreadable(path, reason)
    try:
        reason = astray(root, path)
        if reason == FOLDER:
            return _unlisted(root, path)
        if reason:
            return Unreadable(path, reason)
        handle = os.open(os.path.join(root, path), _HOW)
    except OSError as problem:
        return Unreadable(path, _reason(problem))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return Unreadable(path, FOLDER if stat.S_ISDIR(status.st_mode) else SPECIAL)
        if status.st_size > MOST_BYTES:
            return too_long(path, status.st_size)
        return _all(handle, path, status.st_size)
    except OSError as problem:
        return Unreadable(path, _reason(problem))
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def _unlisted(root: Path, path: str) -> Unreadable:
    """Why a folder was not entered."""
    try:
        os.scandir(os.path.join(root, path)).close()
    except OSError as problem:
        return Unreadable(path, _reason(problem), folder=True)
    return Unreadable(path, FOLDER, folder=True)


_NO_NAMES = frozenset(("", ".", ".."))


def misshapen(path: str) -> str:
    """Why a path cannot be one below a root; empty when it can."""
    if not path or "\0" in path:
        return "The path is empty or holds a NUL."
    if os.path.isabs(path) or not _NO_NAMES.isdisjoint(path.split("/")):
        return "The path does not lead down from the partnership's root."
    if os.name == "nt" and any(c in path for c in "\\:"):
        return "The path does not lead down from the partnership's root."
    return ""


def astray(root: Path, path: str) -> str:
    """Why what stands at a path is not a plain file reached through plain folders; empty when it is."""
    *folders, name = path.split("/")
    where = os.fspath(root)
    for folder in folders:
        where = f"{where}{os.sep}{folder}"
        status = os.lstat(where)
        if is_link(status):
            return SYMLINK
        if not stat.S_ISDIR(status.st_mode):
            return "A part of the path is a file, where a folder was expected."
    status = os.lstat(f"{where}{os.sep}{name}")
    if is_link(status):
        return SYMLINK
    if stat.S_ISDIR(status.st_mode):
        return FOLDER
    return "" if stat.S_ISREG(status.st_mode) else SPECIAL


def is_link(status: os.stat_result) -> bool:
    """Whether an `lstat` is that of a symbolic link, or of a junction on Windows."""
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_file_attributes", 0) & _REPARSE_POINT)


def too_many(label: str) -> ReflectError:
    """What is said of a partnership with more files than anybody would read."""
    return ReflectError(
        f"There are more than {MOST_FILES:,} files in {shown(label)}.",
        f"Only a partnership's own files belong in {', '.join(f'{folder}/' for folder in FOLDERS)}.",
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not (os.name == "nt" and is_link(os.lstat(entry.path)))
    except OSError:
        return False


def _all(handle: int, path: str, size: int) -> bytes | Unreadable:
    """Everything there is to read, even if the file grows meanwhile; but never more than the limit."""
    data = os.read(handle, size + 1)
    if len(data) == size:
        return data
    pieces, length = [data], len(data)
    while data and length <= MOST_BYTES:
        data = os.read(handle, MOST_BYTES + 1 - length)
        pieces.append(data)
        length += len(data)
    return b"".join(pieces) if length <= MOST_BYTES else too_long(path, length)


def _reason(problem: OSError) -> str:
    if problem.errno == errno.ENOENT:
        return ABSENT
    if problem.errno == errno.ELOOP:
        return SYMLINK
    if problem.errno in (errno.EACCES, errno.EPERM):
        return NOT_ALLOWED
    if problem.errno == errno.ENOTDIR:
        return "A part of the path is a file, where a folder was expected."
    return f"It cannot be read: {problem.strerror or 'the system did not say why'}."


_AS_NAMED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_input(path: Path, most: int) -> bytes:
    """The bytes of a regular file, at most so many. Links on the way are those of whoever named it."""
    name = shown(path)
    try:
        handle = os.open(path, _AS_NAMED)
    except (OSError, ValueError) as problem:
        reason = (problem.strerror if isinstance(problem, OSError) else "") or "its name cannot be that of a file"
        raise ReflectError(f"{name} cannot be read: {reason}.", "Is the path right?") from problem
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
            raise ReflectError(f"{name} is {what}; a document was expected.", "Name the file itself.")
        pieces, length = [], 0
        while length <= most and (piece := os.read(handle, 1 << 20)):
            pieces.append(piece)
            length += len(piece)
        if length > most:
            raise ReflectError(
                f"{name} is longer than {most // 1_000_000} megabytes, the most that is read.",
                "Save the document without its pictures, or save its text.",
            )
        return b"".join(pieces)
    except OSError as problem:
        raise ReflectError(f"{name} cannot be read: {problem.strerror}.", "Try again.") from problem
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def read_strictly(file: Path, most: int) -> bytes:
    """The bytes of a regular file that is no link, at most so many: of a report that somebody has."""
    try:
        if file.is_symlink():
            raise ReflectError(f"{shown(file)} is a symbolic link, which is not followed.", "Name the file itself.")
        if file.exists() and not file.is_file():
            raise ReflectError(f"{shown(file)} is not a regular file.", "Name the file of a report.")
        with open(os.open(file, _HOW), "rb") as opened:
            raw = opened.read(most + 1)
    except (OSError, ValueError) as problem:
        because = getattr(problem, "strerror", None) or "its name cannot be that of a file"
        raise ReflectError(f"{shown(file)} cannot be read: {because}.", "Is the path right?") from problem
    if len(raw) > most:
        raise ReflectError(f"{shown(file)} is longer than {most:,} bytes, which no report is.")
    return raw
