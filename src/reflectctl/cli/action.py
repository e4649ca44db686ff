"""The actions of the plans: `action add|start|done|drop|list`."""

from collections.abc import Callable, Iterable
from typing import Annotated, Literal

import typer

from ..app.context import Context
from .options import (
    DryRun,
    Format,
    Output,
    Today,
    WithDashes,
    actions,
    agencies,
    dimensions,
    horizons,
    plans,
    text,
)

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

ActionId = Annotated[
    str, typer.Argument(metavar="ACTION", help="The action's id, such as a-7k3f.", autocompletion=actions)
]
Closed = Annotated[str | None, typer.Option("--closed", metavar="DATE", help="When; today if left out.")]


@app.command(cls=WithDashes)
def add(
    ctx: typer.Context,
    principle: Annotated[
        str,
        typer.Argument(
            metavar="PRINCIPLE",
            help="The principle whose plan it belongs to, or readiness.",
            autocompletion=plans,
        ),
    ],
    action: Annotated[str, typer.Argument(metavar="ACTION", help="What will be done.")],
    owner: Annotated[
        str,
        typer.Option("--owner", metavar="AGENCY", help="The agency that has undertaken it.", autocompletion=agencies),
    ],
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="When it is to be done by.")],
    role: Annotated[
        str, typer.Option("--role", metavar="TEXT", help="Whose desk it lies on: a role, never a name.")
    ] = "",
    horizon: Annotated[
        str,
        typer.Option(
            "--horizon", metavar="PART", help="The part of the plan; the first if left out.", autocompletion=horizons
        ),
    ] = "",
    serves: Annotated[
        list[str] | None,
        typer.Option(
            "--serves",
            metavar="DIMENSION",
            help="A statement it is meant to move, by dimension; may be given again.",
            autocompletion=dimensions,
        ),
    ] = None,
    opened: Annotated[
        str | None, typer.Option("--opened", metavar="DATE", help="When it was agreed; today if left out.")
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Add an action to a principle's plan, or to the readiness plan."""
    import secrets

    from ..app import action as app
    from . import console, options

    new = app.New(principle, action, owner, due, role, horizon, serves or (), opened)
    console.show(app.add(options.here(ctx, today=today), new, secrets.choice, dry_run=dry_run))


@app.command()
def start(ctx: typer.Context, action: ActionId, dry_run: DryRun = False) -> None:
    """Say that an action is under way."""
    _change(ctx, action, "in-progress", dry_run=dry_run)


@app.command()
def done(
    ctx: typer.Context,
    action: ActionId,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="TEXT", help="What difference it made to children.")
    ] = None,
    closed: Closed = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say that an action is done, and what difference it made to children."""
    _change(ctx, action, "done", text(outcome, "--outcome", ctx, _about(action)), closed, today, dry_run=dry_run)


@app.command()
def drop(
    ctx: typer.Context,
    action: ActionId,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why it was let go.")] = None,
    closed: Closed = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say that an action was let go, and why."""
    _change(ctx, action, "dropped", text(because, "--because", ctx, _about(action)), closed, today, dry_run=dry_run)


def _about(action: str) -> Callable[[Context], Iterable[str]]:
    def told(here: Context) -> Iterable[str]:
        from ..app import about

        return about.action(here, action)

    return told


def _change(
    ctx: typer.Context,
    action: str,
    status: str,
    outcome: str = "",
    closed: str | None = None,
    today: str | None = None,
    *,
    dry_run: bool,
) -> None:
    from ..app.action import change
    from . import console, options

    here = options.here(ctx, today=today)
    console.show(change(here, action, status, outcome=outcome, closed=closed, dry_run=dry_run))


@app.command("list")
def list_(
    ctx: typer.Context,
    status: Annotated[
        Literal["all", "open", "overdue", "done", "dropped"], typer.Option("--status", help="Which actions.")
    ] = "all",
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="AGENCY", help="Of this agency only.", autocompletion=agencies)
    ] = None,
    format: Format = "text",
    output: Output = None,
    today: Today = None,
) -> None:
    """List the actions: who does what by when, and what came of it."""
    from ..app.action import FORMATS, listed
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    console.show(FORMATS[format](listed(here, status=status, owner=owner), here), output)
