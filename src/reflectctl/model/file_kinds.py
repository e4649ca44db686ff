"""Which files a partnership's repository holds: a table that everything reads which asks for files by their paths.

Snapshots, schemas, editors' settings and git's attributes are made from it; the hooks for pre-commit and the pages on
formats are held against it.
"""

from ..patterns import regex
from .named_tuples import NamedTuple

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
    is_output: bool = False
    """Whether a command prints one, to be put in its place with `--output`."""


FILE_KINDS = (
    FileKind("partnership", ("partnership.yaml",), as_sentences=True),
    FileKind("preliminary", ("preliminary.md",), as_sentences=True),
    FileKind("meeting", ("meetings/**/*.md",), as_sentences=True),
    FileKind("principle", ("principles/**/*.yaml",), as_sentences=True),
    FileKind("views", ("views/**/*.yaml",), as_sentences=True),
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
    FileKind("phrases", ("content/phrases.yaml", f"content/{LANGUAGE}/phrases.yaml"), is_output=True),
    FileKind("report", ("report.yaml",)),
)
"""Every kind, in the order in which editors and git are told of them."""

FOLDERS = tuple(sorted({path.partition("/")[0] for kind in FILE_KINDS for path in kind.paths if "/" in path}))
"""The folders that belong to a partnership, with everything below them."""

FILES = tuple(path for kind in FILE_KINDS for path in kind.paths if "/" not in path)
"""The files beside the folders that belong to a partnership."""

_SCAFFOLDED = frozenset(
    [
        ".editorconfig",
        ".gitlab-ci.yml",
        ".markdownlint.yaml",
        ".pre-commit-config.yaml",
        ".prettierrc.yaml",
        ".yamllint.yaml",
        ".azuredevops/pull_request_template.md",
        ".github/codeowners",
        ".github/dependabot.yml",
        ".github/pull_request_template.md",
        ".github/workflows/reflectctl.yml",
        ".gitlab/codeowners",
        ".gitlab/merge_request_templates/default.md",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        ".vscode/tasks.json",
        "azure-pipelines.yml",
        "contributing.md",
        "readme.md",
    ]
)
"""What `init` writes beside records and content, in small letters, as not every disk tells them from capitals."""


def is_scaffolded(path: str) -> bool:
    """Whether a path is that of a file that `init` writes beside records and content."""
    path = path.casefold()
    return path in _SCAFFOLDED or path.startswith(".reflectctl/")


def kind_of(path: str) -> FileKind | None:
    """The kind of a partnership's file; None for a file that has no business where it lies."""
    found = _EXACT.get(path) or _below(path)
    if found or not path.startswith("content/") or not (folder := FOLDER.match(path)):
        return found
    translated = f"content/{LANGUAGE}/{path[folder.end() :]}"
    return _EXACT.get(translated) or _below(translated)


def _below(path: str) -> FileKind | None:
    """The kind of a file that may have any name, by its folder and its ending."""
    for folder, ending, each in _BELOW:
        if path.startswith(folder) and path.endswith(ending):
            return each
    return None


FOLDER = regex(r"content/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4})/")
"""A folder of the content that is named by a language tag of BCP 47."""

_EXACT = {path: each for each in FILE_KINDS for path in each.paths if "**/*" not in path}
_BELOW = [
    (folder, ending, each)
    for each in FILE_KINDS
    for path in each.paths
    for folder, any_name, ending in [path.partition("**/*")]
    if any_name
]
