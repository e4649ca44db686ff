"""What the commits between two moments say of what moved: the account that `diff` and reports give of a period."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..analysis import account
from ..analysis.diff import order
from ..loading.load import load
from ..model import history as model
from ..model.diff import ActionStep, Comparison, EarlierChange, Step
from ..model.records import Assessment, Partnership
from ..storage.snapshots import Snapshot
from . import action_account
from .context import Context
from .partnership import Repository
from .read_history import history_at

Unread = tuple[tuple[str, str], ...]
"""Files that could not be read, each with where and why."""


class Edition(NamedTuple):
    """What may be told."""

    of: Callable[[Partnership], Partnership] = lambda partnership: partnership
    step: Callable[[Step], Step] = lambda step: step
    action: Callable[[ActionStep], ActionStep] = lambda step: step
    unread: Callable[[Unread], Unread] = lambda unread: unread


EVERYTHING = Edition()


def told(
    here: Context,
    repository: Repository,
    moments: tuple[Snapshot, Snapshot],
    sides: tuple[Partnership, Partnership],
    comparison: Comparison,
    edition: Edition = EVERYTHING,
) -> Comparison:
    """A comparison that tells every move between its two moments, as far as commits lie between them.

    The sides are as they were read, and the comparison is of what the edition may tell of them. Files that are not
    committed are one more step after HEAD.
    """
    head = repository.head()
    one, two = (each.revision or head for each in moments)
    typed = {each.id for each in comparison.of(EarlierChange)}
    if not one or not two or (one == two and not typed):
        return comparison
    between = (
        repository.git.run("rev-list", "--topo-order", "--left-right", f"{one}...{two}", "--").decode("ascii").split()
    )
    back, new = ({each[1:] for each in between if each[0] == side} for side in "<>")
    if (back and new) or repository.git.is_shallow():
        return comparison._replace(ends_only=bool(comparison.changes))
    is_back = bool(back)
    commits = back or new
    history = history_at(here, repository, one if is_back else two)
    in_order = {each[1:]: at for at, each in enumerate(reversed(between))}
    comparison = action_account.told(
        here, repository, moments, sides, comparison, (edition.of, edition.action), in_order, is_back=is_back
    )
    comparison = _with_unread(comparison, history, commits, edition)
    recorded = typed | {each.statement for each in history.recordings if each.recorded.commit in commits}
    if not recorded:
        return comparison
    whole = [_whole(each, side, recorded) for each, side in zip(moments, sides, strict=True)]
    # Of what stands in views alone nothing is known here.
    before, after = (
        {each.statement: each for record in side.records for each in record.assessments} for side, _ in whole
    )
    if not is_back:
        comparison = account.known(comparison, history, commits, after)
    if comparison.unreadable or any(lost for _, lost in whole):
        # What stood in a file that could not be read is not known.
        recorded &= before.keys() & after.keys()
    if is_back:
        steps = account.ways(history, commits, after, before)
        steps = {id: account.backwards(way, after.get(id, Assessment(id))) for id, way in steps.items()}
    else:
        steps = account.ways(history, commits, before, after)
    instrument = sides[1].instrument if sides[1].instrument.scale else sides[0].instrument
    steps = {id: tuple(map(edition.step, way)) for id, way in steps.items() if id in recorded}
    shown = [{each.statement: each for each in edition.of(side).assessments} for side, _ in whole]
    return account.told(comparison, steps, (shown[0], shown[1]), instrument, order(*sides))


def unread(found: Iterable[model.Unread]) -> Unread:
    """Files that could not be read at a commit, each with the commit and the reason."""
    return tuple((each.path, f"at {each.recorded.commit[:8]}: {each.reason}") for each in found)


def _with_unread(comparison: Comparison, history: model.History, commits: set[str], edition: Edition) -> Comparison:
    """A comparison that says what could not be read on the way, beside what could not at its two ends."""
    known = {path for path, _ in comparison.unreadable}
    found = unread(each for each in history.unread if each.recorded.commit in commits and each.path not in known)
    return comparison._replace(unreadable=(*comparison.unreadable, *edition.unread(found)))


def _whole(moment: Snapshot, side: Partnership, wanted: set[str]) -> tuple[Partnership, bool]:
    """What was recorded about some statements at a moment, and whether anything could not be read.

    Files that are the same at both moments were not read; they are, where something happened to what they say.
    """
    if wanted <= {each.statement for record in side.records for each in record.assessments}:
        return side, False
    loaded = load(moment, [path for path in moment.paths() if not path.startswith("meetings/")])
    return loaded.partnership, any(path.startswith("principles/") for path in loaded.unreadable)
