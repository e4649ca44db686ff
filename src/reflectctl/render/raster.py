"""A picture as SVG in; the same as PNG out, for programs that draw no SVG. The only room that resvg enters.

Its typeface is shipped, so that the same picture is the same bytes on every computer; where words have letters that it
has not, the computer's own typefaces are looked through as well.
"""

import re
import zlib
from collections.abc import Callable, Iterable
from html import escape

from .. import resources
from .svg import Picture

Draw = Callable[[Picture], bytes]
"""Gives a picture as PNG."""

_SHARP = 1.75
"""How many dots of the PNG go into one of the picture, across and down."""


def png(picture: Picture) -> bytes:
    """A picture as PNG."""
    return _drawn(picture.svg, _SHARP, own=is_own(picture))


def _drawn(svg: str, zoom: float, *, own: bool) -> bytes:
    import resvg_py

    made = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        skip_system_fonts=own,
        font_files=list(resources.font_files().values()),
        font_family="Arimo",
        sans_serif_family="Arimo",
    )
    return bytes(made)


def is_own(picture: Picture) -> bool:
    """Whether a picture is set in the shipped typeface alone, so that nothing else decides what it looks like."""
    return BEYOND.search(picture.svg) is None


def blank(letters: Iterable[str]) -> set[str]:
    """Those of some letters that would be left blank, as no typeface of the computer has them."""
    each = sorted(letters)
    lines = "".join(f'<text x="8" y="{_BAND * at + 24}">{escape(letter)}</text>' for at, letter in enumerate(each))
    size = f'width="48" height="{_BAND * len(each)}"'
    made = _drawn(f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-size="12">{lines}</svg>', 1, own=False)
    rows = _rows(made)
    seen = {at // _BAND for at, row in enumerate(rows) if any(row)}
    return {letter for at, letter in enumerate(each) if at not in seen} if len(rows) == _BAND * len(each) else set()


_BAND = 40
"""How high a line is that nothing of its neighbours reaches into."""


def _rows(png: bytes) -> list[bytes]:
    """The rows of a PNG as they are kept: nothing but zeros where nothing is drawn below what is empty."""
    width, at, packed = int.from_bytes(png[16:20]), 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        packed += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    raw, row = zlib.decompress(packed), 1 + 4 * width
    return [raw[begin + 1 : begin + row] for begin in range(0, len(raw), row)]


def stamp() -> str:
    """What is another where the same picture may be other bytes: who draws, how large, in which typeface."""
    import resvg_py

    from ..hashes import blake2b

    # Its own number, and that of what it is made of.
    drawn_by = f"{resvg_py.__version__} {resvg_py.__resvg_version__}"
    made = blake2b(digest_size=16)
    for each in resources.fonts().values():
        made.update(each)
    return f"{drawn_by} {_SHARP} {made.hexdigest()}"


BEYOND = re.compile(
    "[^\u0020-\u007e\u00a0-\u024f\u1e00-\u1e9f\u1ef2-\u1eff\u2002\u2009\u200b-\u200f\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u2044\u2060-\u2064\u20ac\u2122\u2191\u2193\u2212]"
)
"""What the shipped typeface has no letter for; joiners and marks of direction need none."""
