"""`conflicts` tells each value on which two sides of a merge differ: whose it is, of which day, and what to do."""

import json
from pathlib import Path

import jsonschema
import pytest

from reflectctl import resources
from reflectctl.documents.conflicts import Marks, lines, parts, sides
from tests.cli.test_merging import CHILDREN, attempt, built, clone, put
from tests.conftest import git, run

__all__ = ["built", "clone"]

DUE = 'due: "2026-07-17"'
MEETING = "meetings/2026-04-23-looking-back.md"


@pytest.fixture
def torn(clone: Path) -> Path:
    """Two branches that gave one action another day, and a meeting another title."""
    for branch, due, title in (("ours", "2027-02-02", "A look back"), ("theirs", "2027-03-03", "Looking back again")):
        put(clone, branch, DUE, f'due: "{due}"')
        put(clone, branch, "title: Looking back over fifteen months", f"title: {title}", path=MEETING)
    git(clone, "switch", "-q", "ours")
    return clone


def test_each_value_is_told_in_words_with_both_sides(torn: Path) -> None:
    assert attempt(torn, "merge", "theirs").returncode == 1
    done = run("conflicts", cwd=torn)
    assert done.returncode == 1
    ours, theirs = (
        git(torn, "log", "-1", "--format=%h", "--abbrev=8", branch).strip() for branch in ("ours", "theirs")
    )
    assert f"Ours: {ours} of 1 May 2026, by Partnership coordinator: ours: title: A look back\n" in done.stdout
    assert (
        f"Theirs: {theirs} of 1 May 2026, by Partnership coordinator: theirs: title: Looking back again" in done.stdout
    )
    assert ", Title (line 6)\n  Ours: A look back\n  Theirs: Looking back again\n" in done.stdout
    text = (torn / CHILDREN).read_text("utf-8").splitlines()
    line = next(number for number, each in enumerate(text, 1) if "2027-02-02" in each)
    assert "Action a-h5v1 (Repeat the sample of records" in done.stdout
    assert f", Due (line {line})\n  Ours: 2 February 2027\n  Theirs: 3 March 2027\n" in done.stdout
    assert f"  git add {MEETING}\n  git add {CHILDREN}\n  git merge --continue\n" in done.stdout


def test_as_data(torn: Path) -> None:
    attempt(torn, "merge", "theirs")
    done = run("conflicts", "--format", "json", cwd=torn)
    assert done.returncode == 1
    said = json.loads(done.stdout)
    jsonschema.validate(said, resources.schema("output-conflicts"))
    assert said["doing"] == "merge"
    assert [file["path"] for file in said["files"]] == [MEETING, CHILDREN]
    (value,) = said["files"][1]["values"]
    assert (value["kind"], value["known_by"], value["field"]) == ("action", ["a-h5v1"], "due")
    assert (value["ours"], value["theirs"]) == ("2027-02-02", "2027-03-03")
    assert said["files"][1]["theirs"]["subject"] == 'theirs: due: "2027-03-03"'


def test_what_is_decided_is_left_to_be_told_to_git_and_then_nothing_is(torn: Path) -> None:
    attempt(torn, "merge", "theirs")
    for path in (CHILDREN, MEETING):
        text = (torn / path).read_text("utf-8")
        (torn / path).write_text(sides(text)[1], "utf-8")
    done = run("conflicts", cwd=torn)
    assert done.returncode == 0
    assert f"No marks are left in these; tell git so:\n\n  git add {MEETING}\n  git add {CHILDREN}\n" in done.stdout
    git(torn, "commit", "-qam", "Theirs")
    done = run("conflicts", cwd=torn)
    assert (done.returncode, done.stdout) == (0, "There is no conflict.\n")


def test_marks_that_git_was_told_to_take_are_told_all_the_same(torn: Path) -> None:
    attempt(torn, "merge", "theirs")
    git(torn, "commit", "-qam", "Not looked at")
    done = run("conflicts", cwd=torn)
    assert done.returncode == 1
    assert ", Due (line " in done.stdout
    assert "Ours: 2 February 2027" in done.stdout
    assert "by Partnership coordinator" not in done.stdout


@pytest.mark.parametrize(
    ("words", "doing", "theirs"),
    [
        (("rebase", "theirs"), "rebase", "ours: due"),
        (("cherry-pick", "theirs~1"), "cherry-pick", "theirs: due"),
        (("revert", "--no-edit", "theirs~3"), "revert", ""),
    ],
)
def test_in_whatever_git_is_doing(torn: Path, words: tuple[str, ...], doing: str, theirs: str) -> None:
    """While a branch is replayed, theirs is the commit that is replayed."""
    if doing == "revert":
        put(torn, "ours", 'due: "2027-02-02"', 'due: "2027-04-04"')
        words = ("revert", "--no-edit", "HEAD~2")
    assert attempt(torn, *words).returncode == 1
    done = run("conflicts", cwd=torn)
    assert done.returncode == 1
    assert f"git {doing} --continue\n" in done.stdout
    assert "2027" in done.stdout
    if theirs:
        assert f"Theirs: {git(torn, 'rev-parse', doing.upper().replace('-', '_') + '_HEAD')[:8]} of" in done.stdout
        assert theirs in done.stdout
    else:
        assert "Theirs: as it was before " in done.stdout


def test_a_file_taken_out_by_one_side_and_lines_of_no_record(clone: Path) -> None:
    git(clone, "switch", "-q", "theirs")
    git(clone, "rm", "-q", MEETING)
    git(clone, "commit", "-qm", "No meeting")
    put(clone, "ours", "title: Looking", "title: Still looking", path=MEETING)
    other = "meetings/2026-04-16-trauma-and-parents.md"
    last = (clone / other).read_text("utf-8").rstrip().splitlines()[-1]
    for branch in ("ours", "theirs"):
        put(clone, branch, last, f"{last} So {branch} say.", path=other)
    git(clone, "switch", "-q", "ours")
    assert attempt(clone, "merge", "theirs").returncode == 1
    done = run("conflicts", cwd=clone)
    assert done.returncode == 1
    assert (
        "One side took the file out and the other changed it: `git add` keeps it, `git rm` takes it out." in done.stdout
    )
    assert ", Notes (line " in done.stdout
    assert "So ours say." in done.stdout
    assert "So theirs say." in done.stdout


def test_a_file_that_cannot_be_read_is_told_by_its_lines(clone: Path) -> None:
    (clone / CHILDREN).write_text(Marks().conflict("a: [\n", "b: ]\n"))
    done = run("conflicts", cwd=clone)
    assert done.returncode == 1
    assert "Lines (line 1)\n  Ours: “a: [”\n  Theirs: “b: ]”\n" in done.stdout


def test_files_outside_the_partnership_are_counted(torn: Path) -> None:
    for branch in ("ours", "theirs"):
        put(torn, branch, "#", f"# {branch}", path="README.md")
    git(torn, "switch", "-q", "ours")
    attempt(torn, "merge", "theirs")
    said = json.loads(run("conflicts", "--format", "json", cwd=torn).stdout)
    assert [file["path"] for file in said["files"]] == [MEETING, CHILDREN]
    assert said["elsewhere"] == 1
    assert "1 file that is not the partnership's is in conflict as well" in run("conflicts", cwd=torn).stdout


def test_outside_git_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "partnership.yaml").write_text("format: 1\n")
    assert run("conflicts", cwd=tmp_path).returncode == 3


TEXT = "a\n" + Marks(9).conflict("b\nc\n", "d\n") + "e\n<<<<<<< not one\n"


def test_marks_are_read_as_each_side_has_it() -> None:
    assert sides(TEXT) == ("a\nb\nc\ne\n<<<<<<< not one\n", "a\nd\ne\n<<<<<<< not one\n")
    assert lines(TEXT) == ([1, 3, 4, 8, 9], [1, 6, 8, 9])
    with_base = "<<<<<<< a\nx\n||||||| b\ny\n=======\nz\n>>>>>>> c\n"
    assert sides(with_base) == ("x\n", "z\n")
    assert list(parts("<<<<<<< a\nx\n>>>>>>> c\n")) == ["<<<<<<< a\nx\n>>>>>>> c\n"]
