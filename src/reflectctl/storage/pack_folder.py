"""A content pack in a folder of its own: its files, as if they lay in the `content/` of a partnership.

A pack's folder is whoever's it is: it may be a repository with other files in it, and those are no business of ours.
"""

import os
from pathlib import Path

from ..model.named_tuples import NamedTuple
from .disk import WorkTree
from .snapshots import Unreadable

CONTENT = "content/"


class PackFolder:
    """The files of a content pack, by the paths that they have in a partnership."""

    label = "the content pack"
    revision = ""

    def __init__(self, folder: Path) -> None:
        self._tree = WorkTree(folder, files=("pack.yaml", "phrases.yaml"), folders=("principles",))

    def paths(self) -> list[str]:
        """The pack's own file, that of its phrases and every file of its principles, sorted."""
        return [CONTENT + path for path in self._tree.paths()]

    def read(self, path: str) -> bytes | Unreadable:
        """The bytes of a file, or why there are none."""
        return self._tree.read(path.removeprefix(CONTENT))


class Named(NamedTuple):
    """What lies where somebody said that a content pack is."""

    path: Path
    shown: str
    """The same, as it is written."""
    is_folder: bool
    is_file: bool
    has_pack: bool
    """Whether there is a pack.yaml in it."""
    holds_pack: bool
    """Whether there is one in the folder `content` inside it."""


def named(base: Path, word: str) -> Named:
    """What lies at a name that begins at a folder."""
    path = base / word
    shown = os.path.normpath(path).replace(os.sep, "/")
    has, holds = (os.path.lexists(path / each) for each in ("pack.yaml", CONTENT + "pack.yaml"))
    return Named(path, shown, path.is_dir(), path.is_file(), has, holds)
