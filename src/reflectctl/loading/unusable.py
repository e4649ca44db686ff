"""Documents in; what stands in them and cannot be used, each with its place, out: by the catalogue of fields.

What cannot be used is not what is absent: a rating that is not on the scale, a day that no calendar has, an id of
nobody and a key that is not known are named wherever the record that they stand in is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ..documents.document import Document
from ..model import fields
from ..model.fields import Field
from ..model.locations import Route
from ..model.records import (
    OPEN,
    STATUSES,
    Action,
    Agency,
    Assessment,
    Discussion,
    EarlierRating,
    Group,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Record,
    View,
    Views,
    is_name,
)
from ..model.report_config import Layout
from ..model.unusable import Outdated, Unusable
from .values import day, due, entries, mapping, text, written

_WORDS = frozenset((fields.TEXT, fields.PROSE, fields.LINK, fields.ID))
_BEGINS = {4: "-01-01", 7: "-01"}
_LONGEST = 60


def unusable(
    documents: Mapping[str, Iterable[Document]], partnership: Partnership, ids: Mapping[str, str], *, whole: bool
) -> tuple[list[Unusable], list[Outdated]]:
    """What cannot be used in documents by their kinds, in the order of the files; `whole` if all are among them.

    Beside it, where agencies are named by earlier `ids`: what is said there can be used.
    """
    agencies, groups = frozenset(each.id for each in partnership.agencies), partnership.group_ids
    known = {
        fields.AGENCY: agencies,
        fields.WHO: agencies | groups,
        fields.PARTY: agencies | groups,
        fields.GROUP: groups,
        fields.MEETING: frozenset(each.id for each in partnership.meetings) if whole else frozenset(),
        fields.PRINCIPLE: frozenset(each.id for each in partnership.instrument.principles),
        fields.DIMENSION: frozenset(each.id for each in partnership.instrument.dimensions),
    }
    if any(path.startswith("meetings/") for path in partnership.unread):
        known[fields.MEETING] = frozenset()
    looked = _Look(partnership, known, ids)
    found: list[Unusable] = []
    for kind, root in fields.ROOTS.items():
        if root is Layout:
            continue  # `loading.report_config` reads how reports are laid out, and leaves out what it cannot use.
        for document in documents.get(kind, ()):
            if isinstance(document.data, dict):
                looked.document = document
                about = _NAMED.get(root) or text(document.data, _ID.get(root, "")) or document.path
                found += looked.record(root, document.data, (), about)
    return sorted(found), sorted(looked.outdated)


def without_unusable(partnership: Partnership) -> Partnership:
    """A partnership in which no rating and no status stands that cannot be used."""
    if not partnership.unusable:
        return partnership
    scale = {point.id for point in partnership.instrument.scale}

    def plan(said: Plan) -> Plan:
        return said._replace(
            actions=tuple(each if each.status in STATUSES else each._replace(status=OPEN) for each in said.actions)
        )

    def assessment(said: Assessment) -> Assessment:
        rating = said.rating if said.rating in scale else None
        views, groups = (tuple(map(view, each)) for each in (said.views, said.group_views))
        earlier = tuple(each for each in said.earlier if each.rating in scale)
        return said._replace(rating=rating, views=views, group_views=groups, earlier=earlier)

    def view(said: View) -> View:
        return said if said.rating in scale else said._replace(rating=None)

    begun = partnership.preliminary
    if begun and begun.readiness:
        partnership = partnership._replace(preliminary=begun._replace(readiness=plan(begun.readiness)))
    return partnership._replace(
        records=tuple(
            each._replace(assessments=tuple(map(assessment, each.assessments)), plans=tuple(map(plan, each.plans)))
            for each in partnership.records
        ),
        views=tuple(
            each._replace(views={statement: view(said) for statement, said in each.views.items()})
            for each in partnership.views
        ),
    )


_NAMED: Mapping[type, str] = {Partnership: "partnership", Preliminary: "preliminary"}
_ID: Mapping[type, str] = {Record: "principle", Meeting: "id", Action: "id", Agency: "id", Group: "id", Views: "of"}


class _Look:
    """Looks through one document after the other."""

    document: Document

    def __init__(self, partnership: Partnership, known: Mapping[str, frozenset[str]], ids: Mapping[str, str]) -> None:
        instrument = partnership.instrument
        self._ids = ids
        self.outdated: list[Outdated] = []
        self._known = known
        self._scale = frozenset(each.id for each in instrument.scale)
        self._prompts = frozenset(each.id for each in instrument.prompts)
        self._statements = frozenset(each.id for each in instrument.statements)
        self._horizons = frozenset(each.id for each in instrument.horizons)

    def record(
        self, kind: type, data: Mapping[str, Any], route: Route, about: str, part: str = ""
    ) -> Iterator[Unusable]:
        """What cannot be used of a record; `part` says which of several beside a thing it is."""
        by_key = _by_key(kind)
        if kind is Views:
            yield from self._views(data)
        for key, value in data.items():
            if value is None or value in ("", [], {}):
                continue
            told = by_key.get(key)
            if told is None:
                if kind is not Partnership:
                    yield self._unknown_key(route, key, about, part, value)
                continue
            for field in told:
                if len(field.route) > 1:
                    inner = field.route[1]
                    if entries(data, key).get(inner) is not None:
                        yield from self._value(kind, field, data[key][inner], (*route, key, inner), about, part)
                else:
                    yield from self._value(kind, field, value, (*route, key), about, part)
        for key in fields.needed(kind):
            if not written(data, key):
                yield Unusable(self.document.location(route), about, part, key, "", f"has no `{key}`")

    def _value(self, kind: type, field: Field, value: Any, route: Route, about: str, part: str) -> Iterator[Unusable]:
        holds = field.holds
        if holds == fields.RECORDS:
            yield from self._records(field, value, route, about)
        elif holds == fields.RECORD:
            if isinstance(value, dict):
                yield from self.record(field.of, value, route, "readiness" if field.of is Plan else about)  # type: ignore[arg-type]
            else:
                yield self._bad(route, about, part, value)
        elif holds == fields.NOTES:
            yield from self._notes(value, route, about, part)
        elif holds == fields.IDS:
            if not isinstance(value, list):
                yield self._bad(route, about, part, value)
                return
            if self._are_known(field, value):
                return
            for at, each in enumerate(value):
                if not isinstance(each, str):
                    yield self._bad((*route, at), about, part, each)
                else:
                    yield from self._id(field, each, (*route, at), about, part)
        elif self._cannot_be(field, value, kind):
            yield self._bad(route, about, part, value)
        elif holds == fields.ID and not self._are_known(field, [value]):
            yield from self._id(field, value, route, about, part)

    def _notes(self, value: Any, route: Route, about: str, part: str) -> Iterator[Unusable]:
        for each in mapping(value):
            if self._prompts and each not in self._prompts:
                yield self._unknown_key(route, each, about, part, value[each])
                continue
            there = value[each] if isinstance(value[each], list) else ()
            for at, item in enumerate(there):
                if isinstance(item, dict):
                    yield from self.record(Discussion, item, (*route, each, at), about, each)
                else:
                    yield self._bad((*route, each, at), about, part, item)
            if not isinstance(value[each], str | list | None):
                yield self._bad((*route, each), about, part, value[each])
        if not isinstance(value, dict):
            yield self._bad(route, about, part, value)

    def _cannot_be(self, field: Field, value: Any, kind: type) -> bool:
        holds = field.holds
        if holds in _WORDS:
            return not isinstance(value, str)
        if holds == fields.DAY:
            return day({"": value}, "") is None
        if holds == fields.PERIOD:
            # A year and a month have a first day.
            return not isinstance(value, str) or day({"": value + _BEGINS.get(len(value), "")}, "") is None
        if holds == fields.DUE:
            return not due({"": value}, "")
        if holds == fields.CHOICE:
            return value not in field.choices if isinstance(value, str) else True
        if holds == fields.RATING:
            return not isinstance(value, str) or (bool(self._scale) and value.strip() not in self._scale)
        if holds == fields.FLAG:
            return not isinstance(value, bool)
        return holds == fields.NUMBER and not (type(value) is int and 0 <= value <= field.most)

    def _are_known(self, field: Field, values: list[Any]) -> bool:
        """Whether all of some ids are certainly known, and none is an earlier one: nearly all are."""
        try:
            known = self._known.get(str(field.of), frozenset())
            return known.issuperset(values) and self._ids.keys().isdisjoint(values)
        except TypeError:
            # Some are lists or mappings.
            return False

    def _id(self, field: Field, value: str, route: Route, about: str, part: str) -> Iterator[Unusable]:
        known = self._known.get(str(field.of), frozenset())
        if field.of in fields.WHO_IS and (now := self._ids.get(value.strip())):
            self.outdated.append(Outdated(self.document.location(route), value.strip(), now))
        elif known and value.strip() not in known and not (field.of == fields.PARTY and is_name(value.strip())):
            key = next(step for step in reversed(route) if isinstance(step, str))
            why = f"`{key}` of {about} names `{_shown(value)}`, which is not known"
            yield Unusable(self.document.location(route), about, part, key, _shown(value), why)

    def _records(self, field: Field, value: Any, route: Route, about: str) -> Iterator[Unusable]:
        of: Any = field.of
        if of in (Assessment, Plan):
            there = self._known[fields.DIMENSION] if of is Assessment else self._horizons
            for each in mapping(value):
                if there and each not in there:
                    yield self._unknown_key(route, each, about, "", value[each])
                elif isinstance(value[each], dict):
                    yield from self.record(of, value[each], (*route, each), f"{about}.{each}")
                elif value[each] is not None:
                    yield self._bad((*route, each), about, "", value[each])
            if not isinstance(value, dict):
                yield self._bad(route, about, "", value)
            return
        for at, each in enumerate(value if isinstance(value, list) else ()):
            if not isinstance(each, dict):
                yield self._bad((*route, at), about, "", each)
            elif of in _ID:
                yield from self.record(of, each, (*route, at), text(each, _ID[of]) or about)
            else:
                # A list of ratings goes by their days; and what is wrong in it is never that of the one that stands.
                part = text(each, "agreed") or f"entry {at + 1}" if of is EarlierRating else ""
                yield from self.record(of, each, (*route, at), about, part or text(each, fields.of(of)[0].route[-1]))
        if not isinstance(value, list):
            yield self._bad(route, about, "", value)

    def _views(self, data: Mapping[str, Any]) -> Iterator[Unusable]:
        of, views = text(data, "of"), mapping(data.get("views"))
        for each in views:
            if self._statements and each not in self._statements:
                yield self._unknown_key(("views",), each, f"the views of {of}", of, views[each])
            elif isinstance(views[each], dict):
                yield from self.record(View, views[each], ("views", each), each, of)
            elif views[each] is not None:
                yield self._bad(("views", each), each, of, views[each])
        if not isinstance(data.get("views"), dict | None):
            yield self._bad(("views",), of, "", data["views"])

    def _bad(self, route: Route, about: str, part: str, value: Any) -> Unusable:
        key, shown = next((step for step in reversed(route) if isinstance(step, str)), ""), _shown(value)
        whose = f"{about} ({part})" if part else about
        why = f"`{key}` of {whose} cannot be read: `{shown}`" if whose else f"`{key}` cannot be read: `{shown}`"
        return Unusable(self.document.location(route), about, part, key, shown, why)

    def _unknown_key(self, route: Route, key: object, about: str, part: str, value: Any) -> Unusable:
        where = self.document.location((*route, str(key)), key=True)
        why = f"the key `{_shown(key)}` in {about} is not known, so what it says is not read"
        return Unusable(where, about, part, "", f"{_shown(key)}: {_shown(value)}", why)


@cache
def _by_key(kind: type) -> Mapping[str, tuple[Field, ...]]:
    """The fields of a kind of record by the first key of the way to each."""
    found: dict[str, tuple[Field, ...]] = {}
    for field in fields.of(kind):
        if field.route:
            found[field.route[0]] = (*found.get(field.route[0], ()), field)
    return found


def _shown(value: Any) -> str:
    told = " ".join(written({"": value}, "").split())
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"
