"""Where a partnership stands in, blocks out: what is rated, the ratings in words, what is due and could be next."""

from collections.abc import Iterator

from ..analysis.status import fresh, unreadable_rating
from ..model.blocks import Block, Column, Group, Heading, Item, List, Paragraph, Row, Table
from ..model.instrument import Principle
from ..model.records import Partnership
from ..model.report import Status
from . import papers, prose
from .i18n import many, say

_NOT_RATED, _NO_STATEMENT, _REREAD = "–", "", " *"
_PARTNERSHIP = "partnership.yaml"
_MOST = 5
"""How many actions are named."""


def status(partnership: Partnership, status: Status) -> tuple[Block, ...]:
    """Where a partnership stands as of a day."""
    soon = many("Due in the next {n} day", "Due in the next {n} days", partnership.due_soon_days)
    lists = (
        (say("Overdue"), "", [prose.action_line(each, partnership) for each in status.overdue]),
        (soon, "", [prose.action_line(each, partnership) for each in status.due_soon]),
        (say("To be looked at again"), "", [prose.action_line(each, partnership) for each in status.for_a_look]),
        (say("What could be next"), "points", next_steps(partnership, status)),
    )
    day = say("As of {day}.", day=prose.day(status.day))
    return (
        Heading(1, papers.name(partnership)),
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
        assessment, bad = partnership.assessment(id), unreadable_rating(partnership, id)
        rating = assessment.rating if assessment else None
        told = prose.unusable(bad) if bad is not None else prose.label(rating, partnership.instrument)
        told = told if rating or bad is not None else _NOT_RATED
        yield told + (_REREAD if id in status.reread else "")


def next_steps(partnership: Partnership, status: Status) -> list[str]:
    """A few sentences that say what could be done next, the most useful first. Never more than five."""
    steps = (*_to_begin(partnership), *_to_ask(partnership, status), *_to_rate(partnership), *_to_discuss(partnership))
    return [*steps[:5]] or [
        say("Choose a statement to come back to, and ask what has changed for children since it was rated.")
    ]


def _to_begin(partnership: Partnership) -> Iterator[str]:
    if not partnership.instrument.statements:
        yield say("See what `reflectctl validate` says of the content: without it there is nothing to rate.")
    if not partnership.agencies and _PARTNERSHIP not in partnership.unread:
        yield say("List the agencies of the partnership in partnership.yaml.")
    held = partnership.preliminary is not None and partnership.preliminary.discussed is not None
    if not held and "preliminary.md" not in partnership.unread:
        yield say("Hold the preliminary discussion and write what was said in preliminary.md.")


def _to_ask(partnership: Partnership, status: Status) -> Iterator[str]:
    if status.overdue:
        ids = [action.id for action in status.overdue]
        more = [say("{n} more", n=len(ids) - _MOST)] if ids[_MOST:] else []
        yield many(
            "Ask how {n} overdue action is going ({owners}): {ids}.",
            "Ask how {n} overdue actions are going ({owners}): {ids}.",
            len(status.overdue),
            owners=prose.listed([*dict.fromkeys(partnership.agency_name(action.owner) for action in status.overdue)]),
            ids=prose.listed([*ids[:_MOST], *more]),
        )


def _to_rate(partnership: Partnership) -> Iterator[str]:
    """A statement of which something is noted, and no rating; of the first record that has one."""
    for record in partnership.records:
        for each in record.assessments:
            unrated = each.rating is None and unreadable_rating(partnership, each.statement) is None
            if unrated and (each.reflections or each.views):
                found = partnership.instrument.statement(each.statement)
                name = found.named if found else each.statement
                yield say(
                    "Agree a rating, when the partnership is ready, for {name}: notes are there, a rating is not.",
                    name=name,
                )
                return


def _to_discuss(partnership: Partnership) -> Iterator[str]:
    if there := fresh(partnership):
        begun = len(there) < len(partnership.instrument.principles)
        name, command = prose.named(there[0]), "`reflectctl meeting new`"
        yield (
            say(
                "Begin the next principle when the time is right: {name} has not been discussed yet ({command}).",
                name=name,
                command=command,
            )
            if begun
            else say(
                "Start small, start somewhere: {name} has not been discussed yet ({command}).",
                name=name,
                command=command,
            )
        )
