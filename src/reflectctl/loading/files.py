"""Which kind of file a path names, the schema that goes with it, and the language that it is in."""

import re
from collections.abc import Iterable

PARTNERSHIP, PRELIMINARY, PACK = "partnership.yaml", "preliminary.md", "content/pack.yaml"
REPORT = "report.yaml"
CONTENT = "content/"
PHRASES = "content/phrases.yaml"

LAYERED = frozenset(("local-pack", "local-principle", "translation", "translation-principle"))
"""The kinds of files that lie over the content pack: they are read after it, and go by its ids."""


def kind(path: str) -> str | None:
    """The schema's name for a partnership's file; None for a file that has no business where it lies."""
    if path == PARTNERSHIP:
        return "partnership"
    if path == PRELIMINARY:
        return "preliminary"
    if path == REPORT:
        return "report"
    if path == PACK:
        return "pack"
    if path == PHRASES:
        return "phrases"
    if path.startswith("content/principles/") and path.endswith(".yaml"):
        return "content-principle"
    if path.startswith("principles/") and path.endswith(".yaml"):
        return "principle"
    if path.startswith("meetings/") and path.endswith(".md"):
        return "meeting"
    return _layer(path) if path.startswith(CONTENT) else None


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


def _layer(path: str) -> str | None:
    """The kind of a file that lies over the content pack, or beside it."""
    found = _FOLDER.match(path)
    inside = path[found.end() if found else len(CONTENT) :]
    if inside == "phrases.yaml":
        return "phrases"
    if inside == "local/pack.yaml":
        return "local-pack"
    if inside.startswith("local/principles/") and inside.endswith(".yaml"):
        return "local-principle"
    if found and inside == "pack.yaml":
        return "translation"
    if found and inside.startswith("principles/") and inside.endswith(".yaml"):
        return "translation-principle"
    return None
