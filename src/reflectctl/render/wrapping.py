"""Sentences and columns in, lines for a terminal out, no wider than asked for; each line passes through `escape`.

No line begins with what people wrote unless `escape` has looked at that very line: a CI runner reads commands from the
beginnings of lines, and wrapping makes new beginnings.
"""

from collections.abc import Callable, Sequence

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
