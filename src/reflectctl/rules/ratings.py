"""Rules about ratings, drawn from what the scale means: it says what partners can evidence."""

from collections.abc import Iterator

from ..model.history import of_one_event
from ..model.instrument import AGREEMENT
from ..model.locations import Place
from ..model.periods import stretch
from ..model.records import Assessment, EarlierRating, Partnership
from ..patterns import regex
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
    for what, said in _ratings(partnership):
        if said.rating is not None and said.agreed is None:
            yield RuleFinding(
                said.where.at("rating"),
                f"{what} is rated, but `agreed` does not say when."
                if isinstance(said, Assessment)
                else f"{what} does not say under `agreed` when that was.",
                'Write the day on which it was agreed: agreed: "2026-03-12".',
                rests_on=((said.where, "agreed"),),
            )


def _ratings(partnership: Partnership) -> Iterator[tuple[str, Assessment | EarlierRating]]:
    """Every rating that was agreed, with what it is called: those that stand, and what was agreed before each."""
    for assessment in partnership.assessments:
        yield assessment.statement, assessment
        for each in assessment.earlier:
            yield f"What {assessment.statement} was rated earlier", each


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
    for what, said in _ratings(partnership):
        meeting = meetings.get(said.meeting)
        if said.rating is None or meeting is None or said.agreed in (None, meeting.date):
            continue
        yield RuleFinding(
            said.where.at("agreed"),
            f"{what} is said to be agreed on {said.agreed}; {meeting.id} was on {meeting.date}.",
            "Correct whichever of the two is wrong.",
            rests_on=((said.where, "agreed"), (meeting.where, "date")),
        )


def earlier_out_of_order(partnership: Partnership) -> Iterator[RuleFinding]:
    """What is written as agreed earlier was not agreed before what stands, or is there twice.

    `earlier` is for ratings that were agreed before the one that stands and are typed in after it, as when a year was
    kept on paper. Each is an event of its own: one meeting, or one day where no meeting is named. The latest rating
    stands above them, so that every reader takes the same one for what holds now.

    Move the latest to `rating`, `agreed`, `meeting` and `because`, and what stood there under `earlier`; correct the
    day that is wrong; or keep one of two entries about one event. `reflectctl rate --earlier` puts each in its place.

    Wrong:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"
            earlier:
              - rating: disagree
                agreed: "2026-04-16"

    Right:

        assessments:
          culture:
            rating: neither
            agreed: "2026-03-12"
            earlier:
              - rating: disagree
                agreed: "2025-02-13"
    """
    for assessment in partnership.assessments:
        stands = (assessment.where, "agreed"), (assessment.where, "rating"), (assessment.where, "meeting")
        known: list[EarlierRating] = []
        for each in assessment.earlier:
            own: list[tuple[Place, str]] = [(each.where, "agreed"), (each.where, "meeting")]
            twice = next((one for one in known if of_one_event(one, each)), None)
            known.append(each)
            if assessment.rating is None and not assessment.because:
                told = f"{assessment.statement} was rated earlier, and no rating stands after that."
                hint = "Move the latest of them to `rating`, `agreed`, `meeting` and `because`."
            elif assessment.rating is not None and of_one_event(assessment, each):
                told = f"This is of the same event as the rating that stands, {assessment.agreed}."
                hint = "Keep one of the two: under `rating`, if it is what stands."
            elif assessment.agreed and each.agreed and each.agreed >= assessment.agreed:
                told = f"This was agreed on {each.agreed}, which is not before what stands, {assessment.agreed}."
                hint = "Correct the day that is wrong; the latest rating stands under `rating`."
            elif twice:
                told = f"The rating of this event is written down already, at {twice.where.at('rating')}."
                hint = "Keep one of the two, or write what tells the events apart."
                own += [(twice.where, "agreed"), (twice.where, "meeting")]
            else:
                continue
            place = "agreed" if each.agreed else "rating"
            yield RuleFinding(each.where.at(place), told, hint, rests_on=(*own, *stands))


def impossible_date(partnership: Partnership) -> Iterator[RuleFinding]:
    """A date is not one that the calendar has, or is not written year first.

    History, due dates and reports are ordered by day, and 03/04 is one day to some readers and another to the rest.

    Check the day and the month, and write a year, a month and a day in quotes: "2026-03-12". A source may be dated by a
    month ("2026-03") or a year ("2026") as well, and an action be due in a month.

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
    leap_days = [bad for bad in partnership.unusable if bad.key == "due" and _LEAP_DAY.fullmatch(bad.said)]
    places = {action.id: action.where for action in partnership.actions} if leap_days else {}
    for bad in leap_days:
        where = places.get(bad.about) if not bad.part else None
        yield RuleFinding(
            bad.location,
            f"`{bad.said}` is not a day that the calendar has.",
            "Check the day and the month.",
            about=(where, ("due",)) if where else None,
        )


_LEAP_DAY = regex(r"[0-9]{4}-02-29")
"""The only day of which a schema cannot tell whether a year has it."""
