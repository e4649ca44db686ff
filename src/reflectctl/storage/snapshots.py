"""What a snapshot is: the files of a partnership at one moment, whether on disk or in a commit.

It knows which files belong to a partnership and how long they may be; it does not know where they are
kept (`disk`, `commits`) or what they say.
"""

from collections.abc import Mapping
from typing import Protocol

from ..model.file_kinds import FILES, FOLDERS
from ..model.named_tuples import NamedTuple

MARKER = "partnership.yaml"
"""The file whose presence marks a partnership's root."""

MOST_BYTES = 1_000_000
"""No file longer than this is read."""

MOST_FILES = 20_000
"""No partnership has more files than this."""

SYMLINK = "The path leads through a symbolic link, which is never followed."
FOLDER = "It is a folder that cannot be listed or is nested too deep, where a file was expected."
NOT_ALLOWED = "You have no permission to read it."
SPECIAL = "It is not a regular file."
SUBMODULE = "It is a submodule, which is never entered."
ABSENT = "There is no such file."
NOT_CHECKED_OUT = "Git has the file and it is not checked out here, so what it says is not known."
CHECK_OUT = "`git sparse-checkout disable` brings every file, `git sparse-checkout add FOLDER` those of one folder."


class Unreadable(NamedTuple):
    """A file that is there, or should be, and cannot be read; never an exception and never an empty file."""

    path: str
    reason: str
    hint: str = ""
    folder: bool = False
    """Whether it is a folder, so that nobody knows which files are in it."""


class Snapshot(Protocol):
    """The files of a partnership at one moment."""

    @property
    def label(self) -> str:
        """What people are shown: "the working tree", or the revision as it was asked for."""

    @property
    def revision(self) -> str:
        """The full hash of the commit; empty for the working tree."""

    def paths(self) -> list[str]:
        """Every file of the partnership, sorted, in POSIX form below its root.

        Names that begin with a dot are left out, with all below them. Symbolic links, submodules and
        other things that cannot be read are listed, so that reading them tells why.
        """

    def read(self, path: str) -> bytes | Unreadable:
        """The bytes of a file, or why there are none."""


class Edited:
    """A snapshot as it would be with some files written: by path, the bytes of each; None for one that is gone."""

    def __init__(self, snapshot: Snapshot, files: Mapping[str, bytes | None]) -> None:
        self.label = snapshot.label
        self.revision = ""
        self._snapshot, self._files = snapshot, files

    def paths(self) -> list[str]:
        """Every file of the partnership, sorted."""
        gone = {path for path, after in self._files.items() if after is None}
        return sorted({*self._snapshot.paths(), *filter(belongs, self._files)} - gone)

    def read(self, path: str) -> bytes | Unreadable:
        """The bytes of a file, or why there are none."""
        after = self._files[path] if path in self._files else self._snapshot.read(path)
        return Unreadable(path, ABSENT) if after is None else after


def too_long(path: str, size: int) -> Unreadable:
    """What is said of a file that is over the limit."""
    return Unreadable(
        path,
        f"The file is {size:,} bytes long; at most {MOST_BYTES:,} are read.",
        "Keep long evidence elsewhere and put a link to it here.",
    )


def belongs(path: str) -> bool:
    """Whether a path is one of a partnership's: a known file or below a known folder, and no part hidden."""
    first, slash, rest = path.partition("/")
    if not slash:
        return path in FILES or path in FOLDERS
    return first in FOLDERS and not any(part == "" or part[0] == "." for part in rest.split("/"))


def shown(value: object) -> str:
    """A path or a word as it may stand in a message: one line, nothing that a terminal would act on."""
    text = str(value)
    text = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
    return text if len(text) <= 200 else text[:199] + "…"
