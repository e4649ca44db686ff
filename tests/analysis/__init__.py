"""Questions put to partnerships that are small enough to be seen whole."""

from datetime import date

from reflectctl.model.instrument import Horizon, Instrument, Principle, Statement, Term
from reflectctl.model.records import Action, Agency, Assessment, Meeting, Partnership, Plan, Record

INSTRUMENT = Instrument(
    dimensions=(Term("action", "Action"), Term("culture", "Culture")),
    scale=(
        Term("agree", "Agree", stance="agreement"),
        Term("neither", "Neither", stance="unclear"),
        Term("disagree", "Disagree", stance="disagreement"),
    ),
    horizons=(Horizon("now", "Now", "", "", ""), Horizon("later", "Later", "", "", "")),
    principles=tuple(
        Principle(
            id,
            id.title(),
            number,
            tuple(Statement(f"{id}.{each}", id, each, f"{id} {each}") for each in ("action", "culture")),
            "",
        )
        for number, id in enumerate(("voice", "trauma"), 1)
    ),
)
"""Two principles with two statements each, and a scale of three points."""


def day(text: str) -> date:
    """A day as it is written: 2026-05-07."""
    return date.fromisoformat(text)


def meeting(on: str, *principles: str, present: tuple[str, ...] = (), absent: tuple[str, ...] = ()) -> Meeting:
    """A meeting, whose id is its day."""
    return Meeting(on, day(on), "A meeting", principles, present, absent)


def action(id: str, status: str = "open", *, principle: str = "voice", **more: object) -> Action:
    """An action; days are written as text."""
    days = {key: day(str(more[key])) for key in ("opened", "closed", "review") if key in more}
    return Action(id, f"Do {id}.", status=status, principle=principle)._replace(**{**more, **days})


def record(principle: str, *assessments: Assessment, plans: tuple[Plan, ...] = ()) -> Record:
    """What is recorded about a principle."""
    return Record(principle, assessments, plans)


def rated(statement: str, rating: str | None, agreed: str = "") -> Assessment:
    """A statement with the rating that was agreed."""
    return Assessment(statement, rating, day(agreed) if agreed else None)


def partnership(*records: Record, meetings: tuple[Meeting, ...] = (), agencies: tuple[Agency, ...] = ()) -> Partnership:
    """A partnership that rates the two principles."""
    return Partnership(instrument=INSTRUMENT, records=records, meetings=meetings, agencies=agencies)
