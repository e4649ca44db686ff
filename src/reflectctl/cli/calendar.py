"""Meetings and due days for a calendar: `calendar`."""

from typing import Annotated

from . import declare
from .options import CalendarFormat, Output, Today, form, speakers


def calendar(
    ctx: declare.Call,
    agency: Annotated[
        str | None,
        declare.option("--agency", metavar="AGENCY", help="Only of this agency or group.", autocompletion=speakers),
    ] = None,
    format: CalendarFormat = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Put meetings and due days into a calendar.

    A file that ends in .ics is taken by every calendar. Imported again it brings up to date what moved, and strikes out
    what was done, let go or taken out."""
    from ..app.calendar import FORMATS, calendar
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    console.answer(here, FORMATS[form(format, output, FORMATS)](calendar(here, agency), here), output)
