"""What is asked again and again, by a shell at each key press and by git for each version of a file: its rows."""

import sys
from collections.abc import Iterator
from pathlib import Path

from reflectctl.cli import without_site

from .corpora import _git
from .measures import Bench, Goal, Job, Row, _plain, reflectctl

_SCRIPT = str(Path(without_site.__file__).resolve())
_PYTHON = [sys.executable, "-I", "-S", _SCRIPT]


def completion(bench: Bench) -> Iterator[Row]:
    """A word and ids, as bash asks for them, of lists that are kept and of none."""
    for name, corpus in bench.corpora.items():
        for line, must, reach in (("status --f", 1.5, 1.2), ("rate 1.", 2.5, 2), ("meeting edit 20", 2.5, 2)):
            typed = f"reflectctl {line}"
            asks = ["env", "_REFLECTCTL_COMPLETE=complete_bash", f"COMP_LINE={typed}", f"COMP_POINT={len(typed)}"]
            job = Job([[*asks, f"XDG_CACHE_HOME={bench.scratch / 'cache'}", *_PYTHON]], corpus.root)
            yield bench.against(f"completion of `{line}`, {name}", Goal("P", must, reach), job, _plain(corpus.root))
        by_name = Job([[*asks, f"XDG_CACHE_HOME={bench.scratch / 'cache'}", *reflectctl(at=corpus.root).commands[0]]],
                      corpus.root)  # fmt: skip
        yield bench.against(f"the same by its name, {name}", Goal("P", 2.5, 2), by_name, _plain(corpus.root))


def textconv(bench: Bench) -> Iterator[Row]:
    """One side of a file again; and 40 commits in git's own log, beside the same with nothing kept."""
    corpus = bench.corpora.get("large") or next(iter(bench.corpora.values()))
    kept, none = f"XDG_CACHE_HOME={bench.scratch / 'cache'}", "REFLECTCTL_NO_CACHE=1"
    path = corpus.principles[0].relative_to(corpus.root).as_posix()
    again = Job([["env", kept, *_PYTHON, "textconv", path]], corpus.root)
    yield bench.against("textconv again", Goal("P", 1.3, 1), again, _plain(corpus.root))
    clone = bench.scratch / "clone"
    if not clone.exists():
        _git(bench.scratch, "clone", "--quiet", str(corpus.root), str(clone))
        _git(clone, "config", "diff.reflectctl.textconv", f'f() {{ {" ".join(_PYTHON)} textconv "$1"; }}; f')
    log = ["git", "log", "-p", "-40"]
    what = f"git log -p -40, {corpus.size.name} / with nothing kept"
    yield bench.against(what, Goal("×", 0.17), Job([["env", kept, *log]], clone), Job([["env", none, *log]], clone), 3)


def fmt(bench: Bench) -> Iterator[Row]:
    """`fmt --check` beside `validate` with its history kept and its answer not."""
    for name, corpus in bench.corpora.items():
        # Words that are typed otherwise each time are another question; --since and paths are never kept.
        checks = Job([[*reflectctl("validate", ".", at=corpus.root).commands[0]]], corpus.root)
        laid_out = reflectctl("fmt", "--check", at=corpus.root, code=1)
        yield bench.against(f"fmt --check / validate, {name}", Goal("×", 1.0, 0.7), laid_out, checks)
