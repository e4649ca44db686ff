"""Recording an agreed rating: `rate`."""

from typing import Annotated

import typer

from .options import DryRun, RatingName, StatementName, Today, meetings


def rate(
    ctx: typer.Context,
    statement: StatementName,
    rating: RatingName,
    because: Annotated[
        str, typer.Option("--because", metavar="TEXT", help="Why the partnership settled here; - reads it from a pipe.")
    ],
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="MEETING", help="Where it was agreed.", autocompletion=meetings)
    ] = None,
    agreed: Annotated[
        str | None, typer.Option("--agreed", metavar="DATE", help="When it was agreed; the meeting's date if left out.")
    ] = None,
    earlier: Annotated[
        bool, typer.Option("--earlier", help="It was agreed before the rating that stands: write it beside that.")
    ] = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record an agreed rating, and why.

    Without --meeting, the latest meeting that discussed the principle is taken, and said. What was agreed before the
    rating that stands, and is typed in late, is written beside it with --earlier.
    """
    from ..app.rate import Rating, rate
    from . import console, options

    new = Rating(statement, rating, options.text(because, "--because"), meeting, agreed, earlier)
    console.show(rate(options.here(ctx, today=today), new, dry_run=dry_run))
