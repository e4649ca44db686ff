"""A content pack as it was named: a folder, the id of one that is shipped, or the partnership's own."""

import re
from pathlib import Path

from .. import resources
from ..analysis.packs import Choice, beside
from ..errors import ReflectError
from ..loading.files import PACK, PARTNERSHIP
from ..loading.load import Loaded, load
from ..model.findings import Checked, Finding, sort
from ..model.instrument import Instrument
from ..model.named_tuples import NamedTuple
from ..rules.engine import check
from ..rules.findings import Moment
from ..storage.disk import WorkTree
from ..storage.pack_folder import CONTENT, Named, PackFolder, named
from ..storage.snapshots import Snapshot, Unreadable, shown
from . import findings, shipped
from .context import Context
from .partnership import open_root
from .personal import KeptPlaces


class Pack(NamedTuple):
    """A content pack, loaded as the content of a partnership that has nothing else."""

    loaded: Loaded
    source: Snapshot
    folder: str = CONTENT
    """What the paths of its files begin with when they are shown."""

    @property
    def instrument(self) -> Instrument:
        """What the pack says."""
        return self.loaded.partnership.instrument

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the pack that could be read, by their paths inside it."""
        read = {path: self.source.read(path) for path in self.loaded.documents if path.startswith(CONTENT)}
        return {path.removeprefix(CONTENT): raw for path, raw in read.items() if not isinstance(raw, Unreadable)}


def opened(here: Context, word: str) -> Pack:
    """The pack in the folder of that name, or the shipped one of that id."""
    found, ids = named(here.base, word), resources.pack_ids()
    if found.is_folder and (word not in ids or found.has_pack):
        return _in(found)
    if word in ids:
        return _in(named(Path(resources.folder("content")), word)._replace(shown=word))
    told = f"A folder with a content pack was expected, or the id of one that is shipped: {', '.join(ids)}."
    raise ReflectError(f"{shown(word)} {'is a file' if found.is_file else 'is not there'}.", told)


def names_file(here: Context, word: str) -> bool:
    """Whether a word names a file, such as the published document."""
    return named(here.base, word).is_file


def is_pack(here: Context, word: str) -> bool:
    """Whether a word names a pack: the folder of one, or something near to it; the id of one that is shipped."""
    found = named(here.base, word)
    return found.has_pack or found.holds_pack or word in resources.pack_ids()


def _in(found: Named) -> Pack:
    source, name = PackFolder(found.path), found.shown
    if PACK not in source.paths():
        raise ReflectError(
            f"There is no pack.yaml in {shown(name)}, so it is not the folder of a content pack.",
            f"Name the folder inside it: {shown(f'{name}/content')}."
            if found.holds_pack
            else "A pack is a pack.yaml and a folder principles/ beside it.",
        )
    return Pack(load(source), source, "" if name == "." else f"{name}/")


def own(here: Context) -> Pack:
    """The partnership's own pack, with the levels that the partnership has chosen for rules."""
    tree = WorkTree(open_root(here))
    paths = [path for path in tree.paths() if path == PARTNERSHIP or path.startswith(CONTENT)]
    return Pack(load(tree, paths, translations=True), tree)


def choices(here: Context) -> list[Choice]:
    """The packs there are: the partnership's own, where there is one, and those that are shipped."""
    found = [Choice(shipped.pack(id)) for id in resources.pack_ids()]
    try:
        open_root(here)
    except ReflectError:
        if here.named:
            raise
        return found
    loaded = own(here).loaded
    partnership = loaded.partnership
    if not partnership.instrument.id:
        return found
    used = partnership.content in ("", partnership.instrument.id)
    return [Choice(partnership.instrument, CONTENT, used, loaded.languages), *found]


def checked(here: Context, pack: Pack, *, against: str | None = None, strict: bool = False) -> Checked:
    """What is found in a pack, and where its ids are not those of another."""
    found = [
        each for each in check(pack.loaded, Moment(here.today(), looked=KeptPlaces(here.environ)))
        if each.location.path.startswith(CONTENT) or each.rule in _ABOUT_CONTENT
    ]  # fmt: skip
    if against is not None:
        found = sort([*found, *beside(pack.loaded, opened(here, against).instrument, against.rstrip("/"))])
    files = [path for path in pack.loaded.documents if path.startswith(CONTENT)]
    return Checked(
        tuple(_placed(each, pack.folder) for each in findings.listed(found)),
        files=tuple(_shown(path, pack.folder) for path in files),
        summary=findings.summary(found, len(files), _note(pack.instrument)),
        fails_at="warning" if strict else "error",
    )


_ABOUT_CONTENT = frozenset(("unknown-content", "missing-content"))


def _note(instrument: Instrument) -> str:
    from ..tell.content import size

    return f"{instrument.id or 'The pack'}: {size(instrument)}."


_INSIDE = re.compile(r"\bcontent/(?=pack\.yaml|phrases\.yaml|principles/|local/)")


def _shown(text: str, folder: str) -> str:
    return text if folder == CONTENT else _INSIDE.sub(lambda _: folder, text)


def _placed(found: Finding, folder: str) -> Finding:
    """A finding with the paths that its reader knows the files by."""
    return found._replace(
        location=found.location._replace(path=_shown(found.location.path, folder)),
        message=_shown(found.message, folder),
        hint=_shown(found.hint, folder),
    )
