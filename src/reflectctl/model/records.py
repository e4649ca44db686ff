"""A partnership at one moment: who it is, what it has agreed, discussed and planned."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from .instrument import Instrument
from .locations import NOTHING, NOWHERE, Place, placed
from .named_tuples import NamedTuple
from .overlays import Local, Translation
from .permitted import MayStand
from .report_config import Layout
from .unusable import Copies, Outdated, Unusable

Day: TypeAlias = date
"""A day, where a field of that name stands beside."""

OPEN, IN_PROGRESS, DONE, DROPPED = "open", "in-progress", "done", "dropped"
STATUSES = (OPEN, IN_PROGRESS, DONE, DROPPED)
"""The statuses of an action."""


def is_name(word: str) -> bool:
    """Whether a word names an organisation and is no id: it has a blank or a capital letter."""
    return word != word.lower() or len(word.split()) > 1


@placed
class Agency(NamedTuple):
    """A member of the partnership."""

    id: str
    """The agency's id. Such as `police`."""
    name: str
    """What the agency is called. Such as `Wessex Police`."""
    statutory: bool = False
    """Whether it is a statutory safeguarding partner."""
    joined: date | None = None
    """The day on which it joined."""
    left: date | None = None
    """The day on which it left."""
    was: tuple[str, ...] = ()
    """The ids that it had before, when it was called otherwise. Such as `["housing"]`, `[]`."""
    where: Place = NOWHERE

    def is_member_on(self, day: date) -> bool:
        """Whether it was a member on a day. The days on which it joined and left are among its days."""
        return (self.joined is None or self.joined <= day) and (self.left is None or day <= self.left)


CHILDREN, FAMILIES, PRACTITIONERS, SCRUTINY, SUBGROUP, OTHER = (
    "children", "families", "practitioners", "scrutiny", "subgroup", "other",
)  # fmt: skip
GROUP_KINDS = (CHILDREN, FAMILIES, PRACTITIONERS, SCRUTINY, SUBGROUP, OTHER)
"""Whom a group is of: children and young people, families, practitioners, scrutiny, some of the agencies."""


@placed
class Group(NamedTuple):
    """A group beside the agencies, which may hold views, own actions and have meetings of its own."""

    id: str
    """The group's id. Such as `young-advisers`."""
    name: str
    """What the group is called. Such as `Wessbury Young Advisers`."""
    kind: str = OTHER
    """Whom it is of: children, families, practitioners, scrutiny, subgroup or other. Such as `children`."""
    members: tuple[str, ...] = ()
    """The ids of the agencies that are its members. Such as `["council", "police"]`, `[]`."""
    quorum: int = 0
    """How many members have to be at its meetings; 0 when it has not said. Such as `3`, `0`."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    where: Place = NOWHERE


@placed
class View(NamedTuple):
    """What one agency or group thinks of a statement, beside the rating that was agreed."""

    of: str
    """The id of the agency or group. Such as `police`."""
    rating: str | None
    """The rating it holds, as an id of the scale; none when it was asked and could not say. Such as `disagree`,
    `null`."""
    given: date | None = None
    """The day on which it gave this view."""
    meeting: str = ""
    """The id of the meeting at which it gave this view. Such as `2026-03-12-children-first`."""
    because: str = ""
    """Its reason. Such as `Our own audit reads otherwise.`."""
    where: Place = NOWHERE


@placed
class Views(NamedTuple):
    """What one agency or group thinks of some statements: the content of one file of views."""

    of: str
    views: Mapping[str, View] = NOTHING
    """By statement."""
    where: Place = NOWHERE


@placed
class Source(NamedTuple):
    """What a piece of evidence is, whose, and of when: a day, a month or a year. Links only, never files."""

    what: str
    """What the evidence is. Such as `Multi-agency case audit`."""
    agency: str = ""
    """The id of the agency whose evidence it is. Such as `health`."""
    dated: str = ""
    """A day, a month or a year. Such as `2026-02`."""
    link: str = ""
    """Where it is kept. Such as `https://example.org/audit`."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    where: Place = NOWHERE


@placed
class Discussion(NamedTuple):
    """The key points of one discussion, under one prompt."""

    meeting: str = ""
    """The id of the meeting at which it was. Such as `2026-03-12-children-first`."""
    dated: date | None = None
    """The day of the discussion, where it was at no meeting."""
    points: str = ""
    """Key points, in Markdown. Such as `- The board's minute was shown.`."""
    where: Place = NOWHERE


@placed
class EarlierRating(NamedTuple):
    """A rating that was agreed before the one that stands, and typed in after it."""

    rating: str
    """The rating that was agreed, as an id of the scale in the partnership's content. Such as `disagree`."""
    agreed: date | None = None
    """The day on which it was agreed."""
    meeting: str = ""
    """The id of the meeting at which it was agreed. Such as `2025-02-13-children-first`."""
    because: str = ""
    """The partnership's reason for it. Such as `Two agencies had begun; the others had not.`."""
    public: str = ""
    """What a public edition says instead of the reason. Such as `Families told us that letters are hard to read.`."""
    hold_back: bool = False
    """Whether a public edition says nothing of the reason."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    where: Place = NOWHERE


@placed
class Assessment(NamedTuple):
    """What the partnership has agreed and noted about one statement."""

    statement: str
    rating: str | None = None
    """The agreed rating, as an id of the scale in the partnership's content; none when it is not yet rated. Such as
    `agree`, `null`."""
    agreed: date | None = None
    """The day on which the partnership agreed the rating."""
    meeting: str = ""
    """The id of the meeting at which it was agreed. Such as `2026-03-12-children-first`."""
    because: str = ""
    """The partnership's reason for the rating. Such as `Strategy and policies say this plainly; commissioning has begun
    to follow.`."""
    views: tuple[View, ...] = ()
    """Those of agencies, in their order. They stand in files of their own."""
    earlier: tuple[EarlierRating, ...] = ()
    """What was agreed before this rating and typed in after it, in the order of the file."""
    sources: tuple[Source, ...] = ()
    reflections: Mapping[str, tuple[Discussion, ...]] = NOTHING
    """Key points by prompt, discussion by discussion; a prompt with nothing under it is absent."""
    public: str = ""
    """What a public edition says instead of the reason. Such as `Families told us that letters are hard to read.`."""
    hold_back: bool = False
    """Whether a public edition says nothing of the reason."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    group_views: tuple[View, ...] = ()
    """The views of groups, in their order: beside the agencies', and never counted among them."""
    where: Place = NOWHERE


@placed
class Progress(NamedTuple):
    """What happened to an action on the way: how it is going, or that its due date moved and why."""

    dated: date | None = None
    """The day on which it was so."""
    note: str = ""
    """What happened. Such as `The letters were read with young people.`."""
    due: str = ""
    """The due date from then on, where it moved: a day, a month or `ongoing`. Such as `2026-07-31`, `2026-09`."""
    where: Place = NOWHERE


@placed
class Action(NamedTuple):
    """Something an agency has undertaken to do, by when, and what came of it."""

    id: str
    """The action's id, which stays the same whatever else changes. Such as `a-7k3f`."""
    action: str
    """What is to be done. Such as `Agree one shared way to flag language that blames children`."""
    owner: str = ""
    """The id of the agency that has undertaken it. Such as `police`."""
    joint: tuple[str, ...] = ()
    """Who else has undertaken it: ids of agencies, or names of organisations. Such as `["health", "Barnardo's"]`."""
    role: str = ""
    """The role in that agency, never a person's name. Such as `Exploitation lead`."""
    opened: date | None = None
    """The day on which it was agreed to do it."""
    due: str = ""
    """When it is to be done by: a day, a month (by its last day), or `ongoing`. Such as `2026-06-30`, `2026-06`."""
    review: date | None = None
    """The day on which it is to be looked at again, where it is ongoing."""
    progress: tuple[Progress, ...] = ()
    """What happened on the way."""
    status: str = OPEN
    """Where it stands: open, in-progress, done or dropped. Such as `open`, `done`."""
    closed: date | None = None
    """The day on which it was done or dropped."""
    outcome: str = ""
    """What difference it made to children. Such as `Every agency uses the same words in referrals.`."""
    serves: tuple[str, ...] = ()
    """The ids of the dimensions of the principle's statements that it is meant to move. Such as `["action",
    "culture"]`."""
    recommendation: str = ""
    """The recommendation of a review that it answers. Such as `Rapid review 2025, 3: one named contact for each
    family`."""
    principle: str = ""
    """The id of the principle whose plan it stands in; none for the readiness plan. Such as `children-first`,
    `null`."""
    horizon: str = ""
    """The part of the plan it stands in, as an id in the content. Such as `immediate`."""
    public: str = ""
    """What a public edition says instead of the outcome. Such as `Families told us that letters are hard to read.`."""
    hold_back: bool = False
    """Whether a public edition says nothing of the outcome."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    where: Place = NOWHERE

    @property
    def owners(self) -> tuple[str, ...]:
        """Who has undertaken it: the agency that leads first."""
        return (self.owner, *self.joint) if self.owner else self.joint

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status in (OPEN, IN_PROGRESS)


@placed
class Plan(NamedTuple):
    """A goal, how it will be measured, and the actions that lead there."""

    horizon: str = ""
    """The id of the part of the plan; none for the readiness plan. Such as `immediate`."""
    goal: str = ""
    """What is to be reached. Such as `A child recognises themselves in what is written.`."""
    measure: str = ""
    """How it will be seen. Such as `Read ten records.`."""
    actions: tuple[Action, ...] = ()
    """What leads there."""
    public: str = ""
    """What a public edition says instead of the goal. Such as `Families told us that letters are hard to read.`."""
    hold_back: bool = False
    """Whether a public edition says nothing of the goal and the measure."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
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
    """Which children, young people or families were heard. Never a name. Such as `Wessbury Young Advisers`."""
    how: str = ""
    """How they were heard. Such as `Presented their reading of forty redacted documents`."""
    dated: date | None = None
    """The day on which they were heard."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    where: Place = NOWHERE


@placed
class Meeting(NamedTuple):
    """One meeting: when, about what, who was in the room and who was missing, whose voices were heard."""

    id: str
    """The meeting's id. Such as `2026-03-12-children-first`."""
    date: date
    """The day of the meeting."""
    title: str
    """What the meeting is called. Such as `Putting children first, a year on`."""
    principles: tuple[str, ...] = ()
    """The ids of the principles that were discussed. Such as `["children-first"]`."""
    present: tuple[str, ...] = ()
    """The ids of the agencies that were in the room. Such as `["council", "police"]`."""
    absent: tuple[str, ...] = ()
    """The ids of the agencies that were absent. Such as `["housing"]`."""
    heard: tuple[Heard, ...] = ()
    """The children, young people or families who were heard."""
    notes: str = ""
    group: str = ""
    """The id of the group whose own meeting it was; none for one of the whole partnership. Such as `front-door`,
    `null`."""
    guests: tuple[str, ...] = ()
    """Who else was in the room, by role and organisation, never by name. Such as `["Headteacher, Wessbury
    Academy"]`."""
    minutes_agreed: "Day | None" = None
    """The day on which its minutes were agreed; until then they are a draft."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    where: Place = NOWHERE


@placed
class Preliminary(NamedTuple):
    """The readiness conversation and what came of it."""

    discussed: date | None = None
    """When the preliminary discussion was held."""
    meeting: str = ""
    """The id of the meeting at which it was held. Such as `2025-01-14-preliminary`."""
    goal: str = ""
    """The shared goal. Such as `To talk plainly.`."""
    commitment: str = ""
    """The one thing the partnership commits to. Such as `To come back to it.`."""
    readiness: Plan | None = None
    """The readiness plan, where there is one."""
    notes: str = ""
    """What was said, in Markdown. Such as `What was said …`."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same. Such as `The group named itself so.`."""
    where: Place = NOWHERE


@placed
class Partnership(NamedTuple):
    """Everything a partnership's repository says at one moment."""

    name: str = ""
    area: str = ""
    content: str = ""
    agencies: tuple[Agency, ...] = ()
    groups: tuple[Group, ...] = ()
    """The groups beside the agencies. An id is never both."""
    due_soon_days: int = 30
    sources_current_months: int = 0
    """How long a source counts as current; 0 when the partnership has not said."""
    small_numbers_below: int = 5
    """Below how many people a number is small; what tells one is not published before somebody has decided."""
    publish_attendance: bool = False
    """Whether a public edition may say which agencies were at a meeting."""
    language: str = ""
    """The language that the partnership has set; empty for that of the pack."""
    levels: Mapping[str, str] = NOTHING
    """The level of each rule that the partnership has set: a severity, or off."""
    permitted: tuple[MayStand, ...] = ()
    """What looks like personal data and may stand all the same."""
    instrument: Instrument = Instrument()
    local: Local = Local()
    """What was added to the content pack, as it is written; what can be used of it is in the instrument."""
    translations: tuple[Translation, ...] = ()
    """What the content says in other languages, as far as those were read."""
    preliminary: Preliminary | None = None
    records: tuple[Record, ...] = ()
    """Of the principles that have been begun, in the order of the instrument."""
    laid_out: tuple[Record, ...] = ()
    """Of those whose files are there and say nothing yet: they matter to who goes by files, not by what is recorded."""
    views: tuple[Views, ...] = ()
    """In the order of the agencies, then of the groups. Each view stands in the assessment of its statement, too."""
    meetings: tuple[Meeting, ...] = ()
    """By date, then id."""
    unread: tuple[str, ...] = ()
    """Paths of files that are there and could not be read: what they hold is unknown, which is not absent."""
    copies: tuple[Copies, ...] = ()
    """What several files or entries say they are; only the one that is read is among the records."""
    outdated: tuple[Outdated, ...] = ()
    """Where agencies are named by ids that they do not have any more; the records have those of now."""
    unusable: tuple[Unusable, ...] = ()
    """What stands in the files and cannot be used."""
    orphans: tuple[tuple[str, Place], ...] = ()
    """Content principles that the pack does not list, or lists twice: their ids and places."""
    layout: Layout = Layout()
    """How its reports begin, and what they hold."""
    where: Place = NOWHERE

    def agency(self, id: str) -> Agency | None:
        """The agency that has that id, or had it before."""
        return next(
            (each for each in self.agencies if each.id == id),
            next((each for each in self.agencies if id in each.was), None),
        )

    @property
    def speakers(self) -> tuple[Agency | Group, ...]:
        """Whoever may hold views and own actions: the agencies, then the groups."""
        every: tuple[Agency | Group, ...] = self.agencies
        return (*every, *self.groups)

    def group(self, id: str) -> Group | None:
        """The group that has that id."""
        return next((each for each in self.groups if each.id == id), None)

    def agency_name(self, id: str) -> str:
        """What an agency or a group is called; its id when it is not known."""
        found = self.agency(id) or self.group(id)
        return found.name if found else id

    def day_of(self, discussion: Discussion) -> date | None:
        """The day of a discussion, or of the meeting at which it was; none where neither is known."""
        held = self.meeting(discussion.meeting)
        return discussion.dated or (held.date if held else None)

    def meeting(self, id: str) -> Meeting | None:
        """The meeting of that id, if there is one."""
        return next((meeting for meeting in self.meetings if meeting.id == id), None)

    def cannot_use(self, about: str, key: str, part: str = "") -> Unusable | None:
        """What stands under a key of something, or under one that is not known, and cannot be used."""
        for wanted in (key, ""):
            for each in self.unusable:
                if (each.about, each.key, each.part) == (about, wanted, part):
                    return each
        return None

    @property
    def files_of_principles(self) -> tuple[Record, ...]:
        """The records of all files of principles, also of those that say nothing yet."""
        return (*self.records, *self.laid_out)

    @property
    def viewed(self) -> frozenset[str]:
        """The principles of whose statements somebody has given a view."""
        known = {principle.id for principle in self.instrument.principles}
        named = {statement.partition(".")[0] for each in self.views for statement in each.views}
        return frozenset(named & known if known else named)

    @property
    def begun(self) -> frozenset[str]:
        """The principles about which something is recorded, if only what somebody thinks."""
        return self.viewed.union(record.principle for record in self.records)

    def record(self, principle: str) -> Record | None:
        """What is recorded about a principle, if it has been begun."""
        return next((record for record in self.records if record.principle == principle), None)

    @property
    def assessments(self) -> Iterator[Assessment]:
        """Every assessment, in the order of the instrument; those of which there are only views come last."""
        recorded = [assessment for record in self.records for assessment in record.assessments]
        yield from recorded
        there = {assessment.statement for assessment in recorded}
        if all(there.issuperset(each.views) for each in self.views):
            return
        for id in (statement.id for statement in self.instrument.statements if statement.id not in there):
            if views := {each.of: each.views[id] for each in self.views if id in each.views}:
                where = next(iter(views.values())).where
                yield with_views(Assessment(id, where=where), views.values(), self.group_ids)

    @property
    def group_ids(self) -> frozenset[str]:
        """The ids of the groups."""
        return frozenset(each.id for each in self.groups)

    def assessment(self, statement: str) -> Assessment | None:
        """What is recorded about a statement, if anything is."""
        return next((each for each in self.assessments if each.statement == statement), None)

    @property
    def actions(self) -> Iterator[Action]:
        """Every action: the readiness plan's first, then by principle and horizon."""
        if self.preliminary and self.preliminary.readiness:
            yield from self.preliminary.readiness.actions
        for record in self.records:
            for plan in record.plans:
                yield from plan.actions


def with_views(assessment: Assessment, views: Iterable[View], groups: Container[str]) -> Assessment:
    """An assessment with views of its statement, those of groups apart from those of agencies."""
    given = tuple(views)
    return assessment._replace(
        views=tuple(each for each in given if each.of not in groups),
        group_views=tuple(each for each in given if each.of in groups),
    )
