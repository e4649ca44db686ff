"""The program as typer has it, made of what the commands declare: for help, for what was typed wrongly, and for words
that are not plain."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup

from ..app.context import Context
from ..errors import ReflectError
from . import declare
from .commands import COMMANDS, GROUPS, function, module
from .plain import with_usual
from .shared import share

_A_TEXT = "\x02"
"""Stands before a word that is no option, for as long as words are told apart."""


class WithDashes(TyperCommand):
    """Takes a word that begins with a dash and a blank for a text, such as a point of a list, and for no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is left over once the words are told apart."""
        rest = super().parse_args(ctx, [_A_TEXT + each if each.startswith("- ") else each for each in args])
        for name, value in ctx.params.items():
            ctx.params[name] = type(value)(map(_without, value)) if isinstance(value, list | tuple) else _without(value)
        return [*map(_without, rest)]


def _without(value: Any) -> Any:
    return type(value)(str(value).removeprefix(_A_TEXT)) if isinstance(value, str | Path) else value


class CommandsFirst(TyperGroup):
    """Commands whose help lists them before its options: they are what somebody looks for there."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Both lists."""
        self.format_commands(ctx, formatter)
        TyperCommand.format_options(cast(Any, self), ctx, formatter)


class WithUsual(CommandsFirst):
    """Commands of which one is meant where none is named: `note …` is `note add …`."""

    usual = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is left over once the words are told apart."""
        return super().parse_args(ctx, with_usual(args, self.usual, self.commands))


class InOrder(CommandsFirst):
    """Commands in the order of `COMMANDS`, which is the order of the work."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names."""
        return [name for name in COMMANDS if name in self.commands]


def run(arguments: list[str], here: Context) -> int:
    """Do what the words say; gives the exit code."""
    command = made(arguments)
    try:
        command.main(arguments, prog_name="reflectctl", standalone_mode=False, obj=here)
    except typer.Abort:
        return 130
    except typer.Exit as left:
        return left.exit_code
    except SystemExit:
        # So typer leaves where nobody reads on, with 1, which is said of findings.
        from .console import abandon

        abandon()
    except UsageError as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":
            from .console import say

            say(str(problem))
            return 2
        from .usage import no_command

        raise no_command() from None
    return 0


def made(words: list[str]) -> Any:
    """The program, as far as some words need it."""
    command: Any = typer.main.get_command(build(_wanted(words)))
    share(command)
    return command


def _wanted(arguments: list[str]) -> tuple[str, ...]:
    """The command that is named, behind the options that may stand before it; none when another word is there."""
    words = iter(arguments)
    for word in words:
        if word in ("-C", "--root", "--lang", "--color", "--colour"):
            next(words, None)
        elif not word.startswith(("-C", "--root=", "--lang=", "--color=", "--colour=", "--no-pager")):
            named = next(words, "") if word == "--" else word
            return (named,) if named in COMMANDS else ()
    return ()


def named(words: list[str], here: Context) -> typer.Context:
    """A command as it is named, made ready to be asked for its help; none of its own is the program."""
    command = made(words[:1])
    asked: Any = command.make_context("reflectctl", [], resilient_parsing=True, obj=here)
    for word in words:
        command = command.commands[word]
        asked = command.make_context(word, [], parent=asked, resilient_parsing=True)
    return cast(typer.Context, asked)


def build(wanted: tuple[str, ...] = COMMANDS) -> typer.Typer:
    """The app with the commands that are wanted; where none is, every one of them with what it is for and no more."""
    app = typer.Typer(
        name="reflectctl",
        cls=InOrder,
        help=(
            "Reflect as a safeguarding partnership on practice principles, in plain text and over time.\n\n"
            "Begin with `reflectctl demo` to see an example, or `reflectctl init` to begin your own."
        ),
        epilog=(
            "`reflectctl help COMMAND` says what a command does and takes, as its --help does. --lang, --root, --color "
            "and --no-pager may stand before a command's name or after it."
        ),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    for name in wanted or COMMANDS:
        if not wanted:
            # Reading what each command takes is a third of what the overview would cost.
            app.command(name, help=GROUPS.get(name) or function(name).__doc__)(_told_only)
        elif name in GROUPS:
            app.add_typer(_group(module(name).app), name=name, help=GROUPS[name])
        else:
            app.command(name, cls=WithDashes)(_as_typer_has_it(function(name)))
    # With one command typer would make an app without sub-commands: the callback keeps its name in place.
    app.callback()(_with_version())
    return app


def _told_only() -> None:
    """Stands in the overview for a command, and is never run."""
    raise AssertionError("a command that is named is built")


def _with_version() -> Any:
    """What stands before a command. `--version` alone is answered before typer is imported."""

    def told(given: bool) -> None:
        if given:
            from .. import __version__
            from . import console

            console.show(f"reflectctl {__version__}\n")
            raise typer.Exit

    def alone(given: str | None) -> None:
        if given is not None:
            raise ReflectError(
                "What teaches a shell to complete is printed or installed alone.",
                "Write `reflectctl --show-completion bash`.",
                exit_code=2,
            )

    def above(
        version: Annotated[
            bool,
            typer.Option("--version", "-V", is_eager=True, callback=told, help="Say which version this is, and leave."),
        ] = False,
        show: Annotated[
            str | None,
            typer.Option(
                "--show-completion",
                metavar="SHELL",
                callback=alone,
                help="Print what teaches bash, zsh or fish to complete; the shell of $SHELL if left out.",
            ),
        ] = None,
        install: Annotated[
            str | None,
            typer.Option(
                "--install-completion", metavar="SHELL", callback=alone, help="Put it where that shell looks."
            ),
        ] = None,
    ) -> None:
        """Nothing to do before a command."""

    return above


def _group(group: declare.Group) -> typer.Typer:
    usual = type("Usual", (WithUsual,), {"usual": group.usual}) if group.usual else CommandsFirst
    app = typer.Typer(cls=usual, rich_markup_mode=None, no_args_is_help=not group.usual)
    app.callback()(_nothing)
    for each in group.commands:
        app.command(each.name, cls=WithDashes if each.dashes else TyperCommand)(_as_typer_has_it(each.function))
    return app


def _nothing() -> None:
    """Nothing to do before a command."""


def called(function: Callable[..., object], values: dict[str, Any]) -> None:
    """Do what a command does."""
    function(**values)


def _as_typer_has_it(function: Callable[..., object]) -> Callable[..., None]:
    """A command as typer reads one: with its own options and arguments in the place of what is declared."""

    def command(**values: Any) -> None:
        called(function, values)

    taken = inspect.signature(function)
    kept = [each.replace(annotation=_taken(each.annotation)) for each in taken.parameters.values()]
    told: Any = command
    told.__signature__ = taken.replace(parameters=kept, return_annotation=None)
    told.__annotations__ = {each.name: each.annotation for each in kept}
    told.__name__, told.__doc__ = function.__name__, function.__doc__
    return command


def _taken(annotation: Any) -> Any:
    if annotation is declare.Call:
        return typer.Context
    kind, declared = get_args(annotation)
    make = typer.Option if declared.is_option else typer.Argument
    return Annotated[kind, make(*declared.names, **declared.said)]
