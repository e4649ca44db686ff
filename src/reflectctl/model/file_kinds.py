"""Which files a partnership's repository holds: a table that everything reads which asks for files by their paths.

Snapshots, schemas, editors' settings and git's attributes are made from it; the hooks for pre-commit and the pages on
formats are held against it.
"""

from typing import NamedTuple

LANGUAGE = "{language}"
"""In a path: a folder that is named by a language tag of BCP 47."""


class FileKind(NamedTuple):
    """A kind of file, by where it lies."""

    name: str
    """That of its schema, too."""
    paths: tuple[str, ...]
    """From the partnership's root; `**/*` stands for any file below a folder."""
    as_sentences: bool = False
    """Whether git shows its changes as sentences."""
    is_overlay: bool = False
    """Whether it lies over the content pack: it is read after it, and goes by its ids."""


FILE_KINDS = (
    FileKind("partnership", ("partnership.yaml",), as_sentences=True),
    FileKind("preliminary", ("preliminary.md",), as_sentences=True),
    FileKind("meeting", ("meetings/**/*.md",), as_sentences=True),
    FileKind("principle", ("principles/**/*.yaml",), as_sentences=True),
    FileKind("pack", ("content/pack.yaml",)),
    FileKind("content-principle", ("content/principles/**/*.yaml",)),
    FileKind("local-pack", ("content/local/pack.yaml", f"content/{LANGUAGE}/local/pack.yaml"), is_overlay=True),
    FileKind(
        "local-principle",
        ("content/local/principles/**/*.yaml", f"content/{LANGUAGE}/local/principles/**/*.yaml"),
        is_overlay=True,
    ),
    FileKind("translation", (f"content/{LANGUAGE}/pack.yaml",), is_overlay=True),
    FileKind("translation-principle", (f"content/{LANGUAGE}/principles/**/*.yaml",), is_overlay=True),
    FileKind("phrases", ("content/phrases.yaml", f"content/{LANGUAGE}/phrases.yaml")),
    FileKind("report", ("report.yaml",)),
)
"""Every kind, in the order in which editors and git are told of them."""

FOLDERS = tuple(sorted({path.partition("/")[0] for kind in FILE_KINDS for path in kind.paths if "/" in path}))
"""The folders that belong to a partnership, with everything below them."""

FILES = tuple(path for kind in FILE_KINDS for path in kind.paths if "/" not in path)
"""The files beside the folders that belong to a partnership."""
