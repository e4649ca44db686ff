"""Git's own merge of three texts, line by line: texts in, a text with or without marks out; and where it is written."""

import os
from pathlib import Path

NEW = ".new"
"""What the name of a file ends in that is being written; it is gone when that is done."""

_MOST_CONFLICTS = 127
"""Git leaves with the number of conflicts, or with this where there are more; what is beyond is an error."""


def merge_by_lines(
    base: bytes, ours: bytes, theirs: bytes, *, size: int = 7, labels: tuple[str, str] = ("ours", "theirs")
) -> tuple[bytes, bool]:
    """The text that git makes of three, and whether there is no conflict in it; marks have `size` signs."""
    import tempfile

    from .git import Git

    with tempfile.TemporaryDirectory() as folder:
        for name, raw in (("ours", ours), ("base", base), ("theirs", theirs)):
            Path(folder, name).write_bytes(raw)
        said = Git(Path(os.path.realpath(folder))).run(
            *("-c", "merge.conflictStyle=merge", "merge-file", "-p", "-q", f"--marker-size={size}"),
            *("-L", labels[0], "-L", "base", "-L", labels[1], "ours", "base", "theirs"),
            ok=tuple(range(_MOST_CONFLICTS + 1)),
        )
    begin = b"<" * size + b" " + labels[0].encode()
    return said, not any(line.rstrip() == begin for line in said.split(b"\n"))


def replace(path: Path, raw: bytes) -> None:
    """Write a file that git made for a merge, so that it is never half written."""
    new = Path(f"{path}{NEW}")
    try:
        new.write_bytes(raw)
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
