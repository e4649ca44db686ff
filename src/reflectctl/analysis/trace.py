"""What each commit did to each statement, in; the history of ratings on the agreed clock, out."""

from collections.abc import Iterable
from datetime import date

from ..loading.versions import NOT_YET, Step
from ..model.history import RATED, TAKEN_BACK, WITHDRAWN, History, Recording, Unread
from ..model.partnership import Partnership

Key = tuple[str, str | None, date | None]


def trace(steps: Iterable[Step]) -> History:
    """Every rating once, with the commit that first recorded it, sorted by statement and the day it was agreed.

    The same rating arriving again through a merge or on another branch is not a second one. A rating that a later
    commit put back to how things stood earlier is kept, marked as not standing, with the commit that took it back.
    """
    recordings: list[Recording] = []
    at: dict[Key, int] = {}
    unread: list[Unread] = []
    for step in steps:
        unread.extend(Unread(path, reason, step.recorded) for path, reason in step.unread)
        for statement in sorted({*step.before, *step.after}):
            was = step.before.get(statement, NOT_YET)
            now = step.after.get(statement, NOT_YET)
            if (was.rating, was.agreed) == (now.rating, now.agreed):
                continue
            old: Key = (statement, was.rating, was.agreed)
            new: Key = (statement, now.rating, now.agreed)
            back = now.rating is None and not now.because
            if now.rating is not None and new in at:
                index = at[new]
                if was.rating is None or (was.agreed or date.min) <= (now.agreed or date.min):
                    recordings[index] = recordings[index]._replace(stands=True)
                    continue
                back = True
            if back and old in at:
                recordings[at[old]] = recordings[at[old]]._replace(stands=False)
            if now.rating is None and was.rating is None:
                continue
            kind = TAKEN_BACK if back else WITHDRAWN if now.rating is None else RATED
            recording = Recording(
                statement, kind, now.rating, was.rating, now.agreed, now.meeting, now.because, step.recorded
            )
            if kind == RATED:
                at[new] = len(recordings)
            recordings.append(recording)
    order = sorted(range(len(recordings)), key=lambda index: (*_clock(recordings[index]), index))
    return History(tuple(recordings[index] for index in order), tuple(unread))


def at_last(told: History, partnership: Partnership) -> History:
    """The history with what did not last marked: a rating that was merged away on a branch stands nowhere now.

    `partnership` is how things are at the end of the history; principles that cannot be read there are left alone.
    """
    known = {record.principle for record in partnership.records}
    now = {each.statement: each.agreed or date.max for each in partnership.assessments if each.rating}
    return told._replace(
        recordings=tuple(
            recording._replace(stands=False)
            if recording.kind == RATED
            and recording.agreed is not None
            and recording.statement.partition(".")[0] in known
            and recording.agreed > now.get(recording.statement, date.max)
            else recording
            for recording in told.recordings
        )
    )


def _clock(recording: Recording) -> tuple[str, str]:
    """By statement, then by the day agreed; what has no such day stands at the day it was recorded."""
    if recording.kind == RATED and recording.agreed is not None:
        return recording.statement, recording.agreed.isoformat()
    return recording.statement, recording.recorded.at[:10]
