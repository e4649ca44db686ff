"""A repository that git will not read, and files that are not here: said with the whole message, and what to do."""

from pathlib import Path

import pytest

from tests.conftest import git, run

READERS = pytest.mark.parametrize("words", [("status",), ("validate",), ("report", "--format", "markdown")])


RATE = ("rate", "children-first.action", "disagree", "--because", "Why.", "--agreed", "2026-02-03")


@READERS
def test_a_newer_format_of_a_repository_is_said(fresh: Path, words: tuple[str, ...]) -> None:
    run(*RATE, cwd=fresh)
    git(fresh, "config", "core.repositoryformatversion", "1")
    git(fresh, "config", "extensions.fromthefuture", "true")
    told = run(*words, cwd=fresh)
    assert told.returncode in (0, 1), told
    assert "fromthefuture" in told.stderr
    assert "What git could tell is left out." in told.stderr


@READERS
def test_a_missing_git_is_said_where_there_is_a_repository(fresh: Path, words: tuple[str, ...]) -> None:
    run(*RATE, cwd=fresh)
    assert "Git was not found" in run(*words, cwd=fresh, PATH=str(fresh)).stderr


@READERS
def test_no_repository_at_all_is_quiet(fresh: Path, words: tuple[str, ...]) -> None:
    (fresh / ".git").rename(fresh / "elsewhere")
    assert "git" not in run(*words, cwd=fresh).stderr.lower()


def test_a_pointer_of_git_lfs_is_named(fresh: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"
    (fresh / "principles" / "1-children-first.yaml").write_text(pointer, encoding="utf-8")
    for words in (("status",), ("report",), ("validate",)):
        told = run(*words, cwd=fresh)
        assert "pointer of Git LFS" in told.stdout + told.stderr


@pytest.mark.parametrize(
    ("path", "words", "said"),
    [
        ("partnership.yaml", ["view", "1.culture", "agree", "--agency", "police", "--because", "x"], "who is a member"),
        (
            "partnership.yaml",
            ["action", "add", "1", "x", "--owner", "Test Police", "--due", "2027-01"],
            "who is a member",
        ),
        ("partnership.yaml", ["action", "list", "--owner", "police"], "who is a member"),
        ("partnership.yaml", ["meeting", "new", "x", "--present", "police"], "who is a member"),
        ("partnership.yaml", ["meeting", "new", "x", "--present", "all"], "who is a member"),
        ("content/pack.yaml", ["rate", "2.action", "agree", "--because", "x"], "content/pack.yaml"),
        ("content/pack.yaml", ["note", "2.action", "evidence", "x"], "content/pack.yaml"),
    ],
)
def test_what_cannot_be_read_is_not_told_as_unknown(fresh: Path, path: str, words: list[str], said: str) -> None:
    (fresh / path).write_text("name: [\n", encoding="utf-8")
    told = run(*words, cwd=fresh)
    assert told.returncode == 3
    assert said in told.stderr
    assert "is not a known" not in told.stderr
    assert git(fresh, "status", "--porcelain") == f" M {path}\n"
