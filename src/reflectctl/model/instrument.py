"""The instrument: what a partnership rates, in which words, on which scale. All of it comes from a content pack."""

from collections.abc import Mapping

from .locations import NOTHING, NOWHERE, Place, placed
from .messages import NO_PHRASES, Phrases, phrase
from .named_tuples import NamedTuple

AGREEMENT, UNCLEAR, DISAGREEMENT = "agreement", "unclear", "disagreement"
"""The stances a scale point may take. What a point is called is the pack's affair."""

CLEAR = "clear"
"""What becomes of a rating that was unclear and lies on the scale now."""

NOT_YET_RATED = "not-yet-rated"
"""What is typed to withdraw a rating, so that no point of a scale is called it."""

NOT_RATED = phrase("Not yet rated")
"""What is said where there is no rating."""


def words(text: str) -> list[str]:
    """The words of a text: what counts of it. However much white space lies between them, and of whatever kind."""
    return text.split()


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words: it is those that a rating is made against."""
    return one == other or words(one) == words(other)


@placed
class Term(NamedTuple):
    """A named thing of the instrument and what it means: a dimension, a theme, an approach or a scale point."""

    id: str
    title: str
    meaning: str = ""
    stance: str = ""
    """For a scale point: agreement, unclear or disagreement."""
    local: bool = False
    """For a dimension: whether the partnership added it to the pack."""
    where: Place = NOWHERE


@placed
class Prompt(NamedTuple):
    """A heading that key points are gathered under, and the questions that open it up."""

    id: str
    title: str
    questions: tuple[str, ...] = ()
    holds: str = ""
    """What its notes are, for the rules: evidence, building or experience."""
    where: Place = NOWHERE


@placed
class Question(NamedTuple):
    """A question of the preliminary discussion."""

    id: str
    question: str
    follow_ups: tuple[str, ...] = ()
    where: Place = NOWHERE


@placed
class Horizon(NamedTuple):
    """One part of the Making Progress plan (immediate or longer-term) and what is asked under it."""

    id: str
    title: str
    goal: str
    actions: str
    measure: str
    motto: str = ""
    where: Place = NOWHERE


@placed
class Statement(NamedTuple):
    """One statement that is rated: a principle seen in one dimension."""

    id: str
    """`principle.dimension`"""
    principle: str
    dimension: str
    text: str
    local: bool = False
    """Whether the partnership added it to the pack; so is every statement of a principle that it added."""
    where: Place = NOWHERE

    @property
    def named(self) -> str:
        """Its id, and whether it is local, for a sentence."""
        return f"{self.id} (local)" if self.local else self.id


@placed
class Principle(NamedTuple):
    """A practice principle: its statements, and how it should feel to a child or young person."""

    id: str
    title: str
    number: int
    """Its position in the pack, from 1. For people to read, never to find it by."""
    statements: tuple[Statement, ...]
    voice: str
    local: bool = False
    """Whether the partnership added it to the pack. It stands after the pack's own."""
    where: Place = NOWHERE


@placed
class Instrument(NamedTuple):
    """A content pack, read: everything a partnership reflects on, in one language and one wording."""

    id: str = ""
    version: str = ""
    language: str = "en"
    title: str = ""
    wording: str = ""
    source: Mapping[str, str] = NOTHING
    about: str = ""
    purpose: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    how_to_use: tuple[str, ...] = ()
    start_small: str = ""
    approaches: tuple[Term, ...] = ()
    preliminary: str = ""
    questions: tuple[Question, ...] = ()
    themes: tuple[Term, ...] = ()
    lead_in: str = ""
    rating_lead_in: str = ""
    voice_title: str = ""
    dimensions: tuple[Term, ...] = ()
    scale: tuple[Term, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    principles: tuple[Principle, ...] = ()
    original: "Instrument | None" = None
    """What this is in another language: the words that ratings are made against. None when these are those."""
    phrases: Phrases = NO_PHRASES
    """What reports say of their own accord, in the partnership's own words."""
    listed: tuple[tuple[str, Place], ...] = ()
    """The principles as the pack lists them, with their places, file or no file. Last, as it is a place."""

    @property
    def as_rated(self) -> "Instrument":
        """The instrument in the words that ratings are made against."""
        return self.original or self

    @property
    def pack(self) -> "Instrument":
        """The instrument without what the partnership added to it."""
        return self._replace(
            dimensions=tuple(each for each in self.dimensions if not each.local),
            principles=tuple(
                each._replace(statements=tuple(statement for statement in each.statements if not statement.local))
                for each in self.principles
                if not each.local
            ),
            original=self.original.pack if self.original else None,
        )

    @property
    def added(self) -> tuple[int, int]:
        """How many principles and how many statements the partnership added to it."""
        return sum(each.local for each in self.principles), sum(each.local for each in self.statements)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the order of principles and dimensions."""
        return tuple(statement for principle in self.principles for statement in principle.statements)

    def principle(self, id: str) -> Principle | None:
        """The principle of that id, if the pack has it."""
        return next((principle for principle in self.principles if principle.id == id), None)

    def statement(self, id: str) -> Statement | None:
        """The statement of that id (`principle.dimension`), if the pack has it."""
        return next((statement for statement in self.statements if statement.id == id), None)

    def dimension(self, id: str) -> Term | None:
        """The dimension of that id, if the pack has it."""
        return next((dimension for dimension in self.dimensions if dimension.id == id), None)

    def prompt(self, id: str) -> Prompt | None:
        """The prompt of that id, if the pack has it."""
        return next((prompt for prompt in self.prompts if prompt.id == id), None)

    def horizon(self, id: str) -> Horizon | None:
        """The part of the plan of that id, if the pack has it."""
        return next((horizon for horizon in self.horizons if horizon.id == id), None)

    def point(self, rating: str | None) -> Term | None:
        """The scale point of a rating; none when it is not yet rated."""
        return next((point for point in self.scale if point.id == rating), None)

    def position(self, rating: str) -> int:
        """How far down the scale a rating stands, from 0. For what lies before what, never for sums."""
        return next(index for index, point in enumerate(self.scale) if point.id == rating)

    def label(self, rating: str | None) -> str:
        """A rating in the words of the scale; an unknown one as it was written."""
        if rating is None:
            return NOT_RATED
        point = self.point(rating)
        return point.title if point else rating


def with_scale(before: Instrument, after: Instrument) -> Instrument:
    """By which of two moments' instruments both are told: the later one, where its scale could be read."""
    return after if after.scale else before
