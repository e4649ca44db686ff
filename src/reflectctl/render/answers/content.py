"""Content packs and their differences in; what JSON holds of them out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated

from ...analysis import content_diff
from ...analysis.packs import Choice
from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple
from ...tell import word_diff
from .common import SPREAD, Position, Unreadable, taken, unreadable


class Facts(NamedTuple):
    """What a pack says of itself."""

    id: str
    """The id of the pack, as `content` in partnership.yaml names it. Such as `practice-principles`."""
    title: str | None
    """What the pack is called; null when it does not say. Such as `Practice Principles`."""
    language: str
    """The language of its words, as a BCP 47 tag. Such as `en`."""
    version: str | None
    wording: str | None


class Added(NamedTuple):
    """How much the partnership added to a pack."""

    principles: int
    """How many principles. Such as `0`."""
    statements: int
    """How many statements. Such as `1`."""


class Pack(NamedTuple):
    """A content pack."""

    facts: Annotated[Facts, SPREAD]
    principles: int
    """How many principles it has. Such as `8`."""
    statements: int
    """How many statements it has. Such as `24`."""
    local: Added
    """How much the partnership added to it."""
    languages: tuple[str, ...]
    """The other languages that it is there in, as BCP 47 tags. Such as `["cy"]`."""
    folder: str | None
    """Where it lies in the partnership; null when it is shipped with the program. Such as `content/`."""
    used: bool
    """Whether the partnership's ratings stand beside it."""


class Packs(NamedTuple):
    """Content packs.

    What `reflectctl content list --format json` prints: the content packs there are, the partnership's own first.
    """

    packs: tuple[Pack, ...]
    """The content packs."""


def packs(found: Iterable[Choice]) -> Packs:
    """Every pack there is."""
    return Packs(tuple(map(_pack, found)))


def _pack(choice: Choice) -> Pack:
    whole, own = choice.instrument, choice.instrument.pack
    counts = {"principles": len(own.principles), "statements": len(own.statements)}
    return taken(Pack, choice, facts=taken(Facts, whole), local=Added(*whole.added), **counts)


class Question(NamedTuple):
    """A question of the preliminary discussion."""

    id: str
    """Its id. Such as `value`."""
    question: str
    """The question. Such as `What makes these discussions worth having?`."""
    follow_ups: tuple[str, ...]
    """What is asked after it. Such as `["And what else?"]`."""


class Preliminary(NamedTuple):
    """What is talked about before the first principle."""

    about: str | None
    """What the questions are for; null when it does not say. Such as `So that everybody knows why they have come.`."""
    questions: tuple[Question, ...]
    """The questions, in their order."""


class Named(NamedTuple):
    """A named thing of the instrument and what it means."""

    id: str
    """Its id. Such as `collaboration`."""
    title: str | None
    """What it is called; null when it does not say. Such as `Collaboration`."""
    meaning: str | None
    """What it means; null when it does not say. Such as `Agencies decide and act together.`."""


class Dimension(NamedTuple):
    """What each principle is looked at by."""

    named: Annotated[Named, SPREAD]
    local: bool
    """Whether the partnership added it."""


class Point(NamedTuple):
    """A point of the scale."""

    named: Annotated[Named, SPREAD]
    stance: str | None
    """Which side it is on: agreement, unclear or disagreement; null when it does not say. Such as `agreement`."""


class Prompt(NamedTuple):
    """A heading that key points are gathered under."""

    id: str
    """Its id. Such as `evidence`."""
    title: str | None
    """What it is called; null when it does not say. Such as `Evidence`."""
    holds: str | None
    """What its notes are, for the rules: evidence, building or experience; null when it does not say. Such as
    `evidence`."""
    questions: tuple[str, ...]
    """What opens it up. Such as `["What do we do already?"]`."""


class Horizon(NamedTuple):
    """A part of a plan."""

    id: str
    """Its id. Such as `immediate`."""
    title: str | None
    """What it is called; null when it does not say. Such as `Immediate actions`."""
    motto: str | None
    """What stands above it; null when nothing does. Such as `Start small, start somewhere`."""
    goal: str | None
    """What is asked about its goal; null when nothing is. Such as `What progress can we make soon?`."""
    actions: str | None
    """What is asked about its actions; null when nothing is. Such as `Who does what, and by when?`."""
    measure: str | None
    """What is asked about its measure; null when nothing is. Such as `How shall we know?`."""


class Statement(NamedTuple):
    """A statement that is rated."""

    id: str
    """Its id: principle and dimension. Such as `children-first.culture`."""
    dimension: str
    """The id of its dimension. Such as `culture`."""
    text: str | None
    """What partners rate; null when it does not say. Such as `Our strategy says so.`."""
    local: bool
    """Whether the partnership added it."""


class Principle(NamedTuple):
    """A principle."""

    id: str
    """Its id. Such as `children-first`."""
    number: Position
    """Its position in the pack, from 1. Such as `1`."""
    title: str | None
    """What it is called; null when it does not say. Such as `Put children and young people first`."""
    voice: str | None
    """How it should feel to those whom it is about; null when it does not say. Such as `You asked me.`."""
    local: bool
    """Whether the partnership added it."""
    statements: tuple[Statement, ...]
    """What is rated, in the order of the dimensions."""


class Content(NamedTuple):
    """Content.

    What `reflectctl content show --format json` prints: everything that a content pack says. With a principle or a
    statement named, its principles are that one alone.
    """

    facts: Annotated[Facts, SPREAD]
    source: Mapping[str, str]
    """Where its words come from, as far as it says. Such as `{"title": "Partnership Reflective Tool"}`."""
    about: str | None
    """What it is for; null when it does not say. Such as `For agencies that respond together.`."""
    purpose: tuple[str, ...]
    """What it is meant to achieve. Such as `["To talk openly."]`."""
    allows: tuple[str, ...]
    """What it lets a partnership do. Such as `["To reflect on what is there."]`."""
    audience: tuple[str, ...]
    """Whom it is meant for. Such as `["Police"]`."""
    how_to_use: tuple[str, ...]
    """How it is used. Such as `["Take one principle at a time."]`."""
    start_small: str | None
    """What it says of where to begin; null when it does not say. Such as `What is the one thing that you can commit to
    today?`."""
    approaches: tuple[Named, ...]
    """What conversations rest on."""
    preliminary: Preliminary
    """What is talked about before the first principle."""
    themes: tuple[Named, ...]
    """What is held in mind throughout."""
    lead_in: str | None
    """What the titles of principles go on from; null when it does not say. Such as `The response must`."""
    rating_lead_in: str | None
    """What the points of the scale go on from; null when it does not say. Such as `As a Partnership we`."""
    voice_title: str | None
    """What stands above the voices; null when it does not say. Such as `How this should feel`."""
    dimensions: tuple[Dimension, ...]
    """What each principle is looked at by."""
    scale: tuple[Point, ...]
    """The points of the scale, from agreement to disagreement."""
    prompts: tuple[Prompt, ...]
    """The headings that key points are gathered under."""
    making_progress: tuple[Horizon, ...]
    """The parts of a plan."""
    principles: tuple[Principle, ...]
    """The principles, in their order."""


def content(pack: Instrument, statements: Collection[str] | None = None) -> Content:
    """What a pack says; of its statements, and their principles, only those that are named, if any are."""
    wanted = {each.id for each in pack.statements} if statements is None else {*statements}
    questions = tuple(taken(Question, each) for each in pack.questions)
    return taken(
        Content,
        pack,
        facts=taken(Facts, pack),
        source=dict(sorted((key, value) for key, value in pack.source.items() if value)),
        approaches=tuple(taken(Named, each) for each in pack.approaches),
        preliminary=Preliminary(pack.preliminary, questions),
        themes=tuple(taken(Named, each) for each in pack.themes),
        dimensions=tuple(Dimension(taken(Named, each), each.local) for each in pack.dimensions),
        scale=tuple(Point(taken(Named, each), each.stance) for each in pack.scale),
        prompts=tuple(taken(Prompt, each) for each in pack.prompts),
        making_progress=tuple(taken(Horizon, each) for each in pack.horizons),
        principles=tuple(
            taken(Principle, each, statements=tuple(taken(Statement, one) for one in among))
            for each in pack.principles
            if (among := [one for one in each.statements if one.id in wanted]) or statements is None
        ),
    )


class Side(NamedTuple):
    """One of two contents that are compared."""

    label: str
    """What it is called. Such as `practice-principles 1.0, as it is shipped`."""
    id: str | None
    """The id of the pack; null when it does not say. Such as `practice-principles`."""
    version: str | None
    wording: str | None


class Change(NamedTuple):
    """A text that the two put differently."""

    topic: str
    """What the text is about, by its key in the pack; `pack` for the pack itself. Such as `principles`."""
    id: str | None
    """The id of the entry that it belongs to; null where it belongs to the pack itself. Such as `children-first`."""
    part: str
    """Which text of the entry it is; `statements.` and a dimension for a statement. Such as `statements.culture`."""
    before: str | None
    """The text in the first; null when it is not there. The items of a list are lines that begin with a dash. Such as
    `We are confident`."""
    after: str | None
    """The text in the second; null when it is not there. Such as `We are sure`."""
    segments: tuple[word_diff.Segment, ...]


class ContentDifference(NamedTuple):
    """Difference of content.

    What `reflectctl content diff --format json` prints: where the words of two content packs, or of a partnership's
    content at two moments, differ.
    """

    before: Side
    """The first of the two."""
    after: Side
    """The second of the two."""
    changed: tuple[Change, ...]
    """Texts that the two put differently, by topic and entry."""
    only_before: tuple[content_diff.Entry, ...]
    """What only the first has."""
    only_after: tuple[content_diff.Entry, ...]
    """What only the second has."""
    reordered: tuple[str, ...]
    """The topics whose entries stand in another order. Such as `["scale"]`."""
    rated: tuple[str, ...]
    """The statements among those that are worded otherwise that are rated in the partnership at hand. Such as
    `["children-first.culture"]`."""
    unreadable: tuple[Unreadable, ...]


def difference(
    found: content_diff.Difference,
    before: Instrument,
    after: Instrument,
    *,
    labels: tuple[str, str],
    rated: Sequence[str] = (),
    unread: Iterable[tuple[str, str]] = (),
) -> ContentDifference:
    """Where the words of two packs differ."""
    one, other = (taken(Side, pack, label=label) for label, pack in zip(labels, (before, after), strict=True))
    return ContentDifference(
        before=one,
        after=other,
        changed=tuple(map(_change, found.changed)),
        only_before=found.gone,
        only_after=found.come,
        reordered=found.reordered,
        rated=tuple(rated),
        unreadable=unreadable(unread),
    )


def _change(each: content_diff.Rewording) -> Change:
    was, now = content_diff.flat(each.before), content_diff.flat(each.after)
    return Change(*each.wording, was, now, word_diff.segments(was, now))
