"""What came of merges, and what their sides had said: for the rule about records that a merge has put together."""

from collections.abc import Iterator

from ..loading.files import PARTNERSHIP, kind
from ..loading.load import load
from ..model.records import Partnership
from ..rules.findings import Merge
from ..storage.snapshots import Snapshot
from .partnership import Repository

_KINDS = frozenset(("principle", "views", "preliminary"))
"""The kinds of files whose records have parts that were said together."""


def merges(repository: Repository, since: str = "") -> list[Merge]:
    """The merge that is going on, or the last commit where it is one; and with an earlier commit, all from then on."""
    from ..storage.revisions import merges_since

    head, going_on = repository.head(), repository.git.own_head("MERGE_HEAD")
    found: list[Merge] = []
    if len(going_on) == 1 and head:
        found += _sides(repository, None, head, going_on[0])
    made = [(head, *repository.parents())] if not since else merges_since(repository.git, since)
    for commit, *parents in made:
        if len(parents) == 2:
            found += _sides(repository, commit, *parents)
    return found


def _sides(repository: Repository, commit: str | None, ours: str, theirs: str) -> Iterator[Merge]:
    """Both sides of a merge, as far as it is like neither of them."""
    came = repository.at(None) if commit is None else repository.commit(commit, commit)
    sides = [repository.commit(each, each) for each in (ours, theirs)]
    paths = [path for path in came.paths() if kind(path) in _KINDS]
    paths = [path for path in paths if came.read(path) not in [side.read(path) for side in sides]]
    if paths:
        one, other = (_loaded(side, paths) for side in sides)
        yield Merge(one, other, _loaded(came, paths) if commit is not None else None)


def _loaded(snapshot: Snapshot, paths: list[str]) -> Partnership:
    there = snapshot.paths()
    wanted = [path for path in there if path in paths or path == PARTNERSHIP or path.startswith("content/")]
    return load(snapshot, wanted).partnership
