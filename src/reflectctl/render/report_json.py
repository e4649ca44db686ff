"""A report in; JSON for other programs out. Its form has a schema (`schema/output-report.schema.json`) and a `format`.

What the report holds has been made fit for its edition. Ratings come with their id and their title; dates are
ISO 8601, and what is not there is null. The last two keys are the recipe and the fingerprint.
"""

from collections.abc import Iterable
from datetime import date

from ..analysis import diff_events, status
from ..model.diff import Comparison, kind, part
from ..model.instrument import Instrument, Principle
from ..model.records import Assessment, Partnership, Plan, Preliminary, Record
from ..model.report import Course, Report
from ..tell import diff_sentences
from . import json as data
from . import seal
from .json import Json


def report(report: Report) -> str:
    """The report as one JSON object."""
    partnership, instrument, recipe = report.partnership, report.partnership.instrument, report.recipe
    records = {record.principle: record for record in reversed(partnership.records)}
    reread = {*report.reread, *(report.comparison.reread if report.comparison else ())}
    told: Json = {
        "name": partnership.name,
        "area": partnership.area or None,
        "edition": recipe.edition,
        "day": report.day.isoformat(),
        "period": {"year": recipe.year or None, "start": data.iso(recipe.start), "until": data.iso(recipe.until)},
        "coverage": report.coverage._asdict(),
        "ratings": [
            {
                "rating": point.id if point else None,
                "rating_title": instrument.label(point.id if point else None),
                "statements": n,
            }
            for point, n in status.ratings(partnership)
        ],
        "scale": [{"id": point.id, "title": point.title, "meaning": point.meaning} for point in instrument.scale],
        "principles": [
            _principle(principle, records.get(principle.id), partnership, reread) for principle in instrument.principles
        ],
        "courses": None if report.untold else [_course(course, instrument) for course in report.courses],
        "untold": report.untold or None,
        "since": _since(report),
        "changes": None if report.comparison is None else _changes(report.comparison, partnership),
        "agencies": [
            {
                "agency": each.agency,
                "name": partnership.agency_name(each.agency),
                "present": [*each.present],
                "absent": [*each.absent],
            }
            for each in report.attendance
        ],
        "discussed": [
            {**each._asdict(), "meetings": [*each.meetings], "last": data.iso(each.last)} for each in report.discussed
        ],
        "preliminary": _preliminary(partnership.preliminary, partnership),
        "little_progress": [
            {"rule": each.rule, "about": each.about, "since": data.iso(each.since)} for each in report.stalls
        ],
        "actions": [data.of_action(action, partnership) for action in report.actions],
        "overdue": _ids(report.overdue),
        "due_soon": _ids(report.due_soon),
        "meetings": [{**data.of_meeting(meeting), "notes": meeting.notes or None} for meeting in report.held],
        "ahead": [data.of_meeting(meeting) for meeting in report.ahead],
        "later": [*report.later],
        "unreadable": [{"path": path, "reason": reason or None} for path, reason in report.unreadable],
        "provenance": {
            "commit": report.provenance.revision or None,
            "recorded": report.provenance.recorded or None,
            "uncommitted": report.provenance.uncommitted,
            "program": report.provenance.program,
            "content": instrument.id or None,
            "content_version": instrument.version or None,
            "wording": instrument.wording or None,
            "language": instrument.language,
        },
        "recipe": seal.told(report, seal.JSON),
        "fingerprint": seal.PLACEHOLDER,
    }
    return seal.put(data.written("report", told))


def _ids(items: Iterable[object]) -> list[str]:
    return [item.id for item in items]  # type: ignore[attr-defined]


def _principle(principle: Principle, record: Record | None, partnership: Partnership, reread: set[str]) -> Json:
    known = {each.statement: each for each in reversed(record.assessments)} if record else {}
    return {
        "id": principle.id,
        "number": principle.number,
        "title": principle.title,
        "local": principle.local,
        "voice": principle.voice or None,
        "begun": record is not None,
        "statements": [
            {
                "statement": each.id,
                "dimension": each.dimension,
                "text": each.text,
                "local": each.local,
                **_assessment(known.get(each.id, Assessment(each.id)), partnership),
                "reread": each.id in reread,
            }
            for each in principle.statements
        ],
        "plans": [_plan(plan, partnership) for plan in record.plans] if record else [],
    }


def _assessment(assessment: Assessment, partnership: Partnership) -> Json:
    instrument = partnership.instrument
    return {
        **data.of_assessment(assessment, instrument),
        "views": [
            {
                "agency": view.agency,
                "rating": view.rating,
                "rating_title": instrument.label(view.rating) if view.rating else "Could not say",
                "because": view.because or None,
            }
            for view in assessment.views
        ],
        "dissent": status.dissent(assessment, instrument),
        "sources": [
            {"what": each.what, "agency": each.agency or None, "dated": each.dated or None, "link": each.link or None}
            for each in assessment.sources
        ],
        "reflections": [{"prompt": prompt, "text": text} for prompt, text in sorted(assessment.reflections.items())],
    }


def _plan(plan: Plan, partnership: Partnership) -> Json:
    return {
        "horizon": plan.horizon or None,
        "goal": plan.goal or None,
        "measure": plan.measure or None,
        "actions": [data.of_action(action, partnership) for action in plan.actions],
    }


def _course(course: Course, instrument: Instrument) -> Json:
    return {
        "statement": course.statement,
        "steps": [
            {"day": step.day.isoformat(), "rating": step.rating, "rating_title": instrument.label(step.rating)}
            for step in course.steps
        ],
        "reworded": data.iso(course.reworded),
    }


def _since(report: Report) -> Json | None:
    if report.comparison is None:
        return None
    recipe = report.recipe
    day: date | None = report.since_day
    return {"name": recipe.since or None, "commit": recipe.since_commit or None, "day": data.iso(day)}


def _changes(comparison: Comparison, partnership: Partnership) -> list[Json]:
    """Each change in a sentence. Both sides of each are what `diff --format json` tells."""
    return [
        {
            "kind": kind(change),
            "event": diff_events.event(change),
            "id": change.id,
            "part": part(change) or None,
            "sentence": diff_sentences.change_sentence(change, partnership, partnership),
        }
        for change in comparison.changes
    ]


def _preliminary(preliminary: Preliminary | None, partnership: Partnership) -> Json | None:
    if preliminary is None:
        return None
    return {
        "discussed": data.iso(preliminary.discussed),
        "meeting": preliminary.meeting or None,
        "goal": preliminary.goal or None,
        "commitment": preliminary.commitment or None,
        "plans": [_plan(preliminary.readiness, partnership)] if preliminary.readiness else [],
        "notes": preliminary.notes or None,
    }
