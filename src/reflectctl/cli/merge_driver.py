"""What git runs to merge a file that two branches have changed: `reflectctl merge-driver`. Nobody types it.

Answered before typer is imported: git asks for every file by itself. Nothing goes to standard output, where
`git merge-tree` prints its own answer. Whatever ends it leaves marks in the file, or the file as it was.
"""

import sys
from pathlib import Path

from ..documents.conflicts import SIZE, Marks
from ..storage.disk import read_file, within
from ..storage.merge_file import replace
from ..storage.snapshots import Unreadable, shown

_USAGE = """Usage: reflectctl merge-driver BASE OURS THEIRS SIZE PATH

  Merge three versions of a partnership's file into OURS, record by record. Git
  runs this, once `reflectctl git-setup` has told it to; it leaves with 1 where
  people have to decide, with marks of SIZE signs around what they decide.
"""


def run(arguments: list[str]) -> int:
    """Merge the files; 0 when nobody has to look at the result, 1 when somebody has to, 2 when asked for wrongly."""
    if arguments in (["--help"], ["-h"]):
        sys.stdout.write(_USAGE)
        return 0
    if len(arguments) < 5 or not arguments[3].isdigit() or not SIZE <= int(arguments[3]) <= 200:
        sys.stderr.write(_USAGE)
        return 2
    read = [read_file(Path(name).parent, Path(name).name) for name in arguments[:3]]
    base, ours, theirs = (b"" if isinstance(raw, Unreadable) else raw for raw in read)
    for name, raw in zip(arguments[:3], read, strict=True):
        if isinstance(raw, Unreadable):
            _say(f"{shown(name)} cannot be read. {raw.reason}")
            return 3
    if held := [name for name, raw in zip(arguments[:3], (base, ours, theirs), strict=True) if b"\0" in raw]:
        # Marks between bytes that are no text would leave a file that nothing opens: what is there stays.
        _say(f"{shown(held[0])} is no text, so {shown(arguments[4])} cannot be merged. Choose one side of it.")
        return 3
    # The last two come from versions of git that know what the sides are called; others leave them as they are written.
    labels = [word for word in arguments[6:8] if word and not word.startswith("%")]
    marks = Marks(int(arguments[3]), *(labels if len(labels) == 2 else ()))
    return _merge(Path(arguments[1]), within(Path(), arguments[4]), (base, ours, theirs), marks)


def _merge(target: Path, path: str, versions: tuple[bytes, bytes, bytes], marks: Marks) -> int:
    from ..app.merge_driver import merged, unmerged

    base, ours, theirs = versions
    replace(target, unmerged(ours, theirs, marks))
    found = merged(path, base, ours, theirs, marks)
    replace(target, found.raw)
    if found.conflicts and found.why:
        _say(f"{shown(path)} was merged by lines. {found.why}")
    return 1 if found.conflicts else 0


def _say(what: str) -> None:
    from .console import say

    say(f"reflectctl: {what}")
