"""A report in; everything that it says out, as blocks in their order, before it takes a form.

HTML and Markdown are made from the same blocks, so they say the same. It knows no principle, dimension or point of the
scale: all of them come from the instrument.
"""

import re
from collections.abc import Callable, Iterator

from ...model import report_config as ids
from ...model.blocks import Block, Group, Heading, Pairs, Paragraph, Prose, Section, Spare, Telling, Written
from ...model.report import Report
from .. import fields, prose
from ..i18n import phrase, say, spoken
from . import spare
from .actions import actions, difference, little_progress
from .facts import Facts, since
from .meetings import attendance, discussed, heard, meetings
from .moved import moved, over_time
from .plans import preliminary, principles
from .provenance import provenance
from .summary import scale, summary, where_we_are

SECTIONS: dict[str, tuple[str, Callable[[Facts], Iterator[Block]]]] = {
    ids.SUMMARY: (phrase("Summary"), summary),
    ids.STANDING: (phrase("Where we are"), where_we_are),
    ids.MOVED: (phrase("What moved"), moved),
    ids.TIME: (phrase("How it went over time"), over_time),
    ids.PRINCIPLES: (phrase("Principle by principle"), principles),
    ids.ROOM: (phrase("Who was in the room"), attendance),
    ids.HEARD: (phrase("How children, young people and families were heard"), heard),
    ids.DISCUSSED: (phrase("What has been discussed, and what has not"), discussed),
    ids.PRELIMINARY: (phrase("Preliminary discussion"), preliminary),
    ids.PROGRESS: (phrase("Areas with little or no progress"), little_progress),
    ids.DIFFERENCE: (phrase("What difference it made"), difference),
    ids.ACTIONS: (phrase("Actions"), actions),
    ids.MEETINGS: (phrase("Meetings"), meetings),
    ids.SCALE: (phrase("How to read the scale"), scale),
    ids.PROVENANCE: (phrase("How this was made"), provenance),
}
"""Every section: what it is called, and what it says."""

_CLASSIFIED = {
    ids.PARTNER: phrase("For members of the partnership. Not for publication."),
    ids.PUBLIC: phrase("Public edition"),
}
"""What the banner says where the partnership has not said what it should."""


def tell(report: Report) -> Telling:
    """What a report says, in words: those of its phrases, where the partnership has its own."""
    with spoken(report.partnership.instrument.phrases):
        return _told(report)


def _told(report: Report) -> Telling:
    instrument = report.partnership.instrument
    front = report.partnership.layout.of(report.recipe.edition)
    classification = front.classification or say(_CLASSIFIED[report.recipe.edition])
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
    if front.introduction.strip():
        introduction = Group((Prose(front.introduction, 2),), role="introduction")
        blocks.append(Spare(spare.OPENING, (introduction,), spare.instead(spare.OPENING)))
    written = _language(instrument.language)
    # English phrases are as good in the English of a place.
    language = _language(instrument.phrases.language or (written if written.partition("-")[0] == "en" else ""))
    return Telling(
        blocks=(*blocks, *_sections(report)),
        title=say("{name}: report, {period}", name=name, period=period),
        language=language,
        foreign="" if written == language else written,
        about={"classification": classification},
    )


def _sections(report: Report) -> Iterator[Section]:
    chapters = {
        each.id: each
        for each in reversed(report.partnership.layout.chapters_of(report.recipe.edition))
        if each.id not in SECTIONS
    }
    wanted = [id for id in _wanted(report, tuple(reversed(chapters))) if id in chapters or id in SECTIONS]
    facts = Facts(report, wanted)
    anchors = {id: facts.anchors.at("chapter" if id in chapters else "section", id) for id in wanted}
    for id in wanted:
        if id in chapters:
            title, text = chapters[id].title or id, chapters[id].text
            empty = Paragraph(say("Nothing is written here yet."), role="quiet")
            yield Section(id, Written(title), (Prose(text, 3) if text.strip() else empty,), anchors[id])
        else:
            title = say(SECTIONS[id][0])
            if id == ids.MOVED and report.comparison is not None:
                title = say("What moved since {day}", day=since(report))
            yield Section(id, title, tuple(SECTIONS[id][1](facts)), anchors[id])


def _wanted(report: Report, chapters: tuple[str, ...]) -> tuple[str, ...]:
    """The sections that are told, in their order: those asked for, else the partnership's, else the usual ones."""
    recipe = report.recipe
    usual = ids.YEARLY if recipe.year else ids.SECTIONS
    wanted = recipe.sections or report.partnership.layout.of(recipe.edition).sections
    if not wanted:
        wanted = (usual[0], *chapters, *usual[1:])
        if report.comparison is None:
            wanted = tuple(id for id in wanted if id != ids.MOVED)
        if recipe.principles:
            wanted = tuple(id for id in wanted if id != ids.PRELIMINARY)
    # Where a report came from is told in every one, and last.
    return (*(id for id in dict.fromkeys(wanted) if id != ids.PROVENANCE), ids.PROVENANCE)


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


def _language(language: str) -> str:
    """A language as a page names it; English where none is named, or none that could be one."""
    return language if _LANGUAGE.match(language) else "en"


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")
