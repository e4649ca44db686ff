"""Writing: a file is replaced whole or not at all, and only while it still is what was read.

What goes in is a path, the bytes that were read and the bytes that are meant; nothing comes out but the
files. Nobody's change is lost: whoever comes second is told. What the bytes say is not known here.
"""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from ..errors import ReflectError
from ..model.edits import Edit
from ..model.file_kinds import FOLDERS
from ..model.named_tuples import NamedTuple
from .checkout import left_out
from .disk import is_link, misshapen, read_file
from .snapshots import CHECK_OUT, NOT_CHECKED_OUT, SYMLINK, Unreadable, shown

_TURN = 10.0
"""Seconds to wait for another reflectctl that is writing to the same partnership."""


class Conflict(ReflectError):
    """A file is no longer what it was when it was read; nothing was written over it."""


class _Prepared(NamedTuple):
    change: Edit
    target: str
    temporary: str


def write(root: Path, changes: Sequence[Edit], keeping: AbstractContextManager[None] | None = None) -> None:
    """Bring every change to disk, or none: when a file is not what it was, or when one of them cannot be written.

    Each file is the old or the new one whenever the computer stops; several are renamed one after another, within
    `keeping`, which knows of all of them before the first is renamed.
    """
    with turn(root):
        write_in_turn(root, changes, keeping or contextlib.nullcontext())


def write_in_turn(root: Path, changes: Sequence[Edit], keeping: AbstractContextManager[None]) -> None:
    """Bring every change to disk, or none, for whoever has the turn already."""
    with contextlib.ExitStack() as undo:
        for change in changes:
            _compare(root, change)
        prepared = [_prepare(root, change, undo) for change in changes]
        # What takes back the last of several files takes them all back; of the last of all nothing is left to take.
        kept = [_kept(one, undo) for one in prepared[:-1]]
        for change in changes:
            _compare(root, change)
        with keeping:
            _put_all(root, prepared, kept)


def _put_all(root: Path, prepared: Sequence[_Prepared], kept: Sequence[str]) -> None:
    try:
        for at, one in enumerate(prepared):
            try:
                if at:
                    _compare(root, one.change)
                _put(one)
            except (OSError, ReflectError) as problem:
                if not at and isinstance(problem, ReflectError):
                    raise
                raise _stopped(one.change.path, problem, _taken_back(root, prepared[:at], kept)) from problem
    except KeyboardInterrupt:
        if prepared and not _is_done(root, prepared[-1].change):
            _taken_back(root, prepared[:-1], kept)
        raise


def _is_done(root: Path, change: Edit) -> bool:
    if not os.path.lexists(os.path.join(root, change.path)):
        return change.after is None
    return read_file(root, change.path) == change.after


def _kept(one: _Prepared, undo: contextlib.ExitStack) -> str:
    """A copy of a file as it was before; empty for one that is new."""
    if one.change.before is None:
        return ""
    try:
        return _temporary(os.path.dirname(one.target), one.change.before, os.lstat(one.target), undo)
    except OSError as problem:
        raise _stopped(one.change.path, problem, ()) from problem


def _taken_back(root: Path, prepared: Sequence[_Prepared], kept: Sequence[str]) -> list[str]:
    """Put back files that were written, the last first; gives those that somebody has changed since, or that stay."""
    left: list[str] = []
    for one, copy in reversed([*zip(prepared, kept, strict=False)]):
        change = one.change
        try:
            if not _is_done(root, change):
                if copy and read_file(root, change.path) == change.before:
                    continue
                left.append(change.path)
            elif copy:
                os.replace(copy, one.target)
            else:
                os.unlink(one.target)
        except OSError:
            left.append(change.path)
    return left[::-1]


def write_output(path: Path, data: bytes, is_ours: Callable[[bytes], bool] | None = None) -> None:
    """Put a result into the file that was named for it: never a record, never git's, never through a symbolic link.

    Of what git tracks only a file that `is_ours`, by the bytes it holds, is written anew.
    """
    from .output_places import check_place

    try:
        check_place(path, is_ours)
    except ValueError as problem:
        raise ReflectError(f"{shown(path)} could not be written: {_because(problem)}", _advice(problem)) from problem
    replace_file(path, data)


def replace_file(path: Path, data: bytes) -> None:
    """Put bytes into a file, whole or not at all; the file itself is no symbolic link."""
    target = os.fspath(path)
    with contextlib.ExitStack() as undo:
        try:
            try:
                status = os.lstat(target)
            except FileNotFoundError:
                status = None
            if status is not None:
                _check_output(path, status)
            # It is not a part of an edit, and whoever has the turn leaves it alone.
            temporary = _temporary(os.path.dirname(target) or ".", data, status, undo, name="output-")
            os.replace(temporary, target)
            _settle(os.path.dirname(target) or ".")
        except (OSError, ValueError) as problem:
            raise ReflectError(
                f"{shown(path)} could not be written: {_because(problem)}", _advice(problem)
            ) from problem


def create_tree(root: Path, files: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Write the files that are not there yet: the paths that were written, and those that were kept as they are."""
    written: list[str] = []
    kept: list[str] = []
    path = "."
    try:
        os.makedirs(root, exist_ok=True)
        for path in files:
            if reason := misshapen(path) or _blocked(root, path):
                raise ReflectError(f"{shown(path)} cannot be written. {reason}", "Move away what is in its place.")
        elsewhere = left_out(root)
        with turn(root, folders={path.partition("/")[0] for path in files}):
            for path, data in files.items():
                is_new = path not in elsewhere and _make(root, path, data)
                (written if is_new else kept).append(path)
    except (OSError, ValueError) as problem:
        name = shown(path if path != "." else root)
        raise ReflectError(f"{name} could not be written: {_because(problem)}", _advice(problem)) from problem
    return written, kept


def _make(root: Path, path: str, data: bytes) -> bool:
    """Write a file that is not there yet; whether it was so. It stays when a later one cannot be written."""
    target = os.path.join(root, path)
    if os.path.lexists(target):
        return False
    with contextlib.ExitStack() as undo:
        _make_folders(root, path, undo)
        temporary = _temporary(os.path.dirname(target), data, None, undo, safe=False)
        with contextlib.suppress(FileExistsError):
            _put_new(temporary, target)
            return True
    return False


@contextlib.contextmanager
def turn(root: Path, *, folders: Collection[str] = (*FOLDERS, ".reflectctl")) -> Iterator[None]:
    """One writer at a time. The lock is on the root folder itself, so that a run that was killed leaves none.

    What such a run had prepared in the root or in some folders below is taken away.
    """
    with _locked(root, _TURN):
        _sweep(root, folders)
        yield


def is_free(root: Path) -> bool:
    """Whether nobody is writing."""
    try:
        with _locked(root, 0):
            return True
    except ReflectError:
        return False


_LITTER = re.compile(r"\.reflectctl-[0-9a-f]{16}")


def _sweep(root: Path, wanted: Collection[str]) -> None:
    """Take away what ended runs had prepared and not put in its place: nobody else writes there now."""
    for folder, folders, names in os.walk(root):
        if folder == os.fspath(root):
            folders[:] = [name for name in folders if name in wanted]
        for name in names:
            if _LITTER.fullmatch(name):
                _quietly(os.unlink, os.path.join(folder, name))


@contextlib.contextmanager
def _locked(root: Path, patience: float) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        handle = os.open(root, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as problem:
        raise ReflectError(f"{shown(root)} could not be opened: {_because(problem)}", _advice(problem)) from problem
    try:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise Conflict(
                        "Another reflectctl is writing to this partnership; nothing was written.",
                        "Wait until it has finished, and try again.",
                    ) from None
                time.sleep(0.02)
            except OSError:
                # Some network file systems have no locks. Files are compared before they are replaced all the same.
                break
        yield
    finally:
        _quietly(os.close, handle)


def _compare(root: Path, change: Edit) -> None:
    """Refuse unless the file is still what the change was made from."""
    path = shown(change.path)
    if change.before is None:
        reason = misshapen(change.path) or _blocked(root, change.path)
        if reason:
            raise ReflectError(f"{path} cannot be written. {reason}", "Move away what is in its place.")
        if os.path.lexists(os.path.join(root, change.path)):
            raise Conflict(f"{path} has come into being meanwhile; nothing was written.", "Look at it and try again.")
        if change.path in left_out(root):
            raise ReflectError(f"{path} cannot be written. {NOT_CHECKED_OUT}", CHECK_OUT)
        return
    found = read_file(root, change.path)
    if isinstance(found, Unreadable):
        raise Conflict(f"{path} cannot be changed; nothing was written. {found.reason}", found.hint)
    if found != change.before:
        raise Conflict(f"{path} was changed meanwhile; nothing was written.", "Look at it and try again.")


def _blocked(root: Path, path: str) -> str:
    """Why a new file cannot stand at a path: a part of the way is no plain folder. Missing parts can be made."""
    where = os.fspath(root)
    for folder in path.split("/")[:-1]:
        where = os.path.join(where, folder)
        try:
            status = os.lstat(where)
        except FileNotFoundError:
            return ""
        except OSError as problem:
            return f"The path cannot be followed: {_because(problem)}"
        if is_link(status):
            return SYMLINK
        if not stat.S_ISDIR(status.st_mode):
            return "A part of the path is a file, where a folder was expected."
    return ""


def _prepare(root: Path, change: Edit, undo: contextlib.ExitStack) -> _Prepared:
    """Everything short of the rename, with what undoes it."""
    target = os.path.join(root, change.path)
    try:
        status = None
        if change.before is None:
            _make_folders(root, change.path, undo)
        else:
            status = os.lstat(target)
            if not os.access(target, os.W_OK):
                raise ReflectError(
                    f"{shown(change.path)} is read-only; nothing was written.", "Make it writable first."
                )
        if change.after is None:
            return _Prepared(change, target, "")
        return _Prepared(change, target, _temporary(os.path.dirname(target), change.after, status, undo))
    except (OSError, ValueError) as problem:
        raise ReflectError(
            f"{shown(change.path)} could not be written: {_because(problem)} Nothing was changed.", _advice(problem)
        ) from problem


def _make_folders(root: Path, path: str, undo: contextlib.ExitStack) -> None:
    """The folders on the way to a new file. Those that stay empty after a failure go again."""
    where = os.fspath(root)
    for folder in path.split("/")[:-1]:
        where = os.path.join(where, folder)
        try:
            os.mkdir(where)
        except FileExistsError:
            if is_link(os.lstat(where)):
                raise
        else:
            # A folder with something in it stays: then the file came to be after all.
            undo.callback(_quietly, os.rmdir, where)


def _temporary(
    folder: str,
    data: bytes,
    like: os.stat_result | None,
    undo: contextlib.ExitStack,
    *,
    safe: bool = True,
    name: str = "",
) -> str:
    """A new file beside the one that it will become, holding the data, safe on disk, with the mode of `like`."""
    path = os.path.join(folder, f".reflectctl-{name}{os.urandom(8).hex()}")
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    how |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    undo.callback(_quietly, os.unlink, path)
    handle = os.open(path, how, 0o644 if like is None else 0o600)
    try:
        if like is not None:
            _take_after(handle, path, like)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if safe:
            os.fsync(handle)
    finally:
        os.close(handle)
    return path


def _take_after(handle: int, path: str, like: os.stat_result) -> None:
    """Owner and mode of the original, as far as we may."""
    if hasattr(os, "fchown") and (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
        _quietly(os.fchown, handle, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode) & 0o777)
    else:
        os.chmod(path, stat.S_IMODE(like.st_mode))


def _put(one: _Prepared) -> None:
    if one.change.after is None:
        os.unlink(one.target)
    elif one.change.before is None:
        try:
            _put_new(one.temporary, one.target)
        except FileExistsError as problem:
            path = shown(one.change.path)
            raise Conflict(f"{path} has come into being meanwhile; nothing was written.", "Look at it.") from problem
    else:
        os.replace(one.temporary, one.target)
    _settle(os.path.dirname(one.target))


def _put_new(temporary: str, target: str) -> None:
    """Give a new file its name; `FileExistsError` when something has it already."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError) as problem:
        if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS):
            raise
        # Some file systems have no hard links.
        if os.path.lexists(target):
            raise FileExistsError(target) from problem
        os.rename(temporary, target)
    else:
        _quietly(os.unlink, temporary)


def _settle(folder: str) -> None:
    """Have the folder's new state on disk. The file is in its place already, so a failure changes nothing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder or ".", os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_output(path: Path, status: os.stat_result) -> None:
    name = shown(path)
    if is_link(status):
        raise ReflectError(f"{name} is a symbolic link, which is never written through.", "Name the file itself.")
    if stat.S_ISDIR(status.st_mode):
        raise ReflectError(f"{name} is a folder.", "Name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ReflectError(f"{name} is not a regular file.", "Leave out --output to write to standard output.")
    if not os.access(path, os.W_OK):
        raise ReflectError(f"{name} is read-only.", "Make it writable, or name another file.")


def _stopped(path: str, problem: OSError | ReflectError, done: Sequence[str]) -> ReflectError:
    reason = problem.message if isinstance(problem, ReflectError) else _because(problem)
    already = f" Written all the same: {', '.join(shown(name) for name in done)}." if done else " Nothing was changed."
    kind = Conflict if isinstance(problem, Conflict) else ReflectError
    advice = _advice(problem) if isinstance(problem, OSError) and not done else "Look at `git diff` and try again."
    return kind(f"{shown(path)} could not be written: {reason}{already}", advice)


def _because(problem: OSError | ValueError) -> str:
    if not isinstance(problem, OSError):
        return "the name cannot be that of a file."
    reasons = {
        errno.ENOSPC: "the disk is full.",
        errno.EDQUOT: "the disk quota is used up.",
        errno.EACCES: "you have no permission.",
        errno.EPERM: "you have no permission.",
        errno.EROFS: "the disk is read-only.",
        errno.ENOENT: "the folder does not exist.",
        errno.ENOTDIR: "a part of the path is not a folder.",
        errno.EEXIST: "something else is in its place.",
        errno.ENAMETOOLONG: "the name is too long.",
        errno.ELOOP: "the path leads through a symbolic link.",
    }
    return reasons.get(problem.errno or 0) or f"{problem.strerror or 'the system did not say why'}."


def _advice(problem: OSError | ValueError) -> str:
    hints = {
        errno.ENOSPC: "Make room on the disk and try again.",
        errno.EDQUOT: "Make room and try again.",
        errno.ENOENT: "Make the folder first, or name another.",
    }
    return hints.get(problem.errno or 0, "") if isinstance(problem, OSError) else ""


def _quietly(do: object, *arguments: object) -> None:
    """Try; a failure of tidying up must not hide what went wrong before."""
    if callable(do):
        with contextlib.suppress(OSError):
            do(*arguments)
