"""The meetings: a new one, and the list of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..analysis import lookup
from ..analysis.meetings import expected
from ..errors import ReflectError
from ..model.records import Meeting, Partnership
from ..render.export import forms
from .context import Context
from .partnership import note_unread, open_partnership
from .writing import finish

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

    top, loaded = open_partnership(here)
    partnership = loaded.partnership
    draft = operations.draft(loaded)
    on = here.day_of(new.date, "--date") or here.today()
    group = lookup.group(new.group, partnership) if new.group else ""
    present, absent = _attendance(new, partnership, on, group)
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


_EVERYBODY = ""
"""Stands for every member of that day, or of the group whose meeting it is, but those on the other side."""


def _attendance(new: New, partnership: Partnership, on: date, group: str) -> tuple[list[str], list[str]]:
    """Who was present and who was absent, as it was typed."""

    def meant(word: str) -> str:
        is_agency = any(each.id == "all" for each in partnership.agencies)
        return _EVERYBODY if word.strip() == "all" and not is_agency else lookup.agency(word, partnership)

    present, absent = (lookup.several(words, meant) for words in (new.present, new.absent))
    if _EVERYBODY in present and _EVERYBODY in absent:
        raise ReflectError(
            "Everybody is said to be present, and everybody absent. Nothing was written.",
            "Name who was absent.",
            exit_code=2,
        )
    members = [each.id for each in expected(Meeting("", on, "", group=group), partnership)]
    if _EVERYBODY in (*present, *absent) and not members:
        raise ReflectError(
            f"Nobody is known to be a member{' of ' + group if group else ''} on {on}. Nothing was written.",
            "Name who was there.",
            exit_code=2,
        )
    return _but(present, absent, members), _but(absent, present, members)


def _but(named: list[str], others: list[str], members: list[str]) -> list[str]:
    """Those who are named; where everybody is, every member who is not among the others."""
    if _EVERYBODY not in named:
        return named
    return list(dict.fromkeys(each for each in (*members, *named) if each not in (_EVERYBODY, *others)))


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
