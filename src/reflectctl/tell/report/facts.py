"""One report in; what its sections ask again and again out: names, links, anchors, ratings and their marks."""

import re
from collections.abc import Iterable

from ...analysis import diff_events, scale, status
from ...model import fields as catalogue
from ...model import report_config as ids
from ...model.blocks import RATED, UNRATED, UNSURE, Content, Line, Link, Mark, Number, Rating, Sign, Span
from ...model.diff import RatingChange
from ...model.instrument import AGREEMENT, CLEAR, DISAGREEMENT, UNCLEAR, Instrument, Principle, Term
from ...model.records import Action, Assessment, Meeting, Partnership, Plan
from ...model.report import Report
from .. import diff_sentences, fields, prose
from ..i18n import say

_FAINTEST, _DARKEST = 8, 42
"""The part of the accent in a tint, in hundredths. Text is readable on all of them."""

_ALONG = {AGREEMENT: "←", DISAGREEMENT: "→", UNCLEAR: "◇", CLEAR: "◆"}
"""Signs of where a rating went: along the scale as pictures draw it, into what lies beside it, and out of that."""


class Anchors:
    """Names for places in a page: made from ids, each given once, so that no two places share one."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self._placed: set[tuple[str, str]] = set()

    def to(self, kind: str, id: str) -> str:
        """The name by which the place of a thing is reached."""
        if (kind, id) not in self._of:
            self._of[kind, id] = self._new(kind, id)
        return self._of[kind, id]

    def at(self, kind: str, id: str) -> str:
        """The name to put at a place; another one when the id stands at a place already."""
        if (kind, id) in self._placed:
            return self._new(kind, id)
        self._placed.add((kind, id))
        return self.to(kind, id)

    def _new(self, kind: str, id: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", f"{kind}-{id}")
        name, n = plain, 1
        while name in self._taken:
            n += 1
            name = f"{plain}-{n}"
        self._taken.add(name)
        return name


class Facts:
    """What is known of one report. What is looked up often is looked up here, since meetings are many."""

    def __init__(self, report: Report, sections: Iterable[str]) -> None:
        self.report = report
        self.partnership: Partnership = report.partnership
        self.instrument: Instrument = report.partnership.instrument
        self.anchors = Anchors()
        self.sections = frozenset(sections)
        self.meetings: dict[str, Meeting] = {}
        for meeting in self.partnership.meetings:
            self.meetings.setdefault(meeting.id, meeting)
        self.assessments: dict[str, list[Assessment]] = {}
        self.plans: dict[str, list[Plan]] = {}
        for record in self.partnership.records:
            self.plans.setdefault(record.principle, []).extend(record.plans)
        for assessment in self.partnership.assessments:
            self.assessments.setdefault(assessment.statement, []).append(assessment)
        self._begun = self.partnership.begun
        comparison = report.comparison
        self.reread = frozenset(report.reread) | frozenset(comparison.reread if comparison else ())
        self.moved = {change.id: change for change in comparison.of(RatingChange)} if comparison else {}
        self.overdue, self.due_soon = frozenset(report.overdue), frozenset(report.due_soon)
        self.for_a_look = frozenset(report.for_a_look)
        self.principles = self._principles()
        self._tints = dict(_tints(self.instrument))
        self._there = self._places()

    def _principles(self) -> list[tuple[Principle, list[tuple[str, str, str]]]]:
        """Every principle with its statements (id, dimension, text), and last what is recorded of unknown ones."""
        found = [
            (principle, [(statement.id, statement.dimension, statement.text) for statement in principle.statements])
            for principle in self.instrument.principles
        ]
        known = {principle.id for principle in self.instrument.principles}
        for record in self.partnership.records:
            if record.principle not in known:
                known.add(record.principle)
                found.append((Principle(record.principle, record.principle, 0, (), ""), []))
        for principle, statements in found:
            there = {statement for statement, _, _ in statements}
            for id in self.assessments:
                before, _, dimension = id.partition(".")
                if before == principle.id and id not in there:
                    statements.append((id, dimension, ""))
        return found

    def _places(self) -> dict[str, set[str]]:
        """Of what kind which ids have a place in the report."""
        known = {principle.id for principle, _ in self.principles} if ids.PRINCIPLES in self.sections else set()
        shown = {id for principle, statements in self.principles for id, _, _ in statements if principle.id in known}
        in_full = self.report.recipe.length == ids.FULL
        by_lead = {action.id for action in self.report.actions} if in_full and ids.ACTIONS in self.sections else set()
        planned = known | ({""} if ids.PRELIMINARY in self.sections else set())
        self._by_lead = by_lead
        return {
            "principle": known,
            "statement": {id for id in shown if self.begun(id.partition(".")[0])},
            "meeting": {meeting.id for meeting in self.report.held} if ids.MEETINGS in self.sections else set(),
            "action": by_lead | {action.id for action in self.partnership.actions if action.principle in planned},
            "section": set(self.sections),
        }

    def is_told_by_lead(self, action: Action) -> bool:
        """Whether all that there is to say of an action stands among the actions by who leads, and not in its plan."""
        return action.id in self._by_lead

    def begun(self, principle: str) -> bool:
        """Whether anything is recorded about a principle."""
        return principle in self._begun

    def discussed(self, principle: str) -> bool:
        """Whether a meeting was held about a principle, or one of its statements was ever rated."""
        rated = (each.statement for each in self.report.timelines if each.steps)
        return any(principle in meeting.principles for meeting in self.report.held) or any(
            statement.partition(".")[0] == principle for statement in rated
        )

    def place(self, kind: str, id: str) -> str:
        """The anchor of a section, principle, statement, meeting or action; empty when it is not in the report."""
        return self.anchors.to(kind, id) if id in self._there[kind] else ""

    # What things are called, and where they are.

    def principle_name(self, id: str) -> str:
        """What a principle is called."""
        return prose.principle_name(id, self.instrument)

    def to_principle(self, id: str) -> Link:
        """A principle, and where it is told of."""
        return Link(self.principle_name(id), self.place("principle", id), is_content=True)

    def to_statement(self, id: str) -> Link:
        """A statement, and where it is told of."""
        return Link(prose.statement_name(id, self.instrument), self.place("statement", id), is_content=True)

    def to_meeting(self, id: str) -> Link:
        """A meeting, and where it is told of."""
        meeting = self.meetings.get(id)
        return Link(meeting.title or id, self.place("meeting", id)) if meeting else Link(id)

    def to_action(self, action: Action) -> Link:
        """An action, and where it stands in its plan."""
        return Link(action.action or action.id, self.place("action", action.id))

    def agencies(self, ids: Iterable[str]) -> str:
        """Some agencies in a row."""
        return prose.listed([self.partnership.agency_name(each) for each in ids])

    def further(self, record: object) -> list[str]:
        """The fields of a record that have no place of their own, each by its title."""
        return [
            f"{say(field.title)}: {fields.words(field, value, self.partnership)}"
            for field, value in catalogue.further(record)
        ]

    # How statements are rated.

    def rating(self, rating: str | None, anchor: str = "") -> Rating:
        """A rating in the words of the scale, and how it is drawn."""
        words = prose.stands(rating, self.instrument)
        if rating is None:
            return Rating(words, UNRATED, 0, anchor)
        point = self.instrument.point(rating)
        drawn = UNSURE if point is not None and point.stance == UNCLEAR else RATED
        return Rating(words, drawn, self._tints.get(rating, _FAINTEST), anchor)

    def path(self, points: Iterable[str | None]) -> Line:
        """Ratings one after another, with arrows between them."""
        arrow = (" ", Sign("→", say("to")), " ")
        return tuple(span for point in points for span in (*arrow, self.rating(point)))[len(arrow) :]

    def rating_of(self, statement: str, rating: str | None, anchor: str = "") -> Rating:
        """How a statement is rated; what stands there, where that cannot be read."""
        bad = status.unreadable_rating(self.partnership, statement)
        return self.rating(rating, anchor) if bad is None else Rating(prose.unusable(bad), UNRATED, 0, anchor)

    def marks(self, statement: str, *, is_brief: bool = False) -> list[Mark]:
        """What is to be noticed about a statement; in brief not how it moved."""
        marks = [self.mark(self.moved[statement])] if statement in self.moved and not is_brief else []
        return marks + ([Mark("↻", say("to be re-read"))] if statement in self.reread else [])

    def mark(self, change: RatingChange) -> Mark:
        """How a rating moved."""
        before, after = change.before.rating, change.after.rating
        if change.way or diff_events.event(change) == diff_events.CORRECTED:
            steps = diff_events.steps(change)
            is_new = diff_events.events(change)[0] == diff_events.RATED and not diff_events.moves(change)
            return Mark("●" if is_new else "≠", diff_sentences.way_sentence(steps, self.instrument))
        if before is None:
            return Mark("●", say("newly rated"))
        if after is None:
            return Mark("○", say("rating withdrawn"))
        return Mark(_ALONG.get(change.towards, "≠"), diff_sentences.step(before, after, self.instrument))


def numbered(number: int, *words: Span) -> Line:
    """Words with the number of a principle before them, where it has one."""
    return (Number(number), " ", *words) if number else words


def marked(line: Iterable[Span], marks: Iterable[Mark], between: Span = " ") -> Line:
    """A line, and what is to be noticed behind it."""
    return (*line, *(span for mark in marks for span in (between, mark)))


def titled(thing: Principle | Term) -> Content:
    """What a principle or a part of the instrument is called."""
    return Content(prose.named(thing))


def since(report: Report) -> str:
    """What a report is compared with: the day of it, where that is known."""
    return prose.day(report.since_day) or prose.dated(report.since) or say("an earlier moment")


def spanned(report: Report) -> str:
    """Of which days it is told what moved: since one, or from one to the end of a period that is over."""
    until = report.recipe.until
    if until is None or until > report.recipe.day:
        return say("since {day}", day=since(report))
    return say("from {day} to {end}", day=since(report), end=prose.day(until))


def _tints(instrument: Instrument) -> Iterable[tuple[str, int]]:
    """How much of the accent each point is drawn with: less the further down the scale."""
    points = scale.along(instrument)
    for at, point in enumerate(points):
        yield point.id, round(_DARKEST - at * (_DARKEST - _FAINTEST) / max(len(points) - 1, 1))
