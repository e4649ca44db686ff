"""Files of any kind in, the texts that somebody who opens them could read out: part by part, line by line.

What stands in attributes, comments and deleted words is text too: it goes wherever the file goes.
"""

import csv
import re
from collections.abc import Iterator
from html import unescape
from io import StringIO

from ..model.named_tuples import NamedTuple
from .packed_xml import Element, Packed


class Part(NamedTuple):
    """A part of a file: its name, empty for the whole, and its text."""

    name: str
    text: str


def parts(name: str, raw: bytes) -> Iterator[Part] | None:
    """The texts of a file; None where it is none that can be read as text."""
    ending = name.rpartition(".")[2].lower()
    if raw.startswith(b"PK\x03\x04"):
        return _packed(name, ending, raw)
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


_TEXTS = (".xml", ".txt", ".html", ".csv", ".md")


def _packed(name: str, ending: str, raw: bytes) -> Iterator[Part]:
    """The texts of what word processors and spreadsheets write: a folder of XML, packed."""
    packed = Packed(name, raw)
    listed = sorted(each for each in packed.names if each.endswith(_TEXTS))
    if ending == "xlsx":
        yield from _sheets(packed, listed)
        return
    for each in listed:
        text = re.sub(r"</(?:w|a|text):(?:p|h|tr)>|<w:(?:br|tab)\b[^<>]*>", "\n", _text(packed, each))
        yield Part(each, without_tags(text) if each.endswith((".xml", ".html")) else text)


def _text(packed: Packed, part: str) -> str:
    """What a part says, with its tags; of one in an encoding that cannot be told, what a reader of XML makes of it."""
    raw = packed.read(part)
    text = _decoded(raw)
    if text is None:
        tree = packed.tree(part) if part.endswith(".xml") else None
        if tree is None:
            raise packed.damaged()
        text = "\n".join(said for each in tree.iter() for said in (*each.attrib.values(), each.text, each.tail) if said)
    return text


def _sheets(packed: Packed, listed: list[str]) -> Iterator[Part]:
    strings = packed.tree("xl/sharedStrings.xml")
    shared = ["".join(each.itertext()) for each in (() if strings is None else strings)]
    for name in listed:
        if not name.startswith("xl/worksheets/"):
            if name.startswith(("docProps/", "xl/comments", "xl/threadedComments", "xl/workbook")):
                yield Part(name, without_tags(_text(packed, name)))
            continue
        heads: list[str] = []
        rows: list[str] = []
        tree = packed.tree(name)
        for row in () if tree is None else tree.iter():
            if row.tag.rpartition(":")[2] != "row":
                continue
            cells = [_cell(cell, shared) for cell in row]
            at = row.get("r", "")
            if at.isdecimal() and len(at) < 8:
                rows += [""] * min(int(at) - len(rows) - 1, 10_000)
            rows.append(_row(heads, cells))
            heads = heads or cells
        yield Part(name.removeprefix("xl/worksheets/").removesuffix(".xml"), "\n".join(rows))


def _cell(cell: Element, shared: list[str]) -> str:
    said = "".join(cell.itertext())
    if cell.get("t") != "s":
        return said
    return shared[int(said)] if said.isdecimal() and len(said) < 8 and int(said) < len(shared) else ""
