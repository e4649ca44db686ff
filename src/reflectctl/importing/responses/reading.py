"""An export of the answers to a form, in; the views that would be recorded, and every doubt, out."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from ...analysis import lookup
from ...errors import ReflectError
from ...model.agency_ids import called, earlier_ids
from ...model.named_tuples import NamedTuple
from ...model.proposal import Doubt, Place, Proposal, Proposed
from ...model.records import Partnership, View
from ..filled_in.marks import label
from ..statements import bare
from .columns import AGENCY, OTHER, RATING, REASON, WHEN, Column, Known, columns
from .tables import EMPTY, Cell, Table, letters, table
from .workbooks import sheet


class Asked(NamedTuple):
    """The phrases in which the program asks, in the language of the partnership."""

    who: str
    why: str
    unsure: str


_UNSURE = ("cannot say", "can not say", "can t say", "could not say", "asked could not say", "we cannot say")


def proposal(
    name: str, raw: bytes, partnership: Partnership, asked: Asked, *, meeting: str = "", given: date | None = None
) -> Proposal:
    """The views in an export. Of an agency that answered twice the later row counts, which is said."""
    found = sheet(name, raw) if raw.startswith(b"PK\x03\x04") else table(name, raw)
    if not any(each.strip() for each in found.heads):
        raise ReflectError(f"{name} is empty.", "Export the answers of the form again.")
    return _Reading(name, found, partnership, asked).proposal(meeting, given)


class _Answers(NamedTuple):
    """A row: whose it is, when it was sent, and what it says of each statement."""

    number: int
    of: str
    moment: datetime | None
    views: dict[str, tuple[str | None, str, Place]]
    doubts: list[Doubt]


class _Reading:
    """Goes through a table once."""

    def __init__(self, name: str, found: Table, partnership: Partnership, asked: Asked) -> None:
        self._name, self._table, self._partnership = name, found, partnership
        self._pack = partnership.instrument
        self._unsure = {bare(asked.unsure), *_UNSURE}
        known = {*self._unsure, *(bare(x) for point in self._pack.scale for x in (point.id, point.title))}
        rows = [cells for _, cells in found.rows]
        told = Known(known, lambda word: bool(word and self._speaker(word)))
        self._columns = columns(found.heads, rows, self._pack, asked[:2], told)
        self._doubts: list[Doubt] = []
        self._notes = list(found.notes)

    def proposal(self, meeting: str, given: date | None) -> Proposal:
        self._look_at_columns()
        answers = [told for number, cells in self._table.rows if (told := self._row(number, cells))]
        kept = self._latest(answers)
        entries = []
        for each in kept:
            self._doubts += each.doubts
            for statement, (rating, because, place) in each.views.items():
                said = View(each.of, rating, given, meeting, because)
                entries.append(Proposed(place, said, statement))
        return Proposal(tuple(entries), tuple(self._doubts), tuple(self._notes))

    def _look_at_columns(self) -> None:
        who = [at for at, each in enumerate(self._columns) if each.kind == AGENCY]
        if len(who) != 1:
            found = "more than one column that says" if who else "no column that says"
            raise ReflectError(
                f"{self._name} has {found} which agency or group a row is of.",
                "Head one column with the question that `reflectctl views ask` prints first; put ids or names there.",
            )
        ratings = Counter(each.statement for each in self._columns if each.kind == RATING)
        if not ratings:
            raise ReflectError(
                f"{self._name} has no column that is about a statement of this partnership.",
                "`reflectctl views ask` prints the questions: each names its statement by its id.",
            )
        for statement, times in ratings.items():
            if times > 1:
                message = f"{times} columns are about {statement}, and which of them holds its rating cannot be told."
                self._doubt(1, f"{message} Nothing is taken of them.")
        for at, each in enumerate(self._columns):
            if each.kind == REASON and each.statement not in ratings and self._is_filled(at):
                message = f"Reasons are given for {each.statement}, and no column holds its rating."
                self._doubt(1, f"{message} Nothing is taken of them.", at)
        unread = [at for at, each in enumerate(self._columns) if each.kind == OTHER and self._is_filled(at)]
        if unread:
            named = ", ".join(letters(at) for at in unread)
            what = "a column is" if len(unread) == 1 else "columns are"
            self._notes.append(f"{self._name}: {what} about no statement, and not read: {named}.")
        self._twice = {statement for statement, times in ratings.items() if times > 1}

    def _is_filled(self, at: int) -> bool:
        return any(_at(cells, at).text for _, cells in self._table.rows)

    def _doubt(self, number: int, message: str, at: int | None = None) -> None:
        self._doubts.append(Doubt(self._place(number, at), message))

    def _place(self, number: int, at: int | None = None) -> Place:
        return Place(self._name, f"row {number}" if at is None else f"row {number}, column {letters(at)}")

    def _row(self, number: int, cells: Sequence[Cell]) -> _Answers | None:
        if len(cells) == 1 and cells[0].problem and len(self._columns) > 1:
            self._doubt(number, cells[0].problem)
            return None
        who = next(at for at, each in enumerate(self._columns) if each.kind == AGENCY)
        said = _at(cells, who)
        if said.problem or not said.text:
            self._doubt(number, said.problem or "No agency or group is named in this row; nothing is taken of it.", who)
            return None
        of = self._speaker(said.text)
        if not of:
            message = "What is named here is no agency or group of this partnership, by id or name."
            self._doubt(number, f"{message} Nothing is taken of this row.", who)
            return None
        moment = next(
            (self._moment(at, _at(cells, at)) for at, each in enumerate(self._columns) if each.kind == WHEN), None
        )
        told = _Answers(number, of, moment, {}, [])
        for at, column in enumerate(self._columns):
            if column.kind == RATING and column.statement not in self._twice:
                self._answer(told, number, at, column, cells)
        return told

    def _answer(self, told: _Answers, number: int, at: int, column: Column, cells: Sequence[Cell]) -> None:
        cell, place = _at(cells, at), self._place(number, at)
        reasons = [
            (x, _at(cells, x)) for x, each in enumerate(self._columns) if each == Column(REASON, column.statement)
        ]
        wrong = next(((x, each.problem) for x, each in ((at, cell), *reasons) if each.problem), None)
        because = "\n\n".join(each.text for _, each in reasons if each.text)
        if wrong:
            told.doubts.append(
                Doubt(self._place(number, wrong[0]), f"{column.statement}: {wrong[1]} Nothing is taken of it.")
            )
        elif not cell.text:
            if because:
                message = f"{column.statement}: a reason is given and no rating. Nothing is taken of it."
                told.doubts.append(Doubt(place, message))
        elif (rating := self._rating(cell.text)) is None:
            expected = ", ".join([*(point.title for point in self._pack.scale)])
            meant = lookup.point_meant(cell.text, [(point.id, point.title) for point in self._pack.scale])
            message = (
                f"{column.statement}: this is no point of the scale. Expected: {expected}, or that they cannot say"
            )
            message = f"{message}; {meant}." if meant else f"{message}."
            told.doubts.append(Doubt(place, message))
        else:
            told.views[column.statement] = (rating or None, because, place)

    def _rating(self, said: str) -> str | None:
        """The id of the point that is meant; an empty one where they could not say, None where it is none."""
        words = said.strip().rstrip(";").strip()
        if bare(words) in self._unsure:
            return ""
        found = [
            point.id
            for point in self._pack.scale
            if bare(words) in (bare(point.id), bare(point.title)) or re.fullmatch(label(point.title), words, re.I)
        ]
        return found[0] if len(found) == 1 else None

    def _speaker(self, said: str) -> str:
        word = called(said.strip().rstrip(";"))
        named = {each.id for each in self._partnership.speakers if word in (each.id, called(each.name))}
        named |= {each.id for each in self._partnership.speakers if word in _both(each.id, each.name)}
        named = named or {id for before, id in earlier_ids(self._partnership).items() if word == before}
        return named.pop() if len(named) == 1 else ""

    def _moment(self, at: int, cell: Cell) -> datetime | None:
        """When a row was sent, where that is certain."""
        if cell.moment:
            return cell.moment
        return _moment(cell.text, self._is_american(at))

    def _is_american(self, at: int) -> bool | None:
        """Whether the days of a column have the month first; None where no day in it tells."""
        days = [found for _, cells in self._table.rows if (found := _SLASHED.match(_at(cells, at).text))]
        first, second = (any(int(each[part]) > 12 for each in days) for part in (1, 2))
        return second if first != second else None

    def _latest(self, answers: Sequence[_Answers]) -> list[_Answers]:
        """One row an agency: the later one."""
        kept: dict[str, _Answers] = {}
        for each in answers:
            before = kept.get(each.of)
            if before is None:
                kept[each.of] = each
                continue
            is_earlier = bool(before.moment and each.moment and each.moment < before.moment)
            last, first = (before, each) if is_earlier else (each, before)
            kept[each.of] = last
            lost = len(first.views.keys() - last.views.keys())
            only = "1 of its answers is" if lost == 1 else f"{lost} of its answers are"
            more = f" {only} to what the later one leaves empty." if lost else ""
            self._notes.append(
                f"{self._name}: row {first.number} of {each.of} is left out, as row {last.number} of it is later.{more}"
            )
        return sorted(kept.values())


_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_MOMENT = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[T, ]*(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*([ap])?", re.IGNORECASE
)


def _moment(said: str, american: bool | None) -> datetime | None:
    found = _MOMENT.match(said)
    if not found:
        return None
    one, other, last = int(found[1]), int(found[2]), int(found[3])
    if len(found[1]) == 4:
        year, month, day = one, other, last
    elif american is None:
        return None
    else:
        month, day = (one, other) if american else (other, one)
        year = last + 2000 if len(found[3]) == 2 else last
    hour = int(found[4] or 0) % (12 if found[7] else 24) + (12 if (found[7] or "").lower() == "p" else 0)
    try:
        return datetime(year, month, day, hour, int(found[5] or 0), int(found[6] or 0))
    except ValueError:
        return None


def _both(id: str, name: str) -> set[str]:
    """How a form may show both."""
    ways = {called(f"{one}{sign}{other}") for sign in (": ", " - ", " – ") for one, other in ((id, name), (name, id))}
    return {called(f"{name} ({id})"), called(f"{id} ({name})"), *ways}


def _at(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else EMPTY
