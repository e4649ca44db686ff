"""What every row needs: the corpora, a way to measure, a place to write; and the rows that come of it.

In: what was asked for on the command line. Out: rows, each with a figure, the goals of DESIGN section 5, and whether
they are met. What could not be measured gives a row that says why.
"""

import itertools
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from . import measuring
from .corpora import Corpus, corpus
from .measuring import Job, Pairs, Wrong, pairs

_NOT_MEASURED = "not measured"

_LONG = 500
"""Milliseconds. To count what takes longer takes minutes, and it can be told by time on a busy machine, too."""


_NEXT_TO_NOTHING = 0.5
"""Megabytes."""


class Row(NamedTuple):
    """A line of the table."""

    what: str
    figure: str
    took: str = ""
    must: str = ""
    reach: str = ""
    verdict: str = ""


class Goal(NamedTuple):
    """What a figure must be and what is reached for: at most, or at least where `faster`."""

    unit: str
    must: float | None = None
    reach: float | None = None
    faster: bool = False

    def verdict(self, value: float) -> str:
        """Whether it is met."""
        if self.reach is not None and self._within(value, self.reach):
            return "met, and reached" if self.must is not None else "reached"
        if self.must is None:
            return ""
        return "met" if self._within(value, self.must) else "NOT MET"

    def row(self, what: str, value: float, figure: str, took: str = "") -> Row:
        """The row of a figure."""
        return Row(what, figure, took, self.told(self.must), self.told(self.reach), self.verdict(value))

    def without(self, what: str, why: str) -> Row:
        """The row of a figure that there is not."""
        return Row(what, why, "", self.told(self.must), self.told(self.reach), _NOT_MEASURED)

    def told(self, limit: float | None) -> str:
        """A limit, with its unit."""
        return "" if limit is None else f"{'≥' if self.faster else '≤'} {limit:g} {self.unit}"

    def _within(self, value: float, limit: float) -> bool:
        return value >= limit if self.faster else value <= limit


class Bench:
    """What the rows are measured with."""

    def __init__(self, keep: Path, names: Collection[str], scratch: Path, *, runs: int, counts: bool) -> None:
        """`counts` is whether instructions are counted, for which one run is enough."""
        self.scratch, self.counts = scratch, counts
        self.runs_timed = runs
        self.runs_beside = min(runs, 3)
        """Of other programs, which may take long, and are measured by time."""
        self._keep, self._names, self._numbers = keep, names, itertools.count()
        self._known: dict[tuple[str, Path], float] = {}

    def of(self, *names: str) -> Iterator[Corpus]:
        """Those of the corpora that were asked for, made where they are not there yet."""
        return (corpus(name, self._keep) for name in names if name in self._names)

    def plain(self) -> Job:
        """P."""
        return Job([[sys.executable, "-c", "pass"]], self.scratch)

    def forget(self, root: Path) -> None:
        """Take away all that was kept of a partnership; nothing is kept anywhere else."""
        for folder in (root / ".git/reflectctl", Path(os.environ["XDG_CACHE_HOME"], "reflectctl")):
            shutil.rmtree(folder, ignore_errors=True)

    def cold(self, job: Job) -> Job:
        """The same, with nothing kept from before."""
        return job._replace(before=lambda: self.forget(job.at))

    def copy(self, corpus: Corpus) -> Path:
        """A copy of a corpus that may be written to."""
        return Path(shutil.copytree(corpus.root, self.scratch / f"{corpus.size.name}-{next(self._numbers)}"))

    def take(self, job: Job) -> float:
        """What a job takes: seconds, or millions of instructions."""
        return measuring.instructions(job) if self.counts else measuring.cpu(job)

    def against(self, what: str, goal: Goal, job: Job, other: Job) -> Row:
        """A row that compares two jobs: by time; or by instructions, where that is feasible, and by time behind it."""
        timed = self.beside(what, goal, job, other, self.runs_timed)
        if not self.counts or timed.verdict == _NOT_MEASURED or float(timed.took.split()[0]) > _LONG:
            return timed
        counted = self.row(what, goal, lambda: pairs(lambda: self.take(job), lambda: self._once(other), 1))
        also = f" ({timed.verdict} by time)" if counted.verdict != timed.verdict else ""
        return counted._replace(took=f"{counted.took}; {timed.figure}, {timed.took}", verdict=counted.verdict + also)

    def beside(self, what: str, goal: Goal, job: Job, other: Job, runs: int = 0) -> Row:
        """A row that compares two jobs by time in any case, as another program may take very many instructions."""

        def took() -> Pairs:
            for each in (job, job, other):
                measuring.cpu(each)  # what does not count: what is kept may only be believed the next time
            return pairs(lambda: measuring.cpu(job), lambda: measuring.cpu(other), runs or self.runs_beside)

        return self.row(what, goal, took, timed=True)

    def row(self, what: str, goal: Goal, measured: Callable[[], Pairs], *, timed: bool = False) -> Row:
        """A row of the table; when something goes wrong, it says what."""
        try:
            took = measured()
        except Wrong as wrong:
            return goal.without(what, str(wrong))
        # A figure as it is read: how many times as fast, where that is the goal.
        value, low, high = (1 / took.ratio, 1 / took.high, 1 / took.low) if goal.faster else took[:3]
        spread = f" ({low:.2f}-{high:.2f})" if low < high else ""
        counted = self.counts and not timed
        return goal.row(
            what,
            value,
            f"{value:.2f} {goal.unit}{spread}",
            f"{took.first:.1f} M" if counted else f"{took.first * 1000:.1f} ms",
        )

    def memory(self, what: str, goal: Goal, job: Job) -> Row:
        """A row of the most that our process holds, and git's, where that is more."""
        try:
            held = measuring.memory(job)
        except Wrong as wrong:
            return goal.without(what, str(wrong))
        also = f"; git's {held.most:.1f}" if held.most - held.own > _NEXT_TO_NOTHING else ""
        return goal.row(what, held.own, f"{held.own:.1f} {goal.unit}{also}")

    def _once(self, other: Job) -> float:
        """Counted once, where it needs nothing done before: it takes as many each time."""
        if other.before:
            return self.take(other)
        name = (repr(other.commands), other.at)
        if name not in self._known:
            self._known[name] = self.take(other)
        return self._known[name]
