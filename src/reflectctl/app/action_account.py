"""What the commits between two moments say of actions: every move of a due date, every step of a status."""

from collections.abc import Callable, Mapping

from ..analysis import action_account
from ..analysis.diff import in_order
from ..analysis.record_history import actions
from ..loading.facts import ACTION
from ..loading.load import load_without_meetings
from ..model.diff import ActionStep, Comparison
from ..model.history import DUE
from ..model.records import Action, Partnership
from ..storage.snapshots import Snapshot
from .context import Context
from .partnership import Repository
from .read_history import read_at

Edition = tuple[Callable[[Partnership], Partnership], Callable[[ActionStep], ActionStep]]
"""What may be told of a partnership, and of a step of an action."""


def told(
    here: Context,
    repository: Repository,
    moments: tuple[Snapshot, Snapshot],
    sides: tuple[Partnership, Partnership],
    comparison: Comparison,
    edition: Edition,
    order: Mapping[str, int],
    *,
    is_back: bool,
) -> Comparison:
    """A comparison that tells the way of each action in commits that are given in their order.

    Where only one step lies between the moments, its ends are its way.
    """
    uncommitted = sum(not each.revision for each in moments)
    if len(order) + uncommitted < 2:
        return comparison
    at = moments[0 if is_back else 1].revision or repository.head()
    histories = actions(read_at(here, repository, at, (ACTION,)))
    moved = {
        each.id
        for each in histories.actions
        for event in each.events
        if event.kind in _STEPS and event.recorded.commit in order
    }
    before, after = (_actions(each, edition) for each in sides)
    if missing := moved - before.keys() - after.keys():
        # What stands in files that are the same at both moments was not read.
        loaded = load_without_meetings(moments[1])
        same = {id: each for id, each in _actions(loaded.partnership, edition).items() if id in missing}
        before, after = {**before, **same}, {**after, **same}
    was, now = ({id: real for id, (real, _) in each.items()} for each in (before, after))
    if is_back:
        ways = action_account.ways(histories, order, now, was)
        ways = {
            id: (action_account.backwards(dues), action_account.backwards(statuses))
            for id, (dues, statuses) in ways.items()
        }
    else:
        ways = action_account.ways(histories, order, was, now)
    shown: dict[str, action_account.Way] = {}
    for id, (dues, statuses) in ways.items():
        if comparison.unreadable and not (id in before and id in after):
            continue  # What stood in a file that could not be read is not known.
        name = (after.get(id) or before[id])[1].id
        is_due, is_status = (not any(each.cannot_use(id, key) for each in sides) for key in ("due", "status"))
        shown[name] = (
            tuple(map(edition[1], dues)) if is_due else (),
            tuple(map(edition[1], statuses)) if is_status else (),
        )
    as_told = [{each.id: each for _, each in side.values()} for side in (before, after)]
    changes = action_account.told(comparison, shown, as_told[0], as_told[1])
    return comparison._replace(changes=tuple(in_order(changes, *sides)))


_STEPS = (DUE, *action_account.STATUSES)


def _actions(side: Partnership, edition: Edition) -> dict[str, tuple[Action, Action]]:
    """The actions of a side by their ids: each as it is, and as it may be told."""
    return {real.id: (real, shown) for real, shown in zip(side.actions, edition[0](side).actions, strict=True)}
