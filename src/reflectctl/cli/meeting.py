"""The meetings: `meeting new|list`."""

from typing import Annotated, Literal

import typer

from .options import DryRun, Output, Root, Today, agencies, principles

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.command()
def new(
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
            "--present", metavar="AGENCY", help="An agency in the room; may be given again.", autocompletion=agencies
        ),
    ] = None,
    absent: Annotated[
        list[str] | None,
        typer.Option(
            "--absent", metavar="AGENCY", help="An agency that was missed; may be given again.", autocompletion=agencies
        ),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
    root: Root = None,
) -> None:
    """Make a meeting's file, ready for its notes."""
    from ..analysis import lookup
    from ..edits import operations
    from . import session

    top, loaded = session.open_partnership(root)
    partnership = loaded.partnership
    draft = operations.draft(loaded)
    id = operations.new_meeting(
        loaded,
        draft,
        on=session.parse_day(date, "--date") or session.today(today),
        title=title,
        principles=[lookup.principle(each, partnership.instrument).id for each in principle or ()],
        present=[lookup.agency(each, partnership) for each in present or ()],
        absent=[lookup.agency(each, partnership) for each in absent or ()],
    )
    session.finish(top, draft, dry_run=dry_run, done=f"Meeting {id} is ready for its notes.")


@app.command("list")
def list_(
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print them.")] = "text",
    output: Output = None,
    root: Root = None,
) -> None:
    """List the meetings: when, about what, and who was missing."""
    from . import console, session

    _, loaded = session.open_partnership(root)
    partnership = loaded.partnership
    if format == "json":
        from ..render import json as data

        console.show(data.meetings(partnership.meetings, partnership), output)
    else:
        from ..render import terminal

        console.show(terminal.meetings(partnership.meetings, partnership), output)
        if not partnership.meetings:
            console.say("No meetings are recorded yet.")
