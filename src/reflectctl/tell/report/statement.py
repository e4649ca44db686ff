"""A statement, and all that is recorded about it: its rating, why, the views beside it, its sources and key points."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from ...analysis import scale
from ...model.blocks import (
    BREAK,
    UNRATED,
    Block,
    Content,
    Details,
    Group,
    Heading,
    Item,
    Line,
    Link,
    List,
    Mark,
    Pair,
    Pairs,
    Paragraph,
    Prose,
    Quiet,
    Span,
    Spare,
    Strong,
    Written,
)
from ...model.instrument import UNCLEAR
from ...model.links import is_link
from ...model.records import Assessment, Source, View
from .. import charts, prose
from ..fields import pairs
from ..i18n import in_line, many, say
from . import spare
from .facts import Facts, marked


def statement(facts: Facts, assessment: Assessment, dimension: str, text: str) -> Group:
    """All that a report says of one statement."""
    name = prose.dimension_name(dimension, facts.instrument)
    absent = Paragraph(say("The content has no such statement."), role="quiet")
    blocks: list[Block] = [
        Heading(4, Content(name)),
        Paragraph(Content(text), role="text") if text.strip() else absent,
        Paragraph(_stands(facts, assessment), role="stands"),
        *agreed(facts, assessment),
    ]
    if assessment.because:
        blocks.append(Pair(say("Because"), (Paragraph(Written(assessment.because)),)))
    if assessment.earlier:
        blocks.append(_rated_earlier(facts, assessment, name))
    if assessment.views:
        blocks.append(Pair(say("Agencies’ own views"), tuple(_views(facts, assessment))))
    if assessment.group_views:
        blocks.append(Pair(say("Views of groups"), tuple(_group_views(facts, assessment))))
    if assessment.sources:
        sources = List(tuple(Item(_source(facts, source)) for source in assessment.sources), role="sources")
        blocks.append(Spare(spare.SOURCES, (Pair(say("Sources"), (sources,)),), spare.instead(spare.SOURCES)))
    blocks += pairs(assessment, facts.partnership)
    if points := tuple(_points(facts, assessment)):
        blocks.append(Spare(spare.POINTS, points, spare.instead(spare.POINTS)))
    return Group(tuple(blocks), role="statement", anchor=facts.anchors.at("statement", assessment.statement))


def _stands(facts: Facts, assessment: Assessment) -> Line:
    rating = facts.rating_of(assessment.statement, assessment.rating)
    lead_in = facts.instrument.rating_lead_in.strip() if rating.drawn != UNRATED else ""
    lead = Content(lead_in) if lead_in else f"{say('Rating')}:"
    return marked((Quiet((lead,)), " ", rating), facts.marks(assessment.statement))


def agreed(facts: Facts, assessment: Assessment) -> Iterator[Block]:
    """When and where a rating was agreed, and who was absent from there."""
    day, meeting = prose.day(assessment.agreed), facts.to_meeting(assessment.meeting)
    line: list[Span] = []
    if day and meeting.words:
        line += in_line("Agreed on {day} at {meeting}.", day=day, meeting=meeting)
    elif day:
        line.append(say("Agreed on {day}.", day=day))
    elif meeting.words:
        line += in_line("Agreed at {meeting}.", meeting=meeting)
    there = facts.meetings.get(assessment.meeting)
    if there and there.absent:
        line += [BREAK] if line else []
        line.append(say("Absent from that meeting: {agencies}.", agencies=facts.agencies(there.absent)))
    if line:
        yield Paragraph(tuple(line), role="facts")


def _rated_earlier(facts: Facts, assessment: Assessment, name: str) -> Details:
    """What was agreed before the rating that stands and typed in after it, each with its reason, folded away."""
    items = []
    for each in sorted(assessment.earlier, key=lambda each: each.agreed or date.min):
        day, meeting = prose.day(each.agreed), facts.to_meeting(each.meeting)
        line: list[Span] = [Strong((Content(prose.stands(each.rating, facts.instrument)),))]
        when: Line = ()
        if day and meeting.words:
            when = in_line("agreed on {day}, at {meeting}", day=day, meeting=meeting)
        elif day or meeting.words:
            when = (say("agreed on {day}", day=day),) if day else in_line("agreed at {meeting}", meeting=meeting)
        line += [" ", Quiet(("(", *when, ")"))] if when else []
        beside = [said for said in (each.because, *facts.further(each)) if said.strip()]
        items.append(Item((*line, *(span for said in beside for span in (BREAK, Written(said))))))
    return Details(say("Agreed earlier, and typed in late"), (List(tuple(items)),), label=name)


def _views(facts: Facts, assessment: Assessment) -> Iterator[Block]:
    """Who holds which view; each agency's own, and its reason. What is older than the rating is folded away."""
    old = tuple(view for view in assessment.views if scale.is_earlier(view, assessment))
    assessment = assessment._replace(views=tuple(view for view in assessment.views if view not in old))
    apart, unclear = scale.dissent(assessment, facts.instrument)
    if told := tuple(_apart(facts, assessment, apart, unclear)):
        yield Paragraph(" ".join(told))
    yield from _each(facts, assessment.views, frozenset(apart))
    yield from _earlier(facts, assessment, old)


def _group_views(facts: Facts, assessment: Assessment) -> Iterator[Block]:
    """What children, families and other groups think: each told apart by its kind, and held against nothing."""
    old = tuple(view for view in assessment.group_views if scale.is_earlier(view, assessment))
    yield from _each(facts, [view for view in assessment.group_views if view not in old], frozenset())
    yield from _earlier(facts, assessment, old)


def _earlier(facts: Facts, assessment: Assessment, old: Sequence[View]) -> Iterator[Block]:
    """Views that are older than the rating that stands, folded away."""
    if old:
        name = prose.statement_name(assessment.statement, facts.instrument)
        day = prose.day(assessment.agreed)
        yield Details(
            say("Earlier: given well before the rating that stands was agreed on {day}", day=day),
            tuple(_each(facts, old, frozenset())),
            label=name,
        )


def _each(facts: Facts, views: Sequence[View], apart: Collection[str]) -> Iterator[Block]:
    """Views, each with its reason, but for where there is no room for reasons."""
    if not views:
        return
    marks = {each: Mark("≠", say("differs from what was agreed")) for each in apart}
    whole = Pairs(tuple(_view(facts, view, marks.get(view.of), view.because) for view in views), role="views")
    if not any(view.because for view in views):
        yield whole
        return
    brief = Pairs(tuple(_view(facts, view, marks.get(view.of), "") for view in views), role="views")
    yield Spare(spare.REASONS, (whole,), (brief, *spare.instead(spare.REASONS)))


def _apart(facts: Facts, assessment: Assessment, apart: Sequence[str], unclear: Sequence[str]) -> Iterator[str]:
    """Who sees a statement on the other side of the scale than it was agreed; and where one of the two is unclear."""
    if apart:
        yield many(
            "{agencies} sees this statement on the other side of the scale than the rating that was agreed.",
            "{agencies} see this statement on the other side of the scale than the rating that was agreed.",
            len(apart),
            agencies=facts.agencies(apart),
        )
    agreed = facts.instrument.point(assessment.rating)
    if unclear and agreed and agreed.stance == UNCLEAR:
        yield many(
            "What was agreed is that it is unclear; the view of {agencies} is clear.",
            "What was agreed is that it is unclear; the views of {agencies} are clear.",
            len(unclear),
            agencies=facts.agencies(unclear),
        )
    elif unclear:
        yield many(
            "To {agencies} it is unclear.",
            "To {agencies} it is unclear.",
            len(unclear),
            agencies=facts.agencies(unclear),
        )


def _view(facts: Facts, view: View, mark: Mark | None, because: str) -> Pair:
    label = Content(prose.stands(view.rating, facts.instrument)) if view.rating else say(charts.COULD_NOT_SAY)
    day, meeting = prose.day(view.given), facts.to_meeting(view.meeting)
    when: Line = ()
    if day and meeting.words:
        when = in_line("given on {day}, at {meeting}", day=day, meeting=meeting)
    elif day or meeting.words:
        when = (say("given on {day}", day=day),) if day else in_line("given at {meeting}", meeting=meeting)
    line = (*marked((Strong((label,)),), [mark] if mark else []), *((" ", Quiet(("(", *when, ")"))) if when else ()))
    beside = [each for each in (because, *facts.further(view)) if each.strip()]
    return Pair(
        Written(prose.who(view.of, facts.partnership)),
        (Paragraph((*line, *(span for each in beside for span in (BREAK, Written(each))))),),
    )


def _when(facts: Facts, day: date | None, meeting: str) -> Line:
    """When and where something was said; nothing where neither is known."""
    said = prose.day(day)
    if not meeting:
        return said
    where = facts.to_meeting(meeting)
    return in_line("{day}, at {meeting}", day=said, meeting=where) if said else where


def _source(facts: Facts, source: Source) -> Line:
    whose = facts.partnership.agency_name(source.agency) if source.agency else ""
    is_followed = is_link(source.link)
    about = prose.row((whose, prose.dated(source.dated), "" if is_followed else source.link, *facts.further(source)))
    what = source.what or (source.link if is_followed else "")
    link = Link(what, address=source.link) if is_followed else Written(what)
    return (link, " ", Quiet(f"({about})")) if about else link


def _points(facts: Facts, assessment: Assessment) -> Iterator[Block]:
    """The key points under each prompt, in the order of the instrument."""
    prompts = [prompt.id for prompt in facts.instrument.prompts]
    reflections = assessment.reflections
    for id in (*prompts, *(each for each in sorted(reflections) if each not in prompts)):
        if reflections.get(id):
            prompt = facts.instrument.prompt(id)
            title = prompt.title or id if prompt else id
            blocks: list[Block] = []
            for each in reflections[id]:
                if when := _when(facts, facts.partnership.day_of(each), each.meeting):
                    blocks.append(Paragraph(Quiet(when), role="facts"))
                blocks.append(Prose(each.points, 6))
            yield Pair(Content(title), tuple(blocks), level=5)
