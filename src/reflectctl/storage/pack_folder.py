"""A content pack in a folder of its own: its files, as if they lay in the `content/` of a partnership.

A pack's folder is whoever's it is: it may be a repository with other files in it, and those are no business of ours.
"""

from pathlib import Path

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
