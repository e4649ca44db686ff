"""What is said of files that nothing is read of: no record, a folder that is not entered, nothing in it."""

from collections.abc import Mapping

from ..documents.document import Document
from ..model.file_kinds import FOLDERS
from ..model.findings import Finding
from ..model.locations import Location
from ..storage.snapshots import Unreadable
from . import files

_NEEDED = (files.PARTNERSHIP, files.PACK)
"""Without these there is no partnership, or nothing to rate."""


def unexpected(path: str, raw: bytes | Unreadable) -> Finding:
    """What is said of what is no record: of a folder that is not entered, that records in it are not known."""
    if isinstance(raw, Unreadable) and (raw.folder or path in FOLDERS):
        return Finding(Location(f"{path}/", 1, 1), "error", "unreadable-file", raw.reason, raw.hint)
    suffix = ".md" if path.startswith("meetings/") else ".yaml"
    hint = f"Give it the ending {suffix} if it is meant as one, or move it elsewhere."
    if path.startswith(files.CONTENT) and path.endswith(suffix):
        hint = (
            "Below content/ there is principles/, local/, and a folder called by its tag for each other language (cy)."
        )
    return Finding(
        Location(path, 1, 1),
        "warning",
        "unexpected-file",
        "This file is in a folder of the partnership's records, but is not one of them, so nothing in it is read.",
        hint,
    )


def empty(path: str) -> Finding:
    """What is said of a file that says nothing."""
    return Finding(
        Location(path, 1, 1),
        "error",
        "empty-file",
        "The file says nothing.",
        "Bring its content back from an earlier commit."
        if path in _NEEDED
        else "Bring its content back from an earlier commit, or delete the file.",
    )


def no_keys(documents: Mapping[str, Document]) -> dict[str, Finding]:
    """The files that say something, and not by keys and values: nothing of them can be used."""
    return {
        path: Finding(Location(path, 1, 1), "error", "wrong-type", "The file holds no keys and values.")
        for path, document in documents.items()
        if document.data is not None and not isinstance(document.data, dict)
    }
