"""YAML text with its marks in, its blocks out: every line, every comment too, belongs to one entry of one block.

Knows how far each text reaches, and which key a comment goes with. Does not know how a file is to look.
"""

import re

from ..documents.yaml import Marks
from ..model.named_tuples import NamedTuple

MODELINE = re.compile(r"#[ \t]*yaml-language-server[ \t]*:.*")
"""The comment that names a file's schema to an editor."""

Comments = tuple[str, ...]
"""Comments without their indentation, in order; empty text for the blank lines before or between them."""


class Words(NamedTuple):
    """A value that goes on from line to line as it likes: text, a number, or what stands in brackets."""

    first: str
    """Its first line, with the comment behind it when that is its only one."""
    more: tuple[str, ...]
    """Its further lines, as they are."""
    column: int
    below: Comments | None
    """The comments between its key and itself; None where it begins on the key's own line."""


class Text(NamedTuple):
    """A block of text: what announces it (`|`, `>-`), with the comment behind that, and its lines."""

    header: str
    lines: tuple[str, ...]
    """Without the indentation that is not their own."""
    depth: int
    """How much deeper than its key it says that it stands; 0 where it does not say."""
    keeps: bool
    """Whether the blank lines at its end are its own (`|+`)."""
    below: Comments | None


class Entry(NamedTuple):
    """A key with its value, or an item of a list; with the comments that go with it."""

    key: str | None
    """None for an item."""
    head: str
    """The key and its colon as they are written; a dash."""
    lead: Comments
    """What stands above it."""
    remark: str
    """The comment behind it, with the space before, where no value stands on its line."""
    value: "Words | Text | Block | None"
    """None where it is empty."""
    below: Comments = ()
    """What stands below it, indented as its value would be, where it is empty."""


class Block(NamedTuple):
    """A mapping or a list whose entries stand on lines of their own."""

    column: int
    entries: tuple[Entry, ...]
    tail: Comments
    """What stands at its end, indented as it is."""


class Tangled(Exception):
    """The text cannot be told apart into blocks: on which line (from 0), and what stands there."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message


def blocks(text: str, marks: Marks) -> Block:
    """The blocks of a text whose lines end with line feeds. Modelines are left out."""
    if marks.style != "block":
        raise Tangled(marks.start.line, "Keys and values on lines of their own were expected here.")
    reader = Reader(text)
    top = reader.block(marks)
    # Whatever is still to come, however little it is indented, goes with the whole.
    tail = [*top.tail, *reader.comments(reader.upcoming())]
    while tail and not tail[-1]:
        tail.pop()
    return top._replace(tail=tuple(tail))


class Reader:
    """Goes through the lines of a text from the first to the last and takes each of them once."""

    def __init__(self, text: str) -> None:
        self.lines = text.removesuffix("\n").split("\n")
        self.next = 0

    def block(self, marks: Marks) -> Block:
        """The block that begins here."""
        column = marks.start.column
        entries = []
        if marks.keys is not None:
            for key, mark in marks.keys.items():
                entries.append(self.entry(key, mark.line, column, marks.inside[key]))
        else:
            for number, inside in enumerate(marks.inside):
                at = self.upcoming() if number else marks.start.line
                entries.append(self.entry(None, at, column, inside))
        return Block(column, tuple(entries), self.tail(column))

    def entry(self, key: str | None, at: int, column: int, marks: Marks) -> Entry:
        """The entry on a line."""
        lead = self.comments(at)
        self.next = at + 1
        head, after = self.head(key, at, column)
        spare = after - column - len(head)
        if marks.style is None and marks.start.index == marks.end.index:
            return Entry(key, head, lead, self.remark(at, after, spare), None, self.tail(column + 1))
        if marks.start.line > at:
            remark = self.remark(at, after, spare)
            if marks.style == "block":
                return Entry(key, head, lead, remark, self.block(marks))
            return Entry(key, head, lead, remark, self.value(marks, column, self.comments(marks.start.line)))
        if marks.style == "block":
            return Entry(key, head, lead, "", self.block(marks))
        # The space that goes from before the value is given to the comment behind it, which so keeps its column.
        spare = marks.start.column - column - len(head) - 1
        return Entry(key, head, lead, "", self.value(marks, column, None, spare))

    def head(self, key: str | None, at: int, column: int) -> tuple[str, int]:
        """A key and its colon, or a dash, and where on the line that ends."""
        if key is None:
            return "-", column + 1
        line = self.lines[at]
        quoted = _QUOTED.match(line, column)
        end = quoted.end() if quoted else column + len(key)
        colon = _COLON.match(line, end)
        if colon is None or not (quoted or line.startswith(key, column)):
            raise Tangled(at, "A key is written with a question mark here.")
        return line[column:end] + ":", colon.end()

    def value(self, marks: Marks, column: int, below: Comments | None, spare: int = 0) -> Words | Text:
        """A value that holds no others."""
        start, end = marks.start, marks.end
        line = self.lines[start.line]
        self.next = start.line + 1
        header = HEADER.match(line, start.column) if marks.style in ("|", ">") else None
        if header:
            remark = self.remark(start.line, header.end(), spare)
            depth = next((int(sign) for sign in header.group() if sign.isdigit()), 0)
            keeps = "+" in header.group()
            indent, stop = self.extent(column, depth, keeps=keeps)
            lines = tuple(each[indent:] for each in self.lines[self.next : stop])
            self.next = stop
            return Text(header.group() + remark, lines, depth, keeps, below)
        self.next = end.line + 1
        if end.line == start.line:
            first = line[start.column : end.column] + self.remark(end.line, end.column, spare)
            return Words(first, (), start.column, below)
        more = tuple(map(_trimmed, self.lines[start.line + 1 : self.next]))
        return Words(_trimmed(line[start.column :]), more, start.column, below)

    def extent(self, column: int, depth: int, *, keeps: bool) -> tuple[int, int]:
        """The column that a block of text stands in, and the line after its last one.

        A line of spaces belongs to the text only for those that go beyond its column. The parser's own marks do not
        say: it ends a block where the next thing begins.
        """
        first = next((n for n in range(self.next, len(self.lines)) if self.lines[n].strip(" ")), len(self.lines))
        indent = column + depth
        if not depth:
            indent = _indent(self.lines[first]) if first < len(self.lines) else 0
            widest = max(map(len, self.lines[self.next : first]), default=0)
            if indent <= column or widest > indent:
                # There is no text: its column is such that nothing stands beyond it.
                return max(indent, widest), first if keeps else self.next
        stop = self.next
        for number in range(self.next, len(self.lines)):
            line = self.lines[number]
            blank = not line.strip(" ")
            if not blank and _indent(line) < indent:
                break
            if keeps or len(line) > indent:
                stop = number + 1
        return indent, stop

    def tail(self, column: int) -> Comments:
        """The comments that come next, as far as they are indented by `column` or more and what follows them is not."""
        return self.comments(self.tail_end(column))

    def tail_end(self, column: int) -> int:
        """The line after the last of those comments."""
        upcoming = self.upcoming()
        if upcoming < len(self.lines) and _indent(self.lines[upcoming]) >= column:
            return self.next
        stop = self.next
        for number in range(self.next, upcoming):
            comment = self.lines[number].strip(_SPACE)
            if comment and _indent(self.lines[number]) < column:
                break
            if comment and not MODELINE.fullmatch(comment):
                stop = number + 1
        return stop

    def upcoming(self) -> int:
        """The next line that is neither blank nor a comment."""
        for number in range(self.next, len(self.lines)):
            said = self.lines[number].lstrip(_SPACE)
            if said and said[0] != "#":
                return number
        return len(self.lines)

    def comments(self, stop: int) -> Comments:
        """What stands between here and the line `stop`: comments and blank lines only."""
        taken: list[str] = []
        for number in range(self.next, stop):
            comment = self.lines[number].strip(_SPACE)
            if comment and comment[0] != "#":
                raise Tangled(number, "A key is written with a question mark here.")
            if (comment or not taken or taken[-1]) and not MODELINE.fullmatch(comment):
                taken.append(comment)
        self.next = max(self.next, stop)
        return tuple(taken)

    def remark(self, at: int, after: int, spare: int = 0) -> str:
        """The comment that ends a line, with the space before it."""
        rest = self.lines[at][after:].rstrip(_SPACE)
        return " " * spare + rest if rest else ""


# Not all that Python strips: a no-break space is text to YAML.
_SPACE = " \t"
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'")
_COLON = re.compile(r"[ \t]*:")
HEADER = re.compile(r"[|>][-+1-9]*")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _trimmed(line: str) -> str:
    """A line without the space at its end; what a backslash holds fast stays."""
    cut = line.rstrip(_SPACE)
    return line if cut.endswith("\\") else cut
