"""Telling how things went: `history` of ratings, of agencies' views and of actions."""

from typing import Annotated, Literal

from ..render.export import ANY, TABLES
from . import declare
from .options import Output, TableFormat, principles, statements


def history(
    ctx: declare.Call,
    what: Annotated[
        Literal["ratings", "views", "actions"],
        declare.argument(metavar="[WHAT]", help="ratings, agencies' views, or actions; ratings if left out."),
    ] = "ratings",
    principle: Annotated[
        str | None,
        declare.option("--principle", metavar="PRINCIPLE", help="Of this principle only.", autocompletion=principles),
    ] = None,
    statement: Annotated[
        str | None,
        declare.option(
            "--statement",
            metavar="STATEMENT",
            help="Of this statement only; of actions, those that serve it.",
            autocompletion=statements,
        ),
    ] = None,
    by: Annotated[
        Literal["statement", "meeting", "principle", "month", "review-point"] | None,
        declare.option("--by", help="Tell it in the order of these instead."),
    ] = None,
    since: Annotated[
        str | None, declare.option("--from", metavar="DATE", help="Only from this day on, by the day of agreement.")
    ] = None,
    until: Annotated[
        str | None, declare.option("--until", metavar="DATE", help="Only up to this day, by the day of agreement.")
    ] = None,
    full: Annotated[bool, declare.option("--full", help="With every reason, and who recorded it.")] = False,
    unread: Annotated[
        bool, declare.option("--unread", help="List what could not be read instead: the file, the commit, and why.")
    ] = False,
    format: TableFormat = None,
    output: Output = None,
) -> None:
    """Tell how ratings, views and actions went.

    By default, each statement's rating in one line; name a statement or principle, or say --full, to read at which
    meeting it was agreed, why, and which commit recorded it. `history views` tells how agencies' views came together
    or parted, `history actions` what became of each action.

    History runs on the day things were agreed. It is read from the commits up to HEAD; what is not yet committed is
    not part of it.
    """
    from ..app import history
    from . import console, options

    here = options.here(ctx, output=output)
    period = history.period(here, since, until)
    form = options.form(format, output, (*ANY, *TABLES))
    asked = history.Asked(what, principle, statement, by, period, full, unread, form)
    # By its mark, spreadsheets know that a file is UTF-8.
    mark = b"\xef\xbb\xbf" if form == "csv" else b""
    console.answer(here, history.render(history.history(here, asked), here), output, mark)
