"""A text in; the places in it that look like somebody's data, out: by kind, and never with what they say.

Blanks, dashes and dots of every sort are made plain first. Numbers that have a check digit are believed by it, others
only behind the word that says what they are. Every pattern is linear in what a stranger can write.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ..model.fields import FIELDS
from . import redaction
from .personal_kinds import KINDS, Place
from .personal_patterns import PLAIN_DAY, groups, patterns
from .plain_text import plain

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_NINO = re.compile(r"[a-z]{2}\d{6}[a-d]")
_HASH = re.compile(r"(?<![\w-])(?:[0-9a-f]{7,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])")
_MARK = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
"""What is emphasis and no part of a word."""
_ELSEWHERE = re.compile(r"https?://[^\s<>\"')\]]+")


_KEYS = {field.route[-1] for record in FIELDS.values() for field in record if field.route}
_NEXT = re.compile(r"\n[ \t]*\n(?![ \t]*\|)|\n(?=[ \t-]*(?:" + "|".join(sorted(_KEYS)) + r"):[ \n])")
"""What parts a text into pieces that say nothing about each other: a paragraph's end, or the next key."""


def places(text: str, below: int = redaction.FEWER_THAN) -> list[Place]:
    """The places of a text that look like somebody's data, in their order; each once, by the gravest of its kinds."""
    return [
        Place(start + each.start, start + each.end, each.kind)
        for start, piece in pieces(text)
        for each in in_piece(piece, below)
    ]


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a text that say nothing about each other, and where each begins."""
    ends = [0, *(match.end() for match in _NEXT.finditer(text)), len(text)]
    return ((start, text[start:end]) for start, end in pairwise(ends))


# Versions of a file share most of their pieces.
@lru_cache(maxsize=8192)
def in_piece(text: str, below: int = redaction.FEWER_THAN) -> tuple[Place, ...]:
    """The places of one part of a text."""
    # Most pieces have nothing that any pattern begins with.
    is_plain = text.isascii() and not _MARKED.search(text)
    if is_plain and not redaction.MAY_POINT.search(PLAIN_DAY.sub("", text)) and next(groups(text), None) is None:
        return ()
    said = plain(text, keep="_")
    words = _MARK.sub(_blank, _ELSEWHERE.sub(_blank, _HASH.sub(_blank_hash, said.text)))
    made = [Place(said.at[start], said.at[end - 1] + 1, kind) for start, end, kind in _found(words)]
    if redaction.MAY_POINT.search(PLAIN_DAY.sub("", words)):
        made += [
            Place(each.start, each.end, _OF_DOUBTS[each.kind])
            for each in redaction.doubts(text, below)
            if not _MOTTO.match(text, each.end)
        ]
    return tuple(sorted(redaction.apart(sorted(made, key=lambda each: (_RANK[each.kind], each)), len(text))))


_MARKED = re.compile(r"[*~`>#]|\s\s(?!$)")
_MOTTO = re.compile(r", one ")
"""One child, one plan."""
_OF_DOUBTS = {
    redaction.AGE: "persons-age",
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
    for pattern, judge in patterns(words):
        for match in pattern.finditer(words):
            kind = judge(match)
            if kind:
                yield match.start(), match.end(), kind
