"""`conflicts` tells each value on which two sides of a merge differ: whose it is, of which day, and what to do."""

import json
import shlex
import shutil
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


@pytest.fixture(scope="module")
def built_torn(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two branches that gave one action another day, and a meeting another title. Not to be changed."""
    clone = Path(shutil.copytree(built, tmp_path_factory.mktemp("torn") / "clone", symlinks=True))
    for branch, due, title in (("ours", "2027-02-02", "A look back"), ("theirs", "2027-03-03", "Looking back again")):
        put(clone, branch, DUE, f'due: "{due}"')
        put(clone, branch, "title: Looking back over fifteen months", f"title: {title}", path=MEETING)
    git(clone, "switch", "-q", "ours")
    return clone


@pytest.fixture
def torn(built_torn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built_torn, tmp_path / "clone", symlinks=True))


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


@pytest.mark.safety(18)
def test_a_path_in_a_command_is_one_word_for_the_shell(clone: Path) -> None:
    hostile = "principles/9 a;touch x $(touch y).yaml"
    git(clone, "switch", "-q", "main")
    (clone / hostile).write_text("principle: x\nassessments:\n  action:\n    rating: agree\n", "utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "Strange")
    for branch, point in (("one", "disagree"), ("other", "neither")):
        git(clone, "switch", "-qc", branch, "main")
        put(clone, branch, "rating: agree", f"rating: {point}", path=hostile)
    attempt(clone, "merge", "one")

    told = run("conflicts", cwd=clone).stdout

    [command] = [each.strip() for each in told.splitlines() if each.strip().startswith("git add ")]
    assert shlex.split(command) == ["git", "add", hostile]


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
    marked = run("conflicts", "--format", "markdown", cwd=torn).stdout
    assert marked.endswith(f"git add {CHILDREN}\n```\n"), marked
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


# Decided by id

RATINGS = {"ours": "neither", "theirs": "strongly-agree"}


@pytest.fixture(scope="module")
def built_rated(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two branches that agreed different ratings at one meeting, moved one date, and gave a meeting other guests.

    Not to be changed.
    """
    clone = Path(shutil.copytree(built, tmp_path_factory.mktemp("rated") / "clone", symlinks=True))
    for branch, rating in RATINGS.items():
        git(clone, "switch", "-q", branch)
        for words in (
            ("rate", "1.action", rating, "--meeting", "2026-04-23", "--because", f"As {branch} say."),
            ("action", "edit", "a-h5v1", "--due", "2027-02-02" if branch == "ours" else "2027-03-03"),
            ("note", "1.culture", "evidence", f"- What {branch} have seen.", "--meeting", "2026-04-23"),
        ):
            done = run(*words, "--today", "2026-05-01", cwd=clone)
            assert done.returncode == 0, done.stderr
        git(clone, "commit", "-qam", branch)
    git(clone, "switch", "-q", "ours")
    assert attempt(clone, "merge", "theirs").returncode == 1
    return clone


@pytest.fixture
def rated(built_rated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built_rated, tmp_path / "clone", symlinks=True))


def decide(folder: Path, *words: str, code: int = 0) -> str:
    done = (
        run("conflicts", *words, "--today", "2026-05-01", cwd=folder) if False else run("conflicts", *words, cwd=folder)
    )
    assert done.returncode == code, done.stderr
    return done.stderr


def test_a_value_is_taken_by_id_and_the_others_stay_as_they_are(rated: Path) -> None:
    shown = run("conflicts", cwd=rated)
    assert "reflectctl conflicts --ours children-first.action\n" in shown.stdout
    assert "(at “Looking back over fifteen months”)" in shown.stdout
    before = (rated / CHILDREN).read_text("utf-8")
    assert decide(rated, "--theirs", "children-first.action", "--dry-run") == ""
    assert (rated / CHILDREN).read_text("utf-8") == before

    said = decide(rated, "--theirs", "children-first.action")
    assert said == f"children-first.action: theirs is taken.\n  Changed: {CHILDREN}.\n"
    text = (rated / CHILDREN).read_text("utf-8")
    assert "rating: strongly-agree" in text
    assert "As theirs say." in text
    assert "As ours say." not in text
    assert (text.count("2027-02-02"), text.count("2027-03-03"), text.count("<<<<<<<")) == (1, 1, 1)

    said = decide(rated, "--ours", "a-h5v1")
    assert f"No marks are left in {CHILDREN}: `git add` tells git so." in said
    assert "2027-03-03" not in (rated / CHILDREN).read_text("utf-8")
    assert run("validate", cwd=rated).returncode == 0
    assert git(rated, "diff", "--name-only", "--diff-filter=U").split() == [CHILDREN]
    git(rated, "commit", "-qam", "Decided")
    assert run("conflicts", cwd=rated).stdout == "There is no conflict.\n"


def test_several_are_taken_at_once_and_undo_takes_that_back(rated: Path, tmp_path: Path) -> None:
    before = (rated / CHILDREN).read_bytes()
    done = run("conflicts", "--ours", "a-h5v1", "children-first.action", cwd=rated, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert b"<<<<<<<" not in (rated / CHILDREN).read_bytes()
    assert (rated / CHILDREN).read_bytes() != before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--ours", "a-none"), "Nothing that is left to be decided is named a-none"),
        (("--ours",), "One of --ours, --theirs and --both is expected"),
        (("a-h5v1",), "One of --ours, --theirs and --both is expected"),
        (("--ours", "--theirs", "a-h5v1"), "One of --ours, --theirs and --both is expected"),
        (("--both", "a-h5v1"), "is no list that could have what both say"),
        (("--both", "children-first.action"), "is no list that could have what both say"),
    ],
)
def test_what_cannot_be_decided_so_is_refused_and_nothing_is_written(
    rated: Path, words: tuple[str, ...], why: str
) -> None:
    before = git(rated, "status", "--porcelain"), (rated / CHILDREN).read_bytes()
    assert why in decide(rated, *words, code=2)
    assert (git(rated, "status", "--porcelain"), (rated / CHILDREN).read_bytes()) == before


HEAD = "---\nid: 2026-03-12-x\ndate: '2026-03-12'\ntitle: X\nprinciples: []\n{}absent: []\nheard: []\n---\n\nNotes.\n"
ACTION = """\
      - id: a-{0}
        action: Do {1}
        owner: council
        due: '2026-06-01'
        status: open
"""


def test_what_both_sides_have_in_a_list_is_taken_together(fresh: Path) -> None:
    marks = Marks().conflict("present: [council]\n", "present: [police] # late\n")
    (fresh / "meetings/2026-03-12-x.md").write_text(HEAD.format(marks), "utf-8")
    decide(fresh, "--both", "2026-03-12-x")
    assert "present: [council, police]\n" in (fresh / "meetings/2026-03-12-x.md").read_text("utf-8")


def test_marks_that_hold_more_than_what_is_named_are_left(fresh: Path) -> None:
    path = fresh / "principles/1-children-first.yaml"
    text = path.read_text("utf-8")
    assert "    actions: []\n" in text
    ours, theirs = ("".join(ACTION.format(n, n) for n in some) for some in ((1, 2), (3,)))
    path.write_text(text.replace("actions: []\n", f"actions:\n{Marks().conflict(ours, theirs)}", 1), "utf-8")
    assert "these marks hold a-2, a-3 as well" in decide(fresh, "--ours", "a-1", code=3)
    decide(fresh, "--both", "a-1", "a-2", "a-3")
    assert [path.read_text("utf-8").count(f"id: a-{n}\n") for n in (1, 2, 3)] == [1, 1, 1]


def test_what_would_be_a_mistake_is_refused(fresh: Path) -> None:
    path = fresh / "principles/1-children-first.yaml"
    text = path.read_text("utf-8")
    ours, theirs = (ACTION.format(1, word) for word in ("this", "that"))
    path.write_text(text.replace("actions: []\n", f"actions:\n{Marks().conflict(ours, theirs)}", 1), "utf-8")
    before = path.read_bytes()
    decide(fresh, "--both", "a-1", code=2)
    assert path.read_bytes() == before


def added(folder: Path, base: str, ours: str, theirs: str) -> Path:
    """A merge, by git alone, of two branches that put something in the place of an empty list of actions."""
    path = folder / "principles/1-children-first.yaml"
    text = path.read_text("utf-8").replace("    actions: []\n", f"    actions:{base}", 1)
    path.write_text(text, "utf-8")
    git(folder, "commit", "-qam", "Before", "--allow-empty")
    git(folder, "branch", "theirs")
    for branch, actions in (("theirs", theirs), ("main", ours)):
        git(folder, "switch", "-q", branch)
        path.write_text(text.replace(f"    actions:{base}", f"    actions:\n{actions}", 1), "utf-8")
        git(folder, "commit", "-qam", branch)
    assert attempt(folder, "merge", "theirs").returncode == 1
    return path


SAME_END = "        status: done\n        closed: '2026-05-01'\n        outcome: Done\n"
SAME_MIDDLE = "        owner: council\n        role: Head\n        opened: '2026-04-01'\n        due: '2026-06-01'\n"


def action(id: str, owner: str, middle: str, end: str) -> str:
    return f"      - id: {id}\n        action: Do {id}\n{middle.replace('council', owner)}{end}"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("council", "police"),
        ("council", "council"),
    ],
    ids=["lines shared at the end", "lines shared between two pairs of marks"],
)
def test_two_additions_are_each_kept_whole(fresh: Path, ours: str, theirs: str) -> None:
    """Git leaves the lines that both have outside of its marks."""
    first = action("a-1111", ours, SAME_MIDDLE, SAME_END)
    second = action("a-2222", theirs, SAME_MIDDLE, SAME_END if ours != theirs else "        status: open\n")
    path = added(fresh, " []\n", first, second)
    text = path.read_text("utf-8")
    assert text.count("due: '2026-06-01'\n") + text.count("status: done\n") < 4, "git shares lines of the two"

    said = run("conflicts", cwd=fresh).stdout
    assert said.count("added, by this side only") == said.count("not there") == 2
    assert "Action a-2222 (Do a-2222)" in said
    assert "reflectctl conflicts --both a-1111 a-2222\n" in said
    assert "`reflectctl git-setup`" in said
    values = json.loads(run("conflicts", "--format", "json", cwd=fresh).stdout)["files"][0]["values"]
    assert [each["added"] for each in values] == [True, True]

    assert "`reflectctl conflicts --both a-1111 a-2222` decides all of it" in decide(fresh, "--ours", "a-1111", code=3)
    decide(fresh, "--both", "a-2222", "a-1111")
    assert first + second in path.read_text("utf-8")


def test_what_a_side_leaves_out_is_said(fresh: Path) -> None:
    path = added(fresh, " []\n", *(action(f"a-{n * 4}", "council", SAME_MIDDLE, SAME_END) for n in "12"))
    said = decide(fresh, "--ours", "a-1111", "a-2222")
    assert "a-1111: ours is taken.\n" in said
    assert "a-2222: ours is taken. a-2222 is left out, as theirs alone has it.\n" in said
    assert "a-2222" not in path.read_text("utf-8")


def test_a_record_that_one_side_took_out_is_told_as_taken_out(fresh: Path) -> None:
    before = action("a-1111", "council", SAME_MIDDLE, "        status: open\n")
    stays = action("a-2222", "council", SAME_MIDDLE, "        status: open\n")
    added(fresh, f"\n{before}{stays}", stays, before.replace("Do", "Do well") + stays)
    said = run("conflicts", cwd=fresh).stdout
    assert "  Ours: taken out\n  Theirs: there, and changed\n" in said
    assert "reflectctl conflicts --ours a-1111\n" in said
    assert "git-setup" not in said
