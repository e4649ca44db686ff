"""The help of a command as text: its page, laid out for a width as typer lays it out, and without it."""

import os
import sys

from .help_pages import PAGES
from .table import USUAL, command
from .usage import examples, line, unknown_command

# Importing `typing` takes longer than laying a page out.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BREAK = "\x1f"
"""Stands in a page where a word may be broken, as behind a hyphen."""

_WIDEST, _NARROWEST, _LEFT = 100, 50, 30
"""Between what help is set, and how wide the left column of a list may be."""


def named(words: "Sequence[str]") -> str:
    """The page that is meant by the words of a command; of none, the program's. Refuses what is no command."""
    name = ""
    for word in words:
        group = command(name)
        if word not in group.below:
            raise unknown_command(word, group)
        name = f"{name} {word}".lstrip()
    return f"{name} {USUAL[name]}" if name in USUAL else name


def width() -> int:
    """How wide help is set: two columns less than COLUMNS says, or than the terminal has."""
    columns = os.environ.get("COLUMNS", "")
    try:
        found = int(columns)
    except ValueError:
        found = 0
    if found <= 0:
        try:
            found = os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):
            found = 80
    return max(min(found, _WIDEST) - 2, _NARROWEST)


def of(name: str, width: int) -> str:
    """The help of a command within a width."""
    said, lists, shown, more = PAGES[name]
    parts = [line(command(name), width), *_paragraphs(said, width)]
    parts += [f"{title}:\n{_list(rows, width)}" for title, rows in lists]
    parts += [examples(shown, width), *_paragraphs(more, width)]
    return "\n\n".join(parts) + "\n"


def _paragraphs(texts: "Sequence[str]", width: int) -> "Iterator[str]":
    for each in texts:
        yield "\n".join(f"  {one}" for one in _lines(each, width - 2))


def _list(rows: "Sequence[tuple[str, str]]", width: int) -> str:
    """Names on the left, and what each is beside it; beneath it, where the name is long."""
    left = min(max(len(name) for name, _ in rows), _LEFT) + 2
    told = []
    for name, said in rows:
        first, *others = _lines(said, max(width - left - 2, 10))
        told += [f"  {name:{left}}{first}"] if len(name) <= left - 2 else [f"  {name}", " " * (left + 2) + first]
        told += [" " * (left + 2) + each for each in others]
    return "\n".join(told)


def _lines(text: str, width: int) -> list[str]:
    """A paragraph in lines, broken where `textwrap` breaks it."""
    lines, begun = [], ""
    for piece in text.replace(" ", f"{BREAK} {BREAK}").split(BREAK):
        left = piece
        while len(begun) + len(left) > width:
            if len(left) > width:
                # It has no room on any line: what fits stands on this one.
                room = max(width - len(begun), 1)
                begun, left = begun + left[:room], left[room:]
            lines.append(begun.rstrip(" "))
            begun = ""
        begun += left if begun or left != " " else ""
    return [*lines, begun.rstrip(" ")] if begun else lines
