"""Rules about the names of files and the ids in them; and how ids are named in a sentence."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from ..analysis.meetings import has_notes
from ..model.agency_ids import called, has_left
from ..model.records import Agency, Group, Meeting, Partnership
from ..patterns import regex
from .findings import RuleFinding

_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_NUMBER = regex(r"[0-9]+-")


def short(id: str) -> str:
    """An id as it may stand in a message, however long it is."""
    return id if len(id) <= 80 else id[:79] + "…"


def together(ids: Iterable[str]) -> str:
    """Ids in a sentence: `police`, `health` and `housing`. Of many, the first few and how many more."""
    named = [f"`{short(id)}`" for id in dict.fromkeys(ids)]
    if len(named) > 12:
        named[11:] = [f"{len(named) - 11} more"]
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def stem(path: str) -> str:
    """A file's name without its folders and its ending."""
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def meeting_named_for_another_day(partnership: Partnership) -> Iterator[RuleFinding]:
    """The day in a meeting's file name or id is not the day of the meeting.

    Ratings name a meeting by its id, and people find it by its file. Where the name says one day and `date` another,
    history tells whichever is written under `date`, and readers believe the name.

    Correct whichever is the slip of the pen. An id that ratings name already is changed there too; a name may also do
    without a day.

    Wrong:

        id: 2026-03-12-children-first
        date: "2026-03-21"
        title: Putting children first, a year on

    Right:

        id: 2026-03-12-children-first
        date: "2026-03-12"
        title: Putting children first, a year on
    """
    for meeting in partnership.meetings:
        held, path = meeting.date.isoformat(), meeting.where.path
        if meeting.id.startswith(held) and path.startswith(held, path.rfind("/") + 1):
            continue
        of_name, of_id = _day(stem(path)) or held, _day(meeting.id) or held
        if held == of_name == of_id:
            continue
        rests = ((meeting.where, "date"), (meeting.where, "id"))
        hint = "Correct whichever of them is the slip of the pen."
        if of_name == of_id:
            yield RuleFinding(
                meeting.where.at("date"),
                f"The meeting is dated {held}, but its file and its id are named for {of_id}.",
                hint,
                rests_on=rests,
                about=(meeting.where, ("date",)),
            )
        elif of_name == held:
            yield RuleFinding(
                meeting.where.at("id"), f"The meeting is dated {held}, but its id says {of_id}.", hint, rests_on=rests
            )
        else:
            also = "" if of_id == held else f" and its id for {of_id}"
            yield RuleFinding(
                meeting.where.key("date"),
                f"The meeting is dated {held}, but its file is named for {of_name}{also}.",
                hint,
                rests_on=rests,
            )


def _day(name: str) -> str:
    """The day that a name begins with; empty when it begins with none."""
    match = _DAY.match(name)
    return match[0] if match else ""


def same_meeting_twice(partnership: Partnership) -> Iterator[RuleFinding]:
    """Two files seem to record one meeting: the same day and title, or the same day and notes.

    Two people may each have written a meeting up, or a file was copied to begin the next one. Reports would then
    count the meeting twice, and ratings would name one half or the other.

    Keep one file and bring into it what only the other one says, or give the second one its own title or date.

    Wrong:

        # meetings/2026-03-12-children-first-police.md, beside 2026-03-12-children-first.md
        id: 2026-03-12-children-first-police
        date: "2026-03-12"
        title: Putting children first, a year on

    Right:

        id: 2026-03-12-police-records
        date: "2026-03-12"
        title: Reading police records, in the afternoon
    """
    for held in _same_day(partnership.meetings):
        known: dict[tuple[str, str], Meeting] = {}
        for meeting in held:
            marks = [("title", " ".join(meeting.title.split()).casefold())]
            if has_notes(meeting.notes):
                marks.append(("notes", meeting.notes.strip()))
            first = next((known[mark] for mark in marks if mark in known), meeting)
            for mark in marks:
                known.setdefault(mark, meeting)
            if first.id != meeting.id:
                places = (first.where, meeting.where)
                yield RuleFinding(
                    meeting.where.at("title"),
                    f"{short(meeting.id)} seems to be the meeting that {first.where.path} records already.",
                    "Keep one of the two files with what both say, or give this one its own title or date.",
                    rests_on=tuple((place, key) for place in places for key in ("title", "date", "id")),
                )


def _same_day(meetings: Iterable[Meeting]) -> Iterator[list[Meeting]]:
    """The meetings of each day that has more than one."""
    for _, held in groupby(meetings, attrgetter("date")):
        several = list(held)
        if len(several) > 1:
            yield several


def principle_file_named_otherwise(partnership: Partnership) -> Iterator[RuleFinding]:
    """A principle's file is named for another principle than the one it holds.

    What counts is the id inside the file, so ratings may have been written under a principle that nobody meant: it
    happens when a file is copied to begin the next principle.

    Correct the id inside, or rename the file; a name without a number that is no principle's may be anything.

    Wrong:

        # principles/5-trauma.yaml
        principle: curiosity

    Right:

        # principles/5-trauma.yaml
        principle: trauma
    """
    instrument = partnership.instrument
    known = {principle.id for principle in instrument.principles}
    # Of two files of one principle, one has a finding already.
    twice = {each.id for each in partnership.copies if each.kind == "principle"}
    records = partnership.files_of_principles
    named = [(each.principle, each.where, "principle") for each in records if each.principle not in twice]
    named += [(principle.id, principle.where, "id") for principle in instrument.principles]
    for id, place, key in named:
        name = stem(place.path)
        bare = _NUMBER.sub("", name, count=1) if name[:1].isdigit() else name
        if id in (name, bare) or not (bare in known or bare != name):
            continue
        yield RuleFinding(
            place.at(key),
            f"The file is named for `{short(bare)}`, and what it holds is `{short(id)}`.",
            f"Correct `{key}`, or rename the file.",
            rests_on=((place, key),),
        )


def same_names(partnership: Partnership) -> Iterator[RuleFinding]:
    """Members that have one name, so that who is told by it could be either."""
    first: dict[str, Agency | Group] = {}
    for each in partnership.speakers:
        if not each.name or has_left(each):
            continue
        other = first.setdefault(called(each.name), each)
        if other.id != each.id:
            both = "agencies" if isinstance(each, Agency) else "groups"
            both = both if type(each) is type(other) else "members"
            yield RuleFinding(
                each.where.at("name"),
                f"Two {both} have this name: {together((other.id, each.id))}.",
                "Take the one out that was listed by mistake, or write what tells them apart.",
            )
