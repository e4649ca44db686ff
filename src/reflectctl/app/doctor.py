"""What the program needs of the computer that it runs on, and whether it is there: `doctor`."""

import contextlib
from collections.abc import Callable, Iterable
from platform import python_version
from typing import TYPE_CHECKING

from ..errors import ReflectError
from ..model.doctor import Check
from ..model.named_tuples import NamedTuple
from ..render.export import forms
from .context import Context

if TYPE_CHECKING:
    from ..model.blocks import Block


def doctor(here: Context, terminal: str) -> tuple[Check, ...]:
    """Everything that was looked for; `terminal` is what is known of the one that it is asked from."""
    from .. import __version__
    from ..importing import pdf
    from ..render import report_pdf
    from ..storage import git

    return (
        Check("program", True, __version__, None),
        Check("python", True, python_version(), None),
        _looked_for("git", git.version),
        _looked_for("print-engine", lambda: f"WeasyPrint {report_pdf.print_engine().__version__}"),
        _looked_for("pdf-reader", lambda: f"pypdf {pdf.reader().__version__}"),
        _cache(here),
        Check("terminal", True, terminal, None),
    )


def _cache(here: Context) -> Check:
    from ..storage.own_folder import cache_folder

    folder = cache_folder(here.environ)
    if not folder:
        advice = "What was worked out is not kept, and `undo` takes nothing back: set HOME or XDG_CACHE_HOME."
        return Check("cache", False, "There is none.", advice)
    kept = _kept(here)
    much = f"{_files(kept)} here and in this repository, for the next answer; `reflectctl doctor --clear` deletes them"
    return Check("cache", True, f"{folder}. {much if kept else 'Nothing is kept'}.", None)


def clear(here: Context) -> str:
    """Delete what is kept for the next answer, and say how much it was. Edits that can be taken back stay."""
    from ..storage.own_folder import take_out

    kept = _kept(here)
    for path in kept:
        take_out(path)
    left = _kept(here)
    if left:
        raise ReflectError(f"Of what was kept {_files(left)} could not be deleted (first: {next(iter(left))}).")
    return (
        f"Deleted {_files(kept)}: what was kept is worked out anew when it is asked for."
        if kept
        else "Nothing was kept."
    )


def _kept(here: Context) -> dict[str, int]:
    """The lengths of the files in which something is kept that can be found again, by path."""
    from ..storage import cache, own_folder
    from .partnership import Repository

    found = dict(own_folder.kept(here.environ))
    # There may be no partnership here, or no repository around it.
    with contextlib.suppress(ReflectError):
        found |= cache.kept(Repository(here.folder).git.common_dir())
    return found


def _files(kept: dict[str, int]) -> str:
    megabytes = f"{sum(kept.values()) / 1_000_000:.1f} MB"
    return f"{len(kept)} files of {megabytes}" if len(kept) != 1 else f"1 file of {megabytes}"


def needed(checks: Iterable[Check]) -> bool:
    """Whether what the program cannot do without is there; all else it makes use of where it is."""
    return all(each.works for each in checks if each.id == "git")


def _looked_for(id: str, find: Callable[[], str]) -> Check:
    try:
        return Check(id, True, find(), None)
    except ReflectError as problem:
        return Check(id, False, problem.message, problem.hint or None)


def _says(checks: tuple[Check, ...], _: Context) -> "Iterable[Block]":
    from ..tell.doctor import doctor as told

    return told(checks)


def _holds(checks: tuple[Check, ...], _: Context) -> NamedTuple:
    from ..render.answers.doctor import doctor as held

    return held(checks)


FORMATS = forms(says=_says, holds=_holds)
