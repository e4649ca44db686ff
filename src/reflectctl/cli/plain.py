"""Words as the table of commands has them, read and run without typer.

What typer would make of them comes out: a call of a command, a page of help, or a refusal. What only typer knows is
left to it; a test gives many words to both and compares what they would do and say.
"""

from . import given, table
from .table import FLAG, INTEGER, LIST, OPTION, PATH, REQUIRED, USUAL, Command, Parameter, command

# Whatever takes time is imported where a command is run: help and refusals have no use for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from ..app.context import Context

    Given = list[tuple[Parameter, Any]]
    """Parameters in the order of the words, each with what was given for it: a word, several, or a flag's value."""


TEXTS = ("TEXT", "NOTE", "TITLE")
"""What stands for words of one's own in help; `options.text` refuses one that is empty, with what it is for."""


class Asked:
    """A command to be run: its name, what was given for its parameters, and for what every command takes."""

    __slots__ = ("command", "shared", "values")

    def __init__(self, command: str, values: "dict[str, Any]", shared: "list[tuple[str, Any, bool]]") -> None:
        self.command, self.values, self.shared = command, values, shared

    def here(self, context: "Context") -> "Context":
        """What the command is asked with: where it works, in which language, and how it is shown."""
        for name, value, above in self.shared:
            if name in given.TAKEN:
                context = given.TAKEN[name](context, value, above=above)
            else:
                context = given.without_pager(context)
        return context


class Page:
    """The help of a command: by its own option, by a call of `help`, or, with a code, where a command is missing."""

    __slots__ = ("asked", "code", "name")

    def __init__(self, name: str, code: int = 0, asked: "Asked | None" = None) -> None:
        self.name, self.code, self.asked = name, code, asked


class _Unusual(Exception):
    """Words that are left to typer."""


def read(words: list[str]) -> "Asked | Page | None":
    """What words ask for; None where it is left to typer. Raises a refusal of what nobody understands."""
    try:
        return _read(words)
    except _Unusual:
        return None


def run(asked: Asked, context: "Context") -> None:
    """Do what is asked for."""
    from importlib import import_module

    from . import declare

    module, _, name = table.place(asked.command).partition(":")
    function = getattr(import_module(f".{module}", __package__), name)
    call = declare.Call(asked.here(context), asked.values)
    try:
        function(call, **asked.values)
    finally:
        call.close()


def with_usual(words: list[str], usual: str, known: "Collection[str]") -> list[str]:
    """Words with the name of the command that is meant where none is named, behind what may stand before it."""
    at = 0
    while at < len(words) and words[at].startswith((*given.TAKEN, "--no-pager")):
        at += 2 if words[at] in given.TAKEN else 1
    is_named = at > len(words) or (at < len(words) and words[at] in known)
    return words if is_named else [*words[:at], usual, *words[at:]]


def check(found: "Sequence[tuple[Parameter, object]]", of: Command) -> None:
    """Refuse what may be given once and is given again, and an empty word where it means nothing.

    A text says itself that it is empty, and where something is put right an empty word empties.
    """
    seen = set()
    for each, value in found:
        if each.kind & OPTION and not each.kind & (LIST | FLAG):
            if each.name in seen:
                raise _why().twice(each)
            seen.add(each.name)
        words = value if isinstance(value, (list, tuple)) else (value,)
        if "" in words and each.metavar not in TEXTS and not of.name.endswith(" edit"):
            raise _why().empty(each, of)


def _why() -> "Any":
    """The module that says why something is refused, which nothing else has a use for."""
    from . import usage

    return usage


def _read(words: list[str]) -> "Asked | Page":
    of, left = command(""), words
    shared: list[tuple[str, Any, bool]] = []
    while True:
        if of.name in USUAL:
            left = with_usual(left, USUAL[of.name], of.below)
        if of.below and not left:
            return Page(of.name, 2)
        found, left = _told_apart(left, of)
        values = _values(found)
        check([(each, values[each.name]) for each, _ in found], of)
        if not of.name and any(each[0] in values for each in table.ABOVE):
            raise _Unusual
        if "help" in values:
            return Page(of.name)
        taken = _taken([each for each, _ in found], values, of)
        shared += [(each.names[0], taken.pop(each.name), not of.name) for each in of.shared if each.name in taken]
        if not of.below:
            break
        if not left:
            raise _why().no_command()
        if left[0] not in of.below:
            raise _why().unknown_command(left[0], of)
        of, left = command(f"{of.name} {left[0]}".lstrip()), left[1:]
    if left:
        raise _why().unexpected(left, of)
    taken = _with_paths(taken, of)
    if str(taken.get("output")) == "-":
        # As other programs have it, `-` is the screen.
        taken["output"] = None
    asked = Asked(of.name, taken, shared)
    if of.name != "help":
        return asked
    from .help_text import named

    return Page(named(taken.get("command", ())), asked=asked)


def _told_apart(words: list[str], of: Command) -> "tuple[Given, list[str]]":
    """Options as they come and then arguments, each with what was given for it; and the words that are left over."""
    options = {name: each for each in of.parameters for name in each.names}
    found: Given = []
    rest: list[str] = []
    left = words[::-1]
    while left:
        word = left.pop()
        if word.startswith("- "):
            raise _Unusual
        if word == "--":
            break
        if word[:1] != "-" or word == "-":
            rest.append(word)
            if of.below:
                break
        elif word.startswith("--"):
            name, equals, value = word.partition("=")
            if name not in options:
                raise _why().unknown_option(name, of)
            if equals and options[name].kind & FLAG:
                raise _why().flag_with_value(name, of)
            if equals:
                left.append(value)
            found.append(_given(options[name], name, left, of))
        else:
            found += _short(word, options, left, of)
    rest += left[::-1]
    if not of.below:
        arguments = [each for each in of.parameters if not each.kind & OPTION]
        for each in arguments:
            if each.kind & LIST and each is not arguments[-1]:
                raise _Unusual
            many = rest if each.kind & LIST else rest[:1]
            found.append((each, (many if each.kind & LIST else many[0]) if many else None))
            rest = rest[len(many) :]
    return found, rest


def _short(word: str, options: "dict[str, Parameter]", left: list[str], of: Command) -> "Given":
    """Options of one letter, which may stand together; what is behind one that takes a value is that."""
    found: Given = []
    for at, letter in enumerate(word[1:], 2):
        if f"-{letter}" not in options:
            raise _why().unknown_option(f"-{letter}", of)
        option = options[f"-{letter}"]
        if word[at:] and not option.kind & FLAG:
            left.append(word[at:])
        found.append(_given(option, f"-{letter}", left, of))
        if not option.kind & FLAG:
            break
    return found


def _given(option: Parameter, name: str, left: list[str], of: Command) -> "tuple[Parameter, Any]":
    if option.kind & FLAG:
        return option, name not in option.against
    if not left:
        raise _why().nothing_given(name, option, of)
    return option, left.pop()


def _values(found: "Given") -> "dict[str, Any]":
    """What was given for each parameter, by its name; of what may be given again all, else the last."""
    values: dict[str, Any] = {}
    for each, value in found:
        if each.kind & LIST and each.kind & OPTION:
            values.setdefault(each.name, []).append(value)
        else:
            values[each.name] = value
    return values


def _taken(order: list[Parameter], values: "dict[str, Any]", of: Command) -> "dict[str, Any]":
    """What was given, as a command takes it. It is looked at in the order of the words; what is missing is refused."""
    taken: dict[str, Any] = {}
    for name, each in {each.name: each for each in (*order, *of.parameters)}.items():
        value = values.get(name)
        if value is not None:
            many = [_value(each, word, of) for word in (value if isinstance(value, list) else [value])]
            taken[name] = many if isinstance(value, list) else many[0]
        elif each.kind & REQUIRED:
            raise _why().missing(each, of)
    return taken


def _value(parameter: Parameter, word: "Any", of: Command) -> "Any":
    """A word as a command takes it."""
    if parameter.choices and word not in parameter.choices:
        raise _wrong(word, parameter, of)
    if parameter.names == given.COLOR and word not in given.WHEN:
        raise _why().wrong_colour(word)
    if not parameter.kind & INTEGER:
        return word
    try:
        number = int(word)
    except ValueError:
        raise _wrong(word, parameter, of) from None
    if parameter.least is not None and number < parameter.least:
        raise _why().wrong_value(str(number), parameter, of)
    return number


def _wrong(word: str, parameter: Parameter, of: Command) -> "Any":
    """That a value is wrong; where typer, which quotes it, would say something else of it, that is left to typer."""
    if repr(word).partition(" is not ")[0].strip("'\"") != word:
        return _Unusual()
    return _why().wrong_value(word, parameter, of)


def _with_paths(values: "dict[str, Any]", of: Command) -> "dict[str, Any]":
    """The same, with paths of words."""
    named = [each.name for each in of.parameters if each.kind & PATH and values.get(each.name) is not None]
    if named:
        from pathlib import Path

        for name in named:
            value = values[name]
            values[name] = [Path(each) for each in value] if isinstance(value, list) else Path(value)
    return values
