"""What each commit says of each statement, in; the history of ratings on the agreed clock, out.

How a rating stands is followed along every line of commits, from parent to child:

- A commit moves a statement when it says something else of it than each of its parents; only then is anything told.
- A rating that no commit before says is recorded. One that some commit before says already comes again, and what stood
  with it then stands again; if what was said last does not stand beside it, that has been taken back.
- Nothing stands that was agreed later than what is said now; nothing at all, once a rating is emptied and no reason is
  written beside it.
- A merge goes on from the parents that say what it says. What the others recorded meanwhile stands beside it, as far
  as it was agreed before; a rating that they agreed on the same day or later was merged away.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from ..loading.facts import NOT_YET, RATING, AgreedRating
from ..loading.history import CommitFacts
from ..model.history import RATED, TAKEN_BACK, WITHDRAWN, History, Recorded, Recording
from .commit_lines import Line, back, distinct, follow, instant, unsettled
from .dates import clock


class _Mark(NamedTuple):
    """A rating as it was agreed, or with no rating the withdrawal that one commit made."""

    rating: str | None
    agreed: date | None
    withdrawal: int = 0


class _Standing(NamedTuple):
    """A rating that stands, above those that were agreed before it."""

    day: str
    mark: _Mark
    below: "_Standing | None"
    height: int


class _Said(NamedTuple):
    """What is said of a statement from a commit on, until one moves it or merges it with another line."""

    order: int
    mark: _Mark | None
    stands: _Standing | None
    before: tuple["_Said", ...]

    @property
    def rating(self) -> _Mark | None:
        """The rating that is said; None when there is none."""
        return self.mark if self.mark and self.mark.rating else None


def trace(history: Iterable[CommitFacts]) -> History:
    """Every rating once, with the commit that first recorded it, sorted by statement and the day it was agreed.

    Those of one day come as they were recorded: whatever the clocks said, none before one that it came after. The same
    rating arriving again through a merge or on another branch is not a second one. A rating that a later commit put
    back to how things stood earlier is kept, marked as not standing, with the commit that took it back.
    """
    tracer = _Tracer()
    last, unread = follow(history, tracer.line)
    return History(tracer.recordings(last), unread)


class _Made(NamedTuple):
    """A recording, when its commit was made and which it was, and whose standing is its own."""

    when: datetime
    order: int
    recording: Recording
    mark: _Mark


class _Tracer:
    """What has been recorded so far."""

    def __init__(self) -> None:
        self._order = 0
        self._clocks: dict[str, datetime] = {}
        """When each commit was made: never before one that it came after."""
        self._made: list[_Made] = []
        self._first: dict[tuple[str, _Mark], tuple[int, int]] = {}
        """For each rating that was ever recorded: where its recording is, and the place of the first that says it."""

    def line(self, commit: CommitFacts, befores: list[Line[_Said]]) -> Line[_Said]:
        """The line of a commit, from its parents' lines."""
        self._order += 1
        own = instant(commit.recorded)
        when = max([own, *(self._clocks.get(parent, own) for parent in commit.parents)])
        self._clocks[commit.recorded.commit] = when
        changes: dict[str, _Said | None] = {}
        for key in unsettled(commit.changed, befores):
            kind, _, statement = key.partition(" ")
            if kind != RATING:
                continue
            parents = [before.get(key) for before in befores]
            state = NOT_YET
            if key not in commit.changed:
                rating = parents[0].rating if parents[0] else None
            else:
                fact = commit.changed[key]
                state = fact if isinstance(fact, AgreedRating) else NOT_YET
                rating = _Mark(state.rating, state.agreed) if state.rating else None
            if all(each is parents[0] for each in parents) and rating == (parents[0].rating if parents[0] else None):
                continue
            if any(rating == (each.rating if each else None) for each in parents):
                changes[key] = self._merged(statement, rating, parents)
            else:
                changes[key] = self._moved(statement, rating, parents, state, commit.recorded, when)
        return befores[0].changed(changes)

    def recordings(self, last: Line[_Said]) -> tuple[Recording, ...]:
        """Every recording in its order, with whether it stands at the last commit."""
        standing = {(key.partition(" ")[2], each.mark) for key, said in last.items() for each in _down(said.stands)}
        marked = [
            (
                each.recording.statement,
                clock(each.recording),
                each.when,
                each.order,
                each.recording._replace(
                    stands=((each.recording.statement, each.mark) in standing) == (each.recording.kind != TAKEN_BACK)
                ),
            )
            for each in self._made
        ]
        return tuple(each[-1] for each in sorted(marked, key=lambda each: each[:-1]))

    def _merged(self, statement: str, rating: _Mark | None, parents: list[_Said | None]) -> _Said:
        """What a merge says that says the same as one of its parents."""
        ways = distinct(parents)
        same = [each for each in ways if each.rating == rating]
        if len(ways) == len(same) == 1:
            return same[0]
        stands = _together(each.stands for each in same)
        if rating is not None:
            day = next(each.day for each in _down(stands) if each.mark == rating)
            others = [each for each in ways if each.rating != rating]
            stands = self._beside(statement, _until(stands, day), same, others, day)
        return _Said(self._order, rating, stands, ways)

    def _moved(
        self,
        statement: str,
        rating: _Mark | None,
        parents: list[_Said | None],
        state: AgreedRating,
        recorded: Recorded,
        when: datetime,
    ) -> _Said:
        """What a commit says that says something else than each of its parents; and it is told."""
        ways = distinct(parents)
        first = parents[0]
        was = first.rating if first else None
        stands = first.stands if first else None
        stands = self._beside(statement, stands, [first] if first else [], [each for each in ways if each is not first])
        mark, today = rating, recorded.at[:10]
        kind, about = RATED, rating
        if rating is None:
            kind, about = TAKEN_BACK, was
            stands = None if not state.because else stands
            if state.because:
                kind, about = WITHDRAWN, _Mark(None, None, self._order)
                mark, stands = about, _among(stands, today, about)
        elif known := self._known(statement, rating, ways):
            again = _together(each.stands for each in known)
            day = next(each.day for each in _down(again) if each.mark == rating)
            stands = _until(_together((_until(stands, day, itself=False), again)), day)
            if was is None or any(each.mark == was for each in _down(stands)):
                return _Said(self._order, mark, stands, ways)
            kind, about = TAKEN_BACK, was
        else:
            day = rating.agreed.isoformat() if rating.agreed else today
            stands = _on(_until(stands, day), day, rating)
        if about is not None:
            recording = Recording(
                statement, kind, state.rating, was and was.rating, state.agreed, state.meeting, state.because, recorded
            )
            self._record(_Made(when, self._order, recording, about))
        return _Said(self._order, mark, stands, ways)

    def _record(self, made: _Made) -> None:
        """Keep a recording. Where commits that do not know of each other record one, the earliest is kept."""
        recording = made.recording
        name = recording.statement, made.mark
        if recording.kind == RATED and name in self._first:
            at, _ = self._first[name]
            if instant(recording.recorded) < instant(self._made[at].recording.recorded):
                self._made[at] = made
            return
        if recording.kind != TAKEN_BACK:
            self._first[name] = len(self._made), made.order
        self._made.append(made)

    def _known(self, statement: str, mark: _Mark, ways: Iterable[_Said]) -> list[_Said]:
        """Where a rating was last said, on each way back."""
        _, since = self._first.get((statement, mark), (0, 0))
        ways = back(ways if since else (), since, stop=lambda said: said.mark == mark)
        return [said for said in ways if said.mark == mark]

    def _beside(
        self, statement: str, stands: _Standing | None, own: list[_Said], others: Iterable[_Said], day: str = ""
    ) -> _Standing | None:
        """What stands, and beside it what other lines recorded that are merged; before a day, if one is given."""
        days: dict[_Mark, str] = {}
        for each in [each for other in others for each in _above(other.stands, stands)]:
            if not (day and each.day >= day) and not self._known(statement, each.mark, own):
                days[each.mark] = min(each.day, days.get(each.mark, each.day))
        for mark, its in _sorted(days):
            stands = _among(stands, its, mark)
        return stands


def _down(standing: _Standing | None) -> Iterator[_Standing]:
    while standing is not None:
        yield standing
        standing = standing.below


def _until(standing: _Standing | None, day: str, *, itself: bool = True) -> _Standing | None:
    """What was agreed until a day, that day itself included or not."""
    while standing is not None and (standing.day > day or (standing.day == day and not itself)):
        standing = standing.below
    return standing


def _on(standing: _Standing | None, day: str, mark: _Mark) -> _Standing:
    return _Standing(day, mark, standing, standing.height + 1 if standing else 1)


def _among(standing: _Standing | None, day: str, mark: _Mark) -> _Standing:
    """The same with one more, in its place by the day."""
    ground = _until(standing, day)
    joined = _on(ground, day, mark)
    for each in reversed(_above(standing, ground)):
        joined = _on(joined, each.day, each.mark)
    return joined


def _above(one: _Standing | None, other: _Standing | None) -> list[_Standing]:
    """What stands in one above where it meets another, the latest first."""
    above = []
    while one is not None and one is not other:
        if other is not None and other.height > one.height:
            other = other.below
            continue
        above.append(one)
        if other is not None and other.height == one.height:
            other = other.below
        one = one.below
    return above


def _sorted(days: Mapping[_Mark, str]) -> list[tuple[_Mark, str]]:
    return sorted(days.items(), key=lambda item: (item[1], repr(item[0])))


def _together(all: Iterable[_Standing | None]) -> _Standing | None:
    """Everything that stands in any; where days differ, a rating has its first."""
    joined: _Standing | None = None
    for each in all:
        if joined is None or each is None:
            joined = joined or each
            continue
        here, there = _above(joined, each), _above(each, joined)
        if not here or not there:
            joined = each if there else joined
            continue
        ground = here[-1].below
        days: dict[_Mark, str] = {}
        for one in (*here, *there):
            days[one.mark] = min(one.day, days.get(one.mark, one.day))
        joined = ground
        for mark, day in _sorted(days):
            joined = _on(joined, day, mark)
    return joined
