"""A report in; its charts out: what is drawn, what can be seen in it, and the same facts for a table.

Where there is nothing to see, there is no chart.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from ..analysis import diff_events
from ..analysis import scale as the_scale
from ..model.blocks import Chart, Column, Content, Figure, Line, Row, Table, Written
from ..model.charts import ABSENT, OUTSIDE, PRESENT, UNLISTED, Bar, Room, Seen, Strip, Strips, Views
from ..model.diff import TOLD_LATE, Comparison, RatingChange
from ..model.instrument import Instrument, Principle
from ..model.records import DONE, DROPPED, IN_PROGRESS, Action, Assessment, Partnership
from ..model.report import Rated, Report, Timeline
from . import dates, diff_sentences, diff_summary, prose
from .i18n import counted, many, phrase, say

COULD_NOT_SAY = phrase("Asked, and could not say")


def paths(report: Report, name: str) -> Figure | None:
    """What moved: the path of each statement whose rating did, and each move on it."""
    comparison, instrument = report.comparison, report.partnership.instrument
    changes = comparison.of(RatingChange) if comparison else ()
    if comparison is None or not changes or not instrument.scale:
        return None
    facts = [
        (
            *(
                Content(each)
                for each in (prose.statement_name(change.id, instrument), _step(step.was, step.rating, instrument))
            ),
            prose.day(step.agreed),
            prose.sentence(diff_sentences.step(step.was, step.rating, instrument)),
        )
        for change in changes
        for event, step in zip(diff_events.events(change), diff_events.steps(change), strict=True)
        if event not in (diff_events.CONFIRMED, diff_events.CORRECTED, TOLD_LATE)
    ]
    known = {timeline.statement: timeline for timeline in report.timelines}
    strips = tuple(
        _strip(known[change.id], instrument, _numbered(change.id, instrument))
        for change in changes
        if change.id in known
    )
    if not facts or not strips:
        return None
    first, last = _span(report)
    first = min(report.since_day or first, last)
    title, finding = say("The path of each rating that moved"), prose.sentence(moved(comparison))
    drawing = Strips(scale(instrument), strips, first, last, beside(instrument))
    drawn = Chart(name, title, finding, drawing)
    return Figure(
        title, finding, drawn, _table((say("Statement"), say("From, to"), say("Agreed"), say("How it moved")), facts)
    )


def _step(before: str | None, after: str | None, instrument: Instrument) -> str:
    return " → ".join(prose.label(each, instrument) for each in (before, after))


def _strip(timeline: Timeline, instrument: Instrument, under: str = "") -> Strip:
    steps = tuple((step.day, place(step.rating, instrument)) for step in timeline.steps)
    reworded = (timeline.reworded,) if timeline.reworded else ()
    return Strip(_dimension(timeline, instrument), steps, reworded, under)


def _table(heads: Iterable[str], rows: Iterable[tuple[Line, ...]]) -> Table:
    return Table(tuple(map(Column, heads)), tuple(map(Row, rows)), role="plain")


def _short(statement: str, instrument: Instrument) -> str:
    """A statement by its number and names, as much as a picture needs to tell it apart."""
    dimension = prose.dimension_name(statement.partition(".")[2], instrument)
    return f"{_numbered(statement, instrument)} · {dimension}"


def _numbered(statement: str, instrument: Instrument) -> str:
    """The principle of a statement, with its number."""
    principle = statement.partition(".")[0]
    named = instrument.principle(principle)
    number = f"{named.number} " if named and named.number else ""
    return f"{number}{prose.principle_name(principle, instrument)}"


def panel(report: Report, principle: Principle, title: Line, name: str) -> Figure | None:
    """How a principle's ratings went; none where nothing was ever rated."""
    instrument = report.partnership.instrument
    known = {timeline.statement: timeline for timeline in report.timelines}
    timelines = [known[each.id] for each in principle.statements if each.id in known]
    if not instrument.scale or not any(timeline.steps for timeline in timelines):
        return None
    said = [f"{_dimension(each, instrument)}: {_went(each, report.partnership)}" for each in timelines]
    strips = tuple(_strip(each, instrument) for each in timelines)
    drawing = Strips(scale(instrument), strips, *_span(report), beside(instrument))
    table = _table((say("Statement"), say("From"), say("Rating")), _steps(timelines, report.partnership))
    return Figure(title, "", Chart(name, prose.named(principle), " ".join(said), drawing), table)


def _span(report: Report) -> tuple[date, date]:
    """The days that all panels show, so that they can be read side by side."""
    recipe = report.recipe
    last = min(recipe.until, report.day) if recipe.until else report.day
    days = [step.day for timeline in report.timelines for step in timeline.steps]
    first = recipe.start or min(days, default=last)
    return min(first, last), last


def _dimension(timeline: Timeline, instrument: Instrument) -> str:
    return prose.dimension_name(timeline.statement.partition(".")[2], instrument)


def _went(timeline: Timeline, partnership: Partnership) -> str:
    instrument = partnership.instrument
    if not timeline.steps:
        return prose.sentence(prose.rating_of(timeline.statement, partnership).lower())
    steps = [{"rating": _label(step, instrument), "day": prose.day(step.day)} for step in timeline.steps]
    told = [say("{rating} from {day}", **steps[0])]
    told += [say("then {rating} from {day}", **step) for step in steps[1:]]
    return prose.sentence(", ".join(told))


def _label(step: Rated, instrument: Instrument) -> str:
    return prose.label(step.rating, instrument) if step.rating else say("rating withdrawn")


def _steps(timelines: list[Timeline], partnership: Partnership) -> Iterator[tuple[Line, ...]]:
    instrument = partnership.instrument
    for timeline in timelines:
        name = Content(_dimension(timeline, instrument))
        for step in timeline.steps:
            yield name, prose.day(step.day), Content(prose.sentence(_label(step, instrument)).rstrip("."))
        if not timeline.steps:
            yield name, "", prose.rating_of(timeline.statement, partnership)
        if timeline.reworded:
            yield name, prose.day(timeline.reworded), say("The wording changed")


def bar(report: Report, name: str) -> Figure | None:
    """How many actions are open, overdue, done and dropped."""
    actions = report.actions
    if not actions:
        return None
    n = standings(actions, report.overdue)
    parts = tuple((prose.capital(say(_NAMED[kind])), there, kind) for kind, there in n.items() if there)
    told = prose.listed([many(*_MANY[kind], there) for kind, there in n.items() if there])
    finding = prose.sentence(
        many("of {n} action, {list}", "of {n} actions, {list}", len(actions), list=told)
        if len(actions) > 1
        else say("one action: {list}", list=told)
    )
    title = say("Where the actions stand")
    table = _table((say("Status"), say("Actions")), [(word, str(there)) for word, there, _ in parts])
    return Figure(title, finding, Chart(name, title, finding, Bar(parts)), table)


def standings(actions: Iterable[Action], overdue: Collection[Action]) -> dict[str, int]:
    """How many actions stand where; each is counted once, and one that is overdue as nothing else."""
    late = frozenset(overdue)
    n = dict.fromkeys(_NAMED, 0)
    for action in actions:
        if action in late:
            n[OVERDUE] += 1
        elif action.is_open:
            n[GOING if action.status == IN_PROGRESS else OPEN] += 1
        elif action.status in (DONE, DROPPED):
            n[action.status] += 1
    return n


MOST_MEETINGS = 52
"""How many meetings a picture shows: one a week in a year."""


def attendances(report: Report, name: str) -> Figure | None:
    """Who was in the room: agencies by meetings of the whole partnership."""
    whole = [meeting for meeting in report.held if not meeting.group]
    every, whole = len(whole), whole[-MOST_MEETINGS:]
    if not whole or not report.attendance:
        return None
    days = tuple(dates.day(meeting.date, short=True) for meeting in whole)
    rows, facts = [], []
    for each in report.attendance:
        state = {
            id: kind
            for kind, ids in ((PRESENT, each.present), (ABSENT, each.absent), (UNLISTED, each.unlisted))
            for id in ids
        }
        rows.append(
            (report.partnership.agency_name(each.agency), tuple(state.get(meeting.id, OUTSIDE) for meeting in whole))
        )
        absent = [day for day, there in zip(days, rows[-1][1], strict=True) if there == ABSENT]
        present = sum(1 for there in rows[-1][1] if there == PRESENT)
        facts.append((Written(rows[-1][0]), many("{n} meeting", "{n} meetings", present), prose.listed(absent)))
    ends = {"first": prose.day(whole[0].date), "last": prose.day(whole[-1].date)}
    if every > len(whole):
        finding = say("The latest {n} of {of} meetings, from {first} to {last}.", n=len(whole), of=every, **ends)
    elif every > 1:
        finding = many("{n} meeting, from {first} to {last}.", "{n} meetings, from {first} to {last}.", every, **ends)
    else:
        finding = many("{n} meeting, on {day}.", "{n} meetings, on {day}.", every, day=ends["first"])
    title = say("Who was at which meeting")
    table = _table((say("Agency"), say("Present"), say("Absent on")), facts)
    return Figure(title, finding, Chart(name, title, finding, Room(days, tuple(rows))), table)


GOING, OPEN, OVERDUE = "going", "open", "overdue"

_NAMED = {
    DONE: phrase("done"),
    GOING: phrase("in progress"),
    OPEN: phrase("open"),
    OVERDUE: phrase("overdue"),
    DROPPED: phrase("dropped"),
}
_MANY = {
    DONE: counted("{n} done", "{n} done"),
    GOING: counted("{n} in progress", "{n} in progress"),
    OPEN: counted("{n} open", "{n} open"),
    OVERDUE: counted("{n} overdue", "{n} overdue"),
    DROPPED: counted("{n} dropped", "{n} dropped"),
}


def moved(comparison: Comparison) -> str:
    """How many ratings moved, and which way, as a part of a sentence; empty when none did."""
    return "; ".join(diff_summary.moves(comparison))


def otherwise(report: Report, name: str) -> Figure | None:
    """Who sees a statement otherwise than it was agreed; none where nobody does."""
    partnership = report.partnership
    instrument = partnership.instrument
    found = [each for each in partnership.assessments if any(the_scale.dissent(each, instrument))]
    if not found or not instrument.scale:
        return None
    facts, seen = [], []
    for each in found:
        apart = frozenset(id for ids in the_scale.dissent(each, instrument) for id in ids)
        shown = each._replace(views=tuple(view for view in each.views if view.of in apart))
        seen.append(_seen(_short(each.statement, instrument), shown, partnership))
        facts += [
            (
                Content(prose.statement_name(each.statement, instrument)),
                Content(prose.stands(each.rating, instrument)),
                Written(partnership.agency_name(view.of)),
                Content(prose.stands(view.rating, instrument)),
            )
            for view in shown.views
        ]
    title = say("Who sees it otherwise than it was agreed")
    finding = many("{n} statement.", "{n} statements.", len(found))
    table = _table((say("Statement"), say("Agreed"), say("Who"), say("Their own view")), facts)
    return Figure(
        title, finding, Chart(name, title, finding, Views(scale(instrument), tuple(seen), beside(instrument))), table
    )


def _seen(label: str, assessment: Assessment, partnership: Partnership) -> Seen:
    instrument = partnership.instrument
    held = tuple((partnership.agency_name(each.of), place(each.rating, instrument)) for each in assessment.views)
    return Seen(label, held, place(assessment.rating, instrument))


def scale(instrument: Instrument) -> tuple[str, ...]:
    """The words of the scale, and then those of what lies beside it."""
    return tuple(point.title or point.id for point in the_scale.lanes(instrument))


def beside(instrument: Instrument) -> int:
    """How many points lie beside the scale."""
    return len(instrument.scale) - len(the_scale.along(instrument))


def place(rating: str | None, instrument: Instrument) -> int | None:
    """Where a rating is drawn; None for one that the scale does not know."""
    return next((at for at, point in enumerate(the_scale.lanes(instrument)) if point.id == rating), None)
