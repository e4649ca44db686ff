"""A text written in the editor of whoever sits at the terminal, as `git commit` has it.

A command and a text go in; the text as it was left comes out. It lies in a folder of its own, outside of every
repository, that nobody else can read and that is gone afterwards.
"""

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable

from ..errors import ReflectError
from .snapshots import MOST_BYTES, shown

NAME = "REFLECTCTL_TEXT.md"


def edit(editor: str, text: str, left: Callable[[bytes], None] | None = None) -> str:
    """The text as it was left in an editor: a command as it stands in EDITOR, which the user's own shell reads.

    Whatever becomes of it, also where the editor fails, `left` is given what stands in the file then.
    """
    with tempfile.TemporaryDirectory(prefix="reflectctl-", ignore_cleanup_errors=True) as folder:
        path = os.path.join(folder, NAME)
        with open(path, "x", encoding="utf-8", newline="\n") as new:
            new.write(text)
        try:
            _wait_for(editor, path)
        finally:
            if left is not None:
                with contextlib.suppress(OSError), open(path, "rb") as file:
                    left(file.read(MOST_BYTES + 1))
        try:
            with open(path, "rb") as file:
                raw = file.read(MOST_BYTES + 1)
        except OSError as problem:
            raise ReflectError(
                f"What the editor left cannot be read: {problem.strerror}. Nothing was written.", exit_code=2
            ) from problem
    if len(raw) > MOST_BYTES:
        raise ReflectError(f"The text is longer than {MOST_BYTES:,} bytes. Nothing was written.", exit_code=2)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ReflectError(
            "The editor left a text that is not UTF-8. Nothing was written.", "Have it save as UTF-8.", exit_code=2
        ) from problem


def _wait_for(editor: str, path: str) -> None:
    # As git does it: the shell knows how a command with options is meant.
    command = f'{editor} "{path}"' if os.name == "nt" else ["/bin/sh", "-c", f'{editor} "$@"', editor, path]
    # An editor draws on the terminal, also where the answer goes elsewhere.
    screen = None if os.isatty(1) else 2
    # From before it runs, Ctrl-C is the editor's own: caught here, and not ignored, it is to a new program what it is
    # by default. In another thread than the first nothing is caught, nor would anything be.
    before = None
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        with contextlib.suppress(ValueError):
            before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        ended = subprocess.Popen(command, stdout=screen, shell=os.name == "nt").wait()
    except OSError as problem:
        raise ReflectError(
            f"The editor {shown(editor)} could not be started: {problem.strerror}. Nothing was written."
        ) from problem
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
    if ended:
        how = f"was ended by signal {-ended}" if ended < 0 else f"ended with {ended}"
        raise ReflectError(
            f"The editor {shown(editor)} {how}. Nothing was written.",
            "Give the text on the command line, or try again.",
        )
