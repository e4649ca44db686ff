"""What watches holds no more after many looks than after one: each after the first has a process of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CLEAN, listening

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all looks have one process")

SAVES = """
import os, pathlib, sys, time

saved, sleep, n = pathlib.Path("partnership.yaml"), time.sleep, 0

def save(seconds):
    global n
    if seconds < 0.3:  # a process that is waited for
        return sleep(seconds)
    n += 1
    if n > 5:
        print("left", left(), flush=True)
        raise KeyboardInterrupt
    saved.write_text(saved.read_text() + "# A line more.\\n")

time.sleep = save
from reflectctl.cli import console
from reflectctl.__main__ import main
"""

HOLDING = """
held = []

def hold(*args):
    held.append("x" * 1_000_000)
    print("looked in", os.getpid(), flush=True)

def left():
    return f"{len(held)} in {os.getpid()}"

console.show = hold
main()
"""

BROKEN = """
left = int

def break_off(*args):
    if os.getpid() != first:
        HOW

first, console.show = os.getpid(), break_off
main()
"""


def watched(folder: Path, script: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", SAVES + script, "validate", "--watch"], cwd=folder, env=CLEAN, capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip


def test_what_a_look_leaves_is_gone_with_its_process(fresh: Path) -> None:
    done = watched(fresh, HOLDING)

    assert (done.returncode, done.stderr.count("Watching")) == (130, 6), done.stderr
    *looks, left = done.stdout.splitlines()
    assert len(looks) == len(set(looks)) == 6, "a process for each"
    assert left == f"left 1 in {looks[0].removeprefix('looked in ')}"


def test_each_look_begins_with_the_time_of_day_and_says_what_to_do(fresh: Path) -> None:
    done = watched(fresh, BROKEN.replace("HOW", "raise console.ReflectError('Nothing here.', 'Look there.')"))

    assert len(re.findall(r"^--- \d\d:\d\d:\d\d ---$", done.stderr, flags=re.MULTILINE)) == 6, done.stderr
    assert done.stderr.startswith("--- ")
    assert done.stderr.count("reflectctl: Nothing here.\n  Look there.\n") == 5
    once = subprocess.run(
        [sys.executable, "-m", "reflectctl", "validate"],
        cwd=fresh,
        env=CLEAN,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "---" not in once.stderr


def test_a_mistake_of_the_program_s_own_ends_what_watches(fresh: Path) -> None:
    done = watched(fresh, BROKEN.replace("HOW", "raise ZeroDivisionError"))

    assert (done.returncode, done.stderr.count("ZeroDivisionError\n"), done.stderr.count("Watching")) == (70, 1, 1)


def test_a_look_that_is_ended_from_outside_is_told_and_the_next_one_comes(fresh: Path) -> None:
    done = watched(fresh, BROKEN.replace("HOW", "os.kill(os.getpid(), 9)"))

    assert (done.returncode, done.stderr.count("Watching")) == (130, 6), done.stderr
    assert done.stderr.count("this look was ended from outside (signal 9)") == 5


def test_what_cannot_be_done_is_said_and_it_watches_on(fresh: Path) -> None:
    done = watched(fresh, BROKEN.replace("HOW", "raise console.ReflectError('Nothing here.')"))

    assert (done.returncode, done.stderr.count("reflectctl: Nothing here.\n")) == (130, 5), done.stderr


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_who_ends_what_watches_ends_its_look_too(fresh: Path, tmp_path: Path, end: signal.Signals) -> None:
    told = tmp_path / "look"
    how = f"open({str(told)!r}, 'w').write(str(os.getpid()) + '.'); sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", SAVES + BROKEN.replace("HOW", how), "validate", "--watch"], cwd=fresh, env=CLEAN,
        stderr=subprocess.PIPE, preexec_fn=listening,
    )  # fmt: skip
    try:
        until = time.monotonic() + 20
        while not (told.exists() and told.read_text().endswith(".")):
            assert time.monotonic() < until
            time.sleep(0.05)
        process.send_signal(end)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, b"Traceback" in said) == (130, False)
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()[:-1]), 0)
