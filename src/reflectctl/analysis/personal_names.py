"""A text made plain in; whether anybody may be named in it, out: a quick look, before patterns are tried."""

from ..patterns import regex
from .personal_signs import DAY
from .personal_words import GIVEN, NOT_NAMES


def may_name(words: str) -> bool:
    """Whether there is a name, or what looks like one."""
    bare = _KEY.sub("", PLAIN_DAY.sub("", words))
    return any(each not in NOT_NAMES for each in _WORD.findall(bare)) or not _GIVEN_NAMES.isdisjoint(
        _FIRST.findall(bare)
    )


PLAIN_DAY = regex(rf"(?<![\w.-]){DAY}(?![\w-])")
_CAPITAL = r"[A-Z\u00c0-\u00de]"
_REST = r"[\w'-]{0,30}"
_KEY = regex(r"^[\s-]*[a-z_]{2,30}: (?:[>|][+-]? )?")
_FIRST = regex(r"(?<![\w'])[A-Z][a-z]+")
_WORD = regex(
    # By its first letter, and then by what stands around that: few letters are capitals.
    rf"[A-Z\u00c0-\u00decsw](?:(?:(?<=[a-z,;)(\d\"'&] {_CAPITAL})|(?<=[(\"'/]{_CAPITAL})){_REST}|(?<![\w'].)(?:"
    rf"(?:(?<=M)(?:rs?|s|iss)|(?<=D)r|(?<=S)(?:gt|upt)|(?<=I)nsp|(?<=P)rof|(?<=R)evd?|(?<=C)llr)\.? [A-Z]\w*|"
    rf"(?<=[A-Z])[A-Z][\w'-]*|(?<={_CAPITAL}){_REST}(?='s |,| and (?:his|her|their) | \(| {_CAPITAL}|"
    rf"\. [A-Z]\w* |: | \d| (?:is|was|turned) \d)|(?:(?<=c)ollar|(?<=s)houlder|(?<=w)arrant) n)"
    rf"|(?<=[a-z]: {_CAPITAL}){_REST})"
)
"""What may be a name: a word with a capital elsewhere than where a sentence begins, or before what follows a name."""
_GIVEN_NAMES = frozenset(GIVEN.split("|"))
