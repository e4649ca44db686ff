"""Regular expressions, ready for use: those that are shipped compiled are taken as they are, others are compiled.

Compiling is most of what a pattern costs a short command, and the large ones of what personal data looks like take as
long as ten commands. What Python makes of each is shipped for the Pythons that are named in its file (made by
`python -m tests.patterns`, held by a test), and is found by the pattern itself: another pattern, or another Python, is
compiled as ever. What is shipped lies with the program, and is no data of anybody's.
"""

import _sre  # type: ignore[import-not-found]
import re
import sys
from functools import cache, cached_property

SMALL, LARGE = "small", "large"
"""The files of patterns: those that many commands use, and those of personal data."""
_HERE = __file__[: -len("patterns.py")]
APART = "\x1c"
"""What stands between the parts of an entry, and in no pattern."""


def regex(form: str, flags: int = 0, kept: str = SMALL) -> "re.Pattern[str]":
    """A pattern, as `re.compile` makes it; `kept` names the file in which it is shipped."""
    entry = _entries(kept).get((form, int(flags)))
    if entry is None:
        return re.compile(form, flags)
    made, groups, names, code = entry
    try:
        index = {name: int(number) for name, number in zip(names[::2], names[1::2], strict=True)}
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in index.items():
            by_number[number] = name
        pattern: re.Pattern[str] = _sre.compile(form, made, code.tolist(), groups, index, tuple(by_number))
    except (RuntimeError, ValueError, TypeError, LookupError, OverflowError):  # A file that is damaged.
        return re.compile(form, flags)
    return pattern


class Later:
    """A pattern that is made when it is first used, as a command that needs none makes none."""

    def __init__(self, form: str, flags: int = 0, kept: str = LARGE) -> None:
        self._form, self._flags, self._kept = form, flags, kept

    @cached_property
    def made(self) -> "re.Pattern[str]":
        """The pattern."""
        return regex(self._form, self._flags, self._kept)


_Entry = tuple[int, int, list[str], "memoryview"]


def stamp() -> str:
    """The Python that compiles, as far as what it makes depends on it; empty where none of that can be shipped."""
    if sys.implementation.name != "cpython" or sys.byteorder != "little" or _sre.CODESIZE != 4:
        return ""
    return f"{sys.version_info[0]}.{sys.version_info[1]}-{_sre.MAGIC}"


def path(kept: str) -> str:
    """Where a file of compiled patterns lies."""
    return f"{_HERE}compiled/{kept}.bin"


@cache
def _entries(kept: str) -> dict[tuple[str, int], _Entry]:
    """What is shipped for this Python."""
    found = {}
    try:
        with open(path(kept), "rb") as file:
            head, _, rest = file.read().partition(b"\n")
        *made_by, size = head.decode("ascii").split(" ")
        if stamp() not in made_by:
            return {}
        parts = rest[: int(size)].decode("utf-8", "surrogatepass").split(APART)
        codes = memoryview(rest)[int(size) :].cast("I")
        at = 0
        for form, flags, made, groups, names, length in zip(*(parts[each::6] for each in range(6)), strict=True):
            end = at + int(length)
            found[form, int(flags)] = int(made), int(groups), names.split(), codes[at:end]
            at = end
    except (OSError, ValueError, TypeError):
        return {}
    return found
