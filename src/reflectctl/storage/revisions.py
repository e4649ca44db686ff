"""A user's word for a moment, turned once into a commit's full hash; only full hashes travel further.

A word is whatever git takes for a revision, or a day. What begins with a dash, names a path, searches
messages or is misshapen is refused before git sees it.
"""

import os
import re
from datetime import date, timedelta

from ..errors import ReflectError
from ..patterns import regex
from . import git_dates
from .git import Git, GitFailed
from .objects import is_hash
from .snapshots import shown

POINTS = "refs/tags/review-points/"
"""Where review points are kept, apart from other tags."""

_LONGEST = 200


def resolve(git: Git, word: str) -> str:
    """The full hash of the commit that a word names.

    A day, as in 2026-04-01, is the newest commit on HEAD's own line (its first parents) that was committed on that day
    or before, by the clock of the person who committed it. A branch or tag of that name is not looked for: the day wins
    (`refs/tags/2026-04-01` still names the tag). A review point is found by its name where git itself knows none.
    """
    _check(word)
    if _is_day(word):
        return _on_or_before(git, word)
    found = _verify(git, word) or _verify(git, POINTS + word)
    if found:
        return found
    raise _unknown(git, word)


def names(git: Git) -> list[str]:
    """The short names of branches, here and elsewhere, and of tags but review points."""
    said = git.run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
    return [name for name in said.decode("utf-8", "replace").split() if not name.startswith("review-points/")]


class NothingYet(ReflectError):
    """A day is before the first commit."""

    def __init__(self, day: str, first: date) -> None:
        super().__init__(
            f"There is no commit of {day} or before.", f"The first day that has one is {first}; name it or a later one."
        )
        self.first = first


def known(git: Git, word: str) -> bool:
    """Whether git itself takes a word for a commit, before anybody names a review point so."""
    _check(word)
    return _is_day(word) or bool(_verify(git, word))


def parse_range(word: str) -> tuple[str, str, bool] | None:
    """The two ends of A..B or A...B, and whether there were three dots; an end left out is HEAD. Else None."""
    for dots in ("...", ".."):
        old, found, new = word.partition(dots)
        if found:
            return old or "HEAD", new or "HEAD", dots == "..."
    return None


def merge_base(git: Git, a: str, b: str) -> str:
    """The commit where two commits' histories parted."""
    said = git.run("merge-base", "--end-of-options", a, b, ok=(0, 1)).decode("ascii").split()
    if said:
        return said[0]
    if git.is_shallow():
        raise ReflectError(
            f"No common ancestor of {a[:10]} and {b[:10]} is in this clone, whose history is shallow.", UNSHALLOW
        )
    raise ReflectError(
        f"{a[:10]} and {b[:10]} have no common ancestor.", "Compare them with two dots instead of three."
    )


def head(git: Git) -> str | None:
    """The commit that is checked out; None when nothing has been committed yet.

    A `ReflectError` where it is named and is not there.
    """
    if found := _verify(git, "HEAD", ok=(0, 1)):
        return found
    named = git.run("rev-parse", "--verify", "--quiet", "HEAD", ok=(0, 1)).decode("ascii", "replace").strip()
    if is_hash(named):
        raise GitFailed(
            f"The commit that is checked out ({named[:10]}) cannot be read: the repository is damaged.",
            "Run `git fsck` to see what is missing; a fetch from where it was pushed to may bring it back.",
        )
    return None


def head_and_parents(git: Git) -> list[str]:
    """The commit that is checked out and its parents; nothing when nothing has been committed yet.

    Without the parents, where git cannot read one of them.
    """
    said = git.run("rev-list", "--parents", "--max-count=1", "HEAD", "--", ok=(0, 128)).decode("ascii").split()
    return said if said and all(map(is_hash, said)) else [each for each in (head(git),) if each]


def merges_since(git: Git, earlier: str) -> list[list[str]]:
    """The merges that are not in the history of an earlier commit, the last first, each with its parents."""
    said = git.run("rev-list", "--merges", "--parents", f"--max-count={_MOST_MERGES}", "HEAD", f"^{earlier}", "--")
    return [line.split() for line in said.decode("ascii").splitlines()]


_MOST_MERGES = 100
"""So many merges are looked into."""

UNSHALLOW = "Fetch the rest with `git fetch --unshallow`; in CI, check out with fetch-depth: 0."


def _check(word: str) -> None:
    """Refuse what git could take for something other than a revision."""
    try:
        encoded = os.fsencode(word)
    except UnicodeEncodeError:
        encoded = b""
    if not encoded or len(encoded) > _LONGEST:
        raise _misshapen(word, f"A revision has between 1 and {_LONGEST} characters.")
    if word.startswith("-"):
        raise _misshapen(word, "A revision does not begin with a dash.")
    if any(c.isspace() or (not c.isprintable() and not "\udc80" <= c <= "\udcff") for c in word):
        raise _misshapen(word, "A revision holds no spaces and no control characters.")
    if ":" in word or "^{/" in word:
        raise _misshapen(word, "Name a branch, a tag, a commit or a day; not a path in a commit and not a search.")


def _is_day(word: str) -> bool:
    year, month, day = word[:4], word[5:7], word[8:]
    return word.isascii() and f"{year}-{month}-{day}" == word and len(word) == 10 and (year + month + day).isdigit()


def _misshapen(word: str, hint: str) -> ReflectError:
    cut = shown(word) if len(word) <= 80 else shown(word[:79]) + "…"
    return ReflectError(f"'{cut}' is not a revision.", hint, exit_code=2)


def _verify(git: Git, word: str, ok: tuple[int, ...] = (0, 1, 128)) -> str:
    """The full hash of a commit, or nothing. Git leaves with 128 over a word that it cannot read, too."""
    said = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", os.fsencode(word) + b"^{commit}", ok=ok)
    found = said.decode("ascii", "replace").strip()
    return found if is_hash(found) else ""


def _unknown(git: Git, word: str) -> ReflectError:
    message = f"Unknown revision '{shown(word)}'."
    if git.is_shallow():
        return ReflectError(f"{message[:-1]} in this clone, whose history is shallow.", UNSHALLOW)
    if head(git) is None:
        return ReflectError(message, "Nothing has been committed here yet.")
    names = "`git log --oneline` lists commits; `git branch --all` and `git tag` list names."
    day = " If a day was meant, write year, month and day: 2026-02-03." if _LIKE_A_DAY.fullmatch(word) else ""
    return ReflectError(message, f"{names}{day}")


_LIKE_A_DAY = regex(r"[0-9]+([-/.][0-9]+){1,2}|[0-9]{8}", re.ASCII)


def _on_or_before(git: Git, day: str) -> str:
    try:
        wanted = (date.fromisoformat(day) - date(1970, 1, 1)).days
    except ValueError:
        raise _misshapen(day, "There is no such day in the calendar.") from None
    newest = head(git)
    if newest is None:
        raise ReflectError(f"There is no commit of {day} or before.", "Nothing has been committed here yet.")
    # What was merged later was not on this line then. The first that is early enough is the newest: a clock that was
    # slow never gives way to a commit before it, and one that was fast does not end the search.
    rest, first = b"", date.max.toordinal()
    with git.popen(
        *(
            "log",
            "-z",
            "--first-parent",
            "--no-color",
            "--date=raw",
            "--format=%H %cd",
            "--end-of-options",
            newest,
            "--",
        )
    ) as running:
        while data := running.read(1 << 16):
            *lines, rest = (rest + data).split(b"\0")
            for line in lines:
                name, _, moment = line.decode("ascii").partition(" ")
                if (found := git_dates.day(moment)) <= wanted:
                    return name
                first = min(first, found)
        running.finish()
    if git.is_shallow():
        raise ReflectError(f"No commit of {day} or before is in this clone, whose history is shallow.", UNSHALLOW)
    raise NothingYet(day, date(1970, 1, 1) + timedelta(days=first))
