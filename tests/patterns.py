"""Compiles the program's own patterns, to be shipped: `python -m tests.patterns [PYTHON...]`, for each Python named, or
for all that are installed here.

A test says where they are not what the Python that it runs with makes of them.
"""

import importlib
import json
import os
import pkgutil
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import subprocess
import sys
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import reflectctl
from reflectctl import patterns, resources
from tests.pythons import OTHERS, installed

Form = tuple[str, int]


def forms() -> dict[str, list[Form]]:
    """The patterns of the program by the file that they are shipped in, sorted; a process of its own looks for them."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.patterns", "--forms"], text=True, check=True, capture_output=True
    )
    return _read(said.stdout)


def _read(told: str) -> dict[str, list[Form]]:
    return {kept: [(form, flags) for form, flags in each] for kept, each in json.loads(told).items()}


def _noted() -> dict[str, list[Form]]:
    """The patterns that are made when every module is imported, and when what makes patterns later does so."""
    found: dict[str, set[Form]] = {patterns.SMALL: set(), patterns.LARGE: set()}
    make, later = patterns.regex, patterns.Later.__init__

    def regex(form: str, flags: int = 0, kept: str = patterns.SMALL) -> "re.Pattern[str]":
        found[kept].add((form, int(flags)))
        return make(form, flags, kept)

    def init(self: patterns.Later, form: str, flags: int = 0, kept: str = patterns.LARGE) -> None:
        found[kept].add((form, int(flags)))
        later(self, form, flags, kept)

    patterns.regex, patterns.Later.__init__ = regex, init  # type: ignore[method-assign]
    for call in _calls():
        call()
    return {kept: sorted(each) for kept, each in found.items()}


def _calls() -> Iterator[Callable[[], Any]]:
    """What makes every pattern."""
    for module in pkgutil.walk_packages(reflectctl.__path__, "reflectctl."):
        if module.name != "reflectctl.__main__":
            importlib.import_module(module.name)
    from reflectctl.analysis import personal_patterns, personal_signs, redaction
    from reflectctl.loading import schema_check

    for group in personal_patterns._GROUPS:
        yield lambda group=group: personal_patterns._made(group)  # type: ignore[misc]
    yield personal_signs._made
    yield personal_signs._quick
    yield lambda: redaction._patterns(redaction.FEWER_THAN)
    yield lambda: redaction._alone(redaction.FEWER_THAN)
    for name in resources.schema_names():
        yield lambda name=name: schema_check.compiled(resources.schema(name))  # type: ignore[misc]


def file(entries: list[Form]) -> bytes:
    """What is shipped of some patterns, but for the Pythons that make the same of them."""
    said: list[str] = []
    codes = array("I")
    for form, flags in entries:
        if patterns.APART in form:
            raise ValueError(form)
        parsed = parser.parse(form, flags)
        code = compiler._code(parsed, flags)
        groups = parsed.state.groups - 1
        names = " ".join(f"{name} {number}" for name, number in parsed.state.groupdict.items())
        said += [form, str(flags), str(flags | parsed.state.flags), str(groups), names, str(len(code))]
        codes.extend(code)
    text = patterns.APART.join(said).encode("utf-8", "surrogatepass")
    return b"%d\n" % len(text) + text + codes.tobytes()


def _made_by(python: str, entries: dict[str, list[Form]]) -> tuple[str, dict[str, bytes]]:
    """What a Python makes of patterns, and which it is."""
    words = [python, "-m", "tests.patterns", "-"]
    environ = {**os.environ, "PYTHONPATH": "src"}
    said = subprocess.run(words, input=json.dumps(entries), env=environ, text=True, check=True, capture_output=True)
    stamp, files = json.loads(said.stdout)
    return stamp, {kept: bytes.fromhex(each) for kept, each in files.items()}


def nothing_personal() -> bytes:
    """What the texts of the shipped content are known by, in which nothing looks like somebody's data."""
    from reflectctl.analysis.personal_data import places
    from reflectctl.app.personal import _name

    raws = [raw for pack in resources.pack_ids() for raw in resources.pack_files(pack).values()]
    texts = sorted({raw.decode("utf-8") for raw in raws})
    return "".join(f"{name}\n" for name in sorted(_name(text) for text in texts if not places(text))).encode("ascii")


def _pythons() -> list[str]:
    """This Python, and the others that are installed."""
    others = (installed(version) for version in OTHERS)
    return [sys.executable, *(str(python) for python in others if python is not None)]


if __name__ == "__main__":
    if sys.argv[1:] == ["--forms"]:
        print(json.dumps(_noted()))
    elif sys.argv[1:] == ["-"]:
        asked = _read(sys.stdin.read())
        print(json.dumps([patterns.stamp(), {kept: file(each).hex() for kept, each in asked.items()}]))
    else:
        every = forms()
        made = [_made_by(python, every) for python in sys.argv[1:] or _pythons()]
        if any(files != made[0][1] for _, files in made):
            sys.exit("These Pythons make different things of the same patterns: ship the patterns of one of them.")
        for kept, raw in made[0][1].items():
            Path(patterns.path(kept)).parent.mkdir(exist_ok=True)
            Path(patterns.path(kept)).write_bytes(" ".join(stamp for stamp, _ in made).encode("ascii") + b" " + raw)
        Path(patterns.path("x")).with_name("nothing-personal.txt").write_bytes(nothing_personal())
