"""A loaded partnership in; every finding out: of reading, of the schemas, of the rules, at the levels chosen."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..loading.files import LAYERED, is_rated_against, kind
from ..loading.load import Loaded
from ..loading.schema import Schemas
from ..loading.unusable import without_unusable
from ..model.findings import OFF, SEVERITIES, Finding, sort
from .catalogue import NEEDS_BEFORE, NEEDS_MERGES, READ, RULES, TIMELY, free_ids, rule_id
from .findings import Moment, RuleFinding
from .personal import PAGES, Text, found_in, withheld
from .told import Told


def check(
    loaded: Loaded,
    moment: Moment,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
) -> list[Finding]:
    """Every finding about a partnership, sorted, each once.

    With `only`, the findings of those rules; without those of `without`. What keeps a file from being read is always
    told, as nothing else can be said of that file.
    """
    # What cannot be used has findings of its own; rules go by the rest.
    partnership = without_unusable(loaded.partnership)
    if moment.before is not None:
        moment = moment._replace(before=without_unusable(moment.before))
    levels = {rule: level for rule, level in partnership.levels.items() if level in (*SEVERITIES, OFF)}
    for rule in only:
        if levels.get(rule) == OFF:
            del levels[rule]
    levels.update(dict.fromkeys(without, OFF))
    whole = not any(kind(path) in LAYERED and is_rated_against(path) for path in partnership.unread)
    schemas = Schemas(partnership.instrument, whole=whole)
    found = list(loaded.found)
    for path, document in loaded.documents.items():
        name = kind(path)
        if name is not None:
            found.extend(schemas.check(name, document))
    told = Told(schemas.told)
    ran: set[str] = set()
    for severity, lasting in RULES:
        id = rule_id(lasting)
        if levels.get(id) != OFF:
            ran.add(id)
            found.extend(_diagnostics(id, severity, lasting(partnership), told))
    for severity, timely in TIMELY:
        id = rule_id(timely)
        if levels.get(id) != OFF and _has_ground(id, moment):
            ran.add(id)
            found.extend(_diagnostics(id, severity, timely(partnership, moment), told))
    for severity, reading in READ:
        id = rule_id(reading)
        if levels.get(id) != OFF:
            ran.add(id)
            found.extend(_diagnostics(id, severity, reading(loaded.documents.values()), told))
    kinds = {kind for kind in PAGES if levels.get(kind) != OFF and (not only or kind in only)}
    ran |= kinds
    found = _with_personal_data(found, loaded, moment, kinds)
    ran = {id for id in ran if not only or id in only}
    if any("reflectctl:" in document.text for document in loaded.documents.values()):
        from .suppressions import set_aside

        found = set_aside(found, loaded.documents.values(), ran)
    found = _marked(found, [each.id for each in partnership.instrument.statements if each.local])
    if levels:
        found = list(_at_their_levels(found, levels))
    if only:
        kept = {*only}
        cannot_be_read = {*loaded.unreadable.values()}
        found = [each for each in found if each.rule in kept or each in cannot_be_read]
    return sort(found)


def _with_personal_data(found: list[Finding], loaded: Loaded, moment: Moment, kinds: set[str]) -> list[Finding]:
    """The findings, with those of personal data, and without any value of it in what the others say."""
    if not kinds:
        return found
    texts = [Text(document.path, document.text) for document in loaded.documents.values()]
    personal = [*found_in(texts, loaded.partnership.permitted, moment.looked)]
    values = {value for _, value in personal if len(value) > _SHORTEST}
    if values:
        found = [
            each._replace(message=withheld(each.message, values), hint=withheld(each.hint, values)) for each in found
        ]
    return [*found, *(each for each, _ in personal if each.rule in kinds)]


_SHORTEST = 4
"""A value that is shorter says nothing by itself, and stands in many words."""


def _has_ground(id: str, moment: Moment) -> bool:
    """Whether a rule has something to go by at a moment."""
    return (id not in NEEDS_BEFORE or moment.before is not None) and (id not in NEEDS_MERGES or bool(moment.merged))


def _marked(found: list[Finding], local: list[str]) -> list[Finding]:
    """The findings with the word local behind the name of each statement that was added to the content pack."""
    if not local:
        return found
    ids = "|".join(map(re.escape, sorted(local, key=len, reverse=True)))
    # Not in backticks, where stands what is in a file; nor in a hint, where stands what may be typed.
    named = re.compile(rf"(?<![\w`./:-])(?:{ids})(?![\w`/-]|\.\w)")
    return [each._replace(message=named.sub(r"\g<0> (local)", each.message)) for each in found]


def _at_their_levels(found: Iterable[Finding], levels: Mapping[str, str]) -> Iterator[Finding]:
    free = free_ids()
    for each in found:
        level = levels.get(each.rule, each.severity) if each.rule in free else each.severity
        if level != OFF:
            yield each if level == each.severity else each._replace(severity=level)


def _diagnostics(id: str, severity: str, found: Iterable[RuleFinding], told: Told) -> Iterator[Finding]:
    for finding in found:
        if any(told.touches(place, below) for place, below in finding.rests_on):
            continue
        if finding.about is not None:
            place, step = finding.about
            value = (*place.route, *step)
            if told.has(place.path, value):
                continue
            told.add(place.path, value)
        yield Finding(finding.location, severity, id, finding.message, finding.hint)
