"""What is kept for the next run in the cache folder of whoever runs the program, and believed only from there.

Nobody else can write to it; what lies in a repository may have come with it.
"""

import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from ..errors import ReflectError
from .write import replace_file

MOST_BYTES = 64_000_000


def own_file(environ: Mapping[str, str], *parts: str) -> Path | None:
    """Where something is kept; None where there is no such folder, or nothing shall be kept."""
    if environ.get("REFLECTCTL_NO_CACHE"):
        return None
    home, cache = environ.get("HOME", ""), environ.get("XDG_CACHE_HOME", "")
    if os.name == "nt":
        home, cache = "", environ.get("LOCALAPPDATA", "")
    if not os.path.isabs(cache):
        if not os.path.isabs(home) or not os.path.isdir(home):
            return None
        cache = os.path.join(home, ".cache")
    return Path(cache, "reflectctl", *parts)


def keep(path: Path, raw: bytes) -> None:
    """Keep bytes, for nobody else to read; where they cannot be kept, nobody is troubled."""
    with contextlib.suppress(OSError, ReflectError):
        os.makedirs(path.parent, mode=0o700, exist_ok=True)
        if len(raw) <= MOST_BYTES and _is_own_folder(path.parent):
            # An empty file first, as one that is replaced keeps its mode: nobody else reads what is kept.
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
            replace_file(path, raw)


def kept(path: Path) -> bytes | None:
    """What was kept; None where there is nothing that can be believed."""
    try:
        if not _is_own_folder(path.parent):
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        is_own = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES or not is_own:
            return None
        return file.read(MOST_BYTES)


def _is_own_folder(folder: Path) -> bool:
    """Whether a folder is the user's own, reached through no link of its own, and nobody else can write to it."""
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
