"""Two versions of a text in; what stayed, what was taken out and what was put in, word by word, out.

White space is not words: a text that was only wrapped anew has not changed. List items and paragraphs stay apart.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated

from ..model.blocks import Added, Item, Label, List, Removed, Span
from ..model.named_tuples import NamedTuple
from .prose import points

SAME, OUT, IN = "same", "out", "in"

BREAK = "\n"
"""What stands between two points of a text."""

_MOST = 1_000_000
"""Texts that are longer together, in words times words, are told as one replaced by the other: to match takes long."""

_LEAST_SHARED = 0.3
"""Texts that share less than this of their words are easier to read one after the other."""


class Segment(NamedTuple):
    """A run of words that went the same way. Its breaks between points are line feeds."""

    op: Annotated[str, (SAME, OUT, IN)]
    """Whether the words stayed, were taken out or were put in."""
    text: str
    """The words. Such as `in some rooms`."""


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """What became of each word. Without what was put in it reads as the text before; without what went, as after."""
    old, new = _words(before), _words(after)
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    ends = len(old) - last, len(new) - last
    ops = [(SAME, old[:first])]
    for op, words in _matched(old[first : ends[0]], new[first : ends[1]]):
        ops.append((op, words))
    ops.append((SAME, old[ends[0] :]))
    told = [(op, words) for op, words in ops if words]
    same = sum(len(words) for op, words in told if op == SAME)
    if old and new and same < _LEAST_SHARED * max(len(old), len(new)):
        told = [(OUT, old), (IN, new)]
    return tuple(Segment(op, _joined(words)) for op, words in _gathered(told))


def lines(told: tuple[Segment, ...]) -> list[list[Segment]]:
    """The segments point by point."""
    found: list[list[Segment]] = [[]]
    for op, text in told:
        first, *rest = text.split(BREAK)
        if first:
            found[-1].append(Segment(op, first))
        for each in rest:
            found.append([Segment(op, each)] if each else [])
    return [each for each in found if each]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for point in points(text):
        if words:
            words.append(BREAK)
        words += point.split(" ")
    return words


def _shared(old: list[str], new: list[str]) -> int:
    return next(
        (at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new))
    )


def _matched(old: list[str], new: list[str]) -> list[tuple[str, list[str]]]:
    if not old or not new or len(old) * len(new) > _MOST:
        return [(OUT, old), (IN, new)]
    # Needed only where words are compared, and it is not light.
    from difflib import SequenceMatcher

    found: list[tuple[str, list[str]]] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            found.append((SAME, old[a:b]))
        else:
            found += [(OUT, old[a:b]), (IN, new[c:d])]
    return found


def _gathered(told: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Runs of one way joined; a lone word that stayed between two changes goes with them, as it only breaks them up."""
    loose = [
        op == SAME and len(words) == 1 and words != [BREAK] and 0 < at < len(told) - 1
        for at, (op, words) in enumerate(told)
    ]
    found: list[tuple[str, list[str]]] = []
    out: list[str] = []
    put: list[str] = []
    for at, (op, words) in enumerate(told):
        if op != SAME or loose[at]:
            out += words if op != IN else []
            put += words if op != OUT else []
            continue
        found += [(OUT, out), (IN, put), (SAME, words)]
        out, put = [], []
    return [(op, words) for op, words in [*found, (OUT, out), (IN, put)] if words]


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(f" {BREAK}", BREAK).replace(f"{BREAK} ", BREAK)


def item(name: str, before: str, after: str) -> Item:
    """A text word by word under its name, as an entry of a list; its points beneath it where there are several."""
    points = [_spans(point) for point in lines(segments(before, after))]
    if len(points) == 1:
        return Item((Label(name), " ", *points[0]))
    return Item((Label(name),), (List(tuple(map(Item, points)), role="points"),))


def _spans(point: Iterable[Segment]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for op, text in point:
        spans += [" ", _SPANS[op](text)]
    return tuple(spans[1:])


_SPANS: Mapping[str, Callable[[str], Span]] = {SAME: str, OUT: Removed, IN: Added}
