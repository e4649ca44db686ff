"""Rules about voices: which agencies took part, and whether children, young people and families were heard."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from ..analysis.meetings import expected, is_held, of_all
from ..model.locations import Place
from ..model.named_tuples import NamedTuple
from ..model.records import CHILDREN, FAMILIES, Agency, Assessment, Meeting, Partnership, View
from .days import months_before
from .findings import Moment, RuleFinding
from .naming import short, together

Rests = tuple[tuple[Place, str], ...]


def membership(agency: Agency) -> Rests:
    """What it rests on that an agency was a member."""
    return tuple((agency.where, key) for key in ("id", "joined", "left"))


def meetings_by_id(partnership: Partnership) -> dict[str, Meeting]:
    """The meetings by their ids; of an id that stands twice, the first."""
    return {meeting.id: meeting for meeting in reversed(partnership.meetings)}


def statutory_partner_absent(partnership: Partnership) -> Iterator[RuleFinding]:
    """A rating was agreed at a meeting at which a statutory partner is not listed as present.

    The statutory partners answer for the arrangements together, and the scale speaks of what every partner can show.
    At a group's own meeting only its members are expected.
    Such a rating may stand, and who was missing is part of what it means.

    Ask the partner what it can show, and record its view or its source; if it was there after all, add it to
    `present`. Where it has been settled, say so in a comment that sets the finding aside.

    Wrong:

        # The rating names this meeting; Wessbury Health is a statutory partner.
        id: 2026-03-12-children-first
        date: "2026-03-12"
        title: Putting children first, a year on
        present: [council, police]
        absent: [health]

    Right:

        id: 2026-03-12-children-first
        date: "2026-03-12"
        title: Putting children first, a year on
        present: [council, police, health]
    """
    statutory = [agency for agency in partnership.agencies if agency.statutory]
    if not statutory:
        return
    meetings = meetings_by_id(partnership)
    for assessment in partnership.assessments:
        meeting = meetings.get(assessment.meeting)
        if assessment.rating is None or meeting is None or not meeting.present:
            continue
        missed = [each for each in expected(meeting, partnership) if each.statutory and each.id not in meeting.present]
        if missed:
            absent = [agency.id for agency in missed if agency.id in meeting.absent]
            unlisted = [agency.id for agency in missed if agency.id not in meeting.absent]
            said = [
                f"{together(ids)} {'is' if len(ids) == 1 else 'are'} {how}"
                for ids, how in ((absent, "listed as absent"), (unlisted, "in neither list"))
                if ids
            ]
            yield RuleFinding(
                assessment.where.at("meeting"),
                f"{short(assessment.statement)} was agreed at {short(meeting.id)} without every statutory partner: "
                + " and ".join(said)
                + ".",
                f"{'If they were there, add them to `present`; if not, ask' if unlisted else 'Ask'} for their view: "
                f"reflectctl view {short(assessment.statement)} RATING --agency {short(missed[0].id)}.",
                rests_on=(
                    (assessment.where, "meeting"),
                    *((meeting.where, key) for key in ("present", "absent", "date")),
                    *((agency.where, "statutory") for agency in missed),
                    *(rest for agency in missed for rest in membership(agency)),
                ),
            )


def agency_never_present(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """An agency has been a member during two meetings or more and is listed as present at none.

    A partnership that answers to its agencies misses what this one knows, and this one misses the conversation.

    A group's own meetings are counted apart.

    Ask what would make taking part possible. If it was there, add it to `present`; if it is no longer a member, write
    the day under `left`.

    Wrong:

        # Three meetings have been held, and no `present` names housing.
        agencies:
          - id: housing
            name: Wessbury Homes

    Right:

        agencies:
          - id: housing
            name: Wessbury Homes
            left: "2026-01-31"
    """
    if _meetings_unread(partnership):
        return
    meetings = [meeting for meeting in partnership.meetings if of_all(meeting)]
    seen = frozenset[str]().union(*(meeting.present for meeting in meetings))
    silent = [agency for agency in partnership.agencies if agency.id not in seen]
    if not silent:
        return
    # Where a meeting lists nobody, nothing is known of who was there.
    days = [meeting.date for meeting in meetings if meeting.present and is_held(meeting, moment.today)]
    lists = tuple((meeting.where, "present") for meeting in meetings)
    for agency in silent:
        first = bisect_left(days, agency.joined) if agency.joined else 0
        last = bisect_right(days, agency.left) if agency.left else len(days)
        if last - first >= 2:
            yield RuleFinding(
                agency.where.at("id"),
                f"`{short(agency.id)}` has been a member during {last - first} meetings and was present at none.",
                "Ask what would make taking part possible; if it has left, write the day under `left`.",
                rests_on=(*membership(agency), *lists),
            )


def experience_missing(partnership: Partnership) -> Iterator[RuleFinding]:
    """A principle is rated, and nothing says that children, young people or families were heard about it.

    Each principle says how it should feel to a child. Whether it does is known to those who live it, and a rating that
    has not asked them rests on what professionals believe of themselves.

    Ask, in a way that suits them, and note what they say under the prompt for experience; or record in the meeting,
    under `heard`, who was heard and how. A view that a group of children or of families gave of one of its statements
    is experience too. Never write anything by which a child could be known.

    Wrong:

        principle: children-first
        assessments:
          culture:
            rating: agree
            agreed: "2026-03-12"
            reflections:
              evidence: Twelve plans read together.

    Right:

        principle: children-first
        assessments:
          culture:
            rating: agree
            agreed: "2026-03-12"
            reflections:
              evidence: Twelve plans read together.
              experience: The young people's group says that letters are kinder now.
    """
    for voice in _voices(partnership):
        if not voice.noted and not voice.heard and not voice.given:
            prompt = next((prompt.id for prompt in partnership.instrument.prompts if prompt.holds == "experience"), "")
            note = f', or note it: reflectctl note {short(voice.rated.statement)} {prompt} "…"' if prompt else ""
            yield RuleFinding(
                voice.rated.where.at("rating"),
                f"{short(voice.principle)} is rated, and nothing says that children, young people or families were "
                "heard about it.",
                f"Ask them, and write under `heard` in the meeting who was heard{note}.",
                rests_on=_listened(voice.principle, partnership, partnership.meetings),
            )


def experience_over_a_year_old(partnership: Partnership, moment: Moment) -> Iterator[RuleFinding]:
    """What is known of a principle from children, young people or families is more than a year old.

    A year is long in a young person's life, and those who were asked have grown up since. What they said still counts;
    it may no longer be how it feels.

    Ask again, in a way that suits them, and say when: a note counts from the day its rating was agreed, and those who
    were heard at a meeting from `dated`, or else from the day of the meeting; a view of children or families from
    `given`. What is said without such a day is not judged.

    Wrong:

        # Checked in May 2026, and nobody has been heard since.
        id: 2025-02-13-children-first
        date: "2025-02-13"
        title: Putting children first
        principles: [children-first]
        heard:
          - who: Young people's advisory group
            dated: "2025-02-06"

    Right:

        id: 2026-03-12-children-first
        date: "2026-03-12"
        title: Putting children first, a year on
        principles: [children-first]
        heard:
          - who: Young people's advisory group
            dated: "2026-03-05"
    """
    since = months_before(moment.today, 12)
    lately = [meeting for meeting in partnership.meetings if meeting.date >= since]
    for voice in _voices(partnership):
        said = [*(assessment.agreed for assessment in voice.noted), *(view.given for view in voice.given)]
        # What was said on no day may be as new as today.
        if None in said:
            continue
        days = [day for day in said if day]
        days += [heard.dated or meeting.date for meeting in voice.heard for heard in meeting.heard]
        if days and max(days) < since:
            yield RuleFinding(
                voice.rated.where.at("rating"),
                f"What is known of {short(voice.principle)} from children, young people or families is of "
                f"{max(days)}, more than a year ago.",
                "Ask how it is for them now, and note what they say, or who was heard, with the day.",
                rests_on=(
                    *_listened(voice.principle, partnership, lately),
                    *((assessment.where, "agreed") for assessment in voice.noted),
                    *((meeting.where, "date") for meeting in voice.heard),
                    *((each.where, "given") for each in voice.given),
                ),
            )


class _Voice(NamedTuple):
    """A principle that is rated, and where children, young people and families were heard about it."""

    principle: str
    rated: Assessment
    """The first that is."""
    noted: list[Assessment]
    """Those with something under a prompt for experience."""
    heard: list[Meeting]
    """Those that discussed it and say who was heard."""
    given: list[View]
    """What groups of children or families think of its statements."""


def _voices(partnership: Partnership) -> Iterator[_Voice]:
    """Each principle that is rated; none while a meeting cannot be read, as it may say who was heard."""
    if _meetings_unread(partnership):
        return
    prompts = [prompt.id for prompt in partnership.instrument.prompts if prompt.holds == "experience"]
    own = {each.id for each in partnership.groups if each.kind in (CHILDREN, FAMILIES)}
    heard: dict[str, list[Meeting]] = {}
    for meeting in partnership.meetings:
        if meeting.heard:
            for principle in meeting.principles:
                heard.setdefault(principle, []).append(meeting)
    assessments: dict[str, list[Assessment]] = {}
    for record in partnership.records:
        assessments.setdefault(record.principle, []).extend(record.assessments)
    for principle, recorded in assessments.items():
        rated = next((assessment for assessment in recorded if assessment.rating is not None), None)
        if rated is not None:
            noted = [each for each in recorded if any(each.reflections.get(prompt) for prompt in prompts)]
            given = [view for each in recorded for view in each.group_views if view.of in own]
            yield _Voice(principle, rated, noted, heard.get(principle, []), given)


def _listened(principle: str, partnership: Partnership, meetings: Iterable[Meeting]) -> Rests:
    """What it rests on that nobody else was heard about a principle, in notes or at these meetings."""
    records = [record for record in partnership.records if record.principle == principle]
    return (
        *((record.where, "assessments") for record in records if not record.assessments),
        *((assessment.where, "reflections") for record in records for assessment in record.assessments),
        *(
            (meeting.where, "heard" if principle in meeting.principles else "principles")
            for meeting in meetings
            if meeting.heard or principle in meeting.principles
        ),
    )


def _meetings_unread(partnership: Partnership) -> bool:
    return any(path.startswith("meetings/") for path in partnership.unread)


def present_and_absent(partnership: Partnership) -> Iterator[RuleFinding]:
    """An agency is listed both as present at a meeting and as absent from it.

    Who was in the room when a rating was agreed is shown beside the rating, so it has to be one or the other.

    Take it out of one of the two lists.

    Wrong:

        ---
        id: 2026-05-07-trauma
        date: "2026-05-07"
        title: Responding to trauma
        present: [council, police, health]
        absent: [education, health]
        ---

    Right:

        ---
        id: 2026-05-07-trauma
        date: "2026-05-07"
        title: Responding to trauma
        present: [council, police, health]
        absent: [education]
        ---
    """
    for meeting in partnership.meetings:
        for index, agency in enumerate(meeting.absent):
            if agency in meeting.present:
                yield RuleFinding(
                    meeting.where.at("absent", index),
                    f"`{agency}` is listed as present at {meeting.id} and as absent from it.",
                    "Take it out of one of the two lists.",
                )
