"""One layout for everybody: `fmt`."""

from pathlib import Path
from typing import Annotated

from . import declare


def fmt(
    ctx: declare.Call,
    paths: Annotated[
        list[Path] | None, declare.argument(metavar="[PATHS]...", help="Lay out these files and folders only.")
    ] = None,
    check: Annotated[bool, declare.option("--check", help="List the files that would change; change nothing.")] = False,
    diff: Annotated[bool, declare.option("--diff", help="Show what would change, as a diff; change nothing.")] = False,
) -> None:
    """Lay out the partnership's files, all in the same way.

    Keys come in their order, dates in quotes, blocks indented by two. Words, comments and notes stay as they are. Exit
    code 1 when a file cannot be read and is left alone; with --check or --diff, also when any would change.
    """
    from ..app import fmt
    from . import console, options

    here = options.here(ctx)
    done = fmt.fmt(here, paths or [], only_asked=check or diff)
    if diff or check:
        console.show(fmt.diff(done) if diff else fmt.names(done))
    fmt.note(here, done, only_asked=check or diff)
    raise declare.Leave(1 if done.left or ((check or diff) and done.edits) else 0)
