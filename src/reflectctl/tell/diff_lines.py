"""A comparison in; a line for each topic about which something changed out: counts and words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..analysis import diff_events
from ..analysis.meetings import of_all
from ..model.diff import (
    CONVERGED,
    PARTED,
    ActionChange,
    AgencyChange,
    Change,
    Comparison,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    PreliminaryChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    ViewChange,
    WordingChange,
)
from ..model.records import DONE, DROPPED, Partnership
from .diff_sentences import wording_name
from .diff_summary import Forms, events, moves, not_agreed_again, shifted, view_moves
from .i18n import counted, figures, many, phrase, say
from .prose import day, listed, sentence

WRITTEN = counted("{number} written", "{number} written")


def lines(comparison: Comparison, before: Partnership, after: Partnership) -> list[tuple[str, str]]:
    """For each topic about which something changed: its name, and what changed, in counts and words."""
    with figures():
        return list(_told(comparison, before, after))


def _told(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[tuple[str, str]]:
    if comparison.unreadable:
        yield say("Not read"), f"{', '.join(dict.fromkeys(path for path, _ in comparison.unreadable))}."
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


def _ratings(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from moves(comparison)
    if n := len(comparison.of(ReasonChange)):
        yield many("{number} reason rewritten", "{number} reasons rewritten", n)
    if n := not_agreed_again(comparison):
        yield many(
            "{number} rating agreed on another day or at another meeting", "{number} ratings agreed on another day", n
        )
    if n := diff_events.counts(comparison, EarlierChange)[diff_events.CHANGED]:
        yield many("{number} detail of what was agreed before", "{number} details of what was agreed before", n)
    principles = {change.id.partition(".")[0] for change in comparison.among(*diff_events.TOPICS["ratings"])}
    if len(principles) > 1:
        yield many("across {number} principle", "across {number} principles", len(principles))


def _views(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    total, on = view_moves(comparison)
    if total:
        yield say(
            "{moves} on {statements}",
            moves=many("{number} move", "{number} moves", total),
            statements=many("{number} statement", "{number} statements", on),
        )
    yield from events(_OF_VIEWS, comparison, without=diff_events.MOVES if total else ())
    yield from shifted(_THEY_SHIFTED, comparison)


_OF_VIEWS: Mapping[type[Change], Mapping[str, Forms]] = {
    ViewChange: {
        diff_events.ADDED: counted("{number} given", "{number} given"),
        diff_events.MOVED: counted("{number} moved", "{number} moved"),
        diff_events.BECAME_UNCLEAR: counted("{number} became unclear", "{number} became unclear"),
        diff_events.IS_CLEAR: counted("{number} is clear now", "{number} are clear now"),
        diff_events.CONFIRMED: counted("{number} given again, unchanged", "{number} given again, unchanged"),
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


def _written(changes: Iterable[Change], new: Forms = WRITTEN) -> Iterator[str]:
    """How many of some texts were written, changed and taken out."""
    happened = Counter(map(_how, changes))
    if n := happened[diff_events.ADDED]:
        yield many(*new, n)
    if n := happened[diff_events.STANDS_AGAIN]:
        yield many("{number} stands again", "{number} stand again", n)
    if n := happened[diff_events.CHANGED]:
        yield many("{number} changed", "{number} changed", n)
    if n := happened[diff_events.REMOVED]:
        yield many("{number} taken out", "{number} taken out", n)


def _how(change: Change) -> str:
    """What became of a text."""
    if diff_events.event(change) == diff_events.STANDS_AGAIN:
        return diff_events.STANDS_AGAIN
    return diff_events.ADDED if not change.before else diff_events.REMOVED if not change.after else diff_events.CHANGED


def _actions(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from events(_OF_ACTIONS, comparison)


_OF_ACTIONS: Mapping[type[Change], Mapping[str, Forms]] = {
    ActionChange: {
        DONE: counted("{number} done", "{number} done"),
        DROPPED: counted("{number} dropped", "{number} dropped"),
        diff_events.ADDED: counted("{number} new", "{number} new"),
        diff_events.STANDS_AGAIN: counted("{number} stands again", "{number} stand again"),
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
    met_or_planned = (diff_events.HELD, diff_events.PLANNED)
    came = [each for each in changes if diff_events.event(each) in met_or_planned]
    met = [each.after for each in came if each.after and not each.is_ahead]
    days = sorted(each.date for each in met if of_all(each))
    ahead = sorted(each.after.date for each in came if each.after and each.is_ahead)
    if len(days) == 1:
        yield many("{number} held, on {day}", "{number} held, on {day}", 1, day=day(days[0]))
    elif days:
        first, last = day(days[0]), day(days[-1])
        held = counted("{number} held, from {first} to {last}", "{number} held, from {first} to {last}")
        yield many(*held, len(days), first=first, last=last)
    if own := len(met) - len(days):
        yield many("{number} of a group's own held", "{number} of groups' own held", own)
    if ahead:
        planned = counted("{number} planned, for {days}", "{number} planned, for {days}")
        yield many(*planned, len(ahead), days=listed([day(each) for each in ahead]))
    happened = diff_events.counts(comparison, MeetingChange)
    if n := happened[diff_events.STANDS_AGAIN]:
        yield many("{number} record stands again", "{number} records stand again", n)
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
    diff_events.STANDS_AGAIN: counted("{groups} stands again as a group", "{groups} stand again as groups"),
    diff_events.REMOVED: counted("{groups} is no longer a group", "{groups} are no longer groups"),
    diff_events.CHANGED: counted("{groups} changed as a group", "{groups} changed as groups"),
}


_OF_AGENCIES = {
    diff_events.JOINED: (
        counted("{agencies} joined", "{agencies} joined"),
        counted("{number} joined", "{number} joined"),
    ),
    diff_events.STANDS_AGAIN: (
        counted("{agencies} stands again", "{agencies} stand again"),
        counted("{number} stands again", "{number} stand again"),
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
