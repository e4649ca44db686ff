"""A text in; the places in it that look like somebody's data, out: by kind, and never with what they say.

Blanks, dashes and dots of every sort are made plain first. Numbers that have a check digit are believed by it, others
only behind the word that says what they are. Every pattern is linear in what a stranger can write.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from . import redaction
from .plain_text import plain

STRONG, WEAK = "strong", "weak"

KINDS = {
    "nhs-number": (STRONG, "an NHS number"),
    "health-number": (WEAK, "a health number of Scotland (CHI) or Northern Ireland"),
    "upn": (STRONG, "a unique pupil number"),
    "uln": (STRONG, "a unique learner number"),
    "national-insurance-number": (STRONG, "a National Insurance number"),
    "date-of-birth": (STRONG, "a date of birth"),
    "age": (STRONG, "a person's age"),
    "reference": (STRONG, "a reference of a case, a crime or a record"),
    "postcode": (WEAK, "a full postcode"),
    "telephone": (WEAK, "a telephone number"),
    "mail-address": (STRONG, "a mail address"),
    "vehicle": (STRONG, "a vehicle's registration"),
    "handle": (STRONG, "an account on social media"),
    "child-named": (STRONG, "a name or initials beside a child"),
    "school-and-year": (STRONG, "a school with a year group"),
    "small-number": (WEAK, "a small number of people"),
    "address": (STRONG, "an address"),
    "staff-named": (STRONG, "a member of staff by name"),
}
"""Of each kind: whether it says by itself whose it is, and what it is called."""


class Place(NamedTuple):
    """A place that looks like somebody's data."""

    start: int
    end: int
    kind: str


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    rf"(?:\d{{1,2}} ?[./-] ?\d{{1,2}} ?[./-] ?(?:\d{{4}}|\d\d)|\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?:\d{{4}}|\d\d)|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_CHILD = (
    r"(?:child|girl|boy|pupil|student|teenager|toddler|baby|infant|son|daughter|brother|sister|sibling|twin|"
    r"young person|young man|young woman|youth|victim|care leaver|cousin|niece|nephew)"
)
_NAME = r"[A-Z][a-z'\u00e0-\u00ff]{1,20}(?:-[A-Z][a-z]{1,20})?"
_NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        "A Academy Act Action Advisers After Agree All Also An And Anyone Anything April Are As Asian At "
        "August Autumn Barnardo's Before Behaviour Black Board Both Bringing British Building But By Care "
        "Centre Chair Champion Champions Chapter Children Children's Christian Christmas College Commissioner "
        "Council Criminal Culture December Deputy Disagree Doctor Each Early Easter England English Every "
        "Everyone Evidence Exploitation Families Family February First Flat For Forum Four Friday From Group "
        "He Head Health Help Her Here His Hospital House How Hub I If In Inspector Ireland Is It Its January "
        "Jewish July June Key Lead Leads Looked Making Manager March May Mental Minister Missing Monday Most "
        "Muslim NHS Neither Network No Not Nothing November Now Nurse October Of Officer Officers On One Only "
        "Or Our Panel Parents Participation Partnership People Plan Plans Police Polish Practice Preliminary "
        "Protection Record Records Review Rights Roma Romanian Safeguarding Saturday School Scotland Section "
        "September Sergeant Service Services Sexual She So Social Somali Some Someone Something Spring Stage "
        "Strongly Such Summer Sunday Support Team Teams Than That The Their Then There These They This Those "
        "Three Thursday To Trust Tuesday Two University Voice Wales Was We Wednesday Welfare Welsh Were What "
        "When Where White Who Why Winter With Worker Workers Working Year Yes You Young Your ",
    )
)
"""Words with a capital that are nobody's name."""
_ROLE = (
    r"(?:PC|DC|DS|DI|DCI|Sgt|PS|Dr|Mr|Mrs|Ms|Miss|Mx|Sister|Nurse|Professor|Prof|Cllr|Councillor|Inspector|Sergeant|"
    r"Constable|Superintendent|social worker|headteacher|head teacher|teacher|officer|midwife|health visitor|GP|"
    r"youth worker)"
)
_OWN_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|Court|Gardens|Grove|Way|Terrace|Row|Mews|Place|"
    r"Hill|Walk|"
    r"Green|Rise|Square|Parade)"
)


def _nhs(found: re.Match[str]) -> str | None:
    digits = re.sub(r"\D", "", found.group())
    if len(set(digits)) == 1 or not _modulus_11(digits):
        return None
    if digits[0] in "467" or ("nhs" in found.group().lower() and not digits.startswith("999")):
        return "nhs-number"
    if 320 <= int(digits[:3]) <= 399 or (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12):
        return "health-number"
    return None


def _modulus_11(digits: str) -> bool:
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(digits[9]) and check != 10


_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def _upn(found: re.Match[str]) -> str | None:
    said = re.sub(r"[ -]", "", found.group()).upper()
    last = _UPN_LETTERS.find(said[-1]) if said[-1].isalpha() else int(said[-1])
    if last < 0:
        return None
    total = sum(int(each) * weight for weight, each in enumerate(said[1:-1], 2)) + 13 * last
    return "upn" if _UPN_LETTERS[total % 23] == said[0] else None


def _uln(found: re.Match[str]) -> str | None:
    digits = re.sub(r"\D", "", found["n"])
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return "uln" if rest and (10 - rest) == int(digits[9]) else None


def _nino(found: re.Match[str]) -> str | None:
    prefix = found.group()[:2].upper()
    return None if prefix in ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ") else "national-insurance-number"


def _named(found: re.Match[str]) -> bool:
    return not {*re.split(r"[ -]", found["name"])} & _NOT_NAMES


def _child(found: re.Match[str]) -> str | None:
    return "child-named" if _named(found) else None


def _staff(found: re.Match[str]) -> str | None:
    return "staff-named" if _named(found) else None


_SHARED = re.compile(
    r"(?:ask|info|enquir(?:y|ies)|office|contact|hello|admin|help|helpline|support|safeguarding|mash|front\.?door|"
    r"partnership|team|press|foi|dpo|no-?reply|git|board|business\.?unit|duty|referrals?)@|"
    r".*@(?:[\w-]+\.)*(?:example(?:\.(?:org|com|net))?|invalid|test|localhost)$",
    re.I,
)
"""Mail addresses of nobody in particular."""


def _mail(found: re.Match[str]) -> str | None:
    return None if _SHARED.match(found.group()) else "mail-address"


_Judge = Callable[[re.Match[str]], str | None]
_GAP = r"(?: ?[.-]? ?)"
_EDGE = r"(?<![\w.,/#=+-])"
_END = r"(?![\w/=+-]|[.,]\d)"


def _is(kind: str) -> _Judge:
    return lambda found: kind


_PATTERNS: tuple[tuple[re.Pattern[str], _Judge], ...] = (
    (
        re.compile(
            rf"(?<!ISBN )(?<!ISBN: )(?<!ISBN-10 ){_EDGE}(?:NHS ?(?:number|no|num|"
            rf"#)?[.: ]{{0,3}})?\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}{_END}"
        ),
        _nhs,
    ),
    (re.compile(rf"{_EDGE}[A-HJ-NP-RT-Za-hj-np-rt-z](?:[ -]?\d){{11}}[ -]?[\dA-HJ-NP-RT-Za-hj-np-rt-z]{_END}"), _upn),
    (
        re.compile(r"\b(?:uln|learner (?:number|no\.?|id))[^\w\n]{1,4}(?:is |was )?(?P<n>\d(?: ?\d){9})(?!\d)", re.I),
        _uln,
    ),
    (
        re.compile(rf"{_EDGE}[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]{_END}", re.I),
        _nino,
    ),
    (
        re.compile(
            rf"\b(?:d\.? ?o\.? ?b\.?|date of birth|born(?: on)?(?: the)?|birth ?date|birthday(?: is| was| on)?)"
            rf"[ :=(,-]{{1,4}}(?:is |was |on )?{_DAY}|\(b\.? ?{_DAY}\)|{_DAY} \(?(?:d\.?o\.?b\.?|date of birth)",
            re.I,
        ),
        _is("date-of-birth"),
    ),
    (
        re.compile(
            r"\b(?:crime|incident|occurrence|niche|athena|custody|case|client|liquid ?logic|mosaic|lcs|eclipse|"
            r"carefirst|"
            r"social care|cad|urn|pnc|pncid|cro|chs|hospital|patient|court|referral|file|record|nspis|storm)"
            r" ?(?:ref(?:erence)?|number|no|num|id|identifier|record)?\.?(?: (?:number|no|"
            r"id))?[ :=#.-]{1,4}(?:is |was )?"
            r"(?=(?:[A-Z/-]{0,6}\d){4})[A-Z\d][A-Z\d/-]{3,20}(?![\w@])",
            re.I,
        ),
        lambda found: None if re.search(r"(?<![\d/-])(?:19|20)\d\d(?:-\d\d){0,2}$", found.group()) else "reference",
    ),
    (
        re.compile(
            rf"{_EDGE}(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPS-UW]?|"
            rf"[A-HK-Y]\d[\dABEHMNPRV-Y]?) ?\d[ABD-HJLNP-UW-Z]{{2}}){_END}"
        ),
        _is("postcode"),
    ),
    (
        re.compile(
            r"(?<!ISBN )(?<![\w.,/#=-])(?:\+44 ?(?:\(0\) ?)?|0044 ?|\(?0)(?:7\d{3}\)?[ -]?\d{3}[ -]?\d{3}|"
            r"(?:[123]\d{1,4})\)?[ -]?\d{3,4}[ -]?\d{3,4})(?![\w/=-]|\.\d)"
        ),
        lambda found: "telephone" if 10 <= len(re.sub(r"\D", "", found.group())) <= 14 else None,
    ),
    (
        re.compile(r"(?<![\w.+@/-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w@])"),
        _mail,
    ),
    (re.compile(rf"{_EDGE}[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[1-7]\d) ?[A-HJ-PR-Z]{{3}}{_END}"), _is("vehicle")),
    (
        re.compile(
            r"\b(?:snap(?:chat)?|insta(?:gram)?|tiktok|tik tok|facebook|discord|telegram|whatsapp|twitter|x|kik|"
            r"roblox|"
            r"xbox|playstation)(?: (?:user ?name|account|handle|name|user|id|gamertag))?(?: is| as| called|"
            r":)? ?:? ?@?"
            r"(?<=[@: ])(?=[\w.]*(?:\d|_|\.\w))[A-Za-z][\w.]{2,30}\w",
            re.I,
        ),
        _is("handle"),
    ),
    (re.compile(r"(?<![\w@.+/-])@(?=[\w.]{0,29}[a-z])[A-Za-z_][\w.]{2,29}(?![\w@/])"), _is("handle")),
    (
        re.compile(
            rf"\b(?i:{_CHILD}|mother|mum|father|dad)(?:,| called| named|:| \(|'s name is|,? known as)? "
            rf"?(?P<name>{_NAME}(?: {_NAME})?)(?![\w-])"
        ),
        _child,
    ),
    (
        re.compile(
            rf"(?<![\w.-])(?P<name>{_NAME}(?: {_NAME})?),? (?:\(?(?i:an?|the|our|her|his|aged) )?(?:\d\d?,|"
            rf"(?i:{_CHILD})\b)"
        ),
        lambda found: "child-named" if _named(found) and found.group().count(",") else None,
    ),
    (re.compile(rf"(?<![\w.-])(?P<name>{_NAME}(?: {_NAME})?),? (?:\(?aged? \d\d?\b(?![-/.:])|\(\d\d?\))"), _child),
    (
        re.compile(
            rf"(?<![\w.-])(?P<name>{_NAME}(?: {_NAME})?)'s (?i:mother|mum|father|dad|brother|sister|parents|"
            rf"foster|carer|sibling)\b"
        ),
        _child,
    ),
    (
        re.compile(
            rf"\b(?i:{_CHILD})(?:,| called| named|:| \()? ?(?:[A-Z]\.?[A-Z]\.?|[A-Z]\.)(?![\w-])|\b(?:Child|Boy|"
            rf"Girl|Pupil|Young Person) [A-Z](?![\w'-])"
        ),
        _is("child-named"),
    ),
    (
        re.compile(
            r"\b[A-Z][\w'-]{1,20}(?: [A-Z][\w'-]{1,20}){0,3} (?i:primary|secondary|high|junior|infants?|grammar|"
            r"academy|"
            r"school|college|sixth form)\b[^.!?\n]{0,60}?\b[Yy]ear ?(?:1[0-3]|[1-9]|seven|eight|nine|ten|"
            r"eleven)\b(?! ago)"
            r"|\b[Yy]ear ?(?:1[0-3]|[1-9])\b[^.!?\n]{0,30}? (?:at|of|from|"
            r"in) (?:the )?[A-Z][\w'-]{1,20}(?: [A-Z][\w'-]{1,20}){0,3} "
            r"(?i:primary|secondary|high|junior|infants?|grammar|academy|school|college)\b"
        ),
        _is("school-and-year"),
    ),
    (
        re.compile(
            rf"(?<![\w.-])(?:[Ff]lat \d{{1,4}}[A-Za-z]?,? (?:of |"
            rf"at )?)?\d{{1,4}}[A-Za-z]?,? [A-Z][a-z']{{1,20}}(?: [A-Z][a-z']{{1,20}}){{0,2}} "
            rf"{_OWN_STREET}\b(?! (?:[Ss]chool|[Cc]entre|[Ss]urgery))|\b[Ff]lat \d{{1,4}}[A-Za-z]?\b"
        ),
        _is("address"),
    ),
    (re.compile(rf"(?<![\w.-])(?:{_ROLE})\.?,? (?:\d{{2,5}} )?(?P<name>{_NAME}(?: {_NAME})?)(?![\w-])"), _staff),
    (
        re.compile(
            rf"(?<![\w.-])(?P<name>{_NAME} {_NAME}),? \(?(?:the |our |a |her |his )?(?:{_ROLE}|"
            rf"safeguarding lead|DSL|team manager|practice manager)\b"
        ),
        _staff,
    ),
)
_NINO = re.compile(r"[a-z]{2}\d{6}[a-d]")
_HASH = re.compile(r"(?<![\w-])(?:[0-9a-f]{7,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])")
_ELSEWHERE = re.compile(r"(?:https?://|mailto:)[^\s<>\"')\]]+")


def places(text: str, below: int = redaction.FEWER_THAN) -> list[Place]:
    """The places of a text that look like somebody's data, in their order; each once, by the gravest of its kinds."""
    said = plain(text, keep="_")
    words = _ELSEWHERE.sub(_blank, _HASH.sub(_blank_hash, said.text))
    found = [(start, end, kind) for start, end, kind in _found(words)]
    made = [Place(said.at[start], said.at[end - 1] + 1, kind) for start, end, kind in found]
    made += [Place(each.start, each.end, _OF_DOUBTS[each.kind]) for each in redaction.doubts(text, below)]
    kept: list[Place] = []
    for each in sorted(made, key=lambda each: (KINDS[each.kind][0] != STRONG, each)):
        if not any(each.start < other.end and other.start < each.end for other in kept[-50:]):
            kept.append(each)
    return sorted(kept)


_OF_DOUBTS = {
    redaction.AGE: "age",
    redaction.SMALL: "small-number",
    redaction.REST: "small-number",
    redaction.ONE: "small-number",
}


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found.group())


def _blank_hash(found: re.Match[str]) -> str:
    said = found.group()
    return said if said.isdigit() or said.isalpha() or _NINO.fullmatch(said) else "\0" * len(said)


def _found(words: str) -> Iterator[tuple[int, int, str]]:
    for pattern, judge in _PATTERNS:
        for match in pattern.finditer(words):
            kind = judge(match)
            if kind:
                yield match.start(), match.end(), kind
