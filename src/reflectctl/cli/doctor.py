"""What the program needs, and whether it is there: `doctor`."""

from typing import Annotated

from . import declare
from .options import Format, Output


def doctor(
    ctx: declare.Call,
    format: Format = "text",
    output: Output = None,
    clear: Annotated[
        bool,
        declare.option("--clear", help="Delete what is kept here and in this repository for the next answer."),
    ] = False,
) -> None:
    """Say what the program needs of this computer, and whether it is there.

    Its version, Python's and git's, the print engine for PDF, the cache folder and the terminal. It leaves with 1 where
    git is missing; the others are made use of where they are there."""
    from ..app.doctor import FORMATS, needed
    from ..app.doctor import clear as delete
    from ..app.doctor import doctor as look
    from . import console, options

    here = options.here(ctx, output=output)
    if clear:
        console.answer(here, delete(here) + "\n", output)
        return
    found = look(here, console.terminal())
    console.answer(here, FORMATS[format](found, here), output)
    if not needed(found):
        raise declare.Leave(1)
