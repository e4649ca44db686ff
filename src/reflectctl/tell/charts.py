"""A report in; its charts out: what is drawn, what can be seen in it, and the same facts for a table.

Where there is nothing to see, there is no chart.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from ..analysis import dates, diff_events
from ..analysis import scale as the_scale
from ..model.blocks import Chart, Column, Content, Figure, Line, Row, Table
from ..model.charts import Attendances, Attended, Bar, Dots, Dumbbell, Dumbbells, Panel
from ..model.charts import Line as Drawn
from ..model.diff import TOLD_LATE, Comparison, RatingChange
from ..model.instrument import Instrument, Principle
from ..model.records import DONE, DROPPED, IN_PROGRESS, Action, Assessment, Partnership
from ..model.report import Rated, Report, Timeline
from . import diff_sentences, diff_summary, prose
from .i18n import counted, many, phrase, say

COULD_NOT_SAY = phrase("Asked, and could not say")


def dumbbells(report: Report, name: str) -> Figure | None:
    """What moved: ratings then and now."""
    comparison, instrument = report.comparison, report.partnership.instrument
    changes = comparison.of(RatingChange) if comparison else ()
    if comparison is None or not changes or not instrument.scale:
        return None
    rows, facts = [], []
    moves = [
        (change.id, step.was, step.rating)
        for change in changes
        for event, step in zip(diff_events.events(change), diff_events.steps(change), strict=True)
        if event not in (diff_events.CONFIRMED, diff_events.CORRECTED, TOLD_LATE)
    ]
    for id, before, after in moves:
        brief = diff_sentences.step(before, after, instrument)
        rows.append(Dumbbell(_short(id, instrument), place(before, instrument), place(after, instrument), brief))
        ends = (
            prose.statement_name(id, instrument),
            *(prose.label(each, instrument) for each in (before, after)),
        )
        facts.append((*map(Content, ends), prose.sentence(brief)))
    if not rows:
        return None
    title, finding = say("Ratings then and now"), prose.sentence(moved(comparison))
    drawn = Chart(name, title, finding, Dumbbells(scale(instrument), tuple(rows), beside(instrument)))
    return Figure(
        title, finding, drawn, _table((say("Statement"), say("Then"), say("Now"), say("How it moved")), facts)
    )


def _table(heads: Iterable[str], rows: Iterable[tuple[Line, ...]]) -> Table:
    return Table(tuple(map(Column, heads)), tuple(map(Row, rows)), role="plain")


def _short(statement: str, instrument: Instrument) -> str:
    """A statement by what tells it apart first, as a chart may have to shorten it."""
    principle, _, dimension = statement.partition(".")
    named = instrument.principle(principle)
    number = f"{named.number} " if named and named.number else ""
    return f"{prose.dimension_name(dimension, instrument)} · {number}{prose.principle_name(principle, instrument)}"


def panel(report: Report, principle: Principle, title: Line, name: str) -> Figure | None:
    """How a principle's ratings went; none where nothing was ever rated."""
    instrument = report.partnership.instrument
    known = {timeline.statement: timeline for timeline in report.timelines}
    timelines = [known[each.id] for each in principle.statements if each.id in known]
    if not instrument.scale or not any(timeline.steps for timeline in timelines):
        return None
    lines, said = [], []
    for timeline in timelines:
        label = _dimension(timeline, instrument)
        steps = tuple((step.day, place(step.rating, instrument)) for step in timeline.steps)
        lines.append(Drawn(label, steps, (timeline.reworded,) if timeline.reworded else ()))
        said.append(f"{label}: {_went(timeline, report.partnership)}")
    first, last = _span(report)
    drawing = Panel(scale(instrument), tuple(lines), first, last, beside(instrument))
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


def attendances(report: Report, name: str) -> Figure | None:
    """Which meetings were about which principles, and how many agencies were there."""
    principles, held = report.partnership.instrument.principles, report.held
    if not held or not principles:
        return None
    rows: list[Attended] = []
    facts: list[tuple[Line, ...]] = []
    for stretch in dates.coverage_rows(report.partnership, held):
        label = prose.day(stretch.first)
        if len(stretch.meetings) > 1:
            label = many(
                "{first} to {last}: {n} meeting",
                "{first} to {last}: {n} meetings",
                len(stretch.meetings),
                first=prose.day(stretch.first),
                last=prose.day(stretch.last),
            )
        about = tuple(principle.id in stretch.principles for principle in principles)
        rows.append(Attended(label, about, stretch.present, stretch.expected))
        named = prose.listed([prose.named(each) for each in principles if each.id in stretch.principles])
        there = (
            say("{present} of {expected}", present=stretch.present, expected=stretch.expected)
            if stretch.expected
            else say("Not recorded")
        )
        facts.append((label, Content(named) if named else say("None of the principles"), there))
    ends = {"first": prose.day(held[0].date), "last": prose.day(held[-1].date)}
    finding = (
        many("{n} meeting, from {first} to {last}.", "{n} meetings, from {first} to {last}.", len(held), **ends)
        if len(held) > 1
        else many("{n} meeting, on {day}.", "{n} meetings, on {day}.", len(held), day=ends["first"])
    )
    title = say("Meetings, what they were about, and how many agencies were there")
    drawing = Attendances(tuple(str(each.number) for each in principles), tuple(rows))
    table = _table((say("Meeting"), say("About"), say("Agencies present")), facts)
    return Figure(title, finding, Chart(name, title, finding, drawing), table)


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


def dots(assessment: Assessment, partnership: Partnership, name: str) -> Chart | None:
    """Where the agencies see a statement, beside the rating that was agreed; none for fewer than two views."""
    instrument = partnership.instrument
    if len(assessment.views) < 2 or not instrument.scale:
        return None
    agreed = (
        say("Agreed: {rating}.", rating=prose.stands(assessment.rating, instrument))
        if assessment.rating
        else say("No rating is agreed yet.")
    )
    views = tuple((partnership.agency_name(each.of), place(each.rating, instrument)) for each in assessment.views)
    description = f"{agreed} {spread(assessment, partnership)}"
    drawing = Dots(scale(instrument), views, place(assessment.rating, instrument), beside(instrument))
    return Chart(name, say("Agencies’ own views"), description, drawing)


def spread(assessment: Assessment, partnership: Partnership) -> str:
    """Who holds which view, in the order of the scale; never an average."""
    held = the_scale.spread(assessment.views, partnership.instrument)
    sentences = []
    for point, agencies in held:
        names = prose.listed([partnership.agency_name(each) for each in agencies])
        sentences.append(f"{point.title if point else say(COULD_NOT_SAY)}: {names}.")
    return " ".join(sentences) if len(assessment.views) > 1 else ""


def scale(instrument: Instrument) -> tuple[str, ...]:
    """The words of the scale, and then those of what lies beside it."""
    return tuple(point.title or point.id for point in the_scale.lanes(instrument))


def beside(instrument: Instrument) -> int:
    """How many points lie beside the scale."""
    return len(instrument.scale) - len(the_scale.along(instrument))


def place(rating: str | None, instrument: Instrument) -> int | None:
    """Where a rating is drawn; None for one that the scale does not know."""
    return next((at for at, point in enumerate(the_scale.lanes(instrument)) if point.id == rating), None)
