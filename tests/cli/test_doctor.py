"""What the program finds of itself and of the computer."""

import json
from pathlib import Path

import pytest

from reflectctl import __version__
from reflectctl.app import doctor
from reflectctl.app.doctor import needed
from reflectctl.errors import ReflectError
from reflectctl.model.doctor import Check
from reflectctl.render import report_pdf
from tests.conftest import context, run

EVERY = ["program", "python", "git", "print-engine", "pdf-reader", "cache", "terminal"]


def test_it_says_what_there_is_wherever_it_is_asked(tmp_path: Path) -> None:
    done = run("doctor", "--format", "json", cwd=tmp_path, HOME=str(tmp_path))

    checks = json.loads(done.stdout)["checks"]
    assert (done.returncode, [each["id"] for each in checks]) == (0, EVERY)
    found = {each["id"]: each["found"] for each in checks}
    assert found["program"] == __version__
    assert found["git"].startswith("2.")
    assert found["print-engine"].startswith("WeasyPrint ")
    assert found["terminal"].startswith("None: answers go to a file or a pipe")
    assert found["cache"] == str(tmp_path / ".cache")


def test_without_git_it_says_so_and_leaves_with_one(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path, PATH=str(tmp_path))

    assert done.returncode == 1
    assert "Git was not found on this computer. Install it from https://git-scm.com" in " ".join(done.stdout.split())


def test_without_a_home_it_says_what_that_means(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path, HOME="")

    assert done.returncode == 0
    assert "set HOME or XDG_CACHE_HOME" in " ".join(done.stdout.split())


def test_what_it_makes_use_of_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ReflectError("It is not here.", "Install it.")

    monkeypatch.setattr(report_pdf, "print_engine", missing)
    found = {each.id: each for each in doctor.doctor(context(tmp_path), "none")}

    assert found["print-engine"] == Check("print-engine", False, "It is not here.", "Install it.")
    assert needed(found.values())
