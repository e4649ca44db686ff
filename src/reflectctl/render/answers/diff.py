"""A comparison in; what JSON holds of it out: each change with both its sides, and the moves of ratings."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Annotated, Any

from ...analysis import action_account, diff_events
from ...model import diff, history, records
from ...model.diff import kind, part
from ...model.instrument import AGREEMENT, CLEAR, DISAGREEMENT, UNCLEAR
from ...model.named_tuples import NamedTuple
from ...model.records import Partnership
from ...tell import diff_lines, diff_sentences, diff_summary, prose, word_diff
from ...tell.diff import rewritten_texts
from ...tell.fields import words
from .common import Unreadable, local_ones, taken, unreadable
from .records import Action, Agency, Assessment, EarlierRating, Group, Meeting, Source, View
from .records import told as record

_EVENTS = (
    *(diff_events.ADDED, diff_events.REMOVED, diff_events.CHANGED, diff_events.MOVED, diff_events.RATED),
    *(diff_events.WITHDRAWN, records.DONE, records.DROPPED, diff_events.STARTED, diff_events.REOPENED),
    *(diff_events.BECAME_UNCLEAR, diff_events.IS_CLEAR, diff_events.DUE_LATER, diff_events.DUE_SOONER),
    *(diff_events.HELD, diff_events.PLANNED, diff_events.JOINED, diff_events.LEFT),
    *(diff_events.CONFIRMED, diff_events.CORRECTED, diff_events.STANDS_AGAIN, diff.TOLD_LATE),
)
STEPS = (
    *(*diff_events.MOVES, diff_events.RATED, diff_events.WITHDRAWN),
    *(diff_events.CONFIRMED, diff_events.CORRECTED, diff_events.STANDS_AGAIN, diff.TOLD_LATE),
)
_STOPS = tuple(dict.fromkeys((*_EVENTS, history.DUE, *action_account.STATUSES)))
"""What happens at one step on a way."""
Topic = Annotated[str, tuple(diff_events.TOPICS)]


class Moment(NamedTuple):
    """One of two moments that were compared."""

    label: str
    """The moment as it was asked for, in words. Such as `HEAD`, `the working tree`."""
    revision: str | None
    """The full id of the commit; null for files that are not committed. Such as
    `19ae121d0da6129ef9e69fb83b288835f0ae2829`, `null`."""


class Line(NamedTuple):
    """A topic, and what changed about it."""

    topic: str
    """What it is about. Such as `Ratings`, `Actions`."""
    sentence: str
    """What changed, in counts and words. Such as `Three moved, all towards agreement; one became
    unclear; one newly rated.`."""


class Move(NamedTuple):
    """A rating that changed, by one of the steps that it took."""

    statement: str
    local: bool
    event: Annotated[str, STEPS]
    """What happened, in one word. Such as `moved`."""
    before: str | None
    """The rating before, as an id of the scale; null when it was not yet rated. Such as `agree`, `null`."""
    before_title: str
    after: str | None
    """The rating after, as an id of the scale; null when it was withdrawn. Such as `disagree`, `null`."""
    after_title: str
    towards: Annotated[str | None, (AGREEMENT, DISAGREEMENT, UNCLEAR, CLEAR)]
    """Which way it went: along the scale, towards agreement or disagreement; or it became unclear, or is clear now.
    Null when newly rated or withdrawn."""
    agreed: date | None
    meeting: str | None
    because: str | None
    """The reason recorded with the rating it moved to. Such as `The sample showed that our evidence is thinner than we
    had believed.`."""


class Side(NamedTuple):
    """How something stood at one moment, under the name of what it is."""

    text: str | None = None
    """A reason, a note, a goal, a measure, a wording or what else a field held, as it stood. Such as `Each board has
    adopted the strategy.`."""
    assessment: Assessment | None = None
    """A rating as it stood, with its reason."""
    earlier: EarlierRating | None = None
    """A rating that was agreed before the one that stands."""
    view: View | None = None
    """What one agency thought, beside the rating that was agreed."""
    source: Source | None = None
    """A piece of evidence."""
    action: Action | None = None
    """An action as it stood."""
    meeting: Meeting | None = None
    """A meeting as it was recorded."""
    agency: Agency | None = None
    """A member of the partnership."""
    group: Group | None = None
    """A group beside the agencies."""


class DueDateMove(NamedTuple):
    """How an action's due date moved, from end to end."""

    before: date
    """The day by which it was due: of a month, the last."""
    after: date
    """The day by which it is due: of a month, the last."""
    later: bool
    """Whether it is due later than before."""
    by: str
    """How far the due date moved, in words. Such as `ten weeks`."""


class Rewritten(NamedTuple):
    """A text, word by word."""

    text: str
    """Which text it is: a reason (because), an outcome, the words of a note or a statement. Such as `because`,
    `words`."""
    segments: tuple[word_diff.Segment, ...]


class Stop(NamedTuple):
    """A step on the way between the two moments."""

    event: Annotated[str | None, _STOPS]
    """What happened, in one word; null where only the words or the day are others. Such as `moved`, `due`, `null`."""
    before: str | None
    """The due date, the status or the rating of a view before; null where there was none, or for anything else. Such as
    `2026-06-30`, `null`."""
    after: str | None
    """The due date or status, the rating of a view, the day of a meeting, or words after; null where it was not there
    any more, or an agency could not say. Such as `2026-07`, `disagree`, `null`."""
    day: date | None
    """The day on which it was so, where that is known: of a view, a closing or a note of progress, else of the
    commit."""
    because: str | None
    """What was noted of why, or what came of it. Such as `The head of service changed in May.`, `null`."""


class Change(NamedTuple):
    """One thing that is not the same."""

    kind: Annotated[str, tuple(diff.KINDS.values())]
    """What kind of thing changed."""
    topic: Topic
    """What `--only` calls it."""
    event: Annotated[str, _EVENTS]
    """What happened, in one word. Such as `moved`."""
    principles: tuple[str, ...]
    """The ids of the principles that it is about; empty when it is about the partnership as a whole. Such as
    `["children-first"]`."""
    id: str
    """The statement, principle, action, meeting, agency or group that changed; which, the kind says. Such as
    `children-first.culture`, `a-7k3f`."""
    part: str | None
    """Which part of it: the agency or group of a view, the prompt of a reflection, `horizon.goal` of a plan. Such as
    `police`, `immediate.goal`, `null`."""
    local: bool
    """Whether the statement or principle that it is about is one that the partnership added to its content pack."""
    sentence: str
    """The change as people are told it. Such as `Moved towards disagreement: Agree → Disagree.`."""
    before: Side | None
    """How it stood before; null when it was not there."""
    after: Side | None
    """How it stands after; null when it is not there any more."""
    due_date_move: DueDateMove | None
    """How an action's due date moved from end to end; null where it did not, or ended as it began."""
    way: tuple[Stop, ...]
    """Every move of an action's due date and, where it took several, every step of its status; of a view, a meeting, a
    wording or an agency that went by others than its two ends, each step, the last of them how it stands after. Empty
    for anything else: ratings have theirs among the moves."""
    rewritten: tuple[Rewritten, ...] | None = None
    """With --full: each text that stood at both moments and reads differently, word by word."""


class Held(NamedTuple):
    """A view and who holds it."""

    agency: str | None
    """The agency's id; null for the rating that was agreed. Such as `police`, `null`."""
    rating: str
    """The rating, as an id of the scale. Such as `agree`."""
    rating_title: str


class Turn(NamedTuple):
    """Views of one statement that turned."""

    statement: str
    local: bool
    way: Annotated[str, (diff.CONVERGED, diff.PARTED)]
    """Whether the views came to lie nearer to each other or further apart."""
    sentence: str
    """The same in words. Such as `Wessex Police now holds the view that was agreed: Agree.`."""
    before: tuple[Held, ...]
    """Who held which view."""
    after: tuple[Held, ...]
    """Who holds which view."""


class Carried(NamedTuple):
    """A statement whose rating is the same at both moments."""

    statement: str
    local: bool
    rating: str | None
    """The rating, as an id of the scale; null when it is not yet rated. Such as `agree`, `null`."""
    rating_title: str
    agreed: date | None
    """Since when the rating stands; null when that is not recorded."""


class Changes(NamedTuple):
    """Changes.

    What `reflectctl diff --format json` prints: everything that is not the same at two moments. Direction-neutral: a
    move towards disagreement can be honesty, and nothing here is a score.
    """

    before: Moment
    """The moment that was compared from."""
    after: Moment
    """The moment that was compared with."""
    only: tuple[Topic, ...]
    """The topics that were asked for; empty when all of them were. Such as `[]`, `["ratings", "views"]`."""
    principles: tuple[str, ...]
    """The ids of the principles that were asked for; empty when all were. Such as `[]`, `["children-first"]`."""
    headline: str
    """What changed, in counts and words. Such as `Two ratings moved, one action was done. Three sources changed as
    well.`."""
    summary: tuple[Line, ...]
    """One line for each topic about which something changed."""
    moves: tuple[Move, ...]
    """Every step by which a rating changed or was agreed again, by statement, in the order in which they were agreed. A
    rating that moved and came back took two; between two moments with no history between them, each took one."""
    ends_only: bool
    """Whether only how things began and how they ended is compared, as no history lies between the two moments here."""
    changes: tuple[Change, ...]
    """Every change, sorted by kind and then in the order of the instrument."""
    turns: tuple[Turn, ...]
    """Where agencies that gave a view at both moments drew together or parted, among themselves or from the agreed
    rating."""
    carried: tuple[Carried, ...]
    """The statements whose rating did not change, when they were asked for with --all; else empty."""
    reread: tuple[str, ...]
    """The ids of statements whose wording changed while their rating stood. Such as `["children-first.culture"]`."""
    unreadable: tuple[Unreadable, ...]
    """Files that could not be read on one side; when there are any, the changes may not be complete."""


def changes(
    comparison: diff.Comparison,
    before: Partnership,
    after: Partnership,
    labels: tuple[str, str],
    revisions: tuple[str, str],
    *,
    full: bool = False,
    only: Sequence[str] = (),
    principles: Sequence[str] = (),
) -> Changes:
    """What changed between two moments.

    In full, texts that were rewritten come word by word as well. `only` and `principles` are what was asked for.
    """
    local = {*local_ones(before.instrument), *local_ones(after.instrument)}
    local.update(each.id for side in (before, after) for each in side.instrument.principles if each.local)
    return Changes(
        before=Moment(labels[0], revisions[0]),
        after=Moment(labels[1], revisions[1]),
        only=tuple(only),
        principles=tuple(principles),
        headline=diff_summary.headline(comparison),
        summary=tuple(Line(*each) for each in diff_lines.lines(comparison, before, after)),
        moves=tuple(_moves(comparison, before, after, local)),
        ends_only=comparison.ends_only,
        changes=tuple(_change(each, before, after, local, full) for each in comparison.changes),
        turns=tuple(
            taken(
                Turn,
                shift,
                local=shift.statement in local,
                sentence=diff_sentences.shift_sentence(shift, before, after),
                before=_held(shift.before, after),
                after=_held(shift.after, after),
            )
            for shift in comparison.shifts
        ),
        carried=tuple(
            taken(Carried, each, local=each.statement in local, rating_title=after.instrument.label(each.rating))
            for each in comparison.unchanged
        ),
        reread=comparison.reread,
        unreadable=unreadable(comparison.unreadable),
    )


def _moves(
    comparison: diff.Comparison, before: Partnership, after: Partnership, local: Collection[str]
) -> Iterator[Move]:
    for statement, event, step in diff_events.agreements(comparison):
        yield Move(
            statement=statement,
            local=statement in local,
            event=event,
            before=step.was,
            before_title=before.instrument.label(step.was),
            after=step.rating,
            after_title=after.instrument.label(step.rating),
            towards=step.towards or None,
            agreed=step.agreed,
            meeting=step.meeting or None,
            because=step.because or None,
        )


def _change(change: diff.Change, before: Partnership, after: Partnership, local: Collection[str], full: bool) -> Change:
    return Change(
        kind=kind(change),
        topic=diff_events.topic(change),
        event=diff_events.event(change),
        principles=tuple(diff_events.belongs(change)),
        id=change.id,
        part=part(change),
        local=change.id.partition(" (")[0] in local,
        sentence=diff_sentences.change_sentence(change, before, after),
        before=_side(change, change.before, before),
        after=_side(change, change.after, after),
        due_date_move=_due_date_move(change),
        way=tuple(_way(change)),
        rewritten=_rewritten(change) if full else None,
    )


def _way(change: diff.Change) -> Iterator[Stop]:
    match change:
        case diff.ActionChange():
            for step in (*change.dues, *change.statuses):
                yield Stop(step.kind, step.was or None, step.now or None, step.day, step.because or None)
        case diff.ViewChange():
            for each in change.way:
                yield Stop(
                    diff_events.view_event(each),
                    each.was or None,
                    each.rating or None,
                    each.agreed,
                    each.because or None,
                )
        case diff.AgencyChange():
            for stop, event in zip(change.way, diff_events.member_steps(change), strict=True):
                yield Stop(event, None, None, stop.recorded, None)
        case diff.MeetingChange() | diff.WordingChange():
            for stop in change.way:
                how = stop.how.isoformat() if isinstance(stop.how, date) else stop.how
                yield Stop(None, None, how, stop.recorded, None)


def _side(change: diff.Change, side: Any, partnership: Partnership) -> Side | None:
    """How one side stood, under the name of what it is: a text, or one of the model's things."""
    if side is None:
        return None
    if isinstance(change, diff.FieldChange):
        return Side(text=words(change.field, side, partnership))
    if isinstance(change, diff.ReflectionChange):
        return Side(text=prose.told_points(side))
    if isinstance(side, str):
        return Side(text=side)
    name = "earlier" if isinstance(side, records.EarlierRating) else type(side).__name__.lower()
    named: dict[str, Any] = {name: record(side, partnership)}
    return Side(**named)


def _due_date_move(change: diff.Change) -> DueDateMove | None:
    """How an action's due date moved, also where more about the action changed."""
    if not isinstance(change, diff.ActionChange):
        return None
    was, now = change.before, change.after
    moved = diff_events.due_date_move(was.due, now.due) if was and now else None
    if moved is None:
        return None
    return taken(DueDateMove, moved, by=prose.apart(moved.before, moved.after))


def _rewritten(change: diff.Change) -> tuple[Rewritten, ...]:
    return tuple(Rewritten(name.lower(), word_diff.segments(was, now)) for name, was, now in rewritten_texts(change))


def _held(held: diff.Positions, partnership: Partnership) -> tuple[Held, ...]:
    return tuple(
        Held(agency if agency != diff.AGREED_RATING else None, rating, partnership.instrument.label(rating))
        for agency, rating in held
    )
