"""What `textconv` said of a file, said again: a file's content goes in, the same sentences as before come out.

`git log -p` asks for two versions of each file of each commit, and asks again the next time. What was said is kept by
the content of the file, by what gives things their names around it, and by what the program is; git's own
`cachetextconv` knows only the first of these, and would go on calling an agency by its former name.
"""

import os
import sys
from time import time_ns

from ..storage import kept_by_content as kept

_FOLDER = "textconv"
_NAMES = ("partnership.yaml", "content")
"""What gives things their names."""

Around = tuple[bytes, list[kept.Stamp]]


class Question:
    """A file that git asks about, as it was when it was asked about."""

    def __init__(self, arguments: list[str]) -> None:
        """`arguments` are those of `textconv`; of what is not named plainly, and of no plain file, nothing is kept."""
        self._begun = time_ns()
        self._root, self.path = _asked(arguments)
        read = kept.plain_file(self.path)
        self.raw = read[0] if read else None
        self._around = _around(self._root) if read else None
        self._use = f"{_FOLDER} {sys.executable} {os.environ.get('PYTHONPATH', '')}"

    def said(self) -> bytes | None:
        """What was said of it before; None where nothing is known of that."""
        if self._around is None:
            return None
        code = kept.program(os.environ, self._use)
        return kept.get(os.environ, _FOLDER, self._name(code))

    def keep(self, said: bytes) -> None:
        """Keep what is said of it, unless anything that gives names has changed meanwhile."""
        if self._around is None or _around(self._root) != self._around:
            return
        from .loaded import files

        if code := kept.learn(os.environ, self._use, files(), self._begun):
            kept.put(os.environ, _FOLDER, self._name(code), said)

    def _name(self, code: str) -> str:
        around, raw = self._around, self.raw
        assert around is not None, "nothing else is kept"
        assert raw is not None
        ending = next((each for each in (".md", ".yaml") if self.path.endswith(each)), "")
        language = os.fsencode(os.environ.get("REFLECTCTL_LANG", ""))
        return kept.name_of(code.encode("ascii"), ending.encode("ascii"), language, around[0], raw)


def _asked(arguments: list[str]) -> tuple[str, str]:
    """The root and the file that are named; no file where they are not named plainly."""
    root = "."
    if arguments[:1] == ["--root"] and len(arguments) > 1:
        root, arguments = arguments[1], arguments[2:]
    is_plain = len(arguments) == 1 and not arguments[0].startswith("-")
    return root, arguments[0] if is_plain else ""


def _around(root: str) -> Around | None:
    """What gives things their names around a folder, and what its files are known by; None where it is not certain."""
    top = kept.root_around(root)
    if not top:
        return None if top is None else (b"", [])
    paths = kept.plain_files(top, _NAMES)
    if paths is None:
        return None
    parts, stamps = [], []
    for path in paths:
        read = kept.plain_file(os.path.join(top, path))
        if read is None:
            return None
        parts += [os.fsencode(path), read[0]]
        stamps.append(read[1])
    return kept.name_of(*parts).encode("ascii"), stamps


def printed(said: bytes) -> int:
    """Print it as it is, whatever the terminal takes; the exit code."""
    if sys.stdout is None:
        from .console import closed, say

        say(f"reflectctl: {closed().message}")
        return 3
    try:
        sys.stdout.buffer.write(said)
        sys.stdout.flush()
    except OSError as problem:
        from .console import abandon, say

        abandon()
        if not isinstance(problem, BrokenPipeError):
            say(f"reflectctl: standard output could not be written: {problem.strerror}.")
            return 3
    return 0
