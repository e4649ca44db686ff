"""What a schema does not allow in a document in; every mistake told once, in plain words at its place, out.

A schema objects to everything that follows from a mistake: to the key that is misspelt and to the one that is missing
for it, to what a wrong value is and to what it holds. People made one mistake. Imported when something is wrong.
"""

from collections.abc import Iterable, Iterator

from ..model.findings import Finding
from ..model.locations import Route
from ..model.named_tuples import NamedTuple
from .schema_key_messages import home_of, missing_key, one_more, unknown_key, unknown_keys
from .schema_nodes import Violation
from .schema_value_messages import WORDINGS, other, repeated
from .schema_words import Case, File

_CLOSELY = 60
"""Where a document has so many mistakes, a few more than are told, what was meant by an unknown key is not looked for
any more: a file of somebody who means no good may hold a hundred thousand."""


class Told(NamedTuple):
    """What is told of a document."""

    found: list[Finding]
    """Sorted by place."""
    about: set[Route]
    """The routes of what cannot be used as it stands, as they were meant."""


def tell(violations: Iterable[Violation], file: File) -> Told:
    """Everything that is wrong with a document, each mistake once."""
    by_route: dict[Route, list[Violation]] = {}
    for violation in violations:
        by_route.setdefault(violation.route, []).append(violation)
    found: list[Finding] = []
    about: set[Route] = set()
    missing: list[tuple[Route, str]] = []
    for route, several in by_route.items():
        lacking = dict.fromkeys(v.wanted for v in several if v.keyword == "required")
        strange = dict.fromkeys(key for v in several if v.keyword == "additionalProperties" for key in v.wanted)
        for unknown in unknown_keys(route, strange, lacking, file, lambda: len(found) < _CLOSELY):
            found.append(unknown_key(unknown, file) if len(found) < _CLOSELY else one_more(unknown.route, file))
            about.update(unknown.meant)
        missing += [(route, key) for key in lacking]
        objections = [v for v in several if v.keyword not in ("required", "additionalProperties")]
        if objections:
            case = _case(objections, file)
            found.append(WORDINGS.get(case.keyword, other)(case))
            about.update(_unusable(case))
    for route, key in missing:
        # What is misspelt, or stands on another level, is not missing as well.
        if (*route, key) not in about:
            found.append(missing_key(route, key, file))
            about.add((*route, key))
    return Told(sorted(found), about)


_PLAINEST = ("enum", "type", "minLength", "pattern", "format", "maxLength")


def _case(objections: list[Violation], file: File) -> Case:
    """The plainest of several objections to one value, which are all to the same mistake."""
    route = objections[0].route
    value = file.value(route)
    order = _PLAINEST if isinstance(value, str | int | float) else ("type", *_PLAINEST)
    plainest = min(objections, key=lambda v: order.index(v.keyword) if v.keyword in order else len(order))
    return Case(route, plainest.keyword, plainest.wanted, value, file.node(route), file)


def _unusable(case: Case) -> Iterator[Route]:
    if case.keyword == "uniqueItems":
        yield (*case.route, repeated(case.value))
        return
    yield case.route
    if case.keyword == "type" and isinstance(case.value, dict):
        for key in case.value:
            home = home_of((*case.route, key), case.file)
            if home is not None:
                yield (*home, key)
