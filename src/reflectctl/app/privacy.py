"""Nothing personal in: what looks like somebody's data in files, in what is staged, or anywhere in history.

A finding says where and of which kind, and never what was found.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..analysis.personal_data import changed, is_clean
from ..documents.document import read_document
from ..errors import ReflectError
from ..importing.plain import Part, parts
from ..loading import records
from ..model.findings import Checked, Finding, sort
from ..model.locations import Location
from ..model.named_tuples import NamedTuple
from ..model.permitted import MayStand
from ..rules.findings import looked_for, looked_for_in
from ..rules.personal import Text, found_in, is_personal, masked
from ..rules.suppressions import ignored
from ..storage.disk import WorkTree, below, read_input
from ..storage.snapshots import Unreadable
from ..storage.time_limit import time_limit
from .context import Context
from .findings import listed
from .partnership import Repository, open_root
from .personal import KeptPlaces

HOW_TO_REMOVE = """How to take personal data out of a repository.

Git keeps every version of every file, so a new commit does not remove it. Never write what was found into a message,
an issue, a chat or a command line: name file and commit, as `reflectctl privacy --history --all` does.

 1. Tell your data protection officer first, with what kind of data it is and since when it has been there, and never
    with the data itself. They decide who else must be told, and whether it must be reported within 72 hours.
 2. Ask everybody to push what they have and to stop. Write down where copies are: forks, clones, CI caches, backups,
    reports and worksheets that were sent.
 3. Correct the files and commit. Then make a fresh clone to work in: git clone --mirror ADDRESS
 4. Install git-filter-repo. For a file that must go whole: git filter-repo --invert-paths --path PATH
    For words in files, with a file of lines `words==>***REMOVED***` that lies outside the repository:
    git filter-repo --replace-text FILE     and for messages of commits and tags: git filter-repo --replace-message FILE
    For authors: git filter-repo --mailmap FILE     For names of files: git filter-repo --path-rename OLD:NEW
    Where it cannot be installed: git filter-branch --tree-filter COMMAND --tag-name-filter cat -- --all, then delete
    what it keeps under refs/original. Delete those files of words afterwards.
 5. Delete branches and tags whose names hold it. Take out what nothing refers to any more, stashes among it:
    git stash clear; git reflog expire --expire=now --all; git gc --prune=now
 6. Push all of it: git push --force --mirror ADDRESS     Protected branches must let it through for that moment.
 7. Ask the forge to delete what it keeps: merge requests' and pull requests' hidden references, cached views, forks,
    releases, artefacts, caches and logs of CI, pages of commits by their old names. GitHub and GitLab do this when
    their support is asked.
 8. Everybody deletes their clones and clones anew. A merge of an old clone would bring it all back.
 9. Reports name the commit they were made from; those commits have other names now. Make published reports again, and
    take back the ones that hold the data. Review points are tags: see that each names the right commit.
10. Whatever could open something (a password, a token, a link that lets people in) is changed, not only removed.
11. Check, in a clone made anew: reflectctl privacy --history --all     and with a word that is not secret itself:
    git log --all --oneline -S WORDS     On every computer that ran the program: rm -r ~/.cache/reflectctl
    which is where the last edit is kept for `undo`, and what files said and what was told the last time.
"""

_OUT = "Take it out before it is committed; `reflectctl privacy --how-to-remove` says what to do if it was."
_OUT_OF_HISTORY = "`reflectctl privacy --how-to-remove` says how it is taken out."
_MOST_BYTES = 50_000_000


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


_PACKED = (b"PK\x03\x04", b"%PDF-")
_PATIENCE = 60.0
"""Seconds after which no packed file is read on."""
_Found = Iterator[tuple[Finding, str]]
"""What is found, each with its value made plain, by which it is known again and which is never told."""


class _Search:
    """Looks texts through, and keeps count of what was looked at and what could not be."""

    def __init__(self, here: Context, root: Path | None) -> None:
        self._permitted = _permitted(root)
        self._kept = KeptPlaces(here.environ)
        self.looked: dict[str, None] = {}
        self.unread: dict[str, None] = {}
        """What could not be opened."""
        self.no_text: dict[str, None] = {}
        """What was opened and holds no text."""

    def file(
        self, path: str, raw: bytes | Unreadable, told: str = "", hint: str = _OUT, *, keep: bool = True
    ) -> _Found:
        """What is found in a file, or in a version of one."""
        shown = masked(path)
        if isinstance(raw, Unreadable):
            where = shown + "/" * raw.folder
            self.unread[where] = None
            why = f"{raw.reason} So it was not looked at.{told}"
            yield Finding(Location(where, 1, 1), "error", "unreadable-file", why, raw.hint), ""
        else:
            self.looked[shown] = None
        if shown != path:
            yield (
                Finding(
                    Location(shown, 1, 1), "warning", "person-named", f"The name of this file {_LOOKS}{told}", hint
                ),
                "",
            )
        if isinstance(raw, Unreadable):
            return
        try:
            for part in self._parts(path, shown, raw):
                where = f" It is in {masked(part.name)}." if part.name else ""
                is_ignored = ignored(shown, part.text)
                for found in self.text(shown, part.text, where + told, hint, keep=keep):
                    if not is_ignored(found[0]):
                        yield found
        except ReflectError:
            self.no_text[shown] = None

    def _parts(self, path: str, shown: str, raw: bytes) -> Sequence[Part]:
        if not raw.startswith(_PACKED):
            return [*(parts(path, raw) or self._none(shown))]
        with time_limit(_PATIENCE, shown, "Save its text, and name that file."):
            return [*(parts(path, raw) or self._none(shown))]

    def _none(self, shown: str) -> tuple[Part, ...]:
        self.no_text[shown] = None
        return ()

    def text(self, path: str, text: str, told: str, hint: str, *, keep: bool = False) -> _Found:
        """What is found in a text."""
        return found_in([Text(path, text, told, hint)], self._permitted, self._kept if keep else looked_for_in)

    def close(self) -> None:
        """Keep what was looked through."""
        self._kept.close()


_LOOKS = "looks like personal data."


def privacy(here: Context, asked: Asked) -> Checked:
    """What looks like somebody's data."""
    if asked.files:
        search = _Search(here, _root_around(here))
        found = _files(search, here, asked.files)
    elif asked.history is not None or asked.every:
        search = _Search(here, _root_around(here))
        found = _history(search, Repository(here.folder), asked.history or ("HEAD",), every=asked.every)
    elif asked.staged:
        search = _Search(here, _root_around(here))
        found = _staged(search, Repository(here.folder))
    else:
        root = open_root(here)
        search = _Search(here, root)
        found = _now(search, root, asked.paths)
    made = sort(each for each, _ in found)
    search.close()
    files = tuple(sorted(search.looked.keys() - search.no_text.keys()))
    places = [each for each in made if each.rule != "unreadable-file"]
    said = f"{len(files):,} files looked at, " if len(files) != 1 else "1 file looked at, "
    if left := search.unread.keys() | search.no_text.keys():
        said += f"{len(left):,} not, "
    told = f"{len(places):,} places look like personal data." if len(places) != 1 else _ONE_PLACE
    said += told if places else _NOTHING
    if search.no_text:
        some = ", ".join(sorted(search.no_text)[:3])
        more = f" and {len(search.no_text) - 3:,} more" if len(search.no_text) > 3 else ""
        here.note(f"Not looked at, as this is no text that can be read: {some}{more}. Open what it is, and read it.")
    return Checked(tuple(listed(made)), files, said, fails_at=asked.fails_at)


_ONE_PLACE = "1 place looks like personal data."
_NOTHING = "nothing looks like personal data. A program cannot know everything that points at a person."


def _root_around(here: Context) -> Path | None:
    try:
        return open_root(here)
    except ReflectError:
        return None


def _permitted(root: Path | None) -> Sequence[MayStand]:
    raw = WorkTree(root).read("partnership.yaml") if root is not None else None
    return records.partnership(read_document("partnership.yaml", raw)).permitted if isinstance(raw, bytes) else ()


def _files(search: _Search, here: Context, files: Sequence[Path]) -> _Found:
    for path in files:
        yield from search.file(path.as_posix(), read_input(here.base / path, _MOST_BYTES))


def _now(search: _Search, root: Path, paths: Sequence[Path]) -> _Found:
    tree = WorkTree(root)
    names = below(root, paths)
    there = tree.paths()
    # A folder that can be listed is looked at by its files.
    others = (name for name in names if name and not any(path.startswith(name + "/") for path in there))
    for path in dict.fromkeys((*there, *others)):
        if not names or any(not name or path == name or path.startswith(name + "/") for name in names):
            yield from search.file(path, tree.read(path))


def _staged(search: _Search, repository: Repository) -> _Found:
    """Every file that is staged and is not as it is in HEAD."""
    before: dict[str, str] = {}
    if head := repository.head():
        before = dict(_entries(repository.git.run("ls-tree", "-r", "-z", head)))
    after = {path: id for path, id in _entries(repository.git.run("ls-files", "-s", "-z")) if before.get(path) != id}
    with repository.objects as objects:
        for path, id in after.items():
            yield from search.file(path, objects.read(id))


def _entries(listed: bytes) -> Iterator[tuple[str, str]]:
    """Paths and ids of files, as `ls-tree` and `ls-files -s` list them."""
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        facts, _, path = entry.partition("\t")
        words = facts.split(" ")
        if path and words[0].startswith("100"):
            yield path, words[2] if words[1] == "blob" else words[1]


class _Brought(NamedTuple):
    """A version of a file: where it was, and the commits that brought it."""

    path: str
    first: str
    last: str
    many: int


def _history(search: _Search, repository: Repository, revisions: tuple[str, ...], *, every: bool) -> _Found:
    """What is in any version of any file, what commits and tags say, and who they name; each told once."""
    from ..storage.every_version import commits, refs
    from ..storage.revisions import UNSHALLOW, resolve

    git = repository.git
    if git.is_shallow():
        raise ReflectError(
            "This clone is shallow: earlier versions of files are not all here, so nobody knows what is in them.",
            UNSHALLOW,
        )
    brought: dict[str, _Brought] = {}
    people: dict[str, str] = {}
    for commit in commits(git, sorted({resolve(git, word) for word in revisions}), every=every):
        named = f"{commit.id[:10]} of {commit.day}"
        if not is_clean(commit.message):
            yield from search.text(f"commit {commit.id[:10]}", commit.message, _IN_MESSAGE, _OUT_OF_HISTORY)
        for said in commit.people:
            people.setdefault(said, commit.id[:10])
        for path, blob in commit.brought:
            before = brought.get(blob)
            brought[blob] = (
                _Brought(path, named, named, 1)
                if before is None
                else before._replace(last=named, many=before.many + (before.last != named))
            )
    for said, id in people.items():
        for each in search.text(f"commit {id}", said, _IN_PEOPLE, _OUT_OF_HISTORY):
            # Names and addresses of those who record are meant to stand there.
            if each[0].rule not in _OF_WHO_RECORDS:
                yield each
    if every:
        for ref in refs(git):
            yield from search.text(
                f"tag {ref.object[:10]}", ref.message, " It is in what the tag says.", _OUT_OF_HISTORY
            )
            if is_personal(ref.name.rpartition("/")[2]):
                place = Location(f"ref at {ref.object[:10]}", 1, 1)
                yield (
                    Finding(place, "warning", "person-named", f"The name of a branch or tag {_LOOKS}", _OUT_OF_HISTORY),
                    "",
                )
    yield from _versions(search, repository, brought)


_IN_MESSAGE = " It is in the message of that commit."
_IN_PEOPLE = " It is in the name or address of who made that commit."
_OF_WHO_RECORDS = frozenset(("mail-address", "staff-named", "person-named"))


class _Before:
    """The version of a file that was looked through last, while nothing was found in it."""

    def __init__(self) -> None:
        self._path = ""
        self._raw = b""

    def forget(self) -> None:
        """Something was found in it."""
        self._path = ""

    def is_clean(self, path: str, raw: bytes) -> bool:
        """Whether nothing is found in what this version has otherwise than the one before it, and around that."""
        was, known = self._raw, path == self._path and not raw.startswith(_PACKED)
        self._path, self._raw = path, raw
        if not known or b"\0" in raw:
            return False
        part = changed(was, raw).decode("utf-8", "replace")
        return is_clean(part) or not looked_for(part)


def _versions(search: _Search, repository: Repository, brought: dict[str, _Brought]) -> _Found:
    """What is found in versions of files: each value of each file once, with the versions that have it."""
    found: dict[tuple[str, str, str], tuple[Finding, _Brought, _Brought, int]] = {}
    # The versions of a file one after the other, in the order in which they came: most lines are as before.
    order = sorted(brought, key=lambda id: brought[id].path)
    before = _Before()
    with repository.objects as objects:
        for id, raw in objects.read_many(order):
            version = brought[id]
            if isinstance(raw, bytes) and before.is_clean(version.path, raw):
                continue
            for each, value in search.file(version.path, raw, keep=False):
                key = (each.location.path, each.rule, value)
                one, began, _, many = found.get(key, (each, version, version, 0))
                found[key] = (one, began, version, many + version.many)
                before.forget()
    for (each, began, last, many), (_, _, value) in zip(found.values(), found, strict=True):
        when = f" It came with {began.first}"
        when += f" and stands in {many:,} versions, the last of {last.last}." if many > 1 else "."
        yield each._replace(message=each.message + when, hint=_OUT_OF_HISTORY), value
