"""The two moments that are compared: from the words that were typed to the files at each of them."""

from datetime import date, timedelta
from shlex import quote

from ..errors import ReflectError
from ..model import periods
from ..storage.snapshots import Snapshot, shown
from .context import Context
from .partnership import Repository


class NothingBefore(ReflectError):
    """A period begins before the first commit."""


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

    ends = parse_range(a) if a is not None else None
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
            sides = since_moment(here, repository, since), repository.at(a)
            if a is not None:
                check_forwards(repository, since, sides[0], a, sides[1])
            return sides
        from .target_branch import parted

        assert base is not None

        return repository.commit(*parted(here, repository.git, base, a)), repository.at(a)
    if ends is not None:
        if b is not None:
            raise ReflectError(f"'{a}' is two revisions already, and '{b}' is a third.", exit_code=2)
        first, second, from_base = ends
        if from_base:
            git = repository.git
            begin = merge_base(git, resolve(git, first), resolve(git, second))
            return repository.commit(begin, f"the merge base with {first}"), repository.at(second)
        _look_at_days(here, repository, first, second)
        return repository.at(first), repository.at(second)
    if a is None and not repository.head():
        raise ReflectError(
            "Nothing has been committed yet, so there is nothing to compare with.", "Commit the files, then ask again."
        )
    if a is not None and b is None:
        _tell_of_another_line(here, repository, a)
    _look_at_days(here, repository, a, b)
    return repository.at("HEAD" if a is None else a), repository.at(b)


def since_moment(here: Context, repository: Repository, word: str) -> Snapshot:
    """Where a period begins: of a day, the last moment before it, so that periods that touch tell everything once."""
    from ..storage.revisions import NothingYet, resolve

    check_begun(here, repository, plain_day(word), "--since ")
    day, one = plain_day(word), timedelta(days=1)
    if day is None or day == date.min:
        return repository.at(word)
    try:
        before = resolve(repository.git, (day - one).isoformat())
    except NothingYet as problem:
        raise NothingBefore(
            f"There is no commit before {day}, and a period from that day begins before it.",
            f"The first day that has a commit is {problem.first}: name {problem.first + one} or a later day, or that "
            "commit itself.",
        ) from None
    return repository.commit(before, word)


def check_begun(here: Context, repository: Repository, day: date | None, option: str = "") -> None:
    """Refuse a period from a day that is ahead, as a year is that has not begun: after today and the last commit."""
    if day is None or day <= here.today():
        return
    head = repository.head()
    if not head or date.fromisoformat(repository.committed(head)[:10]) < day:
        raise ReflectError(
            f"{option}{day} has not come yet, and a period from that day would be empty.",
            "Name today or an earlier day.",
            exit_code=2,
        )


def check_forwards(
    repository: Repository, since: str, before: Snapshot, until: str, after: Snapshot, option: str = ""
) -> None:
    """Refuse a period that ends before it begins; moments on two branches have no order."""
    if not after.revision:
        return
    first = plain_day(since)
    if first is not None:
        last = plain_day(until) or date.fromisoformat(repository.committed(after.revision)[:10])
        backwards = last < first
    else:
        backwards = before.revision != after.revision and is_before(repository, after.revision, before.revision)
    if backwards:
        raise ReflectError(
            f"--since {shown(since)} is after {option}{shown(until)}.",
            "Name the earlier moment with --since.",
            exit_code=2,
        )


def _look_at_days(here: Context, repository: Repository, a: str | None, b: str | None) -> None:
    """Refuse to compare with a day that is ahead, and say so where two days are compared backwards."""
    first, last = plain_day(a), plain_day(b)
    check_begun(here, repository, first)
    if first and last and last < first:
        from ..tell import prose

        here.note(
            f"{prose.day(first)} is after {prose.day(last)}: what changed between them is told backwards. "
            "Name the earlier day first to have it told forwards."
        )


def plain_day(word: str | None) -> date | None:
    """The day that a word is, when it is a day and nothing else."""
    try:
        return periods.plain_day(word or "")
    except ValueError:
        return None


def is_before(repository: Repository, earlier: str, later: str) -> bool:
    """Whether one commit is in the history of another."""
    return repository.git.run("merge-base", earlier, later, ok=(0, 1)).decode("ascii").strip() == earlier


def _tell_of_another_line(here: Context, repository: Repository, word: str) -> None:
    """Say so where files are compared with a commit that this branch does not come from."""
    from ..storage.revisions import resolve

    head = repository.head()
    if head and plain_day(word) is None and not is_before(repository, resolve(repository.git, word), head):
        here.note(
            f"{shown(word)} is not in the history of what is checked out: what it got since they parted is told "
            f"backwards. `reflectctl diff --base {quote(word)}` tells what this branch does."
        )


def named(repository: Repository, snapshot: Snapshot) -> str:
    """What a moment is called, with its commit and the day of it: `HEAD~2 (1ac0e127 of 28 April 2026)`.

    A day that was typed is told as every other day is.
    """
    from ..tell.i18n import say

    if not snapshot.revision:
        return say("the files as they are now")
    from ..tell import prose

    short = snapshot.revision[:8]
    day = prose.moment(repository.committed(snapshot.revision))
    given = snapshot.revision.startswith(snapshot.label)
    commit = say("{commit} of {day}", commit=short, day=day)
    return commit if given else f"{prose.day(plain_day(snapshot.label)) or snapshot.label} ({commit})"
