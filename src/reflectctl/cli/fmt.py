"""One layout for everybody: `fmt`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Root

if TYPE_CHECKING:
    from ..edits.formatter import Formatted


def fmt(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATHS]...", help="Lay out these files and folders only.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="List the files that would change; change nothing.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, as a diff; change nothing.")] = False,
    root: Root = None,
) -> None:
    """Lay out the partnership's files, all in the same way.

    Keys come in their order, dates in quotes, blocks indented by two. Words, comments and notes stay as they are. Exit
    code 1 when a file cannot be read and is left alone; with --check or --diff, also when any would change.
    """
    from ..edits.formatter import formatted
    from ..loading.load import load
    from ..storage.disk import WorkTree
    from . import console, findings, session

    top = session.open_root(root)
    loaded = load(WorkTree(top), translations=True)
    done = formatted(loaded, findings.named(top, paths or []))
    if diff:
        from ..render.unified import edits as unified

        console.show(unified(done.edits))
    elif check:
        from ..render.escape import line

        console.show("".join(line(edit.path) + "\n" for edit in done.edits))
    elif done.edits:
        from ..storage.write import write

        write(top, done.edits)
    _tell(done, only_asked=check or diff)
    raise typer.Exit(1 if done.left or ((check or diff) and done.edits) else 0)


def _tell(done: "Formatted", *, only_asked: bool) -> None:
    """Say which files were left alone and why, and how many were laid out."""
    from ..tell.prose import count
    from . import console

    if done.left:
        from ..render.terminal import finding

        console.say("".join(map(finding, done.left)).rstrip("\n"))
    changed, same = count(len(done.edits), "file"), len(done.same)
    if only_asked:
        told = f"{changed} would be formatted, {same} left as {'it is' if same == 1 else 'they are'}."
    else:
        told = f"{changed} formatted, {same} left as {'it was' if same == 1 else 'they were'}."
    if done.left:
        told += f" {count(len(done.left), 'file')} could not be, for the reasons above."
    console.say(told)
