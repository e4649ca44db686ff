"""What a process costs: CPU time, instructions, memory; and two jobs taken in turns.

In: jobs. Out: figures of a job's processes and of everything that they start. A job that leaves with another exit code
than was expected has no figure. Nothing here knows what is measured.
"""

import atexit
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .corpora import environment, program

Words = Sequence[str | Path]


class Job(NamedTuple):
    """Commands that are measured as one, and the exit code that each leaves with."""

    commands: Sequence[Words]
    at: Path
    code: int = 0
    environ: Mapping[str, str] = {}
    before: Callable[[], object] | None = None
    """Done before each run, and not measured."""


class Wrong(Exception):
    """A command did not do what was to be measured."""


class Pairs(NamedTuple):
    """Two jobs taken in turns: the median ratio of the pairs, its quartiles, and the medians of either."""

    ratio: float
    low: float
    high: float
    first: float
    second: float


class Process(NamedTuple):
    """A process that was counted."""

    command: str
    instructions: int


_SCRIPT = """#!{python}
import sys
from reflectctl.__main__ import main
if __name__ == '__main__':
    sys.argv[0] = sys.argv[0].removesuffix('.exe')
    sys.exit(main())
"""


@cache
def script() -> Path:
    """What starts our program: the script that is installed; or, where pip before 26 wrote it, one as pip writes now.

    Theirs imports `re` before it begins, which takes longer than many a command.
    """
    installed = program("reflectctl")
    if "import re\n" not in installed.read_text("utf-8"):
        return installed
    folder = Path(tempfile.mkdtemp(prefix="reflectctl-script-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = folder / "reflectctl"
    made.write_text(_SCRIPT.format(python=sys.executable), "utf-8")
    made.chmod(0o755)
    return made


def reflectctl(*words: str, at: Path, code: int = 0) -> Job:
    """A command of ours."""
    return Job([[script(), *words]], at, code)


def cpu(job: Job) -> float:
    """Seconds of CPU that a job takes, user and system."""
    taken = 0.0
    for command in _ready(job):
        with subprocess.Popen(
            command,
            cwd=job.at,
            env={**environment(), **job.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as child:
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        _expect(job, command, child.returncode)
        taken += used.ru_utime + used.ru_stime
    return taken


def instructions(job: Job) -> float:
    """Millions of instructions that a job takes: of its processes and of all that these start.

    Twice, where nothing is to be done before: valgrind sets variables, and what was kept without them is not believed.
    """
    if not job.before:
        processes(job)
    return sum(process.instructions for process in processes(job)) / 1e6


def processes(job: Job) -> list[Process]:
    """Every process of a job, counted by valgrind: the machine may be as busy as it likes."""
    found: list[Process] = []
    for command in _ready(job):
        with tempfile.TemporaryDirectory(prefix="reflectctl-count-") as folder:
            counter = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--trace-children=yes"]
            done = subprocess.run(
                [*counter, f"--log-file={folder}/%p", *command],
                cwd=job.at,
                # The order of sets, and with it the number of instructions, would be another each time.
                env={**environment(), "PYTHONHASHSEED": "0", **job.environ},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            _expect(job, command, done.returncode)
            logs = sorted(Path(folder).iterdir(), key=lambda path: int(path.name.partition(".")[0]))
            found += [process for log in logs if (process := counted(log.read_text("utf-8", "replace")))]
    return found


def counted(log: str) -> Process | None:
    """What valgrind says of a process; None of one that became another program before it was done."""
    count, command = re.search(r"Collected : (\d+)", log), re.search(r"Command: (.*)", log)
    return Process(command[1] if command else "", int(count[1])) if count else None


_SMALL = """
import os, sys
child = os.fork()
if not child:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.execvp(sys.argv[1], sys.argv[1:])
held = 0
while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
    with open(f"/proc/{child}/status") as file:
        held = next((int(line.split()[1]) for line in file if line.startswith("VmHWM:")), held)
_, status, used = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss, held)
"""


class Held(NamedTuple):
    """Megabytes."""

    most: float
    """The most that one process of a job held, which may be git's."""
    own: float
    """The most that the process of a command itself held, as it was seen to the last."""


def memory(job: Job) -> Held:
    """The most that a job held.

    Linux counts what a process held before it became the command, which would be the size of this very program: so
    a small one starts it.
    """
    most = own = 0.0
    for command in _ready(job):
        words = [sys.executable, "-I", "-S", "-c", _SMALL, *command]
        environ = {**environment(), **job.environ}
        said = subprocess.run(words, cwd=job.at, env=environ, capture_output=True, text=True, check=True).stdout
        code, *held = said.split()
        _expect(job, command, int(code))
        most, own = (max(before, int(now) / 1024) for before, now in zip((most, own), held, strict=True))
    return Held(most, own)


def pairs(first: Callable[[], float], second: Callable[[], float], runs: int) -> Pairs:
    """A B A B …"""
    taken = [(first(), second()) for _ in range(runs)]
    ratios = sorted(a / b for a, b in taken)
    low, _, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    ours, theirs = (statistics.median(each) for each in zip(*taken, strict=True))
    return Pairs(statistics.median(ratios), low, high, ours, theirs)


def _ready(job: Job) -> list[list[str]]:
    if job.before:
        job.before()
    return [[str(word) for word in command] for command in job.commands]


def _expect(job: Job, command: list[str], code: int) -> None:
    if code != job.code:
        raise Wrong(f"`{' '.join([Path(command[0]).name, *command[1:3]])}` left with {code}, not {job.code}")
