"""What is decided about meetings, each in one place."""

from datetime import date

from ..model.records import Meeting


def is_held(meeting: Meeting, today: date) -> bool:
    """Whether a meeting has been held: what is said of one that lies ahead is a plan."""
    return meeting.date <= today
