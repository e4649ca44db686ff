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
    made, groups, names, place = entry
    try:
        code = _code(kept, place)
        index = {name: int(number) for name, number in zip(names[::2], names[1::2], strict=True)}
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in index.items():
            by_number[number] = name
        pattern: re.Pattern[str] = _sre.compile(form, made, code.tolist(), groups, index, tuple(by_number))
    except (OSError, RuntimeError, ValueError, TypeError, LookupError, OverflowError):  # A file that is damaged.
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


_Place = tuple[int, int, int] | memoryview
_Entry = tuple[int, int, list[str], _Place]
"""How it was made, of how many groups, of what names; and its code, or where in the file that is (of what length)."""


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
    """What is shipped for this Python. Of the large ones few are ever used: their codes are left in the file."""
    found = {}
    try:
        with open(path(kept), "rb") as file:
            head = file.readline()
            *made_by, size = head.decode("ascii").split(" ")
            if stamp() not in made_by:
                return {}
            parts = file.read(int(size)).decode("utf-8", "surrogatepass").split(APART)
            codes = None if kept == LARGE else memoryview(file.read()).cast("I")
            whole = file.seek(0, 2)
        at = 0
        for form, flags, made, groups, names, length in zip(*(parts[each::6] for each in range(6)), strict=True):
            end = at + int(length)
            place = (len(head) + int(size) + at * 4, int(length) * 4, whole) if codes is None else codes[at:end]
            found[form, int(flags)] = int(made), int(groups), names.split(), place
            at = end
    except (OSError, ValueError, TypeError):
        return {}
    return found


def _code(kept: str, place: _Place) -> memoryview:
    if isinstance(place, memoryview):
        return place
    begin, length, whole = place
    with open(path(kept), "rb") as file:
        if file.seek(0, 2) != whole:
            raise ValueError("It is another file by now.")
        file.seek(begin)
        return memoryview(file.read(length)).cast("I")
