"""The line that says what a command has done: what was, and what is, on one short line."""

from typing import Any

from ..edits.changeset import short
from ..model import fields
from ..rules.personal import unrepeated

_WIDE = 79
_LEAST, _MOST = 12, 36


def went(named: str, was: object, now: object) -> str:
    """What a value was and what it is, each as long as a line has room for."""
    one, other = (_words(each) for each in (was, now))
    most = _room(named, one, other)
    return f"{named} {short(one, most)} → {short(other, most)}."


def text(named: str, was: object, now: object) -> str:
    """The same of texts, which stand in their marks."""
    one, other = (" ".join(str(each or "").split()) for each in (was, now))
    most = _room(named, one, other)
    return f"{named} {quoted(one, most)} → {quoted(other, most)}."


def _room(named: str, one: str, other: str) -> int:
    """How long two values may be behind a name."""
    room, shorter = _WIDE - len(f"{named} “” → “”."), min(len(one), len(other)) or len("nothing")
    return max(_LEAST, room - shorter if shorter * 2 < room else room // 2)


def quoted(said: object, most: int = _MOST) -> str:
    """A text on a part of a line, in its marks."""
    words = str(said or "").strip()
    return f"“{short(unrepeated(words), most)}”" if words else "nothing"


def different(named: str, was: Any, now: Any) -> str:
    """What of a record is otherwise, each on a line of its own."""
    lines = (went(f"{named}: {field.title.lower()}", *both) for field, *both in fields.changed(was, now))
    return "\n".join(lines) or f"{named}: as it was."


def _words(said: object) -> str:
    if isinstance(said, bool):
        return "yes" if said else "no"
    words = ", ".join(said) if isinstance(said, tuple) else " ".join(str(said or "").split())
    return words or "nothing"
