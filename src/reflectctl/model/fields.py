"""The fields of every kind of record: a catalogue, by which whatever goes through records field by field is driven.

`FIELDS` has for each kind of record (a class of `model.records` or `model.report_config`) its fields in their order,
which is that of the class, of the schema and of the file; `where` is none of them. A `Field` says what it is called for
people, what it holds, where it is written, and what becomes of it. A new field needs its line here and one in its
class: with nothing else said it is read as text, laid out, told by its title wherever its record is told, followed by
history, part of JSON, and left out of a public edition.

    for field in fields.of(Action):                     # or of a record; in their order
    fields.facts(Action)["status"]                      # the fields of one fact that history follows
    for field, was, now in fields.changed(one, other):  # two records of one kind; what is not the same
    for field, value in fields.further(action):         # what nothing but its title tells
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from .named_tuples import NamedTuple
from .records import (
    GROUP_KINDS,
    STATUSES,
    Action,
    Agency,
    Assessment,
    Discussion,
    EarlierRating,
    Group,
    Heard,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Progress,
    Record,
    Source,
    View,
    Views,
)
from .report_config import EDITIONS, Chapter, Front, Layout

TEXT, PROSE, DAY, PERIOD, DUE, NUMBER, FLAG = "text", "prose", "day", "period", "due", "number", "flag"
"""What a field holds: words on a line; words of some length; a day (a date, or None); a day, a month or a year, as it
is written; a day, a month or `ongoing`, as it is written; a whole number; true or false."""
CHOICE, RATING, ID, IDS = "choice", "rating", "id", "ids"
"""One of some words; a point of the scale, or None; the id of something else, or several of them."""
LINK, RECORD, RECORDS, NOTES, OTHER = "link", "record", "records", "notes", "other"
"""An address; a record, or None; several of them; key points by the id of a prompt; what more than one key makes."""

TOLD, WORDED, INTERNAL = "told", "worded", "internal"
"""What becomes of a field in a public edition: it is told as it is; it is told where nothing in it may point
at a person, or a person has said that it may stand; it is left out."""

AROUND, BODY = "(around)", "(body)"
"""Where a field is written that has no key: around its record, which stands below it; in the text after the facts."""

AGENCY, MEETING, PRINCIPLE, DIMENSION = "agency", "meeting", "principle", "dimension"
WHO, GROUP, PARTY = "agency or group", "group", "party"
"""What an id may be of; in place of a party's id, which is that of an agency or a group, an organisation's name may
stand."""

WHO_IS = (AGENCY, WHO, PARTY)
"""What names an agency, or may."""


class Field(NamedTuple):
    """One field of a kind of record."""

    name: str
    title: str
    """What people call it."""
    holds: str = TEXT
    of: str | type = ""
    """For ids, what they are of; for records, their kind."""
    edition: str = INTERNAL
    key: str = ""
    """Where it is written, when not under its name: another key, a key within a key (`a.b`), `AROUND` or `BODY`."""
    choices: tuple[str, ...] = ()
    needed: bool = False
    """Whether there is no record without it."""
    instead: str = ""
    """The field that stands in for it where it is empty."""
    most: int = 0
    """The largest number."""
    json: bool = True
    """Whether the record's own object in JSON has it. Other objects may have it beside that."""
    fact: str = ""
    """The fact that history follows it in, together with others; alone, under its own name, when empty."""
    asked: bool = False
    """Whether a new record has its key though nothing is said yet: a place to write in."""
    own: bool = False
    """Whether sentences were made for it wherever its record is told; else its title tells it."""

    @property
    def route(self) -> tuple[str, ...]:
        """The keys that lead to it from its record; none when it has none."""
        return () if self.key in (AROUND, BODY) else _parts(self.key or self.name)


@cache
def _parts(key: str) -> tuple[str, ...]:
    return tuple(key.split("."))


def _own(name: str, title: str, holds: str = TEXT, of: str | type = "", **more: Any) -> Field:
    """A field that has sentences of its own, and may be told unless more is said."""
    return Field(name, title, holds, of, **{"edition": TOLD, **more}, own=True)


def _asked(name: str, title: str, holds: str = TEXT, of: str | type = "", **more: Any) -> Field:
    """A field of that kind that a new record has a place for."""
    return _own(name, title, holds, of, asked=True, **more)


_MAY_STAND = Field("may_stand", "May stand in public")
_ANSWERS = (
    Field("public", "Said in public", PROSE),
    Field("hold_back", "Held back from the public", FLAG),
    _MAY_STAND,
)
"""What people have said of a text that may point at a person: what is said instead, that nothing is, or why it may."""

FIELDS: Mapping[type, tuple[Field, ...]] = {
    Agency: (
        _own("id", "Id", needed=True),
        _own("name", "Name", instead="id"),
        _own("statutory", "Statutory partner", FLAG),
        _own("joined", "Joined", DAY),
        _own("left", "Left", DAY),
        _own("was", "Earlier ids", IDS),
    ),
    Group: (
        _own("id", "Id", needed=True),
        _own("name", "Name", edition=WORDED, instead="id"),
        _own("kind", "Kind", CHOICE, choices=GROUP_KINDS),
        Field("members", "Members", IDS, AGENCY),
        Field("quorum", "Quorum", NUMBER, most=100),
        _MAY_STAND,
    ),
    View: (
        _asked("of", "Agency", ID, WHO, edition=INTERNAL, key=AROUND, needed=True),
        _asked("rating", "Rating", RATING, edition=INTERNAL),
        _asked("given", "Given", DAY, edition=INTERNAL),
        _own("meeting", "Meeting", ID, MEETING, edition=INTERNAL),
        _asked("because", "Because", PROSE, edition=INTERNAL),
    ),
    Views: (
        _asked("of", "Agency", ID, WHO, edition=INTERNAL, needed=True),
        _asked("views", "Views", OTHER, edition=INTERNAL),
    ),
    Source: (
        _own("what", "Source", edition=WORDED),
        _own("agency", "From", ID, WHO),
        _own("dated", "Dated", PERIOD),
        _own("link", "Link", LINK, edition=INTERNAL),
        _MAY_STAND,
    ),
    Discussion: (
        _own("meeting", "Meeting", ID, MEETING, edition=INTERNAL),
        _own("dated", "Dated", DAY, edition=INTERNAL),
        _own("points", "Key points", PROSE, edition=INTERNAL, needed=True),
    ),
    EarlierRating: (
        _own("rating", "Rating", RATING, needed=True),
        _own("agreed", "Agreed", DAY),
        _own("meeting", "Meeting", ID, MEETING),
        _own("because", "Because", PROSE, edition=WORDED),
        *_ANSWERS,
    ),
    Assessment: (
        _own("statement", "Statement", key=AROUND, json=False),
        _asked("rating", "Rating", RATING),
        _asked("agreed", "Agreed", DAY),
        _asked("meeting", "Meeting", ID, MEETING),
        _asked("because", "Because", PROSE, edition=WORDED),
        _own("views", "Views", RECORDS, View, edition=INTERNAL, key=AROUND, json=False),
        _own("earlier", "Agreed earlier", RECORDS, EarlierRating),
        _own("sources", "Sources", RECORDS, Source, json=False),
        _asked("reflections", "Key points", NOTES, Discussion, edition=INTERNAL, json=False),
        *_ANSWERS,
        _own("group_views", "Views of groups", RECORDS, View, edition=INTERNAL, key=AROUND, json=False),
    ),
    Progress: (
        _own("dated", "Dated", DAY, edition=INTERNAL),
        _own("note", "Note", PROSE, edition=INTERNAL),
        _own("due", "Due from then on", DUE, edition=INTERNAL),
    ),
    Action: (
        _asked("id", "Action", needed=True),
        _asked("action", "Action", PROSE, edition=WORDED),
        _asked("owner", "Owner", ID, WHO),
        _own("joint", "With", IDS, PARTY, edition=WORDED, key="with"),
        _asked("role", "Role", edition=INTERNAL),
        _asked("opened", "Opened", DAY),
        _asked("due", "Due", DUE),
        _own("review", "To be looked at again", DAY),
        _own("progress", "On the way", RECORDS, Progress, edition=INTERNAL),
        _asked("status", "Status", CHOICE, choices=STATUSES),
        _own("closed", "Closed", DAY, fact="status"),
        _own("outcome", "Outcome", PROSE, edition=WORDED, fact="status"),
        _own("serves", "Serves", IDS, DIMENSION),
        Field("recommendation", "Recommendation", edition=WORDED),
        _own("principle", "Principle", ID, PRINCIPLE, key=AROUND, fact="place"),
        _own("horizon", "Horizon", key=AROUND, fact="place"),
        *_ANSWERS,
    ),
    Plan: (
        _own("horizon", "Horizon", key=AROUND),
        _asked("goal", "Goal", PROSE, edition=WORDED),
        _asked("measure", "Measure", PROSE, edition=WORDED),
        _asked("actions", "Actions", RECORDS, Action),
        *_ANSWERS,
    ),
    Record: (
        _asked("principle", "Principle", ID, PRINCIPLE, needed=True),
        _asked("assessments", "Where we are now", RECORDS, Assessment),
        _asked("plans", "Making Progress", RECORDS, Plan, key="making_progress"),
    ),
    Heard: (
        _own("who", "Heard", edition=WORDED),
        _own("how", "How", PROSE, edition=WORDED),
        _own("dated", "Heard on", DAY),
        _MAY_STAND,
    ),
    Meeting: (
        _asked("id", "Meeting", needed=True),
        _asked("date", "Held", DAY, needed=True),
        _asked("title", "Title", edition=WORDED, instead="id"),
        _asked("principles", "Discussed", IDS, PRINCIPLE),
        _asked("present", "Present", IDS, AGENCY),
        _asked("absent", "Absent", IDS, AGENCY),
        _asked("heard", "Heard", RECORDS, Heard),
        _own("notes", "Notes", PROSE, edition=INTERNAL, key=BODY, json=False),
        Field("group", "Group", ID, GROUP, edition=TOLD),
        Field("guests", "Guests", IDS),
        Field("minutes_agreed", "Minutes agreed", DAY),
        _MAY_STAND,
    ),
    Preliminary: (
        _asked("discussed", "Held", DAY),
        _asked("meeting", "Meeting", ID, MEETING),
        _asked("goal", "Goal", PROSE, edition=WORDED),
        _asked("commitment", "Commitment", PROSE, edition=WORDED),
        _own("readiness", "Readiness plan", RECORD, Plan),
        _own("notes", "Notes", PROSE, edition=INTERNAL, key=BODY),
        _MAY_STAND,
    ),
    Chapter: (
        _own("id", "Chapter", needed=True),
        _own("title", "Title", edition=WORDED, instead="id"),
        _own("text", "Text", PROSE, edition=WORDED),
        _own("edition", "Edition", CHOICE, choices=EDITIONS),
        _MAY_STAND,
    ),
    Front: (
        _own("title", "Title", edition=WORDED),
        _own("classification", "Classification"),
        _own("introduction", "Introduction", PROSE, edition=WORDED),
        _own("sections", "Sections", IDS),
        _MAY_STAND,
    ),
    Layout: (
        _own("front", "Front", OTHER, key=AROUND),
        _own("chapters", "Chapters", RECORDS, Chapter),
        _own("editions", "Editions", OTHER),
    ),
    Partnership: (
        _own("name", "Name"),
        _own("area", "Area"),
        _own("content", "Content"),
        _own("agencies", "Agencies", RECORDS, Agency),
        _own("groups", "Groups", RECORDS, Group),
        _own("due_soon_days", "Due soon, in days", NUMBER, key="settings.due_soon_days", most=366),
        _own(
            "sources_current_months",
            "Sources are current for, in months",
            NUMBER,
            edition=INTERNAL,
            key="settings.sources_current_months",
            most=600,
        ),
        _own("small_numbers_below", "Small numbers are below", NUMBER, key="settings.small_numbers_below", most=20),
        _own("publish_attendance", "Attendance may be published", FLAG, key="settings.publish_attendance"),
        _own("language", "Language", key="settings.language"),
        _own("levels", "Levels of rules", OTHER, edition=INTERNAL, key="settings.rules"),
        _own("permitted", "What may stand", OTHER, edition=INTERNAL, key="privacy.may_stand"),
        _own("instrument", "Instrument", OTHER, key=AROUND),
        _own("local", "Local additions", OTHER, edition=INTERNAL, key=AROUND),
        _own("translations", "Translations", OTHER, edition=INTERNAL, key=AROUND),
        _own("preliminary", "Preliminary discussion", RECORD, Preliminary, key=AROUND),
        _own("records", "Principles", RECORDS, Record, key=AROUND),
        _own("laid_out", "Laid out", OTHER, edition=INTERNAL, key=AROUND),
        _own("views", "Views", RECORDS, Views, edition=INTERNAL, key=AROUND),
        _own("meetings", "Meetings", RECORDS, Meeting, key=AROUND),
        _own("unread", "Not read", OTHER, key=AROUND),
        _own("copies", "Copies", OTHER, edition=INTERNAL, key=AROUND),
        _own("outdated", "Under earlier ids", OTHER, edition=INTERNAL, key=AROUND),
        _own("unusable", "Not usable", OTHER, edition=INTERNAL, key=AROUND),
        _own("orphans", "Not in the pack", OTHER, edition=INTERNAL, key=AROUND),
        _own("layout", "Reports", RECORD, Layout, key=AROUND),
    ),
}


INSTEAD: Mapping[type, tuple[str, ...]] = {
    Assessment: ("because",),
    EarlierRating: ("because",),
    Action: ("outcome",),
    Plan: ("goal", "measure"),
}
"""The texts for which `public` says something else, and `hold_back` nothing. What it says stands for the first."""


ROOTS: Mapping[str, type] = {
    "partnership": Partnership,
    "preliminary": Preliminary,
    "meeting": Meeting,
    "principle": Record,
    "views": Views,
    "report": Layout,
}
"""The kind of record that a kind of file holds."""


def of(kind: Any) -> tuple[Field, ...]:
    """The fields of a kind of record, or of a record, in their order."""
    return FIELDS[kind if isinstance(kind, type) else type(kind)]


@cache
def needed(kind: type) -> tuple[str, ...]:
    """The keys that a kind of record cannot be without."""
    return tuple(field.route[-1] for field in FIELDS[kind] if field.needed and field.route)


def default(kind: Any, field: Field) -> Any:
    """What a field of a kind of record, or of a record, holds where nothing is said; None when nothing can stand in."""
    defaults: Mapping[str, Any] = kind._field_defaults
    return defaults.get(field.name)


@cache
def decided(key: str) -> tuple[str, ...]:
    """Under which keys it is decided beside a text what a public edition says of it, by the text's own key."""
    public, held, stands = (answer.name for answer in _ANSWERS)
    answers = [public] if key in {texts[0] for texts in INSTEAD.values()} else []
    answers += [held] if any(key in texts for texts in INSTEAD.values()) else []
    worded = {each.route[-1] for kind in FIELDS.values() if _MAY_STAND in kind for each in kind if _is_worded(each)}
    return (*answers, *([stands] if key in worded else []))


def _is_worded(field: Field) -> bool:
    return field.edition == WORDED and bool(field.route)


@cache
def facts(kind: type) -> Mapping[str, tuple[Field, ...]]:
    """The facts that are followed of a kind of record whose first field is its id, and the fields of each."""
    found: dict[str, tuple[Field, ...]] = {}
    for field in FIELDS[kind][1:]:
        fact = field.fact or field.name
        found[fact] = (*found.get(fact, ()), field)
    return found


def changed(before: Any, after: Any) -> Iterator[tuple[Field, Any, Any]]:
    """The fields that two records of one kind do not have in common, with what each holds."""
    for field in of(after):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was != now:
            yield field, was, now


def further(record: Any) -> Iterator[tuple[Field, Any]]:
    """The fields that only their titles tell, with what they hold; those that say nothing are left out."""
    for field in of(record):
        if not field.own:
            value = getattr(record, field.name)
            if value not in (None, "", ()) and value is not False and value != {}:
                yield field, value
