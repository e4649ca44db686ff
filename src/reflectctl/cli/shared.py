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
from . import console, given
from .given import COLOR, LANG, ROOT, WHEN
from .options import TEXTS, completes, languages


def share(command: Any, path: str = "") -> None:
    """Give a command, and those below it, what every command takes, and one voice for help and for what is refused."""
    own = {each.name for each in command.params}
    for each in command.params:
        choices = getattr(each.type, "choices", ())
        if each.metavar is None and len("|".join(choices)) > 30:
            each.metavar, each.help = each.name.upper().replace("_", "-"), f"{each.help} One of {', '.join(choices)}."
    command.params += [each for each in _shared(above=not path) if each.name not in own]
    _once(command)
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
            from . import usage

            raise usage.refusal(problem, ctx) from None
        if str(ctx.params.get("output")) == "-":
            # As other programs have it, `-` is the screen.
            ctx.params["output"] = None
        if rest and not is_group:
            from . import usage

            raise usage.unexpected(rest, ctx)
        return rest

    def resolve_command(ctx: Any, args: list[str]) -> Any:
        if args[0] not in command.commands and not ctx.resilient_parsing:
            from . import usage

            raise usage.unknown_command(args[0], command, ctx.command_path)
        return resolve(ctx, args)

    def format_usage(ctx: Any, formatter: Any) -> None:
        from .usage import line

        if sys.stdout is None:
            raise console.closed()
        formatter.write(f"{line(command, ctx.command_path, formatter.width)}\n")

    def format_epilog(ctx: Any, formatter: Any) -> None:
        from .usage import examples

        formatter.write(examples(path, formatter.width))
        epilog(ctx, formatter)

    command.parse_args, command.format_usage = parse_args, format_usage
    epilog, command.format_epilog = command.format_epilog, format_epilog
    if is_group:
        resolve, command.resolve_command = command.resolve_command, resolve_command
        command.format_commands = _listing(command)


def _listing(command: Any) -> Callable[[Any, Any], None]:
    """The commands below one, each with all of what it is for, where typer would cut it short."""

    def format_commands(ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.commands[name].get_short_help_str(200)) for name in command.list_commands(ctx)]
            )

    return format_commands


def _once(command: Any) -> None:
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
                _check(ctx, values, order)
            return values, rest, order

        parser.parse_args = parse_args
        return parser

    command.make_parser = make_parser


def _check(ctx: Any, values: dict[str, Any], order: list[Any]) -> None:
    for at, each in enumerate(order):
        takes_one = isinstance(each, TyperOption) and not (each.multiple or each.is_flag or each.count)
        if takes_one and each in order[:at]:
            from . import usage

            raise usage.twice(each.opts[0])
        value = values.get(each.name)
        words = value if isinstance(value, (list, tuple)) else [value]
        if "" in words and each.metavar not in TEXTS and ctx.command.name != "edit":
            from . import usage

            raise usage.empty(each, ctx)


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
        raise ReflectError(
            f"'{when}' is not a value of --color; auto, always or never was expected.",
            "See `reflectctl help`.",
            exit_code=2,
        )
    ctx.obj = given.with_color(ctx.obj, when)


def _take_no_pager(ctx: typer.Context, _: object, is_given: bool) -> None:
    if is_given:
        ctx.obj = given.without_pager(ctx.obj)
