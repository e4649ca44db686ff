"""Key points: `note add|remove`, of which `add` need not be said."""

from typing import Annotated

from ..app.context import Context
from . import declare
from .options import DryRun, StatementName, StatementOrRemove, Today, meetings, prompts

app = declare.Group(usual="add")

PromptName = Annotated[str, declare.argument(metavar="PROMPT", help="What it belongs under.", autocompletion=prompts)]


@app.command(dashes=True)
def add(
    ctx: declare.Call,
    statement: StatementOrRemove,
    prompt: PromptName,
    text: Annotated[
        str | None,
        declare.argument(
            metavar="TEXT",
            help="The key point, in Markdown, or several as a list; - reads it from a pipe; an editor opens without.",
        ),
    ] = None,
    meeting: Annotated[
        str | None,
        declare.option("--meeting", metavar="MEETING", help="Where it was said, if at one.", autocompletion=meetings),
    ] = None,
    dated: Annotated[
        str | None, declare.option("--dated", metavar="DATE", help="When it was said; today if left out.")
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Note a key point under one of the prompts; `add` need not be said.

    `note remove` takes out what was noted by mistake.
    """
    from ..app import about
    from ..app.note import Noted, note
    from . import console, options

    def do(here: Context, said: str) -> str:
        return note(here, Noted(statement, prompt, said, meeting, dated), dry_run=dry_run)

    here = options.here(ctx, today=today)
    told = options.with_text(here, do, text, "the key point", ctx, lambda here: about.note(here, statement, prompt))
    console.show(told)


@app.command()
def remove(
    ctx: declare.Call,
    statement: StatementName,
    prompt: PromptName,
    meeting: Annotated[
        str | None,
        declare.option("--meeting", metavar="MEETING", help="Where it was said.", autocompletion=meetings),
    ] = None,
    dated: Annotated[
        str | None, declare.option("--dated", metavar="DATE", help="When it was said, where that was at no meeting.")
    ] = None,
    point: Annotated[
        int | None,
        declare.option(
            "--point", metavar="N", help="Only this one of the key points, counted from 1; all if left out."
        ),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Take out the key points of a meeting, or of a day, or one of them. Git keeps what was committed.

    Without --meeting and --dated, those are meant that stand without either.
    """
    from ..app.note import Noted, remove
    from . import console, options

    gone = Noted(statement, prompt, "", meeting, dated)
    console.show(remove(options.here(ctx, today=today), gone, point, dry_run=dry_run))
