"""How a command is called, in words: its usage line, its examples, and why what was typed was not understood.

Commands of typer and what it raises come in; lines and refusals in our own words come out. Imported where help is
asked for, or something was typed wrongly, and never before.
"""

from collections.abc import Iterable
from typing import Any

from ..errors import ReflectError

_TEXTS = {"--because", "--outcome"}
"""Texts that a command cannot do without and asks for in an editor, where there is one."""


def line(command: Any, path: str, width: int = 0) -> str:
    """How a command is typed: its name, what it needs and what it may be given; within a width, if one is given."""
    begun = f"Usage: {path} " if width else f"{path} "
    lines = [begun]
    for piece in (*_pieces(command), *(("[OPTIONS]",) if width else ())):
        if width and len(lines[-1]) + len(piece) > width and lines[-1].strip():
            lines.append(" " * min(len(begun), 16))
        lines[-1] += f"{piece} "
    return "\n".join(each.rstrip() for each in lines)


def _pieces(command: Any) -> list[str]:
    found = [_argument(each) for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    found += [_option(each) for each in options if each.required]
    found += [f"[{_option(each)}]" for each in options if each.opts[0] in _TEXTS and not each.required]
    if hasattr(command, "commands"):
        usual = getattr(command, "usual", "")
        found.append(f"[{usual}] …" if usual else "COMMAND …")
    return found


def _argument(parameter: Any) -> str:
    if "] [" in (parameter.metavar or ""):
        return str(parameter.metavar)
    name = str(parameter.metavar or parameter.name).removeprefix("[").replace("]", "").removesuffix("...")
    name += "…" if parameter.nargs == -1 else ""
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    name = max(parameter.opts, key=len)
    return f"{name} {parameter.metavar or name.removeprefix('--').upper()}"


def examples(path: str, width: int) -> str:
    """The examples of a command, for its help; each within the width, broken as a shell takes it."""
    from .examples import of

    lines = [part for each in of(path) for part in _broken(f"reflectctl {each}", width - 2)]
    return "\nExamples:\n" + "".join(f"  {part}\n" for part in lines)


def _broken(typed: str, width: int) -> list[str]:
    """What is typed in as many lines as it takes, each but the last with a backslash; a value stays by its option."""
    import shlex

    units: list[str] = []
    for word in shlex.split(typed):
        if units and units[-1].startswith("-") and " " not in units[-1] and not word.startswith("-"):
            units[-1] += f" {_quoted(word)}"
        else:
            units.append(_quoted(word))
    lines = [units[0]]
    for unit in units[1:]:
        if len(lines[-1]) + len(unit) + 3 > width:
            lines[-1] += " \\"
            lines.append(f"    {unit}")
        else:
            lines[-1] += f" {unit}"
    return lines


def _quoted(word: str) -> str:
    return f'"{word}"' if set(word) & set(" '()*?;&<>|#") or not word else word


def unknown_command(word: str, group: Any, path: str) -> ReflectError:
    """That there is no such command, and which was meant."""
    if not word.strip():
        return _refused(f"An empty word stands where a command of `{path}` was expected.", path)
    if word.lstrip("-").startswith("complet"):
        return _refused(
            f"'{_shown(word)}' is not a command of `{path}`.",
            path,
            "`reflectctl --install-completion` teaches your shell to complete; --show-completion prints how.",
        )
    near = _near(word, group.commands)
    return _refused(f"'{_shown(word)}' is not a command of `{path}`.", path, f"Did you mean `{near}`?" if near else "")


def unexpected(rest: list[str], ctx: Any) -> ReflectError:
    """That more words were given than a command takes."""
    words, path = ", ".join(f"'{_shown(each)}'" for each in rest), ctx.command_path
    return _refused(f"`{path}` does not know what to do with {words}.", path, f"Write `{line(ctx.command, path)}`.")


def twice(name: str) -> ReflectError:
    """That an option which may be given once was given again."""
    return ReflectError(
        f"{name} was given twice; it may be given once.", "Leave one of the two out; nothing was done.", exit_code=2
    )


def empty(parameter: Any, ctx: Any) -> ReflectError:
    """That an empty word was given for something."""
    what = parameter.opts[0] if parameter.param_type_name == "option" else _argument(parameter).strip("[]…")
    name = parameter.metavar or ""
    if parameter.param_type_name == "option" and not name.startswith("["):
        return _refused(f"{what} was given an empty word; {_expected(name)} was expected.", ctx.command_path)
    return _refused(f"An empty word was given for {what} of `{ctx.command_path}`.", ctx.command_path)


def refusal(problem: Any, ctx: Any) -> ReflectError:
    """What typer says of words that it did not take, in our own."""
    path, kind = ctx.command_path, type(problem).__name__
    parameter: Any = getattr(problem, "param", None)
    if kind == "NoSuchOption":
        options = [each for each in ctx.command.get_params(ctx) if each.param_type_name == "option"]
        known = [name for each in options for name in each.opts if not each.hidden]
        near = _near(problem.option_name, known) if problem.option_name.startswith("--") else None
        bare = problem.option_name.lstrip("-").replace("-", "_")
        if any(each.name == bare and each.param_type_name == "argument" for each in ctx.command.get_params(ctx)):
            meant = f"It stands without an option: `{line(ctx.command, path)}`."
        else:
            meant = f"Did you mean `{near}`?" if near else ""
        return _refused(f"'{_shown(problem.option_name)}' is not an option of `{path}`.", path, meant)
    if kind == "MissingParameter":
        what = _option(parameter) if parameter.param_type_name == "option" else _argument(parameter)
        return _refused(f"`{path}` needs {what}, which is missing.", path, f"Write `{line(ctx.command, path)}`.")
    if kind == "BadOptionUsage":
        if "does not take a value" in problem.message:
            return _refused(f"{problem.option_name} takes no value, and one was given.", path)
        named = next(each for each in ctx.command.get_params(ctx) if problem.option_name in each.opts)
        return _refused(
            f"{problem.option_name} was given nothing; {_expected(named.metavar or '', named)} was expected.", path
        )
    if parameter is not None:
        value = problem.message.partition(" is not ")[0].strip("'\"")
        near = _near(value, _choices(parameter))
        is_option = parameter.param_type_name == "option"
        what = f"a value of {parameter.opts[0]}" if is_option else f"a word that `{path}` takes there"
        fact = f"'{_shown(value)}' is not {what}; {_expected('', parameter)} was expected."
        return _refused(fact, path, f"Did you mean `{near}`?" if near else "")
    return _refused(_shown(problem.format_message()), path)


def _expected(metavar: str, parameter: Any = None) -> str:
    """What was expected in the place of a value."""
    if choices := _choices(parameter):
        *others, last = choices
        return f"{', '.join(others)} or {last}" if others else f"`{last}`"
    if getattr(parameter, "type", None) is not None and parameter.type.name.startswith("int"):
        least = getattr(parameter.type, "min", None)
        return "a whole number" if least is None else f"a whole number from {least} up"
    name = metavar.rpartition("=")[2] or "VALUE"
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name}"


def _choices(parameter: Any) -> list[str]:
    return [str(each) for each in getattr(getattr(parameter, "type", None), "choices", ())]


def _near(word: str, known: Iterable[str]) -> str | None:
    """What is known and was meant; imported where something was typed wrongly, as help has no use for it."""
    from ..model.suggestions import nearest

    return nearest(word, list(known), cutoff=0.6)


def _shown(word: str) -> str:
    from ..storage.snapshots import shown

    return shown(word)


def _refused(fact: str, path: str, hint: str = "") -> ReflectError:
    words = path.split()
    command = " ".join([*words, "--help"]) if len(words) > 1 else f"{words[0]} help"
    return ReflectError(fact, f"{hint} See `{command}`.".lstrip(), exit_code=2)
