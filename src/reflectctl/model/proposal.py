"""What came back from a room: what would be recorded, where each of it was found, and what is doubtful.

Whoever reads a sheet, a table of answers or a paper makes a `Proposal` of it; `app.proposal` shows it, and writes it
once somebody has said yes. What is recorded are the records of `records`; nothing here is written by itself.
"""

from typing import TypeAlias

from .named_tuples import NamedTuple
from .records import Action, Assessment, Discussion, Heard, Plan, Preliminary, Progress, View


class Place(NamedTuple):
    """Where something was found in a file that came back."""

    file: str
    """The name of the file. Such as `police.xlsx`."""
    at: str = ""
    """Where in it, in words. Such as `row 12`, `table 3, row 2`."""

    def __str__(self) -> str:
        return f"{self.file}, {self.at}" if self.at else self.file


class Doubt(NamedTuple):
    """What is not recorded as it stands, and why."""

    place: Place
    message: str
    """What was found, what was expected and what to do: whole sentences, which repeat nothing that somebody wrote."""


class Attendance(NamedTuple):
    """Who was in the room at a meeting, by ids; guests by role and organisation."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()


class Notes(NamedTuple):
    """What was noted of a meeting, beside all that has a place of its own."""

    text: str
    """Markdown. Such as `We meet at the library next time.`."""


Said: TypeAlias = View | Assessment | Discussion | Plan | Action | Progress | Heard | Preliminary | Attendance | Notes
"""What is proposed.

- `View`: what somebody thinks of the statement that it is about. Its `given` may be missing: the day of the meeting is
  taken then, or today; a view that says what stands already is none the newer for it.
- `Assessment`: the agreed rating of its statement, by `rating`, `because`, `agreed` and `meeting`.
- `Discussion`: key points under a prompt of the statement that it is about.
- `Plan`: the goal and the measure of a part of the plan of the principle that it is about; an empty one says nothing.
- `Action`: a new action, of `principle` and `horizon` (neither: of the readiness plan); its id is made when it is
  recorded. One with an id is an action that is there, of which `status`, `closed` and `outcome` are said.
- `Progress`: what happened on the way to the action that it is about, and its due date from then on, where that moved.
- `Heard`: who was heard at the meeting that it is about.
- `Preliminary`: what the preliminary discussion came to; `notes` are added to those that stand.
- `Attendance`: of the meeting that it is about.
- `Notes`: of the meeting that it is about; they are added to those that stand.
"""


class Proposed(NamedTuple):
    """One thing that would be recorded."""

    place: Place
    said: Said
    about: str = ""
    """The id of what it is about: a statement, a principle, an action or a meeting, as `Said` tells."""
    prompt: str = ""
    """The prompt that key points belong under."""
    how: str = ""
    """How it was told, where that had to be found out. Such as `marked by shading`."""


class Proposal(NamedTuple):
    """What was found in some files."""

    entries: tuple[Proposed, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    """What else is to be known of the reading. Such as `police.xlsx: 2 rows are left empty.`."""

    def and_(self, other: "Proposal") -> "Proposal":
        """Both, one after the other."""
        return Proposal(self.entries + other.entries, self.doubts + other.doubts, self.notes + other.notes)


NEW, SAME, LEFT = "new", "same", "left"
"""What becomes of an entry: it would be recorded; the files say so already; it is left out, and why is said."""


class Step(NamedTuple):
    """An entry beside what stands."""

    entry: Proposed
    state: str
    """What becomes of it: new, same or left. Such as `new`."""
    subject: str
    """What it is about and whose it is. Such as `children-first.culture, police`."""
    was: str = ""
    """What stands, in words; empty where nothing does. Such as `Disagree`."""
    now: str = ""
    """What would stand, in words. Such as `Agree`."""
    words: str = ""
    """What was written with it: a reason, a key point. Such as `Our own audit reads otherwise.`."""
    why: str = ""
    """Why it is left out, or what else is to be known of it."""


class Considered(NamedTuple):
    """A proposal beside what stands: what would be recorded, what is so already, and what is doubtful."""

    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]

    def of(self, state: str) -> tuple[Step, ...]:
        """The steps of which one thing becomes."""
        return tuple(each for each in self.steps if each.state == state)
