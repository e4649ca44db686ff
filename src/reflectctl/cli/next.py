"""What comes next: `next`."""

from . import declare
from .options import FileFormat, Output, Today


def next(
    ctx: declare.Call,
    format: FileFormat = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Show which meeting is today or lies ahead, what was looked at longest ago, and who owes what."""
    from ..app.agenda import NEXT, coming
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    console.answer(here, NEXT[options.form(format, output, NEXT)](coming(here), here), output)
