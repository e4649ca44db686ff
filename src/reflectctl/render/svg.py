"""Shapes and words in; a picture as SVG out. The only module that builds SVG. It knows no report.

A picture is one width and fixed, whole in itself, with its colours as attributes: word processors, print engines and
forges show it as browsers do, and none of its letters is taken for text. Words in SVG do not wrap, and nobody measures
them here: their width is estimated, generously, from whole numbers, which have one sum on every Python. Every name is
broken into as many lines as it needs, and none is cut.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from ..model.named_tuples import NamedTuple
from . import escape

WIDE, NARROW = 600, 320
"""How wide a picture is: on paper and on most screens, and on a phone."""

SIZE = 13
"""The height of its words. On paper, where 600 are the width of the text, they are 10.4 points."""

LINE = 17
"""From one line of words to the next."""

INK, QUIET, EDGE, RULE, PAPER = "#1c2330", "#535d6d", "#857f74", "#dcdad3", "#ffffff"
ACCENT, TINT = "#2f4f8f", "#d8dfee"
"""The one colour, and how it looks where it fills a ground."""


def tinted(share: int) -> str:
    """The accent on paper, so many hundredths of it."""
    return (
        f"#{''.join(f'{(255 * (100 - share) + int(ACCENT[at : at + 2], 16) * share) // 100:02x}' for at in (1, 3, 5))}"
    )


_FACE = "Arial,Arimo,Helvetica,'Liberation Sans',sans-serif"

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


def plain(text: str) -> str:
    """A text as one run of words that only shows itself, in an element or in an attribute."""
    return escape.visible(escape.line(" ".join(text.split())))


@lru_cache(maxsize=1024)
def width(text: str, size: int = SIZE) -> int:
    """How wide a text is at most, as far as that can be said without the reader's typeface."""
    if text.isascii():
        return -(-sum(_WIDE.get(each, _OTHERWISE) for each in text) * size // 100)
    from unicodedata import category, east_asian_width

    def of(each: str) -> int:
        if each in _WIDE or each.isascii():
            return _WIDE.get(each, _OTHERWISE)
        if category(each) in ("Mn", "Me", "Cf"):
            return 0
        return 105 if east_asian_width(each) in "WF" else 75

    return -(-sum(map(of, text)) * size // 100)


def bold(text: str, size: int = SIZE) -> int:
    """How wide a text is at most in bold."""
    return width(text, size) * 11 // 10


@lru_cache(maxsize=1024)
def wrap(text: str, room: int, *, heavy: bool = False) -> tuple[str, ...]:
    """A text in as many lines as it needs, broken between words; a word that has no room of its own, within it.

    No text is told to be none. What is longer than any name may be ends in an ellipsis.
    """
    measured = bold if heavy else width
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    lines: list[str] = []
    for word in (_PILED.sub(r"\1", plain(text)) or "–").split(" "):
        if lines and measured(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
            continue
        while measured(word) > room and len(word) > 1:
            end = _fitting(word, room, measured)
            lines.append(word[:end])
            word = word[end:]
        lines.append(word)
    return tuple(each for each in lines if each)


_LONGEST = 400


def _fitting(word: str, room: int, measured: Callable[[str], int]) -> int:
    """How many characters of a word have room; one at least, and none without the marks that belong to it."""
    end = 1
    while end < len(word) and measured(word[: end + 1]) <= room:
        end += 1
    while end > 1 and _joins(word[end : end + 1], word[end - 1]):
        end -= 1
    while end < len(word) and _joins(word[end], word[end - 1]):
        end += 1
    return end


def _joins(after: str, before: str) -> bool:
    """Whether two characters belong together, so that no line may end between them."""
    from unicodedata import category

    return before == "\u200d" or after == "\u200d" or (after != "" and category(after)[0] == "M")


def flow(widths: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Things of these widths one after the other, in as many rows as they need: where each begins, and its row."""
    places, at, row = [], 0, 0
    for each in widths:
        if at and at + each > room:
            at, row = 0, row + 1
        places.append((at, row))
        at += each
    return places


class Picture(NamedTuple):
    """A picture, and the size that it is made for."""

    svg: str
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture as an address that holds it."""
        from base64 import b64encode

        return f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"


class Sheet:
    """A picture while it is drawn: everything at whole numbers, from the top left."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._made: list[str] = []
        self._patterns: dict[str, str] = {}

    def text(
        self,
        x: int,
        y: int,
        words: str,
        *,
        colour: str = INK,
        heavy: bool = False,
        anchor: str = "start",
        over: bool = False,
        turned: bool = False,
    ) -> None:
        """A line of words; `y` is where the line begins. `over` other things it has a margin of paper; `turned`, it
        is read from the bottom."""
        more = "" if anchor == "start" else f' text-anchor="{anchor}"'
        more += ' font-weight="700"' if heavy else ""
        place = f'x="{x}" y="{y + 13}"'
        if turned:
            place = f'transform="translate({x} {y}) rotate(-90)"'
        if over:
            # What is drawn takes less than what is reckoned with.
            room = width(words) * 9 // 10 + 4
            self.rect(x - {"start": 2, "middle": room // 2, "end": room - 2}[anchor], y + 1, room, LINE - 1, fill=PAPER)
        self._made.append(f'<text {place} fill="{colour}"{more}>{html.escape(words, quote=False)}</text>')

    def lines(
        self, x: int, y: int, words: Iterable[str], *, colour: str = INK, heavy: bool = False, anchor: str = "start"
    ) -> int:
        """Lines of words one below the other; where they end."""
        for each in words:
            self.text(x, y, each, colour=colour, heavy=heavy, anchor=anchor)
            y += LINE
        return y

    def line(
        self, x1: int, y1: int, x2: int, y2: int, *, colour: str = RULE, thick: float = 1, dashed: str = ""
    ) -> None:
        """A straight line."""
        more = f' stroke-dasharray="{dashed}"' if dashed else ""
        self._made.append(f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{colour}" stroke-width="{thick:g}"{more}/>')

    def circle(self, x: int, y: int, r: int, *, fill: str = ACCENT, stroke: str = ACCENT, dashed: str = "") -> None:
        """A circle about a place."""
        more = f' stroke-dasharray="{dashed}"' if dashed else ""
        self._made.append(f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" stroke="{stroke}" stroke-width="2"{more}/>')

    def rect(self, x: int, y: int, across: int, down: int, *, fill: str, stroke: str = "none") -> None:
        """A box."""
        self._made.append(f'<rect x="{x}" y="{y}" width="{across}" height="{down}" fill="{fill}" stroke="{stroke}"/>')

    def mark(self, x: int, y: int, path: str, *, fill: str = "none", stroke: str = INK, thick: float = 2) -> None:
        """A path about a place."""
        self._made.append(
            f'<path transform="translate({x} {y})" d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{thick:g}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def pattern(self, name: str, size: int, path: str, stroke: str, thick: float = 2) -> str:
        """What fills a box with a pattern on a ground of paper."""
        self._patterns[name] = (
            f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
            f'<rect width="{size}" height="{size}" fill="{PAPER}"/>'
            f'<path d="{path}" stroke="{stroke}" stroke-width="{thick:g}" fill="none"/></pattern>'
        )
        return f"url(#{name})"

    def picture(self, height: int) -> Picture:
        """All that was drawn."""
        defs = f"<defs>{''.join(self._patterns.values())}</defs>" if self._patterns else ""
        made = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{height}" '
            f'viewBox="0 0 {self.width} {height}" font-family="{_FACE}" font-size="{SIZE}" fill="none">{defs}'
            f'<rect width="{self.width}" height="{height}" fill="{PAPER}"/>{"".join(self._made)}</svg>'
        )
        return Picture(made, self.width, height)
