"""Rules about days: what cannot have happened yet, and what was long ago."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..analysis.meetings import is_held
from ..model.locations import Place, Route
from ..model.periods import stretch
from ..model.records import Partnership
from .findings import Moment, RuleFinding
from .naming import short, together


def months_before(day: date, months: int) -> date:
    """The day so many months earlier: in a shorter month its last one, and never before the calendar begins."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day if year < date.max.year else 31
    return date(year, month + 1, min(day.day, last))


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
    yield from (finding for day, finding in still_to_come(partnership, moment.today) if day not in ahead)


def still_to_come(partnership: Partnership, today: date) -> Iterator[tuple[date, RuleFinding]]:
    """Everything that is said to have happened and is still to come, with its day; also at a meeting that lies ahead.

    By hand that may be one slip in the date of a meeting, and is told of that; what is written by a command is refused.
    """
    for day, said, what, place, step in _past(partnership, today):
        if day > today:
            yield (
                day,
                RuleFinding(
                    place.at(*step),
                    f"`{step[-1]}` of {what} is {said or day}, which is still to come.",
                    "Write the day on which it took place; look at the year first.",
                    rests_on=((place, str(step[0])),),
                ),
            )


_Day = tuple[date, str, str, Place, Route]


def _past(partnership: Partnership, today: date) -> Iterator[_Day]:
    """Every day that ought to be past: the day, as it is written where it is more than a day, whose, and where.

    What names a meeting goes by that: of one that was held it is told already that the day is not the meeting's.
    """
    held = {meeting.id: is_held(meeting, today) for meeting in partnership.meetings}
    on = {meeting.id: meeting.date for meeting in partnership.meetings}

    def of(day: date | None, key: str, meeting: str, what: str, where: Place) -> Iterator[_Day]:
        if held.get(meeting) is False:
            yield on[meeting], f"{short(meeting)}, on {on[meeting]}", what, where, ("meeting",)
        elif day and meeting not in held:
            yield day, "", what, where, (key,)

    for assessment in partnership.assessments:
        at = "" if assessment.rating is None else assessment.meeting
        yield from of(assessment.agreed, "agreed", at, short(assessment.statement), assessment.where)
        for each in assessment.earlier:
            what = f"what {short(assessment.statement)} was rated earlier"
            yield from of(each.agreed, "agreed", each.meeting, what, each.where)
        for source in assessment.sources:
            days = stretch(source.dated)
            if days is not None:
                yield days[0], source.dated, f"a source of {short(assessment.statement)}", source.where, ("dated",)
        name = short(assessment.statement)
        for view in (*assessment.views, *assessment.group_views):
            yield from of(view.given, "given", view.meeting, f"the view of {short(view.of)} on {name}", view.where)
        for discussions in assessment.reflections.values():
            for said in discussions:
                yield from of(said.dated, "dated", said.meeting, f"the key points of {name}", said.where)
    yield from _of_actions(partnership)
    yield from _of_meetings(partnership)
    preliminary = partnership.preliminary
    if preliminary and preliminary.discussed:
        yield preliminary.discussed, "", "the preliminary discussion", preliminary.where, ("discussed",)


def _of_meetings(partnership: Partnership) -> Iterator[_Day]:
    for meeting in partnership.meetings:
        if meeting.minutes_agreed:
            yield meeting.minutes_agreed, "", f"the meeting {short(meeting.id)}", meeting.where, ("minutes_agreed",)
        for index, heard in enumerate(meeting.heard):
            # Before a meeting that lies ahead, people may be going to be heard.
            if heard.dated and heard.dated > meeting.date:
                yield heard.dated, "", "those who were heard", meeting.where, ("heard", index, "dated")


def _of_actions(partnership: Partnership) -> Iterator[_Day]:
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
