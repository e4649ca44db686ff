"""What the program found of itself in; what JSON holds of it out."""

from collections.abc import Iterable

from ...model.doctor import Check
from ...model.named_tuples import NamedTuple


class Doctor(NamedTuple):
    """What the program found.

    What `reflectctl doctor --format json` prints: the program and what it needs of the computer.
    """

    checks: tuple[Check, ...]
    """What was looked for, in the order in which it is told."""


def doctor(checks: Iterable[Check]) -> Doctor:
    """Each with everything that is known of it."""
    return Doctor(tuple(checks))
