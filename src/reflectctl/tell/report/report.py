"""A report in; everything that it says out, as blocks in their order, before it takes a form.

HTML and Markdown are made from the same blocks, so they say the same. It knows no principle, dimension or point of the
scale: all of them come from the instrument.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ...model import report_config as ids
from ...model.blocks import Block, Group, Heading, Line, Pairs, Paragraph, Prose, Section, Spare, Telling, Written
from ...model.report import Report
from ...model.report_config import Chapter
from .. import fields, papers, prose
from ..i18n import phrase, say, spoken
from . import board, spare, yearly
from .actions import actions, difference, little_progress
from .facts import Facts, spanned
from .meetings import attendance, discussed, heard, meetings
from .moved import moved, over_time
from .plans import preliminary, principles
from .provenance import provenance
from .summary import scale, summary, where_we_are

Teller = Callable[[Facts], Iterator[Block]]

SECTIONS: dict[str, tuple[str, Teller]] = {
    ids.DECISIONS: (phrase("Decisions asked for"), board.decisions),
    ids.SUMMARY: (phrase("Summary"), summary),
    ids.STANDING: (phrase("Where we are"), where_we_are),
    ids.MOVED: (phrase("What moved"), moved),
    ids.TIME: (phrase("How it went over time"), over_time),
    ids.APART: (phrase("Who sees it otherwise"), board.apart),
    ids.PRINCIPLES: (phrase("Principle by principle"), principles),
    ids.ROOM: (phrase("Who was in the room"), attendance),
    ids.HEARD: (phrase("How children, young people and families were heard"), heard),
    ids.DISCUSSED: (phrase("What has been discussed, and what has not"), discussed),
    ids.PRELIMINARY: (phrase("Preliminary discussion"), preliminary),
    ids.PROGRESS: (phrase("Areas with little or no progress"), little_progress),
    ids.DIFFERENCE: (phrase("What difference it made"), difference),
    ids.STATUTORY: (phrase("What each statutory partner did"), yearly.statutory),
    ids.SCRUTINY: (phrase("Independent scrutiny"), yearly.scrutiny),
    ids.REVIEWS: (phrase("What reviews recommended"), yearly.reviews),
    ids.ACTIONS: (phrase("Actions"), actions),
    ids.MEETINGS: (phrase("Meetings"), meetings),
    ids.NEXT: (phrase("What comes next"), board.coming),
    ids.SCALE: (phrase("How to read the scale"), scale),
    ids.PROVENANCE: (phrase("How this was made"), provenance),
}
"""Every section: what it is called, and what it says."""

IN_SHORT: dict[str, tuple[str, Teller]] = {
    ids.SUMMARY: (phrase("Summary"), board.summary),
    ids.STANDING: (phrase("Where we are"), board.where_we_are),
    ids.MOVED: (phrase("What moved"), board.moved),
    ids.ROOM: (phrase("Who was missing"), board.attendance),
    ids.DIFFERENCE: (phrase("What difference it made"), board.difference),
    ids.HEARD: (phrase("How children, young people and families were heard"), yearly.heard),
    ids.PROGRESS: (phrase("Areas with little or no progress"), yearly.little_progress),
    ids.ACTIONS: (phrase("What is due and overdue, by who leads"), board.actions),
}
"""The sections that a paper for a board tells in its own way."""


def tell(report: Report) -> Telling:
    """What a report says, in words: those of its phrases, where the partnership has its own."""
    with spoken(report.partnership.instrument.phrases):
        return _told(report)


def _told(report: Report) -> Telling:
    instrument = report.partnership.instrument
    front = report.partnership.layout.of(report.recipe.edition)
    classification = papers.marking(report.partnership, report.recipe.edition)
    name, period = report.partnership.name or say("A partnership"), _period(report)
    title = front.title or _title(report)
    subtitle = " · ".join(each for each in (title, report.partnership.area) if each)
    opening: list[Block] = [Paragraph(Written(classification), role="banner")] if classification.strip() else []
    opening.append(Heading(1, Written(name)))
    opening += [Paragraph(Written(subtitle), role="eyebrow")] if subtitle else []
    opening.append(Paragraph(prose.capital(period), role="asof"))
    if further := fields.pairs(report.partnership, report.partnership):
        opening.append(Pairs(further))
    blocks: list[Block] = [Group(tuple(opening), role="front")]
    if front.introduction.strip() and report.recipe.length == ids.FULL:
        introduction = Group((Prose(front.introduction, 2),), role="introduction")
        blocks.append(Spare(spare.OPENING, (introduction,), spare.instead(spare.OPENING)))
    language, foreign = papers.languages(instrument)
    return Telling(
        blocks=(*blocks, *_sections(report)),
        title=say("{name}: report, {period}", name=name, period=period),
        language=language,
        foreign=foreign,
        about={"classification": classification, "length": report.recipe.length},
    )


def _sections(report: Report) -> Iterator[Section]:
    chapters = {each.id: each for each in reversed(report.partnership.layout.chapters_of(report.recipe.edition))}
    own = [id for id in reversed(chapters) if id not in SECTIONS]
    wanted = [id for id in _wanted(report, own) if id in chapters or id in SECTIONS]
    facts = Facts(report, wanted)
    anchors = {id: facts.anchors.at("section" if id in SECTIONS else "chapter", id) for id in wanted}
    silent: list[str] = []
    for id in wanted:
        title = _heading(report, id, chapters)
        text = chapters[id].text if id in chapters and id != ids.DECISIONS else ""
        blocks: tuple[Block, ...] = (Prose(text, 3),) if text.strip() else ()
        if id == ids.PROVENANCE:
            blocks += _not_told(report, chapters, wanted, silent)
        if id in SECTIONS:
            said = tuple(_telling(report, id)(facts))
            # What the partnership has written there itself stands for what the program would ask for.
            blocks += tuple(each for each in said if not (blocks and _is_nothing(each)))
        elif not blocks:
            blocks = (Paragraph(say("Nothing is written here yet."), role="quiet"),)
        if all(map(_is_empty, blocks)) and id not in report.recipe.sections:
            silent.append(id)
            continue
        if report.unreadable and all(map(_is_empty, blocks)):
            blocks = (Paragraph(say("Nothing is in what could be read."), role="quiet"),)
        nothing = (Paragraph(say("Nothing is recorded here yet."), role="nothing"),)
        yield Section(id, title, blocks or nothing, anchors[id])


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "nothing"


def _is_nothing(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in ("nothing", "prompt")


def _telling(report: Report, id: str) -> Teller:
    paper = report.recipe.length == ids.BOARD and id in IN_SHORT
    return (IN_SHORT if paper else SECTIONS)[id][1]


def _heading(report: Report, id: str, chapters: Mapping[str, Chapter]) -> Line:
    if id in chapters and (chapters[id].title or id not in SECTIONS):
        return Written(chapters[id].title or id)
    if id == ids.MOVED and report.comparison is not None:
        return say("What moved {when}", when=spanned(report))
    return say((IN_SHORT if report.recipe.length == ids.BOARD and id in IN_SHORT else SECTIONS)[id][0])


def _not_told(
    report: Report, chapters: Mapping[str, Chapter], wanted: Sequence[str], silent: Sequence[str]
) -> tuple[Block, ...]:
    """Which sections have nothing to tell, and which chapters stand elsewhere."""
    told = []
    if silent and report.recipe.edition == ids.PARTNER:
        names = [_title_of(report, id, chapters) for id in silent]
        told.append(say("Left out, as there is nothing to tell yet: {sections}.", sections=prose.listed(names)))
    if report.recipe.length == ids.BOARD and not report.recipe.sections:
        elsewhere = [each.title or id for id, each in reversed(list(chapters.items())) if id not in wanted]
        names = [*elsewhere, say(SECTIONS[ids.PRINCIPLES][0]), say(SECTIONS[ids.MEETINGS][0])]
        told.append(
            say("In the full report: {sections}.", sections=prose.listed([prose.quoted(each) for each in names]))
        )
    return tuple(Paragraph(Written(each), role="facts") for each in told)


def _title_of(report: Report, id: str, chapters: Mapping[str, Chapter]) -> str:
    line = _heading(report, id, chapters)
    return prose.quoted(line.words if isinstance(line, Written) else str(line))


def _wanted(report: Report, chapters: Sequence[str]) -> tuple[str, ...]:
    """The sections that are told, in their order: those asked for, else the partnership's, else the usual ones.

    A paper for a board has of the partnership's those that it tells in its own way, and its chapters where they are
    listed.
    """
    recipe = report.recipe
    is_paper = recipe.length == ids.BOARD
    usual = _USUAL[recipe.length, bool(recipe.year)]
    wanted = recipe.sections
    if not wanted and (listed := report.partnership.layout.of(recipe.edition).sections):
        wanted = tuple(id for id in listed if id in usual or id not in SECTIONS) if is_paper else listed
    if not wanted:
        wanted = usual if is_paper else (*usual[:2], *chapters, *usual[2:])
        if report.comparison is None and not is_paper:
            wanted = tuple(id for id in wanted if id != ids.MOVED)
        if recipe.principles:
            wanted = tuple(id for id in wanted if id != ids.PRELIMINARY)
    # Where a report came from is told in every one, and last.
    return (*(id for id in dict.fromkeys(wanted) if id != ids.PROVENANCE), ids.PROVENANCE)


_USUAL = {
    (ids.BOARD, False): ids.PAPER,
    (ids.BOARD, True): ids.YEARLY_PAPER,
    (ids.FULL, False): ids.SECTIONS,
    (ids.FULL, True): ids.YEARLY,
}
"""The sections in their order by length, and whether it is the report of a year."""


def _title(report: Report) -> str:
    year = report.recipe.year
    named = say("Yearly report {year}", year=year) if year else ""
    return " · ".join(each for each in (report.partnership.instrument.title, named) if each) or say("Report")


def _period(report: Report) -> str:
    """What a report is a report of: a moment, or a stretch of time."""
    recipe = report.recipe
    if recipe.start is not None and recipe.until is not None:
        return say("{first} to {last}", first=prose.day(recipe.start), last=prose.day(recipe.until))
    return say("as of {day}", day=prose.day(report.day))
