"""Two files that say they are one thing: it is counted once, both are named, and neither is edited."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git, run

TODAY = ("--today", "2026-02-10")
ONE = "principles/1-children-first.yaml"
COPY = "principles/1-children-first-DESKTOP-7KQ2.yaml"
HELD = "meetings/2026-02-03-children-first.md"
HELD_COPY = "meetings/2026-02-03-children-first (A's conflicted copy).md"


@pytest.fixture
def copied(fresh: Path) -> Path:
    """A partnership that has rated one statement, and a synchroniser that left a second copy of two of its files."""

    def told(*words: str) -> None:
        assert run(*words, cwd=fresh).returncode == 0

    council = ("--owner", "council", "--due", "2026-03-01", "--today", "2026-02-03")
    told("meeting", "new", "First", "--date", "2026-02-03", "--principle", "children-first", "--present", "council")
    told("rate", "children-first.culture", "disagree", "--because", "Why.")
    told("action", "add", "children-first", "Ring the school back", *council)
    git(fresh, "add", "-A")
    git(fresh, "commit", "-q", "-m", "Recorded")
    shutil.copy(fresh / ONE, fresh / COPY)
    shutil.copy(fresh / HELD, fresh / HELD_COPY)
    return fresh


def test_counts_go_by_identity(copied: Path) -> None:
    def told(*words: str) -> dict[str, Any]:
        return json.loads(run(*words, *TODAY, "--format", "json", cwd=copied).stdout)

    covered = {
        "statements": 24,
        "rated": 1,
        "principles": 8,
        "begun": 1,
        "meetings": 1,
        "group_meetings": 0,
        "unread": 0,
    }
    status, report, listed = told("status"), told("report", "full"), told("action", "list")
    assert status["coverage"] == report["coverage"] == covered
    assert {each["rating"]: each["statements"] for each in report["ratings"]}["disagree"] == 1
    assert len(listed["actions"]) == 1
    assert next(each["present"] for each in report["agencies"]) == ["2026-02-03-children-first"]


@pytest.mark.parametrize(
    "words", [["status", *TODAY], ["report", "full", *TODAY], ["action", "list", *TODAY], ["meeting", "list"]]
)
def test_whoever_reads_is_told_which_file_was_read(copied: Path, words: list[str]) -> None:
    said = run(*words, cwd=copied).stderr
    for left, kept in ((COPY, ONE), (HELD_COPY, HELD)):
        assert f"{left} is left out. It says it is" in said
        assert f"as {kept} does, which is the one that is read." in said


def test_a_report_says_so_where_it_says_how_it_was_made(copied: Path) -> None:
    made = run("report", "full", *TODAY, "--format", "json", cwd=copied).stdout
    assert {each["path"] for each in json.loads(made)["unreadable"]} == {COPY, HELD_COPY}
    assert "7KQ2.yaml" in run("report", "full", *TODAY, "--format", "markdown", cwd=copied).stdout


def test_one_error_names_both(copied: Path) -> None:
    found = [each for each in run("validate", cwd=copied).stdout.splitlines() if "[repeated-id]" in each]
    assert len(found) == 2
    assert ONE in found[1]
    assert COPY in found[1]


@pytest.mark.parametrize(
    "words",
    [
        ["rate", "children-first.culture", "agree", "--because", "Why."],
        ["note", "children-first.culture", "evidence", "A point."],
        ["action", "add", "children-first", "Another", "--owner", "council", "--due", "2026-05-01"],
        ["action", "done", "{action}", "--outcome", "It was."],
    ],
)
def test_neither_is_edited(copied: Path, words: list[str]) -> None:
    listed = json.loads(run("action", "list", "--format", "json", cwd=copied).stdout)["actions"]
    before = {path: (copied / path).read_bytes() for path in (ONE, COPY)}
    done = run(*(each.replace("{action}", listed[0]["id"]) for each in words), cwd=copied)
    assert done.returncode == 3, done
    assert ONE in done.stderr
    assert COPY in done.stderr
    assert before == {path: (copied / path).read_bytes() for path in (ONE, COPY)}


def test_a_copy_that_came_is_no_change_and_is_named(copied: Path) -> None:
    told = json.loads(run("diff", "--format", "json", cwd=copied).stdout)
    assert told["changes"] == []
    assert {each["path"] for each in told["unreadable"]} == {COPY, HELD_COPY}
    assert COPY in run("diff", cwd=copied).stdout
    board = run("report", *TODAY, "--since", "HEAD", "--format", "markdown", cwd=copied).stdout
    assert "this may not be all that moved" in board
    assert "No rating moved" not in board


@pytest.mark.parametrize("words", [["status", *TODAY], ["report", "full", *TODAY], ["action", "list", *TODAY]])
def test_a_second_file_of_somebodys_views_is_told_as_well(demo: Path, words: list[str]) -> None:
    shutil.copy(demo / "views/police.yaml", demo / "views/police (1).yaml")
    said = run(*words, cwd=demo).stderr
    assert "views/police (1).yaml is left out. It says it holds the views of police, as views/police.yaml does" in said
