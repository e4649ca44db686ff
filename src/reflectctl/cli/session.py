"""Opening a partnership: where it is, at which moment, and what day it is."""

import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReflectError
from ..loading.load import Loaded, load
from ..storage.disk import WorkTree, find_root
from ..storage.snapshots import Snapshot
from . import where

if TYPE_CHECKING:
    from ..edits.changeset import Draft
    from ..model.edits import Edit
    from ..storage.git import Git


def open_root(root: Path | None) -> Path:
    """The root of the partnership around the folder that was named, or around the current one."""
    return find_root(root or Path(where.default_root))


def open_partnership(root: Path | None, lang: str | None = None) -> tuple[Path, Loaded]:
    """The partnership as its files are now, its content in the language that was asked for, if any was."""
    top = open_root(root)
    return top, load(WorkTree(top), language=language(top, lang))


def language(root: Path, lang: str | None = None) -> str | None:
    """The language to speak: `--lang`, else that of the environment; None leaves it to the partnership's files."""
    asked = lang if lang is not None else where.language
    if asked is None and not os.environ.get("REFLECTCTL_LANG"):
        return None
    from .languages import one, there

    return one(there(root), asked)


class Repository:
    """A partnership's git repository, with one process that reads its objects."""

    def __init__(self, root: Path | None) -> None:
        from ..storage.git import find
        from ..storage.objects import Objects

        self.root = open_root(root)
        self.git: Git
        self.git, self.prefix = find(self.root)
        self.objects = Objects(self.git)

    def at(self, word: str | None) -> Snapshot:
        """The files at a revision; without one, as they are now."""
        if word is None:
            return WorkTree(self.root)
        from ..storage.commits import GitTree
        from ..storage.revisions import resolve

        return GitTree(self.git, self.prefix, resolve(self.git, word), word, self.objects)


def parse_day(text: str | None, what: str) -> date | None:
    """The day that somebody typed, or None when nothing was typed."""
    if text is None or not text.strip():
        return None
    if text.strip() == "today":
        return today(None)
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ReflectError(
            f"'{text}' is not a day for {what}; a date such as 2026-03-12 was expected.",
            "Write the year first, then the month and the day.",
            exit_code=2,
        ) from None


def today(text: str | None) -> date:
    """The day the command works on: `--today`, else SOURCE_DATE_EPOCH, else the clock's."""
    named = parse_day(text, "--today") if text is not None else None
    if named is not None:
        return named
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        try:
            return date(*time.gmtime(int(epoch))[:3])
        except (ValueError, OverflowError, OSError):
            raise ReflectError(f"SOURCE_DATE_EPOCH is {epoch}, which is not a time.", exit_code=2) from None
    return date.today()


def finish(root: Path, draft: "Draft", *, dry_run: bool, done: str) -> None:
    """Write a draft, or show with `--dry-run` what would be written, and say what was done."""
    settle(root, draft.edits(), dry_run=dry_run, done=done)


def settle(root: Path, edits: Sequence["Edit"], *, dry_run: bool, done: str) -> None:
    """Write edits, or show with `--dry-run` what would be written, and say what was done."""
    from . import console

    if wrote(root, edits, dry_run=dry_run):
        console.say(f"{done} Changed: {', '.join(edit.path for edit in edits)}.")


def wrote(root: Path, edits: Sequence["Edit"], *, dry_run: bool) -> bool:
    """Whether edits were written: not when there are none, nor with `--dry-run`, which shows them."""
    from . import console

    if not edits:
        console.say("Nothing to change: the files say so already.")
        return False
    if dry_run:
        from ..render.unified import edits as unified

        console.show(unified(edits))
        return False
    from ..storage.write import write

    write(root, edits)
    return True
