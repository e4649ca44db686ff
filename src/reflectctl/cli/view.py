"""Recording what an agency thinks: `view`."""

from typing import Annotated

import typer

from .options import DryRun, StatementName, Today, meetings, speakers


def view(
    ctx: typer.Context,
    statement: StatementName,
    rating: Annotated[
        str, typer.Argument(metavar="RATING", help="What the agency thinks; not-yet-rated when it could not say.")
    ],
    agency: Annotated[
        str,
        typer.Option("--agency", metavar="AGENCY", help="Whose view: an agency or a group.", autocompletion=speakers),
    ],
    because: Annotated[
        str, typer.Option("--because", metavar="TEXT", help="Why the agency sees it so; - reads it from a pipe.")
    ],
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", metavar="MEETING", help="Where it said so, if at one.", autocompletion=meetings),
    ] = None,
    given: Annotated[
        str | None,
        typer.Option("--given", metavar="DATE", help="When it said so; the meeting's date, or today, if left out."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record what one agency, or a group, thinks of a statement."""
    from ..app.view import Given, view
    from . import console, options

    new = Given(statement, rating, agency, options.text(because, "--because"), meeting, given)
    console.show(view(options.here(ctx, today=today), new, dry_run=dry_run))
