"""The words of two content packs beside each other: of packs, or of a partnership's own at two moments."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..analysis import content_diff
from ..analysis.content_diff import Difference, Entry
from ..errors import ReflectError
from ..loading import files
from ..loading.load import Loaded, load
from ..model.instrument import Instrument
from ..model.named_tuples import NamedTuple
from ..render.export import forms
from ..storage.disk import WorkTree
from ..storage.pack_folder import CONTENT
from ..storage.snapshots import Snapshot
from . import packs, shipped
from .context import Context
from .partnership import Repository, open_root

if TYPE_CHECKING:
    from ..model.blocks import Block


class Side(NamedTuple):
    """One of two packs that are compared."""

    loaded: Loaded
    label: str

    @property
    def instrument(self) -> Instrument:
        """What it says."""
        return self.loaded.partnership.instrument


class Answer(NamedTuple):
    """Where the words of two packs differ."""

    difference: Difference
    one: Side
    two: Side
    rated: tuple[str, ...]
    """The statements that are worded otherwise and are rated in the partnership at hand."""
    unread: tuple[tuple[str, str], ...]
    """The files of the content that could not be read, each with where and why."""

    @property
    def differ(self) -> bool:
        """Whether anything differs, or could not be read."""
        return bool(self.difference or self.unread)


def difference(here: Context, a: str | None, b: str | None) -> Answer:
    """Where the words of what two names mean differ. What cannot be read on one side is not told as gone or new.

    Without the second it is the partnership's content as it is now; without the first, too, it is HEAD's beside that.
    """
    sides = _sides(here, a, b)
    unknown = [entry for side in sides for entry in _missing(side, sides)]
    one, two = sides
    found = content_diff.difference(one.instrument, two.instrument, unknown)
    answer = Answer(found, one, two, _rated(here, one, two), tuple(_unread(one, two)))
    if not answer.differ:
        here.note(f"No words differ between {one.label} and {two.label}.")
    return answer


def _sides(here: Context, a: str | None, b: str | None) -> tuple[Side, Side]:
    """What two words mean: the folder of a pack, the id of one that is shipped, or a moment of the partnership."""
    named = [packs.opened(here, word) if word and packs.is_pack(here, word) else None for word in (a, b)]
    if not any(named):
        from .revisions import two_sides

        before, after = two_sides(here, Repository(here.folder), a, b)
        return _at(before), _at(after)
    one, two = (
        _pack(pack, str(word)) if pack is not None else _moment(here, word)
        for pack, word in zip(named, (a, b), strict=True)
    )
    return one, two


def _moment(here: Context, word: str | None) -> Side:
    if word is not None:
        return _at(Repository(here.folder).at(word))
    try:
        top = open_root(here)
    except ReflectError:
        if here.named:
            raise
        return _pack(packs.opened(here, shipped.DEFAULT), shipped.DEFAULT)
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


def _unread(*both: Side) -> list[tuple[str, str]]:
    return [
        (path, f"in {side.label}: {found.message}")
        for side in both
        for path, found in side.loaded.unreadable.items()
        if path.startswith(CONTENT)
    ]


def _missing(side: Side, both: Sequence[Side]) -> list[Entry]:
    """The principles of which a side lists the id and has no file that can be read."""
    if not any(path.startswith(CONTENT) for path in side.loaded.unreadable):
        return []
    there = {principle.id for principle in side.instrument.principles}
    known = {principle.id for each in both for principle in each.instrument.principles}
    return [Entry(content_diff.PRINCIPLES, id) for id in known - there]


def _rated(here: Context, one: Side, two: Side) -> tuple[str, ...]:
    try:
        top = open_root(here)
    except ReflectError:
        return ()
    return content_diff.to_be_reread(one.instrument, two.instrument, load(WorkTree(top)).partnership)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers import content

    found, one, two, rated, unread = answer
    labels = (one.label, two.label)
    return content.difference(found, one.instrument, two.instrument, labels=labels, rated=rated, unread=unread)


def _says(answer: Answer, _: Context) -> "Iterable[Block]":
    from ..tell import content_diff

    found, one, two, rated, unread = answer
    labels = (one.label, two.label)
    return content_diff.difference(found, one.instrument, two.instrument, labels=labels, rated=rated, unread=unread)


FORMATS = forms(says=_says, holds=_holds)
