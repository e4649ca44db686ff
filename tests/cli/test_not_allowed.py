"""Folders, files and a repository that may not be read: told as such, and never as absent. DESIGN rule 5."""

import os
import shutil
import subprocess
import sys

import pytest

from ..conftest import CLEAN, run

LESS = (
    ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all") if os.geteuid() == 0 else ()
)
NO_PERMISSION = "You have no permission to read it."

pytestmark = pytest.mark.skipif(
    bool(LESS) and not shutil.which("setpriv"), reason="root may read everything, and setpriv is not there to change it"
)


def without_rights(*words, cwd, closed):
    """The program as somebody runs it who may not read one place."""
    mode = closed.lstat().st_mode
    closed.chmod(0)
    try:
        return subprocess.run(
            [*LESS, sys.executable, "-m", "reflectctl", *words], cwd=cwd, env=CLEAN, capture_output=True, text=True
        )
    finally:
        closed.chmod(mode)


@pytest.mark.parametrize("folder", ["views", "meetings", "principles", "content"])
def test_what_lies_in_a_folder_that_cannot_be_read_is_not_taken_out(demo, folder):
    done = without_rights("diff", "HEAD~5", "--format", "markdown", cwd=demo, closed=demo / folder)

    assert f"{folder}/" in done.stdout
    assert NO_PERMISSION in done.stdout
    assert not any(words in done.stdout.lower() for words in ("taken out", "withdrawn", "gone"))


@pytest.mark.parametrize("folder", ["views", "meetings", "content/principles"])
def test_a_folder_that_cannot_be_read_is_an_error_and_the_only_one(demo, folder):
    done = without_rights("validate", cwd=demo, closed=demo / folder)

    assert done.returncode == 1
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert errors == [f"{folder}/:1:1: error: {NO_PERMISSION} [unreadable-file]"]


def test_that_no_meeting_can_be_read_is_not_told_as_none_held(demo):
    done = without_rights("status", cwd=demo, closed=demo / "meetings")

    assert "In what can be read, " in done.stdout
    assert NO_PERMISSION in done.stderr


@pytest.mark.parametrize("part", [".git", ".git/HEAD", ".git/config"])
@pytest.mark.parametrize("words", ["history", "conflicts", "privacy --staged"])
def test_a_repository_that_may_not_be_read_is_there(demo, words, part):
    done = without_rights(*words.split(), cwd=demo, closed=demo / part)

    assert done.returncode == 3
    assert "is there; you have no permission to read it." in done.stderr
    assert "git init" not in done.stderr


def test_a_file_that_holds_no_keys_was_not_read(demo):
    (demo / "partnership.yaml").write_text("[]\n", "utf-8")

    status, checked = run("status", cwd=demo), run("validate", cwd=demo)

    assert "A partnership whose name cannot be read" in status.stdout
    assert "partnership.yaml could not be read and is left out" in status.stderr
    errors = [line for line in checked.stdout.splitlines() if ": error: " in line]
    assert len(errors) == 1
    assert errors[0].startswith("partnership.yaml:1:1: ")


@pytest.mark.parametrize(
    ("path", "may_go"), [("partnership.yaml", False), ("content/pack.yaml", False), ("report.yaml", True)]
)
def test_what_there_is_no_partnership_without_is_not_to_be_deleted(demo, path, may_go):
    (demo / path).write_text("", "utf-8")

    assert ("or delete the file" in run("validate", "-v", cwd=demo).stdout) is may_go


@pytest.mark.parametrize("text", ["[" * 20_000, "[" * 20_000 + "]" * 20_000, "{a: " * 2_000])
def test_what_is_nested_too_deeply_is_told_as_such(demo, text):
    with (demo / "partnership.yaml").open("a", encoding="utf-8") as file:
        file.write(f"extra: {text}\n")

    done = run("validate", "--format", "lines", cwd=demo)

    assert "This is nested deeper, or is longer, than any record." in done.stdout
