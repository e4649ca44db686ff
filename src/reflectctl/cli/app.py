"""The words people type, in; the right command run, and the right exit code, out.

Only the module of the command that was asked for is imported, none for help and what was typed wrongly, and typer only
where words are left to it. This is the one place where exceptions end.
"""

import os
import sys

from ..errors import ReflectError
from . import plain
from .completion_words import ASKED

# Help and refusals are told before anything is imported that takes time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..app.context import Context


def run(arguments: list[str]) -> int:
    """Do what the words say; gives the exit code. Nothing is raised, and nothing is left behind for the next run."""
    try:
        found = _read(arguments)
        code = _told_at_once(found)
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        found, code = problem, None
    if code is not None:
        return code
    from . import sooner

    sooner.import_pathlib()
    from . import console

    try:
        console.prepare()
        return _run(arguments, found, console.context())
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        return failed(problem, console)


def _read(arguments: list[str]) -> "plain.Asked | plain.Page | Exception | None":
    """What words ask for, or why they are refused; None where typer has to say."""
    if os.environ.get(ASKED) or arguments[:1] in (["--show-completion"], ["--install-completion"]):
        return None
    try:
        return plain.read(arguments)
    except ReflectError as refused:
        return refused


def _told_at_once(found: object) -> int | None:
    """Print help or a refusal, which need nothing more, and give the exit code; None where something has to be done."""
    out, err = sys.stdout, sys.stderr
    if isinstance(found, plain.Page) and out is not None and not (found.asked and out.isatty()):
        from . import help_text

        code, text = found.code, help_text.of(found.name, help_text.width())
    elif isinstance(found, ReflectError):
        code, text = found.exit_code, f"reflectctl: {found.message}\n" + (f"  {found.hint}\n" if found.hint else "")
        if "::" in text or "##" in text or not text.replace("\n", "").isprintable():
            # What would act on a terminal or in a log is said otherwise.
            return None
    else:
        return None
    try:
        stream = err if code else out
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        stream.write(text)
        stream.flush()
    except (OSError, AttributeError):
        return code or None
    return code


def _run(arguments: list[str], found: object, here: "Context") -> int:
    if (shell := here.environ.get(ASKED)) or arguments[:1] in (["--show-completion"], ["--install-completion"]):
        from . import completion

        return completion.complete(arguments, here) if shell else completion.script(arguments, here)
    from . import declare

    if isinstance(found, Exception):
        raise found
    asked = found.asked if isinstance(found, plain.Page) else found
    try:
        if isinstance(asked, plain.Asked):
            plain.run(asked, here)
            return 0
        from . import typer_app

        return typer_app.run(arguments, here)
    except declare.Leave as left:
        return left.code


def failed(problem: Exception, console: "Any") -> int:
    """Say why a command could not go on; or, when it is our own mistake, everything that helps to find it."""
    if isinstance(problem, ReflectError):
        if problem.answer:
            console.show(problem.answer)
        console.say(f"reflectctl: {problem.message}")
        if problem.hint:
            console.say(f"  {problem.hint}")
        return problem.exit_code
    if (refused := _refused_by_the_machine(problem, console)) is not None:
        return refused
    try:
        import traceback

        traceback.print_exception(problem)
    except MemoryError as none_left:
        # What went wrong before may have been that, too.
        return _refused_by_the_machine(none_left, console) or 3
    console.say(
        "reflectctl: this is a mistake in the program, not in your files. Please report it with the lines above."
    )
    return 70


_NO_MEMORY = ("can't start new thread", "error return without exception set")
"""How Python has it, and a library in C that was given none and does not say so."""


def _refused_by_the_machine(problem: Exception, console: "Any") -> int | None:
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
    if is_unloaded or isinstance(problem, MemoryError) or str(problem) in _NO_MEMORY:
        said = "reflectctl: The system gives no more memory or no more threads; limits (`ulimit -a`) may be set."
        try:
            console.say(said)
        except MemoryError:  # What shows a line safely is loaded first, and there may be no room for that, either.
            os.write(2, said.encode("ascii") + b"\n")
        # A thread that ends where nothing more can be loaded would take the process along, with a message of its own.
        console.leave(3)
    return None
