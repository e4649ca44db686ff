"""The report of a partnership: what it was asked to be in; what it tells, and its text in each form, out."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis import diff_events, editions, lookup, status
from ..analysis.dates import Period
from ..analysis.diff import compare
from ..analysis.report import compose
from ..analysis.rereading import rated_before
from ..analysis.timelines import timelines
from ..errors import ReflectError
from ..loading.files import PARTNERSHIP, REPORT
from ..loading.load import Loaded, load, load_pair
from ..loading.schema import Schemas
from ..loading.told_values import WORDING
from ..model.diff import AnyStep, Comparison, Step
from ..model.messages import phrase
from ..model.records import Partnership
from ..model.report import Provenance, Rated, Recipe, Report, Timeline
from ..model.report_config import BOARD, KNOWN, PUBLIC
from ..render import comments, seal
from ..storage.git import GitFailed, is_marked
from ..storage.objects import LOST
from ..storage.snapshots import Snapshot
from . import account
from .context import Context
from .diff import unread_pair
from .gone_agencies import pair_under_one_id
from .partnership import Repository, language, note_git_failed, note_unread, open_root, repository_around
from .read_history import history_at, note_unread_before
from .report_later import recorded_later
from .report_period import Asked, Moment, committed, compared_with, day_of, moment_of, period_of
from .rereading import Rewordings, note_lost, rewordings
from .revisions import plain_day

if TYPE_CHECKING:
    from ..analysis.doubtful import Doubtful


def report(here: Context, asked: Asked) -> Report:
    """The report of a partnership, with what it was made from."""
    if asked.against and asked.edition != PUBLIC:
        raise ReflectError("--against is for public editions.", "Add --edition public.", exit_code=2)
    period, year = period_of(here, asked)
    top = open_root(here)
    needed = any(each is not None for each in (asked.at, asked.since, period.until))
    repository = Repository(top) if needed else repository_around(here, top)
    try:
        return _asked(here, repository, top, asked, period, year)
    except GitFailed as problem:
        if needed or repository is None:
            raise
        note_git_failed(here, problem)
    return _asked(here, None, top, asked, period, year)


def _asked(here: Context, repository: Repository | None, top: Path, asked: Asked, period: Period, year: str) -> Report:
    """The report that was asked for, with what git tells where there is a repository that can be read."""
    moment = moment_of(repository, top, asked, period)
    head = _last_told(repository, period, year) if repository is not None else ""
    wanted = language(here, top)
    loaded, from_head = _begun(repository, moment, load(moment.snapshot, language=wanted), head)
    if wanted and loaded.language != wanted:
        here.note(f"There was no content in {wanted} yet at {moment.label}: the words of the pack itself are shown.")
    note_unread(here, loaded)
    before, since = compared_with(here, repository, moment, asked, period)
    if asked.edition == PUBLIC and before is not None and repository is not None:
        since = _by_its_day(repository, since, before.revision)
    recipe = Recipe(
        day=day_of(here, asked, period, moment),
        edition=asked.edition,
        length=asked.length,
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
    return _made(here, repository, moment, loaded, recipe, before, head, asked.mark, asked.against)


def _last_told(repository: Repository, period: Period, year: str) -> str:
    """The commit up to which it is told what was recorded after a period; none where it has no end.

    Of a year, that is a year later: what is written at its beginning is written for that year, and not for the next.
    """
    if period.until is None:
        return ""
    return (
        repository.at(period.until.replace(year=period.until.year + 1).isoformat()).revision
        if year
        else repository.head()
    )


def again(here: Context, label: seal.Label) -> Report:
    """The report that a recipe gives, made from the commit that it names. Raises `ReflectError` when it cannot be."""
    from ..storage.revisions import UNSHALLOW

    if label.uncommitted or not label.commit:
        raise ReflectError("It was made from files that were not committed, which nobody else has.")
    repository = Repository(here.folder)
    if repository.git.is_shallow():
        raise ReflectError("This clone is shallow: the commits that a report is made from are not all here.", UNSHALLOW)
    recipe = label.recipe
    for commit in (label.commit, recipe.since_commit, recipe.head):
        if commit:
            _check_here(repository, commit)
    moment = committed(repository, repository.commit(label.commit, label.commit[:8]))
    before = repository.commit(recipe.since_commit, recipe.since) if recipe.since_commit else None
    loaded, _ = _begun(repository, moment, load(moment.snapshot, language=recipe.language), recipe.head)
    return _made(here, repository, moment, loaded, recipe, before, recipe.head, mark=True)


def rendered(report: Report, format: str) -> str:
    """A report in one of its forms that are text, with its fingerprint."""
    return seal.put(TEXTS[format](report))


def written(here: Context, report: Report, format: str) -> str | bytes:
    """A report in any of its forms."""
    return FILES[format](here, report) if format in FILES else rendered(report, format)


def _html(report: Report) -> str:
    from ..render import report_html

    return report_html.report(report)


def _markdown(report: Report) -> str:
    from ..render import report_markdown

    return report_markdown.report(report)


def _json(report: Report) -> str:
    from ..render import json
    from ..render.answers.report import report_of

    return json.written(report_of(report))


def _docx(here: Context, report: Report) -> bytes:
    from ..render import report_docx
    from .kept_pictures import KeptPictures

    pictures = KeptPictures(here.environ)
    made = report_docx.report(report, pictures)
    pictures.close()
    return made


def _pdf(_: Context, report: Report) -> bytes:
    from ..render import report_pdf

    return report_pdf.report(report)


TEXTS = {seal.HTML: _html, seal.MARKDOWN: _markdown, seal.JSON: _json}

FILES = {seal.DOCX: _docx, seal.PDF: _pdf}
"""The forms that are no text."""


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
    ids = editions.chapter_ids(layout) if asked.edition == PUBLIC else {}
    found = (lookup.one(word, known, "section of a report", "") for word in asked.sections)
    return tuple(dict.fromkeys(ids.get(each, each) for each in found))


def _made(
    here: Context,
    repository: Repository | None,
    moment: Moment,
    loaded: Loaded,
    recipe: Recipe,
    before: Snapshot | None,
    head: str,
    mark: bool,
    against: tuple[Path, ...] = (),
) -> Report:
    """The report of a moment, as its recipe says. All that it tells has been made fit for its edition.

    Up to `head` it is looked for what belongs to the period and was recorded later; its recipe names that commit where
    there is something, and else does not change when commits come that have nothing to do with the report.
    """
    from .. import __version__
    from ..tell.i18n import spoken

    shown = editions.seen(loaded.partnership, comments.without)
    held: list[Doubtful] = []
    if recipe.edition == PUBLIC:
        _refuse_what_is_not_sound(loaded)
        from ..analysis.doubtful import doubtful
        from .public import earlier

        held = doubtful(shown, earlier(here, against))
        if held and not mark:
            _refuse_what_nobody_decided(here, held)
    partnership = editions.of(recipe.edition)(shown)
    later: tuple[str, ...] = ()
    if repository is not None and head not in ("", moment.commit) and not repository.git.is_shallow():
        with spoken(partnership.instrument.phrases):
            later = recorded_later(here, repository, moment, loaded.partnership, recipe, head)
    recipe = recipe._replace(head=head if later else recipe.head)
    reworded = _reworded(here, repository, moment, loaded, recipe.day)
    went, untold, unread = _timelines(here, repository, moment, partnership, recipe, reworded.days)
    unknown = repository is None and is_marked(here.folder)
    return compose(
        partnership,
        recipe=recipe,
        provenance=Provenance(moment.commit, moment.recorded, moment.uncommitted, __version__, unknown),
        comparison=_compared(here, repository, before, moment, recipe, shown) if before is not None else None,
        since_day=_since_day(repository, recipe),
        timelines=went,
        untold=untold,
        reread=rated_before(partnership, reworded.days, reworded.stood),
        unreadable=editions.unreadable(loaded.not_used, recipe.edition),
        later=later,
        unread=editions.unreadable(unread, recipe.edition),
    )._replace(held_back=len(held))


def _begun(repository: Repository | None, moment: Moment, loaded: Loaded, head: str) -> tuple[Loaded, bool]:
    """What was loaded, beginning as report.yaml says at `head`; and whether it says otherwise there.

    The introduction to the report of a period is written when the period is over.
    """
    if repository is None or head in ("", moment.commit):
        return loaded, False
    now = load(repository.commit(head, "HEAD"), [REPORT])
    layout, document = now.partnership.layout, now.documents.get(REPORT)
    if document is None or layout == loaded.partnership.layout:
        return loaded, False
    found = [each for each in (*loaded.found, *now.found) if (each.location.path == REPORT) == (each in now.found)]
    partnership = loaded.partnership._replace(layout=layout)
    return loaded._replace(partnership=partnership, documents={**loaded.documents, REPORT: document}, found=found), True


def _refuse_what_is_not_sound(loaded: Loaded) -> None:
    """Refuse to publish by files with mistakes that say what may be: what is kept for partners may pass for public."""
    for path, kind in ((REPORT, "report"), (PARTNERSHIP, "partnership")):
        document = loaded.documents.get(path)
        found = [each for each in loaded.found if each.location.path == path]
        if document is not None and document.data is not None:
            found += Schemas(loaded.partnership.instrument).check(kind, document)
        for each in found:
            if each.severity == "error":
                raise ReflectError(
                    f"{each.location}: {each.message} With a mistake in {path}, what may be published is not certain.",
                    "Mend it first; `reflectctl validate` shows all that there is.",
                )


def _refuse_what_nobody_decided(here: Context, held: "list[Doubtful]") -> None:
    """Refuse to publish what may point at a person before a person has decided on it. What it says is not repeated."""
    for each in held:
        here.note(str(each))
    raise ReflectError(
        f"{len(held)} of these places may point at a person, and nobody has decided on them: nothing is published.",
        "`reflectctl public answer FILE:LINE` writes down what was decided: what is said instead, that nothing is, or "
        "why it may stand (`public:`, `hold_back: true`, `may_stand:` beside the text). "
        "`--mark` makes a draft in which each such text is held back.",
        exit_code=1,
    )


def _compared(
    here: Context,
    repository: Repository | None,
    before: Snapshot,
    moment: Moment,
    recipe: Recipe,
    whole: Partnership,
) -> Comparison:
    """What moved between what a report is compared with and its moment, as its edition may tell it.

    Numbers that stand for ids are those that the report has for the whole partnership.
    """
    old, new = load_pair(before, moment.snapshot, language=recipe.language)
    if repository is not None:
        old, new = pair_under_one_id(repository, (before, moment.snapshot), (old, new))
    seen = [editions.seen(each.partnership, comments.without) for each in (old, new)]
    is_public = recipe.edition == PUBLIC
    was, now = seen
    if is_public:
        was, now = editions.public(was, first=whole), editions.public(now, first=whole)
    unread = unread_pair(old, new, recipe.since, moment.label)
    comparison = compare(was, now)._replace(unreadable=editions.unreadable(unread, recipe.edition))
    if recipe.length == BOARD:
        # A paper for a board tells of the ratings that moved; the actions and meetings, as they stand.
        comparison = comparison._replace(changes=comparison.among(*diff_events.TOPICS["ratings"]), shifts=())
    if repository is not None:
        edition = account.Edition(step=_as_seen, action=_as_seen)
        if is_public:
            hidden = partial(editions.unreadable, edition=PUBLIC)
            edition = account.Edition(partial(editions.public, first=whole), _bare, _bare, hidden, (WORDING,))
        if recipe.length == BOARD:
            edition = edition._replace(ways=(), actions=False)
        comparison = account.told(here, repository, (before, moment.snapshot), (seen[0], seen[1]), comparison, edition)
    return comparison


def _as_seen(step: AnyStep) -> AnyStep:
    """A step with what readers see of its reason."""
    return step._replace(because=comments.without(step.because))


def _bare(step: AnyStep) -> AnyStep:
    """A step without its reason, and without the meeting, whose id somebody made up."""
    return step._replace(because="", meeting="") if isinstance(step, Step) else step._replace(because="")


def _by_its_day(repository: Repository, since: str, commit: str) -> str:
    """What a public edition is compared with, by its day: review points and branches have names that somebody made."""
    day = _since_day(repository, Recipe(date.min, since=since, since_commit=commit))
    return day.isoformat() if day else ""


def _since_day(repository: Repository | None, recipe: Recipe) -> date | None:
    """The day since which it is told what moved: as it was named, else that of the commit."""
    if repository is None or not recipe.since_commit:
        return None
    from ..storage.commits import commit

    recorded = commit(repository.git, recipe.since_commit).committed
    return plain_day(recipe.since) or date.fromisoformat(recorded[:10])


def _reworded(here: Context, repository: Repository | None, moment: Moment, loaded: Loaded, day: date) -> Rewordings:
    """When the wording of statements last changed: on the day of the report, where that is not committed."""
    if repository is None or not moment.commit:
        return Rewordings({}, frozenset())
    now = loaded.documents if moment.uncommitted else None
    changed = rewordings(repository, moment.commit, loaded.partnership, now, day.isoformat())
    note_lost(here, changed)
    return changed


def _timelines(
    here: Context,
    repository: Repository | None,
    moment: Moment,
    partnership: Partnership,
    recipe: Recipe,
    reworded: Mapping[str, str],
) -> tuple[tuple[Timeline, ...], str, tuple[tuple[str, str], ...]]:
    """How each rating went, up to the day of the report, or a sentence that says why that is not told; and what could
    not be read on the way."""
    untold = ""
    if repository is None:
        untold = phrase(
            "How ratings went is read from git, and these files are in no git repository that could be read."
        )
    elif not moment.commit:
        untold = phrase("How ratings went is read from commits, and nothing has been committed yet.")
    elif repository.git.is_shallow():
        untold = phrase("How ratings went is read from commits, and this clone is shallow: they are not all here.")
    if repository is None or untold:
        return (), untold, ()
    until = min(recipe.until or recipe.day, recipe.day)
    history = history_at(here, repository, moment.commit)
    # What was put right in a later commit is told; what git itself has not is not.
    lost = tuple(each for each in history.unread if each.reason == LOST)
    note_unread_before(here, history._replace(unread=lost))
    unread = account.unread(lost)
    if recipe.edition == PUBLIC:
        history = editions.history(history)
    told = tuple(timelines(partnership.instrument, history, reworded, until=until))
    told = _with_what_is_not_committed(told, partnership, until) if moment.uncommitted else told
    return told, "", unread


def _with_what_is_not_committed(
    told: Iterable[Timeline], partnership: Partnership, until: date
) -> tuple[Timeline, ...]:
    """Timelines that end with what the files say now, where that is not yet in a commit."""
    now = {each.statement: each for each in partnership.assessments}
    ended = []
    for timeline in told:
        said = now.get(timeline.statement)
        rating = said.rating if said else None
        day = (said.agreed if said and rating else None) or until
        last = timeline.steps[-1] if timeline.steps else Rated(date.min, None)
        unknown = status.unreadable_rating(partnership, timeline.statement) is not None
        unknown = unknown or partnership.cannot_use(timeline.statement, "agreed") is not None
        stands = rating == last.rating and (rating is None or day == last.day)
        if not unknown and not stands and day <= until:
            timeline = timeline._replace(
                steps=(*(step for step in timeline.steps if step.day < day), Rated(day, rating))
            )
        ended.append(timeline)
    return tuple(ended)


def _check_here(repository: Repository, commit: str) -> None:
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
