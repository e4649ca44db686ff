"""The facts that commits changed, in; the history of each action and of the agencies' views, out.

Each value (when an action is due, which view of a statement an agency holds) is followed along every line of commits,
so that two branches that change different things of one action do not stand in each other's way. A commit that says
something else than each of its parents is told, once: a merge that says what one of its parents says tells nothing,
and neither does a commit that does again what another line of commits has done.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple, cast

from ..loading import facts
from ..loading.facts import ACTION_FIELDS, AgreedRating, Fact, Text, key
from ..loading.history import CommitFacts
from ..loading.records import made
from ..model import fields
from ..model import history as kinds
from ..model.history import ActionEvent, ActionHistories, ActionHistory, HeldView, Recorded, ViewChange, ViewHistory
from ..model.instrument import AGREEMENT, DISAGREEMENT, Instrument
from ..model.records import DONE, DROPPED, IN_PROGRESS, OPEN, Action, Progress
from . import scale
from .actions import due_moves, newly_noted
from .commit_lines import Line, back, distinct, follow, instant, unsettled

Value = Text | HeldView

ACTION, OWNER, JOINT, ROLE, OPENED, DUE, REVIEW, PROGRESS, STATUS, SERVES, PLACE = (
    "action", "owner", "joint", "role", "opened", "due", "review", "progress", "status", "serves", "place",
)  # fmt: skip
"""Values of an action that have a meaning of their own, as `model.fields` puts them together: the status comes with the
closing day and the outcome; the place is the principle and horizon of a plan."""

VIEW, AGREED = "view", "agreed"
"""Values of a statement: the view of one agency, and what was agreed beside it (rating, day, meeting)."""


class _Said(NamedTuple):
    """What is said of a value from a commit on. No two have the same order."""

    order: int
    value: Value | None
    before: tuple["_Said", ...]
    change: int | None
    """The place of the change that said it; None when this only joins lines that say the same."""


class _Change(NamedTuple):
    """A value that one commit changed."""

    name: str
    about: str
    commit: str
    was: Value | None
    now: Value | None
    recorded: Recorded
    agreed: Value | None = None
    """For views: what was agreed beside them."""
    beside: tuple[HeldView, ...] = ()
    """For views: every view of the statement before."""
    stands: bool = True

    @property
    def day(self) -> tuple[date, bool]:
        """For views: when it was given, and whether the file names that day."""
        was, now = self.was, self.now
        if isinstance(now, HeldView) and now.given and not (isinstance(was, HeldView) and was.given == now.given):
            return now.given, True
        return _recorded_day(self.recorded), False


def actions(history: Iterable[CommitFacts]) -> ActionHistories:
    """The history of every action that was ever in a plan, in the order they were opened."""
    tracer = _Tracer(_of_action)
    last, unread = follow(history, tracer.line)
    found: dict[str, dict[str, dict[str, _Change]]] = {}
    for change in tracer.changes(last):
        found.setdefault(change.about, {}).setdefault(change.commit, {})[change.name] = change
    histories = (_action(list(commits.values()), id) for id, commits in found.items())
    begun = [each for each in histories if each.events]
    return ActionHistories(tuple(sorted(begun, key=lambda each: (each.events[0].day, each.id))), unread)


def views(history: Iterable[CommitFacts], groups: Container[str] = ()) -> ViewHistory:
    """Every change of the agencies' views, by statement, oldest first; those of `groups` beside them."""
    tracer = _Tracer(_of_statement)
    last, unread = follow(history, tracer.line)
    together: dict[tuple[str, str, bool], list[_Change]] = {}
    for change in tracer.changes(last):
        if change.name == VIEW:
            together.setdefault((_statement(change.about), change.commit, change.stands), []).append(change)
    changes = [_groups_apart(told, groups) for each in together.values() for told in _view_changes(each)]
    return ViewHistory(tuple(sorted(changes, key=lambda each: (each.statement, each.day))), unread)


def _groups_apart(change: ViewChange, groups: Container[str]) -> ViewChange:
    of_groups, were = (tuple(each for each in held if each.agency in groups) for held in (change.views, change.was))
    if not of_groups and not were:
        return change
    return change._replace(
        views=tuple(each for each in change.views if each not in of_groups),
        was=tuple(each for each in change.was if each not in were),
        group_views=of_groups,
        group_views_were=were,
    )


def _of_action(kind: str, fact: Fact | None) -> Mapping[str, Value | None]:
    """The values that are followed of an action."""
    if kind != facts.ACTION:
        return {}
    values = dict(zip(ACTION_FIELDS, cast("tuple[Text, ...]", fact), strict=True)) if fact else {}
    return {
        name: None if not fact else tuple(_text(values[each]) for each in its) if its[1:] else values[its[0]]
        for name, its in fields.facts(Action).items()
    }


def _of_statement(kind: str, fact: Fact | None) -> Mapping[str, Value | None]:
    """The values that are followed of a statement."""
    if isinstance(fact, AgreedRating):
        return {AGREED: (fact.rating or "", fact.agreed.isoformat() if fact.agreed else "", fact.meeting)}
    if kind == facts.RATING:
        return {AGREED: None}
    return {VIEW: fact if isinstance(fact, HeldView) else None} if kind == facts.VIEW else {}


class _Tracer:
    """What has changed so far of some values."""

    def __init__(self, values: Callable[[str, Fact | None], Mapping[str, Value | None]]) -> None:
        """`values` takes a fact of some kind apart."""
        self._values = values
        self._order = 0
        self._changes: list[_Change] = []
        self._latest: dict[tuple[str, Value | None, Value | None], _Said] = {}
        """For each change of a value: what was said by it last."""
        self._speakers: dict[str, dict[str, None]] = {}
        """By statement: the keys of the views that were ever held of it."""

    def changes(self, last: Line[_Said]) -> list[_Change]:
        """Every change in the order of the commits, with whether it stands at the last."""
        standing = {each.change for _, said in last.items() for each in back((said,))}
        return [each._replace(stands=at in standing) for at, each in enumerate(self._changes)]

    def line(self, commit: CommitFacts, befores: list[Line[_Said]]) -> Line[_Said]:
        """The line of a commit, from its parents' lines."""
        first = befores[0]
        changed: dict[str, Value | None] = {}
        for name, fact in commit.changed.items():
            kind, _, about = name.partition(" ")
            changed.update((key(value, about), now) for value, now in self._values(kind, fact).items())
        line: dict[str, _Said | None] = {}
        # Sorted, so that what was agreed is known before the views beside it.
        for name in unsettled(changed, befores):
            parents = [before.get(name) for before in befores]
            was = _value(parents[0])
            now = changed.get(name, was)
            same = [each for each in parents if _value(each) == now]
            if same:
                line[name] = self._joined([each for each in same if each])
            else:
                value, _, about = name.partition(" ")
                change = _Change(value, about, commit.recorded.commit, was, now, commit.recorded)
                if value == VIEW:
                    statement = _statement(about)
                    beside = key(AGREED, statement)
                    agreed = line[beside] if beside in line else first.get(beside)
                    known = self._speakers.setdefault(statement, {})
                    held = (_value(first.get(each)) for each in known)
                    change = change._replace(
                        agreed=_value(agreed),
                        beside=tuple(each for each in held if isinstance(each, HeldView)),
                    )
                    known[name] = None
                line[name] = self._changed(change, distinct(parents))
        return first.changed(line)

    def _joined(self, same: list[_Said]) -> _Said | None:
        """What a merge says that says the same as some of its parents."""
        ways = distinct(same)
        if len(ways) < 2:
            return ways[0] if ways else None
        self._order += 1
        return _Said(self._order, ways[0].value, ways, None)

    def _changed(self, change: _Change, ways: tuple[_Said, ...]) -> _Said:
        """What a commit says that says something else than each of its parents. Done again on another line, it is
        told once, with the commit that did it first."""
        self._order += 1
        name = key(change.name, change.about), change.was, change.now
        known = self._latest.get(name)
        if (
            known is not None
            and known.change is not None
            and all(each is not known for each in back(ways, known.order))
        ):
            if instant(change.recorded) < instant(self._changes[known.change].recorded):
                self._changes[known.change] = self._changes[known.change]._replace(recorded=change.recorded)
            return _Said(self._order, change.now, (*ways, known), None)
        said = self._latest[name] = _Said(self._order, change.now, ways, len(self._changes))
        self._changes.append(change)
        return said


def _value(said: _Said | None) -> Value | None:
    return said.value if said else None


def _recorded_day(recorded: Recorded) -> date:
    return date.fromisoformat(recorded.at[:10])


def _statement(about: str) -> str:
    """The statement that a view is of, of which it is known as `statement agency`."""
    return about.partition(" ")[0]


def _view_changes(changes: list[_Change]) -> Iterator[ViewChange]:
    """What one commit did to the views of a statement, day by day."""
    rating, agreed, *_ = _texts(changes[0].agreed) or ("", "")
    held = {each.agency: each for each in changes[0].beside}
    for (day, dated), among in groupby(sorted(changes, key=lambda each: each.day), key=lambda each: each.day):
        meetings: set[str] = set()
        was = tuple(held[each] for each in sorted(held))
        for change in among:
            held.pop(change.about.partition(" ")[2], None)
            if isinstance(change.now, HeldView):
                held[change.now.agency] = change.now
                meetings.add(change.now.meeting)
        yield ViewChange(
            statement=_statement(changes[0].about),
            day=day,
            dated=dated,
            views=tuple(held[each] for each in sorted(held)),
            was=was,
            rating=rating or None,
            agreed=date.fromisoformat(agreed) if agreed else None,
            meeting=meetings.pop() if len(meetings) == 1 else "",
            recorded=changes[0].recorded,
            stands=changes[0].stands,
        )


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Value | None) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, tuple) else ()


def _action(commits: list[dict[str, _Change]], id: str) -> ActionHistory:
    lastly: dict[str, Value] = {}
    there = False
    # What a merge left out is no part of how things are, unless nothing else is known.
    for stands in (False, True):
        for changes in commits:
            for name, change in changes.items():
                if change.stands == stands and change.now is not None:
                    lastly[name] = change.now
                if change.stands and name == PLACE:
                    there = change.now is not None
    opened = _text(lastly.get(OPENED))
    events: list[ActionEvent] = []
    known: dict[str, Value] = {}
    for at, changes in enumerate(commits):
        place = changes.get(PLACE)
        if at and place is not None and place.was is None:
            # What came back with it as it was did not change.
            changes = {name: each._replace(was=known.get(name, each.was)) for name, each in changes.items()}
            changes[PLACE] = place
        events.extend(_events(changes, opened, begun=at > 0))
        known.update((name, each.now) for name, each in changes.items() if each.now is not None)
    principle, horizon = _texts(lastly.get(PLACE)) or ("", "")
    return ActionHistory(
        id,
        _text(lastly.get(ACTION)),
        principle,
        horizon,
        _texts(lastly.get(SERVES)),
        there,
        tuple(sorted(events, key=lambda event: (event.day, event.kind != kinds.OPENED))),
    )


def _events(changes: dict[str, _Change], opened: str, *, begun: bool) -> Iterator[ActionEvent]:
    """What happened to an action in one commit."""

    def event(kind: str, change: _Change, was: str, now: str, because: str = "", day: str = "") -> ActionEvent:
        named = date.fromisoformat(day) if day else None
        # A change that another line of commits made too is told with the commit that made it first.
        when = named or _recorded_day(change.recorded)
        return ActionEvent(kind, when, named is not None, was, now, because, change.recorded, change.stands)

    place = changes.get(PLACE)
    if place is not None:
        was, now = ".".join(_texts(place.was)), ".".join(_texts(place.now))
        if place.now is None:
            yield event(kinds.REMOVED, place, was, "")
            return
        if place.was is None and not begun:
            wording = _text(changes[ACTION].now) if ACTION in changes else ""
            yield event(kinds.OPENED, place, "", wording, day=opened)
        else:
            yield event(kinds.MOVED if place.was is not None else kinds.STANDS_AGAIN, place, was, now)
    for name, kind in (
        (OWNER, kinds.OWNER), (JOINT, kinds.JOINT), (ROLE, kinds.ROLE), (REVIEW, kinds.REVIEW),
    ):  # fmt: skip
        if (change := changes.get(name)) and _one(change.was) != _one(change.now):
            yield event(kind, change, _one(change.was), _one(change.now))
    yield from _on_the_way(changes, event)
    if (change := changes.get(ACTION)) and change.was is not None and change.was != change.now:
        yield event(kinds.WORDED, change, _text(change.was), _text(change.now))
    if change := changes.get(STATUS):
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
    if PLACE not in changes or begun:
        for name, change in changes.items():
            if name not in _TOLD_APART and change.was != change.now:
                yield event(name, change, _one(change.was), _one(change.now))


def _on_the_way(changes: Mapping[str, _Change], event: Callable[..., ActionEvent]) -> Iterator[ActionEvent]:
    """The moves of the due date, each with its reason where that was noted, and what was noted beside them."""
    due, noted = changes.get(DUE), changes.get(PROGRESS)
    was = _noted(noted.was) if noted else ()
    new = newly_noted(was, _noted(noted.now)) if noted else ()
    moves = tuple(due_moves(_text(due.was), _text(due.now), new)) if due else ()
    for move in moves:
        day = move.noted.dated.isoformat() if move.noted.dated else ""
        yield event(kinds.DUE, due, move.was, move.now, move.noted.note, day)
    if noted is None:
        return
    told = {move.noted for move in moves}
    gone = list(newly_noted(_noted(noted.now), was))
    for each in new:
        if each not in told:
            before = next((other for other in gone if other.dated == each.dated), None)
            if before is not None:
                gone.remove(before)
            day = each.dated.isoformat() if each.dated else ""
            yield event(kinds.PROGRESS, noted, before.note if before else "", each.note or each.due, day=day)
    yield from (event(kinds.PROGRESS, noted, each.note or each.due, "") for each in gone)


def _noted(value: Value | None) -> tuple[Progress, ...]:
    """What a file says of the way of an action."""
    try:
        said = json.loads(_text(value) or "[]")
    except ValueError:
        return ()
    noted = (made(Progress, each) for each in said if isinstance(each, dict)) if isinstance(said, list) else ()
    return tuple(each for each in noted if each is not None)


_TOLD_APART = (ACTION, OWNER, JOINT, ROLE, OPENED, DUE, REVIEW, PROGRESS, STATUS, SERVES, PLACE)
"""The values that are told above, or by no event; any other is told under its own name."""


def _one(value: Value | None) -> str:
    return ", ".join(_texts(value)) if isinstance(value, tuple) else _text(value)


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


def spread(views: Iterable[HeldView], instrument: Instrument) -> str:
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


def drawn(was: Iterable[HeldView], now: Iterable[HeldView], instrument: Instrument) -> str:
    """Whether views lie `closer` together on the scale than before, or `further` apart; empty when neither is known."""
    before, after = (scale.reach((one.rating for one in each), instrument) for each in (was, now))
    if before is None or after is None or before == after:
        return ""
    return CLOSER if after < before else FURTHER
