"""A report in; everything that it says out, in words and in its order, before it takes a form.

HTML and Markdown are made from the same telling, so they say the same. It knows no principle, dimension or point of the
scale: all of them come from the instrument.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from ..analysis import standing
from ..model import changes as kinds
from ..model.changes import Change
from ..model.instrument import AGREEMENT, DISAGREEMENT, UNCLEAR, Horizon, Instrument, Principle, Term
from ..model.partnership import DONE, DROPPED, Action, Assessment, Meeting, Partnership, Plan, Source, View
from ..model.report import Report
from . import prose, words
from .words import Chapter, Section, Told

RATED, UNSURE, UNRATED = "rated", "unsure", "unrated"
"""How a rating is drawn: in a tint, hatched, or as an empty place."""

_FAINTEST, _DARKEST = 8, 42
"""The part of the accent in a tint, in hundredths. Text is readable on all of them."""


class Standing(NamedTuple):
    """A rating in words, and how it is drawn."""

    words: str
    drawn: str
    tint: int


class Mark(NamedTuple):
    """Something to notice about a statement: a symbol and what it means, since a symbol alone says nothing."""

    symbol: str
    words: str


class Link(NamedTuple):
    """Words, and the anchor they lead to; empty when what they name is not in the report."""

    words: str
    anchor: str


class Cell(NamedTuple):
    """One statement in the grid."""

    dimension: str
    stands: Standing
    anchor: str
    marks: tuple[Mark, ...]


class Row(NamedTuple):
    """One principle in the grid."""

    principle: Link
    number: int
    cells: tuple[Cell | None, ...]


class Agreed(NamedTuple):
    """When and where a rating was agreed, and who was missed there."""

    day: str
    meeting: Link
    absent: str


class Moved(NamedTuple):
    """A rating that changed."""

    statement: Link
    before: Standing
    after: Standing
    mark: Mark
    because: str
    agreed: Agreed


class Held(NamedTuple):
    """An agency's own view."""

    agency: str
    label: str
    because: str
    differs: bool


class Relied(NamedTuple):
    """A source of evidence: what it is, whose and of when, and a link that may be followed."""

    what: str
    about: str
    link: str


class Seen(NamedTuple):
    """A statement, and all that is recorded about it."""

    anchor: str
    dimension: str
    text: str
    stands: Standing
    marks: tuple[Mark, ...]
    agreed: Agreed
    because: str
    views: tuple[Held, ...]
    spread: str
    dissent: str
    sources: tuple[Relied, ...]
    reflections: tuple[tuple[str, str], ...]
    """By prompt: its title and the Markdown under it."""


class Deed(NamedTuple):
    """An action, in words."""

    anchor: str
    id: str
    action: str
    owner: str
    due: str
    status: str
    late: bool
    came: str
    """What the outcome tells: the difference it made, or what came of it when it was not done."""
    outcome: str
    serves: str
    under: Link


class Course(NamedTuple):
    """A goal, its measure, and the actions that lead there."""

    anchor: str
    title: str
    motto: str
    goal: str
    measure: str
    actions: tuple[Deed, ...]


class Part(NamedTuple):
    """A principle, and all that is recorded about it; not begun when there are neither statements nor plans."""

    anchor: str
    title: str
    number: int
    voice: str
    begun: bool
    statements: tuple[Seen, ...]
    plans: tuple[Course, ...]


class Room(NamedTuple):
    """How often an agency was in the room."""

    agency: str
    about: str
    present: tuple[Link, ...]
    absent: tuple[Link, ...]


class Voice(NamedTuple):
    """Children, young people or families who were heard."""

    day: str
    who: str
    how: str
    meeting: Link


class Sitting(NamedTuple):
    """A meeting."""

    anchor: str
    day: str
    title: str
    principles: str
    present: str
    absent: str
    notes: str


class Readiness(NamedTuple):
    """The preliminary discussion."""

    held: str
    meeting: Link
    goal: str
    commitment: str
    plan: Course | None
    notes: str


class Telling(NamedTuple):
    """Everything a report says, in the order in which it is said."""

    language: str
    name: str
    area: str
    title: str
    day: str
    coverage: str
    counts: tuple[tuple[Standing, str], ...]
    notable: tuple[str, ...]
    lead_in: str
    rating_lead_in: str
    voice_title: str
    dimensions: tuple[Term, ...]
    rows: tuple[Row, ...]
    since: str
    compared: bool
    moves: tuple[Moved, ...]
    headline: str
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]
    rooms: tuple[Room, ...]
    voices: tuple[Voice, ...]
    readiness: Readiness | None
    actions: tuple[tuple[str, tuple[Deed, ...]], ...]
    sittings: tuple[Sitting, ...]
    scale: tuple[tuple[Standing, str], ...]
    provenance: tuple[tuple[str, str], ...]
    unreadable: tuple[tuple[str, str], ...]


def told(report: Report) -> Telling:
    """What a report says, in words."""
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
        self.ratings = {change.id: change for change in comparison.of(kinds.RATING)} if comparison else {}
        self.principles = self._principles()
        self.shown = {statement for _, statements in self.principles for statement, _, _ in statements}

    def all(self) -> Telling:
        """The whole of it."""
        report, instrument, comparison = self.report, self.instrument, self.report.comparison
        parts = tuple(self._part(principle, statements) for principle, statements in self.principles)
        readiness = self._readiness()
        return Telling(
            language=instrument.language if _LANGUAGE.match(instrument.language) else "en",
            name=self.partnership.name or "A partnership",
            area=self.partnership.area,
            title=instrument.title,
            day=words.day(report.day),
            coverage=words.coverage_sentence(report.coverage),
            counts=tuple(self._counts()),
            notable=tuple(self._notable()),
            lead_in=instrument.lead_in,
            rating_lead_in=instrument.rating_lead_in,
            voice_title=instrument.voice_title,
            dimensions=instrument.dimensions,
            rows=tuple(self._row(principle, statements) for principle, statements in self.principles),
            since=_since(report.since),
            compared=comparison is not None,
            moves=tuple(self._moves()),
            headline=words.headline(comparison, instrument) if comparison else "",
            chapters=tuple(self._chapters()),
            parts=parts,
            rooms=tuple(self._rooms()),
            voices=tuple(self._voices()),
            readiness=readiness,
            actions=tuple(self._actions()),
            sittings=tuple(self._sitting(meeting) for meeting in self.partnership.meetings),
            scale=tuple((self._standing(point.id), point.meaning) for point in instrument.scale),
            provenance=tuple(self._provenance()),
            unreadable=report.unreadable,
        )

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
        for point, n in standing.ratings(self.partnership):
            yield self._standing(point.id if point else None), words.count(max(n, 0), "statement")

    def _notable(self) -> Iterator[str]:
        """What a reader would want to know next, in sentences; only what there is."""
        report, count = self.report, words.count
        late, soon = len(report.overdue), len(report.due_soon)
        if late:
            yield f"{count(late, 'action')} {_be(late)} past {'its' if late == 1 else 'their'} date."
        if soon:
            yield (
                f"{count(soon, 'action')} {'falls' if soon == 1 else 'fall'} due "
                f"within {count(self.partnership.due_soon_days, 'day')}."
            )
        apart = sum(1 for each in self.partnership.assessments if standing.dissent(each, self.instrument))
        if apart:
            yield (
                f"On {count(apart, 'statement')} an agency’s own view lies on another side of the scale "
                "than the rating that was agreed."
            )
        if self.reread:
            n = len(self.reread)
            yield f"{count(n, 'statement')} {_be(n)} to be re-read, because the wording changed after it was rated."
        heard = sum(1 for meeting in self.partnership.meetings if meeting.heard)
        if heard:
            yield f"Children, young people or families were heard for {count(heard, 'meeting')}."
        elif self.partnership.meetings:
            yield "No meeting records yet that children, young people or families were heard."

    def _standing(self, rating: str | None) -> Standing:
        if rating is None:
            return Standing(self.instrument.label(None), UNRATED, 0)
        point = self.instrument.point(rating)
        drawn = UNSURE if point is not None and point.stance == UNCLEAR else RATED
        return Standing(self.instrument.label(rating), drawn, self.tints.get(rating, _FAINTEST))

    def _marks(self, statement: str) -> tuple[Mark, ...]:
        marks = []
        if statement in self.ratings:
            marks.append(self._mark(self.ratings[statement]))
        if statement in self.reread:
            marks.append(Mark("↻", "to be re-read"))
        return tuple(marks)

    def _mark(self, change: Change) -> Mark:
        before, after = _rating(change.before), _rating(change.after)
        if before is None:
            return Mark("●", "newly rated")
        if after is None:
            return Mark("○", "rating withdrawn")
        told = words.step_sentence(before, after, self.instrument).partition(":")[0]
        moved = standing.move(change.id, before, after, "", self.instrument)
        return Mark({AGREEMENT: "▲", DISAGREEMENT: "▼"}.get(moved.towards, "◆"), told)

    def _row(self, principle: Principle, statements: list[tuple[str, str, str]]) -> Row:
        begun = self._begun(principle.id)
        own = self.anchors.to("principle", principle.id)
        cells: dict[str, Cell] = {}
        for id, dimension, _ in statements:
            recorded = self.assessments.get(id, [])
            stands = self._standing(recorded[0].rating if recorded else None)
            anchor = self.anchors.to("statement", id) if begun else own
            name = words.dimension_name(dimension, self.instrument)
            cells[dimension] = Cell(name, stands, anchor, self._marks(id))
        columns = tuple(cells.get(dimension.id) for dimension in self.instrument.dimensions)
        return Row(Link(principle.title or principle.id, own), principle.number, columns)

    def _begun(self, principle: str) -> bool:
        return principle in self.plans

    def _moves(self) -> Iterator[Moved]:
        for change in self.ratings.values():
            now = change.after if isinstance(change.after, Assessment) else Assessment(change.id)
            yield Moved(
                statement=self._to_statement(change.id),
                before=self._standing(_rating(change.before)),
                after=self._standing(_rating(change.after)),
                mark=self._mark(change),
                because=now.because,
                agreed=self._agreed(now),
            )

    def _chapters(self) -> Iterator[Chapter]:
        """Everything else that changed, by kind and in short: the report itself holds what is only named here."""
        views = self._sections(kinds.VIEW)
        if views:
            brief = [Section(title, tuple(each._replace(beneath=()) for each in told)) for title, told in views]
            yield Chapter("Agencies’ own views", tuple(brief))
        yield from self._story(kinds.ACTION, kinds.MEETING, kinds.WORDING, kinds.AGENCY, kinds.PRELIMINARY, whole=True)
        reasons = self._sections(kinds.REASON, kinds.AGREED)
        if reasons:
            yield Chapter("Reasons and days, where the rating stands", reasons)
        written = tuple(Told(each) for each in self._written())
        if written:
            yield Chapter("Notes, sources and goals, written or changed", (Section("", written),))

    def _story(self, *of: str, whole: bool = False) -> list[Chapter]:
        """The changes of some kinds; with everything that is said of the whole comparison, or without."""
        comparison = self.report.comparison
        if comparison is None:
            return []
        chosen = comparison._replace(changes=comparison.of(*of))
        if not whole:
            chosen = chosen._replace(reread=(), unreadable=())
        return words.story(chosen, self.partnership, self.partnership)

    def _sections(self, *of: str) -> tuple[Section, ...]:
        return tuple(
            Section(f"{chapter.title} · {section.title}", section.told)
            for chapter in self._story(*of)
            for section in chapter.sections
        )

    def _written(self) -> Iterator[str]:
        """For each principle, where notes, sources and goals were written or changed; what they say stands there."""
        comparison = self.report.comparison
        found: dict[str, dict[str, dict[str, None]]] = {}
        for change in comparison.of(kinds.REFLECTION, kinds.SOURCE, kinds.PLAN) if comparison else ():
            principle, _, dimension = change.id.partition(".")
            part = words.dimension_name(dimension, self.instrument)
            if change.kind == kinds.PLAN:
                horizon = change.part.partition(".")[0]
                part = words.horizon_name(horizon, self.partnership, self.partnership)
            found.setdefault(principle, {}).setdefault(_WRITTEN[change.kind], {})[part] = None
        order = [principle.id for principle, _ in self.principles]
        for principle in (*(each for each in order if each in found), *(each for each in found if each not in order)):
            parts = [f"{what} {words.listed(list(on))}" for what, on in found[principle].items()]
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
            title=principle.title or principle.id,
            number=principle.number,
            voice=principle.voice,
            begun=begun,
            statements=tuple(seen),
            plans=tuple(self._plans(principle.id)),
        )

    def _seen(self, assessment: Assessment, dimension: str, text: str) -> Seen:
        id, instrument, name = assessment.statement, self.instrument, self.partnership.agency_name
        apart = standing.dissent(assessment, instrument)
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
            spread=_spread(assessment, self.partnership),
            dissent=(
                f"{words.listed([name(each) for each in apart])} {'sees' if len(apart) == 1 else 'see'} "
                "this statement on another side of the scale than the rating that was agreed."
                if apart
                else ""
            ),
            sources=tuple(self._relied(source) for source in assessment.sources),
            reflections=tuple(
                (self._prompt(each), assessment.reflections[each]) for each in order if assessment.reflections.get(each)
            ),
        )

    def _held(self, view: View, differs: bool) -> Held:
        label = self.instrument.label(view.rating) if view.rating else "Asked, and could not say"
        return Held(self.partnership.agency_name(view.agency), label, view.because, differs)

    def _relied(self, source: Source) -> Relied:
        whose = self.partnership.agency_name(source.agency) if source.agency else ""
        about = ", ".join(each for each in (whose, _dated(source.dated)) if each)
        if prose.is_link(source.link):
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
            title=horizon.title or plan.horizon or "Becoming ready",
            motto=horizon.motto,
            goal=plan.goal,
            measure=plan.measure,
            actions=tuple(self._deed(action, self.anchors.at("action", action.id)) for action in plan.actions),
        )

    def _deed(self, action: Action, anchor: str) -> Deed:
        late = action in self.overdue
        told = words.status_name(action)
        if late:
            told = f"{told}, overdue"
        elif action in self.due_soon:
            told = f"{told}, due soon"
        place = self._name(action.principle) if action.principle else "Preliminary discussion"
        under = self.anchors.to("principle", action.principle) if action.principle else "preliminary"
        return Deed(
            anchor=anchor,
            id=action.id,
            action=action.action,
            owner=words.owner_name(action, self.partnership),
            due=words.day(action.due),
            status=told[:1].upper() + told[1:],
            late=late,
            came="What difference it made" if action.status == DONE else "What came of it",
            outcome=action.outcome,
            serves=words.listed([words.dimension_name(each, self.instrument) for each in action.serves]),
            under=Link(place, under),
        )

    def _actions(self) -> Iterator[tuple[str, tuple[Deed, ...]]]:
        """All actions by where they stand; under each, in the order of their dates."""
        every = sorted(self.partnership.actions, key=lambda action: (action.due or date.max, action.id))
        near = self.overdue | self.due_soon
        groups = (
            ("Overdue", self.report.overdue),
            ("Due soon", self.report.due_soon),
            ("Open", [action for action in every if action.is_open and action not in near]),
            ("Done", [action for action in every if action.status == DONE]),
            ("Dropped", [action for action in every if action.status == DROPPED]),
        )
        for title, actions in groups:
            if actions:
                yield title, tuple(self._deed(action, self.anchors.to("action", action.id)) for action in actions)

    def _rooms(self) -> Iterator[Room]:
        for each in self.report.attendance:
            agency = self.partnership.agency(each.agency)
            about = []
            if agency and agency.statutory:
                about.append("statutory partner")
            if agency and agency.joined:
                about.append(f"joined {words.day(agency.joined)}")
            if agency and agency.left:
                about.append(f"left {words.day(agency.left)}")
            yield Room(
                self.partnership.agency_name(each.agency),
                ", ".join(about),
                tuple(self._to_meeting(id) for id in each.present),
                tuple(self._to_meeting(id) for id in each.absent),
            )

    def _voices(self) -> list[Voice]:
        found = [
            ((heard.dated or meeting.date, meeting.date, meeting.id, at), heard, meeting)
            for meeting in self.partnership.meetings
            for at, heard in enumerate(meeting.heard)
        ]
        return [
            Voice(words.day(key[0]), heard.who, heard.how, self._to_meeting(meeting.id))
            for key, heard, meeting in sorted(found, key=lambda each: each[0])
        ]

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
        made, instrument = self.report.provenance, self.instrument
        if made.revision:
            yield "Commit", made.revision
            yield "Recorded", _moment(made.recorded)
            if made.uncommitted:
                yield "Not committed", "The files held changes that no commit has yet; this report tells of them too."
        else:
            yield "Commit", "None: the files were not committed when this report was made."
        if instrument.id:
            edition = " ".join(each for each in (instrument.id, instrument.version) if each)
            yield "Content", f"{edition}, {instrument.wording} wording" if instrument.wording else edition
        source = instrument.source
        for name, key in (("Source", "title"), ("Publisher", "publisher"), ("Note", "note")):
            if source.get(key):
                yield name, words.flat(str(source[key]))
        yield "Made by", f"reflectctl {made.program}"

    def _to_statement(self, id: str) -> Link:
        anchor = self.anchors.to("statement", id) if id in self.shown and self._begun(id.partition(".")[0]) else ""
        return Link(words.statement_name(id, self.instrument), anchor)

    def _to_meeting(self, id: str) -> Link:
        meeting = self.meetings.get(id)
        if meeting is None:
            return Link(id, "")
        return Link(meeting.title or id, self.anchors.to("meeting", id))

    def _names(self, agencies: Iterable[str]) -> list[str]:
        return [self.partnership.agency_name(each) for each in agencies]


def _spread(assessment: Assessment, partnership: Partnership) -> str:
    """Who holds which view, in the order of the scale; never an average."""
    held = standing.spread(assessment, partnership.instrument)
    sentences = []
    for point, agencies in held:
        names = words.listed([partnership.agency_name(each) for each in agencies])
        sentences.append(f"{point.title if point else 'Asked, and could not say'}: {names}.")
    return " ".join(sentences) if len(assessment.views) > 1 else ""


def _tints(scale: tuple[Term, ...]) -> Iterator[tuple[str, int]]:
    """How much of the accent each point is drawn with: less the further down the scale."""
    points = [point for point in scale if point.stance != UNCLEAR]
    for at, point in enumerate(points):
        yield point.id, round(_DARKEST - at * (_DARKEST - _FAINTEST) / max(len(points) - 1, 1))


def _rating(side: object) -> str | None:
    return side.rating if isinstance(side, Assessment) else None


def _be(n: int) -> str:
    return "is" if n == 1 else "are"


def _since(since: str) -> str:
    try:
        return words.day(date.fromisoformat(since))
    except ValueError:
        return since


def _dated(dated: str) -> str:
    """The day, month or year that a source is of, as people write it."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", dated):
            return words.day(date.fromisoformat(dated + "-01")).partition(" ")[2]
        return words.day(date.fromisoformat(dated))
    except ValueError:
        return dated


def _moment(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    zone = moment.strftime("%z")
    return f"{words.day(moment.date())} at {moment:%H:%M}" + (f" ({zone[:3]}:{zone[3:]})" if zone else "")


_WRITTEN = {kinds.REFLECTION: "notes on", kinds.SOURCE: "sources on", kinds.PLAN: "goals or measures of"}

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")
