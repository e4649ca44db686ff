"""What the preliminary discussion came to: when it was held, its goal and commitment, the readiness plan."""

from ..analysis import lookup
from ..edits import operations, plans
from ..edits.changeset import clean
from ..errors import ReflectError
from ..model.locations import Route
from .context import Context
from .success import quoted, text
from .writing import finish, open_to_write


def put(here: Context, route: Route, words: str, *, dry_run: bool) -> str:
    """Write down a text of the preliminary discussion, by its key; an empty text takes it out."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    draft = operations.draft(loaded)
    was = plans.put_preliminary(loaded, draft, route, words)
    name = "readiness plan, " + str(route[-1]) if len(route) > 1 else str(route[-1])
    done = text(f"Preliminary discussion, {name}:", was, words)
    return finish(here, top, draft, dry_run=dry_run, done=done)


def notes(here: Context, words: str, *, add: bool, dry_run: bool) -> str:
    """Write what was said, in place of what stands there or below it; an empty text takes it out."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    draft, found = operations.draft(loaded), loaded.partnership.preliminary
    was = found.notes if found else ""
    plans.put_notes(loaded, draft, f"{was}\n\n{clean(words)}" if add and was.strip() else words)
    name = "Preliminary discussion, notes:"
    done = f"{name} {quoted(words)} added." if add else text(name, was, words)
    return finish(here, top, draft, dry_run=dry_run, done=done)


def discussed(here: Context, day: str | None, meeting: str | None, *, remove: bool, dry_run: bool) -> str:
    """Say when it was held: on the day of the meeting, or today, where no day is said. Or that it was not."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    if remove and (day or meeting):
        raise ReflectError("--remove takes the day out, and one is given.", "Leave out one of them.", exit_code=2)
    where = lookup.meeting(meeting, loaded.partnership) if meeting else ""
    held = loaded.partnership.meeting(where)
    when = None if remove else here.day_of(day, "the discussion") or (held.date if held else here.today())
    draft = operations.draft(loaded)
    was = plans.discussed(loaded, draft, when, where)
    at = f" at {where}" if where else ""
    done = f"Preliminary discussion: {was or 'not yet held'} → {when or 'not yet held'}{at}."
    return finish(here, top, draft, dry_run=dry_run, done=done)
