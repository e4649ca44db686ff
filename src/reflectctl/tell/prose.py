"""Dates, numbers, lists, names and quotations, as British English has them in running text.

Nothing here is escaped: whoever puts a sentence into a format does that.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..analysis import meetings, status
from ..analysis.actions import is_for_a_look, is_ongoing, is_overdue
from ..model.instrument import NOT_RATED, Instrument, Principle, Term
from ..model.periods import ONGOING
from ..model.records import (
    CHILDREN,
    DONE,
    DROPPED,
    FAMILIES,
    IN_PROGRESS,
    OPEN,
    OTHER,
    PRACTITIONERS,
    SCRUTINY,
    SUBGROUP,
    Action,
    Discussion,
    Group,
    Meeting,
    Partnership,
)
from ..patterns import regex
from .counts import count as count
from .counts import plural as plural
from .dates import day as day
from .dates import month as month
from .i18n import many, phrase, say
from .i18n import number as number

if TYPE_CHECKING:
    from ..model.report import Coverage


def moment(at: str) -> str:
    """The day of a commit, as people write it; as it was written, when it is not a date."""
    try:
        return day(date.fromisoformat(at[:10]))
    except ValueError:
        return at


def dated(text: str) -> str:
    """A day or a month as people write it; any other word as it is."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return month(date.fromisoformat(text + "-01"))
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def apart(one: date, other: date) -> str:
    """How far two days lie apart, as people say it: `nine days`, `two weeks`, `about three months`."""
    first, last = sorted((one, other))
    days, months = (last - first).days, (last.year - first.year) * 12 + last.month - first.month
    if months and first.day == last.day:
        if months % 12 == 0:
            return many("{number} year", "{number} years", months // 12)
        return many("{number} month", "{number} months", months)
    if days % 7 == 0 and days < 100:
        return many("{number} week", "{number} weeks", days // 7)
    if days < 14:
        return many("{number} day", "{number} days", days)
    if days < 60:
        return many("about {number} week", "about {number} weeks", round(days / 7))
    return many("about {number} month", "about {number} months", round(days / 30.4))


def listed(items: Sequence[str]) -> str:
    """Things in a row: `a, b and c`; with semicolons where one of them has a comma of its own."""
    if len(items) < 2:
        return "".join(items)
    first, *more = items[:-1]
    if any("," in each for each in items):
        for each in more:
            first = say("{items}; {next}", items=first, next=each)
        return say("{items}; and {last}", items=first, last=items[-1])
    for each in more:
        first = say("{items}, {next}", items=first, next=each)
    return say("{items} and {last}", items=first, last=items[-1])


def row(items: Iterable[str]) -> str:
    """Things beside each other, without those that are empty: `a, b`; with semicolons where one has a comma."""
    told = [each for each in items if each]
    return ("; " if any("," in each for each in told) else ", ").join(told)


def flat(text: str) -> str:
    """A text as one run of words, its lines joined."""
    return " ".join(text.split())


def points(text: str) -> list[str]:
    """What a note says, point by point: its list items and paragraphs, each as one run of words."""
    found: list[list[str]] = [[]]
    for each in text.splitlines():
        words = each.strip()
        marked = words[:2] in ("- ", "* ", "+ ")
        if marked or not words:
            found.append([])
        found[-1].append(words[2:] if marked else words)
    return [told for each in found if (told := flat(" ".join(each)))]


def _said(text: str) -> list[str]:
    """The points of a note but for its headings, where it has more than these."""
    made = points(text)
    return [each for each in made if not _HEADING.match(each)] or made


_HEADING = regex(r"#{1,6} ")


def told_points(discussions: Iterable[Discussion]) -> str:
    """The key points of some discussions, in Markdown."""
    return "\n\n".join(each.points for each in discussions)


def first_point(text: str, unlike: str = "", *, most: int = 200) -> str:
    """The first point of a note, preferring one that another note does not make; shortened when it is long."""
    made = _said(text)
    known = set(points(unlike))
    chosen = next((each for each in made if each not in known), made[0] if made else "")
    return chosen if len(chosen) <= most else chosen[:most].rpartition(" ")[0].rstrip(",;:") + " …"


def first_sentence(text: str, *, most: int = 240) -> str:
    """The first sentence of a note's first point. Where more is said, or it is longer than that, a mark follows."""
    return _begun(text, next(iter(_ended(text)), ""), most)


def gist(text: str, *, most: int = 240) -> str:
    """As many whole sentences of a note as fit; where more is said, a mark follows."""
    said = [end for end in _ended(text) if len(end) <= most]
    return _begun(text, said[-1] if said else next(iter(_ended(text)), ""), most)


def _ended(text: str) -> Iterator[str]:
    """A note as far as each of its sentences, one after another."""
    whole = ""
    for point in _said(text):
        before = f"{whole} " if whole else ""
        for end in _ENDS.finditer(point):
            if not _SHORTENED.search(point[: end.start()]):
                yield before + point[: end.end()]
        whole = before + point
        yield whole


def _begun(text: str, said: str, most: int) -> str:
    """What is said of a note, with a mark where it goes on."""
    if len(said) > most:
        said = said[:most].rpartition(" ")[0].rstrip(",;:–-") or said[:most]
    return said if said == " ".join(_said(text)) else f"{said} …"


_ENDS = regex(r"""[.!?…][)\]"'”’»*_]*(?=\s+["'“‘«(\[*_]*[^\W_a-z])""")
"""Where a sentence may end: before a capital letter or a figure, or a word in a script that has no capitals."""

_SHORTENED = regex(
    r"(?:\b(?:[A-Za-z]|[Ee]tc|[Nn]o|[Nn]os|pp?|[Ff]igs?|[Vv]ol|St|Mr|Mrs|Ms|Dr|Prof|vs|cf|approx|e\.g|i\.e|[ap]\.m))\Z"
)
"""What ends in a point that ends no sentence."""


def sentence(text: str) -> str:
    """A text as a sentence: a capital first and a full stop last, unless it ends in a mark of its own."""
    if not text:
        return ""
    return capital(text) + ("" if text[-1] in ".!?…" or text.endswith((".”", "!”", "?”", "…”")) else ".")


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """A text in quotation marks, its lines joined."""
    return f"“{flat(text)}”"


def label(rating: str | None, instrument: Instrument) -> str:
    """A rating in the words of the scale; an unknown one as it was written."""
    return instrument.label(rating) if rating is not None else say(NOT_RATED)


def rating_of(statement: str, partnership: Partnership) -> str:
    """How a statement is rated, in the words of the scale; what stands there, where that cannot be read."""
    bad = status.unreadable_rating(partnership, statement)
    if bad is not None:
        return unusable(bad)
    found = partnership.assessment(statement)
    return label(found.rating if found else None, partnership.instrument)


def stands(rating: str | None, instrument: Instrument) -> str:
    """A rating as it stands in a file, in the words of the scale; one that is not on the scale cannot be read."""
    unknown = rating is not None and instrument.scale and instrument.point(rating) is None
    return unusable(rating or "") if unknown else label(rating, instrument)


def unusable(said: str) -> str:
    """What stands in a place and cannot be used."""
    return say("cannot be read: {said}", said=flat(said)) if said else say("cannot be read")


def named(thing: Principle | Term) -> str:
    """What a principle or a dimension is called, and whether it is the partnership's own: this is told everywhere."""
    title = thing.title or thing.id
    return say("{name} (local)", name=title) if thing.local else title


def principle_name(id: str, instrument: Instrument) -> str:
    """What a principle is called; its id when the content does not have it."""
    principle = instrument.principle(id)
    return named(principle) if principle else id


def dimension_name(id: str, instrument: Instrument) -> str:
    """What a dimension is called; its id when the content does not have it."""
    dimension = instrument.dimension(id)
    return named(dimension) if dimension else id


def statement_name(id: str, instrument: Instrument) -> str:
    """A statement by its principle and dimension; its id when the content does not have the principle."""
    principle, _, dimension = id.partition(".")
    if instrument.principle(principle) is None:
        return id
    return f"{principle_name(principle, instrument)} · {dimension_name(dimension, instrument)}"


def statements(ids: Iterable[str], instrument: Instrument) -> list[str]:
    """Statements by their names, those of a principle together."""
    of: dict[str, list[str]] = {}
    for id in ids:
        principle, _, dimension = id.partition(".")
        known = instrument.principle(principle) is not None
        of.setdefault(principle_name(principle, instrument) if known else id, []).extend(
            [dimension_name(dimension, instrument)] if known else []
        )
    return [f"{each} · {listed(dimensions)}" if dimensions else each for each, dimensions in of.items()]


def horizon_name(id: str, *instruments: Instrument) -> str:
    """What a part of the plan is called, in the first content that has it; its id when none does."""
    found = next((horizon for each in instruments if (horizon := each.horizon(id))), None)
    return found.title if found and found.title else id


def owner_name(action: Action, partnership: Partnership) -> str:
    """Who has undertaken an action: the agency that leads, the role in it, and who is with it."""
    leads = (partnership.agency_name(action.owner) if action.owner else "", action.role)
    leader = row(leads)
    others = listed([partnership.agency_name(each) for each in action.joint])
    if leader and others:
        return say("{agency}, with {others}", agency=leader, others=others)
    return leader or others


def who(id: str, partnership: Partnership) -> str:
    """What an agency is called; of a group also whom it is of, so that nobody takes it for an agency."""
    group = partnership.group(id)
    if group is None:
        return partnership.agency_name(id)
    return say("{name} ({kind})", name=group.name, kind=group_kind(group))


def meeting_name(id: str, partnership: Partnership) -> str:
    """The title of a meeting, quoted; its id where it has no record."""
    meeting = partnership.meeting(id)
    return quoted(meeting.title or meeting.id) if meeting else id


def group_kind(group: Group) -> str:
    """Whom a group is of, in a word."""
    return say(_GROUPS[group.kind]) if group.kind in _GROUPS else group.kind


_GROUPS = {
    CHILDREN: phrase("children and young people"),
    FAMILIES: phrase("families"),
    PRACTITIONERS: phrase("practitioners"),
    SCRUTINY: phrase("scrutiny"),
    SUBGROUP: phrase("sub-group"),
    OTHER: phrase("group"),
}
"""What kind of group one is, in a word."""


def status_name(action: Action, today: date | None = None, *, brief: bool = False) -> str:
    """Where an action stands, in words; with a day, whether it is overdue then; in brief for tables."""
    told = say(_STATUS[action.status]) if action.status in _STATUS else unusable(action.status)
    if action.closed and not action.is_open:
        if brief:
            told += f" {day(action.closed)}"
        elif action.status in _ENDED:
            told = say(_ENDED[action.status], day=day(action.closed))
        else:
            told = say("{status} on {day}", status=told, day=day(action.closed))
    if today and is_for_a_look(action, today):
        return say("{status}, to be looked at again", status=told)
    return say("{status}, overdue", status=told) if today and is_overdue(action, today) else told


_STATUS = {
    OPEN: phrase("open"),
    IN_PROGRESS: phrase("in progress"),
    DONE: phrase("done"),
    DROPPED: phrase("dropped"),
}
_ENDED = {DONE: phrase("done on {day}"), DROPPED: phrase("dropped on {day}")}


def meetings_held(coverage: "Coverage") -> str:
    """How many meetings have been held; groups' own are counted apart."""
    meetings = many("{n} meeting has been held", "{n} meetings have been held", coverage.meetings)
    if coverage.group_meetings:
        own = many("and {n} of a group's own", "and {n} of groups' own", coverage.group_meetings)
        meetings = f"{meetings}, {own}"
    return meetings


def rated(coverage: "Coverage") -> str:
    """How many of the statements are rated, as a part of a sentence."""
    statements = many("of {n} statement", "of {n} statements", coverage.statements)
    return many("{n} {of_all} is rated", "{n} {of_all} are rated", coverage.rated, of_all=statements)


def coverage_sentence(coverage: "Coverage") -> str:
    """How much has been discussed and rated, in counts; nothing about what was said."""
    meetings = meetings_held(coverage)
    if not coverage.statements:
        unknown = phrase("What there is to rate is not known, as no statement of the content can be read; {meetings}.")
        return say(unknown, meetings=meetings)
    principles = many("of {n} principle", "of {n} principles", coverage.principles)
    told = (
        rated(coverage),
        many("{n} {of_all} has been begun", "{n} {of_all} have been begun", coverage.begun, of_all=principles),
        meetings,
    )
    if not coverage.unread:
        return f"{', '.join(told)}."
    return many(
        "In what can be read, {told}; what {n} file or folder holds could not be read, and is not counted.",
        "In what can be read, {told}; what {n} files or folders hold could not be read, and is not counted.",
        coverage.unread,
        told=", ".join(told),
    )


def absent(meeting: Meeting, partnership: Partnership) -> str:
    """Who was missed at a meeting, and of how many members it is not noted; nobody was absent only if all are noted."""
    bad = status.unreadable_attendance(meeting, partnership)
    unlisted = status.unlisted(meeting, partnership)
    told = [partnership.agency_name(id) for id in meeting.absent]
    if bad:
        told.append(unusable(bad))
    elif not meeting.present and not meeting.absent:
        return say("not recorded")
    elif unlisted:
        told.append(many("{n} not listed", "{n} not listed", len(unlisted)))
    return row(told) or say("nobody")


def due(action: Action, partnership: Partnership, *, brief: bool = False) -> str:
    """When an action is due, or what stands there and cannot be read; empty where nothing does; in brief for tables."""
    bad = status.unreadable_due(action, partnership)
    if bad or brief or not (is_ongoing(action) and action.review):
        return unusable(bad) if bad else due_date(action.due)
    return say("ongoing, to be looked at again on {day}", day=day(action.review))


def due_date(due: str) -> str:
    """A due date as people write it: a day, a month, or that there is none."""
    return say("ongoing") if due == ONGOING else dated(due)


def due_clause(action: Action, partnership: Partnership) -> str:
    """When an action is due, in the middle of a sentence; empty where nothing is said."""
    told = due(action, partnership)
    return say("due {day}", day=told) if told and not is_ongoing(action) else told


def action_line(action: Action, partnership: Partnership) -> str:
    """An action in one line: its id, what is to be done, by whom and when, and where it stands when work has begun."""
    details = [
        owner_name(action, partnership),
        due_clause(action, partnership),
    ]
    if action.status != OPEN:
        details.append(status_name(action))
    beside = "; ".join(each for each in details if each)
    return f"{action.id}: {flat(action.action)}" + (f" ({beside})" if beside else "")


def quorum(meeting: Meeting, partnership: Partnership) -> str:
    """Whether enough members were at a group's own meeting; empty where it has no quorum, or that is not noted."""
    found = meetings.quorum(meeting, partnership)
    if found is None:
        return ""
    words = phrase("quorum reached") if found.is_reached else phrase("quorum not reached")
    told = many("{n} member present", "{n} members present", found.present)
    return f"{say(words)}: {say('{members}, {needed} needed', members=told, needed=found.needed)}"
