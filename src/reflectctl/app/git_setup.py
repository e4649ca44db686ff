"""Git's own commands made to know records: settings of the clone, and lines of .gitattributes that name the files."""

import shlex
from pathlib import Path

from ..documents.text import BOM, decode
from ..edits.gitattributes import DRIVER, completed
from ..errors import ReflectError
from ..model.edits import Edit
from ..storage import git_config
from ..storage.disk import read_file
from ..storage.merge_file import NEW
from ..storage.snapshots import ABSENT, Unreadable
from .context import Context
from .partnership import Repository
from .writing import mend, written

_DIFF = f"diff.{DRIVER}.textconv"
_SECTION = f"merge.{DRIVER}"
_MERGE = f"{_SECTION}.driver"
_NAME = f"{_SECTION}.name"
_CALLED = "records of a safeguarding partnership, by their ids"
_OURS = {_DIFF: " -m reflectctl textconv ", _MERGE: " -m reflectctl merge-driver ", _NAME: _CALLED}
"""The settings, in the order in which they are made, and what shows that a setting is ours.

Git stops every merge where a driver has a name and no command, so the name comes last.
"""


def set_up(here: Context, python: str, script: str, *, dry_run: bool) -> str:
    """Have git show and merge the records by this very program; `dry_run` answers with the edit.

    It is run by a Python, and for what git asks often by a script of its own, which needs no site packages.
    """
    repository = Repository(here.folder)
    mend(here, repository.root, dry_run=dry_run)
    there = {key: _there(repository, key) for key in _OURS}
    wanted = {_DIFF: _textconv(python, script, repository.prefix), _MERGE: _driver(python), _NAME: _CALLED}
    edit = _attributes(repository.root)
    answer = ""
    if edit is not None:
        wrote, answer = written(here, repository.root, [edit], dry_run=dry_run)
        if wrote:
            here.note("Changed: .gitattributes. Commit it, so that every clone has it.")
    for key, value in wanted.items():
        if there[key] == [value]:
            here.note(f"{key} is set in this clone already.")
            continue
        if not dry_run:
            git_config.put(repository.git, key, value)
        here.note(f"{'Would set' if dry_run else 'Set'} in this clone's configuration: {key} = {value}")
    if not dry_run:
        here.note(
            "`git diff`, `git log -p` and `git show` now read as sentences; with --no-textconv they show the files "
            "themselves. `git merge` and `git rebase` merge record by record.\nTo undo it: reflectctl git-setup --undo"
        )
    return answer


def undo(here: Context, *, dry_run: bool) -> None:
    """Take the settings out of the clone again."""
    repository = Repository(here.folder)
    there = {key: _there(repository, key) for key in _OURS}
    would = "Would take" if dry_run else "Took"
    for key, said in there.items():
        here.note(f"{would} {key} out of this clone's configuration." if said else f"{key} is not set here.")
    if not dry_run:
        if there[_DIFF]:
            git_config.take(repository.git, _DIFF)
        if there[_MERGE] or there[_NAME]:
            git_config.take_section(repository.git, _SECTION)
    here.note("The lines in .gitattributes stay: without the settings they do nothing.")


def _there(repository: Repository, key: str) -> list[str]:
    """What a setting of the clone is. Refuses to touch what is not ours."""
    there = git_config.local(repository.git, key)
    strange = [each for each in there if _OURS[key] not in each]
    if strange:
        raise ReflectError(
            f"{key} is set in this clone already, to something else: {strange[-1]}",
            f"If it is not wanted any more: git config --local --unset-all {key}",
        )
    return there


def _textconv(python: str, script: str, prefix: str) -> str:
    """What git hands to a shell: this very program, wherever git is started from; the file itself once it has gone.

    Isolated, so that nothing lying in the repository is taken for a part of it. The script goes where the program is
    installed anew for another Python: then it is asked for by its name.
    """
    place = f"--root {shlex.quote(prefix)} " if prefix else ""
    isolated = f"{shlex.quote(python)} -I"
    quick = f'{isolated} -S {shlex.quote(script)} textconv {place}"$1" 2>/dev/null'
    return f'f() {{ {quick} || {isolated}{_OURS[_DIFF]}{place}"$1" 2>/dev/null || cat "$1"; }}; f'


def _driver(python: str) -> str:
    """What git hands to a shell to merge a file; its own merge by lines once the program has gone.

    A driver that fails leaves what was ours, without marks, and `git add` would then lose what was theirs: so whatever
    ends the program, there are marks. Git goes by percent signs here.
    """
    program = f"{shlex.quote(python)} -I{_OURS[_MERGE]}".replace("%", "%%")
    by_lines = 'git merge-file -q --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3"'
    return (
        f'f() {{ {program}"$@" && return; rm -f "$2{NEW}"; '
        f'grep -q "^<<<<<<<" "$2" && return 1; {by_lines}; }}; f %O %A %B %L %P %S %X %Y'
    )


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
