"""Where a partnership stands in, blocks out: what is rated, the ratings in words, what is due and could be next."""

from collections.abc import Iterator

from ..model.blocks import Block, Column, Group, Heading, Item, List, Paragraph, Row, Table
from ..model.instrument import Principle
from ..model.records import Partnership
from ..model.report import Status
from . import prose
from .i18n import many, say

_NOT_RATED, _NO_STATEMENT, _REREAD = "–", "", " *"


def status(partnership: Partnership, status: Status) -> tuple[Block, ...]:
    """Where a partnership stands as of a day."""
    soon = many("Due in the next {n} day", "Due in the next {n} days", partnership.due_soon_days)
    lists = (
        (say("Overdue"), "", [prose.action_line(each, partnership) for each in status.overdue]),
        (soon, "", [prose.action_line(each, partnership) for each in status.due_soon]),
        (say("What could be next"), "points", status.next_steps),
    )
    day = say("As of {day}.", day=prose.day(status.day))
    return (
        Heading(1, partnership.name or say("A partnership without a name")),
        Paragraph(f"{day} {prose.coverage_sentence(status.coverage)}", "lead"),
        *(_ratings(partnership, status) if partnership.instrument.principles else ()),
        *(Group((Heading(2, title), List(tuple(map(Item, items)), role))) for title, role, items in lists if items),
    )


def _ratings(partnership: Partnership, status: Status) -> Iterator[Block]:
    instrument = partnership.instrument
    rows = [
        (f"{principle.number}. {prose.named(principle)}", *_cells(principle, partnership, status))
        for principle in instrument.principles
    ]
    heads = (say("Principle"), *map(prose.named, instrument.dimensions))
    yield Table(tuple(map(Column, heads)), tuple(map(Row, rows)))
    if any(_NOT_RATED in row for row in rows):
        yield Paragraph(f"{_NOT_RATED} {say('Not yet rated.')}", "lead")
    if any(_NO_STATEMENT in row for row in rows):
        yield Paragraph(say("Where a place is empty, the principle has no such statement."), "lead")
    if status.reread:
        yield Paragraph(say("* The wording has changed since it was rated: to be re-read."), "note")


def _cells(principle: Principle, partnership: Partnership, status: Status) -> Iterator[str]:
    there = {statement.dimension: statement.id for statement in principle.statements}
    for dimension in partnership.instrument.dimensions:
        if (id := there.get(dimension.id)) is None:
            yield _NO_STATEMENT
            continue
        assessment = partnership.assessment(id)
        rating = assessment.rating if assessment else None
        told = partnership.instrument.label(rating) if rating else _NOT_RATED
        yield told + (_REREAD if id in status.reread else "")
