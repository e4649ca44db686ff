"""Differences between the words of content packs in, blocks out, each text word by word."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..analysis import content_diff
from ..model.blocks import Block, Group, Heading, Item, Label, List, Paragraph
from . import prose, word_diff
from .i18n import many, phrase, say

if TYPE_CHECKING:
    from ..analysis.content_diff import Difference, Entry, Renewal, Rewording, Wording
    from ..edits.content_update import Kept
    from ..model.instrument import Instrument

_NOUNS = {
    content_diff.PRINCIPLES: (phrase("Principle"), phrase("The principles stand in another order.")),
    "dimensions": (phrase("Dimension"), phrase("The dimensions stand in another order.")),
    content_diff.SCALE: (phrase("Point of the scale"), phrase("The points of the scale stand in another order.")),
    "prompts": (phrase("Prompt"), phrase("The prompts stand in another order.")),
    "making_progress": (phrase("Part of the plan"), phrase("The parts of the plan stand in another order.")),
    content_diff.PRELIMINARY: (
        phrase("Preliminary question"),
        phrase("The preliminary questions stand in another order."),
    ),
    "approaches": (phrase("Approach"), phrase("The approaches stand in another order.")),
    "themes": (phrase("Theme"), phrase("The themes stand in another order.")),
}
"""What an entry of a topic is called, and what is said when the entries are the same in another order."""

_PLACES = {
    content_diff.PACK: phrase("The pack"),
    content_diff.SOURCE: phrase("Source"),
    content_diff.PRELIMINARY: phrase("Preliminary discussion"),
}


def difference(
    found: "Difference",
    before: "Instrument",
    after: "Instrument",
    *,
    labels: tuple[str, str],
    rated: Sequence[str] = (),
    unread: Iterable[tuple[str, str]] = (),
) -> tuple[Block, ...]:
    """Where the words of two packs differ, entry by entry; nothing where they do not.

    `labels` say what the packs are called, `rated` which of the statements that are worded otherwise are rated here,
    `unread` which files could not be read, and why.
    """
    missing = [Item(f"{path}: {why}") for path, why in unread]
    if not found and not missing:
        return ()
    reworded, come, gone = map(len, (found.changed, found.come, found.gone))
    counted = [
        many("{number} text differs", "{number} texts differ", reworded) if reworded else "",
        many("{number} entry is only in the second", "{number} entries are only in the second", come) if come else "",
        many("{number} entry is only in the first", "{number} entries are only in the first", gone) if gone else "",
    ]
    told = prose.listed([each for each in counted if each])
    return (
        *([Heading(1, prose.sentence(told))] if told else []),
        Paragraph(say("From {before} to {after}.", before=labels[0], after=labels[1]), "facts"),
        *_changed(found.changed, (after, before)),
        *_under(2, say("Only in {pack}", pack=labels[1]), [_whole(each, after) for each in found.come], "topics"),
        *_under(2, say("Only in {pack}", pack=labels[0]), [_whole(each, before) for each in found.gone], "topics"),
        *(Paragraph(say(_NOUNS[topic][1])) for topic in found.reordered),
        *_under(
            2,
            prose.capital(
                many(
                    "{number} rated statement is worded otherwise",
                    "{number} rated statements are worded otherwise",
                    len(rated),
                )
            ),
            _statements(rated, after),
        ),
        *_under(2, say("Could not be read, so this may not be everything"), missing),
    )


def renewal(
    found: "Renewal",
    kept: Sequence["Kept"],
    ours: "Instrument",
    theirs: "Instrument",
    *,
    reread: Sequence[str] = (),
) -> tuple[Block, ...]:
    """What can be taken of a newer pack, and what is left to the partnership; nothing where both say the same."""
    taken, parted = _changed(found.taken, (theirs, ours)), _changed(found.parted, (ours, theirs))
    gone = [Item(_what(each, ours)) for each in found.gone]
    omitted = [Item(_what(each, theirs)) for each in found.omitted]
    return (
        *_part(say("Taken: what was not edited here"), taken),
        *_under(1, say("New"), [_whole(each, theirs) for each in found.come], "topics"),
        *_under(1, say("To be put in by hand"), [Item(f"{_what(each.what, theirs)}: {each.why}.") for each in kept]),
        *_part(say("Left: edited here, and worded otherwise in the newer pack"), parted),
        *_under(1, say("Left: edited here only"), [Item(_what(each, ours)) for each in found.own]),
        *_under(1, say("Left: no longer in the newer pack, and never taken out"), gone),
        *_under(1, say("Left: taken out here, and still in the newer pack"), omitted),
        *_under(
            2,
            prose.capital(
                many(
                    "{number} rating is to be re-read: the words change, the ratings stand",
                    "{number} ratings are to be re-read: the words change, the ratings stand",
                    len(reread),
                )
            ),
            _statements(reread, theirs),
        ),
    )


def _part(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks under their heading; nothing when there are none."""
    if made := tuple(blocks):
        yield Group((Heading(1, title), *made))


def _under(level: int, title: str, items: Iterable[Item], role: str = "") -> Iterator[Block]:
    """A list under its heading; nothing when it is empty."""
    if made := tuple(items):
        yield Group((Heading(level, title), List(made, role)))


def _changed(changed: Iterable["Rewording"], packs: tuple["Instrument", "Instrument"]) -> Iterator[Block]:
    """Texts that are put differently, below the entries that they belong to."""
    below: dict[tuple[str, str], list[Rewording]] = {}
    for each in changed:
        below.setdefault(each.wording[:2], []).append(each)
    for among in below.values():
        items = (
            word_diff.item(_name(each.wording, packs[0]), content_diff.flat(each.before), content_diff.flat(each.after))
            for each in among
        )
        yield from _under(2, _where(among[0].wording, packs), items)


def _whole(entry: "Entry", pack: "Instrument") -> Item:
    """An entry with all its texts."""
    texts = [
        Item((Label(_name(wording, pack)), " ", prose.flat(" · ".join(said) if isinstance(said, tuple) else said)))
        for wording, said in content_diff.texts(pack).items()
        if wording[:2] == entry
    ]
    return Item(_what(entry, pack), (List(tuple(texts)),))


def _statements(ids: Iterable[str], pack: "Instrument") -> list[Item]:
    return [Item(prose.statement_name(id, pack)) for id in ids]


def _where(wording: "Wording", packs: tuple["Instrument", "Instrument"]) -> str:
    if not wording.id:
        return say(_PLACES[wording.topic])
    named = (_named(wording.topic, wording.id, pack) for pack in packs)
    return next(filter(None, named), "") or _entry(wording.topic, wording.id)


def _what(what: "Wording | Entry", pack: "Instrument") -> str:
    """An entry, or one text of it, as people call it."""
    named = (_named(what.topic, what.id, pack) or _entry(what.topic, what.id)) if what.id else say(_PLACES[what.topic])
    part = getattr(what, "part", "")
    return f"{named}, {_name(what, pack)}" if part else named  # type: ignore[arg-type]


def _named(topic: str, id: str, pack: "Instrument") -> str:
    entry = content_diff.entries(pack, topic).get(id)
    if entry is None:
        return ""
    title = getattr(entry, "title", "") or getattr(entry, "question", "")
    if not title:
        return _entry(topic, id)
    return f"{title} ({id})" if topic == content_diff.PRINCIPLES else f"{say(_NOUNS[topic][0])}: {title} ({id})"


def _entry(topic: str, id: str) -> str:
    return f"{say(_NOUNS[topic][0])} {id}"


def _name(wording: "Wording", pack: "Instrument") -> str:
    """What one text of an entry is called."""
    before, _, dimension = wording.part.partition(".")
    if before == "statements" and dimension:
        return prose.dimension_name(dimension, pack)
    return prose.capital(wording.part.replace("_", " "))
