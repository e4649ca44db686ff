"""The marks that a merge leaves in a text where two sides differ: set, found again, and read as each side has it.

As git writes them, of any length, with or without what stood before. Knows nothing of what stands between them.
"""

import re
from collections.abc import Iterator

from ..model.named_tuples import NamedTuple

SIZE = 7
"""How many signs a mark has; git takes more where conflicts lie within conflicts."""


class Conflict(NamedTuple):
    """What stands between marks: each side's lines."""

    line: int
    """That of its first mark, from 1."""
    ours: str
    theirs: str
    end: int = 0
    """The line after its last mark."""


class Marks(NamedTuple):
    """How conflicts are marked."""

    size: int = SIZE
    ours: str = "ours"
    theirs: str = "theirs"

    def conflict(self, ours: str, theirs: str) -> str:
        """Two sides' lines between marks."""
        signs = [sign * self.size for sign in "<=>"]
        return f"{signs[0]} {self.ours}\n{ours}{signs[1]}\n{theirs}{signs[2]} {self.theirs}\n"


def parts(text: str) -> Iterator[str | Conflict]:
    """A text in pieces: lines that are no conflict's, and conflicts. Marks that do not belong together are lines."""
    lines = text.splitlines(keepends=True)
    at, plain = 0, 0
    while at < len(lines):
        found = _conflict(lines, at)
        if found is None:
            at += 1
            continue
        if at > plain:
            yield "".join(lines[plain:at])
        conflict, at = found
        plain = at
        yield conflict
    if at > plain:
        yield "".join(lines[plain:at])


def sides(text: str) -> tuple[str, str]:
    """A text as ours has it, and as theirs has it: the same where there is no conflict."""
    if "<<<<<<<" not in text:
        return text, text
    found = list(parts(text))
    return (
        "".join(part if isinstance(part, str) else part.ours for part in found),
        "".join(part if isinstance(part, str) else part.theirs for part in found),
    )


_BEGIN = re.compile(r"(<{7,})(?= |\r?\n|\Z)")


def _conflict(lines: list[str], at: int) -> tuple[Conflict, int] | None:
    """The conflict that begins at a line, and the line after it."""
    opened = _BEGIN.match(lines[at])
    if opened is None:
        return None
    size = len(opened.group(1))
    where = {"|": -1, "=": -1, ">": -1}
    for number in range(at + 1, len(lines)):
        sign = lines[number][0]
        if sign in where and _is_mark(lines[number], sign, size):
            where[sign] = number
            if sign == ">":
                break
    if not at < where["="] < where[">"]:
        return None
    end_of_ours = where["|"] if at < where["|"] < where["="] else where["="]
    ours, theirs = lines[at + 1 : end_of_ours], lines[where["="] + 1 : where[">"]]
    return Conflict(at + 1, "".join(ours), "".join(theirs), where[">"] + 2), where[">"] + 1


def _is_mark(line: str, sign: str, size: int) -> bool:
    return line.startswith(sign * size) and line[size : size + 1] in ("", " ", "\r", "\n")


def lines(text: str) -> tuple[list[int], list[int]]:
    """For each line of a text as ours and as theirs has it, which line of the text it is, from 1."""
    ours: list[int] = []
    theirs: list[int] = []
    at = 1
    for part in parts(text):
        if isinstance(part, str):
            count = part.count("\n") + (not part.endswith("\n"))
            for side in (ours, theirs):
                side += range(at, at + count)
            at += count
            continue
        left, right = part.ours.count("\n"), part.theirs.count("\n")
        ours += range(at + 1, at + 1 + left)
        begin = part.end - 1 - right
        theirs += range(begin, begin + right)
        at = part.end
    return ours, theirs
