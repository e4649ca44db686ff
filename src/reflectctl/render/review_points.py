"""Review points in; a list for people, or JSON for other programs, out."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..tell import prose
from . import json as json
from .escape import line

if TYPE_CHECKING:
    from ..storage.review_points import ReviewPoint


def text(points: Sequence["ReviewPoint"]) -> str:
    """Each with its day and commit, and its message beneath."""
    lines: list[str] = []
    for point in points:
        by = f", by {point.by}" if point.by else ""
        lines.append(f"{point.name}: {prose.day(date.fromisoformat(point.day))}, at {point.commit[:8]}{by}")
        lines += [f"  {each}" if each else "" for each in point.message.splitlines()]
    return "".join(line(each) + "\n" for each in lines)


def data(points: Sequence["ReviewPoint"]) -> str:
    """Each with everything that is known of it."""
    return json.spelled(
        {
            "format": json.FORMAT,
            "kind": "review-points",
            "points": [
                {
                    "name": point.name,
                    "day": point.day,
                    "commit": point.commit,
                    "recorded": point.recorded or None,
                    "by": point.by or None,
                    "message": point.message or None,
                }
                for point in points
            ],
        }
    )
