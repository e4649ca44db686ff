"""Git histories of every shape, made by git itself, each with the answer that is known because of how it was made."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from .conftest import CLEAN, QUICK

BASE: dict[str, str] = {
    "partnership.yaml": """\
format: 1
name: Test Partnership
content: test
agencies:
  - id: council
    name: Test Council
  - id: police
    name: Test Police
""",
    "content/pack.yaml": """\
id: test
version: "1.0"
title: Test
principles: [voice, trauma]
dimensions:
  - {id: action, title: Action}
  - {id: culture, title: Culture}
scale:
  - {id: agree, title: Agree, stance: agreement}
  - {id: neither, title: Neither, stance: unclear}
  - {id: disagree, title: Disagree, stance: disagreement}
""",
    "content/principles/voice.yaml": "id: voice\ntitle: Voice\nstatements: {action: We ask., culture: We hear.}\n",
    "content/principles/trauma.yaml": "id: trauma\ntitle: Trauma\nstatements: {action: We act., culture: We see.}\n",
}
"""A small partnership that has not begun."""


class Link(NamedTuple):
    """A symbolic link."""

    target: str


class Submodule(NamedTuple):
    """A submodule at a commit."""

    commit: str


Entry = str | bytes | Link | Submodule
"""What lies at a path of a tree."""


def git_environment(**more: str) -> dict[str, str]:
    """Git's surroundings, with nothing of the developer's own."""
    return CLEAN | QUICK | more


class Tale:
    """Commits to be, each with its whole tree; `git fast-import` makes many at once."""

    def __init__(self, folder: Path, *, object_format: str = "sha1") -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch", "main", f"--object-format={object_format}")
        self._blobs: dict[bytes, int] = {}
        self._stream: list[bytes] = []
        self._mark = 0
        self._made: dict[int, str] = {}

    def git(self, *arguments: str, input: bytes | None = None, **surroundings: str) -> str:
        """Run git here; its output."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=git_environment(**surroundings),
            input=input,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode("utf-8", "surrogateescape")

    def commit(
        self,
        files: Mapping[str, Entry],
        *parents: int,
        subject: str = "a change",
        on: str = "2026-01-10T12:00:00+00:00",
        author: str = "Asha",
    ) -> int:
        """A commit with just these files; its mark. Its parents are marks, or none."""
        when = datetime.fromisoformat(on)
        stamp = f"{int(when.timestamp())} {when.strftime('%z')}"
        lines = [(self._entry(entry), path.encode("utf-8", "surrogateescape")) for path, entry in files.items()]
        self._mark += 1
        said = os.fsencode(subject)
        who = os.fsencode(author)
        self._stream.append(
            b"reset refs/heads/import\ncommit refs/heads/import\nmark :%d\nauthor %s <a@example.org> %s\n"
            b"committer %s <a@example.org> %s\ndata %d\n%s\n"
            % (self._mark, who, stamp.encode(), who, stamp.encode(), len(said), said)
        )
        for number, parent in enumerate(parents):
            named = self._made.get(parent, f":{parent}").encode()
            self._stream.append(b"%s %s\n" % (b"merge" if number else b"from", named))
        self._stream.append(b"deleteall\n" + b"".join(b"M %s %s\n" % (how, path) for how, path in lines) + b"\n")
        return self._mark

    def make(self, head: int, *, branch: str = "main") -> str:
        """Make what has been asked for, with a branch at a commit; the commit's id. Files on disk are left alone."""
        marks = self.folder / ".git" / "marks"
        self.git(
            "fast-import", "--quiet", "--force", "--date-format=raw", f"--export-marks={marks}",
            *([f"--import-marks={marks}"] if marks.exists() else []),
            input=b"".join(self._stream),
        )  # fmt: skip
        self._stream = []
        ids = dict(line.split() for line in marks.read_text().splitlines())
        self.git("update-ref", f"refs/heads/{branch}", ids[f":{head}"])
        return str(ids[f":{head}"])

    def _entry(self, entry: Entry) -> bytes:
        if isinstance(entry, Submodule):
            return b"160000 %s" % entry.commit.encode()
        mode = b"120000" if isinstance(entry, Link) else b"100644"
        raw = entry.target if isinstance(entry, Link) else entry
        raw = raw.encode() if isinstance(raw, str) else raw
        if raw not in self._blobs:
            self._mark += 1
            self._blobs[raw] = self._mark
            self._stream.append(b"blob\nmark :%d\ndata %d\n%s\n" % (self._mark, len(raw), raw))
        return b"%s :%d" % (mode, self._blobs[raw])


Because = "Because."
PATHS = {"trauma": "principles/5-trauma.yaml", "voice": "principles/3-voice.yaml"}


class Story:
    """A partnership's repository in which real git commits, branches and merges."""

    def __init__(self, root: Path, *, top: Path | None = None, object_format: str = "sha1") -> None:
        self.root = root
        self.top = top or root
        root.mkdir(parents=True, exist_ok=True)
        if not (self.top / ".git").exists():
            self.top.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--initial-branch", "main", f"--object-format={object_format}", at=self.top)

    def git(
        self, *arguments: str | Path, on: str = "2026-06-01", at: Path | None = None, input: bytes | None = None
    ) -> str:
        """Run git, as on a day; its output."""
        when = on if " " in on or "T" in on else f"{on}T12:00:00+00:00"
        env = git_environment(GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when, GIT_ALLOW_PROTOCOL="file")
        done = subprocess.run(
            ["git", *map(os.fspath, arguments)],
            cwd=at or self.root,
            env=env,
            input=input,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files below the root."""
        for path, text in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, subject: str, files: Mapping[str, str | bytes] | None = None, *, on: str = "2026-06-01") -> str:
        """Commit everything, with some files written first; the commit's id."""
        self.write(files or {})
        self.git("add", "--all", "--force", at=self.top)
        self.git("commit", "--quiet", "--allow-empty", "--message", subject, on=on)
        return self.git("rev-parse", "HEAD")

    def begin(self) -> str:
        """The first commit: a partnership that has not begun."""
        return self.commit("begin", BASE, on="2026-01-01")

    def typed(self, statement: str, rating: str, agreed: str = "", because: str = Because, path: str = "") -> None:
        """Write a rating down without committing it; an empty one empties it."""
        principle, _, dimension = statement.partition(".")
        path = path or PATHS[principle]
        file = self.root / path
        content = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {"principle": principle}
        content.setdefault("assessments", {})[dimension] = {"rating": rating, "agreed": agreed, "because": because}
        self.write({path: text(content)})

    def rate(
        self, statement: str, rating: str, agreed: str, *, on: str = "", subject: str = "", because: str = Because
    ) -> str:
        """Commit a rating, by default on the day it was agreed and under its own name; the commit's id."""
        self.typed(statement, rating, agreed, because)
        return self.commit(subject or f"{statement} {rating} {agreed}", on=on or agreed)

    def branch(self, name: str, at: str = "HEAD") -> None:
        """Begin a branch and go there."""
        self.git("checkout", "--quiet", "-b", name, at)

    def go(self, name: str) -> None:
        """Go to a branch."""
        self.git("checkout", "--quiet", name)

    def merge(self, *names: str, how: tuple[str, ...] = (), subject: str = "merge", on: str = "2026-06-01") -> None:
        """Merge branches."""
        self.git("merge", "--quiet", "--no-ff", *how, "--message", subject, *names, on=on)


def text(content: dict[str, Any]) -> str:
    """A principle file, as a person would type it."""
    lines = [f"principle: {content['principle']}", "assessments:"]
    for dimension, each in sorted(content["assessments"].items()):
        lines += [f"  {dimension}:", f"    rating: {each['rating'] or ''}".rstrip()]
        lines += [f'    agreed: "{each["agreed"]}"'] if each.get("agreed") else []
        lines += [f"    because: {each['because'] or ''}".rstrip()]
    return "\n".join(lines) + "\n"


class Shape(NamedTuple):
    """A history that was made, and what is true of it."""

    root: Path
    history: list[str] | None = None
    """Every recording, `trauma.culture agree 2026-02-10`, by statement and day; by what commit, if that says more."""
    unread: tuple[tuple[str, str, str], ...] = ()
    """What could not be read: the path, the subject of the commit, words of the reason."""
    diffs: Mapping[str, list[str]] = MappingProxyType({})
    """By the words after `diff`: every change, as `rating trauma.culture: disagree 2026-01-10 → agree 2026-02-10`."""
    refused: str = ""
    """Words of the one line with which both commands leave, with exit code 3."""
    hint: str = ""
    """Words of what it says to do."""


Builder = Callable[[Path], Shape]
SHAPES: dict[str, Builder] = {}


def shape(build: Builder) -> Builder:
    """Count a builder among the shapes."""
    SHAPES[build.__name__] = build
    return build


FIRST = "trauma.culture disagree 2026-01-10"
AGAIN = "trauma.culture agree 2026-02-10"
MOVED = "rating trauma.culture: disagree 2026-01-10 → agree 2026-02-10"
BACK = "rating trauma.culture: agree 2026-02-10 → disagree 2026-01-10"
NEW = "rating trauma.culture: not rated → disagree 2026-01-10"


def told_once(folder: Path) -> Story:
    """A story in which culture was rated on two days."""
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.rate("trauma.culture", "agree", "2026-02-10")
    return story


# Merges.


@shape
def a_merge_of_two_ratings_in_one_file(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.action", "neither", "2026-01-10")
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.action", "agree", "2026-02-10")
    story.go("main")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.merge("side")
    return Shape(
        folder,
        ["trauma.action neither 2026-01-10", "trauma.action agree 2026-02-10", FIRST, AGAIN],
        diffs={
            "HEAD^1 HEAD": ["rating trauma.action: neither 2026-01-10 → agree 2026-02-10"],
            "HEAD^2 HEAD": [MOVED],
            "HEAD^1...side": ["rating trauma.action: neither 2026-01-10 → agree 2026-02-10"],
        },
    )


@shape
def a_withdrawal_that_comes_by_a_merge_of_one_file(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.action", "neither", "2026-01-10")
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "", "", on="2026-02-01", subject="empty it", because="We looked again.")
    story.go("main")
    story.rate("trauma.action", "agree", "2026-02-10")
    story.merge("side")
    return Shape(
        folder,
        [
            "trauma.action neither 2026-01-10",
            "trauma.action agree 2026-02-10",
            FIRST,
            "trauma.culture withdrawn by empty it",
        ],
        diffs={"HEAD^1": ["rating trauma.culture: disagree 2026-01-10 → not rated"]},
    )


@shape
def one_rating_picked_onto_two_branches(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10", on="2026-02-20", subject="typed up late")
    story.go("main")
    story.rate("trauma.culture", "agree", "2026-02-10", on="2026-02-11", subject="typed up soon")
    story.merge("side")
    return Shape(folder, [FIRST, f"{AGAIN} by typed up soon"], diffs={"HEAD^1": [], "HEAD^2": [], "HEAD~2": [MOVED]})


@shape
def a_rating_merged_away(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.go("main")
    story.merge("side", how=("-s", "ours"))
    return Shape(folder, [FIRST, f"{AGAIN} (does not stand)"], diffs={"HEAD^1": [], "HEAD^2": [BACK]})


@shape
def a_new_file_merged_away(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.branch("side")
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.go("main")
    story.merge("side", how=("-s", "ours"))
    return Shape(folder, [f"{FIRST} (does not stand)"], diffs={"HEAD^1": [], "HEAD^1 HEAD^2": [NEW]})


@shape
def a_rating_merged_away_before_the_next(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.go("main")
    story.merge("side", how=("-s", "ours"))
    story.rate("trauma.culture", "neither", "2026-03-10")
    return Shape(
        folder,
        [FIRST, f"{AGAIN} (does not stand)", "trauma.culture neither 2026-03-10"],
        diffs={"HEAD~1": ["rating trauma.culture: disagree 2026-01-10 → neither 2026-03-10"]},
    )


def typed_late(story: Story, *entries: str, subject: str, on: str) -> None:
    """Commit what is written as agreed earlier beside the rating of culture."""
    path = story.root / PATHS["trauma"]
    own = path.read_text("utf-8").partition("    earlier:\n")[0]
    lines = "".join(f"      - {each}\n" for each in entries)
    story.commit(subject, {PATHS["trauma"]: own + ("    earlier:\n" + lines if entries else "")}, on=on)


EARLY = '{rating: neither, agreed: "2025-11-10"}'
EARLIER = "trauma.culture neither 2025-11-10"


@shape
def a_rating_typed_in_late(folder: Path) -> Shape:
    story = told_once(folder)
    typed_late(story, EARLY, subject="late", on="2026-03-01")
    return Shape(
        folder,
        [f"{EARLIER} by late", FIRST, AGAIN],
        diffs={
            "HEAD~1": ["earlier trauma.culture: – → neither 2025-11-10"],
            "HEAD~1 HEAD": ["earlier trauma.culture: – → neither 2025-11-10"],
            "HEAD HEAD~1": ["earlier trauma.culture: neither 2025-11-10 → –"],
            "HEAD~2": [MOVED, "earlier trauma.culture: – → neither 2025-11-10"],
        },
    )


@shape
def a_rating_typed_in_late_on_two_branches(folder: Path) -> Shape:
    story = told_once(folder)
    story.branch("side")
    typed_late(story, EARLY, subject="typed up late", on="2026-03-05")
    story.go("main")
    typed_late(story, EARLY, subject="typed up soon", on="2026-03-01")
    story.merge("side")
    return Shape(folder, [f"{EARLIER} by typed up soon", FIRST, AGAIN], diffs={"HEAD^1": [], "HEAD^2": []})


@shape
def a_rating_typed_in_late_and_merged_away(folder: Path) -> Shape:
    story = told_once(folder)
    story.branch("side")
    typed_late(story, EARLY, subject="late", on="2026-03-05")
    story.go("main")
    story.merge("side", how=("-s", "ours"))
    return Shape(
        folder,
        [f"{EARLIER} by late (does not stand)", FIRST, AGAIN],
        diffs={"HEAD^2": ["earlier trauma.culture: neither 2025-11-10 → –"]},
    )


@shape
def a_rating_typed_in_late_and_taken_out(folder: Path) -> Shape:
    story = told_once(folder)
    typed_late(story, EARLY, subject="late", on="2026-03-01")
    typed_late(story, subject="out", on="2026-03-02")
    return Shape(
        folder,
        [
            f"{EARLIER} by late (does not stand)",
            FIRST,
            AGAIN,
            "trauma.culture taken back to not rated by out",
        ],
        diffs={"HEAD~1": ["earlier trauma.culture: neither 2025-11-10 → –"], "HEAD~2": []},
    )


@shape
def a_conflict_settled_for_the_other_side(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.go("main")
    story.rate("trauma.culture", "neither", "2026-03-10")
    story.merge("side", how=("-X", "theirs"))
    return Shape(
        folder,
        [FIRST, AGAIN, "trauma.culture neither 2026-03-10 (does not stand)"],
        diffs={"HEAD^1": ["rating trauma.culture: neither 2026-03-10 → agree 2026-02-10"], "HEAD^2": []},
    )


@shape
def a_conflict_settled_in_words_of_its_own(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.go("main")
    story.rate("trauma.culture", "neither", "2026-02-10", on="2026-02-11")
    story.git("merge", "--quiet", "--no-commit", "--no-ff", "-s", "ours", "side")
    story.rate("trauma.culture", "agree", "2026-03-10")
    return Shape(
        folder,
        [
            FIRST,
            f"{AGAIN} (does not stand)",
            "trauma.culture neither 2026-02-10",
            "trauma.culture agree 2026-03-10",
        ],
        diffs={"HEAD^2": ["rating trauma.culture: agree 2026-02-10 → agree 2026-03-10"]},
    )


@shape
def a_conflict_of_one_day(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10", on="2026-02-12")
    story.go("main")
    story.rate("trauma.culture", "neither", "2026-02-10", on="2026-02-11")
    story.merge("side", how=("-X", "ours"))
    return Shape(
        folder,
        [FIRST, "trauma.culture neither 2026-02-10", f"{AGAIN} (does not stand)"],
        diffs={"HEAD^2": ["rating trauma.culture: agree 2026-02-10 → neither 2026-02-10"], "HEAD^1": []},
    )


@shape
def an_octopus(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.action", "neither", "2026-01-10")
    story.rate("trauma.culture", "disagree", "2026-01-10")
    for name, statement in (("one", "trauma.culture"), ("two", "trauma.action"), ("three", "voice.culture")):
        story.branch(name, "main")
        story.rate(statement, "agree", "2026-02-10")
    story.go("main")
    story.rate("voice.action", "agree", "2026-03-10", subject="its own file first")
    story.git("mv", PATHS["voice"], "principles/voice-action.yaml")
    story.commit("out of the way")
    story.merge("one", "two", "three")
    return Shape(
        folder,
        [
            "voice.action agree 2026-03-10 by its own file first",
            "voice.culture agree 2026-02-10",
            "trauma.action neither 2026-01-10",
            "trauma.action agree 2026-02-10",
            FIRST,
            AGAIN,
        ],
        diffs={
            "HEAD^1": [
                "rating voice.culture: not rated → agree 2026-02-10",
                "rating trauma.action: neither 2026-01-10 → agree 2026-02-10",
                MOVED,
                # Two files about one principle stand since: the one that came is named.
                "could not be read: principles/3-voice.yaml at the working tree",
            ]
        },
    )


@shape
def two_beginnings(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.git("checkout", "--quiet", "--orphan", "other")
    story.git("rm", "-r", "--quiet", "--force", ".")
    story.begin()
    story.rate("voice.culture", "agree", "2026-02-10")
    story.go("main")
    story.merge("other", how=("--allow-unrelated-histories",))
    return Shape(
        folder,
        ["voice.culture agree 2026-02-10", FIRST],
        diffs={"HEAD^1": ["rating voice.culture: not rated → agree 2026-02-10"]},
    )


@shape
def a_history_without_the_partnership_joined_to_it(folder: Path) -> Shape:
    story = Story(folder)
    story.commit("code", {"code.py": "pass\n"})
    story.git("checkout", "--quiet", "--orphan", "other")
    story.git("rm", "-r", "--quiet", "--force", ".")
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.go("main")
    story.merge("other", how=("--allow-unrelated-histories",))
    story.rate("trauma.culture", "agree", "2026-02-10")
    return Shape(folder, [FIRST, AGAIN], diffs={"HEAD~1": [MOVED]})


@shape
def a_squash_merge_typed_up_late(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.branch("side")
    story.rate("trauma.culture", "disagree", "2026-01-10", on="2026-03-01", subject="lost")
    story.rate("trauma.culture", "agree", "2026-02-10", on="2026-03-02", subject="lost too")
    story.rate("trauma.action", "agree", "2026-01-20", on="2026-03-03", subject="lost as well")
    story.go("main")
    story.git("merge", "--quiet", "--squash", "side")
    story.commit("squashed", on="2026-03-04")
    story.git("branch", "--quiet", "-D", "side")
    return Shape(
        folder,
        ["trauma.action agree 2026-01-20 by squashed", AGAIN],
        diffs={"HEAD~1": ["rating trauma.action: not rated → agree 2026-01-20"]},
    )


@shape
def late_typing_up(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "neither", "2026-01-05")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.rate("trauma.culture", "disagree", "2026-01-10", on="2026-04-20")
    story.rate("trauma.culture", "agree", "2026-02-10", on="2026-04-21", subject="and back")
    return Shape(
        folder,
        [
            "trauma.culture neither 2026-01-05",
            FIRST,
            f"{AGAIN} (does not stand)",
            f"{AGAIN} stands again by and back",
        ],
        diffs={
            "HEAD~2": ["rating trauma.culture: agree 2026-02-10 → agree 2026-02-10"],
            "2026-04-20 HEAD": [MOVED],
        },
    )


# What is taken back, and comes again.


@shape
def a_revert(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("revert", "--no-edit", "HEAD", on="2026-02-12")
    return Shape(
        folder,
        [FIRST, f"{AGAIN} (does not stand)", f'trauma.culture taken back to disagree by Revert "{AGAIN}"'],
        diffs={"HEAD~1": [BACK], "HEAD~2": []},
    )


@shape
def a_revert_reverted(folder: Path) -> Shape:
    story = told_once(folder)
    story.rate("trauma.culture", "neither", "2026-03-10")
    story.git("revert", "--no-edit", "--no-commit", "HEAD", "HEAD~1")
    story.commit("both back", on="2026-03-12")
    story.git("revert", "--no-edit", "HEAD", on="2026-03-13")
    story.rate("trauma.culture", "agree", "2026-04-10")
    return Shape(
        folder,
        [
            FIRST,
            AGAIN,
            "trauma.culture neither 2026-03-10 (does not stand)",
            "trauma.culture taken back to disagree by both back (does not stand)",
            'trauma.culture neither 2026-03-10 stands again by Revert "both back"',
            "trauma.culture agree 2026-04-10",
        ],
        diffs={"HEAD~1": ["rating trauma.culture: neither 2026-03-10 → agree 2026-04-10"], "HEAD~1 HEAD~3": []},
    )


@shape
def two_reverted_at_once_before_the_next(folder: Path) -> Shape:
    story = told_once(folder)
    story.rate("trauma.culture", "neither", "2026-03-10")
    story.git("revert", "--no-edit", "--no-commit", "HEAD", "HEAD~1")
    story.commit("both back", on="2026-03-12")
    story.rate("trauma.culture", "agree", "2026-04-10")
    return Shape(
        folder,
        [
            FIRST,
            f"{AGAIN} (does not stand)",
            "trauma.culture neither 2026-03-10 (does not stand)",
            "trauma.culture taken back to disagree by both back",
            "trauma.culture agree 2026-04-10",
        ],
        diffs={"HEAD~1": ["rating trauma.culture: disagree 2026-01-10 → agree 2026-04-10"]},
    )


@shape
def a_merge_reverted(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.go("main")
    story.merge("side")
    story.git("revert", "--no-edit", "--mainline", "1", "HEAD", on="2026-03-12")
    return Shape(
        folder,
        [FIRST, f"{AGAIN} (does not stand)", 'trauma.culture taken back to disagree by Revert "merge"'],
        diffs={"HEAD~1": [BACK]},
    )


@shape
def a_side_that_took_back_merged_away(folder: Path) -> Shape:
    story = told_once(folder)
    story.branch("side")
    story.git("revert", "--no-edit", "HEAD", on="2026-02-12")
    story.go("main")
    story.merge("side", how=("-s", "ours"))
    return Shape(
        folder,
        [FIRST, AGAIN, f'trauma.culture taken back to disagree by Revert "{AGAIN}" (does not stand)'],
        diffs={"HEAD^1": [], "HEAD^2": [MOVED]},
    )


@shape
def a_correction_of_the_same_day_reverted(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.rate("trauma.culture", "neither", "2026-01-10")
    story.git("revert", "--no-edit", "HEAD", on="2026-01-12")
    return Shape(
        folder,
        [
            f"{FIRST} (does not stand)",
            "trauma.culture neither 2026-01-10 corrected by trauma.culture neither 2026-01-10 (does not stand)",
            f'{FIRST} corrected by Revert "trauma.culture neither 2026-01-10"',
        ],
        diffs={"HEAD~1": ["rating trauma.culture: neither 2026-01-10 → disagree 2026-01-10"]},
    )


@shape
def a_withdrawal_undone(folder: Path) -> Shape:
    story = told_once(folder)
    story.rate("trauma.culture", "", "", on="2026-03-01", subject="empty it", because="We looked again.")
    story.git("revert", "--no-edit", "HEAD", on="2026-03-02")
    return Shape(
        folder,
        [
            FIRST,
            f"{AGAIN} (does not stand)",
            "trauma.culture withdrawn by empty it (does not stand)",
            f'{AGAIN} stands again by Revert "empty it"',
        ],
        diffs={"HEAD~1": ["rating trauma.culture: not rated → agree 2026-02-10"]},
    )


@shape
def a_file_removed_and_brought_back(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("rm", "--quiet", PATHS["trauma"])
    story.commit("remove", on="2026-03-01")
    story.git("checkout", "--quiet", "HEAD~1", "--", "principles")
    story.commit("bring back", on="2026-03-02")
    return Shape(
        folder,
        [
            FIRST,
            f"{AGAIN} (does not stand)",
            "trauma.culture taken back to not rated by remove (does not stand)",
            f"{AGAIN} stands again by bring back",
        ],
        diffs={"HEAD~1": ["rating trauma.culture: not rated → agree 2026-02-10"], "HEAD~2": []},
    )


@shape
def a_file_removed(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("rm", "--quiet", PATHS["trauma"])
    story.commit("remove", on="2026-03-01")
    return Shape(
        folder,
        [
            f"{FIRST} (does not stand)",
            f"{AGAIN} (does not stand)",
            "trauma.culture taken back to not rated by remove",
        ],
        diffs={"HEAD~1": ["rating trauma.culture: agree 2026-02-10 → not rated"]},
    )


# Paths say nothing.


@shape
def a_file_renamed(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("mv", PATHS["trauma"], "principles/trauma-informed.yaml")
    story.commit("rename")
    (folder / "principles" / "2026").mkdir()
    story.git("mv", "principles/trauma-informed.yaml", "principles/2026/5.yaml")
    story.commit("move")
    return Shape(folder, [FIRST, AGAIN], diffs={"HEAD~1": [], "HEAD~2": [], "HEAD~3": [MOVED]})


@shape
def a_file_moved_in_two_commits(folder: Path) -> Shape:
    story = told_once(folder)
    shutil.copy(folder / PATHS["trauma"], folder / "principles" / "trauma.yaml")
    story.commit("copy")
    story.git("rm", "--quiet", PATHS["trauma"])
    story.commit("and remove")
    return Shape(folder, [FIRST, AGAIN], diffs={"HEAD~2": []})


@shape
def a_file_renamed_on_one_side_and_rated_on_the_other(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.action", "neither", "2026-01-10")
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.git("mv", PATHS["trauma"], "principles/a.yaml")
    story.commit("rename")
    story.go("main")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.merge("side")
    assert (folder / "principles" / "a.yaml").exists()
    return Shape(folder, ["trauma.action neither 2026-01-10", FIRST, AGAIN], diffs={"HEAD^1": [], "HEAD^2": [MOVED]})


@shape
def two_files_that_swap_names(folder: Path) -> Shape:
    story = told_once(folder)
    story.rate("voice.culture", "agree", "2026-02-10")
    story.git("mv", PATHS["trauma"], "principles/x.yaml")
    story.git("mv", PATHS["voice"], PATHS["trauma"])
    story.git("mv", "principles/x.yaml", PATHS["voice"])
    story.commit("swap")
    return Shape(folder, ["voice.culture agree 2026-02-10", FIRST, AGAIN], diffs={"HEAD~1": []})


@shape
def a_folder_of_a_larger_repository(folder: Path) -> Shape:
    story = Story(folder / "some where" / "partnership", top=folder)
    (folder / "principles").mkdir()
    (folder / "principles" / "5-trauma.yaml").write_text("principle: trauma\nassessments: {culture: {rating: agree}}\n")
    (folder / "partnership.yaml").write_text("format: 9\n")
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    (folder / "code.py").write_text("pass\n")
    story.commit("elsewhere")
    story.go("main")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.merge("side")
    (folder / "principles" / "5-trauma.yaml").unlink()
    story.commit("not ours")
    return Shape(story.root, [FIRST, AGAIN], diffs={"HEAD~1": [], "HEAD~3 HEAD": [MOVED]})


# The pack and the agencies.


@shape
def a_dimension_renamed_in_the_pack(folder: Path) -> Shape:
    story = told_once(folder)
    files = {}
    for path in (
        "content/pack.yaml",
        "content/principles/voice.yaml",
        "content/principles/trauma.yaml",
        PATHS["trauma"],
    ):
        files[path] = (
            (folder / path).read_text("utf-8").replace("culture:", "climate:").replace("id: culture", "id: climate")
        )
    story.commit("call it climate", files, on="2026-03-01")
    return Shape(
        folder,
        [
            "trauma.climate agree 2026-02-10 by call it climate",
            f"{FIRST} (does not stand)",
            f"{AGAIN} (does not stand)",
            "trauma.culture taken back to not rated by call it climate",
        ],
        diffs={
            "HEAD~1": [
                "rating trauma.climate: not rated → agree 2026-02-10",
                "rating trauma.culture: agree 2026-02-10 → not rated",
                "wording voice.climate: – → We hear.",
                "wording trauma.climate: – → We see.",
                "wording voice.culture: We hear. → –",
                "wording trauma.culture: We see. → –",
            ]
        },
    )


@shape
def a_statement_reworded(folder: Path) -> Shape:
    story = told_once(folder)
    path = "content/principles/trauma.yaml"
    story.commit("other words", {path: BASE[path].replace("We see.", "We look.")}, on="2026-03-01")
    return Shape(
        folder,
        [FIRST, AGAIN],
        diffs={"HEAD~1": ["wording trauma.culture: We see. → We look.", "re-read trauma.culture"]},
    )


@shape
def agencies_that_join_and_leave(folder: Path) -> Shape:
    story = told_once(folder)
    who = BASE["partnership.yaml"]
    story.commit("police left", {"partnership.yaml": who + '    left: "2026-03-01"\n'}, on="2026-03-01")
    story.commit("health joined", {"partnership.yaml": who + "  - id: health\n    name: Health\n"}, on="2026-03-02")
    return Shape(
        folder,
        [FIRST, AGAIN],
        diffs={
            "HEAD~2 HEAD~1": ["agency police: Test Police → Test Police, left 2026-03-01"],
            "HEAD~1": ["agency health: – → Health", "agency police: Test Police, left 2026-03-01 → Test Police"],
        },
    )


# Clocks, names and kinds of repository.


@shape
def clocks_that_make_no_sense(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    days = ("2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10", "2026-05-10", "2026-06-10")
    stamps = ("-86400 +0000", "4102444800 +1345", "1 -1200", "99999999999999999999 +0000", "x", "1768046400 +9999")
    head = story.git("rev-parse", "HEAD")
    for day, stamp in zip(days, stamps, strict=True):
        story.typed("trauma.culture", "agree" if day[6] in "246" else "disagree", day)
        story.git("add", "--all")
        raw = f"tree {story.git('write-tree')}\nparent {head}\nauthor A <a> {stamp}\ncommitter A <a> {stamp}\n\n{day}\n"
        head = story.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", input=raw.encode())
    story.git("update-ref", "HEAD", head)
    return Shape(
        folder,
        [f"trauma.culture {'agree' if day[6] in '246' else 'disagree'} {day} by {day}" for day in days],
        diffs={"HEAD~6 HEAD~5": [NEW], "HEAD~5 HEAD~4": [MOVED]},
    )


@shape
def a_rebase_in_another_zone(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.branch("side")
    story.rate("trauma.culture", "disagree", "2026-01-10", on="2026-01-11T01:00:00+13:45")
    story.rate("trauma.culture", "agree", "2026-02-10", on="2026-02-09T20:00:00-11:00")
    story.go("main")
    story.rate("voice.culture", "agree", "2026-03-10")
    story.git("rebase", "--quiet", "main", "side", on="2038-01-20T00:00:00+05:30")
    return Shape(
        folder,
        ["voice.culture agree 2026-03-10", FIRST, AGAIN],
        diffs={"main": [NEW.replace("disagree 2026-01-10", "agree 2026-02-10")]},
    )


@shape
def names_that_are_not_utf8(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("mv", PATHS["trauma"], "principles/caf\udce9.yaml")
    story.git("config", "user.name", "x")
    story.commit("caf\udce9")
    story.git("branch", "t\u00e9am/\udce9")
    raw = story.git("cat-file", "commit", "HEAD").replace("Partnership coordinator", "Ren\udce9 \x1b[31m")
    head = story.git(
        "hash-object", "-t", "commit", "-w", "--stdin", input=raw.encode("utf-8", "surrogateescape") + b"\n"
    )
    story.git("update-ref", "HEAD", head)
    story.write({"principles/caf\udce9.yaml": "principle: trauma\n\t\xe9\n"})
    story.commit("broken caf\udce9")
    return Shape(
        folder,
        [FIRST, AGAIN],
        (("principles/caf\udce9.yaml", "broken café", "tab"),),
        diffs={"HEAD~2 HEAD~1": [], "HEAD~1 HEAD": ["could not be read: principles/caf\udce9.yaml at HEAD"]},
    )


@shape
def longer_hashes(folder: Path) -> Shape:
    story = Story(folder, object_format="sha256")
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.go("main")
    story.rate("voice.culture", "agree", "2026-02-10")
    story.merge("side")
    return Shape(folder, ["voice.culture agree 2026-02-10", FIRST, AGAIN], diffs={"HEAD^1": [MOVED], "HEAD": []})


@shape
def a_bare_repository(folder: Path) -> Shape:
    story = told_once(folder / "whole")
    story.git("clone", "--quiet", "--bare", story.root, folder / "bare.git")
    return Shape(folder / "bare.git", refused="bare.git", hint="Go to a partnership's folder")


@shape
def a_bare_repository_with_a_partnership_beside_its_objects(folder: Path) -> Shape:
    story = told_once(folder / "whole")
    story.git("clone", "--quiet", "--bare", story.root, folder / "bare.git")
    (folder / "bare.git" / "partnership.yaml").write_text(BASE["partnership.yaml"])
    return Shape(folder / "bare.git", refused="bare git repository", hint="git clone")


@shape
def a_linked_worktree(folder: Path) -> Shape:
    story = told_once(folder / "main")
    story.git("worktree", "add", "--quiet", "-b", "other", folder / "other", "HEAD~1")
    return Shape(folder / "other", [FIRST], diffs={"": [], "HEAD main": [MOVED]})


@shape
def a_worktree_of_a_bare_repository(folder: Path) -> Shape:
    story = told_once(folder / "whole")
    story.git("clone", "--quiet", "--bare", story.root, folder / "bare.git")
    story.git("worktree", "add", "--quiet", folder / "tree", "main", at=folder / "bare.git")
    return Shape(folder / "tree", [FIRST, AGAIN], diffs={"HEAD~1": [MOVED]})


@shape
def a_detached_head(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("checkout", "--quiet", "--detach", "HEAD~1")
    return Shape(folder, [FIRST], diffs={"": [], "main": [BACK]})


@shape
def an_unborn_branch(folder: Path) -> Shape:
    story = Story(folder)
    story.write(BASE)
    return Shape(folder, refused="Nothing has been committed yet", hint="Commit the files")


@shape
def an_unborn_branch_beside_a_born_one(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("checkout", "--quiet", "--orphan", "fresh")
    return Shape(folder, refused="Nothing has been committed yet", hint="Commit the files")


@shape
def a_dirty_tree(folder: Path) -> Shape:
    story = told_once(folder)
    story.typed("trauma.culture", "neither", "2026-03-10")
    story.git("add", "--all")
    story.typed("voice.culture", "agree", "2026-03-10")
    return Shape(
        folder,
        [FIRST, AGAIN],
        diffs={
            "": [
                "rating voice.culture: not rated → agree 2026-03-10",
                "rating trauma.culture: agree 2026-02-10 → neither 2026-03-10",
            ],
            "HEAD~1 HEAD": [MOVED],
        },
    )


# Submodules and links.


def other(folder: Path) -> Story:
    """Another repository, with a file that looks like one of ours."""
    story = Story(folder)
    story.commit("theirs", {"x.yaml": "principle: voice\nassessments: {culture: {rating: agree}}\n"})
    return story


@shape
def a_submodule_beside_and_in_principles(folder: Path) -> Shape:
    theirs = other(folder / "theirs")
    story = told_once(folder / "ours")
    story.git("submodule", "--quiet", "add", theirs.root, "lib")
    story.commit("beside")
    story.git("submodule", "--quiet", "add", theirs.root, "principles/theirs")
    story.commit("within")
    return Shape(
        folder / "ours",
        [FIRST, AGAIN],
        (("principles/theirs", "within", "submodule"),),
        diffs={
            "HEAD~1 HEAD": ["could not be read: principles/theirs at HEAD"],
            "HEAD~3 HEAD~2": [MOVED],
            "HEAD~2 HEAD~1": [],
        },
    )


@shape
def principles_that_become_a_submodule_for_a_while(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("rm", "-r", "--quiet", "--cached", "principles")
    story.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},principles")
    story.git("commit", "--quiet", "--message", "into a submodule", on="2026-03-01")
    story.git("rm", "-r", "--quiet", "--cached", "principles")
    story.commit("and out of it", on="2026-03-02")
    story.rate("trauma.culture", "neither", "2026-03-10")
    return Shape(
        folder,
        [FIRST, AGAIN, "trauma.culture neither 2026-03-10"],
        (("principles", "into a submodule", "submodule"),),
        diffs={"HEAD~3 HEAD~1": []},
    )


@shape
def a_file_that_becomes_a_link_for_a_while(folder: Path) -> Shape:
    story = told_once(folder)
    path = folder / PATHS["trauma"]
    raw = path.read_bytes()
    path.unlink()
    path.symlink_to("/etc/hostname")
    story.commit("a link", on="2026-03-01")
    path.unlink()
    path.write_bytes(raw)
    story.commit("a file again", on="2026-03-02")
    return Shape(
        folder,
        [FIRST, AGAIN],
        ((PATHS["trauma"], "a link", "symbolic link"),),
        diffs={
            "HEAD~2 HEAD": [],
            "HEAD~1": [f"could not be read: {PATHS['trauma']} at HEAD~1"],
            "HEAD~2 HEAD~1": [f"could not be read: {PATHS['trauma']} at HEAD~1"],
        },
    )


@shape
def a_partnership_inside_a_submodule(folder: Path) -> Shape:
    inner = told_once(folder / "inner")
    outer = Story(folder / "outer")
    outer.commit("begin", {"x": "x"})
    outer.git("submodule", "--quiet", "add", inner.root, "records/inner")
    outer.commit("with a submodule")
    return Shape(folder / "outer" / "records" / "inner", [FIRST, AGAIN], diffs={"": [], "HEAD~1": [MOVED]})


# What is stored otherwise.


@shape
def replaced_commits_and_grafts(folder: Path) -> Shape:
    story = told_once(folder)
    lie = story.git("commit-tree", "HEAD~2^{tree}", "-m", "a lie")
    story.git("replace", "HEAD~1", lie)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "grafts").write_text(story.git("rev-parse", "HEAD") + "\n")
    return Shape(folder, [FIRST, AGAIN], diffs={"HEAD~1": [MOVED], "HEAD~2 HEAD~1": [NEW]})


@shape
def objects_of_an_alternate(folder: Path) -> Shape:
    story = told_once(folder / "whole")
    story.git("clone", "--quiet", "--shared", story.root, folder / "shared")
    assert (folder / "shared" / ".git" / "objects" / "info" / "alternates").exists()
    return Shape(folder / "shared", [FIRST, AGAIN], diffs={"HEAD~1": [MOVED], "origin/main~1 origin/main": [MOVED]})


@shape
def everything_packed_and_graphed(folder: Path) -> Shape:
    made = a_merge_of_two_ratings_in_one_file(folder)
    story = Story(folder)
    story.git("gc", "--quiet", "--prune=now")
    story.git("commit-graph", "write", "--reachable", "--changed-paths")
    assert not [each for each in (folder / ".git" / "objects").iterdir() if len(each.name) == 2]
    assert (folder / ".git" / "packed-refs").exists()
    return made


@shape
def a_clone_without_old_contents(folder: Path) -> Shape:
    story = told_once(folder / "whole")
    story.git("config", "uploadpack.allowFilter", "true")
    story.git("clone", "--quiet", "--filter=blob:none", f"file://{story.root}", folder / "partial")
    return Shape(
        folder / "partial",
        [AGAIN],
        ((PATHS["trauma"], FIRST, "missing or damaged"),),
        diffs={
            "HEAD~1": [f"could not be read: {PATHS['trauma']} at HEAD~1"],
            "HEAD~2 HEAD~1": [f"could not be read: {PATHS['trauma']} at HEAD~1"],
            "": [],
        },
    )


@shape
def a_clone_without_old_trees(folder: Path) -> Shape:
    story = told_once(folder / "whole")
    story.git("config", "uploadpack.allowFilter", "true")
    story.git("clone", "--quiet", "--filter=tree:0", "--no-checkout", f"file://{story.root}", folder / "partial")
    (folder / "partial" / "partnership.yaml").write_text(BASE["partnership.yaml"])
    return Shape(folder / "partial", refused="partial clone", hint="git fetch --refetch --no-filter")


@shape
def a_shallow_clone(folder: Path) -> Shape:
    story = told_once(folder / "whole")
    story.git("clone", "--quiet", "--depth=1", f"file://{story.root}", folder / "shallow")
    return Shape(folder / "shallow", refused="shallow", hint="git fetch --unshallow", diffs={"": []})


# What cannot be read.


@shape
def a_commit_with_broken_yaml(folder: Path) -> Shape:
    story = told_once(folder)
    story.commit("broken", {PATHS["trauma"]: "principle: trauma\nassessments:\n\tculture:\n"}, on="2026-03-01")
    story.rate("voice.culture", "agree", "2026-03-05")
    (folder / PATHS["trauma"]).unlink()
    story.rate("trauma.culture", "neither", "2026-03-10")
    return Shape(
        folder,
        ["voice.culture agree 2026-03-05", FIRST, AGAIN, "trauma.culture neither 2026-03-10"],
        ((PATHS["trauma"], "broken", "line 3, column 1"),),
        diffs={
            "HEAD~3 HEAD~2": [f"could not be read: {PATHS['trauma']} at HEAD~2"],
            "HEAD~3 HEAD": [
                "rating voice.culture: not rated → agree 2026-03-05",
                "rating trauma.culture: agree 2026-02-10 → neither 2026-03-10",
            ],
        },
    )


@shape
def a_broken_file_that_comes_by_a_merge(folder: Path) -> Shape:
    story = Story(folder)
    story.begin()
    story.rate("trauma.culture", "disagree", "2026-01-10")
    story.branch("side")
    story.rate("trauma.culture", "agree", "2026-02-10")
    story.commit("broken", {PATHS["trauma"]: "principle: trauma\n<<<<<<< ours\n"}, on="2026-03-01")
    story.go("main")
    story.rate("voice.culture", "agree", "2026-02-10")
    story.merge("side")
    return Shape(
        folder,
        ["voice.culture agree 2026-02-10", FIRST, AGAIN],
        ((PATHS["trauma"], "broken", "line 2"),),
        diffs={"HEAD^1 HEAD": [f"could not be read: {PATHS['trauma']} at HEAD"]},
    )


@shape
def a_file_renamed_and_broken_at_once(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("mv", PATHS["trauma"], "principles/a.yaml")
    story.commit("broken", {"principles/a.yaml": "principle: trauma\n\tx\n"}, on="2026-03-01")
    (folder / "principles" / "a.yaml").unlink()
    story.typed("trauma.culture", "neither", "2026-03-10", path="principles/a.yaml")
    story.commit("mended", on="2026-03-11")
    return Shape(
        folder,
        [FIRST, AGAIN, "trauma.culture neither 2026-03-10 by mended"],
        (("principles/a.yaml", "broken", "tab"),),
        diffs={"HEAD~2 HEAD": ["rating trauma.culture: agree 2026-02-10 → neither 2026-03-10"]},
    )


@shape
def a_new_file_beside_one_that_stays_broken(folder: Path) -> Shape:
    story = told_once(folder)
    story.git("mv", PATHS["trauma"], "principles/z.yaml")
    story.commit("broken", {"principles/z.yaml": "principle: trauma\n\tx\n"}, on="2026-03-01")
    story.rate("trauma.culture", "neither", "2026-03-10")
    return Shape(
        folder,
        [FIRST, AGAIN, "trauma.culture neither 2026-03-10"],
        (("principles/z.yaml", "broken", "tab"),),
        diffs={"HEAD~3 HEAD~2": [MOVED]},
    )


@shape
def a_format_to_come_for_a_while(folder: Path) -> Shape:
    story = told_once(folder)
    later = BASE["partnership.yaml"].replace("format: 1", "format: 2")
    story.commit("a newer format", {"partnership.yaml": later}, on="2026-03-01")
    story.rate("trauma.culture", "neither", "2026-03-05")
    story.commit("as before", {"partnership.yaml": BASE["partnership.yaml"]}, on="2026-03-06")
    story.rate("trauma.culture", "agree", "2026-03-10")
    story.commit("newer again", {"partnership.yaml": later}, on="2026-03-11")
    story.commit("as ever", {"partnership.yaml": BASE["partnership.yaml"]}, on="2026-03-12")
    return Shape(
        folder,
        [FIRST, AGAIN, "trauma.culture neither 2026-03-05 by as before", "trauma.culture agree 2026-03-10"],
        (
            ("partnership.yaml", "a newer format", "format 2"),
            (PATHS["trauma"], "trauma.culture neither 2026-03-05", "format 2"),
            ("partnership.yaml", "newer again", "format 2"),
        ),
        diffs={"HEAD~6 HEAD": ["rating trauma.culture: agree 2026-02-10 → agree 2026-03-10"]},
    )


@shape
def a_format_to_come(folder: Path) -> Shape:
    story = told_once(folder)
    later = BASE["partnership.yaml"].replace("format: 1", "format: 2")
    story.commit("a newer format", {"partnership.yaml": later}, on="2026-03-01")
    return Shape(
        folder, refused="is written in format 2; this program reads format 1", hint="Install a newer reflectctl"
    )


def damage(story: Story, name: str) -> None:
    """Break an object."""
    id = story.git("rev-parse", name)
    path = story.root / ".git" / "objects" / id[:2] / id[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-6])


@shape
def a_damaged_file(folder: Path) -> Shape:
    story = told_once(folder)
    story.rate("trauma.culture", "neither", "2026-03-10")
    damage(story, f"HEAD~1:{PATHS['trauma']}")
    return Shape(
        folder,
        [FIRST, "trauma.culture neither 2026-03-10"],
        ((PATHS["trauma"], AGAIN, "missing or damaged"),),
        diffs={
            "HEAD~1": [f"could not be read: {PATHS['trauma']} at HEAD~1"],
            "HEAD~2 HEAD": ["rating trauma.culture: disagree 2026-01-10 → neither 2026-03-10"],
        },
    )


@shape
def a_damaged_folder(folder: Path) -> Shape:
    story = told_once(folder)
    damage(story, "HEAD:principles")
    return Shape(folder, refused="could not read its own objects", hint="git fsck")


@shape
def a_damaged_commit(folder: Path) -> Shape:
    story = told_once(folder)
    damage(story, "HEAD~1")
    return Shape(folder, refused="could not read its own objects", hint="git fsck", diffs={"HEAD": []})
