"""The account of any period of any history is what a slow and obvious reader tells, who replays what was agreed.

A history is made of commits as partnerships make them: ratings and views of meetings that follow each other, put right,
agreed again, typed in late, overwritten by hand, emptied, deleted, brought back, on branches that are merged in every
way, by clocks that go wrong. Of a period from a commit A of the first-parent line to a later one B this reader says:

- What *stands* at a commit is what the slow reader of histories says of it, who reads every file of every commit in
  full: agreements in the order of their days, what the files say last.
- What was *agreed in the period* stands at B and not at A. It is told step by step from what A says: first as what
  *corrects* that, where both are of one event, or it was agreed earlier and written over that; as what *stands again*,
  where A or a commit before it said it; as *confirmed*, where the rating is the same; else as *rated*; as *withdrawn*,
  where it was emptied with a reason. Where only the day of what A says was put right, nothing was agreed.
- What was agreed before what A says is *told late*, beside the steps, as long as what A says stands, or where it is
  written as agreed earlier: nothing is written over by that. What A or a commit before it said of that time was told
  already, also where something else was said of it at A.
- Where the last step does not say what B says, this was taken back: what B says *stands again*, or was *withdrawn*.
- A view has no list of what was given earlier: it goes by what was said last, along the line of commits from B back to
  A. What is said of an event again undoes all that was given since, and *corrects* it, where it is another view; so
  does a view of an earlier day than the one in whose place it comes, which *stands again*, where A or a commit before
  it said it. The same view given again on a later day is *confirmed*. Where several lines say what is said at B, the
  account is that of any.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reflectctl.analysis import diff_events, view_steps
from reflectctl.app.diff import Asked, diff
from reflectctl.app.status import status
from reflectctl.model.diff import AgreedChange, Comparison, EarlierChange, RatingChange, ViewChange
from reflectctl.model.history import is_one_event
from tests.conftest import context
from tests.properties import examples

from ..shapes import BASE, Tale
from .test_history_property import Commit, Mark, Objects, Row, Walk, in_full, place

__all__ = ["place"]


class Told(NamedTuple):
    """A step of an account."""

    about: str
    """A statement; or a statement and who holds a view of it."""
    kind: str
    was: str | None
    rating: str | None
    day: str | None


# The slow reader.


class Agreed(NamedTuple):
    """What was agreed at one event, and stands."""

    mark: Mark
    rating: str | None
    day: str | None
    meeting: str
    since: str
    """The day on which it stands from."""
    late: bool = False
    """Whether it is written as agreed earlier than what stood when it was typed in."""


def is_one(one: Agreed, other: Agreed) -> bool:
    """Whether two are of one event."""
    days = (date.fromisoformat(each.day) if each.day else None for each in (one, other))
    return is_one_event(one.meeting, next(days), other.meeting, next(days))


def puts_right(was: Agreed, now: Agreed, *, is_known: bool) -> bool:
    """Whether one puts right the other: of one event, with a day or without, or agreed earlier and written over it."""
    if is_one(was, now):
        return True
    if not was.day or not now.day:
        return was.rating == now.rating
    return not is_known and now.day < was.day


class Moment:
    """A commit as the slow reader knows it, who has read it and all before it."""

    def __init__(self, commits: list[Commit], at: Commit) -> None:
        self.at = at
        self.commits = [each for each in commits if each in at.past]
        self._known = {each.id: each for each in commits}

    def said(self, statement: str) -> Agreed | None:
        """What is said of a statement."""
        mark = self.at.rating(statement)
        return self._agreed(statement, mark, self.at) if mark else None

    def stands(self, statement: str) -> list[Agreed]:
        """What stands of a statement, oldest first, and last what is said."""
        walk = Walk(statement, self.commits)
        said = self.at.rating(statement)
        found = []
        for row, is_standing in walk.rows():
            if is_standing and row.kind != "taken-back":
                mark = self._mark(row)
                each = self._agreed(statement, mark, self._known[row.commit], late=row.late)
                if mark == said:
                    # It is of the meeting that is named here, whenever that was named.
                    each = each._replace(meeting=self._agreed(statement, mark, self.at).meeting)
                if mark in self.at.stands[statement]:
                    each = each._replace(since=self.at.stands[statement][mark])
                found.append((mark == said, each.since, walk.clocks[row.commit], each))
        return [each for *_, each in sorted(found)]

    def _mark(self, row: Row) -> Mark:
        return ("rated", str(row.rating), str(row.agreed)) if row.rating else ("withdrawn", row.commit)

    def _agreed(self, statement: str, mark: Mark, commit: Commit, *, late: bool = False) -> Agreed:
        if mark[0] == "withdrawn":
            return Agreed(mark, None, None, "", commit.at[:10])
        rating, day = mark[1], None if mark[2] == "None" else mark[2]
        said = commit.says[statement]
        meeting = said[1]
        if late:
            meeting = next(each[2] for each in said[3] if each[:2] == (rating, day))
        return Agreed(mark, rating, day, meeting, day or commit.at[:10], late)

    def knows(self, statement: str, each: Agreed) -> bool:
        """Whether it was said here, or before."""
        return self.at.knows(statement, each.mark)


def account(statement: str, first: Moment, last: Moment) -> list[Told]:
    """What was agreed of a statement between two commits."""
    was, now = first.said(statement), last.said(statement)
    stood, stands = first.stands(statement), last.stands(statement)
    new = [each for each in stands if each.mark not in {one.mark for one in stood}]
    still = was is not None and any(each.mark == was.mark or is_one(each, was) for each in stands)
    steps = []
    here, moved = was, False
    for each in new:
        before = here.rating if here else None
        beneath = (still or each.late) and each is not stands[-1]
        if beneath and was and was.day and each.since < was.day and not is_one(each, was):
            if not first.knows(statement, each):
                steps.append(Told(statement, "told-late", None, each.rating, each.day))
            continue
        if each.rating is None:
            kind = "withdrawn"
        elif here and not moved and puts_right(here, each, is_known=first.knows(statement, each)):
            kind = "corrected"
        elif first.knows(statement, each):
            kind = "stands-again"
        else:
            kind = "confirmed" if before == each.rating else "rated"
        if kind == "corrected" and before == each.rating:
            # Only its day or its meeting was put right.
            here = each
            continue
        steps.append(Told(statement, kind, before, each.rating, each.day))
        here, moved = each, True
    before = here.rating if here else None
    is_back = here and now and here.mark != now.mark and not is_one(here, now) and first.knows(statement, now)
    if before != (now.rating if now else None) or is_back:
        kind = "stands-again" if now else "withdrawn"
        steps.append(Told(statement, kind, before, now.rating if now else None, now.day if now else None))
    return steps


View = tuple[str, str, str] | None
"""The rating that an agency thinks right, the day on which it was given and the meeting."""


def views(commit: Commit) -> dict[str, View]:
    """Every view that the files of a commit hold, by statement and agency."""
    found: dict[str, View] = {}
    for path, (_, id) in commit.tree.items():
        if path.startswith("views/"):
            content = yaml.safe_load(commit.objects.read(id))
            for statement, said in content["views"].items():
                found[f"{statement} {content['of']}"] = (said["rating"], said["given"], said["meeting"])
    return found


def lines_to(about: str, first: Commit, last: Commit) -> list[list[View]]:
    """How a view stood, change by change, on each line of commits that says what is said at last."""
    said = views(last).get(about)
    if last is first or (last in first.past and said == views(first).get(about)):
        return [[said]]
    if last in first.past:
        # Merged from a line on which something else stood.
        return []
    ways = [each for each in last.parents if views(each).get(about) == said]
    ahead = [each for each in ways or last.parents[:1] if each is first or each not in first.past]
    found = []
    for parent in ahead or (ways or last.parents)[:1]:
        for line in lines_to(about, first, parent):
            stops = line if ways else [*line, said]
            if stops not in found:
                found.append(stops)
    return found


def accounts_of_view(about: str, first: Commit, last: Commit) -> list[list[Told]]:
    """What an agency said of a statement between two commits, on each line that leads there."""
    ends = list(dict.fromkeys((views(first).get(about), views(last).get(about))))
    known = {views(each).get(about) for each in first.past}
    return [account_of_line(about, line, known) for line in lines_to(about, first, last) or [ends]]


def account_of_line(about: str, line: list[View], known: set[View]) -> list[Told]:
    """The steps of a view on a line; known is what was said by its beginning."""
    return [told for was, now in itertools.pairwise(stood_on(line)) for told in step_of_view(about, was, now, known)]


def stood_on(line: list[View]) -> list[View]:
    """How a view stood on a line, without what was put right or taken back; first as it stood at its beginning."""
    said, *stops = line
    stood = [said]
    for view in stops:
        if view is None:
            stood.append(None)
            continue
        # Of what was given at this event, or after it, only what stood at first is not taken back.
        at_once = [at for at, each in enumerate(stood) if each and of_one_event(each, view)]
        stood = stood[: max(at_once[0], 1)] if at_once else stood
        while len(stood) > 1 and (top := stood[-1]) and top[1] > view[1]:
            stood.pop()
        if stood != [view]:
            stood.append(view)
    return stood


def step_of_view(about: str, was: View, now: View, known: set[View]) -> Iterator[Told]:
    """A step from one view to another."""
    before = was[0] if was else None
    if now is None:
        if was:
            yield Told(about, "withdrawn", before, None, None)
        return
    at_once = was is not None and of_one_event(was, now)
    if not at_once and any(each and each[:2] == now[:2] for each in known):
        kind = "stands-again"
    elif was is None:
        kind = "rated"
    elif at_once or now[1] < was[1]:
        kind = "corrected" if was[0] != now[0] else ""
    else:
        kind = "confirmed" if was[0] == now[0] else "rated"
    if kind:
        yield Told(about, kind, before, now[0], now[1])


def of_one_event(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    return is_one_event(one[2], date.fromisoformat(one[1]), other[2], date.fromisoformat(other[1]))


# What the program tells.


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def told(comparison: Comparison) -> list[Told]:
    """What a comparison says of ratings and views, step by step."""
    found = []
    for change in comparison.changes:
        if isinstance(change, RatingChange):
            for step in diff_events.steps(change):
                kind = "withdrawn" if step.rating is None else step.kind
                was = None if kind == "told-late" else step.was
                found.append(Told(change.id, kind, was, step.rating, day(step.agreed)))
        elif isinstance(change, AgreedChange):
            again = diff_events.steps(change)
            found += [Told(change.id, each.kind, each.was, each.rating, day(each.agreed)) for each in again]
        elif isinstance(change, EarlierChange) and change.after:
            if diff_events.event(change) != "changed":
                found.append(Told(change.id, "told-late", None, change.after.rating, day(change.after.agreed)))
        elif isinstance(change, ViewChange):
            about = f"{change.id} {change.agency}"
            steps = view_steps.of(change)
            found += [Told(about, each.kind, each.was, each.rating, day(each.agreed)) for each in steps]
    return found


# What histories are made of.

MEETINGS = (
    ("m1", "2026-01-10"),
    ("m2", "2026-02-10"),
    ("m3", "2026-03-10"),
    ("m4", "2026-04-10"),
    ("m5", "2026-05-10"),
    ("m6", "2026-06-10"),
)
"""Those that follow each other."""
RATINGS = ("agree", "neither", "disagree")
STATEMENTS = ("trauma.culture", "trauma.action", "voice.culture")
HOLDERS = ("police", "council")


class Said(NamedTuple):
    """A rating or a view as it is written."""

    rating: str
    at: int
    """Its meeting, as it follows the others."""
    unnamed: bool = False
    """Whether only the day is written."""
    slip: bool = False
    """Whether the day is written wrongly."""
    because: str = "Because."

    @property
    def day(self) -> str:
        own = MEETINGS[self.at][1]
        return own[:-1] + "1" if self.slip else own

    @property
    def meeting(self) -> str:
        return "" if self.unnamed else MEETINGS[self.at][0]


class Assessment(NamedTuple):
    """What is written of a statement."""

    own: Said | None
    """None where the rating was emptied."""
    because: str = ""
    earlier: tuple[Said, ...] = ()


State = dict[str, Assessment | Said]
"""What the files say, by statement, or by statement and holder of a view."""


def files(state: State) -> dict[str, Any]:
    """The files of a state."""
    found: dict[str, Any] = dict(BASE)
    principles: dict[str, list[str]] = {}
    held: dict[str, list[str]] = {}
    for about, said in sorted(state.items()):
        if isinstance(said, Said):
            statement, _, of = about.partition(" ")
            lines = held.setdefault(of, [])
            lines.append(f'  {statement}: {{rating: {said.rating}, given: "{said.day}", meeting: "{said.meeting}"}}')
            continue
        principle, _, dimension = about.partition(".")
        lines = principles.setdefault(principle, [])
        own = said.own
        lines += [f"  {dimension}:", f"    rating: {own.rating if own else ''}", f"    because: {said.because}"]
        lines += [f'    agreed: "{own.day}"', f'    meeting: "{own.meeting}"'] if own else []
        earlier = [each for each in said.earlier if not own or (each.day < own.day and each.at != own.at)]
        earlier = earlier if own or said.because else []
        lines += ["    earlier:"] if earlier else []
        lines += [
            f'      - {{rating: {each.rating}, agreed: "{each.day}", meeting: "{each.meeting}"}}' for each in earlier
        ]
    for principle, lines in principles.items():
        found[f"principles/{principle}.yaml"] = "\n".join([f"principle: {principle}", "assessments:", *lines, ""])
    for of, lines in held.items():
        found[f"views/{of}.yaml"] = "\n".join([f"of: {of}", "views:", *lines, ""])
    return found


statements = st.sampled_from(STATEMENTS)
ratings = st.sampled_from(RATINGS)
holders = st.sampled_from(HOLDERS)
abouts = st.one_of(statements, st.builds("{} {}".format, statements, holders))
seldom = st.sampled_from((False, False, False, True))


def agreeing() -> st.SearchStrategy[tuple[Any, ...]]:
    """A meeting agrees on a rating: mostly the next one, now and then the same or one before."""
    return st.tuples(st.just("agree"), statements, ratings, st.sampled_from((1, 1, 1, 1, 2, 0, 0, -1)), seldom, seldom)


def viewing() -> st.SearchStrategy[tuple[Any, ...]]:
    """An agency gives its view."""
    meetings = st.sampled_from((1, 1, 1, 1, 0, 0, -1))
    return st.tuples(st.just("view"), statements, holders, ratings, meetings, seldom, seldom)


def typing_late() -> st.SearchStrategy[tuple[Any, ...]]:
    """A rating that was agreed earlier is typed in."""
    return st.tuples(st.just("late"), statements, ratings, st.integers(0, 3), seldom, seldom)


often = st.one_of(*(agreeing() for _ in range(5)), *(viewing() for _ in range(3)))
edits = st.one_of(
    *(agreeing() for _ in range(8)),
    *(viewing() for _ in range(4)),
    *(typing_late() for _ in range(3)),
    st.tuples(st.just("forget"), statements),
    st.tuples(st.just("empty"), statements, st.sampled_from(("", "No longer."))),
    st.tuples(st.just("drop"), statements),
    st.tuples(st.just("delete"), st.sampled_from(("trauma", "voice", "police", "council"))),
    st.tuples(st.just("unview"), statements, holders),
)
several = st.lists(edits, min_size=2, max_size=5)
lines = st.sampled_from((0, 0, 0, 0, 1, 2))
"""The main line, and two branches."""
merges = st.sampled_from(("each", "each", "each", "ours", "theirs"))


def editing() -> st.SearchStrategy[tuple[Any, ...]]:
    """Some edits on a line."""
    return st.tuples(st.just("edit"), lines, several)


def merging() -> st.SearchStrategy[tuple[Any, ...]]:
    """A branch is merged."""
    return st.tuples(st.just("merge"), st.sampled_from((0, 0, 1)), st.sampled_from((1, 2)), merges, st.integers(0, 255))


steps = st.one_of(
    *(editing() for _ in range(6)),
    *(merging() for _ in range(3)),
    st.tuples(st.just("branch"), st.sampled_from((1, 2))),
    st.tuples(st.just("octopus"), st.integers(0, 255)),
    st.tuples(st.just("evil"), st.sampled_from((1, 2)), several),
    st.tuples(st.just("revert"), lines, st.integers(1, 3)),
    *(st.tuples(st.just("bring back"), lines, abouts, st.integers(1, 4)) for _ in range(2)),
)
clocks = st.lists(
    st.sampled_from(("2026-01-12", "2026-02-11", "2026-03-15", "2026-07-01", "1970-01-02", "2099-01-01")),
    min_size=1,
    max_size=4,
)


def edited(state: State, edit: tuple[Any, ...]) -> State:
    """A state after an edit; one that means nothing there leaves it as it is."""
    kind, about, *how = edit
    state = dict(state)
    there = state.get(about)
    if kind == "agree":
        rating, on, unnamed, slip = how
        last = there.own.at if isinstance(there, Assessment) and there.own else -1
        own = Said(rating, min(max(last + on, 0), len(MEETINGS) - 1), unnamed, slip)
        state[about] = Assessment(own, own.because, there.earlier if isinstance(there, Assessment) else ())
    elif kind == "late" and isinstance(there, Assessment) and there.own:
        said = Said(how[0], *how[1:])
        others = (each for each in there.earlier if each.at != said.at)
        state[about] = there._replace(earlier=tuple(sorted((*others, said), key=lambda each: each.day)))
    elif kind == "forget" and isinstance(there, Assessment):
        state[about] = there._replace(earlier=there.earlier[1:])
    elif kind == "empty" and isinstance(there, Assessment) and there.own:
        typed = tuple(each for each in there.earlier if each.at < there.own.at)
        state[about] = Assessment(None, how[0], typed)
    elif kind == "drop":
        state.pop(about, None)
    elif kind == "delete":
        state = {each: said for each, said in state.items() if about not in each.replace(".", " ").split()}
    elif kind in ("view", "unview"):
        name = f"{about} {how[0]}"
        held = state.pop(name, None)
        if kind == "view":
            _, rating, on, unnamed, slip = how
            last = held.at if isinstance(held, Said) else -1
            state[name] = Said(rating, min(max(last + on, 0), len(MEETINGS) - 1), unnamed, slip)
    return state


def all_of(state: State, several: list[Any]) -> State:
    for each in several:
        state = edited(state, each)
    return state


def merged(base: State, sides: list[State], dice: int) -> State:
    """What git makes of some sides, by what each changed; where they do not agree, a person chooses."""
    found: State = {}
    for about in sorted({each for side in sides for each in side}):
        changed = [side.get(about) for side in sides if side.get(about) != base.get(about)]
        dice, which = divmod(dice, len(changed)) if dice and changed else (170, 0)
        said = changed[which] if changed else base.get(about)
        if said is not None:
            found[about] = said
    return found


def tell(tale: Tale, plan: list[Any], dates: list[str]) -> list[int]:
    """Make the commits of a plan; the marks of the main line."""
    marks: list[int] = []
    states: list[State] = []
    past: list[set[int]] = []
    tips = [0, 0, 0]
    main = [0]

    def commit(state: State, at: int, *parents: int) -> None:
        n = len(marks)
        # No two commits at the same moment, so that one of them is the earlier.
        on = f"{dates[n % len(dates)]}T12:{n:02}:00+00:00"
        marks.append(tale.commit(files(state), *(marks[each] for each in parents), on=on, subject=str(n)))
        states.append(state)
        past.append({n}.union(*(past[each] for each in parents)))
        tips[at] = n
        if at == 0 and n:
            main.append(n)

    commit({}, 0)
    for kind, *how in plan:
        at = how[0] if kind in ("edit", "revert", "bring back", "merge") else 0
        tip = tips[at]
        if kind == "edit":
            commit(all_of(states[tip], how[1]), at, tip)
        elif kind == "branch":
            tips[how[0]] = tips[0]
        elif kind == "revert":
            commit(states[max(0, tip - how[1])], at, tip)
        elif kind == "bring back":
            old = states[max(0, tip - how[2])].get(how[1])
            commit({**states[tip], how[1]: old} if old else states[tip], at, tip)
        else:
            others = [1, 2] if kind == "octopus" else [how[1] if kind == "merge" else how[0]]
            parents = [tip, *(tips[each] for each in others if each != at)]
            parents = [each for each in dict.fromkeys(parents) if each == tip or each not in past[tip]]
            if len(parents) == 1:
                continue
            sides = [states[each] for each in parents]
            if kind == "merge" and how[2] != "each":
                state = sides[0] if how[2] == "ours" else sides[-1]
            else:
                base = states[max(set.intersection(*(past[each] for each in parents)))]
                state = merged(base, sides, how[-1] if kind != "evil" else 0)
                state = all_of(state, how[1]) if kind == "evil" else state
            commit(state, at, *parents)
    return [marks[each] for each in main]


# The comparison.


class Tried(NamedTuple):
    """A history, and two moments of its main line."""

    commits: list[Commit]
    first: Commit
    middle: Commit
    last: Commit


def history(tale: Tale, objects: Objects, plan: list[Any], dates: list[str], ends: tuple[int, ...]) -> Tried:
    """Make a history, and read every commit of it in full."""
    commits = in_full(tale, objects, tale.make(tell(tale, plan, dates)[-1]))
    line = [commits[-1]]
    while line[-1].parents:
        line.append(line[-1].parents[0])
    line.reverse()
    return Tried(commits, *(line[place] for place in sorted(each % len(line) for each in ends)))


def program(tale: Tale, first: Commit, last: Commit) -> list[Told]:
    return told(diff(context(tale.folder, "2026-12-01"), Asked(first.id, last.id)).comparison)


HELD = [f"{statement} {holder}" for statement in STATEMENTS for holder in HOLDERS]


def differences(found: list[Told], one: Moment, other: Moment) -> list[tuple[list[Told], list[Told]]]:
    """Where a slow reader tells something else: what it tells, and what was found."""
    slow = {statement: [account(statement, one, other)] for statement in STATEMENTS}
    slow |= {about: accounts_of_view(about, one.at, other.at) for about in HELD}
    told = {about: [each for each in found if each.about == about] for about in slow}
    return [
        (ways[0], told[about])
        for about, ways in slow.items()
        if not any(Counter(way) == Counter(told[about]) for way in ways)
    ]


def standing_on(one: Moment, middle: Moment, other: Moment) -> list[str]:
    """Of what nothing that stood was corrected or taken back later: then two accounts are together that of the whole.

    Otherwise they may differ. What was agreed and then corrected after the border is told by both periods, and once,
    as it was put right, by the whole; what was agreed and taken back after it, or merged away, is told by the first and
    not by the whole; what stood, was taken away before the border and came back after it, by each of the two and not by
    the whole. What was typed in late after the border is a step of the whole where it was agreed within it, and told
    late by the second period alone.
    """
    found = []
    for statement in STATEMENTS:
        was, then, now = ({each.mark for each in moment.stands(statement)} for moment in (one, middle, other))
        if was <= then <= now:
            found.append(statement)
    for about in HELD:
        first, second = (lines_to(about, *pair) for pair in ((one.at, middle.at), (middle.at, other.at)))
        whole = lines_to(about, one.at, other.at)
        if len(first) == len(second) == len(whole) == 1 and whole[0] == [*first[0], *second[0][1:]]:
            told, *parts = (account_of_line(about, line, set()) for line in (whole[0], first[0], second[0]))
            kinds = {each.kind for steps in (told, *parts) for each in steps}
            # A view that was given again before the border, and only taken back or put right after it, is of the first
            # part alone.
            stays = set(stood_on(first[0])) <= set(stood_on(whole[0])) and len(told) == sum(map(len, parts))
            found += [about] if kinds <= {"rated", "confirmed"} and stays else []
    return found


begins = st.lists(often, min_size=3, max_size=6)
plans = st.lists(steps, min_size=5, max_size=12)
ends = st.tuples(st.integers(0, 8), st.integers(0, 11), st.integers(-3, -1))


# Making any history smaller takes long and seldom helps: what differs is told statement by statement.
@settings(examples(40), phases=(Phase.explicit, Phase.generate))
@given(begins, plans, clocks, ends, st.sampled_from(("backwards", "in parts", "status")))
def test_any_account_is_what_a_slow_reader_tells(
    place: tuple[Tale, Objects],
    begin: list[Any],
    plan: list[Any],
    dates: list[str],
    ends: tuple[int, ...],
    also: str,
) -> None:
    """And it is the same told backwards, and in two parts; and what `status` says is what stands last."""
    tale, _ = place
    tried = history(*place, [("edit", 0, begin), *plan], dates, ends)
    one, middle, other = (Moment(tried.commits, each) for each in tried[1:])

    found = program(tale, one.at, other.at)

    assert not differences(found, one, other)
    if also == "backwards":
        back = program(tale, other.at, one.at)
        there = [each for each in found if each.kind != "told-late"]
        back = [each for each in back if each.kind != "told-late"]
        # What was agreed again and again is one agreement of an earlier day, told backwards.
        ways = Counter((each.about, each.was, each.rating) for each in there if each.was != each.rating)
        assert Counter((each.about, each.rating, each.was) for each in back if each.was != each.rating) == ways
    elif also == "in parts":
        parts = [*program(tale, one.at, middle.at), *program(tale, middle.at, other.at)]
        about = standing_on(one, middle, other)
        assert moments(parts, about) == moments(found, about)
    else:
        tale.git("read-tree", "-u", "--reset", "HEAD")
        says = status(context(tale.folder, "2026-12-01")).partnership.assessments
        head = Moment(tried.commits, tried.commits[-1])
        last = {id: head.stands(id)[-1:] for id in STATEMENTS}
        assert {each.statement: each.rating for each in says if each.rating} == {
            id: its[0].rating for id, its in last.items() if its and its[0].rating
        }


def moments(steps: list[Told], about: list[str]) -> Counter[tuple[str, str | None, str | None]]:
    """What was agreed of some things, and when."""
    return Counter((each.about, each.rating, each.day) for each in steps if each.about in about)
