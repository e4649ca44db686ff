"""Pictures as PNG, kept from one run to the next by what they show, as drawing them costs more than all else of a
document.

Kept in the user's own cache folder, and believed only from there. Nothing is kept that depends on the typefaces of the
computer, which come and go.
"""

import re
from collections.abc import Mapping
from html import unescape

from ..hashes import blake2b
from ..render import raster
from ..render.svg import Picture
from ..storage.own_pieces import Pieces

MOST_BYTES = 8_000_000
"""No more is kept: the pictures of a few large reports."""


class KeptPictures:
    """Gives pictures as PNG, drawn only where they were not drawn before."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """`environ` says where the user's cache folder is."""
        self._environ = environ
        self._pieces: Pieces | None = None
        self._beyond: list[Picture] = []

    def __call__(self, picture: Picture) -> bytes:
        """A picture as PNG."""
        if not raster.is_own(picture):
            self._beyond.append(picture)
            return raster.png(picture)
        if self._pieces is None:
            self._pieces = Pieces(self._environ, "pictures", raster.stamp(), MOST_BYTES)
        name = blake2b(picture.svg.encode(), digest_size=16).digest()
        found = self._pieces.get(name)
        if found is None:
            found = raster.png(picture)
            self._pieces.put(name, found)
        return found

    def left_blank(self) -> str:
        """What is said of letters that were left blank, as the computer has no typeface for them; nothing for none."""
        if not self._beyond:
            return ""
        from ..render import missing_letters

        text = "\n".join(unescape(each) for picture in self._beyond for each in _WORDS.findall(picture.svg))
        letters = {each for each in raster.BEYOND.findall(text) if missing_letters.is_seen(each)}
        return missing_letters.told(raster.blank(letters) if letters else (), text, "a picture")

    def close(self) -> None:
        """Keep what was drawn."""
        if self._pieces is not None:
            self._pieces.close()


_WORDS = re.compile("<text[^>]*>([^<]*)</text>")
