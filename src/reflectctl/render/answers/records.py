"""Records of a partnership in; the object of each, by the catalogue of fields, out; and status, actions and meetings.

Beside a rating stands what the scale calls it, and beside an owner what that agency is called.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from ...analysis.actions import is_for_a_look, is_overdue
from ...model import fields, records
from ...model.named_tuples import NamedTuple
from ...model.records import Partnership
from ...model.report import Coverage
from ...model.report import Status as Standing
from ...tell import prose
from ...tell.status import next_steps
from .common import SPREAD, Json, Unreadable, taken, unreadable

Assessment = Annotated[Json, records.Assessment]
EarlierRating = Annotated[Json, records.EarlierRating]
View = Annotated[Json, records.View]
Source = Annotated[Json, records.Source]
Action = Annotated[Json, records.Action]
Progress = Annotated[Json, records.Progress]
Plan = Annotated[Json, records.Plan]
Meeting = Annotated[Json, records.Meeting]
Agency = Annotated[Json, records.Agency]
Group = Annotated[Json, records.Group]
Preliminary = Annotated[Json, records.Preliminary]


Unread = Iterable[tuple[str, str]]
"""What could not be read: paths, each with why."""

NAMED = {"readiness": "plans", "joint": "with"}
"""What a field is called in JSON, when not by its name: the readiness plan is a list of one, or of none."""


def told(record: Any, partnership: Partnership) -> Json:
    """The object of a record: the fields that the catalogue gives it, in their order; an empty text is null."""
    made: Json = {}
    for field in fields.of(record):
        held = getattr(record, field.name)
        if not field.json:
            continue
        if field.holds == fields.RECORD:
            held = () if held is None else (held,)
        if field.holds in (fields.RECORD, fields.RECORDS):
            held = [told(each, partnership) for each in held]
        made[NAMED.get(field.name, field.name)] = None if held == "" == fields.default(record, field) else held
        if field.holds == fields.RATING:
            unsure = held is None and isinstance(record, records.View)
            if isinstance(record, records.Assessment):
                title = prose.rating_of(record.statement, partnership)
            else:
                title = "Could not say" if unsure else prose.stands(held, partnership.instrument)
            made[f"{field.name}_title"] = title
        elif field.name == "owner":
            made["owner_name"] = partnership.agency_name(held) if held else None
        elif field.name == "joint":
            made["with_names"] = [partnership.agency_name(each) for each in held]
    return made


class StatementStatus(NamedTuple):
    """One statement and where it stands."""

    statement: str
    principle: str
    dimension: str
    local: bool
    assessment: Annotated[Assessment, SPREAD]
    reread: bool


class Status(NamedTuple):
    """Status.

    What `reflectctl status --format json` prints: where a partnership stands as of a day. Coverage is told apart from
    the ratings; ratings are never added up.
    """

    name: str
    area: str | None
    today: date
    coverage: Coverage
    statements: tuple[StatementStatus, ...]
    """Every statement, in the order of the instrument."""
    overdue: tuple[Action, ...]
    """The open actions past their date, longest overdue first."""
    due_soon: tuple[Action, ...]
    """The open actions that fall due shortly, soonest first."""
    for_a_look: tuple[Action, ...]
    """The ongoing actions whose day has come to be looked at again, longest ago first."""
    next_steps: tuple[str, ...]
    """What could be done next, in sentences, the most useful first. Such as `["Start small, start somewhere."]`."""
    unreadable: tuple[Unreadable, ...]


def status(partnership: Partnership, standing: Standing, unread: Unread = ()) -> Status:
    """Where a partnership stands as of a day. Coverage is apart from the ratings; neither is ever added up."""
    known = {assessment.statement: assessment for assessment in partnership.assessments}
    return Status(
        name=partnership.name,
        area=partnership.area,
        today=standing.day,
        coverage=standing.coverage,
        statements=tuple(
            taken(
                StatementStatus,
                each,
                statement=each.id,
                assessment=told(known.get(each.id, records.Assessment(each.id)), partnership),
                reread=each.id in standing.reread,
            )
            for each in partnership.instrument.statements
        ),
        overdue=tuple(told(action, partnership) for action in standing.overdue),
        due_soon=tuple(told(action, partnership) for action in standing.due_soon),
        for_a_look=tuple(told(action, partnership) for action in standing.for_a_look),
        next_steps=tuple(next_steps(partnership, standing)),
        unreadable=unreadable(unread),
    )


class ListedAction(NamedTuple):
    """One action."""

    action: Annotated[Action, SPREAD]
    overdue: bool
    """Whether it is still open and its due date lies before today."""
    for_a_look: bool
    """Whether it is ongoing and the day has come on which it is to be looked at again."""


class Actions(NamedTuple):
    """Actions.

    What `reflectctl action list --format json` prints: who does what by when, and where it stands.
    """

    today: date
    actions: tuple[ListedAction, ...]
    """The actions that were asked for."""
    unreadable: tuple[Unreadable, ...]


def actions(found: Iterable[records.Action], partnership: Partnership, unread: Unread = (), *, today: date) -> Actions:
    """Who does what by when, and where it stands as of a day."""
    return Actions(
        today,
        tuple(
            ListedAction(told(each, partnership), is_overdue(each, today), is_for_a_look(each, today)) for each in found
        ),
        unreadable(unread),
    )


class AgencyName(NamedTuple):
    """An agency and its name."""

    id: str
    """The agency's id. Such as `police`."""
    name: str
    """What it is called. Such as `Wessex Police`."""


class GroupName(NamedTuple):
    """A group, its name, whom it is of, and who has to be at its meetings."""

    id: str
    """The group's id. Such as `front-door`."""
    name: str
    """What it is called. Such as `Front door group`."""
    kind: Annotated[str, records.GROUP_KINDS]
    """Whom it is of."""
    members: tuple[str, ...]
    """The ids of the agencies that are its members. Such as `["council", "police"]`, `[]`."""
    quorum: int
    """How many members have to be at its meetings; 0 when it has not said. Such as `3`, `0`."""


class Meetings(NamedTuple):
    """Meetings.

    What `reflectctl meeting list --format json` prints: when, about what, who was there and who was missing. Notes stay
    in their files.
    """

    agencies: tuple[AgencyName, ...]
    """What the agencies are called."""
    groups: tuple[GroupName, ...]
    """What the groups are called, whose own meetings are among these."""
    meetings: tuple[Meeting, ...]
    """The meetings, by date."""
    unreadable: tuple[Unreadable, ...]


def meetings(found: Iterable[records.Meeting], partnership: Partnership, unread: Unread = ()) -> Meetings:
    """When, about what, who was there, who was missing and who was heard. Notes are left in their files."""
    names = {agency.id: agency.name for agency in sorted(partnership.agencies, key=lambda agency: agency.id)}
    agencies = tuple(AgencyName(*each) for each in names.items())
    groups = tuple(taken(GroupName, each) for each in partnership.groups)
    return Meetings(agencies, groups, tuple(told(each, partnership) for each in found), unreadable(unread))
