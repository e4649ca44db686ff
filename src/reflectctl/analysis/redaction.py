"""A text in; the same text out, with small numbers of people made coarse, as statistics about people are published.

A number from one to four that stands before a word for people is told as "fewer than five", and a person's age is left
out. This is done for English; what is said in another language is left as it is, and needs a reader. A program cannot
know everything that points at a person, so whoever publishes a text reads it first.
"""

import re

_SINGULAR = {
    "child": "children",
    "person": "people",
    "girl": "girls",
    "boy": "boys",
    "teenager": "teenagers",
    "adolescent": "adolescents",
    "adult": "adults",
    "woman": "women",
    "man": "men",
    "parent": "parents",
    "carer": "carers",
    "mother": "mothers",
    "father": "fathers",
    "mum": "mums",
    "dad": "dads",
    "sibling": "siblings",
    "brother": "brothers",
    "sister": "sisters",
    "cousin": "cousins",
    "grandparent": "grandparents",
    "guardian": "guardians",
    "family": "families",
    "victim": "victims",
    "survivor": "survivors",
    "pupil": "pupils",
    "student": "students",
    "learner": "learners",
    "resident": "residents",
    "patient": "patients",
    "suspect": "suspects",
    "offender": "offenders",
    "case": "cases",
    "referral": "referrals",
    "arrest": "arrests",
    "individual": "individuals",
}
"""Words for people, and for what stands for one of them in a count, with their plurals."""

_PEOPLE = "|".join(
    sorted({*_SINGULAR, *_SINGULAR.values(), "adviser", "advisers"}, key=lambda each: (-len(each), each))
)
_NUMBER = "one|two|three|four|[1-4]"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_STOPS = (
    rf"(?:{_NUMBER}|a|single|couple|between|both|fewer|of|and|or|in|to|for|with|by|from|at|on|who|that|is|are|was|were|"
    rf"each|every|{_MONTHS})\b"
)

_SMALL = re.compile(
    # Not the end of a larger number, a date, an id, a fraction, or a compound such as three-month.
    rf"(?<![\w/.,:#£$%@=&?+-])(?<!\d in )(?<!one in )"
    rf"(?P<n>(?:between )?(?:{_NUMBER})(?: or | to | and |–|-)(?:{_NUMBER})|{_NUMBER}|a single|a couple of|both)"
    r"(?P<of> (?:of (?:the |our |these |those |its |their )?)?)"
    rf"(?P<between>(?:(?!{_STOPS})[a-z’-]{{1,20}} ){{0,3}}?)(?P<who>{_PEOPLE})(?![\w-])",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?<![\w/.-])(?:(?:an?|the) )?(?:\d{1,2}|[a-z]{3,9})-years?-old (?=\w)|,? aged (?:only |just )?\d{1,2}(?![\w-]),?",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|mailto:)\S+")

FEWER = "fewer than five"


def few(text: str) -> str:
    """A text with small numbers of people told as "fewer than five", and without ages. Twice gives the same as once."""
    return _changed(text)[0]


def count(text: str) -> int:
    """In how many places `few` changes a text."""
    return _changed(text)[1]


def _changed(text: str) -> tuple[str, int]:
    """The text and the number of places. What comes together where an age was left out is looked at as well."""
    places, more = 0, 1
    while more:
        text, more = _once(text)
        places += more
    return text, places


def _once(text: str) -> tuple[str, int]:
    """The text and the number of places; what stands in a link stays."""
    made: list[str] = []
    places = 0

    def told(found: re.Match[str]) -> str:
        nonlocal places
        instead = _coarse(found) if found.re is _SMALL else _without_age(found)
        places += instead != found.group()
        return instead

    at = 0
    for link in (*_LINK.finditer(text), None):
        made.append(_SMALL.sub(told, _AGE.sub(told, text[at : link.start() if link else len(text)])))
        if link:
            made.append(link.group())
            at = link.end()
    return "".join(made), places


def _without_age(found: re.Match[str]) -> str:
    article = re.match(r"(an?|the) ", found.group(), re.IGNORECASE)
    if article is None:
        return ""
    # What follows begins with another letter now, mostly a consonant: girl, boy, child, young.
    return ("A " if found.group()[0].isupper() else "a ") if article[1].lower() != "the" else article.group()


def _coarse(found: re.Match[str]) -> str:
    number, who = found["n"].lower(), found["who"]
    if who.lower() in _SINGULAR and number not in ("one", "1", "a single"):
        return found.group()  # two case files: what is counted is not people
    many = _SINGULAR.get(who.lower(), who)
    fewer = FEWER.capitalize() if found["n"][0].isupper() else FEWER
    return f"{fewer}{found['of']}{found['between']}{many}"
