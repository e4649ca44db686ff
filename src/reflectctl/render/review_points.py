"""Review points in, JSON out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import json as json

if TYPE_CHECKING:
    from ..storage.review_points import ReviewPoint


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
