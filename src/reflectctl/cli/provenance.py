"""Where answers come from: two sides of a comparison, the commits of a history, the moment of a report."""

from datetime import date
from pathlib import Path

from ..analysis.compare import compare
from ..analysis.compose import compose
from ..analysis.standing import rated_before
from ..analysis.trace import trace
from ..errors import ReflectError
from ..loading.load import Loaded, load
from ..loading.pair import differ, load_pair
from ..loading.versions import steps
from ..loading.wording import reworded
from ..model.changes import WORDING, Comparison
from ..model.history import History
from ..model.partnership import Partnership
from ..model.report import Provenance, Report
from ..store.snapshots import Snapshot
from ..store.tree import WorkTree
from . import session


def two_sides(repository: session.Repository, a: str | None, b: str | None) -> tuple[Snapshot, Snapshot]:
    """The two snapshots that are meant: HEAD and the files as they are now, when nothing is said."""
    from ..store.revisions import head, merge_base, parse_range, resolve

    ends = parse_range(a) if a else None
    if ends is not None:
        if b is not None:
            raise ReflectError(f"'{a}' is two revisions already, and '{b}' is a third.", exit_code=2)
        first, second, from_base = ends
        if from_base:
            git = repository.git
            base = merge_base(git, resolve(git, first), resolve(git, second))
            return repository.at(base), repository.at(second)
        return repository.at(first), repository.at(second)
    if a is None and head(repository.git) is None:
        raise ReflectError(
            "Nothing has been committed yet, so there is nothing to compare with.", "Commit the files, then ask again."
        )
    return repository.at(a or "HEAD"), repository.at(b)


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


def history(repository: session.Repository) -> History:
    """The history of ratings up to HEAD."""
    from ..store.commits import log
    from ..store.revisions import UNSHALLOW, head

    at = head(repository.git)
    if at is None:
        raise ReflectError(
            "Nothing has been committed yet, so there is no history.", "Commit the files, then ask again."
        )
    if repository.git.is_shallow():
        raise ReflectError(
            "This clone is shallow: the commits that a history is told from are not all here.", UNSHALLOW
        )
    return trace(steps(log(repository.git, repository.prefix, at, ("principles",)), repository.objects))


def around(snapshot: Snapshot, told: History) -> Partnership:
    """What a history is told beside: everything but the meetings that it does not name."""
    named = {f"meetings/{recording.meeting}.md" for recording in told.recordings}
    wanted = [path for path in snapshot.paths() if not path.startswith("meetings/") or path in named]
    return load(snapshot, wanted).partnership


def _reread(repository: session.Repository, revision: str, partnership: Partnership) -> tuple[str, ...]:
    from ..store.commits import log

    commits = log(repository.git, repository.prefix, revision, ("content",))
    return rated_before(partnership, reworded(commits, repository.objects))


def reread_after(
    repository: session.Repository, after: Snapshot, new: Loaded, comparison: Comparison
) -> tuple[str, ...]:
    """The statements to be re-read after a comparison's changes of wording: also where they were rated in between.

    Two snapshots alone cannot tell whether a rating that changed was agreed before the wording changed or after;
    the commits can.
    """
    from ..store.revisions import head

    reworded_here = {change.id for change in comparison.of(WORDING)}
    revision = after.revision or head(repository.git)
    if not reworded_here or not revision or repository.git.is_shallow():
        return comparison.reread
    told = {*comparison.reread, *(reworded_here & set(_reread(repository, revision, new.partnership)))}
    return tuple(each.statement for each in new.partnership.assessments if each.statement in told)


def reread(root: Path, partnership: Partnership) -> tuple[str, ...]:
    """The statements whose wording changed after they were rated, as far as the commits tell."""
    from ..store.revisions import head

    try:
        repository = session.Repository(root)
        revision = head(repository.git)
    except ReflectError:
        return ()  # not in git, or git is missing: there are no commits to tell
    return _reread(repository, revision, partnership) if revision else ()


def report(root: Path | None, *, at: str | None, since: str | None, today: str | None) -> Report:
    """The report of a partnership at a moment, with what it was made from."""
    from .. import __version__

    top = session.open_root(root)
    repository = _repository(top, needed=bool(at or since))
    revision, recorded, uncommitted, snapshot = "", "", False, None
    if repository is not None:
        from ..store.commits import commit
        from ..store.revisions import head

        revision = head(repository.git) or ""
        snapshot = repository.at(at)
        if at:
            revision = snapshot.revision
        elif revision:
            uncommitted = differ(repository.at("HEAD"), snapshot)
        recorded = commit(repository.git, revision).committed if revision else ""
    loaded = load(snapshot if snapshot is not None else WorkTree(top))
    day = session.today(today) if today or not recorded else date.fromisoformat(recorded[:10])
    comparison = None
    if since and repository is not None and snapshot is not None:
        old, new = load_pair(repository.at(since), snapshot)
        comparison = compare(old.partnership, new.partnership)
        comparison = comparison._replace(unreadable=unread_pair(old, new, since, snapshot.label))
    return compose(
        loaded.partnership,
        day=day,
        provenance=Provenance(revision, recorded, uncommitted, __version__),
        since=since or "",
        comparison=comparison,
        reread=_reread(repository, revision, loaded.partnership) if repository and revision else (),
        unreadable=tuple((path, found.message) for path, found in loaded.unreadable.items()),
    )


def _repository(root: Path, *, needed: bool) -> session.Repository | None:
    """The repository around a partnership; None where there is none and none is needed."""
    try:
        return session.Repository(root)
    except ReflectError:
        if needed:
            raise
        return None
