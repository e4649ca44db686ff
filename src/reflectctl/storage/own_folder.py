"""What is kept for the next run in the cache folder of whoever runs the program, and believed only from there.

Nobody else can write to it; what lies in a repository may have come with it.
"""

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST_BYTES = 64_000_000
_SECRET_BYTES = 32

FOUND_AGAIN = ("answers", "files", "personal", "pieces", "program", "textconv", "wording")
"""The folders of what can be found again, which are all that is ever cleared."""
LASTING = ("undo", "unfinished", "record", "seal")
"""The folders of what cannot: the last edit, one that was ended, what was typed, the secret."""


def own_file(environ: "Mapping[str, str]", folder: str, name: str) -> str | None:
    """The path where something is kept; None where there is no such folder, or nothing shall be kept."""
    cache = "" if environ.get("REFLECTCTL_NO_CACHE") else cache_folder(environ)
    return os.path.join(cache, "reflectctl", folder, name) if cache else None


def name_for(root: "Path | str", about: str = "") -> str:
    """What something kept about a folder is called: nothing can be read from it."""
    from ..hashes import short

    return short(f"{os.path.realpath(root)} {about}".encode("utf-8", "surrogateescape"))


def secret(environ: "Mapping[str, str]") -> bytes:
    """What nobody but the user knows: it seals what is kept where others could write. Empty where none can be kept."""
    path = own_file(environ, "seal", "secret")
    if not path:
        return b""
    kept = read_own(path) or b""
    if len(kept) != _SECRET_BYTES:
        keep(path, os.urandom(_SECRET_BYTES))
        # Of two who make one at once the last one's stays.
        kept = read_own(path) or b""
    return kept if len(kept) == _SECRET_BYTES else b""


def keep(path: str, raw: bytes, *, lasting: bool = True) -> None:
    """Keep bytes, for nobody else to read; where they cannot be kept, nobody is troubled.

    What is not `lasting` may be lost or cut short when the computer fails: whoever reads it has to see that.
    """
    try:
        if len(raw) <= MOST_BYTES and made_ready(path):
            # Whole or not at all: two runs may keep at once.
            new = f"{path}.{os.getpid()}"
            try:
                write_own(new, raw, lasting=lasting)
                os.replace(new, path)
            finally:
                take_out(new)
    except OSError:
        pass


def make_way(path: str, most: int) -> None:
    """Take out the oldest of what lies beside a file, where there are more than so many."""
    folder = os.path.dirname(path)
    try:
        found = os.listdir(folder)
        if len(found) > most:
            paths = [os.path.join(folder, each) for each in found]
            for each in sorted(paths, key=lambda each: os.lstat(each).st_mtime_ns)[: len(found) - most // 2]:
                take_out(each)
    except OSError:
        return


def write_own(path: str, raw: bytes, *, lasting: bool = True) -> None:
    """Nobody else reads it, and what is cut short is not JSON and not believed."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        rest = memoryview(raw)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if lasting:
            os.fsync(handle)
    finally:
        os.close(handle)


def kept(environ: "Mapping[str, str]") -> "Iterator[tuple[str, int]]":
    """The paths and lengths of what is kept and can be found again. What people typed and edits are not among them."""
    for folder in FOUND_AGAIN:
        path = own_file(environ, folder, "file")
        try:
            names = sorted(os.listdir(os.path.dirname(path))) if path and _is_own_place(path) else []
            for name in names:
                status = os.lstat(each := os.path.join(os.path.dirname(path or ""), name))
                if stat.S_ISREG(status.st_mode):
                    yield each, status.st_size
        except OSError:
            continue


def cache_folder(environ: "Mapping[str, str]") -> str:
    """The user's cache folder; empty where they have none."""
    home, cache = environ.get("HOME", ""), environ.get("XDG_CACHE_HOME", "")
    if os.name == "nt":
        home, cache = "", environ.get("LOCALAPPDATA", "")
    if os.path.isabs(cache):
        return cache
    return os.path.join(home, ".cache") if os.path.isabs(home) and os.path.isdir(home) else ""


def take_out(path: str) -> None:
    """Take a file away, if it is there."""
    try:
        os.unlink(path)
    except OSError:
        return


def made_ready(path: str) -> bool:
    """Whether a file may be put there: its folders are made, where they are not there, and are the user's own."""
    folder = os.path.dirname(path)
    for each in (os.path.dirname(folder), folder):
        # Nothing is made in a folder of somebody else's, or through a link to one.
        if os.path.lexists(each) and not _is_own_folder(each):
            return False
        os.makedirs(each, mode=0o700, exist_ok=True)
    return _is_own_place(path)


def _is_own_place(path: str) -> bool:
    """Whether a file lies in folders that nobody else can write to."""
    folder = os.path.dirname(path)
    return _is_own_folder(os.path.dirname(folder)) and _is_own_folder(folder)


def _is_own_folder(folder: str) -> bool:
    """Whether a folder is the user's own, reached through no link of its own, and nobody else can write to it."""
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def read_own(path: str) -> bytes | None:
    """What was kept; None where there is nothing that can be believed."""
    handle = -1
    try:
        if not _is_own_place(path):
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        status = os.fstat(handle)
        is_own = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES or not is_own:
            return None
        with open(handle, "rb", closefd=False) as file:
            return file.read(MOST_BYTES)
    except OSError:
        return None
    finally:
        if handle >= 0:
            os.close(handle)
