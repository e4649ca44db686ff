"""What moved since an earlier moment, each thing said once; and how ratings went over time."""

from collections.abc import Container, Iterable, Iterator

from ...analysis import diff_events
from ...model import report_config
from ...model.blocks import BREAK, Block, Group, Heading, Item, List, Paragraph, Quiet, Quotation, Written
from ...model.diff import (
    KINDS,
    ActionChange,
    AgencyChange,
    AgreedChange,
    Change,
    Comparison,
    EarlierChange,
    FieldChange,
    GroupChange,
    MeetingChange,
    PlanChange,
    PreliminaryChange,
    RatingChange,
    ReasonChange,
    ReflectionChange,
    SourceChange,
    ViewChange,
    WordingChange,
)
from ...model.records import Partnership
from .. import charts, diff, diff_sentences, diff_summary, prose
from ..diff import Chapter, Entry
from ..i18n import phrase, say
from .facts import Facts, numbered
from .statement import agreed


def moved(facts: Facts) -> Iterator[Block]:
    """The ratings that moved and why, and then everything else that changed."""
    comparison = facts.report.comparison
    if comparison is None:
        yield Paragraph(say("This report was not compared with an earlier moment."), role="nothing")
        return
    yield Paragraph(diff_summary.headline(comparison), role="lede")
    if comparison.ends_only:
        yield Paragraph(say(diff_summary.ENDS_ONLY), role="quiet")
    if facts.report.later:
        yield List(tuple(Item(sentence) for sentence in facts.report.later))
    # The paths are among those of all ratings, where these are drawn.
    is_drawn = report_config.TIME in facts.sections and not facts.report.untold
    if not is_drawn and (chart := charts.paths(facts.report, facts.anchors.to("picture", "moved"))):
        yield chart
    if facts.moved:
        yield Heading(3, say("What moved, and why"))
        yield Group(tuple(_move(facts, change) for change in facts.moved.values()), role="moves")
    for chapter in _chapters(facts, comparison):
        yield _chapter(chapter)


def _move(facts: Facts, change: RatingChange) -> Group:
    now = change.after
    steps = diff_events.steps(change)
    blocks: list[Block] = [
        Heading(4, facts.to_statement(change.id)),
        Paragraph((*facts.path(diff_events.path(steps)), BREAK, facts.mark(change)), role="fromto"),
    ]
    for step in steps[:-1]:
        where = diff.on_day_at(step, facts.partnership, facts.partnership)
        words = prose.sentence(diff_sentences.step_words(step, facts.instrument))
        blocks.append(Paragraph(f"{where}: {words}" if where else words))
        blocks += [_reason(step.because)] if step.because.strip() else []
    if steps[1:]:
        blocks.append(Paragraph(prose.sentence(diff_sentences.step_words(steps[-1], facts.instrument))))
    # The whole of it stands with the statement.
    because = prose.first_sentence(now.because) if report_config.PRINCIPLES in facts.sections else now.because
    return Group((*blocks, _reason(because), *agreed(facts, now)), role="move")


def _reason(because: str) -> Block:
    return Quotation(Written(because)) if because.strip() else Paragraph(say("No reason is recorded."), role="quiet")


def _chapter(chapter: Chapter) -> Group:
    sections = []
    for section in chapter.sections:
        heading = (Heading(4, section.title),) if section.title else ()
        changes = tuple(Item(Written(each.sentence), _beneath(each.beneath)) for each in section.entries)
        sections.append(Group((*heading, List(changes)), role="section"))
    titled = any(section.title for section in chapter.sections)
    return Group(
        (Heading(3, Written(chapter.title)), Group(tuple(sections), role="sections" if titled else "")), role="chapter"
    )


def _beneath(facts: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    items = tuple(Item((Quiet(f"{name}:"), " ", Written(text)) if name else Written(text)) for name, text in facts)
    return (List(items, role="beneath"),) if items else ()


def _chapters(facts: Facts, comparison: Comparison) -> Iterator[Chapter]:
    """Everything else that changed, by kind and in short: the report itself holds what is only named here."""
    views = _sections(facts, comparison, ViewChange, shifts=True)
    if views:
        yield Chapter(say("Agencies’ own views"), _brief(views))
    whole = comparison._replace(changes=comparison.among(*_ELSEWHERE), shifts=())
    told = {KINDS[each] for id, each in _TOLD.items() if id in facts.sections}
    for chapter in diff.chapters(whole, _with_gone(facts.partnership, comparison), facts.partnership):
        yield chapter._replace(sections=_brief(chapter.sections, told))
    if reasons := _sections(facts, comparison, ReasonChange, AgreedChange):
        yield Chapter(say("Reasons and days, where the rating stands"), reasons)
    if earlier := _sections(facts, comparison, EarlierChange):
        yield Chapter(say("What was agreed before, recorded or changed"), earlier)
    if written := tuple(Entry(each) for each in _written(facts, comparison)):
        yield Chapter(say("Notes, sources and goals, written or changed"), (diff.Section("", written),))


def _with_gone(partnership: Partnership, comparison: Comparison) -> Partnership:
    """A partnership that also knows the agencies and groups that are not listed any more, by their names."""
    agencies = (each.before for each in comparison.of(AgencyChange) if each.before and not each.after)
    groups = (each.before for each in comparison.of(GroupChange) if each.before and not each.after)
    return partnership._replace(agencies=(*partnership.agencies, *agencies), groups=(*partnership.groups, *groups))


_TOLD: dict[str, type[Change]] = {report_config.MEETINGS: MeetingChange}
"""The sections that tell all there is to what is only named here."""


def _brief(sections: Iterable[diff.Section], of: Container[str] | None = None) -> tuple[diff.Section, ...]:
    """Changes by their sentences alone: all, or those of some kinds."""
    return tuple(
        each._replace(
            entries=tuple(one._replace(beneath=()) if of is None or one.kind in of else one for one in each.entries)
        )
        for each in sections
    )


def _sections(
    facts: Facts, comparison: Comparison, *of: type[Change], shifts: bool = False
) -> tuple[diff.Section, ...]:
    """The changes of some kinds by statement, without what is said of the whole comparison."""
    chosen = comparison._replace(
        changes=comparison.among(*of), reread=(), unreadable=(), shifts=comparison.shifts if shifts else ()
    )
    return tuple(
        diff.Section(f"{chapter.title} · {section.title}", section.entries)
        for chapter in diff.chapters(chosen, _with_gone(facts.partnership, comparison), facts.partnership)
        for section in chapter.sections
    )


def _written(facts: Facts, comparison: Comparison) -> Iterator[str]:
    """For each principle, where notes, sources and goals were written or changed; what they say stands there."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for change in comparison.among(*_WRITTEN):
        principle, _, dimension = change.id.partition(".")
        part = prose.dimension_name(dimension, facts.instrument)
        if isinstance(change, PlanChange):
            part = prose.horizon_name(change.horizon, facts.instrument)
        found.setdefault(principle, {}).setdefault(_WRITTEN[type(change)], {})[part] = None
    order = [principle.id for principle, _ in facts.principles]
    for principle in (*(each for each in order if each in found), *(each for each in found if each not in order)):
        parts = [say(what, parts=prose.listed(list(on))) for what, on in found[principle].items()]
        yield prose.sentence(f"{facts.principle_name(principle)}: {'; '.join(parts)}")


_ELSEWHERE = (ActionChange, MeetingChange, WordingChange, AgencyChange, GroupChange, PreliminaryChange, FieldChange)

_WRITTEN = {
    ReflectionChange: phrase("notes on {parts}"),
    SourceChange: phrase("sources on {parts}"),
    PlanChange: phrase("goals or measures of {parts}"),
}


def over_time(facts: Facts) -> Iterator[Block]:
    """How ratings went, principle by principle."""
    if facts.report.untold:
        yield Paragraph(say(facts.report.untold), role="quiet")
        return
    if facts.report.unread:
        yield Paragraph(
            say("At some commits not everything could be read, so that this may not be all that there was."),
            role="quiet",
        )
    panels = []
    for principle, _ in facts.principles:
        title = numbered(principle.number, facts.to_principle(principle.id)._replace(words=prose.named(principle)))
        name = facts.anchors.to("picture", f"time-{principle.id}")
        if panel := charts.panel(facts.report, principle, title, name):
            panels.append(panel)
    if not panels:
        yield Paragraph(say("Nothing has been rated yet."), role="nothing")
        return
    yield Paragraph(
        say(
            "Where this is drawn, the words of the scale stand at the side and the days below. A line begins when a "
            "statement was first rated, and each mark on it is a day on which a rating was agreed. What is unclear has "
            "a lane of its own: it lies beside the scale."
        ),
        role="lede",
    )
    yield Group(tuple(panels), role="panels")
