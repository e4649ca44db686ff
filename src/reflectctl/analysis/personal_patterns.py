"""What personal data looks like: a pattern for each form that it has, and what decides whether a match is of it.

Every pattern is linear in what a stranger can write. Numbers that have a check digit are believed by it, others only
behind the word that says what they are.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache

from ..patterns import LARGE, Later, regex
from .people import CHILD
from .personal_names import may_name
from .personal_signs import BIRTHS, CHILDREN, GIVEN_NAME, MAIL, NAMES, NUMBERS, SOMEBODY, STAFF, WAYS
from .personal_words import GIVEN, NOT_NAMES, OF_A_PLACE

_Judge = Callable[[re.Match[str]], str | None]


def _either(words: str) -> str:
    """Words in small letters, with a capital, or in capitals: faster than a pattern that minds no letter's case."""
    forms = ((word, word[0].upper() + word[1:], word.upper()) for word in words.split("|"))
    return "|".join(dict.fromkeys(each for form in forms for each in form))


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:\d{4}|'?\d\d)(?!\d)"
_DAY_ALONE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d))"
_DAY = (
    rf"(?:\d{{1,2}} ?[./ -] ?\d{{1,2}} ?[./ -] ?{_YEAR}|\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -]{_YEAR}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})"
)
_CHILD = f"(?:{_either(CHILD)})"
_FAMILY = (
    "(?:"
    + _either(
        "mother|mum|mam|father|dad|stepmum|step-mum|stepdad|step-dad|brother|sister|parents|foster|carer|sibling|"
        "twin|nan|gran|granny|grandad|grandma|grandpa|grandmother|grandfather|aunt|auntie|aunty|uncle|cousin|"
        "boyfriend|girlfriend"
    )
    + ")"
)
_ONE_NAME = (
    r"(?:(?:[OD]'|Mc|Mac)[A-Z][a-z]{1,20}|[A-Z\u00c0-\u00de](?:[a-z\u00df-\u00ff]|'(?!s\b)){1,20})"
    r"(?:-[A-Z][a-z]{1,20})?"
)
_NAME = rf"(?P<name>{_ONE_NAME}(?: {_ONE_NAME})?)"
_ROLE = (
    r"(?:PC|DC|DS|DI|DCI|DSU|Sgt|D/Sgt|Rev|Revd|PS|PCSO|Insp|Supt|Dr|Mr|Mrs|Ms|Miss|Mx|SW|"
    r"(?i:sister|nurse|professor|prof|cllr|councillor|inspector|sergeant|constable|superintendent|social worker|"
    r"headteacher|head teacher|head|teacher|officer|midwife|health visitor|GP|youth worker|key ?worker|IRO|"
    r"YOT worker|"
    r"foster carer|paediatrician|psychologist|team manager|practice manager|consultant|advocate|mentor))"
)
_OWN_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Crescent|Cres|Court|Gardens|Grove|Way|Terrace|Row|Mews|"
    r"Place|Hill|Walk|Green|Rise|Square|Parade)"
)
_SYSTEM = (
    "(?:"
    + _either(
        "crime|incident|occ|occurrence|niche|athena|connect|custody record|custody|case|client|liquidlogic|"
        "liquid logic|mosaic|lcs|eclipse|carefirst|social care|cad|urn|pnc|pncid|cro|chs|crn|hospital|patient|"
        "court case|court|referral|file|record|nspis|storm|nrm|mash|lado|rio|systmone|systm one|SystmOne|emis|"
        "paris|assetplus|asset plus|AssetPlus|early help|ehm|sims|capita|synergy|arbor|bromcom|intelligence|"
        "intel|pnd|bwv|exhibit|claim|RiO"
    )
    + ")"
)
_NUMERAL = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen)"
)
_GAP = r"(?: ?[.-]? ?)"
_EDGE = r"(?<![\w.,/#=+\u00a3-])"
_END = r"(?![\w/=+-]|[.,]\d)"


def _digits(found: re.Match[str], group: int | str = 0) -> str:
    return re.sub(r"\D", "", found[group])


def _before(found: re.Match[str], most: int) -> str:
    """What stands before a match."""
    return found.string[max(0, found.start() - most) : found.start()]


def _is(kind: str) -> _Judge:
    return lambda found: kind


def _if_named(kind: str) -> _Judge:
    """Of a kind, where its name has no word that is nobody's name."""
    return lambda found: None if {*re.split(r"[ -]", found["name"])} & NOT_NAMES else kind


def _nhs(found: re.Match[str]) -> str | None:
    digits = _digits(found)
    if len(set(digits)) == 1 or not _modulus_11(digits):
        return None
    if digits[0] in "467" or ("nhs" in found.group().lower() and not digits.startswith("999")):
        return "nhs-number"
    if 320 <= int(digits[:3]) <= 399 or (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12):
        return "health-number"
    return None


def _modulus_11(digits: str) -> bool:
    check = 11 - _weighed(digits)
    return check % 11 == int(digits[9]) and check != 10


def _weighed(digits: str) -> int:
    """What is left of nine digits, each times its weight, when it is divided by eleven."""
    return sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11


_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def _pupil(found: re.Match[str]) -> str | None:
    said = re.sub(r"[ -]", "", found["n"]).upper()
    last = _UPN_LETTERS.find(said[-1]) if said[-1].isalpha() else int(said[-1])
    if last < 0:
        return None
    total = sum(int(each) * weight for weight, each in enumerate(said[1:-1], 2)) + 13 * last
    return "pupil-number" if _UPN_LETTERS[total % 23] == said[0] else None


def _learner(found: re.Match[str]) -> str | None:
    digits = _digits(found, "n")
    rest = _weighed(digits)
    return "learner-number" if rest and (10 - rest) == int(digits[9]) else None


def _nino(found: re.Match[str]) -> str | None:
    prefix = found.group()[:2].upper()
    return None if prefix in ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ") else "national-insurance-number"


_OF_A_THING = Later(
    r"\b(?:partnership|idea|project|group|board|forum|strategy|service|programme|protocol|plan|pilot|team|network|"
    r"pathway|model|approach|work|panel|charity|hub)\b[^.!?\n]{0,12}$",
    re.I,
)


def _birth(found: re.Match[str]) -> str | None:
    """Whether something is born that is a person."""
    return None if _OF_A_THING.made.search(_before(found, 40)) else "date-of-birth"


def _reference(found: re.Match[str]) -> str | None:
    return None if re.search(r"(?<![\d/-])(?:19|20)\d\d(?:-\d\d){0,2}$", found.group()) else "case-reference"


_ORDINAL = regex(r"\d(?:st|nd|rd|th)$")


def _postcode(found: re.Match[str]) -> str | None:
    return None if _ORDINAL.search(found.group()) else "postcode"


_OF_AN_OFFICE = Later(
    r"\b(?:line|desk|office|switchboard|front door|helpline|hotline|team|reception|mash|duty|hub|service)\b"
    r"[^.!?\n]{0,15}$",
    re.I,
)


def _telephone(found: re.Match[str]) -> str | None:
    """Whether a number is somebody's: not a day with a time behind it, and not an office's line."""
    said = found.group()
    if not 10 <= len(_digits(found)) <= 15 or re.match(r"\d\d[. -]\d\d[. -](?:19|20)\d\d\b", said):
        return None
    mobile = re.match(r"(?:\+44|0044|0)\D*7", said) or re.match(r"(?:\+44|0044)\D*0\D*7", said)
    return None if not mobile and _OF_AN_OFFICE.made.search(_before(found, 40)) else "telephone-number"


_SHARED = Later(
    r"(?:[\w-]+[.-])?(?:ask|info|enquir(?:y|ies)|office|contact|hello|admin|help|helpline|support|safeguarding|mash|"
    r"front\.?door|partnership|team|press|foi|dpo|no-?reply|git|board|business\.?unit|duty|referrals?)@|"
    r".*@(?:[\w-]+\.)*(?:example(?:\.(?:org|com|net))?|invalid|test|localhost)$",
    re.I,
)
"""Mail addresses of nobody in particular."""


def _mail(found: re.Match[str]) -> str | None:
    return None if _SHARED.made.match(found.group()) else "mail-address"


_VEHICLE_WORD = Later(
    r"\b(?:reg(?:istration)?|plates?|index|vrm|vrn|car|van|taxi|vehicle|moped|scooter|motorbike|corsa|golf|fiesta|"
    r"focus|astra|polo|audi|bmw|mercedes|clio|insignia)\b[^.!?\n]{0,30}$",
    re.I,
)


def _vehicle(found: re.Match[str]) -> str | None:
    """Whether a plate is one: a new one by itself, an older or odd one behind a word for what bears it."""
    said = found.group()
    new = re.fullmatch(r"(?:[A-HJ-PR-Y]{2} ?(?:0[2-9]|[1-7]\d) ?[A-HJ-PR-Z]{3})", said)
    solid = re.fullmatch(r"[a-hj-pr-y]{2}(?:0[2-9]|[1-7]\d)[a-hj-pr-z]{3}", said)
    if _VEHICLE_WORD.made.search(_before(found, 50)):
        return "vehicle-registration"
    spaced = said[2] == " " or re.search(rf" {_MONTH}$", said, re.I)
    return "vehicle-registration" if (new and not spaced) or solid else None


_child, _staff, _school = map(_if_named, ("child-named", "staff-named", "school-with-year-group"))


def _badge(found: re.Match[str]) -> str | None:
    return None if re.search(r" (?:19|20)\d\d$", found.group()) else "staff-named"


_SCHOOLS = (
    r"(?P<name>(?:St\.? )?[A-Z][\w-]{1,20}(?:'s)?)(?: [A-Z][\w'-]{1,20}){0,3} "
    r"(?:C ?of ?E |CE |RC )?(?i:primary|secondary|high|junior|infants?|grammar|academy|school|college|sixth form)\b"
)
_YEAR_GROUP = (
    r"(?:\b[Yy](?:ear|r)?s?\.? ?(?:1[0-3]|[1-9]|(?i:seven|eight|nine|ten|eleven))(?:'?s)?\b(?! ago)|"
    r"\b[Rr]eception class\b|\b[Ss]ixth former\b)"
)


def patterns(words: str, groups: Collection[str]) -> Iterator[tuple[re.Pattern[str], _Judge]]:
    """Every pattern of some groups, with what decides about its matches."""
    for group in _GROUPS:
        if group in groups and (group not in NAMES or may_name(words)):
            yield from _made(group)


@cache
def _made(group: str) -> tuple[tuple[re.Pattern[str], _Judge], ...]:
    return tuple((regex(form, flags, LARGE), judge) for form, flags, judge in _GROUPS[group]())


def _numbers() -> Iterator[tuple[str, int, _Judge]]:
    yield (
        rf"(?<!ISBN )(?<!ISBN: )(?<!ISBN-10 ){_EDGE}(?:(?i:NHS) ?(?i:number|no|num|#)?[.:=/ ]{{0,3}})?"
        rf"\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}{_END}",
        0,
        _nhs,
    )
    # As CHI is written: six digits of a day, then four.
    yield rf"{_EDGE}\d{{6}}[ -]\d{{4}}{_END}", 0, _nhs
    yield rf"{_EDGE}(?:UPN[:= ]{{0,3}})?(?P<n>[A-HJ-NP-RT-Z](?:[ -]?\d){{11}}[ -]?[\dA-HJ-NP-RT-Z]){_END}", re.I, _pupil
    yield (
        r"\b(?:uln|learner (?:number|no\.?|id))\b(?: (?:number|"
        r"no\.?))?[^\w\n]{0,4}(?:\(uln\)[^\w\n]{1,3})?(?:is |was )?"
        r"(?P<n>\d(?:[ -]?\d){9})(?!\d)",
        re.I,
        _learner,
    )
    yield rf"{_EDGE}[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ .-]?\d\d[ .-]?\d\d[ .-]?\d\d[ .-]?[A-D]{_END}", re.I, _nino
    yield (
        rf"\b{_SYSTEM}(?: (?i:ref(?:erence)?|number|no|num|id|identifier|record|log|"
        rf"case))?\.?(?: (?i:number|no|id))?\.?"
        r"[ :=#.-]{1,4}(?:is |was )?(?=(?:[A-Za-z/-]{0,6}\d){4})[A-Za-z\d][A-Za-z\d/-]{3,20}(?![\w@])",
        0,
        _reference,
    )
    yield (
        r"\bref(?:erence)?(?: (?:number|no|num|id))?\.?[ :=#.-]{1,4}(?:is |was )?(?=(?:[A-Z/-]{0,6}\d){5})"
        r"[A-Z\d][A-Z\d/-]{4,20}(?![\w@])",
        re.I,
        _reference,
    )
    yield (
        rf"\b(?:log|cad|incident)(?: (?:number|no))?\.? ?\d{{1,6}}(?: of)? (?:{_DAY_ALONE}|{_DAY})|"
        r"\b(?:cad|crn|urn|nrm|pnc)\d{4,}",
        re.I,
        _is("case-reference"),
    )


def _births() -> Iterator[tuple[str, int, _Judge]]:
    yield (
        rf"\b(?:(?:d\.? ?o\.? ?b\b\.?|date of birth|born(?: (?:in|at"
        rf"|near) [\w\'-]{{1,20}}(?: [\w\'-]{{1,20}}){{0,2}})?(?: on)?(?: the)?|d/b|date-of-birth|birth ?date|"
        rf"birthday(?: is| was| on)?)"
        rf"[ :=(,|-]{{1,4}}(?:(?:is|was|on|the) ){{0,3}}{_DAY}|dob[ :]{{0,3}}\d{{6}}(?:\d\d)?(?!\d)|"
        rf"(?:born|yob|year of birth)[ :]{{1,2}}(?:in |on )?(?:{_MONTH},? )?(?:19|20)\d\d\b|"
        rf"b\.? ?\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR})|{_DAY} \(?(?:d\.?o\.?b\.?|date of birth)|"
        rf"\b(?:his|her|their|'s) birthday[ ,:(-]{{1,3}}(?:(?:is|was|on|the) ){{0,3}}{_DAY_ALONE}|"
        rf"\b(?:turn(?:s|ed|ing)) {_NUMERAL} (?:on|in) (?:{_DAY_ALONE}|{_MONTH})",
        re.I,
        _birth,
    )


def _about_somebody() -> Iterator[tuple[str, int, _Judge]]:
    yield (
        rf"(?<![\w.-])(?:[1-9]|{_NUMERAL}|one|only)(?: x)? (?:YPs?|yps|CYP|LAC|CLA|CIC|UASC)\b(?! [A-Z])",
        0,
        _is("small-number"),
    )
    yield rf"{_YEAR_GROUP} (?:at|from) {_NAME}\b", 0, _school
    yield rf"(?<![\w.-]){_NAME} \({_YEAR_GROUP}\)", 0, _school
    yield rf"{_YEAR_GROUP}[^.!?\n]{{0,30}}? {_SCHOOLS}", 0, _school
    yield rf"{_SCHOOLS}(?:'s)?[^.!?\n]{{0,60}}?{_YEAR_GROUP}", 0, _school


def _ways_to_reach() -> Iterator[tuple[str, int, _Judge]]:
    yield (
        rf"{_EDGE}(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPS-UW]?|"
        rf"[A-HK-Y]\d[\dABEHMNPRV-Y]?)[ -]?\d[ABD-HJLNP-UW-Z]{{2}})"
        rf"{_END}",
        re.I,
        _postcode,
    )
    yield (
        r"(?<!ISBN )(?<![\w.,/#=-])(?:\+44 ?(?:\(0\) ?)?|0044 ?(?:\(0\) ?)?|\(?0)(?:7\d{3}\)?[ -]?\d{3}[ -]?\d{3}|"
        r"7(?:[ .-]?\d){9}|[12]\d{1,4}\)?[ .-]?\d{3,4}[ .-]?\d{3,4})(?![\w/=-]|\.\d|:\d)",
        0,
        _telephone,
    )
    yield (
        rf"{_EDGE}(?:[A-Z]{{2}} ?\d\d ?[A-Z]{{3}}|[A-HJ-NPR-TV-Y]\d{{1,3}} ?[A-Z]{{3}}|[A-Z]{{3}} ?\d{{1,3}}[A-Z]?)"
        rf"{_END}|{_EDGE}[a-z]{{2}}\d\d ?[a-z]{{3}}{_END}",
        0,
        _vehicle,
    )
    yield (
        r"\b(?:snap(?:chat)?|insta(?:gram)?|ig|tiktok|tik tok|facebook|fb|discord|telegram|whatsapp|twitter|kik|"
        r"roblox|xbox|playstation|psn|handle|gamer ?tag|user ?name|screen ?name)"
        r"(?: (?:user ?name|account|handle|name|user|id|tag|gamer ?tag))?(?: is| as| called|:)?(?: ?[:-])? ?@?"
        r"(?<=[@: ])(?=[\w.]*(?:\d|_|\.\w))[A-Za-z][\w.]{2,30}\w",
        re.I,
        _is("social-media-handle"),
    )
    yield (
        r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|facebook|discord|sc) (?:user ?name|handle)[ :]{1,2}"
        r"(?!(?:is|was|and|or|not|unknown|in|for|of|on|to)\b)\w{4,}|"
        r"\b(?:user|goes by|known as|profile|account|sc)[ :]{1,2}['\"]?(?=[\w.]*[a-z][\w.]*[\d_])(?=[\w.]*[_.\d]\w)"
        r"[A-Za-z][\w.]{3,30}\b(?!@|/)",
        re.I,
        _is("social-media-handle"),
    )
    yield r"(?<![\w#/.-])[A-Za-z][\w.]{1,31}#\d{4}(?![\w-])", 0, _is("social-media-handle")
    yield (
        rf"(?<![\w.-])(?:[Ff]lat \d{{1,4}}[A-Za-z]?,? (?:of |"
        rf"at )?)?\d{{1,4}}[A-Za-z]?,? (?:St\.? )?[A-Z][a-z']{{1,20}}"
        rf"(?: [A-Z][a-z']{{1,20}}){{0,2}} {_OWN_STREET}\b(?! (?:[Ss]chool|[Cc]entre|[Ss]urgery))|"
        rf"(?<![\w.-])\d{{1,4}}[A-Za-z]? The {_OWN_STREET}\b|\b[Ff]lat \d{{1,4}}[A-Za-z]?\b",
        0,
        _is("street-address"),
    )


def _mail_and_accounts() -> Iterator[tuple[str, int, _Judge]]:
    yield (
        r"(?<![\w.+@/-])[\w.+-]{1,64}(?:@| ?[\[(]at[\])] ?)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w@])",
        0,
        _mail,
    )
    yield r"(?<![\w@.+/-])@(?=[\w.]{0,29}[a-z])[A-Za-z_][\w.]{2,29}(?![\w@/-])", 0, _is("social-media-handle")


_NAME_BEGINS, _NAME_ENDS = r"(?<![\w.-])", r"(?![\w-])"


def _children_named() -> Iterator[tuple[str, int, _Judge]]:
    end, begin = _NAME_ENDS, _NAME_BEGINS
    yield (
        rf"\b(?:{_CHILD}s?|{_FAMILY}|children|young people)(?:,| called| named|:| \(|'s name is|,? known as|"
        rf" of| was| is)? ?"
        rf"{_NAME}{end}",
        0,
        _child,
    )
    yield rf"{begin}{_NAME}, (?:\(?(?i:an?|the|our|her|his|aged) )?(?:[a-z-]{{1,15}} ){{0,3}}(?:{_CHILD})\b", 0, _child
    yield rf"{begin}{_NAME}, (?:\(?(?i:an?|the|our|her|his|aged) )?\d\d?,", 0, _child
    yield rf"{begin}{_NAME},? (?:\(?aged? \d\d?\b(?![-/:]|\.\d)|\(\d\d?\))", 0, _child
    yield (
        rf"{begin}{_NAME}'s (?:{_FAMILY}|social worker|youth worker|key ?worker|teacher|school|placement|"
        rf"phone|bedroom|"
        rf"disclosure|case(?! for))\b",
        0,
        _child,
    )
    yield (
        rf"{begin}{_NAME}(?:,? who (?:is|was|turned|turns)|(?: is|'s| was| turned)(?= (?:now |only |just "
        rf"|still )?\d\d? and (?:lives|"
        rf"goes|has|attends|is|was|likes|wants|loves|said|told|moved|went|came|had|lived)\b))"
        rf" (?:now |only |just |still )?(?:1\d|[5-9])(?![\w%/:-]|\.\d)",
        0,
        _child,
    )
    yield rf"{begin}{_NAME} and (?:his|her|their) (?:{_FAMILY}|family|siblings|friends?)\b", 0, _child
    yield (
        rf"{begin}{_NAME} (?:[A-Z] (?:disclosed|said|told|went|was|is|has|had|moved|did)\b|\((?:{_CHILD})\))",
        0,
        _child,
    )
    yield rf"{begin}{_NAME} \((?:LAC|CLA|CIC|CiC|CIN|CiN|CP|YP|UASC)\)", 0, _child
    yield rf"\b(?:for|with|about|from|to|by|on|of|that) {_NAME} [A-Z](?![\w'&-])", 0, _child
    yield rf"\b[Tt]he {_NAME} (?:siblings|twins|brothers|sisters|kids|boys|girls|family)\b", 0, _child
    yield (
        rf"\b(?:{_CHILD})(?:,| called| named|:| \()? ?(?:[A-Z]\.?[A-Z]\.?|[A-Z]\.){end}|"
        rf"\b(?:Child|Boy|Girl|Pupil|Young Person) [A-Z](?![\w'-])|\b(?:child|boy|girl|pupil|"
        rf"person) [B-HJ-Z](?![\w'&-])|"
        rf"{begin}[A-Z]{{2}}'s (?:{_FAMILY})\b|{begin}[A-Z]{{2}}, (?:an?|the|"
        rf"our) (?:[\w-]{{1,15}} ){{0,3}}{_CHILD}\b|\b[Ii]nitials:? [A-Z]\.?[A-Z]\.?{end}|"
        rf"{begin}[A-Z]\.?[A-Z]\.? \((?:[5-9]|1[0-7]|[Yy](?:ea)?r? ?(?:1[0-3]|[1-9]))\)",
        0,
        _is("child-named"),
    )


def _staff_named() -> Iterator[tuple[str, int, _Judge]]:
    end, begin = _NAME_ENDS, _NAME_BEGINS
    yield rf"{begin}(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z](?![\w.&-])", 0, _is("staff-named")
    yield rf"{begin}(?:{_ROLE}\.? ){{1,2}}(?:\d{{2,5}} )?(?:[A-Z]\.? )?{_NAME}{end}", 0, _staff
    yield rf"{begin}{_ROLE}, (?P<name>{_ONE_NAME} {_ONE_NAME}){end}", 0, _staff
    yield (
        rf"{begin}(?P<name>{_ONE_NAME} {_ONE_NAME}),? \(?(?:the |our |a |her |his )?(?:{_ROLE}|"
        rf"safeguarding lead|DSL)\b",
        0,
        _staff,
    )
    yield (
        rf"\b(?i:owner|lead|chair(?:ed by)?|contact|agreed by|minutes|author): ?(?P<name>{_ONE_NAME} {_ONE_NAME}) \(",
        0,
        _staff,
    )
    yield r"\b(?i:collar|shoulder|warrant) (?i:number|no\.?)[ :]{1,2}\w?\d{2,6}\b", 0, _is("staff-named")
    yield r"\b(?:PC|DC|DS|PS|PCSO) ?\d{3,5}\b", 0, _badge


def _given_names() -> Iterator[tuple[str, int, _Judge]]:
    yield (
        rf"(?<![\w.-])(?<!St )(?<!St\. )(?<!Queen )(?<!King )(?:{GIVEN})(?:"
        rf" (?!{OF_A_PLACE}){_ONE_NAME}(?! (?:{OF_A_PLACE}|Protocol|Inquiry|Law|Review|Report|Award|Charity)\b)|"
        rf"(?<!George)(?<!James)(?<!Victoria)(?<!Charlotte)(?<!Dawn)(?<!Carol)(?<!Lee)(?!'s [A-Z]| [A-Z]|"
        rf" line\b))(?![\w-])",
        0,
        _is("person-named"),
    )


_GROUPS = {
    NUMBERS: _numbers,
    BIRTHS: _births,
    SOMEBODY: _about_somebody,
    WAYS: _ways_to_reach,
    MAIL: _mail_and_accounts,
    CHILDREN: _children_named,
    STAFF: _staff_named,
    GIVEN_NAME: _given_names,
}
