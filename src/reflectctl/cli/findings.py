"""Which findings are told, and the sentence that sums them up."""

import os
from collections.abc import Sequence
from pathlib import Path

from ..errors import ReflectError
from ..model.diagnostics import SEVERITIES, Diagnostic

MOST = 200


def chosen(found: list[Diagnostic], root: Path, paths: Sequence[Path]) -> tuple[list[Diagnostic], str]:
    """The findings in the files and folders that were named (all, when none were), and a note that says so."""
    note = ""
    if paths:
        top = os.path.realpath(root)
        names = []
        for path in paths:
            # Not resolved: a symbolic link is a finding of its own, wherever it leads.
            inside = os.path.relpath(os.path.join(os.path.realpath(path.parent), path.name), top).replace(os.sep, "/")
            if inside.startswith("../") or os.path.isabs(inside):
                raise ReflectError(
                    f"{path} is outside the partnership in {root}.", "Name files inside it.", exit_code=2
                )
            if not os.path.lexists(path):
                raise ReflectError(f"{path} is not there.", "Check the name.", exit_code=2)
            names.append("" if inside == "." or path.resolve() == Path(top) else inside)
        found = [
            each
            for each in found
            if any(
                not name or each.location.path == name or each.location.path.startswith(name + "/") for name in names
            )
        ]
        note = "The whole partnership was read; only what was named is reported on."
    return found, note


def listed(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings that are listed: all of them, or the gravest `MOST` and how many more there are."""
    if len(found) <= MOST:
        return list(found)
    kept = sorted(sorted(found, key=lambda each: SEVERITIES.index(each.severity))[:MOST])
    more = kept[-1]._replace(
        rule="too-many-findings", message=f"And {len(found) - MOST:,} more findings, which are not listed.", hint=""
    )
    return [*kept, more]


def summary(found: Sequence[Diagnostic], files: int, note: str = "") -> str:
    """What was found, in counts and words."""
    from ..render.words import count

    errors = sum(1 for each in found if each.severity == "error")
    warnings = sum(1 for each in found if each.severity == "warning")
    if not found:
        told = f"{count(files, 'file')} read, nothing to mend."
    else:
        told = f"{count(files, 'file')} read: {count(errors, 'error')}, {count(warnings, 'warning')}."
    return f"{told} {note}".strip()
