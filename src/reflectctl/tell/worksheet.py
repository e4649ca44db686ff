"""A partnership in; what a worksheet says, out: what is asked, in which words, beside what stands already.

A sheet for one agency shows what was agreed and what that agency thinks itself, and nothing of what others think. One
for all of them together shows what was agreed.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from ..model import worksheet as w
from ..model.instrument import Horizon, Principle, Statement
from ..model.named_tuples import NamedTuple
from ..model.records import CHILDREN, Assessment, Partnership, Plan, View
from ..model.worksheet import Heads, Part, Question, Seal, Sheet
from . import papers, prose
from .dates import day as told_day
from .i18n import say, spoken

_ACTIONS = 3
"""For how many actions there is room in each part of a plan."""


class Wanted(NamedTuple):
    """Which worksheet is asked for."""

    kind: str
    of: tuple[str, ...] = ()
    who: str = ""
    day: date = date.min


def worksheet(partnership: Partnership, wanted: Wanted) -> Sheet:
    """The worksheet that is asked for."""
    with spoken(partnership.instrument.phrases):
        return _Asking(partnership, wanted).sheet()


def partnership_mark(partnership: Partnership) -> str:
    """What stands on a sheet for the partnership that it is of."""
    return w.short_hash(" ".join(partnership.name.casefold().split()))


class _Asking:
    def __init__(self, partnership: Partnership, wanted: Wanted) -> None:
        self.partnership = partnership
        self.instrument = partnership.instrument
        self.wanted = wanted
        group = partnership.group(wanted.who)
        self.is_young = wanted.kind == w.YOUNG_PEOPLE or bool(group and group.kind == CHILDREN)
        self.who = partnership.agency_name(wanted.who) if wanted.who else ""
        self.principles = [each for id in wanted.of if (each := self.instrument.principle(id))]

    def sheet(self) -> Sheet:
        """All of it."""
        parts = tuple(self._parts())
        scale = [(point.id, point.title) for point in self.instrument.scale]
        if self.wanted.who:
            scale.append((w.UNSURE, say("We cannot say")))
        questions = [question for part in parts for question in part.questions]
        about = dict.fromkeys(each.about for each in questions)
        rated = {each.id: each for each in self.instrument.as_rated.statements}
        marks = "".join(w.words_of(rated[id]) for id in about if id in rated)
        seal = Seal(
            partnership_mark(self.partnership),
            self.wanted.kind,
            self.wanted.of,
            self.wanted.who,
            self.wanted.day,
            self.instrument.language,
            marks,
            "".join(each.mark for each in questions),
        )
        heads = Heads(say("Code"), say("What is asked"), say("Your answer"), say("What stands so far"))
        language = self.instrument.phrases.language or "en"
        foreign = "" if self.instrument.language == language else self.instrument.language
        title, lead = self._title(), tuple(self._lead())
        who = self.who or say("Children and young people")
        heard = (who, say("On a worksheet: {words}", words="{words}"))
        marking = "" if self.is_young else papers.marking(self.partnership)
        return Sheet(seal, title, lead, parts, tuple(scale), heads, heard, marking, language, foreign)

    def _title(self) -> str:
        if self.wanted.kind == w.PRELIMINARY:
            return say("Worksheet: the preliminary discussion")
        if self.is_young:
            return say("What is it like for you?")
        return say("Worksheet: {principle}", principle=prose.named(self.principles[0]))

    def _lead(self) -> Iterator[str]:
        name = self.partnership.name
        if self.is_young:
            yield say("You know what it is like; {name} wants to hear it.", name=name)
            yield say(
                "Say as much or as little as you like, in your own words. Leave out whatever you do not want to answer."
            )
            yield say("Please write no names, and nothing by which somebody could be known.")
        else:
            together = say("For {name}, to be filled in together.", name=name)
            yield say("For {who}, from {name}.", who=self.who, name=name) if self.who else together
            yield say("Answer what you can; what is left empty says nothing. Write no names of children or of staff.")
        yield say("The codes beside the answers bring each to its place; please leave them as they are.")

    # The parts.

    def _parts(self) -> Iterator[Part]:
        day = self._question(w.DAY, "", say("The day on which this was filled in, written like 2026-03-12"))
        yield Part(say("About this sheet"), (day,))
        if self.wanted.kind == w.PRELIMINARY:
            yield from self._preliminary()
            return
        for at, principle in enumerate(self.principles):
            yield from self._young(principle, at) if self.is_young else self._principle(principle)

    def _question(
        self, field: str, about: str, text: str, part: str = "", *, help: str = "", stands: str = "", asked: str = ""
    ) -> Question:
        return Question(w.code(about, field, part), field, about, text, part, help, stands, asked)

    def _scale(self) -> Part:
        terms = tuple((point.title, " ".join(point.meaning.split())) for point in self.instrument.scale)
        return Part(say("What the answers mean"), terms=terms, level=3)

    def _principle(self, principle: Principle) -> Iterator[Part]:
        statements = principle.statements
        ratings = tuple(self._rating(each) for each in statements)
        lead = (self.instrument.rating_lead_in + " …",) if self.instrument.rating_lead_in else ()
        yield Part(say("How far is this so?"), ratings, lead)
        yield self._scale()
        why = tuple(
            self._question(
                w.BECAUSE,
                each.id,
                say("Why, and what shows it?"),
                asked=prose.dimension_name(each.dimension, self.instrument),
            )
            for each in statements
        )
        yield Part(say("Why is it so?"), why)
        for each in statements:
            yield self._points(each)
        themes = tuple((theme.title, " ".join(theme.meaning.split())) for theme in self.instrument.themes)
        if themes:
            yield Part(say("Themes to keep in mind"), terms=themes)
        record = self.partnership.record(principle.id)
        plans = {plan.horizon: plan for plan in record.plans} if record else {}
        for horizon in self.instrument.horizons:
            yield self._plan(principle.id, horizon, plans.get(horizon.id))

    def _rating(self, statement: Statement) -> Question:
        return self._question(
            w.RATING,
            statement.id,
            " ".join(statement.text.split()),
            stands="\n".join(self._stands(statement)),
            asked=prose.dimension_name(statement.dimension, self.instrument),
        )

    def _stands(self, statement: Statement) -> Iterator[str]:
        """What was agreed; and on an agency's own sheet what it thinks itself."""
        held = self.partnership.assessment(statement.id) or Assessment(statement.id)
        if held.rating and not self.is_young:
            label = prose.stands(held.rating, self.instrument)
            dated = say("Agreed on {day}: {rating}", day=told_day(held.agreed), rating=label)
            yield dated if held.agreed else say("Agreed: {rating}", rating=label)
        if own := self._own_view(statement):
            label = prose.stands(own.rating, self.instrument) if own.rating else say("could not say")
            said = say("Your own view of {day}: {rating}", day=told_day(own.given), rating=label)
            yield said if own.given else say("Your own view: {rating}", rating=label)

    def _own_view(self, statement: Statement) -> View | None:
        return next(
            (each.views.get(statement.id) for each in self.partnership.views if each.of == self.wanted.who), None
        )

    def _points(self, statement: Statement) -> Part:
        """The key points of a statement, prompt by prompt."""
        questions = tuple(
            self._question(
                w.POINTS, statement.id, prompt.title, prompt.id, help=" ".join(" ".join(prompt.questions).split())
            )
            for prompt in self.instrument.prompts
        )
        name = prose.dimension_name(statement.dimension, self.instrument)
        return Part(say("Key points: {dimension}", dimension=name), questions)

    def _plan(self, about: str, horizon: Horizon | None, plan: Plan | None) -> Part:
        """The boxes of a part of a plan; an agency's own sheet asks for what it will do itself."""
        part = horizon.id if horizon else ""
        title = horizon.title if horizon else say("Becoming ready")
        stands = "\n".join(self._plan_stands(plan))
        questions = []
        if not self.wanted.who:
            goal = " ".join(horizon.goal.split()) if horizon else say("What is to be reached?")
            measure = " ".join(horizon.measure.split()) if horizon else say("How will you see it?")
            questions.append(
                self._question(w.GOAL, about, goal, part, stands=plan.goal.strip() if plan else "", asked=say("Goal"))
            )
            questions.append(
                self._question(
                    w.MEASURE, about, measure, part, stands=plan.measure.strip() if plan else "", asked=say("Measure")
                )
            )
        for n in range(1, _ACTIONS + 1):
            number = f"{part}:{n}"
            what = say("What will you do?") if self.wanted.who else say("What will be done?")
            so_far = stands if n == 1 else ""
            questions.append(self._question(w.ACTION, about, what, number, asked=say("Action {n}", n=n), stands=so_far))
            if not self.wanted.who:
                questions.append(self._question(w.OWNER, about, say("Who leads on it?"), number))
            when = say("By when? A day or a month, written like 2026-09-30 or 2026-09")
            questions.append(self._question(w.DUE, about, when, number))
        return Part(title, tuple(questions))

    def _plan_stands(self, plan: Plan | None) -> Iterator[str]:
        if plan and self.wanted.who and plan.goal.strip():
            yield say("The goal so far: {goal}", goal=prose.flat(plan.goal))
        actions = [each for each in plan.actions if each.is_open] if plan else []
        for each in actions:
            yield say("In the plan already: {action}", action=prose.action_line(each, self.partnership))

    def _young(self, principle: Principle, at: int) -> Iterator[Part]:
        """The voice first, then what somebody would say of it, in plain words."""
        voice = " ".join(principle.voice.split())
        asked = [self._question(w.VOICE, principle.id, say("Is it like this for you? What is it like?"))]
        yield Part(
            prose.named(principle), tuple(asked), (say("This is how it should feel:"),), quotation=voice, breaks=at > 0
        )
        lead = (say("The adults have written down what they want to do. What would you say about each?"),)
        ratings: Sequence[Question] = [self._rating(each) for each in principle.statements] if self.wanted.who else ()
        boxes = [
            self._question(
                w.POINTS,
                each.id,
                say("What do you know about this, and what should change?"),
                self._experience(),
                asked=prose.dimension_name(each.dimension, self.instrument),
                help="" if self.wanted.who else " ".join(each.text.split()),
            )
            for each in principle.statements
        ]
        yield Part(say("What the adults say they do"), (*ratings, *boxes), lead, level=3)

    def _experience(self) -> str:
        """The prompt under which what people say of their own experience is noted."""
        prompts = self.instrument.prompts
        return next((each.id for each in prompts if each.holds == "experience"), prompts[-1].id)

    def _preliminary(self) -> Iterator[Part]:
        there = self.partnership.preliminary
        questions = tuple(
            self._question(
                w.NOTES, "", " ".join(each.question.split()), each.id, help=" ".join(" ".join(each.follow_ups).split())
            )
            for each in self.instrument.questions
        )
        about = " ".join(self.instrument.preliminary.split())
        yield Part(say("To talk about"), questions, (about,) if about else ())
        if not self.wanted.who:
            goal, commitment = (there.goal, there.commitment) if there else ("", "")
            yield Part(
                say("What you agree"),
                (
                    self._question(w.GOAL, "", say("The goal that you share"), "preliminary", stands=goal.strip()),
                    self._question(
                        w.COMMITMENT, "", say("The one thing that you commit to"), "", stands=commitment.strip()
                    ),
                ),
            )
            yield self._plan("", None, there.readiness if there else None)
