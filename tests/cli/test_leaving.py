"""The program leaves at once when all is said: nothing that Python does before it leaves is missed by anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_BEGIN = "import sys; sys.argv = ['reflectctl', {words!r}]; from reflectctl.__main__ import program; "


def _run(before: str, word: str = "--version", *flags: str, after: str = "program()") -> tuple[int, str, str]:
    code = _BEGIN.format(words=word) + before + after
    done = subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.replace("\r\n", "\n"), done.stderr


@pytest.mark.parametrize(
    ("word", "code", "stream"), [("--version", 0, 1), ("--help", 0, 1), ("nope", 2, 2), ("doctor", 0, 1)]
)
def test_nothing_is_done_behind_it(word: str, code: int, stream: int) -> None:
    told = _run("", word, after="program(); print('done', file=sys.stderr)")

    assert told[0] == code
    assert told[stream]
    assert "done" not in told[2]


def test_python_takes_nothing_apart() -> None:
    # Whatever is still held is told when it goes.
    before = "\nclass Held:\n    def __del__(self):\n        print('taken apart', file=sys.stderr)\nheld = Held()\n"

    assert _run(before)[2] == ""
    assert _run(before, after="\nfrom reflectctl.__main__ import main\nmain()")[2] == "taken apart\n"


def test_what_is_registered_for_the_end_is_done() -> None:
    _, said, _ = _run("import atexit; atexit.register(print, 'at the end'); ")

    assert said.splitlines()[1:] == ["at the end"]


def test_a_thread_is_waited_for() -> None:
    before = "import threading, time; threading.Thread(target=lambda: (time.sleep(0.3), print('a thread'))).start(); "

    assert _run(before)[1].splitlines()[1:] == ["a thread"]


@pytest.mark.parametrize(
    "before",
    [
        "sys.setprofile(lambda *_: None)\n",
        "sys.settrace(lambda *_: None)\n",
        "import threading\nthreading.active_count = lambda: 2\n",
    ],
)
def test_whoever_watches_is_told_as_ever(before: str) -> None:
    after = "try:\n    program()\nexcept SystemExit as left:\n    print('left with', left.code)"

    assert _run(f"\n{before}", after=after)[1].splitlines()[1:] == ["left with 0"]


def test_a_profile_is_written(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "cProfile", "-m", "reflectctl", "--version"]

    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert done.returncode == 0
    assert "function calls" in done.stdout


def test_a_long_answer_is_read_to_its_end() -> None:
    words = [sys.executable, "-m", "reflectctl", "--no-pager", "rules", "--format", "json"]
    whole = subprocess.run(words, capture_output=True, check=True).stdout
    read, write = os.pipe()
    slow = subprocess.Popen(words, stdout=write)
    os.close(write)

    with open(read, "rb") as said:
        slowly = b"".join(iter(lambda: said.read(4096), b""))

    assert slow.wait() == 0
    assert slowly == whole
    # More than a pipe holds.
    assert len(whole) > 65_536


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("word", ["--version", "--help", "rules"])
def test_what_cannot_be_said_is_no_success(word: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reflectctl", word], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.returncode == 3
    assert "No space left on device" in done.stderr
