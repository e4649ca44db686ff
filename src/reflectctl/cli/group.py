"""The groups beside the agencies: `group add|edit|rename|remove`."""

from typing import Annotated, Literal

from . import declare
from .options import DryRun, Today, agencies, groups

app = declare.Group()


Kind = Literal["children", "families", "practitioners", "scrutiny", "subgroup", "other"]
KIND = declare.option("--kind", help="Whom it is of; a subgroup is of some of the agencies.")
Group = Annotated[
    str, declare.argument(metavar="GROUP", help="The group, by its id or its name.", autocompletion=groups)
]


@app.command()
def add(
    ctx: declare.Call,
    name: Annotated[str, declare.argument(metavar="NAME", help="What the group is called.")],
    kind: Annotated[Kind, KIND],
    id: Annotated[str, declare.option("--id", metavar="ID", help="Its id; made of the name if left out.")] = "",
    member: Annotated[
        list[str] | None,
        declare.option(
            "--member",
            metavar="AGENCY",
            help="A member; may be given again.",
            autocompletion=agencies,
        ),
    ] = None,
    quorum: Annotated[
        int | None,
        declare.option("--quorum", metavar="NUMBER", min=1, help="How many members have to be at its meetings."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Add a group: of children, families or practitioners, for scrutiny, or of some of the agencies."""
    from ..app.members import NewGroup, add_group
    from . import console, options

    new = NewGroup(name, kind, id, member or (), quorum)
    console.show(add_group(options.here(ctx, today=today), new, dry_run=dry_run))


@app.command()
def edit(
    ctx: declare.Call,
    group: Group,
    kind: Annotated[Kind | None, KIND] = None,
    member: Annotated[
        list[str] | None,
        declare.option(
            "--member",
            metavar="AGENCY",
            help="A member, in place of those there are; may be given again, '' empties.",
            autocompletion=agencies,
        ),
    ] = None,
    quorum: Annotated[
        int | None,
        declare.option("--quorum", metavar="NUMBER", min=0, help="How many members have to be there; 0: none is set."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Say of whom a group is, who is in it, and how many of them have to be at its meetings."""
    from ..app.members import Changes, edit_group
    from . import console, options

    new = Changes(None, kind, member or None, quorum)
    console.show(edit_group(options.here(ctx, today=today), group, new, dry_run=dry_run))


@app.command()
def rename(
    ctx: declare.Call,
    group: Group,
    name: Annotated[str, declare.option("--name", metavar="NAME", help="What it is called now.")],
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Give a group another name. Its id stays, as histories follow it by that."""
    from ..app.members import Changes, edit_group
    from . import console, options

    console.show(edit_group(options.here(ctx, today=today), group, Changes(name), dry_run=dry_run))


@app.command()
def remove(ctx: declare.Call, group: Group, dry_run: DryRun = False, today: Today = None) -> None:
    """Take out a group that was added by mistake; refused while something names it."""
    from ..app.members import remove_group
    from . import console, options

    console.show(remove_group(options.here(ctx, today=today), group, dry_run=dry_run))
