"""An answer is told again to whoever asks the same of the same program, and is kept only where all that it rests on is
known for certain."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import reflectctl
from reflectctl.cli import again
from reflectctl.storage import resting
from tests.conftest import CLEAN, git

from .test_again import FILE, MARK, SETTLED, Desk, desk, marked, reach
from .test_pager import at_terminal

__all__ = ["desk"]

ROOT = Path(reflectctl.__file__).parent


class Stream:
    """A stream that is a terminal or is none."""

    encoding = "utf-8"

    def __init__(self, is_terminal: bool = False, encoding: str = "utf-8") -> None:
        self.is_terminal, self.encoding = is_terminal, encoding

    def isatty(self) -> bool:
        return self.is_terminal

    def fileno(self) -> int:
        return 1


DAY: dict[str, Any] = {"tm_year": 2026, "tm_yday": 100, "tm_gmtoff": 0, "tm_zone": "UTC"}
ASKED: dict[str, tuple[Any, str, Any]] = {
    "another version": (reflectctl, "__version__", "99"),
    "another Python": (sys, "version", "3.99"),
    "another Python's place": (sys, "executable", "/other/python"),
    "another environment": (sys, "prefix", "/other"),
    "other places of modules": (sys, "path", ["/other"]),
    "another place of the program": (again, "__file__", "/other/again.py"),
    "another folder": (os, "getcwd", lambda: "/other"),
    "another user": (os, "geteuid", lambda: 4321),
    "other groups": (os, "getgroups", lambda: [4321]),
    **{
        f"another {part}": (time, "localtime", lambda part=part, value=value: SimpleNamespace(**DAY | {part: value}))
        for part, value in (("tm_year", 2027), ("tm_yday", 101), ("tm_gmtoff", 3600), ("tm_zone", "GMT"))
    },
    **{
        f"{what} {name}": (sys, name, stream)
        for name in ("stdin", "stdout", "stderr")
        for what, stream in (("a terminal as", Stream(True)), ("another encoding of", Stream(encoding="ascii")))
    },
}


@pytest.fixture
def name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., str]:
    """What an answer to some words is called, in surroundings that stay the same."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("REFLECTCTL_NO_CACHE", raising=False)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, Stream())
    monkeypatch.setattr(time, "localtime", lambda: SimpleNamespace(**DAY))
    monkeypatch.setattr(os, "get_terminal_size", lambda handle: os.terminal_size((80, 24)))
    return lambda *words: again._name([*words])


@pytest.mark.parametrize("what", ASKED)
def test_whoever_asks_otherwise_asks_something_else(
    name: Callable[..., str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = name("validate")
    assert name("validate") == before != ""

    monkeypatch.setattr(*ASKED[what])

    assert name("validate") not in (before, "")


def test_the_size_of_a_terminal_is_asked_with(name: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(True))
    found = set()
    for size in ((80, 24), (81, 24), (80, 25)):
        monkeypatch.setattr(os, "get_terminal_size", lambda handle, size=size: os.terminal_size(size))
        found.add(name("validate"))
    assert len(found) == 3


def test_words_are_asked_with_one_by_one_and_are_no_variables(
    name: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {name("validate", "-v"), name("validate -v"), name("validate", "!=1")}
    # The first of all variables.
    monkeypatch.setenv("!", "1")
    assert len({*found, name("validate")}) == 4
    assert name("validate", "\ud800\udcff")


@pytest.mark.parametrize("what", ["_", "OLDPWD", "PWD", "SHLVL"])
def test_what_a_shell_changes_as_it_goes_is_of_no_concern(
    name: Callable[..., str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = name("validate")
    monkeypatch.setenv(what, "/other")
    assert name("validate") == before


@pytest.mark.parametrize(
    "how",
    [
        "exec {python} -m reflectctl status <&-",
        "mkdir x; cd x; rmdir ../x; exec {python} -m reflectctl -C {root} status",
    ],
    ids=["standard input is closed", "the folder is gone"],
)
def test_where_it_cannot_be_told_how_it_is_asked_it_is_answered_all_the_same(desk: Desk, how: str) -> None:
    told = []
    for more in ({}, {}, {"REFLECTCTL_NO_CACHE": "1"}):
        command = how.format(python=sys.executable, root=desk.root)
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=desk.root, env=desk.surroundings | more, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        told.append((done.returncode, done.stdout, done.stderr))
    assert told[0] == told[1] == told[2]
    assert "Traceback" not in told[0][2]
    assert not list(desk.answers.glob("*"))


def put_behind_a_link(desk: Desk, place: str) -> None:
    path = desk.root / place
    path.rename(desk.home / "elsewhere")
    path.symlink_to(desk.home / "elsewhere")


def settings(desk: Desk, text: str, place: str = ".gitconfig") -> None:
    (desk.home / place).parent.mkdir(parents=True, exist_ok=True)
    (desk.home / place).write_text(text, "ascii")


def deep(desk: Desk) -> None:
    """A folder whose path is too long to be listed by."""
    here = os.open(desk.root, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=here)
        below = os.open("x" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def many_links(desk: Desk) -> None:
    """Git at the end of more links than are followed."""
    folder = desk.home / "bin"
    folder.mkdir()
    target = str(shutil.which("git"))
    for number in range(resting._MOST_LINKS + 1):
        (folder / f"git{number}").symlink_to(target)
        target = f"git{number}"
    (folder / "git").symlink_to(target)
    desk.surroundings["PATH"] = f"{folder}:{CLEAN['PATH']}"


def a_folder_of_git(desk: Desk) -> str:
    return next(str(each.relative_to(desk.root)) for each in (desk.root / ".git/objects").iterdir() if each.is_dir())


NOT_CERTAIN: dict[str, Callable[[Desk], object]] = {
    "the git directory is a link": lambda desk: put_behind_a_link(desk, ".git"),
    "HEAD is a link": lambda desk: put_behind_a_link(desk, ".git/HEAD"),
    "a branch is a link": lambda desk: put_behind_a_link(desk, ".git/refs/heads/main"),
    "branches are behind a link": lambda desk: put_behind_a_link(desk, ".git/refs/heads"),
    "objects are behind a link": lambda desk: put_behind_a_link(desk, a_folder_of_git(desk)),
    "the git directory is a part of another": lambda desk: (desk.root / ".git/commondir").write_text(".\n", "ascii"),
    "the git directory is another working tree's": lambda desk: (desk.root / ".git/gitdir").write_text("x\n", "ascii"),
    "settings of one working tree include others": lambda desk: (
        git(desk.root, "config", "extensions.worktreeConfig", "true"),
        git(desk.root, "config", "--worktree", "include.path", "more"),
    ),
    "the working tree is said to be elsewhere": lambda desk: git(desk.root, "config", "core.worktree", str(desk.root)),
    "what is ignored stands elsewhere": lambda desk: settings(desk, "[core]\nexcludesFile = ~/more\n"),
    "attributes stand elsewhere": lambda desk: settings(desk, "[core]\nattributesFile = ~/more\n"),
    "the other settings include more": lambda desk: settings(desk, "[include]\npath = more\n", ".config/git/config"),
    "the user's settings are a link": lambda desk: (
        settings(desk, "[user]\nname = x\n", "mine"),
        (desk.home / ".gitconfig").symlink_to("mine"),
    ),
    "the user's settings are a folder": lambda desk: (desk.home / ".gitconfig").mkdir(),
    "the user's settings are in no certain place": lambda desk: desk.surroundings.update(XDG_CONFIG_HOME="here"),
    "a folder cannot be listed": deep,
    "git is behind many links": many_links,
}


@pytest.mark.parametrize("what", NOT_CERTAIN)
def test_where_it_is_not_certain_nothing_is_kept(desk: Desk, what: str) -> None:
    NOT_CERTAIN[what](desk)
    time.sleep(SETTLED)

    told = desk.run("status")

    assert told == desk.run("status") == desk.anew("status")
    assert "Traceback" not in told[2]
    assert not list(desk.answers.glob("*"))


@pytest.mark.parametrize("words", ["status", "validate --format json", "status --nope", "meeting"])
def test_what_fails_is_told_as_it_is_without(desk: Desk, tmp_path: Path, words: str) -> None:
    """Where there is no partnership, and where the words are wrong."""
    (tmp_path / "empty").mkdir()
    told = desk.run(words, tmp_path / "empty")
    assert told == desk.run(words, tmp_path / "empty") == desk.anew(words, tmp_path / "empty")
    assert told[0] in (2, 3)
    assert "Traceback" not in told[2]
    assert not list(desk.answers.glob("*"))


def test_more_paths_than_may_be_are_not_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resting.begin(desk.root, desk.surroundings) is not None
    monkeypatch.setattr(resting, "MOST_PATHS", 100)
    assert resting.begin(desk.root, desk.surroundings) is None


WRITING = (
    "action start a-h5v1 --dry-run",
    "action start a-h5v1",
    "action remind",
    "meeting notes 2026-04-23 --dry-run",
)


@pytest.mark.parametrize("words", WRITING)
def test_of_the_same_first_word_only_what_lists_is_kept(desk: Desk, words: str) -> None:
    time.sleep(SETTLED)
    desk.run(words)
    assert not list(desk.answers.glob("*"))


@pytest.mark.parametrize("place", [".gitconfig", ".config/git/config", ".config/git/ignore", ".config/git/attributes"])
def test_settings_of_the_users_that_come_are_seen(desk: Desk, place: str) -> None:
    desk.keep("status")
    settings(desk, "", place)
    assert not desk.is_kept("status")


def test_settings_of_the_users_are_looked_for_where_the_system_has_them(desk: Desk) -> None:
    desk.surroundings["XDG_CONFIG_HOME"] = str(desk.home / "set")
    desk.keep("status")
    settings(desk, "", ".config/git/config")
    assert desk.is_kept("status")
    settings(desk, "", "set/git/config")
    assert not desk.is_kept("status")


def given_away(path: Path) -> None:
    os.chown(path, 12345, 12345)


ROOT_ONLY = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
AROUND: dict[str, Callable[[Path], object]] = {
    "attributes": lambda top: (top / ".gitattributes").write_text("", "ascii"),
    "what is ignored": lambda top: (top / ".gitignore").write_text("", "ascii"),
    "other names of people": lambda top: (top / ".mailmap").write_text("", "ascii"),
    "a nearer repository": lambda top: git(top, "init", "-q", "below"),
    "the top is another's": given_away,
    "the git directory is another's": lambda top: given_away(top / ".git"),
}


@pytest.mark.parametrize(
    "what", [pytest.param(each, marks=ROOT_ONLY if each.endswith("'s") else ()) for each in AROUND]
)
def test_what_git_finds_around_a_partnership_is_seen(desk: Desk, tmp_path: Path, what: str) -> None:
    top = tmp_path / "top"
    (top / "below").mkdir(parents=True)
    desk.root.rename(top / "below/here")
    (top / "below/here/.git").rename(top / ".git")
    desk.root = top / "below/here"
    desk.keep("status")

    AROUND[what](top)

    assert not desk.is_kept("status")
    assert desk.run("status") == desk.anew("status")


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    """Two copies of the program, of one version."""
    found = []
    for name in ("one", "other"):
        shutil.copytree(ROOT, tmp_path / name / "src/reflectctl", ignore=shutil.ignore_patterns("__pycache__"))
        for shipped in ("schema", "content"):
            (tmp_path / name / shipped).symlink_to(ROOT.parent.parent / shipped)
        found.append(tmp_path / name / "src/reflectctl")
    return found


def test_another_copy_of_the_program_has_answers_of_its_own(desk: Desk, copies: list[Path]) -> None:
    def told(copy: Path) -> str:
        (desk.home / "which").write_text(str(copy.parent), "utf-8")
        begin = (
            "import sys; sys.path.insert(0, open(sys.argv.pop(1)).read()); from reflectctl.__main__ import main; main()"
        )
        command = [sys.executable, "-c", begin, str(desk.home / "which"), "status"]
        return subprocess.run(
            command, cwd=desk.root, env=desk.surroundings, capture_output=True, text=True, check=True
        ).stdout

    text = (copies[1] / "tell/status.py").read_text("utf-8")
    assert "What could be next" in text
    (copies[1] / "tell/status.py").write_text(text.replace("What could be next", "What may come"), "utf-8")
    for _ in range(2):
        time.sleep(SETTLED)
        assert "What may come" not in told(copies[0])
    assert list(desk.answers.glob("*"))
    assert "What may come" in told(copies[1])


@pytest.mark.parametrize("place", ["rules/days.py", "compiled/small.bin"])
def test_a_program_that_was_changed_answers_anew(desk: Desk, copies: list[Path], place: str) -> None:
    """In a module that it has loaded, or in what it is shipped with and reads."""
    desk.surroundings["PYTHONPATH"] = str(copies[0].parent)
    desk.run("validate")
    desk.keep("validate")
    (copies[0] / place).touch()
    assert not desk.is_kept("validate")


def test_an_answer_that_was_not_printed_whole_is_not_kept(desk: Desk) -> None:
    time.sleep(SETTLED)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reflectctl", "status"],
            cwd=desk.root, env=desk.surroundings, stdout=full, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert desk.run("status") == desk.anew("status")


@pytest.mark.parametrize("surroundings", [{}, {"REFLECTCTL_NO_CACHE": "1"}], ids=["kept", "anew"])
def test_what_is_said_beside_an_answer_may_be_lost(desk: Desk, tmp_path: Path, surroundings: dict[str, str]) -> None:
    git(desk.root, "clone", "-q", "--depth", "3", f"file://{desk.root}", str(tmp_path / "shallow"))
    desk.root = tmp_path / "shallow"
    desk.keep("validate")
    whole = desk.run("validate")
    assert whole[2]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reflectctl", "validate"],
            cwd=desk.root, env=desk.surroundings | surroundings, stdout=subprocess.PIPE, stderr=full, text=True,
            check=False,
        )  # fmt: skip
    assert (done.returncode, done.stdout) == whole[:2]


def test_a_kept_answer_that_nobody_reads_ends_quietly(desk: Desk) -> None:
    desk.keep("status")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "reflectctl", "status"],
        cwd=desk.root, env=desk.surroundings, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_kept_answer_is_escaped_where_a_stream_cannot_show_it(desk: Desk) -> None:
    desk.surroundings["PYTHONIOENCODING"] = "ascii"
    desk.keep("validate")
    told = desk.run("validate")
    assert "\\u201c" in told[1]
    assert told == desk.anew("validate")


def test_at_a_terminal_a_kept_answer_goes_through_the_pager(desk: Desk) -> None:
    surroundings = {"HOME": str(desk.home), "REFLECTCTL_PAGER": "sed s/^/own:/"}
    time.sleep(SETTLED)
    first = at_terminal("status", cwd=desk.root, **surroundings)
    path = reach(desk)
    assert at_terminal("status", cwd=desk.root, **surroundings) == first
    path.write_bytes(marked(path.read_bytes(), where=again._PAGED))
    assert at_terminal("status", cwd=desk.root, **surroundings) == (0, f"own:{MARK}")


def test_what_the_program_keeps_for_itself_is_nothing_that_an_answer_rests_on(desk: Desk) -> None:
    """It is read, and written anew after a commit."""
    desk.keep("status")
    git(desk.root, "commit", "-q", "--allow-empty", "-m", "Nothing")
    desk.keep("status")


def test_what_goes_while_it_is_read_is_not_kept_as_if_it_had_not_been_there(desk: Desk, tmp_path: Path) -> None:
    """A name in the git directory, which has no time of its own to tell by."""
    real, bin = shutil.which("git"), tmp_path / "bin"
    bin.mkdir()
    extra = desk.root / ".git/extra"
    extra.write_text("x", "ascii")
    (bin / "git").write_text(f'#!/bin/sh\nrm -f "{extra}"\nexec "{real}" "$@"\n', "utf-8")
    (bin / "git").chmod(0o755)
    time.sleep(SETTLED)
    assert desk.run("validate", PATH=f"{bin}:{CLEAN['PATH']}")[0] == 0
    assert not extra.exists()
    assert not list(desk.answers.glob("*"))


def test_no_file_of_the_partnership_is_left_out(desk: Desk) -> None:
    """Each by itself, through the folders that it lies in."""
    seen = resting.begin(desk.root, desk.surroundings)
    assert seen is not None
    files = {str(path) for path in desk.root.rglob("*") if ".git" not in path.relative_to(desk.root).parts}
    assert files <= {*seen.paths}
    assert str(desk.root / FILE) in files
