"""Which kind of file a path names, the schema that goes with it, and the language that it is in."""

import re
from collections.abc import Iterable

from ..model.file_kinds import FILE_KINDS, LANGUAGE

PARTNERSHIP, PRELIMINARY, PACK = "partnership.yaml", "preliminary.md", "content/pack.yaml"
REPORT = "report.yaml"
CONTENT = "content/"
PHRASES = "content/phrases.yaml"

LAYERED = frozenset(each.name for each in FILE_KINDS if each.is_overlay)
"""The kinds of files that lie over the content pack: they are read after it, and go by its ids."""


def kind(path: str) -> str | None:
    """The schema's name for a partnership's file; None for a file that has no business where it lies."""
    found = _EXACT.get(path) or _below(path)
    if found or not path.startswith(CONTENT) or not (folder := _FOLDER.match(path)):
        return found
    translated = f"{CONTENT}{LANGUAGE}/{path[folder.end() :]}"
    return _EXACT.get(translated) or _below(translated)


def _below(path: str) -> str | None:
    """The kind of a file that may have any name, by its folder and its ending."""
    for folder, ending, name in _BELOW:
        if path.startswith(folder) and path.endswith(ending):
            return name
    return None


_EXACT = {path: each.name for each in FILE_KINDS for path in each.paths if "**/*" not in path}
_BELOW = [
    (folder, ending, each.name)
    for each in FILE_KINDS
    for path in each.paths
    for folder, any_name, ending in [path.partition("**/*")]
    if any_name
]


def language(path: str) -> str:
    """The language of a file of the content, as its folder says; empty for the pack itself and what is added to it."""
    if not path.startswith(CONTENT):
        return ""
    found = _FOLDER.match(path)
    return found.group(1) if found else ""


def languages(paths: Iterable[str]) -> list[str]:
    """The languages that some of these files are in, besides that of the pack itself; sorted."""
    return sorted({tag for path in paths if (tag := language(path)) and kind(path)})


def is_rated_against(path: str) -> bool:
    """Whether a file holds words that ratings are made against: the pack's, or what was added to it; no translation."""
    return path.startswith(CONTENT) and not language(path)


_FOLDER = re.compile(r"content/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4})/")
"""A folder that is named by a language tag of BCP 47."""
