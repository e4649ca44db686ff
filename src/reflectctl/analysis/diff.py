"""Two partnerships in, what changed between them out: matched by id, sorted, the same told backwards the other way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from ..model.diff import (
    ACTION,
    AGENCY,
    AGREED,
    KINDS,
    MEETING,
    PLAN,
    PRELIMINARY,
    RATING,
    REASON,
    REFLECTION,
    SOURCE,
    VIEW,
    WORDING,
    Change,
    Comparison,
    Side,
)
from ..model.instrument import Instrument
from ..model.records import Assessment, Partnership, Plan
from .diff_events import turns

Item = TypeVar("Item")


def compare(before: Partnership, after: Partnership) -> Comparison:
    """Everything that is not the same, by ids. A moved file, a new comment or another order is no change."""
    changes = [
        *_assessments(before, after),
        *_plans(before, after),
        *_matched(ACTION, _by_id(before.actions), _by_id(after.actions)),
        *_matched(MEETING, _by_id(before.meetings), _by_id(after.meetings)),
        *_wording(before, after),
        *_matched(AGENCY, _by_id(before.agencies), _by_id(after.agencies)),
        *_preliminary(before, after),
    ]
    order = _order(before, after)
    changes.sort(key=lambda change: (KINDS.index(change.kind), *order(change.id), change.part))
    reworded = {
        change.id for change in changes if change.kind == WORDING and change.before and change.after and not change.part
    }
    rated_again = {change.id for change in changes if change.kind in (RATING, AGREED)}
    reread = tuple(
        assessment.statement
        for assessment in after.assessments
        if assessment.rating is not None
        and assessment.statement in reworded
        and assessment.statement not in rated_again
    )
    return Comparison(tuple(changes), reread, turns=turns(changes, before, after))


def _order(before: Partnership, after: Partnership) -> Callable[[str], tuple[int, str]]:
    """Statements and principles in the instrument's order, everything else by its id."""
    places: dict[str, int] = {}
    for instrument in (after.instrument, before.instrument):
        for principle in instrument.principles:
            places.setdefault(principle.id, len(places))
            for statement in principle.statements:
                places.setdefault(statement.id, len(places))
    last = len(places)
    return lambda id: (places.get(id, last), id)


def _by_id(items: Iterable[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.id, item)  # type: ignore[attr-defined]
    return found


def _matched(kind: str, before: Mapping[str, Side], after: Mapping[str, Side], part: str = "") -> Iterator[Change]:
    for id in {**before, **after}:
        if before.get(id) != after.get(id):
            yield Change(kind, id, part, before.get(id), after.get(id))


def _parts(kind: str, id: str, before: Mapping[str, Side], after: Mapping[str, Side]) -> Iterator[Change]:
    for part in {**before, **after}:
        if before.get(part) != after.get(part):
            yield Change(kind, id, part, before.get(part), after.get(part))


def _assessments(before: Partnership, after: Partnership) -> Iterator[Change]:
    old = {assessment.statement: assessment for assessment in before.assessments}
    new = {assessment.statement: assessment for assessment in after.assessments}
    for statement in {**old, **new}:
        was = old.get(statement) or Assessment(statement)
        now = new.get(statement) or Assessment(statement)
        if was == now:
            continue
        if was.rating != now.rating:
            yield Change(RATING, statement, "", was, now)
        else:
            if was.because != now.because:
                yield Change(REASON, statement, "", was.because or None, now.because or None)
            if (was.agreed, was.meeting) != (now.agreed, now.meeting):
                yield Change(AGREED, statement, "", was, now)
        yield from _parts(
            VIEW, statement, {view.agency: view for view in was.views}, {view.agency: view for view in now.views}
        )
        yield from _parts(
            SOURCE,
            statement,
            {source.what: source for source in was.sources},
            {source.what: source for source in now.sources},
        )
        yield from _parts(REFLECTION, statement, was.reflections, now.reflections)


def _plans(before: Partnership, after: Partnership) -> Iterator[Change]:
    old, new = _plan_texts(before), _plan_texts(after)
    for id in {**old, **new}:
        yield from _parts(PLAN, id, old.get(id, {}), new.get(id, {}))


def _plan_texts(partnership: Partnership) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for record in partnership.records:
        texts = found.setdefault(record.principle, {})
        for plan in record.plans:
            texts.update({f"{plan.horizon}.{part}": text for part, text in _texts(plan).items()})
    return found


def _texts(plan: Plan) -> dict[str, str]:
    return {part: text for part, text in (("goal", plan.goal), ("measure", plan.measure)) if text}


def _wording(before: Partnership, after: Partnership) -> Iterator[Change]:
    old, new = _words(before.instrument.as_rated), _words(after.instrument.as_rated)
    yield from _matched(WORDING, old, new)
    if before.instrument.language == after.instrument.language and before.instrument.original:
        # What is said in the pack's own words there is told already.
        old, new = (
            {id: text for id, text in _words(spoken).items() if text != own.get(id)}
            for spoken, own in ((before.instrument, old), (after.instrument, new))
        )
        both = old.keys() & new.keys()
        yield from _matched(
            WORDING,
            {id: old[id] for id in both},
            {id: new[id] for id in both},
            after.instrument.language,
        )


def _words(instrument: Instrument) -> dict[str, Side]:
    """Everything a rating was rated against, by id: statements, titles and voices, and the scale's meanings."""
    found: dict[str, Side] = {statement.id: statement.text for statement in instrument.statements}
    for principle in instrument.principles:
        found[f"{principle.id} (title)"] = principle.title
        found[f"{principle.id} (voice)"] = principle.voice
    for point in instrument.scale:
        found[f"{point.id} (meaning)"] = f"{point.title}: {point.meaning}"
    return {id: text for id, text in found.items() if text}


def _preliminary(before: Partnership, after: Partnership) -> Iterator[Change]:
    def texts(partnership: Partnership) -> dict[str, Side]:
        preliminary = partnership.preliminary
        if preliminary is None:
            return {}
        readiness = preliminary.readiness
        found: dict[str, Side] = {
            "discussed": preliminary.discussed.isoformat() if preliminary.discussed else None,
            "goal": preliminary.goal,
            "commitment": preliminary.commitment,
            "notes": preliminary.notes,
            "readiness goal": readiness.goal if readiness else None,
            "readiness measure": readiness.measure if readiness else None,
        }
        return {part: text for part, text in found.items() if text}

    yield from _parts(PRELIMINARY, "preliminary", texts(before), texts(after))
