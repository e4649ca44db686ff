"""The runs of a module of tests share a process, and each of them answers as a process of its own would."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import program
from tests.conftest import CLEAN, git
from tests.program import Program

DAY = {"SOURCE_DATE_EPOCH": "1780000000"}

ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("status", {}),
    ("validate", {"COLUMNS": "60"}),
    ("status", {"COLUMNS": "60"}),
    ("rate 1.action agree --because Why.", DAY),
    ("diff", {}),
    ("rate 1.action nobody --because Why.", {}),
    ("validate", {"PATH": "/nowhere"}),
    ("history --format json", {}),
    ("history", {"PATH": "/nowhere"}),
    ("action list --status open", DAY),
    ("report --at nowhere", {}),
    ("status", {}),
)
"""In this order: what some find is not what the one before found."""


pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs a system that tells of processes")


@pytest.fixture
def fresh_program() -> Iterator[Program]:
    ours = Program()
    yield ours
    ours._stop()


def test_what_shares_a_process_answers_as_one_of_its_own(demo: Path, fresh_program: Program) -> None:
    for typed, more in ASKED:
        words, env = typed.split(), CLEAN | more
        assert program._is_shared(words)
        alone = program._started(words, demo, "", env)
        git(demo, "checkout", "-q", "--", ".")
        shared = fresh_program.run(words, cwd=demo, input="", env=env, usual=CLEAN)
        assert (shared.returncode, shared.stdout, shared.stderr) == (alone.returncode, alone.stdout, alone.stderr), (
            typed
        )
        # What is written is there for whoever asks next.
        assert bool(git(demo, "diff")) == (words[0] == "rate" and shared.returncode == 0)
        git(demo, "checkout", "-q", "--", ".")


def test_each_module_has_a_process_that_begins_anew(
    demo: Path, fresh_program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def server() -> int:
        assert fresh_program._server is not None
        return fresh_program._server.pid

    def shared() -> str:
        told = fresh_program.run(["status"], cwd=demo, input="", env=CLEAN, usual=CLEAN)
        assert told.returncode == 0, told.stderr
        return Path(f"/proc/{server()}/task/{server()}/children").read_text()

    first = shared()
    assert first
    assert shared() == first
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "tests/test_other.py::test (call)")
    assert len(shared().split()) == 1
    assert shared() != first


def test_where_something_has_ended_it_another_begins(demo: Path, fresh_program: Program) -> None:
    def asked() -> int:
        return fresh_program.run(["status"], cwd=demo, input="", env=CLEAN, usual=CLEAN).returncode

    assert asked() == 0
    assert fresh_program._server is not None
    server = fresh_program._server.pid
    shared = int(Path(f"/proc/{server}/task/{server}/children").read_text())
    os.kill(shared, signal.SIGKILL)
    while " Z " not in Path(f"/proc/{shared}/stat").read_text():
        time.sleep(0.01)
    assert asked() == 0
