"""Review points: moments that a partnership has named, kept as annotated tags of their own in git.

What goes in is a repository, a name, a full hash and a message; what comes out is review points. Making one writes a
tag object and the name that leads to it, and nothing else: no hook is run, nothing is signed.
"""

import os

from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from .disk import read_file
from .git import Git
from .git_config import value
from .git_dates import iso
from .revisions import POINTS, known, resolve
from .snapshots import Unreadable, shown

_LONGEST = 100
_HEX = frozenset("0123456789abcdefABCDEF")


class ReviewPoint(NamedTuple):
    """A moment that was given a name."""

    name: str
    commit: str
    """The full hash of the commit that it names."""
    day: str
    """The day on which it was made (ISO), by the clock of whoever made it; that of the commit, where git has none."""
    message: str
    by: str = ""
    recorded: str = ""
    """The moment of the commit, ISO 8601."""


_FIELDS = (
    "refname",
    "objecttype",
    "objectname",
    "*objecttype",
    "*objectname",
    "taggername",
    "taggeremail",
    "taggerdate:raw",
    "committerdate:raw",
    "*committerdate:raw",
    "contents:subject",
    "contents:body",
)
_FORMAT = "--format=" + "".join(f"%({field})%00" for field in _FIELDS)


def review_points(git: Git) -> list[ReviewPoint]:
    """Every review point, by day, then as their commits were made. What names anything but a commit is none."""
    *pieces, _ = git.run("for-each-ref", _FORMAT, POINTS).decode("utf-8", "surrogateescape").split("\0")
    rows = [pieces[at : at + len(_FIELDS)] for at in range(0, len(pieces), len(_FIELDS))]
    names = _names(git, {f"{row[5]} {row[6]}" for row in rows if row[5]})
    points = [
        _point(names, *(_peeled(git, row) if row[3] == "tag" else row))
        for row in rows
        if row[1] == "commit" or row[3] in ("commit", "tag")
    ]
    return sorted(
        (point for point in points if point.commit), key=lambda point: (point.day, point.recorded, point.name)
    )


def _peeled(git: Git, row: list[str]) -> list[str]:
    """A tag of a tag, as if it were one of the commit that the last of them names; git's format peels one only."""
    try:
        named = resolve(git, row[2])
    except ReflectError:
        return [*row[:4], "", *row[5:]]
    raw = git.run("log", "-z", "-1", "--no-patch", "--date=raw", "--format=%cd", "--end-of-options", named, "--")
    return [*row[:3], "commit", named, *row[5:9], raw.decode("ascii", "replace").strip("\0\n"), *row[10:]]


def _names(git: Git, people: set[str]) -> dict[str, str]:
    """What people are called, by the name and address that a tag has, as .mailmap says."""
    if not people or isinstance(read_file(git.top, ".mailmap"), Unreadable):
        return {}
    known = sorted(each for each in people if "\n" not in each)
    said = git.run(
        "check-mailmap", "--stdin", input="".join(f"{each}\n" for each in known).encode("utf-8", "surrogateescape")
    )
    mapped = said.decode("utf-8", "surrogateescape").split("\n")
    return {each: now.rpartition(" <")[0] for each, now in zip(known, mapped, strict=False)}


def _point(
    names: dict[str, str],
    ref: str,
    kind: str,
    id: str,
    tagged_kind: str,
    tagged: str,
    by: str,
    address: str,
    when: str,
    own: str,
    recorded: str,
    subject: str,
    body: str,
) -> ReviewPoint:
    name = ref.removeprefix("\n").removeprefix(POINTS)
    if kind == "commit":  # a tag without a message of its own, made by hand
        return ReviewPoint(name, id, iso(own)[:10], "", "", iso(own))
    message = "\n\n".join(each for each in (subject, body.strip("\n")) if each)
    return ReviewPoint(
        name, tagged, iso(when or recorded)[:10], message, names.get(f"{by} {address}", by), iso(recorded)
    )


def check_new(git: Git, name: str) -> ReviewPoint | None:
    """The review point that has a name already; refuses what git cannot take or would mean something else to `diff`."""
    _check_shape(git, name)
    for point in review_points(git):
        # Where files are named without regard to capitals, these two would be one.
        if point.name.casefold() == name.casefold():
            return point
    if known(git, name):
        raise ReflectError(
            f"'{name}' names a branch, a tag or a commit already, and goes on doing so.", "Choose another name."
        )
    return None


def _check_shape(git: Git, name: str) -> None:
    def refused(hint: str) -> ReflectError:
        return ReflectError(f"'{shown(name)}' cannot be the name of a review point.", hint, exit_code=2)

    if not name.isprintable() or not name or len(name.encode("utf-8")) > _LONGEST:
        raise refused(f"A name has between 1 and {_LONGEST} characters, and no control characters among them.")
    if name.startswith("-"):
        raise refused("A name does not begin with a dash.")
    if "/" in name or any(c.isspace() for c in name):
        raise refused("Write it as one word, such as spring-review.")
    if _HEX.issuperset(name) or name.replace("-", "").isdigit():
        raise refused("It could be taken for a day or the beginning of a commit's id. Add a word: review-2026.")
    whole = (POINTS + name).encode()
    if git.run("check-ref-format", "--normalize", whole, ok=(0, 1)).removesuffix(b"\n") != whole:
        raise refused("Git takes no name that holds .. or any of ~ ^ : ? * [ \\ @{, or that begins or ends with a dot.")


def tagger(git: Git) -> tuple[str, str]:
    """The name and address that git has been given for its user; a review point says who made it."""
    found = [
        os.environ.get(f"GIT_COMMITTER_{key.upper()}") or value(git, f"committer.{key}") or value(git, f"user.{key}")
        for key in ("name", "email")
    ]
    # As git does it: neither may hold what ends it.
    name, email = ("".join(c for c in each if c.isprintable() and c not in "<>").strip(" .,:;\"'\\") for each in found)
    if not name or not email:
        raise ReflectError(
            "Git has not been told who you are, and a review point says who made it.",
            'Run `git config --global user.name "Your Name"` and `git config --global user.email you@example.org`.',
        )
    return name, email


def make(git: Git, name: str, commit: str, message: str, who: tuple[str, str], when: str) -> None:
    """Make a review point. `when` is as git writes it, 1772366400 +0000; the name has been checked."""
    lines = (
        f"object {commit}",
        "type commit",
        f"tag {POINTS.removeprefix('refs/tags/')}{name}",
        f"tagger {who[0]} <{who[1]}> {when}",
        "",
        message,
    )
    tag = git.run("mktag", input="".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))
    # Only where nothing has that name: git compares and writes in one step.
    git.run(
        *("-c", "core.logAllRefUpdates=false"),
        *("update-ref", "--no-deref", f"{POINTS}{name}", tag.decode("ascii").strip(), "0" * len(commit)),
    )
