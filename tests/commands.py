"""Writes the table of commands and their help anew of what they declare: `python -m tests.commands`."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from textwrap import TextWrapper
from typing import Any

from reflectctl.cli import console, typer_app
from reflectctl.cli.commands import COMMANDS, GROUPS, module
from reflectctl.cli.declare import Completion
from reflectctl.cli.examples import of
from reflectctl.cli.help_text import BREAK
from reflectctl.cli.usage import units

CLI = Path(__file__).parent.parent / "src" / "reflectctl" / "cli"
TABLE, PAGES = CLI / "table.py", CLI / "help_pages.py"

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

HELP = ("help", OPTION | FLAG, "", "", ("--help", "-h"))
"""As typer adds it to every command."""


class Parameter:
    """An option or an argument: how its value is called, its help, names, values, and what it offers."""

    __slots__ = ("against", "choices", "help", "kind", "least", "metavar", "name", "names", "offers")

    def __init__(
        self,
        name: str,
        kind: int = 0,
        help: str = "",
        metavar: str = "",
        names: tuple[str, ...] = (),
        choices: tuple[str, ...] = (),
        least: int | None = None,
        against: tuple[str, ...] = (),
        offers: str = "",
    ) -> None:
        self.name, self.kind, self.help, self.metavar, self.names = name, kind, help, metavar, names
        self.choices, self.least, self.against, self.offers = choices, least, against, offers


class Command:
    """A command, a group or the program, whose name is empty: all that it takes, and the names of what is below it."""

    __slots__ = ("below", "name", "parameters", "path", "shared")

    def __init__(self, name: str, own: list[Parameter], shared: list[Parameter], below: list[str]) -> None:
        self.name, self.path = name, f"reflectctl {name}".rstrip()
        self.parameters, self.shared, self.below = [*own, *shared, Parameter(*HELP)], shared, below


def command(name: str) -> Command:
    """What is called by a name."""
    own = parameters(name) if name in COMMANDS else [Parameter(*each) for each in ABOVE] if not name else []
    below = [each[len(name) + 1 :] for each in COMMANDS if each.startswith(f"{name} ")] if name else [*dict(TOPS)]
    # One of its own stands in the place of one that every command takes.
    names = {each.name for each in own}
    return Command(name, own, [each for each in shared(above=not name) if each.name not in names], below)


def parameters(of: str) -> list[Parameter]:
    """The parameters of a command, by its name."""
    return [Parameter(*each) for each in COMMANDS[of][2]]


def shared(*, above: bool = False) -> list[Parameter]:
    """The options that every command takes; `above` them none is hidden."""
    found = [Parameter(*each) for each in SHARED]
    for each in found if above else ():
        each.kind &= ~HIDDEN
    return found


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
        parameter.metavar or "",
        (*parameter.opts, *parameter.secondary_opts) if is_option else (),
        tuple(getattr(parameter.type, "choices", None) or ()),
        getattr(parameter.type, "min", None),
        tuple(parameter.secondary_opts),
        offers,
    ]
    while said[-1] in ("", (), None):
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
    status = typer_app.made(["status"]).commands["status"]
    shared = [each for each in status.params if not each.expose_value]
    above = [each for each in program.params if each.name not in {one.name for one in shared}]
    tops = tuple((name, program.commands[name].get_short_help_str()) for name in program.list_commands(None))
    usual = {name: module(name).app.usual for name in GROUPS if module(name).app.usual}
    found += [
        '}\n\nSHARED: "tuple[tuple[Any, ...], ...]" = (\n',
        *(row(each) for each in shared),
        ')\n"""The options that every command takes."""\n\nABOVE: "tuple[tuple[Any, ...], ...]" = (\n',
        *(row(each) for each in above),
        ')\n"""Those of the program itself."""\n\n',
        f"TOPS = {tops!r}\n",
        '"""What may stand first, with what it is for."""\n\n',
        f"USUAL = {usual!r}\n",
        '"""Groups of which one command is meant where none of theirs is named."""\n\n',
        'GROUPS = frozenset(name.partition(" ")[0] for name in COMMANDS if " " in name)\n',
    ]
    return "".join(found)


PAGES_HEAD = '''\
"""What the help of each command says: made by `python -m tests.commands` of what the commands declare, not by hand."""

# fmt: off
# ruff: noqa: E501

TYPE_CHECKING = False
if TYPE_CHECKING:
    Paragraphs = tuple[str, ...]
    Lists = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    Examples = tuple[tuple[str, ...], ...]

# Constants alone, which Python loads as they are: paragraphs, lists, examples, and the paragraphs below them.
PAGES: "dict[str, tuple[Paragraphs, Lists, Examples, Paragraphs]]" = {
'''


def texts(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, with a mark wherever a word may be broken."""
    return tuple(breakable(" ".join(each.split("\n"))) for each in inspect.cleandoc(text).split("\n\n") if each)


def breakable(paragraph: str) -> str:
    """A paragraph with a mark between those of its pieces that no blank parts."""
    # Nothing in it asks for an indentation, or for lines to be kept.
    assert paragraph == paragraph.strip()
    assert not {"\n", "\t", "\b", "\f", BREAK} & set(paragraph), paragraph
    return BREAK.join(TextWrapper()._split(paragraph)).replace(f"{BREAK} ", " ").replace(f" {BREAK}", " ")


def page(ctx: Any) -> str:
    """The help of a command as the pages have it."""
    command = ctx.command
    parameters = [each for each in command.get_params(ctx) if each.get_help_record(ctx)]
    lists = [
        (title, [each.get_help_record(ctx) for each in parameters if each.param_type_name == kind])
        for title, kind in (("Arguments", "argument"), ("Options", "option"))
    ]
    if below := getattr(command, "commands", {}):
        lists.insert(0, ("Commands", [(name, each.get_short_help_str(200)) for name, each in below.items()]))
    path = ctx.command_path.removeprefix("reflectctl").strip()
    parts = (
        texts(command.help or ""),
        tuple((title, tuple((name, breakable(said)) for name, said in rows)) for title, rows in lists if rows),
        tuple(tuple(units(f"reflectctl {each}")) for each in of(path)),
        texts(command.epilog or ""),
    )
    return f"    {path!r}: {parts!r},\n"


def paths() -> Iterator[list[str]]:
    """The words of the program, of each group and of each command that has a page of its own."""
    yield []
    yield from ([each] for each in COMMANDS if each in GROUPS and not module(each).app.usual)
    yield from (each.split() for each in functions())


def pages() -> str:
    """The help of everything."""
    here = console.context()
    return "".join([PAGES_HEAD, *(page(typer_app.named(each, here)) for each in paths()), "}\n"])


def main() -> None:
    """Write both."""
    TABLE.write_text(made(), "utf-8")
    PAGES.write_text(pages(), "utf-8")


if __name__ == "__main__":
    main()
