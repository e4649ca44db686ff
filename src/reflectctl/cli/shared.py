"""What every command takes, and how each is told: where it works, in which language and colour, its help, its refusals.

A command of typer comes in, and is given that, with all that is below it.
"""

import sys
from collections.abc import Callable
from typing import Any

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperOption

from ..errors import ReflectError
from . import console, given, plain, table, usage
from .given import COLOR, LANG, ROOT, WHEN
from .options import completes, languages


def share(command: Any, path: str = "") -> None:
    """Give a command, and those below it, what every command takes, and one voice for help and for what is refused."""
    own = {each.name for each in command.params}
    for each in command.params:
        choices = getattr(each.type, "choices", ())
        if each.metavar is None and len("|".join(choices)) > 30:
            each.metavar, each.help = each.name.upper().replace("_", "-"), f"{each.help} One of {', '.join(choices)}."
    command.params += [each for each in _shared(above=not path) if each.name not in own]
    _once(command, path)
    _told(command, path)
    for name, below in getattr(command, "commands", {}).items():
        share(below, f"{path} {name}".strip())


def _shared(*, above: bool) -> list[TyperOption]:
    """Where to work, in which language, and how it is shown on a terminal, which is told `above` all commands only."""
    root = TyperOption(
        param_decls=[*ROOT],
        metavar="DIR",
        help="Work in the partnership around this folder.",
        expose_value=False,
        callback=_take_root,
    )
    lang = TyperOption(
        param_decls=[*LANG],
        metavar="LANGUAGE",
        help="Show the content in this language, such as cy; else in that of REFLECTCTL_LANG, of partnership.yaml, or "
        "of the pack.",
        expose_value=False,
        callback=_take_language,
        autocompletion=_bare(completes(languages)),
    )
    color = TyperOption(
        param_decls=[*COLOR],
        metavar="WHEN",
        help="Use colour: auto (on a terminal), always or never. NO_COLOR and FORCE_COLOR say it for every run.",
        expose_value=False,
        hidden=not above,
        callback=_take_color,
        autocompletion=_bare(completes(lambda _: [(each, "") for each in WHEN])),
    )
    pager = TyperOption(
        param_decls=["--no-pager"],
        is_flag=True,
        help="Show answers on the terminal at once, and not through $REFLECTCTL_PAGER, git's pager or $PAGER.",
        expose_value=False,
        hidden=not above,
        callback=_take_no_pager,
    )
    return [lang, root, color, pager]


def _bare(complete: Callable[..., Any]) -> Callable[[Any, Any, str], Any]:
    """A completion as an option takes it that typer has not made of a function's own."""
    return lambda ctx, _, incomplete: complete(ctx, incomplete)


def _told(command: Any, path: str) -> None:
    """Have a command's help and its refusals in our own words."""
    parse = command.parse_args
    is_group = hasattr(command, "commands")

    def parse_args(ctx: Any, args: list[str]) -> Any:
        if ctx.resilient_parsing:
            return parse(ctx, args)
        ctx.allow_extra_args = True
        try:
            rest = parse(ctx, args)
        except UsageError as problem:
            if type(problem).__name__ == "NoArgsIsHelpError":
                raise
            raise _refusal(problem, table.command(path)) from None
        if str(ctx.params.get("output")) == "-":
            # As other programs have it, `-` is the screen.
            ctx.params["output"] = None
        if rest and not is_group:
            raise usage.unexpected(rest, table.command(path))
        return rest

    def resolve_command(ctx: Any, args: list[str]) -> Any:
        if args[0] not in command.commands and not ctx.resilient_parsing:
            raise usage.unknown_command(args[0], table.command(path))
        return resolve(ctx, args)

    def format_usage(ctx: Any, formatter: Any) -> None:
        if sys.stdout is None:
            raise console.closed()
        formatter.write(f"{usage.line(table.command(path), formatter.width)}\n")

    def format_epilog(ctx: Any, formatter: Any) -> None:
        from .examples import of

        found = [usage.units(f"reflectctl {each}") for each in of(path)]
        formatter.write(f"\n{usage.examples(found, formatter.width)}\n")
        epilog(ctx, formatter)

    command.parse_args, command.format_usage = parse_args, format_usage
    epilog, command.format_epilog = command.format_epilog, format_epilog
    if is_group:
        resolve, command.resolve_command = command.resolve_command, resolve_command
        command.format_commands = _listing(command)


def _refusal(problem: Any, command: table.Command) -> ReflectError:
    """What typer says of words that it did not take, in our own."""
    kind, named = type(problem).__name__, getattr(problem, "option_name", "")
    if kind == "NoSuchOption":
        return usage.unknown_option(named, command)
    if kind == "BadOptionUsage":
        if "does not take a value" in problem.message:
            return usage.flag_with_value(named, command)
        return usage.nothing_given(named, next(each for each in command.parameters if named in each.names), command)
    if getattr(problem, "param", None) is None:
        return usage.not_understood(problem.format_message(), command)
    parameter = _in_table(problem.param, command)
    if kind == "MissingParameter":
        return usage.missing(parameter, command)
    return usage.wrong_value(problem.message.partition(" is not ")[0].strip("'\""), parameter, command)


def _in_table(parameter: Any, command: table.Command) -> table.Parameter:
    return next(each for each in command.parameters if each.name == parameter.name)


def _listing(command: Any) -> Callable[[Any, Any], None]:
    """The commands below one, each with all of what it is for, where typer would cut it short."""

    def format_commands(ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.commands[name].get_short_help_str(200)) for name in command.list_commands(ctx)]
            )

    return format_commands


def _once(command: Any, path: str) -> None:
    """Have a command refuse what may be given once and is given again, where it would keep the last and say nothing.

    And an empty word, but for a text, which says itself that it is empty, and where something is put right: there it
    empties.
    """
    make = command.make_parser

    def make_parser(ctx: Any) -> Any:
        parser = make(ctx)
        parse = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            values, rest, order = parse(args)
            if not ctx.resilient_parsing:
                of = table.command(path)
                plain.check([(_in_table(each, of), values.get(each.name)) for each in order], of)
            return values, rest, order

        parser.parse_args = parse_args
        return parser

    command.make_parser = make_parser


def _take_root(ctx: typer.Context, _: object, folder: str | None) -> None:
    if folder is not None:
        ctx.obj = given.with_root(ctx.obj, folder, above=ctx.parent is None, asked=ctx.resilient_parsing)


def _take_language(ctx: typer.Context, _: object, language: str | None) -> None:
    if language is not None:
        ctx.obj = given.with_language(ctx.obj, language)


def _take_color(ctx: typer.Context, _: object, when: str | None) -> None:
    if when is None:
        return
    if when not in given.WHEN:
        raise usage.wrong_colour(when)
    ctx.obj = given.with_color(ctx.obj, when)


def _take_no_pager(ctx: typer.Context, _: object, is_given: bool) -> None:
    if is_given:
        ctx.obj = given.without_pager(ctx.obj)
