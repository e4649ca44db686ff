"""Histories of ratings, views and actions in; what JSON and CSV hold of them out, with both days and the commit."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from ...analysis import view_history as questions
from ...model import fields, history, records
from ...model.history import Recorded, Unread
from ...model.instrument import Instrument
from ...model.named_tuples import NamedTuple
from ...model.records import GROUP_KINDS, Partnership
from ...tell import prose
from ...tell.rating_history import by_principle
from .common import Day, local_ones, taken

AGREED, RECORDED = "agreed", "recorded"
DayIs = Annotated[str, (AGREED, RECORDED)]

_SPREADS = (
    *(questions.ALIKE, questions.SAME_SIDE, questions.UNSURE, questions.APART),
    *(questions.VARIED, questions.ALONE, questions.SILENT, questions.NOBODY),
)
_EVENTS = (
    *(history.OPENED, history.DUE, history.OWNER, history.ROLE, history.WORDED, history.MOVED, history.STARTED),
    *(history.REOPENED, history.DONE, history.DROPPED, history.CLOSED, history.OUTCOME, history.REMOVED),
    *(history.STANDS_AGAIN, history.REVIEW, history.PROGRESS, history.JOINT),
    *(field.name for field in fields.of(records.Action) if not field.own),
)


class Recording(NamedTuple):
    """A rating as one commit recorded it."""

    kind: Annotated[str, (*history.RATINGS, history.WITHDRAWN, history.TAKEN_BACK)]
    """What the commit did: recorded a rating; the same one as before, agreed again; what was agreed at a meeting or on
    a day, otherwise than it was recorded; brought back a rating that had been taken back; withdrew one; or put back one
    that had stood before."""
    stands: bool
    """Whether it still holds: it was neither corrected, taken back nor merged away. Of a rating that stands again, only
    the last recording does."""
    rating: str | None
    rating_title: str
    was: str | None
    was_title: str
    was_agreed: date | None
    """The day on which it was agreed what it was before. Such as `2026-03-12`, `null`."""
    agreed: date | None
    meeting: str | None
    because: str | None
    recorded: Recorded
    late: bool
    """Whether it was typed in under `earlier`, after what was agreed after it."""


class Statement(NamedTuple):
    """One statement and its recordings."""

    statement: str
    principle: str
    dimension: str
    name: str
    """The statement by its principle's and its dimension's title. Such as `Put children and young people first ·
    Culture`."""
    reworded: Day | None
    """The day on which its wording changed after its rating was agreed, so that the rating is to be re-read; null where
    it is not. Such as `2026-05-20`."""
    local: bool
    recordings: tuple[Recording, ...]
    """Its ratings as commits recorded them, oldest agreed first."""


class History(NamedTuple):
    """History.

    What `reflectctl history --format json` prints: how each statement's rating went, on two clocks. When it was agreed
    orders it; the commit says when it was recorded.
    """

    statements: tuple[Statement, ...]
    """Every statement that was ever rated, in the order of the instrument; those that were asked for. None with
    `--unread`, which asks only what could not be read."""
    unread: tuple[Unread, ...]


def ratings(told: history.History, instrument: Instrument) -> History:
    """Every recording by statement, oldest agreed first, and what could not be read."""
    local = local_ones(instrument)
    statements = (
        Statement(
            statement=id,
            principle=principle,
            dimension=id.partition(".")[2],
            name=prose.statement_name(id, instrument),
            reworded=(told.reworded or {}).get(id),
            local=id in local,
            recordings=tuple(_recording(each, instrument) for each in recordings),
        )
        for principle, ways in by_principle(told, instrument).items()
        for id, recordings in ways.items()
    )
    return History(tuple(statements), told.unread)


def _recording(each: history.Recording, instrument: Instrument) -> Recording:
    titles = instrument.label(each.rating), instrument.label(each.was)
    return taken(Recording, each, rating_title=titles[0], was_title=titles[1])


_OF_VIEWS = (history.RATED, history.CONFIRMED, history.CORRECTED, history.STANDS_AGAIN, history.WITHDRAWN)


class View(NamedTuple):
    """The view of one agency or group, now and before."""

    agency: str
    """The id of the agency, or of the group. Such as `police`."""
    group: Annotated[str | None, GROUP_KINDS]
    """Of a group, whom it is of; null for an agency."""
    held: bool
    """Whether its view is written down from then on."""
    view: str | None
    """Its view, as an id of the scale; null when it could not say, or when none is written down. Such as `disagree`,
    `null`."""
    view_title: str | None
    """Its view as the scale calls it; null when none is written down. Such as `Disagree`, `Could not say`, `null`."""
    was_held: bool
    """Whether its view was written down before."""
    was: str | None
    """Its view before, as an id of the scale; null when it could not say, or when none was written down. Such as
    `agree`, `null`."""
    was_title: str | None
    """Its view before as the scale calls it; null when none was written down. Such as `Agree`, `null`."""
    kind: Annotated[str | None, _OF_VIEWS]
    """What happened to its view: given or moved, given again unchanged, put right, standing again, or taken out; null
    where nothing did, or only its day, its meeting or its reason is another. Such as `rated`, `null`."""
    because: str | None
    """The reason it gives. Such as `The sample that we read does not show it.`, `null`."""


class Change(NamedTuple):
    """The views of a statement at a commit that changed them."""

    statement: str
    principle: str
    dimension: str
    name: str
    """The statement by its principle's and its dimension's title. Such as `Put children and young people first ·
    Culture`."""
    day: date
    day_is: DayIs
    stands: bool
    spread: Annotated[str, _SPREADS]
    """How the views lie to each other: all alike; on the same side of the scale; on one side, some unsure; on both
    sides; not the same, on points that the scale does not know; only one agency's; of agencies that could not say;
    none."""
    drawn: Annotated[str | None, (questions.CLOSER, questions.FURTHER)]
    """Whether the views lie closer together on the scale than before, or further apart; null when neither is so, or it
    cannot be known."""
    views: tuple[View, ...]
    """Each agency that holds a view, or held one before."""
    group_views: tuple[View, ...]
    """Each group that holds a view, or held one before: beside the agencies, and never counted among them."""
    rating: str | None
    """The rating that stood agreed on that day, as it is known now, as an id of the scale in the partnership's content;
    null when there was none, or it could not be read, as its title says. Such as `agree`, `null`."""
    rating_title: str
    agreed: date | None
    meeting: str | None
    """The id of the meeting at which the views that changed were given. Such as `2026-03-12-children-first`."""
    recorded: Recorded
    local: bool


class HistoryViews(NamedTuple):
    """History of views.

    What `reflectctl history views --format json` prints: how the agencies' views of each statement came together or
    parted, with both days and the commit.
    """

    changes: tuple[Change, ...]
    """Every change of the agencies' views, by statement, oldest first."""
    unread: tuple[Unread, ...]


def views(told: history.ViewHistory, partnership: Partnership) -> HistoryViews:
    """Every change of the agencies' views, by statement, oldest first, and what could not be read."""
    local = local_ones(partnership.instrument)
    return HistoryViews(tuple(_change(each, partnership, local) for each in told.changes), told.unread)


def _change(each: history.ViewChange, partnership: Partnership, local: frozenset[str]) -> Change:
    instrument = partnership.instrument
    principle, _, dimension = each.statement.partition(".")
    return taken(
        Change,
        each,
        principle=principle,
        dimension=dimension,
        name=prose.statement_name(each.statement, instrument),
        day_is=AGREED if each.dated else RECORDED,
        spread=questions.spread(each.views, instrument),
        drawn=questions.drawn(each.was, each.views, instrument),
        views=tuple(_views(each.was, each.views, dict(each.kinds), partnership)),
        group_views=tuple(_views(each.group_views_were, each.group_views, dict(each.kinds), partnership)),
        rating_title="Could not be read" if each.is_unread else instrument.label(each.rating),
        local=each.statement in local,
    )


def _views(
    was: tuple[history.HeldView, ...],
    now: tuple[history.HeldView, ...],
    kinds: Mapping[str, str],
    partnership: Partnership,
) -> Iterator[View]:
    before, after = ({view.agency: view for view in held} for held in (was, now))
    for agency in sorted(before | after):
        told = _view(agency, after.get(agency), before.get(agency), partnership)
        yield told._replace(kind=kinds.get(agency))


def _view(agency: str, now: history.HeldView | None, was: history.HeldView | None, partnership: Partnership) -> View:
    instrument, group = partnership.instrument, partnership.group(agency)
    return View(
        agency=agency,
        group=group.kind if group else None,
        held=now is not None,
        view=now.rating if now else None,
        view_title=_title(now, instrument),
        was_held=was is not None,
        was=was.rating if was else None,
        was_title=_title(was, instrument),
        kind=None,
        because=now.because if now else None,
    )


def _title(view: history.HeldView | None, instrument: Instrument) -> str | None:
    return None if view is None else instrument.label(view.rating) if view.rating else "Could not say"


class Event(NamedTuple):
    """One thing that happened to an action."""

    event: Annotated[str, _EVENTS]
    """What happened: the action was opened; its due date, day of review, owner, who is with it, role, wording or place
    changed; progress was noted; work started, began again, was done or dropped; its closing day or outcome was
    written anew; it was taken out of the plan, or stands in one again; or the field that changed. Such as `due`,
    `done`."""
    day: date
    day_is: DayIs
    was: str | None
    """What it was before: a day, an agency's id, a status, a text or a plan; null when there was nothing. Such as
    `2026-03-31`, `null`."""
    now: str | None
    """What it is from then on; null when there is nothing. Such as `2026-06-30`, `null`."""
    because: str | None
    """For an action that was done or dropped: what came of it, or why; for a due date that moved: why, where that was
    noted. Such as `Five agencies use it every day.`, `null`."""
    stands: bool
    recorded: Recorded


class Action(NamedTuple):
    """One action and what happened to it."""

    id: str
    """The action's id. Such as `a-7k3f`."""
    action: str
    """What is to be done, as it was last worded. Such as `Write a language guide.`."""
    principle: str | None
    """The id of the principle whose plan it stands or stood in; null for the readiness plan. Such as `children-first`,
    `null`."""
    horizon: str | None
    """The id of the part of the plan; null for the readiness plan. Such as `immediate`, `null`."""
    serves: tuple[str, ...]
    """The ids of the dimensions of the principle's statements that it is meant to move. Such as `["culture"]`."""
    in_plan: bool
    """Whether it still stands in a plan."""
    events: tuple[Event, ...]
    """What happened to it, oldest first."""


class HistoryActions(NamedTuple):
    """History of actions.

    What `reflectctl history actions --format json` prints: the life of each action from the day it was opened, with
    both days and the commit.
    """

    actions: tuple[Action, ...]
    """Every action that was ever in a plan, in the order they were opened."""
    unread: tuple[Unread, ...]


def actions(told: history.ActionHistories) -> HistoryActions:
    """The life of every action, in the order they were opened, and what could not be read."""
    return HistoryActions(tuple(_action(each) for each in told.actions), told.unread)


def _action(action: history.ActionHistory) -> Action:
    events = (taken(Event, each, event=each.kind, day_is=AGREED if each.dated else RECORDED) for each in action.events)
    return taken(Action, action, in_plan=action.there, events=tuple(events))
