"""New entries of a mapping, as most are, in; their lines of YAML out.

For words, texts of one paragraph or several lines in everyday signs, days, ids and what is empty. It gives the lines
that ruamel.yaml writes, to import which takes longer than a whole edit, and None for all else; it is held against that.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..patterns import regex

_KEY = regex(r"[a-z][a-z_]{0,40}")
_EVERYDAY = regex("[ -~\xa1-\xac\xae-\u017f\u2010-\u2015\u2018-\u201f\u2026\n]*")
"""Signs that stand in YAML as they are."""
_ID = regex(r"[a-z][a-z0-9_-]*")
_NOT_TEXT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_LONGEST = 1_000
"""A longer line may be broken by whoever writes YAML."""


def lines(
    entries: Mapping[str, Any], scalar: Callable[[Any], str], folded: Callable[[str], Sequence[str] | None], indent: int
) -> list[str] | None:
    """The lines of some entries, without their endings; None where they are not plain.

    `scalar` gives a value on one line, `folded` the lines of a text that is put below its key, if it is such a text.
    """
    found: list[str] = []
    for key, value in entries.items():
        if not _KEY.fullmatch(key) or key in _NOT_TEXT:
            return None
        said = _said(value, scalar, folded)
        if said is None:
            return None
        first, *below = said
        found.append(f"{key}: {first}" if first else f"{key}:")
        found += (" " * indent + line if line else "" for line in below)
    return found if max(map(len, found), default=0) <= _LONGEST else None


def _said(value: Any, scalar: Callable[[Any], str], folded: Callable[[str], Sequence[str] | None]) -> list[str] | None:
    """A value: what stands behind its key, and the lines below."""
    if value is None:
        return [""]
    if isinstance(value, list):
        if value and all(isinstance(each, str) and _ID.fullmatch(each) and each not in _NOT_TEXT for each in value):
            return [f"[{', '.join(value)}]"]
        return None
    if not isinstance(value, str) or not _EVERYDAY.fullmatch(value) or value != value.strip(" "):
        return None
    if "\n" in value:
        return _literal(value)
    if (parts := folded(value)) is not None:
        return [">-", *parts]
    told = scalar(value)
    return [told] if told == value or (told == f'"{value}"' and value.isascii()) else None


def _literal(value: str) -> list[str] | None:
    """A text of several lines; None where one begins or ends otherwise than most."""
    written = value.removesuffix("\n").split("\n")
    if not written[0] or not written[-1] or any(line[-1:] == " " for line in written) or written[0][0] == " ":
        return None
    return ["|" if value.endswith("\n") else "|-", *written]
