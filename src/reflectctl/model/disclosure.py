"""What is held about a theme, as a copy of it is given to somebody who asks."""

from .named_tuples import NamedTuple


class Value(NamedTuple):
    """What stands under one key."""

    key: str
    """The key, as the file has it. Such as `because`."""
    text: str
    """What stands there. Such as `Letters are hard to read.`."""


class Piece(NamedTuple):
    """Something that is held."""

    path: str
    """The file, or the commit whose message it is. Such as `principles/1-children-first.yaml`."""
    line: int
    """The line, from 1. Such as `12`."""
    where: str
    """The keys that lead to it. Such as `assessments, action`."""
    said: tuple[Value, ...]
    """What stands there, by key."""
    day: str | None
    """The day on which it was first recorded; null where it is in no commit. Such as `2026-03-13`."""
    commit: str | None
    """The commit that first had it; null where none has. Such as `d8ad50fd12e33489b91711e9e8e47f8ee3445558`."""


class LeftOut(NamedTuple):
    """Something that is held about the theme and is not in the copy."""

    path: str
    """The file, or the commit whose message it is. Such as `meetings/2026-03-12-letters.md`."""
    line: int
    """The line, from 1. Such as `12`."""
    commit: str | None
    """The commit that first had it; null where it stands in the files as they are now, and in none. Such as
    `d8ad50fd12e33489b91711e9e8e47f8ee3445558`."""
    why: str
    """Why it is left out, in words. Such as `a person's age`."""


class Disclosure(NamedTuple):
    """Disclosure.

    What `reflectctl report disclosure --format json` gives: what is held about a theme, now and earlier, and what of it
    was left out.
    """

    name: str
    """The partnership. Such as `Wessbury Safeguarding Children Partnership`."""
    theme: tuple[str, ...]
    """The words that were looked for, and the ids of principles, statements, agencies and groups. Such as
    `["taxi"]`."""
    commit: str | None
    """The commit that was checked out; null where nothing has been committed. Such as
    `d8ad50fd12e33489b91711e9e8e47f8ee3445558`."""
    now: tuple[Piece, ...]
    """What stands in the files."""
    earlier: tuple[Piece, ...]
    """What stood in them at some commit of any branch, or in the message of one, and does not stand there any more."""
    left_out: tuple[LeftOut, ...]
    """What of it is not in this copy, each with why. A person decides on it."""
    unread: tuple[str, ...]
    """What could not be read, so that it is not known whether it is about the theme. Such as
    `["meetings/2026-05-05-letters.md"]`."""
    untold: str
    """Why what stood earlier is not all looked through; empty where it is. Such as `This clone is shallow.`."""
