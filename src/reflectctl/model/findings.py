"""What is found when a partnership's files are read and checked."""

from collections.abc import Iterable
from typing import NamedTuple

from .locations import Location

SEVERITIES = ("error", "warning", "info")
"""From the gravest to the lightest."""

OFF, NEVER = "off", "never"
"""The level of a rule that is not checked, and the threshold that no finding reaches."""


class Finding(NamedTuple):
    """One finding: where, how grave, which rule, a sentence for people, and what to do next."""

    location: Location
    severity: str
    rule: str
    message: str
    hint: str = ""


class Checked(NamedTuple):
    """The answer of a check: what was found, in which files, and what is made of it."""

    found: tuple[Finding, ...]
    """Sorted by place."""
    files: tuple[str, ...] = ()
    """The path of every file that was checked, in the partnership; sorted."""
    summary: str = ""
    """One sentence for people: how many files, how many findings of which gravity."""
    prefix: str = ""
    """The partnership's folder in the repository that it lies in, ending in a slash; empty when it is the top."""
    fails_at: str = "error"
    """The lightest severity that fails the check; `never` when none does."""

    def fails(self, found: Finding) -> bool:
        """Whether a finding is grave enough to fail the check."""
        return self.fails_at != NEVER and SEVERITIES.index(found.severity) <= SEVERITIES.index(self.fails_at)

    @property
    def failed(self) -> bool:
        """Whether any finding is."""
        return any(map(self.fails, self.found))

    @property
    def gravest_first(self) -> list[Finding]:
        """The findings by severity, and by place where they are equally grave."""
        return sorted(self.found, key=lambda each: (SEVERITIES.index(each.severity), each))


def sort(found: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the files, each told once."""
    return sorted(set(found))
