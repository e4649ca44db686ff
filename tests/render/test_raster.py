"""Pictures as PNG: which of them the shipped typeface draws alone."""

import sys
from unicodedata import category

import pytest
from fontTools.ttLib import TTFont

from reflectctl import resources
from reflectctl.render import raster
from reflectctl.render.svg import WIDE, Sheet


def picture(words: str):
    sheet = Sheet(WIDE)
    sheet.text(0, 0, words)
    return sheet.picture(20)


def test_a_picture_is_set_in_the_shipped_typeface_alone_where_that_has_all_of_its_letters():
    has = set.intersection(*(set(TTFont(path).getBestCmap()) for path in resources.font_files().values()))

    for code in range(sys.maxunicode + 1):
        # What is never seen needs no letter, and what stands for no character is shown as an escape.
        if category(chr(code)) not in ("Cf", "Cc", "Cs", "Cn"):
            assert (raster.BEYOND.search(chr(code)) is None) == (code in has), hex(code)


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("Gŵyl Ŷ – «Łódź» … ↑ ↓ −2 € 5™", True),
        ("a\u200db \u200e", True),
        ("Sở Giáo dục", False),
        ("non\u2011breaking", False),
        ("5\u2030", False),
        ("部屋", False),
    ],
)
def test_letters_that_it_lacks_are_looked_for_among_those_of_the_computer(words: str, alone: bool):
    assert raster.is_own(picture(words)) == alone
