"""Rules about ratings, drawn from what the scale means: it says what partners can evidence."""

from collections.abc import Iterator

from ..model.instrument import AGREEMENT
from ..model.records import Partnership
from .days import stretch
from .findings import RuleFinding
from .voices import meetings_by_id


def rating_without_date(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is rated and does not say when the rating was agreed.

    History runs on the day a rating was agreed, not on the day somebody typed it up. Without that day a rating has
    no place in it.

    Write the day under `agreed`, year first and in quotes; or use `reflectctl rate`, which asks for it.

    Wrong:

        assessments:
          culture:
            rating: neither
            because: What we heard does not point one way.

    Right:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"
            because: What we heard does not point one way.
    """
    for assessment in partnership.assessments:
        if assessment.rating is not None and assessment.agreed is None:
            yield RuleFinding(
                assessment.where.at("rating"),
                f"{assessment.statement} is rated, but `agreed` does not say when.",
                'Write the day on which it was agreed: agreed: "2026-03-12".',
                rests_on=((assessment.where, "agreed"),),
            )


def rating_without_meeting(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is rated and does not say at which meeting.

    Who was in the room when a rating was agreed, and who was missing, is part of what the rating means. The meeting
    says so.

    Write the meeting's id under `meeting`, and record the meeting with `reflectctl meeting new` if it has no file.

    Wrong:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"

    Right:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"
            meeting: 2026-03-12-children-first
    """
    for assessment in partnership.assessments:
        if assessment.rating is not None and not assessment.meeting:
            yield RuleFinding(
                assessment.where.at("rating"),
                f"{assessment.statement} is rated, but `meeting` does not say where it was agreed.",
                "Write the id of the meeting; `reflectctl meeting list` shows them.",
                rests_on=((assessment.where, "meeting"),),
            )


def rating_without_reason(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is rated and does not say why the partnership settled there.

    The reason is what a reader of next year needs most, and what makes a move in either direction understandable.

    Write one to three sentences under `because`.

    Wrong:

        assessments:
          culture:
            rating: neither

    Right:

        assessments:
          culture:
            rating: neither
            because: >-
              Two agencies have asked young people what it is like to
              work with us. The others do not know yet.
    """
    for assessment in partnership.assessments:
        if assessment.rating is not None and not assessment.because:
            yield RuleFinding(
                assessment.where.at("rating"),
                f"{assessment.statement} is rated, but `because` does not say why.",
                "Write in a sentence or two why the partnership settled here.",
                rests_on=((assessment.where, "because"),),
            )


def agreement_without_evidence(partnership: Partnership) -> Iterator[RuleFinding]:
    """A statement is agreed with, and nothing is noted under Evidence.

    The scale is about what partners can evidence. Both points of agreement claim that something can be shown; a
    reader will ask what.

    Note what the partnership relied on, with `reflectctl note` or under `sources`; or choose the point of the scale
    which says that it is not yet clear what can be evidenced. That is an honest rating too.

    Wrong:

        assessments:
          action:
            rating: agree

    Right:

        assessments:
          action:
            rating: agree
            sources:
              - what: Joint audit of twelve children's plans
                agency: health
                dated: "2026-02"
    """
    instrument = partnership.instrument
    prompts = [prompt for prompt in instrument.prompts if prompt.holds == "evidence"]
    if not prompts:
        return
    for assessment in partnership.assessments:
        point = instrument.point(assessment.rating)
        if point is None or point.stance != AGREEMENT or assessment.sources:
            continue
        if not any(assessment.reflections.get(prompt.id) for prompt in prompts):
            yield RuleFinding(
                assessment.where.at("rating"),
                f"{assessment.statement} is rated “{point.title}”, but nothing is noted under {prompts[0].title}.",
                f'Note what partners can show: reflectctl note {assessment.statement} {prompts[0].id} "…".',
                rests_on=((assessment.where, "reflections"), (assessment.where, "sources")),
            )


def agreed_on_another_day(partnership: Partnership) -> Iterator[RuleFinding]:
    """A rating's date is not the date of the meeting where it is said to have been agreed.

    One of the two is probably a slip of the pen, and history would tell the wrong day.

    Correct `agreed` or `meeting`. If a rating was settled between meetings, name the meeting that confirmed it.

    Wrong:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-21"
            meeting: 2026-03-12-children-first

    Right:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"
            meeting: 2026-03-12-children-first
    """
    meetings = meetings_by_id(partnership)
    for assessment in partnership.assessments:
        meeting = meetings.get(assessment.meeting)
        if assessment.rating is None or meeting is None or assessment.agreed in (None, meeting.date):
            continue
        yield RuleFinding(
            assessment.where.at("agreed"),
            f"{assessment.statement} is said to be agreed on {assessment.agreed}; {meeting.id} was on {meeting.date}.",
            "Correct whichever of the two is wrong.",
            rests_on=((assessment.where, "agreed"), (meeting.where, "date")),
        )


def impossible_date(partnership: Partnership) -> Iterator[RuleFinding]:
    """A date is not one that the calendar has, or is not written year first.

    History, due dates and reports are ordered by day, and 03/04 is one day to some readers and another to the rest.

    Check the day and the month, and write a year, a month and a day in quotes: "2026-03-12". A source may be dated by a
    month ("2026-03") or a year ("2026") as well.

    Wrong:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                due: "2026-06-31"

    Right:

        making_progress:
          immediate:
            actions:
              - id: a-4h8s
                action: Read our letters with young people
                due: "2026-06-30"
    """
    for assessment in partnership.assessments:
        for source in assessment.sources:
            if source.dated and stretch(source.dated) is None:
                yield RuleFinding(
                    source.where.at("dated"),
                    f"`{source.dated[:80]}` is not a day, a month or a year that the calendar has.",
                    "Check the day and the month.",
                    rests_on=((source.where, "dated"),),
                )
