"""Edits held against the rules, written, or shown as they would be; and what was done said."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReflectError
from ..model.locations import NOTHING
from .context import Context
from .partnership import open_partnership, open_root

if TYPE_CHECKING:
    from ..documents.document import Document
    from ..edits.changeset import Draft
    from ..loading.load import Loaded
    from ..model.edits import Edit
    from ..model.findings import Finding
    from ..model.records import Partnership
    from ..storage.last_edit import Ended
    from ..storage.snapshots import Snapshot


def open_to_write(here: Context, *, dry_run: bool) -> tuple[Path, "Loaded"]:
    """The partnership as its files are now, of which an edit is to be made; what an ended edit left is taken back."""
    mend(here, open_root(here), dry_run=dry_run or here.trying)
    return open_partnership(here)


def mend(here: Context, root: Path, *, dry_run: bool) -> None:
    """Take back what an edit has left that was ended between two of its files, and say so."""
    if dry_run:
        note_ended(here, root)
        return
    from ..storage import last_edit

    ended = last_edit.mend(here.environ, root)
    if ended is None:
        return
    if ended.changed:
        here.note(f"{_was_ended(ended)} {_not_taken_back(ended)}")
    else:
        here.note(f"{_was_ended(ended)} What it had written is taken back: {_listed(ended.written)}.")


def note_ended(here: Context, root: Path) -> None:
    """Say it where an edit was ended between two of its files."""
    from ..storage import last_edit

    if ended := last_edit.ended(here.environ, root):
        then = (
            _not_taken_back(ended) if ended.changed else "The next command that writes takes back what it had written."
        )
        here.note(f"{_was_ended(ended)} {then}")


def _was_ended(ended: "Ended") -> str:
    what = f" It was to be: {ended.done}" if ended.done else ""
    return f"An edit was ended between two of its files.{what}"


def _not_taken_back(ended: "Ended") -> str:
    written = f"Written were {_listed(ended.written)}. " if ended.written else ""
    return (
        f"{written}{_listed(ended.changed)} changed since, so nothing is taken back: "
        "`git diff` shows what has changed, and `reflectctl validate` what does not fit."
    )


def finish(here: Context, root: Path, draft: "Draft", *, dry_run: bool, done: str, more: str = "") -> str:
    """Write a draft and say what was done; with `dry_run` the answer is what would be written."""
    if here.trying:
        return ""
    if draft.fallen:
        keys = ", ".join(f"`{key}:`" for key in draft.fallen)
        fell = f"What was decided of the words before for a public edition ({keys}) is taken out;"
        more = f"{more} {fell} `reflectctl public list` shows where it has to be decided again.".lstrip()
    return settle(here, root, draft.edits(), dry_run=dry_run, done=done, more=more, read=draft.read)


def settle(
    here: Context,
    root: Path,
    edits: Sequence["Edit"],
    *,
    dry_run: bool,
    done: str,
    more: str = "",
    read: Mapping[str, "Document"] = NOTHING,
) -> str:
    """Write edits and say what was done; with `dry_run` the answer is what would be written.

    What was and what is stands on a short line of its own; `more` and the files stand below it. Nothing is written that
    `validate` would call an error and does not call one now, nor what happened on a day that is still to come; new
    warnings are said.
    """
    done = _told(done)
    warnings = _held_against_the_rules(here, root, edits, read) if edits else []
    wrote, answer = written(here, root, edits, dry_run=dry_run, done=done)
    if wrote:
        here.note(f"{done}\n  {more}{' ' if more else ''}Changed: {_listed([edit.path for edit in edits])}.")
    for each in warnings:
        here.note(f"{each.location}: {each.severity}: {each.message} [{each.rule}]")
    return answer


def _told(done: str) -> str:
    from ..rules.personal import unrepeated

    return unrepeated(done)


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
    """Bring edits to disk, and keep what they were: for `undo`, and for the next run where this one is ended."""
    from ..storage import last_edit
    from ..storage.write import write

    write(root, edits, last_edit.keeping(here.environ, root, edits, done))


def _held_against_the_rules(
    here: Context, root: Path, edits: Sequence["Edit"], read: Mapping[str, "Document"]
) -> list["Finding"]:
    """The warnings that edits bring; refuses those that bring an error, or tell of what is still to come as of past."""
    from ..storage.disk import WorkTree
    from ..storage.snapshots import Edited

    tree = WorkTree(root)
    return refuse_new_errors(here, [tree], Edited(tree, {edit.path: edit.after for edit in edits}), read)


def refuse_new_errors(
    here: Context, before: Sequence["Snapshot"], after: "Snapshot", read: Mapping[str, "Document"] = NOTHING
) -> list["Finding"]:
    """Refuse files in which something is an error that was in none of those before; the new warnings.

    So is what happened on a day that is still to come. Files that say what was `read` of them are not parsed again.
    """
    from ..loading.load import load_both
    from ..model.findings import SEVERITIES
    from ..rules.engine import check
    from ..rules.findings import Moment
    from .personal import KeptPlaces

    looked = KeptPlaces(here.environ)
    moment = Moment(here.today(), looked=looked)
    first, now = load_both(before[0], after, translations=True, read=read)
    grave = [each for each in check(now, moment) if each.severity in SEVERITIES[:2]]
    known = Counter(map(_known_by, check(first, moment) if grave else ()))
    for other in before[1:] if grave else ():
        known |= Counter(map(_known_by, check(load_both(other, after, translations=True)[0], moment)))
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
                f"Nothing was written: `validate` would call this an error. {each.location}: "
                f"{each.message} [{each.rule}]",
                each.hint,
                exit_code=2,
            )
    others = [load_both(other, after)[0].partnership for other in before[1:]]
    _refuse_still_to_come([first.partnership, *others], now.partnership, here.today())
    return new


def _refuse_still_to_come(before: Sequence["Partnership"], after: "Partnership", today: date) -> None:
    """Refuse to write that something happened on a day that is still to come, whatever it is."""
    from ..rules.days import still_to_come

    known: Counter[str] = Counter()
    for side in before:
        known |= Counter(finding.message for _, finding in still_to_come(side, today))
    for _, finding in still_to_come(after, today):
        if not known[finding.message]:
            raise ReflectError(f"Nothing was written: {finding.message}", finding.hint, exit_code=2)
        known[finding.message] -= 1


def _known_by(finding: "Finding") -> tuple[str, str, str]:
    """What makes a finding the same one when lines have moved."""
    return finding.rule, finding.location.path, re.sub(r":[0-9]+(?::[0-9]+)?\b|\blines? [0-9]+", "", finding.message)
