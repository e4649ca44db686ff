"""What a yearly report has to tell beside: what each statutory partner did, independent scrutiny, and reviews.

Where the records say nothing of it, the edition for partners says what could be written there; the public one is
silent.
"""

from collections.abc import Iterator

from ...analysis import board, stalled
from ...analysis.meetings import came_of
from ...model.blocks import Block, Code, Content, Item, Line, List, Pair, Pairs, Paragraph, Strong, Written
from ...model.records import DONE, SCRUTINY, Action, Agency, View
from ...model.report_config import BOARD, PUBLIC, REVIEWS
from .. import prose
from ..i18n import in_line, many, say
from .actions import stall_line
from .board import some
from .facts import Facts


def statutory(facts: Facts) -> Iterator[Block]:
    """Each statutory partner: the meetings it came to, the actions it led, and what came of them."""
    agencies = [each for each in facts.partnership.agencies if each.statutory]
    pairs = [Pair(Written(each.name), tuple(_did(facts, each))) for each in agencies]
    if pairs:
        yield Pairs(tuple(pairs), role="leads")
    else:
        yield from _prompt(facts, say("Say in partnership.yaml which agencies are statutory partners."))


def _did(facts: Facts, agency: Agency) -> Iterator[Block]:
    there = next((each for each in facts.report.attendance if each.agency == agency.id), None)
    led = [each for each in facts.report.actions if each.owner == agency.id]
    done = [each for each in led if each.status == DONE]
    told = []
    if there and (there.present or there.absent):
        n = len(there.meetings)
        told.append(many("at {there} of {n} meeting", "at {there} of {n} meetings", n, there=len(there.present)))
    if led:
        told.append(many("led {n} action", "led {n} actions", len(led)))
        told.append(many("{n} of them is done", "{n} of them are done", len(done)) if done else "")
    yield Paragraph(prose.sentence(", ".join(filter(None, told))) or say("Nothing is recorded of it in this period."))
    if facts.report.recipe.length != BOARD:
        yield List(tuple(Item(facts.to_action(each)) for each in led))
    elif done:
        names = [prose.quoted(each.action or each.id) for each in done]
        yield Paragraph(Written(say("Done: {actions}.", actions=some(names, board.MOST_OF_PARTNER))))


def scrutiny(facts: Facts) -> Iterator[Block]:
    """What the groups for independent scrutiny said: their own views, each with its reason."""
    groups = [each for each in facts.partnership.groups if each.kind == SCRUTINY]
    ids = {each.id for each in groups}
    items = [
        Item(
            (
                *in_line(
                    "{statement}: {rating}.",
                    statement=Strong(facts.to_statement(each.statement)),
                    rating=Content(prose.stands(view.rating, facts.instrument)),
                ),
                " ",
                Written(prose.first_sentence(view.because)),
            )
        )
        for each in facts.partnership.assessments
        for view in each.group_views
        if view.of in ids and _is_of_the_period(facts, view)
    ]
    if items:
        yield List(tuple(items))
    else:
        yield from _prompt(
            facts,
            in_line(
                "Write here what independent scrutiny said and what was done with it: a chapter with the id {id} in "
                "report.yaml, or views of a group of the kind {id}.",
                id=Code(SCRUTINY),
            ),
        )


def _is_of_the_period(facts: Facts, view: View) -> bool:
    start = facts.report.recipe.start
    return view.given is None or start is None or start <= view.given


def reviews(facts: Facts) -> Iterator[Block]:
    """What reviews recommended, each with the actions that answer it."""
    answers: dict[str, list[Action]] = {}
    for action in facts.report.actions:
        if action.recommendation:
            answers.setdefault(action.recommendation, []).append(action)
    if answers:
        yield Pairs(tuple(Pair(Written(each), (_answers(facts, answers[each]),)) for each in answers), role="leads")
        return
    yield from _prompt(
        facts,
        in_line(
            "Write with an action which recommendation of a local or national review it answers ({command}), or here "
            "what they recommended: a chapter with the id {id} in report.yaml.",
            command=Code("reflectctl action edit ACTION --recommendation TEXT"),
            id=Code(REVIEWS),
        ),
    )


def _answers(facts: Facts, actions: list[Action]) -> List:
    """The actions that answer a recommendation, and where each stands."""
    stand = ((facts.to_action(each), prose.status_name(each, facts.report.day)) for each in actions)
    return List(tuple(Item(in_line("{action}: {status}.", action=action, status=status)) for action, status in stand))


def heard(facts: Facts) -> Iterator[Block]:
    """How children, young people and families were heard, the latest, in a line each; and what was agreed that day."""
    meetings = board.heard(facts.report)
    items = []
    for meeting in reversed(meetings[-board.MOST_HEARD :]):
        who = prose.listed([each.who for each in meeting.heard])
        how = prose.first_sentence(meeting.heard[0].how) if len(meeting.heard) == 1 else ""
        line = in_line("{day}, {who}.", day=prose.day(meeting.date), who=Strong(Written(who)))
        names = [prose.quoted(each.action or each.id) for each in came_of(meeting, facts.partnership)]
        came = say("Agreed that day: {actions}.", actions=some(names, board.MOST_OF_PARTNER)) if names else ""
        beside = [prose.sentence(how), came]
        items.append(Item((*line, *(span for each in beside if each for span in (" ", Written(each))))))
    if items:
        yield List(tuple(items), role="heard")
    else:
        yield from _prompt(
            facts, say("Write with each meeting how children, young people and families were heard for it.")
        )
    if (more := len(meetings) - len(items)) > 0:
        told = many(
            "They were heard for {n} earlier meeting, too: the full report tells of it.",
            "They were heard for {n} earlier meetings, too: the full report tells of them.",
            more,
        )
        yield Paragraph(told, role="facts")


def little_progress(facts: Facts) -> Iterator[Block]:
    """Where there has been little or no progress, rule by rule, in a line each."""
    found = [(rule, [each for each in facts.report.stalls if each.rule == rule.id]) for rule in stalled.RULES]
    pairs = [
        Pair(say(rule.title), (List(tuple(Item(stall_line(facts, each)) for each in stalls[: board.MOST_STEPS])),))
        for rule, stalls in found
        if stalls
    ]
    if not pairs:
        yield Paragraph(say("By the rules that are looked at, nothing is listed."), role="nothing")
        return
    yield Pairs(tuple(pairs), role="leads")
    told = say("The rules, the same for everybody, stand in the full report; to be listed blames nobody.")
    yield Paragraph(told, role="facts")


def _prompt(facts: Facts, text: Line) -> Iterator[Block]:
    if facts.report.recipe.edition != PUBLIC:
        yield Paragraph(text, role="prompt")
