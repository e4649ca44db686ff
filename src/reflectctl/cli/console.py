"""The one place that prints. Answers go to stdout; everything said about the run goes to stderr.

What comes here has been escaped by its renderer; this room knows only streams: encodings that cannot show a
character, pipes that are closed, terminals that take colour.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import NoReturn, TextIO, TypeVar

from ..app.context import Context, Style, plain
from ..errors import ReflectError

Item = TypeVar("Item")

ANSWER, SAID, PAGED = 1, 2, 3
"""Where a piece of what is printed goes: standard output, standard error, a pager."""
heard: ContextVar[list[tuple[int, str]] | None] = ContextVar("heard", default=None)
"""Takes everything that is printed, in order, where somebody listens."""

_PIECE = 1 << 16
_CODES = {"bold": "1", "dim": "2", "accent": "36"}


def prepare() -> None:
    """Make both streams show what they cannot encode as escapes, and never fail for it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def show(text: str | bytes, output: Path | None = None, mark: bytes = b"") -> None:
    """Print an answer, or write it to the file that was named for it, behind a `mark` of what it is."""
    if output is None:
        if not text:
            return
        if isinstance(text, bytes) and _shows(sys.stdout):
            raise ReflectError(
                "The answer is no text, and a terminal shows nothing else.", "Name its file with --output.", exit_code=2
            )
        if sys.stdout is None:
            raise closed()
        _hear(ANSWER, text)
        try:
            # In pieces, as a stream keeps whatever it is given in one until all of it is encoded.
            for start in range(0, len(text), _PIECE):
                piece = text[start : start + _PIECE]
                sys.stdout.write(piece) if isinstance(piece, str) else sys.stdout.buffer.write(piece)
            sys.stdout.flush()
        except BrokenPipeError:
            abandon()  # Nobody reads on.
        except OSError as problem:
            abandon()
            raise unwritten(problem) from problem
        return
    from ..storage.write import write_output

    data = text if isinstance(text, bytes) else mark + text.encode("utf-8", "backslashreplace")

    def is_ours(before: bytes) -> bool:
        from ..render.seal import is_result

        return is_result(before, data)

    write_output(output, data, is_ours)
    say(f"Written to {output}.")


def _hear(where: int, text: str | bytes) -> None:
    if (pieces := heard.get()) is not None:
        assert isinstance(text, str), "nobody listens to a command that prints anything else"
        pieces.append((where, text))


def unwritten(problem: OSError) -> ReflectError:
    """That an answer could not be printed."""
    return ReflectError(
        f"The answer could not be written to standard output: {problem.strerror}.",
        "Give it somewhere with room, or write it to a file with --output.",
    )


def closed() -> ReflectError:
    """That nobody can be answered."""
    return ReflectError("Standard output is closed, so the answer went nowhere.", "Leave it open, or use --output.")


def answer(here: Context, text: str | bytes, output: Path | None = None, mark: bytes = b"") -> None:
    """Print an answer, through a pager where somebody reads it at a terminal, or write it to the file named for it."""
    if output is None and here.paged and text and isinstance(text, str):
        from ..storage import pager

        encoding = sys.stdout.encoding or "utf-8"
        if pager.page(text.encode(encoding, "backslashreplace"), here.environ):
            _hear(PAGED, text)
            return
    show(text, output, mark)


def leave(code: int) -> NoReturn:
    """End the process as it is."""
    with contextlib.suppress(OSError, AttributeError):
        sys.stdout.flush()
    os._exit(code)


def abandon(stream: TextIO | None = None) -> None:
    """Point a stream, or else standard output, at nothing, so that leaving does not complain about it either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())


def say(text: str) -> None:
    """Say something about the run; where nobody can be told, nobody is."""
    from ..render.escape import block

    line = block(text) + "\n"
    _hear(SAID, line)
    with contextlib.suppress(AttributeError):
        try:
            sys.stderr.write(line)
            sys.stderr.flush()
        except OSError:
            abandon(sys.stderr)


def counted(items: Iterator[Item], doing: str) -> Iterator[Item]:
    """The items. To somebody at a terminal who has waited for a second it says how far it has come."""
    return _counted(items, doing) if _shows(sys.stderr) else items


def _counted(items: Iterator[Item], doing: str) -> Iterator[Item]:
    import time

    due, shown = time.monotonic() + 1, ""
    try:
        for n, item in enumerate(items, start=1):
            if (now := time.monotonic()) >= due:
                due, shown = now + 0.1, f"{doing} {n:,} …"
                sys.stderr.write(f"\r{shown}")
                sys.stderr.flush()
            yield item
    finally:
        if shown:
            # Blanks, as not every terminal can be told to empty a line; an ellipsis may have been shown as an escape.
            sys.stderr.write("\r" + " " * (len(shown) + 5) + "\r")
            sys.stderr.flush()


def ask(question: str, default: str = "") -> str:
    """Ask a person at a terminal; the default for an empty answer."""
    shown = f" [{default}]" if default else ""
    sys.stderr.write(f"{question}{shown}: ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise KeyboardInterrupt
    return answer.strip() or default


def is_terminal() -> bool:
    """Whether a person is there to answer."""
    return _shows(sys.stdin) and _shows(sys.stderr)


def context() -> Context:
    """What a command line asks with: this process's folder, surroundings, clock and streams."""
    return Context(
        now=lambda: datetime.now().astimezone(),
        environ=os.environ,
        note=say,
        counted=counted,
        width=width(sys.stdout),
        wraps=_shows(sys.stdout) or bool(os.environ.get("COLUMNS")),
        style=style(sys.stdout),
        paged=_shows(sys.stdout) and os.environ.get("TERM", "dumb") != "dumb",
    )


def watch(look_again: Callable[[], object], here: Context) -> NoReturn:
    """Look now, and again whenever a file of the partnership has changed. Ends when it is interrupted."""
    import gc
    import time

    from ..app.partnership import open_root
    from ..storage.disk import WorkTree

    # What other commands leave to their end, as they are soon over, is collected here.
    gc.enable()
    tree = WorkTree(open_root(here))
    seen, look = None, _look
    while True:
        if (stamp := tree.stamp()) != seen:
            seen = stamp
            say(f"--- {here.now():%H:%M:%S} ---")
            look(look_again)
            gc.collect()
            if sys.platform == "linux":
                # Modules are imported by now. Nothing is held any longer by what looked; and yet its memory would be
                # given back in parts only, as what came later lies between.
                look = _look_apart
            say("Watching for changes; Ctrl-C ends it.")
        time.sleep(0.3)


def _look(look_again: Callable[[], object]) -> None:
    try:
        look_again()
    except ReflectError as problem:
        say("\n  ".join(filter(None, (f"reflectctl: {problem.message}", problem.hint))))


def _look_apart(look_again: Callable[[], object]) -> None:
    """Look in a process of its own, which gives back all of its memory. What ends that process ends this one alike."""
    import gc
    import signal

    child = os.fork()
    if child == 0:
        gc.disable()
        _look(look_again)
        leave(0)
    try:
        _, status = os.waitpid(child, 0)
    except BaseException:
        # Whoever ends this one alone means both; it clears up what it has begun.
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
        raise
    code = os.waitstatus_to_exitcode(status)
    if code > 0:
        leave(code)
    if code < 0:
        say(f"reflectctl: this look was ended from outside (signal {-code}).")


def terminal() -> str:
    """What is known of where answers are printed."""
    kind = "A terminal" if _shows(sys.stdout) else "None: answers go to a file or a pipe"
    colour = "without colour" if style(sys.stdout) is plain else "with colour"
    return f"{kind}, {width(sys.stdout)} columns, {sys.stdout.encoding if sys.stdout else 'closed'}, {colour}."


def style(stream: TextIO, when: str = "auto") -> Style:
    """A function that dresses text in a style, or leaves it alone where colour is not wanted.

    What was said on the command line, `always` or `never`, counts more than what the surroundings say.
    """
    if when == "never" or (when == "auto" and not _has_colour(stream)):
        return plain
    return lambda name, text: f"\x1b[{_CODES[name]}m{text}\x1b[0m" if name in _CODES and text else text


def _has_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (_shows(stream) and os.environ.get("TERM") != "dumb")


def width(stream: TextIO) -> int:
    """How wide text is set: COLUMNS, else the terminal's width, up to 100; 100 where there is none."""
    if (columns := os.environ.get("COLUMNS", "")).isdecimal() and int(columns):
        return max(40, min(int(columns), 100))
    if not _shows(stream):
        return 100
    try:
        return max(40, min(os.get_terminal_size(stream.fileno()).columns or 100, 100))
    except (OSError, ValueError):
        return 100


def _shows(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; one that is closed is none."""
    return stream is not None and not stream.closed and stream.isatty()
