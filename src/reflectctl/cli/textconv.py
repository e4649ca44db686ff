"""What git runs to show a file as sentences: `reflectctl textconv FILE`. Git stops where this fails, so it never does.

Answered before typer is imported: `git log -p` asks for two versions of each file of each commit.
"""

import sys
from pathlib import Path

from ..model.records import Partnership
from ..storage.disk import WorkTree, find_root, read_file
from ..storage.snapshots import MOST_BYTES, Unreadable, shown

_USAGE = """Usage: reflectctl textconv [--root DIR] FILE

  Print a partnership's file as sentences, one fact a line. Git runs this, once
  `reflectctl git-setup` has told it to. A file that cannot be read is printed
  as it is.
"""


def run(arguments: list[str]) -> int:
    """Print the file; 2 when it was asked for wrongly, 3 when there is no such file."""
    root = "."
    if arguments[:1] == ["--root"] and len(arguments) > 1:
        root, arguments = arguments[1], arguments[2:]
    if arguments in (["--help"], ["-h"]) or len(arguments) != 1:
        stream = sys.stdout if len(arguments) == 1 else sys.stderr
        stream.write(_USAGE)
        return 0 if len(arguments) == 1 else 2
    path = Path(arguments[0])
    raw = _read(path)
    if isinstance(raw, Unreadable):
        from .console import say

        say(f"reflectctl: {shown(path)} cannot be read. {raw.reason}")
        return 3
    _print(_told(path.name, raw, Path(root)))
    return 0


def _read(path: Path) -> bytes | Unreadable:
    raw = read_file(path.parent, path.name)
    if isinstance(raw, Unreadable) and path.is_file() and path.stat().st_size > MOST_BYTES:
        return _summed_up(path)
    return raw


def _told(name: str, raw: bytes, root: Path) -> str:
    from ..render import textconv

    try:
        return textconv.document(name, raw, _around(root))
    except Exception:
        # Even our own mistake must not keep anybody from seeing what has changed.
        return textconv.as_it_is(raw)


def _around(root: Path) -> Partnership:
    """What the partnership around a folder calls things; nothing where there is none, or none that can be read."""
    from ..app.partnership import language
    from ..errors import ReflectError
    from ..loading.files import PARTNERSHIP
    from ..loading.load import load
    from .console import context

    try:
        tree = WorkTree(find_root(root))
        wanted = [path for path in tree.paths() if path == PARTNERSHIP or path.startswith("content/")]
        return load(tree, wanted, language=language(context(), tree.root)).partnership
    except ReflectError:
        return Partnership()


def _summed_up(path: Path) -> bytes:
    """What is shown in place of a file that is too long to be one of a partnership's; another for other content."""
    import hashlib

    with path.open("rb") as file:
        sum = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{path.stat().st_size:,} bytes, too long to be shown. Their SHA-256 is {sum}.\n".encode()


def _print(text: str) -> None:
    """As UTF-8 with line feeds, which is what git compares, whatever the terminal takes."""
    if sys.stdout is None:
        from .console import closed, say

        say(f"reflectctl: {closed().message}")
        sys.exit(3)
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except OSError as problem:
        from .console import abandon, say

        abandon()
        if not isinstance(problem, BrokenPipeError):
            say(f"reflectctl: standard output could not be written: {problem.strerror}.")
            sys.exit(3)
