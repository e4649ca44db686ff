"""Worksheets: `worksheet make|read`, of which `make` need not be said."""

from pathlib import Path
from typing import Annotated, Literal

from . import declare
from .options import DryRun, Format, Output, Principles, Today, meetings, speakers, subjects
from .proposals import Yes

app = declare.Group(usual="make")


@app.command()
def make(
    ctx: declare.Call,
    subject: Annotated[
        str,
        declare.argument(
            metavar="PRINCIPLE|preliminary|young-people",
            help="What it is about: a principle, the preliminary discussion, or what young people say.",
            autocompletion=subjects,
        ),
    ],
    output: Annotated[
        Path,
        declare.option(
            "--output", "-o", metavar="FILE|FOLDER", help="Where it goes; its ending says in which form, or --format."
        ),
    ],
    agency: Annotated[
        str | None,
        declare.option(
            "--agency",
            "--group",
            metavar="AGENCY",
            help="Who fills it in: an agency or a group. All together, if left out.",
            autocompletion=speakers,
        ),
    ] = None,
    each: Annotated[bool, declare.option("--each", help="One for each agency that is a member, in a folder.")] = False,
    principle: Principles = None,
    large_print: Annotated[bool, declare.option("--large-print", help="In sixteen points or more.")] = False,
    format: Annotated[
        Literal["xlsx", "docx", "html", "pdf"] | None,
        declare.option("--format", help="In which form: a spreadsheet, a document, a page, or paper."),
    ] = None,
    today: Today = None,
) -> None:
    """Make a worksheet that somebody fills in before a meeting; `make` need not be said.

    It shows what was agreed, and an agency its own last view; never what other agencies think. What comes back is read
    by `worksheet read`. A file that is there already is left as it is, as it may hold answers.
    """
    from ..app.worksheet import FORMS, made, placed, written
    from ..errors import ReflectError
    from ..storage.output_places import check_place
    from ..storage.write import create_tree
    from . import console, options

    here = options.here(ctx, today=today)
    sheets = made(here, subject, agency=agency, each=each, of=principle or ())
    if output is None:  # It was `-`, as for every command.
        if each:
            raise ReflectError("--each makes a file for each.", "Name a folder with --output.", exit_code=2)
        console.show(written(sheets[0], format or FORMS[0], large=large_print))
        return
    folder, names = placed(here, output, sheets, format)
    for name in names:
        check_place(folder / name)
    files = {name: written(one, name.rpartition(".")[2], large=large_print) for name, one in names.items()}
    new, kept = create_tree(folder, files)
    for name in new:
        console.say(f"Written to {(output if folder == here.base / output else output.parent) / name}.")
    if kept:
        raise ReflectError(
            f"Already there, perhaps with answers, and left as it was: {', '.join(kept)}.",
            "Name another file or folder, or take away what is there.",
        )


@app.command()
def read(
    ctx: declare.Call,
    files: Annotated[
        list[Path],
        declare.argument(metavar="FILE", help="Worksheets as they came back: .xlsx, .docx or the data of a page."),
    ],
    meeting: Annotated[
        str | None,
        declare.option(
            "--meeting", metavar="MEETING", help="At which it was said, if at one.", autocompletion=meetings
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = "text",
    output: Output = None,
    today: Today = None,
) -> None:
    """Read worksheets that came back, and show what they would have recorded.

    By whom, for which statement, what was and what is; everything doubtful by file and row. It is recorded once you say
    yes at the terminal, or with --yes, as one edit; nothing doubtful ever is. Exit code 1 where anything is doubtful.
    """
    from ..app.worksheet import read
    from . import options
    from .proposals import settle

    here = options.here(ctx, today=today, output=output)
    found = read(here, files, meeting=meeting)
    settle(here, found, format=format, output=output, yes=yes, dry_run=dry_run)
