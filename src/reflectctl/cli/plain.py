"""Words that are plain: a command, its options and arguments as `table` lists them. Read and run without typer.

Whatever is not plain - a word that is not known, something given twice or left out, a request for help - is left to
typer, which says what is wrong; a test gives many words to both and compares what they would do.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.named_tuples import NamedTuple
from . import declare
from .table import COMMANDS, FLAG, GROUPS, INTEGER, LIST, OPTION, PATH, REQUIRED, USUAL, Parameter, parameters, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..app.context import Context


class Asked(NamedTuple):
    """A command to be run: where its function is, what it is asked with, what was given for it, and its name."""

    place: str
    here: "Context"
    values: dict[str, Any]
    command: str


class _Unusual(Exception):
    """Words that are left to typer."""


def read(words: list[str], here: "Context") -> Asked | None:
    """What words ask for; None where they are not plain."""
    try:
        return _read(words, here)
    except _Unusual:
        return None


def run(asked: Asked) -> None:
    """Do what is asked for."""
    module, _, name = asked.place.partition(":")
    function = getattr(import_module(f".{module}", __package__), name)
    call = declare.Call(asked.here, asked.values)
    try:
        function(call, **asked.values)
    finally:
        call.close()


def _read(words: list[str], here: "Context") -> Asked:
    left = iter(words)
    name, before, behind = "", set[object](), set[object]()
    for name in left:
        if not name.startswith("-"):
            break
        here = _shared(name, left, here, before, above=True)
    if name in GROUPS:
        below = next(left, "")
        if name in USUAL and below and not below.startswith("-") and f"{name} {below}" not in COMMANDS:
            left, below = iter([below, *left]), USUAL[name]
        name = f"{name} {below}"
    if name not in COMMANDS:
        raise _Unusual
    taken = parameters(name)
    options = {option: each for each in taken if each.kind & OPTION for option in each.names}
    values: dict[str, Any] = {}
    placed: list[str] = []
    for word in left:
        option, equals, value = word.partition("=")
        if word == "-" or not word.startswith("-"):
            placed.append(word)
        elif option in options and (not equals or option.startswith("--")):
            _take(options[option], option, value if equals else None, left, values)
        else:
            here = _shared(word, left, here, behind, above=False)
    for each, given in _places([each for each in taken if not each.kind & OPTION], placed):
        values[each.name] = given
    if any(each.kind & REQUIRED and each.name not in values for each in taken):
        raise _Unusual
    if str(values.get("output")) == "-":
        # As other programs have it, `-` is the screen.
        values["output"] = None
    return Asked(place(name), here, values, name)


def _take(option: Parameter, name: str, value: str | None, left: "Iterator[str]", values: dict[str, Any]) -> None:
    """Take what is given for an option: behind its equals sign, or as the next word."""
    if option.kind & FLAG:
        if value is not None or option.name in values:
            raise _Unusual
        values[option.name] = name not in option.against
        return
    if value is None:
        value = next(left, "")
        if value.startswith("-") and value != "-":
            raise _Unusual
    given = _value(option, value)
    if option.kind & LIST:
        values.setdefault(option.name, []).append(given)
    elif option.name in values:
        raise _Unusual
    else:
        values[option.name] = given


def _value(parameter: Parameter, word: str) -> Any:
    """A word as a command takes it."""
    if not word or (parameter.choices and word not in parameter.choices):
        raise _Unusual
    if parameter.kind & PATH:
        return Path(word)
    if parameter.kind & INTEGER:
        if not (word.isascii() and word.isdecimal()) or int(word) < parameter.least:
            raise _Unusual
        return int(word)
    return word


def _places(parameters: list[Parameter], words: list[str]) -> "Iterator[tuple[Parameter, Any]]":
    """Words that stand by themselves, each with the argument that it is for."""
    at = 0
    for each in parameters:
        if each.kind & LIST:
            if each is not parameters[-1]:
                raise _Unusual
            if words[at:]:
                yield each, [_value(each, word) for word in words[at:]]
            return
        if at < len(words):
            yield each, _value(each, words[at])
            at += 1
    if at < len(words):
        raise _Unusual


def _shared(word: str, left: "Iterator[str]", here: "Context", seen: set[object], *, above: bool) -> "Context":
    """What a command is asked with, after an option that every command takes; each may be given once."""
    from . import given

    name, equals, value = word.partition("=")
    if word == "--no-pager":
        return given.without_pager(here)
    if not name.startswith("--") and equals:
        raise _Unusual
    taken = given.TAKEN.get(name)
    value = value if equals else next(left, "")
    if taken is None or not value or value.startswith("-"):
        raise _Unusual
    if taken in seen or (name in given.COLOR and value not in given.WHEN):
        raise _Unusual
    seen.add(taken)
    return taken(here, value, above=above)
