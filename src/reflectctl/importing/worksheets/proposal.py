"""The answers of a sheet in; what they would have recorded, with every doubt, out."""

import re
from datetime import date

from ...analysis import lookup
from ...errors import ReflectError
from ...model import worksheet as w
from ...model.periods import is_due_date, plain_day
from ...model.proposal import Doubt, Place, Proposal, Proposed, Said
from ...model.records import Action, Assessment, Discussion, Heard, Partnership, Plan, Preliminary, View
from ...model.worksheet import Question, Sheet
from .answers import Answer, Answers


def proposal(sheet: Sheet, told: Answers, partnership: Partnership, *, file: str, meeting: str = "") -> Proposal:
    """What the answers of a sheet would have recorded. Without a day on it, that of the meeting or today is meant."""
    making = _Making(sheet, told, partnership, meeting)
    day = making.day(file)
    if isinstance(day, Doubt):
        return Proposal((), (*told.doubts, day), (making.count(file),))
    making.all(day)
    return Proposal(tuple(making.entries), (*told.doubts, *making.doubts), (making.count(file),))


class _Making:
    def __init__(self, sheet: Sheet, told: Answers, partnership: Partnership, meeting: str) -> None:
        self.sheet, self.told, self.partnership, self.meeting = sheet, told, partnership, meeting
        self.entries: list[Proposed] = []
        self.doubts: list[Doubt] = []
        self.who = sheet.seal.who
        self.by = {(each.about, each.field, each.part): each for each in sheet.questions}
        self.reworded = sheet.reworded(partnership.instrument)

    def count(self, file: str) -> str:
        """How many places are filled in."""
        given, sent = len(self.told.given), len(self.sheet.questions)
        doubtful = f"; {len(self.told.doubtful)} cannot be read" if self.told.doubtful else ""
        return f"{file}: {given} of {sent} places for answers are filled in{doubtful}."

    def answer(self, question: Question | None) -> Answer | None:
        return self.told.given.get(question.code) if question else None

    def doubt(self, place: Place, message: str) -> None:
        self.doubts.append(Doubt(place, message))

    def add(self, answer: Answer, said: Said, about: str = "", prompt: str = "") -> None:
        self.entries.append(Proposed(answer.place, said, about, prompt, answer.how))

    def day(self, file: str) -> date | Doubt | None:
        """The day on which the sheet was filled in; None where it does not say."""
        question = self.by["", w.DAY, ""]
        answer = self.answer(question)
        if question.code in self.told.doubtful:
            return Doubt(
                Place(file),
                "The day on which it was filled in cannot be read, so nothing of it is recorded. Put the day right.",
            )
        if answer is None:
            return None
        try:
            return plain_day(answer.text)
        except ValueError:
            return Doubt(
                answer.place,
                "This is no day as it was asked for, 2026-03-12, so nothing of this sheet is recorded. Put it right.",
            )

    def all(self, day: date | None) -> None:
        """Every answer, under what it is about."""
        for question in self.sheet.questions:
            answer = self.answer(question)
            if question.about in self.reworded and (answer or question.code in self.told.doubtful):
                if answer:
                    self.doubt(
                        answer.place,
                        f"The words of {question.about} are others now than on this sheet; what was answered is to be "
                        "re-read beside them. Send a new worksheet.",
                    )
                continue
            if question.field == w.RATING:
                self._rating(question, answer, day)
            elif question.field == w.BECAUSE:
                self._reason_alone(question, answer)
            elif question.field == w.ACTION:
                self._action(question)
            elif answer:
                self._text(question, answer, day)

    def _rating(self, question: Question, answer: Answer | None, day: date | None) -> None:
        if answer is None:
            return
        because = self.by.get((question.about, w.BECAUSE, ""))
        if because and because.code in self.told.doubtful:
            self.doubt(answer.place, "Its reason cannot be read, so that the rating is not recorded without it.")
            return
        reason = self.answer(because)
        words = markdown(reason.text) if reason else ""
        if reason and reason.how:
            answer = answer._replace(how="; ".join(filter(None, (answer.how, f"reason {reason.how}"))))
        if not self.who:
            said = Assessment(question.about, answer.text, day, self.meeting, words)
            self.add(answer, said, question.about)
            return
        rating = None if answer.text == w.UNSURE else answer.text
        there = next((each.views.get(question.about) for each in self.partnership.views if each.of == self.who), None)
        if not day and not self.meeting and there and there.given and there.given > self.sheet.seal.day:
            self.doubt(
                answer.place,
                f"{self.who} has given a view on {there.given}, after this sheet was made, and the sheet does not say "
                "when it was filled in. Write the day into its place.",
            )
            return
        self.add(answer, View(self.who, rating, day, self.meeting, words), question.about)

    def _reason_alone(self, question: Question, answer: Answer | None) -> None:
        rating = self.by.get((question.about, w.RATING, ""))
        if answer is None or self.answer(rating):
            return
        lacking = rating is not None and rating.code in self.told.doubtful
        why = "the rating that it is for cannot be read" if lacking else "no rating is given that it is for"
        self.doubt(answer.place, f"A reason stands here and {why}, so that it is not recorded. Give the rating.")

    def _text(self, question: Question, answer: Answer, day: date | None) -> None:
        about, part, words = question.about, question.part, answer.text
        match question.field:
            case w.POINTS:
                dated = None if self.meeting else day
                if points := pointed(words):
                    self.add(answer, Discussion(self.meeting, dated, points), about, part)
            case w.GOAL if part == w.PRELIMINARY:
                self.add(answer, Preliminary(goal=markdown(words)))
            case w.COMMITMENT:
                self.add(answer, Preliminary(commitment=markdown(words)))
            case w.GOAL:
                self.add(answer, Plan(horizon=part, goal=markdown(words)), about)
            case w.MEASURE:
                self.add(answer, Plan(horizon=part, measure=markdown(words)), about)
            case w.NOTES:
                who = f" ({self.partnership.agency_name(self.who)})" if self.who else ""
                self.add(answer, Preliminary(notes=f"**{question.text}**{who}\n\n{markdown(words)}"))
            case w.VOICE:
                who, how = self.sheet.heard
                self.add(answer, Heard(who, how.replace("{words}", w.plain(words)), day), self.meeting)
            case w.OWNER | w.DUE:
                if not self.answer(self.by[about, w.ACTION, part]):
                    self.doubt(answer.place, "Who or when is said here, and not what is to be done. Say what.")

    def _action(self, question: Question) -> None:
        """An action, with who leads and by when."""
        answer = self.answer(question)
        about, part = question.about, question.part
        owner, due = (self.by.get((about, field, part)) for field in (w.OWNER, w.DUE))
        if answer is None:
            return
        if any(each and each.code in self.told.doubtful for each in (owner, due)):
            self.doubt(answer.place, "Who leads or by when cannot be read, so that the action is not recorded.")
            return
        who, when = self.answer(owner), self.answer(due)
        lead, *joint = [self.who] if self.who else self._parties(who.text) if who else [""]
        if lead and not (self.partnership.agency(lead) or self.partnership.group(lead)):
            self.doubt(
                who.place if who else answer.place,
                "Who leads is no agency or group of this partnership, so that the action is not recorded. Name one, "
                "or several with commas between them, that which leads first.",
            )
            return
        said = when.text.strip().casefold() if when else ""
        if when and (not is_due_date(said) or said == "ongoing"):
            self.doubt(
                when.place,
                "This is no day or month as it was asked for, 2026-09-30 or 2026-09, so that the action is not "
                "recorded. Put it right.",
            )
            return
        made = Action("", w.plain(answer.text), owner=lead, joint=tuple(joint), due=said)
        made = made._replace(principle=about, horizon=part.partition(":")[0])
        self.add(answer, made)

    def _parties(self, text: str) -> list[str]:
        """Who is meant, the lead first; what is not known stands as it was typed."""
        try:
            return lookup.parties(text.split(","), self.partnership) or [text]
        except ReflectError:
            return [text]


_POINT = re.compile(r"^\s*[-*•●▪■◦‣⁃·–](?:\s+|$)")


def pointed(text: str) -> str:
    """Key points: a point for each line."""
    lines = [_POINT.sub("", line).strip() for line in text.split("\n")]
    return "\n".join(f"- {line}" for line in lines if line)


def markdown(text: str) -> str:
    """What somebody typed, so that its lines stay apart: points as a list, and all else as paragraphs."""
    lines = [line.strip() for line in text.split("\n") if _POINT.sub("", line).strip()]
    made = ""
    for line in lines:
        is_point = bool(_POINT.match(line))
        said = f"- {_POINT.sub('', line)}" if is_point else line
        is_next = is_point and made.rpartition("\n")[2].startswith("- ")
        made += ("\n" if is_next else "\n\n" if made else "") + said
    return made
