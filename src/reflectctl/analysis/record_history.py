"""What each commit says of actions and views, in; the life of each action and the agencies' views over time, out.

Each fact (when an action is due, which views of a statement are held) is followed along every line of commits. A commit
that says something else than each of its parents is told, once: a merge that says what one of its parents says tells
nothing, and neither does a commit that does again what another line of commits has done.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from ..loading.record_steps import (
    ACTION,
    AGREED,
    DUE,
    OPENED,
    OWNER,
    PLACE,
    ROLE,
    SERVES,
    STATUS,
    VIEWS,
    Fact,
    Moment,
    key,
)
from ..model import history as kinds
from ..model.history import Event, Held, Life, Lives, Recorded, Unread, Viewed, Viewings
from ..model.instrument import AGREEMENT, DISAGREEMENT, Instrument
from ..model.persistent_map import Shared
from ..model.records import DONE, DROPPED, IN_PROGRESS, OPEN


class _Said(NamedTuple):
    """What is said of a fact from a commit on. No two have the same order."""

    order: int
    value: Fact | None
    before: tuple["_Said", ...]
    change: int | None
    """The place of the change that said it; None when this only joins lines that say the same."""


class _Change(NamedTuple):
    """A fact that one commit changed."""

    key: str
    commit: int
    was: Fact | None
    now: Fact | None
    recorded: Recorded
    agreed: tuple[Fact | None, Fact | None] = (None, None)
    """For views: what was agreed beside them before, and now."""
    stands: bool = True


_Line = Shared[_Said]
_NOTHING = _Line()


def actions(moments: Iterable[Moment]) -> Lives:
    """The life of every action that was ever in a plan, in the order they were opened."""
    changes, unread = _Telling((PLACE, STATUS, DUE, OPENED, OWNER, ROLE, ACTION, SERVES)).told(moments)
    found: dict[str, dict[int, dict[str, _Change]]] = {}
    for change in changes:
        fact, _, id = change.key.partition(" ")
        found.setdefault(id, {}).setdefault(change.commit, {})[fact] = change
    lives = (_life(list(commits.values()), id) for id, commits in found.items())
    begun = [life for life in lives if life.events]
    return Lives(tuple(sorted(begun, key=lambda life: (life.events[0].day, life.id))), unread)


def views(moments: Iterable[Moment]) -> Viewings:
    """Every change of the agencies' views, by statement, oldest first."""
    changes, unread = _Telling((VIEWS, AGREED)).told(moments)
    told = (_viewed(change) for change in changes if change.key.startswith(f"{VIEWS} "))
    return Viewings(tuple(sorted(told, key=lambda each: (each.statement, each.day))), unread)


class _Telling:
    """What has been told so far of some facts."""

    def __init__(self, facts: tuple[str, ...]) -> None:
        self._facts = frozenset(facts)
        self._order = 0
        self._changes: list[_Change] = []
        self._latest: dict[tuple[str, Fact | None, Fact | None], _Said] = {}
        """For each change of a fact that was told: what was said by it last."""

    def told(self, moments: Iterable[Moment]) -> tuple[list[_Change], tuple[Unread, ...]]:
        """Every change in the order of the commits, with whether it stands at the last; and what was not read."""
        lines: dict[str, _Line] = {}
        last = _NOTHING
        unread: list[Unread] = []
        for at, moment in enumerate(moments):
            unread.extend(Unread(path, reason, moment.recorded) for path, reason in moment.unread)
            befores = [lines.get(parent, _NOTHING) for parent in moment.parents] or [_NOTHING]
            last = lines[moment.recorded.commit] = self._line(at, moment, befores)
        standing = {each.change for _, said in last.items() for each in _back((said,))}
        return [each._replace(stands=at in standing) for at, each in enumerate(self._changes)], tuple(unread)

    def _line(self, at: int, moment: Moment, befores: list[_Line]) -> _Line:
        """The line of a commit, from its parents' lines."""
        first = befores[0]
        names = {*moment.says, *(name for each in befores[1:] if each is not first for name in first.unlike(each))}
        line: dict[str, _Said | None] = {}
        # Sorted, so that what was agreed is known before the views beside it.
        for name in sorted(names):
            fact, _, about = name.partition(" ")
            if fact not in self._facts:
                continue
            parents = [before.get(name) for before in befores]
            was = _value(parents[0])
            now = moment.says.get(name) if name in moment.says else was
            same = [each for each in parents if _value(each) == now]
            if same:
                line[name] = self._joined([each for each in same if each])
            else:
                beside = key(AGREED, about)
                agreed = first.get(beside), line[beside] if beside in line else first.get(beside)
                change = _Change(name, at, was, now, moment.recorded, (_value(agreed[0]), _value(agreed[1])))
                line[name] = self._changed(change, _distinct(parents))
        return first.changed(line)

    def _joined(self, same: list[_Said]) -> _Said | None:
        """What a merge says that says the same as some of its parents."""
        ways = _distinct(same)
        if len(ways) < 2:
            return ways[0] if ways else None
        self._order += 1
        return _Said(self._order, ways[0].value, ways, None)

    def _changed(self, change: _Change, ways: tuple[_Said, ...]) -> _Said:
        """What a commit says that says something else than each of its parents. Done again on another line, it is
        told once, with the commit that did it first."""
        self._order += 1
        told = self._latest.get((change.key, change.was, change.now))
        if told is not None and told.change is not None and all(each is not told for each in _back(ways, told.order)):
            if _instant(change.recorded) < _instant(self._changes[told.change].recorded):
                self._changes[told.change] = self._changes[told.change]._replace(recorded=change.recorded)
            return _Said(self._order, change.now, (*ways, told), None)
        said = _Said(self._order, change.now, ways, len(self._changes))
        self._latest[change.key, change.was, change.now] = said
        self._changes.append(change)
        return said


def _value(said: _Said | None) -> Fact | None:
    return said.value if said else None


def _distinct(said: Iterable[_Said | None]) -> tuple[_Said, ...]:
    return tuple({each.order: each for each in said if each}.values())


def _back(ways: Iterable[_Said], since: int = 0) -> Iterator[_Said]:
    """Everything that was said on some ways back, to a place in the order; each once."""
    seen: set[int] = set()
    waiting = list(ways)
    while waiting:
        said = waiting.pop()
        if said.order >= since and said.order not in seen:
            seen.add(said.order)
            yield said
            waiting.extend(said.before)


def _instant(recorded: Recorded) -> datetime:
    return datetime.fromisoformat(recorded.at)


def _recorded_day(recorded: Recorded) -> date:
    return date.fromisoformat(recorded.at[:10])


def _viewed(change: _Change) -> Viewed:
    before, now = (_texts(each) or ("", "", "") for each in change.agreed)
    rating, agreed, meeting = now
    dated = bool(agreed) and now[1:] != before[1:]
    return Viewed(
        statement=change.key.partition(" ")[2],
        day=date.fromisoformat(agreed) if dated else _recorded_day(change.recorded),
        dated=dated,
        views=_held(change.now),
        was=_held(change.was),
        rating=rating or None,
        agreed=date.fromisoformat(agreed) if agreed else None,
        meeting=meeting,
        recorded=change.recorded,
        stands=change.stands,
    )


def _held(value: Fact | None) -> tuple[Held, ...]:
    return tuple(each for each in value if isinstance(each, Held)) if isinstance(value, tuple) else ()


def _text(value: Fact | None) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Fact | None) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, tuple) else ()


def _life(commits: list[dict[str, _Change]], id: str) -> Life:
    lastly: dict[str, Fact] = {}
    there = False
    # What a merge left out is no part of how things are, unless nothing else is known.
    for stands in (False, True):
        for facts in commits:
            for fact, change in facts.items():
                if change.stands == stands and change.now is not None:
                    lastly[fact] = change.now
                if change.stands and fact == PLACE:
                    there = change.now is not None
    opened = _text(lastly.get(OPENED))
    events = [event for at, facts in enumerate(commits) for event in _events(facts, opened, begun=at > 0)]
    principle, horizon = _texts(lastly.get(PLACE)) or ("", "")
    return Life(
        id,
        _text(lastly.get(ACTION)),
        principle,
        horizon,
        _texts(lastly.get(SERVES)),
        there,
        tuple(sorted(events, key=lambda event: (event.day, event.kind != kinds.OPENED))),
    )


def _events(facts: dict[str, _Change], opened: str, *, begun: bool) -> Iterator[Event]:
    """What happened to an action in one commit."""

    def event(kind: str, change: _Change, was: str, now: str, because: str = "", day: str = "") -> Event:
        named = date.fromisoformat(day) if day else None
        # A change that another line of commits made too is told with the commit that made it first.
        when = named or _recorded_day(change.recorded)
        return Event(kind, when, named is not None, was, now, because, change.recorded, change.stands)

    place = facts.get(PLACE)
    if place is not None:
        was, now = ".".join(_texts(place.was)), ".".join(_texts(place.now))
        if place.now is None:
            yield event(kinds.REMOVED, place, was, "")
            return
        if place.was is None and not begun:
            wording = _text(facts[ACTION].now) if ACTION in facts else ""
            yield event(kinds.OPENED, place, "", wording, day=opened)
        else:
            yield event(kinds.MOVED, place, was, now)
    for fact, kind in ((OWNER, kinds.OWNER), (ROLE, kinds.ROLE), (DUE, kinds.DUE)):
        if (change := facts.get(fact)) and _text(change.was) != _text(change.now):
            yield event(kind, change, _text(change.was), _text(change.now))
    if (change := facts.get(ACTION)) and change.was is not None:
        yield event(kinds.WORDED, change, _text(change.was), _text(change.now))
    if change := facts.get(STATUS):
        was_status, was_closed, was_outcome = _texts(change.was) or ("", "", "")
        status, closed, outcome = _texts(change.now)
        before, after = _known(was_status), _known(status)
        if before != after:
            yield event(_step(before, after), change, before, after, outcome, closed if after in _ENDS else "")
        else:
            if was_closed != closed:
                yield event(kinds.CLOSED, change, was_closed, closed)
            if was_outcome != outcome:
                yield event(kinds.OUTCOME, change, was_outcome, outcome)


_ENDS = (DONE, DROPPED)


def _known(status: str) -> str:
    return status if status in (*_ENDS, IN_PROGRESS) else OPEN


def _step(before: str, after: str) -> str:
    if after in _ENDS:
        return kinds.DONE if after == DONE else kinds.DROPPED
    return kinds.STARTED if before == OPEN else kinds.REOPENED


ALIKE, SAME_SIDE, UNSURE, APART, VARIED, ALONE, SILENT, NOBODY = (
    "alike", "same-side", "partly-unsure", "both-sides", "varied", "one-view", "could-not-say", "nobody",
)  # fmt: skip
"""How views lie to each other: all the same; on the same side of the scale; on one side, or unsure; on both sides;
otherwise unlike; only one agency holds any; the agencies asked could not say; none is written down."""


def spread(views: Iterable[Held], instrument: Instrument) -> str:
    """How views lie to each other. Those of agencies that could not say are not counted, unless there are no others."""
    held = list(views)
    ratings = [each.rating for each in held if each.rating]
    if len(ratings) < 2:
        return ALONE if ratings else SILENT if held else NOBODY
    if len(set(ratings)) == 1:
        return ALIKE
    points = [instrument.point(each) for each in ratings]
    stances = {each.stance if each else "" for each in points}
    if stances >= {AGREEMENT, DISAGREEMENT}:
        return APART
    if "" in stances:
        return VARIED
    return SAME_SIDE if len(stances) == 1 else UNSURE


CLOSER, FURTHER = "closer", "further"


def drawn(was: Iterable[Held], now: Iterable[Held], instrument: Instrument) -> str:
    """Whether views lie `closer` together on the scale than before, or `further` apart; empty when neither is known."""
    before, after = (_reach(each, instrument) for each in (was, now))
    if before is None or after is None or before == after:
        return ""
    return CLOSER if after < before else FURTHER


def _reach(views: Iterable[Held], instrument: Instrument) -> int | None:
    known = {point.id for point in instrument.scale}
    ratings = [each.rating for each in views if each.rating]
    if len(ratings) < 2 or not known.issuperset(ratings):
        return None
    places = [instrument.position(each) for each in ratings]
    return max(places) - min(places)
