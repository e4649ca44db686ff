"""What is decided about meetings, each in one place."""

from collections.abc import Iterable, Sequence
from datetime import date

from ..model.instrument import Instrument, Question
from ..model.named_tuples import NamedTuple
from ..model.records import Action, Agency, Meeting, Partnership

NOTES = "## Notes"
"""The heading of a new meeting that is about no principle."""


def is_held(meeting: Meeting, today: date) -> bool:
    """Whether a meeting has been held: what is said of one that lies ahead is a plan.

    One of today has: what is agreed there is recorded today.
    """
    return meeting.date <= today


def ahead(meetings: Iterable[Meeting], today: date) -> tuple[Meeting, ...]:
    """The meetings that lie ahead, by date."""
    return by_day(meeting for meeting in meetings if not is_held(meeting, today))


def of_today(meetings: Iterable[Meeting], today: date) -> tuple[Meeting, ...]:
    """The meetings of today: they count as held, and may be about to begin."""
    return by_day(meeting for meeting in meetings if meeting.date == today)


def by_day(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings by date, those of one day by id."""
    return tuple(sorted(meetings, key=lambda meeting: (meeting.date, meeting.id)))


def of_all(meeting: Meeting) -> bool:
    """Whether a meeting is one of the whole partnership, and not a group's own."""
    return not meeting.group


def expected(meeting: Meeting, partnership: Partnership) -> tuple[Agency, ...]:
    """The agencies that a meeting is for: the members of that day; at a group's own meeting, those of the group.

    Of a group that is not known, or does not say who its members are, nobody is known to be expected.
    """
    members = tuple(each for each in partnership.agencies if each.is_member_on(meeting.date))
    if of_all(meeting):
        return members
    group = partnership.group(meeting.group)
    return tuple(each for each in members if group and each.id in group.members)


class Quorum(NamedTuple):
    """How many members of a group were at its own meeting, and how many have to be."""

    present: int
    needed: int

    @property
    def is_reached(self) -> bool:
        """Whether enough were there."""
        return self.present >= self.needed


def quorum(meeting: Meeting, partnership: Partnership) -> Quorum | None:
    """The quorum of a group's own meeting; None where none is set, or it is not noted who was there."""
    group = partnership.group(meeting.group)
    if group is None or not group.quorum or not (meeting.present or meeting.absent):
        return None
    return Quorum(sum(1 for id in meeting.present if id in group.members), group.quorum)


def came_of(meeting: Meeting, partnership: Partnership) -> list[Action]:
    """The actions that were agreed on the day of a meeting about its principles."""
    about = meeting.principles
    there = (each for each in partnership.actions if each.opened == meeting.date)
    return [each for each in there if not about or each.principle in about]


def headings_of_meeting(titles: Sequence[str]) -> tuple[str, ...]:
    """The headings of a new meeting about principles."""
    return tuple(f"## {each}" for each in titles) or (NOTES,)


def headings_of_question(question: Question) -> tuple[str, ...]:
    """The headings of a question in the notes of a new preliminary discussion."""
    return f"## {question.question}", *(f"### {each}" for each in question.follow_ups)


def has_notes(notes: str) -> bool:
    """Whether notes have more than headings."""
    return any(line.strip() and not line.startswith("#") for line in notes.splitlines())


def notes_written(notes: str, instrument: Instrument) -> str:
    """Notes without the headings of a new file that nothing stands under; empty where there are only headings."""
    if not has_notes(notes):
        return ""
    lines = notes.splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith("#")]
    if not starts:
        return notes
    ours = {NOTES}
    for words in filter(None, (instrument, instrument.original)):
        ours.update(headings_of_meeting([each.title for each in words.principles]))
        ours.update(line for each in words.questions for line in headings_of_question(each))
    kept: list[str] = []
    below, end, all_kept = 0, len(lines), True
    for start in reversed(starts):
        level = len(lines[start]) - len(lines[start].lstrip("#"))
        is_empty = not any(map(str.strip, lines[start + 1 : end])) and below <= level
        if is_empty and lines[start].strip() in ours:
            all_kept = False
        else:
            kept, below = lines[start:end] + kept, level
        end = start
    return notes if all_kept else "\n".join(lines[:end] + kept).strip("\n")
