"""What a chart shows, as values: made by `tell/charts`, drawn by `render/charts`."""

from datetime import date
from typing import NamedTuple


class Dumbbell(NamedTuple):
    """A statement's rating then and now, as places on the scale; None where it was or is not rated."""

    label: str
    before: int | None
    after: int | None
    told: str
    """How it moved, in words."""


class Dumbbells(NamedTuple):
    """Ratings then and now, row by row."""

    scale: tuple[str, ...]
    rows: tuple[Dumbbell, ...]
    beside: int = 0
    """How many of the last points lie beside the scale, in lanes of their own, and not along it."""


class Line(NamedTuple):
    """How the rating of one statement went: from each day on, its place on the scale; None once it was withdrawn."""

    label: str
    steps: tuple[tuple[date, int | None], ...]
    reworded: tuple[date, ...] = ()


class Panel(NamedTuple):
    """How a principle's ratings went, from one day to another."""

    scale: tuple[str, ...]
    lines: tuple[Line, ...]
    first: date
    last: date
    beside: int = 0
    """How many of the last points lie beside the scale."""


class Dots(NamedTuple):
    """Where each agency sees a statement, and where the agreed rating lies, as places on the scale."""

    scale: tuple[str, ...]
    views: tuple[tuple[str, int | None], ...]
    """Agencies by name; None for one that could not say."""
    agreed: int | None
    beside: int = 0
    """How many of the last points lie beside the scale."""


class Bar(NamedTuple):
    """How many there are of each of some kinds that together are all: in the order given."""

    parts: tuple[tuple[str, int, str], ...]
    """The word, the number, and how it is drawn: `open`, `overdue`, `done`, `dropped`, `going`, or `soon`."""


class Attended(NamedTuple):
    """A meeting, or several of one stretch of time."""

    label: str
    about: tuple[bool, ...]
    """For each principle, whether it was discussed."""
    present: int
    agencies: int
    """How many were present, of how many that were expected."""


class Attendances(NamedTuple):
    """Meetings by principles discussed, with how many agencies were there."""

    principles: tuple[str, ...]
    """Their numbers or other short names, in the order of `Attended.about`."""
    rows: tuple[Attended, ...]


Drawing = Dumbbells | Panel | Dots | Bar | Attendances
