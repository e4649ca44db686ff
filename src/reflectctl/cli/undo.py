"""Taking back the last edit: `undo`."""

from typing import Annotated

from . import declare
from .options import DryRun, Today


def undo(
    ctx: declare.Call,
    forget: Annotated[
        bool, declare.option("--forget", help="Take nothing back; keep no longer what the files were before it.")
    ] = False,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Take back the last edit that a command made.

    The files have to be as it left them: what was changed since is never lost. What is kept for it lies in your own
    cache folder; REFLECTCTL_NO_CACHE keeps nothing.
    """
    from ..app import undo as app
    from . import console, options

    here = options.here(ctx, today=today)
    if forget:
        app.forget(here, dry_run=dry_run)
    else:
        console.show(app.undo(here, dry_run=dry_run))
