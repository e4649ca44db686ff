"""One file of a partnership in, the same as sentences out: one fact a line, for `git diff` to compare.

Nothing that the file says is left out: what has no sentence of its own is told by its title in the catalogue of
fields, and what is not known there by its key. Titles come from the
partnership around, where there is one; else things are called by their ids.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..documents import conflicts
from ..documents.document import Document, read_document
from ..model import fields
from ..model.fields import Field
from ..model.records import (
    Action,
    Agency,
    Assessment,
    Discussion,
    EarlierRating,
    Group,
    Heard,
    Meeting,
    Partnership,
    Plan,
    Preliminary,
    Progress,
    Record,
    Source,
    View,
    Views,
)
from ..tell import prose
from ..tell.fields import called
from .escape import line

Lines = Iterator[str]

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-Z0-9À-Þ])")
_GOES_ON = re.compile(r"(?:\A\d+|(?:\A|\W)(?:[A-Za-z]|e\.g|i\.e|cf|no|vs|etc|Dr|Mr|Mrs|Ms|St|Prof|Rev))\.\Z")
"""A full stop that ends a list's number, an initial or a short form, and no sentence."""

_SHORT = 8
"""Characters that are looked at for a short form."""

_ASIDE = re.compile(r"(?<![^\s])#[ \t]*reflectctl:[ \t]*(?P<said>[^\r\n]*)")


def document(name: str, raw: bytes, partnership: Partnership) -> str:
    """What a file says; its own text where it cannot be read. Its kind is told by its keys, as git gives no path.

    Where it holds conflicts, both sides are told, with marks round the sentences that differ.
    """
    told = _document(name, raw, partnership)
    if told is None and b"<<<<<<<" in raw:
        ours, theirs = (
            _document(name, side.encode("utf-8"), partnership)
            for side in conflicts.sides(raw.decode("utf-8", "replace").replace("\r\n", "\n"))
        )
        if ours is not None and theirs is not None:
            return _in_conflict(ours, theirs)
    return as_it_is(raw) if told is None else told


def _in_conflict(ours: str, theirs: str) -> str:
    """What two sides say: once what is the same, and the rest between marks."""
    from difflib import SequenceMatcher

    one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    text = ""
    for what, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left, right = "".join(one[i1:i2]), "".join(other[j1:j2])
        text += left if what == "equal" else conflicts.Marks().conflict(left, right)
    return text


def _document(name: str, raw: bytes, partnership: Partnership) -> str | None:
    """What a file says; None where it cannot be read."""
    read = _read(name, raw)
    kind = _kind(read) if read is not None else None
    if read is None or kind is None:
        return None
    lines = list(_KINDS[kind](_Facts(read.data, kind), read.body, partnership))
    lines += [f"Set aside: {found['said'].strip()}" for found in _ASIDE.finditer(read.text)]
    return "".join(line(each) + "\n" for each in lines)


def as_it_is(raw: bytes) -> str:
    """A file's own text, with anything that a terminal would act on shown escaped; tabs stay."""
    lines = raw.decode("utf-8", "backslashreplace").replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(map(line, each.split("\t"))) for each in lines)


def _read(name: str, raw: bytes) -> Document | None:
    """The file, read by what its name or its first line says it is; None when it cannot be, or says nothing."""
    markdown = name.endswith(".md") or (not name.endswith(".yaml") and raw.startswith((b"---", b"\xef\xbb\xbf---")))
    read = read_document("file.md" if markdown else "file.yaml", raw)
    return read if isinstance(read.data, dict) and not read.found else None


def _kind(read: Document) -> type | None:
    data, markdown = read.data, read.path.endswith(".md")
    if not markdown and isinstance(data.get("principle"), str):
        return Record
    if not markdown and isinstance(data.get("of"), str) and "views" in data:
        return Views
    if not markdown and "agencies" in data and "name" in data:
        return Partnership
    if markdown and isinstance(data.get("id"), str) and "date" in data:
        return Meeting
    return Preliminary if markdown and {"discussed", "goal", "commitment", "readiness"} & set(data) else None


class _Facts:
    """What a mapping says, taken out key by key, so that what nobody asked for can be told at the end."""

    def __init__(self, data: Mapping[str, Any], kind: type | None = None) -> None:
        self._left = dict(data)
        self._fields = [field for field in fields.of(kind) if len(field.route) == 1] if kind else []

    def text(self, key: str) -> str:
        """A text; empty when there is none."""
        return str(self._left.pop(key)).strip() if isinstance(self._left.get(key), str) else ""

    def flag(self, key: str) -> bool:
        """Whether a key says true."""
        return bool(self._left.pop(key)) if self._left.get(key) is True else False

    def facts(self, key: str, kind: type | None = None) -> "_Facts | None":
        """A mapping: a record of a kind, or records by their keys."""
        return _Facts(self._left.pop(key), kind) if isinstance(self._left.get(key), dict) else None

    def each(self, key: str, kind: type) -> list["_Facts"]:
        """A list of records of a kind; nothing is taken out when anything else is among them."""
        return [_Facts(each, kind) for each in self._list(key, dict)]

    def texts(self, key: str) -> list[str]:
        """A list of texts; nothing is taken out when anything else is among them."""
        return [each.strip() for each in self._list(key, str)]

    def _list(self, key: str, kind: type) -> list[Any]:
        value = self._left.get(key)
        if isinstance(value, list) and all(isinstance(each, kind) for each in value):
            return list(self._left.pop(key))
        return []

    def keys(self, kind: Any, order: Sequence[str]) -> list[str]:
        """The keys that hold values of a kind: in the order given, then as they come."""
        held = [key for key, value in self._left.items() if isinstance(value, kind)]
        return [key for key in order if key in held] + [key for key in held if key not in order]

    def titled(self, depth: int, partnership: Partnership) -> Lines:
        """Every field that is left and that its title tells, in the order of the catalogue."""
        for field in self._fields:
            yield from self._titled(field, depth, partnership)

    def _titled(self, field: Field, depth: int, partnership: Partnership) -> Lines:
        key = field.route[0]
        if field.holds == fields.FLAG:
            return _named(field.title, "yes" if self.flag(key) else "", depth)
        if field.holds == fields.IDS:
            return _named(
                field.title, prose.listed([called(field, each, partnership) for each in self.texts(key)]), depth
            )
        if field.holds not in _TITLED:
            return iter(())
        return _TITLED[field.holds](field, self.text(key), depth, partnership)

    def rest(self, depth: int) -> Lines:
        """Everything that is left, by its keys. An empty value says nothing."""
        for key, value in self._left.items():
            if value not in (None, "", [], {}):
                yield from _told(f"{key}:", value, depth)


def _told(label: str, value: Any, depth: int) -> Lines:
    if isinstance(value, dict | list):
        yield _in(depth) + label
        for key, each in value.items() if isinstance(value, dict) else (("", each) for each in value):
            yield from _told(f"{key}:" if isinstance(value, dict) else "-", each, depth + 1)
    else:
        told = "empty" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        yield from _prose(f"{label} ", told, depth, otherwise="empty")


def _principle(facts: _Facts, _: str, partnership: Partnership) -> Lines:
    instrument = partnership.instrument
    principle = facts.text("principle")
    title = prose.principle_name(principle, instrument)
    yield title if title == principle else f"{title} ({principle})"
    yield from facts.titled(1, partnership)
    assessments = facts.facts("assessments")
    if assessments is not None:
        for dimension in assessments.keys(dict, [each.id for each in instrument.dimensions]):
            said = assessments.facts(dimension, Assessment)
            if said is not None:
                name = prose.dimension_name(dimension, instrument)
                yield from _assessment(f"{title}, {name}", said, partnership)
        yield from assessments.rest(1)
    plans = facts.facts("making_progress")
    if plans is not None:
        for horizon in plans.keys(dict, [each.id for each in instrument.horizons]):
            said = plans.facts(horizon, Plan)
            if said is not None:
                found = instrument.horizon(horizon)
                name = found.title if found and found.title else horizon
                yield from _plan(f"{title}, Making Progress, {name}", said, partnership)
        yield from plans.rest(1)
    yield from facts.rest(0)


def _assessment(name: str, facts: _Facts, partnership: Partnership) -> Lines:
    instrument = partnership.instrument
    yield f"{name}: {_rated(facts, partnership)}"
    yield from facts.titled(1, partnership)
    for earlier in facts.each("earlier", EarlierRating):
        yield f"{_in(1)}Earlier: {_rated(earlier, partnership)}"
        yield from earlier.titled(2, partnership)
        yield from earlier.rest(2)
    for source in facts.each("sources", Source):
        yield from _prose("Source: ", source.text("what"), 1, otherwise="not named")
        yield from source.titled(2, partnership)
        yield from source.rest(2)
    reflections = facts.facts("reflections")
    if reflections is not None:
        for prompt in reflections.keys(str | list, [each.id for each in instrument.prompts]):
            found = instrument.prompt(prompt)
            title = found.title if found and found.title else prompt
            if note := reflections.text(prompt):
                yield f"{_in(1)}{title}:"
                yield from _points(note, 2)
            for said in reflections.each(prompt, Discussion):
                yield from _discussion(title, said)
        yield from reflections.rest(1)
    yield from facts.rest(1)


def _rated(facts: _Facts, partnership: Partnership) -> str:
    """A rating, and when and where it was agreed."""
    agreed, meeting = facts.text("agreed"), facts.text("meeting")
    when = " ".join(
        each for each in (f"on {_day(agreed)}" if agreed else "", f"at {meeting}" if meeting else "") if each
    )
    rating = _label(facts.text("rating"), partnership, "not yet rated")
    return rating + (f", agreed {when}." if when else ".")


def _views(facts: _Facts, _: str, partnership: Partnership) -> Lines:
    instrument = partnership.instrument
    who = _agency(facts.text("of"), partnership)
    yield f"Views of {who}"
    views = facts.facts("views")
    if views is not None:
        for id in views.keys(dict, [each.id for each in instrument.statements]):
            view = views.facts(id, View)
            if view is not None:
                principle, _, dimension = id.rpartition(".")
                name = f"{prose.principle_name(principle, instrument)}, {prose.dimension_name(dimension, instrument)}"
                yield f"{name}: {_label(view.text('rating'), partnership, 'could not say')}."
                yield from view.titled(1, partnership)
                yield from view.rest(1)
        yield from views.rest(1)
    yield from facts.rest(0)


def _discussion(title: str, said: _Facts) -> Lines:
    day, meeting = said.text("dated"), said.text("meeting")
    when = " ".join(each for each in (f"on {_day(day)}" if day else "", f"at {meeting}" if meeting else "") if each)
    yield f"{_in(1)}{title}, {when}:" if when else f"{_in(1)}{title}:"
    yield from _points(said.text("points"), 2)
    yield from said.rest(2)


def _plan(name: str, facts: _Facts, partnership: Partnership) -> Lines:
    yield f"{name}:"
    yield from facts.titled(1, partnership)
    for action in facts.each("actions", Action):
        yield from _prose(f"Action {action.text('id')}: ", action.text("action"), 1, otherwise="not worded")
        for noted in action.each("progress", Progress):
            day, words = noted.text("dated"), noted.text("note")
            yield from _prose(f"On the way, {_day(day)}: " if day else "On the way: ", words, 2, otherwise="not worded")
            yield from noted.titled(3, partnership)
            yield from noted.rest(3)
        yield from action.titled(2, partnership)
        yield from action.rest(2)
    yield from facts.rest(1)


def _meeting(facts: _Facts, notes: str, partnership: Partnership) -> Lines:
    yield f"{prose.flat(facts.text('title')) or 'Meeting'} ({facts.text('id')})"
    yield from _on("Held", facts.text("date"), 1)
    for principle in facts.texts("principles"):
        yield from _named("Discussed", prose.principle_name(principle, partnership.instrument), 1)
    for key in ("present", "absent"):
        for agency in facts.texts(key):
            yield from _named(key.capitalize(), _agency(agency, partnership), 1)
    for heard in facts.each("heard", Heard):
        day = heard.text("dated")
        yield from _named(f"Heard on {_day(day)}" if day else "Heard", heard.text("who") or "not named", 1)
        yield from _prose("", heard.text("how"), 2)
        yield from heard.titled(2, partnership)
        yield from heard.rest(2)
    yield from facts.titled(1, partnership)
    yield from facts.rest(1)
    yield from _notes(notes)


def _preliminary(facts: _Facts, notes: str, partnership: Partnership) -> Lines:
    yield "Preliminary discussion"
    yield from facts.titled(1, partnership)
    readiness = facts.facts("readiness", Plan)
    if readiness is not None:
        yield from _plan("Readiness plan", readiness, partnership)
    yield from facts.rest(1)
    yield from _notes(notes)


def _partnership(facts: _Facts, _: str, partnership: Partnership) -> Lines:
    yield prose.flat(facts.text("name"))
    yield from facts.titled(1, partnership)
    for agency in facts.each("agencies", Agency):
        name = prose.flat(agency.text("name"))
        yield f"Agency {agency.text('id')}" + (f": {prose.sentence(name)}" if name else "")
        if agency.flag("statutory"):
            yield f"{_in(1)}A statutory partner."
        yield from agency.titled(1, partnership)
        yield from agency.rest(1)
    for group in facts.each("groups", Group):
        name = prose.flat(group.text("name"))
        yield f"Group {group.text('id')}" + (f": {prose.sentence(name)}" if name else "")
        yield from _named("Kind", group.text("kind") or "not said", 1)
        yield from group.titled(1, partnership)
        yield from group.rest(1)
    yield from facts.rest(0)


_KINDS: Mapping[type, Callable[[_Facts, str, Partnership], Lines]] = {
    Record: _principle,
    Meeting: _meeting,
    Preliminary: _preliminary,
    Partnership: _partnership,
    Views: _views,
}


def _notes(notes: str) -> Lines:
    if notes.strip():
        yield "Notes:"
        yield from _points(notes, 1)


def _points(text: str, depth: int) -> Lines:
    for point in prose.points(text):
        yield from _prose("", point, depth)


def _named(what: str, text: str, depth: int) -> Lines:
    if text:
        yield f"{_in(depth)}{what}: {prose.flat(text)}."


def _on(what: str, day: str, depth: int) -> Lines:
    if day:
        yield f"{_in(depth)}{what} on {_day(day)}."


_TITLED: Mapping[str, Callable[[Field, str, int, Partnership], Lines]] = {
    fields.TEXT: lambda field, text, depth, _: _named(field.title, text, depth),
    fields.PROSE: lambda field, text, depth, _: _prose(f"{field.title}: ", text, depth),
    fields.LINK: lambda field, text, depth, _: _prose(f"{field.title}: ", text, depth),
    fields.DAY: lambda field, text, depth, _: _on(field.title, text, depth),
    fields.PERIOD: lambda field, text, depth, _: _named(field.title, _day(text), depth),
    fields.DUE: lambda field, text, depth, _: (_on if text.count("-") == 2 else _named)(
        field.title, text if text.count("-") == 2 else _day(text), depth
    ),
    fields.CHOICE: lambda field, text, depth, _: _named(field.title, text.replace("-", " "), depth),
    fields.RATING: lambda field, text, depth, around: _named(field.title, _label(text, around, ""), depth),
    fields.ID: lambda field, text, depth, around: _named(
        field.title, called(field, text, around) if text else "", depth
    ),
}
"""How what its title tells is told, by what it holds."""


def _prose(before: str, text: str, depth: int, *, otherwise: str = "") -> Lines:
    """A text under its name, one sentence a line, those after the first a step further in."""
    told = prose.flat(text) or otherwise
    if not told:
        return
    first, *others = _sentences(told)
    yield _in(depth) + before + first
    yield from (_in(depth + 1) + each for each in others)


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _GOES_ON.search(text[max(start, end.start() - _SHORT) : end.start()]):
            found.append(text[start : end.end()].rstrip())
            start = end.end()
    return [*found, text[start:]]


def _label(rating: str, partnership: Partnership, otherwise: str) -> str:
    if not rating:
        return otherwise
    label = partnership.instrument.label(rating)
    return label[:1].lower() + label[1:]


def _agency(id: str, partnership: Partnership) -> str:
    return prose.flat(partnership.agency_name(id)) or "nobody"


def _day(text: str) -> str:
    """A day as people write it; as it is written, when the calendar does not have it."""
    try:
        # A week of the year, 2026-W10-1, is a date to Python too.
        return prose.day(date.fromisoformat(text)) if len(text) == 10 and text[7] == "-" else text
    except ValueError:
        return text


def _in(depth: int) -> str:
    return "  " * depth
