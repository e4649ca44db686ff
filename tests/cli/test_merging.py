"""Real git merges record by record once `git-setup` has told it to; by lines, with marks, where the program is gone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLEAN, git, run

CHILDREN = "principles/1-children-first.yaml"
DRIVER = "merge.reflectctl.driver"


@pytest.fixture(scope="module")
def built(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the driver, and two branches on which one principle was gone on with."""
    folder = tmp_path_factory.mktemp("merging") / "demo"
    shutil.copytree(built_demo, folder, symlinks=True)
    assert run("git-setup", cwd=folder).returncode == 0
    git(folder, "commit", "--allow-empty", "-qm", "Begin")
    for branch, agency in (("ours", "police"), ("theirs", "health")):
        git(folder, "switch", "-qc", branch, "main")
        added = run(
            "action", "add", "1", f"Something that {agency} does", "--owner", agency, "--due", "2027-01-01",
            "--serves", "action", "--today", "2026-05-01", cwd=folder,
        )  # fmt: skip
        assert added.returncode == 0, added.stderr
        git(folder, "commit", "-qam", f"An action of {agency}")
    return folder


@pytest.fixture
def clone(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "clone", symlinks=True))


def attempt(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Git, which may fail."""
    return subprocess.run(
        ["git", *words], cwd=folder, env=CLEAN, capture_output=True, text=True, encoding="utf-8", check=False
    )


def put(folder: Path, branch: str, old: str, new: str, path: str = CHILDREN) -> None:
    """A change of the first of some words on a branch, committed."""
    git(folder, "switch", "-q", branch)
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")
    git(folder, "commit", "-qam", f"{branch}: {new}")


def is_whole(folder: Path) -> bool:
    """Whether both sides' actions are there, once each, and nothing is left to do."""
    text = (folder / CHILDREN).read_text("utf-8")
    there = [text.count(f"Something that {agency} does") for agency in ("police", "health")]
    return there == [1, 1] and git(folder, "status", "--porcelain") == "" and "<<<<<<<" not in text


def test_without_the_driver_two_actions_are_a_conflict(clone: Path) -> None:
    assert run("git-setup", "--undo", cwd=clone).returncode == 0
    git(clone, "switch", "-q", "ours")
    assert attempt(clone, "merge", "theirs").returncode == 1


def test_two_actions_are_merged_and_whichever_side_merges_has_the_same_bytes(clone: Path) -> None:
    found = set()
    for here, there in (("ours", "theirs"), ("theirs", "ours")):
        git(clone, "switch", "-qc", f"both-{here}", here)
        done = attempt(clone, "merge", "-q", "--no-edit", there)
        assert done.returncode == 0, done.stdout + done.stderr
        assert is_whole(clone)
        found.add((clone / CHILDREN).read_bytes())
        assert run("validate", "--today", "2026-05-01", cwd=clone).returncode == 0
    assert len(found) == 1


@pytest.mark.parametrize(
    ("here", "words"),
    [
        ("ours", ("rebase", "-q", "theirs")),
        ("ours", ("rebase", "-q", "--apply", "theirs")),
        ("ours", ("cherry-pick", "theirs")),
        ("ours", ("merge", "-q", "--no-edit", "-X", "renormalize", "theirs")),
        ("ours", ("merge", "-q", "--no-edit", "-s", "recursive", "theirs")),
    ],
)
def test_whatever_command_of_git_merges(clone: Path, here: str, words: tuple[str, ...]) -> None:
    git(clone, "switch", "-q", here)
    done = attempt(clone, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert is_whole(clone)


def test_an_earlier_commit_is_reverted_and_what_came_after_stays(clone: Path) -> None:
    git(clone, "switch", "-q", "ours")
    git(clone, "merge", "-q", "--no-edit", "theirs")
    done = attempt(clone, "revert", "--no-edit", "ours~0^1")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (clone / CHILDREN).read_text("utf-8")
    assert "Something that health does" in text
    assert "Something that police does" not in text


def test_a_stash_is_laid_over_what_came_in_between(clone: Path) -> None:
    git(clone, "switch", "-q", "main")
    git(clone, "checkout", "-q", "theirs", "--", CHILDREN)
    git(clone, "stash", "-q")
    git(clone, "merge", "-q", "ours")
    assert attempt(clone, "stash", "pop", "-q").returncode == 0
    text = (clone / CHILDREN).read_text("utf-8")
    assert text.count("Something that health does") == text.count("Something that police does") == 1


def test_it_merges_in_a_worktree_and_in_a_folder_below_the_top(clone: Path, tmp_path: Path) -> None:
    other = tmp_path / "other tree"
    git(clone, "worktree", "add", "-q", str(other), "ours")
    assert attempt(other / "meetings", "merge", "-q", "--no-edit", "theirs").returncode == 0
    assert is_whole(other)


def test_a_criss_cross_is_merged(clone: Path) -> None:
    """Each has merged what the other had, and both have gone on."""
    put(clone, "ours", "Something that police does", "Something that police and others do")
    one, other = git(clone, "rev-parse", "ours").strip(), git(clone, "rev-parse", "theirs").strip()
    git(clone, "switch", "-q", "ours")
    git(clone, "merge", "-q", "--no-edit", other)
    git(clone, "switch", "-q", "theirs")
    git(clone, "merge", "-q", "--no-edit", one)
    put(clone, "ours", "Something that health does", "Something that health may do")
    put(clone, "theirs", "and others do", "and most others do")
    assert attempt(clone, "merge", "-q", "--no-edit", "ours").returncode == 0
    text = (clone / CHILDREN).read_text("utf-8")
    assert "Something that health may do" in text
    assert "Something that police and most others do" in text


def test_a_criss_cross_whose_own_base_is_a_conflict_is_decided_once(clone: Path) -> None:
    for branch, day in (("ours", "2027-02-02"), ("theirs", "2027-03-03")):
        put(clone, branch, 'due: "2026-07-17"', f'due: "{day}"')
    one, other = git(clone, "rev-parse", "ours").strip(), git(clone, "rev-parse", "theirs").strip()
    for branch, there in (("ours", other), ("theirs", one)):
        git(clone, "switch", "-q", branch)
        assert attempt(clone, "merge", there).returncode == 1
        text = (clone / CHILDREN).read_text("utf-8")
        assert text.count("<<<<<<<") == 1
        kept = [line for line in text.splitlines() if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
        (clone / CHILDREN).write_text("\n".join(line for line in kept if "2027-02-02" not in line) + "\n", "utf-8")
        git(clone, "commit", "-qam", f"{branch} decides")
    put(clone, "ours", "Something that police does", "Something that police may do")
    git(clone, "switch", "-q", "theirs")
    done = attempt(clone, "merge", "-q", "--no-edit", "ours")
    assert done.returncode == 0, (clone / CHILDREN).read_text("utf-8")
    text = (clone / CHILDREN).read_text("utf-8")
    assert 'due: "2027-03-03"' in text
    assert "2027-02-02" not in text


def test_a_conflict_is_round_the_value_alone(clone: Path) -> None:
    for branch, day in (("ours", "2027-02-02"), ("theirs", "2027-03-03")):
        put(clone, branch, 'due: "2026-07-17"', f'due: "{day}"')
    git(clone, "switch", "-q", "ours")
    done = attempt(clone, "merge", "theirs")
    assert done.returncode == 1
    assert f"CONFLICT (content): Merge conflict in {CHILDREN}" in done.stdout
    text = (clone / CHILDREN).read_text("utf-8")
    assert '<<<<<<< ours\n        due: "2027-02-02"\n=======\n        due: "2027-03-03"\n>>>>>>> theirs\n' in text
    assert text.count("<<<<<<<") == 1
    assert text.count("Something that") == 2
    assert sorted(each.name for each in clone.iterdir() if each.name.startswith(".merge")) == []


def test_merging_without_files_prints_the_tree_and_nothing_else(clone: Path) -> None:
    done = attempt(clone, "merge-tree", "ours", "theirs")
    assert done.returncode == 0
    assert len(done.stdout.strip()) == 40


@pytest.mark.parametrize("gone", ["/gone/python", "/bin/false", sys.executable + " -c 'import os; os.kill(0, 9)' x"])
def test_where_the_program_is_gone_or_dies_there_are_marks(clone: Path, gone: str) -> None:
    driver = git(clone, "config", DRIVER).strip()
    if "os.kill" in gone:
        program = clone.parent / "dies"
        program.write_text("#!/bin/sh\nkill -9 $$\n")
        program.chmod(0o755)
        gone = str(program)
    git(clone, "config", DRIVER, driver.replace(sys.executable, gone))
    git(clone, "switch", "-q", "ours")
    assert attempt(clone, "merge", "theirs").returncode == 1
    text = (clone / CHILDREN).read_text("utf-8")
    assert "<<<<<<< ours" in text
    assert "Something that health does" in text
    assert "Something that police does" in text
    git(clone, "reset", "-q", "--hard")
    put(clone, "main", "Children", "All children", path="README.md")
    assert attempt(clone, "merge", "-q", "--no-edit", "theirs").returncode == 0


@pytest.mark.safety(4)
def test_what_lies_in_the_repository_is_not_taken_for_the_program(clone: Path, tmp_path: Path) -> None:
    sentinel = tmp_path / "ran"
    git(clone, "switch", "-q", "ours")
    for name in ("yaml.py", "re.py", "difflib.py", "reflectctl.py"):
        (clone / name).write_text(f"open({str(sentinel)!r}, 'w')\n")
    assert attempt(clone, "merge", "-q", "--no-edit", "theirs").returncode == 0
    assert not sentinel.exists()


@pytest.mark.safety(4)
def test_a_file_of_a_hostile_name_and_one_that_cannot_be_read(clone: Path) -> None:
    hostile = "principles/-n $(touch x) `y` '\"%A.yaml"
    git(clone, "switch", "-q", "main")
    (clone / hostile).write_text("principle: x\nassessments:\n  action:\n    rating:\n  culture:\n    rating:\n")
    (clone / "principles/broken.yaml").write_text("a: [\nb: 1\nc: 2\nd: 3\ne: 4\n")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "Strange")
    for branch, what in (("one", "action"), ("other", "culture")):
        git(clone, "switch", "-qc", branch, "main")
        put(clone, branch, f"  {what}:\n    rating:", f"  {what}:\n    rating: agree", path=hostile)
    git(clone, "switch", "-q", "one")
    assert attempt(clone, "merge", "-q", "--no-edit", "other").returncode == 0
    assert (clone / hostile).read_text().count("agree") == 2
    assert not (clone / "x").exists()
    for branch, (old, new) in (("one", ("b: 1", "b: 2")), ("other", ("e: 4", "e: 5"))):
        put(clone, branch, old, new, path="principles/broken.yaml")
    done = attempt(clone, "merge", "one")
    assert done.returncode == 1
    assert "reflectctl: principles/broken.yaml was merged by lines." in done.stderr


def driver(folder: Path, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reflectctl", "merge-driver", *words],
        cwd=folder, env=CLEAN | surroundings, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_driver_asked_for_wrongly_says_how_and_touches_nothing(demo: Path) -> None:
    assert driver(demo, "--help").stdout.startswith("Usage: reflectctl merge-driver")
    for words in ((), (CHILDREN, CHILDREN, CHILDREN), (CHILDREN, CHILDREN, CHILDREN, "x", "y")):
        done = driver(demo, *words)
        assert done.returncode == 2
        assert done.stdout == ""
    assert driver(demo, "missing", CHILDREN, CHILDREN, "7", CHILDREN).returncode == 3
    assert git(demo, "status", "--porcelain") == ""


def test_the_driver_changes_ours_alone_and_prints_nothing(demo: Path, tmp_path: Path) -> None:
    text = (demo / CHILDREN).read_text("utf-8")
    for name, new in (("base", ""), ("ours", "# ours\n"), ("theirs", "")):
        (tmp_path / name).write_text(text + new, "utf-8")
    (tmp_path / "theirs").write_text(text.replace('due: "2026-07-17"', 'due: "2026-08-30"', 1), "utf-8")
    before = {name: (tmp_path / name).read_bytes() for name in ("base", "theirs")}
    words = [str(tmp_path / name) for name in ("base", "ours", "theirs")]
    done = driver(demo, *words, "7", CHILDREN, "%S", "%X", "%Y", GIT_DIR="/nonexistent", GIT_WORK_TREE="/nonexistent")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert (tmp_path / "ours").read_text("utf-8") == text.replace("2026-07-17", "2026-08-30", 1) + "# ours\n"
    assert sorted(os.listdir(tmp_path)) == ["base", "demo", "ours", "theirs"]


def test_sides_are_called_as_git_calls_them_where_it_says(tmp_path: Path) -> None:
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_text(f"name: {name}\n")
    done = driver(tmp_path, "base", "ours", "theirs", "7", "partnership.yaml", "abc", "HEAD", "a branch")
    assert done.returncode == 1
    assert (tmp_path / "ours").read_text() == "<<<<<<< HEAD\nname: ours\n=======\nname: theirs\n>>>>>>> a branch\n"


def test_a_merge_is_answered_before_typer_is_imported(tmp_path: Path) -> None:
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_text(f"name: {name}\n")
    words = ("merge-driver", "base", "ours", "theirs", "7", "report.yaml")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reflectctl", *words],
        cwd=tmp_path, env=CLEAN, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "reflectctl.edits.merge" in done.stderr
    unwanted = ("typer", "jsonschema", "ruamel", "subprocess", "tempfile")
    assert not [each for each in unwanted if f" {each}\n" in done.stderr]


def torn(folder: Path, *words: str) -> list[str]:
    """What `validate` says of records that a merge has put together."""
    said = run("validate", "--format", "lines", "--today", "2026-05-01", *words, cwd=folder).stdout
    return [line for line in said.splitlines() if "record-of-two-halves" in line]


def test_validate_finds_what_lines_put_together(clone: Path) -> None:
    """One branch closes an action, the other words it anew: without the driver both fit together."""
    assert run("git-setup", "--undo", cwd=clone).returncode == 0
    for branch in ("one", "other"):
        git(clone, "branch", branch, "main")
    put(clone, "one", "Return home interview reports", "Reports of interviews")
    put(clone, "other", "Write a two-page language guide", "Write a guide")
    git(clone, "switch", "-q", "one")
    assert torn(clone) == []
    git(clone, "merge", "-q", "--no-commit", "other")
    assert torn(clone)
    git(clone, "commit", "-qm", "Merge")
    assert torn(clone) == torn(clone, "--since", "HEAD~2")
    (line,) = torn(clone)
    assert "“Action” comes from one side of a merge and “Outcome” from the other." in line
    put(clone, "one", "Write a guide", "Write one guide")
    assert torn(clone) == []
    git(clone, "revert", "--no-edit", "HEAD")
    assert torn(clone) == []
    assert torn(clone, "--since", "main") == [line]
