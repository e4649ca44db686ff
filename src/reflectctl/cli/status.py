"""Where we are: `status`."""

from typing import Annotated, Literal

import typer

from .options import Output, Today


def status(
    ctx: typer.Context,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
    output: Output = None,
    today: Today = None,
) -> None:
    """Show where we are and what could come next.

    What has been discussed and rated, what is due and overdue."""
    from ..app.status import FORMATS, status
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    console.show(FORMATS[format](status(here), here), output)
