"""What every test may use: the real program, real repositories, and the example built once for a worker."""

import gc
import os
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reflectctl.app.context import Context
from reflectctl.cli import console
from tests import properties
from tests.program import Program
from tests.tools import NEEDED, missing
from tests.writing import PREPARED

CLEAN = {
    # Nobody can make a folder there, root neither: nothing is kept from one test to another.
    "HOME": f"{os.devnull}/home",
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Partnership coordinator",
    "GIT_AUTHOR_EMAIL": "coordinator@example.org",
    "GIT_COMMITTER_NAME": "Partnership coordinator",
    "GIT_COMMITTER_EMAIL": "coordinator@example.org",
}

QUICK = {
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false",
    "GIT_CONFIG_KEY_1": "gc.auto", "GIT_CONFIG_VALUE_1": "0",
}  # fmt: skip
"""What git is told where tests make a repository: half of a commit is looking whether there is something to pack."""

# How wide a terminal is that somebody runs the tests in is no business of theirs.
os.environ.pop("COLUMNS", None)

IN_MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory. Thousands of tests write small files there in half the time that a disk takes."""

ROOM = 4 << 30
"""Bytes that are to be free there."""

if "TMPDIR" not in os.environ and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)

PROGRAM = Program()

properties.register()

# Thousands of tests are collected and kept: looking through all of them for what can go takes a tenth of the time.
gc.set_threshold(200_000, 20, 100)

Run = Callable[..., subprocess.CompletedProcess[str]]


WAITING = ("test_report_browser.py", "test_forge.py")
"""The modules that wait longest for other programs."""

SLOW = (
    *WAITING, "test_agreement.py", "test_editors.py", "test_history_agreement.py", "test_history_property.py",
    "test_kept_histories.py", "test_merge_pairs.py", "test_merging.py", "test_neutral.py", "test_page.py",
    "test_published_on_paper.py", "test_pythons.py", "test_shapes.py", "test_unusable.py", "test_wheel.py",
)  # fmt: skip
"""The modules whose tests take seconds."""

WITH_GIT = {"built_demo", "built_prepared", "built_fresh", "repository"}
"""Fixtures that make a repository."""


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests that wait for a clock or another program leave a core to others."""
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits begins first, then what is long, so that all else fills the time; what cannot be done is left out."""
    items.sort(key=lambda item: (item.path.name not in WAITING, item.path.name not in SLOW))
    absent = missing()
    for item in items:
        if wanting := [NEEDED[mark] for mark in NEEDED if mark in absent and item.get_closest_marker(mark)]:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(wanting)}"))
        if item.path.name in SLOW:
            item.add_marker(pytest.mark.slow)
        if WITH_GIT.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.git)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says by name which checks were left out, and what they need."""
    left: dict[str, Counter[str]] = {}
    for each in terminalreporter.stats.get("skipped", []):
        why = each.longrepr[2].removeprefix("Skipped: ")
        left.setdefault(why, Counter())[each.nodeid.partition("[")[0]] += 1
    for why, names in sorted(left.items()):
        terminalreporter.section(f"left out: {why}")
        for name, count in sorted(names.items()):
            terminalreporter.write_line(f"{name} ({count} times)" if count > 1 else name)


def run(
    *arguments: str | Path, cwd: Path, input: str | None = None, **surroundings: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as a person would, in its own process."""
    return PROGRAM.run(
        [str(each) for each in arguments], cwd=cwd, input=input or "", env=CLEAN | surroundings, usual=CLEAN
    )


def offered(words: str, cwd: Path) -> str:
    """What a shell offers for the last of some words."""
    last = str(len(words.split(" ")) - 1)
    return run(cwd=cwd, _REFLECTCTL_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=last).stdout


def listening() -> None:
    """Have a new process hear Ctrl-C, also where the tests themselves run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def context(folder: Path, today: str | None = None) -> Context:
    """What the command line would ask with in a folder, in this process."""
    return console.context()._replace(folder=folder, day=date.fromisoformat(today) if today else None)


def git(cwd: Path, *arguments: str, on: str = "2026-05-01T12:00:00+00:00") -> str:
    """Run git in a folder; its output."""
    env = CLEAN | QUICK | {"GIT_AUTHOR_DATE": on, "GIT_COMMITTER_DATE": on}
    return subprocess.run(
        ["git", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=env, check=True
    ).stdout


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What runs in this process keeps nothing in the cache folder of whoever runs the tests."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built once. Not to be changed: `demo` gives a copy."""
    folder = tmp_path_factory.mktemp("example") / "demo"
    result = run("demo", folder, cwd=folder.parent)
    assert result.returncode == 0, result.stderr
    # A few files are copied sooner than a few hundred.
    git(folder, "repack", "-a", "-d", "-q")
    PROGRAM.know(folder, CLEAN)
    return folder


@pytest.fixture(scope="session")
def built_prepared(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in which every edit of `tests.writing` is possible. Not to be changed: `prepared` gives a copy."""
    folder = Path(shutil.copytree(built_demo, tmp_path_factory.mktemp("prepared") / "demo", symlinks=True))
    for words in PREPARED:
        done = run(*words, cwd=folder)
        assert done.returncode == 0, done.stderr
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Prepared")
    return folder


@pytest.fixture
def prepared(built_prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared example to work in."""
    return Path(shutil.copytree(built_prepared, tmp_path / "demo", symlinks=True))


@pytest.fixture
def demo(built_demo: Path, tmp_path: Path) -> Path:
    """A copy of the example to work in."""
    return Path(shutil.copytree(built_demo, tmp_path / "demo", symlinks=True))


@pytest.fixture(scope="session")
def built_fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership as `init` begins it, begun once. Not to be changed: `fresh` gives a copy."""
    folder = tmp_path_factory.mktemp("begun") / "fresh"
    result = run(
        "init", folder, "--name", "Test Partnership", "--agency", "council=Test Council",
        "--agency", "police=Test Police",
        cwd=folder.parent,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    git(folder, "repack", "-a", "-d", "-q")
    return folder


@pytest.fixture
def fresh(built_fresh: Path, tmp_path: Path) -> Path:
    """A partnership as `init` begins it."""
    return Path(shutil.copytree(built_fresh, tmp_path / "fresh", symlinks=True))
