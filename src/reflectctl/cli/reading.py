"""Reading a partnership: `status`, `report`."""

from typing import Annotated, Literal

import typer

from .options import Output, Root, Today


def status(
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
    output: Output = None,
    today: Today = None,
    root: Root = None,
) -> None:
    """Show where we are and what could come next.

    What has been discussed and rated, what is due and overdue."""
    from ..analysis import standing
    from . import console, provenance, session

    top, loaded = session.open_partnership(root)
    partnership = loaded.partnership
    stands = standing.status(partnership, today=session.today(today), reread=provenance.reread(top, partnership))
    if format == "json":
        from ..render import data

        console.show(data.status(partnership, stands), output)
    else:
        from ..render import text

        console.show(text.status(partnership, stands, width=console.width(), style=console.style()), output)
    provenance.tell_unread(loaded)


def report(
    format: Annotated[Literal["html", "markdown"], typer.Option("--format", help="What to make.")] = "html",
    at: Annotated[
        str | None, typer.Option("--at", metavar="REV", help="As of this commit, branch, tag or date.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REV", help="Tell what moved since this commit, branch, tag or date."),
    ] = None,
    output: Output = None,
    today: Today = None,
    root: Root = None,
) -> None:
    """Write the report.

    Where the partnership is, what moved, and each principle with its reasons and its plan. HTML is one file, with no
    script and nothing to fetch. The same files give the same bytes.
    """
    from . import console, provenance

    made = provenance.report(root, at=at, since=since, today=today)
    if format == "markdown":
        from ..render import report_markdown

        console.show(report_markdown.report(made), output)
    else:
        from ..render import report_html

        console.show(report_html.report(made), output)
