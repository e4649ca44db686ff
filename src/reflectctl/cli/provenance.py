"""Where answers come from: two sides of a comparison, the commits of a history."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.rating_history import trace
from ..analysis.rereading import rated_before
from ..errors import ReflectError
from ..loading.load import MAIN, Loaded, load
from ..loading.rating_steps import steps
from ..model.diff import Comparison, Unchanged, WordingChange
from ..model.history import History
from ..model.records import Partnership
from ..storage.snapshots import Snapshot
from . import rewordings, session

if TYPE_CHECKING:
    from ..loading.cache import KeptHistories
    from ..storage.commits import Commit


def two_sides(
    repository: session.Repository, a: str | None, b: str | None, *, since: str | None = None, base: str | None = None
) -> tuple[Snapshot, Snapshot]:
    """The two snapshots that are meant: HEAD and the files as they are now, when nothing is said.

    With `since` or `base`, which say where to begin, the first word says where to end.
    """
    from ..storage.revisions import head, merge_base, parse_range, resolve

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
        from .target import parted

        commit, name = parted(repository.git, base or "", a)
        return _called(repository, commit, name), repository.at(a)
    if ends is not None:
        if b is not None:
            raise ReflectError(f"'{a}' is two revisions already, and '{b}' is a third.", exit_code=2)
        first, second, from_base = ends
        if from_base:
            git = repository.git
            begin = merge_base(git, resolve(git, first), resolve(git, second))
            return _called(repository, begin, f"the merge base with {first}"), repository.at(second)
        return repository.at(first), repository.at(second)
    if a is None and head(repository.git) is None:
        raise ReflectError(
            "Nothing has been committed yet, so there is nothing to compare with.", "Commit the files, then ask again."
        )
    return repository.at(a or "HEAD"), repository.at(b)


def _called(repository: session.Repository, commit: str, label: str) -> Snapshot:
    """The files at a commit that nobody named, under a name that says which it is."""
    from ..storage.commits import GitTree

    return GitTree(repository.git, repository.prefix, commit, label, repository.objects)


def moment(repository: session.Repository, snapshot: Snapshot) -> str:
    """What a moment is called, with its commit and the day of it: `HEAD~2 (1ac0e127 of 28 April 2026)`."""
    if not snapshot.revision:
        return "the files as they are now"
    from ..storage.git_dates import iso
    from ..tell import prose

    short = snapshot.revision[:8]
    # The commit itself, and not `git log`, which takes five times as long to begin.
    told = repository.git.run("cat-file", "commit", snapshot.revision).partition(b"\n\n")[0].split(b"\ncommitter ")[-1]
    day = prose.moment(iso(told.split(b"\n")[0].rpartition(b"> ")[2].decode("ascii", "replace")))
    named = snapshot.revision.startswith(snapshot.label)
    return f"{short} of {day}" if named else f"{snapshot.label} ({short} of {day})"


def unchanged(before: Snapshot, after: Snapshot, new: Partnership, comparison: Comparison) -> tuple[Unchanged, ...]:
    """The statements whose rating did not change; none whose file could not be read on either side."""
    from ..analysis import diff_events

    whole = load(after).partnership._replace(instrument=new.instrument)
    unread = {path for path, _ in comparison.unreadable if path.startswith("principles/")}
    sides = (load(before).partnership, whole) if unread else ()
    lost = {record.where.path: record.principle for side in sides for record in side.records}
    stood = diff_events.unchanged(comparison, whole)
    if unread - lost.keys():
        # Whose file that is nobody can tell: what is not rated may be rated there.
        stood = tuple(each for each in stood if each.rating)
    gone = {lost[path] for path in unread if path in lost}
    return tuple(each for each in stood if each.statement.partition(".")[0] not in gone)


def unread_pair(old: Loaded, new: Loaded, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The files that could not be read on either side, each with where and why."""
    return tuple(
        (path, f"at {label}: {found.message}")
        for loaded, label in ((old, before), (new, after))
        for path, found in loaded.unreadable.items()
    )


def tell_unread(loaded: Loaded) -> None:
    """Say on stderr which files could not be read, so that no answer passes for complete that is not."""
    from . import console

    for path, found in loaded.unreadable.items():
        console.say(f"{path} could not be read and is left out: {found.message} `reflectctl validate` says more.")


def end_of_history(repository: session.Repository) -> str:
    """The commit up to which a history is told: HEAD, when it and all before it are here."""
    from ..storage.revisions import UNSHALLOW, head

    at = head(repository.git)
    if at is None:
        raise ReflectError(
            "Nothing has been committed yet, so there is no history.", "Commit the files, then ask again."
        )
    if repository.git.is_shallow():
        raise ReflectError(
            "This clone is shallow: the commits that a history is told from are not all here.", UNSHALLOW
        )
    return at


def history(repository: session.Repository) -> History:
    """The history of ratings up to HEAD."""
    return history_at(repository, end_of_history(repository))


def history_at(repository: session.Repository, at: str) -> History:
    """The history of ratings up to a commit, in a clone that has all commits before it."""
    from ..storage.commits import log
    from . import console

    commits = console.counted(log(repository.git, repository.prefix, at, ("principles",)), "Reading commit")
    if os.environ.get("REFLECTCTL_NO_CACHE"):
        return trace(steps(commits, repository.objects))
    return _with_what_is_kept(f"{at} {repository.prefix}", commits, repository)


def with_rewordings(repository: session.Repository, told: History, partnership: Partnership) -> History:
    """A history up to HEAD that says which ratings are to be re-read; what was found out is kept with it."""
    if told.reworded is not None:
        return told
    at = end_of_history(repository)
    changed = rewordings.told(repository, at, partnership)
    told = told._replace(reworded={id: changed.days[id] for id in rated_before(partnership, *changed)})
    if not os.environ.get("REFLECTCTL_NO_CACHE") and not told.unread:
        _histories(repository).put(f"{at} {repository.prefix}", told)
    return told


def _histories(repository: session.Repository) -> "KeptHistories":
    from ..loading.cache import HISTORIES, STAMP, KeptHistories
    from ..storage.cache import Shelf

    return KeptHistories(Shelf(repository.git.common_dir(), HISTORIES, STAMP))


def _with_what_is_kept(name: str, commits: "Iterator[Commit]", repository: session.Repository) -> History:
    """The history of a name: the one that is kept, else one that is told from what is kept and read, and kept."""
    from ..loading.cache import STAMP, VERSIONS, KeptVersions
    from ..loading.rating_steps import State
    from ..storage.cache import Shelf

    histories = _histories(repository)
    told = histories.get(name)
    if told is None:
        folder = repository.git.common_dir()
        told = trace(steps(commits, repository.objects, KeptVersions(Shelf(folder, VERSIONS, STAMP), State)))
        # A blob that is missing now may be there the next time.
        if not told.unread:
            histories.put(name, told)
    return told


def around(snapshot: Snapshot, told: History | None, *, language: str | None = MAIN) -> Partnership:
    """What a history is told beside: all but the meetings it does not name. Without a history, no meeting is read."""
    named = {f"meetings/{recording.meeting}.md" for recording in (told.recordings if told else ())}
    wanted = [path for path in snapshot.paths() if not path.startswith("meetings/") or path in named]
    return load(snapshot, wanted, language=language).partnership


def _reread(repository: session.Repository, revision: str, partnership: Partnership) -> tuple[str, ...]:
    return rated_before(partnership, *rewordings.told(repository, revision, partnership))


def reread_after(
    repository: session.Repository, after: Snapshot, new: Loaded, comparison: Comparison
) -> tuple[str, ...]:
    """The statements to be re-read after a comparison's changes of wording: also where they were rated in between.

    Two snapshots alone cannot tell whether a rating that changed was agreed before the wording changed or after;
    the commits can.
    """
    from ..storage.revisions import head

    reworded_here = {change.id for change in comparison.of(WordingChange) if not change.language}
    revision = after.revision or head(repository.git)
    if not reworded_here or not revision or repository.git.is_shallow():
        return comparison.reread
    told = {*comparison.reread, *(reworded_here & set(_reread(repository, revision, new.partnership)))}
    return tuple(each.statement for each in new.partnership.assessments if each.statement in told)


def reread(root: Path, loaded: Loaded, today: date) -> tuple[str, ...]:
    """The statements whose wording changed after they were rated, as far as commits and the files as they are tell."""
    from ..storage.revisions import head

    try:
        repository = session.Repository(root)
        revision = head(repository.git)
    except ReflectError:
        return ()  # not in git, or git is missing: there are no commits to tell
    if not revision:
        return ()
    changed = rewordings.told(repository, revision, loaded.partnership, loaded.documents, today.isoformat())
    return rated_before(loaded.partnership, *changed)
