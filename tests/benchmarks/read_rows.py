"""Rows of what is read and recorded: where things stand, what moved, how it went, reports, and whether it is true."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .bench import Bench, Goal, Row
from .corpora import Corpus, environment, program
from .measuring import Job, Wrong, reflectctl
from .other_programs import Others


def status(bench: Bench) -> Iterator[Row]:
    """`status`, `action list` and `rate`."""
    for corpus in bench.of("normal"):
        for words in (("status",), ("action", "list")):
            job, what = reflectctl(*words, at=corpus.root), f"{' '.join(words)} normal"
            yield bench.against(f"{what}, cold", Goal("P", 8), bench.cold(job), bench.plain())
            yield bench.against(f"{what}, again", Goal("P", 8, 2), job, bench.plain())
        yield bench.against("rate normal", Goal("P", 8, 2), _rate(corpus, bench.copy(corpus)), bench.plain())


def _rate(corpus: Corpus, copy: Path) -> Job:
    """Another rating is recorded than the one that stands, in a copy that is as it was each time."""
    path = copy / corpus.principles[0].relative_to(corpus.root)
    before, answers = path.read_bytes(), corpus.truth["children-first.action"]
    rating = "disagree" if answers and answers[-1][1] == "agree" else "agree"
    job = reflectctl("rate", "children-first.action", rating, "--because", "It is so.", at=copy)
    return job._replace(before=lambda: path.write_bytes(before))


def diff(bench: Bench, others: Others) -> Iterator[Row]:
    """`diff A B`, from halfway to the end."""
    for corpus in bench.of("normal", "large"):
        name, large = corpus.size.name, corpus.size.name == "large"
        half = f"HEAD~{corpus.size.commits // 2 - corpus.size.commits // 20}"
        job, goal = reflectctl("diff", half, "HEAD", at=corpus.root), Goal("P", *((10, 7) if large else ()))
        yield bench.against(f"diff {half} HEAD, {name}, cold", goal, bench.cold(job), bench.plain())
        yield bench.against(f"diff {half} HEAD, {name}, again", goal, job, bench.plain())
        if not large:
            continue
        what, goal = f"diff {half} HEAD, {name}, cold / dvc metrics diff", Goal("×", 0.2)
        other = others.dvc(corpus)
        yield bench.beside(what, goal, bench.cold(job), other) if other else goal.without(what, "dvc is not installed")


def history(bench: Bench, others: Others) -> Iterator[Row]:
    """`history`, beside git's own walk: with nothing kept from before, and with what the last one kept."""
    goals = {"large": ((24, 15), (8, 5)), "huge": ((14, 10), (2,))}
    for corpus in bench.of("normal", "large", "huge"):
        name, log = corpus.size.name, _log(corpus)
        cold, warm = goals.get(name, ((), ()))
        job = reflectctl("history", at=corpus.root)
        yield bench.against(f"history {name}, cold", Goal("F", *cold), bench.cold(job), log)
        yield bench.against(f"history {name}, warm", Goal("F", *warm), job, log)
        if name != "large":
            continue
        what = f"history {name}, cold / git-history, one principle's file of eight"
        other, goal = others.git_history(corpus), Goal("×")
        if other:
            yield bench.beside(what, goal, bench.cold(job), other)
        else:
            yield goal.without(what, "git-history is not installed")


def _log(corpus: Corpus) -> Job:
    """F."""
    words = ["git", "log", "--raw", "--no-abbrev", "--full-history", "--format=%H", "--", "principles"]
    return Job([words], corpus.root)


def report(bench: Bench, others: Others) -> Iterator[Row]:
    """`report`, with every meeting's notes."""
    goals = {"normal": (22, 15), "large": (50, 35)}
    for corpus in bench.of("normal", "large"):
        name = corpus.size.name
        job, goal = reflectctl("report", at=corpus.root), Goal("P", *goals[name])
        yield bench.against(f"report {name}, cold", goal, bench.cold(job), bench.plain())
        yield bench.against(f"report {name}, again", goal, job, bench.plain())
        if name != "large":
            continue
        what, goal = f"report {name}, cold / doorstop publish", Goal("×", 1.0, 0.3)
        other = others.doorstop(corpus)
        if other:
            yield bench.beside(what, goal, bench.cold(job), other)
        else:
            yield goal.without(what, "doorstop is not installed")


def answers(bench: Bench) -> Iterator[Row]:
    """Whether `history --format json` tells what is true, with nothing kept and with all that was kept."""
    for corpus in bench.of("normal", "large", "huge"):
        bench.forget(corpus.root)
        for moment in ("cold", "warm"):
            what = f"history --format json {corpus.size.name}, {moment}, is true"
            try:
                found = told(corpus)
            except Wrong as wrong:
                yield Row(what, str(wrong), verdict="not measured")
                continue
            expected = {statement: rated for statement, rated in corpus.truth.items() if rated}
            wrong_ones = sum(found.get(statement) != expected.get(statement) for statement in {*found, *expected})
            figure = f"{wrong_ones} statements differ" if wrong_ones else f"{sum(map(len, expected.values()))} ratings"
            yield Row(what, figure, must="all", verdict="NOT MET" if wrong_ones else "met")


def told(corpus: Corpus) -> dict[str, list[tuple[str, str, str]]]:
    """What `history --format json` tells, in the shape of the true answers."""
    words = [str(program("reflectctl")), "history", "--format", "json"]
    done = subprocess.run(words, cwd=corpus.root, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise Wrong(f"`reflectctl history --format json` left with {done.returncode}: {last[:40]}")
    found: dict[str, list[tuple[str, str, str]]] = {}
    for statement in json.loads(done.stdout)["statements"]:
        rated = [each for each in statement["recordings"] if each["kind"] == "rated"]
        if rated:
            found[statement["statement"]] = [
                (each["agreed"], each["rating"], each["recorded"]["subject"]) for each in rated
            ]
    return found
