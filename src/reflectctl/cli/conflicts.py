"""What a merge has left to be decided: `conflicts`."""

from typing import Annotated

from . import declare
from .options import DryRun, FileFormat, Output


def conflicts(
    ctx: declare.Call,
    ids: Annotated[
        list[str] | None,
        declare.argument(metavar="[ID]...", help="What is decided: a statement, an action, a meeting, as it is named."),
    ] = None,
    ours: Annotated[bool, declare.option("--ours", help="Take it as our side has it.")] = False,
    theirs: Annotated[bool, declare.option("--theirs", help="Take it as their side has it.")] = False,
    both: Annotated[bool, declare.option("--both", help="Take what both sides have, where it is a list.")] = False,
    format: FileFormat = None,
    output: Output = None,
    dry_run: DryRun = False,
) -> None:
    """Show what two sides of a merge differ in, value by value; or decide it by id.

    During a merge, a rebase, a cherry-pick or a revert: which statement, action or meeting, which field, what each side
    says, by whom and of which day, and what to do. Exit code 0 when nothing is left to be decided, 1 when something is.
    What is decided is read again and checked before it is written; git is told by you, with `git add`.
    """
    if ours or theirs or both or ids:
        _decide(ctx, ids or [], ours=ours, theirs=theirs, both=both, dry_run=dry_run)
        return
    from ..app.conflicts import FORMATS
    from ..app.conflicts import conflicts as left
    from . import console, options

    here = options.here(ctx, output=output)
    found = left(here)
    console.answer(here, FORMATS[options.form(format, output, FORMATS)](found, here), output)
    raise declare.Leave(1 if found.open else 0)


def _decide(ctx: declare.Call, ids: list[str], *, ours: bool, theirs: bool, both: bool, dry_run: bool) -> None:
    from ..app.decide import decide
    from ..errors import ReflectError
    from . import console, options

    how = [name for name, is_so in (("ours", ours), ("theirs", theirs), ("both", both)) if is_so]
    if len(how) != 1 or not ids:
        raise ReflectError(
            "One of --ours, --theirs and --both is expected, and what is decided so.",
            "For example: reflectctl conflicts --theirs a-7k3f.",
            exit_code=2,
        )
    console.show(decide(options.here(ctx), ids, how[0], dry_run=dry_run))
