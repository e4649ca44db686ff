"""Two partnerships in, what changed between them out: matched by id, sorted, the same told backwards the other way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ..model import fields
from ..model.diff import (
    KINDS,
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    Comparison,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    ViewChange,
    WordingChange,
    part,
)
from ..model.history import of_one_event
from ..model.instrument import Instrument, same_words, with_scale
from ..model.records import Assessment, EarlierRating, Partnership, Plan, Preliminary, Record
from . import action_account, scale
from .diff_events import view_shifts
from .diff_usable import usable

Key = TypeVar("Key")
Side = TypeVar("Side")

_PLACES = {kind: place for place, kind in enumerate(KINDS)}


def compare(before: Partnership, after: Partnership) -> Comparison:
    """Everything that is not the same, by ids. A moved file, a new comment or another order is no change."""
    changes: list[Change] = [
        *_assessments(before, after),
        *(PlanChange(*key, was, now) for key, was, now in _differing(_plans(before), _plans(after))),
        *(ActionChange(*each) for each in _differing(*_by_id(before.actions, after.actions))),
        *(MeetingChange(*each) for each in _differing(*_by_id(before.meetings, after.meetings))),
        *_wording(before, after),
        *(AgencyChange(*each) for each in _differing(*_by_id(before.agencies, after.agencies))),
        *(GroupChange(*each) for each in _differing(*_by_id(before.groups, after.groups))),
        *(PreliminaryChange("preliminary", *each) for each in _differing(_preliminary(before), _preliminary(after))),
        *_further(before, after),
    ]
    if before.unusable or after.unusable:
        changes = list(usable(changes, before, after))
    changes = [action_account.from_ends(each) if isinstance(each, ActionChange) else each for each in changes]
    changes = in_order(changes, before, after)
    comparison = Comparison(tuple(changes), shifts=view_shifts(changes, before, after))
    reworded = {each.id for each in comparison.of(WordingChange) if each.before and each.after and not each.language}
    rated_again = {each.id for each in comparison.among(RatingChange, AgreedChange)}
    reread = (each.statement for each in after.assessments if each.rating is not None)
    return comparison._replace(reread=tuple(id for id in reread if id in reworded and id not in rated_again))


def in_order(changes: Iterable[Change], before: Partnership, after: Partnership) -> list[Change]:
    """Changes in the order in which they are told: by kind, and then in the order of the instrument."""
    place = order(before, after)
    # That a discussion was held comes before what was said in it.
    return sorted(
        changes, key=lambda each: (_PLACES[type(each)], *place(each.id), part(each) != "discussed", part(each))
    )


def order(before: Partnership, after: Partnership) -> Callable[[str], tuple[int, str]]:
    """By what to sort ids: statements and principles in the instrument's order, everything else after them."""
    places: dict[str, int] = {}
    for instrument in (after.instrument, before.instrument):
        for principle in instrument.principles:
            for id in (principle.id, *(statement.id for statement in principle.statements)):
                places.setdefault(id, len(places))
    return lambda id: (places.get(id, len(places)), id)


def _by_id(*sides: Any) -> Iterator[dict[str, Any]]:
    """Each side by the ids of its things. Of two things with one id the first counts."""
    for side in sides:
        found: dict[str, Any] = {}
        for each in side:
            found.setdefault(each.id, each)
        yield found


def _differing(before: Mapping[Key, Side], after: Mapping[Key, Side]) -> Iterator[tuple[Key, Side | None, Side | None]]:
    for key in {**before, **after}:
        if before.get(key) != after.get(key):
            yield key, before.get(key), after.get(key)


def _assessments(before: Partnership, after: Partnership) -> Iterator[Change]:
    old, new = ({each.statement: each for each in side.assessments} for side in (before, after))
    instrument = with_scale(before.instrument, after.instrument)
    for id, there, here in _differing(old, new):
        was, now = there or Assessment(id), here or Assessment(id)
        if was.rating != now.rating:
            yield RatingChange(id, was, now, scale.direction(was.rating, now.rating, instrument))
        else:
            if was.because != now.because:
                yield ReasonChange(id, was.because or None, now.because or None)
            if (was.agreed, was.meeting) != (now.agreed, now.meeting):
                yield AgreedChange(id, was, now)
        yield from _earlier(was, now)
        views = ({view.of: view for view in (*each.views, *each.group_views)} for each in (was, now))
        sources = ({source.what: source for source in each.sources} for each in (was, now))
        for agency, one, other in _differing(*views):
            towards = scale.direction(one.rating, other.rating, instrument) if one and other else ""
            yield ViewChange(id, agency, one, other, towards)
        yield from (SourceChange(id, *each) for each in _differing(*sources))
        yield from (ReflectionChange(id, *each) for each in _differing(was.reflections, now.reflections))


def _earlier(was: Assessment, now: Assessment) -> Iterator[EarlierChange]:
    """What was agreed earlier, event by event: what is the same on both sides, then those of one meeting or day."""
    old, new = (sorted(each.earlier, key=repr) for each in (was, now))
    pairs: list[tuple[EarlierRating | None, EarlierRating | None]] = []
    for are_one in (_are_same, _have_one_meeting, of_one_event):
        for each in [*old]:
            there = next((other for other in new if are_one(each, other)), None)
            if there is not None:
                old.remove(each)
                new.remove(there)
                pairs.append((each, there))
    pairs += [*((each, None) for each in old), *((None, each) for each in new)]
    for one, other in pairs:
        if one != other:
            yield EarlierChange(now.statement, min(_event(each) for each in (one, other) if each), one, other)


def _are_same(one: EarlierRating, other: EarlierRating) -> bool:
    return one == other


def _have_one_meeting(one: EarlierRating, other: EarlierRating) -> bool:
    return bool(one.meeting) and one.meeting == other.meeting


def _event(said: EarlierRating) -> str:
    return said.meeting or (said.agreed.isoformat() if said.agreed else "")


def _plans(partnership: Partnership) -> dict[tuple[str, str, str], str]:
    """The texts of every plan, by principle, horizon and field."""
    return {
        (record.principle, plan.horizon, field): text
        for record in partnership.records
        for plan in record.plans
        for field, text in _texts(plan)
    }


def _texts(plan: Plan | None) -> Iterator[tuple[str, str]]:
    if plan is not None:
        yield from ((field, text) for field, text in (("goal", plan.goal), ("measure", plan.measure)) if text)


def _wording(before: Partnership, after: Partnership) -> Iterator[WordingChange]:
    old, new = _words(before.instrument.as_rated), _words(after.instrument.as_rated)
    for id, was, now in _differing(old, new):
        if was is None or now is None or not same_words(was, now):
            yield WordingChange(id, "", was, now)
    if before.instrument.language == after.instrument.language and before.instrument.original:
        # What is said in the pack's own words there is told already.
        old, new = (
            {id: text for id, text in _words(spoken).items() if text != own.get(id)}
            for spoken, own in ((before.instrument, old), (after.instrument, new))
        )
        for id in old.keys() & new.keys():
            if not same_words(old[id], new[id]):
                yield WordingChange(id, after.instrument.language, old[id], new[id])


def _words(instrument: Instrument) -> dict[str, str]:
    """Everything a rating was rated against, by id: statements, titles and voices, and the scale's meanings."""
    found = {statement.id: statement.text for statement in instrument.statements}
    for principle in instrument.principles:
        found[f"{principle.id} (title)"] = principle.title
        found[f"{principle.id} (voice)"] = principle.voice
    for point in instrument.scale:
        found[f"{point.id} (meaning)"] = f"{point.title}: {point.meaning}"
    return {id: text for id, text in found.items() if text}


def _preliminary(partnership: Partnership) -> dict[str, str]:
    preliminary = partnership.preliminary
    if preliminary is None:
        return {}
    found = {
        "discussed": preliminary.discussed.isoformat() if preliminary.discussed else "",
        "goal": preliminary.goal,
        "commitment": preliminary.commitment,
        "notes": preliminary.notes,
        **{f"readiness {field}": text for field, text in _texts(preliminary.readiness)},
    }
    return {field: text for field, text in found.items() if text}


def _further(before: Partnership, after: Partnership) -> Iterator[FieldChange]:
    """The fields that only their titles tell, of the records that are taken apart here."""
    for kind, records in _TAKEN_APART.items():
        listed = [field for field in fields.of(kind) if not field.own or field.name in _BY_TITLE.get(kind, ())]
        old, new = (records(side) if listed else {} for side in (before, after))
        for id, horizon in {**old, **new}:
            there, here = old.get((id, horizon)), new.get((id, horizon))
            for field in listed:
                was, now = (getattr(side, field.name, None) or None for side in (there, here))
                if was != now:
                    yield FieldChange(id, kind, horizon, field, was, now)


def _every_plan(side: Partnership) -> Iterator[tuple[tuple[str, str], Plan]]:
    yield from (((record.principle, plan.horizon), plan) for record in side.records for plan in record.plans)
    if side.preliminary and side.preliminary.readiness:
        yield ("", ""), side.preliminary.readiness


_BY_TITLE = {
    Partnership: (
        *("name", "area", "content", "due_soon_days", "sources_current_months", "small_numbers_below"),
        *("publish_attendance", "language", "levels"),
    ),
    Preliminary: ("meeting",),
}
"""Fields for whose changes no sentences were made."""

_TAKEN_APART: Mapping[type, Callable[[Partnership], dict[tuple[str, str], Any]]] = {
    Partnership: lambda side: {("", ""): side},
    Assessment: lambda side: {(each.statement, ""): each for each in side.assessments},
    Plan: lambda side: dict(_every_plan(side)),
    Record: lambda side: {(each.principle, ""): each for each in side.records},
    Preliminary: lambda side: {("", ""): side.preliminary} if side.preliminary else {},
}
"""The records of each kind that is compared part by part, by principle or statement, and by horizon."""
