"""Nothing personal in: what looks like somebody's data in files, in what is staged, or anywhere in history.

A finding says where and of which kind, and never what was found.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..analysis.personal_data import KINDS, STRONG, places
from ..documents.text import place
from ..model.findings import Checked, Finding, sort
from ..model.locations import Location
from ..storage.disk import WorkTree, below, read_input
from ..storage.snapshots import Unreadable
from .context import Context
from .findings import listed
from .partnership import Repository, open_root

HOW_TO_REMOVE = """How to take personal data out of a repository.

Git keeps every version of every file, so a new commit does not remove it.

 1. Tell your data protection officer first, with what kind of data it is and since when it has been there, and never
    with the data itself. They decide who else must be told, and whether it must be reported within 72 hours.
 2. Ask everybody to push what they have and to stop. Write down where copies are: forks, clones, CI caches, backups,
    reports and worksheets that were sent.
 3. Correct the files and commit. Then make a fresh clone to work in: git clone --mirror ADDRESS
 4. Install git-filter-repo. For a file that must go whole: git filter-repo --invert-paths --path PATH
    For words in files, with a file of lines `words==>***REMOVED***` that lies outside the repository:
    git filter-repo --replace-text FILE     and for messages of commits: git filter-repo --replace-message FILE
    For authors: git filter-repo --mailmap FILE     Delete those files afterwards.
 5. Push all of it: git push --force --mirror ADDRESS     Protected branches must let it through for that moment.
 6. Ask the forge to delete what it keeps: merge requests' and pull requests' hidden references, cached views, forks,
    releases, artefacts and logs of CI. GitHub and GitLab do this when their support is asked.
 7. Everybody deletes their clones and clones anew. A merge of an old clone would bring it all back.
 8. Reports name the commit they were made from; those commits have other names now. Make published reports again, and
    take back the ones that hold the data.
 9. Whatever could open something (a password, a token, a link that lets people in) is changed, not only removed.
10. Check: reflectctl privacy --history --all
"""

_MOST_NAMED = 3


class Asked(NamedTuple):
    """Where it is to be looked."""

    paths: tuple[Path, ...] = ()
    staged: bool = False
    history: tuple[str, ...] | None = None
    """The revisions whose history is looked through; HEAD's when there is none."""
    every: bool = False
    """Whether the history of every branch and tag is looked through."""
    files: tuple[Path, ...] = ()
    """Other files, such as reports."""
    fails_at: str = "info"


def privacy(here: Context, asked: Asked) -> Checked:
    """What looks like somebody's data."""
    if asked.files:
        texts: Iterable[tuple[str, str, str]] = (
            (path.as_posix(), _text(read_input(path, 50_000_000)), "") for path in asked.files
        )
    elif asked.history is not None or asked.every:
        texts = _history(Repository(here.folder), asked.history or ("HEAD",), every=asked.every)
    elif asked.staged:
        texts = _staged(Repository(here.folder))
    else:
        texts = _now(open_root(here), asked.paths)
    found: list[Finding] = []
    looked: list[str] = []
    for path, text, when in texts:
        looked.append(path)
        found += _findings(path, text, when)
    found = sort(found)
    files = tuple(sorted(set(looked)))
    said = f"{len(files):,} files looked at, " if len(files) != 1 else "1 file looked at, "
    told = f"{len(found):,} places look like personal data." if len(found) != 1 else "1 place looks like personal data."
    nothing = "nothing looks like personal data. A program cannot know everything that points at a person."
    return Checked(tuple(listed(found)), files, said + (told if found else nothing), fails_at=asked.fails_at)


def _findings(path: str, text: str, when: str) -> Iterator[Finding]:
    for each in places(text):
        strength, name = KINDS[each.kind]
        line, column = place(text, each.start)
        yield Finding(
            Location(path, line, column),
            "warning" if strength == STRONG else "info",
            "personal-data",
            f"This looks like {name}.{when}",
            "Take it out before it is committed; `reflectctl privacy --how-to-remove` says what to do if it was."
            if not when
            else "`reflectctl privacy --how-to-remove` says how it is taken out.",
        )


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n")


def _now(root: Path, paths: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    tree = WorkTree(root)
    names = below(root, paths)
    for path in dict.fromkeys((*tree.paths(), *names)):
        if not names or any(not name or path == name or path.startswith(name + "/") for name in names):
            raw = tree.read(path)
            if isinstance(raw, bytes) and b"\0" not in raw:
                yield path, _text(raw), ""


def _staged(repository: Repository) -> Iterator[tuple[str, str, str]]:
    """Every file that is staged and is not as it is in HEAD."""
    before: dict[str, str] = {}
    if head := repository.head():
        before = dict(_entries(repository.git.run("ls-tree", "-r", "-z", head)))
    after = {path: id for path, id in _entries(repository.git.run("ls-files", "-s", "-z")) if before.get(path) != id}
    with repository.objects as objects:
        for path, id in after.items():
            raw = objects.read(id)
            if isinstance(raw, bytes) and b"\0" not in raw:
                yield path, _text(raw), ""


def _entries(listed: bytes) -> Iterator[tuple[str, str]]:
    """Paths and ids of files, as `ls-tree` and `ls-files -s` list them."""
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        facts, _, path = entry.partition("\t")
        words = facts.split(" ")
        if path and words[0].startswith("100"):
            yield path, words[2] if words[1] == "blob" else words[1]


def _history(repository: Repository, revisions: tuple[str, ...], *, every: bool) -> Iterator[tuple[str, str, str]]:
    """Each version of each file once, with the commits that brought it; and what the commits themselves say."""
    from ..storage.commits import log
    from ..storage.revisions import resolve

    git = repository.git
    ends = {resolve(git, word) for word in revisions}
    if every:
        ends |= {*git.run("rev-list", "--no-walk", "--all").decode("ascii").split()}
    brought: dict[str, tuple[str, list[str]]] = {}
    seen: set[str] = set()
    for end in sorted(ends):
        for commit in log(git, "", end, ()):
            if commit.id in seen:
                continue
            seen.add(commit.id)
            for touched in (*commit.touched, *commit.taken):
                if touched.new and touched.new != touched.old:
                    brought.setdefault(touched.new, (touched.path, []))[1].append(
                        f"{commit.id[:10]} of {commit.committed[:10]}"
                    )
    if seen:
        said = git.run("rev-list", "--no-commit-header", "--format=%H%x00%B%x00", "--stdin",
                       input="\n".join(sorted(ends)).encode())  # fmt: skip
        pieces = said.decode("utf-8", "replace").split("\0")
        for id, message in zip(pieces[::2], pieces[1::2], strict=False):
            yield f"commit {id.strip()[:10]}", message, " It is in the message of that commit."
    with repository.objects as objects:
        for id, raw in objects.read_many(brought):
            if isinstance(raw, Unreadable) or b"\0" in raw:
                continue
            path, commits = brought[id]
            more = f" and {len(commits) - _MOST_NAMED} more" if len(commits) > _MOST_NAMED else ""
            yield path, _text(raw), f" It came with {', '.join(commits[:_MOST_NAMED])}{more}."
