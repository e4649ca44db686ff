"""What stands in files and in no commit yet, in; a sentence that a history does not tell it, out."""

from collections.abc import Sequence

from ..analysis.actions import serves
from ..analysis.diff import compare
from ..loading.files import PRELIMINARY
from ..loading.load import load_pair
from ..loading.once import Once
from ..model.diff import ActionChange, AgreedChange, Change, EarlierChange, RatingChange, ReasonChange, ViewChange
from ..model.diff import part as part_of
from ..storage.disk import WorkTree
from ..tell.prose import count
from .context import Context
from .partnership import Repository, note_unread

RATINGS: tuple[type[Change], ...] = (RatingChange, ReasonChange, AgreedChange, EarlierChange)
VIEWS: tuple[type[Change], ...] = (ViewChange,)
ACTIONS: tuple[type[Change], ...] = (ActionChange,)


def told(
    here: Context, repository: Repository, at: str, kinds: Sequence[type[Change]], what: str, ids: tuple[str, str]
) -> str:
    """How many of what a history is of are not as a commit says; empty where all are. What cannot be read is noted."""
    folder = "views" if ViewChange in kinds else "principles"
    files = (PRELIMINARY,) if ActionChange in kinds else ()
    committed, now = repository.commit(at, at[:8]), WorkTree(repository.root, files=files, folders=(folder,))
    sides = (Once(committed), Once(now))
    under = [{path for path in side.paths() if path in files or path.startswith(f"{folder}/")} for side in sides]
    differ = {
        path
        for path in under[0] | under[1]
        if not all(path in its for its in under) or len({side.fingerprint(path, len(at)) for side in sides}) > 1
    }
    if not differ:
        return ""
    before, after = load_pair(committed, WorkTree(repository.root))
    note_unread(here, after)
    found = {
        (change.id, part_of(change) if isinstance(change, ViewChange) else "")
        for change in compare(before.partnership, after.partnership).among(*kinds)
        if _is_of(change, *ids)
    }
    if not found:
        return ""
    return (
        f"{count(len(found), what)} {'is' if len(found) == 1 else 'are'} otherwise in files that are not committed, "
        "and not told here: a history is told from commits. `reflectctl diff` tells what the files say."
    )


def _is_of(change: Change, principle: str, statement: str) -> bool:
    """Whether a change is of a principle or a statement; of any, where neither is named."""
    if isinstance(change, ActionChange):
        action = change.after or change.before
        return action is not None and (
            (not principle or action.principle == principle) and (not statement or serves(action, statement))
        )
    return change.id.startswith(f"{principle}." if principle else "") and statement in ("", change.id)
