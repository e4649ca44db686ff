"""Git's own commands made to know records: `git-setup`."""

import os
import sys
from typing import Annotated

from . import declare
from .options import DryRun


def git_setup(
    ctx: declare.Call,
    undo: Annotated[bool, declare.option("--undo", help="Take the settings out of this clone again.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Have git show records as sentences, and merge them by ids.

    `git diff`, `git log -p` and `git show` then tell of the records one fact a line, in this clone; comments are not
    told, and `git diff --no-textconv` shows the files themselves. What is not told, `git log -S` finds with
    --no-textconv alone. `git merge` and `git rebase` know records by their ids: what both sides added stays, and a
    conflict is around what both changed. Settings are put into the clone's own configuration, and .gitattributes is
    given the lines that name the files, where it lacks them. --undo takes the settings out again.
    """
    from ..app import git_setup
    from . import console, options

    here = options.here(ctx)
    if undo:
        git_setup.undo(here, dry_run=dry_run)
    else:
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "without_site.py")
        console.show(git_setup.set_up(here, sys.executable, script, dry_run=dry_run))
