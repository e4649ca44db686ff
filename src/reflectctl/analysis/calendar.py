"""Meetings and actions, in; the days that a calendar has of them out, each known by one name whenever it is asked."""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from ..loading.facts import ACTION, ACTION_FIELDS, Fact, key
from ..loading.facts import MEETING as MEETING_FACT
from ..loading.history import CommitFacts
from ..model.named_tuples import NamedTuple
from ..model.records import DONE, DROPPED, Action, Meeting, Partnership
from .actions import is_ongoing, next_day
from .meetings import expected

MEETING, DUE, REVIEW = "meeting", "due", "review"
"""What is on a day: a meeting; an action that is due, or that is to be looked at again."""


class Entry(NamedTuple):
    """A day, and what is on it."""

    id: str
    """The id of the meeting or the action."""
    kind: str
    day: date
    action: Action | None = None
    meeting: Meeting | None = None
    is_off: bool = False
    """Whether nobody has to think of it any more: the action is done or dropped, or it was taken out."""

    @property
    def name(self) -> str:
        """What tells it from all else of a partnership, whatever becomes of it."""
        return f"{'meeting' if self.kind == MEETING else 'action'}-{self.id}"


def uid(entry: Entry, partnership: Partnership) -> str:
    """What tells it from all else in a calendar of whatever partnerships; nothing in it can be read."""
    return f"{entry.name}@{sha256(partnership.name.encode()).hexdigest()[:12]}.reflectctl"


def entries(partnership: Partnership, gone: Iterable[Action | Meeting] = (), *, agency: str = "") -> tuple[Entry, ...]:
    """The days of a partnership, or of one agency or group, by day; with what is `gone`, as it was last."""
    found = [*_of(partnership, partnership.meetings, partnership.actions, agency)]
    there = {each.name for each in found}
    was = list(gone)
    meetings = [each for each in was if isinstance(each, Meeting)]
    actions = [each for each in was if isinstance(each, Action)]
    found += [
        each._replace(is_off=True) for each in _of(partnership, meetings, actions, agency) if each.name not in there
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.name)))


def gone(commits: Iterable[CommitFacts], partnership: Partnership) -> Iterator[Action | Meeting]:
    """The actions and meetings that some commit has and that are there no longer, each as it was said last."""
    last: dict[str, Fact] = {}
    for commit in commits:
        last.update((name, fact) for name, fact in commit.changed.items() if fact is not None)
    there = {key(ACTION, each.id) for each in partnership.actions}
    there.update(key(MEETING_FACT, each.id) for each in partnership.meetings)
    for name, fact in sorted(last.items()):
        kind, _, id = name.partition(" ")
        if name in there or not isinstance(fact, tuple):
            continue
        if kind == MEETING_FACT:
            yield Meeting(id, date.fromisoformat(str(fact[0])), str(fact[1]))
        else:
            said = {field.name: str(value) for field, value in zip(ACTION_FIELDS, fact, strict=False)}
            review = date.fromisoformat(said["review"]) if said["review"] else None
            yield Action(id, said["action"], said["owner"], role=said["role"], due=said["due"], review=review)


def _of(
    partnership: Partnership, meetings: Iterable[Meeting], actions: Iterable[Action], agency: str
) -> Iterator[Entry]:
    for meeting in meetings:
        theirs = {each.id for each in expected(meeting, partnership)} | {meeting.group}
        if not agency or agency in theirs:
            yield Entry(meeting.id, MEETING, meeting.date, meeting=meeting)
    for action in actions:
        day = next_day(action)
        if day is not None and (not agency or agency in action.owners):
            kind = REVIEW if is_ongoing(action) else DUE
            yield Entry(action.id, kind, day, action=action, is_off=action.status in (DONE, DROPPED))
