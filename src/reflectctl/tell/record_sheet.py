"""A meeting, in; the sheet on which what it came to is written down, out: Markdown with a place for each thing."""

import textwrap
from collections.abc import Iterable, Iterator

from ..analysis.meetings import came_of, expected
from ..model import record_sheet as s
from ..model.instrument import Instrument, Statement
from ..model.records import Action, Assessment, Meeting, Partnership
from . import prose
from .i18n import say

_WIDE = 90


def sheet(meeting: Meeting, partnership: Partnership, due: Iterable[Action]) -> str:
    """The sheet of a meeting; what is recorded of it already stands beside the places, and is not to be typed again."""
    return "\n".join(_lines(meeting, partnership, due)) + "\n"


def _lines(meeting: Meeting, partnership: Partnership, due: Iterable[Action]) -> Iterator[str]:
    instrument = partnership.instrument
    yield f"# {prose.flat(meeting.title or meeting.id)}"
    yield ""
    yield from _read(f"{prose.day(meeting.date)}, {meeting.id}")
    yield from _read(
        say(
            "Lines that begin with {sign} are there to be read: nothing in them is recorded. Leave empty what was not "
            "said, and write no names of children, families or members of staff.",
            sign=s.TO_READ,
        )
    )
    yield from ("", f"## {s.ROOM}", "")
    yield f"{s.PRESENT}: {', '.join(meeting.present)}".rstrip()
    yield f"{s.APOLOGIES}: {', '.join(meeting.absent)}".rstrip()
    yield f"{s.GUESTS}: {'; '.join(meeting.guests)}".rstrip()
    yield ""
    members = [each.id for each in expected(meeting, partnership)]
    yield from _read(say("Expected: {agencies}.", agencies=", ".join(members)))
    yield from _read(say("`all` is every one of them but those with apologies; guests by role, with ; between them."))
    yield from ("", f"## {s.HEARD}", "")
    yield from _read(say("- which group was heard, and on which day (2026-03-12): how"))
    yield from _read(*(f"- {prose.flat(each.who)}" for each in meeting.heard))
    for principle in instrument.principles:
        if principle.id in meeting.principles:
            for statement in principle.statements:
                yield from _statement(statement, meeting, partnership)
    yield from ("", f"## {s.SO_FAR}", "")
    yield from _read(
        say("- the id: done, dropped, in progress or open; below it what difference it made, why, or how it is going"),
        f"  {s.DUE}: 2026-09-30 {say('where its date moved, beside why')}",
    )
    yield from _read(*(f"- {prose.action_line(each, partnership)}" for each in due))
    for id in meeting.principles:
        if instrument.principle(id):
            for horizon in instrument.horizons:
                yield from _plan(id, horizon.id, meeting, partnership)
    yield from ("", f"## {s.NOTES}", "")
    yield from _read(say("What else was said, in Markdown; it is added to the notes of the meeting."), meeting.notes)


def _statement(statement: Statement, meeting: Meeting, partnership: Partnership) -> Iterator[str]:
    instrument = partnership.instrument
    assessment = partnership.assessment(statement.id) or Assessment(statement.id)
    yield from ("", f"## {statement.id}", "")
    yield from _read(prose.statement_name(statement.id, instrument), statement.text, "")
    stands = prose.rating_of(statement.id, partnership)
    if assessment.agreed and assessment.rating:
        stands = say("{rating}, agreed on {day}", rating=stands, day=prose.day(assessment.agreed))
    yield from _read(say("What stands: {rating}", rating=stands), assessment.because)
    yield from _read(_points(instrument))
    yield from ("", f"{s.RATING}:", f"{s.BECAUSE}:", "", f"### {s.VIEWS}", "")
    yield from _read(say("- police: disagree"), f"  {say('why it sees it so, below its rating')}")
    for view in (*assessment.views, *assessment.group_views):
        if view.meeting == meeting.id:
            yield from _read(f"- {view.of}: {view.rating or s.UNSURE[0]}")
    for prompt in instrument.prompts:
        yield from ("", f"### {prompt.title or prompt.id}", "")
        yield from _read(*prompt.questions)
        noted = [each for each in assessment.reflections.get(prompt.id, ()) if each.meeting == meeting.id]
        yield from _read(*(line for each in noted for line in each.points.splitlines()))


def _points(instrument: Instrument) -> str:
    ratings = prose.listed([f"`{each.id}`" for each in instrument.scale])
    return say(
        "The points are {ratings}; `{still}` says that it was agreed again unchanged.", ratings=ratings, still=s.STILL
    )


def _plan(principle: str, horizon: str, meeting: Meeting, partnership: Partnership) -> Iterator[str]:
    record = partnership.record(principle)
    plan = next((each for each in record.plans if each.horizon == horizon), None) if record else None
    yield from ("", f"## {s.PLAN}: {principle}, {horizon}", "", f"{s.GOAL}:", f"{s.MEASURE}:", "")
    if plan:
        yield from _read(*(each for each in (plan.goal, plan.measure) if each))
        yield from _read(*(f"- {prose.action_line(each, partnership)}" for each in plan.actions
                           if each in came_of(meeting, partnership)))  # fmt: skip
    yield from _read(
        say("- what is to be done"),
        f"  {s.LEAD}: police, health",
        f"  {s.WITH}: Barnardo's",
        f"  {s.ROLE}: Exploitation lead",
        f"  {s.DUE}: 2026-09-30",
        f"  {s.FOR}: {', '.join(each.id for each in partnership.instrument.dimensions)}",
    )


def _read(*texts: str) -> Iterator[str]:
    """Texts as lines that are only read."""
    for text in texts:
        for line in text.splitlines() or [""]:
            indent = line[: len(line) - len(line.lstrip())]
            wrapped = textwrap.wrap(line.strip(), _WIDE, initial_indent=indent, subsequent_indent=indent,
                                    break_on_hyphens=False)  # fmt: skip
            yield from (f"{s.TO_READ} {part}".rstrip() for part in wrapped or [""])
