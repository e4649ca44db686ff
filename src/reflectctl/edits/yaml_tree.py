"""YAML text in, its tree out: every character belongs to one entry, and all of them put together are the text again.

Knows where each text begins and ends and which comments go with it; blocks are told apart as in `yaml_blocks`. What
one side of a merge says can so be put in the place of what the other says, to the letter.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ..documents.yaml import Marks
from .yaml_blocks import HEADER, Reader, Tangled


class Leaf:
    """A value that is taken whole: text, a number, what stands in brackets, or nothing."""

    def __init__(self, data: Any, text: str, comments: tuple[str, ...], marks: Marks, begin: int) -> None:
        """`begin` is the column at which its text begins, behind the key."""
        self.data, self.text, self.comments, self.marks, self.begin = data, text, comments, marks, begin

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: it may stand for a list or for keys to come."""
        return self.data in (None, "", [], {})


class Branch:
    """A mapping or a list whose entries stand on lines of their own."""

    def __init__(self, column: int, entries: "tuple[Entry, ...]", tail: str, *, is_list: bool) -> None:
        self.column, self.entries, self.tail, self.is_list = column, entries, tail, is_list

    @cached_property
    def by_key(self) -> "Mapping[str, Entry]":
        """For a mapping: its entries by key."""
        return {entry.key: entry for entry in self.entries if entry.key is not None}

    @cached_property
    def data(self) -> Any:
        """What it says."""
        if self.is_list:
            return [entry.value.data for entry in self.entries]
        return {entry.key: entry.value.data for entry in self.entries}


class Entry:
    """A key with its value, or an item of a list; with the comments that go with it."""

    def __init__(self, key: str | None, column: int, lead: str, head: str, value: Leaf | Branch) -> None:
        """`lead` is the lines above it; `head` goes from its column to where the value begins."""
        self.key, self.column, self.lead, self.head, self.value = key, column, lead, head, value

    @cached_property
    def body(self) -> str:
        """Its text from its column on, without what stands above it."""
        return self.head + (self.value.text if isinstance(self.value, Leaf) else written(self.value, self.is_inline))

    @property
    def is_inline(self) -> bool:
        """Whether the first entry of what it holds stands on its own line."""
        return not self.head.endswith("\n")

    @cached_property
    def meaning(self) -> tuple[Any, tuple[str, ...]]:
        """What it says, its comments among it, however it is laid out."""
        return self.core[0], self.comments

    @cached_property
    def core(self) -> tuple[Any, tuple[str, ...]]:
        """What it says, with the comments in it; without those above it."""
        inner = self.value.comments if isinstance(self.value, Leaf) else comments_of(self.value)
        return normal(self.value.data), (*self.remark, *inner)

    @property
    def comments(self) -> tuple[str, ...]:
        """Every comment above it and in it."""
        return (*comments_in(self.lead), *self.core[1])

    @property
    def remark(self) -> tuple[str, ...]:
        """The comment behind its key, where its value begins on another line."""
        return (
            () if self.is_inline else tuple(comments_in(self.head[self.head.find(" #") :]) if " #" in self.head else ())
        )

    @cached_property
    def letters(self) -> tuple[str, str]:
        """Its text, wherever it stands."""
        return self.lead_at(0), self.body_at(0)

    def lead_at(self, column: int) -> str:
        """The lines above it, where it stands at a column."""
        return shifted(self.lead, column - self.column)

    def body_at(self, column: int) -> str:
        """Its text, where it stands at a column."""
        first, end, rest = self.body.partition("\n")
        return first + end + shifted(rest, column - self.column)


def tree(text: str, data: Any, marks: Marks) -> tuple[str, Branch]:
    """What stands above the first key of a text whose lines end with line feeds, and its tree.

    Raises `Tangled` where the text cannot be told apart.
    """
    if marks.style != "block" or marks.keys is None:
        raise Tangled(marks.start.line, "Keys and values on lines of their own were expected here.")
    reader = _Reader(text)
    top = marks.start.line
    reader.next = top
    branch = reader.branch(marks, data)
    branch.tail += reader.take(len(reader.lines))
    return "".join(line + "\n" for line in reader.lines[:top]), branch


def written(branch: Branch, is_inline: bool = False) -> str:
    """The text of a branch, its first entry without its indentation where that stands behind a dash."""
    lines = []
    for number, entry in enumerate(branch.entries):
        if number or not is_inline:
            lines += [entry.lead, " " * branch.column]
        lines.append(entry.body)
    return "".join(lines) + branch.tail


def comments_of(branch: Branch) -> Iterator[str]:
    """Every comment of a branch."""
    for entry in branch.entries:
        yield from entry.comments
    yield from comments_in(branch.tail)


def comments_in(lines: str) -> list[str]:
    """The comments of lines that hold nothing else."""
    return [said for line in lines.split("\n") if (said := line.strip(" \t"))] if "#" in lines else []


def normal(data: Any) -> Any:
    """What data says, in a form that can be compared: what is missing is as what is empty, and a year is text."""
    if isinstance(data, Mapping):
        said = {key: normal(value) for key, value in data.items()}
        return {key: value for key, value in said.items() if value is not None} or None
    if isinstance(data, list):
        return [normal(value) for value in data] or None
    if isinstance(data, str):
        return data.rstrip("\n") or None
    return str(data) if type(data) is int else data


def shifted(lines: str, by: int) -> str:
    """Lines so many columns further to the right, or to the left."""
    if not by or not lines:
        return lines
    if by > 0:
        return re.sub(r"^(?=[^\n])", " " * by, lines, flags=re.MULTILINE)
    return re.sub(f"^ {{1,{-by}}}", "", lines, flags=re.MULTILINE)


class _Reader(Reader):
    """Takes every line as it is."""

    def take(self, stop: int) -> str:
        """The lines from here to the line `stop`."""
        taken = "".join(line + "\n" for line in self.lines[self.next : stop])
        self.next = max(self.next, stop)
        return taken

    def branch(self, marks: Marks, data: Any) -> Branch:
        column = marks.start.column
        entries: list[Entry] = []
        if marks.keys is not None:
            for key, mark in marks.keys.items():
                entries.append(self.part(key, mark.line, column, marks.inside[key], data[key]))
        else:
            for number, inside in enumerate(marks.inside):
                at = self.upcoming() if number else marks.start.line
                entries.append(self.part(None, at, column, inside, data[number]))
        return Branch(column, tuple(entries), self.take(self.tail_end(column)), is_list=marks.keys is None)

    def part(self, key: str | None, at: int, column: int, marks: Marks, data: Any) -> Entry:
        lead = self.take(at) if at > self.next else ""
        if any(said and said[0] != "#" for line in lead.split("\n") if (said := line.strip(" \t"))):
            raise Tangled(at, "A key is written with a question mark here.")
        line = self.lines[at]
        if self.next > at + 1:
            raise Tangled(at, "Two keys stand on one line here.")
        self.next = at + 1
        _, after = self.head(key, at, column)
        if marks.style == "block":
            if marks.start.line > at:
                return Entry(key, column, lead, line[column:] + "\n", self.branch(marks, data))
            return Entry(key, column, lead, line[column : marks.start.column], self.branch(marks, data))
        return Entry(key, column, lead, line[column:after], self.leaf(at, after, column, marks, data))

    def leaf(self, at: int, after: int, column: int, marks: Marks, data: Any) -> Leaf:
        start, end = marks.start, marks.end
        if marks.style is None and start.index == end.index:
            rest = self.lines[at][after:] + "\n" + self.take(self.tail_end(column + 1))
            return Leaf(data, rest, tuple(comments_in(rest)), marks, after)
        first = self.lines[at][after:]
        above = "" if start.line == at else first + "\n" + self.take(start.line)
        line = self.lines[start.line]
        begin = after if start.line == at else 0
        self.next = start.line + 1
        header = HEADER.match(line, start.column) if marks.style in ("|", ">") else None
        if header:
            depth = next((int(sign) for sign in header.group() if sign.isdigit()), 0)
            _, stop = self.extent(column, depth, keeps="+" in header.group())
            text = line[begin:] + "\n" + self.take(stop)
            remark = line[header.end() :]
        else:
            text = line[begin:] + "\n" + self.take(end.line + 1)
            remark = self.lines[end.line][end.column :]
            if marks.style == "flow" and end.line > start.line and "#" in text:
                remark = text  # comments may stand between what the brackets hold
        return Leaf(data, above + text, (*comments_in(above), *comments_in(remark)), marks, after)
