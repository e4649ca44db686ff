"""A pager, as git has it: a program of the user's own that shows an answer a screen at a time.

Which one it is comes from the user's surroundings and from the user's own settings of git, never from a repository's:
`core.pager` in one that somebody else made would be a program of theirs.
"""

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ..errors import ReflectError
from .git import Git

_USUAL = {"LESS": "FRX", "LV": "-c"}
"""What git tells pagers that have not been told anything: show colour, and leave when everything fits on the screen."""

_NOT_STARTED = (126, 127)
"""What a shell leaves with when there is no such program, or none that may be run."""


def page(text: bytes, environ: Mapping[str, str]) -> bool:
    """Show a text in the pager that was chosen, until whoever reads it leaves it; False where there is none."""
    command = _chosen(environ)
    if not command.strip() or command.strip() == "cat":
        return False
    with contextlib.suppress(ValueError):
        first = shlex.split(command)[0]
        # A word that the shell has to read, such as a variable, is for the shell to look up.
        if first.replace("/", "").replace("-", "").replace("_", "").isalnum() and shutil.which(first) is None:
            return False
    try:
        process = subprocess.Popen(
            command if os.name == "nt" else ["/bin/sh", "-c", command],
            stdin=subprocess.PIPE,
            env={**_USUAL, **environ},
            shell=os.name == "nt",
        )
    except OSError:
        return False
    before = None
    # For as long as it runs, Ctrl-C is the pager's own, which leaves the terminal as it was.
    with contextlib.suppress(ValueError):
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # Whoever has read enough closes the pipe.
        with contextlib.suppress(BrokenPipeError):
            process.communicate(text)
        return process.wait() not in _NOT_STARTED
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def _chosen(environ: Mapping[str, str]) -> str:
    """The command, as it stands in the surroundings or in the user's own settings of git."""
    for name in ("REFLECTCTL_PAGER", "GIT_PAGER"):
        if name in environ:
            return environ[name]
    with contextlib.suppress(ReflectError):
        said = Git(Path(os.sep)).run("config", "--global", "--get", "-z", "core.pager", ok=(0, 1))
        if said:
            return said.decode("utf-8", "surrogateescape").removesuffix("\0")
    return environ.get("PAGER", _less())


def _less() -> str:
    """The usual pager; none on a terminal without a size, before which nobody sits to leave it again."""
    try:
        return "less" if os.get_terminal_size(1).lines else ""
    except OSError:
        return ""
