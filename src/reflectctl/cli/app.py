"""The words people type, in; the right command run, and the right exit code, out.

Only the module of the command that was asked for is imported. This is the one place where exceptions end.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typer

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("begin", "init"),
    "demo": ("begin", "demo"),
    "status": ("reading", "status"),
    "validate": ("validate", "validate"),
    "rules": ("rulebook", "rules"),
    "explain": ("rulebook", "explain"),
    "fmt": ("fmt", "fmt"),
    "rate": ("writing", "rate"),
    "view": ("writing", "view"),
    "note": ("writing", "note"),
    "action": ("action", "app"),
    "meeting": ("meeting", "app"),
    "diff": ("comparing", "diff"),
    "history": ("telling", "history"),
    "report": ("reporting", "report"),
    "review-point": ("points", "review_point"),
    "git-setup": ("gitsetup", "git_setup"),
    "content": ("instrument", "app"),
    "schema": ("instrument", "schema"),
}
"""Every command, in the order of the help, with the module and the name it is found under."""

_GROUPS = {
    "action": "Add, start, finish, drop and list actions.",
    "meeting": "Record meetings and list them.",
    "content": "Show the instrument that ratings stand beside.",
}

_COMPLETION = "_REFLECTCTL_COMPLETE"


def run(arguments: list[str]) -> int:
    """Do what the words say; gives the exit code. Nothing is raised."""
    import gc

    from . import console

    # A command is over before there is anything to collect; looking for it costs a tenth of the run.
    gc.disable()
    console.prepare()
    try:
        return _run(_where(arguments))
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        return _failed(problem, console)


def _run(arguments: list[str]) -> int:
    import os

    import typer

    completing = _COMPLETION in os.environ or bool({"--install-completion", "--show-completion"} & set(arguments))
    wanted = None if completing or not arguments or arguments[0] not in COMMANDS else arguments[0]
    command = typer.main.get_command(build(wanted))
    if completing:
        command.main(arguments, prog_name="reflectctl", complete_var=_COMPLETION)
    try:
        result = command.main(arguments, prog_name="reflectctl", standalone_mode=False)
    except typer.Abort:
        return 130
    except typer.Exit as left:
        return left.exit_code
    except typer.TyperException as problem:
        show: Any = getattr(problem, "show", None)
        if show is None:
            raise
        show(file=sys.stderr)
        return 2
    return result if isinstance(result, int) else 0


def build(wanted: str | None = None) -> "typer.Typer":
    """The app with every command; with only one when it is known which is wanted."""
    import typer
    from typer.core import TyperGroup

    class InOrder(TyperGroup):
        """Commands in the order of `COMMANDS`, which is the order of the work."""

        def list_commands(self, ctx: Any) -> list[str]:
            return [name for name in COMMANDS if name in self.commands]

    app = typer.Typer(
        name="reflectctl",
        cls=InOrder,
        help=(
            "Reflect as a safeguarding partnership on practice principles, in plain text and over time.\n\n"
            "Begin with `reflectctl demo` to see an example, or `reflectctl init` to begin your own."
        ),
        epilog="Every command has its own --help. `reflectctl -C DIR COMMAND` works in the partnership around DIR, "
        "and `reflectctl --lang cy COMMAND` shows the content in another of its languages.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    )
    for name in COMMANDS if wanted is None else [wanted]:
        module, attribute = COMMANDS[name]
        found = getattr(import_module(f".{module}", __package__), attribute)
        if name in _GROUPS:
            app.add_typer(found, name=name, help=_GROUPS[name])
        else:
            app.command(name)(found)
    # With one command typer would make an app without sub-commands: the callback keeps its name in place.
    app.callback()(_version)
    return app


def _version() -> None:
    """Nothing to do before a command: `--version` is answered before typer is imported."""


def _where(arguments: list[str]) -> list[str]:
    """Take `-C DIR` and `--lang LANGUAGE` from before the command, as git does."""
    from . import where

    where.language = None
    while arguments and arguments[0] in ("-C", "--root", "--lang"):
        if len(arguments) < 2:
            from ..errors import ReflectError

            wanted = "a language" if arguments[0] == "--lang" else "a folder"
            raise ReflectError(f"{arguments[0]} needs {wanted}.", exit_code=2)
        if arguments[0] == "--lang":
            where.language = arguments[1]
        else:
            where.default_root = arguments[1]
        arguments = arguments[2:]
    return arguments


def _failed(problem: Exception, console: Any) -> int:
    """Say why a command could not go on; or, when it is our own mistake, everything that helps to find it."""
    from ..errors import ReflectError

    if isinstance(problem, ReflectError):
        console.say(f"reflectctl: {problem.message}")
        if problem.hint:
            console.say(f"  {problem.hint}")
        return problem.exit_code
    import traceback

    traceback.print_exception(problem)
    console.say(
        "reflectctl: this is a mistake in the program, not in your files. Please report it with the lines above."
    )
    return 70
