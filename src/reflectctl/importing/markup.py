"""HTML and Markdown in, the lines that a reader would see out. Nothing is fetched, run or drawn.

Markdown is made into HTML by its own parser, which keeps the lines, so that both are read in one way.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from .lines import MOST_LINES, Late, Line, below_each_other

_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe"))
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr", "img", "input", "o:p"),
    )
)
_DRAWN = re.compile(r"[•●▪■◦○‣⁃·\uf0b7\uf0a7]\s*(?=\S)")
_DASHED = re.compile(r"[-–—]\s+(?=\S)")
_DEEPEST = 20
"""Tables in tables in tables: those that are nested deeper are read as paragraphs."""

_PIECE = 1 << 16
_MOST_HIDDEN = 50
"""So many names of what it hides are taken from a style sheet."""


def html_lines(name: str, text: str, late: Late = lambda: False, left_out: list[int] | None = None) -> list[Line]:
    """The paragraphs, items and cells of a page, in the order in which they are read.

    Where words are struck out or hidden goes to `left_out`: whoever deleted them in a program may not see them.
    """
    reader = _Page([] if left_out is None else left_out)
    for start in range(0, len(text), _PIECE):
        reader.feed(text[start : start + _PIECE])
        if late() or len(reader.lines) > MOST_LINES:
            raise ReflectError(
                f"{name} takes too long to read as HTML.", "Save the document anew, as plain HTML, text or PDF."
            )
    reader.close()
    return reader.finished()


def markdown_lines(name: str, text: str, late: Late = lambda: False, left_out: list[int] | None = None) -> list[Line]:
    """The paragraphs, items and cells of a text in Markdown."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    environment: dict[str, object] = {}
    tokens = parser.parse(text, environment)
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1))
        elif token.map and token.type == "html_block":
            token.content = f'<span data-line="{token.map[0] + 1}"></span>{token.content}'
    return html_lines(name, parser.renderer.render(tokens, parser.options, environment), late, left_out)


_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_STRUCK = frozenset(("del", "s", "strike"))
_HIDING = re.compile(
    r"(?:display|mso-hide)\s*:\s*(?:none|all)|visibility\s*:\s*(?:hidden|collapse)|text-decoration[\w-]*\s*:[^;]{0,40}line-through|"
    r"(?:font-size|opacity)\s*:\s*0(?:\s*(?:px|pt|em|%))?\s*(?:;|$)|(?<![\w-])color\s*:\s*transparent",
    re.IGNORECASE,
)


_CALLED = re.compile(r"([a-z][\w-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_Hidden = tuple[str, frozenset[str]]
"""What a style sheet hides: a tag, or any, that has some classes and an id."""


def _hidden(sheet: str) -> Iterator[_Hidden]:
    """What a style sheet hides, by the last part of each selector; one that goes by more than names is passed over."""
    for rule in sheet.split("}"):
        before, _, said = rule.rpartition("{")
        if _HIDING.search(said):
            for selector in before.rpartition("{")[2].rpartition("*/")[2].split(","):
                named = _CALLED.fullmatch((selector.split() or [""])[-1])
                if named and named[0]:
                    yield (named[1] or "").lower(), frozenset(re.findall(r"[.#][^.#]+", named[2]))


def _is_gone(tag: str, attrs: list[tuple[str, str | None]], hidden: Iterable[_Hidden] = ()) -> bool:
    """Whether what a tag holds is struck out or hidden."""
    said = dict(attrs)
    if tag in _STRUCK or "hidden" in said or _HIDING.search(said.get("style") or ""):
        return True
    called = {f".{name}" for name in (said.get("class") or "").split()} | {f"#{said.get('id')}"}
    return any(of in ("", tag) and names <= called for of, names in hidden)


class _Table(NamedTuple):
    """A table that is being read."""

    rows: list[list[list[Line]]]
    outside: list[Line]
    """The lines that it stands among."""
    lists: int
    """How deep in lists it stands."""


class _Page(HTMLParser):
    """Goes through a page once. A paragraph ends wherever a tag stands that is none of those within lines."""

    def __init__(self, left_out: list[int]) -> None:
        super().__init__(convert_charrefs=True)
        self._left_out = left_out
        self._sheet = ""
        self._hidden: dict[_Hidden, None] = {}
        self._gone: list[str] = []
        """The tags that are open within what is struck out or hidden, the one that hides them first."""
        self.lines: list[Line] = []
        self._into = self.lines
        self._said: list[str] = []
        self._at = 0
        self._line = 0
        """Where the text came from, when that is not where it stands."""
        self._starts = True
        self._depth = 0
        self._item = 0
        """The depth of the item whose first words are still to come."""
        self._tables: list[_Table] = []
        self._deeper = 0
        self._unseen: list[str] = []
        self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._gone or _is_gone(tag, attrs, self._hidden):
            if tag not in _EMPTY:
                self._gone.append(tag)
            return
        line = dict(attrs).get("data-line")
        if tag in _UNSEEN:
            self._unseen.append(tag)
            return
        if tag in _INLINE:
            if line and line.isdecimal():
                self._line = int(line)
            return
        self._end(starts=tag != "br")
        if line and line.isdecimal():
            self._line = int(line[:9])
        if tag in ("ul", "ol"):
            self._depth += 1
        elif tag == "li":
            self._item = max(1, self._depth)
        elif tag == "pre":
            self._kept += 1
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and self._tables and not self._deeper:
            self._tables[-1].rows.append([])
            self._into = []
        elif tag in ("td", "th") and self._tables and not self._deeper:
            rows = self._tables[-1].rows or [[]]
            self._tables[-1].rows[:] = rows
            self._into = []
            rows[-1].append(self._into)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._gone or _is_gone(tag, attrs, self._hidden):
            return
        if tag in ("br", "hr"):
            self._end(starts=tag != "br")
        elif tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._gone:
            if tag in self._gone:
                while self._gone.pop() != tag:
                    pass
            return
        if tag in self._unseen:
            if tag == "style":
                self._hidden.update(dict.fromkeys(list(_hidden(self._sheet))[:_MOST_HIDDEN]))
                self._sheet = ""
            # An end that is missing inside must not hide the rest of the page.
            while self._unseen.pop() != tag:
                pass
            return
        if tag in _INLINE:
            return
        self._end(starts=tag != "br")
        if tag in ("ul", "ol"):
            self._depth = max(0, self._depth - 1)
        elif tag == "li":
            self._item = 0
        elif tag == "pre":
            self._kept = max(0, self._kept - 1)
        elif tag == "table":
            self._close_table()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            if self._unseen[-1] == "style":
                self._sheet += data
            return
        if self._gone:
            if data.strip():
                self._left_out.append(self._line or self.getpos()[0])
            return
        if not self._kept:
            self._add(data, 0)
            return
        for number, line in enumerate(data.split("\n")):
            if number:
                self._end(starts=False)
            self._add(line, number)

    def _add(self, data: str, below: int) -> None:
        if data.strip() and not any(self._said):
            lead = data[: len(data) - len(data.lstrip())]
            self._at = self._line or self.getpos()[0] + below + lead.count("\n")
            self._said = []
        self._said.append(data if data.strip() or self._said else "")

    def finished(self) -> list[Line]:
        """Every line, with those of tables that were never closed."""
        self._end(starts=True)
        while self._tables or self._deeper:
            self._close_table()
        return self.lines

    def _end(self, *, starts: bool) -> None:
        text = "".join(self._said)
        # Where a text stands as it was typed, tabs are its tables.
        text = text.strip() if self._kept else " ".join(text.split())
        self._said = []
        # Some writers draw the bullets of their lists themselves, in lists or in paragraphs.
        drawn = _DRAWN.match(text) or (_DASHED.match(text) if self._starts and not self._goes_on(text) else None)
        if drawn:
            text = text[drawn.end() :]
            self._item = self._item or (2 if drawn.group()[0] in "◦○" else 1)
        if text:
            self._into.append(Line(text, self._at, self._item, self._starts or self._item > 0))
            self._item, self._starts = 0, starts
        else:
            self._starts = self._starts or starts

    def _goes_on(self, text: str) -> bool:
        """Whether a dash at the beginning of a paragraph only stands there because a line was broken before it."""
        before = self._into[-1] if self._into else Line("", 0)
        ended = not before.text or before.depth > 0 or before.text.endswith((".", ":", ";", "?", "!", "”"))
        return not ended and text.lstrip("-–— ")[:1].islower()

    def _open_table(self) -> None:
        if len(self._tables) >= _DEEPEST:
            self._deeper += 1
            return
        self._tables.append(_Table([], self._into, self._depth))
        self._into, self._depth = [], 0
        # What stands in a table outside its rows, such as a caption, comes first.
        self._tables[-1].rows.append([self._into])

    def _close_table(self) -> None:
        if self._deeper:
            self._deeper -= 1
            return
        if not self._tables:
            return
        rows, outside, depth = self._tables.pop()
        outside.extend(below_each_other(rows))
        self._into, self._depth = outside, depth
