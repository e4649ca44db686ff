"""What every command takes, before its name or after it, and what comes of it: where it works, and how it is shown."""

import sys

# Words are read by it, too, before anything that takes time is imported.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..app.context import Context

ROOT, LANG, COLOR = ("--root", "-C"), ("--lang",), ("--color", "--colour")
WHEN = ("auto", "always", "never")


def with_root(here: "Context", folder: str, *, above: bool, asked: bool = False) -> "Context":
    """To work in the partnership around a folder; `asked` where a shell wants to know what may stand there."""
    from pathlib import Path

    # A shell that asks for completions has not read the word yet.
    at = Path(folder).expanduser() if asked else Path(folder)
    # Before a command's name other names begin there too, as they do after git's and make's own -C.
    return here._replace(folder=at, named=True, base=at if above else here.base)


def with_language(here: "Context", language: str, *, above: bool = False) -> "Context":
    """To show the content in a language."""
    return here._replace(language=language)


def with_color(here: "Context", when: str, *, above: bool = False) -> "Context":
    """To use colour: auto, always or never."""
    from . import console

    return here._replace(style=console.style(sys.stdout, when))


def without_pager(here: "Context") -> "Context":
    """To show answers at once."""
    return here._replace(paged=False)


TAKEN: "dict[str, Callable[..., Context]]" = {
    **dict.fromkeys(ROOT, with_root),
    **dict.fromkeys(LANG, with_language),
    **dict.fromkeys(COLOR, with_color),
}
"""What comes of each option that takes a word."""
