"""A DOCX that is a copy of the published tool, in; what would be recorded of it, and every doubt, out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple
from ...model.proposal import Doubt, Place, Proposal, Proposed, Said
from ...model.records import Action, Assessment, Discussion, Partnership, Plan, Preliminary
from ..docx_values import DELETED, INSERTED, Document
from ..statements import bare
from . import actions, marks, plans
from .answers import answer
from .boxes import Boxes, Written, boxes, preliminary
from .pieces import Piece, pieces

_CHANGED = {INSERTED: "Words were inserted here", DELETED: "Words were deleted here"}


def is_copy(document: Document, pack: Instrument) -> bool:
    """Whether a document is a copy of the published tool, filled in or not: whether it has statements of it."""
    return bool(boxes(pieces(document, pack), pack).statements)


def proposal(
    name: str, document: Document, partnership: Partnership, *, meeting: str = "", day: date | None = None
) -> Proposal:
    """What would be recorded of a copy; `meeting` or `day` say when it was agreed, where that is known."""
    if document.changes:
        told = [
            Doubt(
                Place(name, each.where),
                f"{_CHANGED.get(each.kind, 'Something was set otherwise here')} by a tracked change that nobody has "
                "accepted or rejected.",
            )
            for each in document.changes
        ]
        message = "Nothing is taken from this file: accept or reject its changes first, then read it again."
        return Proposal(doubts=(*told, Doubt(Place(name), message)))
    return _Reading(name, document, partnership, _When(meeting, None if meeting else day)).proposal()


class _When(NamedTuple):
    """When what a copy says was agreed."""

    meeting: str
    day: date | None


class _Reading:
    """Puts together what would be recorded, and what is doubtful."""

    def __init__(self, name: str, document: Document, partnership: Partnership, when: _When) -> None:
        self._name, self._document, self._partnership, self._when = name, document, partnership, when
        self._pack = partnership.instrument
        self._entries: list[Proposed] = []
        self._doubts: list[Doubt] = []
        self._notes: list[str] = []
        self._to_come = 0
        self._struck: list[str] = []

    def proposal(self) -> Proposal:
        found = boxes(pieces(self._document, self._pack), self._pack)
        self._ratings(found)
        for (statement, prompt), written in found.points.items():
            self._points(statement, prompt, written, is_sure=statement not in found.unsure)
        self._plans(found)
        self._preliminary(found.preliminary)
        self._asked(found)
        for about, each in found.loose:
            self._outside(about, each)
        for about, each in found.strange:
            self._doubt(each, f"{_near(about)}{_STRANGE}")
        for apart in self._document.apart:
            self._doubts.append(
                Doubt(Place(self._name, apart.where), f"There is {apart.kind} here, which is not read.")
            )
        if self._to_come:
            boxes_ = "1 box says" if self._to_come == 1 else f"{self._to_come} boxes say"
            self._notes.append(f"{self._name}: {boxes_} only that something is to come, and nothing is taken of that.")
        if self._struck:
            places = "; ".join(dict.fromkeys(self._struck))
            self._notes.append(
                f"{self._name}: words that are struck out or hidden are no answer, and are left out: {places}."
            )
        self._other_words(found)
        return Proposal(tuple(self._entries), tuple(self._doubts), tuple(self._notes))

    def _doubt(self, piece: Piece, message: str) -> None:
        self._doubts.append(Doubt(Place(self._name, piece.where), message))

    def _propose(self, piece: Piece, said: Said, about: str = "", prompt: str = "", how: str = "") -> None:
        self._entries.append(Proposed(Place(self._name, piece.where), said, about, prompt, how))

    # Ratings

    def _ratings(self, found: Boxes) -> None:
        rows = {id: there[0] for id, there in found.scales.items() if len(there) == 1}
        usual = marks.usual_looks(each.options for each in rows.values())
        made = {id: marks.marked(each.options, self._pack.scale, usual) for id, each in rows.items()}
        chosen = [each for each in made.values() if each.point]
        # A form may look so by itself: where one point is set apart in every row, nobody knows.
        alike = len(chosen) >= _MANY and len(chosen) == len(made) and len({*chosen}) == 1 and chosen[0].how != "ticked"
        for id in found.statements:
            beside = self._beside(found.beside.get(id, ()))
            if id not in rows:
                self._without_a_row(id, found, beside)
                continue
            told, row = made[id], rows[id]
            if beside and (told.doubt or told.point not in ("", beside[0]) or not beside[0]):
                message = told.doubt or _WORDS_BESIDE
                self._doubt(row, f"{id}: {message} No rating is taken.")
                continue
            if beside and not told.point:
                told = marks.Marked(beside[0], beside[1])
            if told.doubt:
                self._doubt(row, f"{id}: {told.doubt} No rating is taken.")
            elif told.point and alike:
                self._doubt(
                    row, f"{id}: one point is set apart in every row of this copy, so it may be the form that looks so."
                )
            elif told.point:
                self._rated(row, id, told)

    def _rated(self, piece: Piece, id: str, told: marks.Marked) -> None:
        rated = Assessment(id, told.point, self._when.day, self._when.meeting)
        self._propose(piece, rated, id, how=told.how)

    def _beside(self, written: Sequence[Written]) -> tuple[str, str, Piece] | None:
        """The point that words beside the scale name, and how; an empty one where they are other words."""
        said = [(text, piece) for text, piece in written if text.strip() or _drawn(piece)]
        if not said:
            return None
        [(text, piece), *others] = said
        options = [
            point.id
            for point in self._pack.scale
            if re.fullmatch(rf"\W*{marks.label(point.title)}\W*", text, re.IGNORECASE)
        ]
        if others or len(options) != 1 or _drawn(piece):
            return "", "", piece
        return options[0], "written below the statement", piece

    def _without_a_row(self, id: str, found: Boxes, beside: tuple[str, str, Piece] | None) -> None:
        several = found.scales.get(id, [])
        if several:
            self._doubt(several[1], f"{id}: the points of the scale stand here more than once. No rating is taken.")
        elif beside and beside[0]:
            self._rated(beside[2], id, marks.Marked(beside[0], "the others are deleted"))
        elif beside:
            self._doubt(beside[2], f"{id}: the points of the scale cannot be told here. No rating is taken.")
        else:
            self._doubts.append(
                Doubt(Place(self._name), f"{id}: the points of the scale were not found. No rating is taken.")
            )

    # Words

    def _words(self, written: Sequence[Written]) -> tuple[Written, ...]:
        """What somebody wrote in a box; what is no answer or cannot be read is told."""
        told = answer(written)
        for piece, message in told.doubts:
            self._doubt(piece, message)
        self._struck += told.struck
        self._to_come += told.to_come
        return told.words

    def _points(self, statement: str, prompt: str, written: Sequence[Written], *, is_sure: bool) -> None:
        said = self._words(written)
        if not said:
            return
        first = said[0][1]
        if not is_sure:
            self._doubt(
                first, f"{statement}: under which prompt these key points belong cannot be told; they are not taken."
            )
            return
        points = "\n".join(_point(text, piece.depth) for text, piece in said)
        self._propose(first, Discussion(self._when.meeting, self._when.day, points), statement, prompt)

    def _plans(self, found: Boxes) -> None:
        parties = actions.Parties(self._partnership)
        for (principle, horizon), part in plans.parts(found.plans, self._pack).items():
            if part.unsure:
                self._unsure(part.unsure, principle)
            if said := self._words(part.goal):
                self._propose(said[0][1], Plan(horizon, goal="\n".join(text for text, _ in said)), principle)
            if said := self._words(part.measure):
                self._propose(said[0][1], Plan(horizon, measure="\n".join(text for text, _ in said)), principle)
            self._actions(self._words(part.actions), principle, horizon, parties)

    def _unsure(self, there: Sequence[Piece], principle: str) -> None:
        left = self._words([(each.text, each) for each in there])
        if left:
            self._doubt(
                left[0][1], f"{principle}: what stands in this part of the plan cannot be told apart; it is not taken."
            )

    def _actions(self, said: Sequence[Written], principle: str, horizon: str, parties: actions.Parties) -> None:
        columns: tuple[str, ...] = ()
        for text, piece in _together(said):
            if heads := actions.heads(text):
                columns = heads
                continue
            told = actions.told(text, parties, columns if "\t" in text else ())
            for each in told.doubts:
                self._doubt(piece, f"{principle}: {each} The action is not taken; add it with `action add`.")
            if not told.doubts:
                made = Action("", told.action, told.owner, told.joint, due=told.due, opened=self._when.day,
                              principle=principle, horizon=horizon)  # fmt: skip
                lacking = [what for what, value in (("no owner", told.owner), ("no day", told.due)) if not value]
                how = f"{' and '.join(lacking)} told apart from its words" if lacking else ""
                self._propose(piece, made, principle, how=how)

    def _preliminary(self, there: Sequence[Piece]) -> None:
        """The answers below the questions of the preliminary discussion."""
        questions = [text for each in self._pack.questions for text in (each.question, *each.follow_ups)]
        below = preliminary(there, self._pack)
        if below is None:
            asked = [at for at, each in enumerate(there) if each.text[-1:] == "?"]
            written = [(each.text, each) for each in there[asked[0] :] if each.text[-1:] != "?"] if asked else []
            if len(asked) > len(questions) or self._words(written):
                self._doubt(there[asked[0]], _UNSURE_QUESTIONS)
            return
        said = [self._words([(each.text, each) for each in written]) for written in below]
        if not any(said):
            return
        notes = [
            f"### {question}\n\n" + "\n".join(_point(text, piece.depth) for text, piece in told)
            for question, told in zip(questions, said, strict=True)
            if told
        ]
        first = next(told[0][1] for told in said if told)
        self._propose(first, Preliminary(self._when.day, self._when.meeting, notes="\n\n".join(notes)))

    # What else there is

    def _asked(self, found: Boxes) -> None:
        """Words between a prompt and its box that no other statement has there."""
        own = {bare(text) for prompt in self._pack.prompts for text in prompt.questions}
        times = Counter((prompt, bare(each.text)) for (_, prompt), there in found.questions.items() for each in there)
        for (statement, prompt), there in found.questions.items():
            for each in there:
                said = bare(each.text)
                alone = times[prompt, said] < 2 if len(found.statements) > 1 else not each.text.endswith("?")
                if _drawn(each) or (each.text and said not in own and alone):
                    self._outside(statement, each)

    def _outside(self, about: str, piece: Piece) -> None:
        if self._words([(piece.text, piece)]):
            self._doubt(piece, f"{_near(about)}Words stand here outside of the boxes of the form; they are not taken.")

    def _other_words(self, found: Boxes) -> None:
        other = [
            id for id, said in found.statements.items()
            if (known := self._pack.statement(id)) and said and bare(said) != bare(known.text)
        ]  # fmt: skip
        if other and (self._entries or self._doubts):
            self._notes.append(
                f"{self._name}: {len(other)} of its {len(found.statements)} statements have other words than this "
                "partnership's content; `reflectctl content import` takes the words of a copy."
            )


def _near(about: str) -> str:
    return f"{about}: " if about else ""


_STRANGE = "A part of the form stands here that is not known, or is there already: nothing of it is taken."
_MANY = 6
_UNSURE_QUESTIONS = (
    "Which lines here are the preliminary questions, and which answer them, cannot be told; they are not taken."
)
_WORDS_BESIDE = "Words stand beside the points of the scale, so that it cannot be told which one is meant."


def _drawn(piece: Piece) -> bool:
    return piece.paragraph is not None and bool(piece.paragraph.shapes)


def _point(text: str, depth: int) -> str:
    """A line as an item of a list."""
    said = re.sub(r"^(?:[•●▪■◦○‣⁃·*–-]\s+)", "", text.replace("\t", " – "))
    return "  " * max(0, depth - 1) + f"- {said}"


def _together(said: Sequence[Written]) -> Iterator[Written]:
    """The lines of a box for actions, those that go on with who or when put to the one above."""
    for text in actions.lines([each for each, _ in said]):
        first = text.partition("\n")[0]
        yield text, next(piece for each, piece in said if each == first)
