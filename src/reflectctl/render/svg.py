"""Shapes and words in; SVG for the inside of a page out. The only module that builds SVG. It knows no report.

A picture is fluid without being scaled: what lies across it is placed in percent of its width, what lies down it in em,
so its words keep the size that the reader has chosen. Words in SVG do not wrap, and nobody measures them here: their
width is estimated, generously, and where a picture has to look otherwise on a phone it is drawn for each of `LEVELS`,
of which its own rules show the one that fits. Everything else of its looks is in `pictures.css`.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from . import escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LEVELS = (10, 24, 34, 46)
"""Widths in em: a picture is drawn for each that makes a difference, and is at least as wide as the one it is shown at.

Below the first it is cut off.
"""

SHRINK = 0.923
"""How much smaller words are below the second level, so that a phone has room for as many em as that."""


def _rules() -> str:
    """Which level is shown, by the width of what is around a picture."""
    first, second, third, fourth = LEVELS
    queries = [
        (fourth - 0.01, _switched(fourth, third)),
        (third - 0.01, _switched(third, second)),
        (second - 0.01, f".picture{{font-size:{SHRINK}em}}"),
        # A phone 320 px wide is to show the second level, and may miss it by a hair.
        (second * SHRINK - 0.16, _switched(second, first)),
    ]
    rules = "".join(f"@container (max-width:{width:.2f}em){{{rules}}}" for width, rules in queries)
    return f".drawn{{container-type:inline-size}}{rules}"


def _switched(wider: int, level: int) -> str:
    return (
        f".picture{{--head:var(--head-{level},0em)}}"
        f".picture .at-{wider}{{display:none}}.picture .at-{level}{{display:inline}}"
    )


# They are in the picture, and not in the page's stylesheet, since they are made of the same numbers; and the grammar
# that the Nu checker holds stylesheets to knows no container queries, which browsers have had since 2022.
_RULES = _rules()

LINE = 1.4
"""The height of a line of words, in em."""

_T = TypeVar("_T", bound=Hashable)


# What a wide and common typeface takes, in hundredths of an em: whole numbers have one sum, on every Python. Others
# take less, and then there is more space between words.
_WIDE = {
    **dict.fromkeys("ijlI|'’‘J", 30),
    **dict.fromkeys(" .,:;·!", 34),
    **dict.fromkeys("ft()[]/-“”", 40),
    **dict.fromkeys('"*', 50),
    **dict.fromkeys("<>=+~#^", 84),
    **dict.fromkeys("rcsz–", 50),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 72),
    **dict.fromkeys("mMWw—…@%", 95),
}
_OTHERWISE = 62

# Nothing needs more marks on one letter; without an end they would cover the rows above.
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_MARK}{{3}}){_MARK}+")

# Code points that are no characters: XML has no place for some of them, and HTML for none.
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
)


def plain(text: str) -> str:
    """A text as one run of words that only shows itself, in an element or in an attribute."""
    told = escape.line(" ".join(text.split()))
    return told if told.isascii() else _NO_CHARACTER.sub(lambda found: f"\\u{ord(found.group()):04x}", told)


@lru_cache(maxsize=1024)
def width(text: str) -> float:
    """How wide a text is at most, in em, as far as that can be said without the reader's typeface."""
    if text.isascii():
        return sum(_WIDE.get(each, _OTHERWISE) for each in text) / 100
    from unicodedata import category, east_asian_width

    def of(each: str) -> int:
        if each in _WIDE or each.isascii():
            return _WIDE.get(each, _OTHERWISE)
        if category(each) in ("Mn", "Me", "Cf"):
            return 0
        return 105 if east_asian_width(each) in "WF" else 75

    return sum(map(of, text)) / 100


@lru_cache(maxsize=1024)
def shorten(text: str, room: float) -> str:
    """As much of a text as there is room for, in em, with an ellipsis where there was more.

    No text is told to be none. Of `principle · statement` the second part is kept: it tells one row from the next.
    """
    shown = _PILED.sub(r"\1", plain(text[:400]))
    if len(text) <= 400 and width(shown) <= room:
        return shown or "(no name)"
    before, dot, after = shown.rpartition(" · ")
    if dot and len(text) <= 400 and width(dot + after) <= room / 2:
        return _cut(before, room - width(dot + after)) + dot + after
    return _cut(shown, room)


def _cut(text: str, room: float) -> str:
    """The beginning of a text. What stands behind it in brackets, such as that it is local, stays where it can."""
    aside = _ASIDE.search(text)
    if aside and width(aside.group()) <= room * _FOR_AN_ASIDE:
        return _beginning(text[: aside.start()], room - width(aside.group())) + aside.group()
    return _beginning(text, room)


_ASIDE = re.compile(r" \([^()]{1,20}\)$")
_FOR_AN_ASIDE = 0.65


def _beginning(text: str, room: float) -> str:
    fits, used = 0, width("…")
    while fits < len(text) and (used := used + width(text[fits])) <= room:
        fits += 1
    while fits and _joins(text[fits : fits + 1], text[fits - 1]):
        fits -= 1
    return text[:fits].rstrip(" ,;:·–-") + "…"


def _joins(after: str, before: str) -> bool:
    """Whether two characters belong together, so that no text may end between them."""
    from unicodedata import category

    return before == "\u200d" or after == "\u200d" or (after != "" and category(after)[0] == "M")


@lru_cache(maxsize=1024)
def wrap(text: str, room: float, most: int = 3) -> tuple[str, ...]:
    """A text in lines, broken between words; a word or a last line that has no room is shortened."""
    lines: list[str] = []
    words = plain(text[:400]).split(" ")
    for n, word in enumerate(words):
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        elif len(lines) == most:
            lines[-1] = " ".join([lines[-1], *words[n:]])
            break
        else:
            lines.append(word)
    return tuple(shorten(each, room) for each in lines)


class Word(NamedTuple):
    """A line of text at its place."""

    x: str
    line: float
    text: str
    anchor: str = "start"


class Axis(NamedTuple):
    """Words over columns: over their middles while they fit there, else as steps with a line down to each."""

    words: tuple[Word, ...]
    leaders: tuple[tuple[str, float, float], ...]
    lines: int


class Flow(NamedTuple):
    """Things in a row, and in further rows when they need more: where each begins, in em and in lines."""

    places: tuple[tuple[float, int], ...]
    lines: int


def middle(column: int, columns: int) -> float:
    """Where the middle of a column is, in percent."""
    return (column + 0.5) * 100 / columns


def at_levels(make: Callable[[int], _T]) -> list[tuple[_T, str]]:
    """What is made for each level, each different one once, with the classes that show it where it belongs."""
    made: dict[_T, list[int]] = {}
    for level in LEVELS:
        made.setdefault(make(level), []).append(level)
    if len(made) == 1:
        return [(next(iter(made)), "")]
    return [(each, " ".join(f"at-{level}" for level in levels)) for each, levels in made.items()]


@lru_cache(maxsize=256)
def axis(titles: tuple[str, ...], level: int, *, below: bool = False) -> Axis:
    """The words of columns, for one width; `below` when they stand under what they name."""
    room = level / len(titles)
    fitting = (_in_columns(titles, room, each) for each in (room + 0.3, room * 0.8))
    return next(filter(None, fitting), None) or _in_steps(titles, level, below)


def _in_columns(titles: tuple[str, ...], room: float, lines_of: float) -> Axis | None:
    """The words over the middles of columns of a width, in lines of another, which may be less; None where they do not
    fit."""
    columns = [wrap(title, max(lines_of, 2), most=9) for title in titles]
    lines = max(map(len, columns))
    whole = all(
        " ".join(column) == " ".join(plain(title).split()) for column, title in zip(columns, titles, strict=True)
    )
    if lines > 3 or not whole:
        return None
    for n in range(lines):
        widths = [width(column[n]) if n < len(column) else 0.0 for column in columns]
        for left, right in pairwise(widths):
            if left and right and (left + right) / 2 + 0.3 > room:
                return None
        if max(widths[0], widths[-1]) > room:
            return None
    return Axis(
        tuple(
            Word(share(middle(i, len(titles))), n, text, "middle")
            for i, column in enumerate(columns)
            for n, text in enumerate(column)
        ),
        (),
        lines,
    )


def _in_steps(titles: tuple[str, ...], level: int, below: bool) -> Axis:
    """From the outside in, so that few lines down cross a word; where one does, it is drawn behind the word."""
    count = len(titles)
    inward = sorted(range(count), key=lambda i: (-abs(2 * i - count + 1), i))
    words: list[tuple[float, int, str, str]] = []
    tops: dict[int, tuple[int, int]] = {}
    lines = 0
    for i in inward:
        x = middle(i, count)
        if 2 * i + 1 == count:
            anchor, room = "middle", level - 1.0
        elif x < 50:
            anchor, room = "start", level * (1 - x / 100) - 0.5
        else:
            anchor, room = "end", level * x / 100 - 0.5
        wrapped = wrap(titles[i], room, most=2)
        words += [(x, lines + n, text, anchor) for n, text in enumerate(wrapped)]
        tops[i] = (lines, lines + len(wrapped))
        lines += len(wrapped)
    if below:
        # The same the other way up; the lines of one title keep their order.
        spans = {i: (lines - end, lines - start) for i, (start, end) in tops.items()}
        placed = tuple(
            Word(share(x), spans[i][0] + line - tops[i][0], text, anchor)
            for x, line, text, anchor in words
            for i in [next(i for i, (start, end) in tops.items() if start <= line < end)]
        )
        return Axis(placed, tuple((share(middle(i, count)), 0, spans[i][0]) for i in range(count)), lines)
    return Axis(
        tuple(Word(share(x), line, text, anchor) for x, line, text, anchor in words),
        tuple((share(middle(i, count)), tops[i][1], lines) for i in range(count)),
        lines,
    )


def flow(widths: Sequence[float], room: float) -> Flow:
    """Things of these widths one after the other, in as many rows as they need."""
    places, at, line = [], 0.0, 0
    for each in widths:
        if at and at + each > room:
            at, line = 0.0, line + 1
        places.append((at, line))
        at += each
    return Flow(tuple(places), line + 1 if places else 0)


@lru_cache(maxsize=1024)
def share(percent: float) -> str:
    """A part of the width."""
    return f"{round(percent, 2):g}%"


@lru_cache(maxsize=4096)
def em(size: float) -> str:
    """A length that grows with the words."""
    return f"{round(size, 3):g}em"


class Sheet:
    """A picture while it is drawn. Colours and strokes come from the stylesheet, by class."""

    def __init__(self, kind: str, *, name: str, title: str, description: str, language: str = "") -> None:
        """`language` is that of the words that are `foreign` to the page; empty where none are."""
        from xml.etree.ElementTree import Element, SubElement, tostring

        self._sub, self._written = SubElement, tostring
        self.name = name
        self._foreign = {"lang": language} if language else {}
        self.root = Element(
            "svg",
            {
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-desc",
                "class": f"picture {kind}",
                "width": "100%",
            },
        )
        for tag, text in (("title", title), ("desc", description)):
            self._sub(self.root, tag, {"id": f"{name}-{tag}"}).text = plain(text)
        self._sub(self.root, "style").text = _RULES

    def group(self, kind: str, into: "Element | None" = None, **attributes: str) -> "Element":
        """A place for shapes that have something in common."""
        return self._sub(
            self.root if into is None else into, "g", {"class": kind, **attributes} if kind else attributes
        )

    def names(self, into: "Element") -> "Element":
        """A place for words that stand over lines, which end short of them."""
        return self.group("names", into, **{"paint-order": "stroke"})

    def text(
        self,
        x: str,
        y: float,
        text: str,
        kind: str,
        into: "Element",
        anchor: str = "start",
        *,
        foreign: bool = False,
    ) -> None:
        """A line of words, as it is; `y` is where the line begins, its letters stand a little below."""
        attributes = {"x": x, "y": em(y + 1.02), **(self._foreign if foreign else {})}
        if kind:
            attributes["class"] = kind
        if anchor != "start":
            attributes["text-anchor"] = anchor
        self._sub(into, "text", attributes).text = text

    def fitted(
        self,
        x: str,
        y: float,
        text: str,
        kind: str,
        into: "Element",
        *,
        anchor: str = "start",
        foreign: bool = False,
        room: Callable[[int], float] = float,
    ) -> None:
        """A line of words, shortened for each width to the room that it has there."""
        for shown, classes in at_levels(lambda level: shorten(text, room(level))):
            self.text(x, y, shown, f"{kind} {classes}" if classes else kind, into, anchor, foreign=foreign)

    def line(self, x1: str, y1: float, x2: str, y2: float, kind: str, into: "Element") -> None:
        """A straight line."""
        self._sub(into, "line", {"x1": x1, "y1": em(y1), "x2": x2, "y2": em(y2), "class": kind})

    def circle(self, x: str, y: float, r: float, kind: str, into: "Element") -> None:
        """A circle about a place."""
        self._sub(into, "circle", {"cx": x, "cy": em(y), "r": em(r), "class": kind})

    def rect(self, x: str, y: float, across: str, down: float, kind: str, into: "Element", fill: str = "") -> None:
        """A box; with a fill, the id of a pattern."""
        attributes = {"x": x, "y": em(y), "width": across, "height": em(down), "class": kind}
        if fill:
            attributes["fill"] = f"url(#{fill})"
        self._sub(into, "rect", attributes)

    def mark(self, x: str, y: float, path: str, kind: str, into: "Element") -> None:
        """A path about a place, in sixteenths of an em."""
        # A nested picture is the one thing that can be moved by percents; its own scale makes it grow with the words.
        holder = self._sub(
            into,
            "svg",
            {"x": x, "y": em(y), "width": "1em", "height": "1em", "viewBox": "0 0 16 16", "overflow": "visible"},
        )
        self._sub(holder, "path", {"d": path, "class": kind})

    def pattern(self, id: str, size: int, path: str, kind: str, into: "Element") -> None:
        """A pattern to fill boxes with, on a ground of its own."""
        side = str(size)
        holder = self._sub(into, "pattern", {"id": id, "width": side, "height": side, "patternUnits": "userSpaceOnUse"})
        self._sub(holder, "rect", {"width": side, "height": side, "class": "ground"})
        if path:
            self._sub(holder, "path", {"d": path, "class": kind})

    def axis(self, titles: tuple[str, ...], y: float, into: "Element", *, below: bool = False) -> None:
        """The words of columns; `below` when they stand under what they name."""
        for drawn, classes in at_levels(lambda level: axis(titles, level, below=below)):
            holder = self.group(f"axis {classes}" if classes else "axis", into, **self._foreign)
            for x, begin, end in drawn.leaders:
                self.line(x, y + begin * LINE, x, y + end * LINE, "guide", holder)
            for word in drawn.words:
                self.text(word.x, y + word.line * LINE, word.text, "", holder, word.anchor)

    def svg(
        self, *, body: float, heads: Callable[[int], float] = lambda level: 0.0, times: int = 1, pad: float = 0.0
    ) -> str:
        """The picture as text: `body` high, and the height of a head that depends on the width, some times."""
        by_level = [round(heads(level), 3) for level in LEVELS]
        settings = [f"--body: {em(body)}"]
        if len(set(by_level)) == 1:
            settings.append(f"--head: {em(by_level[0])}")
        else:
            settings += [f"--head-{level}: {em(head)}" for level, head in zip(LEVELS, by_level, strict=True)]
        if times != 1:
            settings.append(f"--heads: {times}")
        if pad:
            settings.append(f"--pad: {em(pad)}")
        self.root.set("style", "; ".join(settings))
        # For a page that has no stylesheet.
        self.root.set("height", em(body + times * by_level[-1]))
        return self._written(self.root, encoding="unicode")
