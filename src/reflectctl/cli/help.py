"""What a command does and takes: `help`, which is `--help` of it."""

from typing import Annotated

from . import declare


def _below(ctx: declare.Call, args: list[str], incomplete: str) -> list[tuple[str, str]]:
    """The commands that may be named next."""
    from .typer_app import named

    found = named([*(ctx.params.get("command") or ())], ctx.obj)
    commands = getattr(found.command, "commands", {})
    return [(name, commands[name].get_short_help_str(60)) for name in commands if name.startswith(incomplete)]


def help(
    ctx: declare.Call,
    command: Annotated[
        list[str] | None,
        declare.argument(metavar="[COMMAND]...", help="Which; every one of them if left out.", autocompletion=_below),
    ] = None,
) -> None:
    """Say what a command does and takes, with examples.

    The same as `--help` behind the command's name: `reflectctl help action add`.
    """
    from . import console
    from .typer_app import named

    console.answer(ctx.obj, f"{named(command or [], ctx.obj).get_help()}\n")
