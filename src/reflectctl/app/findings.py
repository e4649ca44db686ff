"""Which findings are told, and the sentence that sums them up."""

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from ..model.findings import SEVERITIES, Checked, Finding
from ..rules.findings import Looked
from ..rules.personal import HIDDEN, masked, may_be_personal
from ..storage.disk import below

MOST = 200


def named(root: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a path of the partnership is one of those that were named, or below one of them; all, if none were."""
    names = below(root, paths)
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


def without_names(made: Checked, looked: Looked) -> Checked:
    """The answer of a check without names of files that look like personal data, also where they are ids."""
    paths = dict.fromkeys((*made.files, *(each.location.path for each in made.found)))
    if not may_be_personal(paths, looked):
        return made
    hidden = {path: masked(path) for path in paths if masked(path) != path}
    ids = {PurePosixPath(path).stem: HIDDEN for path in hidden}

    def told(each: Finding) -> Finding:
        said = [each.message, each.hint]
        for name, instead in (*hidden.items(), *ids.items()):
            said = [one.replace(name, instead) for one in said]
        path = hidden.get(each.location.path, each.location.path)
        return each._replace(location=each.location._replace(path=path), message=said[0], hint=said[1])

    fresh = None if made.fresh is None else frozenset(map(told, made.fresh))
    files = tuple(hidden.get(path, path) for path in made.files)
    return made._replace(found=tuple(map(told, made.found)), files=files, fresh=fresh)


def summary(found: Sequence[Finding], files: int, note: str = "") -> str:
    """What was found, in counts and words."""
    from ..tell.counts import count

    told = f"{count(files, 'file')} read"
    if not found:
        return f"{told}, nothing to mend. {note}".strip()
    named = {"error": "error", "warning": "warning", "info": "note"}
    counted = [(sum(1 for each in found if each.severity == severity), severity) for severity in SEVERITIES]
    shown = [count(n, named[severity]) for n, severity in counted if n or severity != "info"]
    return f"{told}: {', '.join(shown)}. {note}".strip()
