"""Where the program begins. What answers at once answers before anything is imported."""

import sys

AGAIN = ("validate", "status", "next", "action", "meeting", "diff", "history")
"""The first words of commands whose answers are kept."""


def program() -> None:
    """Run reflectctl as a program of its own, and leave at once.

    Python takes apart all that it holds before it leaves, a tenth of a run, though the system takes it back as a whole.
    """
    code: object = 0
    try:
        try:
            main()
        except SystemExit as left:
            code = left.code
        _leave(code)
    except KeyboardInterrupt:
        sys.exit(130)


def _leave(code: object) -> None:
    """Leave without taking anything apart, when all is said; as Python does, where anything is left to be done."""
    threading = sys.modules.get("threading")
    is_watched = sys.gettrace() or sys.getprofile() or sys.flags.inspect or sys.flags.dev_mode
    if isinstance(code, int | None) and not is_watched and (threading is None or threading.active_count() == 1):
        from atexit import _run_exitfuncs
        from os import _exit

        try:
            _run_exitfuncs()
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
        except (OSError, ValueError, AttributeError):
            # Python tries again, and says why it cannot be.
            pass
        else:
            _exit(code or 0)
    sys.exit(code)  # type: ignore[arg-type]


def main() -> None:
    """Run reflectctl with the words of the command line, and leave with its exit code."""
    try:
        _prepare()
        _run()
    except KeyboardInterrupt:
        sys.exit(130)


def _prepare() -> None:
    """Have SIGTERM end a run as Ctrl-C does, and no file take the place of a stream that is closed."""
    # What `signal` is made of; importing that brings `enum` along.
    from _signal import (  # type: ignore[import-not-found]
        SIG_DFL,
        SIGTERM,
        default_int_handler,
        getsignal,
        signal,
    )  # fmt: skip

    if getsignal(SIGTERM) == SIG_DFL:
        signal(SIGTERM, default_int_handler)
    sys.unraisablehook = _end_if_interrupted
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        import os

        while os.open(os.devnull, os.O_RDWR) < 2:
            pass


def _end_if_interrupted(unraisable: "sys.UnraisableHookArgs") -> None:
    """End the run that was interrupted where Python cannot raise: in a destructor, or in what its importer cleans up.

    Python would print the interruption and go on, and a command that watches would then never end.
    """
    if unraisable.exc_type is KeyboardInterrupt:
        from os import _exit

        _exit(130)
    sys.__unraisablehook__(unraisable)


def _told(text: str) -> bool:
    """Print an answer. Where that cannot be, the rest of the program says why."""
    try:
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, AttributeError):
        return False
    return True


def _with_site() -> None:
    """Add site packages, which git and bash run it without (`cli.without_site`)."""
    if "site" not in sys.modules:
        import site

        site.main()


def _run() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        from . import __version__

        if _told(f"reflectctl {__version__}\n"):
            return
    if sys.argv[1:2] == ["textconv"]:
        # Git asks it twice for each version of a file, and has no use for the rest of the command line.
        from .cli.textconv_cache import Question, printed

        question = Question(sys.argv[2:])
        if (said := question.said()) is not None:
            sys.exit(printed(said))
        _with_site()
        from .cli.textconv import run as convert

        sys.exit(convert(sys.argv[2:], question))
    if sys.argv[1:2] == ["merge-driver"]:
        # Git asks it once for each file that two branches have changed.
        from .cli.merge_driver import run as merge

        sys.exit(merge(sys.argv[2:]))
    import os

    if os.environ.get("_REFLECTCTL_COMPLETE"):
        # A shell asks at each key press.
        from .cli.completion_words import complete

        told = complete(sys.argv[1:], os.environ)
        if told is not None and _told(told):
            return
        _with_site()
    if sys.argv[1:2] and sys.argv[1] in AGAIN:
        # Asked often of files that have not changed.
        from .cli.again import run as answer

        sys.exit(answer(sys.argv[1:]))
    import gc

    from .cli.app import run

    # A command is over before there is anything to collect; looking for it costs a tenth of the run.
    gc.disable()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    program()
