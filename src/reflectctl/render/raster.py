"""A picture as SVG in; the same as PNG out, for programs that draw no SVG. The only room that resvg enters.

Its typeface is shipped, so that the same picture is the same bytes on every computer; where words have letters that it
has not, the computer's own typefaces are looked through as well.
"""

import re

from .. import resources
from .svg import Picture

_SHARP = 1.75
"""How many dots of the PNG go into one of the picture, across and down."""


def png(picture: Picture) -> bytes:
    """A picture as PNG."""
    import resvg_py

    made = resvg_py.svg_to_bytes(
        svg_string=picture.svg,
        zoom=_SHARP,
        skip_system_fonts=_BEYOND.search(picture.svg) is None,
        font_files=list(resources.font_files().values()),
        font_family="Arimo",
        sans_serif_family="Arimo",
    )
    return bytes(made)


_BEYOND = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]")
