"""The summary of a paper for a board: three sentences, of ratings, actions and voices."""

from collections import Counter

from ...analysis import board, diff_events, status
from ...model.diff import RatingChange
from ...model.instrument import AGREEMENT, CLEAR, DISAGREEMENT, UNCLEAR
from ...model.records import DONE, DROPPED
from .. import charts, prose
from ..i18n import counted, many, phrase, say
from .facts import Facts, spanned


def sentences(facts: Facts) -> list[str]:
    """The summary, a sentence each of ratings, actions and voices."""
    if board.is_new(facts.report):
        return _beginning(facts)
    return [prose.sentence("; ".join(each)) for each in (_ratings(facts), _actions(facts), _voices(facts)) if each]


def _beginning(facts: Facts) -> list[str]:
    """What there is before anything is rated: the preliminary discussion, where it was held, and what came of it."""
    held = facts.partnership.preliminary
    if not board.has_talked(facts.report) or held is None:
        return [
            say(
                "This partnership is at its beginning: nothing is rated, agreed or planned yet, and that is how "
                "everyone begins."
            )
        ]
    day = prose.day(held.discussed)
    told = [
        say(
            "This partnership is at its beginning: the preliminary discussion was held on {day}, and no statement is "
            "rated yet.",
            day=day,
        )
        if day
        else say(
            "This partnership is at its beginning: the preliminary discussion has begun, and no statement is rated yet."
        )
    ]
    if goal := prose.flat(held.goal):
        told.append(say("Its shared goal: {goal}", goal=goal))
    if commitment := prose.flat(held.commitment):
        told.append(say("What it commits to: {commitment}", commitment=commitment))
    return told


def _ratings(facts: Facts) -> list[str]:
    covered = facts.report.coverage
    told = []
    if covered.statements:
        tally = status.ratings(facts.partnership)
        sides = (
            (AGREEMENT, phrase("{n} on the side of agreement")),
            (DISAGREEMENT, phrase("{n} on the side of disagreement")),
            (UNCLEAR, phrase("{n} unclear")),
        )
        on = [(words, sum(n for point, n in tally if point and point.stance == side)) for side, words in sides]
        where = prose.listed([say(words, n=n) for words, n in on if n])
        rated = prose.rated(covered)
        told.append(f"{rated}: {where}" if where else rated)
    if covered.unread:
        told.append(
            many(
                "what {n} file says could not be read, and is not counted",
                "what {n} files say could not be read, and is not counted",
                covered.unread,
            )
        )
    if moved := _how_many_moved(facts):
        told.append(moved)
    return told


def _how_many_moved(facts: Facts) -> str:
    report, found = facts.report, board.moves(facts.report)
    if report.comparison is None:
        moved = many("{n} has moved since it was first rated", "{n} have moved since they were first rated", len(found))
        return moved if found else ""
    when = spanned(report)
    if report.comparison.unreadable:
        return say("{when}, not everything could be read, so this may not be all that moved", when=when)
    if not found:
        # Where only two ends are known, it may have moved and come back.
        if report.comparison.ends_only:
            return ""
        if n := len(board.newly_rated(report)):
            return many(
                "{n} statement was newly rated {when}, and no rating from before has moved",
                "{n} statements were newly rated {when}, and no rating from before has moved",
                n,
                when=when,
            )
        return say("no rating has moved {when}", when=when)
    ways = Counter(way for change in report.comparison.of(RatingChange) for way in diff_events.moves(change))
    went = prose.listed([many(*_WENT[way], n) for way in _WENT if (n := ways[way])])
    if (n := ways.total()) == len(found):
        return say("{when}, {moves}", when=when, moves=went)
    on = many("{n} statement", "{n} statements", len(found))
    return many("{when}, {n} move on {on}: {moves}", "{when}, {n} moves on {on}: {moves}", n, when=when, on=on,
                moves=went)  # fmt: skip


_WENT = {
    AGREEMENT: counted("{n} moved towards agreement", "{n} moved towards agreement"),
    DISAGREEMENT: counted("{n} moved towards disagreement", "{n} moved towards disagreement"),
    UNCLEAR: counted("{n} became unclear", "{n} became unclear"),
    CLEAR: counted("{n} is clear now", "{n} are clear now"),
    "": counted("{n} moved otherwise", "{n} moved otherwise"),
}
"""What is said of moves, by which way they went."""


def _actions(facts: Facts) -> list[str]:
    actions = facts.report.actions
    if not actions:
        if facts.report.unreadable:
            return [say("no action is in what could be read")]
        in_time = facts.report.recipe.start
        return [say("no action was open in this time") if in_time else say("no actions are recorded yet")]
    stand = charts.standings(actions, facts.report.overdue)
    still = len([each for each in actions if each.is_open])
    parts = [
        many("{n} is done", "{n} are done", stand[DONE]) if stand[DONE] else "",
        many("{n} was dropped", "{n} were dropped", stand[DROPPED]) if stand[DROPPED] else "",
        many("{n} is open", "{n} are open", still) if still else "",
    ]
    of = many("of {n} action", "of {n} actions", len(actions))
    told = [say("{of}, {list}", of=of, list=prose.listed([each for each in parts if each]))]
    if late := len(facts.report.overdue):
        told.append(many("{n} is past its date", "{n} are past their date", late))
    return told


def _voices(facts: Facts) -> list[str]:
    report, heard = facts.report, board.heard(facts.report)
    told = []
    if report.held:
        told.append(prose.meetings_held(report.coverage))
    is_one = len(report.held) == 1
    if heard and is_one:
        told.append(
            say(
                "children, young people or families were heard for it, last on {day}",
                day=prose.day(board.last_heard(heard)),
            )
        )
    elif heard:
        told.append(
            many(
                "children, young people or families were heard for {n} of them, last on {day}",
                "children, young people or families were heard for {n} of them, last on {day}",
                len(heard),
                day=prose.day(board.last_heard(heard)),
            )
        )
    elif is_one:
        told.append(say("it does not record yet that children, young people or families were heard"))
    elif report.held:
        told.append(say("none records yet that children, young people or families were heard"))
    if n := board.only_viewed(report):
        told.append(
            many(
                "an agency or a group has given its own view of {n} statement that is not rated yet",
                "an agency or a group has given its own view of {n} statements that are not rated yet",
                n,
            )
        )
    if apart := board.apart(report):
        told.append(
            many(
                "an agency or a group sees {n} statement otherwise than it was agreed",
                "an agency or a group sees {n} statements otherwise than they were agreed",
                len(apart),
            )
        )
    return told
