"""A report in; its pictures out: what is drawn, what can be seen in it, and the same facts for a table."""

from collections.abc import Callable, Iterator
from datetime import date

from ..analysis import dates, status
from ..model.diff import Comparison, RatingChange
from ..model.instrument import Instrument, Principle
from ..model.records import DONE, DROPPED, IN_PROGRESS, Assessment, Partnership
from ..model.report import Course, Rated, Report
from ..render.charts import Attendances, Attended, Bar, Dots, Dumbbell, Dumbbells, Line, Panel
from . import diff_sentences, diff_summary, prose
from .i18n import counted, many, phrase, say
from .report_parts import Picture, Table

COULD_NOT_SAY = phrase("Asked, and could not say")


class Pictures:
    """The pictures of one report. Where there is nothing to see, there is none."""

    def __init__(self, report: Report, name: Callable[[str, str], str]) -> None:
        self.report = report
        self.name = name
        self.partnership = report.partnership
        self.instrument = report.partnership.instrument
        self.scale = scale(self.instrument)
        self.courses = {course.statement: course for course in report.courses}

    def dumbbells(self) -> Picture | None:
        """What moved: ratings then and now."""
        comparison = self.report.comparison
        changes = comparison.of(RatingChange) if comparison else ()
        rows, facts = [], []
        for change in changes:
            before, after = change.before.rating, change.after.rating
            label, brief = (
                prose.statement_name(change.id, self.instrument),
                diff_sentences.step(before, after, self.instrument),
            )
            rows.append(
                Dumbbell(self._short(change.id), place(before, self.instrument), place(after, self.instrument), brief)
            )
            facts.append(
                (
                    label,
                    prose.label(before, self.instrument),
                    prose.label(after, self.instrument),
                    prose.sentence(brief),
                )
            )
        if comparison is None or not rows or not self.scale:
            return None
        return Picture(
            self.name("picture", "moved"),
            say("Ratings then and now"),
            prose.sentence(moved(comparison, self.instrument)),
            Dumbbells(self.scale, tuple(rows)),
            Table((say("Statement"), say("Then"), say("Now"), say("How it moved")), tuple(facts), (0, 1, 2)),
        )

    def _short(self, statement: str) -> str:
        """A statement by what tells it apart first, as a picture may have to shorten it."""
        principle, _, dimension = statement.partition(".")
        named = self.instrument.principle(principle)
        number = f"{named.number} " if named and named.number else ""
        of = prose.principle_name(principle, self.instrument)
        return f"{prose.dimension_name(dimension, self.instrument)} · {number}{of}"

    def panel(self, principle: Principle) -> Picture | None:
        """How a principle's ratings went; none where nothing was ever rated."""
        courses = [course for each in principle.statements if (course := self.courses.get(each.id)) is not None]
        if not self.scale or not any(course.steps for course in courses):
            return None
        lines, said = [], []
        for course in courses:
            name = self._dimension(course)
            steps = tuple((step.day, place(step.rating, self.instrument)) for step in course.steps)
            lines.append(Line(name, steps, (course.reworded,) if course.reworded else ()))
            said.append(f"{name}: {self._went(course)}")
        first, last = self._span()
        return Picture(
            self.name("picture", f"time-{principle.id}"),
            prose.named(principle),
            " ".join(said),
            Panel(self.scale, tuple(lines), first, last),
            Table((say("Statement"), say("From"), say("Rating")), tuple(self._facts(courses)), (0, 2)),
        )

    def _span(self) -> tuple[date, date]:
        """The days that all panels show, so that they can be read side by side."""
        recipe = self.report.recipe
        last = min(recipe.until, self.report.day) if recipe.until else self.report.day
        days = [step.day for course in self.report.courses for step in course.steps]
        first = recipe.start or min(days, default=last)
        return min(first, last), last

    def _dimension(self, course: Course) -> str:
        return prose.dimension_name(course.statement.partition(".")[2], self.instrument)

    def _went(self, course: Course) -> str:
        if not course.steps:
            return say("not yet rated.")
        steps = [{"rating": self._label(step), "day": prose.day(step.day)} for step in course.steps]
        told = [say("{rating} from {day}", **steps[0])]
        told += [say("then {rating} from {day}", **step) for step in steps[1:]]
        return prose.sentence(", ".join(told))

    def _label(self, step: Rated) -> str:
        return prose.label(step.rating, self.instrument) if step.rating else say("rating withdrawn")

    def _facts(self, courses: list[Course]) -> Iterator[tuple[str, ...]]:
        for course in courses:
            name = self._dimension(course)
            for step in course.steps:
                yield name, prose.day(step.day), prose.sentence(self._label(step)).rstrip(".")
            if not course.steps:
                yield name, "", prose.label(None, self.instrument)
            if course.reworded:
                yield name, prose.day(course.reworded), say("The wording changed")

    def bar(self) -> Picture | None:
        """How many actions are open, overdue, done and dropped."""
        actions, late = self.report.actions, frozenset(self.report.overdue)
        if not actions:
            return None
        n = {
            "done": sum(1 for each in actions if each.status == DONE),
            "going": sum(1 for each in actions if each.status == IN_PROGRESS and each not in late),
            "open": sum(1 for each in actions if each.is_open and each.status != IN_PROGRESS and each not in late),
            "overdue": sum(1 for each in actions if each in late),
            "dropped": sum(1 for each in actions if each.status == DROPPED),
        }
        parts = tuple((prose.capital(say(_NAMED[kind])), there, kind) for kind, there in n.items() if there)
        told = prose.listed([many(*_MANY[kind], there) for kind, there in n.items() if there])
        all = len(actions)
        finding = (
            many("of {n} action, {list}", "of {n} actions, {list}", all, list=told)
            if all > 1
            else say("one action: {list}", list=told)
        )
        return Picture(
            self.name("picture", "actions"),
            say("Where the actions stand"),
            prose.sentence(finding),
            Bar(parts),
            Table((say("Status"), say("Actions")), tuple((word, str(there)) for word, there, _ in parts)),
        )

    def attendances(self) -> Picture | None:
        """Which meetings were about which principles, and how many agencies were there."""
        principles = self.instrument.principles
        if not self.report.held or not principles:
            return None
        stretches = dates.coverage_rows(self.partnership, self.report.held)
        rows, facts = [], []
        for stretch in stretches:
            one = len(stretch.meetings) == 1
            label = prose.day(stretch.first)
            if not one:
                label = many(
                    "{first} to {last}: {n} meeting",
                    "{first} to {last}: {n} meetings",
                    len(stretch.meetings),
                    first=prose.day(stretch.first),
                    last=prose.day(stretch.last),
                )
            about = tuple(principle.id in stretch.principles for principle in principles)
            rows.append(Attended(label, about, stretch.present, stretch.expected))
            named = [prose.named(each) for each in principles if each.id in stretch.principles]
            there = (
                say("{present} of {expected}", present=stretch.present, expected=stretch.expected)
                if stretch.expected
                else say("Not recorded")
            )
            facts.append((label, prose.listed(named) or say("None of the principles"), there))
        held = self.report.held
        first, last = prose.day(held[0].date), prose.day(held[-1].date)
        finding = (
            many(
                "{n} meeting, from {first} to {last}.",
                "{n} meetings, from {first} to {last}.",
                len(held),
                first=first,
                last=last,
            )
            if len(held) > 1
            else many("{n} meeting, on {day}.", "{n} meetings, on {day}.", len(held), day=first)
        )
        return Picture(
            self.name("picture", "meetings"),
            say("Meetings, what they were about, and how many agencies were there"),
            finding,
            Attendances(tuple(str(each.number) for each in principles), tuple(rows)),
            Table((say("Meeting"), say("About"), say("Agencies present")), tuple(facts), (1,)),
        )


_NAMED = {
    "done": phrase("done"),
    "going": phrase("in progress"),
    "open": phrase("open"),
    "overdue": phrase("overdue"),
    "dropped": phrase("dropped"),
}
_MANY = {
    "done": counted("{number} done", "{number} done"),
    "going": counted("{number} in progress", "{number} in progress"),
    "open": counted("{number} open", "{number} open"),
    "overdue": counted("{number} overdue", "{number} overdue"),
    "dropped": counted("{number} dropped", "{number} dropped"),
}


def moved(comparison: Comparison, instrument: Instrument) -> str:
    """How many ratings moved, and which way, as a part of a sentence; empty when none did."""
    return "; ".join(diff_summary.moves(comparison, instrument))


def dots(assessment: Assessment, partnership: Partnership, name: str) -> Picture | None:
    """Where the agencies see a statement, beside the rating that was agreed; none for fewer than two views."""
    instrument = partnership.instrument
    if len(assessment.views) < 2 or not instrument.scale:
        return None
    agreed = (
        say("Agreed: {rating}.", rating=prose.label(assessment.rating, instrument))
        if assessment.rating
        else say("No rating is agreed yet.")
    )
    views = tuple((partnership.agency_name(each.agency), place(each.rating, instrument)) for each in assessment.views)
    return Picture(
        name,
        say("Agencies’ own views"),
        f"{agreed} {spread(assessment, partnership)}",
        Dots(scale(instrument), views, place(assessment.rating, instrument)),
        Table((say("Agency"), say("View")), ()),
    )


def spread(assessment: Assessment, partnership: Partnership) -> str:
    """Who holds which view, in the order of the scale; never an average."""
    held = status.spread(assessment, partnership.instrument)
    sentences = []
    for point, agencies in held:
        names = prose.listed([partnership.agency_name(each) for each in agencies])
        sentences.append(f"{point.title if point else say(COULD_NOT_SAY)}: {names}.")
    return " ".join(sentences) if len(assessment.views) > 1 else ""


def scale(instrument: Instrument) -> tuple[str, ...]:
    """The words of the scale."""
    return tuple(point.title or point.id for point in instrument.scale)


def place(rating: str | None, instrument: Instrument) -> int | None:
    """Where a rating stands on the scale; None for one that is not on it."""
    return next((at for at, point in enumerate(instrument.scale) if point.id == rating), None)
