"""The history of ratings, read from the commits up to a moment; what was read once is kept in the git directory."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from zlib import crc32

from ..analysis.rating_history import trace
from ..analysis.rereading import rated_before
from ..errors import ReflectError
from ..loading.facts import RATING
from ..loading.history import Ahead, CommitFacts, read_history, under
from ..loading.load import MAIN, Loaded, load
from ..loading.meeting_files import holding
from ..model.agency_ids import Ids
from ..model.history import ActionHistories, History, ViewHistory
from ..model.locations import NOTHING
from ..model.records import Partnership
from ..storage.disk import read_file
from ..storage.snapshots import Snapshot, Unreadable
from .context import Context
from .partnership import Repository
from .rereading import note_lost, rewordings
from .shelves import shelf

if TYPE_CHECKING:
    from ..loading.cache import KeptHistories

Told = History | ViewHistory | ActionHistories


def end_of_history(repository: Repository) -> str:
    """The commit up to which a history is told: HEAD, when it and all before it are here."""
    from ..storage.revisions import UNSHALLOW

    at = repository.head()
    if not at:
        raise ReflectError(
            "Nothing has been committed yet, so there is no history.", "Commit the files, then ask again."
        )
    if repository.git.is_shallow():
        raise ReflectError(
            "This clone is shallow: the commits that a history is told from are not all here.", UNSHALLOW
        )
    return at


def history(here: Context, repository: Repository) -> History:
    """The history of ratings up to HEAD."""
    return history_at(here, repository, end_of_history(repository))


def history_at(here: Context, repository: Repository, at: str) -> History:
    """The history of ratings up to a commit, in a clone that has all commits before it."""
    histories, name = _histories(here, repository), f"{at} {repository.prefix}"
    found = histories.get(name) if histories is not None else None
    if found is None:
        found = trace(read_at(here, repository, at, (RATING,)))
        # A blob that is missing now may be there the next time.
        if histories is not None and not found.unread:
            histories.put(name, found)
    return found


def note_unread_before(here: Context, told: Told) -> None:
    """Say at how many commits something could not be read, so that no history passes for complete that is not."""
    if told.unread:
        commits = len({each.recorded.commit for each in told.unread})
        here.note(
            f"{'At 1 commit' if commits == 1 else f'At {commits} commits'} something could not be read, so how it went "
            f"may not be told whole (first: {told.unread[0].path}: {told.unread[0].reason}). "
            "`reflectctl history --unread` tells all."
        )


def read_at(
    here: Context,
    repository: Repository,
    at: str,
    wanted: Collection[str],
    ids: Ids = NOTHING,
    *,
    next: Collection[str] = (),
) -> Iterator[CommitFacts]:
    """The facts of some kinds that each commit changed up to one, in a clone that has all commits before it.

    Agencies go by the ids of now, as earlier `ids` lead to them. What is going to be wanted `next` is read along.
    """
    from ..storage.commits import log

    kept = None
    shelves = {kind: place for kind in wanted if (place := shelf(here, repository, f"{kind}-facts")) is not None}
    if shelves:
        from ..loading.cache import KeptFacts

        kept = KeptFacts(shelves)
    commits = here.counted(log(repository.git, repository.prefix, at, under(wanted)), "Reading commit")
    along = repository.read_ahead.pop(frozenset(wanted), None), Ahead(next) if next else None
    if along[1] is not None:
        repository.read_ahead[along[1].wanted] = along[1]
    return read_history(commits, repository.objects, wanted, kept, ids, along)


def with_rewordings(here: Context, repository: Repository, told: History, partnership: Partnership) -> History:
    """A history up to HEAD that says which ratings are to be re-read; what was found out is kept with it."""
    if told.reworded is not None:
        return told
    at = end_of_history(repository)
    changed = rewordings(repository, at, partnership)
    told = told._replace(
        reworded={id: changed.days[id] for id in rated_before(partnership, changed.days, changed.stood)}
    )
    note_lost(here, changed)
    if not told.unread and not changed.lost and (histories := _histories(here, repository)) is not None:
        histories.put(f"{at} {repository.prefix}", told)
    return told


def around(snapshot: Snapshot, told: History | None, *, language: str | None = MAIN) -> Loaded:
    """What a history is told beside: all but the meetings it does not name. Without a history, no meeting is read."""
    named = holding((snapshot,), {recording.meeting for recording in (told.recordings if told else ())})
    wanted = [path for path in snapshot.paths() if not path.startswith("meetings/") or path in named]
    return load(snapshot, wanted, language=language)


def _histories(here: Context, repository: Repository) -> "KeptHistories | None":
    from ..loading.cache import HISTORIES, KeptHistories

    # Another .mailmap gives other names to the same commits.
    names = read_file(repository.git.top, ".mailmap")
    place = shelf(here, repository, HISTORIES, "" if isinstance(names, Unreadable) else f".{crc32(names):08x}")
    return KeptHistories(place) if place is not None else None
