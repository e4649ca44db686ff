"""Histories of views and actions in, tidy tables out: one row a view or an event, with both days and the commit."""

import csv
import io
from collections.abc import Iterable, Sequence

from ..analysis import record_history as questions
from ..model.history import ActionHistories, Unread, ViewHistory
from ..model.instrument import Instrument
from .escape import csv as safe
from .json import local_ones

VIEWS = (
    "principle", "statement", "dimension", "agency", "view", "view_title", "was", "spread", "rating", "stands",
    "agreed", "meeting", "commit", "author", "recorded", "because", "local",
)  # fmt: skip
ACTIONS = (
    "principle", "horizon", "action", "text", "event", "was", "now", "stands",
    "agreed", "commit", "author", "recorded", "because",
)  # fmt: skip
UNREAD = ("path", "commit", "author", "recorded", "reason")


def views(history: ViewHistory, instrument: Instrument) -> str:
    """Each view at each change: what an agency held then and before; with an empty view, one that was taken out."""
    rows: list[Sequence[str]] = []
    local = local_ones(instrument)
    for each in history.changes:
        principle, _, dimension = each.statement.partition(".")
        before = {view.agency: view for view in each.was}
        now = {view.agency: view for view in each.views}
        for agency in sorted({*before, *now}):
            view, was = now.get(agency), before.get(agency)
            rows.append(
                (
                    principle,
                    each.statement,
                    dimension,
                    agency,
                    (view.rating or "could-not-say") if view else "",
                    (instrument.label(view.rating) if view.rating else "Could not say") if view else "",
                    (was.rating or "could-not-say") if was else "",
                    questions.spread(each.views, instrument),
                    each.rating or "",
                    "yes" if each.stands else "no",
                    each.agreed.isoformat() if each.agreed else "",
                    each.meeting,
                    each.recorded.commit,
                    each.recorded.author,
                    each.recorded.at,
                    view.because if view else "",
                    "yes" if each.statement in local else "no",
                )
            )
    return _table(VIEWS, rows)


def actions(histories: ActionHistories) -> str:
    """Each event of each action; `agreed` is the day that the file names for it, if it names one."""
    return _table(
        ACTIONS,
        [
            (
                action.principle,
                action.horizon,
                action.id,
                action.action,
                event.kind,
                event.was,
                event.now,
                "yes" if event.stands else "no",
                event.day.isoformat() if event.dated else "",
                event.recorded.commit,
                event.recorded.author,
                event.recorded.at,
                event.because,
            )
            for action in histories.actions
            for event in action.events
        ],
    )


def unread(found: Iterable[Unread]) -> str:
    """Each file that could not be read at a commit, and why."""
    rows = [(each.path, each.recorded.commit, each.recorded.author, each.recorded.at, each.reason) for each in found]
    return _table(UNREAD, rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(header)
    table.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()
