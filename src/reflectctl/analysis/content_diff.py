"""Content packs in; where their words differ, and which of a newer pack's a partnership may take unasked, out.

Texts are known by what they belong to, never by where they stand. White space is not words.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ..model.instrument import Instrument, words
from ..model.locations import Route
from ..model.named_tuples import NamedTuple
from ..model.records import Partnership

PACK, SOURCE, PRINCIPLES, SCALE, PRELIMINARY = "pack", "source", "principles", "scale", "preliminary"

_WHOLE = (
    *("title", "language", "wording", "version", "about", "purpose", "allows", "audience", "how_to_use"),
    *("start_small", "lead_in", "rating_lead_in", "voice_title"),
)
_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    PRINCIPLES: ("principles", ("title", "voice")),
    "dimensions": ("dimensions", ("title", "meaning")),
    SCALE: ("scale", ("title", "stance", "meaning")),
    "prompts": ("prompts", ("title", "holds", "questions")),
    "making_progress": ("horizons", ("title", "motto", "goal", "actions", "measure")),
    PRELIMINARY: ("questions", ("question", "follow_ups")),
    "approaches": ("approaches", ("title", "meaning")),
    "themes": ("themes", ("title", "meaning")),
}

TOPICS = (PACK, SOURCE, *_LISTS)
"""What texts are about, in the order in which they are told."""

Text = str | tuple[str, ...]
"""A text, or the texts of a list whose items have no ids: it is one thing, as nobody can tell them apart."""


class Wording(NamedTuple):
    """One text of a pack, by what it belongs to."""

    topic: str
    id: str
    """Of the entry that it is a text of; empty where it is the pack's own."""
    part: str
    """`title`, `meaning`, `statements.action` …"""


class Entry(NamedTuple):
    """What a pack has several of, each with an id and texts of its own: a principle, a question, a scale point."""

    topic: str
    """What kind of entry it is, by its key in the pack. Such as `themes`."""
    id: str
    """The id of the entry. Such as `collaboration`."""


class Rewording(NamedTuple):
    """A text that two packs put differently; empty where one of them does not have it."""

    wording: Wording
    before: Text
    after: Text


class Difference(NamedTuple):
    """Everything in which the words of two packs differ, in the order of the topics and then of the packs."""

    changed: tuple[Rewording, ...]
    gone: tuple[Entry, ...]
    """What only the first pack has."""
    come: tuple[Entry, ...]
    """What only the second pack has."""
    reordered: tuple[str, ...]
    """The topics whose entries, as far as both packs have them, stand in another order."""

    def __bool__(self) -> bool:
        return any(tuple(self))


class Base(NamedTuple):
    """What a partnership took from a pack last: the words that it has not edited are still these."""

    version: str
    wording: str
    texts: Mapping[Wording, str]
    """The digest of each text."""


class Renewal(NamedTuple):
    """A newer pack beside a partnership's content, with what that was once: what can be taken, and what is left.

    In each rewording, `before` is what stands here and `after` what the newer pack says.
    """

    taken: tuple[Rewording, ...]
    """Texts that the partnership did not edit and the newer pack changed."""
    come: tuple[Entry, ...]
    """What is new in the newer pack."""
    parted: tuple[Rewording, ...]
    """Texts that both changed, each in its own way."""
    gone: tuple[Entry, ...]
    """What the newer pack no longer has. It is never taken out: ratings may stand beside it."""
    own: tuple[Wording, ...]
    """Texts that only the partnership changed, or took out."""
    omitted: tuple[Entry, ...]
    """What the partnership took out, and the newer pack still has."""


def flat(said: Text) -> str:
    """A text, or the texts of a list as lines that begin with a dash."""
    return said if isinstance(said, str) else "".join(f"- {' '.join(each.split())}\n" for each in said)


def texts(instrument: Instrument) -> dict[Wording, Text]:
    """Every text that a pack has, in order; those that are empty are left out."""
    found: dict[Wording, Text] = {Wording(PACK, "", part): getattr(instrument, part) for part in _WHOLE}
    found |= {Wording(SOURCE, "", part): text for part, text in sorted(instrument.source.items())}
    for topic, (_, parts) in _LISTS.items():
        if topic == PRELIMINARY:
            found[Wording(PRELIMINARY, "", "about")] = instrument.preliminary
        for id, entry in entries(instrument, topic).items():
            found |= {Wording(topic, id, part): getattr(entry, part) for part in parts}
            for statement in (each for each in getattr(entry, "statements", ()) if not each.local):
                found[Wording(topic, id, f"statements.{statement.dimension}")] = statement.text
    return {wording: text for wording, text in found.items() if text}


def entries(instrument: Instrument, topic: str) -> dict[str, Any]:
    """What a pack has under a topic, by id, in the pack's order; nothing of what a partnership added to it."""
    found: dict[str, Any] = {}
    for entry in getattr(instrument, _LISTS[topic][0]) if topic in _LISTS else ():
        if entry.id and not getattr(entry, "local", False):
            found.setdefault(entry.id, entry)
    return found


def place(instrument: Instrument, wording: Wording, path: str) -> tuple[str, Route] | None:
    """The file and the route of a text, there or not; `path` is the pack's own file. None without its entry."""
    if wording.topic == PACK:
        return path, (wording.part,)
    if not wording.id:
        return path, (wording.topic, wording.part)
    entry = entries(instrument, wording.topic).get(wording.id)
    return (entry.where.path, (*entry.where.route, *wording.part.split("."))) if entry else None


def difference(before: Instrument, after: Instrument, unknown: Collection[Entry] = ()) -> Difference:
    """Where two packs differ. Of what is `unknown`, because it could not be read on one side, nothing is said."""
    old, new = texts(before), texts(after)
    gone, come = tuple(_lacking(before, after, unknown)), tuple(_lacking(after, before, unknown))
    apart = {*gone, *come, *unknown}
    return Difference(
        tuple(
            Rewording(wording, old.get(wording, ""), new.get(wording, ""))
            for wording in _ordered(new, old)
            if Entry(wording.topic, wording.id) not in apart and not same(old.get(wording, ""), new.get(wording, ""))
        ),
        gone,
        come,
        reordered(before, after),
    )


def reordered(before: Instrument, after: Instrument) -> tuple[str, ...]:
    """The topics whose entries stand in another order, as far as both packs have them."""
    found = []
    for topic in _LISTS:
        old, new = entries(before, topic), entries(after, topic)
        if [id for id in old if id in new] != [id for id in new if id in old]:
            found.append(topic)
    return tuple(found)


def base(instrument: Instrument) -> Base:
    """What is remembered of a pack, so that it can be told later what was edited since."""
    found = {wording: digest(text) for wording, text in texts(instrument).items()}
    return Base(instrument.version, instrument.wording, found)


def renewal(began: Base, ours: Instrument, theirs: Instrument) -> Renewal:
    """What a partnership can take of a newer pack: what it did not edit since it `began`, and what is new."""
    here, there = texts(ours), texts(theirs)
    known = {Entry(wording.topic, wording.id) for wording in began.texts}
    missing = tuple(_lacking(theirs, ours))
    extra = tuple(_lacking(ours, theirs))
    apart = {*missing, *extra}
    taken, parted, own = [], [], []
    for wording in _ordered(there, here):
        now, newer = here.get(wording, ""), there.get(wording, "")
        if Entry(wording.topic, wording.id) in apart or same(now, newer):
            continue
        was = began.texts.get(wording, _NONE)
        if digest(newer) == was:
            own.append(wording)
        elif digest(now) == was:
            taken.append(Rewording(wording, now, newer))
        else:
            parted.append(Rewording(wording, now, newer))
    return Renewal(
        taken=tuple(taken),
        come=tuple(entry for entry in missing if entry not in known),
        parted=tuple(parted),
        gone=tuple(entry for entry in extra if entry in known),
        own=tuple(own),
        omitted=tuple(entry for entry in missing if entry in known),
    )


def to_be_reread(before: Instrument, after: Instrument, partnership: Partnership) -> tuple[str, ...]:
    """The statements that are rated and whose words are no longer those they were rated against, in order."""
    old = {statement.id: statement.text for statement in before.statements}
    rated = {assessment.statement for assessment in partnership.assessments if assessment.rating is not None}
    return tuple(
        statement.id
        for statement in after.statements
        if statement.id in rated and statement.id in old and not same(old[statement.id], statement.text)
    )


def is_older(version: str, than: str) -> bool:
    """Whether a version comes before another; never where either is not numbers with dots between them."""
    one, other = _numbers(version), _numbers(than)
    return bool(one and other) and one < other


def same(one: Text, other: Text) -> bool:
    """Whether two texts say the same, however their lines are broken."""
    return _words(one) == _words(other)


def digest(text: Text) -> str:
    """What a text is known by, however its lines are broken."""
    # What no UTF-8 holds is in no file; it must not be what a digest fails for.
    told = "\n".join(" ".join(words) for words in _words(text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: Text) -> list[list[str]]:
    return [said for each in ((text,) if isinstance(text, str) else text) if (said := words(each))]


_NONE = digest("")


def _lacking(have: Instrument, lack: Instrument, unknown: Collection[Entry] = ()) -> Iterator[Entry]:
    for topic in _LISTS:
        others = entries(lack, topic)
        for id in entries(have, topic):
            if id not in others and Entry(topic, id) not in unknown:
                yield Entry(topic, id)


def _ordered(new: Iterable[Wording], old: Iterable[Wording]) -> list[Wording]:
    """Every text of two packs, topic by topic and entry by entry: those of the new one first, in its order."""
    known = list(dict.fromkeys([*new, *old]))
    groups = {entry: at for at, entry in enumerate(dict.fromkeys((wording.topic, wording.id) for wording in known))}
    return sorted(known, key=lambda each: (TOPICS.index(each.topic), groups[each.topic, each.id]))


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts) else ()
