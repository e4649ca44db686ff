"""The last edit taken back, where the files are still what it left."""

from ..errors import ReflectError
from ..storage import last_edit
from .context import Context
from .partnership import open_root
from .writing import mend, settle


def undo(here: Context, *, dry_run: bool) -> str:
    """Take the last edit of this partnership back, and say what it was; refused where a file has changed since."""
    top = open_root(here)
    mend(here, top, dry_run=dry_run)
    found = last_edit.find(here.environ, top)
    if found is None:
        raise ReflectError(
            "No edit is known that could be taken back.",
            "One is kept, the last, until it is taken back. `git diff` shows what is not committed.",
        )
    back = {each.path: each.edit_back(top) for each in found.files}
    if changed := [path for path, edit in back.items() if edit is None]:
        is_one = len(changed) == 1
        raise ReflectError(
            f"{', '.join(changed)} {'is' if is_one else 'are'} not as the last edit left {'it' if is_one else 'them'}, "
            f"so nothing was taken back. That edit was: {found.done}",
            "`git diff` shows what has changed; put it right with the command for it, or by hand.",
        )
    edits = [edit for edit in back.values() if edit is not None]
    answer = settle(here, top, edits, dry_run=dry_run, done=f"Taken back: {found.done}")
    if not dry_run:
        last_edit.forget(here.environ, top)
    return answer


def forget(here: Context, *, dry_run: bool) -> None:
    """Keep nothing of the last edit any more: what its files were before may be what nobody is to keep."""
    top = open_root(here)
    if dry_run and (found := last_edit.find(here.environ, top)) is not None:
        here.note(f"What this edit changed would be kept no more: {found.done}")
        return
    is_kept = not dry_run and last_edit.forget(here.environ, top)
    here.note("What the last edit changed is kept no more." if is_kept else "Nothing of a last edit is kept.")
