"""Markdown in, its points and paragraphs out, and together again: each was said by itself, and is merged by itself."""

import re
from collections.abc import Sequence
from itertools import pairwise

from .sequences import merged

_POINT = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")


def points(text: str) -> list[str]:
    """The points and paragraphs of a text, each without the empty lines behind it."""
    return [said for begins, ends in spans(text) if (said := text[begins:ends].rstrip())]


def spans(text: str) -> list[tuple[int, int]]:
    """Where each point or paragraph of a text begins and ends, with the empty lines behind it."""
    found: list[int] = []
    fence, position = "", 0
    after_gap = True
    for line in text.split("\n"):
        begins = not fence and (
            bool(_POINT.match(line) or _HEADING.match(line)) or (after_gap and not line.startswith((" ", "\t")))
        )
        if begins and line.strip():
            found.append(position)
        position += len(line) + 1
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened.group(1)
        elif fence and line.strip() and not line.strip().strip(fence[0]) and len(line.strip()) >= len(fence):
            fence = ""
        after_gap = not line.strip() or bool(_HEADING.match(line))
    if text.strip() and (not found or text[: found[0]].strip()):
        found.insert(0, 0)
    return list(zip(found, [*found[1:], len(text)], strict=False))


def together(said: Sequence[str], loose: bool) -> str:
    """Points and paragraphs as one text; `loose` where an empty line stands between points, too."""
    text = ""
    for number, each in enumerate(said):
        if number:
            tight = not loose and _POINT.match(each) and _POINT.match(said[number - 1])
            text += "\n" if tight else "\n\n"
        text += each
    return text + "\n" if text else ""


def merge_points(bases: Sequence[str], ours: str, theirs: str) -> str | None:
    """Both sides' points; None where both changed one, or where a heading would stand over what is not its own."""
    sides = points(ours), points(theirs)
    found = {_key(merged(points(base), *sides, _joined)) for base in bases}
    if len(found) != 1 or (said := found.pop()) is None:
        return None
    loose = any(_is_loose(text) for text in (ours, theirs))
    return together(said, loose)


def _key(said: list[str] | None) -> tuple[str, ...] | None:
    return None if said is None else tuple(said)


def _joined(one: Sequence[str], other: Sequence[str]) -> list[str] | None:
    headed = [any(_HEADING.match(each) or _is_underlined(each) for each in side) for side in (one, other)]
    if any(has and not _HEADING.match(side[0]) for has, side in zip(headed, (one, other), strict=True)):
        return None
    return [*other, *one] if headed[0] and not headed[1] else [*one, *other]


def _is_underlined(said: str) -> bool:
    lines = said.split("\n")
    return len(lines) > 1 and bool(_UNDERLINE.match(lines[1]))


def _is_loose(text: str) -> bool:
    """Whether an empty line stands between two points of a text."""
    said = points(text)
    return any(
        _POINT.match(one) and _POINT.match(other) and f"{one}\n\n" in text and f"{one}\n{other}" not in text
        for one, other in pairwise(said)
    )
