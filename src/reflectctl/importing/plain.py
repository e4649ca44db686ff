"""Files of any kind in, the texts that somebody who opens them could read out: part by part, line by line.

What stands in attributes, comments and deleted words is text too: it goes wherever the file goes.
"""

import csv
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from ..errors import ReflectError
from ..model.named_tuples import NamedTuple

_MOST_BYTES = 50_000_000
"""What a file may hold once it is unpacked."""


class Part(NamedTuple):
    """A part of a file: its name, empty for the whole, and its text."""

    name: str
    text: str


def parts(name: str, raw: bytes) -> Iterator[Part] | None:
    """The texts of a file; None where it is none that can be read as text."""
    ending = name.rpartition(".")[2].lower()
    if raw.startswith(b"PK\x03\x04"):
        return _packed(ending, raw)
    if raw.startswith(b"%PDF-"):
        return _pdf(name, raw)
    text = _decoded(raw)
    if text is None:
        return None
    if ending in ("html", "htm", "xhtml", "svg", "xml") or text.lstrip()[:15].lower().startswith(
        ("<!doctype", "<html")
    ):
        return iter([Part("", without_tags(text))])
    if ending in ("csv", "tsv"):
        return iter([Part("", _table(text, "\t" if ending == "tsv" else ","))])
    return iter([Part("", text)])


def _decoded(raw: bytes) -> str | None:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace").replace("\r\n", "\n")
    if b"\0" in raw:
        return None
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")


_STYLE = re.compile(r"<style\b[^<>]*>[^<]*</style>", re.I)
_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)([^<>]*)>")
_VALUE = re.compile(
    r"\b(?:alt|title|aria-label|content|value|placeholder|href|summary|data-[\w-]+)\s*=\s*(\"[^\"]*\"|'[^']*')", re.I
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q"),
        *("s", "small", "span", "strike", "strong", "sub", "sup", "u", "wbr", "text:span", "a:r", "a:t", "a:rpr"),
        *("w:r", "w:t", "w:rpr", "w:b", "w:i", "w:rstyle", "w:prooferr", "w:lang", "w:rfonts", "w:sz", "w:szcs"),
        *("w:color", "w:del", "w:deltext", "w:ins"),
    )
)


def without_tags(text: str) -> str:
    """A page's words, those of its attributes and comments among them, on the lines where they stand."""
    bare = _STYLE.sub(lambda found: "\n" * found.group().count("\n"), text).replace("<!--", " ").replace("-->", " ")
    return unescape(_TAG.sub(_instead, bare))


def _instead(tag: re.Match[str]) -> str:
    feeds = "\n" * tag[0].count("\n")
    said = " ".join(each[1:-1] for each in _VALUE.findall(tag[2]))
    if said:
        return f" {said} {feeds}"
    return feeds or ("" if tag[1].lower() in _INLINE else " ")


def _table(text: str, delimiter: str) -> str:
    """A table with each row on its line, each value behind what its column is called."""
    rows: list[str] = []
    heads: list[str] = []
    try:
        reader = csv.reader(StringIO(text), delimiter=delimiter)
        for row in reader:
            rows += [""] * (reader.line_num - len(rows) - 1)
            rows.append(_row(heads, row))
            heads = heads or row
    except csv.Error:
        return text
    return "\n".join(rows)


def _row(heads: list[str], row: list[str]) -> str:
    named = (f"{heads[at]}: {cell}" if at < len(heads) and heads[at].strip() else cell for at, cell in enumerate(row))
    return "; ".join(each for each in named if each.strip())


def _pdf(name: str, raw: bytes) -> Iterator[Part]:
    from .pdf import pages

    drawn = next(pages(name, raw, lambda: False), [])
    for number, page in enumerate(drawn, start=1):
        yield Part(f"page {number}", page)


def _packed(ending: str, raw: bytes) -> Iterator[Part]:
    """The texts of what word processors and spreadsheets write: a folder of XML, packed."""
    try:
        with ZipFile(BytesIO(raw)) as packed:
            listed = [
                each for each in packed.infolist() if each.filename.endswith((".xml", ".txt", ".html", ".csv", ".md"))
            ]
            if sum(each.file_size for each in listed) > _MOST_BYTES:
                raise ReflectError(
                    "A packed file is too large to look through.", "Save it as text, and name that file."
                )
            if ending == "xlsx":
                yield from _sheets({each.filename: packed.read(each) for each in listed})
                return
            for each in listed:
                text = _decoded(packed.read(each)) or ""
                text = re.sub(r"</(?:w|a|text):(?:p|h|tr)>|<w:(?:br|tab)\b[^<>]*>", "\n", text)
                yield Part(each.filename, without_tags(text) if each.filename.endswith((".xml", ".html")) else text)
    # A damaged file makes it raise whatever its parts raise.
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as problem:
        raise ReflectError("A packed file is damaged, so it was not looked through.", "Save it anew.") from problem


def _sheets(files: dict[str, bytes]) -> Iterator[Part]:
    shared = ["".join(each.itertext()) for each in _children(files.get("xl/sharedStrings.xml", b""))]
    for name, raw in files.items():
        if not name.startswith("xl/worksheets/"):
            if name.startswith(("docProps/", "xl/comments", "xl/threadedComments", "xl/workbook")):
                yield Part(name, without_tags(_decoded(raw) or ""))
            continue
        heads: list[str] = []
        rows: list[str] = []
        tree = _tree(raw)
        for row in () if tree is None else tree.iter():
            if row.tag.rpartition("}")[2] != "row":
                continue
            cells = [_cell(cell, shared) for cell in row]
            at = row.get("r", "")
            if at.isdecimal() and len(at) < 8:
                rows += [""] * min(int(at) - len(rows) - 1, 10_000)
            rows.append(_row(heads, cells))
            heads = heads or cells
        yield Part(name.removeprefix("xl/worksheets/").removesuffix(".xml"), "\n".join(rows))


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    said = "".join(cell.itertext())
    if cell.get("t") != "s":
        return said
    return shared[int(said)] if said.isdecimal() and len(said) < 8 and int(said) < len(shared) else ""


def _children(raw: bytes) -> list[ElementTree.Element]:
    tree = _tree(raw)
    return [] if tree is None else list(tree)


def _tree(raw: bytes) -> ElementTree.Element | None:
    # These files declare nothing; what does may grow without end when it is read.
    if not raw or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return None
    try:
        return ElementTree.fromstring(raw)
    except ElementTree.ParseError:
        return None
