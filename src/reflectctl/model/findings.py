"""What is found when a partnership's files are read and checked."""

from collections.abc import Iterable

from .locations import Location
from .named_tuples import NamedTuple

SEVERITIES = ("error", "warning", "info")
"""From the gravest to the lightest."""

OFF, NEVER = "off", "never"
"""The level of a rule that is not checked, and the threshold that no finding reaches."""


FAILING, USUAL, ALL = "failing", "usual", "all"
"""What people are shown of what was found: what fails; that, and the rest counted where anything fails; all of it."""


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
    listing: str = ALL
    """What people are shown of it. Programs are given all."""
    fresh: frozenset[Finding] | None = None
    """Those that were not there at an earlier moment; None where nothing was compared."""

    def fails(self, found: Finding) -> bool:
        """Whether a finding is grave enough to fail the check."""
        return self.fails_at != NEVER and SEVERITIES.index(found.severity) <= SEVERITIES.index(self.fails_at)

    @property
    def failed(self) -> bool:
        """Whether any finding is."""
        return any(map(self.fails, self.found))

    @property
    def gravest_first(self) -> list[Finding]:
        """The findings by severity; of those that are equally grave the new ones first, and then by place."""
        return sorted(self.found, key=lambda each: (SEVERITIES.index(each.severity), self.is_new(each) is False, each))

    def is_new(self, found: Finding) -> bool | None:
        """Whether a finding was not there at the earlier moment; None where nothing was compared."""
        return None if self.fresh is None else found in self.fresh


def sort(found: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the files, each told once."""
    return sorted(set(found))
