"""A file that somebody named to be read once, wherever it lies: its bytes, or one sentence that says why not."""

import contextlib
import os
import stat
from pathlib import Path

from ..errors import ReflectError
from .snapshots import shown

_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_input(path: Path, most: int) -> bytes:
    """The bytes of a regular file, at most so many. Links on the way are those of whoever named it."""
    name = shown(path)
    try:
        handle = os.open(path, _HOW)
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
