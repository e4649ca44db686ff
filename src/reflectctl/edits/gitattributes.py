"""A `.gitattributes` in; the same with the lines by which git shows a partnership's files as sentences, out."""

from ..documents.text import newline
from ..model.file_kinds import FILE_KINDS

DRIVER = "reflectctl"
"""What git's attributes and its settings call the way in which these files are shown."""

_PATTERNS = tuple(f"/{path}" for each in FILE_KINDS if each.as_sentences for path in each.paths)


def missing(text: str) -> list[str]:
    """The lines that a `.gitattributes` lacks. Where it says of a pattern how to show it, that is left as it is."""
    shown = {words[0] for line in text.splitlines() if (words := line.split()) and any(map(_is_diff, words[1:]))}
    return [f"{pattern} diff={DRIVER}" for pattern in _PATTERNS if not {pattern, pattern[1:]} & shown]


def completed(text: str) -> str:
    """The text with the lines that it lacks at its end, and nothing else changed."""
    end = newline(text)
    lines = missing(text)
    if lines and text and not text.endswith("\n"):
        text += end
    return text + "".join(line + end for line in lines)


def _is_diff(attribute: str) -> bool:
    return attribute.lstrip("-!").partition("=")[0] == "diff"
