"""A meeting, or a day, and what is recorded before it in; what a paper for it holds, out.

What came of what was agreed, and what is due; the statements in hand with the views beside them, and who may still
give one; whose voices were heard since; and how the time may be shared out.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from ..model.named_tuples import NamedTuple
from ..model.records import (
    CHILDREN,
    FAMILIES,
    STATUSES,
    SUBGROUP,
    Action,
    Assessment,
    Heard,
    Meeting,
    Partnership,
    View,
)
from . import status
from .actions import by_due_date, by_lead, next_day
from .meetings import ahead, expected, is_held, of_all, of_today

ROOM, CAME, VOICES, PRELIMINARY, PRINCIPLE, NEXT, CLOSE = (
    "room", "actions", "voices", "preliminary", "principle", "next", "close",
)  # fmt: skip
"""What an item of an agenda is about."""

ABOUT = (ROOM, CAME, VOICES, PRELIMINARY, PRINCIPLE, NEXT, CLOSE)

_SHARES = {ROOM: 5, CAME: 20, VOICES: 15, PRELIMINARY: 60, PRINCIPLE: 60, NEXT: 15, CLOSE: 5}
"""How the minutes of a meeting of two hours are shared out; those of the principles are shared between them."""

USUAL = 120
"""How many minutes a meeting has where nobody says."""


MOST_ITEMS = len(_SHARES) - 2
"""How many items an agenda may have beside its principles."""


class InHand(NamedTuple):
    """A statement that is to be looked at."""

    assessment: Assessment
    given: tuple[View, ...]
    """The views that were given since the rating was last agreed; all there are, where none is."""
    before: tuple[View, ...]
    """Those that were given until then."""
    owed: tuple[str, ...]
    """Who has not given one since: the agencies that the meeting is for, and the groups beside them."""
    reread: bool = False
    """Whether its wording changed after it was rated."""


class Voice(NamedTuple):
    """What children, young people or families said, and when: as they were heard, or as a view of a statement."""

    day: date
    heard: Heard | None = None
    meeting: str = ""
    statement: str = ""
    view: View | None = None


class Item(NamedTuple):
    """An item of an agenda, and how long it may take."""

    about: str
    minutes: int
    principle: str = ""


class Agenda(NamedTuple):
    """What is before a meeting."""

    meeting: Meeting | None
    """None where none is recorded yet."""
    day: date
    """That of the meeting; where there is none, the day of asking."""
    group: str
    """The id of the group whose own meeting it is."""
    last: Meeting | None
    """The meeting of the same people that was held before it."""
    items: tuple[Item, ...]
    closed: tuple[Action, ...]
    """Done or dropped since then."""
    due: tuple[Action, ...]
    """Still to be done, and due or to be looked at again by the day of the meeting."""
    soon: tuple[Action, ...]
    """Due shortly after it."""
    voices: tuple[Voice, ...]
    in_hand: tuple[InHand, ...]
    """The statements of the principles in hand, in their order."""

    @property
    def since(self) -> date | None:
        """The day of the meeting before; None where there was none."""
        return self.last.date if self.last else None


def to_come(partnership: Partnership, today: date) -> Meeting | None:
    """The meeting of the whole partnership to prepare: one of today, else the next that lies ahead."""
    there = (*of_today(partnership.meetings, today), *ahead(partnership.meetings, today))
    return next(filter(of_all, there), None)


def longest_ago(partnership: Partnership, today: date) -> list[tuple[str, date | None]]:
    """The principles that have been begun, each with the day on which it was last looked at: longest ago first.

    It was looked at when a meeting about it was held, when one of its ratings was agreed or something was noted on it.
    One of which no day is known stands last.
    """
    found = []
    for principle in partnership.instrument.principles:
        days = [each.date for each in partnership.meetings if principle.id in each.principles and is_held(each, today)]
        record = partnership.record(principle.id)
        for each in record.assessments if record else ():
            days += [day for day in (each.agreed,) if day]
            days += [day for said in each.reflections.values() for it in said if (day := partnership.day_of(it))]
        if days or principle.id in partnership.begun:
            found.append((principle.id, max((day for day in days if day <= today), default=None)))
    return sorted(found, key=lambda each: (each[1] is None, each[1] or date.max))


def proposed(partnership: Partnership, today: date) -> tuple[str, ...]:
    """The principle that could be next: the first that nobody has talked about; else the one looked at longest ago."""
    fresh = status.fresh(partnership)
    old = longest_ago(partnership, today)
    return (fresh[0].id,) if fresh else (old[0][0],) if old else ()


class Owed(NamedTuple):
    """What somebody has undertaken that is due, and the statements of which a view of theirs is still to come."""

    of: str
    """The id of the agency or group; empty for what nobody leads."""
    actions: tuple[Action, ...]
    """Overdue, due soon or to be looked at again."""
    statements: tuple[str, ...]


class Next(NamedTuple):
    """Which meeting is today and which lies ahead, what it could be about, and who owes what."""

    day: date
    of_today: tuple[Meeting, ...]
    """The meetings of today, groups' own among them."""
    ahead: tuple[Meeting, ...]
    """The meetings that lie ahead, groups' own among them."""
    in_hand: tuple[str, ...]
    """The principles of the next of the whole partnership, one of today first; where none is recorded, the one that
    could be next."""
    longest_ago: tuple[tuple[str, date | None], ...]
    """Every principle that was begun, with the day on which it was last looked at: longest ago first."""
    fresh: tuple[str, ...]
    """The principles that nobody has talked about yet."""
    owed: tuple[Owed, ...]


def coming(partnership: Partnership, *, today: date, reread: Sequence[str] = ()) -> Next:
    """What comes next, as of a day."""
    before = agenda(partnership, to_come(partnership, today), today=today, reread=reread)
    standing = status.status(partnership, today=today)
    due = dict(by_lead([*standing.overdue, *standing.for_a_look, *standing.due_soon], partnership))
    views = {each.id: [it.assessment.statement for it in before.in_hand if each.id in it.owed]
             for each in partnership.speakers}  # fmt: skip
    owed = (Owed(id, tuple(due.get(id, ())), tuple(views.get(id, ()))) for id in dict.fromkeys([*views, *due]))
    return Next(
        day=today,
        of_today=of_today(partnership.meetings, today),
        ahead=ahead(partnership.meetings, today),
        in_hand=tuple(each.principle for each in before.items if each.principle),
        longest_ago=tuple(longest_ago(partnership, today)),
        fresh=tuple(each.id for each in status.fresh(partnership)),
        owed=tuple(each for each in owed if each.actions or each.statements),
    )


def agenda(
    partnership: Partnership,
    meeting: Meeting | None,
    *,
    today: date,
    reread: Sequence[str] = (),
    minutes: int = USUAL,
) -> Agenda:
    """What is before a meeting; without one, before the next of the whole partnership, on a day to be found.

    Every item has a minute at least, so that there are not to be fewer `minutes` than `MOST_ITEMS` and principles.
    """
    day = meeting.date if meeting else today
    group = meeting.group if meeting else ""
    last = _before(partnership, group, day, today)
    ready = partnership.preliminary is not None and partnership.preliminary.discussed is not None
    ready = ready or "preliminary.md" in partnership.unread
    principles = meeting.principles if meeting else ()
    if not meeting and (ready or partnership.begun):
        principles = proposed(partnership, today)
    since = last.date if last else None
    closed = tuple(sorted(_closed(partnership, since, day), key=lambda each: (each.closed or date.min, each.id)))
    due = tuple(_due(partnership, day))
    voices = tuple(_voices(partnership, since, day))
    about = [(ROOM, ""), *([(CAME, "")] if closed or due else []), (VOICES, "")]
    about += [(PRINCIPLE, each) for each in principles] or ([] if ready else [(PRELIMINARY, "")])
    about += [(NEXT, ""), (CLOSE, "")]
    return Agenda(
        meeting=meeting,
        day=day,
        group=group,
        last=last,
        items=tuple(Item(*each) for each in _shared(about, minutes)),
        closed=closed,
        due=due,
        soon=tuple(
            each
            for each in status.due_soon(partnership.actions, today=day, days=partnership.due_soon_days)
            if each not in due
        ),
        voices=voices,
        in_hand=tuple(_in_hand(partnership, principles, meeting, day, reread)),
    )


def _before(partnership: Partnership, group: str, day: date, today: date) -> Meeting | None:
    """The last meeting of the same people before a day; one that is still to come has brought nothing about."""
    there = [each for each in partnership.meetings if each.group == group and each.date < day and is_held(each, today)]
    return max(there, key=lambda each: (each.date, each.id), default=None)


def _closed(partnership: Partnership, since: date | None, day: date) -> Iterator[Action]:
    for each in partnership.actions:
        if not each.is_open and each.closed and (since is None or since < each.closed) and each.closed <= day:
            yield each


def _due(partnership: Partnership, day: date) -> list[Action]:
    """What is still to be done and due, or to be looked at again, by a day; and of what that cannot be read."""

    def is_due(action: Action) -> bool:
        if action.status not in STATUSES or status.unreadable_due(action, partnership):
            return True
        by = next_day(action)
        return action.is_open and by is not None and by <= day

    return sorted(filter(is_due, partnership.actions), key=by_due_date)


def _voices(partnership: Partnership, since: date | None, day: date) -> Iterator[Voice]:
    """What was said after a day and until another, by day."""
    found = [
        Voice(heard.dated or meeting.date, heard, meeting.id) for meeting in partnership.meetings
        for heard in meeting.heard
    ]  # fmt: skip
    theirs = {each.id for each in partnership.groups if each.kind in (CHILDREN, FAMILIES)}
    for views in partnership.views:
        if views.of in theirs:
            found += [Voice(view.given, None, view.meeting, id, view) for id, view in views.views.items() if view.given]
    between = (each for each in found if (since is None or since < each.day) and each.day <= day)
    yield from sorted(between, key=lambda each: each.day)


def _in_hand(
    partnership: Partnership, principles: Sequence[str], meeting: Meeting | None, day: date, reread: Sequence[str]
) -> Iterator[InHand]:
    plain = meeting or Meeting("", day, "")
    asked = [each.id for each in expected(plain, partnership)]
    if of_all(plain):
        asked += [each.id for each in partnership.groups if each.kind != SUBGROUP]
    known = {each.statement: each for each in partnership.assessments}
    for principle in partnership.instrument.principles:
        for statement in principle.statements if principle.id in principles else ():
            assessment = known.get(statement.id, Assessment(statement.id))
            views = (*assessment.views, *assessment.group_views)
            given = tuple(each for each in views if is_since(each, assessment))
            theirs = {each.of for each in given}
            yield InHand(
                assessment,
                given,
                tuple(each for each in views if each not in given),
                tuple(
                    each
                    for each in asked
                    if each not in theirs and status.unreadable_view(partnership, statement.id, each) is None
                ),
                statement.id in reread,
            )


def is_since(view: View, assessment: Assessment) -> bool:
    """Whether a view was given after the rating that stands was agreed; every view is, where none stands."""
    if assessment.rating is None or assessment.agreed is None:
        return True
    elsewhere = not view.meeting or view.meeting != assessment.meeting
    return view.given is not None and view.given > assessment.agreed and elsewhere


def _shared(about: Sequence[tuple[str, str]], minutes: int) -> Iterator[tuple[str, int, str]]:
    """Items with their minutes, which come to so many: in steps of five where there is time for that, else of one."""
    principles = sum(1 for kind, _ in about if kind == PRINCIPLE) or 1
    weights = [_SHARES[kind] * (1 if kind == PRINCIPLE else principles) for kind, _ in about]
    step = 5 if minutes % 5 == 0 and minutes >= 5 * len(about) else 1
    steps, whole = minutes // step, sum(weights)
    shares = [max(1, steps * weight // whole) for weight in weights]
    while sum(shares) != steps:
        more = 1 if sum(shares) < steps else -1
        open_to_it = [at for at, share in enumerate(shares) if share + more]
        at = max(open_to_it, key=lambda at: more * (steps * weights[at] - whole * shares[at]))
        shares[at] += more
    yield from ((kind, share * step, of) for (kind, of), share in zip(about, shares, strict=True))
