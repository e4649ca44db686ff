"""The preliminary discussion: `preliminary discussed|goal|commitment|readiness|notes`."""

from typing import Annotated, Literal

from ..app.context import Context
from . import declare
from .options import DryRun, Remove, Today, Words, meetings

app = declare.Group()


@app.command()
def discussed(
    ctx: declare.Call,
    day: Annotated[
        str | None, declare.argument(metavar="DATE", help="When; the meeting's date, or today, if left out.")
    ] = None,
    meeting: Annotated[
        str | None, declare.option("--meeting", metavar="MEETING", help="At which meeting.", autocompletion=meetings)
    ] = None,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say when the preliminary discussion was held."""
    from ..app.preliminary import discussed
    from . import console, options

    console.show(discussed(options.here(ctx, today=today), day, meeting, remove=remove, dry_run=dry_run))


@app.command(dashes=True)
def goal(
    ctx: declare.Call, text: Words = None, remove: Remove = False, dry_run: DryRun = False, today: Today = None
) -> None:
    """Say what the partnership wants its discussions to achieve."""
    _put(ctx, ("goal",), text, today, remove=remove, dry_run=dry_run)


@app.command(dashes=True)
def commitment(
    ctx: declare.Call, text: Words = None, remove: Remove = False, dry_run: DryRun = False, today: Today = None
) -> None:
    """Say what one thing the partnership commits to."""
    _put(ctx, ("commitment",), text, today, remove=remove, dry_run=dry_run)


@app.command(dashes=True)
def readiness(
    ctx: declare.Call,
    part: Annotated[Literal["goal", "measure"], declare.argument(metavar="goal|measure", help="Which of the two.")],
    text: Words = None,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say what the readiness plan is to reach, or how that will be seen."""
    _put(ctx, ("readiness", part), text, today, remove=remove, dry_run=dry_run)


@app.command(dashes=True)
def notes(
    ctx: declare.Call,
    text: Words = None,
    add: Annotated[bool, declare.option("--add", help="Write below the notes that stand there.")] = False,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Write what was said at the discussion, in Markdown, in place of what stands there.

    Without a text an editor opens with the notes as they are; - reads them from a pipe.
    """
    from ..app import about
    from ..app.preliminary import notes
    from . import console, options

    def do(here: Context, said: str) -> str:
        return notes(here, said, add=add, dry_run=dry_run)

    there = None if add else about.notes
    here = options.here(ctx, today=today)
    console.show(options.with_text(here, do, text, "the notes", ctx, lambda _: (), there, remove=remove))


def _put(
    ctx: declare.Call, route: tuple[str, ...], words: str | None, today: str | None, *, remove: bool, dry_run: bool
) -> None:
    from ..app import about
    from ..app.preliminary import put
    from . import console, options

    def do(here: Context, said: str) -> str:
        return put(here, route, said, dry_run=dry_run)

    here = options.here(ctx, today=today)
    told = options.with_text(
        here, do, words, f"the {route[-1]}", ctx, lambda here: about.preliminary(here, route), remove=remove
    )
    console.show(told)
