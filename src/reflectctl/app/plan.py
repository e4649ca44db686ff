"""The goals and measures of the plans of principles."""

from typing import Literal

from ..analysis import lookup
from ..edits import operations, plans
from .context import Context
from .success import text
from .writing import finish, open_to_write


def put(
    here: Context, key: Literal["goal", "measure"], principle: str, horizon: str, words: str, *, dry_run: bool
) -> str:
    """Say what is to be reached, or how it will be seen, in a part of a plan; an empty text takes it out."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    instrument = loaded.partnership.instrument
    which, part = lookup.principle(principle, instrument), lookup.horizon(horizon, instrument)
    draft = operations.draft(loaded)
    was = plans.put(loaded, draft, which, part, key, words)
    done = text(f"{which.id}, {part}, {key}:", was, words)
    return finish(here, top, draft, dry_run=dry_run, done=done)
