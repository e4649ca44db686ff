"""Who was in the room, as it is typed: agencies by any of their names, and `all` for every member but some."""

from collections.abc import Sequence
from datetime import date

from ..errors import ReflectError
from ..model.records import Meeting, Partnership
from . import lookup
from .meetings import expected

_EVERYBODY = ""
"""Stands for every member of that day, or of the group whose meeting it is, but those on the other side."""


def attendance(
    present: Sequence[str], absent: Sequence[str], partnership: Partnership, on: date, group: str
) -> tuple[list[str], list[str]]:
    """Who was present and who was absent at a meeting of a day, or at a group's own."""

    def meant(word: str) -> str:
        is_agency = any(each.id == "all" for each in partnership.agencies)
        return _EVERYBODY if word.strip() == "all" and not is_agency else lookup.agency(word, partnership)

    there, missing = (lookup.several(words, meant) for words in (present, absent))
    if _EVERYBODY in there and _EVERYBODY in missing:
        raise ReflectError(
            "Everybody is said to be present, and everybody absent. Nothing was written.",
            "Name who was absent.",
            exit_code=2,
        )
    if _EVERYBODY in (*there, *missing):
        lookup.check_members(partnership)
    members = [each.id for each in expected(Meeting("", on, "", group=group), partnership)]
    if _EVERYBODY in (*there, *missing) and not members:
        raise ReflectError(
            f"Nobody is known to be a member{' of ' + group if group else ''} on {on}. Nothing was written.",
            "Name who was there.",
            exit_code=2,
        )
    return _but(there, missing, members), _but(missing, there, members)


def _but(named: list[str], others: list[str], members: list[str]) -> list[str]:
    """Those who are named; where everybody is, every member who is not among the others."""
    if _EVERYBODY not in named:
        return named
    return list(dict.fromkeys(each for each in (*members, *named) if each not in (_EVERYBODY, *others)))
