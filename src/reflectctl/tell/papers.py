"""What frames a paper that people read: its marking, whose it is, and the languages of its words."""

from collections.abc import Iterable
from datetime import date

from ..model import report_config as ids
from ..model.blocks import Block, Code, Group, Heading, Item, List, Paragraph, Section, Strong, Telling, Written
from ..model.instrument import Instrument
from ..model.records import Partnership
from ..patterns import regex
from . import prose
from .i18n import phrase, say

_MARKED = {
    ids.PARTNER: phrase("For members of the partnership. Not for publication."),
    ids.PUBLIC: phrase("Public edition"),
}
"""What the banner says where the partnership has not said what it should."""

_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")


def marking(partnership: Partnership, edition: str = ids.PARTNER) -> str:
    """Whom an edition is for, as the partnership has it said; empty where it wants nothing said."""
    return partnership.layout.of(edition).classification or say(_MARKED[edition])


def name(partnership: Partnership) -> str:
    """What a partnership is called, and whether that is not known because it cannot be read."""
    if partnership.name:
        return partnership.name
    unread = "partnership.yaml" in partnership.unread
    return say("A partnership whose name cannot be read") if unread else say("A partnership without a name")


def languages(instrument: Instrument) -> tuple[str, str]:
    """The language of what is said, and that of the instrument's own words where it is another, else empty."""
    written = _language(instrument.language)
    # English phrases are as good in the English of a place.
    language = _language(instrument.phrases.language or (written if written.partition("-")[0] == "en" else ""))
    return language, "" if written == language else written


def _language(language: str) -> str:
    """A language as a page names it; English where none is named, or none that could be one."""
    return language if _LANGUAGE.match(language) else "en"


def paper(partnership: Partnership, title: str, facts: Iterable[str], sections: Iterable[Section]) -> Telling:
    """A paper of the working edition: its marking, whose it is, what it is, and its sections, the last at its foot."""
    marked = marking(partnership)
    front: list[Block] = [Paragraph(Written(marked), role="banner")] if marked.strip() else []
    front += [Heading(1, Written(title)), Paragraph(Written(name(partnership)), role="eyebrow")]
    front += [Paragraph(Written(each), role="asof") for each in facts]
    language, foreign = languages(partnership.instrument)
    return Telling(
        (Group(tuple(front), role="front"), *sections),
        title=f"{title} – {prose.flat(name(partnership))}",
        language=language,
        foreign=foreign,
        about={"classification": marked, "length": ids.FULL},
    )


def source(day: date, unread: Iterable[tuple[str, str]]) -> Section:
    """The foot of a paper: of which day it speaks, and what could not be read for it."""
    blocks: list[Block] = []
    files = tuple(Item((Code(path), ": ", Written(why)) if why else Code(path)) for path, why in unread)
    if files:
        whole = Strong(say("This paper is not complete."))
        what = say("What these files hold is not in it, or not all of it:")
        blocks += [Paragraph((whole, " ", what)), List(files)]
    blocks.append(Paragraph(say("Made from the records as of {day}.", day=prose.day(day)), role="facts"))
    return Section("provenance", say("How this was made"), tuple(blocks), "section-provenance")
