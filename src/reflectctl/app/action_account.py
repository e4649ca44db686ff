"""What commits say of the plans at two moments: every move of a due date, every step of a status, what came back."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from ..analysis import action_account
from ..analysis.diff import in_order
from ..analysis.record_history import actions
from ..loading.facts import ACTION, PLAN, RATING
from ..loading.history import CommitFacts
from ..loading.kept_plans import KeptPlans
from ..loading.load import load_without_meetings
from ..model.diff import ActionChange, ActionStep, Change, Comparison, PlanChange
from ..model.history import PlanSteps, PlanTexts
from ..model.records import Action, Partnership
from ..storage.snapshots import Snapshot
from .context import Context
from .partnership import Repository
from .read_history import read_at
from .shelves import shelf

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
    """A comparison that tells the way of each action in commits that are given in their order, and what came back.

    Where only one step lies between the moments, its ends are its way.
    """
    uncommitted = sum(not each.revision for each in moments)
    came = () if is_back else tuple(filter(_came, comparison.changes))
    if len(order) + uncommitted < 2 and not came:
        return comparison
    said = steps_at(here, repository, moments[0 if is_back else 1].revision or repository.head())
    moved = {each.id for each in said.actions if any(event.is_of(order) for event in each.events)}
    known = {each.id for each in said.actions if any(commit not in order for commit in each.opened)}
    before, after = (_actions(each, edition) for each in sides)
    if missing := moved - before.keys() - after.keys():
        # What stands in files that are the same at both moments was not read.
        loaded = load_without_meetings(moments[1])
        same = {id: each for id, each in _actions(loaded.partnership, edition).items() if id in missing}
        before, after = {**before, **same}, {**after, **same}
    was, now = ({id: real for id, (real, _) in each.items()} for each in (before, after))
    if is_back:
        ways = action_account.ways(said.actions, order, now, was)
        ways = {
            id: (action_account.backwards(dues), action_account.backwards(statuses))
            for id, (dues, statuses) in ways.items()
        }
    else:
        ways = action_account.ways(said.actions, order, was, now, known)
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
    back = {as_shown.id for id, (_, as_shown) in after.items() if id in known and not is_back}
    changes = action_account.told(comparison, shown, as_told[0], as_told[1], back)
    if any(isinstance(each, PlanChange) for each in came):
        texts = {
            (each.plan, field, getattr(each, field))
            for each in said.texts
            if each.commit not in order
            for field in _TEXTS
        }
        changes = [_again(each, sides[1], texts) for each in changes]
    return comparison._replace(changes=tuple(in_order(changes, *sides)))


def _came(change: Change) -> bool:
    """Whether something is in a plan that was not, so that it may have come back."""
    match change:
        case ActionChange(_, None) | PlanChange():
            return bool(change.after)
    return False


def steps_at(here: Context, repository: Repository, at: str) -> PlanSteps:
    """What became of actions and plans up to a commit, in a clone that has all commits before it."""
    kept, name = None, f"{at} {repository.prefix}"
    if (place := shelf(here, repository, "plans")) is not None:
        kept = KeptPlans(place)
        if (found := kept.get(name)) is not None:
            return found
    texts: list[PlanTexts] = []
    # Who asks for these asks for ratings next, which stand in the same files.
    told = actions(_noting(read_at(here, repository, at, (ACTION, PLAN), next=(RATING,)), texts))
    found = PlanSteps(tuple(map(action_account.steps, told.actions)), tuple(texts))
    # A blob that is missing now may be there the next time.
    if kept is not None and not told.unread:
        kept.put(name, found)
    return found


def _noting(history: Iterable[CommitFacts], texts: list[PlanTexts]) -> Iterator[CommitFacts]:
    """The same history, with every goal and measure put among the `texts`."""
    for commit in history:
        for name, fact in commit.changed.items():
            kind, _, about = name.partition(" ")
            if kind == PLAN and isinstance(fact, tuple):
                goal, measure = map(str, fact)
                texts.append(PlanTexts(about, goal, measure, commit.recorded.commit))
        yield commit


_TEXTS = ("goal", "measure")


def _again(change: Change, after: Partnership, before: Container[tuple[str, str, str]]) -> Change:
    """A goal or measure as one that stands again, if it stood there before."""
    if not isinstance(change, PlanChange) or not change.after:
        return change
    plans = {(record.principle, plan.horizon): plan for record in after.records for plan in record.plans}
    plan = plans.get((change.id, change.horizon))
    text = getattr(plan, change.field) if plan else ""
    return change._replace(again=(f"{change.id}.{change.horizon}", change.field, text) in before)


def _actions(side: Partnership, edition: Edition) -> dict[str, tuple[Action, Action]]:
    """The actions of a side by their ids: each as it is, and as it may be told."""
    return {real.id: (real, shown) for real, shown in zip(side.actions, edition[0](side).actions, strict=True)}
