"""YAML text in, plain values and the span of every key and value out.

Reads the *events* of libyaml (of PyYAML's own parser where libyaml is missing) and builds the values itself: loaders
that compose in C crash on deep nesting, and those that construct lose the places. What comes out is what YAML 1.2's
core schema says, except that dates stay text. Aliases, tags, merge keys, directives, further documents, duplicate keys
and keys that are not text are findings. Knows nothing of partnerships.
"""

from collections.abc import Callable
from typing import Any

from ..model.findings import Finding
from ..model.locations import Location
from ..model.named_tuples import NamedTuple
from .libyaml import YAMLError, events
from .libyaml import parser as _parser

AliasEvent = events.AliasEvent
DocumentEndEvent = events.DocumentEndEvent
DocumentStartEvent = events.DocumentStartEvent
MappingEndEvent = events.MappingEndEvent
MappingStartEvent = events.MappingStartEvent
ScalarEvent = events.ScalarEvent
SequenceEndEvent = events.SequenceEndEvent
StreamEndEvent = events.StreamEndEvent

MOST_DEEP = 64
MOST_NODES = 100_000
TOO_DEEP = (
    "This is nested deeper, or is longer, than any record.",
    f"At most {MOST_DEEP} levels and {MOST_NODES:,} values are read in one file.",
)

Mark = Any
"""A place in the text as the parser tells it: index, line and column, all from 0."""


class Marks(NamedTuple):
    """Where a value begins and ends, where its keys stand, and the marks of what it holds."""

    start: Mark
    end: Mark
    keys: dict[str, Mark] | None = None
    """For a mapping: where each key begins."""
    inside: Any = ()
    """For a mapping, marks by key; for a list, marks in order."""
    style: str | None = None
    """For a scalar: None when plain, else its quote or block indicator. For a collection: `flow` or `block`."""


_Pair = tuple[str, Mark, Any, Marks]

# Without the call of a named tuple's own `__new__`, which costs as much again as the tuple.
_new = tuple.__new__


class Reading(NamedTuple):
    """What YAML text says; `marks` is None when it could not be read, or is empty."""

    data: Any
    marks: Marks | None
    found: list[Finding]


class _Refused(Exception):
    """The text holds something that makes the whole of it unusable."""

    def __init__(self, rule: str, mark: Mark, message: str, hint: str = "") -> None:
        self.rule, self.mark, self.message, self.hint = rule, mark, message, hint


def read(path: str, text: str) -> Reading:
    """The value of YAML text with its marks, and what was found wrong; empty text reads as None."""
    found: list[Finding] = []

    def tell(rule: str, mark: Mark, message: str, hint: str = "") -> None:
        location = Location(path, mark.line + 1, mark.column + 1)
        found.append(Finding(location, "error", rule, message, hint))

    try:
        data, marks = _Builder(_parser(text).get_event, tell).document()
        return Reading(data, marks, found)
    except _Refused as refused:
        tell(refused.rule, refused.mark, refused.message, refused.hint)
    except YAMLError as error:
        if "nesting depth" in str(error):
            # Looking ahead for a key, the parser gave up before the builder did.
            tell("yaml-feature", error.problem_mark, *TOO_DEEP)  # type: ignore[attr-defined]
            return Reading(None, None, found)
        from .yaml_errors import explain

        line, column, message, hint = explain(error, text, _parser(text).get_token)
        found.append(Finding(Location(path, line + 1, column + 1), "error", "yaml-syntax", message, hint))
    return Reading(None, None, found)


class Unusual(Exception):
    """The text holds something that `read` looks at more closely."""


def values(text: str) -> Any:
    """The value of YAML text that holds nothing unwanted, and nothing else: `read` in a third less time.

    Raises `Unusual` for whatever `read` would have something to say about.
    """
    if len(text) > MOST_NODES:
        raise Unusual  # a text that is no longer has no more values than it may have
    try:
        take = _parser(text).get_event
        take()  # the stream's start
        event = take()
        if type(event) is StreamEndEvent:
            return None
        if event.version or event.tags:
            raise Unusual
        value = _value(take, take(), 0)
        if type(take()) is not DocumentEndEvent or type(take()) is not StreamEndEvent:
            raise Unusual
        return value
    except YAMLError:
        raise Unusual from None


def _value(take: Callable[[], Any], event: Any, depth: int) -> Any:
    kind = type(event)
    if kind is AliasEvent or event.anchor is not None or event.tag is not None:
        raise Unusual
    if kind is ScalarEvent:
        value = event.value
        return _resolve(value) if not event.style and (not value or value[0] in _SPECIAL) else value
    if depth >= MOST_DEEP:
        raise Unusual
    if kind is MappingStartEvent:
        data: dict[str, Any] = {}
        while True:
            event = take()
            if type(event) is MappingEndEvent:
                return data
            if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
                raise Unusual
            key: str = event.value
            if key in data or (not event.style and (not key or key == "<<")):
                raise Unusual
            if key[:1] in _SPECIAL and not event.style and type(_resolve(key)) is not str:
                raise Unusual
            below = take()
            if type(below) is ScalarEvent and below.style and below.anchor is None and below.tag is None:
                data[key] = below.value
            else:
                data[key] = _value(take, below, depth + 1)
    items: list[Any] = []
    while True:
        event = take()
        if type(event) is SequenceEndEvent:
            return items
        items.append(_value(take, event, depth + 1))


class _Builder:
    """Builds values out of events, one after the other, refusing what is not wanted before it is built."""

    __slots__ = ("event", "nodes", "parts", "tell")

    def __init__(self, event: Callable[[], Any], tell: Callable[..., None]) -> None:
        self.event = event
        self.tell = tell
        self.nodes = 0
        self.parts: dict[int, list[tuple[dict[str, Any], Marks]]] = {}
        """By a mapping's identity, the entries of a list that it is and that follow it without a dash of their own."""

    def document(self) -> tuple[Any, Marks | None]:
        self.event()  # the stream's start
        event = self.event()
        if type(event) is StreamEndEvent:
            return None, None
        if type(event) is DocumentStartEvent and (event.version or event.tags):
            raise _Refused(
                "yaml-feature",
                event.start_mark,
                "A line that begins with % stands here; YAML takes it for an instruction.",
                "Delete it; or, if text was meant that begins with %, put it in quotes.",
            )
        first = self.event()
        value = self.node(first, 0)
        event = self.event()
        while type(event) is DocumentEndEvent:
            event = self.event()
        if type(event) is DocumentStartEvent:
            raise _Refused(
                "yaml-feature",
                event.start_mark,
                "A line of three dashes stands here, and begins a second document; one was expected.",
                "Delete the line of dashes, or move what follows into a file of its own.",
            )
        if self.parts:
            self.part(*value)
        return value

    def part(self, data: Any, marks: Marks) -> None:
        """Put the entries that had no dash into the lists that they belong to."""
        if isinstance(data, list):
            for at in range(len(data) - 1, -1, -1):
                parts = self.parts.get(id(data[at]))
                if parts:
                    data[at : at + 1] = [each for each, _ in parts]
                    marks.inside[at : at + 1] = [each for _, each in parts]
        for step in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
            self.part(data[step], marks.inside[step])

    def node(self, event: Any, depth: int) -> tuple[Any, Marks]:
        kind = type(event)
        self.nodes += 1
        if kind is AliasEvent:
            raise _Refused(
                "yaml-feature",
                event.start_mark,
                f"`*{_cut(event.anchor)}` stands here, which YAML takes for a reference to another place.",
                "Write the value itself; or, if text was meant that begins with *, put it in quotes.",
            )
        if event.anchor is not None:
            raise _Refused(
                "yaml-feature",
                event.start_mark,
                f"`&{_cut(event.anchor)}` stands here, which YAML takes for a name for this place.",
                "Delete it; or, if text was meant that begins with &, put it in quotes.",
            )
        if event.tag is not None:
            raise _Refused(
                "yaml-feature",
                event.start_mark,
                f"`{_tag(event.tag)}` stands here, which YAML takes for the name of a type.",
                "Delete it; or, if text was meant that begins with !, put it in quotes.",
            )
        if self.nodes > MOST_NODES or (depth >= MOST_DEEP and kind is not ScalarEvent):
            raise _Refused("yaml-feature", event.start_mark, *TOO_DEEP)
        if kind is ScalarEvent:
            style = event.style
            value = event.value
            if not style and (not value or value[0] in _SPECIAL):
                value = _resolve(value)
            return value, _new(Marks, (event.start_mark, event.end_mark, None, (), style or None))
        style = "flow" if event.flow_style else "block"
        if kind is MappingStartEvent:
            return self.mapping(event.start_mark, style, depth + 1)
        return self.sequence(event.start_mark, style, depth + 1)

    def mapping(self, start: Mark, style: str, depth: int) -> tuple[dict[str, Any], Marks]:
        data: dict[str, Any] = {}
        keys: dict[str, Mark] = {}
        inside: dict[str, Marks] = {}
        take = self.event
        while True:
            event = take()
            if type(event) is MappingEndEvent:
                return data, Marks(start, event.end_mark, keys, inside, style)
            key = self.key(event)
            below = take()
            if type(below) is ScalarEvent and below.style and below.anchor is None and below.tag is None:
                # Most of what is read is text in quotes and blocks: it is what it is, and needs no second look.
                self.nodes += 1
                value, marks = below.value, _new(Marks, (below.start_mark, below.end_mark, None, (), below.style))
            else:
                value, marks = self.node(below, depth)
            if key in data:
                made = Marks(start, event.end_mark, keys, inside, style)
                return self.repeated(data, made, depth, (key, event.start_mark, value, marks))
            data[key], keys[key], inside[key] = value, event.start_mark, marks

    def repeated(self, data: dict[str, Any], made: Marks, depth: int, first: _Pair) -> tuple[dict[str, Any], Marks]:
        """The rest of a mapping in which a key stands twice: what stands first counts.

        Keys repeated one after the other, beginning with the first key of the mapping, are an entry of a list whose
        dash is missing. It is told as one mistake and read as the entry that it was meant as.
        """
        pairs = [first]
        while True:
            event = self.event()
            if type(event) is MappingEndEvent:
                break
            pairs.append((self.key(event), event.start_mark, *self.node(self.event(), depth)))
        keys, inside = made.keys or {}, made.inside
        opening = next(iter(data))
        entry = len(data) > 1 and first[0] == opening and len(pairs) > 1 and pairs[1][0] in data
        parts = [(data, made)]
        known, told = 0, ""
        for key, mark, value, marks in pairs:
            if key in data and (key == told or known != len(data)):
                told, known = key, len(data)
                self.tell("duplicate-key", mark,
                          f"The key `{_cut(key)}` stands twice here; the first is on line {keys[key].line + 1}.",
                          "Keep one of the two; or, if a new entry of a list begins here, write a dash before it."
                          if entry and key == opening else
                          "Keep one of the two: most programs would silently drop the other.")  # fmt: skip
                if entry and key == opening:
                    keys, inside, data = {}, {}, {}
                    parts.append((data, Marks(mark, event.end_mark, keys, inside, made.style)))
                    known = -1
            if key not in data:
                data[key], keys[key], inside[key] = value, mark, marks
        whole, made = parts[0][0], parts[0][1]._replace(end=event.end_mark)
        if len(parts) > 1:
            self.parts[id(whole)] = parts
        return whole, made

    def key(self, event: Any) -> str:
        if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
            raise _Refused(
                "yaml-feature",
                event.start_mark,
                "What stands here as a key is not plain text.",
                "A key is one word, followed by a colon; put text in quotes if the colon belongs to it.",
            )
        key: str = event.value
        if not event.style:
            if key == "<<":
                raise _Refused(
                    "yaml-feature",
                    event.start_mark,
                    "`<<` stands here, which YAML takes for the keys of another place.",
                    "Write out the keys and values that were meant.",
                )
            if (not key or key[0] in _SPECIAL) and not isinstance(_resolve(key), str):
                raise _Refused("yaml-feature", event.start_mark, f"The key `{_cut(key)}` is not text.",
                               "Put it in quotes if it is meant as it stands.")  # fmt: skip
        return key

    def sequence(self, start: Mark, style: str, depth: int) -> tuple[list[Any], Marks]:
        data: list[Any] = []
        inside: list[Marks] = []
        while True:
            event = self.event()
            if type(event) is SequenceEndEvent:
                return data, Marks(start, event.end_mark, None, inside, style)
            value, marks = self.node(event, depth)
            data.append(value)
            inside.append(marks)


_SPECIAL = frozenset("~nNtTfF+-.0123456789")
"""How a plain scalar begins that may be anything but text."""

_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_DIGITS = frozenset("0123456789")
_MOST_DIGITS = 300


def resolved(plain: str) -> Any:
    """What a plain scalar is."""
    return _resolve(plain) if not plain or plain[0] in _SPECIAL else plain


def _resolve(plain: str) -> Any:
    """What a plain scalar is by YAML 1.2's core schema. Infinities, and numbers of absurd length, stay text."""
    if plain in _WORDS:
        return _WORDS[plain]
    if len(plain) > _MOST_DIGITS or plain[-1] not in _ENDS_A_NUMBER:
        return plain
    whole = plain[1:] if plain[0] in "+-" else plain
    if _DIGITS.issuperset(whole):
        return int(plain) if whole else plain
    return _other_number(plain)


_ENDS_A_NUMBER = frozenset("0123456789abcdefABCDEF.")


def _other_number(plain: str) -> Any:
    """A number that is not plain digits: in another base, or with a point or an exponent. Else the text."""
    import re

    if re.fullmatch(r"0o[0-7]+|0x[0-9a-fA-F]+", plain):
        return int(plain[2:], 8 if plain[1] == "o" else 16)
    if re.fullmatch(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", plain):
        number = float(plain)
        return number if number - number == 0 else plain
    return plain


def _tag(tag: str) -> str:
    """A tag as it was written."""
    return _cut("!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml.org,2002:") else tag)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
