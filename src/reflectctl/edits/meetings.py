"""A meeting that is recorded, changed: what it says, the day of it, who was heard; and taken out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..errors import ReflectError
from ..loading import files
from ..loading.load import Loaded
from ..model import fields
from ..model.locations import Place
from ..model.records import Heard, Meeting
from . import references
from .changeset import Draft, line
from .operations import as_data, refuse_copies, refuse_unreadable


def edit(loaded: Loaded, draft: Draft, meeting: Meeting, said: Mapping[str, str | Sequence[str]]) -> None:
    """What a meeting says under some of its keys; an empty text or list empties it."""
    refuse_copies(loaded, "meeting", meeting.id)
    for key, value in said.items():
        words: Any = line(value) or None if isinstance(value, str) else [each for each in map(line, value) if each]
        draft.put(meeting.where.path, (key,), words)


def add_notes(loaded: Loaded, draft: Draft, meeting: Meeting, words: str) -> None:
    """What was noted of a meeting, below what stands there in the draft."""
    refuse_copies(loaded, "meeting", meeting.id)
    document = draft.document(meeting.where.path)
    there = document.body.strip() if document else ""
    draft.put_body(meeting.where.path, f"{there}\n\n{words}" if there else words)


def heard(loaded: Loaded, draft: Draft, meeting: Meeting, who: Heard) -> None:
    """Who was heard at a meeting, or before it, below those who are noted already."""
    refuse_copies(loaded, "meeting", meeting.id)
    draft.append(meeting.where.path, ("heard",), as_data(who))


def not_heard(loaded: Loaded, draft: Draft, meeting: Meeting, who: Heard) -> None:
    """Take out somebody who was noted as heard."""
    refuse_copies(loaded, "meeting", meeting.id)
    draft.remove(meeting.where.path, ("heard", meeting.heard.index(who)))


def move(loaded: Loaded, draft: Draft, meeting: Meeting, to: date, id: str = "") -> str:
    """A meeting on another day; gives its id.

    The day in its id and in the name of its file follows, and so does whatever names it; and the days of ratings and
    views that were agreed or given there, on its day.
    """
    refuse_copies(loaded, "meeting", meeting.id)
    refuse_unreadable(loaded, "principles/", "views/", "meetings/", files.PRELIMINARY)
    path, was, now = meeting.where.path, meeting.date.isoformat(), to.isoformat()
    new = id or (now + meeting.id.removeprefix(was) if meeting.id.startswith(was) else meeting.id)
    if new != meeting.id and loaded.partnership.meeting(new) is not None:
        raise ReflectError(f"There is a meeting {new} already.", "Name another id with --id.", exit_code=2)
    draft.put(path, ("date",), now)
    _days(loaded, draft, meeting, now)
    if new != meeting.id:
        draft.put(path, ("id",), new)
        references.rename(draft, (fields.MEETING,), (meeting.id,), new)
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if stem == meeting.id:
        stem = new
    elif stem.startswith(was):
        stem = now + stem.removeprefix(was)
    if f"{folder}/{stem}.md" != path:
        draft.move_file(path, f"{folder}/{stem}.md")
    return new


def _days(loaded: Loaded, draft: Draft, meeting: Meeting, now: str) -> None:
    """What was agreed or given at a meeting, on its day, was so on the day of now."""
    partnership = loaded.partnership
    agreed = [each for record in partnership.records for each in record.assessments]
    before = (each for said in agreed for each in said.earlier)
    given = (each for said in partnership.views for each in said.views.values())
    dated: list[tuple[Place, str, str, date | None]] = [
        *((each.where, "agreed", each.meeting, each.agreed) for each in agreed),
        *((each.where, "agreed", each.meeting, each.agreed) for each in before),
        *((each.where, "given", each.meeting, each.given) for each in given),
    ]
    if said := partnership.preliminary:
        dated.append((said.where, "discussed", said.meeting, said.discussed))
    for where, key, at, day in dated:
        if at == meeting.id and day == meeting.date:
            draft.put(where.path, (*where.route, key), now)


def remove(loaded: Loaded, draft: Draft, meeting: Meeting) -> None:
    """Take out a meeting's file; refused while something names it."""
    refuse_copies(loaded, "meeting", meeting.id)
    if named := [
        each for each in references.naming(draft, (fields.MEETING,), meeting.id) if each.path != meeting.where.path
    ]:
        others = f", and in {len(named) - 1} more {'file' if len(named) == 2 else 'files'}" if named[1:] else ""
        raise ReflectError(
            f"{meeting.id} is named at {named[0]}{others}. Nothing was written.",
            "A meeting is taken out while nothing names it; `reflectctl meeting move` puts it on another day.",
            exit_code=2,
        )
    draft.remove_file(meeting.where.path)
