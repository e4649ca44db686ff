"""How each statement's rating went, on two clocks: when it was agreed, and when it was recorded."""

from collections.abc import Container, Mapping
from datetime import date
from typing import Protocol

from .named_tuples import NamedTuple

RATED, CONFIRMED, CORRECTED, STANDS_AGAIN, WITHDRAWN, TAKEN_BACK = (
    "rated",
    "confirmed",
    "corrected",
    "stands-again",
    "withdrawn",
    "taken-back",
)
"""What a recording did: record a rating; the same one as stood before, agreed again; what was agreed at the same event,
otherwise than it was recorded; bring back a rating that had been taken back; empty one and say why; put back one that
had stood before, or none."""

RATINGS = (RATED, CONFIRMED, CORRECTED, STANDS_AGAIN)
"""The kinds of recordings after which the rating that they name is said."""


def is_one_event(meeting: str, agreed: date | None, other_meeting: str, other_agreed: date | None) -> bool:
    """Whether two recordings of a statement tell of one event: at one meeting, else on one agreed day."""
    if meeting and other_meeting:
        return meeting == other_meeting
    return agreed is not None and agreed == other_agreed


class AtAnEvent(Protocol):
    """What was agreed at an event."""

    @property
    def meeting(self) -> str:
        """The id of the meeting; empty where none is named."""

    @property
    def agreed(self) -> date | None:
        """The day."""


def of_one_event(one: AtAnEvent, other: AtAnEvent) -> bool:
    """Whether two things were agreed at one event."""
    return is_one_event(one.meeting, one.agreed, other.meeting, other.agreed)


class Recorded(NamedTuple):
    """The commit that recorded something."""

    commit: str
    """The full id of the commit. Such as `19ae121d0da6129ef9e69fb83b288835f0ae2829`."""
    author: str
    """The commit's author, as git has it. Such as `Partnership coordinator`."""
    at: str
    """The author's time, ISO 8601 with its zone. Such as `2026-03-13T16:30:00+00:00`."""
    subject: str = ""
    """The first line of the commit's message. Such as `Record the meeting of 12 March`."""


class Recording(NamedTuple):
    """A rating as one commit recorded it."""

    statement: str
    kind: str
    rating: str | None
    was: str | None
    agreed: date | None
    meeting: str
    because: str
    recorded: Recorded
    stands: bool = True
    """Whether it still holds at the end: a rating that was neither corrected, taken back nor merged away, a withdrawal
    after which the rating did not come back, a taking-back of what did not come back. Where a rating came back, only
    the last of its recordings does."""
    was_agreed: date | None = None
    """The day on which it was agreed what it `was`."""
    told: date | None = None
    """The day on which it is told, where that is neither the agreed day nor the commit's: nothing is told before what
    it takes back."""
    late: bool = False
    """Whether it was agreed before what stood when it was recorded, and typed in under `earlier`."""
    also: tuple[str, ...] = ()
    """Other commits that recorded the same, on lines that did not know of each other."""

    def is_of(self, commits: Container[str]) -> bool:
        """Whether nothing else than some commits recorded it."""
        return all(each in commits for each in (self.recorded.commit, *self.also))


class Unread(NamedTuple):
    """A file that could not be read at a commit: never silently skipped."""

    path: str
    reason: str
    recorded: Recorded
    """The commit at which it could not be read."""


class History(NamedTuple):
    """Every recording by statement, on the agreed clock, and what could not be read."""

    recordings: tuple[Recording, ...]
    unread: tuple[Unread, ...] = ()
    reworded: Mapping[str, str] | None = None
    """By statement whose rating is to be re-read, the day (ISO) on which its wording changed after it was rated; None
    where nobody has asked that."""

    def of(self, statement: str) -> tuple[Recording, ...]:
        """The recordings of one statement, oldest agreed first."""
        return tuple(recording for recording in self.recordings if recording.statement == statement)


OPENED, DUE, REVIEW, PROGRESS, OWNER, JOINT, ROLE, WORDED, MOVED, STARTED, REOPENED, DONE, DROPPED, CLOSED = (
    "opened",
    "due",
    "review",
    "progress",
    "owner",
    "with",
    "role",
    "worded",
    "moved",
    "started",
    "reopened",
    "done",
    "dropped",
    "closed",
)
OUTCOME, REMOVED = "outcome", "removed"
"""What happened to an action: it was opened; its due date, the day of its review, its owner, who is with it, its role,
wording or place changed; something was noted on the way; work began, began again, was done or dropped; the day it was
closed or its outcome was written anew; it was taken out of the plan. One that comes back into a plan `STANDS_AGAIN`."""


class ActionEvent(NamedTuple):
    """Something that happened to an action, as one commit recorded it."""

    kind: str
    day: date
    """When: the day that the file names for it, else the day of the commit."""
    dated: bool
    """Whether the file names that day."""
    was: str
    now: str
    """What changed, and to what: dates as ISO 8601, agencies by their ids; a plan as `principle.horizon`."""
    because: str
    """For an action that was done or dropped: its outcome. For a due date that moved: what was noted of why."""
    recorded: Recorded
    stands: bool = True
    """Whether it is part of how things are now: a merge may have left it out."""
    also: tuple[str, ...] = ()
    """Other commits that recorded the same, on lines that did not know of each other."""

    def is_of(self, commits: Container[str]) -> bool:
        """Whether nothing else than some commits recorded it."""
        return all(each in commits for each in (self.recorded.commit, *self.also))


class ActionSteps(NamedTuple):
    """What became of an action's due date and status, as far as it stands."""

    id: str
    opened: tuple[str, ...]
    """The commits that put it into a plan first, on lines that did not know of each other."""
    events: tuple[ActionEvent, ...]


class PlanTexts(NamedTuple):
    """The goal and the measure of a plan as a commit left them."""

    plan: str
    """The principle and the horizon: `children-first.immediate`."""
    goal: str
    measure: str
    commit: str


class PlanSteps(NamedTuple):
    """What comparisons ask of the history of plans."""

    actions: tuple[ActionSteps, ...]
    texts: tuple[PlanTexts, ...]


class ActionHistory(NamedTuple):
    """An action from the day it was opened."""

    id: str
    action: str
    """What is to be done, as it was last worded."""
    principle: str
    """The principle whose plan it stands or stood in; empty for the readiness plan."""
    horizon: str
    serves: tuple[str, ...]
    there: bool
    """Whether it still stands in a plan."""
    events: tuple[ActionEvent, ...]
    """Oldest first."""


class ActionHistories(NamedTuple):
    """Every action that was ever in a plan, in the order they were opened, and what could not be read."""

    actions: tuple[ActionHistory, ...]
    unread: tuple[Unread, ...] = ()


class HeldView(NamedTuple):
    """The view that one agency held."""

    agency: str
    rating: str | None
    """None when the agency was asked and could not say."""
    because: str = ""
    given: date | None = None
    """The day on which it was given."""
    meeting: str = ""
    """The meeting at which it was given."""


class ViewChange(NamedTuple):
    """The agencies' views of a statement, at a commit that changed them."""

    statement: str
    day: date
    """When: the day on which the views that changed were given; else the day of the commit."""
    dated: bool
    """Whether the files name that day."""
    views: tuple[HeldView, ...]
    was: tuple[HeldView, ...]
    """The views before."""
    rating: str | None
    """The rating that stood agreed on that day, as it is known now."""
    agreed: date | None
    meeting: str
    """The meeting at which the views that changed were given; empty when they name none, or several."""
    recorded: Recorded
    stands: bool = True
    """Whether it is part of how things are now: a merge may have left it out."""
    group_views: tuple[HeldView, ...] = ()
    """Those of groups, which stand beside the agencies' and are not held against them."""
    group_views_were: tuple[HeldView, ...] = ()
    """Those of groups before."""
    kinds: tuple[tuple[str, str], ...] = ()
    """By agency or group: what happened to its view, as for a rating; none where only its day, its meeting or its
    reason is another."""
    is_unread: bool = False
    """Whether no rating is known of that day where something could not be read, so that there may be one."""


class ViewHistory(NamedTuple):
    """Every change of the agencies' views, statement by statement, oldest first, and what could not be read."""

    changes: tuple[ViewChange, ...]
    unread: tuple[Unread, ...] = ()
