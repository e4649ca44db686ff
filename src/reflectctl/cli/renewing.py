"""What `content diff` and `content update` ask: the words of two packs beside each other, and a newer pack's taken."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .. import resources
from ..analysis import content_diff
from ..analysis.content_diff import Base, Entry
from ..edits import content_update
from ..edits.content_update import Refreshed
from ..errors import ReflectError
from ..loading import files
from ..loading.load import Loaded, load
from ..model.edits import Edit
from ..model.instrument import Instrument
from ..render.escape import line
from ..storage.disk import WorkTree, read_file
from ..storage.pack_folder import CONTENT
from ..storage.snapshots import Snapshot, Unreadable
from . import fitting, packs, session, shipped

PUBLISHED = "published"
"""The wording of a pack that has the exact words of a document that was published."""


class Side(NamedTuple):
    """One of two packs that are compared."""

    loaded: Loaded
    label: str

    @property
    def instrument(self) -> Instrument:
        """What it says."""
        return self.loaded.partnership.instrument


def sides(root: Path | None, a: str | None, b: str | None) -> tuple[Side, Side]:
    """What two words mean: the folder of a pack, the id of one that is shipped, or a moment of the partnership.

    Without the second it is the partnership's content as it is now; without the first, too, it is HEAD's beside that.
    """
    named = [packs.opened(word) if word and packs.is_pack(word) else None for word in (a, b)]
    if not any(named):
        return _moments(root, a, b)
    one, two = (
        _pack(pack, str(word)) if pack is not None else _moment(root, word)
        for pack, word in zip(named, (a, b), strict=True)
    )
    return one, two


def _moments(root: Path | None, a: str | None, b: str | None) -> tuple[Side, Side]:
    from . import provenance

    one, two = provenance.two_sides(session.Repository(root), a, b)
    return _at(one), _at(two)


def _moment(root: Path | None, word: str | None) -> Side:
    if word is not None:
        return _at(session.Repository(root).at(word))
    try:
        top = session.open_root(root)
    except ReflectError:
        if root is not None:
            raise
        return _pack(packs.opened(shipped.DEFAULT), shipped.DEFAULT)
    return _at(WorkTree(top))


def _at(snapshot: Snapshot) -> Side:
    paths = [path for path in snapshot.paths() if path == files.PARTNERSHIP or path.startswith(CONTENT)]
    label = f"the content at {snapshot.label}" if snapshot.revision else "the content as it is now"
    return Side(load(snapshot, paths), label)


def _pack(pack: packs.Pack, word: str) -> Side:
    told = called(pack.instrument)
    return Side(pack.loaded, f"{told} in {word}" if word != pack.instrument.id else f"{told}, as it is shipped")


def called(pack: Instrument) -> str:
    """A pack by its id and its version."""
    return " ".join(each for each in (pack.id, pack.version) if each) or "the pack"


def difference(one: Side, two: Side) -> content_diff.Difference:
    """Where the words of two sides differ. What cannot be read on one of them is not told as gone or new."""
    unknown = [entry for side in (one, two) for entry in _unread(side, (one, two))]
    return content_diff.difference(one.instrument, two.instrument, unknown)


def unreadable(*both: Side) -> list[tuple[str, str]]:
    """The files of the content that could not be read, each with where and why."""
    return [
        (path, f"in {side.label}: {found.message}")
        for side in both
        for path, found in side.loaded.unreadable.items()
        if path.startswith(CONTENT)
    ]


def _unread(side: Side, both: Sequence[Side]) -> list[Entry]:
    """The principles of which a side lists the id and has no file that can be read."""
    if not any(path.startswith(CONTENT) for path in side.loaded.unreadable):
        return []
    there = {principle.id for principle in side.instrument.principles}
    known = {principle.id for each in both for principle in each.instrument.principles}
    return [Entry(content_diff.PRINCIPLES, id) for id in known - there]


def rated(root: Path | None, one: Side, two: Side) -> tuple[str, ...]:
    """The statements that two sides word otherwise and that are rated in the partnership at hand."""
    try:
        top = session.open_root(root)
    except ReflectError:
        return ()
    return content_diff.to_be_reread(one.instrument, two.instrument, load(WorkTree(top)).partnership)


class Update(NamedTuple):
    """What an update would do: the content with what was taken, and the edits that make it so."""

    refreshed: Refreshed
    edits: list[Edit]
    before: Instrument
    newer: Instrument
    reread: tuple[str, ...]


def update(root: Path | None, named: str | None) -> tuple[Path, Update]:
    """What can be taken of a newer pack, ready to be written; and the root of the partnership."""
    top, loaded = session.open_partnership(root)
    ours = loaded.partnership.instrument
    newer = _newer(loaded, named)
    _refuse_what_cannot_follow(loaded, newer)
    before = read_file(top, content_update.RECORD)
    began = content_update.recorded(before, ours.id) if isinstance(before, bytes) else None
    began = began or _began(top, ours)
    found = content_diff.renewal(began, ours, newer.instrument)
    done = content_update.refresh(loaded, newer.loaded, found)
    edits = done.draft.edits()
    if edits or found.parted or done.kept:
        record = content_update.record(done, began, newer.instrument, _raw(before))
        edits += [*([record] if record.before != record.after else []), *fitting.refitted(top, done.instrument)]
    reworded = content_diff.to_be_reread(ours, done.instrument, loaded.partnership)
    return top, Update(done, edits, ours, newer.instrument, reworded)


def _newer(loaded: Loaded, named: str | None) -> packs.Pack:
    id = loaded.partnership.instrument.id
    if named is not None:
        newer = packs.opened(named)
    elif id in resources.pack_ids():
        newer = packs.opened(id)
    else:
        raise ReflectError(
            f"No content pack `{line(id)}` is shipped with this program, so there is nothing to update from.",
            "Name the folder of a newer pack with --from.",
        )
    if packs.checked(newer).failed:
        raise ReflectError(
            f"The content pack in {line(named or id)} has errors, so nothing is taken from it.",
            f"Look at them with `reflectctl content check {line(named or id)}`.",
            exit_code=1,
        )
    return newer


def _refuse_what_cannot_follow(loaded: Loaded, newer: packs.Pack) -> None:
    ours, theirs = loaded.partnership.instrument, newer.instrument
    unread = [(path, found) for path, found in loaded.unreadable.items() if path.startswith(CONTENT)]
    if unread:
        path, found = unread[0]
        raise ReflectError(
            f"{path} could not be read, so nothing can be taken into the content: {found.message}",
            "Run `reflectctl validate` and mend what it finds.",
        )
    if theirs.id != ours.id:
        raise ReflectError(
            f"The content of this partnership is `{line(ours.id)}`, and `{line(theirs.id)}` is another.",
            "Name a newer pack of the same id with --from.",
            exit_code=2,
        )
    if ours.wording == PUBLISHED != theirs.wording:
        raise ReflectError(
            "The content of this partnership has the words of the published document; the newer pack restates them.",
            f"`reflectctl content diff {line(theirs.id)}` shows both; a newer edition of the document is taken with "
            "`reflectctl content import`.",
        )
    if content_diff.is_older(theirs.version, ours.version):
        raise ReflectError(
            f"The content of this partnership is version {line(ours.version)}, and {line(theirs.version)} is older.",
            "Name a newer pack with --from, or install a newer reflectctl.",
        )


def _began(top: Path, ours: Instrument) -> Base:
    """What the partnership began with: its content in the first commit that has it."""
    from ..storage.commits import GitTree, log
    from ..storage.revisions import UNSHALLOW, head

    repository = session.Repository(top)
    at = head(repository.git)
    if repository.git.is_shallow():
        raise ReflectError("This clone is shallow, so it is not known what the content was when it came.", UNSHALLOW)
    for commit in log(repository.git, repository.prefix, at, (files.PACK,)) if at else ():
        if any(each.path == files.PACK and each.new for each in commit.touched):
            tree = GitTree(repository.git, repository.prefix, commit.id, commit.id, repository.objects)
            first = load(tree, [path for path in tree.paths() if path.startswith(CONTENT)]).partnership.instrument
            if first.id == ours.id:
                return content_diff.base(first)
    raise ReflectError(
        "The content of this partnership is in no commit, so it is not known what was edited since it came.",
        "Commit it as it is, then ask again.",
    )


def _raw(there: bytes | Unreadable) -> bytes | None:
    return there if isinstance(there, bytes) else None
