"""When wording changed, and which ratings stood by then: what git tells, for whoever asks what is to be re-read."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.rereading import rated_before, told_by_no_day
from ..documents.document import Document
from ..errors import ReflectError
from ..loading.load import Loaded, load
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from .context import Context
from .partnership import Repository, repository_around

if TYPE_CHECKING:
    from ..loading.kept_wording import KeptWording
    from ..loading.wording_changes import Wording
    from ..storage.commits import Commit


class Rewordings(NamedTuple):
    """What the commits tell of changed wording, beside the ratings at a moment."""

    days: Mapping[str, str]
    """By statement, the day (ISO) on which its wording last changed."""
    stood: frozenset[str]
    """The statements whose rating stood when it changed, where the day of the rating does not tell."""
    lost: int = 0
    """How many versions of the wording git could not give."""


def rewordings(
    repository: Repository,
    revision: str,
    partnership: Partnership,
    now: Mapping[str, Document] | None = None,
    today: str = "",
) -> Rewordings:
    """When wording changed up to a revision. With the documents as they are `now`, what is not committed counts too."""
    from ..loading.wording_changes import reworded

    days, by, lost = reworded(_told(repository, revision), lambda: repository.objects, now, today)
    before: dict[str, set[tuple[object, ...]]] = {}
    stood = set()
    for each in told_by_no_day(partnership, days):
        commit = by.get(each.statement, "")
        if commit not in before:
            before[commit] = _ratings(repository, commit, revision)
        if (each.statement, each.rating, each.agreed) in before[commit]:
            stood.add(each.statement)
    return Rewordings(days, frozenset(stood), lost)


def _told(repository: Repository, revision: str) -> "Wording":
    """What the commits up to a revision told of wording: kept, or gone on with from what is, or told anew."""
    git, kept = repository.git, repository.kept_wording
    # Only where the history is whole, which the files of the repository say.
    is_head = bool(git.plain_head) and revision == git.plain_head == repository.head()
    found = kept.get(revision) if is_head else None
    if found is not None:
        if found.state != git.plain_state:
            kept.put(revision, found._replace(state=git.plain_state))
        return found.wording
    from ..loading.kept_wording import UpTo
    from ..loading.wording_changes import follow, nothing_told

    told = _gone_on(repository, revision, kept) if is_head else None
    if told is None:
        told = follow(_touched(repository, revision), repository.objects, nothing_told())
    if is_head and repository.parents():
        kept.put(revision, UpTo(repository.parents(), told, git.plain_state))
    return told


def _touched(repository: Repository, revision: str, after: str = "") -> "Iterator[Commit]":
    from ..storage import commits

    return commits.log(repository.git, repository.prefix, revision, ("content",), after)


def _gone_on(repository: Repository, revision: str, kept: "KeptWording") -> "Wording | None":
    """The same, from an earlier commit of which it is kept; None where only all commits tell it in their order."""
    from ..loading.wording_changes import follow, is_rated_wording
    from .revisions import is_before

    for other in kept.commits():
        found = kept.get(other)
        try:
            if found is None or not is_before(repository, other, revision):
                continue
        except ReflectError:
            # Git has it no more.
            continue
        since = [*_touched(repository, revision, other)]
        files = [each.path for commit in since for each in (*commit.touched, *commit.taken)]
        if not any(map(is_rated_wording, files)):
            return found.wording
        # Where merges came in between, commits from before stand among them.
        return (
            None if any(len(each.parents) > 1 for each in since) else follow(since, repository.objects, found.wording)
        )
    return None


def reread_at(repository: Repository, revision: str, partnership: Partnership) -> tuple[str, ...]:
    """The statements whose wording changed after they were rated, as the commits up to a revision tell."""
    changed = rewordings(repository, revision, partnership)
    return rated_before(partnership, changed.days, changed.stood)


def reread(here: Context, root: Path, loaded: Loaded, today: date) -> tuple[str, ...]:
    """The statements whose wording changed after they were rated, as far as commits and the files as they are tell."""
    repository = repository_around(here, root)
    try:
        revision = repository.head() if repository is not None else ""
        if repository is None or not revision:
            return ()
        changed = rewordings(repository, revision, loaded.partnership, loaded.documents, today.isoformat())
    except ReflectError as problem:
        here.note(f"{problem.message} Whether ratings are to be re-read is not known. {problem.hint}".rstrip())
        return ()
    note_lost(here, changed)
    return rated_before(loaded.partnership, changed.days, changed.stood)


def note_lost(here: Context, changed: Rewordings) -> None:
    """Say how many versions of the wording git could not give, so that nobody takes it for unchanged."""
    if changed.lost:
        versions = "1 version" if changed.lost == 1 else f"{changed.lost} versions"
        here.note(
            f"Git could not give {versions} of the wording, so which ratings are to be re-read may not be known whole. "
            "`git fsck` tells more; in a partial clone, `git fetch --refetch --no-filter` brings what is missing."
        )


def _ratings(repository: Repository, commit: str, revision: str) -> set[tuple[object, ...]]:
    """The ratings before a commit; at the revision, where there is no such commit yet."""
    from ..storage import commits

    parents = commits.commit(repository.git, commit).parents if commit else (revision,)
    found: set[tuple[object, ...]] = set()
    for parent in parents:
        tree = repository.commit(parent, parent)
        paths = [path for path in tree.paths() if path.startswith(("content/", "principles/"))]
        found.update((each.statement, each.rating, each.agreed) for each in load(tree, paths).partnership.assessments)
    return found
