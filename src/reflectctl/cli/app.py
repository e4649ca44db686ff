"""The words people type, in; the right command run, and the right exit code, out.

Only the module of the command that was asked for is imported. This is the one place where exceptions end.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, cast

if TYPE_CHECKING:
    import typer

    from ..app.context import Context

COMMANDS = (
    "init",
    "demo",
    "status",
    "next",
    "validate",
    "rules",
    "explain",
    "fmt",
    "privacy",
    "rate",
    "view",
    "note",
    "source",
    "plan",
    "preliminary",
    "action",
    "meeting",
    "agenda",
    "worksheet",
    "undo",
    "agency",
    "group",
    "diff",
    "history",
    "report",
    "public",
    "conflicts",
    "review-point",
    "git-setup",
    "content",
    "schema",
    "doctor",
    "help",
)
"""Every command, in the order of the help. Each is in the module of its name, with lines beneath for dashes."""

_GROUPS = {
    "view": "Record what agencies think of a statement.",
    "note": "Note key points.",
    "source": "Write down what the evidence is.",
    "plan": "Write the goals and measures of a principle's plan.",
    "preliminary": "Write down what the preliminary discussion came to.",
    "action": "Add, start, finish, drop and list actions.",
    "meeting": "Record meetings, change and list them.",
    "worksheet": "Make worksheets for those round the table, and read them when they come back.",
    "agency": "Add, rename and remove agencies, and say when one leaves.",
    "group": "Add groups beside the agencies, change and remove them.",
    "public": "Decide what may be published.",
    "content": "Show the instrument that ratings stand beside.",
}

COMPLETION = "_REFLECTCTL_COMPLETE"
"""Set in the surroundings by a shell that asks what may stand at the cursor, to the name of the shell."""


def run(arguments: list[str]) -> int:
    """Do what the words say; gives the exit code. Nothing is raised, and nothing is left behind for the next run."""
    from . import console

    try:
        console.prepare()
        return _run(arguments, console.context())
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        return _failed(problem, console)


def _run(arguments: list[str], here: "Context") -> int:
    if (shell := here.environ.get(COMPLETION, "")) or arguments[:1] in (
        ["--show-completion"],
        ["--install-completion"],
    ):
        from . import completion

        if shell:
            return completion.complete(shell, arguments, here, COMMANDS, _made)
        return completion.script(arguments, here)
    import typer

    # What it is made of has it in every release that is supported; typer itself only in the last.
    from typer._click.exceptions import UsageError

    from ..errors import ReflectError

    command = _made(arguments)
    try:
        result = command.main(arguments, prog_name="reflectctl", standalone_mode=False, obj=here)
    except typer.Abort:
        return 130
    except typer.Exit as left:
        return left.exit_code
    except SystemExit:
        # So typer leaves where nobody reads on, with 1, which is said of findings.
        from .console import abandon

        abandon()
        return 0
    except UsageError as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":
            from .console import say

            say(str(problem))
            return 2
        raise ReflectError("No command was named.", "`reflectctl help` lists them.", exit_code=2) from None
    return result if isinstance(result, int) else 0


def _made(words: list[str]) -> Any:
    """The program, as far as some words need it."""
    import typer

    from .shared import share

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


def named(words: list[str], here: "Context") -> "typer.Context":
    """A command as it is named, made ready to be asked for its help; none of its own is the program."""
    from .options import WithAdd
    from .usage import unknown_command

    command = _made(words[:1])
    asked: Any = command.make_context("reflectctl", [], resilient_parsing=True, obj=here)
    for word in words:
        below = getattr(command, "commands", {})
        if word not in below:
            raise unknown_command(word, command, asked.command_path)
        command = below[word]
        asked = command.make_context(word, [], parent=asked, resilient_parsing=True)
    if isinstance(command, WithAdd):
        asked = command.commands[command.usual].make_context(command.usual, [], parent=asked, resilient_parsing=True)
    return cast("typer.Context", asked)


def build(wanted: tuple[str, ...] = COMMANDS) -> "typer.Typer":
    """The app with the commands that are wanted; where none is, every one of them with what it is for and no more."""
    import typer
    from typer.core import TyperGroup

    from .options import WithDashes

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
            app.command(name, help=_GROUPS.get(name) or _command(name).__doc__)(_told_only)
        elif name in _GROUPS:
            app.add_typer(_module(name).app, name=name, help=_GROUPS[name])
        else:
            app.command(name, cls=WithDashes)(_command(name))
    # With one command typer would make an app without sub-commands: the callback keeps its name in place.
    app.callback()(_with_version())
    return app


def _module(name: str) -> Any:
    return import_module(f".{name.replace('-', '_')}", __package__)


def _command(name: str) -> Any:
    """The function of a command, which is called like its module."""
    return getattr(_module(name), name.replace("-", "_"))


def _told_only() -> None:
    """Stands in the overview for a command, and is never run."""
    raise AssertionError("a command that is named is built")


def _with_version() -> Any:
    """What stands before a command. `--version` alone is answered before typer is imported."""
    import typer

    from ..errors import ReflectError

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


def _failed(problem: Exception, console: Any) -> int:
    """Say why a command could not go on; or, when it is our own mistake, everything that helps to find it."""
    from ..errors import ReflectError

    if isinstance(problem, ReflectError):
        if problem.answer:
            console.show(problem.answer)
        console.say(f"reflectctl: {problem.message}")
        if problem.hint:
            console.say(f"  {problem.hint}")
        return problem.exit_code
    if (refused := _refused_by_the_machine(problem, console)) is not None:
        return refused
    import traceback

    traceback.print_exception(problem)
    console.say(
        "reflectctl: this is a mistake in the program, not in your files. Please report it with the lines above."
    )
    return 70


def _refused_by_the_machine(problem: Exception, console: Any) -> int | None:
    """The exit code where it is the machine that has no room, no memory or no leave; None for anything else."""
    if isinstance(problem, BrokenPipeError):
        console.abandon()
        return 0
    if isinstance(problem, OSError):
        from ..storage.snapshots import shown

        where = f"{shown(problem.filename)}: " if problem.filename else ""
        if not problem.filename and sys.stdout is not None:
            console.abandon()  # What a stream holds back would fail again when it is left.
        console.say(f"reflectctl: The system refused: {where}{problem.strerror or problem}.")
        return 3
    # A library that the system would not load is told as an import that failed.
    is_unloaded = isinstance(problem, ImportError) and (problem.path or "").endswith((".so", ".pyd"))
    if is_unloaded or isinstance(problem, MemoryError) or str(problem) == "can't start new thread":
        console.say("reflectctl: The system gives no more memory or no more threads; limits (`ulimit -a`) may be set.")
        # A thread that ends where nothing more can be loaded would take the process along, with a message of its own.
        console.leave(3)
    return None
