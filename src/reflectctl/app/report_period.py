"""Of which days a report is, from which commit it is made, and with which it is compared."""

from datetime import date
from pathlib import Path

from ..analysis import dates
from ..errors import ReflectError
from ..loading.load import differ
from ..model.named_tuples import NamedTuple
from ..model.report_config import BOARD, PARTNER
from ..storage.disk import WorkTree
from ..storage.snapshots import MARKER, Snapshot, shown
from .context import Context
from .partnership import Repository
from .revisions import NothingBefore, check_forwards, is_before, named, plain_day, since_moment


class Asked(NamedTuple):
    """What a report is asked to be, in the words that were typed."""

    yearly: bool = False
    year: str | None = None
    """For a yearly report; the last year that has ended, if it is not said."""
    edition: str = PARTNER
    sections: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    at: str | None = None
    length: str = BOARD
    """How much it tells: `board` or `full`."""
    mark: bool = False
    """Whether a draft is made, in which what nobody has decided on is held back."""
    against: tuple[Path, ...] = ()
    """Public editions of earlier, which may give away together with this one what neither tells."""


class Moment(NamedTuple):
    """The files that a report is of, and the commit that goes with them."""

    snapshot: Snapshot
    commit: str = ""
    """The full id; empty when there is none. Files as they are now go with HEAD."""
    recorded: str = ""
    uncommitted: bool = False

    @property
    def label(self) -> str:
        """What it is called where a file could not be read: the same whatever it was asked for by."""
        return self.commit[:8] if self.commit and not self.uncommitted else self.snapshot.label


def period_of(here: Context, asked: Asked) -> tuple[dates.Period, str]:
    """The days that a report is of, open where there is no end; and the year, when it is the report of one."""
    if asked.at is not None and (asked.until is not None or asked.yearly):
        other = "--until" if asked.until is not None else "`report yearly`"
        raise ReflectError(
            f"--at and {other} both say which commit the report is made from.", "Give one of them.", exit_code=2
        )
    if not asked.yearly:
        if asked.year is not None:
            raise ReflectError(
                "--year says which year a yearly report is of.",
                f"Write `reflectctl report yearly --year {asked.year}`.",
                exit_code=2,
            )
        until = here.day_of(asked.until, "--until")
        start = plain_day(asked.since) if until else None
        if start and until and until < start:
            raise ReflectError(
                f"--since {start} is after --until {until}.", "Name the earlier day with --since.", exit_code=2
            )
        return dates.Period(start, until), ""
    if asked.since is not None or asked.until is not None:
        option = "--since" if asked.since is not None else "--until"
        raise ReflectError(
            f"A yearly report is of the days from April to March, and {option} says others.",
            "Leave out `yearly`, or name the year with --year.",
            exit_code=2,
        )
    today = here.today()
    year = asked.year if asked.year is not None else _last_year(today)
    period = dates.year(year)
    if period.start is not None and period.start > today:
        raise ReflectError(f"The year {year} has not begun yet.", "Name one that has, such as 2025-26.", exit_code=2)
    return period, dates.name(period)


def _last_year(today: date) -> str:
    """The last year, April to March, that has ended."""
    began = today.year - (1 if today >= date(today.year, 4, 1) else 2)
    return f"{began:04d}-{(began + 1) % 100:02d}"


def moment_of(repository: Repository | None, top: Path, asked: Asked, period: dates.Period) -> Moment:
    """The commit that was asked for, else the last one of the period, else the files as they are now."""
    if repository is None:
        return Moment(WorkTree(top))
    word = asked.at if period.until is None else period.until.isoformat()
    if word is not None:
        return committed(repository, _with_a_partnership(repository, _at(repository, word, yearly=asked.yearly)))
    commit = repository.head()
    tree = WorkTree(top)
    if not commit:
        return Moment(tree)
    return committed(repository, repository.commit(commit, "HEAD"))._replace(
        snapshot=tree, uncommitted=differ(repository.commit(commit, "HEAD"), tree)
    )


def _at(repository: Repository, word: str, *, yearly: bool) -> Snapshot:
    """The files of a moment; of a year that ended before the first commit, the first that did not is named."""
    from ..storage.revisions import NothingYet

    try:
        return repository.at(word)
    except NothingYet as problem:
        if not yearly:
            raise
        began = problem.first.year - (problem.first < date(problem.first.year, 4, 1))
        first = dates.name(dates.Period(date(began, 4, 1), date(began + 1, 3, 31)))
        raise ReflectError(
            f"Nothing had been committed by {word}, when that year ended.",
            f"The first year that has a commit is {first}: name it with --year.",
        ) from None


def _with_a_partnership(repository: Repository, snapshot: Snapshot) -> Snapshot:
    """A commit's files; refused where they are from before there was a partnership."""
    if MARKER in snapshot.paths():
        return snapshot
    path = f"{repository.prefix}{MARKER}".encode("utf-8", "surrogateescape")
    said = repository.git.run("rev-list", "--reverse", "--first-parent", repository.head(), "--", path).decode("ascii")
    first = said.split()[0] if said else ""
    raise ReflectError(
        f"There was no partnership yet at {shown(snapshot.label)}: {MARKER} is not in it.",
        f"The first commit that has one is {named(repository, repository.commit(first, first[:8]))}." if first else "",
    )


def committed(repository: Repository, snapshot: Snapshot) -> Moment:
    """The moment of a commit."""
    from ..storage.commits import commit

    return Moment(snapshot, snapshot.revision, commit(repository.git, snapshot.revision).committed)


def day_of(here: Context, asked: Asked, period: dates.Period, moment: Moment) -> date:
    """The day that a report speaks of: the end of its period; of files that nobody has committed, today.

    That of a year which has not ended speaks of the day of its last commit.
    """
    today = here.today()
    if period.until is not None and (period.until <= today or not (asked.yearly or here.day)):
        return period.until
    if here.day or moment.uncommitted or not moment.recorded:
        return today
    return date.fromisoformat(moment.recorded[:10])


def compared_with(
    here: Context, repository: Repository | None, moment: Moment, asked: Asked, period: dates.Period
) -> tuple[Snapshot | None, str]:
    """What a report is compared with, and what that is called; nothing where there is nothing.

    What was asked for; the beginning of its period; the latest review point before it.
    """
    if repository is None:
        return None, ""
    begin = asked.since if period.start is None else period.start.isoformat()
    if begin is not None:
        try:
            before = since_moment(here, repository, begin)
        except NothingBefore:
            if period.start is None or repository.git.is_shallow():
                raise
            here.note(f"Nothing had been committed before {begin}, so the report does not say what moved since then.")
            return None, ""
        if asked.since is not None and (end := asked.at or asked.until) is not None:
            check_forwards(repository, begin, before, end, moment.snapshot, "--at " if asked.at else "--until ")
        return before, begin
    if not moment.commit:
        return None, ""
    from ..storage.review_points import review_points

    for point in reversed(review_points(repository.git)):
        same = point.commit == moment.commit
        if (same and moment.uncommitted) or (not same and is_before(repository, point.commit, moment.commit)):
            return repository.commit(point.commit, point.name), point.name
    return None, ""
