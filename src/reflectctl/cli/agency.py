"""The agencies round the table: `agency add|rename|leave|edit|remove`."""

from typing import Annotated

from . import declare
from .options import DryRun, Today, agencies

app = declare.Group()

Agency = Annotated[
    str, declare.argument(metavar="AGENCY", help="The agency, by its id or its name.", autocompletion=agencies)
]


@app.command()
def add(
    ctx: declare.Call,
    name: Annotated[str, declare.argument(metavar="NAME", help="What the agency is called.")],
    id: Annotated[str, declare.option("--id", metavar="ID", help="Its id; made of the name if left out.")] = "",
    statutory: Annotated[bool, declare.option("--statutory", help="It is a statutory safeguarding partner.")] = False,
    joined: Annotated[
        str | None, declare.option("--joined", metavar="DATE", help="The day on which it joined.")
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Add an agency to the partnership."""
    from ..app.members import add_agency
    from . import console, options

    here = options.here(ctx, today=today)
    console.show(add_agency(here, name, id=id, statutory=statutory, joined=joined, dry_run=dry_run))


@app.command()
def rename(
    ctx: declare.Call,
    agency: Agency,
    name: Annotated[str, declare.option("--name", metavar="NAME", help="What it is called now.")] = "",
    id: Annotated[str, declare.option("--id", metavar="ID", help="Its new id.")] = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Give an agency another name or id, in every file that names it; histories follow it across."""
    from ..app.members import rename_agency
    from . import console, options

    console.show(rename_agency(options.here(ctx, today=today), agency, name=name, id=id, dry_run=dry_run))


@app.command()
def leave(
    ctx: declare.Call,
    agency: Agency,
    on: Annotated[
        str | None, declare.option("--on", metavar="DATE", help="Its last day as a member; today if left out.")
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say that an agency has left; it stays listed, with what it said and did."""
    from ..app.members import leave
    from . import console, options

    console.show(leave(options.here(ctx, today=today), agency, on, dry_run=dry_run))


@app.command()
def edit(
    ctx: declare.Call,
    agency: Agency,
    statutory: Annotated[
        bool | None,
        declare.option("--statutory/--not-statutory", help="Whether it is a statutory safeguarding partner."),
    ] = None,
    joined: Annotated[
        str | None, declare.option("--joined", metavar="DATE", help="The day on which it joined.")
    ] = None,
    left: Annotated[str | None, declare.option("--left", metavar="DATE", help="Its last day as a member.")] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Put an agency's membership right; '' takes a day out."""
    from ..app.members import edit_agency
    from . import console, options

    here = options.here(ctx, today=today)
    console.show(edit_agency(here, agency, statutory=statutory, joined=joined, left=left, dry_run=dry_run))


@app.command()
def remove(ctx: declare.Call, agency: Agency, dry_run: DryRun = False, today: Today = None) -> None:
    """Take out an agency that was added by mistake; refused while something names it."""
    from ..app.members import remove_agency
    from . import console, options

    console.show(remove_agency(options.here(ctx, today=today), agency, dry_run=dry_run))
