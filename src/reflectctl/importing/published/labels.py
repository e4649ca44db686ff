"""What is printed above each part of the published tool, as patterns that find it however it is set.

Names come from a content pack; what belongs to the printed form alone is here. A label is found across line breaks, in
any case but all small, with or without a number before it and a colon behind it.
"""

import re
from collections.abc import Iterable

from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple

WHERE, REFLECTIONS, KEY_POINTS, PROGRESS = (
    "Where we are now",
    "Partnership Reflections",
    "Key points from discussions",
    "Making Progress",
)
ACTIONS = "Actions, owners and timescales"
INTRODUCTION, PRELIMINARY, THEMES, ANNEX, MEANT = (
    "Introduction",
    "Suggested preliminary discussions",
    "Common themes",
    "Annex",
    "What is meant by",
)
MEASURE = "How will we measure progress"
"""What the printed form calls its parts. No content pack has these, as no file of a partnership needs them."""

OPENING, CLOSING = '“„"', '”"'
QUOTES = '“”„‟"'


class Label(NamedTuple):
    """A label as it can be found: what it announces, and of which id."""

    kind: str
    id: str
    pattern: re.Pattern[str]
    small: bool = False
    """Whether it may begin with a small letter, as names do in the middle of a sentence."""


def phrase(words: str) -> str:
    """A pattern for words whatever stands between them: a line break, or a slash for an *and*."""
    told = ""
    if not words.strip():
        # What a pack does not name is found nowhere.
        return r"(?!)"
    for word in re.findall(r"[^\W_]+", words):
        told += r"(?:and\b\W{1,8})?" if word.lower() == "and" else re.escape(word) + r"\W{1,8}"
    return r"\b" + told.removesuffix(r"\W{1,8}") + r"\b"


_BEFORE = r"[^\S\n]*(?:[-*•●]\s+)?(?:(?:principle\s+)?\d{1,2}\s*[.:)]?\s+)?[‘'“\"]?"
_BEHIND = r"[’'”\"]?[^\S\n]*[:.…\-–]*[^\S\n]*$"
_FLAGS = re.IGNORECASE | re.MULTILINE


def _whole(words: str) -> re.Pattern[str]:
    """A label that is all that stands on its lines."""
    return re.compile(rf"^{_BEFORE}(?P<said>{phrase(words)}){_BEHIND}", _FLAGS)


def labels(pack: Instrument) -> tuple[Label, ...]:
    """The labels of the form for a content pack; those to be looked for first come first."""
    lead = phrase(pack.lead_in)
    return (
        *(
            Label(
                "title",
                each.id,
                re.compile(rf"^{_BEFORE}(?:{lead}\W*?)?{_BEFORE}(?P<said>{phrase(each.title)}){_BEHIND}", _FLAGS),
                small=True,
            )
            for each in pack.principles
        ),
        Label("lead", "", re.compile(rf"^{_BEFORE}(?P<said>{lead})[^\S\n]*(?:\.\.\.|…|:|$)", _FLAGS)),
        Label("where", "", re.compile(rf"^{_BEFORE}(?P<said>{phrase(WHERE)})\s*:?[^\S\n]*(?=$|[{OPENING}])", _FLAGS)),
        Label(
            "rating", "", re.compile(rf"^{_BEFORE}(?P<said>{phrase(pack.rating_lead_in)})\s*(?::|…|\.\.\.|$)", _FLAGS)
        ),
        Label(
            "voice",
            "",
            re.compile(rf"^{_BEFORE}(?P<said>{phrase(pack.voice_title)})\s*:?[^\S\n]*(?=$|[{OPENING}])", _FLAGS),
        ),
        Label("key-points", "", re.compile(rf"^{_BEFORE}(?P<said>(?:{phrase(KEY_POINTS)}\W*)+)$", _FLAGS)),
        *_each("dimension", ((each.id, each.title) for each in pack.dimensions)),
        *_each("prompt", ((each.id, each.title) for each in pack.prompts)),
        *_each("horizon", ((each.id, each.title) for each in pack.horizons)),
        *_each("reflections", [("", REFLECTIONS)]),
        *_each("progress", [("", PROGRESS)]),
        *_each("introduction", [("", INTRODUCTION)]),
        *_each("preliminary", [("", PRELIMINARY), ("", PRELIMINARY.partition(" ")[2])]),
        *_each("themes", [("", THEMES)]),
        *_each("annex", [("", ANNEX)]),
        *_each("meant", [("", MEANT)]),
    )


def _each(kind: str, named: Iterable[tuple[str, str]]) -> Iterable[Label]:
    return (Label(kind, id, _whole(title)) for id, title in named if title)


def _stands(label: Label, found: re.Match[str]) -> bool:
    """Whether what was found is the label itself: a word in small letters is one of a sentence."""
    return label.small or not found["said"][:1].islower()


def at(all: Iterable[Label], text: str, start: int) -> tuple[Label, re.Match[str]] | None:
    """The label that begins where a line does, if one does."""
    for label in all:
        found = label.pattern.match(text, start)
        if found and _stands(label, found):
            return label, found
    return None
