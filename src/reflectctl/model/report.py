"""What a report says, before it takes a form."""

from datetime import date
from typing import TYPE_CHECKING

from .named_tuples import NamedTuple
from .records import Action, Meeting, Partnership
from .report_config import FULL, PARTNER

if TYPE_CHECKING:
    from .diff import Comparison


class Provenance(NamedTuple):
    """What a report was made from, so that anyone can make it again."""

    revision: str
    """The full commit id; empty when the files were not committed."""
    recorded: str
    """The commit's time, ISO 8601; empty like the revision."""
    uncommitted: bool
    """Whether the files held changes that no commit has."""
    program: str
    """The program's version."""
    unknown: bool = False
    """Whether git would not say which commit the files are of, if any."""


class Coverage(NamedTuple):
    """How much has been discussed and rated. Kept apart from what was said."""

    statements: int
    """How many statements there are. Such as `24`."""
    rated: int
    """How many of them are rated. Such as `3`."""
    principles: int
    """How many principles there are. Such as `8`."""
    begun: int
    """About how many of them something is recorded. Such as `1`."""
    meetings: int
    """How many meetings of the whole partnership have been held. Such as `2`."""
    unread: int = 0
    """How many files of principles and meetings could not be read: of what they say nothing is counted. Such as `0`."""
    group_meetings: int = 0
    """How many meetings groups have held of their own. Such as `1`."""


class Attendance(NamedTuple):
    """How often an agency was in the room, and when it was absent."""

    agency: str
    present: tuple[str, ...]
    """Ids of meetings."""
    absent: tuple[str, ...]
    unlisted: tuple[str, ...] = ()
    """Meetings, while it was a member, of which it is not noted whether it was there."""

    @property
    def meetings(self) -> tuple[str, ...]:
        """All that it might have been at."""
        return (*self.present, *self.absent, *self.unlisted)


class GroupAttendance(NamedTuple):
    """Who was at a group's own meetings: counted apart from those of the whole partnership."""

    group: str
    members: tuple[Attendance, ...]
    """Its members, and whoever else was there, in the partnership's order."""


class Status(NamedTuple):
    """Where a partnership stands as of a day, before it takes a form."""

    day: date
    coverage: Coverage
    overdue: tuple[Action, ...]
    due_soon: tuple[Action, ...]
    for_a_look: tuple[Action, ...] = ()
    """Ongoing, with the day come on which they are to be looked at again."""
    reread: tuple[str, ...] = ()
    """Statements whose wording has changed since they were rated."""


class Recipe(NamedTuple):
    """What a report was asked to be. With the commit it was made from, enough to make it again."""

    day: date
    """The day that it speaks of."""
    edition: str = PARTNER
    length: str = FULL
    """How much it tells: `board` or `full`."""
    sections: tuple[str, ...] = ()
    """The sections that were asked for; when empty, those of the layout."""
    principles: tuple[str, ...] = ()
    """The principles that were asked for; all of them when empty."""
    since: str = ""
    """What it is compared with, as it was named."""
    since_commit: str = ""
    """The full id of the commit that was meant."""
    start: date | None = None
    """The first day of the period that it is a report of; none when it is not of a period."""
    until: date | None = None
    """The last day that it tells of; none when it tells of everything in the files."""
    year: str = ""
    """For a yearly report, its year: `2026-27`."""
    head: str = ""
    """The full id of the commit up to which it tells what was recorded after the period, and which says how it begins;
    empty when nothing was, and it begins as it did."""
    language: str = ""
    """The language that its content is in, when that is not the pack's own."""


class Rated(NamedTuple):
    """From a day on, a rating stood."""

    day: date
    rating: str | None
    """None from the day on which it was withdrawn."""


class Timeline(NamedTuple):
    """How the rating of one statement went, by the days on which it was agreed."""

    statement: str
    steps: tuple[Rated, ...]
    """Oldest first; empty when it was never rated."""
    reworded: date | None = None
    """The day on which its wording last changed."""


class Discussed(NamedTuple):
    """How far a principle has been discussed. That it has not is told, and is no fault."""

    principle: str
    """Its id. Such as `children-first`."""
    meetings: tuple[str, ...]
    """Ids of the meetings that were about it, oldest first. Such as `["2026-03-12-children-first"]`."""
    last: date | None
    """The day of the last of them."""
    begun: bool
    """Whether anything is recorded about it."""
    statements: int
    """How many statements it has. Such as `3`."""
    rated: int
    """How many of them are rated. Such as `2`."""


class Stall(NamedTuple):
    """Something in which there has been little or no progress, and the rule by which it is named so."""

    rule: str
    """The rule by which it is listed. Such as `long-overdue`."""
    about: str
    """The id of a statement, an action or a principle; for a plan, `principle.horizon`, or `readiness`. Such as
    `a-7k3f`."""
    since: date | None
    """Since when, where that is known."""


class Report(NamedTuple):
    """A partnership at one moment, what moved since another, and the questions a reader comes with answered."""

    partnership: Partnership
    """As the edition may tell it."""
    day: date
    """The day the report speaks of: actions are overdue as of then."""
    coverage: Coverage
    overdue: tuple[Action, ...]
    due_soon: tuple[Action, ...]
    attendance: tuple[Attendance, ...]
    reread: tuple[str, ...]
    """Statements whose wording has changed since they were rated."""
    since: str
    """What `comparison` was made with, as it was named; empty when nothing was asked for."""
    since_day: date | None
    """The day of what it was made with, where that is known."""
    comparison: "Comparison | None"
    provenance: Provenance
    unreadable: tuple[tuple[str, str], ...] = ()
    """Files that could not be read, each with the reason."""
    recipe: Recipe = Recipe(date.min)
    held: tuple[Meeting, ...] = ()
    """The meetings that the report tells of: those of its period, by date."""
    ahead: tuple[Meeting, ...] = ()
    """The meetings that lie ahead of its day, by date."""
    for_a_look: tuple[Action, ...] = ()
    """The ongoing actions whose day has come to be looked at again."""
    actions: tuple[Action, ...] = ()
    """The actions that it tells of, by due date, those without one last."""
    timelines: tuple[Timeline, ...] = ()
    """How each statement's rating went, in the order of the instrument."""
    untold: str = ""
    """Why no timelines are told, as a sentence; empty when they are."""
    discussed: tuple[Discussed, ...] = ()
    """Every principle, in the order of the instrument."""
    stalls: tuple[Stall, ...] = ()
    """By rule, and then in the order of the instrument."""
    held_back: int = 0
    """In how many places a text that may point at a person is left out of this draft, as nobody has decided on it."""
    groups: tuple[GroupAttendance, ...] = ()
    """Who was at the groups' own meetings, group by group; those that met in its period."""
    later: tuple[str, ...] = ()
    """What belongs to the period and was recorded after the commit that the report was made from, in sentences."""
    unread: tuple[tuple[str, str], ...] = ()
    """Files that could not be read at an earlier commit, each with the commit and the reason: what moved and how
    ratings went may not be told whole."""
