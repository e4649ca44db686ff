"""Git's own commands made readable: a setting of the clone, and the lines of .gitattributes that name the files."""

import shlex
from pathlib import Path

from ..documents.text import BOM, decode
from ..edits.gitattributes import DRIVER, completed
from ..errors import ReflectError
from ..model.edits import Edit
from ..storage import git_config
from ..storage.disk import read_file
from ..storage.snapshots import ABSENT, Unreadable
from .context import Context
from .partnership import Repository
from .writing import written

_OURS = " -m reflectctl textconv "
_KEY = f"diff.{DRIVER}.textconv"


def set_up(here: Context, python: str, *, dry_run: bool) -> str:
    """Have git show the records by this very program, run by a Python; with `dry_run` the answer shows the edit."""
    repository = Repository(here.folder)
    there = _there(repository)
    wanted = _command(python, repository.prefix)
    edit = _attributes(repository.root)
    answer = ""
    if edit is not None:
        wrote, answer = written(here, repository.root, [edit], dry_run=dry_run)
        if wrote:
            here.note("Changed: .gitattributes. Commit it, so that every clone has it.")
    if there == [wanted]:
        here.note(f"{_KEY} is set in this clone already.")
    elif not dry_run:
        git_config.put(repository.git, _KEY, wanted)
    if there != [wanted]:
        here.note(f"{'Would set' if dry_run else 'Set'} in this clone's configuration: {_KEY} = {wanted}")
    if not dry_run:
        here.note(
            "`git diff`, `git log -p` and `git show` now read as sentences; with --no-textconv they show the files "
            "themselves.\nTo undo it: reflectctl git-setup --undo"
        )
    return answer


def undo(here: Context, *, dry_run: bool) -> None:
    """Take the setting out of the clone again."""
    repository = Repository(here.folder)
    there = _there(repository)
    if there and not dry_run:
        git_config.take(repository.git, _KEY)
    would = "Would take" if dry_run else "Took"
    here.note(f"{would} {_KEY} out of this clone's configuration." if there else f"{_KEY} is not set here.")
    here.note("The lines in .gitattributes stay: without the setting they do nothing.")


def _there(repository: Repository) -> list[str]:
    """What the clone's setting is. Refuses to touch what is not ours."""
    there = git_config.local(repository.git, _KEY)
    strange = [each for each in there if _OURS not in each]
    if strange:
        raise ReflectError(
            f"{_KEY} is set in this clone already, to something else: {strange[-1]}",
            f"If it is not wanted any more: git config --local --unset-all {_KEY}",
        )
    return there


def _command(python: str, prefix: str) -> str:
    """What git hands to a shell: this very program, wherever git is started from; the file itself once it has gone.

    Isolated, so that nothing lying in the repository is taken for a part of it.
    """
    place = f"--root {shlex.quote(prefix)} " if prefix else ""
    program = f"{shlex.quote(python)} -I{_OURS}{place}"
    return f'f() {{ {program}"$1" 2>/dev/null || cat "$1"; }}; f'


def _attributes(root: Path) -> Edit | None:
    """What the partnership's .gitattributes is to become; None when it has every line."""
    name = ".gitattributes"
    raw = read_file(root, name)
    if isinstance(raw, Unreadable) and raw.reason != ABSENT:
        raise ReflectError(f"{name} cannot be read. {raw.reason}", raw.hint)
    before = None if isinstance(raw, Unreadable) else raw
    read = decode(name, before or b"")
    if read.text is None:
        raise ReflectError(f"{name} cannot be read. {read.found[0].message}", read.found[0].hint)
    after = ((BOM if read.bom else "") + completed(read.text)).encode("utf-8")
    return None if after == before else Edit(name, before, after)
