"""What is found when a partnership's files are read and checked."""

from collections.abc import Iterable
from typing import NamedTuple

from .places import Location

SEVERITIES = ("error", "warning", "info")
"""From the gravest to the lightest."""


class Diagnostic(NamedTuple):
    """One finding: where, how grave, which rule, a sentence for people, and what to do next."""

    location: Location
    severity: str
    rule: str
    message: str
    hint: str = ""


def sort(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in the order of the files, each told once."""
    return sorted(set(found))
