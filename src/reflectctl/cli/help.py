"""What a command does and takes: `help`, which is `--help` of it."""

from typing import Annotated

from . import declare


def _below(ctx: declare.Call, args: list[str], incomplete: str) -> list[tuple[str, str]]:
    """The commands that may be named next."""
    from .table import command
    from .typer_app import named

    words = ctx.params.get("command") or []
    if not command(" ".join(words)).below:
        return []
    commands = named(words, ctx.obj).command.commands  # type: ignore[attr-defined]
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
    from . import console, help_text

    console.answer(ctx.obj, help_text.of(help_text.named(command or []), help_text.width()))
