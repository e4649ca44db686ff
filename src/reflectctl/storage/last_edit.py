"""What an edit was: what its files were, and what they became. Kept before the first of them is written.

So an edit that was ended between two files is taken back by the next, and the last edit can be taken back by `undo`. It
is kept in a folder of whoever made it, which nobody else can write to, and believed only from there: what lies in a
repository may have come with it. Of what the files became only a hash is kept; what they were is kept until the next
edit, or where nothing is to be kept, until this one is written.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..light_json import dumps, loads
from ..model.edits import Edit
from ..model.named_tuples import NamedTuple
from .disk import misshapen, read_file
from .own_folder import MOST_BYTES, made_ready, name_for, own_file, read_own, take_out, write_own

FORM = 1
"""The number of this form: what is of another is as if it were not there."""

_GONE = ""
"""Stands for the hash of a file that is not there."""


class LastEdit(NamedTuple):
    """An edit: what was said of it, and each of its files."""

    done: str
    files: tuple["File", ...]

    def how(self, root: Path) -> dict[str, str]:
        """How it is with each of its files now, by path."""
        return {each.path: each.how(root) for each in self.files}


BEFORE, AFTER, OTHERWISE = "before", "after", "otherwise"
"""A file is what it was, or what it became, or something else."""
_WHOLE = ({BEFORE}, {AFTER})


class File(NamedTuple):
    """A file that was edited."""

    path: str
    before: bytes | None
    """What it was; None where it was not there."""
    after: str
    """The hash of what it became; empty where it is gone."""

    def how(self, root: Path) -> str:
        """Whether the file is what it was or what it became."""
        is_there = os.path.lexists(os.path.join(root, self.path))
        now = read_file(root, self.path) if is_there else None
        if is_there and not isinstance(now, bytes):
            return OTHERWISE
        found = _hash(now if isinstance(now, bytes) else None)
        return AFTER if found == self.after else BEFORE if found == _hash(self.before) else OTHERWISE

    def edit_back(self, root: Path) -> Edit | None:
        """What takes the edit back; None where the file is not what it became."""
        if self.how(root) != AFTER:
            return None
        now = None if self.after == _GONE else read_file(root, self.path)
        return Edit(self.path, now if isinstance(now, bytes) else None, self.before)


@contextlib.contextmanager
def keeping(environ: Mapping[str, str], root: Path, edits: Sequence[Edit], done: str) -> Iterator[None]:
    """Keep what an edit is while its files are put in their places; and when they are, for `undo`, in place of the one
    before it. What has no name of what was `done` is more than its files, and is not kept any longer.

    Where it cannot be kept, nobody is troubled.
    """
    path = _begun(environ, root, edits, done)
    try:
        yield
    except BaseException:
        if path is not None and (found := _found(path, root)) is not None:
            _end(environ, root, path, found)
        raise
    _put_away(environ, root, path, done)


def _begun(environ: Mapping[str, str], root: Path, edits: Sequence[Edit], done: str) -> str | None:
    told = {
        "form": FORM,
        "root": _name(root),
        "done": done,
        "files": [[each.path, _text(each.before), _hash(each.after)] for each in edits],
    }
    raw = dumps(told).encode("ascii")
    for path in begun(environ, root) if len(raw) <= MOST_BYTES else ():
        try:
            if made_ready(path):
                write_own(path, raw)
                return path
        except OSError:
            take_out(path)
    return None


def _end(environ: Mapping[str, str], root: Path, path: str, found: LastEdit) -> bool:
    """Whether an edit that was ended has come to an end: nothing of it was written, or everything."""
    how = set(found.how(root).values())
    if how == {AFTER}:
        _put_away(environ, root, path, found.done)
    elif how == {BEFORE}:
        take_out(path)
    return how in _WHOLE


def _put_away(environ: Mapping[str, str], root: Path, path: str | None, done: str) -> None:
    """Keep an edit that is written as the last one."""
    last = _path(environ, root)
    try:
        if path is not None and last is not None and done and made_ready(last):
            os.replace(path, last)
            return
    except OSError:
        pass
    # The edit before it is not the last any more.
    forget(environ, root)
    if path is not None:
        take_out(path)


class Ended(NamedTuple):
    """An edit that was ended between two of its files."""

    done: str
    written: tuple[str, ...]
    """The files that were written."""
    changed: tuple[str, ...]
    """Those that are something else since: while there are any, nothing is taken back."""


def ended(environ: Mapping[str, str], root: Path) -> Ended | None:
    """The edit that was ended between two of its files, where there is one and nobody is writing."""
    found = _unfinished(environ, root)
    if found is None or set(found[1].how(root).values()) in _WHOLE:
        return None
    from .write import is_free

    if not is_free(root):
        return None
    return _told(root, found[1])


def mend(environ: Mapping[str, str], root: Path) -> Ended | None:
    """Take back the edit that was ended between two of its files, and tell which it was.

    Where they are not what it knows any more, they are left as they are, and that is told once.
    """
    if _unfinished(environ, root) is None:
        return None
    from .write import turn, write_in_turn

    with turn(root):
        found = _unfinished(environ, root)
        if found is None or _end(environ, root, *found):
            return None
        path, edit = found
        told = _told(root, edit)
        if not told.changed:
            back = [one for each in edit.files if (one := each.edit_back(root)) is not None]
            write_in_turn(root, back, contextlib.nullcontext())
        take_out(path)
        return told


def _told(root: Path, edit: LastEdit) -> Ended:
    how = edit.how(root)
    written, changed = (tuple(path for path in how if how[path] == each) for each in (AFTER, OTHERWISE))
    return Ended(edit.done, written, changed)


def _unfinished(environ: Mapping[str, str], root: Path) -> tuple[str, LastEdit] | None:
    """The edit that was begun and of which it is not known that it was written, and where it is kept."""
    for path in begun(environ, root):
        if (found := _found(path, root)) is not None:
            return path, found
    return None


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
    return _found(path, root) if path is not None else None


def _found(path: str, root: Path) -> LastEdit | None:
    raw = read_own(path)
    try:
        told = loads(raw or b"null")
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


def _path(environ: Mapping[str, str], root: Path) -> str | None:
    """Where the last edit of a partnership is kept; None where there is no such folder."""
    return own_file(environ, "undo", _file(root))


def begun(environ: Mapping[str, str], root: Path) -> Iterator[str]:
    """The paths at which an edit of a partnership is kept while it is written."""
    return (os.path.join(folder, _file(root)) for folder in _folders(environ))


def _folders(environ: Mapping[str, str]) -> Iterator[str]:
    """Where an edit may be kept while it is written: in the user's own cache folder; else in a folder of their own
    among what is temporary."""
    if folder := own_file(environ, "unfinished", ""):
        yield folder
    if hasattr(os, "geteuid"):
        # Anybody may write there: nothing is believed that is not in folders which nobody else can write to.
        there = environ.get("TMPDIR") or "/tmp"  # noqa: S108
        yield os.path.join(there, f"reflectctl-{os.geteuid()}", "unfinished")


def _file(root: Path) -> str:
    return f"{name_for(root)}.json"


def _name(root: Path) -> str:
    return os.path.realpath(root)


def _hash(data: bytes | None) -> str:
    return _GONE if data is None else _sum(data)


def _sum(data: bytes) -> str:
    from ..hashes import blake2b

    return blake2b(data, digest_size=32).hexdigest()  # type: ignore[no-any-return, unused-ignore]


def _text(data: bytes | None) -> str | None:
    from binascii import b2a_base64

    return None if data is None else b2a_base64(data, newline=False).decode("ascii")


def _bytes(text: str | None) -> bytes | None:
    from binascii import a2b_base64

    return None if text is None else a2b_base64(text, strict_mode=True)
