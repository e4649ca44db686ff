"""What each commit says of each statement, in; the history of ratings on the agreed clock, out.

How a rating stands is followed along every line of commits, from parent to child:

- A commit moves a statement when it says something else of it than each of its parents; only then is anything told.
- A rating that no commit before says is recorded. Recordings at one meeting, or on one agreed day where no meeting is
  named, are one event: the later one corrects the earlier, which does not stand any more.
- A rating that some commit before says already stands again, and so does what stood with it then; if what was said last
  does not stand beside it, that has been taken back.
- Nothing stands that was agreed later than what is said now; nothing at all, once a rating is emptied and no reason is
  written beside it.
- What is written as agreed earlier beside a rating is recorded late, in its place by the day; see `earlier_ratings`.
- A merge goes on from the parents that say what it says. What the others recorded meanwhile stands beside it, as far
  as it was agreed before; a rating that they agreed on the same day or later was merged away.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from ..loading.facts import NOT_YET, RATING, AgreedRating
from ..loading.history import CommitFacts
from ..model.history import (
    CONFIRMED,
    CORRECTED,
    RATED,
    RATINGS,
    STANDS_AGAIN,
    TAKEN_BACK,
    WITHDRAWN,
    History,
    Recorded,
    Recording,
    is_one_event,
)
from ..model.named_tuples import NamedTuple
from .commit_lines import Line, back, distinct, follow, instant, unsettled
from .dates import clock
from .earlier_ratings import EarlierRatings, Late, rated, taken


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
    day: date
    """On which it is told."""
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
        self._meetings: dict[tuple[str, _Mark], str] = {}
        """The meeting at which each rating was agreed, as it was named last."""
        self._earlier = EarlierRatings()

    def line(self, commit: CommitFacts, befores: list[Line[_Said]]) -> Line[_Said]:
        """The line of a commit, from its parents' lines."""
        self._order += 1
        own = instant(commit.recorded)
        when = max([own, *(self._clocks.get(parent, own) for parent in commit.parents)])
        self._clocks[commit.recorded.commit] = when
        says = {
            key.partition(" ")[2]: fact.earlier if isinstance(fact, AgreedRating) else ()
            for key, fact in commit.changed.items()
            if key.startswith(f"{RATING} ")
        }
        self._earlier.commit(commit, says, when, self._order)
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
                if rating and (state.meeting or (statement, rating) not in self._meetings):
                    self._meetings[statement, rating] = state.meeting
            if all(each is parents[0] for each in parents) and rating == (parents[0].rating if parents[0] else None):
                continue
            if any(rating == (each.rating if each else None) for each in parents):
                changes[key] = self._merged(statement, rating, parents)
            else:
                changes[key] = self._moved(statement, rating, parents, state, commit.recorded, when)
        return befores[0].changed(changes)

    def recordings(self, last: Line[_Said]) -> tuple[Recording, ...]:
        """Every recording in its order, with whether it stands at the last commit."""
        places: dict[tuple[str, _Mark], list[int]] = {}
        for at, made in enumerate(self._made):
            if made.recording.kind != TAKEN_BACK:
                places.setdefault((made.recording.statement, made.mark), []).append(at)
        standing: set[tuple[str, _Mark]] = set()
        told = {at: _alone(made.recording) for at, made in enumerate(self._made)}
        stood: dict[str, list[int]] = {}
        for key, said in last.items():
            statement, latest, above = key.partition(" ")[2], date.max, []
            for each in self._latest_first(statement, said.stands, said.mark):
                standing.add((statement, each.mark))
                its = places[statement, each.mark]
                # What is told last agrees with what stands: where a rating came again after another had been agreed
                # that is above it, its first recording stands.
                at = next((at for at in reversed(its) if self._made[at].day <= latest), its[0])
                above.append(at)
                latest = min(latest, self._made[at].day)
            before: Recording | None = None
            stood[statement] = above[::-1]
            for at in stood[statement]:
                before = told[at] = _beside(self._made[at].recording._replace(stands=True), before)
        for at, made in enumerate(self._made):
            if made.recording.kind == TAKEN_BACK:
                stands = (made.recording.statement, made.mark) not in standing
                told[at] = told[at]._replace(stands=stands)
        late = self._with_late(told, stood)
        order = [(each.recording.statement, each.day, each.when, each.order) for each in self._made]
        order += [(each.recording.statement, *each.place) for each in late]
        return tuple(told[at] for *_, at in sorted((*its, at) for at, its in enumerate(order)))

    def _with_late(self, told: dict[int, Recording], stood: Mapping[str, list[int]]) -> list[Late]:
        """What was recorded late, put behind what is told, which is told as it is beside that."""
        if self._earlier.is_empty:
            return []
        known = {rated(each) for each in told.values() if each.kind in RATINGS}
        there = {statement: [told[at] for at in its] for statement, its in stood.items()}
        late, gone = self._earlier.recordings(there, known)
        back = {rated(each.recording) for each in late if each.recording.stands}
        for at, each in told.items():
            if taken(each) in back:
                told[at] = each._replace(stands=False)
        beside: dict[str, list[int]] = {}
        for at, (*_, its_own, _) in enumerate(late, start=len(told)):
            told[at] = its_own
            if its_own.stands and its_own.kind != TAKEN_BACK:
                beside.setdefault(its_own.statement, []).append(at)
        for statement, its in beside.items():
            *chain, last = stood[statement]
            days = {at: (self._made[at].day, self._made[at].when, self._made[at].order) for at in chain}
            for at in its:
                place = days[at] = late[at - len(self._made)].place
                chain.insert(next((n for n, one in enumerate(chain) if days[one] > place), len(chain)), at)
            before: Recording | None = None
            for at in (*chain, last):
                own = self._made[at].recording if at < len(self._made) else told[at]
                if told[at] in gone:
                    told[at] = _alone(own)
                else:
                    before = told[at] = _beside(own._replace(stands=True), before)
        return late

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
        return _Said(self._order, rating, self._settled(statement, stands, rating), ways)

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
        mark, today, before = rating, recorded.at[:10], was
        again = False
        kind, about = RATED, rating
        if rating is None:
            kind, about = TAKEN_BACK, was
            today = max(today, *(each.day for each in _down(first.stands if first else None)), "")
            stands = None if not state.because else stands
            if state.because:
                kind, about = WITHDRAWN, _Mark(None, None, self._order)
                mark, stands = about, _among(stands, today, about)
        elif known := self._known(statement, rating, ways):
            again = True
            came = _together(each.stands for each in known)
            day = next(each.day for each in _down(came) if each.mark == rating)
            stands = _until(_together((_until(stands, day, itself=False), came)), day)
            today = max(today, day, *(each.day for each in _down(first.stands if first else None)))
            if was and self._corrects(statement, was, rating):
                kind, today = CORRECTED, day
            elif was and all(each.mark != was for each in _down(stands)):
                kind, about = TAKEN_BACK, was
            else:
                kind = STANDS_AGAIN
        else:
            day = rating.agreed.isoformat() if rating.agreed else today
            at_once = self._of_the_event(statement, stands, rating)
            if was and was not in at_once and self._corrects(statement, was, rating):
                at_once.append(was)
            if at_once:
                kind, before = CORRECTED, was if was in at_once else at_once[0]
            for each in at_once:
                stands = _without(stands, each)
            stands = _on(_until(stands, day), day, rating)
            today = day
        if about is not None:
            recording = Recording(
                statement, kind, state.rating, before and before.rating, state.agreed, state.meeting, state.because,
                recorded, stands=False, was_agreed=before and before.agreed,
            )  # fmt: skip
            told = date.fromisoformat(today)
            recording = recording._replace(told=told if clock(recording) != told else None)
            self._record(_Made(when, self._order, told, recording, about), again=again)
        return _Said(self._order, mark, self._settled(statement, stands, rating), ways)

    def _is_one_event(self, statement: str, one: _Mark, other: _Mark) -> bool:
        """Whether two ratings were agreed at one event."""
        if not one.rating or not other.rating:
            return False
        meetings = [self._meetings.get((statement, each), "") for each in (one, other)]
        return is_one_event(meetings[0], one.agreed, meetings[1], other.agreed)

    def _of_the_event(self, statement: str, stands: _Standing | None, said: _Mark) -> list[_Mark]:
        """What stands that was agreed at the event at which a rating was."""
        meetings, meeting, agreed = self._meetings, self._meetings.get((statement, said), ""), said.agreed
        return [
            mark
            for mark in (each.mark for each in _down(stands) if said.rating)
            if mark.rating and is_one_event(meetings.get((statement, mark), ""), mark.agreed, meeting, agreed)
        ]

    def _corrects(self, statement: str, was: _Mark, now: _Mark) -> bool:
        """Whether a rating puts right what was said before it: of one event, or with a day where there was none."""
        undated = was.rating == now.rating and None in (was.agreed, now.agreed)
        return undated or self._is_one_event(statement, was, now)

    def _settled(self, statement: str, stands: _Standing | None, said: _Mark | None) -> _Standing | None:
        """What stands, where of one event only what was recorded last does; or what is said."""
        if self._are_apart(statement, stands):
            return stands
        kept: list[_Standing] = []
        dropped = False
        for each in self._latest_first(statement, stands, said):
            other = next(
                (at for at, its in enumerate(kept) if self._is_one_event(statement, its.mark, each.mark)), None
            )
            if other is None:
                kept.append(each)
                continue
            dropped = True
            if kept[other].mark != said and self._placed(statement, each.mark) > self._placed(
                statement, kept[other].mark
            ):
                kept[other] = each
        if not dropped:
            return stands
        joined: _Standing | None = None
        for each in reversed(kept):
            joined = _on(joined, each.day, each.mark)
        return joined

    def _are_apart(self, statement: str, stands: _Standing | None) -> bool:
        """Whether no two of what stands were agreed at one event: mostly so, and soon known."""
        meetings: set[str] = set()
        days: set[date] = set()
        of_no_meeting: set[date] = set()
        for each in _down(stands):
            if not each.mark.rating:
                continue
            meeting, day = self._meetings.get((statement, each.mark), ""), each.mark.agreed
            if meeting in meetings or day in of_no_meeting or (not meeting and day in days):
                return False
            if meeting:
                meetings.add(meeting)
            if day:
                (days if meeting else of_no_meeting).add(day)
        return True

    def _latest_first(self, statement: str, stands: _Standing | None, said: _Mark | None) -> list[_Standing]:
        """What stands, the latest first: what is said, and then by the day and by when it was recorded."""
        return sorted(
            _down(stands),
            key=lambda each: (each.mark == said, each.day, self._placed(statement, each.mark)),
            reverse=True,
        )

    def _placed(self, statement: str, mark: _Mark) -> tuple[datetime, int]:
        """When a rating was recorded first, and its place in the order of the commits."""
        at, order = self._first[statement, mark]
        return instant(self._made[at].recording.recorded), order

    def _record(self, made: _Made, *, again: bool = False) -> None:
        """Keep a recording. Where commits that do not know of each other record one, the earliest is kept."""
        recording = made.recording
        name = recording.statement, made.mark
        if recording.kind in (RATED, CORRECTED) and name in self._first and not again:
            at, _ = self._first[name]
            there = self._made[at]
            if instant(recording.recorded) < instant(there.recording.recorded):
                there, made = made, there
            also = (*there.recording.also, made.recording.recorded.commit, *made.recording.also)
            self._made[at] = there._replace(recording=there.recording._replace(also=also))
            return
        if recording.kind != TAKEN_BACK and name not in self._first:
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


def _alone(recording: Recording) -> Recording:
    """A recording that does not stand, beside what was said before it."""
    is_confirmed = recording.kind == RATED and recording.was == recording.rating
    return recording._replace(kind=CONFIRMED, stands=False) if is_confirmed else recording


def _beside(recording: Recording, before: Recording | None) -> Recording:
    """A recording that stands, after the one that stands before it."""
    if recording.kind != RATED:
        return recording
    was = (before.rating, before.agreed) if before else (None, None)
    is_confirmed = was[0] == recording.rating
    return recording._replace(kind=CONFIRMED if is_confirmed else RATED, was=was[0], was_agreed=was[1])


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


def _without(standing: _Standing | None, mark: _Mark) -> _Standing | None:
    """The same without one."""
    all_of = [*_down(standing)]
    place = next((at for at, each in enumerate(all_of) if each.mark == mark), None)
    if place is None:
        return standing
    joined = all_of[place].below
    for each in reversed(all_of[:place]):
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
