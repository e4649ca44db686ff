"""Where a command's instructions go: `python -m tests.benchmarks.waterfall --corpus large --cold validate`.

The interpreter, what is imported, git, and the work that is left, which is shared out among our rooms by a profile of
CPU time. It explains a row of the table that is not met. What takes long is better told by `--time`, in milliseconds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tabulate import tabulate

from .bench import Bench
from .corpora import SIZES, environment
from .measuring import Job, Wrong, cpu, instructions, processes, reflectctl, script

_MODULES = """
import sys
from reflectctl.__main__ import main
try:
    main()
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""

_PROFILED = """
import cProfile, importlib, json, os, pathlib, pstats, sys, time
names, at, *sys.argv[1:] = sys.argv[1:]
for name in json.loads(names):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
from reflectctl.__main__ import main
def run():
    try:
        main()
    except SystemExit:
        pass
profile = cProfile.Profile(time.process_time)
profile.runcall(run)
def room(function):
    path = function[0].replace(os.sep, "/")
    return path.rpartition("/reflectctl/")[2].partition("/")[0] if "/reflectctl/" in path else ""
def shared(function, taken, callers, stats, deep=0):
    # What is no function of ours counts for who called it.
    if room(function) or deep > 8 or not callers:
        return {room(function) or pathlib.Path(function[0]).parent.name or "builtins": taken}
    whole, found = sum(each[2] for each in callers.values()) or 1, {}
    for caller, each in callers.items():
        for name, part in shared(caller, taken * each[2] / whole, stats[caller][4], stats, deep + 1).items():
            found[name] = found.get(name, 0) + part
    return found
stats, rooms = pstats.Stats(profile).stats, {}
for function, (_, _, own, _, callers) in stats.items():
    for name, part in shared(function, own, callers, stats).items():
        rooms[name] = rooms.get(name, 0) + part
with open(at, "w") as file:
    json.dump([rooms, os.times().children_user + os.times().children_system], file)
"""


_LEAST = 0.02
"""A room with less of the work has no step of its own."""


class Step(NamedTuple):
    """A part of what a command takes: millions of instructions, or milliseconds."""

    what: str
    taken: float


def waterfall(job: Job, bench: Bench) -> list[Step]:
    """The steps of a command of ours, which add up to what it takes."""
    words = [str(word) for word in job.commands[0][1:]]
    rooms, git = _profiled(job, words, names := _imported(job, words), bench.scratch)
    if bench.counts:
        if not job.before:
            processes(job)
        first, *others = processes(job)
        whole, git = first.instructions / 1e6, sum(process.instructions for process in others) / 1e6
    else:
        whole = _median(job) - (git := git * 1000)
    plain, theirs = _taken(bench, bench.plain()), [name for name in names if not name.startswith("reflectctl")]
    libraries = _taken(bench, _importing(theirs, job)) - plain
    ours = _taken(bench, _importing(names, job)) - plain - libraries
    work = whole - plain - libraries - ours
    steps = [Step("the interpreter", plain), Step("importing libraries", libraries), Step("importing ours", ours)]
    profiled = sum(rooms.values()) or 1
    for room, taken in sorted(rooms.items(), key=lambda each: -each[1]):
        if taken / profiled >= _LEAST:
            steps.append(Step(f"work in {room}", work * taken / profiled))
    steps.append(Step("work elsewhere", whole - sum(step.taken for step in steps)))
    return [*steps, Step("git", git)] if git else steps


def _taken(bench: Bench, job: Job) -> float:
    return instructions(job) if bench.counts else _median(job)


def _median(job: Job) -> float:
    cpu(job)
    return statistics.median(cpu(job) for _ in range(5)) * 1000


def _imported(job: Job, words: list[str]) -> list[str]:
    """The modules that are there at the end, in the order in which they were asked for."""
    _python(job, [_MODULES, *words])  # what it keeps is believed by the next
    done = _python(job, [_MODULES, *words])
    names = [name for name in done.stderr.splitlines()[-1].split() if name not in ("__main__", "reflectctl.__main__")]
    # What is imported without the package around it is so by us alone.
    return [name for name in names if all(above in names or above == "reflectctl" for above in _above(name))]


def _above(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _importing(names: list[str], job: Job) -> Job:
    lines = "\n".join(f"try:\n    import {name}\nexcept ImportError:\n    pass" for name in names)
    return Job([[sys.executable, "-c", lines]], job.at)


def _profiled(job: Job, words: list[str], names: list[str], scratch: Path) -> tuple[dict[str, float], float]:
    """Seconds by room, when all is imported; and those of git."""
    at = scratch / "profile.json"
    _python(job, [_PROFILED, json.dumps(names), str(at), *words])
    rooms, git = json.loads(at.read_text("utf-8"))
    return rooms, git


def _python(job: Job, words: list[str]) -> "subprocess.CompletedProcess[str]":
    if job.before:
        job.before()
    environ = {**environment(), **job.environ}
    command = [sys.executable, "-c", *words]
    done = subprocess.run(command, cwd=job.at, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Wrong(done.stderr)
    return done


def main() -> None:
    """Read the words, count, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.waterfall", description=__doc__)
    parser.add_argument("--corpus", default="normal", choices=SIZES)
    parser.add_argument("--cold", action="store_true", help="with nothing kept from before; else again")
    parser.add_argument("--time", action="store_true", help="milliseconds of CPU time, and not instructions")
    parser.add_argument("--complete", metavar="LINE", help="what a shell asks at the end of this line")
    parser.add_argument("--code", type=int, default=0, help="the exit code that it leaves with (0)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where corpora are kept")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="the command, behind reflectctl")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reflectctl-waterfall-") as temporary:
        os.environ.update(HOME=temporary, XDG_CACHE_HOME=f"{temporary}/cache")
        scratch, keep = Path(temporary), (asked.keep or Path(temporary) / "kept").absolute()
        bench = Bench(keep, [asked.corpus], scratch, runs=1, counts=not asked.time)
        root = next(bench.of(asked.corpus)).root
        job = reflectctl(*asked.words, at=root, code=asked.code)
        if asked.complete:
            typed = {"COMP_LINE": asked.complete, "COMP_POINT": str(len(asked.complete))}
            job = Job([[script()]], root, environ={"_REFLECTCTL_COMPLETE": "complete_bash", **typed})
        print(told(waterfall(bench.cold(job) if asked.cold else job, bench), "ms" if asked.time else "M"))


def told(steps: list[Step], unit: str) -> str:
    """The steps as a table, with what they come to."""
    plain = steps[0].taken
    steps = [*steps, Step("all", sum(step.taken for step in steps))]
    rows = [(step.what, f"{step.taken:.1f} {unit}", f"{step.taken / plain:.2f} P") for step in steps]
    return tabulate(rows, ("step", "", ""), disable_numparse=True, colalign=("left", "right", "right"))


if __name__ == "__main__":
    main()
