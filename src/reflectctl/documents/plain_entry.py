"""An entry of a mapping as most are written, read by a look: a word, a quoted line, or a text in folded lines.

It is known only where nothing else can be meant, so that what is read here is what reading YAML gives; it is held
against that. To begin reading YAML takes longer than most entries are long.
"""

import re
from typing import Any

from .yaml import resolved

_ONE_LINE = re.compile(rb""" +([a-z_]{1,60}):(?: (?:([A-Za-z0-9][A-Za-z0-9-]{0,200})|"([ !#-\[\]-~]*)"))?\n?""")
_FOLDED = re.compile(rb"( +)([a-z_]{1,60}): >-\n( +)(?=[!-~])")
_PRINTABLE = bytes(range(ord(" "), ord("~") + 1)) + b"\n"
_WORDS = frozenset((b"null", b"true", b"false"))
"""The keys that are no text."""


def plain_entry(raw: bytes) -> dict[str, Any] | None:
    """What an indented entry says under its key; None where it has to be read as YAML."""
    if one := _ONE_LINE.fullmatch(raw):
        key, word, quoted = one.groups()
        value = None if word is None is quoted else resolved(word.decode("ascii")) if word else quoted.decode("ascii")
    elif begun := _FOLDED.match(raw):
        around, key, space = begun.groups()
        lines = raw[begun.start(3) :].removesuffix(b"\n").split(b"\n")
        depth = len(space)
        if depth <= len(around) or raw.translate(None, _PRINTABLE):
            return None
        if not all(
            line[depth - 1 : depth + 1] > b"  " and line.startswith(space) and line[-1:] != b" " for line in lines
        ):
            return None
        value = b" ".join([line[depth:] for line in lines]).decode("ascii")
    else:
        return None
    return None if key in _WORDS else {key.decode("ascii"): value}
