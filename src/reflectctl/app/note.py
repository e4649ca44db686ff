"""A key point noted under one of the prompts."""

from ..analysis import lookup
from ..edits import operations
from .context import Context
from .partnership import open_partnership
from .writing import finish


def note(here: Context, statement: str, prompt: str, text: str, *, dry_run: bool) -> str:
    """Note a key point, in Markdown."""
    top, loaded = open_partnership(here)
    instrument = loaded.partnership.instrument
    which, under = lookup.statement(statement, instrument), lookup.prompt(prompt, instrument)
    draft = operations.draft(loaded)
    operations.note(loaded, draft, which, under, text)
    return finish(here, top, draft, dry_run=dry_run, done=f"Noted under {which.named}, {under}.")
