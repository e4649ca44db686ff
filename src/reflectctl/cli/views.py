"""What agencies think, asked for and brought back: `views ask|read`."""

from pathlib import Path
from typing import Annotated

from . import declare
from .options import DryRun, FileFormat, Output, Today, meetings, principles, speakers
from .proposals import Yes

app = declare.Group()


@app.command()
def ask(
    ctx: declare.Call,
    principle: Annotated[
        str | None,
        declare.argument(
            metavar="[PRINCIPLE]", help="On which principle; on all, if left out.", autocompletion=principles
        ),
    ] = None,
    agency: Annotated[
        str | None,
        declare.option(
            "--agency",
            "--group",
            metavar="AGENCY",
            help="Whom the mail is to: an agency or a group; it says what that said last.",
            autocompletion=speakers,
        ),
    ] = None,
    format: FileFormat = None,
    output: Output = None,
) -> None:
    """Show a text for a mail, and the questions of a form, by which views are asked for."""
    from ..app import views
    from . import console, options

    here = options.here(ctx, output=output)
    console.answer(
        here,
        views.FORMATS[options.form(format, output, views.FORMATS)](views.ask(here, principle, agency), here),
        output,
    )


@app.command()
def read(
    ctx: declare.Call,
    file: Annotated[
        Path, declare.argument(metavar="FILE", help="What the form service exports: CSV or an Excel workbook (.xlsx).")
    ],
    meeting: Annotated[
        str | None,
        declare.option("--meeting", metavar="MEETING", help="Where the views were given.", autocompletion=meetings),
    ] = None,
    given: Annotated[
        str | None, declare.option("--given", metavar="DATE", help="When they were given, if at no meeting.")
    ] = None,
    yes: Yes = False,
    format: FileFormat = None,
    output: Output = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Bring back the answers to a form as views; nothing is written without a yes, and nothing doubtful at all.

    Columns are known by the ids or words of statements. One row is one agency; of two, the later one counts.
    """
    from ..app import views
    from . import options
    from .proposals import settle

    here = options.here(ctx, today=today, output=output)
    settle(here, views.read(here, file, meeting, given), format=format, output=output, yes=yes, dry_run=dry_run)
