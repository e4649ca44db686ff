"""Rules about days: what cannot have happened yet, and what was long ago."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date

from ..analysis.meetings import is_held
from ..model.locations import Place, Route
from ..model.periods import stretch
from ..model.records import Assessment, Partnership
from .findings import Moment, RuleFinding
from .naming import short, together


def months_before(day: date, months: int) -> date:
    """The day so many months earlier: in a shorter month its last one, and never before the calendar begins."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year >= 1 else date.min


def source_out_of_date(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """A source is older than the partnership has said a source counts as current.

    The partnership chose how long, under `sources_current_months` in `partnership.yaml`; where it has not, nothing is
    too old. What a source of a month or a year shows counts until its last day.

    Ask the agency for something more recent. If the source still shows how things are, say so in the reason, and set
    the finding aside with a comment.

    Wrong:

        # partnership.yaml says `sources_current_months: 24`, and it is May 2026.
        assessments:
          action:
            rating: agree
            sources:
              - what: Joint case audit
                agency: health
                dated: "2023-06"

    Right:

        assessments:
          action:
            rating: agree
            sources:
              - what: Joint case audit, repeated
                agency: health
                dated: "2026-02"
    """
    months = partnership.sources_current_months
    if not months:
        return
    since = months_before(moment.today, months)
    for assessment in partnership.assessments:
        for source in assessment.sources:
            days = stretch(source.dated)
            if days is not None and days[1] < since:
                yield RuleFinding(
                    source.where.at("dated"),
                    f"This source is of {source.dated}; the partnership counts sources as current for {months} months.",
                    "Ask for something more recent, or say in `because` why it still shows how things are.",
                    rests_on=((source.where, "dated"),),
                )


def future_date(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """Something is said to have happened on a day that is still to come.

    Most often the year is a slip of the pen, in January above all. History and reports go by these days.

    Write the day on which it took place. What is planned belongs under `due`, or in the file of a meeting to come.

    Wrong:

        assessments:
          action:
            rating: agree
            agreed: "2062-03-12"

    Right:

        assessments:
          action:
            rating: agree
            agreed: "2026-03-12"
    """
    # What goes with a meeting that lies ahead is told of the meeting.
    ahead = {meeting.date for meeting in partnership.meetings if not is_held(meeting, moment.today)}
    for day, said, what, place, step in _past(partnership):
        if day > moment.today and day not in ahead:
            yield RuleFinding(
                place.at(*step),
                f"`{step[-1]}` of {what} is {said or day}, which is still to come.",
                "Write the day on which it took place; look at the year first.",
                rests_on=((place, str(step[0])),),
            )


def _past(partnership: Partnership) -> Iterator[tuple[date, str, str, Place, Route]]:
    """Every day that ought to be past: the day, as it is written where it is more than a day, whose, and where."""
    meetings = {meeting.id for meeting in partnership.meetings}
    for assessment in partnership.assessments:
        # Of a rating with a meeting it is told already that the day is not the meeting's.
        if assessment.agreed and (assessment.rating is None or assessment.meeting not in meetings):
            yield assessment.agreed, "", short(assessment.statement), assessment.where, ("agreed",)
        for each in assessment.earlier:
            if each.agreed and each.meeting not in meetings:
                yield each.agreed, "", f"what {short(assessment.statement)} was rated earlier", each.where, ("agreed",)
        for source in assessment.sources:
            days = stretch(source.dated)
            if days is not None:
                yield days[0], source.dated, f"a source of {short(assessment.statement)}", source.where, ("dated",)
        yield from _of_what_was_said(assessment, meetings)
    yield from _of_actions(partnership)
    for meeting in partnership.meetings:
        for index, heard in enumerate(meeting.heard):
            # Before a meeting that lies ahead, people may be going to be heard.
            if heard.dated and heard.dated > meeting.date:
                yield heard.dated, "", "those who were heard", meeting.where, ("heard", index, "dated")
    preliminary = partnership.preliminary
    if preliminary and preliminary.discussed:
        yield preliminary.discussed, "", "the preliminary discussion", preliminary.where, ("discussed",)


def _of_what_was_said(
    assessment: Assessment, meetings: Collection[str]
) -> Iterator[tuple[date, str, str, Place, Route]]:
    """The days of views and key points; one that names a meeting goes by that."""
    name = short(assessment.statement)
    for view in assessment.views:
        if view.given and view.meeting not in meetings:
            yield view.given, "", f"the view of {short(view.of)} on {name}", view.where, ("given",)
    for discussions in assessment.reflections.values():
        for each in discussions:
            if each.dated and each.meeting not in meetings:
                yield each.dated, "", f"the key points of {name}", each.where, ("dated",)


def _of_actions(partnership: Partnership) -> Iterator[tuple[date, str, str, Place, Route]]:
    for action in partnership.actions:
        for key, day in (("opened", action.opened), ("closed", action.closed)):
            if day:
                yield day, "", f"the action {short(action.id)}", action.where, (key,)
        for noted in action.progress:
            if noted.dated:
                yield noted.dated, "", f"the progress of {short(action.id)}", noted.where, ("dated",)


def meeting_ahead(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """A meeting's day is still to come, so it does not count as held.

    A file may well be made beforehand, to plan what will be discussed. Until its day, what it says of who was there is
    a plan, and nobody has been absent.

    Nothing has to be done if it is planned. If it has been held, correct `date`.

    Wrong:

        # Typed up in March 2026.
        id: children-first
        date: "2027-03-12"
        title: Putting children first, a year on

    Right:

        id: children-first
        date: "2026-03-12"
        title: Putting children first, a year on
    """
    ahead = [meeting for meeting in partnership.meetings if not is_held(meeting, moment.today)]
    if not ahead:
        return
    rated: dict[str, list[str]] = {}
    for assessment in partnership.assessments:
        if assessment.rating is not None:
            rated.setdefault(assessment.meeting, []).append(assessment.statement)
    for meeting in ahead:
        agreed = rated.get(meeting.id)
        also = (
            f", and {together(agreed)} {'is' if len(agreed) == 1 else 'are'} said to be agreed there" if agreed else ""
        )
        yield RuleFinding(
            meeting.where.at("date"),
            f"This meeting is still to come, on {meeting.date}{also}.",
            "If it has been held, correct the date; look at the year first."
            if agreed
            else "If it is planned, all is well; if it has been held, correct the date.",
            rests_on=((meeting.where, "date"),),
        )
