"""A JSON Schema in, whether data is certainly valid by it out.

For the keywords that the program's own schemas use. Importing a validator costs more than a short command has to do,
and nearly every file is valid; so a validator is asked only where this says no: because the data is not valid, or
because that is not certain. Tests hold it against jsonschema-rs and jsonschema.
"""

import re
from collections.abc import Callable
from typing import Any

from ..patterns import regex
from .values import day

Check = Callable[[Any], bool]
"""Whether data is certainly valid."""

_SAYS_NOTHING = frozenset(
    {"$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default", "deprecated"}
    | {"enumDescriptions", "defaultSnippets"}
)
"""Keywords that nothing is checked by."""

_TYPES: dict[str, Check] = {
    "string": lambda data: type(data) is str,
    "null": lambda data: data is None,
    "boolean": lambda data: type(data) is bool,
    "integer": lambda data: type(data) is int,
    "number": lambda data: type(data) in (int, float),
    "object": lambda data: type(data) is dict,
    "array": lambda data: type(data) is list,
}


_PLAIN = frozenset((str, int, type(None)))
"""Kinds of values that are equal only to their own kind; for Python, true is 1, and 1.0 is too."""


class _Unknown(Exception):
    """A schema says something that is not known here."""


def compiled(schema: dict[str, Any]) -> Check:
    """What says of data whether it is certainly valid by a schema; never, where the schema says what is not known."""
    try:
        return _Compiler(schema).node(schema)
    except _Unknown:
        return lambda data: False


class _Compiler:
    """Makes a function of each node of a schema, once."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._named: dict[str, Check] = {}

    def node(self, node: Any) -> Check:
        """Whether data is valid by a node."""
        if node is True:
            return lambda data: True
        if not isinstance(node, dict):
            raise _Unknown
        checks: list[Check] = []
        for keyword, said in node.items():
            if keyword in _SAYS_NOTHING:
                continue
            make = _KEYWORDS.get(keyword)
            if make is None:
                raise _Unknown
            checks.append(make(self, said, node))
        return _every(checks)

    def reference(self, name: str) -> Check:
        """Whether data is valid by a named definition, which may hold itself."""
        if name in self._named:
            return self._named[name]
        at, _, key = name.rpartition("/")
        if at != "#/$defs" or key not in self._schema.get("$defs", {}):
            raise _Unknown
        made: list[Check] = []
        self._named[name] = lambda data: made[0](data)
        made.append(self.node(self._schema["$defs"][key]))
        self._named[name] = made[0]
        return made[0]


def _every(checks: list[Check]) -> Check:
    """Whether data is valid by all of some checks."""
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        one, two = checks
        return lambda data: one(data) and two(data)
    if len(checks) == 3:
        one, two, three = checks
        return lambda data: one(data) and two(data) and three(data)

    def every(data: Any) -> bool:
        for check in checks:  # noqa: SIM110 - a generator costs more than most checks
            if not check(data):
                return False
        return True

    return every


def _type(_: _Compiler, said: Any, __: Any) -> Check:
    names = [said] if isinstance(said, str) else said
    if not _TYPES.keys() >= set(names):
        raise _Unknown
    wanted = [_TYPES[each] for each in names]
    return wanted[0] if len(wanted) == 1 else lambda data: any(each(data) for each in wanted)


def _enum(_: _Compiler, said: Any, __: Any) -> Check:
    if not {*map(type, said)} <= _PLAIN:
        raise _Unknown
    known = frozenset(said)
    return lambda data: type(data) in _PLAIN and data in known


def _reference(compiler: _Compiler, said: Any, _: Any) -> Check:
    return compiler.reference(said)


def _all_of(compiler: _Compiler, said: Any, _: Any) -> Check:
    return _every([compiler.node(each) for each in said])


def _object(compiler: _Compiler, _: Any, node: Any) -> Check:
    """`properties`, `patternProperties` and `additionalProperties`, which say together what a mapping may hold."""
    known = {key: compiler.node(each) for key, each in node.get("properties", {}).items()}
    patterns = [(_pattern_of(key), compiler.node(each)) for key, each in node.get("patternProperties", {}).items()]
    others = node.get("additionalProperties", True)
    other = None if others is False else compiler.node(others)

    def check(data: Any) -> bool:
        if type(data) is not dict:
            return True
        for key, value in data.items():
            named = known.get(key)
            if named is not None and not named(value):
                return False
            matched = False
            for pattern, by_pattern in patterns:
                if pattern.search(key):
                    matched = True
                    if not by_pattern(value):
                        return False
            if named is None and not matched and (other is None or not other(value)):
                return False
        return True

    return check


def _beside(keyword: str) -> Callable[[_Compiler, Any, Any], Check]:
    """A keyword that is checked with `properties`, where there are some."""

    def make(compiler: _Compiler, said: Any, node: Any) -> Check:
        first = next(each for each in ("properties", "patternProperties", "additionalProperties") if each in node)
        return _object(compiler, said, node) if first == keyword else (lambda data: True)

    return make


def _required(_: _Compiler, said: Any, __: Any) -> Check:
    wanted = frozenset(said)
    return lambda data: type(data) is not dict or wanted <= data.keys()


def _items(compiler: _Compiler, said: Any, _: Any) -> Check:
    check = compiler.node(said)
    return lambda data: type(data) is not list or all(map(check, data))


def _unique(_: _Compiler, said: Any, __: Any) -> Check:
    if said is not True:
        raise _Unknown
    # Words alone are told apart as JSON has it; for all else a validator is asked.
    return lambda data: (
        type(data) is not list or (all(type(each) is str for each in data) and len(set(data)) == len(data))
    )


def _pattern_of(said: str) -> re.Pattern[str]:
    # A dollar sign is the end, where Python would let a line feed follow.
    inner = said.removesuffix("$")
    if "$" in inner or "\\" in inner.replace("\\s", ""):
        raise _Unknown
    return regex(inner + r"\Z" if inner != said else said)


def _pattern(_: _Compiler, said: Any, __: Any) -> Check:
    search = _pattern_of(said).search
    return lambda data: type(data) is not str or search(data) is not None


def _format(_: _Compiler, said: Any, __: Any) -> Check:
    if said != "date":
        return lambda data: type(data) is not str
    return lambda data: type(data) is not str or day({"day": data}, "day") is not None


Keyword = Callable[[_Compiler, Any, Any], Check]
"""Makes a function of a keyword: what it says, and the node that it stands in."""


def _length(holds: Callable[[int, int], bool], kind: type[str] | type[list[Any]]) -> Keyword:
    def make(_: _Compiler, said: Any, __: Any) -> Check:
        return lambda data: type(data) is not kind or holds(len(data), said)

    return make


def _bound(holds: Callable[[Any, Any], bool]) -> Keyword:
    def make(_: _Compiler, said: Any, __: Any) -> Check:
        return lambda data: type(data) not in (int, float) or holds(data, said)

    return make


def _at_most(one: Any, other: Any) -> bool:
    return bool(one <= other)


def _at_least(one: Any, other: Any) -> bool:
    return bool(one >= other)


_KEYWORDS: dict[str, Keyword] = {
    "type": _type,
    "enum": _enum,
    "$ref": _reference,
    "allOf": _all_of,
    "properties": _beside("properties"),
    "patternProperties": _beside("patternProperties"),
    "additionalProperties": _beside("additionalProperties"),
    "required": _required,
    "items": _items,
    "uniqueItems": _unique,
    "pattern": _pattern,
    "format": _format,
    "maxLength": _length(_at_most, str),
    "minLength": _length(_at_least, str),
    "maxItems": _length(_at_most, list),
    "minItems": _length(_at_least, list),
    "maximum": _bound(_at_most),
    "minimum": _bound(_at_least),
}
