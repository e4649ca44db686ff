"""The groups beside the agencies: `group add`."""

from typing import Annotated, Literal

import typer

from .options import DryRun, Today, agencies

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def group() -> None:
    """Groups beside the agencies, which may hold views, own actions and have meetings of their own."""


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the group is called.")],
    kind: Annotated[
        Literal["children", "families", "practitioners", "scrutiny", "subgroup", "other"],
        typer.Option("--kind", help="Whom it is of; a subgroup is of some of the agencies."),
    ],
    id: Annotated[str, typer.Option("--id", metavar="ID", help="Its id; made of the name if left out.")] = "",
    member: Annotated[
        list[str] | None,
        typer.Option(
            "--member",
            metavar="AGENCY",
            help="A member; may be given again.",
            autocompletion=agencies,
        ),
    ] = None,
    quorum: Annotated[
        int | None,
        typer.Option("--quorum", metavar="NUMBER", min=1, help="How many members have to be at its meetings."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Add a group: of children, families or practitioners, for scrutiny, or of some of the agencies."""
    from ..app.members import NewGroup, add_group
    from . import console, options

    new = NewGroup(name, kind, id, member or (), quorum)
    console.show(add_group(options.here(ctx, today=today), new, dry_run=dry_run))
