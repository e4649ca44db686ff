"""What a merge has left to be decided: `conflicts`."""

import typer

from .options import Format, Output


def conflicts(ctx: typer.Context, format: Format = "text", output: Output = None) -> None:
    """Show what two sides of a merge differ in, value by value.

    During a merge, a rebase, a cherry-pick or a revert: which statement, action or meeting, which field, what each side
    says, by whom and of which day, and what to do. Exit code 0 when nothing is left to be decided, 1 when something is.
    """
    from ..app.conflicts import FORMATS
    from ..app.conflicts import conflicts as left
    from . import console, options

    here = options.here(ctx, output=output)
    found = left(here)
    console.answer(here, FORMATS[format](found, here), output)
    raise typer.Exit(1 if found.open else 0)
