"""A history and two days in, what lies between them out. Which clock a recording goes by is settled here."""

from datetime import date
from typing import NamedTuple

from ..model.history import RATED, History, Lives, Recording, Viewings


class Window(NamedTuple):
    """A stretch of days, both ends included; open where there is none."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in it."""
        assert isinstance(day, date)
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


ALWAYS = Window()


def clock(recording: Recording) -> date:
    """The day of a recording: when it was agreed; when it was recorded, if that is all that is known."""
    if recording.kind == RATED and recording.agreed is not None:
        return recording.agreed
    try:
        return date.fromisoformat(recording.recorded.at[:10])
    except ValueError:
        return date.min


def ratings(told: History, window: Window) -> History:
    """The recordings of some days; what could not be read is told whatever the day."""
    return told._replace(recordings=tuple(each for each in told.recordings if clock(each) in window))


def views(told: Viewings, window: Window) -> Viewings:
    """The changes of views of some days."""
    return told._replace(viewed=tuple(each for each in told.viewed if each.day in window))


def actions(told: Lives, window: Window) -> Lives:
    """The actions to which something happened in some days, with what did."""
    lives = [life._replace(events=tuple(each for each in life.events if each.day in window)) for life in told.lives]
    return told._replace(lives=tuple(life for life in lives if life.events))
