"""All that a repository's history holds, read from git as it streams: commits, names, versions of files.

What goes in is full hashes, or that all of it is wanted; what comes out is bytes made text as they are.
"""

from collections.abc import Iterator, Sequence

from ..model.named_tuples import NamedTuple
from .git import Git

_FACTS = ("%H", "%cs", "%an", "%ae", "%cn", "%ce", "%B")


class Version(NamedTuple):
    """A version of a file, and the commits that brought it."""

    path: str
    blob: str


class Told(NamedTuple):
    """What a commit says of itself, and the versions of files that it brought."""

    id: str
    day: str
    """The committer's day (ISO)."""
    people: tuple[str, ...]
    """The author's name and address, then the committer's."""
    message: str
    brought: tuple[Version, ...] = ()


def commits(git: Git, ends: Sequence[str], *, every: bool) -> Iterator[Told]:
    """Every commit up to some, or of every branch, tag and stash; what came first, first."""
    listed = ["--all", *ends] if every else list(ends)
    with git.popen(
        *("log", "-z", "--raw", "--no-abbrev", "-m", "--root", "--no-renames", "--full-history", "--topo-order"),
        *("--reverse", "--no-color", "--no-decorate", "--no-notes", "--no-mailmap", "--encoding=UTF-8"),
        f"--format=%x01{'%x00'.join(_FACTS)}",
        *listed,
        "--",
    ) as running:
        told: Told | None = None
        brought: list[Version] = []
        pieces = running.pieces()
        for piece in pieces:
            piece = piece.removeprefix("\n")
            if piece.startswith("\x01"):
                if told is not None:
                    yield told._replace(brought=tuple(brought))
                brought = []
                id, day, *people, message = [piece[1:], *(next(pieces, "") for _ in _FACTS[1:])]
                told = Told(id, day, tuple(people), message)
            elif piece.startswith(":"):
                _, after, _, blob, _ = piece.split(" ")
                path = next(pieces, "")
                if after.startswith("100"):
                    brought.append(Version(path, blob))
        if told is not None:
            yield told._replace(brought=tuple(brought))
        running.finish()


class Ref(NamedTuple):
    """A branch or a tag: its name, and what a tag says of itself."""

    name: str
    object: str
    message: str


def refs(git: Git) -> Iterator[Ref]:
    """Every branch and tag."""
    form = "%(refname)%00%(objectname)%00%(objecttype)%00%(contents)%(taggername) %(taggeremail)%00"
    pieces = git.run("for-each-ref", f"--format={form}").decode("utf-8", "surrogateescape").split("\0")
    for name, object, kind, message in zip(pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=False):
        yield Ref(name.strip("\n"), object, message if kind == "tag" else "")
