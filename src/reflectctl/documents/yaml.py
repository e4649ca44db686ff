"""YAML text in, plain values and the span of every key and value out.

Reads the *events* of libyaml (of PyYAML's own parser where libyaml is missing) and builds the values itself: loaders
that compose in C crash on deep nesting, and those that construct lose the places. What comes out is what YAML 1.2's
core schema says, except that dates stay text. Aliases, tags, merge keys, directives, further documents, duplicate keys
and keys that are not text are findings. Knows nothing of partnerships.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from ..model.diagnostics import Diagnostic
from ..model.places import Location

MOST_DEEP = 64
MOST_NODES = 100_000

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


# Without the call of a named tuple's own `__new__`, which costs as much again as the tuple.
_new = tuple.__new__


class Reading(NamedTuple):
    """What YAML text says; `marks` is None when it could not be read, or is empty."""

    data: Any
    marks: Marks | None
    found: list[Diagnostic]


class _Refused(Exception):
    """The text holds something that makes the whole of it unusable."""

    def __init__(self, rule: str, mark: Mark, message: str, hint: str = "") -> None:
        self.rule, self.mark, self.message, self.hint = rule, mark, message, hint


def read(path: str, text: str) -> Reading:
    """The value of YAML text with its marks, and what was found wrong; empty text reads as None."""
    found: list[Diagnostic] = []

    def tell(rule: str, mark: Mark, message: str, hint: str = "") -> None:
        location = Location(path, mark.line + 1, mark.column + 1)
        found.append(Diagnostic(location, "error", rule, message, hint))

    try:
        data, marks = _Builder(_events(text), tell).document()
        return Reading(data, marks, found)
    except _Refused as refused:
        tell(refused.rule, refused.mark, refused.message, refused.hint)
    except yaml.MarkedYAMLError as error:
        mark, message, hint = _explain(error, text)
        tell("yaml-syntax", mark, message, hint)
    except yaml.YAMLError as error:
        found.append(Diagnostic(Location(path, 1, 1), "error", "yaml-syntax", f"This is not YAML: {error}."))
    return Reading(None, None, found)


try:
    from yaml._yaml import CParser  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def _events(text: str) -> Callable[[], Any]:
        return CParser(text).get_event  # type: ignore[no-any-return, unused-ignore]

except ImportError:  # pragma: no cover - depends on how PyYAML was built; the tests call `python_events` itself

    def _events(text: str) -> Callable[[], Any]:
        return python_events(text)


def python_events(text: str) -> Callable[[], Any]:
    """The events of a text from PyYAML's own parser, for where libyaml is missing."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class Events(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

    return Events(text).get_event  # type: ignore[no-any-return, no-untyped-call, unused-ignore]


class _Builder:
    """Builds values out of events, one after the other, refusing what is not wanted before it is built."""

    __slots__ = ("event", "nodes", "tell")

    def __init__(self, event: Callable[[], Any], tell: Callable[..., None]) -> None:
        self.event = event
        self.tell = tell
        self.nodes = 0

    def document(self) -> tuple[Any, Marks | None]:
        self.event()  # the stream's start
        event = self.event()
        if type(event) is StreamEndEvent:
            return None, None
        if type(event) is DocumentStartEvent and (event.version or event.tags):
            raise _Refused("yaml-feature", event.start_mark, "A YAML directive (a line beginning with %) stands here.",
                           "Delete it; these files are always YAML 1.2.")  # fmt: skip
        first = self.event()
        value = self.node(first, 0)
        event = self.event()
        while type(event) is DocumentEndEvent:
            event = self.event()
        if type(event) is DocumentStartEvent:
            raise _Refused("yaml-feature", event.start_mark, "A second YAML document begins here; one was expected.",
                           "Delete the line of three dashes, or move what follows into a file of its own.")  # fmt: skip
        return value

    def node(self, event: Any, depth: int) -> tuple[Any, Marks]:
        kind = type(event)
        self.nodes += 1
        if kind is AliasEvent:
            raise _Refused("yaml-feature", event.start_mark, f"An alias (*{_cut(event.anchor)}) stands here.",
                           "Write the value itself; or, if text was meant that begins with *, quote it.")  # fmt: skip
        if event.anchor is not None:
            raise _Refused("yaml-feature", event.start_mark, f"An anchor (&{_cut(event.anchor)}) stands here.",
                           "Delete it; or, if text was meant that begins with &, put it in quotes.")  # fmt: skip
        if event.tag is not None:
            raise _Refused("yaml-feature", event.start_mark, f"A tag ({_cut(event.tag)}) stands here.",
                           "Delete it; or, if text was meant that begins with !, put it in quotes.")  # fmt: skip
        if self.nodes > MOST_NODES or (depth >= MOST_DEEP and kind is not ScalarEvent):
            raise _Refused("yaml-feature", event.start_mark, "This is nested deeper, or is longer, than any record.",
                           f"At most {MOST_DEEP} levels and {MOST_NODES:,} values are read in one file.")  # fmt: skip
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
                self.tell("duplicate-key", event.start_mark,
                          f"The key `{_cut(key)}` stands twice here; the first is on line {keys[key].line + 1}.",
                          "Keep one of the two: most programs would silently drop the other.")  # fmt: skip
                continue
            data[key], keys[key], inside[key] = value, event.start_mark, marks

    def key(self, event: Any) -> str:
        if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
            raise _Refused("yaml-feature", event.start_mark, "A key that is not plain text stands here.",
                           "A key is one word, followed by a colon.")  # fmt: skip
        key: str = event.value
        if not event.style:
            if key == "<<":
                raise _Refused("yaml-feature", event.start_mark, "A merge key (<<) stands here.",
                               "Write out the keys and values that were meant.")  # fmt: skip
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


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark, str, str]:
    """Where a person went wrong, what they did, and what to do: libyaml's words are for those who write parsers."""
    problem = str(error.problem or "")
    mark = error.problem_mark or error.context_mark
    if mark is None:
        mark = yaml.Mark("", 0, 0, 0, None, 0)
    began = error.context_mark
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent and mark.column <= len(indent):
        where = yaml.Mark("", mark.index, mark.line, indent.index("\t"), None, 0)
        return where, "A tab is used for indentation here; YAML takes spaces only.", "Replace the tab with two spaces."
    if "%" in line[:1] and "directive" in problem:
        where = yaml.Mark("", mark.index - mark.column, mark.line, 0, None, 0)
        return where, "A line that begins with % stands here.", "Put the text in quotes, or delete the line."
    if "escape" in problem or "hexdecimal" in problem:
        return mark, "A backslash stands here, inside double quotes, before something that it does not go with.", \
            "Write the backslash twice, or use single quotes."  # fmt: skip
    if "quoted scalar" in str(error.context or "") and began is not None:
        return began, "A quotation mark is opened here and never closed.", "Close it on the same line."
    if "did not find expected key" in problem or ("block end" in problem and "mapping" in str(error.context or "")):
        before = line[: mark.column].rstrip()
        if before.endswith(('"', "'")):
            return mark, "Text stands here after the closing quotation mark.", \
                "Put quotes around the whole of it; a quote inside single quotes is written twice ('')."  # fmt: skip
        return mark, "This line does not line up with the lines above it.", \
            "Indent it as far as the other keys of the same block."  # fmt: skip
    if "expected <document start>" in problem:
        return (
            mark,
            "This line does not line up with the lines above it.",
            "Begin every top-level key in the first column.",
        )
    if "block sequence entries are not allowed" in problem:
        return mark, "A list's dash stands on the same line as its key.", "Begin the list on the next line."
    if "block scalar" in str(error.context or ""):
        return (
            mark,
            "Text stands right after the sign | or > that announces it.",
            "Begin the text on the next line, indented.",
        )
    if "block collection" in str(error.context or "") or "block sequence" in str(error.context or ""):
        return (
            mark,
            "This line does not line up with the list it stands in.",
            "Indent it as far as the list's other dashes.",
        )
    if "mapping values are not allowed" in problem:
        return (
            mark,
            "A colon stands where no key and value can begin.",
            "Put the text in quotes if the colon belongs to it; or look at the indentation here and above.",
        )
    if "could not find expected ':'" in problem:
        at = began or mark
        return at, "A line stands here that is neither a key with its colon nor part of a text.", \
            "Add the colon, or indent the line so that it belongs to the text above."  # fmt: skip
    if "cannot start any token" in problem or "expected node content" in problem:
        sign = line[mark.column : mark.column + 1]
        return mark, f"The character {sign} cannot begin a value.", "Put the whole text in quotes."
    if "flow" in str(error.context or "") and began is not None:
        sign = lines[began.line][began.column : began.column + 1] if began.line < len(lines) else "["
        return began, f"A {sign} is opened here and never closed properly.", "Close it, with commas between the values."
    told = "; ".join(part for part in (str(error.context or ""), problem) if part)
    return mark, f"This is not YAML: {told}.", "Look at the indentation and the quotation marks near here."
