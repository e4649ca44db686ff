"""The two moments that are compared: from the words that were typed to the files at each of them."""

from ..errors import ReflectError
from ..storage.snapshots import Snapshot
from .context import Context
from .partnership import Repository


def two_sides(
    here: Context,
    repository: Repository,
    a: str | None,
    b: str | None,
    *,
    since: str | None = None,
    base: str | None = None,
) -> tuple[Snapshot, Snapshot]:
    """The two snapshots that are meant: HEAD and the files as they are now, when nothing is said.

    With `since` or `base`, which say where to begin, the first word says where to end.
    """
    from ..storage.revisions import merge_base, parse_range, resolve

    ends = parse_range(a) if a else None
    if since is not None or base is not None:
        if since is not None and base is not None:
            raise ReflectError("--since and --base both say where to begin; one of them was expected.", exit_code=2)
        if ends is not None or b is not None:
            told = a if ends is not None else f"{a} {b}"
            option = "--since" if since is not None else "--base"
            raise ReflectError(
                f"'{told}' says where to begin, and so does {option}.", "Beside it, name only the end.", exit_code=2
            )
        if since is not None:
            return repository.at(since), repository.at(a)
        from .target_branch import parted

        return repository.commit(*parted(here, repository.git, base or "", a)), repository.at(a)
    if ends is not None:
        if b is not None:
            raise ReflectError(f"'{a}' is two revisions already, and '{b}' is a third.", exit_code=2)
        first, second, from_base = ends
        if from_base:
            git = repository.git
            begin = merge_base(git, resolve(git, first), resolve(git, second))
            return repository.commit(begin, f"the merge base with {first}"), repository.at(second)
        return repository.at(first), repository.at(second)
    if a is None and not repository.head():
        raise ReflectError(
            "Nothing has been committed yet, so there is nothing to compare with.", "Commit the files, then ask again."
        )
    return repository.at(a or "HEAD"), repository.at(b)


def named(repository: Repository, snapshot: Snapshot) -> str:
    """What a moment is called, with its commit and the day of it: `HEAD~2 (1ac0e127 of 28 April 2026)`."""
    if not snapshot.revision:
        return "the files as they are now"
    from ..storage.git_dates import iso
    from ..tell import prose

    short = snapshot.revision[:8]
    # The commit itself, and not `git log`, which takes five times as long to begin.
    told = repository.git.run("cat-file", "commit", snapshot.revision).partition(b"\n\n")[0].split(b"\ncommitter ")[-1]
    day = prose.moment(iso(told.split(b"\n")[0].rpartition(b"> ")[2].decode("ascii", "replace")))
    given = snapshot.revision.startswith(snapshot.label)
    return f"{short} of {day}" if given else f"{snapshot.label} ({short} of {day})"
