"""Documents of a partnership in, parts of the model out: agencies, assessments, plans, meetings.

What cannot be used (a rating that is not on the scale, a view of nobody) is left out; the schema's findings and the
rules say so. Nothing is raised for anything that stands in a file.
"""

from collections.abc import Mapping
from typing import Any

from ..documents.document import Document, DocumentPlace
from ..model.instrument import Instrument
from ..model.records import (
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    Action,
    Agency,
    Assessment,
    Heard,
    Meeting,
    Plan,
    Preliminary,
    Record,
    Source,
    View,
)
from .values import day, entries, items, mapping, text, texts

_STATUSES = frozenset((OPEN, IN_PROGRESS, DONE, DROPPED))


def agencies(document: Document) -> tuple[Agency, ...]:
    """The agencies that `partnership.yaml` lists, in its order."""
    return tuple(
        Agency(
            id=text(item, "id"),
            name=text(item, "name") or text(item, "id"),
            statutory=item.get("statutory") is True,
            joined=day(item, "joined"),
            left=day(item, "left"),
            where=document.place("agencies", index),
        )
        for index, item in items(mapping(document.data), "agencies")
        if text(item, "id")
    )


def record(document: Document, instrument: Instrument) -> Record | None:
    """What a principle file records; None when it does not say of which principle of the instrument."""
    data = mapping(document.data)
    principle = text(data, "principle")
    if not principle:
        return None
    ratings = frozenset(point.id for point in instrument.scale)
    recorded = entries(data, "assessments")
    plans = entries(data, "making_progress")
    return Record(
        principle=principle,
        assessments=tuple(
            assessment(
                f"{principle}.{dimension.id}",
                mapping(recorded[dimension.id]),
                ratings,
                document.place("assessments", dimension.id),
            )
            for dimension in instrument.dimensions
            if dimension.id in recorded
        ),
        plans=tuple(
            _plan(horizon.id, mapping(plans[horizon.id]), principle, document.place("making_progress", horizon.id))
            for horizon in instrument.horizons
            if horizon.id in plans
        ),
        where=document.place(),
    )


def assessment(statement: str, data: Mapping[str, Any], ratings: frozenset[str], where: DocumentPlace) -> Assessment:
    """What is recorded about one statement. Ratings that the scale does not have are left out."""
    rating = text(data, "rating")
    reflections = entries(data, "reflections")
    return Assessment(
        statement=statement,
        rating=rating if rating in ratings else None,
        agreed=day(data, "agreed"),
        meeting=text(data, "meeting"),
        because=text(data, "because"),
        views=tuple(
            View(
                agency=text(item, "agency"),
                rating=text(item, "rating") if text(item, "rating") in ratings else None,
                because=text(item, "because"),
                where=DocumentPlace(where.document, (*where.route, "views", index)),
            )
            for index, item in items(data, "views")
            if text(item, "agency")
        ),
        sources=tuple(
            Source(
                what=text(item, "what"),
                agency=text(item, "agency"),
                dated=text(item, "dated"),
                link=text(item, "link"),
                where=DocumentPlace(where.document, (*where.route, "sources", index)),
            )
            for index, item in items(data, "sources")
        ),
        reflections={prompt: text(reflections, prompt) for prompt in reflections if text(reflections, prompt)},
        where=where,
    )


def _plan(horizon: str, data: Mapping[str, Any], principle: str, where: DocumentPlace) -> Plan:
    return Plan(
        horizon=horizon,
        goal=text(data, "goal"),
        measure=text(data, "measure"),
        actions=tuple(
            Action(
                id=text(item, "id"),
                action=text(item, "action"),
                owner=text(item, "owner"),
                role=text(item, "role"),
                opened=day(item, "opened"),
                due=day(item, "due"),
                status=text(item, "status") if text(item, "status") in _STATUSES else OPEN,
                closed=day(item, "closed"),
                outcome=text(item, "outcome"),
                serves=texts(item, "serves"),
                principle=principle,
                horizon=horizon,
                where=DocumentPlace(where.document, (*where.route, "actions", index)),
            )
            for index, item in items(data, "actions")
            if text(item, "id")
        ),
        where=where,
    )


def meeting(document: Document) -> Meeting | None:
    """The meeting that a file records; None without an id and a date."""
    data = mapping(document.data)
    held = day(data, "date")
    if held is None or not text(data, "id"):
        return None
    return Meeting(
        id=text(data, "id"),
        date=held,
        title=text(data, "title") or text(data, "id"),
        principles=texts(data, "principles"),
        present=texts(data, "present"),
        absent=texts(data, "absent"),
        heard=tuple(
            Heard(text(item, "who"), text(item, "how"), day(item, "dated")) for _, item in items(data, "heard")
        ),
        notes=document.body,
        where=document.place(),
    )


def preliminary(document: Document) -> Preliminary:
    """The readiness conversation."""
    data = mapping(document.data)
    readiness = entries(data, "readiness")
    return Preliminary(
        discussed=day(data, "discussed"),
        meeting=text(data, "meeting"),
        goal=text(data, "goal"),
        commitment=text(data, "commitment"),
        readiness=_plan("", readiness, "", document.place("readiness")) if readiness else None,
        notes=document.body,
        where=document.place(),
    )
