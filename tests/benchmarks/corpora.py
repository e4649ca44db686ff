"""Made-up partnerships of a known size, the same on every machine, with the true answers beside them.

In: a size and a folder. Out: a git repository in the real formats, written by `git fast-import`, and `truth.json`: for
each statement every rating, as (the day it was agreed, the rating, the subject of the commit that recorded it).
Nothing is read from the clock or from the developer's own git settings.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .generator import AGENCIES, STATUTORY, VERSION, Change, Size, Story, Truth

SIZES = {
    size.name: size
    for size in (
        # Hardly anything: what the same command takes there is what starting it takes.
        Size("small", 8, 16, 9, "2024-09-02", 120),
        Size("normal", 40, 60, 30, "2024-09-02", 500),
        Size("large", 500, 2_000, 1_000, "2014-01-06", 4_000),
        Size("huge", 500, 10_000, 3_000, "2014-01-06", 4_000),
        # Huge, and 90,000 commits more: what depends on HEAD alone shall not cost more for them.
        Size("vast", 500, 100_000, 3_000, "2014-01-06", 4_000),
        # Twice the meetings and commits of large, for what growth costs.
        Size("double", 1_000, 4_000, 2_000, "2014-01-06", 4_000),
    )
}


class Corpus(NamedTuple):
    """A partnership that was made, and what is true of it."""

    size: Size
    root: Path
    head: str
    truth: Truth

    @property
    def principles(self) -> list[Path]:
        """The principle files, sorted."""
        return sorted((self.root / "principles").glob("*.yaml"))


QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def environment() -> dict[str, str]:
    """The surroundings that everything is run in: nothing of the developer's git, plain output, bytecode kept."""
    dropped = ("GIT_", "PYTHON", "REFLECTCTL", "_REFLECTCTL")
    return {key: value for key, value in os.environ.items() if not key.startswith(dropped)} | QUIET


def program(name: str) -> Path:
    """A program of the environment that this runs in."""
    return Path(sys.executable).parent / name


def _git(root: Path, *arguments: str, input: bytes | None = None) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=environment(), input=input, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"git {' '.join(arguments)}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode().strip()


def _begin(folder: Path) -> dict[str, str]:
    """What `reflectctl init` writes for the made-up partnership, without the placeholders of empty folders."""
    words = [
        str(program("reflectctl")),
        "init",
        str(folder),
        "--no-git",
        "--name",
        "Examplebury Safeguarding Partnership",
    ]
    for id, name in AGENCIES.items():
        words += ["--agency", f"{id}={name}"]
    for id in STATUTORY:
        words += ["--statutory", id]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"reflectctl init: {done.stdout}{done.stderr}")
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".gitkeep")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def _stream(changes: Iterator[Change]) -> Iterator[bytes]:
    """What `git fast-import` reads."""
    for mark, change in enumerate(changes, 1):
        author = f"{change.author} <{change.author.lower().replace(' ', '-')}@examplebury.example>"
        subject = change.subject.encode() + b"\n"
        when = f"{int(change.at.timestamp())} +0000"
        branch = "refs/heads/main"
        yield f"commit {branch}\nmark :{mark}\nauthor {author} {when}\ncommitter {author} {when}\n".encode()
        yield b"data %d\n%s\n" % (len(subject), subject)
        if change.parent:
            yield b"from :%d\n" % change.parent
        if change.merged:
            yield b"merge :%d\n" % change.merged
        for path, text in change.files.items():
            raw = text.encode()
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(raw), raw)
        yield b"\n"


def make(size: Size, folder: Path) -> Corpus:
    """A corpus in a new folder: `repository/`, and `truth.json` beside it."""
    folder.mkdir(parents=True)
    begun = folder / "begun"
    story = Story(size, _begin(begun))
    shutil.rmtree(begun)
    root = folder / "repository"
    root.mkdir()
    _git(root, "init", "-q", "-b", "main", "--object-format=sha1")
    # --force: a branch's first commit is not a child of what main pointed to while the other side was written.
    _git(root, "fast-import", "--quiet", "--force", "--date-format=raw", input=b"".join(_stream(story.changes())))
    _git(root, "repack", "-a", "-d", "-q")
    _git(root, "reset", "-q", "--hard")
    truth = {"head": _git(root, "rev-parse", "HEAD"), "statements": story.truth}
    (folder / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", "utf-8")
    return opened(size, folder)


def opened(size: Size, folder: Path) -> Corpus:
    """A corpus that was made before."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    answers = {
        key: [(agreed, rating, subject) for agreed, rating, subject in value]
        for key, value in truth["statements"].items()
    }
    return Corpus(size, folder / "repository", truth["head"], answers)


def corpus(name: str, keep: Path) -> Corpus:
    """The corpus of a name: the one kept in the folder, or a new one."""
    size = SIZES[name]
    folder = keep / f"{name}-{VERSION}"
    if (folder / "truth.json").is_file():
        return opened(size, folder)
    if folder.exists():
        shutil.rmtree(folder)  # left half made
    return make(size, folder)
