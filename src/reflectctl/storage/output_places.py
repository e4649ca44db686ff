"""Where a result may be written: the path that somebody named in; a refusal out, where it belongs to somebody else."""

import os
from collections.abc import Callable
from pathlib import Path

from ..errors import ReflectError
from ..model.file_kinds import is_scaffolded, kind_of
from .disk import read_input
from .snapshots import MARKER, belongs, shown

_GITS_OWN = frozenset((".gitattributes", ".gitignore", ".gitkeep", ".gitmodules", ".mailmap"))


def check_place(path: Path, is_ours: Callable[[bytes], bool] | None = None) -> None:
    """Refuse a place that belongs to somebody else.

    That is a link's end, git's own folder, a record of the partnership, what `init` writes, and whatever else git
    tracks, unless it is one of the program's own results.
    """
    typed = os.fspath(path)
    parts = [folder for folder in Path(typed).parents if os.fspath(folder) not in (".", "/", "")]
    for folder in reversed(parts):
        # A link at the top of the disk (/tmp on some systems) is the system's own.
        if os.path.islink(folder) and os.path.dirname(os.path.abspath(folder)) != os.path.sep:
            raise ReflectError(
                f"{shown(path)} leads through {shown(folder)}, a symbolic link, which is never written through.",
                "Name the folder itself.",
            )
    target = Path(os.path.realpath(os.path.dirname(typed) or ".")) / os.path.basename(typed)
    within = [target, *target.parents]
    if target.name.casefold() in _GITS_OWN or any(each.name.casefold() == ".git" or _is_git(each) for each in within):
        raise ReflectError(f"{shown(path)} is git's own place, where no result goes.", _ELSEWHERE)
    root = next((folder for folder in target.parents if os.path.lexists(folder / MARKER)), None)
    own = target.relative_to(root).as_posix() if root else ""
    kind = kind_of(own)
    if belongs(own) and not (kind and kind.is_output):
        raise ReflectError(f"{shown(path)} is a place of the partnership's records, where no result goes.", _ELSEWHERE)
    if is_scaffolded(own):
        raise ReflectError(f"{shown(path)} is a file that `init` writes, where no result goes.", _ELSEWHERE)
    if not (kind and kind.is_output) and _is_tracked_by_others(target, is_ours):
        raise ReflectError(f"{shown(path)} is kept in git, and no result of reflectctl; it stays as it is.", _ELSEWHERE)


def _is_tracked_by_others(target: Path, is_ours: Callable[[bytes], bool] | None) -> bool:
    """Whether git keeps a file that is none of the program's own results."""
    from .git import Git, GitFailed

    if not os.path.isfile(target) or not any(os.path.lexists(folder / ".git") for folder in target.parents):
        return False
    if is_ours is not None and is_ours(read_input(target, _MOST_BYTES)):
        return False
    try:
        return bool(Git(target.parent).run("ls-files", "-z", "--", os.fsencode(target.name), ok=(0, 128)))
    except GitFailed:
        return False  # Whoever has no git has no clone that could lose it.


_MOST_BYTES = 100_000_000


_ELSEWHERE = "Name a file elsewhere, such as reports/report.html."


def _is_git(folder: Path) -> bool:
    return all(os.path.lexists(folder / name) for name in ("HEAD", "objects", "refs"))
