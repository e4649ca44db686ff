"""A report in; everything that it says out, in words and in its order, before it takes a form.

HTML and Markdown are made from the same telling, so they say the same. It knows no principle, dimension or point of the
scale: all of them come from the instrument.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ..analysis import stalled, status
from ..model import report_config as sections
from ..model.diff import (
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    MeetingChange,
    PlanChange,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    ViewChange,
    WordingChange,
)
from ..model.instrument import AGREEMENT, DISAGREEMENT, UNCLEAR, Horizon, Instrument, Principle, Term
from ..model.records import DONE, DROPPED, Action, Assessment, Meeting, Partnership, Plan, Source, View
from ..model.report import Report, Stall
from ..render import safe_markdown
from . import charts, diff, diff_sentences, diff_summary
from . import prose as words
from .diff import Chapter, Entry
from .i18n import many, phrase, say, spoken
from .report_parts import (
    RATED,
    UNRATED,
    UNSURE,
    Agreed,
    Cell,
    Course,
    Deed,
    Difference,
    Held,
    Link,
    Mark,
    Moved,
    Part,
    Readiness,
    Relied,
    Room,
    Row,
    Section,
    Seen,
    Sitting,
    Stalled,
    Standing,
    Talked,
    Telling,
    Voice,
)

_FAINTEST, _DARKEST = 8, 42
"""The part of the accent in a tint, in hundredths. Text is readable on all of them."""

_TITLES = {
    sections.SUMMARY: phrase("Summary"),
    sections.STANDING: phrase("Where we are"),
    sections.MOVED: phrase("What moved"),
    sections.TIME: phrase("How it went over time"),
    sections.PRINCIPLES: phrase("Principle by principle"),
    sections.ROOM: phrase("Who was in the room"),
    sections.HEARD: phrase("How children, young people and families were heard"),
    sections.DISCUSSED: phrase("What has been discussed, and what has not"),
    sections.PRELIMINARY: phrase("Preliminary discussion"),
    sections.PROGRESS: phrase("Areas with little or no progress"),
    sections.DIFFERENCE: phrase("What difference it made"),
    sections.ACTIONS: phrase("Actions"),
    sections.MEETINGS: phrase("Meetings"),
    sections.SCALE: phrase("How to read the scale"),
    sections.PROVENANCE: phrase("How this was made"),
}

_CLASSIFIED = {
    sections.PARTNER: phrase("For members of the partnership. Not for publication."),
    sections.PUBLIC: phrase("Public edition"),
}
"""What the banner says where the partnership has not said what it should."""


def told(report: Report) -> Telling:
    """What a report says, in words: those of its phrases, where the partnership has its own."""
    with spoken(report.partnership.instrument.phrases):
        return _Teller(report).all()


class _Anchors:
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


class _Teller:
    """Puts one report into words. What is looked up often is looked up here, since meetings are many."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.partnership: Partnership = report.partnership
        self.instrument: Instrument = report.partnership.instrument
        self.anchors = _Anchors()
        self.sections = tuple(self._sections_wanted())
        self.ids = frozenset(section.id for section in self.sections)
        self.shown_meetings = {meeting.id for meeting in report.held} if sections.MEETINGS in self.ids else set()
        self.meetings: dict[str, Meeting] = {}
        for meeting in self.partnership.meetings:
            self.meetings.setdefault(meeting.id, meeting)
        self.assessments: dict[str, list[Assessment]] = {}
        self.plans: dict[str, list[Plan]] = {}
        for record in self.partnership.records:
            self.plans.setdefault(record.principle, []).extend(record.plans)
            for assessment in record.assessments:
                self.assessments.setdefault(assessment.statement, []).append(assessment)
        self.tints = dict(_tints(self.instrument.scale))
        self.overdue = frozenset(report.overdue)
        self.due_soon = frozenset(report.due_soon)
        comparison = report.comparison
        self.reread = frozenset(report.reread) | frozenset(comparison.reread if comparison else ())
        self.ratings = {change.id: change for change in comparison.of(RatingChange)} if comparison else {}
        self.principles = self._principles()
        self.shown = {statement for _, statements in self.principles for statement, _, _ in statements}
        self.known = frozenset(principle.id for principle, _ in self.principles)
        placed = {self.known: sections.PRINCIPLES, frozenset(("",)): sections.PRELIMINARY}
        self.deeds = {
            action.id
            for action in self.partnership.actions
            for principles, section in placed.items()
            if section in self.ids and action.principle in principles
        }

    def all(self) -> Telling:
        """The whole of it."""
        report, instrument, comparison = self.report, self.instrument, self.report.comparison
        told = self.ids
        front = self.partnership.layout.of(report.recipe.edition)
        # In this order, as what stands first in a page gives places their names.
        parts = tuple(self._part(*each) for each in self.principles) if sections.PRINCIPLES in told else ()
        readiness = self._readiness() if sections.PRELIMINARY in told else None
        pictures = charts.Pictures(report, self.anchors.to)
        written = _language(instrument.language)
        # English phrases are as good in the English of a place.
        language = _language(instrument.phrases.language or (written if written.partition("-")[0] == "en" else ""))
        return Telling(
            language=language,
            foreign="" if written == language else written,
            name=self.partnership.name or say("A partnership"),
            area=self.partnership.area,
            title=front.title or self._title(),
            classification=front.classification or say(_CLASSIFIED[report.recipe.edition]),
            introduction=front.introduction,
            period=_period(report),
            sections=self.sections,
            coverage=words.coverage_sentence(report.coverage),
            counts=tuple(self._counts()),
            notable=tuple(self._notable()),
            bar=pictures.bar(),
            lead_in=instrument.lead_in,
            rating_lead_in=instrument.rating_lead_in,
            voice_title=instrument.voice_title,
            dimensions=tuple(each._replace(title=words.named(each)) for each in instrument.dimensions),
            rows=tuple(self._row(principle, statements) for principle, statements in self.principles),
            compared=comparison is not None,
            dumbbells=pictures.dumbbells(),
            moves=tuple(self._moves()),
            headline=diff_summary.headline(comparison, instrument) if comparison else "",
            chapters=tuple(self._chapters()) if sections.MOVED in told else (),
            panels=tuple(
                (Link(words.named(principle), self._place("principle", principle.id)), principle.number, panel)
                for principle, _ in self.principles
                if (panel := pictures.panel(principle)) is not None
            )
            if sections.TIME in told
            else (),
            untold=say(report.untold) if report.untold else "",
            parts=parts,
            attendances=pictures.attendances(),
            rooms=tuple(self._rooms()),
            voices=tuple(self._voices()),
            discussed=tuple(self._discussed()),
            undiscussed=tuple(
                self._to_principle(each.principle) for each in report.discussed if not (each.meetings or each.begun)
            ),
            readiness=readiness,
            stalled=tuple(self._stalled()),
            differences=tuple(self._differences()),
            actions=tuple(self._actions()),
            sittings=tuple(self._sitting(meeting) for meeting in report.held) if sections.MEETINGS in told else (),
            ahead=tuple((words.day(meeting.date), meeting.title or meeting.id) for meeting in report.ahead),
            scale=tuple((self._standing(point.id), point.meaning) for point in instrument.scale),
            provenance=tuple(self._provenance()),
            unreadable=report.unreadable,
            later=report.later,
        )

    def _title(self) -> str:
        year = self.report.recipe.year
        named = say("Yearly report {year}", year=year) if year else ""
        return " · ".join(each for each in (self.instrument.title, named) if each)

    def _sections_wanted(self) -> Iterator[Section]:
        """The sections that are told, in their order: those asked for, else the partnership's, else the usual ones."""
        recipe, layout = self.report.recipe, self.partnership.layout
        chapters = {each.id: each for each in reversed(layout.chapters_of(recipe.edition)) if each.id not in _TITLES}
        usual = sections.YEARLY if recipe.year else sections.SECTIONS
        wanted = recipe.sections or layout.of(recipe.edition).sections
        if not wanted:
            wanted = (usual[0], *reversed(chapters), *usual[1:])
            if self.report.comparison is None:
                wanted = tuple(id for id in wanted if id != sections.MOVED)
            if recipe.principles:
                wanted = tuple(id for id in wanted if id != sections.PRELIMINARY)
        # Where a report came from is told in every one, and last.
        for id in (*(id for id in dict.fromkeys(wanted) if id != sections.PROVENANCE), sections.PROVENANCE):
            if id in chapters:
                chapter = chapters[id]
                yield Section(id, chapter.title or id, self.anchors.at("chapter", id), chapter.text, is_chapter=True)
            elif id in _TITLES:
                yield Section(id, self._heading(id), self.anchors.at("section", id))

    def _heading(self, id: str) -> str:
        if id == sections.MOVED and self.report.comparison is not None:
            return say("What moved since {day}", day=_since(self.report))
        return say(_TITLES[id])

    def _place(self, kind: str, id: str) -> str:
        """The anchor of a principle, a statement, a meeting or an action; empty when it is not in the report."""
        there = {
            "principle": sections.PRINCIPLES in self.ids and id in self.known,
            "statement": sections.PRINCIPLES in self.ids and id in self.shown and self._begun(id.partition(".")[0]),
            "meeting": id in self.shown_meetings,
            "action": id in self.deeds,
        }
        return self.anchors.to(kind, id) if there[kind] else ""

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

    def _counts(self) -> Iterator[tuple[Standing, str]]:
        for point, n in status.ratings(self.partnership):
            yield self._standing(point.id if point else None), many("{n} statement", "{n} statements", max(n, 0))

    def _notable(self) -> Iterator[str]:
        """What a board would want to know next, in sentences; only what there is."""
        report = self.report
        if report.comparison is not None:
            moved = charts.moved(report.comparison, self.instrument)
            yield say("Since {day}: {moves}.", day=_since(report), moves=moved) if moved else say("No rating moved.")
        if late := len(report.overdue):
            yield words.sentence(
                many("{number} action is past its date.", "{number} actions are past their date.", late)
            )
        if soon := len(report.due_soon):
            yield words.sentence(
                many(
                    "{number} action falls due {within}.",
                    "{number} actions fall due {within}.",
                    soon,
                    within=many("within {n} day", "within {n} days", self.partnership.due_soon_days),
                )
            )
        if apart := sum(1 for each in self.partnership.assessments if status.dissent(each, self.instrument)):
            yield many(
                "On {number} statement an agency’s own view lies on another side of the scale than the rating that "
                "was agreed.",
                "On {number} statements an agency’s own view lies on another side of the scale than the rating that "
                "was agreed.",
                apart,
            )
        if self.reread:
            yield words.sentence(
                many(
                    "{number} statement is to be re-read, because the wording changed after it was rated.",
                    "{number} statements are to be re-read, because the wording changed after it was rated.",
                    len(self.reread),
                )
            )
        yield from self._voices_notable()
        if stalls := len(report.stalls):
            yield words.sentence(
                many(
                    "{number} matter is listed as showing little or no progress, each with the rule by which it is "
                    "listed.",
                    "{number} matters are listed as showing little or no progress, each with the rule by which it is "
                    "listed.",
                    stalls,
                )
            )
        yield from report.later

    def _voices_notable(self) -> Iterator[str]:
        heard = [meeting for meeting in self.report.held if meeting.heard]
        if heard:
            last = max(each.dated or meeting.date for meeting in heard for each in meeting.heard)
            yield many(
                "Children, young people or families were heard for {number} {of_meetings}, last on {day}.",
                "Children, young people or families were heard for {number} {of_meetings}, last on {day}.",
                len(heard),
                of_meetings=many("of {n} meeting", "of {n} meetings", len(self.report.held)),
                day=words.day(last),
            )
        elif self.report.held:
            yield say("No meeting records yet that children, young people or families were heard.")

    def _standing(self, rating: str | None) -> Standing:
        if rating is None:
            return Standing(words.label(None, self.instrument), UNRATED, 0)
        point = self.instrument.point(rating)
        drawn = UNSURE if point is not None and point.stance == UNCLEAR else RATED
        return Standing(words.label(rating, self.instrument), drawn, self.tints.get(rating, _FAINTEST))

    def _marks(self, statement: str) -> tuple[Mark, ...]:
        marks = []
        if statement in self.ratings:
            marks.append(self._mark(self.ratings[statement]))
        if statement in self.reread:
            marks.append(Mark("↻", say("to be re-read")))
        return tuple(marks)

    def _mark(self, change: RatingChange) -> Mark:
        before, after = change.before.rating, change.after.rating
        if before is None:
            return Mark("●", say("newly rated"))
        if after is None:
            return Mark("○", say("rating withdrawn"))
        told = diff_sentences.step(before, after, self.instrument)
        moved = status.move(change.id, before, after, "", self.instrument)
        return Mark({AGREEMENT: "▲", DISAGREEMENT: "▼"}.get(moved.towards, "◆"), told)

    def _row(self, principle: Principle, statements: list[tuple[str, str, str]]) -> Row:
        own = self._place("principle", principle.id)
        cells: dict[str, Cell] = {}
        for id, dimension, _ in statements:
            recorded = self.assessments.get(id, [])
            stands = self._standing(recorded[0].rating if recorded else None)
            anchor = self._place("statement", id) or own
            name = words.dimension_name(dimension, self.instrument)
            cells[dimension] = Cell(name, stands, anchor, self._marks(id))
        columns = tuple(cells.get(dimension.id) for dimension in self.instrument.dimensions)
        return Row(Link(words.named(principle), own), principle.number, columns)

    def _begun(self, principle: str) -> bool:
        return principle in self.plans

    def _moves(self) -> Iterator[Moved]:
        for change in self.ratings.values():
            yield Moved(
                statement=self._to_statement(change.id),
                before=self._standing(change.before.rating),
                after=self._standing(change.after.rating),
                mark=self._mark(change),
                because=change.after.because,
                agreed=self._agreed(change.after),
            )

    def _chapters(self) -> Iterator[Chapter]:
        """Everything else that changed, by kind and in short: the report itself holds what is only named here."""
        views = self._sections(ViewChange)
        if views:
            brief = (each._replace(entries=tuple(one._replace(beneath=()) for one in each.entries)) for each in views)
            yield Chapter(say("Agencies’ own views"), tuple(brief))
        yield from self._story(*_ELSEWHERE, whole=True)
        reasons = self._sections(ReasonChange, AgreedChange)
        if reasons:
            yield Chapter(say("Reasons and days, where the rating stands"), reasons)
        written = tuple(Entry(each) for each in self._written())
        if written:
            yield Chapter(say("Notes, sources and goals, written or changed"), (diff.Section("", written),))

    def _story(self, *of: type[Change], whole: bool = False) -> list[Chapter]:
        """The changes of some kinds; with everything that is said of the whole comparison, or without."""
        comparison = self.report.comparison
        if comparison is None:
            return []
        chosen = comparison._replace(changes=comparison.among(*of))
        if not whole:
            chosen = chosen._replace(reread=(), unreadable=())
        return diff.chapters(chosen, self.partnership, self.partnership)

    def _sections(self, *of: type[Change]) -> tuple[diff.Section, ...]:
        return tuple(
            diff.Section(f"{chapter.title} · {section.title}", section.entries)
            for chapter in self._story(*of)
            for section in chapter.sections
        )

    def _written(self) -> Iterator[str]:
        """For each principle, where notes, sources and goals were written or changed; what they say stands there."""
        comparison = self.report.comparison
        found: dict[str, dict[str, dict[str, None]]] = {}
        for change in comparison.among(*_WRITTEN) if comparison else ():
            principle, _, dimension = change.id.partition(".")
            part = words.dimension_name(dimension, self.instrument)
            if isinstance(change, PlanChange):
                part = words.horizon_name(change.horizon, self.instrument)
            found.setdefault(principle, {}).setdefault(_WRITTEN[type(change)], {})[part] = None
        order = [principle.id for principle, _ in self.principles]
        for principle in (*(each for each in order if each in found), *(each for each in found if each not in order)):
            parts = [say(what, parts=words.listed(list(on))) for what, on in found[principle].items()]
            yield words.sentence(f"{self._name(principle)}: {'; '.join(parts)}")

    def _prompt(self, id: str) -> str:
        prompt = self.instrument.prompt(id)
        return prompt.title or id if prompt else id

    def _name(self, principle: str) -> str:
        return words.principle_name(principle, self.instrument)

    def _part(self, principle: Principle, statements: list[tuple[str, str, str]]) -> Part:
        begun = self._begun(principle.id)
        anchor = self.anchors.at("principle", principle.id)
        seen: list[Seen] = []
        for id, dimension, text in statements if begun else ():
            for assessment in self.assessments.get(id) or [Assessment(id)]:
                seen.append(self._seen(assessment, dimension, text))
        return Part(
            anchor=anchor,
            title=words.named(principle),
            number=principle.number,
            voice=principle.voice,
            begun=begun,
            statements=tuple(seen),
            plans=tuple(self._plans(principle.id)),
        )

    def _seen(self, assessment: Assessment, dimension: str, text: str) -> Seen:
        id, instrument, name = assessment.statement, self.instrument, self.partnership.agency_name
        apart = status.dissent(assessment, instrument)
        prompts = [prompt.id for prompt in instrument.prompts]
        order = [*prompts, *(prompt for prompt in sorted(assessment.reflections) if prompt not in prompts)]
        return Seen(
            anchor=self.anchors.at("statement", id),
            dimension=words.dimension_name(dimension, instrument),
            text=text,
            stands=self._standing(assessment.rating),
            marks=self._marks(id),
            agreed=self._agreed(assessment),
            because=assessment.because,
            views=tuple(self._held(view, view.agency in apart) for view in assessment.views),
            spread=charts.spread(assessment, self.partnership),
            dissent=(
                many(
                    "{agencies} sees this statement on another side of the scale than the rating that was agreed.",
                    "{agencies} see this statement on another side of the scale than the rating that was agreed.",
                    len(apart),
                    agencies=words.listed([name(each) for each in apart]),
                )
                if apart
                else ""
            ),
            picture=charts.dots(assessment, self.partnership, self.anchors.to("views", id)),
            sources=tuple(self._relied(source) for source in assessment.sources),
            reflections=tuple(
                (self._prompt(each), assessment.reflections[each]) for each in order if assessment.reflections.get(each)
            ),
        )

    def _held(self, view: View, differs: bool) -> Held:
        label = words.label(view.rating, self.instrument) if view.rating else say(charts.COULD_NOT_SAY)
        return Held(self.partnership.agency_name(view.agency), label, view.because, differs, bool(view.rating))

    def _relied(self, source: Source) -> Relied:
        whose = self.partnership.agency_name(source.agency) if source.agency else ""
        about = ", ".join(each for each in (whose, _dated(source.dated)) if each)
        if safe_markdown.is_link(source.link):
            return Relied(source.what or source.link, about, source.link)
        return Relied(source.what, ", ".join(each for each in (about, source.link) if each), "")

    def _agreed(self, assessment: Assessment) -> Agreed:
        meeting = self.meetings.get(assessment.meeting)
        absent = words.listed(self._names(meeting.absent)) if meeting else ""
        return Agreed(words.day(assessment.agreed), self._to_meeting(assessment.meeting), absent)

    def _plans(self, principle: str) -> Iterator[Course]:
        for plan in self.plans.get(principle, ()):
            if plan.goal or plan.measure or plan.actions:
                yield self._course(plan, f"{principle}.{plan.horizon}")

    def _course(self, plan: Plan, id: str) -> Course:
        horizon = self.instrument.horizon(plan.horizon) or Horizon(plan.horizon, plan.horizon, "", "", "")
        return Course(
            anchor=self.anchors.at("plan", id),
            title=horizon.title or plan.horizon or say("Becoming ready"),
            motto=horizon.motto,
            goal=plan.goal,
            measure=plan.measure,
            actions=tuple(self._deed(action, self.anchors.at("action", action.id)) for action in plan.actions),
        )

    def _deed(self, action: Action, anchor: str) -> Deed:
        late = action in self.overdue
        told = words.status_name(action)
        if late:
            told = say("{status}, overdue", status=told)
        elif action in self.due_soon:
            told = say("{status}, due soon", status=told)
        place = self._name(action.principle) if action.principle else say("Preliminary discussion")
        under = self._place("principle", action.principle) if action.principle else self._readiness_place()
        return Deed(
            anchor=anchor,
            id=action.id,
            action=action.action,
            owner=words.owner_name(action, self.partnership),
            due=words.day(action.due),
            status=words.capital(told),
            late=late,
            came=say("What difference it made") if action.status == DONE else say("What came of it"),
            outcome=action.outcome,
            serves=words.listed([words.dimension_name(each, self.instrument) for each in action.serves]),
            under=Link(place, under),
        )

    def _readiness_place(self) -> str:
        return next((each.anchor for each in self.sections if each.id == sections.PRELIMINARY), "")

    def _actions(self) -> Iterator[tuple[str, tuple[Deed, ...]]]:
        """The actions by where they stand; under each, in the order of their dates."""
        every = self.report.actions
        near = self.overdue | self.due_soon
        groups = (
            (phrase("Overdue"), self.report.overdue),
            (phrase("Due soon"), self.report.due_soon),
            (phrase("Open"), [action for action in every if action.is_open and action not in near]),
            (phrase("Done"), [action for action in every if action.status == DONE]),
            (phrase("Dropped"), [action for action in every if action.status == DROPPED]),
        )
        for title, actions in groups:
            if actions:
                yield say(title), tuple(self._deed(action, self._place("action", action.id)) for action in actions)

    def _rooms(self) -> Iterator[Room]:
        for each in self.report.attendance:
            agency = self.partnership.agency(each.agency)
            about = []
            if agency and agency.statutory:
                about.append(say("statutory partner"))
            if agency and agency.joined:
                about.append(say("joined {day}", day=words.day(agency.joined)))
            if agency and agency.left:
                about.append(say("left {day}", day=words.day(agency.left)))
            yield Room(
                self.partnership.agency_name(each.agency),
                ", ".join(about),
                tuple(self._to_meeting(id) for id in each.present),
                tuple(self._to_meeting(id) for id in each.absent),
            )

    def _voices(self) -> list[Voice]:
        found = [
            ((heard.dated or meeting.date, meeting.date, meeting.id, at), heard, meeting)
            for meeting in self.report.held
            for at, heard in enumerate(meeting.heard)
        ]
        return [
            Voice(words.day(key[0]), heard.who, heard.how, self._to_meeting(meeting.id))
            for key, heard, meeting in sorted(found, key=lambda each: each[0])
        ]

    def _discussed(self) -> Iterator[Talked]:
        """The principles that have been talked about, and how far."""
        numbers = {principle.id: principle.number for principle, _ in self.principles}
        for each in self.report.discussed:
            if not (each.meetings or each.begun):
                continue
            n = len(each.meetings)
            if n and each.last:
                last = words.day(each.last)
                told = [many("{number} meeting, on {day}", "{number} meetings, last on {day}", n, day=last)]
            else:
                told = [say("no meeting is recorded")]
            told.append(
                many(
                    "{rated} of {n} statement rated",
                    "{rated} of {n} statements rated",
                    each.statements,
                    rated=each.rated,
                )
                if each.begun
                else say("nothing is recorded about it yet")
            )
            yield Talked(
                self._to_principle(each.principle),
                numbers.get(each.principle, 0),
                words.sentence("; ".join(told)),
                tuple(self._to_meeting(id) for id in each.meetings),
            )

    def _stalled(self) -> Iterator[Stalled]:
        found: dict[str, list[Stall]] = {}
        for stall in self.report.stalls:
            found.setdefault(stall.rule, []).append(stall)
        for rule in stalled.RULES:
            if rule.id in found:
                listed = tuple((self._about(stall), self._lasting(stall)) for stall in found[rule.id])
                yield Stalled(say(rule.title), say(rule.listed_when, days=rule.days), listed)

    def _about(self, stall: Stall) -> Link:
        """What a stall is about: an action, a statement, a plan or a principle."""
        action = next((each for each in self.partnership.actions if each.id == stall.about), None)
        if action is not None:
            return Link(words.flat(action.action) or action.id, self._place("action", action.id))
        if stall.about == stalled.READINESS:
            return Link(say("The readiness plan"), self._readiness_place())
        principle, dot, part = stall.about.partition(".")
        if dot and self.instrument.horizon(part):
            return Link(
                f"{self._name(principle)} · {words.horizon_name(part, self.instrument)}",
                self._place("principle", principle),
            )
        return self._to_statement(stall.about) if dot else self._to_principle(principle)

    def _lasting(self, stall: Stall) -> str:
        """What there is to say of a stall: whose it is, and since when."""
        action = next((each for each in self.partnership.actions if each.id == stall.about), None)
        told = [words.owner_name(action, self.partnership)] if action else []
        if stall.since:
            told.append(say("since {day}", day=words.day(stall.since)))
        return ", ".join(each for each in told if each)

    def _differences(self) -> Iterator[Difference]:
        """What came of what was done, the latest first."""
        done = [each for each in self.report.actions if each.status == DONE and each.outcome]
        for action in sorted(done, key=lambda each: (each.closed or date.min, each.id), reverse=True):
            yield Difference(
                words.day(action.closed),
                action.outcome,
                Link(action.action, self._place("action", action.id)),
                self.partnership.agency_name(action.owner) if action.owner else "",
            )

    def _sitting(self, meeting: Meeting) -> Sitting:
        return Sitting(
            anchor=self.anchors.at("meeting", meeting.id),
            day=words.day(meeting.date),
            title=meeting.title or meeting.id,
            principles=words.listed([self._name(each) for each in meeting.principles]),
            present=words.listed(self._names(meeting.present)),
            absent=words.listed(self._names(meeting.absent)),
            notes=meeting.notes,
        )

    def _readiness(self) -> Readiness | None:
        held = self.partnership.preliminary
        if held is None:
            return None
        return Readiness(
            held=words.day(held.discussed),
            meeting=self._to_meeting(held.meeting),
            goal=held.goal,
            commitment=held.commitment,
            plan=self._course(held.readiness, "readiness") if held.readiness else None,
            notes=held.notes,
        )

    def _provenance(self) -> Iterator[tuple[str, str]]:
        made, instrument, recipe = self.report.provenance, self.instrument, self.report.recipe
        yield say("Edition"), say("Public") if recipe.edition == sections.PUBLIC else say("For partners")
        if recipe.since:
            day = _since(self.report)
            told = day if day == _day(recipe.since) else say("{name}, of {day}", name=recipe.since, day=day)
            if recipe.since_commit:
                told = say("{moment} (commit {commit})", moment=told, commit=recipe.since_commit)
            yield say("Compared with"), told
        if made.revision:
            yield say("Commit"), made.revision
            yield say("Recorded"), _moment(made.recorded)
            if made.uncommitted:
                yield (
                    say("Not committed"),
                    say("The files held changes that no commit has yet; this report tells of them too."),
                )
        else:
            yield say("Commit"), say("None: the files were not committed when this report was made.")
        if instrument.id:
            edition = " ".join(each for each in (instrument.id, instrument.version) if each)
            wording = say(_WORDINGS[instrument.wording]) if instrument.wording in _WORDINGS else instrument.wording
            told = say("{pack}, {wording} wording", pack=edition, wording=wording) if wording else edition
            if instrument.original:
                told = say(
                    "{content}, shown in its translation ({language})", content=told, language=instrument.language
                )
            yield say("Content"), told
        source = instrument.source
        for name, key in ((phrase("Source"), "title"), (phrase("Publisher"), "publisher"), (phrase("Note"), "note")):
            if source.get(key):
                yield say(name), words.flat(str(source[key]))
        yield say("Made by"), f"reflectctl {made.program}"

    def _to_statement(self, id: str) -> Link:
        return Link(words.statement_name(id, self.instrument), self._place("statement", id))

    def _to_principle(self, id: str) -> Link:
        return Link(self._name(id), self._place("principle", id))

    def _to_meeting(self, id: str) -> Link:
        meeting = self.meetings.get(id)
        if meeting is None:
            return Link(id, "")
        return Link(meeting.title or id, self._place("meeting", id))

    def _names(self, agencies: Iterable[str]) -> list[str]:
        return [self.partnership.agency_name(each) for each in agencies]


def _tints(scale: tuple[Term, ...]) -> Iterator[tuple[str, int]]:
    """How much of the accent each point is drawn with: less the further down the scale."""
    points = [point for point in scale if point.stance != UNCLEAR]
    for at, point in enumerate(points):
        yield point.id, round(_DARKEST - at * (_DARKEST - _FAINTEST) / max(len(points) - 1, 1))


def _period(report: Report) -> str:
    """What a report is a report of: a moment, or a stretch of time."""
    recipe = report.recipe
    if recipe.start is not None and recipe.until is not None:
        return say("{first} to {last}", first=words.day(recipe.start), last=words.day(recipe.until))
    return say("as of {day}", day=words.day(report.day))


def _since(report: Report) -> str:
    """What a report is compared with: the day of it, where that is known."""
    return words.day(report.since_day) or _day(report.since) or say("an earlier moment")


def _day(text: str) -> str:
    """A day as people write it; any other word as it is."""
    try:
        return words.day(date.fromisoformat(text))
    except ValueError:
        return text


def _dated(dated: str) -> str:
    """The day, month or year that a source is of, as people write it."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", dated):
            return words.month(date.fromisoformat(dated + "-01"))
        return words.day(date.fromisoformat(dated))
    except ValueError:
        return dated


def _moment(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    zone = moment.strftime("%z")
    told = say("{day} at {time}", day=words.day(moment.date()), time=f"{moment:%H:%M}")
    return f"{told} ({zone[:3]}:{zone[3:]})" if zone else told


def _language(language: str) -> str:
    """A language as a page names it; English where none is named, or none that could be one."""
    return language if _LANGUAGE.match(language) else "en"


_ELSEWHERE = (ActionChange, MeetingChange, WordingChange, AgencyChange, PreliminaryChange)

_WRITTEN = {
    ReflectionChange: phrase("notes on {parts}"),
    SourceChange: phrase("sources on {parts}"),
    PlanChange: phrase("goals or measures of {parts}"),
}

_WORDINGS = {"restated": phrase("restated"), "published": phrase("published"), "local": phrase("local")}
"""Whose words those of the content are."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")
