"""What somebody looks at while they write: the statement, the prompts, what stands; in lines, for an editor."""

from collections.abc import Iterator, Sequence
from typing import Literal

from ..analysis import lookup
from ..model.instrument import Instrument, Prompt, Statement
from ..model.locations import Route
from ..model.records import Partnership, Plan
from .context import Context
from .partnership import open_partnership

_WIDE = 76


def reason(here: Context, rated: Sequence[tuple[str, str]]) -> Iterator[str]:
    """About statements that are rated, each with its new rating: what they say, what stands, what the prompts ask."""
    partnership = open_partnership(here)[1].partnership
    instrument = partnership.instrument
    for word, rating in rated:
        which = lookup.statement(word, instrument)
        point = lookup.rating(rating, instrument) if rating else None
        yield from _statement(which, instrument)
        yield from _standing(which, partnership)
        if rating:
            yield f"To be recorded: {instrument.label(point)}."
        yield ""
    for prompt in instrument.prompts:
        yield from _prompt(prompt)


def view(here: Context, statement: str, agency: str) -> Iterator[str]:
    """About a statement that somebody has a view of: what it says, what is agreed, what their view is so far."""
    partnership = open_partnership(here)[1].partnership
    which, who = lookup.statement(statement, partnership.instrument), lookup.who(agency, partnership)
    yield from _statement(which, partnership.instrument)
    yield from _standing(which, partnership)
    found = next((each.views.get(which.id) for each in partnership.views if each.of == who), None)
    if found:
        day = f", given on {found.given}" if found.given else ""
        yield f"{partnership.agency_name(who)} so far: {partnership.instrument.label(found.rating)}{day}"
        yield from _wrapped(found.because)


def note(here: Context, statement: str, prompt: str) -> Iterator[str]:
    """About key points that are noted: the statement, what the prompt asks, what is noted under it."""
    partnership = open_partnership(here)[1].partnership
    instrument = partnership.instrument
    which, under = lookup.statement(statement, instrument), lookup.prompt(prompt, instrument)
    yield from _statement(which, instrument)
    yield from _standing(which, partnership)
    yield ""
    yield from _prompt(next(each for each in instrument.prompts if each.id == under))
    found = partnership.assessment(which.id)
    for each in found.reflections.get(under, ()) if found else ():
        yield f"Noted already ({each.meeting or each.dated or 'without a day'}):"
        yield from _wrapped(each.points)


def action(here: Context, id: str) -> Iterator[str]:
    """About an action of which something is written: what is to be done, by whom, what is said of it so far."""
    partnership = open_partnership(here)[1].partnership
    wanted = lookup.action(id, partnership)
    for each in partnership.actions:
        if each.id == wanted:
            yield f"{each.id}, {partnership.agency_name(each.owner)}:"
            yield from _wrapped(each.action)
            for noted in each.progress:
                yield f"Noted on {noted.dated}:" if noted.dated else "Noted:"
                yield from _wrapped(noted.note)
            if each.outcome:
                yield "What is said of it so far:"
                yield from _wrapped(each.outcome)


def meeting(here: Context, word: str) -> Iterator[str]:
    """About a meeting whose notes are written: when it was, and what was discussed."""
    partnership = open_partnership(here)[1].partnership
    found = partnership.meeting(lookup.meeting(word, partnership))
    assert found is not None, "it was looked up"
    yield f"{found.id}: {found.title}, {found.date}"
    for each in found.principles:
        principle = partnership.instrument.principle(each)
        yield f"  {principle.title if principle else each}"


def notes(here: Context, word: str = "") -> str:
    """The notes of a meeting as they are; of the preliminary discussion, where none is named."""
    partnership = open_partnership(here)[1].partnership
    found = partnership.meeting(lookup.meeting(word, partnership)) if word else partnership.preliminary
    return found.notes if found else ""


def plan(here: Context, key: Literal["goal", "measure"], principle: str, horizon: str) -> Iterator[str]:
    """About the goal or the measure of a part of a plan: what is said so far."""
    partnership = open_partnership(here)[1].partnership
    which, part = lookup.principle(principle, partnership.instrument), lookup.horizon(horizon, partnership.instrument)
    yield f"{which.title}, {part}"
    record = partnership.record(which.id)
    for found in record.plans if record else ():
        if found.horizon == part:
            yield from _so_far(("goal", found.goal), ("measure", found.measure), first=key)


def preliminary(here: Context, route: Route) -> Iterator[str]:
    """About a text of the preliminary discussion: what is said so far."""
    found = open_partnership(here)[1].partnership.preliminary
    if found and route == ("readiness", route[-1]):
        plan = found.readiness or Plan()
        yield from _so_far(("goal", plan.goal), ("measure", plan.measure), first=str(route[-1]))
    elif found:
        yield from _so_far(("goal", found.goal), ("commitment", found.commitment), first=str(route[-1]))


def _so_far(*said: tuple[str, str], first: str) -> Iterator[str]:
    for key, words in sorted(said, key=lambda each: each[0] != first):
        if words:
            yield f"The {key} so far:"
            yield from _wrapped(words)


def _statement(which: Statement, instrument: Instrument) -> Iterator[str]:
    principle = instrument.principle(which.principle)
    dimension = next((each.title for each in instrument.dimensions if each.id == which.dimension), which.dimension)
    yield f"{which.named}: {principle.title if principle else which.principle} · {dimension}"
    yield from _wrapped(which.text)


def _standing(which: Statement, partnership: Partnership) -> Iterator[str]:
    found = partnership.assessment(which.id)
    if found is None or found.rating is None:
        yield "Not yet rated."
        return
    at = f" at {found.meeting}" if found.meeting else ""
    on = f", agreed on {found.agreed}" if found.agreed else ""
    yield f"What stands: {partnership.instrument.label(found.rating)}{on}{at}"
    yield from _wrapped(found.because)


def _prompt(prompt: Prompt) -> Iterator[str]:
    yield f"{prompt.title}:"
    for question in prompt.questions:
        yield from _wrapped(question)


def _wrapped(text: str) -> Iterator[str]:
    import textwrap

    for line in text.strip().splitlines():
        yield from textwrap.wrap(line, _WIDE, initial_indent="  ", subsequent_indent="  ") or [""]
