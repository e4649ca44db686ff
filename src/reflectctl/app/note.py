"""Key points noted under one of the prompts, and taken out."""

from ..analysis import lookup
from ..edits import operations, removal
from ..model.named_tuples import NamedTuple
from ..model.records import Discussion
from .context import Context
from .success import quoted
from .writing import finish, open_to_write


class Noted(NamedTuple):
    """A key point, in the words that were typed."""

    statement: str
    prompt: str
    text: str
    meeting: str | None = None
    dated: str | None = None


def note(here: Context, new: Noted, *, dry_run: bool) -> str:
    """Note a key point, in Markdown, under the discussion of a meeting or of a day: today, where neither is said."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    instrument = loaded.partnership.instrument
    which, under = lookup.statement(new.statement, instrument), lookup.prompt(new.prompt, instrument)
    where = lookup.meeting(new.meeting, loaded.partnership) if new.meeting else ""
    dated = here.day_of(new.dated, "--dated") or here.today()
    draft = operations.draft(loaded)
    operations.note(loaded, draft, which, under, new.text, meeting=where, dated=dated)
    more = "" if where else "No meeting is named; --meeting says at which it was said."
    done = f"Noted under {which.named}, {under}, {where or dated}."
    return finish(here, top, draft, dry_run=dry_run, done=done, more=more)


def remove(here: Context, gone: Noted, point: int | None, *, dry_run: bool) -> str:
    """Take out the key points of a discussion, or the one of a number."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    instrument = loaded.partnership.instrument
    which, under = lookup.statement(gone.statement, instrument), lookup.prompt(gone.prompt, instrument)
    where = lookup.meeting(gone.meeting, loaded.partnership) if gone.meeting else ""
    dated = None if where else here.day_of(gone.dated, "--dated")
    draft = operations.draft(loaded)
    was = removal.note(loaded, draft, which, under, Discussion(where, dated), point=point)
    first, *others = was.points or ("",)
    done = f"{which.named}, {under}: {quoted(first, 30)} removed."
    more = f"Noted {was.where}" + (f", with {len(others)} more." if others else ".")
    return finish(here, top, draft, dry_run=dry_run, done=done, more=more)
