"""The kinds of what looks like somebody's data: how grave each is, and what it is called."""

from ..model.findings import SEVERITIES
from ..model.named_tuples import NamedTuple

CERTAIN, LIKELY, POSSIBLE = SEVERITIES

KINDS = {
    "nhs-number": (CERTAIN, "an NHS number"),
    "pupil-number": (CERTAIN, "a unique pupil number (UPN)"),
    "learner-number": (CERTAIN, "a unique learner number (ULN)"),
    "national-insurance-number": (CERTAIN, "a National Insurance number"),
    "date-of-birth": (CERTAIN, "a date of birth"),
    "case-reference": (CERTAIN, "a reference of a case, a crime or a record"),
    "health-number": (POSSIBLE, "a health number of Scotland (CHI) or Northern Ireland"),
    "persons-age": (LIKELY, "a person's age"),
    "telephone-number": (LIKELY, "a telephone number"),
    "mail-address": (LIKELY, "a mail address"),
    "vehicle-registration": (LIKELY, "a vehicle's registration"),
    "social-media-handle": (LIKELY, "an account on social media"),
    "child-named": (LIKELY, "a name or initials beside a child"),
    "school-with-year-group": (LIKELY, "a school with a year group"),
    "street-address": (LIKELY, "an address"),
    "staff-named": (LIKELY, "a member of staff by name"),
    "person-named": (LIKELY, "somebody's name"),
    "postcode": (POSSIBLE, "a full postcode"),
    "small-number": (POSSIBLE, "a small number of people"),
}
"""Of each kind: how grave it is where it is found, and what it is called."""
OPEN = frozenset(("postcode", "telephone-number", "mail-address", "street-address"))
"""The kinds of which a partnership has its own, for everybody to know."""


class Place(NamedTuple):
    """A place that looks like somebody's data."""

    start: int
    end: int
    kind: str


FEWER_THAN = 5
"""Fewer people than this are a small number, where a partnership says nothing else."""
