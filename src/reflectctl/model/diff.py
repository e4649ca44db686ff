"""What differs between two moments of a partnership, by ids and without judgement.

Each kind of change is a type of its own, with how it stood `before` and `after`: None where it was not there. Its `id`
is that of the statement, principle, action, meeting, agency or group that it is about.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from .fields import Field
from .named_tuples import NamedTuple
from .records import Action, Agency, Assessment, Discussion, EarlierRating, Group, Meeting, Source, View

TOLD_LATE = "told-late"
"""What a step is that was agreed before what stood already, and recorded after it."""


class Step(NamedTuple):
    """What was agreed of a statement at one event, between two moments."""

    kind: str
    """As histories call it: `rated`, `confirmed`, `corrected`, `stands-again` or `withdrawn`; or `told-late`."""
    was: str | None
    """None where there was none; empty for the view of one who could not say."""
    rating: str | None
    agreed: date | None
    meeting: str
    because: str
    towards: str = ""
    """Which way it went, where it went any."""


class RatingChange(NamedTuple):
    """A rating that moved, was newly given, or was withdrawn. Without an assessment on one side, an empty one."""

    id: str
    before: Assessment
    after: Assessment
    towards: str = ""
    """Which way it went, where it went any: `agreement`, `disagreement`, `unclear` or `clear`."""
    way: tuple[Step, ...] = ()
    """The steps by which it went, where they are known and are more than its two ends."""


class ReasonChange(NamedTuple):
    """Another reason for a rating that stands."""

    id: str
    before: str | None
    after: str | None


class AgreedChange(NamedTuple):
    """Another day or meeting at which a rating was agreed that stands."""

    id: str
    before: Assessment
    after: Assessment
    way: tuple[Step, ...] = ()
    """The events at which it was agreed again, where there are several."""


class EarlierChange(NamedTuple):
    """What is written, beside a rating, of one that was agreed before it."""

    id: str
    event: str
    """The meeting at which it was agreed, or the day."""
    before: EarlierRating | None
    after: EarlierRating | None
    kind: str = ""
    """What it is by what commits say of that event: `corrected`, `stands-again`, or `confirmed`, where it was recorded
    at the time."""
    was: str | None = None
    """The rating that was recorded of that event before, where that is another one."""


class Stop(NamedTuple):
    """How something stood on its way between two moments."""

    how: Any
    """A view, the day of a meeting, words, or whether an agency was a member; None where it was not there."""
    recorded: date | None
    """The day of the commit; None where it is not committed."""


class ViewChange(NamedTuple):
    """What an agency, or a group, thinks of a statement."""

    id: str
    agency: str
    before: View | None
    after: View | None
    towards: str = ""
    """Which way it went, as a rating does."""
    way: tuple[Step, ...] = ()
    """The steps by which it went, as for a rating; withdrawn is a view that was taken out."""


class SourceChange(NamedTuple):
    """A source of a statement, by what it is."""

    id: str
    what: str
    before: Source | None
    after: Source | None
    again: bool = False
    """Whether it came back with its file, which had been taken out."""


class ReflectionChange(NamedTuple):
    """The key points under a prompt of a statement."""

    id: str
    prompt: str
    before: tuple[Discussion, ...] | None
    after: tuple[Discussion, ...] | None
    again: bool = False
    """Whether it came back with its file, which had been taken out."""


class PlanChange(NamedTuple):
    """A text of a principle's plan."""

    id: str
    horizon: str
    field: str
    """`goal` or `measure`."""
    before: str | None
    after: str | None
    again: bool = False
    """Whether these words came back: they stood there before."""


class ActionStep(NamedTuple):
    """A step that an action took between two moments: its due date moved, or its status became another."""

    kind: str
    """`due`, or what histories call what happened to its status: `started`, `reopened`, `done` or `dropped`."""
    was: str
    now: str
    """Due dates as they are written, or statuses."""
    day: date | None = None
    """When, where that is known."""
    because: str = ""
    """What was noted of why, or what came of it."""


AnyStep = TypeVar("AnyStep", Step, ActionStep)


class ActionChange(NamedTuple):
    """An action, whatever about it; one that is as it was, where it went another way and came back."""

    id: str
    before: Action | None
    after: Action | None
    dues: tuple[ActionStep, ...] = ()
    """The moves of its due date, as far as they are known."""
    statuses: tuple[ActionStep, ...] = ()
    """The steps of its status, where they are more than its two ends."""
    again: bool = False
    """Whether it came back: it was there before, and had been taken out."""


class MeetingChange(NamedTuple):
    """A meeting, whatever about it."""

    id: str
    before: Meeting | None
    after: Meeting | None
    is_ahead: bool = False
    """Whether it was newly written down and lies ahead: a plan."""
    way: tuple[Stop, ...] = ()
    """How its day went, where it went by others or was taken out and came back."""
    again: bool = False
    """Whether it came back: it was there before, and had been taken out."""
    was_ahead: bool = False
    """Whether it was a plan before, and has been held since."""


class WordingChange(NamedTuple):
    """Words that ratings are made against."""

    id: str
    """A statement; or a principle or point of the scale, with which of its texts: `trauma (title)`."""
    language: str
    """That of a translation; empty for the words that ratings are made against."""
    before: str | None
    after: str | None
    way: tuple[Stop, ...] = ()
    """Every wording on the way, where it went by others than its two ends."""


class AgencyChange(NamedTuple):
    """An agency, whatever about it."""

    id: str
    before: Agency | None
    after: Agency | None
    way: tuple[Stop, ...] = ()
    """Whether it was a member, where it left and came back, or came and left."""
    again: bool = False
    """Whether it came back: it was there before, and had been taken out."""


class GroupChange(NamedTuple):
    """A group beside the agencies, whatever about it."""

    id: str
    before: Group | None
    after: Group | None
    again: bool = False
    """Whether it came back: it was there before, and had been taken out."""


class PreliminaryChange(NamedTuple):
    """A part of the preliminary discussion."""

    id: str
    """`preliminary`."""
    field: str
    before: str | None
    after: str | None


class FieldChange(NamedTuple):
    """A field that its title alone tells, of a record that is compared part by part."""

    id: str
    """The statement of an assessment, the principle of a record or a plan; else empty."""
    of: type
    """The kind of record."""
    horizon: str
    """Of a plan."""
    field: Field
    before: Any
    after: Any


Change = (
    RatingChange
    | ReasonChange
    | AgreedChange
    | EarlierChange
    | ViewChange
    | SourceChange
    | ReflectionChange
    | PlanChange
    | ActionChange
    | MeetingChange
    | WordingChange
    | AgencyChange
    | GroupChange
    | PreliminaryChange
    | FieldChange
)
"""One thing that is not the same."""

AnyChange = TypeVar("AnyChange", bound=Change)

KINDS: Mapping[type, str] = {
    RatingChange: "rating",
    ReasonChange: "reason",
    AgreedChange: "agreed",
    EarlierChange: "earlier",
    ViewChange: "view",
    SourceChange: "source",
    ReflectionChange: "reflection",
    PlanChange: "plan",
    ActionChange: "action",
    MeetingChange: "meeting",
    WordingChange: "wording",
    AgencyChange: "agency",
    GroupChange: "group",
    PreliminaryChange: "preliminary",
    FieldChange: "field",
}
"""What each kind of change is called, in the order in which they are told."""


def kind(change: Change) -> str:
    """The kind of a change, in a word."""
    return KINDS[type(change)]


def part(change: Change) -> str:
    """What within the thing of its id a change is about; empty where it is the whole of it."""
    match change:
        case ViewChange(_, part) | SourceChange(_, part) | ReflectionChange(_, part) | EarlierChange(_, part):
            return part
        case WordingChange(_, part) | PreliminaryChange(_, part):
            return part
        case PlanChange(_, horizon, field):
            return f"{horizon}.{field}"
        case FieldChange(_, _, horizon, Field(name)):
            return f"{horizon}.{name}" if horizon else name
    return ""


CONVERGED, PARTED = "converged", "parted"
"""The ways in which views may shift: nearer to each other along the scale, or further apart."""

AGREED_RATING = ""
"""Who holds the agreed rating, among agencies that hold views: none of them, and all."""

Positions = tuple[tuple[str, str], ...]
"""Agencies, each with the rating that it holds."""


class ViewShift(NamedTuple):
    """How views of one statement came to lie nearer to each other, or further apart, among those who held one twice."""

    statement: str
    way: str
    """`converged` or `parted`."""
    before: Positions
    """The view of each agency, in the order of the scale; the agreed rating, where it is one of two, stands first."""
    after: Positions
    """The same agencies and their views now."""

    @property
    def of_agreed(self) -> bool:
        """Whether it is the agreed rating that an agency came to share, or no longer does."""
        return any(agency == AGREED_RATING for agency, _ in self.after)

    @property
    def of_views(self) -> bool:
        """Whether an agency's own view is another one, and not only the agreed rating beside it."""
        was = dict(self.before)
        return any(agency != AGREED_RATING and was.get(agency) != rating for agency, rating in self.after)


class Unchanged(NamedTuple):
    """A statement whose rating is the same at both moments."""

    statement: str
    rating: str | None
    """None when it is not yet rated."""
    agreed: date | None
    """Since when, as far as that is recorded."""


class DueDateMove(NamedTuple):
    """A due date that moved."""

    before: date
    after: date
    """The last days on which it would be in time."""

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
    shifts: tuple[ViewShift, ...] = ()
    """Where views drew together or parted, in the order of the instrument."""
    unchanged: tuple[Unchanged, ...] = ()
    """The statements whose rating did not change, in the order of the instrument, when they were asked for."""
    ends_only: bool = False
    """Whether nothing is known of what happened between the two moments, as no history lies between them here."""

    def of(self, kind: type[AnyChange]) -> tuple[AnyChange, ...]:
        """The changes of a kind."""
        return tuple(change for change in self.changes if isinstance(change, kind))

    def among(self, *kinds: type[Change]) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if type(change) in kinds)
