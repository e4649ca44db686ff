"""Figures say what they are of, and rows what is met; no test goes by how long something takes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .__main__ import told
from .bench import Bench, Goal, Row
from .check_rows import Edits
from .corpora import Corpus
from .measuring import Job, Process, Wrong, counted, cpu, instructions, memory, pairs, processes, reflectctl
from .other_programs import Others
from .read_rows import _rate
from .waterfall import Step
from .waterfall import told as told_steps


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "scratch").mkdir()
    return Bench(tmp_path / "kept", ["normal"], tmp_path / "scratch", runs=1, counts=False)


@pytest.mark.parametrize(
    ("goal", "value", "verdict"),
    [
        (Goal("P", 2, 1.5), 1.5, "met, and reached"),
        (Goal("P", 2, 1.5), 2.0, "met"),
        (Goal("P", 2, 1.5), 2.01, "NOT MET"),
        (Goal("P", 2), 2.0, "met"),
        (Goal("×", None, 1), 1.0, "reached"),
        (Goal("×", None, 1), 1.1, ""),
        (Goal("P"), 1.0, ""),
        (Goal("× as fast", 30, 40, faster=True), 41.0, "met, and reached"),
        (Goal("× as fast", 30, 40, faster=True), 29.9, "NOT MET"),
    ],
)
def test_a_row_says_whether_its_must_is_met(goal: Goal, value: float, verdict: str) -> None:
    assert goal.row("what", value, "figure").verdict == verdict


def test_the_table_ends_with_what_is_not_met() -> None:
    goal = Goal("P", 2, 1.5)
    rows = [goal.row("--help", 1.0, "1 P"), goal.row("rate", 3.0, "3 P"), goal.without("diff", "left with 3, not 0")]
    rows.append(Row("something beside", "5 ×"))

    table = told(rows, runs=7, counts=False)

    assert table.splitlines()[-1] == "1 of 3 musts are met. Not met, or not measured: rate, diff."
    assert "left with 3, not 0" in table


_COLLECTED = "==7== Command: git log --raw\n==7== \n==7== Events    : Ir\n==7== Collected : 39494701\n"


@pytest.mark.parametrize(
    ("log", "process"),
    [
        (_COLLECTED, Process("git log --raw", 39_494_701)),
        ("==7== Command: sh -c true\n==7== Parent PID: 6\n", None),
        ("", None),
    ],
)
def test_instructions_are_read_from_what_valgrind_says(log: str, process: Process | None) -> None:
    assert counted(log) == process


@pytest.mark.skipif(not shutil.which("valgrind"), reason="valgrind is not installed")
def test_what_a_process_starts_is_counted_with_it(tmp_path: Path) -> None:
    alone, more = Job([["true"]], tmp_path), Job([["sh", "-c", "true; /bin/true; /bin/true"]], tmp_path)

    started = [process.command for process in processes(more)]

    assert started[0].startswith("/bin/sh") or started[0].startswith("sh")
    assert started[1:] == ["/bin/true", "/bin/true"]
    assert instructions(more) > 2 * instructions(alone) > 0


def test_a_job_that_leaves_otherwise_has_no_figure(tmp_path: Path, bench: Bench) -> None:
    job = Job([["sh", "-c", "exit 3"]], tmp_path)

    for measure in (cpu, memory):
        with pytest.raises(Wrong, match=r"`sh -c exit 3` left with 3, not 0"):
            measure(job)
        assert measure(job._replace(code=3))
    row = bench.against("sh", Goal("P", 2), job, job)
    assert (row.figure, row.verdict) == ("`sh -c exit 3` left with 3, not 0", "not measured")


def test_what_a_process_holds_is_told_apart_from_what_those_hold_that_it_starts(tmp_path: Path) -> None:
    hold = "x = bytearray(60_000_000); x[::4096] = bytes(len(x[::4096])); import time; time.sleep(0.1)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"

    alone, below = (
        memory(Job([[sys.executable, "-c", hold]], tmp_path)),
        memory(Job([[sys.executable, "-c", code]], tmp_path)),
    )

    assert alone.own == pytest.approx(alone.most, abs=1)
    assert alone.own > 60
    assert below.most > 60
    assert below.own < 40


def test_what_is_done_before_a_run_is_done_before_each(tmp_path: Path) -> None:
    done: list[int] = []
    job = Job([[sys.executable, "-c", "pass"]], tmp_path, before=lambda: done.append(len(done)))

    pairs(lambda: cpu(job), lambda: 1.0, 3)

    assert done == [0, 1, 2]


def test_a_ratio_is_the_median_of_those_of_pairs() -> None:
    first, second = iter([1.0, 9.0, 4.0]), iter([1.0, 3.0, 2.0])

    assert pairs(lambda: next(first), lambda: next(second), 3)[0] == 2.0


def test_cold_is_with_nothing_kept(bench: Bench, normal: Corpus) -> None:
    kept = [normal.root / ".git/reflectctl", bench.scratch.parent / "cache/reflectctl"]
    for folder in kept:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "something").write_text("kept", "ascii")

    job = bench.cold(reflectctl("validate", at=normal.root))
    assert job.before
    job.before()

    assert not any(folder.exists() for folder in kept)


def test_every_edit_is_new_and_nothing_else_is_changed(bench: Bench, normal: Corpus) -> None:
    edits = Edits(bench, normal)
    texts = set()
    for _ in range(3):
        edits.edit()
        texts.add(edits.path.read_bytes())
    cpu(reflectctl("validate", at=edits.root))

    named = edits.path.relative_to(edits.root)
    assert len(texts) == 3
    assert (normal.root / named).read_bytes() not in texts
    changed = subprocess.run(["git", "diff", "--name-only"], cwd=edits.root, capture_output=True, text=True, check=True)
    assert changed.stdout.split() == [named.as_posix()]


def test_a_rating_that_is_recorded_is_another_each_time(bench: Bench, normal: Corpus) -> None:
    copy = bench.copy(normal)
    job = _rate(normal, copy)
    path = normal.principles[0].relative_to(normal.root)

    for _ in range(2):
        cpu(job)
        assert (copy / path).read_bytes() != (normal.root / path).read_bytes()


def test_other_programs_read_every_file_that_validate_reads(tmp_path: Path, normal: Corpus) -> None:
    job = Others(tmp_path / "programs", tmp_path).check_jsonschema(normal)
    assert job

    files = [Path(str(word)).stem for command in job.commands for word in command[4:]]
    ours = [normal.root / "partnership.yaml", normal.root / "preliminary.md", normal.root / "content/pack.yaml"]
    ours += [
        path for kind in ("content/principles", "principles", "views") for path in (normal.root / kind).glob("*.yaml")
    ]
    ours += (normal.root / "meetings").glob("*.md")
    assert sorted(files) == sorted(path.stem for path in ours)
    assert cpu(job) > 0


def test_steps_add_up() -> None:
    steps = [Step("the interpreter", 40.0), Step("importing libraries", 80.0), Step("git", 20.0)]

    last = told_steps(steps, "M").splitlines()[-1].split()

    assert last == ["all", "140.0", "M", "3.50", "P"]
