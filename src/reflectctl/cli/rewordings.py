"""When wording changed, and which ratings stood by then: what git tells, for whoever asks what is to be re-read."""

from collections.abc import Mapping
from typing import NamedTuple

from ..analysis.rereading import told_by_no_day
from ..documents.document import Document
from ..loading.load import load
from ..loading.wording_changes import reworded
from ..model.records import Partnership
from ..storage import commits
from . import session


class Rewordings(NamedTuple):
    """What the commits tell of changed wording, beside the ratings at a moment."""

    days: Mapping[str, str]
    """By statement, the day (ISO) on which its wording last changed."""
    stood: frozenset[str]
    """The statements whose rating stood when it changed, where the day of the rating does not tell."""


def told(
    repository: session.Repository,
    revision: str,
    partnership: Partnership,
    now: Mapping[str, Document] | None = None,
    today: str = "",
) -> Rewordings:
    """When wording changed up to a revision. With the documents as they are `now`, what is not committed counts too."""
    touched = commits.log(repository.git, repository.prefix, revision, ("content",))
    days, by = reworded(touched, repository.objects, now, today)
    before: dict[str, set[tuple[object, ...]]] = {}
    stood = set()
    for each in told_by_no_day(partnership, days):
        commit = by.get(each.statement, "")
        if commit not in before:
            before[commit] = _ratings(repository, commit, revision)
        if (each.statement, each.rating, each.agreed) in before[commit]:
            stood.add(each.statement)
    return Rewordings(days, frozenset(stood))


def _ratings(repository: session.Repository, commit: str, revision: str) -> set[tuple[object, ...]]:
    """The ratings before a commit; at the revision, where there is no such commit yet."""
    parents = commits.commit(repository.git, commit).parents if commit else (revision,)
    found: set[tuple[object, ...]] = set()
    for parent in parents:
        tree = commits.GitTree(repository.git, repository.prefix, parent, parent, repository.objects)
        paths = [path for path in tree.paths() if path.startswith(("content/", "principles/"))]
        found.update((each.statement, each.rating, each.agreed) for each in load(tree, paths).partnership.assessments)
    return found
