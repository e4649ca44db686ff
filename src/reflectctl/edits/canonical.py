"""Whether a file is certainly laid out as it should be: its text and marks in, yes or perhaps out.

For what nearly every file is made of: keys in their order, two columns a level, values on their line or in a block
of text below it, comments at the top only. Whoever asks lays out the file where the answer is no; a test holds that
nothing would come of that where it is yes.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from ..documents.document import Document
from ..documents.yaml import Marks
from ..model.locations import Route

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""What may be a day, a month or a year."""

_UNUSUAL = re.compile(r"\t| \n|\n\n|\n *#|\n(?:---|\.\.\.)")
"""What is looked at line by line: other space than a line needs, comments on lines of their own, other documents."""


class _PerhapsError(Exception):
    """Something stands there that this does not know."""


class Layout:
    """What the schema of a kind of file says about its layout."""

    def __init__(self, order: Callable[[Route], Sequence[str]], is_date: Callable[[Route, str], bool]) -> None:
        self.order, self.is_date = order, is_date
        self._ranks: dict[tuple[str | int, ...], dict[str, int]] = {}

    def rank(self, route: Route) -> dict[str, int]:
        """The place of each key of the mapping at a route, where the entries of a list are all one."""
        if route not in self._ranks:
            self._ranks[route] = {key: number for number, key in enumerate(self.order(route))}
        return self._ranks[route]


def is_laid_out(document: Document, modeline: str, layout: Layout) -> bool:
    """Whether a file is certainly as it should be; no where it may be, too."""
    text, marks = document.facts, document.marks
    start = 0
    if document.path.endswith(".md"):
        start = len("---\n")
        closing = document.text[len(text) : document.body_start]
        if closing != "---\n":
            return False
    # A lone CR ends a comment, too; and where notes have other ends of lines than facts, these follow them.
    if (
        document.bom
        or marks is None
        or "\r" in document.text
        or not text.endswith("\n")
        or not text.startswith(f"{modeline}\n", start)
    ):
        return False
    start += len(modeline) + 1
    while text.startswith("#", start):
        end = text.index("\n", start) + 1
        if "yaml-language-server" in text[start:end] or text[end - 2] in " \t":
            return False
        start = end
    if _UNUSUAL.search(text, start - 1) is not None:
        return False
    try:
        _Check(text, layout).block(marks, 0, ())
    except _PerhapsError:
        return False
    return True


class _Check:
    def __init__(self, text: str, layout: Layout) -> None:
        self.text, self.layout = text, layout

    def block(self, marks: Marks, column: int, route: Route) -> None:
        """A mapping or a list on lines of its own."""
        if marks.style != "block":
            raise _PerhapsError
        if marks.keys is None:
            self.entries(marks, column, route)
            return
        text, ranks, last = self.text, self.layout.rank(route), -1
        for key, mark in marks.keys.items():
            rank = ranks.get(key, len(ranks))
            # What is in quotes, or has a space before its colon, has its value further on.
            after = mark.index + len(key) + 1
            if rank < last or mark.column != column:
                raise _PerhapsError
            last = rank
            inside = marks.inside[key]
            if inside.start.index == inside.end.index:
                # Its mark is where the next thing begins.
                if text[after] != "\n":
                    raise _PerhapsError
            elif inside.style == "block":
                if text[after] != "\n":
                    raise _PerhapsError
                self.block(inside, column + 2, (*route, key))
            elif inside.start.index != after + 1 or text[after] != " ":
                raise _PerhapsError
            else:
                self.value(inside, column, (*route, key))

    def entries(self, marks: Marks, column: int, route: Route) -> None:
        """The entries of a list, each behind its dash."""
        text, below = self.text, (*route, 0)
        before = f"\n{' ' * column}- "
        for inside in marks.inside:
            start = inside.start.index
            if text[start - len(before) : start] != before:
                # The first of a list within a list stands behind another dash; where one is empty, what is next stands.
                raise _PerhapsError
            if inside.style == "block":
                self.block(inside, column + 2, below)
            else:
                self.value(inside, column, below)

    def value(self, marks: Marks, column: int, route: Route) -> None:
        """A value that begins on the line of its key or dash, which stands at a column."""
        text, start, end, style = self.text, marks.start, marks.end, marks.style
        if style in ("|", ">"):
            stop = text.index("\n", start.index)
            first = stop + column + 3
            is_plain = text[start.index + 1 : stop] in ("", "-")
            if not is_plain or text[stop + 1 : first].strip(" ") or text[first : first + 1] in ("", " ", "\n"):
                raise _PerhapsError
            return
        if end.line != start.line or text[end.index] != "\n":
            raise _PerhapsError
        if style == "flow":
            self.dates(marks, route)
        elif style is None or style == "'":
            self.date(marks, route)

    def dates(self, marks: Any, route: Route) -> None:
        """What stands in brackets or braces."""
        for step in marks.inside if marks.keys is not None else range(len(marks.inside)):
            inside = marks.inside[step]
            if inside.style == "flow":
                self.dates(inside, (*route, step))
            else:
                self.date(inside, (*route, step))

    def date(self, marks: Marks, route: Route) -> None:
        """A value that would stand in double quotes where it is a date."""
        written = self.text[marks.start.index : marks.end.index]
        written = written if marks.style is None else written[1:-1]
        if DATE.fullmatch(written) and self.layout.is_date(route, written):
            raise _PerhapsError
