"""The actions of the plans: `action add|start|done|drop|list`."""

from typing import Annotated, Literal

import typer

from .options import DryRun, Output, Root, Today, actions, agencies, dimensions, horizons, principles

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

ActionId = Annotated[
    str, typer.Argument(metavar="ACTION", help="The action's id, such as a-7k3f.", autocompletion=actions)
]
Closed = Annotated[str | None, typer.Option("--closed", metavar="DATE", help="When; today if left out.")]


@app.command()
def add(
    principle: Annotated[
        str,
        typer.Argument(metavar="PRINCIPLE", help="The principle whose plan it belongs to.", autocompletion=principles),
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
    root: Root = None,
) -> None:
    """Add an action to a principle's plan."""
    import secrets

    from ..analysis import lookup
    from ..edits import operations
    from ..model.records import Action
    from . import session

    top, loaded = session.open_partnership(root)
    instrument = loaded.partnership.instrument
    which = lookup.principle(principle, instrument)
    part = lookup.horizon(horizon, instrument) if horizon else instrument.horizons[0].id
    id = operations.new_action_id(
        loaded, lambda: "a-" + "".join(secrets.choice("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(4))
    )
    new = Action(
        id,
        action,
        owner=lookup.agency(owner, loaded.partnership),
        role=role,
        opened=session.parse_day(opened, "--opened") or session.today(today),
        due=session.parse_day(due, "--due"),
        serves=tuple(lookup.dimension(each, which) for each in serves or ()),
    )
    draft = operations.draft(loaded)
    operations.add_action(loaded, draft, which, part, new)
    session.finish(top, draft, dry_run=dry_run, done=f"Action {id} added to {which.id}.")


@app.command()
def start(action: ActionId, dry_run: DryRun = False, root: Root = None) -> None:
    """Say that an action is under way."""
    _change(action, "in-progress", None, "", None, dry_run=dry_run, root=root)


@app.command()
def done(
    action: ActionId,
    outcome: Annotated[str, typer.Option("--outcome", metavar="TEXT", help="What difference it made to children.")],
    closed: Closed = None,
    dry_run: DryRun = False,
    today: Today = None,
    root: Root = None,
) -> None:
    """Say that an action is done, and what difference it made to children."""
    _change(action, "done", closed, outcome, today, dry_run=dry_run, root=root)


@app.command()
def drop(
    action: ActionId,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why it was let go.")],
    closed: Closed = None,
    dry_run: DryRun = False,
    today: Today = None,
    root: Root = None,
) -> None:
    """Say that an action was let go, and why."""
    _change(action, "dropped", closed, because, today, dry_run=dry_run, root=root)


def _change(
    action: str, status: str, closed: str | None, outcome: str, today: str | None, *, dry_run: bool, root: Root
) -> None:
    from ..analysis import lookup
    from ..edits import operations
    from . import session

    top, loaded = session.open_partnership(root)
    id = lookup.action(action, loaded.partnership)
    day = session.parse_day(closed, "--closed") or session.today(today)
    draft = operations.draft(loaded)
    operations.change_action(loaded, draft, id, status=status, closed=day, outcome=outcome)
    session.finish(top, draft, dry_run=dry_run, done=f"Action {id}: {status}.")


@app.command("list")
def list_(
    status: Annotated[
        Literal["all", "open", "overdue", "done", "dropped"], typer.Option("--status", help="Which actions.")
    ] = "all",
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="AGENCY", help="Of this agency only.", autocompletion=agencies)
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print them.")] = "text",
    output: Output = None,
    today: Today = None,
    root: Root = None,
) -> None:
    """List the actions: who does what by when, and what came of it."""
    from ..analysis import lookup
    from ..analysis import status as standing
    from . import console, session

    _, loaded = session.open_partnership(root)
    day = session.today(today)
    who = lookup.agency(owner, loaded.partnership) if owner else ""
    chosen = standing.actions(loaded.partnership, status=status, owner=who, today=day)
    if format == "json":
        from ..render import json as data

        console.show(data.actions(chosen, loaded.partnership, today=day), output)
    else:
        from ..render import terminal

        console.show(terminal.actions(chosen, loaded.partnership, today=day), output)
        if not chosen:
            console.say("No such actions.")
