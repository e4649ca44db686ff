"""Content packs in, blocks out: which there are, and what one says, whole, of one principle or of one statement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.blocks import Block, Group, Heading, Item, List, Paragraph, Quotation
from . import prose
from .i18n import say

if TYPE_CHECKING:
    from ..analysis.packs import Choice
    from ..model.instrument import Instrument, Principle, Statement


def content(instrument: "Instrument") -> tuple[Block, ...]:
    """The instrument at a glance: what it is, its scale, what is rated, and its principles."""
    title = instrument.title or instrument.id
    facts = [say("Wording: {wording}.", wording=instrument.wording)] if instrument.wording else []
    if instrument.original:
        facts.append(
            say("In {language}; what is not said in it is in the words of the pack.", language=instrument.language)
        )
    terms = (
        (say("Dimensions"), instrument.dimensions),
        (say("Scale"), instrument.scale),
        (say("Themes"), instrument.themes),
    )
    principles = [f"{each.number}. {prose.named(each)} ({each.id})" for each in instrument.principles]
    return (
        Heading(
            1,
            say("{title}, version {version}", title=title, version=instrument.version) if instrument.version else title,
        ),
        *(Paragraph(each, "facts") for each in facts),
        *([Paragraph(_flat(instrument.about))] if instrument.about else []),
        *_listed(say("Principles"), map(Item, principles), "numbered"),
        *(
            block
            for heading, among in terms
            for block in _listed(
                heading,
                (Item(prose.named(each) + (f": {_flat(each.meaning)}" if each.meaning else "")) for each in among),
            )
        ),
        *_listed(
            say("Prompts"),
            (Item(each.title or each.id, (_points(each.questions),)) for each in instrument.prompts),
        ),
    )


def _listed(title: str, items: Iterable[Item], role: str = "") -> Iterator[Block]:
    """A list under its heading; nothing when it is empty."""
    if made := tuple(items):
        yield Group((Heading(2, title), List(made, role)))


def _points(texts: Iterable[str]) -> List:
    return List(tuple(Item(_flat(each)) for each in texts), "points")


def principle(principle: "Principle", instrument: "Instrument") -> tuple[Block, ...]:
    """A principle in full: each of its statements, and how it should feel to a child or young person."""
    parts = [(prose.dimension_name(each.dimension, instrument), each.text) for each in principle.statements]
    if principle.voice:
        parts.append((instrument.voice_title or say("How this should feel"), principle.voice))
    return (
        Heading(1, f"{principle.number}. {prose.named(principle)}"),
        Paragraph(principle.id, "facts"),
        *(Group((Heading(2, name), Paragraph(_flat(text)))) for name, text in parts),
    )


def statement(statement: "Statement", instrument: "Instrument") -> tuple[Block, ...]:
    """A statement: what kind it is, its words, the answers there are, and the questions that open it up."""
    principle, dimension = instrument.principle(statement.principle), instrument.dimension(statement.dimension)
    title = f"{principle.number}. {prose.named(principle)}" if principle else statement.principle
    lead_in = f"{instrument.rating_lead_in} …" if instrument.rating_lead_in else say("Scale")
    return (
        Heading(1, f"{title} · {prose.dimension_name(statement.dimension, instrument)}"),
        Paragraph(statement.id, "facts"),
        *([Paragraph(_flat(dimension.meaning))] if dimension and dimension.meaning else []),
        Quotation(_flat(statement.text)),
        *_listed(lead_in, (Item(f"{each.title or each.id} ({each.id})") for each in instrument.scale)),
        *(
            Group((Heading(2, f"{each.title or each.id} ({each.id})"), _points(each.questions)))
            for each in instrument.prompts
        ),
    )


def packs(found: "Sequence[Choice]") -> tuple[Block, ...]:
    """Each pack in a few lines: its name, what it is, in which other languages, and where."""
    return tuple(
        Group(
            (
                Heading(1, f"{each.instrument.title or each.instrument.id} ({each.instrument.id})"),
                *(Paragraph(text, "lead") for text in _about(each)),
            )
        )
        for each in found
    )


def _about(each: "Choice") -> Iterator[str]:
    pack = each.instrument
    edition = [
        say("version {version}", version=pack.version) if pack.version else "",
        say("in {language}", language=pack.language),
        say("wording {wording}", wording=pack.wording) if pack.wording else "",
    ]
    said = ", ".join(filter(None, edition))
    yield f"{said[:1].upper()}{said[1:]}: {size(pack)}."
    if each.languages:
        yield say("Also in {languages}.", languages=", ".join(each.languages))
    where = say("In {folder}", folder=each.folder) if each.folder else say("Shipped with reflectctl")
    yield where + (say(", and what is rated here.") if each.used else ".")


def size(pack: "Instrument") -> str:
    """How many principles and statements a pack has, and were added to it: `8 principles, 24 statements`."""
    own = pack.pack
    added = pack.added
    local = [prose.count(n, noun) for n, noun in zip(added, ("local principle", "local statement"), strict=True) if n]
    told = f"{prose.count(len(own.principles), 'principle')}, {prose.count(len(own.statements), 'statement')}"
    return "; ".join(filter(None, (told, ", ".join(local))))


def _flat(text: str) -> str:
    return " ".join(text.split())
