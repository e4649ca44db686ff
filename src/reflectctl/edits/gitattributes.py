"""A `.gitattributes` in; the same with the lines by which git shows and merges a partnership's files, out."""

from ..documents.text import newline
from ..model.file_kinds import FILE_KINDS, FILES

DRIVER = "reflectctl"
"""What git's attributes and its settings call the way in which these files are shown, and merged."""

_SHOWN = tuple(f"/{path}" for each in FILE_KINDS if each.as_sentences for path in each.paths)
_MERGED = tuple(dict.fromkeys((*_SHOWN, *(f"/{path}" for path in FILES), "/content/**/*.yaml")))


def missing(text: str) -> list[str]:
    """The lines that a `.gitattributes` lacks. What it says of a pattern already is left as it is."""
    said = [(words[0], words[1:]) for line in text.splitlines() if (words := line.split())]
    lines = []
    for pattern in _MERGED:
        wanted = [name for name, patterns in (("diff", _SHOWN), ("merge", _MERGED)) if pattern in patterns]
        there = {_name(word) for told, words in said if told in (pattern, pattern[1:]) for word in words}
        lacking = [f"{name}={DRIVER}" for name in wanted if name not in there]
        if lacking:
            lines.append(" ".join((pattern, *lacking)))
    return lines


def completed(text: str) -> str:
    """The text with the lines that it lacks at its end, and nothing else changed."""
    end = newline(text)
    lines = missing(text)
    if lines and text and not text.endswith("\n"):
        text += end
    return text + "".join(line + end for line in lines)


def _name(attribute: str) -> str:
    return attribute.lstrip("-!").partition("=")[0]
