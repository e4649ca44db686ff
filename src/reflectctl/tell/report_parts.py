"""What a report says, before it takes a form: HTML, Markdown. Words and places, nothing escaped."""

from typing import NamedTuple

from ..model.instrument import Term
from ..render.charts import Drawing
from .diff import Chapter

RATED, UNSURE, UNRATED = "rated", "unsure", "unrated"
"""How a rating is drawn: in a tint, hatched, or as an empty place."""


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


class Table(NamedTuple):
    """Facts in rows, each beginning with what it is about."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    content: tuple[int, ...] = ()
    """Which columns hold words of the content."""


class Picture(NamedTuple):
    """A drawing, what can be seen in it, and the same facts in a table."""

    name: str
    """Its anchor."""
    title: str
    finding: str
    drawing: Drawing
    table: Table


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
    rated: bool
    """Whether the label is one of the scale's."""


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
    picture: Picture | None
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


class Talked(NamedTuple):
    """How far a principle has been discussed."""

    principle: Link
    number: int
    told: str
    meetings: tuple[Link, ...]


class Stalled(NamedTuple):
    """Where there has been little or no progress by one rule."""

    title: str
    meaning: str
    """When something is listed here."""
    found: tuple[tuple[Link, str], ...]
    """What, and what there is to say of it."""


class Difference(NamedTuple):
    """What came of something that was done."""

    day: str
    outcome: str
    action: Link
    owner: str


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


class Section(NamedTuple):
    """A section of the report, in its place: one of the known ones, or a chapter of the partnership's own."""

    id: str
    title: str
    anchor: str
    text: str = ""
    """The Markdown of a chapter; empty for a known section."""
    is_chapter: bool = False


class Telling(NamedTuple):
    """Everything a report says."""

    language: str
    """That of the report's own phrases."""
    foreign: str
    """The language of the content, where it is another; else empty."""
    name: str
    area: str
    title: str
    classification: str
    introduction: str
    """Markdown."""
    period: str
    """What it is a report of: `as of 30 April 2026`."""
    sections: tuple[Section, ...]
    """Which are told, in their order."""
    coverage: str
    counts: tuple[tuple[Standing, str], ...]
    notable: tuple[str, ...]
    bar: Picture | None
    lead_in: str
    rating_lead_in: str
    voice_title: str
    dimensions: tuple[Term, ...]
    rows: tuple[Row, ...]
    compared: bool
    """Whether the report was compared with another moment."""
    dumbbells: Picture | None
    moves: tuple[Moved, ...]
    headline: str
    chapters: tuple[Chapter, ...]
    """What else changed."""
    panels: tuple[tuple[Link, int, Picture], ...]
    """By principle, with its number, how its ratings went."""
    untold: str
    """Why it is not told how ratings went; empty when it is."""
    parts: tuple[Part, ...]
    attendances: Picture | None
    rooms: tuple[Room, ...]
    voices: tuple[Voice, ...]
    discussed: tuple[Talked, ...]
    undiscussed: tuple[Link, ...]
    readiness: Readiness | None
    stalled: tuple[Stalled, ...]
    differences: tuple[Difference, ...]
    actions: tuple[tuple[str, tuple[Deed, ...]], ...]
    sittings: tuple[Sitting, ...]
    ahead: tuple[tuple[str, str], ...]
    """Meetings to come: day and title."""
    scale: tuple[tuple[Standing, str], ...]
    provenance: tuple[tuple[str, str], ...]
    unreadable: tuple[tuple[str, str], ...]
    later: tuple[str, ...]
