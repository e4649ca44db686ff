"""What differs between two moments of a partnership, by ids and without judgement."""

from datetime import date
from typing import NamedTuple

from .records import Action, Agency, Assessment, Meeting, Source, View

RATING, REASON, AGREED, VIEW, SOURCE, REFLECTION = "rating", "reason", "agreed", "view", "source", "reflection"
PLAN, ACTION, MEETING, WORDING, AGENCY, PRELIMINARY = "plan", "action", "meeting", "wording", "agency", "preliminary"

KINDS = (RATING, REASON, AGREED, VIEW, SOURCE, REFLECTION, PLAN, ACTION, MEETING, WORDING, AGENCY, PRELIMINARY)
"""The kinds of change, in the order in which they are told."""

Side = str | Assessment | View | Source | Action | Meeting | Agency | None


class Change(NamedTuple):
    """One thing that is not the same: what it is, and how it stood before and after. None: it was not there."""

    kind: str
    id: str
    """A statement, principle, action, meeting or agency; which, the kind says."""
    part: str
    """Within it: the agency of a view, the prompt of a reflection, `horizon.goal` of a plan; often empty."""
    before: Side
    after: Side


class Move(NamedTuple):
    """A rating that changed, in the terms in which people speak of it."""

    statement: str
    before: str | None
    after: str | None
    steps: int
    """How many points of the scale lie between the two; 0 when one of them is *not yet rated*."""
    towards: str
    """`agreement` or `disagreement`; empty when newly rated or withdrawn."""
    because: str
    """The reason recorded with the rating it moved to."""


CONVERGED, PARTED = "converged", "parted"
"""The ways in which views may turn: nearer to each other, or further apart."""

AGREED_RATING = ""
"""Who holds the agreed rating, among agencies that hold views: none of them, and all."""

Held = tuple[tuple[str, str], ...]
"""Agencies, each with the rating that it holds."""


class Turn(NamedTuple):
    """How views of one statement came to lie nearer to each other, or further apart, among those who held one twice."""

    statement: str
    way: str
    """`converged` or `parted`."""
    before: Held
    """The view of each agency, in the order of the scale; the agreed rating, where it is one of two, stands first."""
    after: Held
    """The same agencies and their views now."""

    @property
    def of_agreed(self) -> bool:
        """Whether it is the agreed rating that an agency came to share, or no longer does."""
        return any(agency == AGREED_RATING for agency, _ in self.after)


class Carried(NamedTuple):
    """A statement whose rating is the same at both moments."""

    statement: str
    rating: str | None
    """None when it is not yet rated."""
    agreed: date | None
    """Since when, as far as that is recorded."""


class Slip(NamedTuple):
    """A due date that moved."""

    before: date
    after: date

    @property
    def later(self) -> bool:
        """Whether it moved to a later day."""
        return self.after > self.before


class Comparison(NamedTuple):
    """Everything that changed, sorted by kind and then in the order of the instrument."""

    changes: tuple[Change, ...]
    reread: tuple[str, ...] = ()
    """Statements whose wording changed while their rating stood: to be re-read."""
    unreadable: tuple[tuple[str, str], ...] = ()
    """Files that could not be read on one side, each with the reason: what is said of them is not complete."""
    turns: tuple[Turn, ...] = ()
    """Where views drew together or parted, in the order of the instrument."""
    carried: tuple[Carried, ...] = ()
    """The statements whose rating did not change, in the order of the instrument, when they were asked for."""

    def of(self, *kinds: str) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)
