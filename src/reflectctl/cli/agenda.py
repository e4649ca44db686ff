"""What is before a meeting: `agenda`."""

from typing import Annotated

from . import declare
from .options import Output, PaperFormat, Today, meetings


def agenda(
    ctx: declare.Call,
    meeting: Annotated[
        str | None,
        declare.argument(
            metavar="MEETING",
            help="The meeting: its id, or the date it begins with; one of today or the next ahead if left out.",
            autocompletion=meetings,
            show_default=False,
        ),
    ] = None,
    minutes: Annotated[
        int | None,
        declare.option("--minutes", metavar="N", min=1, help="How long the meeting is; two hours if left out."),
    ] = None,
    format: PaperFormat = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Prepare a meeting: what came of what was agreed, what is in hand, and how long each may take.

    Where no meeting lies ahead, it is that of a meeting about the principle that could be next."""
    from ..app.agenda import FORMATS, agenda
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    form = options.form(format, output, FORMATS)
    console.answer(here, FORMATS[form](agenda(here, meeting, minutes=minutes), here), output)
