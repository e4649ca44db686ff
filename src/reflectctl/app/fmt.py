"""One layout for everybody's files."""

from collections.abc import Sequence
from pathlib import Path

from ..edits.formatter import Formatted, formatted
from ..loading.load import load_to_lay_out
from ..storage.disk import WorkTree
from ..tell.prose import count
from . import findings
from .context import Context
from .partnership import open_root
from .writing import bring, mend


def fmt(here: Context, paths: Sequence[Path], *, only_asked: bool) -> Formatted:
    """The files laid out, and which were left alone; with `only_asked` nothing is written."""
    top = open_root(here)
    mend(here, top, dry_run=only_asked)
    done = formatted(load_to_lay_out(WorkTree(top)), findings.named(top, paths))
    if done.edits and not only_asked:
        bring(here, top, done.edits, f"{count(len(done.edits), 'file')} formatted.")
    return done


def diff(done: Formatted) -> str:
    """What changes, as a diff."""
    from ..render.unified import edits

    return edits(done.edits)


def names(done: Formatted) -> str:
    """The files that change, a line each."""
    from ..render.escape import line

    return "".join(line(edit.path) + "\n" for edit in done.edits)


def note(here: Context, done: Formatted, *, only_asked: bool) -> None:
    """Say which files were left alone and why, and how many were laid out."""
    if done.left:
        from ..render.findings.text import finding

        here.note("".join(map(finding, done.left)).rstrip("\n"))
    changed, same = count(len(done.edits), "file"), len(done.same)
    if only_asked:
        told = f"{changed} would be formatted, {same} left as {'it is' if same == 1 else 'they are'}."
    else:
        told = f"{changed} formatted, {same} left as {'it was' if same == 1 else 'they were'}."
    if done.left:
        told += f" {count(len(done.left), 'file')} could not be, for the reasons above."
    here.note(told)
