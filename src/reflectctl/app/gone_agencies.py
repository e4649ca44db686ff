"""Agencies that are not listed any more, as the commits that had them knew them last.

Whoever is taken out of partnership.yaml takes along what it was called before: what was said under one id and under
another would be of two agencies, and of no name.
"""

from collections.abc import Collection, Iterable

from ..loading.files import PARTNERSHIP
from ..loading.load import Loaded, load, under_one_id
from ..model.agency_ids import Ids, earlier_ids
from ..model.records import Agency, Partnership
from ..storage.snapshots import Snapshot
from .partnership import Repository


def last_listed(repository: Repository, missing: Iterable[str], *revisions: str) -> tuple[Agency, ...]:
    """Agencies that have, or had before, one of the `missing` ids, newest first, as they were called last.

    Looked for in the commits that some `revisions` of git reach, until nothing is missing any more.
    """
    wanted = {*missing} - {""}
    found: list[Agency] = []
    if not wanted:
        return ()
    path = f"{repository.prefix}{PARTNERSHIP}".encode("utf-8", "surrogateescape")
    said = repository.git.run("rev-list", "--full-history", *revisions, "--", path)
    for commit in said.decode("ascii").split():
        for each in load(repository.commit(commit, commit[:8]), [PARTNERSHIP]).partnership.agencies:
            if wanted & {each.id, *each.was}:
                wanted -= {each.id, *each.was}
                found.append(each)
        if not wanted:
            break
    return tuple(found)


def ids_of(gone: Collection[Agency], partnership: Partnership) -> Ids:
    """The earlier ids of agencies that are listed, and of those that are not any more; who has an id now keeps it."""
    ids = earlier_ids(partnership, *(Partnership(agencies=(each,)) for each in gone))
    own = {each.id for each in partnership.speakers}
    return {id: now for id, now in ids.items() if id not in own}


def pair_under_one_id(
    repository: Repository, moments: tuple[Snapshot, Snapshot], sides: tuple[Loaded, Loaded]
) -> tuple[Loaded, Loaded]:
    """What is loaded of two moments, each agency under one id, which commits between them may know."""
    one, two = ({each.id for each in side.partnership.agencies} for side in sides)
    head = repository.head()
    first, last = (each.revision or head for each in moments)
    if one == two or not first or not last or first == last or repository.git.is_shallow():
        return sides
    gone = last_listed(repository, one ^ two, f"{first}...{last}")
    known = [each for each in gone if each.was]
    return under_one_id(*sides, known) if known else sides
