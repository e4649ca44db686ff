"""Documents in; what looks like somebody's data in them, out: a rule for each kind, and never what was found.

One detector finds it, `analysis.personal_data`; here it is held against what the partnership says may stand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..analysis.personal_kinds import KINDS, POSSIBLE
from ..analysis.plain_text import bare
from ..documents.text import place
from ..model.findings import Finding
from ..model.locations import Location
from ..model.named_tuples import NamedTuple
from ..model.permitted import MayStand
from ..patterns import regex
from .findings import Looked, looked_for, looked_for_in

_ROUNDS = 20_000
_MOST_HASHED = 200
"""How many texts are held against hashes in one run: each costs some milliseconds."""
_MOST = 50
"""How many places of a file are told one by one."""
_WHY = {
    "error": "Git does not forget: what was committed once stays in every clone, and in the logs of whoever has one.",
    "warning": "With a place, a day or a school beside it this can be enough to know who is meant, also years later.",
    "info": "By itself it may be harmless; beside what else is told it can be enough to know who is meant.",
}
_HINT = "Say it without. Where it may stand: `reflectctl privacy --may-stand FILE:LINE --because REASON`."
_EXAMPLES = {
    "nhs-number": ("The plan of 418 702 9362 was read.", "One plan was read whole."),
    "pupil-number": ("The audit followed R870533190417.", "The audit followed pupils who had moved."),
    "learner-number": ("The college sent the file of ULN 8309172647.", "The college sent what it holds."),
    "national-insurance-number": ("Benefits were looked up for CE 73 19 44 B.", "Benefits were looked up."),
    "date-of-birth": ("The review began with DOB 29/2/2012.", "The review began with the youngest."),
    "case-reference": ("We looked at crime ref 77/90817/25.", "We looked at what was recorded as crime."),
    "persons-age": ("A boy aged eleven was asked.", "Children of secondary age were asked."),
    "telephone-number": ("The carer is on 07700 900983.", "The carer can be reached through the team."),
    "mail-address": ("Write to z.quill@council.gov.uk.", "Write to the exploitation lead."),
    "vehicle-registration": ("The car WX71 ZZP was seen.", "A car was seen, and reported."),
    "social-media-handle": ("Posts by @zeb_0411 were read.", "Posts of one account were read."),
    "child-named": ("A child called Zebedee told us.", "Children told us."),
    "school-with-year-group": ("Year 9 at Quincebridge School told us.", "Pupils of one school told us."),
    "street-address": ("They meet at 86 Quince Lane.", "They meet at a place that is known."),
    "staff-named": ("DS Quill brought the figures.", "Police brought the figures."),
    "person-named": ("Yasmin Quill brought the figures.", "The exploitation lead brought the figures."),
    "health-number": ("CHI 290711 3488 was looked up.", "One record was looked up."),
    "postcode": ("They meet near WB1 2AB.", "They meet in one part of the town."),
    "small-number": ("Three girls said so.", "Some of those who were asked said so."),
}


def _page(kind: str) -> str:
    severity, name = KINDS[kind]
    wrong, right = _EXAMPLES[kind]
    return f"""What looks like {name} stands in a file.

{_WHY[severity]} A finding never repeats what was found.

Say it without. Where it is nobody's, or may stand, `reflectctl privacy --may-stand` enters it with the reason, or a
comment says so: `# reflectctl: ignore {kind} reason`, in the text of a Markdown file between `<!--` and `-->`.

Wrong:

    assessments:
      culture:
        because: {wrong}

Right:

    assessments:
      culture:
        because: {right}"""


PAGES = {kind: (severity, _page(kind)) for kind, (severity, _) in KINDS.items()}
"""The rule of each kind, as the catalogue has it: how grave it is, and its page."""


class Text(NamedTuple):
    """A text to look at."""

    path: str
    text: str
    told: str = ""
    """What is said beside each finding."""
    hint: str = _HINT


def found_in(
    texts: Sequence[Text], may_stand: Sequence[MayStand], looked: Looked = looked_for_in
) -> Iterator[tuple[Finding, str]]:
    """What looks like somebody's data and is not said to be harmless.

    With each comes its value made plain, by which it is known again; it is for no eyes.
    """
    stands = _Stands(may_stand)
    for each, places in zip(texts, looked([each.text for each in texts]), strict=True):
        found = [one for one in places if not stands(one.kind, each.text[one.start : one.end])]
        for number, one in enumerate(found[: _MOST + 1]):
            severity, name = KINDS[one.kind]
            location = Location(each.path, *place(each.text, one.start))
            if number == _MOST:
                more = f"{len(found) - _MOST:,} more places in this file look like personal data."
                yield Finding(location, severity, one.kind, more, each.hint), ""
            else:
                said = f"This looks like {name}.{each.told}"
                yield Finding(location, severity, one.kind, said, each.hint), bare(each.text[one.start : one.end])


def withheld(message: str, values: Iterable[str]) -> str:
    """A message without what is quoted in it, where that holds something that is not to be repeated."""

    def instead(quoted: re.Match[str]) -> str:
        said = bare(quoted[0])
        told = any(value in said or (len(said) > _SHORTEST and said in value) for value in values)
        return f"`{_NOT_REPEATED}`" if told else quoted[0]

    return _QUOTED.sub(instead, message)


_NOT_REPEATED = "(not repeated here)"
_QUOTED = regex(r"`[^`]*`|'[^']*'|\"[^\"]*\"")
_SHORTEST = 5


@lru_cache(maxsize=1024)
def masked(path: str) -> str:
    """A path as it may be told: without the parts of it that look like personal data."""
    return "/".join(HIDDEN if is_personal(each) else each for each in path.split("/"))


HIDDEN = "(a name that is not repeated)"


def may_be_personal(paths: Iterable[str], looked: Looked) -> bool:
    """Whether any of some names may look like personal data; all are looked through at once, as that can be kept."""
    names = sorted({part for path in paths for part in path.split("/") if not _OF_A_MEETING.fullmatch(part)})
    plain = "\n\n".join(each for name in names for each in (name, _words(name)))
    named = "\n\n".join(_words(name).title() for name in names)
    in_plain, in_named = looked([plain, named])
    return any(KINDS[each.kind][0] != POSSIBLE for each in in_plain) or any(
        each.kind == "person-named" for each in in_named
    )


_CALLED = (
    "action|afternoon|agenda|annual|autumn|board|day|deep|development|dive|executive|exploitation|extra|extraordinary|"
    "first|forum|full|group|joint|meeting|meetings|minutes|morning|network|notes|operational|panel|partnership|plan|"
    "planning|practice|principle|principles|quarterly|reflection|reflective|regular|review|safeguarding|second|session|"
    "special|spring|steering|strategic|strategy|sub|subgroup|summer|third|winter|working|workshop"
)
"""What meetings are called by: behind a day and before a number, that is nobody's name and no sign of anybody."""
_OF_A_MEETING = regex(rf"\d{{4}}-\d\d-\d\d(?:-(?:{_CALLED}))*(?:-\d{{1,3}})?(?:\.(?:md|yaml))?")
"""What most files are called by, as is seen without looking for anybody in it."""


def is_personal(name: str) -> bool:
    """Whether a name, or the words in it, look like personal data."""
    words = _words(name)
    return any(KINDS[each.kind][0] != POSSIBLE for text in (name, words) for each in looked_for(text)) or any(
        each.kind == "person-named" for each in looked_for(words.title())
    )


def _words(name: str) -> str:
    """The words in a name."""
    return re.sub(r"[-_.]+", " ", name)


class _Stands:
    """Whether a text may stand, by what a partnership says."""

    def __init__(self, may_stand: Sequence[MayStand]) -> None:
        self._plain = {(each.kind, bare(each.text)) for each in may_stand if each.text}
        self._hashed = [(each.kind, each.hash) for each in may_stand if each.hash]
        self._left = _MOST_HASHED

    def __call__(self, kind: str, text: str) -> bool:
        if self._plain and (kind, bare(text)) in self._plain:
            return True
        for of, hash in self._hashed:
            if of == kind and self._left > 0:
                self._left -= 1
                if hashed(text, hash) == hash:
                    return True
        return False


def permits(entry: MayStand, kind: str, text: str) -> bool:
    """Whether it is said of a text that it may stand."""
    return _Stands((entry,))(kind, text)


@lru_cache(maxsize=256)
def hashed(text: str, salted: str) -> str:
    """A text's hash in groups of four letters, of which the first four groups are the salt: those of `salted`.

    In groups, as what looks like a key is taken for one by programs that look for keys.
    """
    import base64
    import hashlib

    salt = "".join(salted.split()[:4])
    digest = hashlib.pbkdf2_hmac("sha256", bare(text).encode(), salt.encode(), _ROUNDS, 20)
    letters = salt + base64.b32encode(digest).decode("ascii").lower()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def unrepeated(text: str) -> str:
    """A text as it may be told: without what in it looks like personal data."""
    for each in sorted(looked_for(text), key=lambda one: one.start, reverse=True):
        if KINDS[each.kind][0] != POSSIBLE:
            text = f"{text[: each.start]}{_NOT_REPEATED}{text[each.end :]}"
    return text
