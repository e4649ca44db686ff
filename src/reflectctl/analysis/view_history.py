"""The facts that commits changed, in; how agencies' and groups' views of each statement went, on the agreed clock, out.

What stands is replayed in the order of the days on which it was given: whoever's view was typed in late stands in its
place. What was put right is told on the day of the event, what stands again or was taken out when it was recorded; and
none before what it came after, so that what is told last is what is said. Beside them is told what stood agreed on that
day, as it is known now: whichever commit recorded it, or put it right.
"""

from collections.abc import Container, Iterable
from datetime import date

from ..loading.history import CommitFacts
from ..model.history import STANDS_AGAIN, TAKEN_BACK, HeldView, Recording, ViewChange, ViewHistory
from ..model.instrument import AGREEMENT, DISAGREEMENT, Instrument
from . import scale, view_steps
from .commit_lines import follow
from .dates import since
from .rating_history import trace
from .record_history import Change, Tracer, of_statement, recorded_day, statement


def views(history: Iterable[CommitFacts], groups: Container[str] = ()) -> ViewHistory:
    """Every change of the agencies' views, by statement, oldest first; those of `groups` beside them."""
    commits = list(history)
    tracer = Tracer(of_statement)
    last, unread = follow(commits, tracer.line)
    agreed: dict[str, list[Recording]] = {}
    for each in trace(commits).recordings:
        if each.stands and each.kind != TAKEN_BACK:
            agreed.setdefault(each.statement, []).append(each)
    rows: dict[tuple[str, date, str, bool, bool], list[Change]] = {}
    days: list[date] = []
    for change in tracer.changes(last):
        day, dated = _day(change)
        floor = max((days[each] for each in change.after), default=day)
        if day < floor:
            day, dated = max(recorded_day(change.recorded), floor), False
        days.append(day)
        rows.setdefault((statement(change.about), day, change.commit, change.stands, dated), []).append(change)
    lost = any(each.path.startswith("principles/") for each in unread)
    held: dict[str, dict[str, HeldView]] = {}
    told = []
    for row in sorted(rows, key=lambda row: row[:2]):
        changes, stands = rows[row], row[3]
        beside = held.setdefault(row[0], {}) if stands else {each.agency: each for each in changes[0].beside}
        stood = sorted((each for each in agreed.get(row[0], ()) if since(each) <= row[1]), key=since)
        made = _told(changes, row[1], row[4], beside, stood[-1] if stood else None)
        told.append(_groups_apart(made._replace(is_unread=lost and not stood), groups))
    return ViewHistory(tuple(told), unread)


def _kind(change: Change) -> str:
    """What happened to a view; empty where only something beside it is another."""
    was, now = (each if isinstance(each, HeldView) else None for each in (change.was, change.now))
    return view_steps.kind(was, now, again=change.again)


def _day(change: Change) -> tuple[date, bool]:
    """When a view was given, and whether the file names that day; of what is no giving, when it was recorded."""
    if isinstance(change.now, HeldView) and change.now.given and _kind(change) != STANDS_AGAIN:
        return change.now.given, True
    return recorded_day(change.recorded), False


def _told(
    changes: list[Change], day: date, dated: bool, held: dict[str, HeldView], stood: Recording | None
) -> ViewChange:
    """What one commit did to the views of a statement that are told on one day, beside those that were held by then."""
    was = tuple(held[each] for each in sorted(held))
    meetings = {each.now.meeting for each in changes if isinstance(each.now, HeldView)}
    for change in changes:
        held.pop(change.about.partition(" ")[2], None)
        if isinstance(change.now, HeldView):
            held[change.now.agency] = change.now
    return ViewChange(
        statement=statement(changes[0].about),
        day=day,
        dated=dated,
        views=tuple(held[each] for each in sorted(held)),
        was=was,
        rating=stood.rating if stood else None,
        agreed=stood.agreed if stood else None,
        meeting=meetings.pop() if len(meetings) == 1 else "",
        recorded=changes[0].recorded,
        stands=changes[0].stands,
        kinds=tuple((each.about.partition(" ")[2], kind) for each in changes if (kind := _kind(each))),
    )


def _groups_apart(change: ViewChange, groups: Container[str]) -> ViewChange:
    of_groups, were = (tuple(each for each in held if each.agency in groups) for held in (change.views, change.was))
    if not of_groups and not were:
        return change
    return change._replace(
        views=tuple(each for each in change.views if each not in of_groups),
        was=tuple(each for each in change.was if each not in were),
        group_views=of_groups,
        group_views_were=were,
    )


ALIKE, SAME_SIDE, UNSURE, APART, VARIED, ALONE, SILENT, NOBODY = (
    "alike", "same-side", "partly-unsure", "both-sides", "varied", "one-view", "could-not-say", "nobody",
)  # fmt: skip
"""How views lie to each other: all the same; on the same side of the scale; on one side, or unsure; on both sides;
otherwise unlike; only one agency holds any; the agencies asked could not say; none is written down."""


def spread(views: Iterable[HeldView], instrument: Instrument) -> str:
    """How views lie to each other. Those of agencies that could not say are not counted, unless there are no others."""
    held = list(views)
    ratings = [each.rating for each in held if each.rating]
    if len(ratings) < 2:
        return ALONE if ratings else SILENT if held else NOBODY
    if len(set(ratings)) == 1:
        return ALIKE
    points = [instrument.point(each) for each in ratings]
    stances = {each.stance if each else "" for each in points}
    if stances >= {AGREEMENT, DISAGREEMENT}:
        return APART
    if "" in stances:
        return VARIED
    return SAME_SIDE if len(stances) == 1 else UNSURE


CLOSER, FURTHER = "closer", "further"


def drawn(was: Iterable[HeldView], now: Iterable[HeldView], instrument: Instrument) -> str:
    """Whether views lie `closer` together on the scale than before, or `further` apart; empty when neither is known."""
    before, after = (scale.reach((one.rating for one in each), instrument) for each in (was, now))
    if before is None or after is None or before == after:
        return ""
    return CLOSER if after < before else FURTHER
