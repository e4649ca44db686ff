"""What git runs to show a file as sentences: `reflectctl textconv FILE`. Git stops where this fails, so it never does.

Answered before typer is imported; what was said before is said again by `textconv_cache`, without any of this.
"""

import sys
from pathlib import Path

from ..model.records import Partnership
from ..storage.disk import WorkTree, find_root, read_file
from ..storage.snapshots import MOST_BYTES, Unreadable, shown
from .textconv_cache import Question, printed

_USAGE = """Usage: reflectctl textconv [--root DIR] FILE

  Print a partnership's file as sentences, one fact a line. Git runs this, once
  `reflectctl git-setup` has told it to. A file that cannot be read is printed
  as it is.
"""


def run(arguments: list[str], question: Question) -> int:
    """Print the file; 2 when it was asked for wrongly, 3 when there is no such file."""
    root = "."
    if arguments[:1] == ["--root"] and len(arguments) > 1:
        root, arguments = arguments[1], arguments[2:]
    if arguments in (["--help"], ["-h"]) or len(arguments) != 1:
        stream = sys.stdout if len(arguments) == 1 else sys.stderr
        stream.write(_USAGE)
        return 0 if len(arguments) == 1 else 2
    path = Path(arguments[0])
    raw = _read(path) if question.raw is None else question.raw
    if isinstance(raw, Unreadable):
        from .console import say

        say(f"reflectctl: {shown(path)} cannot be read. {raw.reason}")
        return 3
    told, is_certain = _told(path.name, raw, Path(root))
    # As UTF-8 with line feeds, which is what git compares.
    said = told.encode("utf-8", "backslashreplace")
    code = printed(said)
    if is_certain:
        question.keep(said)
    return code


def _read(path: Path) -> bytes | Unreadable:
    raw = read_file(path.parent, path.name)
    if isinstance(raw, Unreadable) and path.is_file() and path.stat().st_size > MOST_BYTES:
        return _summed_up(path)
    return raw


def _told(name: str, raw: bytes, root: Path) -> tuple[str, bool]:
    """What a file says, and whether it would be said again."""
    from ..render import textconv

    try:
        return textconv.document(name, raw, _around(root)), True
    except Exception:
        # Even our own mistake must not keep anybody from seeing what has changed.
        return textconv.as_it_is(raw), False


def _around(root: Path) -> Partnership:
    """What the partnership around a folder calls things; nothing where there is none, or none that can be read."""
    from ..app.partnership import language
    from ..errors import ReflectError
    from ..loading.files import PARTNERSHIP
    from ..loading.load import load
    from .console import context

    try:
        tree = WorkTree(find_root(root), files=(PARTNERSHIP,), folders=("content",))
        return load(tree, tree.paths(), language=language(context(), tree.root)).partnership
    except ReflectError:
        return Partnership()


def _summed_up(path: Path) -> bytes:
    """What is shown in place of a file that is too long to be one of a partnership's; another for other content."""
    import hashlib

    with path.open("rb") as file:
        sum = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{path.stat().st_size:,} bytes, too long to be shown. Their SHA-256 is {sum}.\n".encode()
