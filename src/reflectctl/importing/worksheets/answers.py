"""A sheet as it was sent and what stands in a file, in; the answers by their codes, and every doubt, out.

An answer is known by the code in its row and by the head of its column. Everything else that stands in the file was
printed there; what was not is told, as somebody may have meant it for an answer.
"""

from collections.abc import Mapping

from ...analysis import lookup
from ...errors import ReflectError
from ...model.instrument import Term
from ...model.named_tuples import NamedTuple
from ...model.proposal import Doubt, Place
from ...model.worksheet import (
    BEGINS,
    CODE,
    MARK,
    RATING,
    Question,
    Seal,
    Sheet,
    beside_seal,
    is_code,
    mark,
    plain,
    sealed,
)
from ..filled_in.marks import marked
from .found import Cell, Found, Row


class Answer(NamedTuple):
    """What was answered to a question."""

    place: Place
    text: str
    """Its words; for a rating, the id of a point of the scale."""
    how: str = ""


class Lost(NamedTuple):
    """An answer that cannot be told: where, and why, as a sentence; nothing where that is said elsewhere."""

    at: str
    why: str = ""


class Answers(NamedTuple):
    """The answers of a file by their codes, and what is doubtful."""

    given: Mapping[str, Answer]
    doubts: tuple[Doubt, ...]
    doubtful: frozenset[str]
    """The codes of those questions whose answers are doubtful."""


def seal_of(found: Found) -> Seal | None:
    """The seal of a file; None where it is no worksheet. Raises `ReflectError` where it is one that cannot be known."""
    texts = [each.text for each in found.texts]
    seals = {seal for each in texts if (seal := sealed(each))}
    if len(seals) > 1:
        raise ReflectError("More than one worksheet stands in it.", "Send each as a file of its own.")
    if seals:
        return seals.pop()
    codes = sum(is_code(plain(row.cells[0].text)) for table in found.tables for row in table if row.cells)
    if codes > _FEW or not found.is_whole or any(BEGINS in each for each in texts):
        raise ReflectError(
            "The line that says what it was made for is damaged or gone.",
            "Copy the answers into the worksheet as it was sent.",
        )
    return None


_FEW = 2
"""So many words may look like codes where none are."""


def answers(sheet: Sheet, found: Found) -> Answers:
    """The answers of a file."""
    reading = _Reading(sheet, found)
    for number, table in enumerate(found.tables):
        reading.table(table, number)
    for code, cell in found.values:
        reading.value(code, cell)
    reading.outside(found.outside)
    return reading.answers()


class _Reading:
    def __init__(self, sheet: Sheet, found: Found) -> None:
        self.sheet, self.found = sheet, found
        self.questions = {each.code: each for each in sheet.questions}
        marks = sheet.seal.printed
        self.marks = {each.code: marks[at * MARK : (at + 1) * MARK] for at, each in enumerate(sheet.questions)}
        self.said = sheet.said
        self.labels = {plain(title).casefold(): id for id, title in sheet.scale}
        heads = sheet.heads
        self.heads = {plain(each).casefold(): name for name, each in heads._asdict().items()}
        self.rows: dict[str, list[tuple[Row, Answer | Lost | None]]] = {}
        """By code: each row that has it, with its answer, why it is lost, or None where nothing is answered."""
        self.doubts: list[Doubt] = list(found.doubts)

    def doubt(self, at: str, message: str) -> None:
        self.doubts.append(Doubt(self.found.place(at), message))

    # Rows.

    def table(self, rows: tuple[Row, ...], number: int) -> None:
        """Every row of a table, below its heads."""
        columns: dict[int, str] = {}
        lost = False
        for row in rows:
            if found := self._heads(row):
                columns, lost = found, False
                continue
            # What is typed as an answer may look like a code.
            answered = {at for at, name in columns.items() if name not in ("code", "asked")}
            codes = [
                (at, each.text)
                for at, each in enumerate(row.cells)
                if at not in answered and CODE.fullmatch(plain(each.text))
            ]
            known = [(at, plain(text)) for at, text in codes if is_code(plain(text))]
            if not known:
                self._no_code(row, is_slip=bool(codes))
            elif len(known) > 1:
                self.doubt(row.at, "Two codes stand in this row; one was expected. Part them, and read it again.")
            elif known[0][1] not in self.questions:
                self.doubt(row.at, f"The code {known[0][1]} is none of this worksheet, so its row is not read.")
            elif not columns:
                if not lost:
                    self.doubt(row.at, "The heads of the columns are not as they were sent, so no row below is read.")
                lost = True
                self.rows.setdefault(known[0][1], []).append((row, Lost(row.at)))
            else:
                self._row(row, known[0][1], known[0][0], columns)

    def _heads(self, row: Row) -> dict[int, str]:
        """What stands in each column, where a row is that of the heads."""
        columns: dict[int, str] = {}
        for at, cell in enumerate(row.cells):
            word = plain(cell.text).casefold()
            if name := self.heads.get(word):
                columns[at] = name
            elif word in self.labels:
                columns[at] = f"={self.labels[word]}"
        names = list(columns.values())
        is_head = "code" in names and ("answer" in names or any(each.startswith("=") for each in names))
        return columns if is_head and len(set(names)) == len(names) else {}

    def _no_code(self, row: Row, *, is_slip: bool) -> None:
        if is_slip:
            self.doubt(row.at, "The code of this row is not as it was sent, so that the row is not read.")
            return
        for cell in row.cells:
            self._stray(cell)

    def _stray(self, cell: Cell) -> None:
        """What stands outside of the places for answers, and was not printed there."""
        if cell.problem and not cell.text:
            self.doubt(cell.at, cell.problem)
        elif cell.text and plain(cell.text) not in self.said and not self._is_ours(cell.text):
            self.doubt(cell.at, "Something is written here, outside of the places for answers; put it into one.")

    def _is_ours(self, text: str) -> bool:
        rest = beside_seal(text) if BEGINS in text else text
        return all(plain(line) in self.said for line in rest.split("\n") if line.strip())

    def _row(self, row: Row, code: str, code_at: int, columns: dict[int, str]) -> None:
        question = self.questions[code]
        places = {at for at, name in columns.items() if name == "answer" or name.startswith("=")}
        cells = row.cells
        beside = [each for at, each in enumerate(cells) if at not in places and at != code_at]
        told = " ".join(each.text for each in beside if each.text)
        answer = self._answer(row, question, columns)
        if row.problem:
            answer = Lost(row.at, row.problem)
        elif mark(code, told) != self.marks[code] and not isinstance(answer, Lost):
            answer = Lost(
                row.at,
                "What is printed in this row is not as it was sent: words were written or changed there. Put the "
                "answer into its own place, in the worksheet as it was sent.",
            )
        elif found := next((each for each in beside if each.problem), None):
            answer = Lost(found.at, found.problem)
        self.rows.setdefault(code, []).append((row, answer))

    def _answer(self, row: Row, question: Question, columns: dict[int, str]) -> Answer | Lost | None:
        """The answer of a row, why it is lost, or None where nothing is answered."""
        options = {name[1:]: at for at, name in columns.items() if name.startswith("=")}
        if question.field == RATING and options:
            if len(options) < len(self.sheet.scale) or max(options.values()) >= len(row.cells):
                return Lost(row.at, "A place to tick is not there any more, so that it cannot be told which is ticked.")
            scale = [Term(id, title) for id, title in self.sheet.scale]
            found = marked([row.options[options[point.id]] for point in scale], scale)
            if found.doubt:
                return Lost(row.at, found.doubt)
            how = "" if found.how == "ticked" else found.how
            return Answer(self.found.place(row.at), found.point, how) if found.point else None
        at = next((at for at, name in columns.items() if name == "answer"), None)
        if at is None:
            return Lost(row.at, "The place for this answer is not there any more.")
        return self._said(row.cells[at], question) if at < len(row.cells) else None

    def _said(self, cell: Cell, question: Question) -> Answer | Lost | None:
        if cell.problem:
            return Lost(cell.at, cell.problem)
        if not cell.text:
            return None
        place = self.found.place(cell.at)
        if question.field != RATING:
            return Answer(place, cell.text, cell.how)
        rating = lookup.point(cell.text, self.sheet.scale)
        if not rating:
            titles = ", ".join(title for _, title in self.sheet.scale)
            told = f"This is none of the answers that there are. One of these was expected: {titles}"
            return Lost(cell.at, "; ".join(filter(None, (told, lookup.point_meant(cell.text, self.sheet.scale)))) + ".")
        return Answer(place, rating, cell.how)

    def value(self, code: str, cell: Cell) -> None:
        """An answer that stands under its code."""
        question = self.questions.get(code)
        if question is None:
            self.doubt(cell.at, "This code is none of this worksheet, so that its answer is not read.")
            return
        self.rows.setdefault(code, []).append((Row(cell.at, ()), self._said(cell, question)))

    def outside(self, cells: tuple[Cell, ...]) -> None:
        """What stands outside of tables."""
        for cell in cells:
            self._stray(cell)

    # What came of it.

    def answers(self) -> Answers:
        """Each answer that stands in one row, and what is to be said of all others."""
        given: dict[str, Answer] = {}
        doubtful: set[str] = set()
        for code, rows in self.rows.items():
            told = [answer for _, answer in rows if answer is not None]
            if len(rows) > 1 and told:
                where = " and ".join(row.at for row, _ in rows)
                self.doubt(rows[0][0].at, f"Its code stands in {where}, so that it cannot be told which counts.")
                doubtful.add(code)
                continue
            for _, answer in rows:
                if isinstance(answer, Answer):
                    given[code] = answer
                elif answer is not None:
                    doubtful.add(code)
                    if answer.why:
                        self.doubt(answer.at, answer.why)
        if self.found.is_whole and (lacking := [code for code in self.questions if code not in self.rows]):
            self.doubt("", self._lacking(lacking))
            doubtful |= {*lacking}
        return Answers(given, tuple(self.doubts), frozenset(doubtful))

    def _lacking(self, codes: list[str]) -> str:
        """What is said of rows that were sent and did not come back."""
        sent = len(self.questions)
        named = ", ".join(codes[:8]) + (" …" if len(codes) > 8 else "")
        return (
            f"{sent} places for answers were sent and {sent - len(codes)} came back; not there any more are {named}. "
            "What was answered there is not known."
        )
