"""What is kept for the next run in the cache folder of whoever runs the program, and believed only from there.

Nobody else can write to it; what lies in a repository may have come with it.
"""

import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from ..hashes import short

MOST_BYTES = 64_000_000


def own_file(environ: Mapping[str, str], folder: str, name: str) -> Path | None:
    """Where something is kept; None where there is no such folder, or nothing shall be kept."""
    cache = "" if environ.get("REFLECTCTL_NO_CACHE") else cache_folder(environ)
    return Path(cache, "reflectctl", folder, name) if cache else None


def name_for(root: Path, about: str = "") -> str:
    """What something kept about a folder is called: nothing can be read from it."""
    return short(f"{os.path.realpath(root)} {about}".encode("utf-8", "surrogateescape"))


def keep(path: Path, raw: bytes) -> None:
    """Keep bytes, for nobody else to read; where they cannot be kept, nobody is troubled."""
    with contextlib.suppress(OSError):
        if len(raw) <= MOST_BYTES and made_ready(path):
            # Whole or not at all: two runs may keep at once.
            new = path.with_name(f"{path.name}.{os.getpid()}")
            try:
                write_own(new, raw)
                os.replace(new, path)
            finally:
                take_out(new)


def write_own(path: Path, raw: bytes) -> None:
    """Nobody else reads it, and what is cut short is not JSON and not believed."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        rest = memoryview(raw)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def cache_folder(environ: Mapping[str, str]) -> str:
    """The user's cache folder; empty where they have none."""
    home, cache = environ.get("HOME", ""), environ.get("XDG_CACHE_HOME", "")
    if os.name == "nt":
        home, cache = "", environ.get("LOCALAPPDATA", "")
    if os.path.isabs(cache):
        return cache
    return os.path.join(home, ".cache") if os.path.isabs(home) and os.path.isdir(home) else ""


def take_out(path: Path) -> None:
    """Take a file away, if it is there."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def made_ready(path: Path) -> bool:
    """Whether a file may be put there: its folders are made, where they are not there, and are the user's own."""
    for folder in (path.parent.parent, path.parent):
        os.makedirs(folder, mode=0o700, exist_ok=True)
    return _is_own_place(path)


def _is_own_place(path: Path) -> bool:
    """Whether a file lies in folders that nobody else can write to."""
    return _is_own_folder(path.parent.parent) and _is_own_folder(path.parent)


def _is_own_folder(folder: Path) -> bool:
    """Whether a folder is the user's own, reached through no link of its own, and nobody else can write to it."""
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def read_own(path: Path) -> bytes | None:
    """What was kept; None where there is nothing that can be believed."""
    try:
        if not _is_own_place(path):
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
