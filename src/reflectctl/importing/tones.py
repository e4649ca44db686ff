"""What says a colour in a document or a workbook, in; whether letters of it can be seen on another, out."""

Tone = tuple[int, int, int]
"""A colour, by its red, green and blue."""

WHITE: Tone = (255, 255, 255)
"""The colour of paper."""

BLACK: Tone = (0, 0, 0)

_THEME = {"BACKGROUND1": WHITE, "LIGHT1": WHITE, "BG1": WHITE, "TEXT1": BLACK, "DARK1": BLACK, "TX1": BLACK}
_THEME_OF_SHEETS = {"0": WHITE, "1": BLACK}
_INDEXED = {"0": BLACK, "8": BLACK, "1": WHITE, "9": WHITE, "65": WHITE}

_ALIKE = 24
"""How far apart two colours are, in each of the three, that nobody tells from each other on paper."""


def tone(colour: str, theme: str = "") -> Tone | None:
    """A colour as documents write it; None where it is none of its own, or is worked out from a theme."""
    if theme:
        return _THEME.get(theme.upper(), _tone(colour))
    return _tone(colour)


def tone_of_sheet(rgb: str, theme: str = "", indexed: str = "", *, tinted: bool = False) -> Tone | None:
    """A colour as workbooks write it, in one of three ways; None where it cannot be told."""
    if tinted:
        return None
    if theme:
        return _THEME_OF_SHEETS.get(theme)
    return _INDEXED.get(indexed) if indexed else _tone(rgb[-6:])


def _tone(colour: str) -> Tone | None:
    if len(colour) != 6 or any(sign not in "0123456789abcdefABCDEF" for sign in colour):
        return None
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def are_alike(one: Tone | None, other: Tone | None) -> bool:
    """Whether letters of one colour cannot be seen on another."""
    return bool(one and other) and all(abs(a - b) <= _ALIKE for a, b in zip(one or (), other or (), strict=True))
