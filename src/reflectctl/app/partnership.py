"""Opening a partnership: where it is, at which moment, in which language."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReflectError
from ..loading.load import Loaded, load
from ..model.file_kinds import FILES, FOLDERS
from ..storage.disk import WorkTree, find_root
from ..storage.snapshots import CHECK_OUT, NOT_CHECKED_OUT, Snapshot
from .context import NO_SURROUNDINGS, Context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..loading.history import Ahead
    from ..loading.kept_files import KeptFiles
    from ..loading.kept_wording import KeptWording
    from ..model.records import Meeting, Partnership
    from ..storage.commits import Entries
    from ..storage.objects import Objects


def open_root(here: Context) -> Path:
    """The root of the partnership around the folder that was named, or around the current one."""
    return find_root(here.folder)


def open_partnership(here: Context) -> tuple[Path, Loaded]:
    """The partnership as its files are now, its content in the language that was asked for, if any was."""
    top = open_root(here)
    return top, load(WorkTree(top), language=language(here, top), kept=kept_files(here, top))


def kept_files(here: Context, root: Path) -> "KeptFiles":
    """What the files of a partnership said the last time."""
    from ..loading.kept_files import KeptFiles
    from ..storage.own_folder import keep, make_way, name_for, own_file, read_own

    path = own_file(here.environ, "files", name_for(root))
    if not path:
        return KeptFiles(None, None)

    def put(raw: bytes) -> None:
        keep(path, raw, lasting=False)
        make_way(path, _MOST_PARTNERSHIPS)

    return KeptFiles(read_own(path), put)


_MOST_PARTNERSHIPS = 30
"""Of so many it is kept what their files said."""


def open_part(here: Context, names: "Sequence[str]") -> "Partnership":
    """The partnership as some of its files and folders are now: what others say is not in it."""
    top = open_root(here)
    parts = [[name for name in names if name in known] for known in (FILES, FOLDERS)]
    tree = WorkTree(top, files=parts[0], folders=parts[1])
    return load(tree, tree.paths(), language=language(here, top)).partnership


def open_at(here: Context, repository: "Repository", word: str) -> Loaded:
    """The partnership as it was at a revision."""
    return load(repository.at(word), language=language(here, repository.root))


def note_unread(here: Context, loaded: Loaded) -> None:
    """Say which files could not be read, so that no answer passes for complete that is not."""
    unreadable = loaded.unreadable
    elsewhere = [path for path, found in unreadable.items() if found.message == NOT_CHECKED_OUT]
    if elsewhere[1:]:
        here.note(
            f"{len(elsewhere)} files that git has are not checked out here, so what they say is not known "
            f"(first: {elsewhere[0]}). {CHECK_OUT}"
        )
        unreadable = {path: found for path, found in unreadable.items() if path not in elsewhere}
    for path, found in unreadable.items():
        here.note(f"{path} could not be read and is left out: {found.message} `reflectctl validate` says more.")
    if bad := loaded.unusable:
        count = "1 value" if len(bad) == 1 else f"{len(bad)} values"
        here.note(
            f"{count} could not be used (first: {bad[0].location}): {bad[0].why}. `reflectctl validate` says more."
        )
    for path, why in loaded.copies.items():
        here.note(f"{path} is left out. {why} Keep one of them, with what both say.")


def meeting_named(word: str, partnership: "Partnership") -> "Meeting":
    """The meeting that a word means; where it means none, and a meeting's file cannot be read, that is said."""
    from ..analysis import lookup

    try:
        found = partnership.meeting(lookup.meeting(word, partnership))
    except ReflectError as problem:
        unread = next((path for path in partnership.unread if path.startswith("meetings/")), "")
        if not unread:
            raise
        raise ReflectError(
            f"{problem.message} {unread} cannot be used, and may be it.",
            "Mend it first; `reflectctl validate` shows all that there is.",
        ) from None
    assert found is not None, "it was looked up"
    return found


def language(here: Context, root: Path) -> str | None:
    """The language to speak: the one that was asked for, else that of the environment; None leaves it to the files."""
    if here.language is None and not here.environ.get("REFLECTCTL_LANG"):
        return None
    from .languages import one, there

    return one(there(root), here)


def repository_around(here: Context, root: Path) -> "Repository | None":
    """The repository around a partnership. None where there is none; where git will not read it, that is said."""
    try:
        return Repository(root, here.environ)
    except ReflectError as problem:
        from ..storage.git import is_marked

        if is_marked(root):
            note_git_failed(here, problem)
        return None


def note_git_failed(here: Context, problem: ReflectError) -> None:
    """Say why git does not tell what an answer has beside what the files say."""
    here.note(f"{problem.message} What git could tell is left out. {problem.hint}".rstrip())


class Repository:
    """A partnership's git repository, with one process that reads its objects."""

    def __init__(self, folder: Path, environ: "Mapping[str, str]" = NO_SURROUNDINGS) -> None:
        """`environ` says where the user's own folder is, in which something is kept."""
        from ..storage.git import find

        self.root = find_root(folder)
        self.git, self.prefix = find(self.root)
        self._environ = environ
        self._listed: dict[str, Entries] = {}
        self._committed: dict[str, str] = {}
        self.read_ahead: dict[frozenset[str], Ahead] = {}
        """By kinds of facts: what was read of them along with others."""

    @cached_property
    def objects(self) -> "Objects":
        """What reads the contents of the repository."""
        from ..storage.objects import Objects

        return Objects(self.git)

    def at(self, word: str | None) -> Snapshot:
        """The files at a revision; without one, as they are now."""
        if word is None:
            return WorkTree(self.root)
        from ..storage.revisions import resolve

        return self.commit(resolve(self.git, word), word)

    def commit(self, id: str, label: str) -> Snapshot:
        """The files at a commit, under a name that says which it is."""
        from ..storage.commits import GitTree

        return GitTree(self.git, self.prefix, id, label, self.objects, self._listed)

    def committed(self, id: str) -> str:
        """When a commit was made, by its committer's clock."""
        from ..storage.git_dates import iso

        if id not in self._committed:
            # The commit itself, and not `git log`, which takes five times as long to begin.
            told = self.git.run("cat-file", "commit", id).partition(b"\n\n")[0].split(b"\ncommitter ")[-1]
            self._committed[id] = iso(told.split(b"\n")[0].rpartition(b"> ")[2].decode("ascii", "replace"))
        return self._committed[id]

    def head(self) -> str:
        """The full id of the commit that is checked out; empty when nothing has been committed."""
        return next(iter(self._head_and_parents), "")

    def parents(self) -> tuple[str, ...]:
        """The commits that the one that is checked out was made of."""
        return tuple(self._head_and_parents[1:])

    @cached_property
    def _head_and_parents(self) -> list[str]:
        # What is kept of a commit was read by git when it was kept.
        id, state = self.git.plain_head, self.git.plain_state
        if state and (found := self.kept_wording.get(id)) and found.state == state:
            return [id, *found.parents]
        from ..storage.revisions import head_and_parents

        return head_and_parents(self.git)

    @cached_property
    def kept_wording(self) -> "KeptWording":
        """What was kept of the wording that commits told."""
        from ..loading.kept_wording import KeptWording
        from ..storage.own_folder import keep, name_for, own_file, read_own

        path = own_file(self._environ, "wording", f"{name_for(self.git.common_dir(), self.prefix)}.json")
        return KeptWording(read_own(path), lambda raw: keep(path, raw)) if path is not None else KeptWording(None, None)
