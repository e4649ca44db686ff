"""Three versions of lines in, one out: comments of both sides stay, and the newer layout is taken."""

from collections.abc import Sequence
from typing import TypeVar

from .sequences import BOTH, CLASH, OURS, merged, settled

T = TypeVar("T", str, tuple[str, int], tuple[str, str])


def newer(bases: Sequence[T], ours: T, theirs: T) -> T:
    """The version that is not as it was before; of two that are not, always the same one, whichever side it is of."""
    if (ours in bases) == (theirs in bases):
        return min(ours, theirs)
    return theirs if ours in bases else ours


def merge_comments(bases: Sequence[str], ours: str, theirs: str) -> str:
    """The comments of both sides, but for those that one took out."""
    whose = settled(bases, ours, theirs)
    if whose != CLASH:
        return ours if whose in (OURS, BOTH) else theirs
    one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    for base in bases or [""]:
        found = merged(base.splitlines(keepends=True), one, other, lambda some, others: [*some, *others])
        if found is not None:
            return "".join(found)
    # Both changed one comment: both versions stay.
    return "".join(merged([], one, other, lambda some, others: [*some, *others]) or ())
