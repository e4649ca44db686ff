"""A partnership in; the same with each thing once, and what several files or entries say they are beside it, out."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..model.locations import Place
from ..model.records import Partnership, Plan, Record
from ..model.unusable import Copies

Thing = TypeVar("Thing")


def counted_once(partnership: Partnership) -> Partnership:
    """Each agency, group, meeting, principle, action and file of views once. Of several that are one, one counts.

    That is the one in the last file by its path, and there the first. What copies files puts a space, a bracket or a
    hyphen behind the name, all of which come before the dot: so it is mostly the one that was there before.
    """
    found: list[Copies] = []
    agencies = _once("agency", partnership.agencies, lambda each: each.id, found)
    groups = _once("group", partnership.groups, lambda each: each.id, found)
    meetings = _once("meeting", partnership.meetings, lambda each: each.id, found)
    records = _once("principle", partnership.records, lambda each: each.principle, found)
    if len(records) < len(partnership.records):
        records = tuple(_whole(each, partnership.records) for each in records)
    views = _once("views", partnership.views, lambda each: each.of, found)
    if found:
        partnership = partnership._replace(
            agencies=agencies, groups=groups, meetings=meetings, records=records, views=views
        )
    every = tuple(partnership.actions)
    actions = _once("action", every, lambda each: each.id, found)
    if actions is not every:
        partnership = _with(partnership, {*map(id, actions)})
    return partnership._replace(copies=tuple(found)) if found else partnership


def _once(kind: str, things: tuple[Thing, ...], name: Callable[[Thing], str], found: list[Copies]) -> tuple[Thing, ...]:
    """The things, each once; what stands more than once is put among what was found."""
    named: dict[str, list[Thing]] = {}
    for each in things:
        named.setdefault(name(each), []).append(each)
    if len(named) == len(things):
        return things
    kept = set()
    for one, several in named.items():
        places = [_where(each) for each in several]
        last = max(place.path for place in places)
        which = next(at for at, place in enumerate(places) if place.path == last)
        kept.add(id(several[which]))
        if len(several) > 1:
            found.append(Copies(kind, one, tuple(sorted(places, key=lambda place: place.path)), places[which]))
    return tuple(each for each in things if id(each) in kept)


def _whole(record: Record, records: Iterable[Record]) -> Record:
    """A record with the statements and plans that only other files of its principle have; of several, the last."""
    others = sorted((each for each in records if each.principle == record.principle), key=lambda each: each.where.path)
    assessments = {said.statement: said for each in (*others, record) for said in each.assessments}
    plans = {plan.horizon: plan for each in (*others, record) for plan in each.plans}
    return record._replace(assessments=tuple(assessments.values()), plans=tuple(plans.values()))


def _where(thing: object) -> Place:
    where: Place = thing.where  # type: ignore[attr-defined]
    return where


def _with(partnership: Partnership, kept: set[int]) -> Partnership:
    """A partnership with only some of its actions."""

    def plans(there: Iterable[Plan]) -> tuple[Plan, ...]:
        return tuple(plan._replace(actions=tuple(each for each in plan.actions if id(each) in kept)) for plan in there)

    said = partnership.preliminary
    if said is not None and said.readiness is not None:
        partnership = partnership._replace(preliminary=said._replace(readiness=plans([said.readiness])[0]))
    return partnership._replace(records=tuple(each._replace(plans=plans(each.plans)) for each in partnership.records))
