"""Two partnerships in, which are the two sides of a conflict; the values on which they differ, by record, out."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model import fields
from ..model.conflicts import Difference
from ..model.records import Action, Assessment, Discussion, Heard, Meeting, Partnership, Plan, Source

Key = tuple[Any, ...]

_BELOW = (fields.RECORD, fields.RECORDS, fields.NOTES)
"""What fields hold that are looked at by themselves."""


class Found(NamedTuple):
    """A difference, and where it stands in the side that says something: ours where both do."""

    difference: Difference
    is_ours: bool
    line: int


def differences(ours: Partnership, theirs: Partnership, path: str) -> Iterator[Found]:
    """What the sides of a file differ in, record by record."""
    here: dict[Key, Any]
    here, there = (dict(_in(partnership, path)) for partnership in (ours, theirs))
    for key in [*here, *(key for key in there if key not in here)]:
        kind, *known = key
        one, other = here.get(key), there.get(key)
        if one is None or other is None:
            line = (here | there)[key].where.at().line
            yield Found(Difference(line, kind, tuple(known), None, one, other), one is not None, line)
            continue
        for field, left, right in fields.changed(one, other):
            if field.key == fields.AROUND or field.holds in _BELOW:
                continue
            is_ours = bool(left) or not right
            line = (one if is_ours else other).where.at(*field.route).line
            yield Found(Difference(line, kind, tuple(known), field, left, right), is_ours, line)


def _in(partnership: Partnership, path: str) -> Iterator[tuple[Key, Any]]:
    """The records of a file, by their kind and what they are known by."""
    for key, record in _records(partnership):
        if record.where.path == path:
            yield key, record


def _records(partnership: Partnership) -> Iterator[tuple[Key, Any]]:
    yield (Partnership,), partnership
    for agency in partnership.agencies:
        yield (type(agency), agency.id), agency
    for record in partnership.records:
        for assessment in record.assessments:
            yield from _of_statement(assessment)
        for plan in record.plans:
            yield from _of_plan(plan, record.principle)
    for assessment in partnership.assessments:
        for view in assessment.views:
            yield (type(view), assessment.statement, view.of), view
    for meeting in partnership.meetings:
        yield (Meeting, meeting.id), meeting
        for heard in meeting.heard:
            yield (Heard, meeting.id, heard.who, str(heard.dated)), heard
    if partnership.preliminary is not None:
        yield (type(partnership.preliminary),), partnership.preliminary
        if partnership.preliminary.readiness is not None:
            yield from _of_plan(partnership.preliminary.readiness, "")
    for chapter in partnership.layout.chapters:
        yield (type(chapter), chapter.id), chapter


def _of_statement(assessment: Assessment) -> Iterator[tuple[Key, Any]]:
    statement = assessment.statement
    yield (Assessment, statement), assessment
    for source in assessment.sources:
        yield (Source, statement, source.what, source.agency, source.dated), source
    for prompt, said in assessment.reflections.items():
        for each in said:
            yield (Discussion, statement, prompt, each.meeting, str(each.dated or "")), each


def _of_plan(plan: Plan, principle: str) -> Iterator[tuple[Key, Any]]:
    yield (Plan, principle, plan.horizon), plan
    for action in plan.actions:
        yield (Action, action.id), action
