"""What lies over a content pack: what a partnership added to it, and what it says in other languages, as written.

The instrument holds what can be used of it; this holds all of it, so that it can be said what cannot.
"""

from .instrument import Instrument, Term
from .locations import NOWHERE, Place, placed
from .named_tuples import NamedTuple


@placed
class Addition(NamedTuple):
    """A local file: a principle of the partnership's own, or statements that it adds to one of the pack's."""

    id: str
    """Of the principle; empty when it does not say."""
    title: str = ""
    voice: str = ""
    dimensions: tuple[str, ...] = ()
    """Those it has a statement under."""
    where: Place = NOWHERE


class Local(NamedTuple):
    """What a partnership added to its content pack."""

    dimensions: tuple[Term, ...] = ()
    """Those that it declares for statements of its own."""
    files: tuple[Addition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.dimensions or self.files)


@placed
class Translation(NamedTuple):
    """What a partnership's content says in another language: the pack's part of it, and that of its own additions."""

    language: str
    """As its folder says."""
    said: str
    """As its pack.yaml says; empty when it does not."""
    pack: Instrument
    """In it are only the principles that have a file here, and only the entries and the texts that are here."""
    local: Instrument
    files: tuple[Addition, ...] = ()
    """The files of principles of the pack's part."""
    local_files: tuple[Addition, ...] = ()
    where: Place = NOWHERE
    """Of its pack.yaml, there or not."""
