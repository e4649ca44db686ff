"""What git asks for when two branches have changed one file: bytes of three versions in, the merged bytes out."""

from ..documents.conflicts import Marks
from ..edits.merge import merge
from ..model.named_tuples import NamedTuple


class Merged(NamedTuple):
    """A file as it is written back for git."""

    raw: bytes
    conflicts: int
    """How many places somebody has to decide."""
    why: str
    """Why it was merged by lines; empty where its records were merged."""


def merged(path: str, base: bytes, ours: bytes, theirs: bytes, marks: Marks) -> Merged:
    """Both sides of a file in one, by its path from the partnership's root."""

    def by_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
        from ..storage.merge_file import merge_by_lines

        raw, is_clean = merge_by_lines(
            *map(_raw, (base, ours, theirs)), size=marks.size, labels=(marks.ours, marks.theirs)
        )
        return _text(raw), is_clean

    found = merge(path, _text(base), _text(ours), _text(theirs), by_lines, marks)
    return Merged(_raw(found.text), found.conflicts, found.why)


def unmerged(ours: bytes, theirs: bytes, marks: Marks) -> bytes:
    """Both sides whole, between marks: what stands until more is known."""
    return _raw(marks.conflict(*(text + "\n" * (text[-1:] not in ("", "\n")) for text in map(_text, (ours, theirs)))))


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
