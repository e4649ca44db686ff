"""What the last edit of a partnership was, so that it can be taken back: what its files were, and what they became.

It is kept in the cache folder of whoever made it, which nobody else can write to, and believed only from there: what
lies in a repository may have come with it. Of what the files became only a hash is kept; what they were is kept until
the next edit.
"""

import base64
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.edits import Edit
from . import own_folder
from .disk import misshapen, read_file
from .own_folder import own_file

FORM = 1
"""The number of this form: what is of another is as if it were not there."""

_GONE = ""
"""Stands for the hash of a file that is not there."""


class LastEdit(NamedTuple):
    """The last edit: what was said of it, and each of its files."""

    done: str
    files: tuple["File", ...]


class File(NamedTuple):
    """A file that was edited."""

    path: str
    before: bytes | None
    """What it was; None where it was not there."""
    after: str
    """The hash of what it became; empty where it is gone."""

    def edit_back(self, root: Path) -> Edit | None:
        """What takes the edit back; None where the file is not what it became."""
        if not os.path.lexists(os.path.join(root, self.path)):
            return Edit(self.path, None, self.before) if self.after == _GONE and self.before is not None else None
        now = read_file(root, self.path)
        return Edit(self.path, now, self.before) if isinstance(now, bytes) and _hash(now) == self.after else None


def keep(environ: Mapping[str, str], root: Path, edits: Sequence[Edit], done: str) -> None:
    """Keep what an edit did, in place of the one before it; where it cannot be kept, nobody is troubled."""
    told = {
        "form": FORM,
        "root": _name(root),
        "done": done,
        "files": [[each.path, _text(each.before), _hash(each.after)] for each in edits],
    }
    raw = json.dumps(told, ensure_ascii=True).encode("ascii")
    if (path := _path(environ, root)) is not None:
        own_folder.keep(path, raw)


def forget(environ: Mapping[str, str], root: Path) -> bool:
    """Keep nothing of the last edit any more; whether there was anything."""
    path = _path(environ, root)
    try:
        if path is not None:
            os.unlink(path)
            return True
    except OSError:
        pass
    return False


def find(environ: Mapping[str, str], root: Path) -> LastEdit | None:
    """The last edit; None where none is known, or where what is kept cannot be believed."""
    path = _path(environ, root)
    raw = own_folder.kept(path) if path is not None else None
    try:
        told = json.loads(raw or b"null")
        if told["form"] != FORM or told["root"] != _name(root):
            return None
        files = tuple(File(path, _bytes(before), after) for path, before, after in told["files"])
        done = told["done"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not files or not isinstance(done, str) or not all(_is_ours(each) for each in files):
        return None
    return LastEdit(done, files)


def _is_ours(file: File) -> bool:
    if not isinstance(file.path, str) or not isinstance(file.after, str) or misshapen(file.path):
        return False
    return file.path.partition("/")[0].casefold() != ".git"


def _path(environ: Mapping[str, str], root: Path) -> Path | None:
    """Where the last edit of a partnership is kept; None where there is no such folder."""
    name = hashlib.sha256(_name(root).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return own_file(environ, "undo", f"{name}.json")


def _name(root: Path) -> str:
    return os.path.realpath(root)


def _hash(data: bytes | None) -> str:
    return _GONE if data is None else hashlib.sha256(data).hexdigest()


def _text(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode("ascii")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)
