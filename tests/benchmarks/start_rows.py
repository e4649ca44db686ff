"""Rows of what is short: what a shell and git ask again and again, and what says how the program is used."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reflectctl.cli import without_site

from .bench import Bench, Goal, Row
from .corpora import environment, program
from .measuring import Job, Pairs, Wrong, cpu, pairs, reflectctl, script


def version(bench: Bench) -> Iterator[Row]:
    """`--version`."""
    yield bench.against("--version", Goal("P", 1.3, 1.1), reflectctl("--version", at=bench.scratch), bench.plain())


def help_(bench: Bench) -> Iterator[Row]:
    """`--help`, of everything and of a command, and words that mean nothing."""
    for what, words, code in (
        ("--help", ("--help",), 0),
        ("validate --help", ("validate", "--help"), 0),
        ("usage error: an unknown command", ("nope",), 2),
        ("usage error: an unknown option", ("validate", "--nope"), 2),
    ):
        job = reflectctl(*words, at=bench.scratch, code=code)
        yield bench.against(what, Goal("P", 2, 1.5), job, bench.plain())


_TAUGHT = [sys.executable, "-I", "-S", str(Path(without_site.__file__).resolve())]
"""How a shell that was taught, and git, call the program."""


def completion(bench: Bench) -> Iterator[Row]:
    """What a shell asks at each key press: as it was taught, and by the program's name."""
    for corpus in bench.of("normal"):
        for what, line, goal in (
            ("a word", "reflectctl val", Goal("P", 1.5, 1.2)),
            ("a statement's id", "reflectctl rate c", Goal("P", 2.5, 2)),
            ("an action's id", "reflectctl action done a-", Goal("P", 2.5, 2)),
            ("a meeting's id", "reflectctl meeting edit 20", Goal("P", 2.5, 2)),
        ):
            asked = {"_REFLECTCTL_COMPLETE": "complete_bash", "COMP_LINE": line, "COMP_POINT": str(len(line))}
            for how, words in (("", _TAUGHT), (", by name", [str(script())])):
                job = Job([words], corpus.root, environ=asked)
                yield bench.against(f"completion of {what}{how}", goal, job, bench.plain())


def textconv(bench: Bench) -> Iterator[Row]:
    """What git asks for both sides of each file, and what that comes to."""
    for corpus in bench.of("normal"):
        job = Job([[*_TAUGHT, "textconv", corpus.principles[0]]], corpus.root)
        yield bench.against("textconv, a principle's file, cold", Goal("P"), bench.cold(job), bench.plain())
        yield bench.against("textconv, a principle's file, again", Goal("P", 1.3, 1), job, bench.plain())
    for corpus in bench.of("large"):
        # Whoever sets git up has the program on their path.
        path = {"PATH": f"{program('reflectctl').parent}{os.pathsep}{os.environ['PATH']}"}
        copy = bench.copy(corpus)
        subprocess.run(
            [str(program("reflectctl")), "git-setup"],
            cwd=copy,
            env=environment() | path,
            check=True,
            capture_output=True,
        )
        job, sides = Job([["git", "log", "-p", "-40"]], copy, environ=path), _sides(copy)
        none = job._replace(environ={**path, "REFLECTCTL_NO_CACHE": "1"})
        yield bench.beside(
            "git log -p of 40 commits, large, again / with nothing kept", Goal("×", None, 0.17), job, none
        )
        for moment, each in (("cold", bench.cold(job)), ("again", job)):
            what = f"git log -p of 40 commits, large, {moment}, each of {sides} sides"
            yield bench.row(what, Goal("P"), partial(_each_side, bench.plain(), each, sides), timed=True)


def _each_side(plain: Job, job: Job, sides: int) -> Pairs:
    cpu(job)
    return pairs(lambda: cpu(job) / sides, lambda: cpu(plain), 3)


def _sides(root: os.PathLike[str]) -> int:
    """How many versions of files git shows as sentences."""
    words = ["git", "log", "-40", "--raw", "--format=", "--", "*.yaml", "*.md"]
    done = subprocess.run(words, cwd=root, env=environment(), capture_output=True, text=True, check=True)
    sides = 0
    for line in done.stdout.splitlines():
        if "README" not in line:
            sides += 2 if line.split()[4].startswith("M") else 1
    if not sides:
        raise Wrong("git shows no file of the last 40 commits as sentences")
    return sides
