"""The preliminary discussion: `preliminary discussed|goal|commitment|readiness`."""

from typing import Annotated, Literal

import typer

from .options import DryRun, Remove, Today, WithDashes, Words, meetings

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.command()
def discussed(
    ctx: typer.Context,
    day: Annotated[
        str | None, typer.Argument(metavar="DATE", help="When; the meeting's date, or today, if left out.")
    ] = None,
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="MEETING", help="At which meeting.", autocompletion=meetings)
    ] = None,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say when the preliminary discussion was held."""
    from ..app.preliminary import discussed
    from . import console, options

    console.show(discussed(options.here(ctx, today=today), day, meeting, remove=remove, dry_run=dry_run))


@app.command(cls=WithDashes)
def goal(
    ctx: typer.Context, text: Words = None, remove: Remove = False, dry_run: DryRun = False, today: Today = None
) -> None:
    """Say what the partnership wants its discussions to achieve."""
    _put(ctx, ("goal",), text, today, remove=remove, dry_run=dry_run)


@app.command(cls=WithDashes)
def commitment(
    ctx: typer.Context, text: Words = None, remove: Remove = False, dry_run: DryRun = False, today: Today = None
) -> None:
    """Say what one thing the partnership commits to."""
    _put(ctx, ("commitment",), text, today, remove=remove, dry_run=dry_run)


@app.command(cls=WithDashes)
def readiness(
    ctx: typer.Context,
    part: Annotated[Literal["goal", "measure"], typer.Argument(metavar="goal|measure", help="Which of the two.")],
    text: Words = None,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say what the readiness plan is to reach, or how that will be seen."""
    _put(ctx, ("readiness", part), text, today, remove=remove, dry_run=dry_run)


def _put(
    ctx: typer.Context, route: tuple[str, ...], words: str | None, today: str | None, *, remove: bool, dry_run: bool
) -> None:
    from ..app import about
    from ..app.preliminary import put
    from . import console, options

    said = options.text_or_none(
        words, f"the {route[-1]}", ctx, lambda here: about.preliminary(here, route), remove=remove
    )
    console.show(put(options.here(ctx, today=today), route, said, dry_run=dry_run))
