"""What was answered is told again only while nothing that it rests on has changed, and only from the user's own."""

import itertools
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reflectctl.__main__ import AGAIN
from reflectctl.cli import again, console
from reflectctl.cli.again import COMMANDS
from reflectctl.storage import kept_answers, last_edit
from tests.conftest import CLEAN, PROGRAM, git

WORDS = ("validate", "status", "next", "action list", "meeting list", "diff HEAD~7", "history")
FILE = "principles/3-voice.yaml"
MARK = "THIS WAS KEPT\n"
SETTLED = 0.15
"""Seconds after which another change of a file is given another time."""


class Desk:
    """Somebody's place of work: a partnership, and a home in which answers are kept."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root, self.home = root, home
        self.answers = home / ".cache/reflectctl/answers"
        # What is temporary is where nobody else's edits are kept.
        self.surroundings = CLEAN | {"HOME": str(home), "TMPDIR": str(home)}
        self.longest = resource.RLIM_INFINITY

    def run(self, words: str, cwd: Path | None = None, **surroundings: str) -> tuple[int, str, str]:
        """The exit code, and what was said on both streams, of a run that has everything imported."""
        if self.longest != resource.RLIM_INFINITY:
            return self.started(words, cwd, **surroundings)
        done = PROGRAM.run(
            words.split(), cwd=cwd or self.root, input="", env=self.surroundings | surroundings, usual=CLEAN
        )
        return done.returncode, done.stdout, done.stderr

    def started(self, words: str, cwd: Path | None = None, **surroundings: str) -> tuple[int, str, str]:
        """The same of the program as it is started, which imports only what it needs."""
        env = self.surroundings | surroundings
        done = subprocess.run(
            [sys.executable, "-m", "reflectctl", *words.split()],
            cwd=cwd or self.root, env=env, capture_output=True, text=True, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (self.longest, self.longest)),
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    def anew(self, words: str, cwd: Path | None = None, **surroundings: str) -> tuple[int, str, str]:
        """The same, with nothing kept."""
        return self.run(words, cwd, REFLECTCTL_NO_CACHE="1", **surroundings)

    def is_kept(self, words: str, cwd: Path | None = None, **surroundings: str) -> bool:
        """Whether it is told again: what is kept says so of itself, for as long as this asks."""
        return self._is_kept(lambda: self.run(words, cwd, **surroundings))

    def is_kept_for_a_start(self, words: str) -> bool:
        """The same of the program as it is started, which is another one by where its modules are looked for."""
        return self._is_kept(lambda: self.started(words))

    def _is_kept(self, ask: Callable[[], tuple[int, str, str]]) -> bool:
        before = {path: raw for path in self.answers.glob("*") if (raw := path.read_bytes())}
        for path, raw in before.items():
            path.write_bytes(marked(raw))
        told = ask()
        for path, raw in before.items():
            path.write_bytes(raw)
        return MARK in told[1]

    def keep(self, *words: str, **surroundings: str) -> None:
        """Ask, so that it is kept."""
        time.sleep(SETTLED)
        for each in words:
            self.run(each, **surroundings)
            assert self.is_kept(each, **surroundings), each


def marked(raw: bytes, where: int = console.ANSWER) -> bytes:
    """What is kept, with an answer that says so."""
    head, _, body = raw.partition(b"\n")
    lengths, _, text = body.partition(b"\n")
    code, names, states, *_ = lengths.split(b" ")
    rest = text[: int(names) + int(states)]
    assert rest.isascii(), "lengths are in characters"
    new = b"%b %b %b %d:%d\n%b%b" % (code, names, states, where, len(MARK), rest, MARK.encode("ascii"))
    return head.rpartition(b" ")[0] + b" " + kept_answers._sum(new) + b"\n" + new


@pytest.fixture
def desk(demo: Path, tmp_path: Path) -> Desk:
    (tmp_path / "home").mkdir()
    return Desk(demo, tmp_path / "home")


@pytest.mark.parametrize(
    "words",
    [
        *WORDS, "validate --format json", "validate -v --color always", "status --format markdown", "validate --strict",
        "validate --today 2026-05-01", "action list --status open", "diff HEAD~9..HEAD~2 --full", "diff",
        "history views", "diff 2026-04-01 --exit-code --format json", "diff --base HEAD~3",
        "history --by review-point --format markdown",
    ],
)  # fmt: skip
def test_the_same_is_told_again(desk: Desk, words: str) -> None:
    time.sleep(SETTLED)
    first = desk.started(words)
    assert desk.started(words, REFLECTCTL_NO_CACHE="1") == first
    assert desk.is_kept_for_a_start(words)
    assert desk.started(words) == first


def test_every_command_whose_answer_is_kept_is_tried() -> None:
    assert {words.removesuffix(" HEAD~7") for words in WORDS} == COMMANDS
    assert {words.split()[0] for words in COMMANDS} == set(AGAIN)
    assert (again._SAID, again._PAGED) == (console.SAID, console.PAGED)


def test_what_fails_is_told_again_with_its_exit_code_and_what_was_said_beside_it(desk: Desk) -> None:
    (desk.root / FILE).write_text((desk.root / FILE).read_text("utf-8") + "what: [\n", "utf-8")
    time.sleep(SETTLED)
    for words, code in (("validate", 1), ("status", 0)):
        first = desk.run(words)
        assert first[0] == code
        assert desk.is_kept(words)
        assert desk.run(words) == first
    assert "could not be read" in first[2]


def in_place(root: Path) -> None:
    """As many bytes, and the time of the last change put back."""
    path = root / FILE
    before, raw = path.stat(), path.read_bytes()
    path.write_bytes(raw.replace(b"\nmeetings", b"\nmeetingz", 1) if b"\nmeetings" in raw else raw[:-2] + b"x\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(root: Path) -> None:
    """Another file in its place, of the same time and size."""
    path, new = root / FILE, root / "new"
    shutil.copy2(path, new)
    raw = new.read_bytes()
    new.write_bytes(raw[:-2] + b"x\n")
    os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    new.replace(path)


def other_branch(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other", "HEAD~5")


def lost(root: Path) -> None:
    for path in (root / ".git/objects/pack").glob("*.pack"):
        path.unlink()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file, in place": in_place,
    "a file replaced": replaced,
    "a file renamed": lambda root: (root / FILE).rename(root / "principles/3-voices.yaml"),
    "a file taken out": lambda root: (root / FILE).unlink(),
    "a file more": lambda root: (root / "meetings/notes.txt").write_text("x", "utf-8"),
    "a folder more": lambda root: (root / "meetings/more").mkdir(),
    "a mode": lambda root: (root / FILE).chmod(0o600),
    "a link in place of a file": lambda root: (
        (root / FILE).unlink(),
        (root / FILE).symlink_to("1-children-first.yaml"),
    ),
    "only a time": lambda root: os.utime(root / FILE),
    "content": lambda root: next(iter((root / "content").rglob("*.yaml"))).touch(),
    "what is staged": lambda root: (in_place(root), git(root, "add", "-A")),
    "a commit": lambda root: git(root, "commit", "-q", "--allow-empty", "-m", "Nothing"),
    "another branch": other_branch,
    "a branch more": lambda root: git(root, "branch", "more"),
    "packed refs": lambda root: git(root, "pack-refs", "--all"),
    "a shallow clone": lambda root: (root / ".git/shallow").write_text(git(root, "rev-parse", "HEAD"), "ascii"),
    "a merge begun": lambda root: (root / ".git/MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD~1"), "ascii"),
    "settings of git": lambda root: git(root, "config", "core.quotePath", "false"),
    "the user's settings of git": lambda root: (root.parent / "home/.gitconfig").write_text(
        "[user]\nname = x\n", "utf-8"
    ),
    "objects lost": lost,
    "a name of two lines in the git directory": lambda root: (root / ".git/a\nb").write_text("x", "utf-8"),
    "no repository": lambda root: (root / ".git").rename(root / "git"),
    "an edit ended": lambda root: (
        (begun := Path(next(last_edit.begun({"HOME": str(root.parent / "home")}, root)))).parent.mkdir(mode=0o700),
        begun.write_text("{}", "utf-8"),
    ),
}


@pytest.mark.parametrize(
    ("change", "words"), list(zip(CHANGES, itertools.cycle(("validate", "status", "diff main~7")), strict=False))
)
def test_what_it_rests_on_has_changed(desk: Desk, change: str, words: str) -> None:
    desk.keep(words)

    CHANGES[change](desk.root)

    assert not desk.is_kept(words)
    assert desk.run(words) == desk.anew(words)


SURROUNDINGS = [
    {"TZ": "Pacific/Kiritimati"}, {"COLUMNS": "60"}, {"NO_COLOR": "1"}, {"CI": "true"}, {"LC_ALL": "cy_GB.UTF-8"},
    {"REFLECTCTL_LANG": "cy"}, {"SOURCE_DATE_EPOCH": "1780000000"}, {"PYTHONUTF8": "0", "LC_ALL": "C"},
]  # fmt: skip


@pytest.mark.parametrize("other", SURROUNDINGS, ids=lambda each: " ".join(each))
def test_it_is_asked_in_other_surroundings(desk: Desk, other: dict[str, str]) -> None:
    desk.keep("status")

    assert not desk.is_kept("status", **other)
    assert desk.run("status", **other) == desk.anew("status", **other)


def test_it_is_asked_from_elsewhere_or_with_other_words(desk: Desk) -> None:
    desk.keep("validate")

    assert not desk.is_kept("validate", desk.root / "meetings")
    assert not desk.is_kept("validate -q")
    assert desk.is_kept("validate")


def test_the_day_is_another(desk: Desk, tmp_path: Path) -> None:
    """The clock says so: the answer of one day is not that of the next."""
    program = tmp_path / "later.py"
    program.write_text(
        "import sys, time\n"
        "real = time.localtime\n"
        "time.localtime = lambda *at: real(*(at or (time.time() + 86400,)))\n"
        "from reflectctl.cli.again import _name\n"
        "print(_name(['validate']))\n",
        "utf-8",
    )
    env = desk.surroundings
    names = {
        subprocess.run(
            [sys.executable, *way], cwd=desk.root, env=env, capture_output=True, text=True, check=True
        ).stdout
        for way in ([program], ["-c", "from reflectctl.cli.again import _name; print(_name(['validate']))"])
    }
    assert len(names) == 2


def test_git_is_another_program(desk: Desk, tmp_path: Path) -> None:
    """One that would be found first, where there was none."""
    first = tmp_path / "bin"
    first.mkdir()
    path = {"PATH": f"{first}:{CLEAN['PATH']}"}
    desk.keep("validate", **path)

    (first / "git").symlink_to(str(shutil.which("git")))

    assert not desk.is_kept("validate", **path)


def test_git_is_reached_by_a_link_whose_end_is_exchanged(desk: Desk, tmp_path: Path) -> None:
    first = tmp_path / "bin"
    first.mkdir()
    (first / "git").symlink_to("real")
    (first / "real").symlink_to(str(shutil.which("git")))
    path = {"PATH": f"{first}:{CLEAN['PATH']}"}
    desk.keep("validate", **path)

    (first / "real").unlink()
    (first / "real").write_text(f'#!/bin/sh\nexec {shutil.which("git")} "$@"\n', "utf-8")
    (first / "real").chmod(0o755)

    assert not desk.is_kept("validate", **path)


def test_whose_settings_git_goes_by_is_not_certain_without_a_home(desk: Desk, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    (tmp_path / "cache").mkdir()
    for home in ("", "relative"):
        desk.answers = tmp_path / "cache/reflectctl/answers"
        desk.run("validate", HOME=home, **cache)
        assert not desk.is_kept("validate", HOME=home, **cache)


@pytest.mark.parametrize("kept", [False, True])
def test_what_cannot_be_printed_is_said_once(desk: Desk, tmp_path: Path, kept: bool) -> None:
    git(desk.root, "clone", "-q", "--depth", "3", f"file://{desk.root}", str(tmp_path / "shallow"))
    desk.root = tmp_path / "shallow"
    time.sleep(SETTLED)
    first = desk.run("validate")
    assert desk.is_kept("validate")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reflectctl", "validate"],
            cwd=desk.root, env=desk.surroundings | ({} if kept else {"REFLECTCTL_NO_CACHE": "1"}),
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.startswith(first[2])
    assert done.stderr.removeprefix(first[2]).startswith("reflectctl: The answer could not be written")
    assert done.stderr.count("shallow") == first[2].count("shallow") > 0


@pytest.mark.parametrize(
    "words",
    [
        "validate --since HEAD~3",
        "validate -o out.json",
        "status -o out.txt",
        f"validate {FILE}",
        "rules",
        "diff HEAD@{1}",
        "diff HEAD~3 main@{2}",
        "diff --base HEAD@{1}",
        "diff main-worktree/HEAD HEAD~2",
        "diff --since 2026-04-01",
        "history --from 2026-04-01",
        "history --format csv -o out.csv",
    ],
)
def test_some_answers_are_not_kept(desk: Desk, words: str) -> None:
    time.sleep(SETTLED)
    desk.run(words)
    desk.run(words)
    assert not list(desk.answers.glob("*")) or not desk.is_kept(words)


def test_a_file_that_has_just_changed_may_change_again_unseen(desk: Desk) -> None:
    for n in range(5):
        path = desk.root / FILE
        raw = path.read_bytes()
        path.write_bytes(raw[:-2] + b"%d\n" % n)
        told = desk.run("validate")
        path.write_bytes(raw)
        assert desk.run("validate") == desk.anew("validate")
        assert told[0] == 1


def test_a_file_without_parts_of_a_second_is_given_two(desk: Desk) -> None:
    """Its times come from a clock that counts by two seconds; so they do here, as if it did."""
    whole = time.time_ns() // 1_000_000_000 * 1_000_000_000
    time.sleep(SETTLED)
    os.utime(desk.root / FILE, ns=(whole, whole))
    time.sleep(SETTLED)
    desk.run("validate")
    assert not desk.is_kept("validate") or time.time_ns() - whole > 2_000_000_000


ELSEWHERE: dict[str, Callable[[Desk], object]] = {
    "settings that include others": lambda desk: git(desk.root, "config", "include.path", "../more"),
    "the user's settings include others": lambda desk: (desk.home / ".gitconfig").write_text(
        "[include]\npath = more\n", "utf-8"
    ),
    "names of authors that lie elsewhere": lambda desk: git(desk.root, "config", "mailmap.file", "/nowhere"),
    "objects that lie elsewhere": lambda desk: (desk.root / ".git/objects/info/alternates").write_text(
        "/nowhere\n", "utf-8"
    ),
    "an edit that was ended": lambda desk: (
        (begun := Path(next(last_edit.begun(desk.surroundings, desk.root)))).parent.mkdir(parents=True, mode=0o700),
        begun.write_text("{}", "utf-8"),
    ),
    "a time to come": lambda desk: os.utime(desk.root / FILE, (4_000_000_000, 4_000_000_000)),
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_where_it_is_not_certain_what_an_answer_rests_on_it_is_not_kept(desk: Desk, what: str) -> None:
    ELSEWHERE[what](desk)
    time.sleep(SETTLED)
    assert desk.run("validate") == desk.run("validate")
    assert not desk.is_kept("validate")


def test_another_worktree_and_a_link_are_answered_anew(desk: Desk, tmp_path: Path) -> None:
    git(desk.root, "worktree", "add", "-q", "--detach", str(tmp_path / "tree"))
    (tmp_path / "link").symlink_to(desk.root)
    time.sleep(SETTLED)
    for where in ("tree", "link"):
        words = f"status -C {tmp_path / where}"
        assert desk.run(words) == desk.run(words) == desk.anew(words)
        assert not desk.is_kept(words)


def reach(desk: Desk) -> Path:
    (path,) = (path for path in desk.answers.iterdir())
    return path


def linked(desk: Desk) -> None:
    path = reach(desk)
    path.rename(desk.home / "moved")
    path.symlink_to(desk.home / "moved")


def foreign(desk: Desk) -> None:
    """Kept by a program that was asked something else, and put in this one's place."""
    path = reach(desk)
    desk.run("status")
    (other,) = (each for each in desk.answers.iterdir() if each != path)
    path.write_bytes(other.read_bytes().replace(b"1:", b"1: ", 1))


DAMAGE: dict[str, Callable[[Desk], object]] = {
    "cut short": lambda desk: reach(desk).write_bytes(reach(desk).read_bytes()[:-1]),
    "a byte more": lambda desk: reach(desk).write_bytes(reach(desk).read_bytes() + b"x"),
    "a byte changed": lambda desk: reach(desk).write_bytes(reach(desk).read_bytes().replace(b"errors", b"horses")),
    "empty": lambda desk: reach(desk).write_bytes(b""),
    "no text": lambda desk: reach(desk).write_bytes(bytes(range(256)) * 40),
    "a link": linked,
    "a folder": lambda desk: (reach(desk).unlink(), (desk.answers / "x").mkdir()),
    "others may write to it": lambda desk: reach(desk).chmod(0o666),
    "others may write to its folder": lambda desk: desk.answers.chmod(0o777),
    "another form": lambda desk: reach(desk).write_bytes(reach(desk).read_bytes().replace(b"answer 2 ", b"answer 1 ")),
    "another's": foreign,
}


@pytest.mark.safety(15)
@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_or_somebody_elses_is_as_if_it_were_not_there(desk: Desk, damage: str) -> None:
    time.sleep(SETTLED)
    told = desk.run("validate")
    assert len(list(desk.answers.iterdir())) == 1

    DAMAGE[damage](desk)

    assert desk.run("validate") == told


@pytest.mark.safety(15)
def test_nothing_is_believed_from_the_repository(desk: Desk) -> None:
    """An answer that lies where what came of its history is kept, and one in a cache folder of its own."""
    desk.keep("validate")
    raw = reach(desk).read_bytes()
    name = reach(desk).name
    shutil.rmtree(desk.answers)
    for folder in (desk.root / ".git/reflectctl", desk.root / ".cache/reflectctl/answers"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(marked(raw))
    assert not desk.is_kept("validate")


@pytest.mark.parametrize("cache", ["a file", "a link", "full", "no home"])
def test_where_nothing_can_be_kept_nobody_is_troubled(desk: Desk, tmp_path: Path, cache: str) -> None:
    if cache == "a file":
        (desk.home / ".cache").write_text("", "utf-8")
    elif cache == "full":
        # What is written there ends as on a disk without room.
        desk.longest = 1_000
    elif cache == "a link":
        (tmp_path / "elsewhere").mkdir()
        (desk.home / ".cache").mkdir()
        (desk.home / ".cache/reflectctl").symlink_to(tmp_path / "elsewhere")
    else:
        desk.surroundings["HOME"] = f"{os.devnull}/home"
    time.sleep(SETTLED)
    told = desk.run("validate")
    assert told == desk.run("validate")
    assert told[2] == ""
    assert not list(tmp_path.glob("elsewhere/*/*"))
    assert not list(desk.answers.glob("*"))


def test_a_file_that_is_changed_while_it_is_read_is_not_kept_as_it_was(desk: Desk, tmp_path: Path) -> None:
    """It is changed and changed back, by a git that is asked in between."""
    real, bin = shutil.which("git"), tmp_path / "bin"
    bin.mkdir()
    path = desk.root / FILE
    shutil.copy2(path, tmp_path / "before")
    (bin / "git").write_text(
        f'#!/bin/sh\nprintf "x: [\\n" >> "{path}"\ncp -p "{tmp_path}/before" "{path}"\nexec "{real}" "$@"\n', "utf-8"
    )
    (bin / "git").chmod(0o755)
    surroundings = {"PATH": f"{bin}:{CLEAN['PATH']}"}
    time.sleep(SETTLED)
    told = desk.run("validate", **surroundings)
    assert told[0] == 0
    assert not list(desk.answers.glob("*"))


def test_many_who_ask_and_write_at_once_are_told_what_is_so(desk: Desk) -> None:
    path, raw = desk.root / FILE, (desk.root / FILE).read_bytes()
    right, wrong = desk.anew("validate"), None
    seen = set()
    for n in range(4):
        path.write_bytes(raw if n % 2 else raw + b"x: [\n")
        if n == 0:
            wrong = desk.anew("validate")
        env = desk.surroundings
        several = [
            subprocess.Popen(
                [sys.executable, "-m", "reflectctl", "validate"],
                cwd=desk.root,
                env=env,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        for each in several:
            seen.add((n % 2, each.communicate()[0]))
    assert wrong is not None
    assert seen == {(1, right[1]), (0, wrong[1])}


def test_the_oldest_make_way(desk: Desk) -> None:
    desk.answers.mkdir(parents=True, mode=0o700)
    for folder in (desk.answers.parent, desk.answers):
        folder.chmod(0o700)
    for n in range(kept_answers.MOST):
        (desk.answers / f"{n:032}").write_bytes(b"")
        os.utime(desk.answers / f"{n:032}", (n, n))
    desk.keep("validate")
    left = sorted(path.name for path in desk.answers.iterdir())
    assert len(left) == kept_answers.MOST // 2
    assert f"{0:032}" not in left
    assert f"{kept_answers.MOST - 1:032}" in left


def step(desk: Desk, chance: random.Random) -> None:
    """Something that somebody does."""
    files = sorted(path for path in desk.root.rglob("*.yaml") if ".git" not in path.parts)
    path = chance.choice(files)
    raw = path.read_bytes()
    choice = chance.randrange(9)
    if choice == 0:
        path.write_bytes(raw + b"# a word more\n")
    elif choice == 1:
        before = path.stat()
        path.write_bytes(raw[:-2] + chance.choice([b"x\n", b"y\n"]))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif choice == 2:
        path.rename(path.with_name(chance.choice(["9-other.yaml", "old.yaml"])))
    elif choice == 3:
        path.chmod(chance.choice([0o600, 0o644]))
    elif choice == 4:
        git(desk.root, "add", "-A")
        git(desk.root, "commit", "-q", "--allow-empty", "-m", "A step")
    elif choice == 5:
        git(desk.root, "checkout", "-q", "-f", chance.choice(["main", "main~3", "main~8"]))
    elif choice == 6:
        git(desk.root, "checkout", "-q", "-f", ".")
    elif choice == 7:
        path.unlink()
    else:
        time.sleep(SETTLED)


@pytest.mark.parametrize(
    ("seed", "steps"), [(1, 25), *(pytest.param(n, 100, marks=pytest.mark.soak) for n in range(2, 30))]
)
def test_whatever_is_done_the_answer_is_the_one_without_anything_kept(desk: Desk, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    for _ in range(steps):
        step(desk, chance)
        words = chance.choice(WORDS)
        other = chance.choice([{}, {}, {}, *SURROUNDINGS[:3]])
        if chance.random() < 0.5:
            desk.run(words, **other)
        assert desk.run(words, **other) == desk.anew(words, **other)


@pytest.mark.parametrize("place", ["keep", "hooks", "keep/deeper", "reflectctl"])
def test_a_revision_may_be_a_file_anywhere_in_the_git_directory(desk: Desk, place: str) -> None:
    ref = desk.root / ".git" / place / "it"
    ref.parent.mkdir(parents=True, exist_ok=True)
    ref.write_text(git(desk.root, "rev-parse", "HEAD~3"), "ascii")
    words = f"diff {place}/it HEAD"
    time.sleep(SETTLED)
    for _ in range(2):
        desk.run(words)

    ref.write_text(git(desk.root, "rev-parse", "HEAD~12"), "ascii")

    assert desk.run(words) == desk.anew(words)
