"""What agencies and groups are asked about, as other programs have it."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from ...model.named_tuples import NamedTuple
from ...model.records import Action as Undertaken
from ...model.records import Partnership
from .common import Unreadable, unreadable
from .records import Action, told


class Asked(Protocol):
    """Whom a mail is to, and what it asks about."""

    @property
    def to(self) -> str:
        """The id of an agency or a group."""

    @property
    def actions(self) -> tuple[Undertaken, ...]:
        """What it has undertaken."""


class Reminder(NamedTuple):
    """What one agency or group is asked about."""

    to: str
    """The id of the agency or group. Such as `police`."""
    actions: tuple[Action, ...]
    """The actions that it has undertaken and that are overdue, to be looked at again or due soon, in that order."""


class Reminders(NamedTuple):
    """Reminders.

    What `reflectctl action remind --format json` prints: what each agency and group is asked about.
    """

    name: str
    today: date
    reminders: tuple[Reminder, ...]
    """In the order of the partnership; who has nothing due is left out."""
    unreadable: tuple[Unreadable, ...]


def reminders(
    asked: Iterable[Asked], partnership: Partnership, today: date, unread: Iterable[tuple[str, str]] = ()
) -> Reminders:
    """What each is asked about."""
    found = (Reminder(each.to, tuple(told(it, partnership) for it in each.actions)) for each in asked)
    return Reminders(partnership.name, today, tuple(found), unreadable(unread))
