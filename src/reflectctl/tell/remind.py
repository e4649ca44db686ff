"""Actions that somebody has undertaken and that are due, in; a text for a mail that asks how they are going, out."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..model.blocks import BREAK, Block, Group, Heading, Item, Line, List, Paragraph, Quiet, Span, Strong, Written
from ..model.records import Action, Partnership, Plan
from . import papers, prose
from .i18n import many, say


def mail(to: str, actions: Sequence[Action], partnership: Partnership, today: date) -> Iterator[Block]:
    """What is asked of one agency or group: it is a question about work, and no reproach."""
    asked = many("how {number} action is going", "how {number} actions are going", len(actions))
    subject = say("Subject: {partnership}: {asked}", partnership=papers.name(partnership), asked=asked)
    yield Heading(1, Written(say("To {agency}", agency=partnership.agency_name(to))))
    yield Paragraph(Written(subject))
    yield Paragraph(
        many(
            "Thank you for taking on the action below. We would like to hear how it is going, and what it has changed "
            "for children and families so far.",
            "Thank you for taking on the actions below. We would like to hear how they are going, and what they have "
            "changed for children and families so far.",
            len(actions),
        )
    )
    yield Group((List(tuple(Item(_action(each, to, partnership, today)) for each in actions), "points"),))
    yield Paragraph(say("A line on each is enough, with its id:"))
    yield List(
        (
            Item(say("how it is going, and what would help;")),
            Item(say("where it is done, on which day, and what difference it made;")),
            Item(say("where it needs another day, which one, and why;")),
            Item(say("where it is not to be done any more, why: to let something go is an answer too.")),
        ),
        "points",
    )
    yield Paragraph(
        say(
            "Please write nothing that could point at a child, a family or a member of staff: no names, ages or places."
        )
    )


def _action(action: Action, to: str, partnership: Partnership, today: date) -> Line:
    stands = prose.row((prose.due_clause(action, partnership), prose.status_name(action, today)))
    line: list[Span] = [
        Strong(Written(f"{action.id}: {prose.flat(action.action)}")),
        " ",
        Quiet(Written(f"({stands}).")),
    ]
    for said in (_with(action, to, partnership), _for(action, partnership), _last(action)):
        line += [BREAK, Written(said)] if said else []
    return tuple(line)


def _with(action: Action, to: str, partnership: Partnership) -> str:
    """In which role it was undertaken, and with whom."""
    if action.owner != to:
        leads = partnership.agency_name(action.owner) if action.owner else ""
        return say("{agency} leads; you are with it.", agency=leads) if leads else ""
    others = prose.listed([partnership.agency_name(each) for each in action.joint])
    with_others = say("with {others}", others=others) if others else ""
    return prose.sentence(prose.row((action.role, with_others)))


def _for(action: Action, partnership: Partnership) -> str:
    """What it is for: the goal of its plan, or the principle and the statements that it is meant to move."""
    plan = next((each for each in _plans(partnership) if action in each.actions), None)
    if plan is not None and plan.goal:
        return say("It is to lead to this: {goal}", goal=prose.sentence(prose.flat(plan.goal)))
    if not action.principle:
        return ""
    names = [prose.statement_name(f"{action.principle}.{each}", partnership.instrument) for each in action.serves]
    about = prose.listed(names) or prose.principle_name(action.principle, partnership.instrument)
    return say("It is for {statements}.", statements=about)


def _plans(partnership: Partnership) -> Iterator[Plan]:
    if partnership.preliminary and partnership.preliminary.readiness:
        yield partnership.preliminary.readiness
    for record in partnership.records:
        yield from record.plans


def _last(action: Action) -> str:
    noted = max((each for each in action.progress if each.note), key=lambda each: str(each.dated), default=None)
    if noted is None:
        return ""
    when = prose.day(noted.dated) or say("On the way")
    return say("Last heard ({day}): {note}", day=when, note=prose.sentence(prose.flat(noted.note)))
