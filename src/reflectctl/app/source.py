"""The sources of a statement: what the evidence is, whose, and of when. Added and taken out."""

from ..analysis import lookup
from ..edits import operations, removal
from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from ..model.records import Source
from .context import Context
from .success import quoted
from .writing import finish, open_to_write


class New(NamedTuple):
    """A source, in the words that were typed."""

    statement: str
    what: str
    agency: str | None = None
    dated: str = ""
    link: str = ""


def add(here: Context, new: New, *, dry_run: bool) -> str:
    """Write a source down, once."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    which = lookup.statement(new.statement, loaded.partnership.instrument)
    if not new.what.strip():
        raise ReflectError("The source is empty.", "Say what the evidence is; nothing was changed.", exit_code=2)
    who = lookup.agency(new.agency, loaded.partnership) if new.agency else ""
    said = Source(" ".join(new.what.split()), who, new.dated.strip(), new.link.strip())
    found = loaded.partnership.assessment(which.id)
    draft = operations.draft(loaded)
    if said[:4] not in [each[:4] for each in (found.sources if found else ())]:
        operations.source(loaded, draft, which, said)
    done = f"{which.named}: source added, {quoted(said.what)}."
    return finish(here, top, draft, dry_run=dry_run, done=done)


def remove(here: Context, gone: New, *, dry_run: bool) -> str:
    """Take out the one source whose words begin so."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    which = lookup.statement(gone.statement, loaded.partnership.instrument)
    who = lookup.agency(gone.agency, loaded.partnership) if gone.agency else ""
    draft = operations.draft(loaded)
    was = removal.source(loaded, draft, which, gone.what, agency=who, dated=gone.dated.strip())
    done = f"{which.named}: source removed, {quoted(was.what)}."
    return finish(here, top, draft, dry_run=dry_run, done=done)
