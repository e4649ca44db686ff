"""Edits as a unified diff: what `--dry-run` prints."""

import difflib
from collections.abc import Sequence

from ..model.edits import Edit
from .escape import line


def edits(made: Sequence[Edit]) -> str:
    """The edits as `git apply` would take them, with anything a terminal would act on shown escaped."""
    lines: list[str] = []
    for edit in made:
        before = (edit.before or b"").decode("utf-8").splitlines(keepends=True)
        after = (edit.after or b"").decode("utf-8").splitlines(keepends=True)
        old = "/dev/null" if edit.before is None else f"a/{edit.path}"
        new = "/dev/null" if edit.after is None else f"b/{edit.path}"
        for each in difflib.unified_diff(before, after, old, new):
            text = each.removesuffix("\n").removesuffix("\r")
            lines.append(line(text) + "\n")
            if not each.endswith("\n"):
                lines.append("\\ No newline at end of file\n")
    return "".join(lines)
