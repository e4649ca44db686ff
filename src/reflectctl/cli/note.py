"""Noting a key point: `note`."""

from typing import Annotated

import typer

from .options import DryRun, StatementName, Today, meetings, prompts


def note(
    ctx: typer.Context,
    statement: StatementName,
    prompt: Annotated[str, typer.Argument(metavar="PROMPT", help="What it belongs under.", autocompletion=prompts)],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The key point, in Markdown; - reads it from the keyboard or a pipe.")
    ],
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", metavar="MEETING", help="Where it was said, if at one.", autocompletion=meetings),
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", metavar="DATE", help="When it was said; today if left out.")
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Note a key point under one of the prompts."""
    from ..app.note import Noted, note
    from . import console, options

    new = Noted(statement, prompt, options.text(text, "the key point"), meeting, dated)
    console.show(note(options.here(ctx, today=today), new, dry_run=dry_run))
