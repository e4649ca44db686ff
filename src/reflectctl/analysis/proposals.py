"""A proposal beside what stands, in; what would be recorded, what is so already, and what is left out and why, out.

Nothing goes backwards: what was given or agreed before that which stands is left out, and so is the earlier of two
answers of one agency. Where it cannot be told which of two is meant, both are doubtful.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ..model.history import is_one_event
from ..model.instrument import NOT_RATED, Statement
from ..model.named_tuples import NamedTuple
from ..model.placeholders import is_to_come
from ..model.proposal import LEFT, NEW, SAME, Attendance, Considered, Doubt, Notes, Place, Proposal, Proposed, Step
from ..model.records import (
    DONE,
    DROPPED,
    Action,
    Assessment,
    Discussion,
    Heard,
    Partnership,
    Plan,
    Preliminary,
    Progress,
    View,
)

UNSURE = "asked, could not say"
"""What is said of a view of who was asked and could not say."""


def consider(partnership: Partnership, proposal: Proposal, *, today: date) -> Considered:
    """What becomes of each entry, in their order; those that cannot be told are among the doubts."""
    looking = _Looking(partnership, today)
    views = dict(looking.views(proposal.entries))
    told: list[Step | Doubt] = []
    for at, each in enumerate(proposal.entries):
        if to_come := looking.to_come(each):
            told.append(to_come)
        else:
            told += [views[at]] if at in views else _OF[type(each.said)](looking, each)
    # Beside another answer such a one is an answer, too: which of the two is meant is not known.
    vague = {_named(each): doubt for each in proposal.entries if (doubt := _says_nothing(each))}
    told = [vague.get(_named(each.entry), each) if isinstance(each, Step) else each for each in _at_odds(told)]
    told = list(map(_goes_on, told))
    steps = tuple(each for each in told if isinstance(each, Step))
    found = tuple(each for each in told if isinstance(each, Doubt))
    return Considered(_once(steps), (*proposal.doubts, *found), proposal.notes)


def _named(entry: Proposed) -> tuple[object, ...]:
    """What tells an entry from all others, also once it is completed."""
    return entry.place, entry.about, entry.prompt, type(entry.said)


def _says_nothing(entry: Proposed) -> Doubt | None:
    """That words say only that others are to come: nobody decided that those are to be recorded."""
    said = entry.said
    if isinstance(said, Attendance):
        texts: tuple[str, ...] = said.guests
    elif isinstance(said, Preliminary):
        # What was asked stands above the answer.
        texts = (said.goal, said.commitment, re.sub(r"^\*\*.*\*\*.*$", "", said.notes, flags=re.MULTILINE))
    else:
        texts = tuple(getattr(said, name) for name in _WORDS.get(type(said), ()))
    if not any(each.strip() and is_to_come(each) for each in texts):
        return None
    return Doubt(
        entry.place,
        "What is written here says only that something is to come or does not apply, such as TBC or n/a, so nothing of "
        "this entry is recorded. Write it, or leave its place empty, and read it again.",
    )


_WORDS = {
    View: ("because",),
    Assessment: ("because",),
    Discussion: ("points",),
    Plan: ("goal", "measure"),
    Action: ("action", "outcome"),
    Progress: ("note",),
    Notes: ("text",),
    Heard: ("who", "how"),
}
"""The fields in which somebody says something in their own words."""


def _at_odds(told: Sequence[Step | Doubt]) -> Iterator[Step | Doubt]:
    """The same, but that what can be said once, and is said in several ways, is doubtful."""
    said: dict[str, Step] = {}
    odd: dict[str, Step] = {}
    for each in told:
        if isinstance(each, Step) and _is_single(each):
            first = said.setdefault(each.subject, each)
            if (first.now, _bare(first.words)) != (each.now, _bare(each.words)):
                odd.setdefault(each.subject, each)
    for each in told:
        if isinstance(each, Step) and each.subject in odd:
            other = said[each.subject] if each is not said[each.subject] else odd[each.subject]
            yield Doubt(
                each.entry.place,
                f"{each.subject} is told here and otherwise in {other.entry.place}. Nothing is recorded of either: "
                "take one of the two out and read the files again.",
            )
        else:
            yield each


def _goes_on(each: Step | Doubt) -> Step | Doubt:
    """The same, but that an action which was closed is not reopened in passing: what came of it would be lost."""
    if not isinstance(each, Step) or not isinstance(each.entry.said, Action) or each.was not in (DONE, DROPPED):
        return each
    said = each.entry.said
    if not said.is_open:
        return each
    told = f"{said.id} is {each.was} already, and here it is said to go on. "
    return Doubt(each.entry.place, f"{told}`reflectctl action reopen {said.id} --because WHY` says that it does.")


def _is_single(step: Step) -> bool:
    """Whether something has one value, so that another one would take its place."""
    said = step.entry.said
    if isinstance(said, Preliminary):
        return not said.notes
    return isinstance(said, Assessment | Plan | Attendance) or (isinstance(said, Action) and bool(said.id))


def _once(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps, of which each is taken once, however many files say it."""
    known: dict[tuple[object, ...], Place] = {}
    made = []
    for each in steps:
        key = (each.subject, each.now, _bare(each.words))
        if each.state == NEW and key in known:
            each = each._replace(state=SAME, why=f"It says what {known[key]} says.")
        known.setdefault(key, each.entry.place)
        made.append(each)
    return tuple(made)


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same, however they are broken into lines."""
    return one.split() == other.split()


def listed_points(text: str) -> list[str]:
    """The points of a list; a text that is no list is one point."""
    parts = re.split(r"^(?=[-*+] )", text.strip(), flags=re.MULTILINE)
    return [each.strip() for each in parts if each.strip()] if text.lstrip()[:2] in ("- ", "* ", "+ ") else [text]


class _Looking(NamedTuple):
    """What stands, and what day it is."""

    partnership: Partnership
    today: date

    def day(self, said: date | None, meeting: str) -> date:
        """The day of something: its own, that of its meeting, or today."""
        held = self.partnership.meeting(meeting)
        return said or (held.date if held else self.today)

    def to_come(self, entry: Proposed) -> Doubt | None:
        """Why an entry cannot be recorded yet, where its day or its meeting is still to come."""
        said = entry.said
        own: date | None = getattr(said, _DAYS.get(type(said), ""), None)
        held = self.partnership.meeting(getattr(said, "meeting", ""))
        if own and own > self.today:
            told = f"It is said to be of {own}, which is still to come. Put the day right and read it again."
            return Doubt(entry.place, told)
        if held and held.date > self.today:
            told = (
                f"It is said to be of {held.id}, on {held.date}, which is still to come. What is given before a "
                "meeting is not of it: read it without naming the meeting, or again once that has been held."
            )
            return Doubt(entry.place, told)
        return None

    def label(self, rating: str | None) -> str:
        return self.partnership.instrument.label(rating)

    def statement(self, entry: Proposed) -> Statement | None:
        return self.partnership.instrument.statement(entry.about)

    # Views.

    def views(self, entries: Sequence[Proposed]) -> Iterator[tuple[int, Step | Doubt]]:
        """What becomes of the views, each with its position: one agency has one of each statement."""
        given = [(at, each) for at, each in enumerate(entries) if isinstance(each.said, View)]
        for _, together in groupby(sorted(given, key=lambda each: (_whose(each[1]), each[0])), _whose_at):
            yield from self._one_view(list(together))

    def _one_view(self, entries: list[tuple[int, Proposed]]) -> Iterator[tuple[int, Step | Doubt]]:
        """What one agency thinks of one statement, as several sheets may say it: the latest counts."""
        days = {at: self.day(_view(each).given, _view(each).meeting) for at, each in entries}
        last = max(days.values())
        first, one = next((at, each) for at, each in entries if days[at] == last)
        other = next((each for at, each in entries if days[at] == last and not _is_same_answer(each, one)), None)
        for at, each in entries:
            said = _view(each)
            if days[at] < last:
                why = f"A later answer of {said.of}, of {last}, is in {one.place}; this one is of {days[at]}."
                yield at, self._step(each, said, LEFT, why=why)
            elif other:
                elsewhere = other.place if at == first else one.place
                yield (
                    at,
                    Doubt(
                        each.place,
                        f"{said.of} answers {each.about} here and, of the same day, otherwise in {elsewhere}. Nothing "
                        "is recorded of either: take one of the two out and read the files again.",
                    ),
                )
            elif at == first:
                yield at, self._view(one, said)
            else:
                yield at, self._step(each, said, SAME, why=f"It says what {one.place} says.")

    def _view(self, entry: Proposed, said: View) -> Step | Doubt:
        if self.statement(entry) is None:
            return _unknown(entry)
        day = self.day(said.given, said.meeting)
        there = _standing_view(self.partnership, entry.about, said.of)
        if there is None:
            return self._step(entry, said._replace(given=day), NEW)
        is_same_place = not said.meeting or said.meeting == there.meeting
        is_same_day = said.given is None or said.given == there.given
        reason = said.because if said.because.strip() or said.rating != there.rating else there.because
        if said.rating == there.rating and same_text(reason, there.because) and is_same_place and is_same_day:
            return self._step(entry, said, SAME)
        if there.given and day < there.given:
            why = f"What stands was given after it, on {there.given}; this is of {day}."
            return self._step(entry, said, LEFT, why=why)
        bare = "" if reason.strip() or not there.because.strip() else _NO_REASON
        return self._step(entry, said._replace(given=day, because=reason), NEW, why=bare)

    def _step(self, entry: Proposed, said: View, state: str, *, why: str = "") -> Step:
        there = _standing_view(self.partnership, entry.about, said.of)
        found = self.statement(entry)
        subject = f"{found.named if found else entry.about}, {said.of}"
        was = "" if there is None else self._held(there)
        entry = entry._replace(said=said)
        return Step(entry, state, subject, was, self._held(said), said.because, why)

    def _held(self, view: View) -> str:
        return self.label(view.rating) if view.rating else UNSURE

    # What the partnership agreed.

    def rating(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """An agreed rating."""
        said, found = entry.said, self.statement(entry)
        assert isinstance(said, Assessment)
        if found is None or not said.rating:
            yield _unknown(entry)
            return
        there = self.partnership.assessment(found.id) or Assessment(found.id)
        day = self.day(said.agreed, said.meeting)
        was = self.label(there.rating) if there.rating else NOT_RATED
        reason = said.because if said.because.strip() or said.rating != there.rating else there.because
        now = said._replace(agreed=day, because=reason)
        step = Step(entry._replace(said=now), NEW, found.named, was, self.label(said.rating), reason)
        is_known = (said.agreed is None or said.agreed == there.agreed) and (
            not said.meeting or said.meeting == there.meeting
        )
        if said.rating == there.rating and same_text(reason, there.because) and is_known:
            yield step._replace(state=SAME)
        elif there.agreed and day < there.agreed and not is_one_event(said.meeting, day, there.meeting, there.agreed):
            why = (
                f"What stands was agreed after it, on {there.agreed}. `reflectctl rate --earlier` writes it down beside"
                " that."
            )
            yield step._replace(state=LEFT, why=why)
        else:
            bare = "" if reason.strip() or not there.because.strip() else _NO_REASON
            yield step._replace(why=bare)

    def points(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """Key points, as far as they are not there."""
        said, found = entry.said, self.statement(entry)
        assert isinstance(said, Discussion)
        if found is None or self.partnership.instrument.prompt(entry.prompt) is None:
            yield _unknown(entry)
            return
        there = self.partnership.assessment(found.id)
        discussions = there.reflections.get(entry.prompt, ()) if there else ()
        if said.meeting or said.dated:
            own = (said.meeting, None if said.meeting else said.dated)
            discussions = tuple(each for each in discussions if (each.meeting, each.dated) == own)
        known = [_bare(point) for each in discussions for point in listed_points(each.points)]
        told = [each for each in listed_points(said.points) if not is_to_come(each)] or [said.points]
        new = [each for each in told if _bare(each) not in known]
        dated = None if said.meeting else said.dated or self.today
        now = said._replace(dated=dated, points="\n".join(new or told))
        subject = f"{found.named}, {entry.prompt}"
        why = "" if len(told) == len(listed_points(said.points)) else _ONLY_TO_COME
        yield Step(entry._replace(said=now), NEW if new else SAME, subject, words=now.points, why=why)

    def plan(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """The goal and the measure of a part of a plan, each by itself."""
        said = entry.said
        assert isinstance(said, Plan)
        record, preliminary = self.partnership.record(entry.about), self.partnership.preliminary
        plans = record.plans if record else ()
        there = next((each for each in plans if each.horizon == said.horizon), None)
        if not entry.about:
            there = preliminary.readiness if preliminary else None
        for key in ("goal", "measure"):
            if words := getattr(said, key).strip():
                was = getattr(there, key) if there else ""
                now = Plan(horizon=said.horizon, **{key: words})
                subject = f"{_part(entry.about, said.horizon)}, {key}"
                yield self._text(entry._replace(said=now), subject, was, words)

    def action(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """An action that is to be added; of one with an id, that it is under way, done or let go."""
        said = entry.said
        assert isinstance(said, Action)
        if said.id:
            yield self._changed_action(entry, said)
            return
        subject, words = _part(said.principle, said.horizon), said.action
        now = said._replace(opened=said.opened or self.today)
        step = Step(entry._replace(said=now), NEW, f"{subject}, action", "", _undertaken(said), words)
        for each in self.partnership.actions:
            if (each.principle, each.horizon) == (said.principle, said.horizon) and same_text(each.action, words):
                is_same = (each.owners, each.due) == (said.owners, said.due) or not (said.owners or said.due)
                other = f"The plan has it already, as {each.id}, with another owner or due date; "
                other += f"`reflectctl action edit {each.id}` changes those."
                yield step._replace(state=SAME if is_same else LEFT, why="" if is_same else other)
                return
        yield step

    def _changed_action(self, entry: Proposed, said: Action) -> Step | Doubt:
        there = next((each for each in self.partnership.actions if each.id == said.id), None)
        if there is None:
            return _unknown(entry)
        is_same = said.status == there.status and (not said.outcome or same_text(said.outcome, there.outcome))
        now = said._replace(closed=None if said.is_open else self.day(said.closed, ""))
        state = SAME if is_same else NEW
        return Step(entry._replace(said=now), state, f"Action {said.id}", there.status, said.status, said.outcome)

    def progress(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """What happened to an action on the way, and another due date where it moved."""
        said, there = entry.said, next((each for each in self.partnership.actions if each.id == entry.about), None)
        assert isinstance(said, Progress)
        if there is None:
            yield _unknown(entry)
            return
        day = said.dated or self.today
        if there.closed and day > there.closed:
            told = f"{there.id} was {there.status} on {there.closed}, and here it is said how it goes on {day}. "
            yield Doubt(entry.place, f"{told}`reflectctl action reopen {there.id} --because WHY` says that it goes on.")
            return
        if there.opened and day < there.opened:
            told = f"{there.id} was opened on {there.opened}, and here it is said how it was going on {day}. "
            yield Doubt(entry.place, f"{told}Correct whichever of the two is wrong.")
            return
        now = said._replace(dated=day, due=said.due if said.due != there.due else "")
        is_there = not now.due and any(
            same_text(each.note, said.note) and said.dated in (None, each.dated) for each in there.progress
        )
        step = Step(entry._replace(said=now), SAME if is_there else NEW, f"Action {there.id}, on the way")
        yield step._replace(was=there.due if now.due else "", now=now.due, words=said.note)

    def notes(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """What was noted of a meeting."""
        said, held = entry.said, self.partnership.meeting(entry.about)
        assert isinstance(said, Notes)
        if held is None:
            yield _unknown(entry)
            return
        is_there = _bare(said.text) in _bare(held.notes)
        yield Step(entry, SAME if is_there else NEW, f"{held.id}, notes", words=said.text)

    def heard(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """Somebody who was heard at a meeting, or before it."""
        said, held = entry.said, self.partnership.meeting(entry.about)
        assert isinstance(said, Heard)
        if held is None:
            yield Doubt(
                entry.place, "Who was heard is noted with a meeting, and none is named. Name it with --meeting."
            )
            return
        is_there = any(
            same_text(each.who, said.who) and same_text(each.how, said.how) and said.dated in (None, each.dated)
            for each in held.heard
        )
        words = f"{said.who}: {said.how}" if said.how else said.who
        yield Step(entry, SAME if is_there else NEW, f"Heard at {held.id}", words=words)

    def preliminary(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """What the preliminary discussion came to, text by text."""
        said, there = entry.said, self.partnership.preliminary or Preliminary()
        assert isinstance(said, Preliminary)
        for key in ("goal", "commitment"):
            if words := getattr(said, key).strip():
                now = entry._replace(said=Preliminary(**{key: words}))
                yield self._text(now, f"Preliminary discussion, {key}", getattr(there, key), words)
        if said.discussed or said.meeting:
            day = self.day(said.discussed, said.meeting)
            now = entry._replace(said=Preliminary(discussed=day, meeting=said.meeting))
            is_same = (day, said.meeting) == (there.discussed, there.meeting)
            was = str(there.discussed or "")
            yield Step(now, SAME if is_same else NEW, "Preliminary discussion, held", was, str(day))
        if said.notes.strip():
            is_there = _bare(said.notes) in _bare(there.notes)
            now = entry._replace(said=Preliminary(notes=said.notes))
            yield Step(now, SAME if is_there else NEW, "Preliminary discussion, notes", words=said.notes)

    def attendance(self, entry: Proposed) -> Iterator[Step | Doubt]:
        """Who was in the room, and who was not."""
        said, held = entry.said, self.partnership.meeting(entry.about)
        assert isinstance(said, Attendance)
        if held is None:
            yield _unknown(entry)
            return
        for key, now in said._asdict().items():
            was = getattr(held, key)
            if now:
                state = SAME if sorted(now) == sorted(was) else NEW
                made = entry._replace(said=Attendance(**{key: tuple(now)}))
                yield Step(made, state, f"{held.id}, {key}", ", ".join(was), ", ".join(now))

    def _text(self, entry: Proposed, subject: str, was: str, now: str) -> Step:
        state = SAME if same_text(was, now) else NEW
        return Step(entry, state, subject, was.strip(), now, why="" if state == SAME or not was.strip() else _INSTEAD)


_NO_REASON = "No reason is given; the one that stands was for what stands, and goes with it."
_ONLY_TO_COME = "A point that says only that something is to come is left out."
_INSTEAD = "It takes the place of what stands."

_DAYS = {
    View: "given",
    Assessment: "agreed",
    Discussion: "dated",
    Heard: "dated",
    Progress: "dated",
    Preliminary: "discussed",
}
"""The field that says of which day something is."""

_OF: dict[type, Callable[[_Looking, Proposed], Iterable[Step | Doubt]]] = {
    Assessment: _Looking.rating,
    Discussion: _Looking.points,
    Plan: _Looking.plan,
    Action: _Looking.action,
    Progress: _Looking.progress,
    Notes: _Looking.notes,
    Heard: _Looking.heard,
    Preliminary: _Looking.preliminary,
    Attendance: _Looking.attendance,
}


def _whose(entry: Proposed) -> tuple[str, str]:
    return entry.about, _view(entry).of


def _whose_at(entry: tuple[int, Proposed]) -> tuple[str, str]:
    return _whose(entry[1])


def _view(entry: Proposed) -> View:
    assert isinstance(entry.said, View)
    return entry.said


def _is_same_answer(one: Proposed, other: Proposed) -> bool:
    mine, its = _view(one), _view(other)
    return mine.rating == its.rating and same_text(mine.because, its.because)


def _standing_view(partnership: Partnership, statement: str, of: str) -> View | None:
    return next((each.views.get(statement) for each in partnership.views if each.of == of), None)


def _bare(text: str) -> str:
    """The words of a point, without its mark."""
    return " ".join(re.sub(r"^\s*[-*+] ", "", text).split())


def _part(principle: str, horizon: str) -> str:
    return f"{principle}, {horizon}" if principle else "Readiness plan"


def _undertaken(action: Action) -> str:
    who = ", ".join(action.owners) or "nobody yet"
    return f"{who}, {action.due or 'no date'}"


def _unknown(entry: Proposed) -> Doubt:
    about = entry.about or getattr(entry.said, "id", "") or "What it is about"
    return Doubt(entry.place, f"{about} is not known in this partnership as it is now, so nothing is recorded of it.")
