"""What `content import` does: a published document read, what is doubtful told, and a pack in its words written."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from .. import resources
from ..analysis.content_diff import base, difference, same, to_be_reread
from ..analysis.packs import beside
from ..documents.document import read_document
from ..edits import content_update
from ..edits.content_import import Origin, files, paths
from ..errors import ReflectError
from ..importing.printed import MOST_BYTES, printed
from ..importing.published.find import alone, published
from ..importing.published.notes import Doubt, Found, named, wanted
from ..loading.content import instrument as read_instrument
from ..loading.load import Loaded, content, load
from ..model.edits import Edit
from ..model.instrument import Instrument
from ..model.named_tuples import NamedTuple
from ..render.escape import line
from ..storage.disk import WorkTree, is_free, read_file, read_input
from ..storage.pack_folder import CONTENT, PackFolder
from ..storage.pack_folder import named as place
from ..storage.snapshots import Unreadable
from ..storage.time_limit import time_limit
from ..storage.write import create_tree
from ..tell.prose import count
from . import shipped
from .context import Context
from .editor_schemas import refitted
from .writing import open_to_write, written

PACKED = b"PK\x03\x04"
"""How a DOCX begins."""

_PATIENCE = 60.0
"""Seconds after which no document is read on."""


class Read(NamedTuple):
    """A document, read."""

    found: Found
    pack: Instrument
    """Whose ids its words are found under."""
    origin: Origin


def read(here: Context, file: Path, *, id: str = shipped.DEFAULT) -> Read:
    """What the document in a file says."""
    raw = read_input(here.base / file, MOST_BYTES)
    pack = shipped.pack(id)
    until = here.now().timestamp() + _PATIENCE
    name = line(file.name)
    with time_limit(_PATIENCE, name, "Save its text as UTF-8, and name that file."):
        if raw.startswith(PACKED):
            from ..importing.docx import document
            from ..importing.filled_in import wording

            ways = iter([wording.printed(name, document(name, raw), pack)])
        else:
            ways = printed(name, raw, alone=alone(pack), late=lambda: here.now().timestamp() > until)
        found = published(ways, pack)
    origin = Origin(name[:300], hashlib.sha256(raw).hexdigest(), here.today().isoformat())
    return Read(found, pack, origin)


def begun(here: Context, file: Path) -> tuple[Instrument, dict[str, bytes]]:
    """The instrument in a document's words, with the files of its pack, for a partnership that is to begin."""
    document = read(here, file)
    _refuse_doubts(here, document, "Nothing was begun")
    made = files(document.found.words, document.pack, document.origin, paths(document.pack))
    return _instrument(made), made


def into_partnership(here: Context, file: Path, *, partial: bool, dry_run: bool) -> str:
    """Put a document's words into the content of the partnership around a folder; the answer is what is doubtful."""
    try:
        top, loaded = open_to_write(here, dry_run=dry_run)
    except ReflectError as problem:
        hint = f"Name a folder for the pack with --into DIR, or begin: reflectctl init DIR --content {line(str(file))}."
        raise ReflectError(problem.message, hint) from problem
    ours = loaded.partnership.instrument
    id = _known(ours, "The content of this partnership")
    document = read(here, file, id=id)
    _refuse_other_ids(loaded, document.pack, "The content of this partnership")
    told = _consider(here, document, partial=partial)
    names = {each.id: each.where.path.removeprefix(CONTENT) for each in ours.principles}
    made = files(document.found.words, document.pack, _origin(document, ours), names, _kept(document, ours))
    new = {CONTENT + path: raw for path, raw in made.items()}
    after = content({**loaded.documents, **{path: read_document(path, raw) for path, raw in new.items()}})
    edits = _edits(WorkTree(top), new)
    if edits:
        edits += [*_remembered(top, after), *refitted(top, after)]
    wrote, shown = written(here, top, edits, dry_run=dry_run, done="The published words were imported.")
    if wrote:
        reread = to_be_reread(ours, after, loaded.partnership)
        _note_changed(here, ours, after, edits)
        if reread:
            verb = "is" if len(reread) == 1 else "are"
            here.note(
                f"{count(len(reread), 'rating')} {verb} to be re-read, as the words beside "
                f"{'it' if len(reread) == 1 else 'them'} are others now; no rating was changed: {', '.join(reread)}."
            )
    return told + shown


def into_folder(here: Context, file: Path, folder: Path, *, partial: bool, dry_run: bool) -> str:
    """Put a document's words into a folder: as a new pack, or in place of the words of the pack that is there."""
    there, shown = place(here.base, str(folder)), line(str(folder))
    at = there.path
    if there.is_folder and there.has_pack:
        source = PackFolder(at)
        loaded = load(source)
        ours = loaded.partnership.instrument
        document = read(here, file, id=_known(ours, f"The pack in {shown}"))
        _refuse_other_ids(loaded, document.pack, f"The pack in {shown}")
        told = _consider(here, document, partial=partial)
        names = {each.id: each.where.path.removeprefix(CONTENT) for each in ours.principles}
        made = files(document.found.words, document.pack, _origin(document, ours), names, _kept(document, ours))
        edits = _edits(source, {CONTENT + path: raw for path, raw in made.items()})
        edits = [edit._replace(path=edit.path.removeprefix(CONTENT)) for edit in edits]
        wrote, diff = written(here, at, edits, dry_run=dry_run)
        if wrote:
            _note_changed(here, ours, _instrument(made), edits)
        return told + diff
    if not is_free(at):
        raise ReflectError(
            f"{shown} is there and is no content pack.", "Name a folder that is new or empty, or that of a pack."
        )
    document = read(here, file)
    told = _consider(here, document, partial=partial, left="empty")
    made = files(document.found.words, document.pack, document.origin, paths(document.pack))
    if dry_run:
        return told + written(here, at, [Edit(path, None, raw) for path, raw in made.items()], dry_run=True)[1]
    new, _ = create_tree(at, made)
    here.note(f"{count(len(new), 'file')} written to {shown}. Look at it: reflectctl content check {shown}.")
    return told


def _known(ours: Instrument, what: str) -> str:
    """The id of a pack whose document can be read: one that is shipped, as the ids come from there."""
    ids = resources.pack_ids()
    told = ", ".join(f"`{id}`" for id in ids)
    if not ours.id:
        raise ReflectError(f"{what} cannot be read.", "Run `reflectctl content check` and mend what it finds.")
    if ours.id not in ids:
        raise ReflectError(
            f"{what} is `{line(ours.id)}`, and a document can be imported for {told} only.",
            "Import it into a folder of its own with --into DIR.",
        )
    return ours.id


def _refuse_other_ids(loaded: Loaded, pack: Instrument, what: str) -> None:
    """A pack that names other things than the document: its words would stand beside the wrong ones, or be lost."""
    ours = loaded.partnership.instrument
    lacking = [id for id, _ in ours.listed if not ours.principle(id)]
    told = [each.message for each in beside(loaded, pack, f"`{pack.id}`")]
    told += [f"The file of `{line(id)}` is missing or cannot be read." for id in lacking]
    told += [
        f"The entry `{line(each.id)}` under `{each.topic}` is not in `{pack.id}`."
        for each in difference(ours, pack).gone
    ]
    if told:
        raise ReflectError(
            f"{what} has not the ids that the document's words go under. {told[0]}",
            f"`reflectctl content check --against {pack.id}` tells more. Or import into a folder: --into DIR.",
        )


def _consider(here: Context, document: Read, *, partial: bool, left: str = "as it was") -> str:
    """What is doubtful. With `partial` what was found is taken all the same, as long as it is anything."""
    if not partial or not document.found.words:
        return _refuse_doubts(here, document, "Nothing was written")
    doubts = _doubts(here, document)
    missing = [named(key) for key in wanted(document.pack) if key not in document.found.words]
    if missing:
        here.note(f"Not found, and left {left}: {'; '.join(each.rstrip(',') for each in missing)}.")
    return doubts


def _refuse_doubts(here: Context, document: Read, consequence: str) -> str:
    doubts = _doubts(here, document)
    grave = document.found.grave
    if grave:
        raise ReflectError(
            f"{consequence}: {count(len(grave), 'doubt')} about {document.origin.file}.",
            "Name another copy of the document (the PDF itself, a web page, its text)."
            + (" Or take what was found with `content import --partial`." if document.found.words else ""),
            exit_code=1,
            answer=doubts,
        )
    return doubts


def _doubts(here: Context, document: Read) -> str:
    """Every doubt, a line each: those that keep the words from being taken are the answer, the others are noted."""
    name, found = document.origin.file, document.found
    for each in document.found.doubts:
        if not each.grave:
            here.note(_told(name, found, each))
    return "".join(_told(name, found, each) + "\n" for each in document.found.grave)


def _told(name: str, found: Found, doubt: Doubt) -> str:
    unit = found.unit
    if not doubt.place or unit == "line":
        at = f"{name}:{doubt.place}:" if doubt.place else f"{name}:"
    else:
        at = f"{name}, {found.where.get(doubt.place, f'{unit} {doubt.place}')}:"
    return line(f"{at} {doubt.message}")


def _kept(document: Read, ours: Instrument) -> Instrument | None:
    """Whose words stand for those that were not found; nobody's when all were."""
    return ours if any(key not in document.found.words for key in wanted(document.pack)) else None


def _origin(document: Read, ours: Instrument) -> Origin:
    """Where the words come from; the day on which the very same file was imported first stays."""
    if ours.source.get("sha256") == document.origin.sha256 and ours.source.get("imported"):
        return document.origin._replace(file=ours.source.get("file", ""), imported=ours.source["imported"])
    return document.origin


def _instrument(made: dict[str, bytes]) -> Instrument:
    documents = {path: read_document(path, raw) for path, raw in made.items()}
    return read_instrument(documents["pack.yaml"], [each for path, each in documents.items() if path != "pack.yaml"])


def _edits(tree: WorkTree | PackFolder, made: dict[str, bytes]) -> list[Edit]:
    """What has to be written, for files that may be there already."""
    edits = []
    for path, raw in sorted(made.items()):
        before = tree.read(path)
        if before != raw:
            edits.append(Edit(path, None if isinstance(before, Unreadable) else before, raw))
    return edits


def _remembered(top: Path, after: Instrument) -> list[Edit]:
    """The record of what was taken, by which `content update` tells later what was edited since."""
    before = read_file(top, content_update.RECORD)
    record = content_update.remembered(base(after), after.id, before if isinstance(before, bytes) else None)
    return [record] if record.before != record.after else []


def _note_changed(here: Context, before: Instrument, after: Instrument, edits: Sequence[Edit]) -> None:
    was = {each.id: each.text for each in before.statements}
    changed = [each.id for each in after.statements if not same(was.get(each.id, ""), each.text)]
    here.note(
        f"{count(len(changed), 'statement')} of {len(after.statements)} {'has' if len(changed) == 1 else 'have'} other "
        f"words now. Changed: {', '.join(edit.path for edit in edits)}."
    )
