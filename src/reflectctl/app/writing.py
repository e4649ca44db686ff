"""Edits held against the rules, written, or shown as they would be; and what was done said."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReflectError
from .context import Context

if TYPE_CHECKING:
    from ..edits.changeset import Draft
    from ..model.edits import Edit
    from ..model.findings import Finding


def finish(here: Context, root: Path, draft: "Draft", *, dry_run: bool, done: str) -> str:
    """Write a draft and say what was done; with `dry_run` the answer is what would be written."""
    return settle(here, root, draft.edits(), dry_run=dry_run, done=done)


def settle(here: Context, root: Path, edits: Sequence["Edit"], *, dry_run: bool, done: str) -> str:
    """Write edits and say what was done; with `dry_run` the answer is what would be written.

    Nothing is written that `validate` would call an error and does not call one now; new warnings are said.
    """
    warnings = _held_against_the_rules(here, root, edits) if edits else []
    wrote, answer = written(here, root, edits, dry_run=dry_run, done=done)
    if wrote:
        here.note(f"{done} Changed: {_listed([edit.path for edit in edits])}.")
    for each in warnings:
        here.note(f"{each.location}: {each.severity}: {each.message} [{each.rule}]")
    return answer


_FEW = 4


def _listed(paths: Sequence[str]) -> str:
    """The files that an edit changed: all of a few, the first of many and how many more there are."""
    if len(paths) <= _FEW:
        return ", ".join(paths)
    return f"{', '.join(paths[: _FEW - 1])} and {len(paths) - _FEW + 1} more"


def written(here: Context, root: Path, edits: Sequence["Edit"], *, dry_run: bool, done: str = "") -> tuple[bool, str]:
    """Whether edits were written: not when there are none, nor with `dry_run`, for which the answer shows them."""
    if not edits:
        here.note("Nothing to change: the files say so already.")
        return False, ""
    if dry_run:
        from ..render.unified import edits as unified

        return False, unified(edits)
    bring(here, root, edits, done)
    return True, ""


def bring(here: Context, root: Path, edits: Sequence["Edit"], done: str) -> None:
    """Bring edits to disk, and keep what they were, so that `undo` takes back the last of them.

    What has no name of what was `done` is more than its edits, and is not taken back by them.
    """
    from ..storage import last_edit
    from ..storage.write import write

    # What is ended in between leaves no edit to take back, rather than the one before it.
    last_edit.forget(here.environ, root)
    write(root, edits)
    if done:
        last_edit.keep(here.environ, root, edits, done)


def _held_against_the_rules(here: Context, root: Path, edits: Sequence["Edit"]) -> list["Finding"]:
    """The warnings that edits bring; refuses those that bring an error."""
    from ..loading.load import load_both
    from ..model.findings import SEVERITIES
    from ..rules.engine import check
    from ..rules.findings import Moment
    from ..storage.disk import WorkTree
    from ..storage.snapshots import Edited
    from .personal import KeptPlaces

    looked = KeptPlaces(here.environ)
    tree, moment = WorkTree(root), Moment(here.today(), looked=looked)
    before, after = load_both(tree, Edited(tree, {edit.path: edit.after for edit in edits}), translations=True)
    grave = [each for each in check(after, moment) if each.severity in SEVERITIES[:2]]
    known = Counter(map(_known_by, check(before, moment) if grave else ()))
    new = []
    for each in grave:
        if known[_known_by(each)]:
            known[_known_by(each)] -= 1
        else:
            new.append(each)
    looked.close()
    for each in new:
        if each.severity == SEVERITIES[0]:
            raise ReflectError(
                f"Nothing was written, as it would be a mistake then: {each.location}: {each.message} [{each.rule}]",
                each.hint,
                exit_code=2,
            )
    return new


def _known_by(finding: "Finding") -> tuple[str, str, str]:
    """What makes a finding the same one when lines have moved."""
    return finding.rule, finding.location.path, re.sub(r":[0-9]+(?::[0-9]+)?\b|\blines? [0-9]+", "", finding.message)
