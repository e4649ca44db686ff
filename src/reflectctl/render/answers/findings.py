"""Findings and rules in; what JSON holds of them out."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from ...model.findings import NEVER, SEVERITIES, Checked
from ...model.named_tuples import NamedTuple
from ...rules import pages
from ...rules.catalogue import LEVELS, Rule
from ..findings.fingerprints import fingerprints
from .common import SPREAD, Position, Severity


class Diagnostic(NamedTuple):
    """One finding: where, how grave, which rule, what, and what to do next."""

    path: str
    line: Position
    """The line, counted from 1. Such as `14`."""
    column: Position
    """The column in characters, counted from 1. Such as `5`."""
    severity: Severity
    """How grave the finding is."""
    rule: str
    """The rule's id; `reflectctl explain` prints its page. Such as `rating-without-reason`."""
    message: str
    """What was found and what was expected, as a sentence. Such as `The rating has no reason.`."""
    hint: str | None
    """What to do next, where there is something to say. Such as `Write the reason under because.`."""
    fingerprint: Annotated[str, "^[0-9a-f]{40}$"]
    """What tells the finding from every other of the run, and stays the same when lines are inserted above it. Such as
    `8f14e45fceea167a5a36dedd4bea2543a1b2c3d4`."""
    new: bool | None
    """Whether it was not there at the moment that `--since` names; none where nothing was compared. Such as `true`,
    `null`."""


class Counts(NamedTuple):
    """How many findings there are of each gravity."""

    error: int
    """How many findings are errors. Such as `1`."""
    warning: int
    """How many findings are warnings. Such as `2`."""
    info: int
    """How many findings are for information only. Such as `0`."""


class Diagnostics(NamedTuple):
    """Findings.

    What `reflectctl validate --format json` prints: everything that was found, in the order of the files, and whether
    the check failed for it.
    """

    summary: str
    """One sentence for people: how many files, how many findings of which gravity. Empty when there is nothing to say.
    Such as `14 files read: 1 error, 2 warnings.`."""
    fails_at: Annotated[str, (*SEVERITIES, NEVER)]
    """The lightest gravity that fails the check; `never` when none does."""
    failed: bool
    """Whether anything is grave enough to fail the check; the exit code is then 1."""
    counts: Counts
    """How many findings there are of each gravity."""
    diagnostics: tuple[Diagnostic, ...]
    """The findings, in the order of the files."""


def diagnostics(checked: Checked) -> Diagnostics:
    """What was found, in the order of the files, and whether the check failed for it."""
    found = tuple(
        Diagnostic(*each.location, each.severity, each.rule, each.message, each.hint, fingerprint, checked.is_new(each))
        for each, fingerprint in zip(checked.found, fingerprints(checked), strict=True)
    )
    counts = Counts(*(sum(1 for one in found if one.severity == each) for each in SEVERITIES))
    return Diagnostics(checked.summary, checked.fails_at, checked.failed, counts, found)


class RuleInManual(NamedTuple):
    """One rule."""

    id: str
    """The rule's id, as findings carry it. Such as `rating-without-reason`."""
    severity: Severity
    """How grave its findings are by default."""
    level: Annotated[str, LEVELS]
    """How grave its findings are here: as the partnership has chosen, or its severity. Outside a partnership it is its
    severity."""
    fixed: bool
    """Whether it is about the format itself, so that it is always checked and always an error."""
    section: str
    """The title of the section of the manual that it stands in. Such as `Ratings`."""
    page: Annotated[pages.Page, SPREAD]


class Rules(NamedTuple):
    """Rules.

    What `reflectctl rules --format json` prints: every rule that validate checks, with its page. `reflectctl explain
    RULE --format json` prints one rule in the same form.
    """

    rules: tuple[RuleInManual, ...]
    """The rules, section by section; within a section by their ids."""


def rules(found: Iterable[Rule], chosen: Mapping[str, str]) -> Rules:
    """The manual of the rules: each with its level, by default and as a partnership has chosen it, and its page."""
    return Rules(
        tuple(
            RuleInManual(each.id, each.severity, each.level(chosen), each.fixed, title, pages.parse(each.page))
            for title, among in pages.sections(found)
            for each in among
        )
    )
