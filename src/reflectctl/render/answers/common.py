"""What several answers hold, and how the types of answers are written.

A field's docstring says what it holds and gives examples (``Such as `police`, `null`.``); one that has none is told by
`Key`. Beside a type stands what else is known of its values: a tuple of those that there are, the pattern of a text,
the least of a number, or the kind of record whose object it is. A field with a default is left out where it is None.
"""

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from ...model.findings import SEVERITIES
from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple

Json = dict[str, Any]
Answer = TypeVar("Answer")

SPREAD = "*"
"""Beside a type: the object has no key of its own; what it holds stands among the fields around it."""

Position = Annotated[int, 1]
Day = Annotated[str, r"^\d{4}-\d{2}-\d{2}$"]
Severity = Annotated[str, SEVERITIES]


class Key(NamedTuple):
    """What a key means wherever an answer says nothing else of it."""

    statement: str
    """The statement's id: its principle and its dimension. Such as `children-first.culture`."""
    principle: str
    """The id of the statement's principle. Such as `children-first`."""
    dimension: str
    """The id of the statement's dimension. Such as `culture`."""
    local: bool
    """Whether the statement is one that the partnership added to its content pack."""
    rating: str | None
    """The agreed rating, as an id of the scale in the partnership's content; null when there is none. Such as `agree`,
    `null`."""
    rating_title: str
    """The rating as the scale calls it. Such as `Agree`, `Not yet rated`."""
    owner_name: str | None
    """What that agency is called; its id when it is not known. Such as `Wessex Police`."""
    with_names: str
    """What those are called who have undertaken it with that agency. Such as `["NHS Wessex", "Barnardo's"]`."""
    was: str | None
    """The rating before, as an id of the scale; null when it was not yet rated. Such as `disagree`, `null`."""
    was_title: str
    """The rating before as the scale calls it. Such as `Disagree`."""
    before_title: str
    """The rating before as the scale calls it. Such as `Agree`."""
    after_title: str
    """The rating after as the scale calls it. Such as `Disagree`."""
    agreed: str | None
    """The day on which the partnership agreed the rating."""
    meeting: str | None
    """The id of the meeting at which it was agreed. Such as `2026-03-12-children-first`."""
    because: str | None
    """The partnership's reason for the rating. Such as `Strategy and policies say this plainly; commissioning has begun
    to follow.`."""
    stands: bool
    """Whether it is part of how things are now; a merge may have left it out."""
    reread: bool
    """Whether its wording has changed since it was rated."""
    recorded: str
    """The commit that recorded it."""
    unread: str
    """Files that could not be read at some commit; when there are any, the history may not be complete."""
    unreadable: str
    """Files, and values in files, that could not be read, so that this may not be everything."""
    path: str
    """The file's path in the partnership. Such as `principles/5-trauma.yaml`."""
    reason: str
    """Why it could not be read. Such as `The file is not UTF-8 text.`."""
    day: str
    """When it happened: the day that the files name for it, or else the day of the commit."""
    day_is: str
    """Whether the day is named in the files (agreed) or is that of the commit (recorded)."""
    version: str | None
    """Its version; null when it does not say. Such as `1.0`."""
    wording: str | None
    """Whose words it has: restated, published or a partnership's own; null when it does not say. Such as `restated`."""
    name: str
    """What it is called. Such as `Wessbury Safeguarding Children Partnership`."""
    area: str | None
    """Where it works. Such as `Wessbury`."""
    today: str
    """The day the answer speaks of."""
    coverage: str
    """How much has been discussed and rated, and nothing about what was said."""
    segments: str
    """What became of each word, in order. Without what was put in it reads as before, without what went as after;
    points of a note are parted by line feeds."""


class Unreadable(NamedTuple):
    """A file that could not be read, or in which something stands that cannot be used."""

    path: str
    reason: str | None
    """Why it could not be read; null in a public edition. Such as `The file is not UTF-8 text.`."""


def taken(kind: type[Answer], source: Any, /, **more: Any) -> Answer:
    """A value of a type of answer: what is not said is taken from a source, where it has the same name."""
    fields = kind._fields  # type: ignore[attr-defined]
    return kind(**{name: more[name] if name in more else getattr(source, name) for name in fields})


def unreadable(found: Iterable[tuple[str, str]]) -> tuple[Unreadable, ...]:
    """What could not be read, each with the reason."""
    return tuple(Unreadable(*each) for each in found)


def local_ones(instrument: Instrument) -> frozenset[str]:
    """The ids of the statements that the partnership added to its content pack."""
    return frozenset(statement.id for statement in instrument.statements if statement.local)
