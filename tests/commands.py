"""Writes the table of commands anew from what they declare, as typer reads it: `python -m tests.commands`."""

from pathlib import Path
from typing import Any

from reflectctl.cli import typer_app
from reflectctl.cli.commands import COMMANDS, GROUPS, module

TABLE = Path(__file__).parent.parent / "src" / "reflectctl" / "cli" / "table.py"

HEAD = '''\
"""What each command takes: made by `python -m tests.commands` of what the commands declare, and not by hand."""

# fmt: off
# ruff: noqa: E501

OPTION, FLAG, LIST, PATH, INTEGER, REQUIRED = 1, 2, 4, 8, 16, 32
"""What a parameter is, one bit each."""


class Parameter:
    """An option or an argument: what its value is called, its names, what it is, and which values it takes."""

    __slots__ = ("against", "choices", "kind", "least", "name", "names")

    def __init__(
        self,
        name: str,
        names: tuple[str, ...] = (),
        kind: int = 0,
        choices: tuple[str, ...] = (),
        least: int = 0,
        against: tuple[str, ...] = (),
    ) -> None:
        self.name, self.names, self.kind = name, names, kind
        self.choices, self.least, self.against = choices, least, against
'''

NEXT = '''

class Command:
    """A command: its function, as `module:name`, and its parameters."""

    __slots__ = ("parameters", "place")

    def __init__(self, place: str, parameters: tuple[Parameter, ...]) -> None:
        self.place, self.parameters = place, parameters


'''


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


def line(parameter: Any) -> str:
    """A parameter as the table has it."""
    is_option = parameter.param_type_name == "option"
    kind = type(parameter.type).__name__
    bits = {
        "OPTION": is_option,
        "FLAG": is_option and parameter.is_flag,
        "LIST": parameter.nargs == -1 or parameter.multiple,
        "PATH": "Path" in kind,
        "INTEGER": kind.startswith("Int"),
        "REQUIRED": parameter.required,
    }
    assert any(bits.values()) or kind in ("StringParamType", "TyperChoice"), f"{parameter.name}: {kind}"
    said = [
        repr(parameter.name),
        f"names={(*parameter.opts, *parameter.secondary_opts)!r}" if is_option else "",
        f"kind={' | '.join(name for name, is_set in bits.items() if is_set)}" if any(bits.values()) else "",
        f"choices={tuple(parameter.type.choices)!r}" if getattr(parameter.type, "choices", None) else "",
        f"least={parameter.type.min}" if getattr(parameter.type, "min", None) is not None else "",
        f"against={tuple(parameter.secondary_opts)!r}" if parameter.secondary_opts else "",
    ]
    return f"        Parameter({', '.join(filter(None, said))}),\n"


def made() -> str:
    """The table."""
    usual = {name: module(name).app.usual for name in GROUPS if module(name).app.usual}
    found = [HEAD, NEXT, "COMMANDS = {\n"]
    for name, place in functions().items():
        first, _, below = name.partition(" ")
        command = typer_app.made([first]).commands[first]
        command = command.commands[below] if below else command
        found.append(f'    "{name}": Command("{place}", (\n')
        found += [line(each) for each in command.params if each.expose_value]
        found.append("    )),\n")
    found += [
        "}\n\n",
        f"USUAL = {usual!r}\n",
        '"""Groups of which one command is meant where none of theirs is named."""\n',
    ]
    return "".join(found)


def main() -> None:
    """Write the table."""
    TABLE.write_text(made(), "utf-8")


if __name__ == "__main__":
    main()
