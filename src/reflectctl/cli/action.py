"""The actions of the plans: `action add|edit|move|start|progress|done|drop|reopen|remove|remind|list`."""

from collections.abc import Callable, Iterable
from typing import Annotated, Literal

from ..app.context import Context
from . import declare
from .options import (
    DryRun,
    FileFormat,
    Output,
    Today,
    actions,
    agencies,
    dimensions,
    horizons,
    plans,
    principles,
    speakers,
)

app = declare.Group()

ActionId = Annotated[
    str, declare.argument(metavar="ACTION", help="The action's id, such as a-7k3f.", autocompletion=actions)
]
OWNER = declare.option(
    "--owner",
    metavar="AGENCY",
    help="The agency that has undertaken it; of several, the first leads.",
    autocompletion=agencies,
)
RECOMMENDATION = declare.option("--recommendation", metavar="TEXT", help="The recommendation of a review it answers.")
ROLE = declare.option("--role", metavar="TEXT", help="Whose desk it lies on: a role, never a name.")
With = Annotated[
    list[str] | None,
    declare.option(
        "--with",
        metavar="WHO",
        help="Who has undertaken it as well: an agency, or an organisation by name; may be given again.",
        autocompletion=agencies,
    ),
]
Review = Annotated[
    str | None, declare.option("--review", metavar="DATE", help="When it is looked at again, where it is ongoing.")
]
Serves = Annotated[
    list[str] | None,
    declare.option(
        "--serves",
        metavar="DIMENSION",
        help="A statement it is meant to move, by dimension; may be given again.",
        autocompletion=dimensions,
    ),
]
Closed = Annotated[str | None, declare.option("--closed", metavar="DATE", help="When; today if left out.")]


@app.command(dashes=True)
def add(
    ctx: declare.Call,
    principle: Annotated[
        str,
        declare.argument(
            metavar="PRINCIPLE",
            help="The principle whose plan it belongs to, or readiness.",
            autocompletion=plans,
        ),
    ],
    action: Annotated[str, declare.argument(metavar="TEXT", help="What will be done.")],
    owner: Annotated[list[str], OWNER],
    due: Annotated[
        str,
        declare.option(
            "--due", metavar="DATE", help="When it is to be done by: a day, a month (2026-06) or `ongoing`."
        ),
    ],
    joint: With = None,
    review: Review = None,
    role: Annotated[str, ROLE] = "",
    horizon: Annotated[
        str,
        declare.option(
            "--horizon", metavar="PART", help="The part of the plan; the first if left out.", autocompletion=horizons
        ),
    ] = "",
    serves: Serves = None,
    opened: Annotated[
        str | None, declare.option("--opened", metavar="DATE", help="When it was agreed; today if left out.")
    ] = None,
    recommendation: Annotated[str, RECOMMENDATION] = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Add an action to a principle's plan, or to the readiness plan."""
    import secrets

    from ..app import action as app
    from . import console, options

    def do(here: Context, said: str) -> str:
        new = app.New(
            principle, said, owner, due, joint or (), role, horizon, serves or (), opened, review, recommendation
        )
        return app.add(here, new, secrets.choice, dry_run=dry_run)

    console.show(options.with_text(options.here(ctx, today=today), do, action, "the action"))


@app.command()
def start(ctx: declare.Call, action: ActionId, dry_run: DryRun = False, today: Today = None) -> None:
    """Say that an action is under way."""
    from ..app.action import change
    from . import console, options

    here = options.here(ctx, today=today)
    console.show(change(here, action, "in-progress", outcome="", closed=None, dry_run=dry_run))


@app.command()
def done(
    ctx: declare.Call,
    action: ActionId,
    outcome: Annotated[
        str | None, declare.option("--outcome", metavar="TEXT", help="What difference it made to children.")
    ] = None,
    closed: Closed = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say that an action is done, and what difference it made to children."""
    _close(ctx, action, "done", ("--outcome", outcome), closed, today, dry_run=dry_run)


@app.command()
def drop(
    ctx: declare.Call,
    action: ActionId,
    because: Annotated[str | None, declare.option("--because", metavar="TEXT", help="Why it was let go.")] = None,
    closed: Closed = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say that an action was let go, and why."""
    _close(ctx, action, "dropped", ("--because", because), closed, today, dry_run=dry_run)


def _about(action: str) -> Callable[[Context], Iterable[str]]:
    def told(here: Context) -> Iterable[str]:
        from ..app import about

        return about.action(here, action)

    return told


@app.command(dashes=True)
def progress(
    ctx: declare.Call,
    action: ActionId,
    note: Annotated[
        str | None,
        declare.argument(
            metavar="NOTE",
            help="What happened on the way, or why the date moved; with --remove, the beginning of what was noted.",
        ),
    ] = None,
    due: Annotated[
        str | None,
        declare.option("--due", metavar="DATE", help="The due date that was agreed, where it moved: a day or a month."),
    ] = None,
    review: Review = None,
    dated: Annotated[
        str | None, declare.option("--dated", metavar="DATE", help="When it was so; today if left out.")
    ] = None,
    remove: Annotated[bool, declare.option("--remove", help="Take out what was noted by mistake.")] = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Note how an action is going; and, where its due date moved, to when and why.

    With --remove, --dated and the beginning of the note say which; the due date stays: `action edit` puts that right.
    """
    from ..app import action as app
    from ..errors import ReflectError
    from . import console, options

    here = options.here(ctx, today=today)
    if remove and (due or review):
        raise ReflectError("--remove takes out what was noted.", "Leave out --due and --review.", exit_code=2)
    if remove:
        console.show(app.no_progress(here, action, note or "", dated=dated, dry_run=dry_run))
        return

    def do(here: Context, said: str) -> str:
        return app.progress(here, action, said, due=due, review=review, dated=dated, dry_run=dry_run)

    console.show(options.with_text(here, do, note, "NOTE", ctx, _about(action)))


@app.command(dashes=True)
def edit(
    ctx: declare.Call,
    action: ActionId,
    words: Annotated[str | None, declare.option("--action", metavar="TEXT", help="What will be done.")] = None,
    owner: Annotated[list[str] | None, OWNER] = None,
    joint: With = None,
    role: Annotated[str | None, ROLE] = None,
    due: Annotated[
        str | None,
        declare.option("--due", metavar="DATE", help="A due date to put right; one that moved belongs in `progress`."),
    ] = None,
    review: Review = None,
    serves: Serves = None,
    opened: Annotated[str | None, declare.option("--opened", metavar="DATE", help="When it was agreed.")] = None,
    recommendation: Annotated[str | None, RECOMMENDATION] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Put an action otherwise: its words, who has undertaken it, its dates, what it serves. An empty text empties."""
    from ..app import action as app
    from . import console, options

    def do(here: Context, said: str | None) -> str:
        new = app.Changes(said, owner, joint, role, due, review, serves, opened, recommendation)
        return app.edit(here, action, new, dry_run=dry_run)

    here = options.here(ctx, today=today)
    console.show(do(here, None) if words is None else options.with_text(here, do, words, "--action"))


@app.command()
def move(
    ctx: declare.Call,
    action: ActionId,
    principle: Annotated[
        str | None,
        declare.option("--principle", metavar="PRINCIPLE", help="The principle's plan.", autocompletion=principles),
    ] = None,
    horizon: Annotated[
        str | None,
        declare.option("--horizon", metavar="PART", help="The part of the plan.", autocompletion=horizons),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Move an action to another part of the plan, or to another principle's; its words and comments come along."""
    from ..app import action as app
    from . import console, options

    console.show(
        app.move(options.here(ctx, today=today), action, principle=principle, horizon=horizon, dry_run=dry_run)
    )


@app.command()
def reopen(
    ctx: declare.Call,
    action: ActionId,
    because: Annotated[
        str | None, declare.option("--because", metavar="TEXT", help="Why; it is noted among the progress.")
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say that an action which was done, dropped or begun is to be done after all."""
    from ..app import action as app
    from . import console, options

    def do(here: Context, said: str) -> str:
        return app.reopen(here, action, because=said, dry_run=dry_run)

    here = options.here(ctx, today=today)
    console.show(do(here, "") if because is None else options.with_text(here, do, because, "--because"))


@app.command()
def remove(ctx: declare.Call, action: ActionId, dry_run: DryRun = False, today: Today = None) -> None:
    """Take out an action that was added by mistake. One that was let go is dropped."""
    from ..app import action as app
    from . import console, options

    console.show(app.remove(options.here(ctx, today=today), action, dry_run=dry_run))


@app.command()
def remind(
    ctx: declare.Call,
    agency: Annotated[
        str | None,
        declare.option("--agency", metavar="AGENCY", help="Only to this agency or group.", autocompletion=speakers),
    ] = None,
    format: FileFormat = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Write the text of a mail to each agency with an action that is due: how is it going? No mail is sent."""
    from ..app.remind import FORMATS, remind
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    console.answer(here, FORMATS[options.form(format, output, FORMATS)](remind(here, agency), here), output)


def _close(
    ctx: declare.Call,
    action: str,
    status: str,
    asked: tuple[str, str | None],
    closed: str | None,
    today: str | None,
    *,
    dry_run: bool,
) -> None:
    """Say that an action is over, with the text that its option gives."""
    from ..app.action import change
    from . import console, options

    def do(here: Context, said: str) -> str:
        return change(here, action, status, outcome=said, closed=closed, dry_run=dry_run)

    option, typed = asked
    console.show(options.with_text(options.here(ctx, today=today), do, typed, option, ctx, _about(action)))


@app.command("list")
def list_(
    ctx: declare.Call,
    status: Annotated[
        Literal["all", "open", "overdue", "done", "dropped"], declare.option("--status", help="Which actions.")
    ] = "all",
    owner: Annotated[
        str | None, declare.option("--owner", metavar="AGENCY", help="Of this agency only.", autocompletion=agencies)
    ] = None,
    format: FileFormat = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """List the actions: who does what by when, and what came of it."""
    from ..app.action import FORMATS, listed
    from . import console, options

    here = options.here(ctx, today=today, output=output)
    console.answer(
        here, FORMATS[options.form(format, output, FORMATS)](listed(here, status=status, owner=owner), here), output
    )
