"""Edits written, or shown as they would be, and what was done said."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .context import Context

if TYPE_CHECKING:
    from ..edits.changeset import Draft
    from ..model.edits import Edit


def finish(here: Context, root: Path, draft: "Draft", *, dry_run: bool, done: str) -> str:
    """Write a draft and say what was done; with `dry_run` the answer is what would be written."""
    return settle(here, root, draft.edits(), dry_run=dry_run, done=done)


def settle(here: Context, root: Path, edits: Sequence["Edit"], *, dry_run: bool, done: str) -> str:
    """Write edits and say what was done; with `dry_run` the answer is what would be written."""
    wrote, answer = written(here, root, edits, dry_run=dry_run)
    if wrote:
        here.note(f"{done} Changed: {', '.join(edit.path for edit in edits)}.")
    return answer


def written(here: Context, root: Path, edits: Sequence["Edit"], *, dry_run: bool) -> tuple[bool, str]:
    """Whether edits were written: not when there are none, nor with `dry_run`, for which the answer shows them."""
    if not edits:
        here.note("Nothing to change: the files say so already.")
        return False, ""
    if dry_run:
        from ..render.unified import edits as unified

        return False, unified(edits)
    from ..storage.write import write

    write(root, edits)
    return True, ""
