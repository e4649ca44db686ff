"""A document and a wish in, new text out: exactly what was asked for replaced, every other character as it was.

Wishes: `put` a value at a route (replacing what stands there, or adding its key), `append` an item to a list or
`insert` one, `extend` a block of text by some lines, `cut` an entry of a list, `paste` one, and `drop` a key. What
cannot be spliced safely is refused with a hint. The caller reads the result back and compares (`edits.changeset`):
nothing here is trusted to be right.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from ..errors import ReflectError
from ..model.locations import Route
from ..patterns import regex
from .document import Document
from .text import newline
from .yaml import Mark, Marks

INDENT = 2


def put(document: Document, route: Route, value: Any, order: Sequence[str] = ()) -> str:
    """The text with `value` at `route`.

    Keys on the way that are missing, or empty, are made. A new key goes after the last of the keys that come before
    it in `order`, else at the end of its mapping.
    """
    depth = len(route)
    while depth and document.marks_at(route[:depth]) is None:
        depth -= 1
    if depth == len(route):
        return _replace(document, route, value)
    # The missing keys become one nested value, put into what is there.
    for step in reversed(route[depth + 1 :]):
        if isinstance(step, int):
            raise _refuse(document, route, "there is no such entry in the list")
        value = {step: value}
    key = route[depth]
    marks = document.marks_at(route[:depth])
    if marks is None:
        raise _refuse(document, route, "the file is empty")
    if _is_empty(marks) and depth:
        return _replace(document, route[:depth], {key: value})
    if marks.keys is None:
        raise _refuse(document, route[:depth], "something other than keys and values stands there")
    if marks.style == "flow":
        if marks.keys:
            raise _refuse(document, route[:depth], "the keys stand on one line, in braces")
        return _replace(document, route[:depth], {key: value})
    return _add_key(document, marks, str(key), value, order)


def append(document: Document, route: Route, item: Any, order: Sequence[str] = ()) -> str:
    """The text with `item` at the end of the list at `route`, which is made when it is missing or empty."""
    marks = document.marks_at(route)
    if marks is None or _is_empty(marks) or (marks.keys is None and marks.style == "flow" and not marks.inside):
        return put(document, route, [item], order)
    if marks.keys is not None or marks.style not in ("block", "flow"):
        raise _refuse(document, route, "something other than a list stands there")
    if marks.style == "flow":
        if not isinstance(item, str):
            raise _refuse(document, route, "the list stands on one line, in brackets")
        last = marks.inside[-1]
        return _splice(document.text, last.end.index, last.end.index, ", " + scalar(item))
    column = marks.start.column
    block = _indented(_dump([item], document.text), column)
    return _insert_lines(document.text, _end_of(document.text, marks, column - 1), block)


def insert(document: Document, route: Route, at: int, item: Any, order: Sequence[str] = ()) -> str:
    """The text with `item` before the one that stands at a place of the list at `route`; else at its end."""
    marks = document.marks_at(route)
    if marks is None or marks.style != "block" or marks.keys is not None or at >= len(marks.inside):
        return append(document, route, item, order)
    column = marks.start.column
    block = _indented(_dump([item], document.text), column)
    if at:
        return _insert_lines(document.text, _end_of(document.text, marks.inside[at - 1], column), block)
    return _splice(document.text, marks.start.index - column, marks.start.index - column, block)


def extend(document: Document, route: Route, addition: str) -> str | None:
    """The text with lines below those of the literal block at `route`; None where no such block stands."""
    marks = document.marks_at(route)
    if marks is None or marks.style != "|":
        return None
    text = document.text
    parent = document.marks_at(route[:-1])
    assert parent is not None
    assert parent.keys is not None
    key = parent.keys[str(route[-1])]
    end = _end_of(text, marks, key.column)
    first = re.search(r"\n( *)[^ \r\n]", text[_line_end(text, marks.start.index) : end + 1])
    if first is None:
        return None
    ending = newline(text)
    spaces = first.group(1)
    block = "".join((spaces + line if line.strip() else "") + ending for line in addition.split("\n"))
    return _insert_lines(text, end, block)


def cut(document: Document, route: Route) -> tuple[str, str]:
    """The text without an entry of a list, and the lines of that entry with their comments, as if at the margin."""
    *_, at = route
    marks = document.marks_at(route[:-1])
    if marks is None or marks.style != "block" or marks.keys is not None or not isinstance(at, int):
        raise _refuse(document, route, "it stands in no list that has a line for each entry")
    text, column = document.text, marks.start.column
    begins = _line_start(text, marks.start.index if at == 0 else text.rindex("-", 0, marks.inside[at].start.index + 1))
    begins = _with_comments(text, begins, column, deeper=True)
    ends = _end_of(text, marks.inside[at], column)
    while _has_break(text, ends):
        below = text[_with_break(text, ends) : _line_end(text, _with_break(text, ends))]
        if not below.lstrip(" ").startswith("#") or len(below) - len(below.lstrip(" ")) <= column:
            break
        ends = _line_end(text, _with_break(text, ends))
    lines = text[begins:ends].splitlines(keepends=True)
    if any(line.strip() and line[:column].strip() for line in lines):
        raise _refuse(document, route, "a line of it stands further out than its dash")
    entry = "".join(line[column:] if line.strip() else line for line in lines)
    rest = text[:begins] + text[_with_break(text, ends) :]
    if len(marks.inside) == 1:
        parent = document.marks_at(route[:-2])
        assert parent is not None
        assert parent.keys is not None
        key = parent.keys[str(route[-2])].index
        after = key + _colon(text[key : _line_end(text, key)])
        rest = rest[:after] + " []" + rest[after:]
    return rest, entry


def drop(document: Document, route: Route) -> str:
    """The text without a key, its value and the comments above it; what it was the last key of is left empty."""
    parent = document.marks_at(route[:-1])
    if parent is None or parent.keys is None or parent.style != "block" or str(route[-1]) not in parent.keys:
        raise _refuse(document, route, "it has no line of its own")
    if len(parent.keys) == 1:
        return put(document, route[:-1], None)
    text, name = document.text, str(route[-1])
    key, marks = parent.keys[name], parent.inside[name]
    begins = key.index - key.column
    if text[begins : key.index].strip():
        raise _refuse(document, route, "it stands behind a dash")
    stop, _ = _extent(text, key, marks)
    return text[: _with_comments(text, begins, key.column)] + text[_with_break(text, stop) :]


def _with_comments(text: str, begins: int, column: int, *, deeper: bool = False) -> int:
    """Where the comments begin that stand above a line, as deep as it does, or `deeper`: they are about it."""
    while (above := _line_start(text, begins - 1) if begins else begins) < begins:
        said = text[above:begins]
        depth = len(said) - len(said.lstrip(" "))
        if not said.lstrip(" ").startswith("#") or depth < column or (depth > column and not deeper):
            break
        begins = above
    return begins


def paste(document: Document, route: Route, entry: str) -> str:
    """The text with the lines of an entry, as they were cut, in the place of the entry at `route`."""
    marks = document.marks_at(route)
    around = document.marks_at(route[:-1])
    assert marks is not None
    assert around is not None
    text, column = document.text, around.start.column
    begins, ends = _line_start(text, marks.start.index), _end_of(text, marks, column)
    return _splice(text, begins, ends, _indented(entry.splitlines(keepends=True), column))


def _line_start(text: str, index: int) -> int:
    """Where the line that holds `index` begins."""
    return text.rfind("\n", 0, max(index, 0)) + 1


def block(value: Mapping[str, Any]) -> str:
    """Keys and values as the text of a new file, each on lines of its own."""
    return "".join(_dump(dict(value), ""))


def _indented(lines: Iterable[str], column: int) -> str:
    """Lines at a column; those without words stay as they are."""
    return "".join(" " * column + line if line.strip() else line for line in lines)


def _add_key(document: Document, marks: Marks, key: str, value: Any, order: Sequence[str]) -> str:
    assert marks.keys is not None
    column = marks.start.column
    before = list(order[: order.index(key)]) if key in order else list(marks.keys)
    earlier = [name for name in marks.keys if name in before]
    block = _indented(_dump({key: value}, document.text), column)
    if not earlier:
        first = min(marks.keys.values(), key=lambda mark: mark.index)
        if document.text[: first.index].rsplit("\n", 1)[-1].strip():
            # The first key stands behind a dash, so nothing can come above it without moving it: go below.
            earlier = [next(iter(marks.keys))]
        else:
            at = first.index - column
            # Comments at the top of a file are about the file; deeper ones are about the key below them.
            at = _with_comments(document.text, at, column) if column else at
            return _splice(document.text, at, at, block)
    last = max(earlier, key=lambda name: marks.keys[name].index)  # type: ignore[index]
    value_marks = marks.inside[last]
    at = marks.keys[last] if _is_empty(value_marks) else None
    end = _line_end(document.text, at.index) if at else _end_of(document.text, value_marks, column)
    return _insert_lines(document.text, end, block)


def _replace(document: Document, route: Route, value: Any) -> str:
    marks = document.marks_at(route)
    assert marks is not None
    text = document.text
    if route and isinstance(route[-1], int) and _is_word(value) and _is_one_line(marks) and not marks.inside:
        return _splice(text, marks.start.index, marks.end.index, _inline(value, marks))
    if not route or isinstance(route[-1], int):
        raise _refuse(document, route, "only words in lists and the values of keys can be replaced")
    parent = document.marks_at(route[:-1])
    assert parent is not None
    assert parent.keys is not None
    key = parent.keys[str(route[-1])]
    if _is_simple(value) and _is_one_line(marks) and not _is_empty(marks):
        start = marks.start.index
        if value is None and parent.style == "block":
            # The space before a value goes with it.
            start = len(text[:start].rstrip(" "))
        return _splice(text, start, marks.end.index, _inline(value, marks))
    if parent.style == "flow":
        if _is_simple(value) and not _is_empty(marks):
            return _splice(text, marks.start.index, marks.end.index, _inline(value, marks))
        raise _refuse(document, route, "the keys stand on one line, in braces")
    stop, comment = _extent(text, key, marks)
    first, *others = _dump({str(route[-1]): value}, text)
    if comment:
        first = first.rstrip("\r\n") + comment + newline(text)
    written = first + _indented(others, key.column)
    # A file without a final newline stays without one.
    return _splice(
        text, key.index, _with_break(text, stop), written if _has_break(text, stop) else written.rstrip("\r\n")
    )


def _extent(text: str, key: Mark, marks: Marks) -> tuple[int, str]:
    """Where the last line of a key's value ends, and the comment that stands behind the key or the value."""
    if _is_empty(marks):
        stop = _line_end(text, key.index)
        line = text[key.index : stop]
        return stop, _comment(line[_colon(line) :])
    if marks.style == "block":
        return _end_of(text, marks, key.column), ""
    if marks.style in ("|", ">"):
        return _end_of(text, marks, key.column), _comment(text[marks.start.index : _line_end(text, marks.start.index)])
    stop = _line_end(text, marks.end.index)
    return stop, _comment(text[marks.end.index : stop])


def _comment(line: str) -> str:
    """The comment at the end of a stretch of a line, with the space before it; empty when there is none."""
    found = re.search(r"\s+#.*", line)
    return found.group().rstrip() if found else ""


def _colon(line: str) -> int:
    """Where the colon behind a line's key stands."""
    match = re.match(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:#'"][^:]*?)\s*:""", line)
    return match.end() if match else line.find(":") + 1


def _is_empty(marks: Marks) -> bool:
    return marks.start.index == marks.end.index and marks.style is None


def _is_one_line(marks: Marks) -> bool:
    return marks.style in (None, "'", '"', "flow") and marks.start.line == marks.end.line


def _is_simple(value: Any) -> bool:
    """Whether a value fits on the line of its key."""
    if isinstance(value, str):
        return "\n" not in value and len(value) <= 60
    return not isinstance(value, (dict, list)) or (
        isinstance(value, list) and all(isinstance(item, str) and _is_simple(item) for item in value)
    )


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and _is_simple(value)


def _inline(value: Any, marks: Marks) -> str:
    """A simple value as it stands behind a colon, in the quotes the old one had."""
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    if value is None:
        return ""
    if isinstance(value, str):
        if marks.style == "'":
            return "'" + value.replace("'", "''") + "'"
        if marks.style == '"':
            return _quoted(value)
        return scalar(value)
    return scalar(value)


# Any sign may stand inside plain text but those that end it or begin a comment; what begins it is stricter.
_PLAIN = regex(r"[A-Za-z(][^\x00-\x1f#:\[\]{},\\]*")
_ID = regex(r"[a-z0-9_-]+")
_NOT_TEXT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def scalar(value: Any) -> str:
    """A value on one line: plain where every reader of YAML takes it for text, in quotes elsewhere."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT and value == value.strip():
        return value
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z][a-z0-9_-]*", value):
        return value  # a meeting's id
    return _quoted(value)


def _quoted(value: str) -> str:
    """A text in double quotes; in single ones where these need fewer signs written twice."""
    if value.count('"') > value.count("'") and not re.search(r"[\\\n\t]", value):
        return "'" + value.replace("'", "''") + "'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def _dump(value: Any, text: str) -> list[str]:
    """New lines of YAML for a value, with the line ending of the text they are for."""
    from . import new_lines

    plain = new_lines.lines(value, scalar, _parts, INDENT) if isinstance(value, dict) and value else None
    if plain is not None:
        return [line + newline(text) for line in plain]
    return _dumped(value, text)


def _dumped(value: Any, text: str) -> list[str]:
    """The same, by ruamel.yaml, for any value."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    quoted = {'"': DoubleQuotedScalarString, "'": SingleQuotedScalarString}

    def styled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: styled(item) for key, item in value.items()}
        if isinstance(value, list):
            if value and all(isinstance(item, str) and _ID.fullmatch(item) for item in value):
                from ruamel.yaml.comments import CommentedSeq

                flow = CommentedSeq(value)
                flow.fa.set_flow_style()
                return flow
            return [styled(item) for item in value]
        if isinstance(value, str):
            if "\n" in value:
                return LiteralScalarString(value)
            if _is_folded(value):
                folded = FoldedScalarString(value)
                folded.fold_pos = _spaces(value)
                return folded
            told = scalar(value)
            return value if told == value else quoted[told[0]](value)
        return value

    if isinstance(value, list):
        if value and all(isinstance(item, str) and _ID.fullmatch(item) for item in value):
            # Under a key they would stand in brackets, on its line.
            return [f"- {scalar(item)}{newline(text)}" for item in value]
        # A list at the top stands where its lines are put, without the offset a list under a key has.
        nested = _dump({"x": value}, text)[1:]
        return [line[INDENT:] if line.startswith(" " * INDENT) else line for line in nested]
    dumper = YAML()
    dumper.default_flow_style = False
    dumper.width = 4096
    dumper.allow_unicode = True
    dumper.indent(mapping=INDENT, sequence=INDENT + 2, offset=INDENT)
    dumper.representer.add_representer(
        type(None), lambda representer, _: representer.represent_scalar("tag:yaml.org,2002:null", "")
    )
    stream = StringIO()
    dumper.dump(styled(value), stream)
    ending = newline(text)
    return [line.rstrip(" ") + ending if not line.strip() else line + ending for line in stream.getvalue().splitlines()]


def _is_folded(value: str) -> bool:
    return len(value) > 60 and not re.search(r"^\s|\s$|\s\s", value)


def _parts(value: str) -> list[str] | None:
    """The lines of a long text as a folded block; None for one that is none."""
    if not _is_folded(value):
        return None
    ends = [*_spaces(value), len(value)]
    return [value[start:end] for start, end in zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True)]


def _spaces(value: str) -> list[int]:
    """Where a long text is broken: at about a hundred characters; it reads back as one line."""
    positions = []
    start = 0
    while len(value) - start > 100:
        space = value.rfind(" ", start, start + 100)
        if space <= start:
            space = value.find(" ", start + 100)
        if space < 0:
            break
        positions.append(space)
        start = space + 1
    return positions


def _end_of(text: str, marks: Marks, indent: int) -> int:
    """Where the last line of a value ends (before its line break).

    `indent` is the column of the key or dash that the value belongs to: libyaml ends a block where the next token
    begins, past blank lines and comments that are not the block's own.
    """
    if marks.keys is None and marks.inside and marks.style == "block":
        return max(
            _end_of(text, child, marks.start.column) if not _is_empty(child) else _line_end(text, child.start.index)
            for child in marks.inside[-1:]
        )
    if marks.keys and marks.style == "block":
        last = max(marks.keys, key=lambda name: marks.keys[name].index)  # type: ignore[index]
        child = marks.inside[last]
        if _is_empty(child):
            return _line_end(text, marks.keys[last].index)
        return _end_of(text, child, marks.start.column)
    if marks.style in ("|", ">"):
        position = _line_end(text, marks.start.index)
        end = position
        depth: int | None = None
        explicit = re.match(r"[|>][-+]?([1-9])", text[marks.start.index :])
        if explicit:
            depth = max(indent, 0) + int(explicit.group(1))
        while _has_break(text, position):
            start = _with_break(text, position)
            position = _line_end(text, start)
            line = text[start:position]
            if not line.strip(" \r"):
                if start >= len(text):
                    break
                continue
            spaces = len(line) - len(line.lstrip(" "))
            if depth is None:
                if spaces <= indent:
                    break
                depth = spaces
            if spaces < depth:
                break
            end = position
        return end
    return _line_end(text, marks.end.index)


def _line_end(text: str, index: int) -> int:
    """Where the line that holds `index` ends, before its line break."""
    end = text.find("\n", index)
    if end < 0:
        return len(text)
    return end - 1 if end > index and text[end - 1] == "\r" else end


def _has_break(text: str, end: int) -> bool:
    return end < len(text)


def _with_break(text: str, end: int) -> int:
    """Where the line after the one that ends at `end` begins."""
    if text.startswith("\r\n", end):
        return end + 2
    return end + 1 if end < len(text) else end


def _insert_lines(text: str, end: int, block: str) -> str:
    """The text with a block of lines after the line that ends at `end`; a missing final newline stays missing."""
    if _has_break(text, end):
        at = _with_break(text, end)
        return _splice(text, at, at, block)
    ending = newline(text)
    return text + ending + (block[: -len(ending)] if block.endswith(ending) else block)


def _splice(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _refuse(document: Document, route: Route, why: str) -> ReflectError:
    location = document.location(route)
    what = ".".join(str(step) for step in route) or "the top"
    return ReflectError(
        f"{location}: `{what}` cannot be changed here without rewriting lines nobody asked to change: {why}.",
        "Edit this place by hand, then run the command again.",
    )
