"""What a document was found to say, and what is doubtful about it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple

Key = tuple[str, ...]
"""What a text is: the field of the instrument, and within it the id and the part."""

Said = str | tuple[str, ...]
Words = Mapping[Key, Said]

ABOUT, PURPOSE, AUDIENCE, ALLOWS = ("about",), ("purpose",), ("audience",), ("allows",)
HOW_TO_USE, START_SMALL, PRELIMINARY = ("how_to_use",), ("start_small",), ("preliminary",)
LEAD_IN, RATING_LEAD_IN, VOICE_TITLE = ("lead_in",), ("rating_lead_in",), ("voice_title",)

PLAN = ("title", "motto", "goal", "actions", "measure")
"""The texts of each part of the plan."""


class Doubt(NamedTuple):
    """What is missing or not certain, and where it was looked for."""

    place: int
    """The line or page; 0 where the whole document was looked through."""
    message: str
    grave: bool = True
    """Whether it keeps the words from being taken; what is not grave is only told."""


class Found(NamedTuple):
    """What a document says, as far as it could be found."""

    words: Words
    doubts: tuple[Doubt, ...]
    """Sorted by place."""
    unit: str = "line"
    """What places are: `line`, `page` or `paragraph`."""
    where: Mapping[int, str] = MappingProxyType({})
    """What places are called, where a number says little."""

    @property
    def grave(self) -> tuple[Doubt, ...]:
        """The doubts that keep the words from being taken."""
        return tuple(doubt for doubt in self.doubts if doubt.grave)


class Notes:
    """Where the parts of the reading put what they find."""

    def __init__(self, unit: str = "line") -> None:
        self.unit = unit
        self.words: dict[Key, Said] = {}
        self.doubts: list[Doubt] = []
        self._searched: dict[Key, tuple[int, int]] = {}
        self._settled: set[Key] = set()

    def take(self, key: Key, said: Said) -> None:
        """Note what a text says; nothing, when that is nothing. What was noted first stays."""
        if said:
            self.words.setdefault(key, said)

    def doubt(self, place: int, message: str, *about: Key, grave: bool = True) -> None:
        """Note a doubt. The texts that it is about are not taken, and not told to be missing as well."""
        self.doubts.append(Doubt(place, message, grave))
        for key in about:
            self.words.pop(key, None)
            self._settled.add(key)

    def searched(self, keys: Iterable[Key], first: int, last: int) -> None:
        """Note from which line or page to which these texts were looked for."""
        for key in keys:
            self._searched.setdefault(key, (first, last))

    def found(self, keys: Iterable[Key]) -> Found:
        """Everything that was noted; those of the texts that nothing says are missing."""
        for key in keys:
            if key in self.words or key in self._settled:
                continue
            first, last = self._searched.get(key, (0, 0))
            where = f" in {self.unit} {first}" if first == last else f" in {self.unit}s {first} to {last}"
            self.doubts.append(Doubt(first, f"{capital(named(key))} was not found{where if first else ''}."))
        return Found(self.words, tuple(sorted(dict.fromkeys(self.doubts))), self.unit)


def wanted(pack: Instrument) -> list[Key]:
    """Every text that a pack has and the document must have.

    What dimensions, themes and approaches mean is not asked for: the document only names them.
    """
    fields = (
        PURPOSE,
        AUDIENCE,
        ABOUT,
        ALLOWS,
        HOW_TO_USE,
        START_SMALL,
        PRELIMINARY,
        LEAD_IN,
        RATING_LEAD_IN,
        VOICE_TITLE,
    )
    keys: list[Key] = [field for field in fields if getattr(pack, field[0])]
    keys += [("approaches", each.id, "title") for each in pack.approaches]
    for question in pack.questions:
        keys.append(("questions", question.id, "question"))
        if question.follow_ups:
            keys.append(("questions", question.id, "follow_ups"))
    keys += [("themes", each.id, "title") for each in pack.themes]
    for principle in pack.principles:
        keys.append(("principles", principle.id, "title"))
        keys += [statement_key(each.principle, each.dimension) for each in principle.statements]
        if principle.voice:
            keys.append(("principles", principle.id, "voice"))
    for prompt in pack.prompts:
        keys += [("prompts", prompt.id, "title"), ("prompts", prompt.id, "questions")]
    for horizon in pack.horizons:
        keys += [("horizons", horizon.id, part) for part in PLAN if getattr(horizon, part)]
    for point in pack.scale:
        keys += [("scale", point.id, "title"), ("scale", point.id, "meaning")]
    return keys


def statement_key(principle: str, dimension: str) -> Key:
    """What a statement is."""
    return ("principles", principle, "statements", dimension)


_ENTRIES = {
    "approaches": "approach",
    "questions": "preliminary question",
    "themes": "theme",
    "prompts": "prompt",
    "horizons": "part of the plan",
    "scale": "point of the scale",
}
_PARTS = {"follow_ups": "follow-up questions", "question": "wording", "actions": "text on actions"}
_NAMED = {
    ABOUT: "what the tool is (the introduction's first paragraph)",
    PURPOSE: "the list of purposes, on the first page,",
    AUDIENCE: "the audience, on the first page,",
    ALLOWS: "the list of what the tool allows, in the introduction,",
    HOW_TO_USE: "how the tool is used, in the introduction,",
    START_SMALL: "the encouragement to start small, in the introduction,",
    PRELIMINARY: "what the preliminary discussions are for",
    LEAD_IN: "the lead-in to each principle",
    RATING_LEAD_IN: "the lead-in to the rating",
    VOICE_TITLE: "the heading of the voices",
}


def named(key: Key) -> str:
    """What a text is, in words."""
    if key in _NAMED:
        return _NAMED[key]
    field, id, part = key[:3]
    if field == "principles":
        if part == "statements":
            return f"the statement {id}.{key[3]}"
        return f"how {id} should feel (its voice)" if part == "voice" else f"the title of {id}"
    return f"the {_PARTS.get(part, part)} of the {_ENTRIES[field]} `{id}`"


def name(printed: str, own: str) -> str:
    """A name as it is printed, but for a first letter that is small and for capitals throughout."""
    printed = " ".join(printed.split())
    return own if printed.isupper() and not own.isupper() else capital(printed)


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def short(text: str) -> str:
    """The beginning and the end of a text that is long."""
    told = " ".join(text.split())
    return told if len(told) <= 60 else f"{told[:30].rstrip()} … {told[-25:].lstrip()}"
