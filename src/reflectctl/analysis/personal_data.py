"""A text in; the places in it that look like somebody's data, out: by kind, and never with what they say.

Blanks, dashes and dots of every sort are made plain first. Numbers that have a check digit are believed by it, others
only behind the word that says what they are. Every pattern is linear in what a stranger can write.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from ..patterns import regex
from .personal_kinds import FEWER_THAN, KINDS, Place
from .personal_names import may_name
from .personal_signs import DOUBTS, NAMES, OWN_KEYS, least, suspects
from .plain_text import plain

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_NINO = regex(r"[a-z]{2}\d{6}[a-d]")
_HASH = regex(r"(?<![\w-])(?:[0-9a-f]{7,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])")
_MARK = regex(r"(?<![^\W_])_+|_+(?![^\W_])")
"""What is emphasis and no part of a word."""
_ELSEWHERE = regex(r"https?://[^\s<>\"')\]]+")


_NEXT = regex(
    r"\n[ \t]*\n(?![ \t]*\|)|\n(?=[ \t-]*(\w+):[ \n])"
    r"|\n(?=[ \t]*\"[\w$-]{1,40}\":[ \n])"
)
"""What parts a text into pieces that say nothing about each other: a paragraph's end, or the next of our keys."""
_MOST_LINES = 12
"""A sentence goes over no more."""


def changed(was: bytes, now: bytes) -> bytes:
    """What a text has otherwise than another, with the rest of the pieces in which that stands."""
    most = min(len(was), len(now))
    first = _alike(was, now, most)
    last = _alike(was[first:], now[first:], most - first, from_end=True)
    begin = now.rfind(b"\n", 0, max(0, first - 1)) + 1
    end = _line_end(now, len(now) - last)
    left = _MOST_LINES
    while left and begin and not _begins_a_piece(now, begin):
        begin = now.rfind(b"\n", 0, begin - 1) + 1
        # A table is one piece, however long it is.
        left -= b"|" not in now[begin : _line_end(now, begin)]
    left = _MOST_LINES
    while left and end < len(now) and not _begins_a_piece(now, end + 1):
        left -= b"|" not in now[end + 1 : _line_end(now, end + 1)]
        end = _line_end(now, end + 1)
    return now[begin:end]


def _alike(one: bytes, other: bytes, most: int, *, from_end: bool = False) -> int:
    """How many bytes are alike at the beginning of two texts, or at their end; `most` at most."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one.endswith(other[-middle:]) if from_end else one.startswith(other[:middle]):
            least = middle
        else:
            most = middle - 1
    return least


def _line_end(raw: bytes, start: int) -> int:
    end = raw.find(b"\n", start)
    return len(raw) if end < 0 else end


def _begins_a_piece(raw: bytes, start: int) -> bool:
    end = _line_end(raw, start)
    line = raw[start:end].lstrip(b" \t-")
    if not line:
        return b"|" not in raw[end + 1 : _line_end(raw, end + 1)] and not raw[start:end].strip()
    key, colon, _ = line.partition(b":")
    return bool(colon) and key in _KEYS


_KEYS = frozenset(key.encode() for key in OWN_KEYS)


def places(text: str, below: int = FEWER_THAN) -> list[Place]:
    """The places of a text that look like somebody's data, in their order; each once, by the gravest of its kinds."""
    (found,) = places_of([text], below)
    return found


def places_of(texts: Iterable[str], below: int = FEWER_THAN) -> list[list[Place]]:
    """The places of each of some texts, which is quicker than one text after the other."""
    found: list[list[Place]] = []
    some, long = [], 0
    for text in texts:
        some.append(text)
        long += len(text)
        if long > _MOST_AT_ONCE:
            found += _places_of(some, below)
            some, long = [], 0
    return [*found, *_places_of(some, below)]


_MOST_AT_ONCE = 150_000
"""Characters. The pieces of more would not be fewer by much, and take twice the room of the texts."""


def _places_of(texts: Iterable[str], below: int) -> list[list[Place]]:
    parts = [[*pieces(text)] for text in texts]
    found = {}
    for piece, is_named in suspects(dict.fromkeys(piece for each in parts for _, piece in each)).items():
        if not is_named or _may_name(piece):
            found[piece] = in_piece(piece, below)
    return [
        [
            Place(start + one.start, start + one.end, one.kind)
            for start, piece in each
            if piece in found
            for one in found[piece]
        ]
        for each in parts
    ]


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a text that say nothing about each other, and where each begins."""
    found = (match.end() for match in _NEXT.finditer(text) if match[1] is None or match[1] in OWN_KEYS)
    ends = [0, *found, len(text)]
    return ((start, text[start:end]) for start, end in pairwise(ends))


# Versions of a file share most of their pieces.
@lru_cache(maxsize=8192)
def in_piece(text: str, below: int = FEWER_THAN) -> tuple[Place, ...]:
    """The places of one part of a text."""
    groups = least(text)
    if _is_clean(text, groups):
        return ()
    # What judges is loaded for a text that has something to judge: few have.
    from . import redaction

    kinds = {
        redaction.AGE: "persons-age",
        redaction.SMALL: "small-number",
        redaction.REST: "small-number",
        redaction.ONE: "small-number",
    }
    said = plain(text, keep="_")
    words = _MARK.sub(_blank, _ELSEWHERE.sub(_blank, _HASH.sub(_blank_hash, said.text)))
    made = [Place(said.at[start], said.at[end - 1] + 1, kind) for start, end, kind in _found(words, groups)]
    if DOUBTS & groups:
        made += [
            Place(each.start, each.end, kinds[each.kind])
            for each in redaction.doubts(text, below)
            if not _MOTTO.match(text, each.end)
        ]
    return tuple(sorted(redaction.apart(sorted(made, key=lambda each: (_RANK[each.kind], each)), len(text))))


def is_clean(text: str) -> bool:
    """Whether it is seen at once that a text has no place that looks like somebody's data."""
    return _is_clean(text, least(text))


def _is_clean(text: str, groups: frozenset[str]) -> bool:
    return not groups or (groups <= NAMES and not _may_name(text))


def _may_name(text: str) -> bool:
    # Made plain enough to see where a sentence begins.
    return may_name(" ".join(text.translate(_NO_MARKS).split()) if text.isascii() else plain(text, keep="_").text)


_NO_MARKS = {ord(mark): None for mark in "*~`"}
_MOTTO = regex(r", one ")
"""One child, one plan."""


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found.group())


def _blank_hash(found: re.Match[str]) -> str:
    said = found.group()
    return said if said.isdigit() or said.isalpha() or _NINO.fullmatch(said) else "\0" * len(said)


def _found(words: str, groups: Collection[str]) -> Iterator[tuple[int, int, str]]:
    from .personal_patterns import patterns

    for pattern, judge in patterns(words, groups):
        for match in pattern.finditer(words):
            kind = judge(match)
            if kind:
                yield match.start(), match.end(), kind
