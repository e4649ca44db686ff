"""The sources of a statement: `source add|remove`."""

from typing import Annotated

from . import declare
from .options import DryRun, StatementName, Today, agencies

app = declare.Group()

Whose = Annotated[
    str | None, declare.option("--agency", metavar="AGENCY", help="Whose it is.", autocompletion=agencies)
]


@app.command(dashes=True)
def add(
    ctx: declare.Call,
    statement: StatementName,
    what: Annotated[str, declare.argument(metavar="TEXT", help="What the evidence is, in a few words.")],
    agency: Whose = None,
    dated: Annotated[
        str, declare.option("--dated", metavar="DATE", help="Of when it is: a day, a month (2026-02) or a year.")
    ] = "",
    link: Annotated[str, declare.option("--link", metavar="URL", help="Where it is kept.")] = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Write down what the evidence for a statement is, whose, and of when."""
    from ..app.source import New, add
    from . import console, options

    new = New(statement, what, agency, dated, link)
    console.show(add(options.here(ctx, today=today), new, dry_run=dry_run))


@app.command(dashes=True)
def remove(
    ctx: declare.Call,
    statement: StatementName,
    what: Annotated[str, declare.argument(metavar="TEXT", help="How its words begin.")],
    agency: Whose = None,
    dated: Annotated[str, declare.option("--dated", metavar="DATE", help="Of when it is.")] = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Take out a source that was written down by mistake. Git keeps what was committed."""
    from ..app.source import New, remove
    from . import console, options

    gone = New(statement, what, agency, dated)
    console.show(remove(options.here(ctx, today=today), gone, dry_run=dry_run))
