"""The sheet of a meeting as somebody filled it in, in; what would be recorded, and doubts by line and column, out."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import TypeVar

from ..analysis import lookup
from ..analysis.attendance import attendance
from ..errors import ReflectError
from ..model import record_sheet as s
from ..model.instrument import Principle, Statement
from ..model.named_tuples import NamedTuple
from ..model.periods import is_due_date, plain_day
from ..model.proposal import Attendance, Doubt, Notes, Place, Proposal, Proposed, Said
from ..model.records import (
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    Action,
    Assessment,
    Discussion,
    Heard,
    Meeting,
    Partnership,
    Plan,
    Progress,
    View,
)

Item = TypeVar("Item")

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*")
_BULLET = re.compile(r"[-*+][ \t]+")
_WHO_AND_DAY = re.compile(r"(.*?)[ \t]*\(([0-9]{4}-[0-9]{2}-[0-9]{2})\)")
_MARKS = ("-", "*", "+")
_STATUSES = {
    "done": DONE,
    "dropped": DROPPED,
    "let go": DROPPED,
    "in progress": IN_PROGRESS,
    "started": IN_PROGRESS,
    "open": OPEN,
}


class Line(NamedTuple):
    """A line of the sheet, with its number; the column at which a part of it was found in the whole."""

    number: int
    text: str
    column: int = 1

    def rest(self, at: int) -> "Line":
        """What follows from a place on, without the blanks before it."""
        left = self.text[at:]
        return Line(self.number, left.strip(), self.column + at + len(left) - len(left.lstrip()))


class Part(NamedTuple):
    """A heading, and the lines below it as far as the next."""

    heading: Line
    lines: tuple[Line, ...]


class _Entry(NamedTuple):
    """A point of a list, and what stands below it."""

    head: Line
    below: tuple[Line, ...]


def read(
    text: str, partnership: Partnership, meeting: Meeting, *, file: str, printed: Collection[str] | None = None
) -> Proposal:
    """What a filled-in sheet says of a meeting. Lines that begin with `>` say nothing, but in a reason.

    Those that are not among the `printed` ones, which an empty sheet has, are named: somebody wrote there.
    Raises `ReflectError` where it is the sheet of another meeting.
    """
    every = [Line(number, each.rstrip()) for number, each in enumerate(text.replace("\r\n", "\n").split("\n"), 1)]
    _check_meeting(every, partnership, meeting, file)
    lines = list(_said(every))
    reading = _Reading(partnership, meeting, file)
    for part in _parts(lines, 2):
        reading.part(part)
    known = {each.text.strip() for each in every} if printed is None else printed
    read_only = [each for each in every if each not in lines and each.text.strip() not in known]
    notes = [_not_read(file, [str(each.number) for each in read_only])] if read_only else []
    return Proposal(tuple(reading.entries), tuple(reading.doubts), tuple(notes))


def is_sheet(text: str, partnership: Partnership) -> bool:
    """Whether a text is a sheet, however little of it is left: it has one of its headings, or says of what it is."""
    every = [Line(number, each.rstrip()) for number, each in enumerate(text.replace("\r\n", "\n").split("\n"), 1)]
    return any(_is_of_sheet(each.text, partnership) for each in every)


def _is_of_sheet(line: str, partnership: Partnership) -> bool:
    if line.startswith(s.TO_READ):
        return partnership.meeting(line.rpartition(", ")[2]) is not None
    heading = _HEADING.fullmatch(line)
    if not heading or len(heading[1]) != 2 or not heading[2]:
        return False
    title = heading[2].split(":")[0].strip()
    if title.casefold() in [each.casefold() for each in (s.ROOM, s.HEARD, s.SO_FAR, s.PLAN, s.NOTES)]:
        return True
    try:
        return bool(lookup.statement(title.split()[0], partnership.instrument))
    except ReflectError:
        return False


def _not_read(file: str, numbers: Sequence[str]) -> str:
    """That somebody wrote where nothing is read."""
    where = f"line {numbers[0]} begins" if len(numbers) == 1 else f"lines {', '.join(numbers)} begin"
    return f"{file}: {where} with > and nothing of it is recorded; take the sign out where it is to be."


def _check_meeting(lines: Sequence[Line], partnership: Partnership, meeting: Meeting, file: str) -> None:
    """The sheet says above its places of which meeting it is."""
    for line in lines:
        heading = _HEADING.fullmatch(line.text)
        if heading and len(heading[1]) > 1:
            return
        other = partnership.meeting(line.text.rpartition(", ")[2]) if line.text.startswith(s.TO_READ) else None
        if other and other.id != meeting.id:
            raise ReflectError(
                f"{file} is the sheet of {other.id}, and not of {meeting.id}. Nothing was written.",
                f"`reflectctl record {other.id} --from {file}` records it there.",
            )


def _said(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines but those that are there to be read: none of those stands below a reason, where `>` quotes somebody."""
    in_reason = False
    for line in lines:
        begun = line.text.strip().casefold()
        in_reason = begun.startswith(f"{s.BECAUSE}:".casefold()) or (in_reason and not _HEADING.fullmatch(line.text))
        if in_reason or not begun.startswith(s.TO_READ):
            yield line


def _parts(lines: Sequence[Line], level: int) -> list[Part]:
    """The lines under each heading of a level; first those before any, under none."""
    found = [(Line(0, ""), list[Line]())]
    for line in lines:
        heading = _HEADING.fullmatch(line.text)
        if heading and len(heading[1]) == level:
            found.append((Line(line.number, heading[2], len(heading[1]) + 2), []))
        elif not (heading and len(heading[1]) == 1 and len(found) == 1 and level == 2):
            found[-1][1].append(line)
    return [Part(heading, tuple(below)) for heading, below in found]


class _Reading:
    """Goes through a sheet once."""

    def __init__(self, partnership: Partnership, meeting: Meeting, file: str) -> None:
        self._partnership, self._meeting, self._file = partnership, meeting, file
        self._instrument = partnership.instrument
        self.entries: list[Proposed] = []
        self.doubts: list[Doubt] = []

    def part(self, part: Part) -> None:
        """What stands under one heading."""
        title = " ".join(part.heading.text.split())
        name, colon, after = title.partition(":")
        if not title:
            self._nothing_here(part.lines)
        elif title.casefold() == s.ROOM.casefold():
            self._room(part)
        elif title.casefold() == s.HEARD.casefold():
            self._heard(part)
        elif title.casefold() == s.SO_FAR.casefold():
            self._so_far(part)
        elif title.casefold() == s.NOTES.casefold():
            self._notes(part)
        elif colon and name.casefold() == s.PLAN.casefold():
            self._plan(part, after)
        elif statement := self._found(
            part.heading, lambda: lookup.statement(title.split()[0], self._instrument),
            f"No section is called so; a statement such as `voice.action`, `{s.ROOM}`, `{s.HEARD}`, `{s.SO_FAR}`, "
            f"`{s.PLAN}: voice, immediate` or `{s.NOTES}` was expected",
        ):  # fmt: skip
            self._statement(part, statement)

    # What is said when something is not understood.

    def _place(self, line: Line) -> Place:
        return Place(self._file, f"line {line.number}, column {line.column}")

    def _doubt(self, line: Line, message: str) -> None:
        self.doubts.append(Doubt(self._place(line), f"{message}; put it right and record the sheet again."))

    def _found(self, line: Line, find: Callable[[], Item], expected: str) -> Item | None:
        """What somebody meant; a doubt that says what was expected, where nothing known is meant."""
        try:
            return find()
        except (ReflectError, ValueError):
            self._doubt(line, expected)
            return None

    def _nothing_here(self, lines: Sequence[Line]) -> None:
        """Nothing is recorded of what stands outside of every place: it is never passed over."""
        if line := next((each for each in lines if each.text.strip()), None):
            self._doubt(line.rest(0), "Nothing is recorded of what stands here, as it stands in no place of the sheet")

    def _add(self, line: Line, said: Said, about: str = "", prompt: str = "") -> None:
        self.entries.append(Proposed(self._place(line), said, about, prompt))

    # What lines hold.

    def _keyed(self, lines: Sequence[Line], *keys: str, texts: Sequence[str] = ()) -> dict[str, Line]:
        """What stands behind each key; of `texts` also on the lines below it."""
        known = {key.casefold(): key for key in keys}
        found: dict[str, Line] = {}
        last = ""
        stray: list[Line] = []
        for line in lines:
            word, colon, _ = line.text.strip().partition(":")
            key = known.get(word.strip().casefold(), "") if colon else ""
            if key and key not in found:
                found[key] = line.rest(line.text.index(":") + 1)
                last = key
            elif last in texts:
                found[last] = found[last]._replace(text=f"{found[last].text}\n{line.text}")
            elif line.text.strip():
                stray.append(line)
        self._nothing_here(stray)
        return {key: line._replace(text=line.text.strip()) for key, line in found.items() if line.text.strip()}

    def _listed(self, lines: Sequence[Line]) -> Iterator[_Entry]:
        """The points of a list, each with the lines below it."""
        found: list[tuple[Line, list[Line]]] = []
        stray: list[Line] = []
        for line in lines:
            marked = _BULLET.match(line.text)
            if marked:
                found.append((line.rest(marked.end()), []))
            elif line.text.strip() not in ("", *_MARKS):
                (found[-1][1] if found and line.text[:1] in " \t" else stray).append(line)
        self._nothing_here(stray)
        yield from (_Entry(head, tuple(below)) for head, below in found)

    def _split(self, entry: _Entry, expected: str) -> tuple[Line, Line] | None:
        """The two sides of the colon in the first line of a point."""
        before, colon, _ = entry.head.text.partition(":")
        if not colon:
            self._doubt(entry.head, expected)
            return None
        return entry.head._replace(text=before.strip()), entry.head.rest(len(before) + 1)

    # What sections hold.

    def _room(self, part: Part) -> None:
        said = self._keyed(part.lines, s.PRESENT, s.APOLOGIES, s.GUESTS)
        there, missing = ([each.text] if (each := said.get(key)) else [] for key in (s.PRESENT, s.APOLOGIES))
        line = said.get(s.PRESENT) or said.get(s.APOLOGIES) or part.heading
        known = ", ".join(each.id for each in self._partnership.agencies)
        room = self._found(
            line,
            lambda: attendance(there, missing, self._partnership, self._meeting.date, self._meeting.group),
            f"Not everybody who is named here is an agency; expected were ids with commas between them ({known})",
        )
        guests = tuple(each.strip() for each in said[s.GUESTS].text.split(";")) if s.GUESTS in said else ()
        if room is not None and {*room[0]} & {*room[1]}:
            self._doubt(line, f"Somebody is named here both as present and behind `{s.APOLOGIES}:`")
        elif room is not None and (any(room) or guests):
            self._add(line, Attendance(tuple(room[0]), tuple(room[1]), tuple(filter(None, guests))), self._meeting.id)

    def _heard(self, part: Part) -> None:
        for entry in self._listed(part.lines):
            who, _, how = " ".join((entry.head.text, *(each.text.strip() for each in entry.below))).partition(":")
            dated = _WHO_AND_DAY.fullmatch(who.strip())
            day = self._day(entry.head, dated[2]) if dated else None
            if not dated or day:
                said = Heard((dated[1] if dated else who).strip(), how.strip(), day)
                self._add(entry.head, said, self._meeting.id)

    def _day(self, line: Line, text: str) -> date | None:
        return self._found(line, lambda: plain_day(text), "No day of the calendar stands here; 2026-03-12 was expected")

    def _statement(self, part: Part, statement: Statement) -> None:
        first, *others = _parts(part.lines, 3)
        said = self._keyed(first.lines, s.RATING, s.BECAUSE, texts=(s.BECAUSE,))
        if s.RATING in said:
            self._rating(said[s.RATING], said[s.BECAUSE].text if s.BECAUSE in said else "", statement)
        elif s.BECAUSE in said:
            self._doubt(said[s.BECAUSE], f"A reason stands here and no rating; write it behind `{s.RATING}:`")
        for other in others:
            title = other.heading.text.casefold()
            prompt = next(
                (each.id for each in self._instrument.prompts if title in (each.id, each.title.casefold())), ""
            )
            if title == s.VIEWS.casefold():
                self._views(other, statement)
            elif prompt:
                self._points(other, statement, prompt)
            else:
                known = ", ".join(f"`{each.title or each.id}`" for each in self._instrument.prompts)
                self._doubt(other.heading, f"No place of a statement is called so; `{s.VIEWS}`, {known} were expected")

    def _rating(self, line: Line, because: str, statement: Statement) -> None:
        if line.text.casefold() == s.STILL:
            there = self._partnership.assessment(statement.id)
            rating = there.rating if there else None
        else:
            rating = self._scale(line)
            if rating is None:
                return
        if rating is None:
            self._doubt(line, f"`{s.STILL}` stands here, and the statement is not yet rated")
            return
        self._add(line, Assessment(statement.id, rating, meeting=self._meeting.id, because=because), statement.id)

    def _scale(self, line: Line) -> str | None:
        scale = [(each.id, each.title) for each in self._instrument.scale]
        if found := lookup.point(line.text, scale):
            return found
        known = ", ".join(id for id, _ in scale)
        expected = f"No point of the scale stands here; one of {known} was expected"
        self._doubt(line, ", ".join(filter(None, (expected, lookup.point_meant(line.text, scale)))))
        return None

    def _views(self, part: Part, statement: Statement) -> None:
        for entry in self._listed(part.lines):
            sides = self._split(entry, "A view was expected: an agency, a colon and its rating")
            if sides is None:
                continue
            speakers = ", ".join(each.id for each in self._partnership.speakers)
            who = self._found(
                sides[0],
                lambda sides=sides: lookup.who(sides[0].text, self._partnership),  # type: ignore[misc]
                f"No agency or group is called so; one of {speakers} was expected",
            )
            unsure = sides[1].text.casefold().rstrip(".") in s.UNSURE
            rating = None if unsure else self._scale(sides[1])
            if who and (rating or unsure):
                because = _text(entry.below)
                self._add(entry.head, View(who, rating, None, self._meeting.id, because), statement.id)

    def _points(self, part: Part, statement: Statement, prompt: str) -> None:
        lines = [each for each in part.lines if each.text.strip() not in _MARKS]
        if points := _text(lines):
            first = next(each for each in lines if each.text.strip())
            self._add(first.rest(0), Discussion(self._meeting.id, None, points), statement.id, prompt)

    def _so_far(self, part: Part) -> None:
        for entry in self._listed(part.lines):
            sides = self._split(
                entry, "The id of an action, a colon and `done`, `dropped`, `in progress` or `open` were expected"
            )
            if sides is None:
                continue
            id = self._found(
                sides[0],
                lambda sides=sides: lookup.action(sides[0].text, self._partnership),  # type: ignore[misc]
                "No action has this id; `reflectctl action list` has them all",
            )
            status, outcome = _STATUSES.get(sides[1].text.casefold().rstrip("."), ""), _text(entry.below)
            if not status:
                self._doubt(sides[1], "`done`, `dropped`, `in progress` or `open` was expected")
            elif status in (IN_PROGRESS, OPEN):
                self._on_the_way(entry, sides[1], id, status)
            elif not outcome:
                self._doubt(sides[1], "What difference it made, or why it was let go, was expected in the lines below")
            elif id:
                self._add(entry.head, Action(id, "", status=status, closed=self._meeting.date, outcome=outcome))

    def _on_the_way(self, entry: _Entry, said: Line, id: str | None, status: str) -> None:
        """How an action that is not closed is going, and its date where that moved."""
        moved = [each for each in entry.below if each.text.strip().casefold().startswith(f"{s.DUE}:")]
        note = _text([each for each in entry.below if each not in moved])
        due = moved[0].text.partition(":")[2].strip().casefold() if moved else ""
        if moved and (len(moved) > 1 or not is_due_date(due) or due == "ongoing"):
            self._doubt(moved[-1].rest(0), "One day or month was expected, such as 2026-09-30 or 2026-09")
        elif due and not note:
            self._doubt(moved[0].rest(0), "Why the date moved was expected in the lines beside it")
        elif status == OPEN and not note:
            self._doubt(said, "How it is going was expected in the lines below")
        elif id:
            if status == IN_PROGRESS:
                self._add(entry.head, Action(id, "", status=status))
            if note:
                self._add(entry.head, Progress(self._meeting.date, note, due), id)

    def _notes(self, part: Part) -> None:
        """What was noted of the meeting itself."""
        lines = [each for each in part.lines if each.text.strip() not in _MARKS]
        if words := _text(lines):
            self._add(next(each for each in lines if each.text.strip()).rest(0), Notes(words), self._meeting.id)

    def _plan(self, part: Part, which: str) -> None:
        word, _, after = which.partition(",")
        expected = "A principle and a part of its plan were expected, such as `Plan: voice, immediate`"
        principle = self._found(part.heading, lambda: lookup.principle(word.strip(), self._instrument), expected)
        horizon = self._found(part.heading, lambda: lookup.horizon(after.strip(), self._instrument), expected)
        if principle is None or horizon is None:
            return
        at = next((at for at, each in enumerate(part.lines) if _BULLET.match(each.text)), len(part.lines))
        said = self._keyed(part.lines[:at], s.GOAL, s.MEASURE, texts=(s.GOAL, s.MEASURE))
        if said:
            goal, measure = (said[key].text if key in said else "" for key in (s.GOAL, s.MEASURE))
            plan = Plan(horizon, goal, measure)
            self._add(next(iter(said.values())), plan, principle.id)
        for entry in self._listed(part.lines[at:]):
            self._action(entry, principle, horizon)

    def _action(self, entry: _Entry, principle: Principle, horizon: str) -> None:
        keys = (s.LEAD, s.WITH, s.ROLE, s.DUE, s.REVIEW, s.FOR)
        is_key = [each.text.strip().partition(":")[0].casefold() in keys and ":" in each.text for each in entry.below]
        at = is_key.index(True) if True in is_key else len(is_key)
        words = " ".join((entry.head.text, *(each.text.strip() for each in entry.below[:at])))
        said = self._keyed(entry.below[at:], *keys)
        before = len(self.doubts)
        leads, others = self._parties(said.get(s.LEAD)), self._parties(said.get(s.WITH))
        if leads and leads[0] not in {each.id for each in self._partnership.speakers}:
            self._doubt(said[s.LEAD], "Who leads is an agency or a group of the partnership; others go behind `with:`")
        due = said[s.DUE].text.casefold() if s.DUE in said else ""
        if due and not is_due_date(due):
            self._doubt(said[s.DUE], "A day, a month or `ongoing` was expected, such as 2026-09-30 or 2026-09")
        review = self._day(said[s.REVIEW], said[s.REVIEW].text) if s.REVIEW in said else None
        serves = self._dimensions(said.get(s.FOR), principle)
        if len(self.doubts) == before:
            role = said[s.ROLE].text if s.ROLE in said else ""
            made = Action(
                "", words, leads[0] if leads else "", (*leads[1:], *others), role, self._meeting.date, due, review,
                serves=serves, principle=principle.id, horizon=horizon,
            )  # fmt: skip
            self._add(entry.head, made)

    def _parties(self, line: Line | None) -> tuple[str, ...]:
        if line is None:
            return ()
        known = ", ".join(each.id for each in self._partnership.speakers)
        expected = f"Not everybody here is known; ids ({known}) or names of organisations were expected"
        found = self._found(line, lambda: lookup.parties(line.text.split(","), self._partnership), expected)
        return tuple(found or ())

    def _dimensions(self, line: Line | None, principle: Principle) -> tuple[str, ...]:
        if line is None:
            return ()
        known = ", ".join(each.dimension for each in principle.statements)
        found = self._found(
            line,
            lambda: lookup.several([line.text], lambda word: lookup.dimension(word, principle)),
            f"Statements of {principle.id} were expected ({known})",
        )
        return tuple(found or ())


def _text(lines: Sequence[Line]) -> str:
    """Lines as a text, without what all of them are indented by."""
    import textwrap

    return textwrap.dedent("\n".join(each.text for each in lines)).strip("\n").strip()
