"""What was said once, kept in the cache folder of whoever asked, to be said again.

Each thing lies there in a file of its own, under a hash of all that it rests on: so what is kept can be missing, and is
never out of date. What is damaged or somebody else's is as if it were not there (`own_folder`). What the program itself
is, is known by the files that were loaded when something was said: with another time or size of any of them it is
another program.

Nothing is imported for it that takes time.
"""

import os
import stat

from . import checkout, own_folder
from .kept_answers import GRAIN, may_change_unseen, state
from .kept_answers import name_of as name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_FILES, MOST_BYTES = 8_000, 64_000_000
"""About so much is kept in a folder; the oldest goes out."""
LONGEST = 256_000
"""What is longer is not kept, and what rests on a file that is longer neither."""

_CODE = "program"
_MOST_DEPTH, _MOST_PLACES = 16, 2_000
_MARKER = "partnership.yaml"
_HOW = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Stamp = tuple[int, int, int, int, int]
"""What is another thing as soon as a file is: its times, its size, which file it is, and what may be done with it."""


def get(environ: "Mapping[str, str]", folder: str, name: str) -> bytes | None:
    """What is kept under a name; None where there is nothing that can be believed."""
    path = own_folder.own_file(environ, folder, name)
    raw = own_folder.read_own(path) if path else None
    if raw is None:
        return None
    sum, _, packed = raw.partition(b"\n")
    if sum != name_of(packed).encode("ascii"):
        return None
    from zlib import decompress, error

    try:
        return decompress(packed)
    except error:
        return None


def put(environ: "Mapping[str, str]", folder: str, name: str, said: bytes) -> None:
    """Keep it; where it cannot be, nobody is troubled."""
    path = own_folder.own_file(environ, folder, name)
    if not path or len(said) > LONGEST:
        return
    from zlib import compress

    packed = compress(said, 1)
    own_folder.keep(path, name_of(packed).encode("ascii") + b"\n" + packed, lasting=False)
    if name.startswith("00"):
        # At one of 256 names, as looking through the folder takes longer than putting something there.
        _trim(os.path.dirname(path))


def _trim(folder: str) -> None:
    """Take the oldest out of a folder until it holds no more than it may."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode):
                    found.append((status.st_mtime_ns, status.st_size, entry.path))
    except OSError:
        return
    found.sort()
    held = sum(size for _, size, _ in found)
    for at, (_, size, path) in enumerate(found):
        if len(found) - at <= MOST_FILES and held <= MOST_BYTES:
            return
        own_folder.take_out(path)
        held -= size


def program(environ: "Mapping[str, str]", use: str) -> str:
    """What the program is, as far as it matters for a use; empty where that is not known."""
    listed = get(environ, _CODE, _code_of(use))
    return _program(listed.decode("utf-8", "surrogateescape").split("\n")) if listed else ""


def learn(environ: "Mapping[str, str]", use: str, files: "Iterable[str]", begun: int) -> str:
    """The same, from now on for these files too, loaded by a run that begun then; empty where one of them is racy."""
    name = _code_of(use)
    known = get(environ, _CODE, name) or b""
    every = sorted({*files, *known.decode("utf-8", "surrogateescape").split("\n")} - {""})
    listed = "\n".join(every).encode("utf-8", "surrogateescape")
    if listed != known:
        put(environ, _CODE, name, listed)
    return _program(every, begun)


def _code_of(use: str) -> str:
    return name_of(
        use.encode("utf-8", "surrogateescape"), os.fsencode(os.path.abspath(__file__)), os.fsencode(os.__file__)
    )


def _program(files: "Iterable[str]", begun: int | None = None) -> str:
    paths = [path for path in files if path]
    now = state(paths)
    if begun is not None and may_change_unseen(paths, now, begun, GRAIN):
        return ""
    return name_of("\0".join((*paths, now)).encode("utf-8", "surrogateescape"))


def stamp(status: os.stat_result) -> Stamp:
    """What a file is known by without being read."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_mode


def plain_file(path: str) -> tuple[bytes, Stamp] | None:
    """A regular file that is no link and not long, with what it is known by; None for all others."""
    handle = -1
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        handle = os.open(path, _HOW)
        status = os.fstat(handle)
        raw = os.read(handle, LONGEST + 1)
        is_whole = stat.S_ISREG(status.st_mode) and len(raw) == status.st_size <= LONGEST
        return (raw, stamp(status)) if is_whole else None
    except (OSError, ValueError):
        return None
    finally:
        if handle >= 0:
            os.close(handle)


def root_around(folder: str) -> str | None:
    """The partnership around a folder, as `disk.find_root` has it; empty where there is none, None where it is not
    certain."""
    try:
        here = os.path.realpath(folder)
        if not os.path.isdir(here):
            return None
    except OSError:
        # The current folder is gone.
        return None
    while not os.path.lexists(os.path.join(here, _MARKER)):
        if os.path.dirname(here) == here:
            return ""
        here = os.path.dirname(here)
    return here


def plain_files(root: str, names: "Iterable[str]") -> "list[str] | None":
    """The paths below a root of these files, and of all in these folders, sorted; what is not there is left out.

    None where it is not certain that a snapshot of the disk has the same: where something is neither a file nor a
    folder, or git may have left something out of the working tree.
    """
    found = None if checkout.stamp(root) is not None else _plain(root, names)
    return None if found is None else sorted(name for name, is_file in found if is_file)


def plain_places(root: str, names: "Iterable[str]") -> "tuple[str, ...] | None":
    """The whole paths of these files and folders, there or not, and of all that is in the folders; None as above."""
    found = _plain(root, names)
    return None if found is None else tuple(os.path.join(root, name) for name, _ in found)


def _plain(root: str, names: "Iterable[str]") -> "list[tuple[str, bool]] | None":
    """What these names name, and all that is in the folders among it; and whether each is a file that is there."""
    found, waiting = [], [(name, 0) for name in names]
    try:
        for name, depth in waiting:
            path = os.path.join(root, name)
            try:
                mode = os.lstat(path).st_mode
            except FileNotFoundError:
                mode = 0
            found.append((name, stat.S_ISREG(mode)))
            if stat.S_ISDIR(mode) and depth < _MOST_DEPTH:
                waiting += [(f"{name}/{each}", depth + 1) for each in os.listdir(path) if not each.startswith(".")]
            elif mode and not stat.S_ISREG(mode):
                return None
            if len(waiting) > _MOST_PLACES:
                return None
    except (OSError, ValueError):
        return None
    return found
