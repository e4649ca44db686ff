"""The answer that was given already, where nothing that it rests on has changed; else it is kept for the next time.

Only a command's own run begins here, never one inside another program: what that has loaded before cannot be known.
"""

import os
import sys
import time

from ..errors import ReflectError
from ..storage import kept_answers
from ..storage.own_folder import own_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO

COMMANDS = frozenset(("validate", "status", "next", "action list", "meeting list", "diff", "history"))
"""Those whose answers are kept: they only read, and print."""
_NOT_WITH = ("since", "watch", "output", "paths")
"""What a command may be asked that rests on more, or does more, than print."""
_MOMENTS = ("a", "b", "base")
"""Where a command may be given a revision."""
_OF_MORE = ("@{", "worktree", f"{kept_answers.OUR_FOLDER}/")
"""What a revision has that git looks up in its logs, by the clock, in another worktree, or in what we keep."""
_OF_NO_CONCERN = frozenset(("_", "OLDPWD", "PWD", "SHLVL"))
"""Variables that a shell changes as it goes, and nobody reads."""
_NO_FILES = ("/dev/", "/proc/", "/sys/")
"""Where the system shows what is not kept anywhere, but for files in memory."""
_IN_MEMORY = "/dev/shm/"  # noqa: S108  Nothing is written there.

_SAID, _PAGED = 2, 3
"""As `console` numbers where a piece goes."""


def run(words: list[str]) -> int:
    """Do what the words say, or tell again what they told; gives the exit code."""
    name = _name(words)
    if name:
        code = _told_again(name)
        if code is not None:
            return code
    import gc

    from .app import run as do

    # A command is over before there is anything to collect; looking for it costs a tenth of the run.
    gc.disable()
    return _kept(words, name) if name else do(words)


def _name(words: list[str]) -> str:
    """What the answer is called; empty where none can be kept."""
    if not own_file(os.environ, kept_answers.FOLDER, "file"):
        return ""
    try:
        return kept_answers.name(_asked_with(words))
    except (OSError, AttributeError):
        return ""


def _asked_with(words: list[str]) -> "Iterator[str]":
    """Everything beside files that makes the answer what it is."""
    from .. import __version__

    yield from (__version__, __file__, sys.version, sys.executable, sys.prefix, "\0".join(sys.path))
    yield from (os.getcwd(), str(os.geteuid()))
    yield str(os.getgroups())
    now = time.localtime()
    yield f"{now.tm_year} {now.tm_yday} {now.tm_gmtoff} {now.tm_zone}"
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        yield f"{stream.isatty()} {stream.encoding}"
    if sys.stdout.isatty():
        yield str(os.get_terminal_size(sys.stdout.fileno()))
    yield str(len(words))
    yield from words
    for variable, value in sorted(os.environ.items()):
        if variable not in _OF_NO_CONCERN:
            yield f"{variable}={value}"


def _told_again(name: str) -> int | None:
    """The exit code, where the answer is kept."""
    kept = kept_answers.again(os.environ, name)
    if kept is None:
        return None
    for where, text in kept.pieces:
        if where == _PAGED:
            from . import console

            console.answer(console.context(), text)
            continue
        stream = sys.stderr if where == _SAID else sys.stdout
        try:
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
            stream.write(text)
            stream.flush()
        except OSError as problem:
            if failed := _not_told(stream, problem):
                return failed
    return kept.code


def _not_told(stream: "TextIO", problem: OSError) -> int:
    """Say why an answer could not be printed, and give the exit code; 0 where nobody reads on, or is told nothing."""
    from . import console
    from .app import failed

    console.abandon(stream)
    if stream is sys.stderr:
        return 0
    return 0 if isinstance(problem, BrokenPipeError) else failed(console.unwritten(problem), console)


def _kept(words: list[str], name: str) -> int:
    """Do what the words say, and keep the answer where it is certain what it rests on."""
    from . import plain
    from .app import run as do

    try:
        asked = plain.read(words)
    except ReflectError:
        asked = None
    if not isinstance(asked, plain.Asked) or asked.command not in COMMANDS:
        return do(words)
    # From here on, as what is imported next reads files of the program's own.
    opened: set[str] = set()
    sys.addaudithook(lambda event, about: _note_opened(opened, event, about))
    from . import sooner

    sooner.import_pathlib()
    from ..storage import resting
    from . import console

    seen = None if _rests_on_more(asked.values) else resting.begin(asked.here(console.context()).folder, os.environ)
    if seen is None:
        return do(words)
    heard: list[tuple[int, str]] = []
    console.heard.set(heard)
    code = do(words)
    if code in (0, 1) and (found := resting.end(seen, _used(opened), os.environ)) is not None:
        kept_answers.put(os.environ, name, kept_answers.Kept(code, heard, *found))
    return code


def _rests_on_more(values: "Mapping[str, object]") -> bool:
    """Whether an answer rests on more than files, refs and commits, or is more than print."""
    revisions = " ".join(str(values.get(each) or "") for each in _MOMENTS)
    return any(values.get(each) for each in _NOT_WITH) or any(sign in revisions for sign in _OF_MORE)


def _note_opened(opened: set[str], event: str, about: tuple[object, ...]) -> None:
    """Note a file that is opened, or a folder that is listed, from Python."""
    if event in ("open", "os.scandir", "os.listdir") and about and isinstance(about[0], str | bytes):
        opened.add(os.path.abspath(os.fsdecode(about[0])))


def _used(opened: set[str]) -> "Iterator[str]":
    """The program's own modules, those of others that it has loaded, and what was read anywhere."""
    from . import loaded

    yield from loaded.files()
    for path in sorted(opened):
        is_beside = path.startswith(_NO_FILES) and not path.startswith(_IN_MEMORY)
        if not is_beside and not loaded.is_pythons(path) and "/__pycache__/" not in path:
            yield path
