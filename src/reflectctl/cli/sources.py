"""Where a report comes from: the moment it is of, what it is compared with, and the history that it tells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from ..analysis import dates, editions, lookup
from ..analysis.diff import compare
from ..analysis.filters import narrowed
from ..analysis.report import compose
from ..analysis.rereading import rated_before
from ..analysis.timelines import courses
from ..analysis.windows import Window, clock
from ..errors import ReflectError
from ..loading.files import REPORT
from ..loading.load import Loaded, load
from ..loading.pair import differ, load_pair
from ..loading.schema import Schemas
from ..model.diff import Comparison
from ..model.history import RATED
from ..model.messages import counted, phrase
from ..model.records import Partnership
from ..model.report import Course, Provenance, Rated, Recipe, Report
from ..model.report_config import KNOWN, PARTNER, PUBLIC
from ..render import seal
from ..storage.disk import WorkTree
from ..storage.snapshots import Snapshot
from . import provenance, rewordings, session

_MOST_NAMED = 8


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
    lang: str | None = None
    today: str | None = None


class _Moment(NamedTuple):
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


def report(root: Path | None, asked: Asked) -> Report:
    """The report of a partnership, with what it was made from."""
    period, year = _period(asked)
    top = session.open_root(root)
    repository = _repository(top, needed=any(each is not None for each in (asked.at, asked.since, period.until)))
    moment = _moment(repository, top, asked, period)
    head = _head(repository) if repository is not None and period.until is not None else ""
    language = session.language(top, asked.lang)
    loaded, from_head = _begun(repository, moment, load(moment.snapshot, language=language), head)
    if language and loaded.language != language:
        from . import console

        console.say(
            f"There was no content in {language} yet at {moment.label}: the words of the pack itself are shown."
        )
    before, since = _before(repository, moment, asked, period)
    recipe = Recipe(
        day=_day(asked, period, moment),
        edition=asked.edition,
        sections=_sections(asked, loaded.partnership),
        principles=tuple(
            dict.fromkeys(lookup.principle(word, loaded.partnership.instrument).id for word in asked.principles)
        ),
        since=since,
        since_commit=before.revision if before is not None else "",
        start=period.start,
        until=period.until,
        year=year,
        head=head if from_head else "",
        language=loaded.language,
    )
    return _made(repository, moment, loaded, recipe, before, head)


def again(root: Path | None, label: seal.Label) -> Report:
    """The report that a recipe gives, made from the commit that it names. Raises `ReflectError` when it cannot be."""
    from ..storage.revisions import UNSHALLOW

    if label.uncommitted or not label.commit:
        raise ReflectError("It was made from files that were not committed, which nobody else has.")
    repository = session.Repository(root)
    if repository.git.is_shallow():
        raise ReflectError("This clone is shallow: the commits that a report is made from are not all here.", UNSHALLOW)
    recipe = label.recipe
    for commit in (label.commit, recipe.since_commit, recipe.head):
        if commit:
            _check_here(repository, commit)
    moment = _committed(repository, _at(repository, label.commit, label.commit[:8]))
    before = _at(repository, recipe.since_commit, recipe.since) if recipe.since_commit else None
    loaded, _ = _begun(repository, moment, load(moment.snapshot, language=recipe.language), recipe.head)
    return _made(repository, moment, loaded, recipe, before, recipe.head)


def rendered(report: Report, format: str) -> str:
    """A report in one of its formats, with its fingerprint."""
    if format == seal.MARKDOWN:
        from ..render import report_markdown

        return seal.put(report_markdown.report(report))
    if format == seal.JSON:
        from ..render import report_json

        return seal.put(report_json.report(report))
    from ..render import report_html

    return seal.put(report_html.report(report))


def _period(asked: Asked) -> tuple[dates.Period, str]:
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
        until = session.parse_day(asked.until, "--until")
        start = _plain_day(asked.since) if until else None
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
    today = session.today(asked.today)
    year = asked.year if asked.year is not None else _last_year(today)
    period = dates.year(year)
    if period.start is not None and period.start > today:
        raise ReflectError(f"The year {year} has not begun yet.", "Name one that has, such as 2025-26.", exit_code=2)
    return period, dates.name(period)


def _last_year(today: date) -> str:
    """The last year, April to March, that has ended."""
    began = today.year - (1 if today >= date(today.year, 4, 1) else 2)
    return f"{began:04d}-{(began + 1) % 100:02d}"


def _plain_day(word: str | None) -> date | None:
    """The day that a word is, when it is a day and nothing else."""
    try:
        day = date.fromisoformat(word or "")
    except ValueError:
        return None
    return day if day.isoformat() == word else None


def _moment(repository: session.Repository | None, top: Path, asked: Asked, period: dates.Period) -> _Moment:
    """The commit that was asked for, else the last one of the period, else the files as they are now."""
    if repository is None:
        return _Moment(WorkTree(top))
    word = asked.at if period.until is None else period.until.isoformat()
    if word is not None:
        return _committed(repository, repository.at(word))
    commit = _head(repository)
    tree = WorkTree(top)
    if not commit:
        return _Moment(tree)
    return _committed(repository, _at(repository, commit, "HEAD"))._replace(
        snapshot=tree, uncommitted=differ(_at(repository, commit, "HEAD"), tree)
    )


def _committed(repository: session.Repository, snapshot: Snapshot) -> _Moment:
    from ..storage.commits import commit

    return _Moment(snapshot, snapshot.revision, commit(repository.git, snapshot.revision).committed)


def _day(asked: Asked, period: dates.Period, moment: _Moment) -> date:
    """The day that a report speaks of. That of a year which has not ended speaks of the day of its last commit."""
    if not asked.today and period.until is not None and (not asked.yearly or period.until <= session.today(None)):
        return period.until
    if asked.today or not moment.recorded:
        return session.today(asked.today)
    return date.fromisoformat(moment.recorded[:10])


def _sections(asked: Asked, partnership: Partnership) -> tuple[str, ...]:
    """The sections that were named, by their ids: the program's own, and the partnership's chapters."""
    layout = partnership.layout
    known = dict.fromkeys((*KNOWN, *(chapter.id for chapter in layout.chapters_of(asked.edition))))
    elsewhere = {chapter.id for chapter in layout.chapters} - known.keys()
    for word in asked.sections:
        if word in elsewhere:
            raise ReflectError(
                f"The chapter '{word}' does not stand in the {asked.edition} edition.",
                "report.yaml says for which edition a chapter is.",
                exit_code=2,
            )
    return tuple(dict.fromkeys(lookup.one(word, known, "section of a report", "") for word in asked.sections))


def _before(
    repository: session.Repository | None, moment: _Moment, asked: Asked, period: dates.Period
) -> tuple[Snapshot | None, str]:
    """What a report is compared with, and what that is called; nothing where there is nothing.

    What was asked for; the beginning of its period; the latest review point before it.
    """
    if repository is None:
        return None, ""
    if period.start is not None:
        name = asked.since if asked.since is not None else (period.start - timedelta(days=1)).isoformat()
        try:
            return repository.at(name), name
        except ReflectError:
            from . import console

            if repository.git.is_shallow():
                raise
            console.say(f"Nothing had been committed by {name}, so the report does not say what moved since then.")
            return None, ""
    if asked.since is not None:
        return repository.at(asked.since), asked.since
    if not moment.commit:
        return None, ""
    from ..storage.review_points import review_points

    for point in reversed(review_points(repository.git)):
        same = point.commit == moment.commit
        if (same and moment.uncommitted) or (not same and _is_before(repository, point.commit, moment.commit)):
            return _at(repository, point.commit, point.name), point.name
    return None, ""


def _is_before(repository: session.Repository, earlier: str, later: str) -> bool:
    """Whether one commit is in the history of another."""
    return repository.git.run("merge-base", earlier, later, ok=(0, 1)).decode("ascii").strip() == earlier


def _made(
    repository: session.Repository | None,
    moment: _Moment,
    loaded: Loaded,
    recipe: Recipe,
    before: Snapshot | None,
    head: str,
) -> Report:
    """The report of a moment, as its recipe says. All that it tells has been made fit for its edition.

    Up to `head` it is looked for what belongs to the period and was recorded later; its recipe names that commit where
    there is something, and else does not change when commits come that have nothing to do with the report.
    """
    from .. import __version__
    from ..tell.i18n import spoken

    if recipe.edition == PUBLIC:
        _refuse_what_is_not_sound(loaded)
    partnership = editions.of(recipe.edition)(loaded.partnership)
    later: tuple[str, ...] = ()
    if repository is not None and head not in ("", moment.commit) and not repository.git.is_shallow():
        with spoken(partnership.instrument.phrases):
            later = _later(repository, moment, partnership, recipe, head)
    recipe = recipe._replace(head=head if later else recipe.head)
    reworded = _reworded(repository, moment, loaded, recipe.day)
    went, untold = _courses(repository, moment, partnership, recipe, reworded.days)
    return compose(
        partnership,
        recipe=recipe,
        provenance=Provenance(moment.commit, moment.recorded, moment.uncommitted, __version__),
        comparison=_compared(before, moment, recipe) if before is not None else None,
        since_day=_since_day(repository, recipe),
        courses=went,
        untold=untold,
        reread=rated_before(partnership, *reworded),
        unreadable=editions.unreadable(
            tuple((path, found.message) for path, found in loaded.unreadable.items()), recipe.edition
        ),
        later=later,
    )._replace(coarsened=editions.coarsened(loaded.partnership) if recipe.edition == PUBLIC else 0)


def _begun(repository: session.Repository | None, moment: _Moment, loaded: Loaded, head: str) -> tuple[Loaded, bool]:
    """What was loaded, beginning as report.yaml says at `head`; and whether it says otherwise there.

    The introduction to the report of a period is written when the period is over.
    """
    if repository is None or head in ("", moment.commit):
        return loaded, False
    now = load(_at(repository, head, "HEAD"), [REPORT])
    layout, document = now.partnership.layout, now.documents.get(REPORT)
    if document is None or layout == loaded.partnership.layout:
        return loaded, False
    found = [each for each in (*loaded.found, *now.found) if (each.location.path == REPORT) == (each in now.found)]
    partnership = loaded.partnership._replace(layout=layout)
    return loaded._replace(partnership=partnership, documents={**loaded.documents, REPORT: document}, found=found), True


def _refuse_what_is_not_sound(loaded: Loaded) -> None:
    """Refuse to publish by a report.yaml with mistakes in it: what is kept for partners may then pass for public."""
    document = loaded.documents.get(REPORT)
    found = [each for each in loaded.found if each.location.path == REPORT]
    if document is not None and document.data is not None:
        found += Schemas(loaded.partnership.instrument).check("report", document)
    for each in found:
        if each.severity == "error":
            raise ReflectError(
                f"{each.location}: {each.message} With a mistake in {REPORT}, what may be published is not certain.",
                "Mend it first; `reflectctl validate` shows all that there is.",
            )


def _compared(before: Snapshot, moment: _Moment, recipe: Recipe) -> Comparison:
    """What moved between what a report is compared with and its moment, as its edition may tell it."""
    redacted = editions.of(recipe.edition)
    old, new = load_pair(before, moment.snapshot, language=recipe.language)
    comparison = compare(redacted(old.partnership), redacted(new.partnership))
    unread = provenance.unread_pair(old, new, recipe.since, moment.label)
    return comparison._replace(unreadable=editions.unreadable(unread, recipe.edition))


def _since_day(repository: session.Repository | None, recipe: Recipe) -> date | None:
    """The day since which it is told what moved: as it was named, else that of the commit."""
    if repository is None or not recipe.since_commit:
        return None
    from ..storage.commits import commit

    recorded = commit(repository.git, recipe.since_commit).committed
    return _plain_day(recipe.since) or date.fromisoformat(recorded[:10])


def _reworded(
    repository: session.Repository | None, moment: _Moment, loaded: Loaded, day: date
) -> rewordings.Rewordings:
    """When the wording of statements last changed: on the day of the report, where that is not committed."""
    if repository is None or not moment.commit:
        return rewordings.Rewordings({}, frozenset())
    now = loaded.documents if moment.uncommitted else None
    return rewordings.told(repository, moment.commit, loaded.partnership, now, day.isoformat())


def _courses(
    repository: session.Repository | None,
    moment: _Moment,
    partnership: Partnership,
    recipe: Recipe,
    reworded: Mapping[str, str],
) -> tuple[tuple[Course, ...], str]:
    """How each rating went, up to the day of the report; or a sentence that says why that is not told."""
    if repository is None:
        return (), phrase(
            "How ratings went is read from git, and these files are in no git repository that could be read."
        )
    if not moment.commit:
        return (), phrase("How ratings went is read from commits, and nothing has been committed yet.")
    if repository.git.is_shallow():
        return (), phrase("How ratings went is read from commits, and this clone is shallow: they are not all here.")
    until = min(recipe.until or recipe.day, recipe.day)
    history = provenance.history_at(repository, moment.commit)
    if recipe.edition == PUBLIC:
        history = editions.history(history)
    told = tuple(courses(partnership.instrument, history, reworded, until=until))
    return (_with_what_is_not_committed(told, partnership, until) if moment.uncommitted else told), ""


def _with_what_is_not_committed(told: Iterable[Course], partnership: Partnership, until: date) -> tuple[Course, ...]:
    """Courses that end with what the files say now, where that is not yet in a commit."""
    now = {each.statement: each for each in partnership.assessments}
    unread = any(path.startswith("principles/") for path in partnership.unread)
    ended = []
    for course in told:
        said = now.get(course.statement)
        rating = said.rating if said else None
        day = (said.agreed if said and rating else None) or until
        last = course.steps[-1] if course.steps else Rated(date.min, None)
        unknown = said is None and unread
        stands = rating == last.rating and (rating is None or day == last.day)
        if not unknown and not stands and day <= until:
            course = course._replace(steps=(*(step for step in course.steps if step.day < day), Rated(day, rating)))
        ended.append(course)
    return tuple(ended)


def _later(
    repository: session.Repository, moment: _Moment, partnership: Partnership, recipe: Recipe, head: str
) -> tuple[str, ...]:
    """What belongs to the period and was recorded after the commit that the report is of, in sentences."""
    from ..tell import prose
    from ..tell.i18n import many, say

    window = Window(recipe.start, recipe.until)
    snapshot = _at(repository, head, "HEAD")
    there = set(moment.snapshot.paths())
    paths = [path for path in snapshot.paths() if path.startswith("meetings/") and path not in there]
    known = {meeting.id for meeting in partnership.meetings}
    came = narrowed(editions.of(recipe.edition)(load(snapshot, paths).partnership), recipe.principles).meetings
    days = [prose.day(each.date) for each in came if each.date in window and each.id not in known]
    earlier = {
        (each.statement, each.rating, each.agreed)
        for each in provenance.history_at(repository, moment.commit).recordings
    }
    instrument = narrowed(partnership, recipe.principles).instrument
    statements = {statement.id for statement in instrument.statements}
    rated = dict.fromkeys(
        say(
            "{statement} (agreed on {day})",
            statement=prose.statement_name(each.statement, instrument),
            day=prose.day(each.agreed),
        )
        for each in provenance.history_at(repository, head).recordings
        if each.kind == RATED and each.stands and each.agreed and clock(each) in window
        if each.statement in statements and (each.statement, each.rating, each.agreed) not in earlier
    )
    return tuple(
        many(*forms, len(named), named=_some(named))
        for forms, named in ((_MEETINGS_LATER, days), (_RATINGS_LATER, list(rated)))
        if named
    )


_MEETINGS_LATER = counted(
    "{n} meeting held in this period was recorded after the commit that this report is made from, and is not in it: "
    "{named}.",
    "{n} meetings held in this period were recorded after the commit that this report is made from, and are not in "
    "it: {named}.",
)
_RATINGS_LATER = counted(
    "{n} rating agreed in this period was recorded after the commit that this report is made from, and is not in it: "
    "{named}.",
    "{n} ratings agreed in this period were recorded after the commit that this report is made from, and are not in "
    "it: {named}.",
)


def _some(named: Sequence[str]) -> str:
    from ..tell import prose
    from ..tell.i18n import say

    if len(named) <= _MOST_NAMED:
        return prose.listed(named)
    return prose.listed([*named[:_MOST_NAMED], say("{n} more", n=len(named) - _MOST_NAMED)])


def _head(repository: session.Repository) -> str:
    from ..storage.revisions import head

    return head(repository.git) or ""


def _at(repository: session.Repository, commit: str, label: str) -> Snapshot:
    from ..storage.commits import GitTree

    return GitTree(repository.git, repository.prefix, commit, label, repository.objects)


def _check_here(repository: session.Repository, commit: str) -> None:
    """Refuse a full id that is not that of a commit which is here."""
    from ..storage.revisions import resolve

    try:
        found = resolve(repository.git, commit)
    except ReflectError:
        found = ""
    if found != commit:
        raise ReflectError(
            f"The commit {commit} is not in this repository.",
            "Run it in a clone that has it; `git fetch` may bring it.",
        )


def _repository(root: Path, *, needed: bool) -> session.Repository | None:
    """The repository around a partnership; None where there is none and none is needed."""
    try:
        return session.Repository(root)
    except ReflectError:
        if needed:
            raise
        return None
