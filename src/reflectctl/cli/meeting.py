"""The meetings: `meeting new|edit|move|remove|heard|notes|list`."""

from typing import Annotated, Any

from ..app.context import Context
from . import declare
from .options import (
    DryRun,
    FileFormat,
    Output,
    Remove,
    Today,
    Words,
    everybody,
    groups,
    meetings,
    principles,
)

app = declare.Group()


@app.command()
def new(
    ctx: declare.Call,
    title: Annotated[str, declare.argument(metavar="TITLE", help="What the meeting is about, in a few words.")],
    date: Annotated[
        str | None, declare.option("--date", metavar="DATE", help="When it is held; today if left out.")
    ] = None,
    principle: Annotated[
        list[str] | None,
        declare.option(
            "--principle",
            metavar="PRINCIPLE",
            help="A principle to discuss; may be given again.",
            autocompletion=principles,
        ),
    ] = None,
    present: Annotated[
        list[str] | None,
        declare.option(
            "--present",
            metavar="AGENCY",
            help="An agency in the room; may be given again. all: every member but those absent.",
            autocompletion=everybody,
        ),
    ] = None,
    absent: Annotated[
        list[str] | None,
        declare.option(
            "--absent",
            metavar="AGENCY",
            help="An agency that was absent; may be given again. all: every member but those present.",
            autocompletion=everybody,
        ),
    ] = None,
    group: Annotated[
        str | None,
        declare.option("--group", metavar="GROUP", help="The group whose own meeting it is.", autocompletion=groups),
    ] = None,
    guest: Annotated[
        list[str] | None,
        declare.option("--guest", metavar="ROLE", help="Who else is there, by role, not name; may be given again."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Make a meeting's file, ready for its notes."""
    from ..app.meeting import New, add
    from . import console, options

    def do(here: Context, said: str) -> str:
        new = New(said, date, principle or (), present or (), absent or (), group, guest or ())
        return add(here, new, dry_run=dry_run)

    console.show(options.with_text(options.here(ctx, today=today), do, title, "the title"))


Meeting = Annotated[
    str,
    declare.argument(
        metavar="MEETING", help="The meeting: its id, or the date it begins with.", autocompletion=meetings
    ),
]


def _list(name: str, metavar: str, what: str, completion: Any = None) -> Any:
    return declare.option(name, metavar=metavar, help=f"{what}; in place of those noted.", autocompletion=completion)


@app.command()
def edit(
    ctx: declare.Call,
    meeting: Meeting,
    title: Annotated[str | None, declare.option("--title", metavar="TITLE", help="What it was about.")] = None,
    principle: Annotated[
        list[str] | None, _list("--principle", "PRINCIPLE", "A principle that was discussed", principles)
    ] = None,
    present: Annotated[list[str] | None, _list("--present", "AGENCY", "An agency in the room", everybody)] = None,
    absent: Annotated[list[str] | None, _list("--absent", "AGENCY", "An agency that was absent", everybody)] = None,
    group: Annotated[
        str | None,
        declare.option("--group", metavar="GROUP", help="The group whose own meeting it was.", autocompletion=groups),
    ] = None,
    guest: Annotated[list[str] | None, _list("--guest", "ROLE", "Who else was there, by role")] = None,
    minutes_agreed: Annotated[
        str | None,
        declare.option("--minutes-agreed", metavar="DATE", help="When its minutes were agreed; '' makes them a draft."),
    ] = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Change what a meeting says; a list that is named takes the place of the one before, '' empties it."""
    from ..app.meeting import Changes, edit
    from . import console, options

    changes = Changes(title, principle or None, present or None, absent or None, group, guest or None, minutes_agreed)
    console.show(edit(options.here(ctx, today=today), meeting, changes, dry_run=dry_run))


@app.command()
def move(
    ctx: declare.Call,
    meeting: Meeting,
    date: Annotated[str, declare.option("--date", metavar="DATE", help="The day on which it was, or will be.")],
    id: Annotated[str, declare.option("--id", metavar="ID", help="Its new id, if not that of the day.")] = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Put a meeting on another day: its file, its id and everything that names it."""
    from ..app.meeting import move
    from . import console, options

    console.show(move(options.here(ctx, today=today), meeting, date, id=id, dry_run=dry_run))


@app.command()
def heard(
    ctx: declare.Call,
    meeting: Meeting,
    who: Annotated[str, declare.argument(metavar="WHO", help="Which group was heard; never a name.")],
    how: Annotated[str | None, declare.option("--how", metavar="TEXT", help="How they were heard.")] = None,
    dated: Annotated[
        str | None, declare.option("--dated", metavar="DATE", help="When they were heard, if not at the meeting.")
    ] = None,
    remove: Annotated[bool, declare.option("--remove", help="Take out who was noted by mistake.")] = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Note that children, young people or families were heard; or take that out.

    With --remove, the beginning of WHO is enough where it is one of them.
    """
    from ..app.meeting import heard, not_heard
    from ..errors import ReflectError
    from . import console, options

    here = options.here(ctx, today=today)
    if not remove:
        console.show(heard(here, meeting, who, how=how or "", dated=dated, dry_run=dry_run))
        return
    if how is not None:
        raise ReflectError("--remove takes out what was noted, and --how notes it.", "Leave one out.", exit_code=2)
    console.show(not_heard(here, meeting, who, dated=dated, dry_run=dry_run))


@app.command(dashes=True)
def notes(
    ctx: declare.Call,
    meeting: Meeting,
    text: Words = None,
    add: Annotated[bool, declare.option("--add", help="Write below the notes that stand there.")] = False,
    remove: Remove = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Write a meeting's notes, in Markdown, in place of those that stand there.

    Without a text an editor opens with the notes as they are; - reads them from a pipe.
    """
    from ..app import about
    from ..app import meeting as app
    from . import console, options

    def do(here: Context, said: str) -> str:
        return app.notes(here, meeting, said, add=add, dry_run=dry_run)

    told = options.with_text(
        options.here(ctx, today=today),
        do,
        text,
        "the notes",
        ctx,
        lambda here: about.meeting(here, meeting),
        None if add else lambda here: about.notes(here, meeting),
        remove=remove,
    )
    console.show(told)


@app.command()
def remove(ctx: declare.Call, meeting: Meeting, dry_run: DryRun = False, today: Today = None) -> None:
    """Take a meeting out; refused while something names it."""
    from ..app.meeting import remove
    from . import console, options

    console.show(remove(options.here(ctx, today=today), meeting, dry_run=dry_run))


@app.command("list")
def list_(
    ctx: declare.Call,
    format: FileFormat = None,
    output: Output = None,
) -> None:
    """List the meetings: when, about what, and who was missing."""
    from ..app.meeting import FORMATS, listed
    from . import console, options

    here = options.here(ctx, output=output)
    console.answer(here, FORMATS[options.form(format, output, FORMATS)](listed(here), here), output)
