"""What a meeting came to: `minutes`."""

from . import declare
from .meeting import Meeting
from .options import Output, PaperFormat, Today


def minutes(
    ctx: declare.Call,
    meeting: Meeting,
    format: PaperFormat = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Write the minutes of a meeting, of what was recorded of it.

    Who was there, what was agreed and what stood before, who sees it otherwise, and who does what by when. They are a
    draft until `meeting edit --minutes-agreed` says otherwise."""
    from ..app.minutes import FORMATS, minutes
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    form = options.form(format, output, FORMATS)
    console.answer(here, FORMATS[form](minutes(here, meeting), here), output)
