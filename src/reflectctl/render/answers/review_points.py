"""Review points in; what JSON holds of them out."""

from collections.abc import Iterable
from typing import Annotated

from ...model.named_tuples import NamedTuple
from ...storage.review_points import ReviewPoint
from .common import Day, taken


class Point(NamedTuple):
    """One review point."""

    name: str
    """What it is called, as `diff` and the other commands take it. Such as `spring-review`."""
    day: Day
    """The day on which it was made."""
    commit: Annotated[str, "^([0-9a-f]{40}|[0-9a-f]{64})$"]
    """The full id of the commit that it names. Such as `d8ad50fd12e33489b91711e9e8e47f8ee3445558`."""
    recorded: str | None
    """The time of that commit. Such as `2026-03-18T09:35:00+00:00`."""
    by: str | None
    """Who made it. Null where git has only a plain tag. Such as `Partnership coordinator`."""
    message: str | None
    """What it is, in the words of whoever made it. Such as `After the spring round of meetings.`."""


class ReviewPoints(NamedTuple):
    """Review points.

    What `reflectctl review-point --list --format json` prints: the moments that the partnership has named.
    """

    points: tuple[Point, ...]
    """The review points, by the day on which they were made."""


def review_points(points: Iterable[ReviewPoint]) -> ReviewPoints:
    """Each with everything that is known of it."""
    return ReviewPoints(tuple(taken(Point, each) for each in points))
