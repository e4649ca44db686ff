"""Where we are: `status`."""

from . import declare
from .options import FileFormat, Output, Today


def status(
    ctx: declare.Call,
    format: FileFormat = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Show where we are and what could come next.

    What has been discussed and rated, what is due and overdue."""
    from ..app.status import FORMATS, status
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    console.answer(here, FORMATS[options.form(format, output, FORMATS)](status(here), here), output)
