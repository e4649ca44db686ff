"""`undo` takes the last edit back where the files are still what it left, and is believed from the user's own place."""

import json
import os
import subprocess
from pathlib import Path
from typing import Protocol

import pytest

from tests.conftest import git, run

FILE = "principles/1-children-first.yaml"
TODAY = ("--today", "2026-05-01")


class Program(Protocol):
    """The program, of somebody who has a home."""

    def __call__(self, *words: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        """What it leaves."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def ours(demo: Path, home: Path) -> Program:
    def program(*words: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        done = run(*words, cwd=demo, HOME=str(home))
        assert done.returncode == code, done.stderr
        return done

    return program


def kept(home: Path) -> list[Path]:
    return sorted((home / ".cache/reflectctl/undo").glob("*"))


EDITS = (
    ("rate", "1.action=neither", "2.action=neither", "--meeting", "2026-04-23", "--because", "Why."),
    ("view", "1.culture", "agree", "--agency", "housing", "--because", "Our log."),
    ("view", "remove", "8.behaviour", "--agency", "housing"),
    ("note", "1.action", "evidence", "A log."),
    ("note", "remove", "1.action", "evidence", "--meeting", "2025-02-13"),
    ("source", "add", "1.action", "A log."),
    ("plan", "goal", "1", "immediate", "--remove"),
    ("preliminary", "goal", "To talk plainly."),
    ("action", "add", "1", "Ring back", "--owner", "police", "--due", "2026-06-01"),
    ("action", "done", "a-k6z3", "--outcome", "They choose.", "--closed", "2026-04-29"),
    ("meeting", "move", "2026-04-16", "--date", "2026-04-17"),
    ("agency", "rename", "housing", "--id", "homes", "--name", "Wessbury and Vale Homes"),
    ("meeting", "new", "First", "--date", "2026-05-14", "--principle", "1", "--present", "all"),
)


@pytest.mark.parametrize("words", EDITS)
def test_every_edit_is_taken_back_and_said(demo: Path, ours: Program, words: tuple[str, ...]) -> None:
    done = ours(*words, *TODAY).stderr.partition("\n  ")[0]
    changed = git(demo, "diff", "--stat") + git(demo, "status", "--porcelain")
    shown = ours("undo", "--dry-run")
    assert shown.stdout.startswith("--- ")
    assert git(demo, "diff", "--stat") + git(demo, "status", "--porcelain") == changed

    undone = ours("undo", *TODAY)
    assert undone.stderr.startswith(f"Taken back: {done}\n  Changed: ")
    assert git(demo, "status", "--porcelain") == ""
    assert ours("undo", code=3).stderr.startswith("reflectctl: No edit is known that could be taken back.")


def test_only_the_last_is_taken_back_and_what_was_there_before_stays(demo: Path, ours: Program) -> None:
    ours("note", "1.action", "evidence", "First.")
    before = (demo / FILE).read_bytes()
    ours("note", "1.action", "evidence", "Second.")
    ours("note", "1.action", "evidence", "Third.", "--dry-run")
    ours("note", "1.nothing", "evidence", "Third.", code=2)
    assert "Second" not in ours("undo").stdout
    assert (demo / FILE).read_bytes() == before
    ours("undo", code=3)


def test_where_a_file_has_changed_since_nothing_is_taken_back(demo: Path, ours: Program) -> None:
    ours("rate", "1.action=neither", "2.action=neither", "--meeting", "2026-04-23", "--because", "Why.")
    path = demo / FILE
    path.write_text(path.read_text("utf-8") + "# Mine.\n", encoding="utf-8")
    before = git(demo, "diff")
    refused = ours("undo", code=3)
    assert f"{FILE} is not as the last edit left it, so nothing was taken back." in refused.stderr
    assert "children-first.action: Agree → Neither" in refused.stderr
    path.unlink()
    assert f"{FILE} is not as the last edit left it" in ours("undo", code=3).stderr
    git(demo, "checkout", FILE)
    assert git(demo, "diff") != before
    assert "is not as the last edit left it" in ours("undo", code=3).stderr


def test_a_commit_in_between_is_no_hindrance(demo: Path, ours: Program) -> None:
    ours("note", "1.action", "evidence", "A log.")
    git(demo, "commit", "-q", "-a", "-m", "noted")
    ours("undo")
    assert git(demo, "diff", "--stat", "HEAD~1") == ""


def test_what_is_more_than_its_edit_is_not_taken_back_and_nor_is_the_edit_before_it(demo: Path, ours: Program) -> None:
    ours("note", "1.action", "evidence", "A log.")
    path = demo / ".gitattributes"
    path.write_text(path.read_text("utf-8").replace("merge=reflectctl", ""), encoding="utf-8")
    ours("git-setup")
    ours("undo", code=3)


def test_what_would_be_a_mistake_is_refused(demo: Path, ours: Program) -> None:
    path = demo / FILE
    path.write_text(path.read_text("utf-8").replace("rating: agree", "rating: agre", 1), encoding="utf-8")
    ours("rate", "1.action", "agree", "--meeting", "2026-04-23", "--because", "Why.")
    refused = ours("undo", code=2)
    assert "Nothing was written: `validate` would call this an error. " in refused.stderr


def test_a_file_is_laid_out_again_as_it_was(demo: Path, ours: Program) -> None:
    path = demo / FILE
    path.write_text(path.read_text("utf-8").replace("assessments:\n", "assessments:   \n"), encoding="utf-8")
    before = path.read_bytes()
    ours("fmt")
    assert path.read_bytes() != before
    assert ours("undo").stderr.startswith("Taken back: 1 file formatted.")
    assert path.read_bytes() == before


def test_it_is_kept_where_nobody_else_reads_it_and_only_what_was(demo: Path, home: Path, ours: Program) -> None:
    ours("note", "1.action", "evidence", "A word that is new.")
    (file,) = kept(home)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert git(demo, "status", "--porcelain").split() == ["M", FILE]
    assert not list((demo / ".git").glob("**/undo*"))
    told = json.loads(file.read_text("ascii"))
    assert [each[0] for each in told["files"]] == [FILE]
    assert "would be kept no more: Noted under" in ours("undo", "--forget", "--dry-run").stderr
    assert kept(home) == [file]
    assert ours("undo", "--forget").stderr == "What the last edit changed is kept no more.\n"
    assert kept(home) == []
    assert ours("undo", "--forget").stderr == "Nothing of a last edit is kept.\n"
    ours("undo", code=3)


@pytest.mark.parametrize(
    "how", ["damaged", "of another form", "linked", "open to others", "led away", "of git", "nested"]
)
def test_what_is_damaged_or_somebody_elses_is_as_if_it_were_not_there(
    demo: Path, home: Path, ours: Program, how: str
) -> None:
    ours("note", "1.action", "evidence", "A log.")
    before = git(demo, "diff")
    (file,) = kept(home)
    told = json.loads(file.read_text("ascii"))
    if how == "damaged":
        file.write_bytes(file.read_bytes()[:-9])
    elif how == "of another form":
        file.write_text(json.dumps(told | {"form": 99}))
    elif how == "linked":
        file.rename(home / "elsewhere.json")
        file.symlink_to(home / "elsewhere.json")
    elif how == "open to others":
        os.chmod(file.parent, 0o777)
    elif how == "nested":
        file.write_text("[" * 100_000)
    else:
        path = "../outside.yaml" if how == "led away" else ".Git/config"
        file.write_text(json.dumps(told | {"files": [[path, None, ""]]}))
    assert ours("undo", code=3).stderr.startswith("reflectctl: No edit is known")
    assert git(demo, "diff") == before


def test_another_partnership_has_its_own(demo: Path, fresh: Path, home: Path, ours: Program) -> None:
    ours("note", "1.action", "evidence", "A log.")
    assert run("undo", cwd=fresh, HOME=str(home)).returncode == 3
    assert run("note", "1.action", "evidence", "A log.", cwd=fresh, HOME=str(home)).returncode == 0
    assert len(kept(home)) == 2
    ours("undo")


@pytest.mark.parametrize("surroundings", [{"HOME": f"{os.devnull}/home"}, {"HOME": ""}, {"REFLECTCTL_NO_CACHE": "1"}])
def test_where_nothing_is_kept_nothing_is_taken_back(demo: Path, home: Path, surroundings: dict[str, str]) -> None:
    surroundings = {"HOME": str(home)} | surroundings
    assert run("note", "1.action", "evidence", "A log.", cwd=demo, **surroundings).returncode == 0
    refused = run("undo", cwd=demo, **surroundings)
    assert kept(home) == []
    assert (refused.returncode, "Traceback" in refused.stderr) == (3, False)


def test_the_cache_folder_may_be_elsewhere_or_not_writable(demo: Path, home: Path, tmp_path: Path) -> None:
    words = ("note", "1.action", "evidence", "A log.")
    cache = {"HOME": str(home), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert run(*words, cwd=demo, **cache).returncode == 0
    assert (tmp_path / "cache/reflectctl/undo").is_dir()
    assert run("undo", cwd=demo, **cache).returncode == 0
    (tmp_path / "file").write_text("")
    blocked = {"HOME": str(home), "XDG_CACHE_HOME": str(tmp_path / "file")}
    assert run(*words, cwd=demo, **blocked).returncode == 0
    assert run("undo", cwd=demo, **blocked).returncode == 3
