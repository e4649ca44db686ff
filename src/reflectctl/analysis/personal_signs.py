"""A text in; which judges of personal data have to look at it, out: most texts have nothing that any of them goes by.

Each word stands for a sign that says what it is to the judges: a number, a word for people, a name. What they look for
is then looked for in a row of signs, which is a tenth as long as the text and quick to look through. No text is passed
over in which something would be found; one in which nothing is may be looked at.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from unicodedata import normalize

from ..model.fields import FIELDS
from ..patterns import regex
from .people import CHILD, PEOPLE_WORDS, WORDS
from .personal_words import GIVEN, NOT_NAMES

NUMBERS, BIRTHS, SOMEBODY, WAYS, MAIL = "numbers", "births", "somebody", "ways", "mail"
CHILDREN, STAFF, GIVEN_NAME = "children named", "staff named", "given name"
NAMES = frozenset((CHILDREN, STAFF, GIVEN_NAME))
"""What judges names."""
AGES, FEW, FEW_BEHIND, REST, ONE, WELSH = "ages", "few", "few behind", "rest", "one", "welsh"
DOUBTS = frozenset((AGES, FEW, FEW_BEHIND, REST, ONE, WELSH))
"""What `redaction` judges."""

_WORDS = {
    "n": "both couple couples pair pairs duo trio threesome quartet foursome handful lone single twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth " + " ".join(WORDS),
    "o": "only",
    "P": " ".join(word.rpartition(" ")[2] for word in (*PEOPLE_WORDS, *CHILD.split("|"))),
    "L": "yp yps cyp cyps lac lacs cla clas cic cics uasc",
    # One of whom stands out when it is told what became of them, and what that is told by.
    "Z": "girl boy teenager mother father pupil baby sister brother toddler",
    "W": "in at and with",
    "c": "who",
    "v": "whose died",
    "d": "was had told said",
    "D": "were",
    "j": "did have has are is",
    "g": "went could lived felt",
    "f": "came fell rose numbered totalled dropped grew up down declined decreased increased",
    "N": "number numbers n x",
    "w": "whom them these those which",
    # No number of people reaches over these.
    "O": "of",
    "h": "the",
    "s": "a an about between fewer or to by on that each than when where what how as asked heard saw met gave let "
    "read agency school meeting way place point thing month week day hour more january february march april may june "
    "july august september october november december",
    "J": "youngest oldest eldest sole",
    "T": "twins triplets",
    "V": "oed blant blentyn plentyn phlentyn phlant bobl fachgen bachgen ferch merch ddisgybl disgybl "
    "riant rieni deulu theulu chwaer frawd brawd",
    "S": "group groups",
    "M": "mam stepmum step stepdad foster nan gran granny grandad grandma grandpa grandmother grandfather aunt auntie "
    "aunty uncle boyfriend girlfriend teacher placement phone bedroom his her their friend friends initials initial "
    "key",
    "l": "pc dc ds di dci dsu sgt rev revd ps pcso insp supt mx sw nurse professor prof cllr councillor inspector "
    "sergeant constable superintendent worker headteacher head officer midwife visitor gp iro paediatrician "
    "psychologist manager "
    "consultant advocate mentor lead dsl owner chair chaired contact agreed minutes author keyworker",
    "b": "just still now then being",
    "k": "mr mrs ms miss dr collar shoulder warrant",
    "Q": "strong",
    "K": "old aged age ages yo o male female nearly almost she he f m",
    "q": "y yr yrs",
    "r": "year years ys",
    "t": "turned turning birthday",
    "B": "born birth birthdate dob yob b d turn turns",
    "A": "all everyone everybody every",
    "E": "but for than",
    "i": "except bar save apart other",
    "e": "from",
    "X": "reception former",
    "H": "snap snapchat insta instagram ig tiktok tik facebook fb discord telegram whatsapp twitter kik roblox xbox "
    "playstation psn handle gamer gamertag user username screen screenname sc",
    "I": "ref reference crime incident occ occurrence niche athena connect custody logic mosaic lcs "
    "eclipse carefirst care cad urn pnc pncid cro chs crn court nspis storm nrm mash lado rio systmone emis paris "
    "assetplus plus ehm sims capita synergy arbor bromcom intelligence intel pnd bwv exhibit claim log "
    "file record hospital help",
    "a": "account profile known goes",
    "F": "flat",
}
"""What words are to the judges, by their signs; a word that is in several lines is of the last."""
_STREETS = frozenset(
    [
        "Street",
        "St",
        "Road",
        "Rd",
        "Avenue",
        "Ave",
        "Lane",
        "Ln",
        "Drive",
        "Close",
        "Crescent",
        "Cres",
        "Court",
        "Gardens",
        "Grove",
        "Way",
        "Terrace",
        "Row",
        "Mews",
        "Place",
        "Hill",
        "Walk",
        "Green",
        "Rise",
        "Square",
        "Parade",
    ]
)
OWN_KEYS = frozenset(str(field.route[-1]) for record in FIELDS.values() for field in record if field.route)
"""The keys of the records."""
_YEAR = regex(r"(?:19|20)\d\d")
_ORDINAL = regex(r"\d{1,2}(?:st|nd|rd|th)")
_GIVEN_NAMES = frozenset(GIVEN.split("|"))
_ACTION = regex(r"a-(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{4}")
"""The id of an action."""
_VERSION = regex(r"v\d+")
DAY = r"\d{4}-\d\d(?:-\d\d(?:-[a-z0-9-]{1,80})?)?"
_DAY = regex(DAY)
_MOST_WORDS = 100_000
"""How many different words are kept in mind."""
_ONE_SIGN = str.maketrans(dict.fromkeys("!?", ".") | dict.fromkeys("=(\u2014\u2015", ":"))
"""What ends a sentence, as one sign, and what a number may follow, as another."""
_APART = ((". ", " \1 "), (".\n", " \1 "), (":", " ( "))
"""What stands by itself in a row."""
_WITHIN = str.maketrans("sOhWdDjeEcY", "xxxxxxxxxx4")
"""Words of which another is made stand for nothing by themselves: out-of-area."""
_PLAIN = str.maketrans(
    {chr(sign): " " for sign in range(128) if not chr(sign).isalnum() and chr(sign) not in "'-_("}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | dict.fromkeys("\u2018\u2019", "'")
    | dict.fromkeys("\u201c\u201d\u2026", " ")
    | dict.fromkeys("*~`\u00ad\u200b\u200c\u200d\u2060\ufeff", None)
    | {"\1": "."}
)


_APART_FROM = "\2"
"""What is put between texts whose rows are looked through together."""
_END = "\n"
"""What stands between their rows."""
_TOGETHER = {sign: instead for sign, instead in _PLAIN.items() if sign != ord(_APART_FROM)}


class _Signs(dict[str, str]):
    """The signs of each word, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__({".": ".", "(": "(", _APART_FROM: _END})
        self._known = {word: sign for sign, words in _WORDS.items() for word in words.split()}

    def __missing__(self, word: str) -> str:
        # Most words are in small letters, and stand for what they are known for.
        is_plain = word.isascii() and word.isalpha() and word.islower()
        sign = self._known.get(word, "x") if is_plain else self._of(word.strip("'_-"))
        if len(self) < _MOST_WORDS:
            self[word] = sign
        return sign

    def _of(self, word: str) -> str:
        if not word.isascii() and (usual := normalize("NFKC", word)) != word:
            return "".join(self[each] for each in usual.translate(_PLAIN).split())
        if not word:
            return "("
        if len(word) == 1 and word.isupper():
            return f"{'' if word in 'AI' else 'C'}z{self._known.get(word.lower(), 'x')}"
        if word.isdigit():
            return "Y" if _YEAR.fullmatch(word) else "1" if len(word) < 4 else "4" if len(word) < 6 else "6"
        if _ACTION.fullmatch(word):
            return "x"
        is_day = _DAY.fullmatch(word) is not None
        if ("-" in word or "'" in word.removesuffix("'s")) and not is_day:
            first, *others = (self[each] for each in re.split("[-']", word))
            return "C" * word[0].isupper() + first + "".join(others).translate(_WITHIN)
        if word.replace("_", "").isalpha() and not word.isalpha():
            return "x" if word in OWN_KEYS else "u"
        if not word.removesuffix("'s").isalpha():
            if _VERSION.fullmatch(word):
                return "x"
            return "y" if is_day else "n" if _ORDINAL.fullmatch(word) else "m"
        low = word.casefold().removesuffix("'s")
        sign = self._known.get(low, "x") + "p" * (word[0].isupper() and word.endswith("'s"))
        if word[0].isupper():
            if word in _STREETS:
                return f"C{sign}R"
            if word.isupper() and 2 <= len(word) <= 3:
                return f"U{sign}"
            if word.removesuffix("'s") in _GIVEN_NAMES:
                return f"CG{sign}"
            if word not in NOT_NAMES:
                return f"C{sign}"
        return sign


_PERSON = "[PZLqT]"
_NUMBER = "[no1Y46]"
_LEAST = {
    NUMBERS: ("[6m]", "[14Y].?[14Y].?[14]", "[IPZ].{0,4}(?:4|[14Yy][^.\n]?[14])"),
    BIRTHS: ("m",),
    SOMEBODY: ("m", f"[rq].?{_NUMBER}", "X", f"{_NUMBER}.?L"),
    WAYS: (
        *("[6mH]", "[14Y][14Y][14Y]", "4[4Y]", "U[A-Za-z]?[14Y]", "[14Y]U", "F[14Y]", "[14Y].{0,8}R"),
        "a.{0,3}[14Yu]",
    ),
    CHILDREN: (
        *("m", "[PZLqMT].{0,5}[CUz]", "[CU].{0,8}[PZLqMT]", f"[CU].{{0,5}}{_NUMBER}", f"z.?z.{{0,3}}{_NUMBER}"),
        *("[CU].{0,2}z", "p"),
    ),
    STAFF: ("m", "k", "[lPZM].{0,4}[CU]", "[CU].{0,5}[lPZM]", f"U[A-Za-z]?{_NUMBER}"),
    GIVEN_NAME: ("G", "m"),
    AGES: (
        "[mV]",
        f"{_PERSON}[ODdjbo(Ks]{{0,3}}{_NUMBER}",
        *(f"[Kqt].{{0,4}}{_NUMBER}", f"{_NUMBER}.{{0,4}}[Kqt]", f"o{_NUMBER}", f"J.{{0,8}}{_NUMBER}"),
    ),
    FEW: (
        "m",
        f"{_NUMBER}[(xN]{{0,2}}A?(?:s[sx])?(?:[Oe][hxwAM]?)?(?:[Ddj]s?)?[^.\nsOhWdDjeEc]{{0,14}}{_PERSON}",
        *(f"{_NUMBER}{_NUMBER}[dDj]", f"{_NUMBER}Q"),
    ),
    FEW_BEHIND: (
        "m",
        f"{_PERSON}[^.\n]{{0,34}}(?:[w(N][xbos(]?{_NUMBER}|[fg][es]?{_NUMBER}|[Dd][xbo]?{_NUMBER}|"
        f"{_NUMBER}(?:[Ox][hx]?[wS]|[Ddfgj]))",
        *(f"N[^.\n]{{0,40}}{_NUMBER}", f"[Ox][hxw]?{_NUMBER}[cw]", f"w[xbos(]?{_NUMBER}"),
    ),
    REST: (
        *(f"[APZL][Eei]{{1,3}}{_NUMBER}", f"h.{_NUMBER}", f"{_NUMBER}[(xN]{{0,2}}O[hxwAM]?{_NUMBER}"),
        f"{_NUMBER}[^.\nsOhWdDjeEc]{{0,14}}{_PERSON}.{{0,24}}{_NUMBER}",
        f"xO[hxwAM]?{_NUMBER}[^.\nsOhWdDjeEc]{{0,14}}{_PERSON}",
    ),
    ONE: ("T", "[Jo].{0,8}[PZL]", "Z[Wcdevg]"),
    WELSH: ("V",),
}
"""What a row of signs has at least where a group of judges finds something."""


_NEEDED = {
    NUMBERS: ("m1Y46",),
    BIRTHS: ("m",),
    SOMEBODY: ("mXno1Y46",),
    WAYS: ("mHano1Y46",),
    CHILDREN: ("CUmz",),
    STAFF: ("CUmk",),
    GIVEN_NAME: ("Gm",),
    AGES: ("mVno1Y46", "mVKqtPZLToJ"),
    FEW: ("mno1Y46", "mPZLqTdDjQ"),
    FEW_BEHIND: ("mno1Y46", "mPZLqTNwc"),
    REST: ("no1Y46",),
    ONE: ("TJoZ",),
    WELSH: ("V",),
}
"""Of which signs there is one at least: a quicker look, before the row is looked through."""
_Group = tuple[str, tuple[frozenset[str], ...], re.Pattern[str]]


@cache
def _made() -> tuple[_Signs, tuple[_Group, ...]]:
    return _Signs(), tuple(
        (group, (*map(frozenset, _NEEDED[group]),), regex("|".join(_LEAST[group]))) for group in _LEAST
    )


def _row(text: str, signs: _Signs, table: Mapping[int, str | None] = _PLAIN) -> str:
    text = text.translate(_ONE_SIGN)
    for sign, instead in _APART:
        text = text.replace(sign, instead)
    return "".join(map(signs.__getitem__, text.translate(table).split()))


def suspects(texts: Iterable[str]) -> dict[str, bool]:
    """Those of some texts that may have the least for a judge: all of which `least` says something.

    With each, whether it is none but judges of names that may have something to look at. Texts are looked through
    together, which takes a quarter as long as one by one.
    """
    found: dict[str, bool] = {}
    for together in _together(texts):
        found.update(_suspects(together))
    return found


_MOST_TOGETHER = 60_000
"""Characters. More together are no quicker, and their words take ten times the room of the texts."""


def _together(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts that can be looked through together: a letter beyond ASCII makes slow all that stands beside it."""
    parts: tuple[list[str], list[str]] = [], []
    long = [0, 0]
    for text in texts:
        kind = text.isascii()
        parts[kind].append(text)
        long[kind] += len(text)
        if long[kind] > _MOST_TOGETHER:
            yield [*parts[kind]]
            parts[kind].clear()
            long[kind] = 0
    yield from filter(None, parts)


def _suspects(texts: list[str]) -> Iterator[tuple[str, bool]]:
    apart = [text for text in texts if _APART_FROM in text]
    if apart:
        texts = [text for text in texts if _APART_FROM not in text]
    signs, _ = _made()
    together = _row(f" {_APART_FROM} ".join(texts), signs, _TOGETHER)
    bare = together.translate(_NO_NAMES)
    rows = bare.split(_END)
    odd = _odd(texts)
    found = {
        number for number, row in enumerate(rows) if ("B" in row or "t" in row) and not _IN_FIGURES.isdisjoint(row)
    }
    ways, names, by_words, by_numbers = _quick()
    _look(ways, together, range(len(rows)), found)
    _look(by_words, bare, range(len(rows)), found)
    numbered = [number for number, row in enumerate(rows) if not _NUMBERED.isdisjoint(row)]
    _look(by_numbers, _END.join(map(rows.__getitem__, numbered)), numbered, found)
    named: set[int] = set()
    _look(names, together, range(len(rows)), named)
    for number in sorted((found | named) - odd):
        yield texts[number], number not in found
    for text in (*map(texts.__getitem__, sorted(odd)), *apart):
        if groups := least(text):
            yield text, groups <= NAMES


def _odd(texts: Sequence[str]) -> set[int]:
    """In which texts there is something that their rows of signs do not tell."""
    every = _APART_FROM.join(texts)
    odd = {
        number
        for sign in ("](", "&", "@", "at)", "at]")
        if sign in every
        for number, text in enumerate(texts)
        if sign in text
    }
    for sign, pattern in (("#", _NUMBERED_HANDLE), ("|", _TABLE)):
        if sign in every:
            odd.update(number for number, text in enumerate(texts) if sign in text and pattern.search(text))
    return odd


def _look(patterns: Iterable["re.Pattern[str]"], rows: str, numbers: Sequence[int], found: set[int]) -> None:
    """Put into `found` the numbers of the rows in which there is any of some patterns."""
    ends = [*(match.start() for match in _ROW_END.finditer(rows)), len(rows)]
    for pattern in patterns:
        match = pattern.search(rows)
        while match is not None:
            row = bisect_left(ends, match.start())
            found.add(numbers[row])
            match = pattern.search(rows, ends[row])


_ROW_END = regex(_END)
_NUMBERED = frozenset("mno1Y46")
_IN_FIGURES = frozenset("mno1Y46y")


@cache
def _quick() -> tuple[tuple["re.Pattern[str]", ...], ...]:
    """The same as `_LEAST`, or more, for many rows at once: of all signs, of names, of words, and of numbers."""
    return (
        (_sooner(_LEAST[WAYS]),),
        tuple(_sooner(_LEAST[group]) for group in (CHILDREN, STAFF, GIVEN_NAME)),
        (_sooner(_LEAST[ONE]), regex("[VX]")),
        tuple(_sooner(_LEAST[group]) for group in (NUMBERS, SOMEBODY, AGES, FEW, FEW_BEHIND, REST)),
    )


def _sooner(forms: Iterable[str]) -> "re.Pattern[str]":
    """Patterns of rows as one, which passes quickly over the signs with which none of them begins."""
    begins, rest = "", []
    for form in forms:
        # What stands for most words is no beginning: more is found without it.
        form = form.removeprefix("[Ox][hxw]?").removeprefix("x")
        first = form[: form.index("]") + 1] if form[0] == "[" else form[0]
        begins += first.strip("[]")
        rest.append(f"(?<={first}){form[len(first) :]}")
    return regex(f"[{begins}](?:{'|'.join(rest)})")


# A text that may have something is asked about by one judge after the other.
@lru_cache(maxsize=2)
def least(text: str) -> frozenset[str]:
    """The groups of judges that a text has the least for."""
    signs, groups = _made()
    row = _row(text, signs)
    there = frozenset(row)
    # Whether a word has a capital is no matter here.
    is_as_read = "](" not in text and "&" not in text
    bare = (row if is_as_read else _row(_AS_READ.sub("", text.replace("&", " &")), signs)).translate(_NO_NAMES)
    found = {
        group
        for group, needed, pattern in groups
        if not any(map(there.isdisjoint, needed)) and pattern.search(row if group == WAYS or group in NAMES else bare)
    }
    if not there.isdisjoint("Bt") and not there.isdisjoint("no1Y46my"):
        found.add(BIRTHS)
    if "@" in text or "at)" in text or "at]" in text:
        found.add(MAIL)
    if "#" in text and "4" in row and _NUMBERED_HANDLE.search(text):
        found.add(WAYS)
    if "|" in text and not there.isdisjoint("no1Y46") and _TABLE.search(text):
        found.add(FEW)
    return frozenset(found)


_AS_READ = regex(r"\]\([^)\s]{0,300}\)|&[a-z]{2,8};|&#\d{1,5};")
"""What a reader of the text does not see."""
_NUMBERED_HANDLE = regex(r"\w#\d")
_TABLE = regex(r"\|(?![-+\d]*(?:\n|$))")
"""A table, and not how a text begins in YAML."""
_NO_NAMES = str.maketrans("", "", "CURGpz")
