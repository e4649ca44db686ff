"""What runs beside the program is waited for only so long, and its beginning not at all."""

import subprocess
import sys
import time

import pytest

from reflectctl.storage.beside import Beside, Clock


def test_it_runs_and_is_waited_for() -> None:
    done: list[int] = []
    beside = Beside(lambda: done.append(1))
    beside.join(5)
    beside.join(5)
    assert done == [1]


def test_it_is_waited_for_no_longer_than_said() -> None:
    began = time.monotonic()
    Beside(lambda: time.sleep(2)).join(0.1)
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(("seconds", "expected"), [(0.05, [1]), (30, [])])
def test_a_clock_does_it_in_time_unless_it_is_stopped(seconds: float, expected: list[int]) -> None:
    done: list[int] = []
    clock = Clock(seconds, lambda: done.append(1))
    time.sleep(0.3)
    began = time.monotonic()
    for _ in range(3):
        clock.stop(5)
    assert time.monotonic() - began < 4, "nobody waits for a clock that is stopped"
    assert done == expected


@pytest.mark.safety(17)
def test_a_thread_that_never_says_that_it_runs_is_not_waited_for() -> None:
    """As where the system has no memory for its first steps: `threading` would wait for ever."""
    program = (
        "import _thread\n"
        "_thread.start_new_thread = lambda do, about: 1\n"
        "from reflectctl.storage import beside\n"
        "beside.Clock(30, print).stop(0.1)\n"
        "print('went on')\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False)
    assert (told.returncode, told.stdout) == (0, "went on\n"), told
