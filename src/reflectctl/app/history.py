"""How ratings, agencies' views and actions went, from the commits up to HEAD."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from ..analysis import dates, lookup
from ..analysis.dates import Period
from ..errors import ReflectError
from ..loading.load import load
from ..model.agency_ids import Ids, earlier_ids
from ..model.history import OWNER, ActionHistories, History, ViewHistory
from ..model.instrument import Instrument
from ..model.named_tuples import NamedTuple
from ..model.records import Agency, Partnership
from ..render.export import HELD, TABLES, forms
from .context import Context
from .gone_agencies import ids_of, last_listed
from .partnership import Repository, language, note_unread
from .read_history import (
    Told,
    around,
    end_of_history,
    history_at,
    note_unread_before,
    read_at,
    with_rewordings,
)
from .revisions import check_begun

if TYPE_CHECKING:
    from ..model.blocks import Block
    from ..tell.history import Points

Of = TypeVar("Of", ViewHistory, ActionHistories)

KINDS = RATINGS, VIEWS, ACTIONS = "ratings", "views", "actions"
_FOR_PROGRAMS = (*HELD, *TABLES)


class Asked(NamedTuple):
    """What somebody wants to know, and how it is to be shown."""

    what: str = RATINGS
    principle: str | None = None
    statement: str | None = None
    by: str | None = None
    period: Period = dates.ALWAYS
    full: bool = False
    unread: bool = False
    format: str = "json"

    @property
    def detailed(self) -> bool:
        """Whether reasons and commits are told."""
        return self.full or bool(self.principle or self.statement)

    @property
    def names_meetings(self) -> bool:
        """Whether meetings are told by more than their ids, so that their files have to be read."""
        brief = self.format == "text" and not self.detailed and self.by in (None, "statement")
        return not brief and self.format not in _FOR_PROGRAMS

    def ids(self, instrument: Instrument) -> tuple[str, str]:
        """The ids of the principle and the statement that were named, empty for what was not; they must agree."""
        principle = lookup.principle(self.principle, instrument).id if self.principle else ""
        statement = lookup.statement(self.statement, instrument).id if self.statement else ""
        if principle and statement and not statement.startswith(f"{principle}."):
            raise ReflectError(
                f"{statement} is no statement of {principle}.", "Leave out --principle or --statement.", exit_code=2
            )
        return principle, statement


class Answer(NamedTuple):
    """How it went, beside the partnership as it is at HEAD."""

    told: Told
    partnership: Partnership
    repository: Repository
    asked: Asked

    @property
    def shown(self) -> Told:
        """What happened in the days that are asked for; of ratings, `told` has also what stood before."""
        return dates.ratings_in(self.asked.period, self.told) if isinstance(self.told, History) else self.told


def period(here: Context, since: str | None, until: str | None) -> Period:
    """The days that are asked for."""
    first, last = here.day_of(since, "--from"), here.day_of(until, "--until")
    if first and last and last < first:
        raise ReflectError(f"--from {first} is after --until {last}.", "Name the earlier day with --from.", exit_code=2)
    return Period(first, last)


def history(here: Context, asked: Asked) -> Answer:
    """How ratings, views or actions went, in the days that are asked for; of ratings, also before them."""
    _check(asked)
    repository = Repository(here.folder)
    check_begun(here, repository, asked.period.start, "--from ")
    told, partnership = _READ[asked.what](here, repository, asked, language(here, repository.root))
    _note_uncommitted(here, repository, asked, partnership.instrument)
    if asked.format not in _FOR_PROGRAMS:
        partnership = partnership._replace(agencies=(*partnership.agencies, *_gone(repository, told, partnership)))
    return Answer(told, partnership, repository, asked)


def _note_uncommitted(here: Context, repository: Repository, asked: Asked, instrument: Instrument) -> None:
    """Say how much of what is asked for stands in files only."""
    from . import uncommitted

    if asked.unread:
        return
    kinds, what = {
        RATINGS: (uncommitted.RATINGS, "rating"),
        VIEWS: (uncommitted.VIEWS, "view"),
        ACTIONS: (uncommitted.ACTIONS, "action"),
    }[asked.what]
    if words := uncommitted.told(here, repository, repository.head(), kinds, what, asked.ids(instrument)):
        here.note(words)


def _named(told: Told) -> set[str]:
    """The agencies and groups that are told of."""
    match told:
        case ViewHistory():
            return {held.agency for each in told.changes for held in (*each.views, *each.was)}
        case ActionHistories():
            events = [each for action in told.actions for each in action.events if each.kind == OWNER]
            return {id for each in events for id in (each.was, each.now)}
    return set()


def _gone(repository: Repository, told: Told, partnership: Partnership) -> tuple[Agency, ...]:
    """The agencies that are told of and not listed any more, as they were called last."""
    own = {each.id for each in partnership.speakers}
    found = last_listed(repository, _named(told) - own, repository.head())
    return tuple(each for each in found if each.id not in own)


def _under_one_id(read: Callable[[Ids], Of], repository: Repository, at: str, partnership: Partnership) -> Of:
    """A history in which an agency has one id, also where only commits know that it had another."""
    ids = earlier_ids(partnership)
    told = read(ids)
    own = {each.id for each in partnership.speakers}
    known = ids_of(last_listed(repository, _named(told) - own, at), partnership)
    return told if known == ids else read(known)


def render(answer: Answer, here: Context) -> str:
    """The answer in the form that was asked for; where it says nothing, that is noted."""
    told, asked = answer.shown, answer.asked
    if asked.unread:
        if not told.unread:
            here.note("Everything could be read, at every commit.")
        if asked.format == "csv":
            from ..render import csv

            return csv.unread(told.unread)
    elif asked.format == "csv":
        note_unread_before(here, told)
    if not asked.unread and not told[0]:
        nothing = _nothing(asked, *_NOTHING[asked.what])
        here.note(f"In what could be read: {nothing[:1].lower()}{nothing[1:]}" if told.unread else nothing)
    return FORMATS[asked.format](answer, here)


_NOTHING = {
    RATINGS: ("No ratings have been recorded yet.", "No rating was agreed"),
    VIEWS: ("No agency's view has been recorded yet.", "No agency's view changed"),
    ACTIONS: ("No actions have been recorded yet.", "Nothing happened to an action"),
}


def _nothing(asked: Asked, yet: str, none: str) -> str:
    """What is said when there is nothing to tell."""
    if asked.period != dates.ALWAYS:
        ends = (("from", asked.period.start), ("until", asked.period.until))
        return f"{none} {' '.join(f'{word} {day}' for word, day in ends if day)}."
    if asked.principle or asked.statement:
        return f"{none.replace('was agreed', 'has been agreed')} of {asked.statement or asked.principle} yet."
    return yet


def _check(asked: Asked) -> None:
    """Refuse what has no answer."""
    if asked.by and asked.format in _FOR_PROGRAMS:
        raise ReflectError(
            f"--by orders what people read, and {asked.format.upper()} is for programs, which order it themselves.",
            "Leave out --by, or choose text or markdown.",
            exit_code=2,
        )
    if asked.what == ACTIONS and asked.by in ("statement", "meeting"):
        raise ReflectError(
            f"Actions cannot be told by {asked.by}: an action names no meeting, and may serve several statements.",
            "Choose --by principle, month or review-point; `--statement` tells the actions that serve one.",
            exit_code=2,
        )


def _ratings(here: Context, repository: Repository, asked: Asked, language: str | None) -> tuple[History, Partnership]:
    told = history_at(here, repository, end_of_history(repository))
    loaded = around(repository.at("HEAD"), told if asked.names_meetings else None, language=language)
    note_unread(here, loaded)
    partnership = loaded.partnership
    if asked.format != "csv" and not asked.unread:
        told = with_rewordings(here, repository, told, partnership)
    principle, statement = asked.ids(partnership.instrument)
    if principle:
        kept = tuple(each for each in told.recordings if each.statement.startswith(principle + "."))
        told = told._replace(recordings=kept)
    return told._replace(recordings=told.of(statement)) if statement else told, partnership


def _views(
    here: Context, repository: Repository, asked: Asked, language: str | None
) -> tuple[ViewHistory, Partnership]:
    from ..analysis import view_history
    from ..loading import facts

    at = end_of_history(repository)
    loaded = load(repository.at(at), language=language)
    partnership = loaded.partnership

    def read(ids: Ids) -> ViewHistory:
        said = read_at(here, repository, at, (facts.RATING, facts.VIEW), ids)
        return view_history.views(said, partnership.group_ids)

    told = _under_one_id(read, repository, at, partnership)
    note_unread(here, loaded)
    principle, statement = asked.ids(partnership.instrument)
    changes = tuple(
        each
        for each in told.changes
        if (not principle or each.statement.startswith(principle + "."))
        and (not statement or each.statement == statement)
    )
    return dates.views_in(asked.period, told._replace(changes=changes)), partnership


def _actions(
    here: Context, repository: Repository, asked: Asked, language: str | None
) -> tuple[ActionHistories, Partnership]:
    from ..analysis import record_history
    from ..analysis.actions import serves
    from ..loading.facts import ACTION

    at = end_of_history(repository)
    loaded = load(repository.at(at), language=language)
    partnership = loaded.partnership

    def read(ids: Ids) -> ActionHistories:
        return record_history.actions(read_at(here, repository, at, (ACTION,), ids))

    told = _under_one_id(read, repository, at, partnership)
    note_unread(here, loaded)
    principle, statement = asked.ids(partnership.instrument)
    actions = tuple(
        each
        for each in told.actions
        if (not principle or each.principle == principle) and (not statement or serves(each, statement))
    )
    return dates.actions_in(asked.period, told._replace(actions=actions)), partnership


_READ: Mapping[str, Callable[..., tuple[Told, Partnership]]] = {
    RATINGS: _ratings,
    VIEWS: _views,
    ACTIONS: _actions,
}


def _says(answer: Answer, here: Context) -> "Iterable[Block]":
    """A history as people read it, in the order that was asked for."""
    from ..tell import history as tell
    from ..tell import rating_history, record_history

    told, partnership, repository, asked = answer
    if asked.unread:
        return tell.unread_list(told.unread)
    match told:
        case History():
            if not asked.names_meetings:
                return rating_history.overview(told, partnership.instrument, asked.period)
            chapters = rating_history.ratings(told, partnership, asked.period)
        case ViewHistory():
            chapters = record_history.views(told, partnership)
        case ActionHistories():
            chapters = record_history.actions(told, partnership)
    by, page = asked.by or tell.STATEMENT, asked.format == "markdown"
    if by != tell.STATEMENT:
        points = _points(here, repository) if by == tell.REVIEW_POINT else tell.NO_POINTS
        chapters = tell.grouped(chapters, by, partnership, points)
    table = page and isinstance(told, History) and by == tell.STATEMENT
    return tell.blocks(chapters, by, told.unread, full=page or asked.detailed, table=table)


def _points(here: Context, repository: Repository) -> "Points":
    """The review points, and which commits the first of them has that others before it have not."""
    from ..storage.review_points import review_points
    from ..tell import prose
    from ..tell.history import Points

    points = review_points(repository.git)
    if not points:
        here.note("There is no review point yet. `reflectctl review-point NAME` makes one.")
    first: dict[str, int] = {}
    for at, point in enumerate(points):
        excluded = [f"^{each.commit}" for each in points[:at]]
        commits = repository.git.run("rev-list", "--end-of-options", point.commit, *excluded, "--").decode("ascii")
        first.update((commit, at) for commit in commits.split())
    names = (f"{prose.quoted(each.name)} ({each.commit[:8]} of {prose.moment(each.recorded)})" for each in points)
    return Points(tuple(names), first)


def _holds(answer: Answer, _: Context) -> NamedTuple:
    from ..render.answers import history

    instrument = answer.partnership.instrument
    if answer.asked.unread:
        return history.History((), answer.told.unread)
    match answer.shown:
        case History() as told:
            return history.ratings(told, instrument)
        case ViewHistory() as told:
            return history.views(told, answer.partnership)
        case ActionHistories() as told:
            return history.actions(told)


FORMATS = forms(
    "csv",
    says=_says,
    holds=_holds,
    speaks=lambda answer: answer.partnership.instrument,
)
