"""A partnership at one moment: who it is, what it has agreed, discussed and planned."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from .instrument import Instrument
from .locations import NOTHING, NOWHERE, Place, placed
from .overlays import Local, Translation
from .report_config import Layout

OPEN, IN_PROGRESS, DONE, DROPPED = "open", "in-progress", "done", "dropped"
STATUSES = (OPEN, IN_PROGRESS, DONE, DROPPED)
"""The statuses of an action."""


@placed
class Agency(NamedTuple):
    """A member of the partnership."""

    id: str
    name: str
    statutory: bool = False
    joined: date | None = None
    left: date | None = None
    where: Place = NOWHERE

    def is_member_on(self, day: date) -> bool:
        """Whether it was a member on a day. The days on which it joined and left are among its days."""
        return (self.joined is None or self.joined <= day) and (self.left is None or day <= self.left)


@placed
class View(NamedTuple):
    """What one agency thinks of a statement, beside the rating that was agreed."""

    agency: str
    rating: str | None
    """None when the agency was asked and could not say."""
    because: str = ""
    where: Place = NOWHERE


@placed
class Source(NamedTuple):
    """What a piece of evidence is, whose, and of when: a day, a month or a year. Links only, never files."""

    what: str
    agency: str = ""
    dated: str = ""
    link: str = ""
    where: Place = NOWHERE


@placed
class Assessment(NamedTuple):
    """What the partnership has agreed and noted about one statement."""

    statement: str
    rating: str | None = None
    """An id of the scale; None is *not yet rated*."""
    agreed: date | None = None
    meeting: str = ""
    because: str = ""
    views: tuple[View, ...] = ()
    sources: tuple[Source, ...] = ()
    reflections: Mapping[str, str] = NOTHING
    """Key points in Markdown, by prompt; a prompt with nothing under it is absent."""
    where: Place = NOWHERE


@placed
class Action(NamedTuple):
    """Something an agency has undertaken to do, by when, and what came of it."""

    id: str
    action: str
    owner: str = ""
    role: str = ""
    opened: date | None = None
    due: date | None = None
    status: str = OPEN
    closed: date | None = None
    outcome: str = ""
    serves: tuple[str, ...] = ()
    """The dimensions of the principle's statements that it is meant to move."""
    principle: str = ""
    """The principle whose plan it stands in; empty for the readiness plan."""
    horizon: str = ""
    where: Place = NOWHERE

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status in (OPEN, IN_PROGRESS)


@placed
class Plan(NamedTuple):
    """A goal, how it will be measured, and the actions that lead there."""

    horizon: str = ""
    goal: str = ""
    measure: str = ""
    actions: tuple[Action, ...] = ()
    where: Place = NOWHERE


@placed
class Record(NamedTuple):
    """What a partnership has recorded about one principle: the content of one principle file."""

    principle: str
    assessments: tuple[Assessment, ...] = ()
    plans: tuple[Plan, ...] = ()
    where: Place = NOWHERE


@placed
class Heard(NamedTuple):
    """Children, young people or families who were heard, how, and when."""

    who: str
    how: str = ""
    dated: date | None = None
    where: Place = NOWHERE


@placed
class Meeting(NamedTuple):
    """One meeting: when, about what, who was in the room and who was missing, whose voices were heard."""

    id: str
    date: date
    title: str
    principles: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    notes: str = ""
    where: Place = NOWHERE


@placed
class Preliminary(NamedTuple):
    """The readiness conversation and what came of it."""

    discussed: date | None = None
    meeting: str = ""
    goal: str = ""
    commitment: str = ""
    readiness: Plan | None = None
    notes: str = ""
    where: Place = NOWHERE


@placed
class Partnership(NamedTuple):
    """Everything a partnership's repository says at one moment."""

    name: str = ""
    area: str = ""
    content: str = ""
    agencies: tuple[Agency, ...] = ()
    due_soon_days: int = 30
    sources_current_months: int = 0
    """How long a source counts as current; 0 when the partnership has not said."""
    language: str = ""
    """The language that the partnership has set; empty for that of the pack."""
    levels: Mapping[str, str] = NOTHING
    """The level of each rule that the partnership has set: a severity, or off."""
    instrument: Instrument = Instrument()
    local: Local = Local()
    """What was added to the content pack, as it is written; what can be used of it is in the instrument."""
    translations: tuple[Translation, ...] = ()
    """What the content says in other languages, as far as those were read."""
    preliminary: Preliminary | None = None
    records: tuple[Record, ...] = ()
    """In the order of the instrument's principles."""
    meetings: tuple[Meeting, ...] = ()
    """By date, then id."""
    unread: tuple[str, ...] = ()
    """Paths of files that are there and could not be read: what they hold is unknown, which is not absent."""
    orphans: tuple[tuple[str, Place], ...] = ()
    """Content principles that the pack does not list, or lists twice: their ids and places."""
    layout: Layout = Layout()
    """How its reports begin, and what they hold."""
    where: Place = NOWHERE

    def agency(self, id: str) -> Agency | None:
        """The agency of that id, if it is a member."""
        return next((agency for agency in self.agencies if agency.id == id), None)

    def agency_name(self, id: str) -> str:
        """What an agency is called; its id when it is not known."""
        agency = self.agency(id)
        return agency.name if agency else id

    def meeting(self, id: str) -> Meeting | None:
        """The meeting of that id, if there is one."""
        return next((meeting for meeting in self.meetings if meeting.id == id), None)

    def record(self, principle: str) -> Record | None:
        """What is recorded about a principle, if it has been begun."""
        return next((record for record in self.records if record.principle == principle), None)

    @property
    def assessments(self) -> Iterator[Assessment]:
        """Every assessment, in the order of the instrument."""
        return (assessment for record in self.records for assessment in record.assessments)

    def assessment(self, statement: str) -> Assessment | None:
        """What is recorded about a statement, if anything is."""
        return next((assessment for assessment in self.assessments if assessment.statement == statement), None)

    @property
    def actions(self) -> Iterator[Action]:
        """Every action: the readiness plan's first, then by principle and horizon."""
        if self.preliminary and self.preliminary.readiness:
            yield from self.preliminary.readiness.actions
        for record in self.records:
            for plan in record.plans:
                yield from plan.actions
