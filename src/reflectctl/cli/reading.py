"""Reading a partnership: `status`."""

from typing import Annotated, Literal

import typer

from .options import Lang, Output, Root, Today


def status(
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
    output: Output = None,
    lang: Lang = None,
    today: Today = None,
    root: Root = None,
) -> None:
    """Show where we are and what could come next.

    What has been discussed and rated, what is due and overdue."""
    from ..analysis import status as standing
    from . import console, provenance, session

    top, loaded = session.open_partnership(root, lang)
    partnership, day = loaded.partnership, session.today(today)
    stands = standing.status(partnership, today=day, reread=provenance.reread(top, loaded, day))
    if format == "json":
        from ..render import json as data

        console.show(data.status(partnership, stands), output)
    else:
        from ..render import terminal

        console.show(terminal.status(partnership, stands, width=console.width(), style=console.style()), output)
    provenance.tell_unread(loaded)
