"""A key point noted under one of the prompts."""

from typing import NamedTuple

from ..analysis import lookup
from ..edits import operations
from .context import Context
from .partnership import open_partnership
from .writing import finish


class Noted(NamedTuple):
    """A key point, in the words that were typed."""

    statement: str
    prompt: str
    text: str
    meeting: str | None = None
    dated: str | None = None


def note(here: Context, new: Noted, *, dry_run: bool) -> str:
    """Note a key point, in Markdown, under the discussion of a meeting or of a day: today, where neither is said."""
    top, loaded = open_partnership(here)
    instrument = loaded.partnership.instrument
    which, under = lookup.statement(new.statement, instrument), lookup.prompt(new.prompt, instrument)
    where = lookup.meeting(new.meeting, loaded.partnership) if new.meeting else ""
    dated = here.day_of(new.dated, "--dated") or here.today()
    draft = operations.draft(loaded)
    operations.note(loaded, draft, which, under, new.text, meeting=where, dated=dated)
    return finish(here, top, draft, dry_run=dry_run, done=f"Noted under {which.named}, {under}, {where or dated}.")
