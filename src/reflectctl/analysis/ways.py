"""What commits changed, one after the other, in; the way that each value went between two moments, out.

Of views, the days of meetings, wording and membership: what a comparison of two moments alone does not tell, because a
value came back to what it was, or went by others.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ..loading.told_values import MEETING, MEMBER, VIEW, WORDING, Changed, Key
from ..model.agency_ids import earlier_ids
from ..model.diff import AgencyChange, Change, Comparison, MeetingChange, Stop, ViewChange, WordingChange
from ..model.diff import part as part_of
from ..model.instrument import Instrument, same_words, with_scale
from ..model.records import Meeting, Partnership, View
from . import scale, view_steps

Ends = tuple[object, object]
"""How a value stood first, and how it stands last."""

IsKnown = Callable[[str, str, View], bool]
"""Whether a view, of a statement and by whom it is held, had been said by the first moment."""


def followed(
    changes: Mapping[Key, Sequence[Changed]], ends: Mapping[Key, Ends], sides: tuple[Partnership, Partnership]
) -> tuple[dict[Key, Sequence[Changed]], dict[Key, Ends]]:
    """The same, with views and members by the ids that agencies have now; the first side is the earlier one.

    An agency that changed its id took nothing out and gave nothing anew: its view goes on under the new one, and it
    neither left nor joined.
    """
    ids = earlier_ids(*reversed(sides))
    first, last = map(_held, sides)
    found, ends_of = dict(changes), dict(ends)
    for now in sorted({_key(key, ids) for key in changes if key[0] in (VIEW, MEMBER)}):
        who = _who(now)
        earlier = [_of(now, each) for each in ids if ids[each] == who]
        # Files that are the same at both moments were not read: what changed in them has its ends already.
        if not earlier or not ({*earlier} & found.keys() or now in first or now in last):
            continue
        before = [_under(who, each) for key in earlier for each in found.pop(key, ())]
        after = [*found.get(now, ())]
        goes_on = (after[0].was if after else None) is None and (bool(after) or now in last)
        if before and before[-1].now is None and goes_on:
            before.pop()
        if after and after[0].was is None and (before or now in first):
            after = after[1:]
        found[now] = (*before, *after)
        ends_of = {key: each for key, each in ends_of.items() if key not in earlier}
        ends_of[now] = (first.get(now), last.get(now))
    return found, ends_of


def _held(side: Partnership) -> dict[Key, object]:
    """The views and the members of a moment."""
    views = {(VIEW, id, each.of): view for each in side.views for id, view in each.views.items()}
    return {**views, **{(MEMBER, each.id, ""): each.left is None for each in side.agencies}}


def _who(key: Key) -> str:
    """The agency that a value is of."""
    return key[2] if key[0] == VIEW else key[1]


def _of(key: Key, id: str) -> Key:
    """The key of the same value, of another agency."""
    return (VIEW, key[1], id) if key[0] == VIEW else (MEMBER, id, "")


def _key(key: Key, ids: Mapping[str, str]) -> Key:
    """The key of a value by the id that its agency has now."""
    return _of(key, ids.get(_who(key), _who(key)))


def _under(of: str, changed: Changed) -> Changed:
    """A change of a view, as of an agency under another id."""
    was, now = (each._replace(of=of) if isinstance(each, View) else each for each in (changed.was, changed.now))
    return Changed(was, now, changed.day)


def stops(changes: Sequence[Changed], before: object, after: object) -> tuple[Stop, ...]:
    """How a value stood, step by step, from one moment to another; the last stop is how it stands after.

    The changes are those on the line of commits that leads there, one after the other; what none of them says is not
    committed yet.
    """
    way = [Stop(each.now, each.day) for each in changes]
    committed = changes[-1].now if changes else before
    if changes and changes[0].was != before:
        # Something else stood on the line from which a merge took it.
        way = way[-1:] if committed != before else []
    return (*way, Stop(after, None)) if committed != after else tuple(way)


def tells(change: Change, instrument: Instrument) -> bool:
    """Whether a way tells more than where it begins and ends."""
    match change:
        case ViewChange():
            return bool(change.way) and change.way != view_steps.of(change._replace(way=()), instrument)
        case MeetingChange() | WordingChange() | AgencyChange():
            return len(change.way) > 1
    return False


def told(
    comparison: Comparison,
    ways: Mapping[Key, tuple[object, tuple[Stop, ...]]],
    sides: tuple[Partnership, Partnership],
    meetings: Mapping[str, Meeting],
    is_known: IsKnown,
    is_back: bool = False,
) -> list[Change]:
    """The changes of a comparison, with those that only their way tells, in no order; each way with how it began.

    The meetings are those whose way is told, as they are known; of a view, it is asked whether it was known before.
    """
    instrument = with_scale(sides[0].instrument, sides[1].instrument)
    changes = {(type(each), each.id, part_of(each)): each for each in comparison.changes}
    for (kind, id, part), (first, way) in sorted(ways.items(), key=lambda item: item[0]):
        if is_back and kind != VIEW:
            ends = [first, *(each.how for each in way)]
            days = [each.recorded for each in way]
            first, way = ends[-1], tuple(map(Stop, reversed(ends[:-1]), reversed(days)))
        made = _made((kind, id, part), first, way, sides, meetings, is_known)
        if is_back and isinstance(made, ViewChange):
            steps = view_steps.backwards(made.way, made.before, instrument)
            made = made._replace(before=made.after, after=made.before, way=steps)
        if made is None or not tells(made, instrument):
            continue
        if isinstance(made, ViewChange):
            made = made._replace(towards=scale.direction(_rating(made.before), _rating(made.after), instrument))
        name = (type(made), id, part)
        there: Any = changes.get(name)
        changes[name] = there._replace(way=made.way) if there else made
    return list(changes.values())


def _rating(view: View | None) -> str | None:
    return view.rating if view else None


def _made(
    key: Key,
    first: object,
    way: tuple[Stop, ...],
    sides: tuple[Partnership, Partnership],
    meetings: Mapping[str, Meeting],
    is_known: IsKnown,
) -> ViewChange | MeetingChange | WordingChange | AgencyChange | None:
    """A change of one value, from how it began by its way."""
    kind, id, part = key
    instrument = with_scale(sides[0].instrument, sides[1].instrument)
    last = way[-1].how if way else first
    if kind == VIEW:
        was, now = (each if isinstance(each, View) else None for each in (first, last))
        return ViewChange(id, part, was, now, way=view_steps.steps(was, way, instrument, partial(is_known, id, part)))
    if kind == WORDING:
        words = [(each, str(each.how or "")) for each in way]
        said, kept = str(first or ""), []
        for stop, each in words:
            if not same_words(said, each):
                kept.append(stop)
                said = each
        return WordingChange(id, "", str(first) if first else None, str(last) if last else None, tuple(kept))
    if kind == MEETING:
        known = meetings.get(id)
        return MeetingChange(id, known if first else None, known if last else None, way=way) if known else None
    members = [side.agency(id) for side in sides]
    if not any(members):
        return None
    member = members[1] or members[0]
    return AgencyChange(id, members[0] or (member if first is not None else None), members[1], way)
