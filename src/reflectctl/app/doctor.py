"""What the program needs of the computer that it runs on, and whether it is there: `doctor`."""

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
    from ..storage.own_folder import cache_folder

    cache = cache_folder(here.environ)
    return (
        Check("program", True, __version__, None),
        Check("python", True, python_version(), None),
        _looked_for("git", git.version),
        _looked_for("print-engine", lambda: f"WeasyPrint {report_pdf.print_engine().__version__}"),
        _looked_for("pdf-reader", lambda: f"pypdf {pdf.reader().__version__}"),
        Check(
            "cache",
            bool(cache),
            cache or "There is none.",
            None
            if cache
            else "What was worked out is not kept, and `undo` takes nothing back: set HOME or XDG_CACHE_HOME.",
        ),
        Check("terminal", True, terminal, None),
    )


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
