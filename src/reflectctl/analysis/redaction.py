"""A text in; where it may point at a child, out. Nothing is ever altered: a person decides what is published.

What is looked for are ages, small numbers of children, families or pupils (fewer than five where nothing else is said),
in figures or words, before or behind the group, in tables and over ends of lines, what can be taken away from a larger
number, and one child who stands out. This is done for English. A program cannot know everything that points at a
person, so whoever publishes a text reads it first.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from ..model.named_tuples import NamedTuple
from ..patterns import LARGE, Later, regex
from . import personal_signs
from .one_person import AGED, CIRCUMSTANCES, ONE_PERSON, WELSH
from .people import ANY, LONE, PEOPLE, PLURAL, SINGULAR, THINGS, WORDS, value_of
from .personal_kinds import FEWER_THAN as FEWER_THAN
from .personal_kinds import Place
from .personal_signs import AGES, FEW, FEW_BEHIND, least
from .plain_text import Plain, plain
from .tables import grids

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


AnyPlace = TypeVar("AnyPlace", Doubt, Place)


_LABELS = (
    "years?|key stages?|ks|stages?|phases?|tiers?|levels?|bands?|groups?|chapters?|parts?|articles?|sections?|"
    "cohorts?|"
    "class|classes|rooms?|tables?|figures?|questions?|actions?|principles?|statements?|priority|priorities|steps?|"
    "grades?|themes?|items?|pages?|weeks?|days?|months?|quarters?|standards?|recommendations?|objectives?|goals?|"
    "modules?|sessions?|options?|versions?|volumes?|number|no(?! more)|term|schedule|annex|appendix|outcomes?|domains?"
)
_LABEL = Later(
    rf"(?:^|[^\w-])(?:(?P<before>last|this|that|each|every|next|per|a|the|one|past|previous|same|"
    rf"other) )?(?P<label>{_LABELS})"
    rf"\.? ?(?:\d{{1,2}} ?(?:,|and|or|to|-|&) ?)*$",
    re.IGNORECASE,
)
_LARGER = Later(
    r"(?:(?<!no )(?<!not )more than|over|at least|no fewer than|above|upwards of|beyond|exceeds?|greater than"
    r"|\d in|one in|"
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
    r"(?!(?:a|an|the|about|ten|twenty|thirty|forty|fifty|couple|between|both|fewer|of|and|or|in|to|for|with|by"
    r"|from|at|on|who|that|is|are|was|were|"
    r"each|every|"
    r"than|but|when|where|what|how|as|has|have|had|did|told|asked|heard|saw|met|gave|let|said|read|agency|"
    r"school|team|meeting|audit|way|place|point|thing|month|week|year|day|hour|more|january|february|march|"
    r"april|may|june|"
    r"july|august|september|october|november|december)\b)"
)
_BETWEEN = rf"(?:(?:years? \d\d? |{_STOP}[a-z'-]{{0,20}}(?:[a-rt-z]|ss|us),? )){{0,4}}?"
_DET = r"(?:the |our |these |those |its |their |your |all |them )?"
_NUMBER_BEFORE = r"(?<![\w/.,:#£$%@=&?+'-])(?<!\d )"


_DID = (
    r"(?:had|have|has|were|was|are|did|do|could|told|said|lived|lives?|felt|went|came|left|moved|ran|died|asked|spoke|"
    r"agreed|refused|declined|wanted|disclosed|reported|answered|attended|returned|chose|joined|withdrew)"
)
"""What people do, of whom only a number is told."""
_TELL = Later(
    r"(?:told|said|felt|lived|moved|died|disclosed|ran|spoke|agreed to (?:speak|talk|meet)|"
    r"had an? (?:return|social|plan|worker|brother|sister|child))",
    re.IGNORECASE,
)
_OTHERS = Later(rf"[^.!?\n]{{0,80}}? (?:the )?(?:other|remaining) (?:{PLURAL})(?!\w)", re.IGNORECASE)
_OF_WORKERS = Later(
    rf"\b(?:{THINGS}|practitioner|staff|member|worker|professional|leader|colleague|officer|teacher|trustee|reader|"
    r"governor|nurse|adviser|councillor|chair|manager|volunteer)[\w']*,? ?\(?(?:[\w'-]+ ){0,4}$",
    re.IGNORECASE,
)
"""Of whom something is told that are no children, families or pupils."""
_QUANTIFIED = Later(
    rf"(?<![\w-])(?:{ANY}|the|our|these|those|all|most|many|some|few|several|other) (?:[a-z'-]+ ){{0,2}}?"
    rf"(?P<noun>(?:{PLURAL})(?![\w-])|[a-z-]{{3,}}s(?![\w-]))|(?<![\w-])(?:{PLURAL})(?![\w-])",
    re.IGNORECASE,
)


class _Patterns(NamedTuple):
    small: Later
    behind: Later
    rest: Later


def _few_and_many(below: int) -> tuple[str, str]:
    digits = "|".join(str(n) for n in range(below - 1, 0, -1))
    words = "|".join(WORDS[1 : below - 1])
    many = rf"(?:(?:{words}|{digits})|(?:an? )?(?:couple|pair|duo|trio|threesome|quartet|foursome|handful) of|both)"
    return rf"(?:{words}|one|{digits})", rf"(?:{many}(?: \(\w{{1,6}}\))?(?: ?x)?(?: or (?:more|fewer|less|so))?)"


@lru_cache(maxsize=4)
def _patterns(below: int) -> _Patterns:
    """What finds small numbers of people under a threshold."""
    few, many = _few_and_many(below)
    listed = rf"(?:{few}(?:(?: (?:or|to|and) |, | ?- ?){few}){{1,3}})"
    small = (
        rf"{_NUMBER_BEFORE}(?:"
        rf"(?P<many>{listed}|{many}) (?:of {_DET}|(?:pairs|sets) of )?{_BETWEEN}(?:{PLURAL}){_OF_SERVICES}"
        rf"|(?P<one>a single|one|1|the only|an only|only one|the sole|a lone) {_BETWEEN}(?:{LONE}){_OF_SERVICES}"
        rf"|(?P<part>{few}|none but {few}|just {few}) \(?(?:out )?(?:of|from|"
        rf"among) {_DET}(?:{ANY} )?{_BETWEEN}(?:{PLURAL})"
        rf"{_OF_SERVICES}"
        rf"|(?P<bracket>{few}) \((?:out )?of {ANY}\) {_BETWEEN}(?:{PLURAL}){_OF_SERVICES}"
        rf"|(?P<ratio>{few}/\d{{1,3}} (?:had|have|were|was|did)\b|{few}-strong (?:group|gang|party|cohort)\b)"
        rf"|(?P<all>{few}, (?:all|both|most|none)(?: of (?:them|whom))?(?: being| were"
        rf"| are)? {_BETWEEN}(?:{PLURAL})){_OF_SERVICES}"
        rf"|(?P<were>{few}|both|a couple) (?:of (?:them|these|those|whom) )?(?:is|are|was|"
        rf"were) {_BETWEEN}(?:a )?(?:{PLURAL}|"
        rf"(?:girl|boy|child|teenager)){_OF_SERVICES}"
        rf")"
    )
    # Neither these nor what is left over begin within a word.
    behind = (
        rf"(?<!\w)(?:(?<![\w-])(?:of|among) (?:the |our |these |those |all )?{ANY} (?:who"
        rf"|whom)\b[^.!?\n]{{0,60}}?[ ,]{few}(?= {_DID}\b)"
        rf"|(?P<whom>(?<![\w-])(?:of|among) whom,? (?:only |just |about )?{few}(?![\w/.:%-]\w| {THINGS}))"
        rf"|(?<![\w-])(?:{PLURAL})(?!\w|-)(?:"
        rf"[^.!?\n]{{0,60}}?[ ,(](?:of (?:whom|them|these|which)|among (?:whom|them|these)),? (?:only |just |"
        rf"about )?{few}(?![\w/.:%-]\w| {THINGS})"
        rf"|[^.!?\n]{{0,60}}?{_NUMBER_BEFORE}(?:only |just )?{few} (?:of|among) (?:whom|them|these|those|the group)\b"
        rf"|[^.!?\n]{{0,30}}?\(? ?n ?[=:] ?{few}(?!\w)"
        rf"|[^.!?\n;]{{0,30}}?(?:[:=]|\(| -| x| ?\u2014) ?{few}(?= ?(?:$|[.,;)\n|]|\(|- ))"
        rf"|(?:, | - | \()(?:only |just |about )?{few} (?:had|were|was|did|have|has|went|said|could|lived|came|"
        rf"felt|told|are|is)\b"
        rf"|[^.!?\n]{{0,30}}? (?:was|were|numbered|totalled|came to|"
        rf"(?:fell|rose|dropped|went|came|grew|up|down|declined|decreased|increased)(?: from {ANY})? (?:to"
        rf"|from)) (?:only |just )?{few}(?= ?(?:$|[.,;)\n]| to {ANY}\b))"
        rf")"
        rf"|(?<![\w-])(?:n ?[=:] ?|x ?){few} \(?{_BETWEEN}(?:{PLURAL}){_OF_SERVICES}"
        rf"|(?<![\w-])number of {_BETWEEN}(?:{PLURAL})[^.!?\n]{{0,40}}? {few}(?= ?(?:$|[.,;)\n])))"
    )
    rest = (
        rf"(?<!\w)(?:(?<![\w-])(?:all|everyone|everybody|every {_BETWEEN}(?:{SINGULAR})|(?:the |"
        rf"our )?(?:{PLURAL})) (?:but|except|bar|save|apart from|"
        rf"other than)(?: for)? {few}(?![\w-])(?! {THINGS})"
        rf"|(?<![\w-])the (?:other|remaining|last) {few} {_BETWEEN}(?:{PLURAL})(?!\w)"
        rf"|{_NUMBER_BEFORE}(?P<part>{ANY}) \(?(?:out )?of {_DET}(?P<whole>{ANY}) "
        rf"{_BETWEEN}(?:{PLURAL}){_OF_SERVICES}"
        rf"|(?P<share>half|(?:a|one)[ -](?:third|quarter)|two[ -]thirds|three[ -]quarters|\d\d? ?%"
        rf"|\d\d? per ?cent) of {_DET}"
        rf"(?P<whole3>{ANY}) {_BETWEEN}(?:{PLURAL}){_OF_SERVICES}"
        rf"|{_NUMBER_BEFORE}(?P<whole2>{ANY}) {_BETWEEN}(?:{PLURAL})(?:(?: [a-z]{{1,14}}){{0,4}})?(?:,|;| -|\.| and|"
        rf" of whom)[^.!?\n]{{0,30}}?{_NUMBER_BEFORE}"
        rf"(?P<part2>{ANY})(?= (?:of (?:whom|them)|{_DID})\b))"
    )
    return _Patterns(*(Later(each, re.IGNORECASE) for each in (small, behind, rest)))


@lru_cache(maxsize=4)
def _alone(below: int) -> re.Pattern[str]:
    """What finds small numbers whose people were named before."""
    few, many = _few_and_many(below)
    they = rf"(?:(?:a |an )?(?:girls?|boys?|children|young)|{_DID})"
    return regex(
        rf"(?<![\w-])(?P<some>the (?:two|three|four) of them (?={_DID}\b)|of (?:(?:the|those|these|all) {ANY},"
        rf"|(?:these|those|them),?) (?:only |just )?{few} "
        rf"{they}\b"
        rf"|{few} (?:of whom (?:was|were|had|have|are)|who (?:are|were|had|have))\b"
        rf"|(?:{many}|one) (?:grandmothers?|grandfathers?|aunts?|uncles?|friends)(?!\w))"
        rf"|{_NUMBER_BEFORE}(?:{many}|one)(?: more| others?)? (?:of (?:them|these|those|whom) )?(?P<did>{_DID})\b",
        re.IGNORECASE,
        LARGE,
    )


_LINK = regex(r"(?:https?://|mailto:)\S+")


_MARKED = regex(r"(?P<before>!?\[)(?P<words>[^\]\[\n]{0,200})(?P<behind>\]\([^)\s]{0,300}\))|&[a-z]{2,8};|&#\d{1,5};")


@lru_cache(maxsize=16)
def visible(text: str) -> Plain:
    """A text made plain as a reader sees it: links are their words, and addresses are nothing."""

    def bare(found: re.Match[str]) -> str:
        if found["words"] is None:
            return " " * len(found.group())
        return "*" * len(found["before"]) + found["words"] + "*" * len(found["behind"])

    said = plain(_MARKED.sub(bare, text))
    return said._replace(text=_LINK.sub(lambda link: "\0" * len(link.group()), said.text))


def doubts(text: str, below: int = FEWER_THAN, *, widely: bool = False) -> list[Doubt]:
    """The places of a text that may point at a child, in their order.

    Looked at `widely`, as for what is published, it is also what may point at somebody by circumstances alone, and
    numbers whose people were named before. Texts that are kept among partners are full of both.
    """
    if not text:
        return []
    said = visible(text)
    found = [*_found(said.text, below)]
    if widely:
        found += _found_widely(said.text, below)
    # How old somebody is says more than anything else of them.
    gravest = sorted(found, key=lambda each: (each[2] != AGE, each))
    places = apart((Doubt(said.at[start], said.at[end - 1] + 1, kind) for start, end, kind in gravest), len(text))
    return sorted([*places, *_in_tables(text, below)])


def apart(found: Iterable[AnyPlace], length: int) -> list[AnyPlace]:
    """The places of a text of some length; of those that overlap, the one that comes first here."""
    kept, taken = [], bytearray(length + 1)
    for each in found:
        if taken.find(1, each.start, each.end) < 0:
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return kept


def _found(words: str, below: int) -> Iterator[tuple[int, int, str]]:
    signs = least(words)
    if AGES in signs:
        yield from ((match.start(), match.end(), AGE) for match in AGED.made.finditer(words))
    yield from _numbers(words, below, signs)
    if personal_signs.WELSH in signs:
        yield from ((match.start(), match.end(), SMALL) for match in WELSH.made.finditer(words))
    if personal_signs.ONE in signs:
        yield from ((match.start(), match.end(), ONE) for match in ONE_PERSON.made.finditer(words))


def _numbers(words: str, below: int, signs: Collection[str]) -> Iterator[tuple[int, int, str]]:
    patterns = _patterns(below)
    for match in patterns.small.made.finditer(words) if FEW in signs else ():
        before = words[max(0, match.start() - 20) : match.start()]
        if not _is_label(words, match.start(), match.group()) and not _LARGER.made.search(before):
            yield match.start(), match.end(), SMALL
    for match in patterns.behind.made.finditer(words) if FEW_BEHIND in signs else ():
        if not match["whom"] or not _OF_WORKERS.made.search(words[max(0, match.start() - 60) : match.start()]):
            yield match.start(), match.end(), SMALL
    for match in patterns.rest.made.finditer(words) if personal_signs.REST in signs else ():
        whole, part = (value_of(match[name] or match[f"{name}2"] or "0") for name in ("whole", "part"))
        is_told = not whole or 0 < whole - part < below or 0 < part < below < whole
        if match["share"]:
            # A quarter of it or more is a small number.
            is_told = 1 < value_of(match["whole3"]) < 4 * below
        if is_told and not _is_label(words, match.start(), match.group()):
            yield match.start(), match.end(), REST


def _found_widely(words: str, below: int) -> Iterator[tuple[int, int, str]]:
    for match in _alone(below).finditer(words):
        if not _is_label(words, match.start(), match.group()) and _counts_people(words, match):
            yield match.start(), match.end(), SMALL
    for match in CIRCUMSTANCES.made.finditer(words):
        yield match.start(), match.end(), ONE


def _counts_people(words: str, found: re.Match[str]) -> bool:
    """Whether a number that stands alone is of people: of what was told of last, or by what they did."""
    if found["some"]:
        return not _OF_WORKERS.made.search(words[max(0, found.start() - 60) : found.start()])
    before = words[max(0, found.start() - 240) : found.start()]
    if quantified := [*_QUANTIFIED.made.finditer(before.rpartition("\n")[2])]:
        last = quantified[-1]
        return PEOPLE.made.fullmatch(last["noun"] or last.group()) is not None
    if _OTHERS.made.match(words, found.end(), found.end() + 120):
        return True
    return bool(found["did"]) and _TELL.made.match(words, found.start("did")) is not None


def _is_label(words: str, start: int, told: str) -> bool:
    """Whether a number is part of a name: Year 4, Key Stage 2, or part of a day's."""
    label = _LABEL.made.search(words[max(0, start - 40) : start])
    if label is None:
        return False
    return (told[0].isdigit() and (label["before"] is None or label["label"][0].isupper())) or label["label"][
        0
    ].isupper()


def _in_tables(text: str, below: int) -> Iterator[Doubt]:
    """Small numbers in the cells of a table whose row, or whose column, is about people."""
    for grid in grids(text):
        about = text[max(0, grid.start - 400) : grid.start].rstrip().rpartition("\n")[2]
        for row, label in enumerate(grid.rows):
            told = PEOPLE.made.search(label) or PEOPLE.made.search(grid.corner) or PEOPLE.made.search(about)
            for column, head in enumerate(grid.columns):
                value = grid.cells[row, column].value if (row, column) in grid.cells else None
                if value is not None and 0 < value < below and (told or PEOPLE.made.search(head)):
                    yield Doubt(*grid.spans[row], SMALL)
                    break
