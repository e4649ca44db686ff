"""A paper for a board: what a meeting has to know and to decide, in a few pages.

What it holds is chosen by `analysis.board`; what is left out is named, with the place where it stands.
"""

from collections.abc import Iterator, Sequence

from ...analysis import board, scale, status
from ...analysis.actions import by_lead, due_by, is_ongoing
from ...analysis.meetings import notes_written
from ...model import report_config as ids
from ...model.blocks import (
    BREAK,
    Block,
    Content,
    Item,
    Line,
    List,
    Pair,
    Pairs,
    Paragraph,
    Prose,
    Quiet,
    Span,
    Strong,
    Written,
)
from ...model.instrument import CLEAR, UNCLEAR
from ...model.records import Action, View
from .. import charts, diff_summary, prose
from ..i18n import in_line, many, phrase, say
from .facts import Facts
from .sentences import sentences
from .summary import grid

MOST_OF_INTRODUCTION = 700
"""An introduction that is longer, in characters, stands in the full report alone."""

MOST_OF_NOTES = 500
"""The same of the notes of a meeting."""


def summary(facts: Facts) -> Iterator[Block]:
    """Three sentences: what is rated and moved, what became of the actions, who was heard and who sees it otherwise."""
    told = sentences(facts)
    yield from (Paragraph(each, role="sum") for each in told)
    more = list(facts.report.later)
    if n := len(facts.report.unreadable):
        more.append(
            many(
                "In {n} place something could not be read: this paper is not complete, and says at its end what is "
                "missing.",
                "In {n} places something could not be read: this paper is not complete, and says at its end what is "
                "missing.",
                n,
            )
        )
    if more:
        yield List(tuple(map(Item, more)))
    introduction = facts.partnership.layout.of(facts.report.recipe.edition).introduction.strip()
    if introduction and len(introduction) <= MOST_OF_INTRODUCTION:
        yield Prose(introduction, 3)


def decisions(facts: Facts) -> Iterator[Block]:
    """What the records ask to be decided, the most pressing first; or what the partnership asks itself."""
    for chapter in facts.partnership.layout.chapters_of(facts.report.recipe.edition):
        if chapter.id == ids.DECISIONS and chapter.text.strip():
            yield Prose(chapter.text, 3)
            return
    if facts.report.recipe.edition == ids.PARTNER and (asked := [*_asked(facts)]):
        yield List(tuple(Item(each) for each in asked[: board.MOST_STEPS]), role="asked")


def _asked(facts: Facts) -> Iterator[str]:
    report = facts.report
    if late := report.overdue:
        yield many(
            "Agree what becomes of {n} action that is past its date ({actions}): another day, another way, or no more.",
            "Agree what becomes of {n} actions that are past their date ({actions}): another day, another way, or no "
            "more.",
            len(late),
            actions=some([prose.quoted(each.action or each.id) for each in late], 2),
        )
    planned = [each.about for each in report.stalls if each.rule == "nothing-planned"]
    if planned:
        yield many(
            "Plan a next step for {statements}: nothing is planned for it yet.",
            "Plan a next step for {statements}: nothing is planned for them yet.",
            len(planned),
            statements=some([prose.statement_name(each, facts.instrument) for each in planned], 4),
        )
    if facts.reread:
        names = [prose.statement_name(each, facts.instrument) for each in sorted(facts.reread)]
        yield many(
            "Read again {statements}, as its wording changed after it was rated.",
            "Read again {statements}, as their wording changed after they were rated.",
            len(names),
            statements=some(names, 4),
        )
    for rule, words in _ASKED.items():
        if about := [each.about for each in report.stalls if each.rule == rule]:
            yield say(words, of=some([_name(facts, each) for each in about], 3))
    if board.is_new(report):
        yield (
            say("Choose the principle to begin with, and a day for it.")
            if board.has_talked(report)
            else say("Choose a day for the preliminary discussion, and the principle to begin with.")
        )


_ASKED = {
    "begun-and-not-rated": phrase("Agree whether enough is known to rate {of}."),
    "goal-without-action": phrase("Agree who does what towards the goal of {of}."),
    "without-a-date": phrase("Give a date to {of}."),
    "outcome-not-told": phrase("Find out what came of {of}."),
}


def _name(facts: Facts, about: str) -> str:
    action = next((each for each in facts.partnership.actions if each.id == about), None)
    if action is not None:
        return prose.quoted(action.action or action.id)
    principle, _, part = about.partition(".")
    if part and facts.instrument.horizon(part):
        return f"{facts.principle_name(principle)} · {prose.horizon_name(part, facts.instrument)}"
    return prose.statement_name(about, facts.instrument) if part else facts.principle_name(about)


def some(names: Sequence[str], most: int) -> str:
    """Names in a row; of many the first, and how many more there are."""
    more = [say("{n} more", n=len(names) - most)] if names[most:] else []
    return prose.listed([*names[:most], *more])


def where_we_are(facts: Facts) -> Iterator[Block]:
    """Every agreed rating in a grid; nothing before there is one."""
    if (facts.report.coverage.rated or facts.report.coverage.unread) and (table := grid(facts, is_brief=True)):
        yield table


def moved(facts: Facts) -> Iterator[Block]:
    """What moved, a row a statement: its path, when and where it was agreed, and why in a sentence."""
    report, most = facts.report, board.limits(facts.report).moves
    found, new = board.moves(report), board.newly_rated(report)
    told, first = found[:most], new[: max(0, min(board.MOST_NEW, most - len(found)))]
    ends_only = report.comparison is not None and report.comparison.ends_only
    is_lost = report.comparison is not None and bool(report.comparison.unreadable)
    if ends_only:
        yield Paragraph(say(diff_summary.ENDS_ONLY), role="quiet")
    if is_lost:
        yield Paragraph(say("Not everything could be read, so this may not be all that moved."), role="quiet")
    if report.untold and not found:
        yield Paragraph(say(report.untold), role="quiet")
    elif not found and not is_lost and not ends_only:
        yield Paragraph(_none_moved(facts, len(new)), role="nothing")
    if told or first:
        items = (*(_move(facts, each) for each in told), *(_move(facts, each, is_new=True) for each in first))
        yield List(items, role="moved")
    yield from _left_out(facts, [each.statement for each in found[most:]])
    if rest := len(new) - len(first):
        more = many("{number} more statement is rated", "{number} more statements are rated", rest)
        if report.comparison is not None:
            more = many("{number} statement was newly rated", "{number} statements were newly rated", rest)
        yield Paragraph(prose.sentence(more), role="facts")


def _none_moved(facts: Facts, new: int) -> str:
    """That no rating moved; one that was agreed for the first time is none that moved."""
    if not new:
        return say("No rating moved.")
    if facts.report.comparison is None:
        return say("No rating has moved since it was first agreed.")
    return prose.sentence(
        many(
            "{number} statement was newly rated; no rating from before moved",
            "{number} statements were newly rated; no rating from before moved",
            new,
        )
    )


def _statement(facts: Facts, id: str) -> str:
    return prose.statement_name(id, facts.instrument)


def _move(facts: Facts, each: board.Moved, *, is_new: bool = False) -> Item:
    day, meeting = prose.day(each.day), facts.meetings.get(each.meeting)
    where = Written(meeting.title) if meeting and meeting.title else ""
    when: Line = in_line("{day}, {meeting}:", day=day, meeting=where) if day and where else f"{day}:" if day else ""
    why = prose.first_sentence(each.because)
    said = Written(why) if why else Quiet(say("No reason is recorded."))
    name = Strong(facts.to_statement(each.statement))
    beside = _beside(facts, each, is_new=is_new)
    new = (" ", Quiet(beside)) if beside else ()
    return Item((name, ": ", *facts.path(each.path), *new, BREAK, *((Quiet(when), " ") if when else ()), said))


def _beside(facts: Facts, each: board.Moved, *, is_new: bool) -> str:
    """What a path does not show: that it begins here, or that it leads to what is unclear or away from it."""
    if is_new:
        return say("(newly rated)") if facts.report.comparison else say("(first rating)")
    went = scale.direction(each.path[-2], each.path[-1], facts.instrument) if len(each.path) > 1 else ""
    return say("(became unclear)") if went == UNCLEAR else say("(is clear now)") if went == CLEAR else ""


def apart(facts: Facts) -> Iterator[Block]:
    """Where agencies and groups see it otherwise, each with its reason in a sentence; in the record they stand with
    the statement, and here in a picture."""
    place = facts.anchors.to("picture", "otherwise")
    if facts.report.recipe.length == ids.FULL and (chart := charts.otherwise(facts.report, place)):
        yield chart
        return
    found = board.apart(facts.report)
    items = []
    for each in found[: board.limits(facts.report).apart]:
        agreed = Content(prose.stands(each.assessment.rating, facts.instrument))
        name = Strong(facts.to_statement(each.assessment.statement))
        told, rest = board.voices(each)
        views = [Item(_view(facts, view)) for view in told]
        if rest:
            names = [f"{prose.who(e.of, facts.partnership)} ({prose.stands(e.rating, facts.instrument)})" for e in rest]
            said = say("With reasons that stand in the full report: {views}.", views=prose.listed(names))
            views.append(Item(Written(said)))
        items.append(
            Item(in_line("{statement}, agreed: {rating}", statement=name, rating=agreed), (List(tuple(views)),))
        )
    if items:
        yield List(tuple(items), role="apart")
    yield from _left_out(facts, [each.assessment.statement for each in found[board.limits(facts.report).apart :]])


def _view(facts: Facts, view: View) -> Line:
    who = Written(prose.who(view.of, facts.partnership))
    rating = Content(prose.stands(view.rating, facts.instrument))
    why = prose.gist(view.because)
    head = in_line("{agency}: {rating}.", agency=who, rating=rating)
    return (*head, " ", Written(why)) if why else head


def difference(facts: Facts) -> Iterator[Block]:
    """What came of what was done, the latest first, each in a sentence."""
    done = board.outcomes(facts.report)
    items = []
    for action in done[: board.limits(facts.report).outcomes]:
        beside = ", ".join(each for each in (prose.day(action.closed), _lead(facts, action)) if each)
        done_was = Strong(Written(prose.flat(action.action) or action.id))
        line = in_line("{action}: {outcome}", action=done_was, outcome=Written(prose.first_sentence(action.outcome)))
        items.append(Item((*line, " ", Quiet(Written(f"({beside})"))) if beside else line))
    if items:
        yield List(tuple(items), role="outcomes")
    if (more := len(done) - board.limits(facts.report).outcomes) > 0:
        told = many("{n} more outcome stands in the full report.", "{n} more outcomes stand in the full report.", more)
        yield Paragraph(told, role="facts")


def _lead(facts: Facts, action: Action) -> str:
    return facts.partnership.agency_name(action.owner) if action.owner else ""


def actions(facts: Facts) -> Iterator[Block]:
    """What is overdue, falls due soon and is to be looked at again, by who leads; and how many more are open."""
    report, near = facts.report, board.near(facts.report)
    shown = near[: board.limits(facts.report).actions]
    pairs = []
    for lead, its in by_lead(shown, facts.partnership):
        items = tuple(Item(_due(facts, each)) for each in its)
        pairs.append(
            Pair(Written(facts.partnership.agency_name(lead)) if lead else say("No owner yet"), (List(items),))
        )
    if pairs:
        yield Pairs(tuple(pairs), role="leads")
    told = []
    if more := len(near) - len(shown):
        told.append(
            many(
                "{n} more that is overdue or due soon stands in the full report.",
                "{n} more that are overdue or due soon stand in the full report.",
                more,
            )
        )
    rest = [each for each in report.actions if each.is_open and each not in set(near)]
    if rest:
        besides = many("{n} more action is open.", "{n} more actions are open.", len(rest))
        told.append(besides if near else many("{n} action is open.", "{n} actions are open.", len(rest)))
        if coming := next((each for each in rest if not is_ongoing(each) and due_by(each)), None):
            day, what = prose.due(coming, facts.partnership), prose.sentence(prose.flat(coming.action))
            told.append(say("The next falls due on {day}: {action}", day=day, action=what))
    if told:
        yield Paragraph(Written(" ".join(told)), role="facts")


def _due(facts: Facts, action: Action) -> Line:
    due = prose.due(action, facts.partnership) or say("No date")
    late = action in facts.overdue
    told = say("{day}, overdue", day=due) if late else due
    noted = max((each for each in action.progress if each.note), key=lambda each: str(each.dated), default=None)
    line: list[Span] = [
        Strong(f"{told}:", role="late" if late else ""),
        " ",
        Written(prose.sentence(prose.flat(action.action))),
    ]
    if noted:
        line += [" ", Quiet(Written(prose.first_sentence(noted.note, most=160)))]
    return tuple(line)


def attendance(facts: Facts) -> Iterator[Block]:
    """Who was missing, agency by agency; and who was always there."""
    report = facts.report
    items = []
    for each in report.attendance:
        n = len(each.meetings)
        told = []
        if each.absent:
            told.append(
                many("absent from {absent} of {n} meeting", "absent from {absent} of {n} meetings", n,
                     absent=len(each.absent))
            )  # fmt: skip
            if without := board.agreed_without(report, each.agency):
                told.append(
                    many(
                        "{n} rating was agreed without it",
                        "{n} ratings were agreed without it",
                        without,
                    )
                )
        if each.unlisted:
            told.append(
                many(
                    "for {n} meeting it is not noted whether it was there",
                    "for {n} meetings it is not noted whether it was there",
                    len(each.unlisted),
                )
            )
        if told:
            agency = facts.partnership.agency(each.agency)
            named = facts.partnership.agency_name(each.agency)
            if agency and agency.statutory:
                named = say("{agency} (statutory partner)", agency=named)
            items.append(Item(in_line("{agency}: {what}.", agency=Strong(Written(named)), what="; ".join(told))))
    if items:
        yield List(tuple(items), role="missing")
    always = [each.agency for each in report.attendance if each.present and not (each.absent or each.unlisted)]
    if always:
        there = many(
            "{agencies} was at every meeting.", "{agencies} were at every meeting.", len(always),
            agencies=facts.agencies(always),
        )  # fmt: skip
        yield Paragraph(Written(there), role="facts")


def coming(facts: Facts) -> Iterator[Block]:
    """What comes next: what the last meeting noted, the meetings ahead, and what is not talked about or rated yet."""
    report = facts.report
    in_short = report.recipe.length == ids.BOARD
    # The full report has the notes with their meeting.
    notes = notes_written(report.held[-1].notes, facts.instrument).strip() if in_short and report.held else ""
    if 0 < len(notes) <= MOST_OF_NOTES:
        last = report.held[-1]
        named = in_line(
            "From the notes of {meeting}, {day}:", meeting=Written(last.title or last.id), day=prose.day(last.date)
        )
        yield from (Paragraph(named), Prose(notes, 3))
    items = []
    for meeting in report.ahead[: board.MOST_STEPS]:
        items.append(
            Item(
                in_line(
                    "{day}: {meeting}",
                    day=Strong(prose.day(meeting.date)),
                    meeting=Written(meeting.title or meeting.id),
                )
            )
        )
    unread = status.unread_principles(facts.partnership)
    fresh = [each for each in report.discussed if not (each.meetings or each.begun or each.principle in unread)]
    if fresh:
        names = [facts.principle_name(each.principle) for each in fresh]
        items.append(Item(say("Not talked about yet: {principles}.", principles=some(names, 8))))
    unrated = [
        id
        for principle, statements in facts.principles
        if facts.begun(principle.id)
        for id, _, _ in statements
        if status.unreadable_rating(facts.partnership, id) is None
        and not any(each.rating for each in facts.assessments.get(id, ()))
    ]
    if unrated:
        items.append(
            Item(
                say(
                    "Begun and not rated yet: {statements}.",
                    statements=some([_statement(facts, id) for id in unrated], 3 if in_short else len(unrated)),
                )
            )
        )
    if items:
        yield List(tuple(items), role="coming")


def _left_out(facts: Facts, statements: Sequence[str]) -> Iterator[Block]:
    """The statements that a paper has no room for, by name, and that the full report has them."""
    if statements:
        names = prose.listed(prose.statements(statements, facts.instrument))
        yield Paragraph(say("In the full report as well: {names}.", names=names), role="facts")
