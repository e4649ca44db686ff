"""Rules about what a merge has put together: that what was said together has come from one side."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..model import fields, identities
from ..model.locations import Place
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership
from .findings import Moment, RuleFinding
from .naming import short


class _Known(NamedTuple):
    """A record with what it is called."""

    called: str
    record: Any

    @property
    def where(self) -> Place:
        """Its place."""
        place: Place = self.record.where
        return place


def record_of_two_halves(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """A merge has put a rating, a view or an action together from two sides, and nobody wrote it so.

    Git merges lines. Where one branch changed a rating and the other its reason, both fit together without a conflict,
    and what comes out was agreed by nobody. This looks at a merge that is going on, at one that was made last, and
    with `--since` at every merge from then on.

    Look at both sides (`git show HEAD^1:FILE`, `git show HEAD^2:FILE`), write what is meant, and commit it. With
    `reflectctl git-setup` git asks where two sides differ.

    Wrong:

        # One side rated it again, in May; the other put the reason of March in other words.
        assessments:
          action:
            rating: neither
            agreed: "2026-05-07"
            because: Plans and commissioning say this plainly.

    Right:

        assessments:
          action:
            rating: neither
            agreed: "2026-05-07"
            because: The records we read in May do not show it.
    """
    told = set()
    records = _records(partnership)
    for merge in moment.merged:
        one, other = _records(merge.ours), _records(merge.theirs)
        came = records if merge.came is None else _records(merge.came)
        for key, now in records.items():
            if key in told or key not in came:
                continue
            for names in _groups(type(now.record)):
                # What has been written since then is somebody's own.
                if _said(names, came[key]) != _said(names, now):
                    continue
                if key in one and key in other and (halves := _halves(names, now, one[key], other[key])):
                    told.add(key)
                    yield _of_two_halves(now, halves)
                    break
                if merge.came is not None and (others := _of_another(names, now, one.get(key), other.get(key))):
                    told.add(key)
                    yield _of_neither(now, others)
                    break


def _of_two_halves(now: _Known, halves: tuple[Sequence[str], Sequence[str]]) -> RuleFinding:
    first, second = (_titles(now, names) for names in halves)
    verb = "comes" if len(halves[0]) == 1 else "come"
    return RuleFinding(
        now.where.at(_key(now, halves[1][0])),
        f"{now.called}: {first} {verb} from one side of a merge and {second} from the other.",
        _HINT,
    )


def _of_neither(now: _Known, names: Sequence[str]) -> RuleFinding:
    is_not, has = ("is not", "has it") if len(names) == 1 else ("are not", "has them")
    return RuleFinding(
        now.where.at(_key(now, names[0])),
        f"{now.called}: {_titles(now, names)} {is_not} as either side of a merge {has}.",
        _HINT,
    )


_HINT = "Look at both sides, and write what is meant; with `reflectctl git-setup` git asks."


def _titles(now: _Known, names: Sequence[str]) -> str:
    titles = {field.name: field.title for field in fields.of(now.record)}
    *most, last = (f"“{titles[name]}”" for name in names)
    return " and ".join(filter(None, (", ".join(most), last)))


def _key(now: _Known, name: str) -> str:
    """Where a field of a record is written."""
    kind: type = type(now.record)
    return next(key for key, field in identities.by_key(kind).items() if field.name == name)


def _said(names: Sequence[str], known: _Known) -> list[Any]:
    return [getattr(known.record, name) for name in names]


def _of_another(names: Sequence[str], now: _Known, one: _Known | None, other: _Known | None) -> Sequence[str]:
    """The fields that are not as the only side has them that has the record, or as both do."""
    sides = [_said(names, side) for side in (one, other) if side is not None]
    if not sides or sides[0] != sides[-1]:
        return ()
    return [name for name, said, was in zip(names, _said(names, now), sides[0], strict=True) if said != was]


def _records(partnership: Partnership) -> dict[tuple[str, ...], _Known]:
    """Ratings, views and actions by what they are known by."""
    found: dict[tuple[str, ...], _Known] = {}
    for assessment in partnership.assessments:
        name = short(assessment.statement)
        found["rating", assessment.statement] = _Known(name, assessment)
        for view in (*assessment.views, *assessment.group_views):
            found["view", assessment.statement, view.of] = _Known(f"The view of {short(view.of)} on {name}", view)
    for action in partnership.actions:
        found["action", action.id] = _Known(f"Action {short(action.id)}", action)
    return found


def _groups(kind: type) -> Iterator[tuple[str, ...]]:
    """The names of the fields that one side has said together."""
    keys = identities.by_key(kind)
    if identities.identity(kind).whole:
        yield tuple(field.name for field in keys.values())
    for group in (*identities.together(kind), *identities.apart(kind)):
        if all(key in keys for key in group):
            yield tuple(keys[key].name for key in group)


def _halves(
    names: Sequence[str], now: _Known, one: _Known, other: _Known
) -> tuple[Sequence[str], Sequence[str]] | None:
    """The fields that come from one side alone and from the other, where there are both, and nothing else."""
    values = list(zip(names, *(_said(names, each) for each in (now, one, other)), strict=True))
    first = [name for name, said, left, right in values if said == left != right]
    second = [name for name, said, left, right in values if said == right != left]
    if not (first and second) or any(said not in (left, right) for _, said, left, right in values):
        return None
    return (first, second) if names.index(first[0]) < names.index(second[0]) else (second, first)
