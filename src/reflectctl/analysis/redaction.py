"""A text in; where it may point at a child, out. Nothing is ever altered: a person decides what is published.

What is looked for are ages, small numbers of children, families or pupils (fewer than five where nothing else is said),
in figures or words, before or behind the group, in tables and over ends of lines, what can be taken away from a larger
number, and one child who stands out. This is done for English. A program cannot know everything that points at a
person, so whoever publishes a text reads it first.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .plain_text import plain

FEWER_THAN = 5

AGE, SMALL, REST, ONE = "age", "small number", "remainder", "one child"
KINDS = {
    AGE: "a person's age",
    SMALL: "a small number of people",
    REST: "a small number of people that can be worked out",
    ONE: "one person who stands out",
}
"""What each kind of place is called."""


class Doubt(NamedTuple):
    """A place in a text that may point at a child."""

    start: int
    end: int
    kind: str


_SINGULAR = (
    "child|young person|young woman|young man|person|girl|boy|teenager|teen|adolescent|youth|youngster|toddler|"
    "infant|"
    "baby|minor|adult|woman|man|parent|carer|foster carer|mother|father|mum|dad|sibling|brother|sister|son|daughter|"
    "cousin|grandparent|guardian|family|household|victim|survivor|pupil|student|learner|resident|patient|suspect|"
    "offender|perpetrator|case|referral|arrest|individual|care leaver|client|newborn|twin|cared-for child|exclusion|"
    "disclosure|episode|suicide|death"
)
_IRREGULAR = {"child": "children", "person": "people", "woman": "women", "man": "men", "baby": "babies",
              "family": "families"}  # fmt: skip


def _plural(word: str) -> str:
    *before, last = re.split(r"(?<=[ -])", word)
    return "".join(before) + _IRREGULAR.get(last, f"{last}s")


_LONE = re.sub(r"\|(?:person|adult|individual)(?=\|)", "", _SINGULAR)
"""Without whom anybody may be meant: one person in each agency."""
_PLURAL = "|".join([*map(_plural, _SINGULAR.split("|")), "kids", "persons", "under-\\d+s"])
_WORDS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
_ANY = rf"(?:\d{{1,6}}|(?:(?:{_TENS})-)?(?:{'|'.join(_WORDS[::-1])})|(?:a )?(?:{_TENS}))"
_LABELS = (
    "years?|key stages?|ks|stages?|phases?|tiers?|levels?|bands?|groups?|chapters?|parts?|articles?|sections?|"
    "cohorts?|"
    "class|classes|rooms?|tables?|figures?|questions?|actions?|principles?|statements?|priority|priorities|steps?|"
    "grades?|themes?|items?|pages?|weeks?|days?|months?|quarters?|standards?|recommendations?|objectives?|goals?|"
    "modules?|sessions?|options?|versions?|volumes?|number|no|term|schedule|annex|appendix|outcomes?|domains?"
)
_LABEL = re.compile(
    rf"(?:^|[^\w-])(?:(?P<before>last|this|that|each|every|next|per|a|the|one|past|previous|same|"
    rf"other) )?(?P<label>{_LABELS})"
    rf"\.? ?(?:\d{{1,2}} ?(?:,|and|or|to|-|&) ?)*$",
    re.IGNORECASE,
)
_LARGER = re.compile(
    r"(?:more than|over|at least|no fewer than|above|upwards of|beyond|exceeds?|greater than|\d in|one in|"
    r"\d out of) $",
    re.IGNORECASE,
)
_OF_SERVICES = (
    r"(?!\w|-(?!old))(?! ?(?:'s|s')? ?(?:services?|homes?|cent(?:re|er)s?|hubs?|boards?|trusts?|hospitals?|"
    r"wards?|teams?|"
    r"panels?|workers?|work|forums?|rights|partnerships?|protection|plans?|groups?|support|networks?|help|liaison|"
    r"safeguarding|councils?|voices?|exploitation|abuse|conferences?|records?|files?|audits?|stud(?:y|ies)|reviews?|"
    r"management|practice|participation|engagement|officers?|leads?|leaders?|governors?|managers?|nurses?|lists?|"
    r"strateg(?:y|ies)|charit(?:y|ies)|social|clubs?|surveys?|experts?|champions?|law|act|first|commissioners?)\b)"
    r"(?! at a time| in (?:each|every|(?:a |one )?(?:two|three|four|five|six|seven|eight|nine|ten|hundred|\d+)\b)"
    r"| (?:from|at|for|per) (?:each|every)\b)"
)
_STOP = (
    r"(?!(?:a|an|the|about|ten|twenty|thirty|forty|fifty|couple|between|both|fewer|of|and|or|in|to|for|with|by|from|at|on|who|that|is|are|was|were|"
    r"each|every|"
    r"than|but|when|where|what|how|as|has|have|had|did|told|asked|heard|saw|met|gave|let|said|read|agency|"
    r"school|team|meeting|audit|way|place|point|thing|month|week|year|day|hour|more|january|february|march|"
    r"april|may|june|"
    r"july|august|september|october|november|december)\b)"
)
_BETWEEN = rf"(?:(?:years? \d\d? |{_STOP}[a-z'-]{{0,20}}(?:[a-rt-z]|ss|us),? )){{0,4}}?"
_DET = r"(?:the |our |these |those |its |their |your |all |them )?"
_NUMBER_BEFORE = r"(?<![\w/.,:#£$%@=&?+'-])(?<!\d )"


class _Patterns(NamedTuple):
    small: re.Pattern[str]
    behind: re.Pattern[str]
    rest: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(below: int) -> _Patterns:
    """What finds small numbers of people under a threshold."""
    digits = "|".join(str(n) for n in range(below - 1, 0, -1))
    words = "|".join(_WORDS[1 : below - 1])
    many = rf"(?:(?:{words}|{digits})|a (?:couple|pair|trio|handful) of|both)"
    few = rf"(?:{words}|one|{digits})"
    listed = rf"(?:{few}(?:(?: (?:or|to|and) |, | ?- ?){few}){{1,3}})"
    small = (
        rf"{_NUMBER_BEFORE}(?:"
        rf"(?P<many>{listed}|{many}) (?:of {_DET})?{_BETWEEN}(?:{_PLURAL}){_OF_SERVICES}"
        rf"|(?P<one>a single|one|1|the only|an only|only one|the sole|a lone) {_BETWEEN}(?:{_LONE}){_OF_SERVICES}"
        rf"|(?P<part>{few}|none but {few}|just {few}) \(?(?:out )?(?:of|from|"
        rf"among) {_DET}(?:{_ANY} )?{_BETWEEN}(?:{_PLURAL})"
        rf"{_OF_SERVICES}"
        rf"|(?P<bracket>{few}) \((?:out )?of {_ANY}\) {_BETWEEN}(?:{_PLURAL}){_OF_SERVICES}"
        rf"|(?P<were>{few}|both|a couple) (?:of (?:them|these|those|whom) )?(?:is|are|was|"
        rf"were) {_BETWEEN}(?:a )?(?:{_PLURAL}|"
        rf"(?:girl|boy|child|teenager)){_OF_SERVICES}"
        rf")"
    )
    behind = (
        rf"(?<![\w-])(?:{_PLURAL})(?!\w|-)(?:"
        rf"[^.!?\n]{{0,60}}?[ ,(](?:of (?:whom|them|these|which)|among (?:whom|them|these)),? (?:only |just |"
        rf"about )?{few}(?![\w/.:%-]\w| {_NOT})"
        rf"|[^.!?\n]{{0,60}}?{_NUMBER_BEFORE}(?:only |just )?{few} (?:of|among) (?:whom|them|these|those|the group)\b"
        rf"|[^.!?\n]{{0,30}}?\(? ?n ?[=:] ?{few}(?!\w)"
        rf"|[^.!?\n;]{{0,30}}?[:=] ?{few}(?= ?(?:$|[.,;)\n|]|\())"
        rf"|(?:, | - | \()(?:only |just |about )?{few} (?:had|were|was|did|have|has|went|said|could|lived|came|"
        rf"felt|told|are|is)\b"
        rf"|[^.!?\n]{{0,30}}? (?:was|were|fell to|numbered|totalled|came to|rose to) (?:only |"
        rf"just )?{few}(?= ?(?:$|[.,;)\n]))"
        rf")"
        rf"|(?<![\w-])number of {_BETWEEN}(?:{_PLURAL})[^.!?\n]{{0,40}}? {few}(?= ?(?:$|[.,;)\n]))"
    )
    rest = (
        rf"(?<![\w-])(?:all|everyone|everybody|every {_BETWEEN}(?:{_SINGULAR})|(?:the |"
        rf"our )?(?:{_PLURAL})) (?:but|except|bar|save|apart from|"
        rf"other than)(?: for)? {few}(?![\w-])(?! {_NOT})"
        rf"|(?<![\w-])the (?:other|remaining|last) {few} {_BETWEEN}(?:{_PLURAL})(?!\w)"
        rf"|{_NUMBER_BEFORE}(?P<part>{_ANY}) \(?(?:out )?of {_DET}(?P<whole>{_ANY}) "
        rf"{_BETWEEN}(?:{_PLURAL}){_OF_SERVICES}"
        rf"|{_NUMBER_BEFORE}(?P<whole2>{_ANY}) {_BETWEEN}(?:{_PLURAL})(?:,|;| -|\.| and|"
        rf" of whom)[^.!?\n]{{0,30}}?{_NUMBER_BEFORE}"
        rf"(?P<part2>{_ANY})(?= (?:of (?:whom|them)|had|were|was|did|have|has|went|said|could|came)\b)"
    )
    return _Patterns(*(re.compile(each, re.IGNORECASE) for each in (small, behind, rest)))


_NOT = (
    r"(?:agenc|partner|school|team|servic|meeting|audit|week|month|year|day|hour|record|question|action|"
    r"district|council|"
    r"organisation|place|site|ward|area|theme|point|board|statement|principle|time|occasion|visit|session|letter)"
)
_RANGE = (
    r"(?! ?(?:to|-|and over|and above|and under|or over|or under|or above|upwards|\+|plus|years? and (?:over|under)))"
)
_NUMERAL = rf"(?:\d{{1,2}}|{'|'.join(_WORDS[:1:-1])})"
_AGED = re.compile(
    rf"(?<![\w/.-])(?:{_NUMERAL})[- ](?:year|yr|month|week)s?[- ]?old\b(?! (?:strateg|plan|polic|protocol|"
    rf"agreement|building|audit|"
    rf"report|system|record|question|commitment|partnership|pathway))"
    rf"|(?<!\w)(?:aged|age of|at age|age:?|turned|turning|is only|was only|just turned) (?:only |just |about |"
    rf"around |under )?(?:{_NUMERAL})"
    rf"(?![\w.-]){_RANGE}(?! (?:{_NOT}|of|pages?|cent|per))"
    rf"|(?<![\w/.-])(?:{_NUMERAL}) ?(?:y/?o|yrs?)\b(?! (?:plan|strateg))"
    rf"|(?<!\w)(?:girl|boy|child|son|daughter|teenager|woman|man|mother|father|pupil|young person|brother|"
    rf"sister),? (?:of |\()(?:{_NUMERAL})(?![\w.-])"
    rf"(?! {_NOT}){_RANGE}"
    rf"|(?<!\w)(?:she|he) (?:is|was|had been) (?:only |just |then |still )?(?:{_NUMERAL})(?=[ ,.;]*(?:$|and|"
    rf"when|at|now|\n|[.,;]))"
    rf"|(?<!\w)(?:{_NUMERAL}|\d{{1,2}}(?:st|nd|rd|th)|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    rf"eighteenth|twelfth|"
    rf"eleventh|tenth) birthday\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?<!\w)(?:the )?(?:twins|triplets)(?!\w)"
    rf"|(?<!\w)the (?:only|youngest|oldest|eldest|sole) {_BETWEEN}(?:{_SINGULAR}){_OF_SERVICES}"
    rf"|(?<!\w)an? {_BETWEEN}(?:girl|boy|teenager|mother|father|pupil|baby|sister|brother) (?:who|whose|from|in|"
    rf"at) (?:was|had|went|lived|"
    rf"died|moved|ran|told|came|our|the|year|key)\b"
    rf"|(?<!\w)the (?:girl|boy|baby|teenager|toddler)(?:'s)?(?= (?:who|whose|was|had|in|from|at|told|said|went|"
    rf"died|and|with)\b)",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|mailto:)\S+")


def doubts(text: str, below: int = FEWER_THAN) -> list[Doubt]:
    """The places of a text that may point at a child, in their order."""
    if not text:
        return []
    said = plain(text)
    words = _LINK.sub(lambda link: "\0" * len(link.group()), said.text)
    found = [*_found(words, below)]
    taken: list[Doubt] = []
    for start, end, kind in sorted(found):
        if not taken or said.at[start] >= taken[-1].end:
            taken.append(Doubt(said.at[start], said.at[end - 1] + 1, kind))
    return sorted([*taken, *_in_tables(text, below)])


def _found(words: str, below: int) -> Iterator[tuple[int, int, str]]:
    patterns = _patterns(below)
    for match in _AGED.finditer(words):
        yield match.start(), match.end(), AGE
    for match in patterns.small.finditer(words):
        if not _is_label(words, match.start(), match.group()) and not _LARGER.search(words[: match.start()][-20:]):
            yield match.start(), match.end(), SMALL
    for match in patterns.behind.finditer(words):
        yield match.start(), match.end(), SMALL
    for match in patterns.rest.finditer(words):
        whole, part = match["whole"] or match["whole2"], match["part"] or match["part2"]
        if not _is_label(words, match.start(), match.group()) and (
            whole is None or 0 < _value(whole) - _value(part) < below or 0 < _value(part) < below < _value(whole)
        ):
            yield match.start(), match.end(), REST
    for match in _ONE.finditer(words):
        yield match.start(), match.end(), ONE


def _is_label(words: str, start: int, told: str) -> bool:
    """Whether a number is part of a name: Year 4, Key Stage 2, or part of a day's."""
    label = _LABEL.search(words[max(0, start - 40) : start])
    if label is None:
        return False
    return (told[0].isdigit() and (label["before"] is None or label["label"][0].isupper())) or label["label"][
        0
    ].isupper()


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    said = number.lower().removeprefix("a ")
    tens = _TENS.split("|")
    total = 0
    for word in said.split("-"):
        total += (tens.index(word) + 2) * 10 if word in tens else _WORDS.index(word) + 1
    return total


_PEOPLE = re.compile(rf"(?<![\w-])(?:{_PLURAL}|{_SINGULAR})(?![\w-])", re.IGNORECASE)
_CELL = re.compile(r"[^|\n]+")


def _in_tables(text: str, below: int) -> Iterator[Doubt]:
    """Small numbers in the cells of a table whose row, or whose column, is about people."""
    heads: list[str] = []
    about, at = "", 0
    for line in text.splitlines(keepends=True):
        if "|" not in line:
            heads, about = [], line if line.strip() else about
        else:
            row = line.strip().strip("|").split("|")
            if not heads:
                heads = row
            whole = _PEOPLE.search(row[0]) or _PEOPLE.search(heads[0]) or _PEOPLE.search(about)
            for column, cell in enumerate(_CELL.finditer(line.strip().strip("|"))):
                said = cell.group().strip(" *_`").lower()
                value = int(said) if said.isascii() and said.isdigit() else 0
                value = _WORDS.index(said) + 1 if said in _WORDS else value
                head = heads[column] if column < len(heads) else ""
                if 0 < value < below and heads is not row and (whole or _PEOPLE.search(head)):
                    start = at + line.find("|" if line.lstrip().startswith("|") else line.strip()[0])
                    yield Doubt(start, at + len(line.rstrip("\n")), SMALL)
                    break
        at += len(line)
