"""The meetings: a new one, one that is changed, moved or taken out, and the list of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis import lookup
from ..analysis.attendance import attendance
from ..edits.changeset import clean
from ..errors import ReflectError
from ..loading.load import Loaded
from ..model.named_tuples import NamedTuple
from ..model.records import Heard, Meeting, Partnership
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership
from .success import quoted, text
from .writing import finish, open_to_write

if TYPE_CHECKING:
    from ..model.blocks import Block


class New(NamedTuple):
    """A meeting that is to be recorded, in the words that were typed."""

    title: str
    date: str | None = None
    principles: Sequence[str] = ()
    present: Sequence[str] = ()
    absent: Sequence[str] = ()
    group: str | None = None
    guests: Sequence[str] = ()


def add(here: Context, new: New, *, dry_run: bool) -> str:
    """Make a meeting's file, ready for its notes."""
    from ..edits import operations

    top, loaded = open_to_write(here, dry_run=dry_run)
    partnership = loaded.partnership
    draft = operations.draft(loaded)
    on = here.day_of(new.date, "--date") or here.today()
    group = lookup.group(new.group, partnership) if new.group else ""
    present, absent = attendance(new.present, new.absent, partnership, on, group)
    id = operations.new_meeting(
        loaded,
        draft,
        on=on,
        title=new.title,
        principles=lookup.several(new.principles, lambda word: lookup.principle(word, partnership.instrument).id),
        present=present,
        absent=absent,
        group=group,
        guests=new.guests,
    )
    return finish(here, top, draft, dry_run=dry_run, done=f"Meeting {id} is ready for its notes.")


class Changes(NamedTuple):
    """What a meeting shall say, in the words that were typed; None for what stays as it is."""

    title: str | None = None
    principles: Sequence[str] | None = None
    present: Sequence[str] | None = None
    absent: Sequence[str] | None = None
    group: str | None = None
    guests: Sequence[str] | None = None
    minutes_agreed: str | None = None


def edit(here: Context, meeting: str, new: Changes, *, dry_run: bool) -> str:
    """Change what a meeting says; each list that is named takes the place of the one before."""
    from ..edits import meetings, operations

    if all(each is None for each in new):
        raise ReflectError(
            "Nothing is named that shall change.",
            "Add --title, --present or another; `--help` lists them.",
            exit_code=2,
        )
    top, loaded, was = _found(here, meeting, dry_run=dry_run)
    partnership = loaded.partnership
    find: Mapping[str, Callable[[str], str]] = {
        "principles": lambda word: lookup.principle(word, partnership.instrument).id,
        "guests": lambda word: word,
    }
    room = _room(was, new, partnership)
    said: dict[str, str | Sequence[str]] = {}
    for key, words in new._asdict().items():
        if words is None:
            continue
        if key in room:
            said[key] = room[key]
        elif key == "minutes_agreed":
            said[key] = str(here.day_of(words, "--minutes-agreed") or "") if words else ""
        elif isinstance(words, str):
            said[key] = lookup.group(words, partnership) if key == "group" and words else words
        else:
            typed = [each for each in words if each.strip()]
            said[key] = typed if key == "guests" else lookup.several(typed, find[key])
    draft = operations.draft(loaded)
    meetings.edit(loaded, draft, was, said)
    return finish(here, top, draft, dry_run=dry_run, done=f"Meeting {was.id}: {', '.join(said)}.")


def _room(was: Meeting, new: Changes, partnership: Partnership) -> dict[str, list[str]]:
    """Who was present and who was absent, as far as that is to change."""
    group = was.group if new.group is None else lookup.group(new.group, partnership) if new.group else ""
    known = {each.id for each in partnership.agencies}
    told = {
        key: [each for each in typed if each.strip()]
        if (typed := getattr(new, key)) is not None
        else [each for each in getattr(was, key) if each in known]
        for key in ("present", "absent")
    }
    present, absent = attendance(told["present"], told["absent"], partnership, was.date, group)
    return {key: who for key, who in (("present", present), ("absent", absent)) if getattr(new, key) is not None}


def heard(here: Context, meeting: str, who: str, *, how: str, dated: str | None, dry_run: bool) -> str:
    """Note who was heard at a meeting, or before it."""
    from ..edits import meetings, operations

    top, loaded, was = _found(here, meeting, dry_run=dry_run)
    draft = operations.draft(loaded)
    meetings.heard(loaded, draft, was, Heard(who, how, here.day_of(dated, "--dated")))
    return finish(here, top, draft, dry_run=dry_run, done=f"Heard at {was.id}: {who}.")


def not_heard(here: Context, meeting: str, who: str, *, dated: str | None, dry_run: bool) -> str:
    """Take out somebody who was noted as heard, by the beginning of who it was."""
    from ..edits import meetings, operations

    top, loaded, was = _found(here, meeting, dry_run=dry_run)
    day, begun = here.day_of(dated, "--dated"), " ".join(who.casefold().split())
    found = [
        each for each in was.heard
        if " ".join(each.who.casefold().split()).startswith(begun) and (day is None or each.dated == day)
    ]  # fmt: skip
    if len(found) != 1:
        known = "; ".join(f"“{each.who}”" + (f" ({each.dated})" if each.dated else "") for each in found or was.heard)
        raise ReflectError(
            f"{'More than one' if found else 'Nobody'} noted as heard at {was.id} begins with “{who}”. "
            "Nothing was written.",
            f"There are {known}." if known else "Nobody is noted there.",
            exit_code=2,
        )
    draft = operations.draft(loaded)
    meetings.not_heard(loaded, draft, was, found[0])
    return finish(here, top, draft, dry_run=dry_run, done=f"No more noted as heard at {was.id}: {found[0].who}.")


def notes(here: Context, meeting: str, words: str, *, add: bool, dry_run: bool) -> str:
    """Write a meeting's notes, in place of those that stand there or below them; an empty text takes them out."""
    from ..edits import operations

    top, loaded, was = _found(here, meeting, dry_run=dry_run)
    operations.refuse_copies(loaded, "meeting", was.id)
    draft = operations.draft(loaded)
    draft.put_body(was.where.path, f"{was.notes}\n\n{clean(words)}" if add and was.notes.strip() else words)
    name = f"Notes of {was.id}:"
    done = f"{name} {quoted(words, 30)} added." if add else text(name, was.notes, words)
    return finish(here, top, draft, dry_run=dry_run, done=done)


def move(here: Context, meeting: str, date: str, *, id: str, dry_run: bool) -> str:
    """Put a meeting on another day, with everything that names it."""
    from ..edits import meetings, operations

    top, loaded, was = _found(here, meeting, dry_run=dry_run)
    day = here.day_of(date, "--date")
    assert day is not None, "a day is asked for"
    draft = operations.draft(loaded)
    new = meetings.move(loaded, draft, was, day, id)
    done = f"Meeting {was.id} → {new}." if new != was.id else f"Meeting {was.id}: {was.date} → {day}."
    return finish(here, top, draft, dry_run=dry_run, done=done)


def remove(here: Context, meeting: str, *, dry_run: bool) -> str:
    """Take a meeting out."""
    from ..edits import meetings, operations

    top, loaded, was = _found(here, meeting, dry_run=dry_run)
    draft = operations.draft(loaded)
    meetings.remove(loaded, draft, was)
    return finish(here, top, draft, dry_run=dry_run, done=f"Meeting {was.id} of {was.date} is taken out.")


def _found(here: Context, meeting: str, *, dry_run: bool) -> tuple[Path, Loaded, Meeting]:
    """The partnership and the meeting that is meant."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    found = loaded.partnership.meeting(lookup.meeting(meeting, loaded.partnership))
    assert found is not None, "it was looked up"
    return top, loaded, found


class Answer(NamedTuple):
    """The partnership, whose meetings are shown, and what could not be read or used: paths, each with why."""

    partnership: Partnership
    unread: tuple[tuple[str, str], ...] = ()


def listed(here: Context) -> Answer:
    """The meetings there are."""
    loaded = open_partnership(here)[1]
    note_unread(here, loaded)
    return Answer(loaded.partnership, loaded.not_used)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers.records import meetings

    return meetings(answer.partnership.meetings, *answer)


def _says(answer: Answer, here: Context) -> "Iterable[Block]":
    from ..tell import lists

    partnership = answer.partnership
    if not partnership.meetings and not answer.unread:
        here.note("No meetings are recorded yet.")
    return lists.meetings(partnership.meetings, partnership)


FORMATS = forms(says=_says, holds=_holds, speaks=lambda answer: answer.partnership.instrument)
