"""Rows of what checks and lays out: validate in every state, fmt, files made to do harm, and our reader by itself."""

import itertools
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import measuring
from .bench import Bench, Goal, Row
from .corpora import Corpus, environment, program
from .hostile import HOSTILE
from .measuring import Job, Pairs, Wrong, pairs, reflectctl
from .other_programs import Others


def validate(bench: Bench, others: Others) -> Iterator[Row]:
    """`validate`, with nothing kept and with nothing changed, beside programs that check schemas or YAML alone."""
    cold = {"normal": ((7, 5.5), 0.15), "large": ((12, 9), 0.10)}
    again = {"normal": (1.6, 1.2), "large": (1.8, 1.3)}
    for corpus in bench.of("normal", "large"):
        name = corpus.size.name
        job = reflectctl("validate", at=corpus.root)
        yield bench.against(f"validate {name}, cold", Goal("P", *cold[name][0]), bench.cold(job), bench.plain())
        yield bench.against(f"validate {name}, again", Goal("P", *again[name]), job, bench.plain())
        what, goal = f"validate {name}, cold / check-jsonschema", Goal("×", cold[name][1])
        yield _schemas(bench, what, goal, bench.cold(job), others.check_jsonschema(corpus))
        what, goal = f"validate {name}, cold / ajv", Goal("×")
        yield _schemas(bench, what, goal, bench.cold(job), others.ajv(corpus), start="help")
        what, other = f"validate {name}, cold / yamllint", others.yamllint(corpus)
        if other:
            yield bench.beside(what, goal, bench.cold(job), other)
        else:
            yield goal.without(what, "yamllint is not installed")
        what, goal = f"validate {name}, again / a native checker of schemas", Goal("×", None, 1)
        yield _schemas(bench, what, goal, job, others.native(corpus), counts=bench.counts)


def _schemas(
    bench: Bench, what: str, goal: Goal, job: Job, other: Job | None, *, start: str = "--help", counts: bool = False
) -> Row:
    """Beside a program that takes one schema at a time: starting it is counted once, and not for every schema."""
    if other is None:
        return goal.without(what, "it is not installed")
    take, runs = (measuring.instructions, 1) if counts else (measuring.cpu, bench.runs_beside)

    def took() -> Pairs:
        for each in (job, job, other):
            measuring.cpu(each)  # to begin with, which does not count
        started = statistics.median(take(Job([[other.commands[0][0], start]], other.at)) for _ in range(runs))
        return pairs(lambda: take(job), lambda: take(other) - started * (len(other.commands) - 1), runs)

    return bench.row(what, goal, took, timed=not counts)


class Edits:
    """A copy of a corpus in which somebody writes something new each time."""

    def __init__(self, bench: Bench, corpus: Corpus) -> None:
        self.root = bench.copy(corpus)
        self.path = self.root / corpus.principles[2].relative_to(corpus.root)
        self._text, self._numbers = self.path.read_text("utf-8"), itertools.count(1)

    def edit(self) -> None:
        """Write another reason."""
        before, opening, after = self._text.partition("because: >-\n      ")
        self.path.write_text(f"{before}{opening}As of reading {next(self._numbers)}: {after}", "utf-8")

    def commit(self) -> None:
        """Commit another readme."""
        (self.root / "README.md").write_text(f"# Readme {next(self._numbers)}\n", "utf-8")
        name = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        words = ["git", *name, "commit", "-q", "-a", "-m", "Another readme"]
        subprocess.run(words, cwd=self.root, env=environment(), check=True, capture_output=True)


def edit(bench: Bench) -> Iterator[Row]:
    """`validate` after an edit, when all else is as it was."""
    for corpus in bench.of("normal", "large"):
        edits, name = Edits(bench, corpus), corpus.size.name
        job = reflectctl("validate", at=edits.root)._replace(before=edits.edit)
        yield bench.against(
            f"validate {name}, after one edit", Goal("P", *((9, 7) if name == "large" else ())), job, bench.plain()
        )


def vast(bench: Bench) -> Iterator[Row]:
    """What a hundred thousand commits cost what does not ask for them."""
    for corpus in bench.of("vast"):
        goal, held = Goal("P", 12), Goal("MB", 40)
        edits: Edits | None = None
        for command in ("validate", "status"):
            job = reflectctl(command, at=corpus.root)
            yield bench.memory(f"memory: {command} vast, cold", held, bench.cold(job))
            yield bench.memory(f"memory: {command} vast, again", held, job)
            yield bench.against(f"{command} vast, cold", goal, bench.cold(job), bench.plain())
            yield bench.against(f"{command} vast, again", goal, job, bench.plain())
            edits = edits or Edits(bench, corpus)
            job = reflectctl(command, at=edits.root)
            yield bench.against(
                f"{command} vast, after one commit more", goal, job._replace(before=edits.commit), bench.plain()
            )
            yield bench.against(f"{command} vast, after one edit", goal, job._replace(before=edits.edit), bench.plain())


def fmt(bench: Bench) -> Iterator[Row]:
    """`fmt --check`, beside `validate`: of files that are laid out, and of those that are not."""
    for corpus in bench.of("normal", "large"):
        name, copy = corpus.size.name, bench.copy(corpus)
        goal = Goal("×", *((1.0, 0.7) if name == "large" else ()))
        for words, code, what in ((), 1, "not laid out"), (("fmt",), 0, "laid out"):
            if words:
                measuring.cpu(reflectctl(*words, at=copy))
            job = bench.cold(reflectctl("fmt", "--check", at=copy, code=code))
            other = bench.cold(reflectctl("validate", at=copy))
            yield bench.against(f"fmt --check {name}, {what} / validate, both cold", goal, job, other)


def hostile(bench: Bench) -> Iterator[Row]:
    """Files that are made to do harm: what is wrong is told with its place, and soon."""
    for corpus in bench.of("normal"):
        root, goal = bench.copy(corpus), Goal("s", 1)
        path = root / corpus.principles[0].relative_to(corpus.root)
        for name, raw in HOSTILE.items():
            path.write_bytes(raw)
            what = f"a hostile file: {name}"
            try:
                took = measuring.cpu(reflectctl("validate", at=root, code=1))
                _expect_place(root, path)
            except Wrong as wrong:
                yield goal.without(what, str(wrong))._replace(verdict="NOT MET")
                continue
            yield goal.row(what, took, f"{took:.2f} s")


def _expect_place(root: Path, path: Path) -> None:
    words = [str(program("reflectctl")), "validate"]
    done = subprocess.run(words, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    named = path.relative_to(root).as_posix()
    lines = [line.split(":") for line in done.stdout.splitlines() if line.startswith(f"{named}:")]
    if not any(line[1].isdigit() and line[3].strip() == "error" for line in lines):
        raise Wrong("no error is told with its place")


def loading(bench: Bench) -> Iterator[Row]:
    """Our reader, in this process, beside libyaml's own events and beside ruamel.yaml's round trip."""
    import ruamel.yaml
    from yaml import CLoader

    from reflectctl.documents.text import decode
    from reflectctl.documents.yaml import read

    for corpus in bench.of("large"):
        raws = [path.read_bytes() for path in corpus.principles]
        texts = [raw.decode("utf-8") for raw in raws]

        def ours(raws: list[bytes] = raws) -> None:
            for raw in raws:
                # Documents look for their places when they are first asked; this is the reading that finds them.
                if read("principle.yaml", decode("principle.yaml", raw).text or "").marks is None:
                    raise Wrong("a principle file could not be read")

        def events(texts: list[str] = texts) -> None:
            for text in texts:
                get = CLoader(text).get_event
                while get() is not None:
                    pass

        def round_trip(texts: list[str] = texts) -> None:
            for text in texts:
                ruamel.yaml.YAML(typ="rt").load(text)

        what, size = f"loading with positions, {corpus.size.name}", sum(map(len, raws))
        beside = (
            (Goal("× libyaml's events", 5, 4), events, 20),
            (Goal("× as fast as ruamel.yaml", 30, 40, True), round_trip, 1),
        )
        for goal, theirs, times in beside:
            made = bench.row(
                what,
                goal,
                lambda theirs=theirs, times=times: pairs(_timed(ours, 20), _timed(theirs, times), 5),  # type: ignore[misc]
                timed=True,
            )
            speed = f" at {size / float(made.took.split()[0]) / 1000:.1f} MB/s" if made.took else ""
            yield made._replace(took=made.took + speed)


def _timed(call: Callable[[], None], times: int) -> Callable[[], float]:
    def took() -> float:
        began = time.process_time()
        for _ in range(times):
            call()
        return (time.process_time() - began) / times

    return took
