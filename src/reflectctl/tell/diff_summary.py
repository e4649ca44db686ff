"""A comparison in; its headline, and to what it was limited, out: counts and words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..analysis import diff_events
from ..model.diff import (
    CONVERGED,
    PARTED,
    TOLD_LATE,
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    Comparison,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    ViewChange,
    WordingChange,
)
from ..model.instrument import AGREEMENT, CLEAR, DISAGREEMENT, UNCLEAR, Instrument
from ..model.records import DONE, DROPPED
from .diff_sentences import SIDES
from .i18n import counted, many, phrase, say
from .prose import listed, principle_name, quoted, sentence

Forms = tuple[str, str]
"""A counted phrase: for one, and for any other number."""


def headline(comparison: Comparison, *, brief: bool = False) -> str:
    """What changed, in counts and words, the most telling first, and whether that is all that can be known.

    In brief it is only the most telling, where there is any.
    """
    kinds = [[*events({kind: phrases}, comparison)] for kind, phrases in _HAPPENED.items()]
    kinds.append([*_views_moved(comparison), *shifted(_SHIFTED, comparison)])
    first = [each for kind in kinds for each in kind]
    rest = [many(*forms, n) for n, forms in _rewritten(comparison) if n]
    # Nobody takes in a dozen counts at once: of many, each kind has a sentence of its own.
    parts = [first] if len(first) <= _MOST_AT_ONCE else kinds
    sentences = [sentence(", ".join(each)) for each in parts if each]
    if rest and not (brief and first):
        changed = listed(rest)
        as_well = say("{things} changed as well.", things=changed)
        sentences.append(sentence(as_well if first else say("{things} changed.", things=changed)))
    if comparison.unreadable:
        unread = many(
            "in {number} place something could not be read, so this may not be everything.",
            "in {number} places something could not be read, so this may not be everything.",
            len(comparison.unreadable),
        )
        # Who reads one sentence shall not take what follows for everything, or for no change.
        sentences = [sentence(unread), *(sentences or [say("No change was found.")])]
    return " ".join(sentences) or say("Nothing changed.")


ENDS_ONLY = phrase("No history lies between them here, so that only how things began and how they ended is compared.")

_MOST_AT_ONCE = 5
"""How many counts stand in one sentence."""

_HAPPENED: Mapping[type[Change], Mapping[str, Forms]] = {
    RatingChange: {
        diff_events.MOVED: counted("{number} rating moved", "{number} ratings moved"),
        diff_events.BECAME_UNCLEAR: counted("{number} rating became unclear", "{number} ratings became unclear"),
        diff_events.IS_CLEAR: counted("{number} rating is clear now", "{number} ratings are clear now"),
        diff_events.RATED: counted("{number} statement was newly rated", "{number} statements were newly rated"),
        diff_events.CONFIRMED: counted("{number} rating was confirmed", "{number} ratings were confirmed"),
        diff_events.WITHDRAWN: counted("{number} rating was withdrawn", "{number} ratings were withdrawn"),
        diff_events.STANDS_AGAIN: counted("{number} rating stands again", "{number} ratings stand again"),
        diff_events.CORRECTED: counted("{number} rating was corrected", "{number} ratings were corrected"),
        TOLD_LATE: counted(
            "{number} rating agreed before was recorded only now",
            "{number} ratings agreed before were recorded only now",
        ),
        diff_events.REMOVED: counted(
            "{number} rating agreed before was taken out", "{number} ratings agreed before were taken out"
        ),
    },
    ActionChange: {
        diff_events.ADDED: counted("{number} action was added", "{number} actions were added"),
        diff_events.STANDS_AGAIN: counted("{number} action stands again", "{number} actions stand again"),
        DONE: counted("{number} action was done", "{number} actions were done"),
        DROPPED: counted("{number} action was dropped", "{number} actions were dropped"),
        diff_events.STARTED: counted("{number} action was started", "{number} actions were started"),
        diff_events.REOPENED: counted("{number} action was opened again", "{number} actions were opened again"),
        diff_events.REMOVED: counted("{number} action was taken out", "{number} actions were taken out"),
        diff_events.DUE_LATER: counted("{number} due date moved later", "{number} due dates moved later"),
        diff_events.DUE_SOONER: counted(
            "{number} due date was brought forward", "{number} due dates were brought forward"
        ),
    },
    MeetingChange: {
        diff_events.HELD: counted("{number} meeting was held", "{number} meetings were held"),
        diff_events.OWN_HELD: counted("{number} meeting of a group was held", "{number} meetings of groups were held"),
        diff_events.PLANNED: counted("{number} meeting is planned", "{number} meetings are planned"),
        diff_events.STANDS_AGAIN: counted(
            "{number} record of a meeting stands again", "{number} records of meetings stand again"
        ),
    },
    AgencyChange: {
        diff_events.JOINED: counted("{number} agency joined", "{number} agencies joined"),
        diff_events.LEFT: counted("{number} agency left", "{number} agencies left"),
        diff_events.STANDS_AGAIN: counted("{number} agency stands again", "{number} agencies stand again"),
    },
}
"""What people would say first: moves, what became of actions, who met, who came and went."""

_SHIFTED = {
    CONVERGED: counted("views drew together on {number} statement", "views drew together on {number} statements"),
    PARTED: counted("views parted on {number} statement", "views parted on {number} statements"),
}


def events(
    phrases: Mapping[type[Change], Mapping[str, Forms]], comparison: Comparison, without: Iterable[str] = ()
) -> Iterator[str]:
    """What happened, each in words with how often."""
    for kind, events in phrases.items():
        happened = diff_events.counts(comparison, kind)
        for event in without:
            del happened[event]
        if kind is RatingChange and (went := several_moves(comparison)):
            yield went
            for event in diff_events.MOVES:
                del happened[event]
        if kind is ActionChange and (went := several_due_moves(comparison)):
            yield went
            for event in _DUE:
                del happened[event]
        yield from (many(*forms, happened[event]) for event, forms in events.items() if happened[event])


def view_moves(comparison: Comparison) -> tuple[int, int]:
    """How many moves of views there were, and on how many statements; none of either where each moved once."""
    moved = [(change.id, n) for change in comparison.of(ViewChange) if (n := len(diff_events.moves(change)))]
    total = sum(n for _, n in moved)
    return (total, len({id for id, _ in moved})) if total > len(moved) else (0, 0)


def _views_moved(comparison: Comparison) -> Iterator[str]:
    """How many moves of views there were, and on how many statements, where any moved more than once."""
    total, on = view_moves(comparison)
    if total:
        yield say(
            "{views}, on {statements}",
            views=many("{number} move of a view", "{number} moves of views", total),
            statements=many("{number} statement", "{number} statements", on),
        )


def shifted(phrases: Mapping[str, Forms], comparison: Comparison) -> Iterator[str]:
    """How views came together or parted, each way in words with how often."""
    for way, forms in phrases.items():
        turned = (each for each in comparison.shifts if each.way == way and each.of_views)
        if n := len({each.statement for each in turned}):
            yield many(*forms, n)


def _rewritten(comparison: Comparison) -> Iterator[tuple[int, Forms]]:
    """What was written, rewritten or taken out beside that."""
    of, counts = comparison.of, diff_events.counts
    yield len(of(ReasonChange)), counted("{number} reason", "{number} reasons")
    yield (
        not_agreed_again(comparison),
        counted("{number} day or meeting of agreement", "{number} days or meetings of agreement"),
    )
    yield (
        counts(comparison, EarlierChange)[diff_events.CHANGED],
        counted("{number} detail of ratings agreed before", "{number} details of ratings agreed before"),
    )
    views = len(of(ViewChange))
    if any(view_moves(comparison)):
        views -= sum(1 for change in of(ViewChange) if diff_events.moves(change))
    yield views, counted("{number} view", "{number} views")
    yield len(of(SourceChange)), counted("{number} source", "{number} sources")
    yield len(of(ReflectionChange)), counted("{number} reflection", "{number} reflections")
    yield len(of(PlanChange)), counted("{number} goal or measure", "{number} goals or measures")
    yield counts(comparison, ActionChange)[diff_events.CHANGED], counted("{number} action", "{number} actions")
    met = counts(comparison, MeetingChange)
    records = len(of(MeetingChange)) - sum(met[each] for each in _MET)
    yield records, counted("{number} record of a meeting", "{number} records of meetings")
    yield len(of(WordingChange)), counted("{number} wording", "{number} wordings")
    yield (
        counts(comparison, AgencyChange)[diff_events.CHANGED],
        counted("{number} agency's details", "{number} agencies' details"),
    )
    yield len(of(GroupChange)), counted("{number} group", "{number} groups")
    yield (
        len(of(PreliminaryChange)),
        counted("{number} part of the preliminary discussion", "{number} parts of the preliminary discussion"),
    )
    yield len(of(FieldChange)), counted("{number} further detail", "{number} further details")


_MET = (diff_events.HELD, diff_events.OWN_HELD, diff_events.PLANNED, diff_events.STANDS_AGAIN)


def not_agreed_again(comparison: Comparison) -> int:
    """How many ratings stand that have another day or meeting beside them, and were not agreed again."""
    return sum(1 for change in comparison.of(AgreedChange) if not diff_events.steps(change))


def moves(comparison: Comparison) -> Iterator[str]:
    """How many ratings moved and towards what, became unclear and are clear now, were newly given, and so on."""
    if not several_moves(comparison):
        yield from _moved_once(comparison)
    yield from events(_OF_RATINGS, comparison)


def _moved_once(comparison: Comparison) -> Iterator[str]:
    """How many ratings moved, and towards which side."""
    moved = diff_events.counts(comparison, RatingChange)[diff_events.MOVED]
    if not moved:
        return
    ways = Counter(way for change in comparison.of(RatingChange) for way in diff_events.moves(change) if way in SIDES)
    if len(ways) == 1:
        # What the scale does not know did not go anywhere else.
        end = say(SIDES[next(iter(ways))])
        yield many("{number} moved, towards {end}", "{number} moved, all towards {end}", moved, end=end)
    elif ways:
        each = [
            many("{number} towards {end}", "{number} towards {end}", ways[way], end=say(end))
            for way, end in SIDES.items()
        ]
        yield many("{number} moved, {ways}", "{number} moved, {ways}", moved, ways=listed(each))
    else:
        yield many("{number} moved", "{number} moved", moved)


_OF_RATINGS: Mapping[type[Change], Mapping[str, Forms]] = {
    RatingChange: {
        diff_events.BECAME_UNCLEAR: counted("{number} became unclear", "{number} became unclear"),
        diff_events.IS_CLEAR: counted("{number} is clear now", "{number} are clear now"),
        diff_events.RATED: counted("{number} newly rated", "{number} newly rated"),
        diff_events.CONFIRMED: counted("{number} confirmed", "{number} confirmed"),
        diff_events.WITHDRAWN: counted("{number} withdrawn", "{number} withdrawn"),
        diff_events.STANDS_AGAIN: counted("{number} stands again", "{number} stand again"),
        diff_events.CORRECTED: counted("{number} corrected", "{number} corrected"),
        TOLD_LATE: counted("{number} agreed before, recorded only now", "{number} agreed before, recorded only now"),
        diff_events.REMOVED: counted("{number} agreed before, taken out", "{number} agreed before, taken out"),
    }
}


def several_moves(comparison: Comparison) -> str:
    """How many moves there were on how many statements, and which ways; empty where each moved once."""
    moved = [ways for change in comparison.of(RatingChange) if (ways := diff_events.moves(change))]
    went = Counter(way for each in moved for way in each)
    if went.total() == len(moved):
        return ""
    each_way = [many(*forms, went[way]) for way, forms in _WENT.items() if went[way]]
    moves = many("{number} move", "{number} moves", went.total())
    on = many("{number} statement", "{number} statements", len(moved))
    if not each_way:
        return say("{moves} on {statements}", moves=moves, statements=on)
    return say("{moves} on {statements} ({ways})", moves=moves, statements=on, ways=", ".join(each_way))


def several_due_moves(comparison: Comparison) -> str:
    """How many moves of due dates there were of how many actions, and which ways; empty where each moved once."""
    moved = [moves for change in comparison.of(ActionChange) if any(moves := diff_events.due_events(change))]
    went = Counter(way for each in moved for way in each if way)
    if went.total() == len(moved):
        return ""
    return many(
        "the due date of {number} action moved {times} ({ways})",
        "the due dates of {number} actions moved {times} ({ways})",
        len(moved),
        times=say("twice") if went.total() == 2 else many("{number} time", "{number} times", went.total()),
        ways=", ".join(many(*forms, went[way]) for way, forms in _DUE.items() if went[way]),
    )


_DUE = {
    diff_events.DUE_LATER: counted("{number} later", "{number} later"),
    diff_events.DUE_SOONER: counted("{number} sooner", "{number} sooner"),
}

_WENT = {
    AGREEMENT: counted("{number} towards agreement", "{number} towards agreement"),
    DISAGREEMENT: counted("{number} towards disagreement", "{number} towards disagreement"),
    UNCLEAR: counted("{number} became unclear", "{number} became unclear"),
    CLEAR: counted("{number} is clear now", "{number} are clear now"),
}


def limits(topics: Iterable[str], principles: Iterable[str], instrument: Instrument) -> str:
    """What was asked for, in a sentence; empty when everything was."""
    of = listed([quoted(principle_name(id, instrument)) for id in principles])
    named = [*topics]
    kinds = listed([say(_ASKED[each]) for each in named]) or say("changes")
    n = 1 if named in (["wording"], ["preliminary"], ["partnership"]) else 2
    if of:
        return sentence(
            many(
                "Only {kinds} of {principles} is shown.",
                "Only {kinds} of {principles} are shown.",
                n,
                kinds=kinds,
                principles=of,
            )
        )
    return sentence(many("Only {kinds} is shown.", "Only {kinds} are shown.", n, kinds=kinds)) if named else ""


_ASKED = {
    "ratings": phrase("ratings"),
    "views": phrase("views"),
    "reflections": phrase("reflections"),
    "sources": phrase("sources"),
    "actions": phrase("actions"),
    "plans": phrase("plans"),
    "meetings": phrase("meetings"),
    "wording": phrase("wording"),
    "agencies": phrase("agencies"),
    "preliminary": phrase("the preliminary discussion"),
    "partnership": phrase("the partnership itself"),
}
"""What may be asked for, in the middle of a sentence."""
