"""An edit that was ended between two of its files is told by the next command; the next that writes takes it back."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLEAN, git, run

MOVE = ("meeting", "move", "2026-04-16", "--date", "2026-04-17")
PROGRAM = """
import os, signal, sys
from reflectctl.cli.app import run
real, left = os.replace, [2]
def replace(source, target):
    left[0] -= not str(target).endswith(".json")
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
os.replace = replace
run(sys.argv[1:])
"""


@pytest.fixture
def ended(demo: Path, tmp_path: Path) -> Path:
    """The example, in which a meeting was being moved when the program was killed."""
    (tmp_path / "home").mkdir()
    env = CLEAN | {"HOME": str(tmp_path / "home")}
    done = subprocess.run([sys.executable, "-c", PROGRAM, *MOVE], cwd=demo, env=env, check=False)
    assert done.returncode == -signal.SIGKILL
    return demo


def test_it_is_told_and_taken_back_by_the_same_command_which_then_ends_as_if_nothing_had_been(
    ended: Path, tmp_path: Path
) -> None:
    home = {"HOME": str(tmp_path / "home")}
    left = git(ended, "status", "--porcelain")
    assert left.count("\n") >= 1
    for words in (("status",), ("validate",), ("fmt", "--check"), (*MOVE, "--dry-run")):
        said = run(*words, cwd=ended, **home).stderr
        assert "An edit was ended between two of its files. It was to be: Meeting 2026-04-16-trauma" in said, words
        assert "The next command that writes takes back what it had written." in said
    assert git(ended, "status", "--porcelain") == left

    again = run(*MOVE, cwd=ended, **home)
    assert again.returncode == 0, again.stderr
    assert "What it had written is taken back: " in again.stderr
    assert "An edit was ended" not in run("status", cwd=ended, **home).stderr
    assert not list(ended.rglob(".reflectctl-*"))
    moved = git(ended, "diff", "HEAD") + git(ended, "status", "--porcelain")

    git(ended, "reset", "-q", "--hard")
    git(ended, "clean", "-q", "-f", "-d")
    assert run(*MOVE, cwd=ended, **home).returncode == 0
    assert git(ended, "diff", "HEAD") + git(ended, "status", "--porcelain") == moved


def test_where_somebody_went_on_it_is_told_once_and_nothing_is_touched(ended: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path / "home")}
    for path in git(ended, "diff", "--name-only").split():
        with (ended / path).open("a", encoding="utf-8") as file:
            file.write("# Mine.\n")
    before = git(ended, "diff")
    noted = run("note", "1.action", "evidence", "A log.", "--dry-run", cwd=ended, **home)
    assert "changed since, so nothing is taken back" in noted.stderr
    undone = run("undo", cwd=ended, **home)
    assert undone.returncode == 3
    assert "changed since, so nothing is taken back" in undone.stderr
    assert git(ended, "diff") == before
    assert "An edit was ended" not in run("status", cwd=ended, **home).stderr
