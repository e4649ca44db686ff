"""What an agency thinks: `view add|remove`, of which `add` need not be said."""

from typing import Annotated

from ..app.context import Context
from . import declare
from .options import DryRun, StatementName, StatementOrRemove, Today, meetings, ratings, speakers

app = declare.Group(usual="add")

Whose = Annotated[
    str,
    declare.option(
        "--agency", "--group", metavar="AGENCY", help="Whose view: an agency or a group.", autocompletion=speakers
    ),
]


@app.command(dashes=True)
def add(
    ctx: declare.Call,
    statement: StatementOrRemove,
    rating: Annotated[
        str,
        declare.argument(
            metavar="RATING",
            help="What the agency thinks; not-yet-rated when it could not say.",
            autocompletion=ratings,
        ),
    ],
    agency: Whose,
    because: Annotated[
        str | None,
        declare.option("--because", metavar="TEXT", help="Why the agency sees it so; - reads it from a pipe."),
    ] = None,
    meeting: Annotated[
        str | None,
        declare.option("--meeting", metavar="MEETING", help="Where it said so, if at one.", autocompletion=meetings),
    ] = None,
    given: Annotated[
        str | None,
        declare.option("--given", metavar="DATE", help="When it said so; the meeting's date, or today, if left out."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record what one agency, or a group, thinks of a statement; `add` need not be said.

    `view remove` takes out what was recorded by mistake.
    """
    from ..app import about
    from ..app.view import Given, view
    from . import console, options

    def do(here: Context, said: str) -> str:
        return view(here, Given(statement, rating, agency, said, meeting, given), dry_run=dry_run)

    here = options.here(ctx, today=today)
    told = options.with_text(here, do, because, "--because", ctx, lambda here: about.view(here, statement, agency))
    console.show(told)


@app.command()
def remove(
    ctx: declare.Call,
    statement: StatementName,
    agency: Whose,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Take out what one agency was recorded to think of a statement. Git keeps what was committed."""
    from ..app.view import remove
    from . import console, options

    console.show(remove(options.here(ctx, today=today), statement, agency, dry_run=dry_run))
