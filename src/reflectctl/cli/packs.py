"""A content pack as it was named: a folder, the id of one that is shipped, or the partnership's own."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from .. import resources
from ..analysis.packs import Choice, beside
from ..errors import ReflectError
from ..loading import files as kinds
from ..loading.load import Loaded, load
from ..model.findings import Checked, Finding, sort
from ..model.instrument import Instrument
from ..rules.engine import check
from ..rules.findings import Moment
from ..storage.disk import WorkTree
from ..storage.pack_folder import CONTENT, PackFolder
from ..storage.snapshots import Snapshot, Unreadable, shown
from . import findings, session, shipped, where


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


def opened(word: str) -> Pack:
    """The pack in the folder of that name, or the shipped one of that id."""
    path = Path(where.default_root) / word
    ids = resources.pack_ids()
    if path.is_dir() and (word not in ids or os.path.lexists(path / "pack.yaml")):
        return _in(path, os.path.normpath(path).replace(os.sep, "/"))
    if word in ids:
        return _in(Path(resources.folder("content")) / word, word)
    told = f"A folder with a content pack was expected, or the id of one that is shipped: {', '.join(ids)}."
    there = "is a file" if path.is_file() else "is not there"
    raise ReflectError(f"{shown(word)} {there}.", told, exit_code=2)


def is_pack(word: str) -> bool:
    """Whether a word names a pack: the folder of one, or something near to it; the id of one that is shipped."""
    path = Path(where.default_root) / word
    inside = any(os.path.lexists(path / each) for each in ("pack.yaml", CONTENT + "pack.yaml"))
    return inside or word in resources.pack_ids()


def _in(path: Path, name: str) -> Pack:
    source = PackFolder(path)
    if kinds.PACK not in source.paths():
        inside = os.path.lexists(path / CONTENT / "pack.yaml")
        raise ReflectError(
            f"There is no pack.yaml in {shown(name)}, so it is not the folder of a content pack.",
            f"Name the folder inside it: {shown(os.path.join(name, 'content'))}." if inside
            else "A pack is a pack.yaml and a folder principles/ beside it.",
            exit_code=2,
        )  # fmt: skip
    return Pack(load(source), source, "" if name == "." else f"{name.rstrip('/')}/")


def own(root: Path | None) -> Pack:
    """The partnership's own pack, with the levels that the partnership has chosen for rules."""
    tree = WorkTree(session.open_root(root))
    paths = [path for path in tree.paths() if path == kinds.PARTNERSHIP or path.startswith(CONTENT)]
    return Pack(load(tree, paths, translations=True), tree)


def choices(root: Path | None) -> list[Choice]:
    """The packs there are: the partnership's own, where there is one, and those that are shipped."""
    found = [Choice(shipped.pack(id)) for id in resources.pack_ids()]
    try:
        session.open_root(root)
    except ReflectError:
        if root is not None:
            raise
        return found
    loaded = own(root).loaded
    partnership = loaded.partnership
    if not partnership.instrument.id:
        return found
    used = partnership.content in ("", partnership.instrument.id)
    return [Choice(partnership.instrument, CONTENT, used, loaded.languages), *found]


def checked(pack: Pack, *, against: str | None = None, strict: bool = False) -> Checked:
    """What is found in a pack, and where its ids are not those of another."""
    found = [
        each for each in check(pack.loaded, Moment(session.today(None)))
        if each.location.path.startswith(CONTENT) or each.rule in _ABOUT_CONTENT
    ]  # fmt: skip
    if against is not None:
        found = sort([*found, *beside(pack.loaded, opened(against).instrument, against.rstrip("/"))])
    files = [path for path in pack.loaded.documents if path.startswith(CONTENT)]
    return Checked(
        tuple(_placed(each, pack.folder) for each in findings.listed(found)),
        files=tuple(_shown(path, pack.folder) for path in files),
        summary=findings.summary(found, len(files), _note(pack.instrument)),
        fails_at="warning" if strict else "error",
    )


_ABOUT_CONTENT = frozenset(("unknown-content", "missing-content"))


def _note(instrument: Instrument) -> str:
    from ..render.content import size

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
