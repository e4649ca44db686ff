"""Rows of what is short: what a shell and git ask again and again, and what says how the program is used."""

import os
import subprocess
from collections.abc import Iterator
from functools import partial

from .bench import Bench, Goal, Row
from .corpora import environment, program
from .measuring import Job, Pairs, Wrong, cpu, pairs, reflectctl


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


def completion(bench: Bench) -> Iterator[Row]:
    """What a shell asks at each key press."""
    for corpus in bench.of("normal"):
        for what, line, goal in (
            ("completion of a word", "reflectctl val", Goal("P", 1.5, 1.2)),
            ("completion of a statement's id", "reflectctl rate c", Goal("P", 2.5, 2)),
            ("completion of an action's id", "reflectctl action done a-", Goal("P", 2.5, 2)),
        ):
            asked = {"_REFLECTCTL_COMPLETE": "complete_bash", "COMP_LINE": line, "COMP_POINT": str(len(line))}
            job = Job([[program("reflectctl")]], corpus.root, environ=asked)
            yield bench.against(what, goal, job, bench.plain())


def textconv(bench: Bench) -> Iterator[Row]:
    """What git asks for both sides of each file."""
    for corpus in bench.of("normal"):
        job = reflectctl("textconv", str(corpus.principles[0]), at=corpus.root)
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
