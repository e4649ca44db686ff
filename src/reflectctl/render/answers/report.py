"""A report, made fit for its edition, in; what JSON holds of it out. Last are its recipe and its fingerprint."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any

from ...analysis import diff_events, scale, status
from ...model import instrument, records, report
from ...model.blocks import Section, Written
from ...model.diff import Comparison, kind, part
from ...model.instrument import AGREEMENT, CLEAR, DISAGREEMENT, UNCLEAR, Instrument
from ...model.named_tuples import NamedTuple
from ...model.records import Partnership
from ...model.report import Coverage, Discussed, Stall
from ...model.report_config import BOARD, EDITIONS, LENGTHS, PROVENANCE
from ...tell import diff_sentences
from ...tell.i18n import spoken
from ...tell.report.report import tell
from .. import seal
from ..markdown import text
from .common import SPREAD, Position, Unreadable, taken, unreadable
from .diff import STEPS
from .records import Action, Assessment, Meeting, Plan, Preliminary, Source, View, told


class Period(NamedTuple):
    """The stretch of time that a report is of."""

    year: str | None
    """For a yearly report, its year from April to March. Such as `2025-26`."""
    start: date | None
    """The first day of the period; null when it is not of one."""
    until: date | None
    """The last day that is told of; null when everything in the files is."""


class RatingCount(NamedTuple):
    """How many statements stand at a point of the scale."""

    rating: str | None
    """The id of a point of the scale; null when it is not yet rated. Such as `agree`."""
    rating_title: str
    statements: int
    """How many statements stand there. Such as `5`."""


class Point(NamedTuple):
    """A point of the scale."""

    id: str
    """The id of the point. Such as `agree`."""
    title: str
    """What it is called. Such as `Agree`."""
    meaning: str
    """What it says that partners can evidence. Such as `Every partner is broadly able to show …`."""


class Note(NamedTuple):
    """Key points under a prompt."""

    prompt: str
    """The id of the prompt. Such as `evidence`."""
    meeting: str | None
    """The id of the meeting of the discussion; null when it was at none, or it is not said. Such as
    `2026-03-12-children-first`, `null`."""
    dated: date | None
    """The day of the discussion, which may be that of its meeting; null when it is not said."""
    text: str
    """Key points, in Markdown. Such as `- The board's minute was shown.`."""


class Statement(NamedTuple):
    """A statement, with all that is recorded of it."""

    statement: str
    dimension: str
    text: str
    """Its wording. Such as `In our area …`."""
    local: bool
    assessment: Annotated[Assessment, SPREAD]
    views: tuple[View, ...]
    """What agencies think, beside the rating that was agreed. Empty in a public edition."""
    group_views: tuple[View, ...]
    """What groups think, children and families among them: beside the agencies, and never counted with them. Empty in
    a public edition."""
    dissent: tuple[str, ...]
    """The agencies whose view lies on the other side of the scale than the rating that was agreed. Empty in a public
    edition. Such as `["police"]`."""
    unclear: tuple[str, ...]
    """The agencies of whom that is unclear, as either their view or the rating that was agreed is. Empty in a public
    edition. Such as `["health"]`."""
    earlier_views: tuple[str, ...]
    """Those whose view was given of an earlier rating, more than a month before this one was agreed. Empty in a public
    edition. Such as `["police"]`."""
    sources: tuple[Source, ...]
    """What the evidence is."""
    reflections: tuple[Note, ...]
    """Key points under the prompts. Empty in a public edition."""
    reread: bool


class Principle(NamedTuple):
    """A principle, and what is recorded about it."""

    id: str
    """The principle's id. Such as `children-first`."""
    number: Position
    """Its place in the instrument, for people to read. Such as `1`."""
    title: str
    """What it is called. Such as `Put children and young people first`."""
    local: bool
    """Whether the principle is one that the partnership added to its content pack."""
    voice: str | None
    """How it should feel to a child or young person. Such as `I feel that people understand me …`."""
    begun: bool
    """Whether anything is recorded about it."""
    statements: tuple[Statement, ...]
    """Its statements, each with all that is recorded of it."""
    plans: tuple[Plan, ...]
    """The parts of its plan."""


class Step(NamedTuple):
    """From a day on, a rating stood."""

    day: date
    """From when."""
    rating: str | None
    """The id of a point of the scale; null from when it was withdrawn. Such as `agree`."""
    rating_title: str


class Course(NamedTuple):
    """How the rating of a statement went."""

    statement: str
    ratings: tuple[Step, ...]
    """From each day on, the rating that stood; a null rating from when it was withdrawn."""
    reworded: date | None
    """The day on which its wording last changed."""


class Since(NamedTuple):
    """What a report is compared with."""

    name: str | None
    """What the report is compared with, as it was named. Such as `spring-review`."""
    commit: str | None
    """The full id of its commit. Such as `0123456789abcdef0123456789abcdef01234567`."""
    day: date | None
    """Its day."""


class Change(NamedTuple):
    """A change in a sentence. Both its sides are what `diff --format json` tells."""

    kind: str
    """What changed, as in `diff --format json`. Such as `rating`."""
    event: str
    """What happened to it. Such as `moved`."""
    id: str
    """The statement, principle, action, meeting or agency. Such as `children-first.action`."""
    part: str | None
    """The part of it that changed. Such as `evidence`."""
    sentence: str
    """The change in a sentence. Such as `Moved towards agreement: Disagree → Agree.`."""


class Move(NamedTuple):
    """A rating that changed, by one of the steps that it took, or was agreed again."""

    statement: str
    event: Annotated[str, STEPS]
    """What happened, in one word. Such as `moved`."""
    before: str | None
    """The rating before, as an id of the scale; null when it was not yet rated. Such as `agree`, `null`."""
    after: str | None
    """The rating after, as an id of the scale; null when it was withdrawn. Such as `disagree`, `null`."""
    towards: Annotated[str | None, (AGREEMENT, DISAGREEMENT, UNCLEAR, CLEAR)]
    """Which way it went: along the scale, towards agreement or disagreement; or it became unclear, or is clear now.
    Null when newly rated or withdrawn."""
    agreed: date | None


class Attendance(NamedTuple):
    """When an agency was in the room, and when it was absent."""

    agency: str
    """Its id. Such as `police`."""
    name: str
    """What it is called. Such as `Wessex Police`."""
    present: tuple[str, ...]
    """The meetings at which it was present. Such as `["2026-03-12-children-first"]`."""
    absent: tuple[str, ...]
    """The meetings at which it was absent. Such as `[]`."""
    unlisted: tuple[str, ...]
    """The meetings, while it was a member, of which it is not noted whether it was there. Such as `[]`."""


class GroupAttendance(NamedTuple):
    """Who was at a group's own meetings, which are counted apart."""

    group: str
    """The id of the group. Such as `front-door`."""
    name: str
    """What the group is called. Such as `Front door group`."""
    members: tuple[Attendance, ...]
    """Its members, and whoever else was there."""


class HeldMeeting(NamedTuple):
    """A meeting that has been held, with its notes."""

    meeting: Annotated[Meeting, SPREAD]
    notes: str | None
    """Its notes, in Markdown; null in a public edition. Not told of a meeting that lies ahead. Such as `What we heard
    …`."""


class Provenance(NamedTuple):
    """What a report was made from."""

    commit: str | None
    """The full id of the commit; null when nothing was committed. Such as
    `0123456789abcdef0123456789abcdef01234567`."""
    recorded: str | None
    """When it was committed, ISO 8601. Such as `2026-04-28T12:30:00+01:00`."""
    uncommitted: bool
    """Whether it tells of changes that no commit has."""
    program: str
    """The version of reflectctl. Such as `0.1.0`."""
    unknown: bool
    """Whether git would not say which commit the files are of, if any."""
    content: str | None
    """The id of the pack. Such as `practice-principles`."""
    content_version: str | None
    """The version of the pack. Such as `1.0`."""
    wording: str | None
    """Whether the pack has the published wording or a restatement. Such as `restated`."""
    language: str
    """The language that the content is shown in. What has no words in it is in those of the pack. Such as `en`,
    `cy`."""


class Said(NamedTuple):
    """A section of a paper for a board, as people read it."""

    id: str
    """The id of the section, or of the partnership's own chapter. Such as `summary`."""
    title: str
    """Its heading. Such as `Who was missing`."""
    text: str
    """What it says, in Markdown. Such as `18 of 24 statements are rated: …`."""


class Report(NamedTuple):
    """Report.

    What `reflectctl report --format json` gives: what a partnership has recorded, at one moment, as its edition may
    tell it.
    """

    name: str
    area: str | None
    edition: Annotated[str, EDITIONS]
    """Everything, for those round the table, or what may be published. Such as `public`."""
    length: Annotated[str, LENGTHS]
    """How much the report tells in its forms for people; for a board, `changes` are those of ratings. Such as
    `board`."""
    day: date
    """The day the report speaks of."""
    period: Period
    """The stretch of time that it is a report of."""
    coverage: Coverage
    ratings: tuple[RatingCount, ...]
    """How many statements stand at each point of the scale, in its order, and last how many are not yet rated. Never to
    be added up or averaged."""
    scale: tuple[Point, ...]
    """How to read the ratings."""
    principles: tuple[Principle, ...]
    """In the order of the instrument."""
    courses: tuple[Course, ...] | None
    """How each rating went, by the days on which it was agreed; null where that is not told."""
    untold: str | None
    """Why it is not told how ratings went, in a sentence. Such as `How ratings went is read from commits, and nothing
    has been committed yet.`."""
    since: Since | None
    """What the report is compared with; null when it is not compared."""
    moves: tuple[Move, ...] | None
    """Every step by which a rating changed since then or was agreed again, by statement, in the order in which they
    were agreed; null when the report is not compared."""
    changes: tuple[Change, ...] | None
    """What changed since then; null when the report is not compared."""
    agencies: tuple[Attendance, ...]
    """Who was in the room, and who was absent."""
    discussed: tuple[Discussed, ...]
    """How far each principle has been discussed. Not to have been is no fault."""
    groups: tuple[GroupAttendance, ...]
    """Who was at the groups' own meetings, group by group."""
    preliminary: Preliminary | None
    """The preliminary discussion; null when it is not recorded, or the report is about some principles only."""
    little_progress: tuple[Stall, ...]
    """What is listed as showing little or no progress, by rule."""
    actions: tuple[Action, ...]
    """The actions of the period, by due date."""
    overdue: tuple[str, ...]
    """The ids of open actions past their date. Such as `["a-7k3f"]`."""
    due_soon: tuple[str, ...]
    """The ids of open actions that fall due soon. Such as `[]`."""
    for_a_look: tuple[str, ...]
    """The ids of ongoing actions whose day has come to be looked at again. Such as `[]`."""
    meetings: tuple[HeldMeeting, ...]
    """The meetings of the period that have been held, by date."""
    ahead: tuple[Meeting, ...]
    """The meetings that lie ahead, by date."""
    later: tuple[str, ...]
    """What belongs to the period and was recorded after the commit that the report is made from, in sentences. Such as
    `[]`."""
    unreadable: tuple[Unreadable, ...]
    """Files, and values in files, that could not be read: what they hold is not in the report."""
    unread: tuple[Unreadable, ...]
    """Files that could not be read at an earlier commit, so that what moved and how ratings went may not be told
    whole."""
    paper: tuple[Said, ...] | None
    """What a paper for a board says, section by section, with what it chose and what it named as left out; null in a
    full report, which holds nothing that is not under the other keys."""
    provenance: Provenance
    """What the report was made from."""
    recipe: str
    """What the report was asked to be, in one line; `report --verify` reads it. Such as `reflectctl-report
    commit=0123456789abcdef0123456789abcdef01234567 day=2026-04-30 edition=partner format=json program=0.1.0`."""
    fingerprint: Annotated[str, "^[0-9a-f]{64}$"]
    """SHA-256 of this file with 64 zeros in the place of the fingerprint. Such as
    `0000000000000000000000000000000000000000000000000000000000000000`."""


def report_of(made: report.Report) -> Report:
    """What a report holds, before its fingerprint is put into it."""
    partnership, pack, recipe = made.partnership, made.partnership.instrument, made.recipe
    reread = {*made.reread, *(made.comparison.reread if made.comparison else ())}
    since = Since(recipe.since, recipe.since_commit, made.since_day)
    return taken(
        Report,
        made,
        name=partnership.name,
        area=partnership.area,
        edition=recipe.edition,
        length=recipe.length,
        period=taken(Period, recipe),
        ratings=tuple(_count(point, n, pack) for point, n in status.ratings(partnership)),
        scale=tuple(taken(Point, each) for each in pack.scale),
        principles=tuple(
            _principle(each, partnership.record(each.id), partnership, reread) for each in pack.principles
        ),
        courses=None if made.untold else tuple(_course(each, pack) for each in made.timelines),
        since=since if made.comparison is not None else None,
        moves=None if made.comparison is None else tuple(_moves(made.comparison)),
        changes=None if made.comparison is None else tuple(_changes(made.comparison, partnership)),
        agencies=tuple(taken(Attendance, each, name=partnership.agency_name(each.agency)) for each in made.attendance),
        groups=tuple(
            GroupAttendance(
                each.group,
                partnership.agency_name(each.group),
                tuple(taken(Attendance, its, name=partnership.agency_name(its.agency)) for its in each.members),
            )
            for each in made.groups
        ),
        preliminary=told(partnership.preliminary, partnership) if partnership.preliminary else None,
        little_progress=made.stalls,
        actions=_all(made.actions, partnership),
        overdue=tuple(action.id for action in made.overdue),
        due_soon=tuple(action.id for action in made.due_soon),
        for_a_look=tuple(action.id for action in made.for_a_look),
        meetings=tuple(HeldMeeting(told(each, partnership), each.notes) for each in made.held),
        ahead=_all(made.ahead, partnership),
        unreadable=unreadable(made.unreadable),
        unread=unreadable(made.unread),
        paper=_paper(made) if recipe.length == BOARD else None,
        provenance=_provenance(made.provenance, pack),
        recipe=seal.told(made, seal.JSON),
        fingerprint=seal.PLACEHOLDER,
    )


def _paper(made: report.Report) -> tuple[Said, ...]:
    with spoken(made.partnership.instrument.phrases):
        sections = [each for each in tell(made).blocks if isinstance(each, Section) and each.id != PROVENANCE]
        return tuple(Said(each.id, _title(each), text(each.blocks).rstrip("\n")) for each in sections)


def _title(section: Section) -> str:
    return section.title.words if isinstance(section.title, Written) else str(section.title)


def _moves(comparison: Comparison) -> Iterator[Move]:
    for statement, event, step in diff_events.agreements(comparison):
        yield Move(statement, event, step.was, step.rating, step.towards or None, step.agreed)


def _all(found: Iterable[Any], partnership: Partnership) -> tuple[dict[str, Any], ...]:
    return tuple(told(each, partnership) for each in found)


def _count(point: instrument.Term | None, n: int, pack: Instrument) -> RatingCount:
    rating = point.id if point else None
    return RatingCount(rating, pack.label(rating), n)


def _principle(
    principle: instrument.Principle, record: records.Record | None, partnership: Partnership, reread: set[str]
) -> Principle:
    return taken(
        Principle,
        principle,
        begun=principle.id in partnership.begun,
        statements=tuple(
            _statement(each, partnership.assessment(each.id) or records.Assessment(each.id), partnership, reread)
            for each in principle.statements
        ),
        plans=_all(record.plans, partnership) if record else (),
    )


def _statement(
    statement: instrument.Statement, assessment: records.Assessment, partnership: Partnership, reread: set[str]
) -> Statement:
    dissent = scale.dissent(assessment, partnership.instrument)
    return taken(
        Statement,
        statement,
        statement=statement.id,
        assessment=told(assessment, partnership),
        views=_all(assessment.views, partnership),
        group_views=_all(assessment.group_views, partnership),
        dissent=dissent.outright,
        unclear=dissent.unclear,
        earlier_views=tuple(
            view.of for view in (*assessment.views, *assessment.group_views) if scale.is_earlier(view, assessment)
        ),
        sources=_all(assessment.sources, partnership),
        reflections=tuple(
            Note(prompt, each.meeting or None, partnership.day_of(each), each.points)
            for prompt, said in sorted(assessment.reflections.items())
            for each in said
        ),
        reread=statement.id in reread,
    )


def _course(course: report.Timeline, pack: Instrument) -> Course:
    ratings = tuple(taken(Step, each, rating_title=pack.label(each.rating)) for each in course.steps)
    return taken(Course, course, ratings=ratings)


def _changes(comparison: Comparison, partnership: Partnership) -> Iterable[Change]:
    for change in comparison.changes:
        sentence = diff_sentences.change_sentence(change, partnership, partnership)
        yield Change(kind(change), diff_events.event(change), change.id, part(change), sentence)


def _provenance(made: report.Provenance, pack: Instrument) -> Provenance:
    content = {"content": pack.id, "content_version": pack.version, "wording": pack.wording, "language": pack.language}
    return taken(Provenance, made, commit=made.revision, **content)
