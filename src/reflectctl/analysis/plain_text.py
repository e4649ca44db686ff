"""A text in; the same made plain for looking at, with where each of its characters stood, out.

Marks of Markdown, blanks that do not break, thin blanks, soft hyphens and ends of lines keep nothing from being found.
"""

import re
from unicodedata import normalize

from ..model.named_tuples import NamedTuple
from ..patterns import regex

_DROPPED = frozenset("*_~`\u00ad\u200b\u200c\u200d\u2060\ufeff")
_BLANK = frozenset(" \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2212")
_QUOTES = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'}


_SIGNS = r"!\"$-)+-=?-^a-}"
_RUN = regex(rf"[{_SIGNS}]+(?: [{_SIGNS}]+)*|[^{_SIGNS}]")
"""Words with one blank between them, which nothing is to be done about, in one piece, or any other sign."""


class Plain(NamedTuple):
    """A text made plain."""

    text: str
    """Words with one blank between them; a line feed where a paragraph ends."""
    at: list[int]
    """Where each character stood."""


def plain(text: str, *, keep: str = "") -> Plain:
    """A text without its marks, but for those to `keep`; blanks and ends of lines are one blank."""
    made: list[str] = []
    at: list[int] = []
    dropped = _DROPPED - set(keep)
    feeds, last = 0, ""
    for run in _RUN.finditer(text):
        index, sign = run.start(), run[0]
        if sign in _BLANK:
            feeds += sign == "\n"
            if made and last not in " \n":
                made.append(" ")
                at.append(index)
                last = " "
            if feeds > 1 and made:
                made[-1] = last = "\n"
            continue
        if sign in dropped or (sign in ">#" and feeds and (not made or last in " \n")):
            continue
        feeds = 0
        said = "-" if sign in _DASHES else _QUOTES.get(sign, sign if sign < "\u0100" else _narrow(sign))
        made.append(said)
        at.extend(range(index, run.end()))
        last = said[-1]
    return Plain("".join(made), at)


def bare(text: str) -> str:
    """A text by which it is known again, however it is spaced and marked."""
    return re.sub(r"[\W_]+", "", plain(text).text).casefold()


def _narrow(sign: str) -> str:
    """A letter or a digit in its usual form, where it is a wide or a raised one."""
    usual = normalize("NFKC", sign)
    return usual if len(usual) == 1 else sign
