"""Where a partnership stands: what is rated, due, overdue and heard, and who was there."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..model.instrument import Instrument, Principle, Term
from ..model.records import STATUSES, Action, Assessment, Group, Meeting, Partnership
from ..model.report import Attendance, Coverage, Discussed, GroupAttendance, Status
from . import scale
from .actions import by_due_date, is_due_soon, is_for_a_look, is_overdue
from .meetings import by_day, expected, is_held, of_all


def held(meetings: Iterable[Meeting], *, today: date) -> tuple[Meeting, ...]:
    """The meetings that have been held, by date."""
    return by_day(meeting for meeting in meetings if is_held(meeting, today))


def known(partnership: Partnership) -> Iterator[Assessment]:
    """What is recorded about statements that the content has; all of it where there is no content to go by."""
    there = {statement.id for statement in partnership.instrument.statements}
    return (each for each in partnership.assessments if not there or each.statement in there)


def is_rated(assessment: Assessment, instrument: Instrument) -> bool:
    """Whether a rating was agreed that the scale has; of what it does not have nobody can say what it stands for."""
    return assessment.rating is not None and (not instrument.scale or instrument.point(assessment.rating) is not None)


def unread_principles(partnership: Partnership) -> frozenset[str]:
    """The principles whose file cannot be read: by its name; all that have no other where that names none of them."""
    unread = [path for path in partnership.unread if path.startswith("principles/")]
    if not unread:
        return frozenset()
    stems = {path.rsplit("/", 1)[-1].partition(".")[0].lstrip("0123456789").removeprefix("-") for path in unread}
    known = {principle.id for principle in partnership.instrument.principles}
    read = {record.principle for record in partnership.files_of_principles}
    return frozenset(stems & known - read if stems <= known else known - read)


def fresh(partnership: Partnership) -> tuple[Principle, ...]:
    """The principles that nobody has talked about yet; none, where it cannot be read what was talked about."""
    if any(path.startswith("meetings/") for path in partnership.unread):
        return ()
    begun = partnership.begun | unread_principles(partnership)
    begun |= {principle for meeting in partnership.meetings for principle in meeting.principles}
    return tuple(principle for principle in partnership.instrument.principles if principle.id not in begun)


def unreadable_rating(partnership: Partnership, statement: str) -> str | None:
    """What stands for a statement's rating where it cannot be read; None where it can, or where none stands."""
    principle = statement.partition(".")[0]
    record = partnership.record(principle)
    # Views alone are beside what cannot be read, and no assessment.
    found = next((each for each in record.assessments if each.statement == statement), None) if record else None
    if found is not None and found.rating is not None:
        return None if is_rated(found, partnership.instrument) else found.rating
    bad = partnership.cannot_use(statement, "rating") or (
        partnership.cannot_use(principle, "") if found is None else None
    )
    return bad.said if bad else "" if principle in unread_principles(partnership) else None


def unreadable_view(partnership: Partnership, statement: str, of: str) -> str | None:
    """What stands for somebody's view of a statement where it cannot be read; None where it can, or where none does."""
    if f"views/{of}.yaml" in partnership.unread:
        return ""
    bad = next((each for each in partnership.unusable if (each.about, each.part) == (statement, of)), None)
    return bad.said if bad and bad.key in ("", "rating") else None


def unreadable_due(action: Action, partnership: Partnership) -> str:
    """What stands for the due date of an action, where that cannot be read."""
    bad = None if action.due else partnership.cannot_use(action.id, "due")
    return bad.said if bad else ""


def unreadable_attendance(meeting: Meeting, partnership: Partnership) -> str:
    """What stands in the attendance of a meeting and cannot be read."""
    bad = partnership.cannot_use(meeting.id, "absent") or partnership.cannot_use(meeting.id, "present")
    return bad.said if bad else ""


def coverage(partnership: Partnership, meetings: Sequence[Meeting] | None = None) -> Coverage:
    """How much has been discussed and rated, by the meetings that count: all of them when none are given."""
    instrument = partnership.instrument
    counting = partnership.meetings if meetings is None else meetings
    own = sum(1 for meeting in counting if not of_all(meeting))
    return Coverage(
        statements=len(instrument.statements),
        rated=sum(1 for assessment in known(partnership) if is_rated(assessment, instrument)),
        principles=len(instrument.principles),
        begun=len(partnership.begun),
        meetings=len(counting) - own,
        unread=sum(path.startswith(("principles/", "meetings/")) for path in partnership.unread),
        group_meetings=own,
    )


def discussed(partnership: Partnership, meetings: Iterable[Meeting]) -> tuple[Discussed, ...]:
    """How far each principle has been discussed at these meetings and rated, in the order of the instrument."""
    about: dict[str, list[Meeting]] = {}
    for meeting in sorted(meetings, key=lambda meeting: (meeting.date, meeting.id)):
        for principle in dict.fromkeys(meeting.principles):
            about.setdefault(principle, []).append(meeting)
    begun = partnership.begun
    rated = {each.statement for each in known(partnership) if is_rated(each, partnership.instrument)}
    return tuple(
        Discussed(
            principle=principle.id,
            meetings=tuple(meeting.id for meeting in about.get(principle.id, ())),
            last=about[principle.id][-1].date if principle.id in about else None,
            begun=principle.id in begun,
            statements=len(principle.statements),
            rated=sum(1 for statement in principle.statements if statement.id in rated),
        )
        for principle in partnership.instrument.principles
    )


def status(partnership: Partnership, *, today: date, reread: Iterable[str] = ()) -> Status:
    """Where a partnership stands: how much is rated, what is due, and what could come next."""
    return Status(
        day=today,
        coverage=coverage(partnership, held(partnership.meetings, today=today)),
        overdue=tuple(overdue(partnership.actions, today=today)),
        due_soon=tuple(due_soon(partnership.actions, today=today, days=partnership.due_soon_days)),
        for_a_look=tuple(for_a_look(partnership.actions, today=today)),
        reread=tuple(reread),
    )


def overdue(actions: Iterable[Action], *, today: date) -> list[Action]:
    """The open actions past their date, longest overdue first."""
    late = (action for action in actions if is_overdue(action, today))
    return sorted(late, key=by_due_date)


def due_soon(actions: Iterable[Action], *, today: date, days: int) -> list[Action]:
    """The open actions that fall due from today until so many days on, soonest first."""
    near = (action for action in actions if is_due_soon(action, today, days))
    return sorted(near, key=by_due_date)


def for_a_look(actions: Iterable[Action], *, today: date) -> list[Action]:
    """The ongoing actions whose day has come to be looked at again, longest ago first."""
    return sorted((action for action in actions if is_for_a_look(action, today)), key=by_due_date)


def actions(partnership: Partnership, *, status: str, owner: str, today: date) -> list[Action]:
    """The actions of a status (`all`, `open`, `overdue`, `done`, `dropped`) and an owner (any, when empty).

    In the order of their due dates; those without one come last. An agency has those that it leads and those that it
    has undertaken with others.
    """
    if status == "open":
        # Where one stands whose status cannot be read, nobody knows: it is shown, and marked.
        wanted = [action for action in partnership.actions if action.is_open or action.status not in STATUSES]
    elif status == "overdue":
        wanted = overdue(partnership.actions, today=today)
    else:
        wanted = [action for action in partnership.actions if status in ("all", action.status)]
    chosen = [action for action in wanted if not owner or owner in action.owners]
    return sorted(chosen, key=by_due_date)


def meeting_for(principle: str, partnership: Partnership, day: date | None, *, today: date) -> str:
    """The id of the latest meeting held that discussed a principle, of that day if one is given; empty for none."""
    found = [
        meeting
        for meeting in partnership.meetings
        if principle in meeting.principles and (is_held(meeting, today) if day is None else meeting.date == day)
    ]
    return found[-1].id if found else ""


def attendance(partnership: Partnership, meetings: Sequence[Meeting] | None = None) -> list[Attendance]:
    """Who was in the room and who was absent, agency by agency in the partnership's order, at the meetings that count.

    All of them count when none are given, but for those that are a group's own. An agency is absent only while it is a
    member.
    """
    there = partnership.meetings if meetings is None else meetings
    counting = [meeting for meeting in there if of_all(meeting)]
    return [
        Attendance(
            agency.id,
            tuple(meeting.id for meeting in counting if agency.id in meeting.present),
            tuple(
                meeting.id for meeting in counting if agency.id in meeting.absent and agency.is_member_on(meeting.date)
            ),
            tuple(meeting.id for meeting in counting if agency.id in unlisted(meeting, partnership)),
        )
        for agency in partnership.agencies
    ]


def group_attendance(partnership: Partnership, meetings: Iterable[Meeting]) -> tuple[GroupAttendance, ...]:
    """Who was at each group's own meetings, group by group; those that have had none are left out."""
    there = list(meetings)
    own = ((group, [each for each in there if each.group == group.id]) for group in partnership.groups)
    return tuple(GroupAttendance(group.id, tuple(_of_group(group, its, partnership))) for group, its in own if its)


def _of_group(group: Group, meetings: Sequence[Meeting], partnership: Partnership) -> Iterator[Attendance]:
    for agency in partnership.agencies:
        present = tuple(each.id for each in meetings if agency.id in each.present)
        if agency.id in group.members or present:
            absent = (each.id for each in meetings if agency.id in each.absent and agency.is_member_on(each.date))
            unknown = (each.id for each in meetings if agency.id in unlisted(each, partnership))
            yield Attendance(agency.id, present, tuple(absent), tuple(unknown))


def unlisted(meeting: Meeting, partnership: Partnership) -> tuple[str, ...]:
    """Those expected of whom it is not noted whether they were at a meeting: not known is not absent."""
    noted = {*meeting.present, *meeting.absent}
    return tuple(each.id for each in expected(meeting, partnership) if each.id not in noted)


def ratings(partnership: Partnership) -> list[tuple[Term | None, int]]:
    """How many statements stand at each point of the scale, beside it, and last, under None, not yet rated.

    A statement whose rating cannot be read is in none of the counts.
    """
    statements = (each.id for each in partnership.instrument.statements)
    rated = (partnership.assessment(id) for id in statements if unreadable_rating(partnership, id) is None)
    return scale.tally((each.rating if each else None for each in rated), partnership.instrument)
