"""What each command starts and imports, which is most of what a short one costs. Held exactly, as time is not."""

import os
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

LIMITS = {
    # command: modules of our own, git processes, libraries
    "status": (88, 3, "yaml"),
    "next": (101, 3, "yaml"),
    "action list": (82, 0, "yaml"),
    "meeting list": (83, 0, "yaml"),
    "validate": (124, 3, "yaml"),
    "fmt --check": (85, 0, "yaml"),
    "history": (113, 6, "yaml"),
    "diff HEAD~3 HEAD": (124, 14, "yaml"),
    "agenda": (101, 3, "yaml"),
    "rules": (93, 0, "yaml"),
    "rate 1.action agree --because Why. --dry-run": (115, 0, "difflib ruamel yaml"),
    "report -o report.html": (163, 12, "dataclasses inspect markdown_it nh3 yaml"),
}
"""So many, and no others. What needs more says so here, and why."""

NO_GIT_AGAIN = ("status", "next", "validate", "agenda")
"""What starts no git where nothing was committed since it was last asked."""

_LIBRARIES = [
    *("typer", "yaml", "ruamel", "jsonschema", "jsonschema_rs", "markdown_it", "nh3", "tabulate", "git", "resvg_py"),
    *("openpyxl", "icalendar", "pypdf", "weasyprint", "inspect", "dataclasses", "email", "socket", "difflib"),
]

_PROGRAM = f"""
import sys
from reflectctl.cli.app import run
code = run(sys.argv[1:])
sys.stdout.flush()
names = {{name.partition(".")[0] for name in sys.modules}}
own = [name for name in sys.modules if name.startswith("reflectctl.")]
print(len(own), *sorted(names & set({_LIBRARIES!r})), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(("typed", "limits"), LIMITS.items(), ids=LIMITS)
def test_a_command_starts_no_more_and_imports_no_more(demo: Path, tmp_path: Path, typed: str, limits: object) -> None:
    git, started = shutil.which("git"), tmp_path / "started"
    assert git is not None
    counting = tmp_path / "bin" / "git"
    counting.parent.mkdir()
    counting.write_text(f'#!/bin/sh\necho >> "{started}"\nexec "{git}" "$@"\n', "ascii")
    counting.chmod(counting.stat().st_mode | stat.S_IXUSR)
    home = tmp_path / "home"
    home.mkdir()
    environ = {"PATH": f"{counting.parent}:{os.environ['PATH']}", "HOME": str(home), "LC_ALL": "C.UTF-8"}
    words = [sys.executable, "-c", _PROGRAM, *shlex.split(typed)]

    done = subprocess.run(words, cwd=demo, env=environ, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    modules, *libraries = done.stderr.splitlines()[-1].split()
    processes = started.read_text("ascii").count("\n") if started.exists() else 0
    most_modules, most_processes, known = limits  # type: ignore[misc]
    assert " ".join(libraries) == known
    if typed in NO_GIT_AGAIN:
        started.unlink()
        subprocess.run(words, cwd=demo, env=environ, capture_output=True, check=True)
        assert not started.exists()
    assert (int(modules) <= most_modules, processes <= most_processes) == (True, True), (modules, processes)
