"""What is kept between runs never changes an answer: random histories with it, without it, and with it damaged."""

import shutil
import subprocess
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflectctl.app.partnership import Repository
from reflectctl.app.read_history import history as read_history
from reflectctl.loading import cache
from reflectctl.model.history import History
from reflectctl.storage.cache import Shelf
from tests.conftest import context, git, run
from tests.properties import examples

from .test_history_property import Objects, Tale, begin, clocks, place, steps, tell

__all__ = ["place"]


def history(folder: Path, **surroundings: str) -> History:
    with mock.patch.dict("os.environ", surroundings):
        repository = Repository(folder)
        told = read_history(context(folder), repository)
        repository.objects.close()
    return told


@examples(30)
@given(begin, st.lists(steps, min_size=2, max_size=10), st.lists(clocks, min_size=1, max_size=5), st.binary(max_size=9))
def test_any_history_is_the_same_with_what_is_kept_and_without(
    place: tuple[Tale, Objects],
    first: list[Any],
    plan: list[Any],
    dates: list[str],
    damage: bytes,
) -> None:
    tale, _ = place
    tale.make(tell(tale, first, plan, dates)[-1])
    with mock.patch.object(cache, "FEWEST", 0):
        plain = history(tale.folder, REFLECTCTL_NO_CACHE="1")
        # What earlier examples kept is there too.
        assert history(tale.folder) == plain
        assert history(tale.folder) == plain
        for name in (cache.HISTORIES, "rating-facts"):
            path = tale.folder / ".git" / "reflectctl" / name
            if path.exists():
                raw = path.read_bytes()
                path.write_bytes(raw[: len(raw) // 2] + damage)
                assert history(tale.folder) == plain


def asked_anew(*words: str, cwd: Path, home: Path) -> "subprocess.CompletedProcess[str]":
    """A command, of which the answer is not kept whole."""
    shutil.rmtree(home / ".cache/reflectctl/answers", ignore_errors=True)
    return run(*words, cwd=cwd, HOME=str(home))


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A partnership that has been rated often enough for its history to be kept."""
    folder = tmp_path / "long"
    assert run("init", folder, "--name", "Long", "--agency", "council=Council", cwd=tmp_path).returncode == 0
    path = folder / "principles" / "5-trauma.yaml"
    for number in range(cache.FEWEST + 5):
        rating = ("agree", "neither")[number % 2]
        path.write_text(
            f"principle: trauma\nassessments:\n  action:\n    rating: {rating}\n"
            f'    agreed: "2026-{1 + number // 28:02}-{1 + number % 28:02}"\n    because: Number {number}.\n',
            encoding="utf-8",
        )
        git(folder, "add", "--all")
        git(folder, "commit", "-q", "-m", f"Rate {number}")
    return folder


def test_a_long_history_is_kept_and_a_worktree_finds_it(long: Path, tmp_path: Path) -> None:
    cold = asked_anew("history", "--format", "json", cwd=long, home=tmp_path)
    there = {path.name for path in (long / ".git" / "reflectctl").iterdir()}
    assert there == {"rating-facts", cache.HISTORIES}
    warm = asked_anew("history", "--format", "json", cwd=long, home=tmp_path)
    git(long, "worktree", "add", "-q", str(tmp_path / "other"), "HEAD")
    other = asked_anew("history", "--format", "json", cwd=tmp_path / "other", home=tmp_path)
    without = run("history", "--format", "json", cwd=long, REFLECTCTL_NO_CACHE="1", HOME=str(tmp_path))
    assert cold.stdout == warm.stdout == other.stdout == without.stdout
    assert cold.stdout.count('"commit"') == cache.FEWEST + 5
    assert git(long, "status", "--porcelain") == ""


def test_a_short_history_leaves_nothing_behind(demo: Path, tmp_path: Path) -> None:
    # What the example's own report kept.
    shutil.rmtree(demo / ".git" / "reflectctl", ignore_errors=True)
    git(demo, "reset", "-q", "--hard", "HEAD~20")
    assert run("history", cwd=demo, HOME=str(tmp_path)).returncode == 0
    assert not (demo / ".git" / "reflectctl").exists()


def test_a_git_directory_that_cannot_be_written_is_no_hindrance(long: Path, tmp_path: Path) -> None:
    (long / ".git" / "reflectctl").write_bytes(b"in the way")
    told = run("history", "--format", "json", cwd=long, HOME=str(tmp_path))
    assert (told.returncode, told.stderr) == (0, "")


def test_what_is_kept_hides_no_later_mailmap(demo: Path) -> None:
    with mock.patch.object(cache, "FEWEST", 0):
        before = history(demo)
        assert history(demo) == before
        address = git(demo, "log", "-1", "--format=%ae", before.recordings[0].recorded.commit).strip()
        (demo / ".mailmap").write_text(f"The coordinator of the day <{address}>\n", encoding="utf-8")
        assert "The coordinator of the day" in {each.recorded.author for each in history(demo).recordings}
        (demo / ".mailmap").unlink()
        assert history(demo) == before


@pytest.mark.safety(15)
def test_without_a_folder_of_ones_own_nothing_is_sealed_and_nothing_believed(long: Path, tmp_path: Path) -> None:
    """A seal that needs no secret is one that anybody can make."""
    told = run("history", "--format", "json", cwd=long).stdout
    assert not (long / ".git/reflectctl").exists()
    run("history", "--format", "json", cwd=long, HOME=str(tmp_path))
    kept = long / ".git" / "reflectctl" / cache.HISTORIES
    head, _, body = kept.read_bytes().partition(b"\n")
    lie = body.replace(b"neither", b"strongly-agree")
    assert lie != body
    Shelf(long / ".git", cache.HISTORIES, head.split(b" ")[1].decode("ascii"), b"").write(lie)
    for surroundings in ({}, {"HOME": str(tmp_path)}, {"HOME": str(tmp_path), "REFLECTCTL_NO_CACHE": "1"}):
        assert run("history", "--format", "json", cwd=long, **surroundings).stdout == told


@pytest.mark.safety(15)
def test_what_came_with_a_repository_is_not_believed(long: Path, tmp_path: Path) -> None:
    """Somebody else's own program has kept a history in it, of another story, and sealed it with a secret of theirs."""
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    theirs.mkdir()
    ours.mkdir()

    def history_of(home: Path) -> str:
        return asked_anew("history", "--format", "json", cwd=long, home=home).stdout

    told = history_of(theirs)
    kept = long / ".git" / "reflectctl" / cache.HISTORIES
    sealed, _, body = kept.read_bytes().partition(b"\n")
    assert b"neither" in body
    kept.write_bytes(sealed + b"\n" + body.replace(b"neither", b"strongly-agree"))
    assert history_of(theirs) == told
    assert history_of(ours) == told
    # Whoever has the secret can write whatever they like, and does so to themselves alone.
    secret = (theirs / ".cache/reflectctl/seal/secret").read_bytes()
    lie = body.replace(b"neither", b"strongly-agree")
    stamp = sealed.split(b" ")[1].decode("ascii")
    Shelf(long / ".git", cache.HISTORIES, stamp, secret).write(lie)
    assert history_of(theirs) != told
    Shelf(long / ".git", cache.HISTORIES, stamp, secret).write(lie)
    assert history_of(ours) == told
