"""Any history at all is told as a slow and obvious reader tells it, which reads every file of every commit in full.

What a history is, in the words of this reader:

- A commit *says* of a statement what the principle files of its tree say, wherever they lie; of several that can be
  read, the last by its path. A file that cannot be read says what it said last on the line that it comes from; when it
  is new, what the files said that are gone with the same commit, because one of them may have been renamed to it.
- A commit *moves* a statement when it says something else than each of its parents. Nothing else is ever told, so what
  arrives by a merge is not told again.
- A rating that none of its ancestors says is *recorded* by a commit. Where commits that do not know of each other do
  so, the earliest is told. A rating that is emptied is *withdrawn* when a reason stands beside it, else *taken back*.
- Ratings of one meeting, or of one agreed day where no meeting is named, are one event: the later one *corrects* the
  earlier. So does one that gives a day to what was said without one, or takes it away.
- A rating that an ancestor says *stands again*, with all that stood beside it then. When what was said until now no
  longer stands, that has been *taken back*, and this is told instead.
- The same rating as stood before is *confirmed*. Nothing is told before the day of what it took away or brought back.
- What is written as agreed *earlier* beside a rating is recorded late by the commit that none before it says so, in its
  place by the day. It corrects what was recorded of its event, stands again when it had been taken away, and is taken
  back when it goes. What the files say now of an event is what stands of it; nothing does where nothing is said.
- What *stands* was agreed no later than what is said. A merge goes on from the parents that say the same; ratings of
  the others that these did not know stand beside it, if they were agreed before, and were *merged away* otherwise.
"""

import itertools
import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, note
from hypothesis import strategies as st

from reflectctl.analysis.dates import clock
from reflectctl.analysis.diff import compare
from reflectctl.app import read_history
from reflectctl.app.partnership import Repository
from reflectctl.errors import ReflectError
from reflectctl.loading.load import load_both, load_pair
from reflectctl.model.diff import AgreedChange, Change, RatingChange
from reflectctl.model.instrument import Instrument
from reflectctl.render.answers import history as answers
from reflectctl.render.json import written
from reflectctl.storage.snapshots import Snapshot, Unreadable
from tests.conftest import context
from tests.properties import examples

from ..shapes import BASE, Entry, Link, Submodule, Tale, git_environment

Key = tuple[str, str | None]
"""A rating and the day it was agreed."""

Mark = tuple[str, ...]
"""A rating (`rated`, rating, day), or a withdrawal (`withdrawn`, commit)."""


# The slow reader.


class Objects:
    """Objects of a repository, read in full."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=folder,
            env=git_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def read(self, name: str) -> bytes:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(name.encode() + b"\n")
        self.process.stdin.flush()
        size = int(self.process.stdout.readline().split()[2])
        return self.process.stdout.read(size + 1)[:size]

    def tree(self, name: str, above: str = "") -> dict[str, tuple[str, str]]:
        """Every file of a tree: its mode and id by its path."""
        raw, found = self.read(name), {}
        while raw:
            head, _, rest = raw.partition(b"\0")
            mode, path = head.decode().split(" ", 1)
            if mode == "40000":
                found.update(self.tree(rest[:20].hex(), f"{above}{path}/"))
            else:
                found[above + path] = (mode, rest[:20].hex())
            raw = rest[20:]
        return found

    def close(self) -> None:
        self.process.communicate()


Version = dict[str, Any]
"""By statement: the rating and its day, the meeting and the reason. By `view`, a statement and an agency, `action` and
an id: what is said of those."""


@dataclass(eq=False)
class Commit:
    """A commit, and what is known of it and of its parents."""

    id: str
    parents: list["Commit"]
    at: str
    tree: dict[str, tuple[str, str]]
    objects: Objects
    stands: dict[str, dict[Mark, str]] = field(default_factory=dict)

    @cached_property
    def past(self) -> set["Commit"]:
        """This commit and all before it."""
        return {self}.union(*(parent.past for parent in self.parents))

    @cached_property
    def foreign(self) -> bool:
        """Whether its format is not ours."""
        _, id = self.tree.get("partnership.yaml", ("", ""))
        return bool(id) and yaml.safe_load(self.objects.read(id))["format"] > 1

    @cached_property
    def unread(self) -> dict[str, tuple[str, str]]:
        """The principle files that cannot be read: what lies there, and why."""
        first = self.parents[0] if self.parents else None
        before = dict(first.unread) if first else {}
        if self.foreign:
            for path, (_, id) in self.tree.items():
                if is_principle(path) and not (first and first.tree.get(path) == self.tree[path]):
                    before[path] = (id, "foreign")
            if first is None or not first.foreign:
                before["partnership.yaml"] = (self.tree["partnership.yaml"][1], "foreign")
            return before
        found: dict[str, tuple[str, str]] = {}
        for path, (mode, id) in self.tree.items():
            if path.startswith("principles/") and mode in ("120000", "160000"):
                found[path] = (id, mode)
            elif is_principle(path) and parsed(self.objects, id) is None:
                found[path] = (id, "broken")
        return found

    @cached_property
    def files(self) -> dict[str, Version]:
        """What each principle file says, or said when it could last be read."""
        first = self.parents[0].files if self.parents else {}
        if self.foreign:
            return first
        found: dict[str, Version] = {}
        for path, entry in self.tree.items():
            if path in self.unread:
                same = [each for each in self.parents if each.tree.get(path) == entry]
                lines = same[:1] or [each for each in self.parents if path in each.files]
                if lines and path in lines[0].files:
                    found[path] = lines[0].files[path]
                elif not lines:
                    gone = sorted(each for each in first if each not in self.tree and is_principle(each))
                    if said := {statement: state for each in gone for statement, state in first[each].items()}:
                        found[path] = said
            elif is_principle(path) or path.startswith("views/"):
                version = parsed(self.objects, entry[1])
                assert version is not None
                found[path] = version
        return found

    @cached_property
    def says(self) -> Version:
        """What is said of each statement."""
        if self.foreign:
            return self.parents[0].says if self.parents else {}
        told: Version = {}
        for path in sorted(self.files, key=lambda path: (path not in self.unread, path)):
            told.update(self.files[path])
        return told

    def rating(self, statement: str) -> Mark | None:
        said = self.says.get(statement)
        return None if said is None or not said[0][0] else ("rated", *map(str, said[0]))

    def changes(self, statement: str) -> bool:
        """Whether it says something else of a statement than its first parent."""
        return self.says.get(statement) != (self.parents[0].says.get(statement) if self.parents else None)

    def knows(self, statement: str, mark: Mark) -> bool:
        """Whether this commit or one before it says a rating, or made a withdrawal."""
        if mark[0] == "withdrawn":
            return any(each.id == mark[1] for each in self.past)
        return any(each.rating(statement) == mark for each in self.past)

    def nearest(self, statement: str, mark: Mark) -> set["Commit"]:
        """Where a rating was said last before this commit, on each way back."""
        found, waiting, seen = set(), list(self.parents), set()
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            if each.rating(statement) == mark:
                found.add(each)
            else:
                waiting.extend(each.parents)
        return found


def is_principle(path: str) -> bool:
    return path.startswith("principles/") and path.endswith(".yaml")


PARSED: dict[str, Version | None] = {}


def parsed(objects: Objects, id: str) -> Version | None:
    """What a principle file says; None when it cannot be read."""
    if id not in PARSED:
        PARSED[id] = _parsed(objects.read(id))
    return PARSED[id]


def _parsed(raw: bytes) -> Version | None:
    try:
        content = yaml.safe_load(raw)
    except yaml.YAMLError:
        return None
    if content.get("of"):
        return {f"view {statement} {content['of']}": said["rating"] for statement, said in content["views"].items()}
    if not content.get("principle"):
        return None
    version: Version = {}
    recorded = content.get("assessments") or {}
    typed = {dimension: each.get("earlier") or () for dimension, each in recorded.items() if each}
    for dimension, each in recorded.items():
        statement = f"{content['principle']}.{dimension}"
        each = {key: str(value or "").strip() for key, value in (each or {}).items()}
        key = each.get("rating", ""), each.get("agreed") or None
        earlier = tuple((one["rating"], one["agreed"], one["meeting"]) for one in typed.get(dimension, ()))
        version[statement] = key, each.get("meeting", ""), each.get("because", ""), earlier
    for horizon, plan in (content.get("making_progress") or {}).items():
        version[f"plan {content['principle']}.{horizon}"] = plan["goal"], ""
        for action in plan["actions"]:
            said = (action["action"], action["owner"], (), "", "", action["due"], "", "", action["status"], "", "", ())
            version[f"action {action['id']}"] = (*said, "", content["principle"], horizon, "", "", "")
    return version


class Row(NamedTuple):
    """What one commit recorded."""

    statement: str
    kind: str
    rating: str | None
    was: str | None
    agreed: str | None
    because: str
    commit: str
    was_agreed: str | None = None
    late: bool = False


def union(all: Iterable[dict[Mark, str]]) -> dict[Mark, str]:
    """What stands in any; each with its first day."""
    joined: dict[Mark, str] = {}
    for each in all:
        for mark, day in each.items():
            joined[mark] = min(day, joined.get(mark, day))
    return joined


class Told(NamedTuple):
    """A row, the day on which it is told, and the rating or withdrawal whose standing is at stake."""

    row: Row
    day: str
    mark: Mark


def slow(commits: list[Commit]) -> tuple[list[tuple[Row, bool]], list[tuple[str, str]]]:
    """The history of the last of some commits, parents before children; and what could not be read."""
    statements = sorted({each for commit in commits for each in commit.says if " " not in each})
    unread = [
        (path, commit.id)
        for commit in commits
        for path, about in commit.unread.items()
        if all(parent.unread.get(path) != about for parent in commit.parents)
    ]
    rows = [row for statement in statements for row in Walk(statement, commits).rows()]
    return rows, unread


NEW = ("rated", "corrected")


class Walk:
    """One statement, through all commits."""

    def __init__(self, statement: str, commits: list[Commit]) -> None:
        self.statement = statement
        self.commits = commits
        self.moments = {each.id: each.at for each in commits}
        self.meetings: dict[Mark, str] = {}
        self.places: dict[Mark, int] = {}
        self.told: list[Told] = []
        self.clocks: dict[str, tuple[str, int]] = {}
        """When each commit was made, never before one that it came after; and its place."""
        for number, each in enumerate(commits):
            before = [self.clocks[parent.id][0] for parent in each.parents]
            self.clocks[each.id] = max([each.at, *before]), number

    def rows(self) -> list[tuple[Row, bool]]:
        """What is told of it, and whether it stands at the last commit."""
        for number, commit in enumerate(self.commits):
            now = commit.rating(self.statement)
            if now and commit.changes(self.statement):
                meeting = commit.says[self.statement][1]
                if meeting or now not in self.meetings:
                    self.meetings[now] = meeting
            told, again = self.step(commit, now)
            if told is not None:
                self.tell(told, number, again=again)
            commit.stands[self.statement] = self.one_each(commit.stands[self.statement], now)
        last = self.commits[-1]
        said = last.rating(self.statement)
        chosen: list[int] = []
        latest = "9999"
        stands = last.stands[self.statement]
        for mark in self.latest_first(stands, said):
            its = [at for at, each in enumerate(self.told) if each.mark == mark and each.row.kind != "taken-back"]
            chosen.append(next((at for at in reversed(its) if self.told[at].day <= latest), its[0]))
            latest = min(latest, self.told[chosen[-1]].day)
        late = Late(self)
        main = [each.row for each in self.told]
        typed, gone = late.rows([(main[at], self.told[at].day) for at in reversed(chosen)])
        rows = [*main, *(row for row, _ in typed)]
        # By the days, and by when each was recorded; what is said comes last.
        days = [(each.day, self.clocks[each.row.commit]) for each in self.told]
        days += [(row.agreed or "", self.clocks[row.commit]) for row, _ in typed]
        for at, (row, is_standing) in enumerate(typed, start=len(main)):
            if is_standing and row.kind != "taken-back":
                places = [n for n, one in enumerate(chosen) if n and days[one] <= days[at]]
                chosen.insert(places[0] if places else len(chosen), at)
        chosen = [at for at in chosen if at >= len(main) or main[at] not in gone]
        back = {(row.rating, row.agreed) for row, is_standing in typed if is_standing}
        before: Row | None = None
        for at in reversed(chosen):
            if rows[at].kind == "rated":
                was = (before.rating, before.agreed) if before else (None, None)
                rows[at] = rows[at]._replace(was=was[0], was_agreed=was[1])
            before = rows[at]
        rows = [
            row._replace(kind="confirmed") if row.kind == "rated" and row.was == row.rating else row for row in rows
        ]
        found = [
            (
                row,
                told.mark not in stands and (row.was, row.was_agreed) not in back
                if row.kind == "taken-back"
                else at in chosen,
            )
            for at, (row, told) in enumerate(zip(rows, self.told, strict=False))
        ]
        return [*found, *((row, is_standing) for row, (_, is_standing) in zip(rows[len(main) :], typed, strict=True))]

    def tell(self, told: Told, number: int, *, again: bool) -> None:
        """Keep a row. Where commits that do not know of each other record the same, the earliest is kept."""
        if told.row.kind != "taken-back" and told.mark in self.places and not again:
            at = next(at for at, each in enumerate(self.told) if each.mark == told.mark and each.row.kind in NEW)
            if self.moments[told.row.commit] < self.moments[self.told[at].row.commit]:
                self.told[at] = told
            return
        if told.row.kind != "taken-back":
            self.places.setdefault(told.mark, number)
        self.told.append(told)

    def together(self, one: Mark, other: Mark) -> bool:
        """Whether two ratings are of one event."""
        if one[0] != "rated" or other[0] != "rated":
            return False
        meetings = self.meetings.get(one, ""), self.meetings.get(other, "")
        return meetings[0] == meetings[1] if all(meetings) else one[2] == other[2] != "None"

    def corrects(self, was: Mark, now: Mark) -> bool:
        """Whether a rating puts right what was said just before it."""
        return (was[1] == now[1] and "None" in (was[2], now[2])) or self.together(was, now)

    def place(self, mark: Mark) -> tuple[str, int]:
        """When a rating was recorded first."""
        row = next(each.row for each in self.told if each.mark == mark and each.row.kind != "taken-back")
        return self.moments[row.commit], self.places[mark]

    def latest_first(self, stands: dict[Mark, str], said: Mark | None) -> list[Mark]:
        """What stands, the latest first."""
        return sorted(stands, key=lambda mark: (mark == said, stands[mark], self.place(mark)), reverse=True)

    def one_each(self, stands: dict[Mark, str], said: Mark | None) -> dict[Mark, str]:
        """Of one event only what was recorded last, or what is said."""
        kept: list[Mark] = []
        for mark in self.latest_first(stands, said):
            other = next((at for at, each in enumerate(kept) if self.together(each, mark)), None)
            if other is None:
                kept.append(mark)
            elif kept[other] != said and self.place(mark) > self.place(kept[other]):
                kept[other] = mark
        return {mark: day for mark, day in stands.items() if mark in kept}

    def step(self, commit: Commit, now: Mark | None) -> tuple[Told | None, bool]:
        """What stands after a commit; and what it tells, if anything, and whether that had been said before."""
        statement = self.statement
        key, _, because, _ = commit.says.get(statement, (("", None), "", "", ()))
        parents = commit.parents
        says = [parent.rating(statement) for parent in parents] or [None]
        standing = [parent.stands[statement] for parent in parents] or [{}]
        same = [each for each, said in zip(parents, says, strict=False) if said == now]
        if now in says:
            commit.stands[statement] = (
                self.merged(now, parents, same) if now else union(each.stands[statement] for each in same)
            )
            return None, False
        was = says[0]
        first = parents[0] if parents else None
        news = union(
            {mark: its for mark, its in each.items() if not (first and first.knows(statement, mark))}
            for each in standing[1:]
        )
        base = union((standing[0], news))

        def told(kind: str, mark: Mark, day: str, before: Mark | None = was) -> Told:
            said = (before[1], None if before[2] == "None" else before[2]) if before else (None, None)
            row = Row(statement, kind, key[0] or None, said[0], key[1], because, commit.id, said[1])
            return Told(row, day, mark)

        today = max([commit.at[:10], *standing[0].values()])
        if now is None:
            if not because:
                commit.stands[statement] = {}
                return told("taken-back", was or (), today), False
            mark: Mark = ("withdrawn", commit.id)
            commit.stands[statement] = {**base, mark: today}
            return told("withdrawn", mark, today), False
        known = commit.nearest(statement, now)
        if not known:
            day = key[1] or commit.at[:10]
            at_once = {mark for mark in base if self.together(mark, now)}
            if was and self.corrects(was, now):
                at_once.add(was)
            stands = {mark: its for mark, its in base.items() if its <= day and mark not in at_once}
            commit.stands[statement] = {**stands, now: day}
            if not at_once:
                return told("rated", now, day), False
            return told("corrected", now, day, was if was in at_once else self.first_of(base, at_once)), False
        again = union(each.stands[statement] for each in known)
        stands = union(({mark: its for mark, its in base.items() if its < again[now]}, again))
        stands = commit.stands[statement] = {mark: its for mark, its in stands.items() if its <= again[now]}
        if was and self.corrects(was, now):
            return told("corrected", now, again[now]), True
        if was and was not in stands:
            return told("taken-back", was, max(today, again[now])), True
        return told("stands-again", now, max(today, again[now])), True

    def first_of(self, stands: dict[Mark, str], marks: set[Mark]) -> Mark:
        """The latest of some ratings that stand."""
        return next(each for each in self.latest_first(stands, None) if each in marks)

    def merged(self, now: Mark, parents: list[Commit], same: list[Commit]) -> dict[Mark, str]:
        """What stands after a merge that says what some of its parents say."""
        statement = self.statement
        stands = union(each.stands[statement] for each in same)
        stands = {mark: its for mark, its in stands.items() if its <= stands[now]}
        news = union(
            {
                mark: its
                for mark, its in each.stands[statement].items()
                if its < stands[now] and not any(own.knows(statement, mark) for own in same)
            }
            for each in parents
            if each not in same
        )
        return union((stands, news))


Earlier = tuple[str, str, str]
"""A rating, its day and its meeting."""


class Late:
    """What is written as agreed earlier beside the rating of one statement, through all commits."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.found: list[tuple[Row, bool]] = []
        """What was recorded, and whether it had been written there before."""
        self.lists: dict[str, list[tuple[Earlier, int]]] = {}
        """By commit: what is written there, each with the place of what recorded it."""
        self.ever: dict[str, set[tuple[str, str]]] = {}
        for commit in walk.commits:
            self.step(commit)

    def earlier(self, commit: Commit) -> tuple[Earlier, ...]:
        said = commit.says.get(self.walk.statement)
        return tuple(sorted(said[3], key=lambda each: each[1])) if said else ()

    def step(self, commit: Commit) -> None:
        said = self.earlier(commit)
        known = [each for parent in commit.parents for each in self.lists[parent.id]]
        ever = {mark for parent in commit.parents for mark in self.ever[parent.id]}
        there: list[tuple[Earlier, int]] = []
        for each in said:
            same = [
                (one[2] != each[2], self.walk.clocks[self.found[at][0].commit][0], at)
                for one, at in known
                if one[:2] == each[:2]
            ]
            if same:
                there.append((each, min(same)[2]))
                continue
            was = next((one for one, _ in known if is_one(one, each)), None)
            kind = "corrected" if was else "stands-again" if each[:2] in ever else "rated"
            there.append((each, self.record(kind, commit, each, was, again=each[:2] in ever)))
        if commit.parents and all(said != self.earlier(parent) for parent in commit.parents):
            for one, _ in self.lists[commit.parents[0].id]:
                if not any(is_one(one, each) for each in said):
                    self.record("taken-back", commit, None, one)
        self.lists[commit.id] = there
        self.ever[commit.id] = ever | {each[:2] for each in said}

    def record(
        self, kind: str, commit: Commit, said: Earlier | None, was: Earlier | None, *, again: bool = False
    ) -> int:
        rating, agreed, _ = said or (None, None, "")
        before = was[:2] if was else (None, None)
        row = Row(self.walk.statement, kind, rating, before[0], agreed, "", commit.id, before[1], late=True)
        self.found.append((row, again))
        return len(self.found) - 1

    def rows(self, standing: list[tuple[Row, str]]) -> tuple[list[tuple[Row, bool]], list[Row]]:
        """What is told beside the rows that stand, oldest first, and whether it stands; and which of those do not."""
        marks = {(row.rating, row.agreed) for row, _ in standing}
        all_rated = {
            (told.row.rating, told.row.agreed)
            for told in self.walk.told
            if told.row.kind not in ("taken-back", "withdrawn")
        }
        dropped = {
            at
            for at, (row, _) in enumerate(self.found)
            if ((row.was, row.was_agreed) if row.kind == "taken-back" else (row.rating, row.agreed)) in marks
        }
        stands: set[int] = set()
        gone: list[Row] = []
        rows = [row for row, _ in self.found]
        for said, at in self.lists[self.walk.commits[-1].id]:
            if not standing or at in dropped or said[1] > standing[-1][1] or self.of_it(standing[-1][0], said):
                continue
            stands.add(at)
            beside = next((row for row, _ in standing if self.of_it(row, said)), None)
            if beside:
                gone.append(beside)
            if (
                rows[at].kind == "rated"
                and beside
                and self.walk.moments[beside.commit] <= self.walk.moments[rows[at].commit]
            ):
                rows[at] = rows[at]._replace(kind="corrected", was=beside.rating, was_agreed=beside.agreed)
            elif rows[at].kind == "rated" and said[:2] in all_rated:
                rows[at] = rows[at]._replace(kind="stands-again")
        held = {(rows[at].rating, rows[at].agreed) for at in stands}
        told: dict[int, bool] = {}
        once: set[tuple[str | None, str | None]] = set()
        order = sorted(range(len(rows)), key=lambda at: (at not in stands, self.walk.clocks[rows[at].commit]))
        for at in order:
            mark = rows[at].rating, rows[at].agreed
            if at in dropped:
                continue
            if rows[at].kind == "taken-back":
                told[at] = (rows[at].was, rows[at].was_agreed) not in held
            elif self.found[at][1] or mark not in once:
                told[at] = at in stands
                if not self.found[at][1]:
                    once.add(mark)
        return [(rows[at], told[at]) for at in sorted(told)], gone

    def of_it(self, row: Row, said: Earlier) -> bool:
        """Whether a row tells of the event of something that was agreed earlier."""
        if row.kind in ("taken-back", "withdrawn"):
            return False
        commit = next(each for each in self.walk.commits if each.id == row.commit)
        return is_one((row.rating or "", row.agreed or "", commit.says[self.walk.statement][1]), said)


def is_one(one: Earlier, other: Earlier) -> bool:
    """Whether two are of one event."""
    return one[2] == other[2] if one[2] and other[2] else one[1] == other[1] != ""


# What histories are made of.

PATHS = ("principles/5-trauma.yaml", "principles/3-voice.yaml", "principles/old/trauma.yaml")
DAYS = ("2026-02-10", "2026-01-10", "2026-02-10", "2026-03-10", "")
MEETINGS = ("", "", "m1", "m2")
RATINGS = ("agree", "disagree")
STATEMENTS = (("trauma", "culture"), ("trauma", "culture"), ("trauma", "action"), ("voice", "culture"))
"""Few, and some often, so that the same comes again and again."""
BROKEN = b"principle: trauma\nassessments:\n\tculture: x\n"


class File(NamedTuple):
    """A principle file."""

    id: str
    assessments: tuple[tuple[str, tuple[str, str, str, str, tuple[Earlier, ...]]], ...] = ()
    """By dimension: the rating, the day, the meeting, the reason and what was agreed earlier."""
    actions: tuple[tuple[str, tuple[str, str, str]], ...] = ()
    """By id: owner, due date and status."""
    goal: str = ""


class Speaker(NamedTuple):
    """A file of views."""

    of: str
    views: tuple[tuple[str, str], ...] = ()
    """By statement: a rating."""


Files = dict[str, File | Speaker | Entry]


def rendered(file: File | Speaker | Entry) -> Entry:
    """The text of a file."""
    if isinstance(file, Speaker):
        views = "".join(f"  {statement}: {{rating: {rating}}}\n" for statement, rating in file.views)
        return f"of: {file.of}\nviews:{chr(10) + views if views else ' {}' + chr(10)}"
    if not isinstance(file, File):
        return file
    lines = [f"principle: {file.id}", "assessments:" if file.assessments else "assessments: {}"]
    for dimension, (rating, day, meeting, because, earlier) in file.assessments:
        lines += [f"  {dimension}:", f"    rating: {rating}", f'    agreed: "{day}"' if day else "    agreed:"]
        lines += [f"    because: {because}", *([f"    meeting: {meeting}"] if meeting else [])]
        typed = [each for each in earlier if (rating or because) and not (day and each[1] >= day)]
        lines += ["    earlier:"] if typed else []
        for said, on, at in typed:
            lines += [f'      - {{rating: {said}, agreed: "{on}", meeting: "{at}"}}']
    if file.actions or file.goal:
        lines += ["making_progress:", "  immediate:", f"    goal: '{file.goal}'"]
        lines += ["    actions:" if file.actions else "    actions: []"]
        for id, (owner, due, status) in file.actions:
            lines += [f"      - id: {id}", f"        action: Do {id}.", f"        owner: {owner}"]
            lines += [f'        due: "{due}"', f"        status: {status}"]
    return "\n".join(lines) + "\n"


ratings = st.tuples(*map(st.sampled_from, (STATEMENTS, RATINGS, DAYS, MEETINGS)))
typed_late = st.tuples(
    *map(st.sampled_from, (STATEMENTS, RATINGS, ("2026-01-10", "2026-01-10", "2026-02-10", "2025-12-10"), MEETINGS))
)
edits = st.one_of(
    st.tuples(st.just("rate"), ratings),
    st.tuples(st.just("rate"), ratings),
    st.tuples(st.just("rate"), ratings),
    st.tuples(st.just("late"), typed_late),
    st.tuples(st.just("late"), typed_late),
    st.tuples(st.just("late"), typed_late),
    st.tuples(st.just("late"), typed_late),
    st.tuples(st.just("never"), st.sampled_from(STATEMENTS)),
    st.tuples(st.just("empty"), st.sampled_from(STATEMENTS), st.sampled_from(("", "No longer."))),
    st.tuples(
        st.just("views"),
        st.sampled_from(STATEMENTS),
        st.dictionaries(st.sampled_from(("council", "police")), st.sampled_from(RATINGS)),
    ),
    st.tuples(
        st.just("act"),
        st.sampled_from(("a-1", "a-2")),
        st.tuples(
            st.sampled_from(("council", "police")),
            st.sampled_from(("2026-05-01", "2026-06-01")),
            st.sampled_from(("open", "in-progress", "done")),
        ),
    ),
    st.tuples(st.just("stop"), st.sampled_from(("a-1", "a-2"))),
    st.tuples(st.just("aim"), st.sampled_from(("", "One aim.", "Another aim."))),
    st.tuples(st.just("drop"), st.sampled_from(STATEMENTS)),
    st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("copy"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("delete"), st.sampled_from(PATHS)),
    st.tuples(st.just("break"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("move"), st.sampled_from(PATHS), st.just("principles/old/trauma.yaml")),
    st.tuples(st.just("move"), st.just("views/police.yaml"), st.just("views/old/police.yaml")),
    st.tuples(st.just("delete"), st.just("views/council.yaml")),
    st.tuples(st.just("link"), st.sampled_from(("principles/5-trauma.yaml", "principles/old"))),
    st.tuples(st.just("submodule"), st.sampled_from(("principles/sub", "principles/old"))),
    st.tuples(st.just("unlink"), st.sampled_from(("principles/sub", "principles/old"))),
    st.tuples(st.just("format"), st.sampled_from((1, 1, 2))),
)
back = st.integers(0, 4)
steps = st.one_of(
    st.tuples(st.just("edit"), back, st.lists(edits, min_size=1, max_size=2)),
    st.tuples(st.just("edit"), st.just(0), st.lists(edits, min_size=1, max_size=2)),
    st.tuples(
        st.just("edit"), st.integers(0, 1), st.lists(st.tuples(st.just("late"), typed_late), min_size=1, max_size=2)
    ),
    st.tuples(st.just("restore"), back, back),
    st.tuples(st.just("there and back"), ratings),
    st.tuples(st.just("merge"), back, back, st.sampled_from(("ours", "theirs", "each")), st.integers(0, 255)),
    st.tuples(st.just("merge"), back, back, st.sampled_from(("ours", "theirs", "each")), st.integers(0, 255)),
    st.tuples(st.just("octopus"), back, back, back, st.integers(0, 255)),
    st.tuples(st.just("evil"), back, back, st.lists(edits, min_size=1, max_size=2)),
    st.tuples(st.just("root"), st.lists(edits, min_size=1, max_size=3)),
)
begin = st.lists(st.tuples(st.just("rate"), ratings), min_size=1, max_size=3)
clocks = st.sampled_from(("1970-01-02", "2026-01-12", "2026-02-11", "2026-03-15", "2099-01-01"))


def edited(files: Files, edit: tuple[Any, ...]) -> Files:
    """A tree after an edit; an edit that means nothing there leaves it as it is."""
    kind, *about = edit
    files = dict(files)
    if kind == "views":
        for agency in ("council", "police"):
            path = next((path for path in files if path.startswith("views/") and path.endswith(f"{agency}.yaml")), "")
            there = files.get(path)
            views = dict(there.views) if isinstance(there, Speaker) else {}
            views.pop(".".join(about[0]), None)
            views |= {".".join(about[0]): about[1][agency]} if agency in about[1] else {}
            if views or path:
                files[path or f"views/{agency}.yaml"] = Speaker(agency, tuple(sorted(views.items())))
    elif kind in ("rate", "late", "never", "empty", "drop", "act", "stop", "aim"):
        named = about[0][0] if kind in ("rate", "late") else about[0]
        id, dimension = named if kind in ("rate", "late", "never", "empty", "drop") else ("trauma", "")
        path = next((path for path, file in sorted(files.items()) if isinstance(file, File) and file.id == id), "")
        path = path or ("principles/5-trauma.yaml" if id == "trauma" else "principles/3-voice.yaml")
        there = files.get(path)
        file = there if isinstance(there, File) and there.id == id else File(id)
        said, actions = dict(file.assessments), dict(file.actions)
        if kind in ("late", "never") and dimension not in said and said:
            # What was agreed earlier stands beside what was rated.
            dimension = min(said)
        *own, earlier = said.get(dimension, ("", "", "", "", ()))
        if kind == "rate":
            said[dimension] = (*about[0][1:], "Because.", earlier)
        if kind == "late" and dimension in said:
            late = about[0][1:]
            others = (each for each in earlier if not is_one(each, late))
            said[dimension] = (*own, tuple(sorted((*others, late), key=lambda each: each[1])))
        if kind == "never" and dimension in said:
            said[dimension] = (*own, earlier[1:])
        if kind == "empty":
            said[dimension] = ("", "", "", about[1], earlier)
        if kind == "drop":
            said.pop(dimension, None)
        if kind == "act":
            actions[about[0]] = about[1]
        if kind == "stop":
            actions.pop(about[0], None)
        goal = about[0] if kind == "aim" else file.goal
        files[path] = File(id, *(tuple(sorted(each.items())) for each in (said, actions)), goal)
    elif kind in ("move", "copy") and about[0] in files and about[0] != about[1]:
        files[about[1]] = files[about[0]]
        if kind == "move":
            del files[about[0]]
    elif kind in ("delete", "unlink"):
        if kind == "delete" or isinstance(files.get(about[0]), Link | Submodule):
            files.pop(about[0], None)
    elif kind == "break":
        files[about[0]] = BROKEN + about[0].encode()
        if about[1] != about[0]:
            files.pop(about[1], None)
    elif kind == "link":
        files[about[0]] = Link("elsewhere")
    elif kind == "submodule":
        files[about[0]] = Submodule("1" * 40)
    elif kind == "format":
        files["partnership.yaml"] = BASE["partnership.yaml"].replace("format: 1", f"format: {about[0]}")
    for path in list(files):
        # A tree cannot have both a file and a folder of a name: the newer one wins.
        if any(each.startswith(f"{path}/") for each in files):
            newer = kind in ("link", "submodule") and path == about[0]
            for each in [each for each in files if each.startswith(f"{path}/")] if newer else [path]:
                del files[each]
    return files


def mixed(trees: list[Files], dice: int) -> Files:
    """A merge that takes each file, and where it can each statement, from one parent or another."""
    found: Files = {}
    for path in sorted({path for tree in trees for path in tree}):
        dice, which = divmod(dice, len(trees)) if dice else (170, 0)
        sides = [tree.get(path) for tree in trees]
        texts = [side for side in sides if isinstance(side, File)]
        if len(texts) == len(sides) and len({side.id for side in texts}) == 1 and dice % 2:
            parts: list[dict[str, Any]] = []
            for part in ("assessments", "actions"):
                parts.append({})
                for name in sorted({each for side in texts for each, _ in getattr(side, part)}):
                    dice, which = divmod(dice, len(trees)) if dice else (85, 1)
                    if chosen := dict(getattr(texts[which], part)).get(name):
                        parts[-1][name] = chosen
            found[path] = File(texts[0].id, *(tuple(each.items()) for each in parts), texts[which % len(texts)].goal)
        elif sides[which] is not None:
            found[path] = sides[which]
    return edited(found, ("none",))


def tell(tale: Tale, first: list[Any], plan: list[Any], dates: list[str]) -> list[int]:
    """Make the commits of a plan; their marks, in order."""
    trees: list[Files] = []
    marks: list[int] = []

    def commit(files: Files, *parents: int) -> None:
        number = len(marks)
        entries = {path: rendered(file) for path, file in files.items()}
        # No two commits at the same moment, so that one of them is the earlier.
        on = f"{dates[number % len(dates)]}T12:{number:02}:00+00:00"
        marks.append(tale.commit(entries, *(marks[each] for each in parents), on=on, subject=str(number)))
        trees.append(files)

    def all_of(files: Files, several: list[Any]) -> Files:
        for each in several:
            files = edited(files, each)
        return files

    bare: Files = dict(BASE)
    bare["content/pack.yaml"] = BASE["content/pack.yaml"] + "making_progress: [{id: immediate, title: Immediate}]\n"
    commit(all_of(bare, first))
    for kind, *about in plan:
        last = len(trees) - 1
        if kind == "edit":
            parent = max(0, last - about[0])
            commit(all_of(trees[parent], about[1]), parent)
        elif kind == "restore":
            commit(trees[max(0, last - about[0] - about[1])], max(0, last - about[0]))
        elif kind == "there and back":
            commit(edited(trees[last], ("rate", about[0])), last)
            commit(trees[last], last + 1)
        elif kind == "root":
            commit(all_of(bare, about[0]))
        else:
            count = 3 if kind == "octopus" else 2
            parents = list(dict.fromkeys(max(0, last - each) for each in about[:count]))
            if len(parents) == 1:
                parents = [parents[0], *([parents[0] - 1] if parents[0] else [])]
            sides = [trees[each] for each in parents]
            if kind == "evil":
                files = all_of(sides[0], about[2])
            elif kind == "merge" and about[2] != "each":
                files = sides[0] if about[2] == "ours" else sides[-1]
            else:
                files = mixed(sides, about[-1])
            commit(files, *parents)
    return marks


# The comparison.


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Tale, Objects]]:
    tale = Tale(tmp_path_factory.mktemp("any") / "partnership")
    (tale.folder / "partnership.yaml").write_text(str(BASE["partnership.yaml"]), encoding="utf-8")
    objects = Objects(tale.folder)
    yield tale, objects
    objects.close()


def in_full(tale: Tale, objects: Objects, head: str) -> list[Commit]:
    """Every commit up to one, parents before children."""
    listed = tale.git("rev-list", "--topo-order", "--reverse", "--parents", "--timestamp", head)
    known: dict[str, Commit] = {}
    for line in listed.splitlines():
        _, id, *parents = line.split()
        at = next(each for each in objects.read(id).decode().splitlines() if each.startswith("author ")).split()[-2]
        moment = datetime.fromtimestamp(int(at), tz=UTC).isoformat()
        known[id] = Commit(id, [known[each] for each in parents], moment, objects.tree(f"{id}^{{tree}}"), objects)
    return list(known.values())


def fast(tale: Tale) -> tuple[list[tuple[Row, bool]], list[tuple[str, str]], dict[str, list[str]]]:
    """What `history --format json` says, in the same form; and the days of each statement in the order told."""
    repository = Repository(tale.folder)
    told = read_history.history(context(tale.folder), repository)
    instrument = Instrument()
    if b"format: 2" not in (repository.at("HEAD").read("partnership.yaml") or b""):
        partnership = read_history.around(repository.at("HEAD"), told).partnership
        instrument = partnership.instrument
    answer = json.loads(written(answers.ratings(told, instrument)))
    rows = [
        (
            Row(
                way["statement"],
                each["kind"],
                each["rating"],
                each["was"],
                each["agreed"],
                each["because"] or "",
                each["recorded"]["commit"],
                each["was_agreed"],
                each["late"],
            ),
            each["stands"],
        )
        for way in answer["statements"]
        for each in way["recordings"]
    ]
    days: dict[str, list[str]] = {}
    for recording in told.recordings:
        days.setdefault(recording.statement, []).append(clock(recording).isoformat())
    repository.objects.close()
    return rows, [(each["path"], each["recorded"]["commit"]) for each in answer["unread"]], days


QUIETLY = examples(75)


@QUIETLY
@given(begin, st.lists(steps, min_size=2, max_size=12), st.lists(clocks, min_size=1, max_size=5))
def test_any_history_is_told_as_by_reading_every_commit_in_full(
    place: tuple[Tale, Objects], first: list[Any], plan: list[Any], dates: list[str]
) -> None:
    tale, objects = place
    marks = tell(tale, first, plan, dates)
    head = tale.make(marks[-1])
    note(tale.git("log", "--graph", "--topo-order", "--format=%h %s %ad %p", head))

    commits = in_full(tale, objects, head)
    rows, unread = slow(commits)
    found, not_read, days = fast(tale)

    assert sorted(found, key=repr) == sorted(rows, key=repr)
    last = {row.statement: row for row, stands in found if stands and row.kind != "taken-back"}
    for statement in {each for each in commits[-1].says if " " not in each}:
        said = commits[-1].says[statement][0][0] or None
        assert (last[statement].rating if statement in last else None) == said, "what is told last is what is said"
    assert sorted(not_read) == sorted(unread)
    for told in days.values():
        assert told == sorted(told)
    places = {commit.id: number for number, commit in enumerate(commits)}
    for (one, _), (two, _) in itertools.pairwise(found):
        same_day = one[0] == two[0] and {one.kind, two.kind} <= {*NEW, "confirmed"} and one[4] == two[4] is not None
        if same_day and commits[places[two.commit]] in commits[places[one.commit]].past:
            pytest.fail(f"{one} is told before {two}, which it came after")


# The same told backwards the other way.


_OPPOSITE = {"agreement": "disagreement", "disagreement": "agreement", "unclear": "clear", "clear": "unclear", "": ""}


def _swapped(change: Change) -> Change:
    """A change, told the other way round."""
    swapped = change._replace(before=change.after, after=change.before)
    return swapped._replace(towards=_OPPOSITE[change.towards]) if hasattr(change, "towards") else swapped


def mirrored(before: Snapshot, after: Snapshot, *, whole: bool = True) -> list[Change]:
    """What changed between two snapshots, after it was seen that the other way round the same is told.

    With `whole`, also that the same is told when everything is read.
    """
    there, back = (
        (compare(old.partnership, new.partnership), sorted({*old.unreadable, *new.unreadable}))
        for old, new in (load_pair(before, after), load_pair(after, before))
    )
    assert there[1] == back[1]
    swapped = [_swapped(change) for change in back[0].changes]
    assert sorted(there[0].changes, key=repr) == sorted(swapped, key=repr)
    assert [type(change) for change in there[0].changes] == [type(change) for change in back[0].changes]
    if whole and not there[1]:
        old, new = load_both(before, after)
        assert compare(old.partnership, new.partnership) == there[0], "reading only what differs hides nothing"
    return list(there[0].changes)


@examples(50)
@given(begin, st.lists(steps, min_size=2, max_size=6), st.data())
def test_any_two_commits_compare_the_same_both_ways_and_as_they_say(
    place: tuple[Tale, Objects], first: list[Any], plan: list[Any], dice: st.DataObject
) -> None:
    tale, objects = place
    marks = tell(tale, first, plan, ["2026-01-12"])
    commits = in_full(tale, objects, tale.make(marks[-1]))
    one, two = (dice.draw(st.sampled_from(commits)) for _ in "ab")
    repository = Repository(tale.folder)
    before, after = (repository.at(each.id) for each in (one, two))
    if one.foreign or two.foreign:
        for pair in ((before, after), (after, before)):
            with pytest.raises(ReflectError, match="format 2"):
                load_pair(*pair)
        return
    # Where two files are about one principle, what is compared depends on which of them differ: see the shapes.
    once = all(speaks_once(each) for each in (one, two))
    changes = mirrored(before, after, whole=once)
    if once and not one.unread and not two.unread:
        told = {change.id for change in changes if isinstance(change, RatingChange | AgreedChange)}
        statements = {each for each in {**one.says, **two.says} if " " not in each}
        # The meeting beside a rating is part of what was agreed.
        agreed = [
            {each: (commit.rating(each), commit.rating(each) and commit.says[each][1]) for each in statements}
            for commit in (one, two)
        ]
        assert told == {each for each in statements if agreed[0][each] != agreed[1][each]}
    repository.objects.close()


def speaks_once(commit: Commit) -> bool:
    """Whether no two files are about one principle."""
    about = [{each.partition(".")[0] for each in version} for version in commit.files.values()]
    return len(set[str]().union(*about)) == sum(map(len, about))


class Files:
    """A snapshot whose files are in sight."""

    label, revision = "files", ""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> bytes | Unreadable:
        return self.files[path].encode()


words = st.sampled_from(("", "One thing.", "Another thing."))
days = st.sampled_from(("", "2026-01-10", "2026-02-10"))
points = st.sampled_from(("", *RATINGS))
agencies = st.lists(st.sampled_from(("council", "police", "health")), unique=True, max_size=3)


def some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, max_size=2)


assessment = st.fixed_dictionaries(
    {"rating": points, "agreed": days, "because": words},
    optional={
        "meeting": st.sampled_from(("m1", "m2")),
        "sources": some(st.fixed_dictionaries({"what": st.sampled_from(("audit", "survey")), "dated": days})),
        "reflections": st.fixed_dictionaries({}, optional={"evidence": words, "building": words}),
    },
)
view = st.fixed_dictionaries({"rating": points, "given": days, "because": words})


def plans(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """A plan of a principle."""
    return st.fixed_dictionaries(
        {"goal": words, "measure": words},
        optional={
            "actions": some(
                st.fixed_dictionaries(
                    {
                        "id": st.sampled_from((f"{name}-1", f"{name}-2")),
                        "action": words,
                        "owner": st.sampled_from(("council", "police")),
                    }
                )
            )
        },
    )


def documents(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """A principle file's content."""
    return st.fixed_dictionaries(
        {"principle": st.just(name)},
        optional={
            "assessments": st.fixed_dictionaries({}, optional={"action": assessment, "culture": assessment}),
            "making_progress": st.fixed_dictionaries({}, optional={"immediate": plans(name)}),
        },
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Files:
    """A partnership of any content."""
    pack = yaml.safe_load(str(BASE["content/pack.yaml"])) | {
        "prompts": [{"id": "evidence", "title": "Evidence"}, {"id": "building", "title": "Building"}],
        "making_progress": [{"id": "immediate", "title": "Immediate"}],
    }
    pack["principles"] = draw(st.permutations(pack["principles"]))
    partnership = yaml.safe_load(str(BASE["partnership.yaml"]))
    partnership["agencies"] = [{"id": each, "name": draw(words) or each} for each in draw(agencies)]
    files: dict[str, Any] = {"partnership.yaml": partnership, "content/pack.yaml": pack}
    for name in ("voice", "trauma"):
        content = yaml.safe_load(str(BASE[f"content/principles/{name}.yaml"]))
        content["statements"]["culture"] = draw(words)
        files[f"content/principles/{name}.yaml"] = content
        path = draw(st.sampled_from(("", f"principles/{name}.yaml", f"principles/x/{name}.yaml")))
        if path:
            files[path] = draw(documents(name))
    for agency in draw(agencies):
        views = draw(st.dictionaries(st.sampled_from(("voice.action", "trauma.culture", "trauma.action")), view))
        files[f"views/{agency}.yaml"] = {"of": agency, "views": views}
    texts = {path: json.dumps(content) for path, content in files.items()}
    for name in draw(st.lists(st.sampled_from(("m1", "m2")), unique=True)):
        head = json.dumps({"id": name, "date": "2026-01-10", "title": draw(words), "present": draw(agencies)})
        texts[f"meetings/{name}.md"] = f"---\n{head}\n---\n\n{draw(words)}\n"
    if draw(st.booleans()):
        texts["preliminary.md"] = (
            f"---\n{json.dumps({'goal': draw(words), 'discussed': draw(days)})}\n---\n\n{draw(words)}\n"
        )
    return Files(texts)


@examples(60)
@given(snapshots(), snapshots())
def test_any_two_partnerships_compare_the_same_both_ways(one: Files, two: Files) -> None:
    mirrored(one, two)
    assert mirrored(one, one) == []
