"""Writes the table of commands anew from what they declare, as typer reads it: `python -m tests.commands`."""

from pathlib import Path
from typing import Any

from reflectctl.cli import typer_app
from reflectctl.cli.commands import COMMANDS, GROUPS, module
from reflectctl.cli.lists import Completion

TABLE = Path(__file__).parent.parent / "src" / "reflectctl" / "cli" / "table.py"

HEAD = '''\
"""What each command takes: made by `python -m tests.commands` of what the commands declare, and not by hand."""

# fmt: off
# ruff: noqa: E501

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OPTION, FLAG, LIST, PATH, INTEGER, REQUIRED, HIDDEN, OFFERS = 1, 2, 4, 8, 16, 32, 64, 128
"""What a parameter is, one bit each; of one that `OFFERS` something `offers` knows by its name what may stand there, or
where it has none the command's module.
"""


class Parameter:
    """An option or an argument: what its value is called, what it is, its help, names, values, and what it offers."""

    __slots__ = ("against", "choices", "help", "kind", "least", "name", "names", "offers")

    def __init__(
        self,
        name: str,
        kind: int = 0,
        help: str = "",
        names: tuple[str, ...] = (),
        choices: tuple[str, ...] = (),
        least: int = 0,
        against: tuple[str, ...] = (),
        offers: str = "",
    ) -> None:
        self.name, self.names, self.kind, self.help = name, names, kind, help
        self.choices, self.least, self.against, self.offers = choices, least, against, offers


def parameters(of: str) -> list[Parameter]:
    """The parameters of a command, by its name."""
    return [Parameter(*each) for each in COMMANDS[of][2]]


def shared() -> list[Parameter]:
    """The options that every command takes."""
    return [Parameter(*each) for each in SHARED]


def place(of: str) -> str:
    """Where the function of a command is, as `module:name`."""
    return COMMANDS[of][0]


# Constants alone, which Python loads as they are: the place of each command, what it is for, and its parameters.
'''

KINDS = ["OPTION", "FLAG", "LIST", "PATH", "INTEGER", "REQUIRED", "HIDDEN", "OFFERS"]


def functions() -> dict[str, str]:
    """Where the function of each command is, by the command's name."""
    found = {}
    for name in COMMANDS:
        if name not in GROUPS:
            found[name] = f"{name.replace('-', '_')}:{name.replace('-', '_')}"
            continue
        for each in module(name).app.commands:
            found[f"{name} {each.name}"] = f"{name.replace('-', '_')}:{each.function.__name__}"
    return found


def row(parameter: Any, offers: str = "") -> str:
    """A parameter as the table has it; `offers` is what its offers are called."""
    is_option = parameter.param_type_name == "option"
    kind = type(parameter.type).__name__
    bits = {
        "OPTION": is_option,
        "FLAG": is_option and parameter.is_flag,
        "LIST": parameter.nargs == -1 or parameter.multiple,
        "PATH": "Path" in kind,
        "INTEGER": kind.startswith("Int"),
        "REQUIRED": parameter.required,
        "HIDDEN": is_option and parameter.hidden,
        "OFFERS": parameter._custom_shell_complete is not None,
    }
    assert any(bits.values()) or kind in ("StringParamType", "TyperChoice"), f"{parameter.name}: {kind}"
    said = [
        parameter.name,
        sum(bits[name] << at for at, name in enumerate(KINDS)),
        " ".join((parameter.help or "").split()),
        (*parameter.opts, *parameter.secondary_opts) if is_option else (),
        tuple(getattr(parameter.type, "choices", None) or ()),
        getattr(parameter.type, "min", None) or 0,
        tuple(parameter.secondary_opts),
        offers,
    ]
    while not said[-1]:
        said.pop()
    return f"        {tuple(said)!r},\n"


def names(place: str) -> dict[str, str]:
    """What the offers of each of a function's parameters are called, of those that have a name."""
    of, _, name = place.partition(":")
    declared = getattr(module(of), name).__annotations__.items()
    given = {each: getattr(told, "__metadata__", [None])[0] for each, told in declared}
    offers = {each: getattr(said.said.get("autocompletion"), "__self__", None) for each, said in given.items() if said}
    return {each: offer.name for each, offer in offers.items() if isinstance(offer, Completion)}


def made() -> str:
    """The table."""
    program = typer_app.made([])
    found = [HEAD, 'COMMANDS: "dict[str, tuple[str, str, tuple[tuple[Any, ...], ...]]]" = {\n']
    for name, place in functions().items():
        first, _, below = name.partition(" ")
        command = typer_app.made([first]).commands[first]
        command = command.commands[below] if below else command
        found.append(f'    "{name}": ("{place}", {command.get_short_help_str()!r}, (\n')
        offers = names(place)
        found += [row(each, offers.get(each.name, "")) for each in command.params if each.expose_value]
        found.append("    )),\n")
    shared = [each for each in typer_app.made(["status"]).commands["status"].params if not each.expose_value]
    tops = tuple((name, program.commands[name].get_short_help_str()) for name in program.list_commands(None))
    usual = {name: module(name).app.usual for name in GROUPS if module(name).app.usual}
    found += [
        '}\n\nSHARED: "tuple[tuple[Any, ...], ...]" = (\n',
        *(row(each) for each in shared),
        ')\n"""The options that every command takes."""\n\n',
        f"TOPS = {tops!r}\n",
        '"""What may stand first, with what it is for."""\n\n',
        f"USUAL = {usual!r}\n",
        '"""Groups of which one command is meant where none of theirs is named."""\n\n',
        'GROUPS = frozenset(name.partition(" ")[0] for name in COMMANDS if " " in name)\n',
    ]
    return "".join(found)


def main() -> None:
    """Write the table."""
    TABLE.write_text(made(), "utf-8")


if __name__ == "__main__":
    main()
