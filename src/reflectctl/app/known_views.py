"""A comparison whose views were told from how they began; one that says which of them had been said before that out."""

from collections.abc import Iterator

from ..analysis import view_steps
from ..loading import told_values
from ..loading.told_values import VIEW
from ..model.agency_ids import Ids
from ..model.diff import Comparison, Step, ViewChange
from ..model.history import STANDS_AGAIN
from ..model.records import View
from ..storage.snapshots import Unreadable
from .partnership import Repository

_Known = tuple[str, str, str | None, str]
"""A view: the statement, who holds it, which it is and on which day it was given."""


def told(comparison: Comparison, repository: Repository, first: str, ids: Ids) -> Comparison:
    """A comparison in which views that commits up to the `first` said stand again.

    What came back after a revert or a deletion was given once, on its day. Agencies go by the ids of now.
    """
    wanted = {key: change for change in comparison.of(ViewChange) for key in _given(change)}
    if not wanted:
        return comparison
    known = {*_said(repository, first, {day for *_, day in wanted}, ids)} & wanted.keys()
    if not known:
        return comparison
    back = {(change.id, change.agency): _with(change, known) for key, change in wanted.items() if key in known}
    changes = (
        back.get((each.id, each.agency), each) if isinstance(each, ViewChange) else each for each in comparison.changes
    )
    return comparison._replace(changes=tuple(changes))


def _given(change: ViewChange) -> Iterator[_Known]:
    """The views that were given, as far as it is not known already that they had been before."""
    was = change.before
    for step in view_steps.of(change):
        if step.agreed and not (was and view_steps.of_one_event(was, View("", None, step.agreed, step.meeting))):
            yield (change.id, change.agency, step.rating or None, step.agreed.isoformat())


def _with(change: ViewChange, known: set[_Known]) -> ViewChange:
    def seen(step: Step) -> Step:
        is_known = step.agreed and ((change.id, change.agency, step.rating or None, step.agreed.isoformat()) in known)
        return step._replace(kind=STANDS_AGAIN, towards="") if is_known else step

    return change._replace(way=tuple(map(seen, view_steps.of(change))))


def _said(repository: Repository, first: str, days: set[str], ids: Ids) -> Iterator[_Known]:
    """The views of some days that commits up to one said."""
    from ..storage.commits import log

    blobs: dict[str, str] = {}
    for commit in log(repository.git, repository.prefix, first, ("views",)):
        for touched in (*commit.touched, *commit.taken):
            if touched.new:
                blobs.setdefault(touched.new, touched.path)
    sought = [each.encode() for each in days]
    for id, raw in repository.objects.read_many(blobs):
        # Nearly every version says none of these days, and need not be read as YAML.
        if isinstance(raw, Unreadable) or not any(each in raw for each in sought):
            continue
        for (kind, statement, of), view in (told_values.values(blobs[id], raw) or {}).items():
            if kind == VIEW and isinstance(view, View) and view.given:
                yield (statement, ids.get(of, of), view.rating, view.given.isoformat())
