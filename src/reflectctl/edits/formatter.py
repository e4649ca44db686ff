"""A document and its schema in, the same document in its canonical layout out. See `## Layout` in docs/formats.md.

Whole lines move and shift; words, comments and the breaks between lines of text stay as they are. The result is read
again and compared, and refused unless it says the same.
"""

import copy
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..documents.document import Document, read_document
from ..documents.text import BOM, newline
from ..documents.yaml import Marks, Reading, read
from ..loading import files
from ..loading.load import Loaded
from ..loading.schema import fitted, key_order, node_at
from ..loading.values import value_at
from ..model.edits import Edit
from ..model.findings import Finding
from ..model.locations import Location, Route
from ..model.named_tuples import NamedTuple
from .canonical import DATE, Layout, is_laid_out
from .yaml_blocks import MODELINE, Block, Comments, Entry, Tangled, Text, Words, blocks

INDENT = 2


class Formatted(NamedTuple):
    """What laying out a partnership's files comes to."""

    edits: tuple[Edit, ...]
    """By path."""
    same: tuple[str, ...]
    """The files that are laid out as they should be."""
    left: tuple[Finding, ...]
    """Why a file was left alone, one reason for each."""


class Shape:
    """What the schema of a kind of file says about its layout."""

    def __init__(self, kind: str, schema: dict[str, Any]) -> None:
        self.kind = kind
        self._schema = schema
        self._orders: dict[Route, Sequence[str]] = {}
        self.layout = Layout(self.order, self.is_date)

    def modeline(self, path: str) -> str:
        """The first line of a file: it tells an editor where the schema is."""
        up = "../" * path.count("/")
        return f"# yaml-language-server: $schema={up}.reflectctl/schema/{self.kind}.schema.json"

    def order(self, route: Route) -> Sequence[str]:
        """The keys of the mapping at a route, in the order in which they are written."""
        route = tuple(0 if isinstance(step, int) else step for step in route)
        if route not in self._orders:
            self._orders[route] = key_order(self._schema, route)
        return self._orders[route]

    def is_date(self, route: Route, written: str) -> bool:
        """Whether a day, month or year belongs at a route, in the form in which it is written."""
        node = node_at(self._schema, route)
        pattern = str(node.get("pattern") or "")
        return pattern.startswith(("^[0-9]{4}", "^(ongoing|")) and re.search(pattern, written) is not None


def formatted(loaded: Loaded, chosen: Callable[[str], bool] = lambda path: True) -> Formatted:
    """The edits that lay out every file that is chosen by its path; a file that cannot be read is left alone."""
    shapes: dict[str, Shape] = {}
    edits: list[Edit] = []
    same: list[str] = []
    left = {each.location.path: each for each in reversed(loaded.found) if _stands_in_the_way(each, loaded)}
    left = {path: each for path, each in left.items() if chosen(path)}
    for path, document in sorted(loaded.documents.items()):
        kind = files.kind(path)
        if kind is None or path in left or not chosen(path):
            continue
        if kind not in shapes:
            shapes[kind] = Shape(kind, fitted(kind, loaded.partnership.instrument))
        shape = shapes[kind]
        if document.data is not None and is_laid_out(document, shape.modeline(path), shape.layout):
            same.append(path)
            continue
        text = laid_out(document, shape)
        if isinstance(text, Finding):
            left[path] = text
        elif text == document.text and not document.bom:
            same.append(path)
        else:
            edits.append(Edit(path, _raw(document), text.encode("utf-8")))
    return Formatted(tuple(edits), tuple(same), tuple(each for _, each in sorted(left.items())))


def laid_out(document: Document, shape: Shape) -> str | Finding:
    """The text of a file in its canonical layout; or why it is left as it is. An empty file stays empty."""
    if document.data is None:
        return document.text
    opening, inner, closing, body = _parts(document)
    found = read(document.path, inner)
    try:
        text, meant = _dated(inner, found, shape)
        text = _arranged(document.path, text, shape, found.marks if text == inner else None)
    except Tangled as tangled:
        line = tangled.line + 1 + opening.count("\n")
        return _refused(document.path, line, tangled.message, "Write it as `key: value`, on lines of its own.")
    # The facts take the line endings of the notes below them, which are not touched: one file has one kind.
    whole = (opening + text + closing).replace("\n", newline(body)) + body
    if whole == document.text:
        return whole
    after = read_document(document.path, whole.encode("utf-8"))
    if after.found or _said(after.data) != _said(meant) or after.body != document.body or _signs(text) != _signs(inner):
        return _refused(
            document.path,
            1,
            "The way this file is written cannot be changed without changing what it says.",
            "Lay it out by hand; `reflectctl validate` checks it.",
        )
    return whole


def _parts(document: Document) -> tuple[str, str, str, str]:
    """The opening dashes, the YAML with line feeds only and one at its end, the closing dashes, and the body."""
    text, body = document.text[: document.body_start], document.text[document.body_start :]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not document.path.endswith(".md"):
        # A block of text at the end of the file gets the last line break that it lacks together with the file.
        return "", text if text.endswith("\n") else text + "\n", "", ""
    lines = text.rstrip().split("\n")
    return "---\n", "".join(line + "\n" for line in lines[1:-1]), "---\n", body


def _dated(text: str, found: Reading, shape: Shape) -> tuple[str, Any]:
    """The text with every date in double quotes, and what it then says: a year is text too."""
    meant = copy.deepcopy(found.data)
    changes: list[tuple[int, int, str]] = []
    for route, marks in _scalars(found.marks, ()):
        start, end = marks.start.index, marks.end.index
        written = text[start:end] if marks.style is None else text[start + 1 : end - 1]
        if marks.style not in (None, "'") or not DATE.fullmatch(written) or not shape.is_date(route, written):
            continue
        value_at(meant, route[:-1])[route[-1]] = written
        # The space before a comment gives way, so that the comment keeps its column where it can.
        space = _BEFORE_A_COMMENT.match(text, end)
        spare = min(len(written) + 2 - (end - start), len(space.group())) if space else 0
        changes.append((start, end + spare, f'"{written}"'))
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text, meant


def _scalars(marks: Marks | None, route: Route) -> Iterator[tuple[Route, Marks]]:
    """The values that hold no others, in the order of the text."""
    if marks is None or marks.style not in ("block", "flow"):
        if marks is not None and route:
            yield route, marks
        return
    for step in marks.inside if marks.keys is not None else range(len(marks.inside)):
        yield from _scalars(marks.inside[step], (*route, step))


def _arranged(path: str, text: str, shape: Shape, marks: Marks | None) -> str:
    """The text with its modeline, and its lines in their order and at their columns; `marks` where they are known."""
    bare = _without_document_marks(text)
    if marks is None or bare != text:
        marks, text = read(path, bare).marks, bare
    if marks is None:
        raise Tangled(0, "Keys and values were expected here.")
    top = _in_order(blocks(text, marks), (), shape)
    page = _Page()
    page.add(shape.modeline(path))
    if not _MODELINE_AND_GAP.match(text):
        first, *others = top.entries
        top = top._replace(entries=(first._replace(lead=_after_gap(first.lead)), *others))
    page.block(top, 0)
    return "".join(line + "\n" for line in page.lines)


def _without_document_marks(text: str) -> str:
    """The text without the dashes and dots between which a document may stand; the comments behind them stay."""
    opened = _OPENED.match(text)
    if opened:
        # Its line stays, so that what is told of a line below it is told of the right one.
        text = opened.group(1) + (opened.group(2) or "") + text[opened.end() - 1 :]
    closed = _CLOSED.search(text)
    if closed:
        comments = [closed.group(1) or "", *text[closed.end() :].split("\n")]
        text = text[: closed.start()] + "".join(line.strip() + "\n" for line in comments if line.strip())
    return text


def _in_order(block: Block, route: Route, shape: Shape) -> Block:
    """The block with the keys of every mapping in the order of the schema, and those it does not know behind them."""
    entries = [
        _filled(entry, (*route, number if entry.key is None else entry.key), shape)
        for number, entry in enumerate(block.entries)
    ]
    rank = {key: number for number, key in enumerate(shape.order(route))}
    places = sorted(range(len(entries)), key=lambda n: rank.get(entries[n].key or "", len(rank)))
    if entries[0].key is None or places == sorted(places):
        return block._replace(entries=tuple(entries))
    # Blank lines stay where they are between the keys, and comments that a blank line sets off from the file's first
    # key are about the file. All others go with the key they stand above.
    gaps = [entry.lead[: len(entry.lead) - len(_after_gap(entry.lead))] for entry in entries]
    leads = [_after_gap(entry.lead) for entry in entries]
    cut = 0 if route else max((number + 1 for number, comment in enumerate(leads[0]) if not comment), default=0)
    about, leads[0] = leads[0][:cut], leads[0][cut:]
    ordered = [
        entries[n]._replace(lead=(*gap, *(about if place == 0 else ()), *leads[n]))
        for place, (n, gap) in enumerate(zip(places, gaps, strict=True))
    ]
    return block._replace(entries=tuple(ordered))


def _filled(entry: Entry, route: Route, shape: Shape) -> Entry:
    """The entry with what it holds in order. Comments between a dash and what it opens go above the dash."""
    if not isinstance(entry.value, Block):
        return entry
    inner = _in_order(entry.value, route, shape)
    if entry.key is not None:
        return entry._replace(value=inner)
    first, *others = inner.entries
    remark = entry.remark.strip()
    between = () if not remark or MODELINE.fullmatch(remark) else (remark,)
    inner = inner._replace(entries=(first._replace(lead=()), *others))
    return entry._replace(lead=(*entry.lead, *between, *_after_gap(first.lead)), remark="", value=inner)


def _after_gap(lead: Comments) -> Comments:
    """Comments without the blank line above them."""
    return lead[1:] if lead[:1] == ("",) else lead


class _Page:
    """Lines as they are written, one below the other."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open = False
        """Whether a text stands last to which a blank line would be added."""

    def add(self, line: str) -> None:
        self.lines.append(line)
        self._open = False

    def block(self, block: Block, column: int, dash: str = "") -> None:
        """A block at a column; its first entry behind a dash, where there is one."""
        for entry in block.entries:
            self.comments(entry.lead, column)
            self.entry(entry, dash or " " * column, block.column, column)
            dash = ""
        self.comments(block.tail, column)

    def entry(self, entry: Entry, before: str, was: int, column: int) -> None:
        head, value = before + entry.head, entry.value
        if isinstance(value, Block):
            if entry.key is None:
                self.block(value, column + INDENT, head + " ")
            else:
                self.add(head + entry.remark)
                self.block(value, column + INDENT)
            return
        if value is None or value.below is not None:
            self.add(head + entry.remark)
            self.comments(entry.below if value is None else value.below or (), column + INDENT)
            head = " " * (column + INDENT)
        else:
            head += " "
        if isinstance(value, Text):
            self.add(head + value.header)
            indent = " " * (column + (value.depth or INDENT))
            self.lines.extend(indent + line if line else "" for line in value.lines)
            self._open = value.keeps
        elif value is not None:
            self.words(value, head, was, column)

    def words(self, words: Words, head: str, was: int, column: int) -> None:
        """Text over several lines keeps its shape and moves with its key, but stands at least two deeper."""
        below = [len(line) - len(line.lstrip(" \t")) for line in words.more if line.strip(" \t")]
        if words.below is not None:
            below.append(words.column)
        shift = max(column - was, column + INDENT - min(below)) if below else 0
        self.add((head if words.below is None else " " * (words.column + shift)) + words.first)
        for line in words.more:
            said = line.lstrip(" \t")
            self.add(" " * (len(line) - len(said) + shift) + said if shift and said else line)

    def comments(self, comments: Comments, column: int) -> None:
        for comment in comments:
            if comment:
                self.add(" " * column + comment)
            elif not self._open:
                self.add("")


_BEFORE_A_COMMENT = re.compile(r" +(?= #)")
_OPENED = re.compile(r"((?:[ \t]*(?:#[^\n]*)?\n)*)---(?:[ \t]+(#[^\n]*)|[ \t]*)\n")
_CLOSED = re.compile(r"^\.\.\.(?:[ \t]+(#[^\n]*)|[ \t]*)\n", re.MULTILINE)
_MODELINE_AND_GAP = re.compile(MODELINE.pattern + r"\n[ \t]*\n")
_UNCOUNTED = re.compile(MODELINE.pattern + r"|[\s\"'.-]")


def _signs(text: str) -> Counter[str]:
    """How often each sign stands in a text, but for those that laying out may add or take away."""
    return Counter(_UNCOUNTED.sub("", text))


def _said(data: Any) -> str:
    """What data says, whatever the order of its keys; numbers, text and truth are told apart."""
    return json.dumps(data, sort_keys=True)


def _raw(document: Document) -> bytes:
    return ((BOM if document.bom else "") + document.text).encode("utf-8")


def _stands_in_the_way(found: Finding, loaded: Loaded) -> bool:
    """Whether a finding is about a record that could not be read."""
    path = found.location.path
    if files.kind(path) is None:
        return False
    return found in loaded.documents[path].found if path in loaded.documents else True


def _refused(path: str, line: int, message: str, hint: str) -> Finding:
    return Finding(Location(path, line, 1), "error", "yaml-feature", message, hint)
