"""The meetings: `meeting new|list`."""

from typing import Annotated

import typer

from .options import DryRun, Format, Output, Today, everybody, groups, principles

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.command()
def new(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What the meeting is about, in a few words.")],
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="When it is held; today if left out.")
    ] = None,
    principle: Annotated[
        list[str] | None,
        typer.Option(
            "--principle",
            metavar="PRINCIPLE",
            help="A principle to discuss; may be given again.",
            autocompletion=principles,
        ),
    ] = None,
    present: Annotated[
        list[str] | None,
        typer.Option(
            "--present",
            metavar="AGENCY",
            help="An agency in the room; may be given again. all: every member but those absent.",
            autocompletion=everybody,
        ),
    ] = None,
    absent: Annotated[
        list[str] | None,
        typer.Option(
            "--absent",
            metavar="AGENCY",
            help="An agency that was absent; may be given again. all: every member but those present.",
            autocompletion=everybody,
        ),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="GROUP", help="The group whose own meeting it is.", autocompletion=groups),
    ] = None,
    guest: Annotated[
        list[str] | None,
        typer.Option("--guest", metavar="ROLE", help="Who else is there, by role, not name; may be given again."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Make a meeting's file, ready for its notes."""
    from ..app.meeting import New, add
    from . import console, options

    meeting = New(title, date, principle or (), present or (), absent or (), group, guest or ())
    console.show(add(options.here(ctx, today=today), meeting, dry_run=dry_run))


@app.command("list")
def list_(
    ctx: typer.Context,
    format: Format = "text",
    output: Output = None,
) -> None:
    """List the meetings: when, about what, and who was missing."""
    from ..app.meeting import FORMATS, listed
    from . import console, options

    here = options.here(ctx, output=output)
    console.show(FORMATS[format](listed(here), here), output)
