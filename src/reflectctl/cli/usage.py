"""How a command is called, in words: its usage line, its examples, and why what was typed was not understood.

Commands and parameters of the table come in; lines and refusals in our own words come out. Imported where help is
asked for, or something was typed wrongly, and never before; and nothing is imported for it that takes time.
"""

from ..errors import ReflectError
from .table import HIDDEN, INTEGER, LIST, OPTION, REQUIRED, USUAL, Command, Parameter

# Importing `typing` takes longer than saying what is wrong.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ASKED_FOR = {"--because", "--outcome"}
"""Texts that a command cannot do without and asks for in an editor, where there is one."""


def line(command: Command, width: int = 0) -> str:
    """How a command is typed: its name, what it needs and what it may be given; within a width, if one is given."""
    begun = f"Usage: {command.path} " if width else f"{command.path} "
    lines = [begun]
    for piece in (*_pieces(command), *(("[OPTIONS]",) if width else ())):
        if width and len(lines[-1]) + len(piece) > width and lines[-1].strip():
            lines.append(" " * min(len(begun), 16))
        lines[-1] += f"{piece} "
    return "\n".join(each.rstrip() for each in lines)


def _pieces(command: Command) -> list[str]:
    found = [_argument(each) for each in command.parameters if not each.kind & OPTION]
    options = [each for each in command.parameters if each.kind & OPTION]
    found += [_option(each) for each in options if each.kind & REQUIRED]
    found += [f"[{_option(each)}]" for each in options if each.names[0] in _ASKED_FOR and not each.kind & REQUIRED]
    if command.below:
        usual = USUAL.get(command.name, "")
        found.append(f"[{usual}] …" if usual else "COMMAND …")
    return found


def _argument(parameter: Parameter) -> str:
    if "] [" in parameter.metavar:
        return parameter.metavar
    name = (parameter.metavar or parameter.name).removeprefix("[").replace("]", "").removesuffix("...")
    name += "…" if parameter.kind & LIST else ""
    return name if parameter.kind & REQUIRED else f"[{name}]"


def _option(parameter: Parameter) -> str:
    name = max(_names(parameter), key=len)
    return f"{name} {parameter.metavar or name.removeprefix('--').upper()}"


def _names(option: Parameter) -> "Sequence[str]":
    """The names of an option, without those that say that it is not so."""
    return option.names[: len(option.names) - len(option.against)]


def examples(found: "Iterable[Sequence[str]]", width: int) -> str:
    """The examples of a command, for its help; each within the width, broken as a shell takes it."""
    lines = [part for each in found for part in _broken(each, width - 2)]
    return "\n".join(("Examples:", *(f"  {part}" for part in lines)))


def units(typed: str) -> list[str]:
    """The pieces in which what is typed may be broken: a value stays by its option."""
    import shlex

    found: list[str] = []
    for word in shlex.split(typed):
        if found and found[-1].startswith("-") and " " not in found[-1] and not word.startswith("-"):
            found[-1] += f" {_quoted(word)}"
        else:
            found.append(_quoted(word))
    return found


def _quoted(word: str) -> str:
    return f'"{word}"' if set(word) & set(" '()*?;&<>|#") or not word else word


def _broken(units: "Sequence[str]", width: int) -> list[str]:
    """What is typed in as many lines as it takes, each but the last with a backslash."""
    lines = [units[0]]
    for unit in units[1:]:
        if len(lines[-1]) + len(unit) + 3 > width:
            lines[-1] += " \\"
            lines.append(f"    {unit}")
        else:
            lines[-1] += f" {unit}"
    return lines


def no_command() -> ReflectError:
    """That none of the commands was named."""
    return ReflectError("No command was named.", "`reflectctl help` lists them.", exit_code=2)


def unknown_command(word: str, group: Command) -> ReflectError:
    """That there is no such command, and which was meant."""
    if not word.strip():
        return _refused(f"An empty word stands where a command of `{group.path}` was expected.", group)
    fact = f"'{_shown(word)}' is not a command of `{group.path}`."
    if word.lstrip("-").startswith("complet"):
        taught = "`reflectctl --install-completion` teaches your shell to complete; --show-completion prints how."
        return _refused(fact, group, taught)
    return _refused(fact, group, _called(word, group.below) or _meant(word, group.below))


def unknown_option(name: str, command: Command) -> ReflectError:
    """That a command has no such option, and which was meant, or that it stands without one."""
    bare = name.lstrip("-").replace("-", "_")
    if any(each.name == bare and not each.kind & OPTION for each in command.parameters):
        meant = f"It stands without an option: `{line(command)}`."
    else:
        meant = _by_value(name.lstrip("-"), command) or _option_meant(name, command)
    return _refused(f"'{_shown(name)}' is not an option of `{command.path}`.", command, meant)


def missing(parameter: Parameter, command: Command) -> ReflectError:
    """That something was left out which a command needs."""
    what = _option(parameter) if parameter.kind & OPTION else _argument(parameter)
    return _refused(f"`{command.path}` needs {what}, which is missing.", command, f"Write `{line(command)}`.")


def unexpected(rest: list[str], command: Command) -> ReflectError:
    """That more words were given than a command takes."""
    words = ", ".join(f"'{_shown(each)}'" for each in rest)
    meant = _by_value(rest[0], command) if len(rest) == 1 else ""
    hint = meant or f"Write `{line(command)}`."
    return _refused(f"`{command.path}` does not know what to do with {words}.", command, hint)


def twice(option: Parameter) -> ReflectError:
    """That an option which may be given once was given again."""
    fact = f"{option.names[0]} was given twice; it may be given once."
    return ReflectError(fact, "Leave one of the two out; nothing was done.", exit_code=2)


def empty(parameter: Parameter, command: Command) -> ReflectError:
    """That an empty word was given for something."""
    is_option = parameter.kind & OPTION
    what = parameter.names[0] if is_option else _argument(parameter).strip("[]…")
    if is_option and not parameter.metavar.startswith("["):
        fact = f"{what} was given an empty word; {_named(parameter)} was expected."
        return _refused(fact, command)
    return _refused(f"An empty word was given for {what} of `{command.path}`.", command)


def flag_with_value(name: str, command: Command) -> ReflectError:
    """That a value was given to an option that takes none."""
    return _refused(f"{name} takes no value, and one was given.", command)


def nothing_given(name: str, option: Parameter, command: Command) -> ReflectError:
    """That an option was given last, without its value."""
    return _refused(f"{name} was given nothing; {_expected(option)} was expected.", command)


def wrong_value(word: str, parameter: Parameter, command: Command) -> ReflectError:
    """That a word is none of those that may stand there, or no number, and which was meant."""
    what = (
        f"a value of {parameter.names[0]}" if parameter.kind & OPTION else f"a word that `{command.path}` takes there"
    )
    fact = f"'{_shown(word)}' is not {what}; {_expected(parameter)} was expected."
    return _refused(fact, command, _meant(word, parameter.choices))


def wrong_colour(when: str) -> ReflectError:
    """That colour cannot be had in this way."""
    fact = f"'{when}' is not a value of --color; auto, always or never was expected."
    return ReflectError(fact, "See `reflectctl help`.", exit_code=2)


def not_understood(said: str, command: Command) -> ReflectError:
    """Whatever else is wrong with what was typed, as typer says it."""
    return _refused(_shown(said), command)


def _expected(parameter: Parameter) -> str:
    """What was expected in the place of a value."""
    if parameter.choices:
        *others, last = parameter.choices
        return f"{', '.join(others)} or {last}" if others else f"`{last}`"
    if parameter.kind & INTEGER:
        return "a whole number" if parameter.least is None else f"a whole number from {parameter.least} up"
    return _named(parameter)


def _named(parameter: Parameter) -> str:
    name = parameter.metavar.rpartition("=]")[2] or "VALUE"
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name}"


_SAID_OTHERWISE = {
    "check": "validate",
    "lint": "validate",
    "log": "history",
    "new": "init",
    "create": "init",
    "format": "fmt",
    "export": "report",
    "print": "report",
    "--since": "--from",
    "--from": "--since",
    "--to": "--until",
}
"""What other programs call a command or an option, for whoever has that in mind."""


def _option_meant(name: str, command: Command) -> str:
    """The option that was meant: by what it is called elsewhere, else by what is like it."""
    known = [one for each in command.parameters if not each.kind & HIDDEN for one in _names(each) if one[:2] == "--"]
    if not name.startswith("--"):
        return ""
    return _called(name, known) or _meant(name[2:], [each[2:] for each in known], before="--")


def _by_value(word: str, command: Command) -> str:
    """What was meant by a word that is a value of something: of an option, or of what stands without one."""
    for each in command.parameters:
        if each.kind & HIDDEN or not (word in each.choices or f"[{word}]" in each.metavar):
            continue
        meant = f"{max(_names(each), key=len)} {word}" if each.kind & OPTION else f"{command.path} {word}"
        return f"Did you mean `{meant}`?"
    return ""


def _called(word: str, known: "Iterable[str]") -> str:
    meant = _SAID_OTHERWISE.get(word, "")
    return f"Did you mean `{meant}`?" if meant in known else ""


def _meant(word: str, known: "Iterable[str]", before: str = "") -> str:
    """What is known and was meant; imported where something was typed wrongly, as help has no use for it."""
    from ..model.suggestions import nearest

    near = nearest(word, known, cutoff=0.6)
    return f"Did you mean `{before}{near}`?" if near else ""


def _shown(word: str) -> str:
    if word.isprintable() and len(word) <= 200:
        # As nearly every word is, so that nothing need be imported.
        return word
    from ..storage.snapshots import shown

    return shown(word)


def _refused(fact: str, command: Command, hint: str = "") -> ReflectError:
    asked = f"{command.path} --help" if command.name else "reflectctl help"
    return ReflectError(fact, f"{hint} See `{asked}`.".lstrip(), exit_code=2)
