"""What came back from a room, shown; written where somebody says yes at the terminal, or has said --yes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ..app.context import Context
from . import console, declare

if TYPE_CHECKING:
    from ..model.proposal import Proposal

Yes = Annotated[bool, declare.option("--yes", help="Record what is certain without asking.")]


def settle(
    here: Context, found: "Proposal", *, format: str | None, output: Path | None, yes: bool, dry_run: bool
) -> None:
    """Show a proposal, and record it where that is said yes to. Leaves with 1 where anything is doubtful."""
    import secrets

    from ..app import proposal
    from . import options

    form = options.form(format, output, proposal.FORMATS)
    answer = proposal.consider(here, found)
    told = proposal.FORMATS[form](answer, here)
    console.show(told, output)
    if answer.is_new:
        if dry_run:
            diff = proposal.record(here, answer, secrets.choice, dry_run=True)
            console.show(f"\n{diff}" if form == "text" and output is None else "")
        elif yes or _agreed(here):
            proposal.record(here, answer, secrets.choice, dry_run=False)
    elif answer.considered.steps:
        here.note("Nothing to change: the files say so already, or what is left out is told above.")
    raise declare.Leave(1 if answer.considered.doubts else 0)


def _agreed(here: Context) -> bool:
    if console.is_terminal() and console.ask("Record this? yes or no", "no").casefold() in ("y", "yes"):
        return True
    here.note("Nothing was written. Say yes at the terminal, or add --yes, to record what is certain.")
    return False
