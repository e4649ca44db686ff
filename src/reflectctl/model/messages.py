"""What a report says of its own accord, phrase by phrase: how a phrase is marked, how its places are filled.

A phrase is a sentence or a part of one in English, with named places in braces: `Agreed on {day} at {meeting}.` English
stands in the code, and is what is said where a partnership has no words of its own for it. Nothing that a partnership
has written is ever a format string: a place is a name in braces and nothing else, and what fills it is not looked at.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from ..patterns import regex
from . import plurals
from .locations import NOWHERE, Place, placed
from .named_tuples import NamedTuple

Forms = Mapping[str, str]
"""What is said for a phrase by form: of a counted one an exact number or a category, of a month where it stands."""

OF_A_DAY, ALONE = MONTH_FORMS = ("of-a-day", "alone")
"""A month behind the number of its day, and by itself: many languages have two words."""

COUNTS = frozenset(("n", "number"))
"""The places of every counted phrase: how many there are, in figures and in words."""


class Written(NamedTuple):
    """A text that stands in a partnership's file of phrases, whether it can be used or not."""

    phrase: str
    form: str
    """Empty for a phrase that is not counted."""
    text: str


@placed
class Phrases(NamedTuple):
    """The words of a partnership's own for what its reports say."""

    language: str = ""
    """Empty where nothing is said in any language but English."""
    said: Mapping[str, str | Forms] = {}
    """By the English phrase (of a counted one, that for many): what can be used."""
    written: tuple[Written, ...] = ()
    """Everything that stands in the file, in its order."""
    where: Place = NOWHERE


NO_PHRASES = Phrases()


def phrase(english: str) -> str:
    """A phrase that stands in a table and is said elsewhere: marked for the catalogue, and given back."""
    return english


def month_name(english: str) -> str:
    """The name of a month, which has a form behind its day and one without."""
    return english


def counted(one: str, other: str) -> tuple[str, str]:
    """A counted phrase that stands in a table and is said elsewhere, for one and for any other number."""
    return one, other


_PLACE = regex(r"\{([a-z_]+)\}")


@lru_cache(maxsize=2048)
def split(text: str) -> tuple[str, ...]:
    """A phrase as words and names of places in turn, beginning and ending with words, which may be empty."""
    return tuple(_PLACE.split(text))


def places(text: str) -> tuple[str, ...]:
    """The names of the places of a phrase, in order, each as often as it stands there."""
    return split(text)[1::2]


def fill(text: str, values: Mapping[str, object]) -> str:
    """A phrase with its places filled, in one pass: braces in what fills them are only braces."""
    parts = split(text)
    if len(parts) == 1:
        return text
    return "".join([str(values[part]) if at % 2 else part for at, part in enumerate(parts)])


def fits(english: str, form: str, text: str, language: str = "", beside: Collection[str] = ()) -> bool:
    """Whether a text has the places of its phrase, each as often; where one number is meant, it may stand in words.

    Which category is one number goes by the language, and by the forms that the phrase has beside this one.
    """
    wanted, there = (_without(COUNTS, places(each)) if form else sorted(places(each)) for each in (english, text))
    if wanted != there or not text.strip():
        return False
    if not form or plurals.is_of_one_number(language, form, beside):
        return True
    counts = [sum(place in COUNTS for place in places(each)) for each in (english, text)]
    return counts[0] == counts[1]


def _without(some: frozenset[str], names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name not in some)
