"""What is measured, and how: CPU time of child processes in interleaved pairs, and the rows of the table.

In: the corpora. Out: rows, each with a figure, the goals of DESIGN section 5, and whether they are met. A command that
leaves with an unexpected exit code gives a row that says so. Nothing here says how the figures come about.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .corpora import RATINGS, Corpus, environment, program

Words = Sequence[str | Path]


class Cost(NamedTuple):
    """What a process and its children took."""

    cpu: float
    """Seconds, user and system."""
    memory: float
    """The most that one process held, in MB."""


class Job(NamedTuple):
    """Commands that are measured as one, and the exit code that each leaves with."""

    commands: Sequence[Words]
    at: Path
    code: int = 0


class Row(NamedTuple):
    """A line of the table."""

    what: str
    figure: str
    cpu: str = ""
    must: str = ""
    reach: str = ""
    verdict: str = ""


class Wrong(Exception):
    """A command did not do what was to be measured."""


def spend(job: Job) -> Cost:
    """What a job takes."""
    cpu = memory = 0.0
    for command in job.commands:
        words = [str(word) for word in command]
        with subprocess.Popen(
            words,
            cwd=job.at,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as child:
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != job.code:
            name = " ".join([Path(words[0]).name, *words[1:3]])
            raise Wrong(f"`{name}` left with {child.returncode}, not {job.code}")
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss / 1024)
    return Cost(cpu, memory)


_SMALL = """
import os, sys
child = os.fork()
if not child:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss)
"""


def memory(job: Job) -> float:
    """The most that one process of a job held, in MB.

    Linux counts what a process held before it became the command, which would be the size of this very program: so
    a small one starts it.
    """
    most = 0.0
    for command in job.commands:
        words = [sys.executable, "-I", "-S", "-c", _SMALL, *(str(word) for word in command)]
        said = subprocess.run(words, cwd=job.at, env=environment(), capture_output=True, text=True, check=True).stdout
        code, held = said.split()
        if int(code) != job.code:
            raise Wrong(f"`{Path(str(command[0])).name} {command[1]}` left with {code}, not {job.code}")
        most = max(most, int(held) / 1024)
    return most


class Pairs(NamedTuple):
    """Two jobs taken in turns: the median ratio of the pairs, its quartiles, and the medians of either's seconds."""

    ratio: float
    low: float
    high: float
    first: float
    second: float


def pairs(first: Callable[[], float], second: Callable[[], float], runs: int) -> Pairs:
    """A B A B …, after one of each that does not count."""
    first(), second()
    taken = [(first(), second()) for _ in range(runs)]
    ratios = sorted(a / b for a, b in taken)
    low, _, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    ours, theirs = (statistics.median(each) for each in zip(*taken, strict=True))
    return Pairs(statistics.median(ratios), low, high, ours, theirs)


class Goal(NamedTuple):
    """What a ratio must be and what is reached for: at most, or at least where `faster`."""

    unit: str
    must: float | None = None
    reach: float | None = None
    faster: bool = False

    def verdict(self, value: float) -> str:
        """Whether it is met."""
        if self.must is None:
            return ""
        if self.reach is not None and self._within(value, self.reach):
            return "met, and reached"
        return "met" if self._within(value, self.must) else "NOT MET"

    def told(self, limit: float | None) -> str:
        """A limit, with its unit."""
        return "" if limit is None else f"{'≥' if self.faster else '≤'} {limit:g} {self.unit}"

    def _within(self, value: float, limit: float) -> bool:
        return value >= limit if self.faster else value <= limit


def row(what: str, goal: Goal, measured: Callable[[], Pairs]) -> Row:
    """A row of the table; when something goes wrong, it says what."""
    must, reach = goal.told(goal.must), goal.told(goal.reach)
    try:
        took = measured()
    except Wrong as wrong:
        return Row(what, str(wrong), "", must, reach, "not measured")
    # A figure as it is read: how many times as fast, where that is the goal.
    value, low, high = (1 / took.ratio, 1 / took.high, 1 / took.low) if goal.faster else took[:3]
    figure = f"{value:.2f} {goal.unit} ({low:.2f}-{high:.2f})"
    return Row(what, figure, f"{took.first * 1000:.1f} ms", must, reach, goal.verdict(value))


class Bench(NamedTuple):
    """Everything that a row needs: the corpora by name, how many pairs, and a folder for what must be written."""

    corpora: dict[str, Corpus]
    runs: int
    scratch: Path

    def against(self, what: str, goal: Goal, job: Job, other: Job, runs: int = 0) -> Row:
        """A row that compares two jobs."""
        return row(what, goal, lambda: pairs(lambda: spend(job).cpu, lambda: spend(other).cpu, runs or self.runs))


def reflectctl(*words: str, at: Path, code: int = 0) -> Job:
    """A command of ours."""
    return Job([[program("reflectctl"), *words]], at, code)


def _plain(at: Path) -> Job:
    return Job([[sys.executable, "-c", "pass"]], at)


def _log(at: Path) -> Job:
    return Job([["git", "log", "--raw", "--no-abbrev", "--full-history", "--format=%H", "--", "principles"]], at)


def _other(name: str) -> str | None:
    """Another program: of this environment, or on the path."""
    ours = program(name)
    return str(ours) if ours.is_file() else shutil.which(name)


def version(bench: Bench) -> Iterator[Row]:
    """`--version`."""
    here = bench.scratch
    yield bench.against("--version", Goal("P", 1.6, 1.1), reflectctl("--version", at=here), _plain(here))


def help_(bench: Bench) -> Iterator[Row]:
    """`--help`, of everything and of a command."""
    here = bench.scratch
    yield bench.against("--help", Goal("P", 7, 4.5), reflectctl("--help", at=here), _plain(here))
    yield bench.against("validate --help", Goal("P", 7, 4.5), reflectctl("validate", "--help", at=here), _plain(here))


def usage(bench: Bench) -> Iterator[Row]:
    """Words that mean nothing."""
    here = bench.scratch
    wrong = reflectctl("validate", "--nope", at=here, code=2)
    yield bench.against("usage error: an unknown option", Goal("P", 7, 4.5), wrong, _plain(here))
    wrong = reflectctl("nope", at=here, code=2)
    yield bench.against("usage error: an unknown command", Goal("P", 7, 4.5), wrong, _plain(here))


def validate(bench: Bench) -> Iterator[Row]:
    """`validate`, beside nothing and beside check-jsonschema."""
    goals = {"normal": ((11, 7), 0.15), "large": ((14, 9), 0.10)}
    checker = _other("check-jsonschema")
    for name, corpus in bench.corpora.items():
        plain, share = goals.get(name, ((None, None), None))
        job = reflectctl("validate", at=corpus.root)
        yield bench.against(f"validate {name}", Goal("P", *plain), job, _plain(corpus.root))
        what, goal = f"validate {name} / check-jsonschema", Goal("×", share)
        if checker is None:
            yield Row(what, "check-jsonschema is not installed", "", goal.told(share))
            continue
        other, runs = _checks(checker, corpus, bench.scratch / f"front-{name}"), min(bench.runs, 3)
        yield row(what, goal, lambda job=job, other=other, runs=runs: _validated(job, other, runs))  # type: ignore[misc]


def _validated(job: Job, other: Job, runs: int) -> Pairs:
    """Beside check-jsonschema, which takes one schema at a time: starting it is counted once and not six times."""
    start = statistics.median(spend(Job([[other.commands[0][0], "--version"]], other.at)).cpu for _ in range(3))
    return pairs(lambda: spend(job).cpu, lambda: spend(other).cpu - start * (len(other.commands) - 1), runs)


def _checks(checker: str, corpus: Corpus, scratch: Path) -> Job:
    """check-jsonschema over the same files; it cannot read Markdown, so front matter is laid out for it."""
    root = corpus.root
    kinds = {
        "partnership": [root / "partnership.yaml"],
        "pack": [root / "content/pack.yaml"],
        "content-principle": sorted((root / "content/principles").glob("*.yaml")),
        "principle": corpus.principles,
        "preliminary": _front([root / "preliminary.md"], scratch),
        "meeting": _front(sorted((root / "meetings").glob("*.md")), scratch),
    }
    commands: list[Words] = [
        [checker, "-q", "--schemafile", root / f".reflectctl/schema/{kind}.schema.json", *files]
        for kind, files in kinds.items()
    ]
    return Job(commands, root)


def _front(paths: Sequence[Path], scratch: Path) -> list[Path]:
    """The front matter of Markdown files, in files of its own."""
    scratch.mkdir(parents=True, exist_ok=True)
    made = []
    for path in paths:
        target = scratch / (path.stem + ".yaml")
        target.write_text(path.read_text("utf-8").split("---\n")[1], "utf-8")
        made.append(target)
    return made


def loading(bench: Bench) -> Iterator[Row]:
    """Our reader, in this process, beside libyaml's own events and beside ruamel.yaml's round trip."""
    import ruamel.yaml
    from yaml import CLoader

    from reflectctl.documents.text import decode
    from reflectctl.documents.yaml import read

    corpus = bench.corpora.get("large") or next(iter(bench.corpora.values()))
    raws = [path.read_bytes() for path in corpus.principles]
    texts = [raw.decode("utf-8") for raw in raws]

    def ours() -> None:
        for raw in raws:
            # Documents look for their places when they are first asked; this is the reading that finds them.
            if read("principle.yaml", decode("principle.yaml", raw).text or "").marks is None:
                raise Wrong("a principle file could not be read")

    def events() -> None:
        for text in texts:
            get = CLoader(text).get_event
            while get() is not None:
                pass

    def round_trip() -> None:
        for text in texts:
            ruamel.yaml.YAML(typ="rt").load(text)

    size = sum(map(len, raws))
    goal = Goal("× libyaml's events", 5, 4)
    yield row(
        f"loading with positions, {corpus.size.name}",
        goal,
        lambda: pairs(_timed(ours, 20), _timed(events, 20), bench.runs),
    )
    goal = Goal("× as fast as ruamel.yaml", 30, 40, faster=True)
    made = row(
        f"loading with positions, {corpus.size.name}",
        goal,
        lambda: pairs(_timed(ours, 20), _timed(round_trip, 1), min(bench.runs, 5)),
    )
    speed = f" at {size / float(made.cpu.split()[0]) / 1000:.1f} MB/s" if made.cpu else ""
    yield made._replace(cpu=made.cpu + speed)


def _timed(call: Callable[[], None], times: int) -> Callable[[], float]:
    def took() -> float:
        began = time.process_time()
        for _ in range(times):
            call()
        return (time.process_time() - began) / times

    return took


def diff(bench: Bench) -> Iterator[Row]:
    """`diff A B`, from halfway to the end."""
    for name, corpus in bench.corpora.items():
        large = name == "large"
        half = f"HEAD~{corpus.size.commits // 2 - corpus.size.commits // 20}"
        job = reflectctl("diff", half, "HEAD", at=corpus.root)
        yield bench.against(
            f"diff {half} HEAD, {name}", Goal("P", *((10, 6) if large else ())), job, _plain(corpus.root)
        )
    corpus = bench.corpora.get("large") or next(iter(bench.corpora.values()))
    what, goal = f"diff {corpus.size.name} / dvc metrics diff", Goal("×", 0.15)
    dvc = _other("dvc")
    if dvc is None:
        yield Row(what, "dvc is not installed", "", goal.told(goal.must))
        return
    other = _metrics(dvc, corpus, bench.scratch / "dvc")
    half = f"HEAD~{corpus.size.commits // 2 - corpus.size.commits // 20}"
    yield bench.against(what, goal, reflectctl("diff", half, "HEAD", at=corpus.root), other)


def _metrics(dvc: str, corpus: Corpus, root: Path) -> Job:
    """The same ratings as numbers in a repository of DVC's: its metrics are numbers."""
    _quietly(["git", "clone", "-q", corpus.root, root], corpus.root)
    _quietly([dvc, "init", "-q"], root)
    for moment, share in (("half", 0.5), ("end", 1.0)):
        named = {}
        for statement, answers in corpus.truth.items():
            until = answers[: round(len(answers) * share)]
            named[statement] = RATINGS.index(until[-1][1]) if until else 0
        (root / "metrics.json").write_text(json.dumps(named), "utf-8")
        (root / "dvc.yaml").write_text("metrics:\n  - metrics.json\n", "utf-8")
        _quietly(["git", "add", "-A"], root)
        _quietly(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", moment], root)
    return Job([[dvc, "metrics", "diff", "HEAD~1", "HEAD"]], root)


def _quietly(command: Words, at: Path) -> None:
    subprocess.run([str(word) for word in command], cwd=at, env=environment(), check=True, capture_output=True)


def history(bench: Bench) -> Iterator[Row]:
    """`history`, beside git's own walk: with nothing kept from before, and with what the last one kept."""
    goals = {"large": ((28, 15), (8, 5)), "huge": ((20, 10), (4.5, 3))}
    for name, corpus in bench.corpora.items():
        cold, warm = goals.get(name, ((), ()))
        job = reflectctl("history", at=corpus.root)
        forget: Words = ["rm", "-f", "-r", ".git/reflectctl"]
        yield bench.against(
            f"history cold {name}", Goal("F", *cold), Job([forget, *job.commands], corpus.root), _log(corpus.root)
        )
        yield bench.against(f"history warm {name}", Goal("F", *warm), job, _log(corpus.root))
    corpus = bench.corpora.get("large") or next(iter(bench.corpora.values()))
    name = corpus.size.name
    git_history = _other("git-history")
    what = f"history cold {name} / git-history, one principle's file of eight"
    if git_history is None:
        yield Row(what, "git-history is not installed")
        return
    base = bench.scratch / "git-history.db"
    other = Job(
        [
            ["rm", "-f", base],
            [git_history, "file", base, corpus.principles[0], "--repo", corpus.root, "--branch", "HEAD",
             "--import", "yaml", "--id", "statement", "--silent", "--convert", _AS_ITEMS],
        ],
        corpus.root,
    )  # fmt: skip
    yield bench.against(
        what, Goal("×"), Job([["rm", "-f", "-r", ".git/reflectctl"], *job.commands], corpus.root), other, 3
    )


_AS_ITEMS = """
said = yaml.safe_load(content) or {}
return [
    {"statement": name, "rating": it.get("rating"), "agreed": str(it.get("agreed")), "because": it.get("because")}
    for name, it in (said.get("assessments") or {}).items()
]
"""


def growth(bench: Bench) -> Iterator[Row]:
    """What twice as many meetings and commits cost, above what starting costs."""
    if not {"large", "double"} <= set(bench.corpora):
        yield Row("growth", "measured with --corpus large,double")
        return
    once, twice = bench.corpora["large"], bench.corpora["double"]
    start = statistics.median(spend(reflectctl("--help", at=once.root)).cpu for _ in range(bench.runs))
    for words in (("validate",), ("history",), ("report",), ("diff", "HEAD~500", "HEAD")):

        def above(corpus: Corpus, words: tuple[str, ...] = words) -> float:
            jobs = [["rm", "-f", "-r", ".git/reflectctl"], *reflectctl(*words, at=corpus.root).commands]
            return spend(Job(jobs, corpus.root)).cpu - start

        yield row(
            f"growth: {words[0]}, double / large",
            Goal("×", 2.2),
            lambda above=above: pairs(lambda: above(twice), lambda: above(once), bench.runs),  # type: ignore[misc]
        )


def answers(bench: Bench) -> Iterator[Row]:
    """Whether `history --format json` tells what is true."""
    for name, corpus in bench.corpora.items():
        what = f"history --format json {name} is true"
        try:
            found = told(corpus)
        except Wrong as wrong:
            yield Row(what, str(wrong), verdict="not measured")
            continue
        expected = {statement: rated for statement, rated in corpus.truth.items() if rated}
        count = sum(map(len, expected.values()))
        wrong_ones = sum(found.get(statement) != expected.get(statement) for statement in {*found, *expected})
        figure = f"{count} ratings" if not wrong_ones else f"{wrong_ones} statements differ"
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


def report(bench: Bench) -> Iterator[Row]:
    """`report`, with every meeting's notes."""
    doorstop = _other("doorstop")
    for name, corpus in bench.corpora.items():
        job = reflectctl("report", at=corpus.root)
        yield bench.against(f"report html {name}", Goal("P"), job, _plain(corpus.root), min(bench.runs, 5))
        if name != "large":
            continue
        what, goal = f"report html {name} / doorstop publish", Goal("×", 1.0, 0.3)
        if doorstop is None:
            yield Row(what, "doorstop is not installed", "", goal.told(goal.must), goal.told(goal.reach))
        else:
            other = _items(doorstop, corpus, bench.scratch / "doorstop")
            yield bench.against(what, goal, job, other, min(bench.runs, 3))


def _items(doorstop: str, corpus: Corpus, root: Path) -> Job:
    """As many items of doorstop's as there are meetings, with the same notes."""
    root.mkdir()
    _quietly(["git", "init", "-q"], root)
    _quietly([doorstop, "create", "MTG", "meetings"], root)
    for number, path in enumerate(sorted((corpus.root / "meetings").glob("*.md")), 1):
        notes = path.read_text("utf-8").split("---\n")[2].strip()
        text = "".join(f"  {line}\n" if line else "\n" for line in notes.splitlines())
        facts = f"active: true\nderived: false\nheader: ''\nlevel: 1.{number}\nlinks: []\nnormative: true\n"
        item = f"{facts}ref: ''\nreviewed: null\ntext: |\n{text}"
        (root / "meetings" / f"MTG{number:03d}.yml").write_text(item, "utf-8")
    return Job([[doorstop, "publish", "--quiet", "--html", "MTG", root / "published.html"]], root)


def memory_(bench: Bench) -> Iterator[Row]:
    """The most that a process holds."""
    plain = memory(_plain(bench.scratch))
    yield Row("memory: python -c pass", f"{plain:.1f} MB")
    for name, corpus in bench.corpora.items():
        for words, must in ((("validate",), 40), (("history",), 40), (("report",), 60)):
            goal = Goal("MB", must, 25)
            what, limits = f"memory: {words[0]} {name}", (goal.told(goal.must), goal.told(goal.reach))
            try:
                held = memory(reflectctl(*words, at=corpus.root))
            except Wrong as wrong:
                yield Row(what, str(wrong), "", *limits, "not measured")
                continue
            yield Row(what, f"{held:.1f} MB", "", *limits, goal.verdict(held))


MEASURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "version": version,
    "help": help_,
    "usage": usage,
    "validate": validate,
    "loading": loading,
    "diff": diff,
    "history": history,
    "growth": growth,
    "answers": answers,
    "report": report,
    "memory": memory_,
}
"""By the names that `--only` takes, in the order of the table."""
