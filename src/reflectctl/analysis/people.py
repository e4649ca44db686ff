"""Words for people and for how many there are of them, as patterns for the texts of a partnership; English."""

import re
from collections.abc import Iterable

from ..patterns import Later


def either(words: Iterable[str]) -> str:
    """A pattern of any of some words: by their first letter, as a pattern tries one after the other at each place."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


_ALL = (
    "child|young person|young woman|young man|young adult|person|girl|boy|lad|kid|teenager|teen|adolescent|youth|"
    "youngster|toddler|infant|baby|minor|adult|woman|man|parent|carer|foster carer|mother|father|mum|dad|sibling|"
    "brother|sister|son|daughter|cousin|grandparent|guardian|family|household|victim|survivor|"
    "pupil|student|learner|resident|patient|suspect|offender|perpetrator|case|referral|arrest|individual|care leaver|"
    "service user|client|respondent|interviewee|contributor|participant|newborn|twin|"
    "cared-for child|exclusion|disclosure|episode|suicide|death|cyp|yp|y/p|uasc|lac|cla|cic"
)
_SINGULAR = _ALL.split("|")
_IRREGULAR = {"child": "children", "person": "people", "woman": "women", "man": "men", "baby": "babies",
              "family": "families", "y/p": "y/p", "uasc": "uasc", "cyp": "cyps?", "yp": "yps?",
              "lac": "lacs?", "cla": "clas?", "cic": "cics?"}  # fmt: skip


def _plural(word: str) -> str:
    *before, last = re.split(r"(?<=[ -])", word)
    return "".join(before) + _IRREGULAR.get(last, f"{last}s")


SINGULAR = either(_SINGULAR)
_PLURAL = (*map(_plural, _SINGULAR), "persons", "under[- ]\\d+s")
PLURAL = either(_PLURAL)
PEOPLE_WORDS = (*_SINGULAR, *_PLURAL)
LONE = either(word for word in _SINGULAR if word not in ("person", "adult", "individual", "cic"))
"""Without whom anybody may be meant, one person in each agency, or a company."""
CHILD = (
    "child|girl|boy|lad|lass|pupil|student|teenager|teen|toddler|baby|infant|kid|son|daughter|brother|sister|"
    "sibling|twin|young person|young man|young woman|youth|victim|care leaver|cousin|niece|nephew|yp|minor"
)
"""Who is young, or is told of as a child of somebody."""
PEOPLE = Later(rf"(?<![\w-])(?:{PLURAL}|{SINGULAR})(?![\w-])", re.IGNORECASE)
THINGS = (
    r"(?:agenc|partner|school|team|servic|meeting|audit|week|month|year|day|hour|record|question|action|"
    r"district|council|organisation|place|site|ward|area|theme|point|board|statement|principle|time|occasion|visit|"
    r"session|letter)"
)
"""How the names of what is no person begin, where a number of them is told."""

WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
ANY = rf"(?:\d{{1,6}}|(?:(?:{TENS})-)?(?:{either(WORDS[::-1])})|(?:a )?(?:{TENS}))"
"""Any number."""


def value_of(number: str) -> int:
    """The value of a number that `ANY` found."""
    if number.isdigit():
        return int(number)
    said = number.lower().removeprefix("a ")
    tens = TENS.split("|")
    total = 0
    for word in said.split("-"):
        total += (tens.index(word) + 2) * 10 if word in tens else WORDS.index(word) + 1
    return total
