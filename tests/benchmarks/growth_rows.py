"""Rows of what grows: memory, with many commits and with many saves; and what twice as much of everything costs."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from .bench import Bench, Goal, Row
from .corpora import Corpus, environment
from .measuring import Job, Pairs, Wrong, cpu, pairs, reflectctl

SAVES = 200
_WATCHING = "Watching for changes"


def memory(bench: Bench) -> Iterator[Row]:
    """The most that a process holds."""
    yield bench.memory("memory: python -c pass", Goal("MB"), bench.plain())
    musts = {"validate": 25, "history": 36, "report": 50}
    for corpus in bench.of("normal", "large", "huge"):
        for command, must in musts.items():
            goal = Goal("MB", must if corpus.size.name == "huge" else None)
            job = bench.cold(reflectctl(command, at=corpus.root))
            yield bench.memory(f"memory: {command} {corpus.size.name}, cold", goal, job)


def watch(bench: Bench) -> Iterator[Row]:
    """How much more a process holds after many saves than after its first look."""
    goal = Goal("MB", 2)
    for corpus in bench.of("normal"):
        for words in (("validate",), ("report", "--output", "report.html")):
            what = f"memory: {words[0]} --watch {corpus.size.name}, {SAVES} saves"
            if not Path("/proc/self/status").is_file():
                yield goal.without(what, "there is no /proc here")
                continue
            try:
                first, tenth, last = grown(bench.copy(corpus), words, corpus)
            except Wrong as wrong:
                yield goal.without(what, str(wrong))
                continue
            figure = f"{last - first:+.1f} MB, of it {last - tenth:+.1f} after the tenth save"
            yield goal.row(what, last - first, figure, f"{last:.1f} MB")


def grown(root: Path, words: tuple[str, ...], corpus: Corpus, saves: int = SAVES) -> tuple[float, float, float]:
    """What a process that watches holds after its first look, after ten saves and after the last, in MB."""
    path = root / corpus.principles[0].relative_to(corpus.root)
    text = path.read_text("utf-8")
    command = [str(word) for word in reflectctl(*words, "--watch", at=root).commands[0]]
    held = []
    with subprocess.Popen(
        command, cwd=root, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            for number in range(saves + 1):
                _await_look(child)
                held.append(_held(child.pid))
                before, opening, after = text.partition("because: >-\n      ")
                path.write_text(f"{before}{opening}As of save {number}: {after}", "utf-8")
        finally:
            child.terminate()
    return held[0], held[min(10, saves)], held[-1]


def _await_look(child: "subprocess.Popen[str]") -> None:
    assert child.stderr is not None
    for line in child.stderr:
        if line.startswith(_WATCHING):
            return
    raise Wrong("it does not watch any longer")


def _held(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def growth(bench: Bench) -> Iterator[Row]:
    """What twice as many meetings and commits cost, above what the same takes where hardly anything was recorded."""
    corpora = {corpus.size.name: corpus for corpus in bench.of("small", "large", "double")}
    goal = Goal("×", 2.2)
    for words in (("validate",), ("status",), ("history",), ("report",), ("diff", "HEAD~500", "HEAD")):
        what = f"growth: {words[0]} cold, double / large"
        if len(corpora) < 3:
            yield goal.without(what, "it takes the corpora small, large and double")
            continue
        jobs = {name: bench.cold(reflectctl(*words, at=corpus.root)) for name, corpus in corpora.items()}
        if words[0] == "diff":
            jobs["small"] = bench.cold(reflectctl("diff", "HEAD~5", "HEAD", at=corpora["small"].root))

        def took(jobs: dict[str, Job] = jobs) -> Pairs:
            start = min(cpu(jobs["small"]) for _ in range(3))
            return pairs(lambda: cpu(jobs["double"]) - start, lambda: cpu(jobs["large"]) - start, bench.runs_timed)

        yield bench.row(what, goal, took, timed=True)
