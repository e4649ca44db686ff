"""What the program found of itself in; what JSON holds of it out."""

from collections.abc import Iterable
from typing import NamedTuple

from ...model import doctor as model
from .common import taken


class Check(NamedTuple):
    """One thing that the program needs, or makes use of where it is there."""

    id: str
    """What was looked for: `program`, `python`, `git`, `print-engine`, `pdf-reader`, `cache` or `terminal`. Such as
    `git`."""
    works: bool
    """Whether it is there and can be used."""
    found: str
    """What was found. Such as `2.39.5`."""
    advice: str | None
    """What to do where it is not there or cannot be used. Such as `Install it from https://git-scm.com.`."""


class Doctor(NamedTuple):
    """What the program found.

    What `reflectctl doctor --format json` prints: the program and what it needs of the computer.
    """

    checks: tuple[Check, ...]
    """What was looked for, in the order in which it is told."""


def doctor(checks: Iterable[model.Check]) -> Doctor:
    """Each with everything that is known of it."""
    return Doctor(tuple(taken(Check, each) for each in checks))
