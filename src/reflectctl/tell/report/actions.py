"""The actions by where they stand, what came of those that were done, and where there is little or no progress."""

from collections.abc import Iterator
from datetime import date

from ...analysis import board, stalled
from ...analysis.actions import by_lead
from ...model import report_config as ids
from ...model.blocks import BREAK, Block, Group, Heading, Item, Line, Link, List, Pair, Pairs, Paragraph, Quiet, Written
from ...model.records import DONE, DROPPED, Action
from ...model.report import Stall
from .. import prose
from ..i18n import many, say
from .facts import Facts
from .plans import action_table


def actions(facts: Facts) -> Iterator[Block]:
    """Every action once, by who leads: what is past its date first, then what is open, done and dropped."""
    report = facts.report
    if not report.actions:
        none = say("No action is in what could be read.") if report.unreadable else say("No actions are recorded yet.")
        if report.recipe.start and not report.unreadable:
            none = say("No action was open in this time.")
        yield Paragraph(none, role="quiet" if report.unreadable else "nothing")
    near = board.near(report)
    closed = {DONE: 1, DROPPED: 2}
    rest = sorted(
        (each for each in report.actions if each not in set(near)), key=lambda each: closed.get(each.status, 0)
    )
    for lead, its in by_lead([*near, *rest], facts.partnership):
        name = facts.partnership.agency_name(lead) if lead else say("No owner yet")
        yield Heading(3, (Written(name), " ", Quiet(f"({many('{n} action', '{n} actions', len(its))})")))
        yield action_table(facts, its, say("Actions: {title}", title=name), is_of_lead=bool(lead))


def difference(facts: Facts) -> Iterator[Block]:
    """What came of what was done, the latest first."""
    done = [each for each in facts.report.actions if each.status == DONE and each.outcome]
    if not done:
        yield Paragraph(say("No action that was done says yet what difference it made."), role="nothing")
        return
    pairs = []
    for action in sorted(done, key=lambda each: (each.closed or date.min, each.id), reverse=True):
        owner = f" ({facts.partnership.agency_name(action.owner)})" if action.owner else ""
        line = (Written(action.outcome), BREAK, Quiet((facts.to_action(action), owner)))
        pairs.append(Pair(prose.day(action.closed) or say("No date"), (Paragraph(line),)))
    yield Pairs(tuple(pairs), role="dated")


def little_progress(facts: Facts) -> Iterator[Block]:
    """Where there has been little or no progress, rule by rule."""
    found: dict[str, list[Stall]] = {}
    for stall in facts.report.stalls:
        found.setdefault(stall.rule, []).append(stall)
    if not found:
        yield Paragraph(say("By the rules that are looked at, nothing is listed."), role="nothing")
        return
    yield Paragraph(
        say(
            "What is listed here is listed by a rule, the same for everybody; each rule is written out. It says where "
            "to look again, and blames nobody."
        ),
        role="lede",
    )
    for rule in stalled.RULES:
        if rule.id in found:
            yield Group(
                (
                    Heading(3, say(rule.title)),
                    Paragraph(say(rule.listed_when, days=rule.days), role="rule"),
                    List(tuple(Item(stall_line(facts, stall)) for stall in found[rule.id])),
                ),
                role="stalled",
            )


def stall_line(facts: Facts, stall: Stall) -> Line:
    """What a stall is about, whose it is, and since when."""
    action = next((each for each in facts.partnership.actions if each.id == stall.about), None)
    told = [prose.owner_name(action, facts.partnership) if action else ""]
    told.append(say("since {day}", day=prose.day(stall.since)) if stall.since else "")
    beside = ", ".join(each for each in told if each)
    about = _about(facts, stall.about, action)
    return (about, " ", Quiet(f"({beside})")) if beside else about


def _about(facts: Facts, about: str, action: Action | None) -> Link:
    """An action, a statement, a plan or a principle, by its id."""
    if action is not None:
        return facts.to_action(action)._replace(words=prose.flat(action.action) or action.id)
    if about == stalled.READINESS:
        return Link(say("The readiness plan"), facts.place("section", ids.PRELIMINARY))
    principle, dot, part = about.partition(".")
    if dot and facts.instrument.horizon(part):
        horizon = prose.horizon_name(part, facts.instrument)
        return Link(f"{facts.principle_name(principle)} · {horizon}", facts.place("principle", principle))
    return facts.to_statement(about) if dot else facts.to_principle(principle)
