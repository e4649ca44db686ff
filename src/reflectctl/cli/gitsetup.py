"""Git's own commands made readable: `git-setup`."""

import shlex
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .options import DryRun, Root

if TYPE_CHECKING:
    from pathlib import Path

    from ..model.edits import Edit

_OURS = " -m reflectctl textconv "


def git_setup(
    undo: Annotated[bool, typer.Option("--undo", help="Take the setting out of this clone again.")] = False,
    dry_run: DryRun = False,
    root: Root = None,
) -> None:
    """Have git's own commands read as sentences.

    `git diff`, `git log -p` and `git show` then tell of the records one fact a line, in this clone; comments are not
    told, and `git diff --no-textconv` shows the files themselves. One setting is put into the clone's own
    configuration, and .gitattributes is given the lines that name the files, where it lacks them. --undo takes the
    setting out again.
    """
    from ..edits.gitattributes import DRIVER
    from ..errors import ReflectError
    from ..storage import git_config
    from . import console, session

    repository = session.Repository(root)
    key = f"diff.{DRIVER}.textconv"
    there = git_config.local(repository.git, key)
    strange = [each for each in there if _OURS not in each]
    if strange:
        raise ReflectError(
            f"{key} is set in this clone already, to something else: {strange[-1]}",
            f"If it is not wanted any more: git config --local --unset-all {key}",
        )
    if undo:
        if there and not dry_run:
            git_config.take(repository.git, key)
        would = "Would take" if dry_run else "Took"
        console.say(f"{would} {key} out of this clone's configuration." if there else f"{key} is not set here.")
        console.say("The lines in .gitattributes stay: without the setting they do nothing.")
        return
    wanted = _command(repository.prefix)
    edit = _attributes(repository.root)
    if edit is not None and dry_run:
        from ..render.unified import edits as unified

        console.show(unified([edit]))
    elif edit is not None:
        from ..storage.write import write

        write(repository.root, [edit])
        console.say("Changed: .gitattributes. Commit it, so that every clone has it.")
    if there == [wanted]:
        console.say(f"{key} is set in this clone already.")
    elif not dry_run:
        git_config.put(repository.git, key, wanted)
    if there != [wanted]:
        console.say(f"{'Would set' if dry_run else 'Set'} in this clone's configuration: {key} = {wanted}")
    if not dry_run:
        console.say(
            "`git diff`, `git log -p` and `git show` now read as sentences; with --no-textconv they show the files "
            "themselves.\nTo undo it: reflectctl git-setup --undo"
        )


def _command(prefix: str) -> str:
    """What git hands to a shell: this very program, wherever git is started from; the file itself once it has gone.

    Isolated, so that nothing lying in the repository is taken for a part of it.
    """
    place = f"--root {shlex.quote(prefix)} " if prefix else ""
    program = f"{shlex.quote(sys.executable)} -I{_OURS}{place}"
    return f'f() {{ {program}"$1" 2>/dev/null || cat "$1"; }}; f'


def _attributes(root: "Path") -> "Edit | None":
    """What the partnership's .gitattributes is to become; None when it has every line."""
    from ..documents.text import BOM, decode
    from ..edits.gitattributes import completed
    from ..errors import ReflectError
    from ..model.edits import Edit
    from ..storage.disk import read_file
    from ..storage.snapshots import ABSENT, Unreadable

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
