"""A comparison in; what is told of it at each depth, the same in every format, out. Nothing here is escaped."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..analysis import diff_events
from ..model import diff as kinds
from ..model.diff import CONVERGED, PARTED, Change, Comparison
from ..model.instrument import Instrument
from ..model.records import DONE, DROPPED, Agency, Meeting, Partnership
from . import prose

SUMMARY, STORY, FULL = "summary", "story", "full"
"""How much is told: a line for each kind of change, each change, or each change word by word."""


class Telling(NamedTuple):
    """What is told of a comparison."""

    headline: str
    moments: str
    """Which two moments were compared."""
    limits: str
    """What was asked for, where not all of it was; else empty."""
    lines: tuple[tuple[str, str], ...]
    """One line for each topic about which something changed, after its name."""
    chapters: tuple[prose.Chapter, ...]
    """Empty in a summary."""


def is_nothing(comparison: Comparison) -> bool:
    """Whether there is nothing to tell."""
    told = comparison.changes or comparison.reread or comparison.unreadable or comparison.carried or comparison.turns
    return not told


def tell(
    comparison: Comparison,
    before: Partnership,
    after: Partnership,
    *,
    labels: tuple[str, str],
    depth: str = STORY,
    limits: str = "",
) -> Telling:
    """What is told of a comparison at a depth."""
    brief = depth == SUMMARY
    return Telling(
        prose.headline(comparison, after.instrument, brief=brief),
        f"From {labels[0]} to {labels[1]}.",
        limits,
        tuple(lines(comparison, before, after)) if brief else (),
        () if brief else tuple(prose.story(comparison, before, after, full=depth == FULL)),
    )


def limits(topics: Iterable[str], principles: Iterable[str], instrument: Instrument) -> str:
    """What was asked for, in a sentence; empty when everything was."""
    of = prose.listed([prose.quoted(prose.principle_name(id, instrument)) for id in principles])
    named = ["the preliminary discussion" if each == "preliminary" else each for each in topics]
    about = prose.listed(named)
    if not of and not about:
        return ""
    verb = "is" if len(named) == 1 and not named[0].endswith("s") else "are"
    return prose.sentence(f"only {about or 'changes'}{f' of {of}' if of else ''} {verb} shown")


def lines(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[tuple[str, str]]:
    """For each topic about which something changed: its name, and what changed, in counts and words."""
    for name in diff_events.TOPICS:
        told = prose.sentence("; ".join(_LINES[name](comparison, before, after)))
        if told:
            yield name.capitalize(), told
    if comparison.carried:
        rated = sum(1 for each in comparison.carried if each.rating)
        stand = f"{prose.number(rated)} {prose.plural(rated, 'rating')} {'stands' if rated == 1 else 'stand'} as before"
        blank = len(comparison.carried) - rated
        more = f"; {prose.number(blank)} {prose.plural(blank, 'statement')} not yet rated" if blank else ""
        yield "Unchanged", prose.sentence(stand + more)
    if comparison.unreadable:
        yield "Not read", prose.sentence(", ".join(path for path, _ in comparison.unreadable))


def _ratings(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from prose.moves(comparison, after.instrument)
    yield from _some(len(comparison.of(kinds.REASON)), "reason rewritten", "reasons rewritten")
    agreed = len(comparison.of(kinds.AGREED))
    yield from _some(agreed, "rating agreed on another day or at another meeting", "ratings agreed on another day")
    principles = {change.id.partition(".")[0] for change in comparison.of(*diff_events.TOPICS["ratings"])}
    if len(principles) > 1:
        yield f"across {prose.number(len(principles))} principles"


def _some(n: int, one: str, many: str) -> Iterator[str]:
    if n:
        yield f"{prose.number(n)} {one if n == 1 else many}"


def _views(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    happened = prose.events(comparison, kinds.VIEW)
    yield from _some(happened[diff_events.ADDED], "given", "given")
    yield from _some(happened[diff_events.MOVED], "moved", "moved")
    yield from _some(happened[diff_events.CHANGED], "with another reason", "with other reasons")
    yield from _some(happened[diff_events.REMOVED], "taken out", "taken out")
    for way, told in ((CONVERGED, "drew together"), (PARTED, "parted")):
        n = len({turn.statement for turn in comparison.turns if turn.way == way})
        if n:
            yield f"they {told} on {prose.number(n)} {prose.plural(n, 'statement')}"


def _reflections(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from _written(comparison.of(kinds.REFLECTION), "written")
    statements = len({change.id for change in comparison.of(kinds.REFLECTION)})
    if statements > 1:
        yield f"beside {prose.number(statements)} statements"


def _sources(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    yield from _written(comparison.of(kinds.SOURCE), "added")


def _plans(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    for part in ("goal", "measure"):
        told = list(_written([each for each in comparison.of(kinds.PLAN) if each.part.endswith(f".{part}")], "written"))
        if told:
            yield f"{part}s: {prose.listed(told)}"


def _written(changes: Iterable[Change], how: str) -> Iterator[str]:
    happened = Counter(
        how if not change.before else "taken out" if not change.after else "changed" for change in changes
    )
    for each in (how, "changed", "taken out"):
        yield from _some(happened[each], each, each)


def _actions(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    happened = prose.events(comparison, kinds.ACTION)
    for event, one, many in (
        (DONE, "done", "done"),
        (DROPPED, "dropped", "dropped"),
        (diff_events.ADDED, "new", "new"),
        (diff_events.STARTED, "started", "started"),
        (diff_events.REOPENED, "opened again", "opened again"),
        (diff_events.SLIPPED, "due later", "due later"),
        (diff_events.BROUGHT_FORWARD, "due sooner", "due sooner"),
        (diff_events.CHANGED, "changed otherwise", "changed otherwise"),
        (diff_events.REMOVED, "taken out of the plan", "taken out of the plan"),
    ):
        yield from _some(happened[event], one, many)


def _meetings(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    held = sorted(
        change.after.date
        for change in comparison.of(kinds.MEETING)
        if change.before is None and isinstance(change.after, Meeting)
    )
    if len(held) == 1:
        yield f"one held, on {prose.day(held[0])}"
    elif held:
        yield f"{prose.number(len(held))} held, from {prose.day(held[0])} to {prose.day(held[-1])}"
    happened = prose.events(comparison, kinds.MEETING)
    yield from _some(happened[diff_events.CHANGED], "record changed", "records changed")
    yield from _some(happened[diff_events.REMOVED], "record taken out", "records taken out")


def _wording(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    changes = comparison.of(kinds.WORDING)
    told = prose.listed(list(_written(changes, "new")))
    if len(changes) <= _FEW and changes:
        told += ": " + prose.listed([prose.wording_name(change.id, before, after) for change in changes])
    if told:
        yield told
    yield from _some(len(comparison.reread), "rating to be re-read", "ratings to be re-read")


def _agencies(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    for event, told in (
        (diff_events.JOINED, "joined"),
        (diff_events.LEFT, "left"),
        (diff_events.CHANGED, "changed its details"),
    ):
        named = [
            side.name
            for change in comparison.of(kinds.AGENCY)
            if diff_events.event(change) == event
            for side in (change.after or change.before,)
            if isinstance(side, Agency)
        ]
        if len(named) <= _FEW and named:
            yield f"{prose.listed(named)} {told if len(named) == 1 else told.replace('its', 'their')}"
        elif named:
            yield f"{prose.number(len(named))} {told.replace('its', 'their')}"


def _preliminary(comparison: Comparison, before: Partnership, after: Partnership) -> Iterator[str]:
    parts = [
        "the day of the discussion" if change.part == "discussed" else f"the {change.part}"
        for change in comparison.of(kinds.PRELIMINARY)
    ]
    if parts:
        yield f"{prose.listed(parts)} changed"


_FEW = 3
"""So many are named; more are only counted."""

_LINES: dict[str, Callable[[Comparison, Partnership, Partnership], Iterator[str]]] = {
    "ratings": _ratings,
    "views": _views,
    "reflections": _reflections,
    "sources": _sources,
    "actions": _actions,
    "plans": _plans,
    "meetings": _meetings,
    "wording": _wording,
    "agencies": _agencies,
    "preliminary": _preliminary,
}
