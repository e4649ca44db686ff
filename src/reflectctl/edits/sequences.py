"""Three versions of a list in, one out: what either side took out is out, what either added is in.

Neither side comes before the other: the two may be swapped, and the list is the same. Knows nothing of YAML.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)

OURS, THEIRS, BOTH, CLASH = "ours", "theirs", "both", "clash"
"""Whose of two versions is taken: one side's, as the other did not change it; either, as they are the same; neither."""


def settled(bases: Sequence[Any], ours: Any, theirs: Any) -> str:
    """Whose version is taken, by what stood before; where there is more than one base, all of them must say the same.

    Without any, nothing is known of what stood before.
    """
    if ours == theirs:
        return BOTH
    said = {THEIRS if ours == base else OURS if theirs == base else CLASH for base in bases}
    return said.pop() if len(said) == 1 else CLASH


def woven(
    base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], stays: Callable[[K], bool], rank: Callable[[K], Any]
) -> list[K]:
    """The keys that stay, of both sides, in an order that both sides know.

    What only one side has stands behind what it stood behind there; where both have something at one place, it goes
    by `rank`.
    """
    one, other = [key for key in ours if stays(key)], [key for key in theirs if stays(key)]
    mine, others = set(one), set(other)
    shared = _ordered(base, [key for key in one if key in others], [key for key in other if key in mine], rank)
    after = [_after(one, others), _after(other, mine)]
    merged = _ranked(after[0].get(None, []), after[1].get(None, []), rank)
    for key in shared:
        merged += [key, *_ranked(after[0].get(key, []), after[1].get(key, []), rank)]
    return merged


def _ordered(base: Sequence[K], ours: list[K], theirs: list[K], rank: Callable[[K], Any]) -> Sequence[K]:
    """What both sides have, in the order of the side that changed the order."""
    if ours == theirs:
        return ours
    there = set(ours)
    before = [key for key in base if key in there]
    known = set(before)
    moved = [[key for key in side if key in known] != before for side in (ours, theirs)]
    if moved[0] != moved[1]:
        return ours if moved[0] else theirs
    return min(ours, theirs, key=lambda side: [rank(key) for key in side])


def _after(side: Sequence[K], shared: set[K]) -> dict[K | None, list[K]]:
    """What only one side has, by the key of both sides that it stands behind; by None, at the beginning."""
    found: dict[K | None, list[K]] = {}
    last: K | None = None
    for key in side:
        if key in shared:
            last = key
        else:
            found.setdefault(last, []).append(key)
    return found


def _ranked(one: Sequence[K], other: Sequence[K], rank: Callable[[K], Any]) -> list[K]:
    """Two lists in one, each in its own order."""
    merged: list[K] = []
    left, right = list(one), list(other)
    while left and right:
        merged.append((left if rank(left[0]) <= rank(right[0]) else right).pop(0))
    return [*merged, *left, *right]


Joined = Callable[[Sequence[Any], Sequence[Any]], "list[Any] | None"]
"""What becomes of what two sides added at one place; None where that cannot be said."""


def merged(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], joined: Joined) -> list[K] | None:
    """A list of what has no name but what it says; None where both sides changed the same of it."""
    one, other = _Changes(base, ours), _Changes(base, theirs)
    result: list[K] = []
    at = 0
    while True:
        added = _added(one.added.get(at, ()), other.added.get(at, ()), joined)
        if added is None:
            return None
        result += added
        if at >= len(base):
            return result
        change, counter = one.changed.get(at), other.changed.get(at)
        if change is None and counter is None:
            result.append(base[at])
            at += 1
            continue
        if change is not None and counter is not None:
            if change != counter:
                return None
            end = change[0]
        else:
            end = (change or counter or (at + 1,))[0]
            rival = other if change is not None else one
            if any(n in rival.changed for n in range(at, end)) or any(n in rival.added for n in range(at + 1, end)):
                return None
        result += (change or counter or (0, ()))[1]
        at = end


class _Changes(Generic[K]):
    """What one side did: what it added, by where; what it put in the place of what, by where that began."""

    def __init__(self, base: Sequence[K], side: Sequence[K]) -> None:
        from difflib import SequenceMatcher

        self.added: dict[int, Sequence[K]] = {}
        self.changed: dict[int, tuple[int, tuple[K, ...]]] = {}
        for what, i1, i2, j1, j2 in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
            if what == "insert":
                self.added[i1] = side[j1:j2]
            elif what == "delete":
                self.changed |= {n: (n + 1, ()) for n in range(i1, i2)}
            elif what == "replace":
                self.changed[i1] = (i2, tuple(side[j1:j2]))


def _added(ours: Sequence[K], theirs: Sequence[K], joined: Joined) -> list[K] | None:
    """What both sides added at one place: what is the same once, the rest as it may be joined."""
    if not ours or not theirs or list(ours) == list(theirs):
        return list(ours or theirs)
    from difflib import SequenceMatcher

    first, second = sorted((tuple(ours), tuple(theirs)), key=repr)
    result: list[K] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if what == "equal" or not (i2 - i1 and j2 - j1):
            result += first[i1:i2] or second[j1:j2]
            continue
        both = joined(first[i1:i2], second[j1:j2])
        if both is None:
            return None
        result += both
    return result
