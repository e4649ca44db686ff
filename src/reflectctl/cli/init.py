"""Beginning a partnership's repository: `init`."""

from pathlib import Path
from typing import Annotated, Literal

from . import declare
from .options import DryRun


def init(
    ctx: declare.Call,
    folder: Annotated[Path, declare.argument(metavar="[DIR]", help="Where; the current folder if left out.")] = Path(),
    name: Annotated[str, declare.option("--name", metavar="NAME", help="What the partnership is called.")] = "",
    agency: Annotated[
        list[str] | None,
        declare.option("--agency", metavar="ID=NAME", help="An agency of the partnership; may be given again."),
    ] = None,
    statutory: Annotated[
        list[str] | None,
        declare.option(
            "--statutory", metavar="ID", help="One of these agencies that is a statutory safeguarding partner."
        ),
    ] = None,
    principle: Annotated[
        list[str] | None,
        declare.option(
            "--principle", metavar="PRINCIPLE", help="Lay out this principle's file alone; may be given again."
        ),
    ] = None,
    content: Annotated[
        str | None,
        declare.option(
            "--content",
            metavar="DIR|PACK|FILE",
            help=(
                "The instrument to reflect with: the folder of a content pack, the id of one that is shipped, or the "
                "published document, whose wording is imported."
            ),
        ),
    ] = None,
    ci: Annotated[
        Literal["github", "gitlab", "azure", "none"],
        declare.option("--ci", help="Have each change checked by this forge: add its pipeline and templates."),
    ] = "none",
    install: Annotated[
        str,
        declare.option(
            "--install",
            metavar="SOURCE",
            help=(
                "With --ci: what the pipeline installs this program from, a wheel in the repository or "
                "git+https://HOST/REPOSITORY@COMMIT; if left out, what it was itself installed from."
            ),
        ),
    ] = "",
    no_git: Annotated[bool, declare.option("--no-git", help="Write the files only; make no repository.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Begin a partnership's repository.

    Its files, editor settings and schemas, valid and committed. Safe to run again, as with --ci in a partnership that
    is there: what is missing is added, and nothing is ever overwritten. Asks for the name and the agencies at a
    terminal.
    """
    from ..app.init import Asked, init
    from . import console, options

    asked = Asked(
        folder,
        name,
        agency or (),
        statutory or (),
        principle or (),
        content,
        ci,
        install,
        git=not no_git,
        dry_run=dry_run,
    )
    console.show(init(options.here(ctx), asked, console.ask if console.is_terminal() else None))
