"""A picture as SVG in; the same as PNG out, for programs that draw no SVG. The only room that resvg enters.

Its typeface is shipped, so that the same picture is the same bytes on every computer; where words have letters that it
has not, the computer's own typefaces are looked through as well.
"""

import re
from collections.abc import Callable

from .. import resources
from .svg import Picture

Draw = Callable[[Picture], bytes]
"""Gives a picture as PNG."""

_SHARP = 1.75
"""How many dots of the PNG go into one of the picture, across and down."""


def png(picture: Picture) -> bytes:
    """A picture as PNG."""
    import resvg_py

    made = resvg_py.svg_to_bytes(
        svg_string=picture.svg,
        zoom=_SHARP,
        skip_system_fonts=is_own(picture),
        font_files=list(resources.font_files().values()),
        font_family="Arimo",
        sans_serif_family="Arimo",
    )
    return bytes(made)


def is_own(picture: Picture) -> bool:
    """Whether a picture is set in the shipped typeface alone, so that nothing else decides what it looks like."""
    return BEYOND.search(picture.svg) is None


def stamp() -> str:
    """What is another where the same picture may be other bytes: who draws, how large, in which typeface."""
    from hashlib import blake2b

    import resvg_py

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
