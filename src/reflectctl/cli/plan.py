"""The goals and measures of the plans of principles: `plan goal|measure`."""

from collections.abc import Iterable
from typing import Annotated, Literal

from ..app.context import Context
from . import declare
from .options import DryRun, Remove, Today, Words, horizons, principles

app = declare.Group()

PrincipleName = Annotated[
    str, declare.argument(metavar="PRINCIPLE", help="The principle whose plan it is.", autocompletion=principles)
]
Part = Annotated[str, declare.argument(metavar="PART", help="The part of the plan.", autocompletion=horizons)]


@app.command(dashes=True)
def goal(
    ctx: declare.Call,
    principle: PrincipleName,
    horizon: Part,
    text: Words = None,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say what is to be reached in a part of a principle's plan."""
    _put(ctx, "goal", principle, horizon, text, today, remove=remove, dry_run=dry_run)


@app.command(dashes=True)
def measure(
    ctx: declare.Call,
    principle: PrincipleName,
    horizon: Part,
    text: Words = None,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say how it will be seen that a part of a principle's plan was reached."""
    _put(ctx, "measure", principle, horizon, text, today, remove=remove, dry_run=dry_run)


def _put(
    ctx: declare.Call,
    key: Literal["goal", "measure"],
    principle: str,
    horizon: str,
    words: str | None,
    today: str | None,
    *,
    remove: bool,
    dry_run: bool,
) -> None:
    from ..app import about
    from ..app.plan import put
    from . import console, options

    def do(here: Context, said: str) -> str:
        return put(here, key, principle, horizon, said, dry_run=dry_run)

    def told(here: Context) -> Iterable[str]:
        return about.plan(here, key, principle, horizon)

    here = options.here(ctx, today=today)
    console.show(options.with_text(here, do, words, f"the {key}", ctx, told, remove=remove))
