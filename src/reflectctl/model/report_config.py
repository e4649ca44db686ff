"""What a partnership wants its reports to look like: the content of `report.yaml`."""

from collections.abc import Mapping

from .locations import NOWHERE, Place, placed
from .named_tuples import NamedTuple

PARTNER, PUBLIC = "partner", "public"
"""The editions of a report: everything, for those round the table; and what may be published."""

EDITIONS = (PARTNER, PUBLIC)

BOARD, FULL = "board", "full"
"""The lengths of a report: a paper of a few pages for a board, and the record of all that there is."""

LENGTHS = (BOARD, FULL)

DECISIONS, SUMMARY, STANDING, MOVED, TIME, APART = "decisions", "summary", "standing", "moved", "time", "views"
PRINCIPLES, ROOM, HEARD, DISCUSSED, PRELIMINARY = "principles", "room", "heard", "discussed", "preliminary"
PROGRESS, DIFFERENCE, ACTIONS, MEETINGS, NEXT = "little-progress", "difference", "actions", "meetings", "next"
STATUTORY, SCRUTINY, REVIEWS = "statutory-partners", "scrutiny", "reviews"
SCALE, PROVENANCE = "scale", "provenance"

TELLS: Mapping[str, str] = {
    DECISIONS: "the decisions that are asked for",
    SUMMARY: "what a board can read in a minute: ratings, actions, voices",
    STANDING: "where we are: every statement and its rating",
    MOVED: "what moved since the last review, and why",
    TIME: "how it went over time",
    APART: "where agencies and groups see a statement otherwise than it was agreed",
    PRINCIPLES: "each principle: its voice, ratings, reasons, views and plan",
    ROOM: "who was in the room, and who was missing",
    HEARD: "how children, young people and families were heard, when, and what came of it",
    DISCUSSED: "what has been discussed, and what has not yet",
    PRELIMINARY: "the preliminary discussion",
    PROGRESS: "areas with little or no progress, by rules that are printed with what they list",
    DIFFERENCE: "what difference it made to children and families",
    STATUTORY: "what each statutory partner did; in the yearly report",
    SCRUTINY: "what independent scrutiny said; in the yearly report",
    REVIEWS: "what reviews recommended, and the actions that answer it; in the yearly report",
    ACTIONS: "the actions: what is due and overdue, by who leads",
    MEETINGS: "the meetings, with their notes folded away",
    NEXT: "what comes next",
    SCALE: "how to read the scale",
    PROVENANCE: "which commit, wording and program it was made of, with a fingerprint; always there, and last",
}
"""Every section that may be asked for, and what it tells: the words of schemas, editors, completion and docs."""

KNOWN = tuple(TELLS)

PAPER = (SUMMARY, DECISIONS, STANDING, MOVED, APART, DIFFERENCE, ACTIONS, ROOM, NEXT, PROVENANCE)
"""The sections of the board paper, in their order where nobody asks for another."""

SECTIONS = (
    *(SUMMARY, DECISIONS, STANDING, MOVED, TIME, APART, PRINCIPLES, ROOM, HEARD, DISCUSSED, PRELIMINARY, PROGRESS),
    *(ACTIONS, MEETINGS, NEXT, SCALE, PROVENANCE),
)
"""The sections of the full report, in their order where nobody asks for another."""

_OF_A_YEAR = (STATUTORY, SCRUTINY, REVIEWS)
"""What a yearly report has to tell beside."""

YEARLY_PAPER = (
    *(SUMMARY, DECISIONS, DIFFERENCE, STANDING, MOVED, APART, HEARD, *_OF_A_YEAR, PROGRESS, ACTIONS, ROOM, NEXT),
    PROVENANCE,
)
"""The sections of the yearly board paper, in their order where nobody asks for another."""

YEARLY = (
    *(SUMMARY, DECISIONS, DIFFERENCE, STANDING, MOVED, TIME, APART, HEARD, *_OF_A_YEAR, PRINCIPLES, PROGRESS),
    *(DISCUSSED, ROOM, PRELIMINARY, ACTIONS, MEETINGS, NEXT, SCALE, PROVENANCE),
)
"""The sections of the full yearly report, in their order where nobody asks for another."""


@placed
class Chapter(NamedTuple):
    """A chapter that the partnership has written itself."""

    id: str
    title: str = ""
    text: str = ""
    """Markdown."""
    edition: str = ""
    """The edition that it is for; both when empty."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same."""
    where: Place = NOWHERE


class Front(NamedTuple):
    """How a report begins, and what stands in it. What is empty has not been asked for."""

    title: str = ""
    classification: str = ""
    introduction: str = ""
    """Markdown."""
    sections: tuple[str, ...] = ()
    """Ids of sections and chapters, in the order that is wanted."""
    may_stand: str = ""
    """Why what may point at a person may be published all the same."""


_OWN: Mapping[str, Front] = {}


@placed
class Layout(NamedTuple):
    """How a partnership wants its reports to begin, and what they hold."""

    front: Front = Front()
    """For every edition that does not say otherwise."""
    chapters: tuple[Chapter, ...] = ()
    editions: Mapping[str, Front] = _OWN
    """What an edition has of its own, by its name."""
    where: Place = NOWHERE

    def of(self, edition: str) -> Front:
        """How an edition begins: what it has of its own, else what holds for all."""
        own = self.editions.get(edition, Front())
        return Front(
            own.title or self.front.title,
            own.classification or self.front.classification,
            own.introduction or self.front.introduction,
            own.sections or self.front.sections,
            own.may_stand or self.front.may_stand,
        )

    def chapters_of(self, edition: str) -> tuple[Chapter, ...]:
        """The chapters that stand in an edition."""
        return tuple(chapter for chapter in self.chapters if chapter.edition in ("", edition))
