"""Which findings are told, and the sentence that sums them up."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from ..errors import ReflectError
from ..model.findings import SEVERITIES, Finding

MOST = 200


def named(root: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a path of the partnership is one of those that were named, or below one of them; all, if none were."""
    top = os.path.realpath(root)
    names = []
    for path in paths:
        if not os.path.lexists(path):
            raise ReflectError(f"{path} is not there.", "Check the name.", exit_code=2)
        # Not resolved: a symbolic link is a finding of its own, wherever it leads.
        inside = os.path.relpath(os.path.join(os.path.realpath(path.parent), path.name), top).replace(os.sep, "/")
        whole = os.path.realpath(path) == top
        if not whole and (inside.startswith("../") or inside == ".." or os.path.isabs(inside)):
            raise ReflectError(f"{path} is outside the partnership in {root}.", "Name files inside it.", exit_code=2)
        names.append("" if whole else inside)
    return lambda path: not names or any(not name or path == name or path.startswith(name + "/") for name in names)


def chosen(found: list[Finding], root: Path, paths: Sequence[Path]) -> tuple[list[Finding], str]:
    """The findings in the files and folders that were named (all, when none were), and a note that says so."""
    if not paths:
        return found, ""
    wanted = named(root, paths)
    note = "The whole partnership was read; only what was named is reported on."
    return [each for each in found if wanted(each.location.path)], note


def listed(found: Sequence[Finding]) -> list[Finding]:
    """The findings that are listed: all of them, or the gravest `MOST` and how many more there are."""
    if len(found) <= MOST:
        return list(found)
    kept = sorted(sorted(found, key=lambda each: SEVERITIES.index(each.severity))[:MOST])
    more = kept[-1]._replace(
        rule="too-many-findings", message=f"And {len(found) - MOST:,} more findings, which are not listed.", hint=""
    )
    return [*kept, more]


def summary(found: Sequence[Finding], files: int, note: str = "") -> str:
    """What was found, in counts and words."""
    from ..tell.prose import count

    told = f"{count(files, 'file')} read"
    if not found:
        return f"{told}, nothing to mend. {note}".strip()
    named = {"error": "error", "warning": "warning", "info": "note"}
    counted = [(sum(1 for each in found if each.severity == severity), severity) for severity in SEVERITIES]
    shown = [count(n, named[severity]) for n, severity in counted if n or severity != "info"]
    return f"{told}: {', '.join(shown)}. {note}".strip()
