"""What git has not merged yet: the files that it left to be decided, and what it is doing.

What goes in is a repository; what comes out is paths and full hashes.
"""

from ..model.conflicts import CHERRY_PICK, MERGE, OTHER, REBASE, REVERT
from ..model.named_tuples import NamedTuple
from .commits import Commit, commit
from .git import Git

_HEADS = {"MERGE_HEAD": MERGE, "REBASE_HEAD": REBASE, "CHERRY_PICK_HEAD": CHERRY_PICK, "REVERT_HEAD": REVERT}

BEFORE, OURS, THEIRS = 1, 2, 3
"""The versions of a file that git keeps until it is told what is meant: what both come from, and what each is."""


class Doing(NamedTuple):
    """What git is in the middle of."""

    what: str
    commit: str = ""
    """What theirs is: the commit that is merged, replayed, picked or taken back."""


def doing(git: Git) -> Doing:
    """What is going on; while a branch is replayed, each of its commits is picked."""
    for name, what in _HEADS.items():
        found = git.own_head(name)
        if len(found) == 1:
            return Doing(what, found[0])
    return Doing(OTHER)


def unmerged(git: Git) -> dict[str, dict[int, str]]:
    """The files that are left, from the top of the repository, each with the versions that there are, by their ids."""
    found: dict[str, dict[int, str]] = {}
    for entry in git.run("ls-files", "-u", "-z", "--full-name").decode("utf-8", "surrogateescape").split("\0"):
        facts, _, path = entry.partition("\t")
        if path:
            _, id, stage = facts.split(" ")
            found.setdefault(path, {})[int(stage)] = id
    return found


def with_other_line_endings(git: Git, paths: list[str]) -> list[str]:
    """Those of some paths that were committed with CR LF though git is to keep them with LF."""
    said = git.run("ls-files", "--eol", "-z", "--", *paths).decode("utf-8", "surrogateescape")
    found = []
    for entry in said.split("\0"):
        facts, _, path = entry.partition("\t")
        if facts.split()[:1] in (["i/crlf"], ["i/mixed"]) and "eol=lf" in facts:
            found.append(path)
    return found


def last(git: Git, revision: str, without: str, path: str) -> Commit | None:
    """The last commit up to a revision that changed a file, but for those that another has, too."""
    less = (f"^{without}",) if without else ()
    said = git.run("rev-list", "--max-count=1", "--full-history", revision, *less, "--", path).decode("ascii").strip()
    return commit(git, said) if said else None
