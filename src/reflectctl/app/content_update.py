"""What can be taken of a newer content pack: texts that are still as they came. What was edited here is left."""

from pathlib import Path

from .. import resources
from ..analysis import content_diff
from ..analysis.content_diff import Base
from ..edits import content_update
from ..edits.content_update import Refreshed
from ..errors import ReflectError
from ..loading import files
from ..loading.load import Loaded, load
from ..model.edits import Edit
from ..model.instrument import Instrument
from ..model.named_tuples import NamedTuple
from ..render.escape import line
from ..storage.disk import read_file
from ..storage.pack_folder import CONTENT
from ..storage.snapshots import Unreadable
from . import packs
from .content_diff import called
from .context import Context
from .editor_schemas import refitted
from .partnership import Repository
from .writing import open_to_write, settle

PUBLISHED = "published"
"""The wording of a pack that has the exact words of a document that was published."""


class Update(NamedTuple):
    """What an update would do: the content with what was taken, and the edits that make it so."""

    refreshed: Refreshed
    edits: list[Edit]
    before: Instrument
    newer: Instrument
    reread: tuple[str, ...]


def update(here: Context, source: str | None, *, dry_run: bool) -> str:
    """Take what can be taken of a newer pack; the answer shows the difference, and what is left."""
    from ..render import terminal
    from ..tell.content_diff import renewal

    top, made = _update(here, source, dry_run=dry_run)
    told = renewal(made.refreshed.renewal, made.refreshed.kept, made.before, made.newer, reread=made.reread)
    shown = terminal.text(told, width=here.width, style=here.style)
    done = f"The content was updated from {called(made.newer)}."
    return shown + settle(here, top, made.edits, dry_run=dry_run, done=done)


def _update(here: Context, named: str | None, *, dry_run: bool) -> tuple[Path, Update]:
    """What can be taken of a newer pack, ready to be written; and the root of the partnership."""
    top, loaded = open_to_write(here, dry_run=dry_run)
    ours = loaded.partnership.instrument
    newer = _newer(here, loaded, named)
    _refuse_what_cannot_follow(loaded, newer)
    before = read_file(top, content_update.RECORD)
    began = content_update.recorded(before, ours.id) if isinstance(before, bytes) else None
    began = began or _began(top, ours)
    found = content_diff.renewal(began, ours, newer.instrument)
    done = content_update.refresh(loaded, newer.loaded, found)
    edits = done.draft.edits()
    if edits or found.parted or done.kept:
        record = content_update.record(done, began, newer.instrument, _raw(before))
        edits += [*([record] if record.before != record.after else []), *refitted(top, done.instrument)]
    reworded = content_diff.to_be_reread(ours, done.instrument, loaded.partnership)
    return top, Update(done, edits, ours, newer.instrument, reworded)


def _newer(here: Context, loaded: Loaded, named: str | None) -> packs.Pack:
    id = loaded.partnership.instrument.id
    if named is not None:
        newer = packs.opened(here, named)
    elif id in resources.pack_ids():
        newer = packs.opened(here, id)
    else:
        raise ReflectError(
            f"No content pack `{line(id)}` is shipped with this program, so there is nothing to update from.",
            "Name the folder of a newer pack with --from.",
        )
    if packs.checked(here, newer).failed:
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
    from ..storage.commits import log
    from ..storage.revisions import UNSHALLOW

    repository = Repository(top)
    at = repository.head()
    if repository.git.is_shallow():
        raise ReflectError("This clone is shallow, so it is not known what the content was when it came.", UNSHALLOW)
    for commit in log(repository.git, repository.prefix, at, (files.PACK,)) if at else ():
        if any(each.path == files.PACK and each.new for each in commit.touched):
            tree = repository.commit(commit.id, commit.id)
            first = load(tree, [path for path in tree.paths() if path.startswith(CONTENT)]).partnership.instrument
            if first.id == ours.id:
                return content_diff.base(first)
    raise ReflectError(
        "The content of this partnership is in no commit, so it is not known what was edited since it came.",
        "Commit it as it is, then ask again.",
    )


def _raw(there: bytes | Unreadable) -> bytes | None:
    return there if isinstance(there, bytes) else None
