"""What commits hold and what they touched, read from git's plumbing as it streams.

What goes in is full hashes and a partnership's prefix in its repository; what comes out is snapshots and
facts. Names, subjects and paths that are not UTF-8 are decoded with surrogateescape, so that a path leads
back to its bytes; whoever prints escapes them.
"""

from bisect import bisect_left
from collections.abc import Iterator

from ..model.file_kinds import FILES, FOLDERS
from ..model.named_tuples import NamedTuple
from ..model.persistent_map import Shared
from .disk import too_many
from .git import Git
from .git_dates import iso
from .objects import Objects
from .snapshots import ABSENT, MARKER, MOST_FILES, SUBMODULE, SYMLINK, Unreadable, belongs

_REGULAR = frozenset(("100644", "100755", "100664"))
"""The modes of files; the last was written by gits of 2005."""

# Authors as `git log` shows them: with the names that .mailmap gives them.
_FORMAT = "%H%x00%P%x00%aN%x00%aE%x00%ad%x00%cd%x00%s"
_FACTS = 7

_AHEAD = 32
"""Files that are fetched together when they are read in order."""


Tree = Shared[str]
"""The files at a commit, by path: the id of a file's blob; the mode and the id of what is no regular file."""


class Touched(NamedTuple):
    """A file that is not as it was.

    `old` and `new` are blob ids, empty when there was or is no regular file: with status D it is gone, with any
    other status an empty `new` is a symbolic link or a submodule, which cannot be read. In a merge, `old` is the
    first parent's. Equal ids mean that only the mode changed.
    """

    path: str
    old: str
    new: str
    status: str


class Commit(NamedTuple):
    """What is known of a commit; times are ISO 8601 with the offset of whoever's clock it was."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    authored: str
    committed: str
    subject: str
    touched: tuple[Touched, ...] = ()
    """What is unlike every parent."""
    taken: tuple[Touched, ...] = ()
    """What a merge took from another parent than the first."""
    tree: Tree = Tree()


Entries = dict[str, tuple[str, str]]
"""Mode and object id of each file, by its path."""


class GitTree:
    """A partnership's files at a commit; what was listed of commits before is taken from there."""

    def __init__(
        self,
        git: Git,
        prefix: str,
        revision: str,
        label: str,
        objects: Objects | None = None,
        listed: dict[str, Entries] | None = None,
    ) -> None:
        self.label = label
        self.revision = revision
        self._git = git
        self._prefix = prefix
        self._objects = objects or Objects(git)
        self._trees = {} if listed is None else listed
        self._ahead: dict[str, bytes | Unreadable] = {}
        self._order: list[str] = []
        self._last = -2

    def paths(self) -> list[str]:
        """Every file of the partnership, sorted; links and submodules are listed too."""
        return list(self._tree())

    def blob(self, path: str) -> str | None:
        """The object id of a file's content; None when there is no regular file at the path."""
        mode, object_id = self._tree().get(path, ("", ""))
        return object_id if mode in _REGULAR else None

    def read(self, path: str) -> bytes | Unreadable:
        """The bytes of a file, or why there are none."""
        mode, _ = self._tree().get(path, ("", ""))
        if mode == "":
            return Unreadable(path, ABSENT)
        if mode not in _REGULAR:
            return Unreadable(path, SUBMODULE if mode == "160000" else SYMLINK)
        if path not in self._ahead:
            self._fetch(path)
        return self._ahead.pop(path)

    def _fetch(self, path: str) -> None:
        """Read a file; when files are being read in order, the next few with it: one by one takes twice as long."""
        if not self._order:
            self._order = [name for name, (mode, _) in self._tree().items() if mode in _REGULAR]
        first = bisect_left(self._order, path)
        wanted = self._order[first : first + (_AHEAD if first == self._last + 1 else 1)]
        self._last = first + len(wanted) - 1
        found = self._objects.read_many([self._tree()[name][1] for name in wanted])
        for name, (_, data) in zip(wanted, found, strict=True):
            self._ahead[name] = data._replace(path=name) if isinstance(data, Unreadable) else data

    def _tree(self) -> Entries:
        """Mode and object id by path, sorted."""
        if self.revision not in self._trees:
            self._trees[self.revision] = dict(sorted(self._listed()))
        return self._trees[self.revision]

    def _listed(self) -> Iterator[tuple[str, tuple[str, str]]]:
        wanted = _pathspecs(self._prefix, (*FILES, *FOLDERS))
        start, count = len(self._prefix), 0
        with self._git.popen("ls-tree", "-r", "-z", "--full-tree", self.revision, "--", *wanted) as running:
            for entry in running.pieces():
                facts, _, path = entry.partition("\t")
                mode, _, object_id = facts.split(" ")
                path = path[start:]
                if belongs(path):
                    count += 1
                    if count > MOST_FILES:
                        raise too_many(self.label)
                    yield path, (mode, object_id)
            running.finish()


def log(git: Git, prefix: str, revision: str, under: tuple[str, ...], after: str = "") -> Iterator[Commit]:
    """Every commit up to a revision that touched what is `under` the prefix, parents before children, and every merge.

    The partnership's marker counts as under it, because it says in which format the rest is written. Parents are the
    nearest commits before that are told too. A first commit touches everything in it. A merge touches only what is
    unlike every parent, so that no change is told twice and none made in the merge itself is lost. What a commit has
    in its history `after` which it shall be is left out, and what merges took from there is not told apart.
    """
    trees: dict[str, Tree] = {}
    with git.popen(
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--full-history",
        "--parents",
        "--topo-order",
        "--reverse",
        "--root",
        "--diff-merges=first-parent",
        "--no-renames",
        "--no-relative",
        "-O/dev/null",
        *_PLAIN,
        "--end-of-options",
        revision,
        *([f"^{after}"] if after else []),
        "--",
        *_pathspecs(prefix, (MARKER, *under) if under else ()),
    ) as running:
        for facts, changes in _commits(running.pieces(), len(prefix)):
            parents = [trees.get(parent, _BARE) for parent in facts[1].split()]
            first = parents[0] if parents else _BARE
            tree = trees[facts[0]] = first.changed({touched.path: entry for touched, entry in changes})
            taken = {each for each, entry in changes if any(parent.get(each.path) == entry for parent in parents[1:])}
            yield _commit(facts)._replace(
                touched=tuple(each for each, _ in changes if each not in taken),
                taken=tuple(each for each, _ in changes if each in taken),
                tree=tree,
            )
        running.finish()


def commit(git: Git, revision: str) -> Commit:
    """The facts of one commit, without what it touched."""
    said = git.run("log", "-z", "-1", "--no-patch", *_PLAIN, "--end-of-options", revision, "--")
    facts = said.decode("utf-8", "surrogateescape").split("\0")
    return _commit(facts)


_BARE = Tree()
_PLAIN = ("--date=raw", "--no-color", "--no-decorate", "--no-notes", "--encoding=UTF-8", f"--format={_FORMAT}")


def _pathspecs(prefix: str, names: tuple[str, ...]) -> list[bytes]:
    return [(prefix + name).encode("utf-8", "surrogateescape") for name in names or ("",) if prefix + name]


def _commits(pieces: Iterator[str], start: int) -> Iterator[tuple[list[str], list[tuple[Touched, str | None]]]]:
    """Commits from the stream: seven facts, then pairs of a line that begins with a colon and a path.

    With each file that is not as in the first parent comes what the tree has in its place: None when it is gone.
    """
    facts: list[str] = []
    changes: list[tuple[Touched, str | None]] = []
    for piece in pieces:
        first = piece[:1]
        if first == "\n":
            piece = piece[1:]
            first = piece[:1]
        if first == ":":
            before, after, old, new, status = piece.split(" ")
            path = next(pieces, "")[start:]
            if after in _REGULAR:
                entry: str | None = new
            else:
                entry = None if after == "000000" else f"{after} {new}"
                new = ""
            changes.append((Touched(path, old if before[1:] in _REGULAR else "", new, status), entry))
        elif first:
            if facts:
                yield facts, changes
            facts, changes = [piece, *(next(pieces, "") for _ in range(_FACTS - 1))], []
    if facts:
        yield facts, changes


def _commit(facts: list[str]) -> Commit:
    name, parents, author, email, authored, committed, subject = facts[:_FACTS]
    first = iso(authored)
    last = first if committed == authored else iso(committed)
    return Commit(name, tuple(parents.split()), author, email, first, last, subject)
