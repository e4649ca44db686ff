"""Sentences and columns in, lines for a terminal out, no wider than asked for; each line passes through `escape`.

No line begins with what people wrote unless `escape` has looked at that very line: a CI runner reads commands from the
beginnings of lines, and wrapping makes new beginnings.
"""

from collections.abc import Callable, Iterator, Sequence

from ..patterns import regex
from .escape import line

Style = Callable[[str, str], str]
"""The name of a style (`bold`, `dim`, `accent`) and a text in; the text in that style out."""

_NARROWEST = 30


def plain(name: str, text: str) -> str:
    """The text as it is: no colour."""
    return text


def page(lines: Sequence[str]) -> str:
    """The lines as one text, with no blanks at their ends."""
    # Lines as they are, not copies of them: a long history is a megabyte of text.
    return "\n".join([*(each.rstrip(" ") for each in lines), ""])


_POINT = regex(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_ALONE = regex(r"\s*(?:#{1,6}\s|[>|]|(?:[-*_]\s*){3,}$|$)")
_FENCE = regex(r"\s*(?:```|~~~)")


def paragraphs(text: str, words: Callable[[str], str] = str) -> Iterator[tuple[str, int]]:
    """The paragraphs and points of Markdown, each on one line, however its lines were broken; `words` gives what is
    shown of one that is no code.

    With each comes how far the lines of a point are set in beneath its first. What has lines of its own (headings,
    tables, quotations, code) keeps them.
    """
    said, hang, is_code = "", 0, False
    for each in text.splitlines():
        point = None if is_code else _POINT.match(each)
        is_fence = bool(_FENCE.match(each))
        if is_code or is_fence or point or _ALONE.match(each) or not said or said.endswith("  "):
            if said:
                yield words(said.rstrip()), hang
            said, hang = each, len(point.group().lstrip()) if point else 0
            if is_code or is_fence or _ALONE.match(each):
                yield each if is_code or is_fence else words(each), 0
                said, is_code = "", is_code != is_fence
        else:
            said = f"{said} {each.strip()}"
    if said:
        yield words(said.rstrip()), hang


def wrapped(
    text: str, width: int, indent: str = "", *, hang: int = 0, style: tuple[str, Style] = ("", plain)
) -> list[str]:
    """The text in lines no wider than asked for, each escaped by itself, and only then put in a style.

    Lines break at spaces only: a word or link that is longer than a line stays whole. `textwrap` does more, and takes
    most of the time that a long history needs.
    """
    name, dress = style
    rest = line(text).strip(" ")
    room = max(width - len(indent), _NARROWEST)
    lines: list[str] = []
    while len(rest) > (left := room - hang if lines else room):
        cut = rest.rfind(" ", 0, left + 1)
        if cut < 0:
            cut = rest.find(" ", left)
        if cut < 0:
            break
        lines.append(rest[:cut].rstrip(" "))
        rest = rest[cut:].lstrip(" ")
    if rest:
        lines.append(rest)
    hanging = indent + " " * hang
    return [(hanging if at else indent) + dress(name, line(each)) for at, each in enumerate(lines)]
