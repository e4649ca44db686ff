"""Which kind of file a path names, the schema that goes with it, and the language that it is in."""

from collections.abc import Iterable

from ..model.file_kinds import FILE_KINDS, FOLDER, kind_of

PARTNERSHIP, PRELIMINARY, PACK = "partnership.yaml", "preliminary.md", "content/pack.yaml"
REPORT = "report.yaml"
CONTENT = "content/"
PHRASES = "content/phrases.yaml"

LAYERED = frozenset(each.name for each in FILE_KINDS if each.is_overlay)
"""The kinds of files that lie over the content pack: they are read after it, and go by its ids."""


def kind(path: str) -> str | None:
    """The schema's name for a partnership's file; None for a file that has no business where it lies."""
    found = kind_of(path)
    return found.name if found else None


def language(path: str) -> str:
    """The language of a file of the content, as its folder says; empty for the pack itself and what is added to it."""
    if not path.startswith(CONTENT):
        return ""
    found = FOLDER.match(path)
    return found.group(1) if found else ""


def languages(paths: Iterable[str]) -> list[str]:
    """The languages that some of these files are in, besides that of the pack itself; sorted."""
    return sorted({tag for path in paths if (tag := language(path)) and kind(path)})


def is_rated_against(path: str) -> bool:
    """Whether a file holds words that ratings are made against: the pack's, or what was added to it; no translation."""
    return path.startswith(CONTENT) and not language(path)
