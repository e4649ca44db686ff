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
    "status": (86, 4, "yaml"),
    "next": (97, 4, "yaml"),
    "action list": (85, 0, "yaml"),
    "meeting list": (85, 0, "yaml"),
    "validate": (126, 4, "yaml"),
    "fmt --check": (86, 0, "yaml"),
    "history": (107, 8, "yaml"),
    "diff HEAD~3 HEAD": (119, 16, "yaml"),
    "agenda": (98, 4, "yaml"),
    "rules": (96, 0, "yaml"),
    "rate 1.action agree --because Why. --dry-run": (116, 0, "difflib ruamel yaml"),
    "report -o report.html": (159, 14, "dataclasses inspect markdown_it nh3 yaml"),
}
"""So many, and no others. What needs more says so here, and why."""

_LIBRARIES = [
    *("typer", "yaml", "ruamel", "jsonschema", "jsonschema_rs", "markdown_it", "nh3", "tabulate", "git", "resvg_py"),
    *("openpyxl", "icalendar", "pypdf", "weasyprint", "inspect", "dataclasses", "email", "socket", "difflib"),
]

_ALWAYS = "__main__ cli cli.app cli.completion_words cli.given cli.plain cli.table errors"
_REFUSED = f"{_ALWAYS} cli.usage"
_HELP = f"{_REFUSED} cli.help_pages cli.help_text"
_KEPT = "cli.again storage storage.kept_answers storage.own_folder"
_SUGGESTED = f"{_REFUSED} model model.suggestions"

AT_ONCE = {
    # what is typed: the exit code, and the modules of our own
    "--version": (0, "__main__"),
    "--help": (0, _HELP),
    "help action add": (0, _HELP),
    "rules --help": (0, _HELP),
    "validate --help": (0, f"{_HELP} {_KEPT}"),
    "report --since 2026-01-01 -o report.html --help": (0, _HELP),
    "group": (2, _HELP),
    "doctr": (2, _SUGGESTED),
    "rules --nope": (2, _SUGGESTED),
    "rules -o rules.md --format yaml": (2, _SUGGESTED),
    "help statu": (2, f"{_HELP} model model.suggestions"),
    "rate": (2, _REFUSED),
    "rules extra": (2, _REFUSED),
    "agenda --today": (2, _REFUSED),
    "status --today": (2, f"{_REFUSED} {_KEPT}"),
    "undo --dry-run=yes": (2, _REFUSED),
    "--color sometimes status": (2, _REFUSED),
}
"""Help and refusals import these, and of Python's own what is written in C alone; for a command whose answers are kept
it is first looked whether this is one."""

_BARE = """
import sys
before = {*sys.modules}
from reflectctl.__main__ import main
code = 0
try:
    main()
except SystemExit as left:
    code = left.code
sys.stdout.flush()
print(code, *sorted({*sys.modules} - before - {*sys.builtin_module_names, "_blake2"}), file=sys.stderr)
"""

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
    assert (int(modules) <= most_modules, processes <= most_processes) == (True, True), (modules, processes)


@pytest.mark.parametrize(("typed", "expected"), AT_ONCE.items(), ids=AT_ONCE)
def test_help_and_refusals_import_next_to_nothing(tmp_path: Path, typed: str, expected: tuple[int, str]) -> None:
    environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    words = [sys.executable, "-c", _BARE, *shlex.split(typed)]

    done = subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    code, *modules = done.stderr.splitlines()[-1].split()
    known, own = expected
    assert int(code) == known
    assert modules == sorted(["reflectctl", *(f"reflectctl.{each}" for each in own.split())])
