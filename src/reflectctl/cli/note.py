"""Noting a key point: `note`."""

from typing import Annotated

import typer

from .options import DryRun, StatementName, prompts


def note(
    ctx: typer.Context,
    statement: StatementName,
    prompt: Annotated[str, typer.Argument(metavar="PROMPT", help="What it belongs under.", autocompletion=prompts)],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The key point, in Markdown; - reads it from the keyboard or a pipe.")
    ],
    dry_run: DryRun = False,
) -> None:
    """Note a key point under one of the prompts."""
    from ..app.note import note
    from . import console, options

    said = options.text(text, "the key point")
    console.show(note(options.here(ctx), statement, prompt, said, dry_run=dry_run))
