"""What each commit says was agreed before the ratings that stand, in; those ratings, recorded late, out.

What is written under `earlier` beside a rating was agreed before it and typed in after it. An entry that no commit
before says is recorded; one of the same event with another rating corrects it; one that goes is taken back.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from ..loading.facts import Earlier
from ..loading.history import CommitFacts
from ..model.history import (
    CORRECTED,
    RATED,
    RATINGS,
    STANDS_AGAIN,
    TAKEN_BACK,
    Recorded,
    Recording,
    of_one_event,
)
from ..model.named_tuples import NamedTuple
from .commit_lines import instant
from .dates import clock, since


class Late(NamedTuple):
    """A recording of what was agreed earlier, when its commit was made and which it was."""

    when: datetime
    order: int
    recording: Recording
    again: bool = False
    """Whether its rating had been written there before, on the same line of commits."""

    @property
    def place(self) -> tuple[date, datetime, int]:
        """Where it is told: by the day, and by when it was recorded."""
        return clock(self.recording), self.when, self.order


class _Entry(NamedTuple):
    """An entry as its file has it, and the place of its recording."""

    said: Earlier
    at: int


class _List(NamedTuple):
    """The entries beside a rating from a commit on."""

    entries: tuple[_Entry, ...] = ()
    ever: frozenset[tuple[str, date]] = frozenset()
    """The ratings, each with its day, that were among them until then."""

    @property
    def said(self) -> tuple[Earlier, ...]:
        """The entries as the file has them."""
        return tuple(each.said for each in self.entries)


Rating = tuple[str, str | None, date | None]
"""A rating of a statement, and the day on which it was agreed."""

_NOTHING = _List()

_Lists = dict[str, _List]
"""By statement. Those of a commit that changes none are its parent's."""


class EarlierRatings:
    """What has been recorded late so far, from commit to commit."""

    def __init__(self) -> None:
        self._lists: dict[str, _Lists] = {}
        """By commit; without those at which there are none."""
        self._made: list[Late] = []
        self._last: _Lists = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was."""
        return not self._made

    def commit(self, commit: CommitFacts, says: Mapping[str, tuple[Earlier, ...]], when: datetime, order: int) -> None:
        """Go on by a commit that `says` what was agreed earlier of some statements."""
        if not self._lists and not any(says.values()):
            return
        befores = [self._lists.get(parent, {}) for parent in commit.parents] or [{}]
        first = befores[0]
        named = {id for id, said in says.items() if said or any(id in before for before in befores)}
        # A merge says what its first parent does of what it did not change.
        named |= {id for before in befores[1:] if before is not first for id in before if before[id] != first.get(id)}
        now = first
        for id in sorted(named):
            parents = [before.get(id, _NOTHING) for before in befores]
            said = says.get(id, parents[0].said)
            now = {**now, id: self._list(id, said, parents, commit.recorded, when, order)}
        self._last = now
        if now:
            self._lists[commit.recorded.commit] = now

    def _list(
        self,
        statement: str,
        said: tuple[Earlier, ...],
        parents: Sequence[_List],
        recorded: Recorded,
        when: datetime,
        order: int,
    ) -> _List:
        ever = frozenset[tuple[str, date]]().union(*(parent.ever for parent in parents))
        known = [entry for parent in parents for entry in parent.entries]
        entries = []
        for each in said:
            mark = (each.rating, each.agreed)
            ways = [
                (entry.said.meeting != each.meeting, self._made[entry.at].when, entry.at)
                for entry in known
                if (entry.said.rating, entry.said.agreed) == mark
            ]
            at = min(ways)[-1] if ways else -1
            if not ways:
                was = next((entry.said for entry in known if of_one_event(entry.said, each)), None)
                kind = CORRECTED if was else STANDS_AGAIN if mark in ever else RATED
                at = self._record(statement, kind, each, was, recorded, when, order, again=mark in ever)
            entries.append(_Entry(each, at))
        if all(said != parent.said for parent in parents):
            for entry in parents[0].entries:
                if not any(of_one_event(entry.said, each) for each in said):
                    self._record(statement, TAKEN_BACK, None, entry.said, recorded, when, order)
        return _List(tuple(entries), ever | {(each.rating, each.agreed) for each in said})

    def _record(
        self,
        statement: str,
        kind: str,
        said: Earlier | None,
        was: Earlier | None,
        recorded: Recorded,
        when: datetime,
        order: int,
        *,
        again: bool = False,
    ) -> int:
        rating, agreed, meeting, because = said or (None, None, "", "")
        recording = Recording(
            statement, kind, rating, was and was.rating, agreed, meeting, because, recorded,
            stands=False, was_agreed=was and was.agreed, late=True,
        )  # fmt: skip
        # Nothing is told before what it takes back.
        if kind == TAKEN_BACK and was and was.agreed.isoformat() > recorded.at[:10]:
            recording = recording._replace(told=was.agreed)
        self._made.append(Late(when, order, recording, again))
        return len(self._made) - 1

    def recordings(
        self, stood: Mapping[str, Sequence[Recording]], known: Container[Rating]
    ) -> tuple[list[Late], list[Recording]]:
        """What was recorded late; and what does not stand beside it any more, of what `stood` of each statement.

        What one of those says already is told by that alone. Of others that are `known` it is told that they stand
        again.
        """
        late = [_in_its_place(made) for made in self._made]
        gone: list[Recording] = []
        marks = {rated(each) for its in stood.values() for each in its}
        same = {at for at, made in enumerate(late) if rated(made.recording) in marks or taken(made.recording) in marks}
        standing: set[Rating] = set()
        for statement, its in self._last.items():
            top = stood.get(statement, ())
            for entry in its.entries:
                # What is said now stands, whatever is said elsewhere of its event.
                if not top or entry.at in same or entry.said.agreed > since(top[-1]) or _told_as(top[-1], entry.said):
                    continue
                told = late[entry.at].recording._replace(stands=True)
                beside = next((each for each in top if _told_as(each, entry.said)), None)
                if beside:
                    gone.append(beside)
                if told.kind == RATED and beside and instant(beside.recorded) <= instant(told.recorded):
                    told = told._replace(kind=CORRECTED, was=beside.rating, was_agreed=beside.agreed)
                elif told.kind == RATED and rated(told) in known:
                    told = told._replace(kind=STANDS_AGAIN)
                late[entry.at] = _in_its_place(late[entry.at]._replace(recording=told))
                standing.add(rated(told))
        for at, made in enumerate(late):
            if made.recording.kind == TAKEN_BACK:
                stands = taken(made.recording) not in standing
                late[at] = made._replace(recording=made.recording._replace(stands=stands))
        return [*_once(made for at, made in enumerate(late) if at not in same)], gone


def _in_its_place(made: Late) -> Late:
    """What stands again is told on the day on which it was agreed, as it is not what stands last."""
    told = made.recording.agreed if made.recording.kind == STANDS_AGAIN else made.recording.told
    return made._replace(recording=made.recording._replace(told=told))


def _once(late: Iterable[Late]) -> Iterator[Late]:
    """Each rating once, though commits that do not know of each other recorded it; the one that stands, if one does."""
    told: dict[Rating, list[Late]] = {}
    for made in sorted(late, key=lambda made: (not made.recording.stands, made.when, made.order)):
        if made.again or made.recording.kind == TAKEN_BACK:
            yield made
        else:
            told.setdefault(rated(made.recording), []).append(made)
    for made, *others in told.values():
        also = tuple(each.recording.recorded.commit for each in others)
        yield made._replace(recording=made.recording._replace(also=also))


def rated(recording: Recording) -> Rating:
    """The rating of a recording."""
    return recording.statement, recording.rating, recording.agreed


def taken(recording: Recording) -> Rating | None:
    """The rating that a recording took back."""
    return (recording.statement, recording.was, recording.was_agreed) if recording.kind == TAKEN_BACK else None


def _told_as(recording: Recording, said: Earlier) -> bool:
    """Whether a recording tells of the event of an entry."""
    return recording.kind in RATINGS and of_one_event(recording, said)
