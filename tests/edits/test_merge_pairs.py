"""Two clones are edited at random by the program's own edits and merged: no record is lost, and none invented.

What a partnership says is told here as facts, whatever the files look like: each is one of the units that a merge must
not take apart. What two sides come to is then plain, fact by fact, and the merge of the files has to say just that.

    python -m tests.edits.test_merge_pairs 300      # the figures, with and without the driver
"""

import contextlib
import random
import string
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reflectctl.app.merge_driver import merged
from reflectctl.documents.conflicts import Marks
from reflectctl.edits import actions, members, operations
from reflectctl.edits.changeset import Draft
from reflectctl.edits.merge_points import points
from reflectctl.errors import ReflectError
from reflectctl.loading.load import Loaded, load
from reflectctl.model.instrument import Principle, Statement
from reflectctl.model.records import Action, Agency, EarlierRating, Group, Source, View
from reflectctl.rules.engine import check
from reflectctl.rules.findings import Merge, Moment
from reflectctl.storage.disk import WorkTree
from reflectctl.storage.merge_file import merge_by_lines
from reflectctl.storage.snapshots import Edited

TODAY = date(2026, 5, 1)
Files = dict[str, bytes]
Facts = Mapping[tuple[str, ...], Any]

PLAN = ("goal", "measure")
CLOSING = ("status", "closed", "outcome")


class Play:
    """Somebody who edits a partnership at random; the words are new each time, as people's are."""

    def __init__(self, chance: random.Random, loaded: Loaded, draft: Draft, home: int) -> None:
        """`home` is the number of the principle that most is about: people meet over one at a time."""
        self.chance, self.loaded, self.draft = chance, loaded, draft
        self.partnership = loaded.partnership
        self.home = self.partnership.instrument.principles[home]

    def day(self) -> date:
        return TODAY - timedelta(days=self.chance.randrange(60))

    def words(self) -> str:
        said = " ".join(self.chance.choices(("so", "we", "saw", "it", "in", "twelve", "plans", "there"), k=6))
        return f"{said.capitalize()} {self.chance.randrange(10**6)}."

    def agency(self) -> str:
        return self.chance.choice(self.partnership.agencies).id

    def principle(self) -> Principle:
        return self.home if self.chance.random() < 0.8 else self.chance.choice(self.partnership.instrument.principles)

    def statement(self) -> Statement:
        return self.chance.choice(self.principle().statements)

    def action(self) -> Action | None:
        actions = list(self.partnership.actions)
        near = [each for each in actions if each.principle == self.home.id]
        return self.chance.choice(near or actions) if actions else None

    def meeting(self) -> str:
        return self.chance.choice([each.id for each in self.partnership.meetings] or [""])

    def step(self) -> None:
        """One edit; which is left where there is nothing to edit."""
        with contextlib.suppress(ReflectError):
            self.chance.choice(EDITS)(self)

    def rate(self) -> None:
        operations.rate(
            self.loaded, self.draft, self.statement(),
            self.chance.choice([point.id for point in self.partnership.instrument.scale]),
            because=self.words(), agreed=self.day(), meeting=self.meeting(),
        )  # fmt: skip

    def view(self) -> None:
        of = self.agency()
        rating = self.chance.choice([None, *(point.id for point in self.partnership.instrument.scale)])
        operations.view(self.loaded, self.draft, self.statement(), View(of, rating, self.day(), "", self.words()))

    def rate_earlier(self) -> None:
        """Where a rating stands already, as the command asks for."""
        which = self.statement()
        stands = self.partnership.assessment(which.id)
        if stands is None or stands.agreed is None or stands.agreed < date(2025, 6, 1):
            return
        said = EarlierRating(
            self.chance.choice([point.id for point in self.partnership.instrument.scale]),
            self.day() - timedelta(days=400), because=self.words(),
        )  # fmt: skip
        operations.rate_earlier(self.loaded, self.draft, which, said)

    def note(self) -> None:
        prompt = self.chance.choice(self.partnership.instrument.prompts).id
        where = self.chance.choice(("", "meeting", "dated"))
        operations.note(
            self.loaded, self.draft, self.statement(), prompt, self.words(),
            meeting=self.meeting() if where == "meeting" else "",
            dated=self.day() if where == "dated" else None,
        )  # fmt: skip

    def source(self) -> None:
        new = Source(self.words(), self.agency(), self.day().isoformat()[:7])
        operations.source(self.loaded, self.draft, self.statement(), new)

    def plan(self) -> None:
        horizon = self.chance.choice(self.partnership.instrument.horizons).id
        which = self.chance.choice(PLAN)
        operations.plan(self.loaded, self.draft, self.principle(), horizon, **{which: self.words()})

    def add_action(self) -> None:
        id = "a-" + "".join(self.chance.choices(string.ascii_lowercase + string.digits, k=6))
        horizon = self.chance.choice(self.partnership.instrument.horizons).id
        due = (TODAY + timedelta(days=90)).isoformat()
        new = Action(id, self.words(), self.agency(), role="Lead", opened=self.day(), due=due)
        actions.add(self.loaded, self.draft, self.principle(), horizon, new)

    def change_action(self) -> None:
        action = self.action()
        if action is None:
            return
        status = self.chance.choice(("done", "dropped", "in-progress", ""))
        closed = self.day() if status in ("done", "dropped") else None
        outcome = self.words() if closed else ""
        if status:
            actions.change(self.loaded, self.draft, action.id, status=status, closed=closed, outcome=outcome)
        else:
            due = (TODAY + timedelta(self.chance.randrange(99))).isoformat()
            actions.edit(self.loaded, self.draft, action.id, {"due": due})

    def add_meeting(self) -> None:
        principle = self.principle().id
        there = self.chance.sample([each.id for each in self.partnership.agencies], 2)
        operations.new_meeting(
            self.loaded, self.draft, on=self.day(), title=self.words(), principles=[principle],
            present=there[:1], absent=there[1:],
        )  # fmt: skip

    def attend(self) -> None:
        paths = [path for path in self.draft.paths() if path.startswith("meetings/")]
        if paths:
            document = self.draft.document(path := self.chance.choice(paths))
            assert document is not None
            who = self.agency()
            lists = {key: [id for id in document.data.get(key) or [] if id != who] for key in ("present", "absent")}
            lists[self.chance.choice(("present", "absent"))].append(who)
            for key, ids in lists.items():
                self.draft.put(path, (key,), ids)

    def reword_action(self) -> None:
        if action := self.action():
            path, route = actions._action(self.draft, action.id)
            key = self.chance.choice(("action", "owner"))
            self.draft.put(path, (*route, key), self.words() if key == "action" else self.agency())

    def reword_reason(self) -> None:
        rated = [each for each in self.partnership.assessments if each.rating]
        near = [each for each in rated if each.statement.startswith(f"{self.home.id}.")]
        if rated:
            which = self.partnership.instrument.statement(self.chance.choice(near or rated).statement)
            assert which is not None
            path, _ = operations.principle_path(self.loaded, operations.principle_of(self.loaded, which))
            self.draft.put(path, ("assessments", which.dimension, "because"), self.words())

    def add_agency(self) -> None:
        id = "".join(self.chance.choices(string.ascii_lowercase, k=6))
        members.add_agency(self.loaded, self.draft, Agency(id, self.words()))

    def add_group(self) -> None:
        id = "".join(self.chance.choices(string.ascii_lowercase, k=6))
        who = tuple(self.chance.sample([each.id for each in self.partnership.agencies], 2))
        members.add_group(self.loaded, self.draft, Group(id, self.words(), "subgroup", who))

    def leave(self) -> None:
        was = self.partnership.agency(self.agency())
        assert was is not None
        members.edit(self.loaded, self.draft, was, was._replace(left=self.day()))


EDITS = (
    *(Play.rate, Play.view, Play.note, Play.source, Play.plan) * 2, *(Play.add_action, Play.change_action) * 2,
    Play.add_meeting, Play.attend, Play.add_agency, Play.reword_action, Play.reword_reason,
    Play.rate_earlier, Play.add_group, Play.leave,
)  # fmt: skip
"""What people do, the usual more often."""


def facts(loaded: Loaded) -> Facts:
    """Everything that a partnership says, each unit under what it is known by."""
    return dict(_facts(loaded))


def _facts(loaded: Loaded) -> Iterator[tuple[tuple[str, ...], Any]]:
    partnership = loaded.partnership
    for agency in partnership.agencies:
        yield ("agency", agency.id), (agency.name, agency.was)
        yield ("agency", agency.id, "left"), agency.left
    for group in partnership.groups:
        yield ("group", group.id), (group.name, group.kind)
        for member in group.members:
            yield ("member", group.id, member), True
    for each in partnership.assessments:
        if each.rating or each.because:
            yield ("rating", each.statement), (each.rating, each.agreed, each.meeting, each.because)
        for said in each.earlier:
            yield ("earlier", each.statement, str(said.agreed), said.meeting), (said.rating, said.because)
        for source in each.sources:
            yield ("source", each.statement, source.what, source.agency, source.dated), source.link
        for prompt, discussions in each.reflections.items():
            for talk in discussions:
                for point in points(talk.points):
                    yield ("point", each.statement, prompt, talk.meeting, str(talk.dated), point), True
    for views in partnership.views:
        for statement, view in views.views.items():
            yield ("view", views.of, statement), (view.rating, view.given, view.meeting, view.because)
    for action in partnership.actions:
        yield ("action", action.id), (action.principle, action.horizon)
        yield ("closing", action.id), tuple(getattr(action, name) for name in CLOSING)
        for name in ("action", "owner", "role", "opened", "due", "serves"):
            yield ("action", action.id, name), getattr(action, name)
    for record in partnership.records:
        for plan in record.plans:
            for name in PLAN:
                if said := getattr(plan, name):
                    yield ("plan", record.principle, plan.horizon, name), said
    for meeting in partnership.meetings:
        yield ("meeting", meeting.id), (meeting.date, meeting.title, meeting.principles, meeting.notes)
        for key in ("present", "absent"):
            for agency_id in getattr(meeting, key):
                # Whoever is in both lists has a fact that neither side has.
                others = getattr(meeting, "absent" if key == "present" else "present")
                yield ("attendance", meeting.id, agency_id), (key, agency_id in others)


NOT_THERE = object()


def three_ways(base: Facts, ours: Facts, theirs: Facts) -> Facts | None:
    """What two sides come to; None where they differ on a fact."""
    found = {}
    for id in {key[1] for key in {*base, *ours, *theirs} if key[0] == "closing"}:
        wording, closing = ("action", id, "action"), ("closing", id)
        for one, other in ((ours, theirs), (theirs, ours)):
            if (
                base.get(wording) not in (None, one.get(wording))
                and base.get(closing, ())[2:] != other.get(closing, ())[2:]
            ):
                return None  # an outcome is that of the action as it was worded
    for key in {*base, *ours, *theirs}:
        was, one, other = (each.get(key, NOT_THERE) for each in (base, ours, theirs))
        if one != other and was not in (one, other):
            return None
        said = one if other in (was, one) else other
        if said is not NOT_THERE:
            found[key] = said
    return found


class Pair(NamedTuple):
    """Three states of the files, and what they say."""

    base: Files
    ours: Files
    theirs: Files


class Outcome(NamedTuple):
    """What came of a merge."""

    conflicts: int
    files: Files


def edited(tree: WorkTree, files: Files, chance: random.Random, home: int, count: int) -> Files:
    """The files after some edits."""
    loaded = load(Edited(tree, files))
    draft = operations.draft(loaded)
    play = Play(chance, loaded, draft, home)
    for _ in range(count):
        play.step()
    return files | {edit.path: edit.after for edit in draft.edits()}


def pair(tree: WorkTree, seed: int) -> Pair:
    chance = random.Random(seed)
    home = chance.randrange(8)
    base = edited(tree, {}, chance, home, chance.randrange(4))
    ours, theirs = (edited(tree, base, chance, home, 2 + chance.randrange(6)) for _ in range(2))
    return Pair(base, ours, theirs)


def put_together(tree: WorkTree, three: Pair, *, driver: bool) -> Outcome:
    """The files of both sides as git has them, with the driver or by lines."""
    files, conflicts = dict(three.base), 0
    for path in sorted({*three.ours, *three.theirs}):
        on_disk = tree.read(path)
        was = on_disk if isinstance(on_disk, bytes) else b""
        base, ours, theirs = (side.get(path, was) for side in three)
        if ours == theirs or base in (ours, theirs):
            files[path] = ours if base == theirs else theirs
        elif driver:
            found = merged(path, base, ours, theirs, Marks())
            files[path], conflicts = found.raw, conflicts + bool(found.conflicts)
        else:
            files[path], is_clean = merge_by_lines(base, ours, theirs)
            conflicts += not is_clean
    return Outcome(conflicts, files)


def errors(loaded: Loaded) -> Counter[tuple[str, str]]:
    return Counter((each.rule, each.location.path) for each in check(loaded, Moment(TODAY)) if each.severity == "error")


class Told(NamedTuple):
    """What is to be said of one pair."""

    needed: bool
    """Whether the two sides differ on a fact."""
    conflicts: int
    right: bool
    """Whether a clean merge says what both sides say, and nothing else."""
    new_errors: Counter[tuple[str, str]]
    halves: bool
    """Whether `validate` finds a record that nobody wrote so."""
    same: bool
    """Whether the bytes are the same whichever side merges."""


def told(tree: WorkTree, three: Pair, *, driver: bool) -> Told:
    base, ours, theirs = (load(Edited(tree, files)) for files in three)
    wanted = three_ways(*map(facts, (base, ours, theirs)))
    done = put_together(tree, three, driver=driver)
    other = put_together(tree, Pair(three.base, three.theirs, three.ours), driver=driver)
    if done.conflicts:
        return Told(wanted is None, done.conflicts, True, Counter(), False, other.conflicts == done.conflicts)
    after = load(Edited(tree, done.files))
    right = wanted is not None and facts(after) == wanted
    known = errors(ours) | errors(theirs)
    merge = Merge(ours.partnership, theirs.partnership, after.partnership)
    halves = [each for each in check(after, Moment(TODAY, merged=[merge])) if each.rule == "record-of-two-halves"]
    return Told(wanted is None, 0, right, errors(after) - known, bool(halves), done.files == other.files)


def tree_of(folder: Path) -> WorkTree:
    return WorkTree(folder)


PAIRS = 30
"""So many in `make test`; there are further ones in `make soak`."""

GROUPS = 6


def check_pairs(folder: Path, seeds: range) -> None:
    tree, needless = tree_of(folder), 0
    for seed in seeds:
        found = told(tree, pair(tree, seed), driver=True)
        assert found.right, seed
        assert found.same, seed
        assert not found.new_errors, (seed, found.new_errors)
        assert not found.halves, seed
        assert found.conflicts or not found.needed, seed
        needless += bool(found.conflicts) and not found.needed
    assert needless <= len(seeds) // 100, needless


@pytest.mark.parametrize("group", range(GROUPS))
def test_random_edits_of_two_clones_are_merged_into_what_both_said(
    built_demo: Path, built_fresh: Path, group: int
) -> None:
    """In an example that is well under way, and in a partnership that has just begun."""
    each = PAIRS // GROUPS
    check_pairs(built_fresh if group % 3 == 0 else built_demo, range(group * each, (group + 1) * each))


@pytest.mark.soak
@pytest.mark.parametrize("well_under_way", [True, False])
def test_any_edits_of_two_clones(built_demo: Path, built_fresh: Path, *, well_under_way: bool) -> None:
    first = random.randrange(10**6)
    check_pairs(built_demo if well_under_way else built_fresh, range(first, first + 250))


def main(count: int, folder: Path) -> None:
    """Print the figures."""
    tree = tree_of(folder)
    pairs = [pair(tree, seed) for seed in range(count)]
    for driver in (False, True):
        found = [told(tree, each, driver=driver) for each in pairs]
        wrong = [each for each in found if not each.right or (each.needed and not each.conflicts)]
        figures = {
            "with conflicts": sum(bool(each.conflicts) for each in found),
            "needless": sum(bool(each.conflicts) and not each.needed for each in found),
            "merged wrongly and cleanly": len(wrong),
            "of those found by validate": sum(bool(each.new_errors) or each.halves for each in wrong),
            "found though nothing is wrong": sum(each.halves and each not in wrong for each in found),
            "with new errors": sum(bool(each.new_errors) for each in found),
            "depending on the side": sum(not each.same for each in found),
        }
        print("with the driver:" if driver else "without the driver:", count, "pairs,", figures)
        print("  needless:", [n for n, each in enumerate(found) if each.conflicts and not each.needed][:20])
        print("  wrong:", [n for n, each in enumerate(found) if each in wrong][:20])


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
