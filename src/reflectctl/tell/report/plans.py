"""Principle by principle: its statements, its plan and the actions; and the preliminary discussion with its plan."""

from collections.abc import Iterable, Iterator
from datetime import date

from ...analysis import status
from ...analysis.meetings import notes_written
from ...model.blocks import (
    BREAK,
    Block,
    Column,
    Content,
    Details,
    Group,
    Heading,
    Item,
    Line,
    List,
    Pair,
    Pairs,
    Paragraph,
    Prose,
    Quiet,
    Quotation,
    Row,
    Span,
    Strong,
    Table,
    Written,
)
from ...model.instrument import Horizon, Principle
from ...model.records import DONE, Action, Assessment, Plan, Preliminary
from .. import prose
from ..fields import pairs
from ..i18n import in_line, say
from .facts import Facts, numbered, titled
from .statement import statement


def principles(facts: Facts) -> Iterator[Block]:
    """Every principle, and all that is recorded about it."""
    if not facts.principles:
        yield Paragraph(say("The content names no principles."), role="quiet")
        return
    if facts.instrument.lead_in:
        yield Paragraph(Content(f"{facts.instrument.lead_in} …"), role="lede")
    for principle, statements in facts.principles:
        anchor = facts.anchors.at("principle", principle.id)
        yield Group(tuple(_principle(facts, principle, statements)), role="principle", anchor=anchor)


def _principle(facts: Facts, principle: Principle, statements: list[tuple[str, str, str]]) -> Iterator[Block]:
    yield Heading(3, numbered(principle.number, titled(principle)))
    if principle.voice.strip():
        title = facts.instrument.voice_title
        yield Quotation(Content(principle.voice), Content(title) if title else "", role="voice")
    if not facts.begun(principle.id):
        if principle.id in status.unread_principles(facts.partnership):
            told = say("What is recorded about it cannot be read.")
        elif facts.discussed(principle.id):
            told = say("Nothing is recorded about it.")
        else:
            told = say("Not discussed yet.")
        yield Paragraph(told, role="quiet")
        asked = ((dimension, Paragraph(Content(text))) for _, dimension, text in statements if text.strip())
        if listed := tuple(Pair(Content(prose.dimension_name(id, facts.instrument)), (text,)) for id, text in asked):
            yield Pairs(listed, role="asked")
        return
    for id, dimension, text in statements:
        for assessment in facts.assessments.get(id) or [Assessment(id)]:
            yield statement(facts, assessment, dimension, text)
    for record in facts.partnership.records:
        if record.principle == principle.id:
            yield from pairs(record, facts.partnership)
    plans = [
        plan
        for plan in facts.plans.get(principle.id, ())
        if plan.goal or plan.measure or plan.actions or facts.further(plan)
    ]
    if plans:
        each = (_plan(facts, plan, f"{principle.id}.{plan.horizon}", 5) for plan in plans)
        yield Group((Heading(4, say("Making Progress")), *each), role="progress")


def _plan(facts: Facts, plan: Plan, id: str, level: int) -> Group:
    """A goal, its measure, and the actions that lead there."""
    horizon = facts.instrument.horizon(plan.horizon) or Horizon(plan.horizon, plan.horizon, "", "", "")
    title = horizon.title or plan.horizon or say("Becoming ready")
    motto: tuple[Span, ...] = (" ", Quiet(("(", Content(horizon.motto), ")"))) if horizon.motto else ()
    blocks: list[Block] = [Heading(level, (Content(title), *motto))]
    blocks += _named(say("Goal"), plan.goal, level + 1)
    blocks += _named(say("Measure"), plan.measure, level + 1)
    blocks += pairs(plan, facts.partnership)
    anchor = facts.anchors.at("plan", id)
    elsewhere = tuple(Item(facts.to_action(each)) for each in plan.actions if facts.is_told_by_lead(each))
    if elsewhere:
        blocks.append(Pair(say("Actions"), (List(elsewhere),)))
    if here := [each for each in plan.actions if not facts.is_told_by_lead(each)]:
        blocks.append(action_table(facts, here, say("Actions: {title}", title=title)))
    return Group(tuple(blocks), role="plan", anchor=anchor)


def _named(name: str, text: str, level: int) -> list[Block]:
    return [Pair(name, (Prose(text, min(level, 6)),))] if text.strip() else []


def action_table(facts: Facts, actions: Iterable[Action], label: str, *, is_of_lead: bool = False) -> Table:
    """Actions in a table, with all that is told of each; `is_of_lead` where who leads stands above it."""
    heads = (say("Action"), *(() if is_of_lead else (say("Who"),)), say("Due"), say("Where it stands"))
    return Table(
        tuple(map(Column, heads)),
        tuple(_action(facts, action, is_of_lead) for action in actions),
        role="led" if is_of_lead else "actions",
        label=label,
    )


def _action(facts: Facts, action: Action, is_of_lead: bool) -> Row:
    plan = facts.principle_name(action.principle) if action.principle else say("Preliminary discussion")
    if action.serves:
        serves = prose.listed([prose.dimension_name(each, facts.instrument) for each in action.serves])
        plan = say("{principle}: meant to move {statements}", principle=plan, statements=serves)
    name: Line = (Written(action.action or action.id), BREAK, Quiet(" · ".join((action.id, plan))))
    name = (*name, *(span for each in facts.further(action) for span in (BREAK, Written(each))))
    if is_of_lead and (beside := _beside_the_lead(facts, action)):
        name = (*name, BREAK, Quiet(Written(beside)))
    owner = prose.owner_name(action, facts.partnership)
    who: tuple[Line, ...] = () if is_of_lead else (Written(owner) if owner else say("No owner yet"),)
    due = prose.due(action, facts.partnership) or say("No date")
    return Row((name, *who, due, _where_it_stands(facts, action)), anchor=facts.anchors.at("action", action.id))


def _beside_the_lead(facts: Facts, action: Action) -> str:
    """The role of who leads an action, and who is with it."""
    others = say("with {others}", others=facts.agencies(action.joint)) if action.joint else ""
    return ", ".join(each for each in (action.role, others) if each)


def _where_it_stands(facts: Facts, action: Action) -> Line:
    is_late, told = action in facts.overdue, prose.status_name(action)
    if is_late:
        told = say("{status}, overdue", status=told)
    elif action in facts.due_soon:
        told = say("{status}, due soon", status=told)
    elif action in facts.for_a_look:
        told = say("{status}, to be looked at again", status=told)
    stands = Strong(prose.capital(told), role="late" if is_late else "")
    if not action.outcome:
        # While it goes on, what was noted last says how; after that its outcome does.
        noted = [each for each in action.progress if each.note] if action.is_open else []
        last = max(noted, key=lambda each: each.dated or date.min, default=None)
        if last is None:
            return stands
        return (stands, BREAK, Quiet(f"{prose.day(last.dated) or say('On the way')}:"), " ", Written(last.note))
    came = say("What difference it made") if action.status == DONE else say("What came of it")
    return (stands, BREAK, Quiet(f"{came}:"), " ", Written(action.outcome))


def preliminary(facts: Facts) -> Iterator[Block]:
    """The preliminary discussion, and what came of it."""
    held = facts.partnership.preliminary
    came = tuple(_came_of(facts, held)) if held else ()
    if held is None or not (held.discussed or held.meeting or came):
        yield Paragraph(say("Not recorded yet."), role="nothing")
        return
    day, meeting = prose.day(held.discussed), facts.to_meeting(held.meeting)
    if not day:
        yield Paragraph(say("No date is recorded for it yet."), role="quiet")
    elif meeting.words:
        yield Paragraph(in_line("Held on {day} at {meeting}.", day=day, meeting=meeting), role="facts")
    else:
        yield Paragraph(say("Held on {day}.", day=day), role="facts")
    yield from came


def _came_of(facts: Facts, held: Preliminary) -> Iterator[Block]:
    yield from _named(say("Shared goal"), held.goal, 3)
    yield from _named(say("One thing we commit to"), held.commitment, 3)
    yield from pairs(held, facts.partnership)
    if held.readiness:
        yield _plan(facts, held.readiness, "readiness", 3)
    if notes := notes_written(held.notes, facts.instrument):
        yield Details(say("What was said"), (Prose(notes, 3),), role="notes")
