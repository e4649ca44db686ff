"""Recording what an agency thinks: `view`."""

from typing import Annotated

import typer

from .options import DryRun, StatementName, agencies


def view(
    ctx: typer.Context,
    statement: StatementName,
    rating: Annotated[
        str, typer.Argument(metavar="RATING", help="What the agency thinks; not-yet-rated when it could not say.")
    ],
    agency: Annotated[
        str, typer.Option("--agency", metavar="AGENCY", help="Whose view it is.", autocompletion=agencies)
    ],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why the agency sees it so.")],
    dry_run: DryRun = False,
) -> None:
    """Record what one agency thinks of a statement."""
    from ..app.view import view
    from . import console, options

    console.show(view(options.here(ctx), statement, rating, agency=agency, because=because, dry_run=dry_run))
