"""The facts that commits changed, in; the history of each action and of the agencies' views, out.

Each value (when an action is due, which view of a statement an agency holds) is followed along every line of commits,
so that two branches that change different things of one action do not stand in each other's way. A commit that says
something else than each of its parents is told, once: a merge that says what one of its parents says tells nothing,
and neither does a commit that does again what another line of commits has done.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import cast

from ..loading import facts
from ..loading.facts import ACTION_FIELDS, Fact, Text, key
from ..loading.history import CommitFacts
from ..loading.records import made
from ..model import fields
from ..model import history as kinds
from ..model.history import ActionEvent, ActionHistories, ActionHistory, HeldView, Recorded
from ..model.named_tuples import NamedTuple
from ..model.records import DONE, DROPPED, IN_PROGRESS, OPEN, Action, Progress
from .actions import due_moves, newly_noted
from .commit_lines import Line, back, distinct, follow, instant, unsettled

Value = Text | HeldView

ACTION, OWNER, JOINT, ROLE, OPENED, DUE, REVIEW, PROGRESS, STATUS, SERVES, PLACE = (
    "action", "owner", "joint", "role", "opened", "due", "review", "progress", "status", "serves", "place",
)  # fmt: skip
"""Values of an action that have a meaning of their own, as `model.fields` puts them together: the status comes with the
closing day and the outcome; the place is the principle and horizon of a plan."""

VIEW = "view"
"""The value of a statement that is followed here: the view of one who speaks."""


class _Said(NamedTuple):
    """What is said of a value from a commit on. No two have the same order."""

    order: int
    value: Value | None
    before: tuple["_Said", ...]
    change: int | None
    """The place of the change that said it; None when this only joins lines that say the same."""


class Change(NamedTuple):
    """A value that one commit changed."""

    name: str
    about: str
    commit: str
    was: Value | None
    now: Value | None
    recorded: Recorded
    beside: tuple[HeldView, ...] = ()
    """For views: every view of the statement before."""
    stands: bool = True

    again: bool = False
    """For views: whether it was said before what it `was`."""
    after: tuple[int, ...] = ()
    """For views: the places of the changes that it came after."""
    also: tuple[str, ...] = ()
    """Other commits that did the same, on lines that did not know of each other."""


def actions(history: Iterable[CommitFacts]) -> ActionHistories:
    """The history of every action that was ever in a plan, in the order they were opened."""
    tracer = Tracer(_of_action)
    last, unread = follow(history, tracer.line)
    found: dict[str, dict[str, dict[str, Change]]] = {}
    for change in tracer.changes(last):
        found.setdefault(change.about, {}).setdefault(change.commit, {})[change.name] = change
    histories = (_action(list(commits.values()), id) for id, commits in found.items())
    begun = [each for each in histories if each.events]
    return ActionHistories(tuple(sorted(begun, key=lambda each: (each.events[0].day, each.id))), unread)


def _of_action(kind: str, fact: Fact | None) -> Mapping[str, Value | None]:
    """The values that are followed of an action."""
    if kind != facts.ACTION:
        return {}
    values = dict(zip(ACTION_FIELDS, cast("tuple[Text, ...]", fact), strict=True)) if fact else {}
    return {
        name: None if not fact else tuple(_text(values[each]) for each in its) if its[1:] else values[its[0]]
        for name, its in fields.facts(Action).items()
    }


def of_statement(kind: str, fact: Fact | None) -> Mapping[str, Value | None]:
    """The values that are followed of a statement."""
    return {VIEW: fact if isinstance(fact, HeldView) else None} if kind == facts.VIEW else {}


class Tracer:
    """What has changed so far of some values."""

    def __init__(self, values: Callable[[str, Fact | None], Mapping[str, Value | None]]) -> None:
        """`values` takes a fact of some kind apart."""
        self._values = values
        self._order = 0
        self._changes: list[Change] = []
        self._latest: dict[tuple[str, Value | None, Value | None], _Said] = {}
        """For each change of a value: what was said by it last."""
        self._given: dict[tuple[str, str | None, date], int] = {}
        """For each view with its day: the place from which on it was said."""
        self._speakers: dict[str, dict[str, None]] = {}
        """By statement: the keys of the views that were ever held of it."""

    def changes(self, last: Line[_Said]) -> list[Change]:
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
        for name in unsettled(changed, befores):
            parents = [before.get(name) for before in befores]
            was = _value(parents[0])
            now = changed.get(name, was)
            same = [each for each in parents if _value(each) == now]
            if same:
                line[name] = self._joined([each for each in same if each])
            else:
                value, _, about = name.partition(" ")
                change = Change(value, about, commit.recorded.commit, was, now, commit.recorded)
                if value == VIEW:
                    of = statement(about)
                    known = self._speakers.setdefault(of, {})
                    held = (_value(first.get(each)) for each in known)
                    ways = distinct(parents)
                    change = change._replace(
                        beside=tuple(each for each in held if isinstance(each, HeldView)),
                        again=self._is_known(name, now, ways),
                        after=tuple(each.change for each in back(ways, stop=_changes) if each.change is not None),
                    )
                    known[name] = None
                line[name] = self._changed(change, distinct(parents))
        return first.changed(line)

    def _is_known(self, name: str, now: Value | None, ways: tuple[_Said, ...]) -> bool:
        """Whether a view was said on the ways back, on the day on which it was given."""
        if not isinstance(now, HeldView) or now.given is None:
            return False
        said, at = (name, now.rating, now.given), self._order
        first = self._given.setdefault(said, at)
        return first != at and any(
            isinstance(each.value, HeldView) and (each.value.rating, each.value.given) == said[1:]
            for each in back(ways, first)
        )

    def _joined(self, same: list[_Said]) -> _Said | None:
        """What a merge says that says the same as some of its parents."""
        ways = distinct(same)
        if len(ways) < 2:
            return ways[0] if ways else None
        self._order += 1
        return _Said(self._order, ways[0].value, ways, None)

    def _changed(self, change: Change, ways: tuple[_Said, ...]) -> _Said:
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
            there = self._changes[known.change]
            if instant(change.recorded) < instant(there.recorded):
                there, change = there._replace(recorded=change.recorded), change._replace(recorded=there.recorded)
            self._changes[known.change] = there._replace(also=(*there.also, change.recorded.commit))
            return _Said(self._order, change.now, (*ways, known), None)
        said = self._latest[name] = _Said(self._order, change.now, ways, len(self._changes))
        self._changes.append(change)
        return said


def _changes(said: _Said) -> bool:
    return said.change is not None


def _value(said: _Said | None) -> Value | None:
    return said.value if said else None


def recorded_day(recorded: Recorded) -> date:
    """The day of a commit."""
    return date.fromisoformat(recorded.at[:10])


def statement(about: str) -> str:
    """The statement that a view is of, of which it is known as `statement agency`."""
    return about.partition(" ")[0]


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def texts(value: Value | None) -> tuple[str, ...]:
    """A value of several texts, as such."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, tuple) else ()


def _action(commits: list[dict[str, Change]], id: str) -> ActionHistory:
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
    principle, horizon = texts(lastly.get(PLACE)) or ("", "")
    return ActionHistory(
        id,
        _text(lastly.get(ACTION)),
        principle,
        horizon,
        texts(lastly.get(SERVES)),
        there,
        tuple(sorted(events, key=lambda event: (event.day, event.kind != kinds.OPENED))),
    )


def _events(changes: dict[str, Change], opened: str, *, begun: bool) -> Iterator[ActionEvent]:
    """What happened to an action in one commit."""

    def event(kind: str, change: Change, was: str, now: str, because: str = "", day: str = "") -> ActionEvent:
        named = date.fromisoformat(day) if day else None
        # A change that another line of commits made too is told with the commit that made it first.
        when = named or recorded_day(change.recorded)
        return ActionEvent(
            kind, when, named is not None, was, now, because, change.recorded, change.stands, change.also
        )

    place = changes.get(PLACE)
    if place is not None:
        was, now = ".".join(texts(place.was)), ".".join(texts(place.now))
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
        was_status, was_closed, was_outcome = texts(change.was) or ("", "", "")
        status, closed, outcome = texts(change.now)
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


def _on_the_way(changes: Mapping[str, Change], event: Callable[..., ActionEvent]) -> Iterator[ActionEvent]:
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
    return ", ".join(texts(value)) if isinstance(value, tuple) else _text(value)


_ENDS = (DONE, DROPPED)


def _known(status: str) -> str:
    return status if status in (*_ENDS, IN_PROGRESS) else OPEN


def _step(before: str, after: str) -> str:
    if after in _ENDS:
        return kinds.DONE if after == DONE else kinds.DROPPED
    return kinds.STARTED if before == OPEN else kinds.REOPENED
