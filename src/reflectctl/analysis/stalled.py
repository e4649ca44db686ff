"""A partnership and how its ratings went, in; where there has been little or no progress, by rule, out.

The yearly report that safeguarding partners in England publish says not only what was achieved, but also where there is
little or nothing to show for what they had agreed to put first (*Working Together to Safeguard Children*, 2023). What
belongs there is found here, by rules that anyone can read and check: each says in a sentence when something is listed.

To be listed is no blame, and nothing is counted up by agency. A plan may rest for good reasons, and a rating that stays
where it is may be an honest one; the list says where to ask.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile

from ..model.instrument import DISAGREEMENT, UNCLEAR
from ..model.messages import fill, phrase
from ..model.named_tuples import NamedTuple
from ..model.records import DONE, DROPPED, Action, Assessment, Partnership
from ..model.report import Stall, Timeline
from .actions import is_ongoing, last_progress, next_day, serves

OVERDUE_DAYS = 90
"""A quarter: partnerships mostly meet once in it or oftener, so a meeting has come at which it could be asked about."""

UNDATED_DAYS = 180
"""Half a year: two quarterly meetings have come at which a day could have been agreed."""

UNMOVED_DAYS = 270
"""Three quarters: long enough for a plan to be made and tried, and soon enough to be seen before the year ends."""

UNPLANNED_DAYS = 90
"""A quarter: the next meeting has come, and with it the time to plan what follows from a rating."""

UNRATED_DAYS = 180
"""Half a year: a principle takes more than one meeting, and by then two or more have come."""

OUTCOME_DAYS = 90
"""A quarter: what an action led to takes some time to show, and even "too early to say" can be written down by then."""

READINESS = "readiness"
"""What a stall is about that is about the readiness plan, which belongs to no principle."""

Found = Iterator[tuple[str, date | None]]
"""What is listed, by its id, and since when."""


class Facts(NamedTuple):
    """What the rules go by."""

    partnership: Partnership
    timelines: Mapping[str, Timeline]
    today: date

    def over(self, days: int, since: date | None) -> bool:
        """Whether a day is known and more than so many days ago."""
        return since is not None and (self.today - since).days > days

    def heard_of(self, action: Action, days: int) -> bool:
        """Whether something happened to an action on the way within so many days."""
        noted = last_progress(action)
        return noted is not None and noted <= self.today and not self.over(days, noted)

    def unsettled(self) -> Iterator[Assessment]:
        """What stands on the disagreement side of the scale or is unclear, in the order of the instrument."""
        instrument = self.partnership.instrument
        for statement in instrument.statements:
            assessment = self.partnership.assessment(statement.id)
            point = instrument.point(assessment.rating) if assessment else None
            if assessment and point and point.stance in (UNCLEAR, DISAGREEMENT):
                yield assessment

    def stood(self, assessment: Assessment) -> tuple[date | None, date | None]:
        """Since when a rating has stood unchanged, and when it was last agreed.

        Both are read from the history; where it is not told, or ends with another rating, from the file alone.
        """
        timeline = self.timelines.get(assessment.statement)
        steps = reversed(timeline.steps) if timeline else ()
        same = list(takewhile(lambda step: step.rating == assessment.rating, steps))
        if not same:
            return assessment.agreed, assessment.agreed
        return same[-1].day, assessment.agreed or same[0].day


class Rule(NamedTuple):
    """When something is listed, in words to be printed, and what is."""

    id: str
    title: str
    listed_when: str
    """A phrase; `{days}` in it are the days of the rule."""
    days: int
    find: Callable[[Facts], Found]

    @property
    def meaning(self) -> str:
        """When something is listed, in English."""
        return fill(self.listed_when, {"days": self.days})


def stalls(partnership: Partnership, timelines: Sequence[Timeline], *, today: date) -> tuple[Stall, ...]:
    """Where there has been little or no progress as of a day: by rule, then in the order of instrument and plans.

    The timelines go as far as that day; there are none where the history is not told.
    """
    facts = Facts(partnership, {timeline.statement: timeline for timeline in timelines}, today)
    return tuple(Stall(rule.id, about, since) for rule in RULES for about, since in rule.find(facts))


def _long_overdue(facts: Facts) -> Found:
    for action in facts.partnership.actions:
        day = next_day(action)
        if action.is_open and facts.over(OVERDUE_DAYS, day) and not facts.heard_of(action, OVERDUE_DAYS):
            yield action.id, day


def _without_a_date(facts: Facts) -> Found:
    for action in facts.partnership.actions:
        is_undated = not action.due or (is_ongoing(action) and action.review is None)
        if (
            action.is_open
            and is_undated
            and facts.over(UNDATED_DAYS, action.opened)
            and not facts.heard_of(action, UNDATED_DAYS)
        ):
            yield action.id, action.opened


def _not_moved(facts: Facts) -> Found:
    for assessment in facts.unsettled():
        since, _ = facts.stood(assessment)
        if facts.over(UNMOVED_DAYS, since):
            yield assessment.statement, since


def _nothing_planned(facts: Facts) -> Found:
    for assessment in facts.unsettled():
        _, agreed = facts.stood(assessment)
        if facts.over(UNPLANNED_DAYS, agreed) and not any(
            action.status != DROPPED and serves(action, assessment.statement) for action in facts.partnership.actions
        ):
            yield assessment.statement, agreed


def _begun_and_not_rated(facts: Facts) -> Found:
    partnership = facts.partnership
    for principle in partnership.instrument.principles:
        recorded = [record for record in partnership.records if record.principle == principle.id]
        assessments = [assessment for record in recorded for assessment in record.assessments]
        # A rating that was withdrawn is no longer in the files, and the principle was begun all the same.
        steps = [step.day for each in principle.statements if (it := facts.timelines.get(each.id)) for step in it.steps]
        if not (recorded or steps) or any(assessment.rating for assessment in assessments):
            continue
        days = [meeting.date for meeting in partnership.meetings if principle.id in meeting.principles]
        days += [assessment.agreed for assessment in assessments if assessment.agreed]
        since = min([*days, *steps], default=None)
        if facts.over(UNRATED_DAYS, since):
            yield principle.id, since


def _goal_without_action(facts: Facts) -> Found:
    preliminary = facts.partnership.preliminary
    plans = [(READINESS, preliminary.readiness)] if preliminary and preliminary.readiness else []
    for record in facts.partnership.records:
        plans += [(f"{record.principle}.{plan.horizon}", plan) for plan in record.plans]
    for about, plan in plans:
        if plan.goal and all(action.status == DROPPED for action in plan.actions):
            yield about, max((day for action in plan.actions if (day := action.closed)), default=None)


def _outcome_not_told(facts: Facts) -> Found:
    def waits(action: Action) -> bool:
        return action.status == DONE and not action.outcome and facts.over(OUTCOME_DAYS, action.closed)

    yield from ((action.id, action.closed) for action in facts.partnership.actions if waits(action))


RULES: tuple[Rule, ...] = (
    Rule(
        "long-overdue",
        phrase("Actions long past their date"),
        phrase(
            "An action is listed when it is still open more than {days} days after its due date, or after the day on "
            "which it was to be looked at again, and no progress has been noted within {days} days."
        ),
        OVERDUE_DAYS,
        _long_overdue,
    ),
    Rule(
        "without-a-date",
        phrase("Actions without a date"),
        phrase(
            "An action is listed when it has no due date, or is ongoing with no day to be looked at again, is still "
            "open more than {days} days after it was opened, and no progress has been noted within {days} days."
        ),
        UNDATED_DAYS,
        _without_a_date,
    ),
    Rule(
        "not-moved",
        phrase("Ratings that have not moved"),
        phrase(
            "A statement is listed when its rating is unclear or on the disagreement side, and has stood unchanged "
            "for more than {days} days, also when it was agreed again. Where the history of ratings is not told, the "
            "days are counted from the day on which it was last agreed. A rating that stays may be an honest one."
        ),
        UNMOVED_DAYS,
        _not_moved,
    ),
    Rule(
        "nothing-planned",
        phrase("Ratings with nothing planned for them"),
        phrase(
            "A statement is listed when its rating is unclear or on the disagreement side, was agreed more than "
            "{days} days ago, and no action in its principle’s plan that is open, in progress or done is meant "
            "for it. An action that names no statements is meant for all those of its principle."
        ),
        UNPLANNED_DAYS,
        _nothing_planned,
    ),
    Rule(
        "begun-and-not-rated",
        phrase("Principles begun and not rated"),
        phrase(
            "A principle is listed when something is recorded about it, it was first discussed or rated more than "
            "{days} days ago, and none of its statements is rated now."
        ),
        UNRATED_DAYS,
        _begun_and_not_rated,
    ),
    Rule(
        "goal-without-action",
        phrase("Goals without an action"),
        phrase("A goal is listed when no action stands under it, or all of those under it were dropped."),
        0,
        _goal_without_action,
    ),
    Rule(
        "outcome-not-told",
        phrase("Actions done, and what came of them not told"),
        phrase(
            "An action is listed when it was done more than {days} days ago, and nothing says what difference it made."
        ),
        OUTCOME_DAYS,
        _outcome_not_told,
    ),
)
"""In the order in which a report lists them."""
