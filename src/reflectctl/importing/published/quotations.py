"""What stands in quotation marks, and whether it is whole."""

import re

from . import labels
from .notes import short
from .sentences import is_ended

_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\(cid:\d+\)")
"""What programs write for a letter that they could not tell."""

_FOOT = re.compile(r"(?:https?|file)://\S+|\bpage \d+|\b\d+\s*/\s*\d+\b", re.IGNORECASE)
_FEWEST = 4
"""A statement, a voice or a meaning has no fewer words."""

JOINED = (
    "may lack a hyphen or a dash, as the program that took the text out of a PDF joined lines here "
    "(name the PDF itself, or use `pdftotext -layout`)"
)


def unquoted(said: str) -> tuple[str, str]:
    """What stands between quotation marks, white space folded; and what is wrong with it."""
    told = " ".join(said.split())
    if not told:
        return "", "is empty"
    if told[0] not in labels.OPENING:
        return told, "does not begin with a quotation mark"
    inner = told[1:]
    close = next((at for at, sign in enumerate(inner) if sign in labels.QUOTES), None)
    if close is None:
        return inner, "has no closing quotation mark; it may be cut short"
    text, rest = inner[:close].strip(), inner[close + 1 :].strip()
    if inner[close] not in labels.CLOSING or any(sign in labels.QUOTES for sign in rest):
        return text, "has more than one pair of quotation marks"
    if rest.strip(".,;"):
        return text, f"goes on after its closing quotation mark (“{short(rest)}”)"
    # A full stop may stand behind the mark: then it is the sentence's own.
    return text, fault(text if is_ended(text) else text + rest[:1])


def fault(text: str) -> str:
    """What is wrong with a sentence or several; empty when nothing is."""
    if not text:
        return "is empty"
    if found := _UNKNOWN.search(text):
        return f"has a character that could not be read ({found.group().encode('unicode_escape').decode()})"
    if not is_ended(text):
        return "does not end as a sentence does; it may be cut short"
    if text[0].islower():
        return "begins in the middle of a sentence"
    if found := _FOOT.search(text):
        return f"has what a page says at its head or foot in the middle of it (“{found.group()}”)"
    return "is too short to be whole" if len(text.split()) < _FEWEST else ""
