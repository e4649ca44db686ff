"""Reading a partnership: `status`, `diff`, `history`, `report`."""

from typing import Annotated, Literal

import typer

from .options import Output, Root, Today, principles, statements


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


def diff(
    a: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]",
            help="What to compare from: a commit, branch, tag, date or A..B. HEAD if left out.",
            show_default=False,
        ),
    ] = None,
    b: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]", help="What to compare with. The files as they are now if left out.", show_default=False
        ),
    ] = None,
    format: Annotated[Literal["text", "markdown", "json"], typer.Option("--format", help="How to print it.")] = "text",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 when something changed, or could not be read.")
    ] = False,
    output: Output = None,
    root: Root = None,
) -> None:
    """Show what moved between two moments, and why.

    Ratings, reasons, views, key points, plans, actions, meetings and wording, matched by their ids. A moved line, a
    comment or another order is no change. Nothing is printed when nothing changed.
    """
    from ..analysis.compare import compare
    from ..loading.pair import load_pair
    from . import console, provenance, session

    repository = session.Repository(root)
    before, after = provenance.two_sides(repository, a, b)
    old, new = load_pair(before, after)
    comparison = compare(old.partnership, new.partnership)
    comparison = comparison._replace(
        reread=provenance.reread_after(repository, after, new, comparison),
        unreadable=provenance.unread_pair(old, new, before.label, after.label),
    )
    labels = (before.label, after.label)
    if format == "json":
        from ..render import data

        shown = data.changes(
            comparison, old.partnership, new.partnership, labels=labels, revisions=(before.revision, after.revision)
        )
    elif format == "markdown":
        from ..render import markdown

        shown = markdown.changes(comparison, old.partnership, new.partnership, labels=labels)
    else:
        from ..render import text

        shown = text.changes(
            comparison, old.partnership, new.partnership, labels=labels, width=console.width(), style=console.style()
        )
    console.show(shown, output)
    if not shown:
        console.say(f"Nothing changed between {before.label} and {after.label}.")
    raise typer.Exit(1 if exit_code and (comparison.changes or comparison.unreadable) else 0)


def history(
    principle: Annotated[
        str | None,
        typer.Option("--principle", metavar="PRINCIPLE", help="Of this principle only.", autocompletion=principles),
    ] = None,
    statement: Annotated[
        str | None,
        typer.Option("--statement", metavar="STATEMENT", help="Of this statement only.", autocompletion=statements),
    ] = None,
    format: Annotated[
        Literal["text", "markdown", "csv", "json"], typer.Option("--format", help="How to print it.")
    ] = "text",
    output: Output = None,
    root: Root = None,
) -> None:
    """Tell how each statement's rating went.

    When it was agreed, at which meeting, why, and which commit recorded it. History runs on the day a rating was
    agreed. It is read from the commits up to HEAD; what is not yet committed is not part of it.
    """
    from ..analysis import names
    from ..analysis.trace import at_last
    from . import console, provenance, session

    repository = session.Repository(root)
    traced = provenance.history(repository)
    partnership = provenance.around(repository.at("HEAD"), traced)
    traced = at_last(traced, partnership)
    if principle:
        id = names.principle(principle, partnership.instrument).id
        traced = traced._replace(recordings=tuple(r for r in traced.recordings if r.statement.startswith(id + ".")))
    if statement:
        traced = traced._replace(recordings=traced.of(names.statement(statement, partnership.instrument).id))
    if format == "json":
        from ..render import data

        console.show(data.history(traced, partnership.instrument), output)
    elif format == "csv":
        from ..render import csv_table

        console.show(csv_table.history(traced, partnership.instrument), output)
    elif format == "markdown":
        from ..render import markdown

        console.show(markdown.history(traced, partnership), output)
    else:
        from ..render import text

        console.show(text.history(traced, partnership, width=console.width(), style=console.style()), output)
    if not traced.recordings:
        console.say("No ratings have been recorded yet.")


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
