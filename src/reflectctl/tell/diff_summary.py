"""A comparison in; its headline, and a line for each topic about which something changed, out: counts and words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

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
from ..model.records import DONE, DROPPED, Partnership
from .diff_sentences import SIDES, wording_name
from .i18n import counted, many, phrase, say
from .prose import day, listed, principle_name, quoted, sentence

Forms = tuple[str, str]
"""A counted phrase: for one, and for any other number."""

_WRITTEN = counted("{number} written", "{number} written")


def headline(comparison: Comparison, instrument: Instrument, *, brief: bool = False) -> str:
    """What changed, in counts and words, the most telling first, and whether that is all that can be known.

    In brief it is only the most telling, where there is any.
    """
    first = [*_counted(_HAPPENED, comparison), *_views_moved(comparison), *_shifted(_SHIFTED, comparison)]
    rest = [many(*forms, n) for n, forms in _rewritten(comparison) if n]
    sentences = [sentence(", ".join(first))] if first else []
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
        sentences = [*(sentences or [say("No change was found.")]), sentence(unread)]
    return " ".join(sentences) or say("Nothing changed.")


_HAPPENED: Mapping[type[Change], Mapping[str, Forms]] = {
    RatingChange: {
        diff_events.MOVED: counted("{number} rating moved", "{number} ratings moved"),
        diff_events.BECAME_UNCLEAR: counted("{number} rating became unclear", "{number} ratings became unclear"),
        diff_events.IS_CLEAR: counted("{number} rating is clear now", "{number} ratings are clear now"),
        diff_events.RATED: counted("{number} statement was newly rated", "{number} statements were newly rated"),
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
        diff_events.PLANNED: counted("{number} meeting is planned", "{number} meetings are planned"),
    },
    AgencyChange: {
        diff_events.JOINED: counted("{number} agency joined", "{number} agencies joined"),
        diff_events.LEFT: counted("{number} agency left", "{number} agencies left"),
    },
}
"""What people would say first: moves, what became of actions, who met, who came and went."""

_SHIFTED = {
    CONVERGED: counted("views drew together on {number} statement", "views drew together on {number} statements"),
    PARTED: counted("views parted on {number} statement", "views parted on {number} statements"),
}


def _counted(
    phrases: Mapping[type[Change], Mapping[str, Forms]], comparison: Comparison, without: Iterable[str] = ()
) -> Iterator[str]:
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


def _views_moved(comparison: Comparison) -> Iterator[str]:
    """How many moves of views there were, and on how many statements, where any moved more than once."""
    moved = [(change.id, n) for change in comparison.of(ViewChange) if (n := len(diff_events.moves(change)))]
    total = sum(n for _, n in moved)
    if total > len(moved):
        yield say(
            "{views}, on {statements}",
            views=many("{number} move of a view", "{number} moves of views", total),
            statements=many("{number} statement", "{number} statements", len({id for id, _ in moved})),
        )


def _shifted(phrases: Mapping[str, Forms], comparison: Comparison) -> Iterator[str]:
    for way, forms in phrases.items():
        turned = (each for each in comparison.shifts if each.way == way and each.of_views)
        if n := len({each.statement for each in turned}):
            yield many(*forms, n)


def _rewritten(comparison: Comparison) -> Iterator[tuple[int, Forms]]:
    """What was written, rewritten or taken out beside that."""
    of, counts = comparison.of, diff_events.counts
    yield len(of(ReasonChange)), counted("{number} reason", "{number} reasons")
    yield (
        len(of(AgreedChange)),
        counted("{number} day or meeting of agreement", "{number} days or meetings of agreement"),
    )
    yield (
        counts(comparison, EarlierChange)[diff_events.CHANGED],
        counted("{number} detail of ratings agreed before", "{number} details of ratings agreed before"),
    )
    views = len(of(ViewChange))
    if any(_views_moved(comparison)):
        views -= sum(1 for change in of(ViewChange) if diff_events.moves(change))
    yield views, counted("{number} view", "{number} views")
    yield len(of(SourceChange)), counted("{number} source", "{number} sources")
    yield len(of(ReflectionChange)), counted("{number} reflection", "{number} reflections")
    yield len(of(PlanChange)), counted("{number} goal or measure", "{number} goals or measures")
    yield counts(comparison, ActionChange)[diff_events.CHANGED], counted("{number} action", "{number} actions")
    met = counts(comparison, MeetingChange)
    records = len(of(MeetingChange)) - met[diff_events.HELD] - met[diff_events.PLANNED]
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


def moves(comparison: Comparison, instrument: Instrument) -> Iterator[str]:
    """How many ratings moved and towards what, became unclear and are clear now, were newly given and withdrawn."""
    happened = diff_events.counts(comparison, RatingChange)
    if went := several_moves(comparison):
        yield went
        for event in diff_events.MOVES:
            del happened[event]
    if moved := happened[diff_events.MOVED]:
        ways = Counter(
            way for change in comparison.of(RatingChange) for way in diff_events.moves(change) if way in SIDES
        )
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
    if happened[diff_events.BECAME_UNCLEAR]:
        yield many("{number} became unclear", "{number} became unclear", happened[diff_events.BECAME_UNCLEAR])
    if happened[diff_events.IS_CLEAR]:
        yield many("{number} is clear now", "{number} are clear now", happened[diff_events.IS_CLEAR])
    if happened[diff_events.RATED]:
        yield many("{number} newly rated", "{number} newly rated", happened[diff_events.RATED])
    if happened[diff_events.WITHDRAWN]:
        yield many("{number} withdrawn", "{number} withdrawn", happened[diff_events.WITHDRAWN])
    if happened[diff_events.STANDS_AGAIN]:
        yield many("{number} stands again", "{number} stand again", happened[diff_events.STANDS_AGAIN])
    if happened[diff_events.CORRECTED]:
        yield many("{number} corrected", "{number} corrected", happened[diff_events.CORRECTED])
    if happened[TOLD_LATE]:
        late = counted("{number} agreed before, recorded only now", "{number} agreed before, recorded only now")
        yield many(*late, happened[TOLD_LATE])
    if happened[diff_events.REMOVED]:
        gone = counted("{number} agreed before, taken out", "{number} agreed before, taken out")
        yield many(*gone, happened[diff_events.REMOVED])


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


def lines(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[tuple[str, str]]:
    """For each topic about which something changed: its name, and what changed, in counts and words."""
    further = Counter(diff_events.topic(change) for change in comparison.of(FieldChange))
    for topic, (name, line) in zip(diff_events.TOPICS, _LINES, strict=True):
        parts = [*line(comparison, before, after)]
        if n := further[topic]:
            parts.append(many("{number} further detail", "{number} further details", n))
        if words := sentence("; ".join(parts)):
            yield say(name), words
    if comparison.unchanged:
        rated = sum(1 for each in comparison.unchanged if each.rating)
        parts = [many("{number} rating stands as before", "{number} ratings stand as before", rated)]
        if blank := len(comparison.unchanged) - rated:
            parts.append(many("{number} statement not yet rated", "{number} statements not yet rated", blank))
        yield say("Unchanged"), sentence("; ".join(parts))
    if comparison.unreadable:
        yield say("Not read"), f"{', '.join(dict.fromkeys(path for path, _ in comparison.unreadable))}."


def _ratings(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from moves(comparison, after.instrument)
    if n := len(comparison.of(ReasonChange)):
        yield many("{number} reason rewritten", "{number} reasons rewritten", n)
    if n := len(comparison.of(AgreedChange)):
        yield many(
            "{number} rating agreed on another day or at another meeting", "{number} ratings agreed on another day", n
        )
    if n := diff_events.counts(comparison, EarlierChange)[diff_events.CHANGED]:
        yield many("{number} detail of what was agreed before", "{number} details of what was agreed before", n)
    principles = {change.id.partition(".")[0] for change in comparison.among(*diff_events.TOPICS["ratings"])}
    if len(principles) > 1:
        yield many("across {number} principle", "across {number} principles", len(principles))


def _views(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    moved = [(change.id, n) for change in comparison.of(ViewChange) if (n := len(diff_events.moves(change)))]
    on, total = len({id for id, _ in moved}), sum(n for _, n in moved)
    several = total > len(moved)
    if several:
        yield say(
            "{moves} on {statements}",
            moves=many("{number} move", "{number} moves", total),
            statements=many("{number} statement", "{number} statements", on),
        )
    yield from _counted(_OF_VIEWS, comparison, without=diff_events.MOVES if several else ())
    yield from _shifted(_THEY_SHIFTED, comparison)


_OF_VIEWS: Mapping[type[Change], Mapping[str, Forms]] = {
    ViewChange: {
        diff_events.ADDED: counted("{number} given", "{number} given"),
        diff_events.MOVED: counted("{number} moved", "{number} moved"),
        diff_events.BECAME_UNCLEAR: counted("{number} became unclear", "{number} became unclear"),
        diff_events.IS_CLEAR: counted("{number} is clear now", "{number} are clear now"),
        diff_events.CORRECTED: counted("{number} corrected", "{number} corrected"),
        diff_events.STANDS_AGAIN: counted("{number} stands again", "{number} stand again"),
        diff_events.CHANGED: counted("{number} with another reason", "{number} with other reasons"),
        diff_events.REMOVED: counted("{number} taken out", "{number} taken out"),
    }
}
_THEY_SHIFTED = {
    CONVERGED: counted("they drew together on {number} statement", "they drew together on {number} statements"),
    PARTED: counted("they parted on {number} statement", "they parted on {number} statements"),
}


def _reflections(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    changes = comparison.of(ReflectionChange)
    yield from _written(changes)
    statements = len({change.id for change in changes})
    if statements > 1:
        yield many("beside {number} statement", "beside {number} statements", statements)


def _sources(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from _written(comparison.of(SourceChange), counted("{number} added", "{number} added"))


def _plans(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    for field, line in (("goal", phrase("goals: {changes}")), ("measure", phrase("measures: {changes}"))):
        changes = list(_written([each for each in comparison.of(PlanChange) if each.field == field]))
        if changes:
            yield say(line, changes=listed(changes))


def _written(changes: Iterable[Change], new: Forms = _WRITTEN) -> Iterator[str]:
    """How many of some texts were written, changed and taken out."""
    happened = Counter("new" if not each.before else "gone" if not each.after else "changed" for each in changes)
    if n := happened["new"]:
        yield many(*new, n)
    if n := happened["changed"]:
        yield many("{number} changed", "{number} changed", n)
    if n := happened["gone"]:
        yield many("{number} taken out", "{number} taken out", n)


def _actions(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from _counted(_OF_ACTIONS, comparison)


_OF_ACTIONS: Mapping[type[Change], Mapping[str, Forms]] = {
    ActionChange: {
        DONE: counted("{number} done", "{number} done"),
        DROPPED: counted("{number} dropped", "{number} dropped"),
        diff_events.ADDED: counted("{number} new", "{number} new"),
        diff_events.STARTED: counted("{number} started", "{number} started"),
        diff_events.REOPENED: counted("{number} opened again", "{number} opened again"),
        diff_events.DUE_LATER: counted("{number} due later", "{number} due later"),
        diff_events.DUE_SOONER: counted("{number} due sooner", "{number} due sooner"),
        diff_events.CHANGED: counted("{number} changed otherwise", "{number} changed otherwise"),
        diff_events.REMOVED: counted("{number} taken out of the plan", "{number} taken out of the plan"),
    }
}


def _meetings(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    changes = comparison.of(MeetingChange)
    came = [each for each in changes if each.before is None and each.after is not None]
    days = sorted(each.after.date for each in came if each.after and not each.is_ahead)
    ahead = sorted(each.after.date for each in came if each.after and each.is_ahead)
    if len(days) == 1:
        yield say("one held, on {day}", day=day(days[0]))
    elif days:
        first, last = day(days[0]), day(days[-1])
        held = counted("{number} held, from {first} to {last}", "{number} held, from {first} to {last}")
        yield many(*held, len(days), first=first, last=last)
    if ahead:
        planned = counted("{number} planned, for {days}", "{number} planned, for {days}")
        yield many(*planned, len(ahead), days=listed([day(each) for each in ahead]))
    happened = diff_events.counts(comparison, MeetingChange)
    if n := happened[diff_events.CHANGED]:
        yield many("{number} record changed", "{number} records changed", n)
    if n := happened[diff_events.REMOVED]:
        yield many("{number} record taken out", "{number} records taken out", n)


def _wording(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    changes = comparison.of(WordingChange)
    if changes:
        words = listed(list(_written(changes, counted("{number} new", "{number} new"))))
        names = listed([wording_name(change.id, before, after) for change in changes[:_FEW]])
        yield f"{words}: {names}" if len(changes) <= _FEW else words
    if n := len(comparison.reread):
        yield many("{number} rating to be re-read", "{number} ratings to be re-read", n)


def _agencies(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    renamed = {each.id: each for each in comparison.of(AgencyChange) if _is_renamed(each)}
    if len(renamed) > _FEW:
        renamed = {}
    for each in renamed.values():
        if each.before and each.after:
            yield say("{before} is now called {now}", before=each.before.name, now=each.after.name)
    others = [each for each in comparison.of(AgencyChange) if each.id not in renamed]
    for event, (named, unnamed) in _OF_AGENCIES.items():
        changes = [change for change in others if diff_events.event(change) == event]
        names = [side.name for change in changes if (side := change.after or change.before)]
        if names and len(names) <= _FEW:
            yield many(*named, len(names), agencies=listed(names))
        elif names:
            yield many(*unnamed, len(names))
    yield from _groups(comparison)


def _is_renamed(change: AgencyChange) -> bool:
    """Whether an agency has another name, and neither came nor went."""
    was, now = change.before, change.after
    return bool(was and now and was.name != now.name) and diff_events.event(change) == diff_events.CHANGED


def _groups(comparison: Comparison) -> Iterator[str]:
    changes = comparison.of(GroupChange)
    for event, forms in _OF_GROUPS.items():
        names = [
            group.name
            for each in changes
            if diff_events.event(each) == event and (group := each.after or each.before) is not None
        ]
        if names:
            yield many(*forms, len(names), groups=listed(names))


_OF_GROUPS = {
    diff_events.ADDED: counted("{groups} is a new group", "{groups} are new groups"),
    diff_events.REMOVED: counted("{groups} is no longer a group", "{groups} are no longer groups"),
    diff_events.CHANGED: counted("{groups} changed as a group", "{groups} changed as groups"),
}


_OF_AGENCIES = {
    diff_events.JOINED: (
        counted("{agencies} joined", "{agencies} joined"),
        counted("{number} joined", "{number} joined"),
    ),
    diff_events.LEFT: (counted("{agencies} left", "{agencies} left"), counted("{number} left", "{number} left")),
    diff_events.CHANGED: (
        counted("{agencies} changed its details", "{agencies} changed their details"),
        counted("{number} changed its details", "{number} changed their details"),
    ),
}


def _preliminary(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    parts = [say(_OF_PRELIMINARY[change.field]) for change in comparison.of(PreliminaryChange)]
    if parts:
        yield many("{parts} changed", "{parts} changed", len(parts), parts=listed(parts))


def _nothing_else(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from ()


_OF_PRELIMINARY = {
    "discussed": phrase("the day of the discussion"),
    "goal": phrase("the goal"),
    "commitment": phrase("the commitment"),
    "notes": phrase("the notes"),
    "readiness goal": phrase("the readiness goal"),
    "readiness measure": phrase("the readiness measure"),
}

_FEW = 3
"""So many are named; more are only counted."""

_LINES: tuple[tuple[str, Callable[[Comparison, Partnership, Partnership], Iterator[str]]], ...] = (
    (phrase("Ratings"), _ratings),
    (phrase("Views"), _views),
    (phrase("Reflections"), _reflections),
    (phrase("Sources"), _sources),
    (phrase("Actions"), _actions),
    (phrase("Plans"), _plans),
    (phrase("Meetings"), _meetings),
    (phrase("Wording"), _wording),
    (phrase("Agencies"), _agencies),
    (phrase("Preliminary"), _preliminary),
    (phrase("Partnership"), _nothing_else),
)


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
