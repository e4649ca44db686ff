"""What each command starts and imports, which is most of what a short one costs. Held exactly, as time is not."""

import os
import shlex
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from reflectctl.cli.completion_words import ASKED

Limits = tuple[int, int, str]
"""Modules of our own, git processes, libraries."""

LIMITS = {
    "status": (97, 3, "yaml"),
    "next": (112, 3, "yaml"),
    "action list": (97, 0, "yaml"),
    "meeting list": (98, 0, "yaml"),
    "validate": (132, 3, "yaml"),
    "fmt --check": (87, 0, "yaml"),
    "history": (124, 6, "yaml"),
    "diff HEAD~3 HEAD": (135, 14, "yaml"),
    "agenda": (106, 3, "yaml"),
    "rules": (95, 0, "yaml"),
    "rate 1.action agree --because Why. --dry-run": (119, 0, "difflib yaml"),
    "report -o report.html": (168, 12, "dataclasses inspect markdown_it nh3 yaml"),
    "--version": (0, 0, ""),
    "--help": (10, 0, ""),
    "rate --help": (10, 0, ""),
    "textconv principles/1-children-first.yaml": (64, 0, "yaml"),
    "explain overdue-action": (96, 0, "yaml"),
    "privacy": (108, 0, "yaml"),
    "privacy --staged": (112, 3, "yaml"),
    "minutes 2026-01": (124, 3, "yaml"),
    "calendar": (111, 5, "yaml"),
    "worksheet make 1 -o sheet.html": (96, 0, "yaml"),
    "views ask 1 --agency police": (79, 0, "yaml"),
    "content show 1": (115, 0, "yaml"),
    "content diff": (126, 4, "yaml"),
    "schema principle": (67, 0, "yaml"),
    "conflicts": (89, 2, "yaml"),
    "review-point": (78, 1, "yaml"),
    "action remind": (81, 0, "yaml"),
    "view add 1.action agree --agency police --because Why.": (122, 0, "ruamel yaml"),
    "note add 1.action evidence Seen.": (123, 0, "ruamel yaml"),
    "action add 1 Ask. --owner police --due 2030-01-31": (123, 0, "ruamel yaml"),
    "rate 1.action agree --because Why.": (119, 0, "yaml"),
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
from reflectctl.__main__ import main
code = 0
try:
    main()
except SystemExit as left:
    code = left.code
sys.stdout.flush()
names = {{name.partition(".")[0] for name in sys.modules}}
# But for the module that begins it.
own = [name for name in sys.modules if name.startswith("reflectctl.") and name != "reflectctl.__main__"]
print(len(own), *sorted(names & set({_LIBRARIES!r})), file=sys.stderr)
sys.exit(code)
"""

AGAIN = {
    "validate": (6, 0, ""),
    "status": (6, 0, ""),
    "textconv principles/1-children-first.yaml": (8, 0, ""),
    "action list": (6, 0, ""),
    "next": (6, 0, ""),
    "agenda": (100, 0, "yaml"),
    "history": (6, 0, ""),
    "diff HEAD~3 HEAD": (6, 0, ""),
    "report -o report.html": (168, 10, "dataclasses inspect markdown_it nh3 yaml"),
}
"""When nothing has changed since it was asked before."""

WRONG = {
    "nope": (10, 0, ""),
    "validate --nope": (14, 0, ""),
    "rate": (8, 0, ""),
    "diff nope": (107, 4, "yaml"),
}
"""What was typed wrongly is told as soon."""

OFFERED = {
    "reflectctl val": (3, 0, ""),
    "reflectctl validate --for": (3, 0, ""),
    "reflectctl rate c": (56, 0, "yaml"),
    "reflectctl action done a-": (56, 0, "yaml"),
    "reflectctl minutes 2": (56, 0, "yaml"),
    "reflectctl diff spr": (67, 2, "yaml"),
}
"""What a shell asks at each key press, where no list is kept yet."""


@pytest.mark.parametrize(("typed", "limits"), LIMITS.items(), ids=LIMITS)
def test_a_command_starts_no_more_and_imports_no_more(demo: Path, tmp_path: Path, typed: str, limits: Limits) -> None:
    _hold(_started(demo, tmp_path, typed), limits)


@pytest.mark.parametrize(("typed", "limits"), AGAIN.items(), ids=AGAIN)
def test_nor_does_one_that_tells_what_it_told(demo: Path, tmp_path: Path, typed: str, limits: Limits) -> None:
    # What was changed a moment ago is not relied on, and the first run makes the git that counts.
    for _ in range(2):
        time.sleep(0.2)
        _started(demo, tmp_path, typed)

    _hold(_started(demo, tmp_path, typed), limits)


@pytest.mark.parametrize(("line", "limits"), OFFERED.items(), ids=OFFERED)
def test_nor_does_a_key_press(demo: Path, tmp_path: Path, line: str, limits: Limits) -> None:
    asked = {ASKED: "complete_bash", "COMP_LINE": line, "COMP_POINT": str(len(line))}

    _hold(_started(demo, tmp_path, "", asked=asked), limits)


def _hold(started: Limits, limits: Limits) -> None:
    modules, processes, libraries = started
    most_modules, most_processes, known = limits
    assert libraries == known
    assert (modules <= most_modules, processes <= most_processes) == (True, True), (modules, processes)


def _started(demo: Path, tmp_path: Path, typed: str, *, asked: Mapping[str, str] = {}) -> Limits:
    """How many modules of our own and processes of git it took, and which libraries."""
    git, started = shutil.which("git"), tmp_path / "started"
    assert git is not None
    counting = tmp_path / "bin" / "git"
    home = tmp_path / "home"
    if not home.exists():
        home.mkdir()
        counting.parent.mkdir()
        counting.write_text(f'#!/bin/sh\necho >> "{started}"\nexec "{git}" "$@"\n', "ascii")
        counting.chmod(counting.stat().st_mode | stat.S_IXUSR)
    started.unlink(missing_ok=True)
    environ = {"PATH": f"{counting.parent}:{os.environ['PATH']}", "HOME": str(home), "LC_ALL": "C.UTF-8", **asked}
    words = [sys.executable, "-c", _PROGRAM, *shlex.split(typed)]

    done = subprocess.run(words, cwd=demo, env=environ, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    modules, *libraries = done.stderr.splitlines()[-1].split()
    processes = started.read_text("ascii").count("\n") if started.exists() else 0
    return int(modules), processes, " ".join(libraries)


@pytest.mark.parametrize(("typed", "expected"), AT_ONCE.items(), ids=AT_ONCE)
def test_help_and_refusals_import_next_to_nothing(tmp_path: Path, typed: str, expected: tuple[int, str]) -> None:
    environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    words = [sys.executable, "-c", _BARE, *shlex.split(typed)]

    done = subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    code, *modules = done.stderr.splitlines()[-1].split()
    known, own = expected
    assert int(code) == known
    assert modules == sorted(["reflectctl", *(f"reflectctl.{each}" for each in own.split())])
