"""Findings in, a fingerprint for each out, by which a forge knows that it is the same finding as in an earlier run."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from ...model.findings import Checked, Finding

_LENGTH = 40

# What moves when lines are inserted above: `path:3:5`, `line 12`, `lines 3 and 12`, `column 5`.
_PLACES = re.compile(r":\d+:\d+|\b(?:line|column)s? \d[\d,]*(?:(?: and | to | |[-–])\d[\d,]*)*", re.IGNORECASE)


def fingerprints(checked: Checked) -> list[str]:
    """A fingerprint for each finding, in their order.

    No two are the same, and none goes by the line or column: of findings that differ in nothing else, the first is
    told from the second by its place among them.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for each in checked.found:
        what = _what(each, checked.prefix)
        made.append(sha256("\0".join((*what, str(seen[what]))).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH])
        seen[what] += 1
    return made


def fresh(found: Iterable[Finding], before: Iterable[Finding]) -> frozenset[Finding]:
    """The findings that were not there before; of those that differ in their places only, as many as are more."""
    known = Counter(_what(each, "") for each in before)
    new = []
    for each in found:
        what = _what(each, "")
        known[what] -= 1
        if known[what] < 0:
            new.append(each)
    return frozenset(new)


def _what(found: Finding, prefix: str) -> tuple[str, str, str]:
    """What makes a finding the one it is: its rule, its file, and its message but for the places in it."""
    return found.rule, prefix + found.location.path, _PLACES.sub("", found.message)
