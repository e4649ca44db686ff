"""What is kept between runs, in the git directory: bytes under a name. Safe to delete at any time.

A file here holds what can be found again. A git directory may have come from elsewhere, with whatever lies in it, so
each file is sealed with a secret that lies in the user's own folder, and is believed only when it was written by the
same version of the program of whoever runs it, for this folder. What is damaged, cut short, a link or somebody else's
is as if it were not there. Two runs may write at once: each puts its file there whole, and the last one stays.
"""

import contextlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import ReflectError
from .write import replace_file

FOLDER = "reflectctl"
MOST_BYTES = 64_000_000
"""No more than this is kept under a name."""


class Shelf:
    """One name in one repository."""

    def __init__(self, git_dir: Path, name: str, stamp: str, secret: bytes) -> None:
        """`stamp` says who wrote and in which form: another stamp is another's. `secret` seals what is kept."""
        self._folder = git_dir / FOLDER
        self._path = self._folder / name
        self._head = f"reflectctl {stamp} ".encode()
        self._about = f"{os.path.realpath(self._path)} {stamp} ".encode("utf-8", "surrogateescape")
        self._secret = secret

    def read(self) -> bytes | None:
        """What was kept; None when there is nothing that can be believed."""
        how = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            if not stat.S_ISDIR(os.lstat(self._folder).st_mode):
                return None
            # Whatever lies there, no more of it is read than may be kept; what is not whole has no seal.
            with open(self._path, "rb", opener=lambda path, _: os.open(path, how)) as file:
                head, _, body = (file.read(MOST_BYTES) or b"").partition(b"\n")
        except OSError:
            return None
        return body if head == self._head + self._seal(body) else None

    def write(self, body: bytes) -> None:
        """Keep bytes; where they cannot be, nothing is kept and nobody is troubled."""
        if len(body) > MOST_BYTES - 200:
            return
        with contextlib.suppress(OSError, ReflectError):
            self._folder.mkdir(exist_ok=True)
            if stat.S_ISDIR(os.lstat(self._folder).st_mode):
                replace_file(self._path, self._head + self._seal(body) + b"\n" + body)

    def _seal(self, body: bytes) -> bytes:
        from ..hashes import blake2b

        sealed = blake2b(self._about, key=self._secret, digest_size=32)
        sealed.update(body)
        return sealed.hexdigest().encode("ascii")


def kept(git_dir: Path) -> Iterator[tuple[str, int]]:
    """The paths and lengths of everything that is kept in a git directory."""
    folder = git_dir / FOLDER
    with contextlib.suppress(OSError):
        if stat.S_ISDIR(os.lstat(folder).st_mode):
            for path in sorted(folder.iterdir()):
                status = os.lstat(path)
                if stat.S_ISREG(status.st_mode):
                    yield str(path), status.st_size


class LastFew:
    """The last few answers that were kept on a shelf, as plain values, each under a name of its own."""

    def __init__(self, shelf: Shelf, most: int) -> None:
        """`most` is how many are kept."""
        self._shelf, self._most = shelf, most
        self._kept: dict[str, Any] = {}
        with contextlib.suppress(ValueError, TypeError):
            self._kept = dict(json.loads(shelf.read() or b"{}"))

    def get(self, name: str) -> Any:
        """What was kept under a name, whatever that is; None when nothing was."""
        return self._kept.get(name)

    def put(self, name: str, told: Any) -> None:
        """Keep it beside the last others."""
        others = [other for other in self._kept if other != name][-(self._most - 1) :]
        kept = {**{other: self._kept[other] for other in others}, name: told}
        self._shelf.write(json.dumps(kept, separators=(",", ":")).encode("ascii"))
