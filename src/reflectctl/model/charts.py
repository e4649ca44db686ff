"""What a chart shows, as values: made by `tell/charts`, drawn by `render/charts`."""

from datetime import date

from .named_tuples import NamedTuple


class Strip(NamedTuple):
    """How the rating of one statement went: from each day on, its place on the scale; None once it was withdrawn."""

    label: str
    steps: tuple[tuple[date, int | None], ...]
    reworded: tuple[date, ...] = ()
    under: str = ""
    """What stands above it and those that follow with the same; nothing where it is empty."""


class Strips(NamedTuple):
    """How ratings went from one day to another, a strip for each statement."""

    scale: tuple[str, ...]
    strips: tuple[Strip, ...]
    first: date
    last: date
    beside: int = 0
    """How many of the last points lie beside the scale, in lanes of their own, and not along it."""


class Seen(NamedTuple):
    """Where a statement lies for whom: its agreed rating and the views beside it, as places on the scale."""

    label: str
    """What tells it from the others of a picture; empty where it is the only one."""
    views: tuple[tuple[str, int | None], ...]
    """Agencies by name; None for one that could not say."""
    agreed: int | None


class Views(NamedTuple):
    """How statements are seen, and how they were agreed."""

    scale: tuple[str, ...]
    statements: tuple[Seen, ...]
    beside: int = 0
    """How many of the last points lie beside the scale."""


class Bar(NamedTuple):
    """How many there are of each of some kinds that together are all: in the order given."""

    parts: tuple[tuple[str, int, str], ...]
    """The word, the number, and how it is drawn: `open`, `overdue`, `done`, `dropped`, `going`, or `soon`."""


PRESENT, ABSENT, UNLISTED, OUTSIDE = "present", "absent", "unlisted", ""
"""Whether an agency was at a meeting: it is noted that it was or was not, or it is not noted; or it was no member."""


class Room(NamedTuple):
    """Who was at which meeting."""

    meetings: tuple[str, ...]
    """Their days, oldest first."""
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Each agency by its name, and for each meeting whether it was there."""


Drawing = Strips | Views | Bar | Room
