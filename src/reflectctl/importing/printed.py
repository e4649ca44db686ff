"""The bytes of a document made for readers in, the lines that it prints out, each with its line or page.

Text, Markdown, HTML and PDF (`filled_in.wording` reads DOCX); of each, only what a reader would see. What the lines
say is not known here: a table is put one cell below the other, a list item keeps its depth, and running heads and page
numbers are left out.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..documents.text import BOM, place
from ..errors import ReflectError
from ..model.named_tuples import NamedTuple
from .columns import Alone
from .lines import MOST_LINES, MOST_SIGNS, Late, Line
from .markup import html_lines, markdown_lines
from .pdf import pages
from .plain_text import paged_lines, text_lines, typed_lines

MOST_BYTES = 20_000_000
"""No longer document is read."""


class Printed(NamedTuple):
    """One way to read a document: its lines in the order in which they are read."""

    lines: tuple[Line, ...]
    unit: str = "line"
    """What places are: `line`, `page` or `paragraph`."""
    left_out: tuple[int, ...] = ()
    """The places of words that are struck out or hidden, which no line holds."""
    filled_in: tuple[int, ...] = ()
    """The places of what somebody wrote into the boxes of the form, which no line holds either."""
    where: Mapping[int, str] = MappingProxyType({})
    """What places are called, where a number says little."""


def printed(
    name: str, raw: bytes, *, alone: Alone = lambda line: False, late: Late = lambda: False
) -> Iterator[Printed]:
    """The ways in which a document can be read, the likeliest first; the next one is only gone when it is asked for.

    `name` is for messages, and for its ending. `alone` tells the lines that never stand side by side with others.
    """
    for way in _ways(name, raw, alone, late):
        if len(way.lines) > MOST_LINES or sum(len(line.text) for line in way.lines) > MOST_SIGNS:
            raise _too_long(name)
        yield way


def _too_long(name: str) -> ReflectError:
    return ReflectError(f"{name} holds far more text than a document of this kind has.", "Is it the right file?")


def _ways(name: str, raw: bytes, alone: Alone, late: Late) -> Iterator[Printed]:
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if b"%PDF-" in raw[:1024] or ending == "pdf":
        ways = []
        for way in pages(name, raw, late):
            ways.append([page.split("\n") for page in way])
            yield Printed(tuple(paged_lines(ways[-1], alone)), "page")
        for each in ways:
            yield Printed(tuple(paged_lines(each, alone, marked=True)), "page")
        return
    _refuse_others(name, raw)
    text = _decoded(name, raw)
    is_html = ending in ("html", "htm", "xhtml") or _begins_as_html(text)
    left_out: list[int] = []
    if not is_html and len(text) > MOST_SIGNS:
        raise _too_long(name)
    if is_html:
        lines = html_lines(name, text, late, left_out)
        yield Printed(tuple(lines), left_out=tuple(left_out))
        yield Printed(tuple(typed_lines(lines, alone)), left_out=tuple(left_out))
        return
    text = _without_struck(text, left_out)
    # Tables of tabs are no Markdown, though programs write them into it.
    if ending in ("md", "markdown") and not re.search(r"\S\t", text):
        lines = markdown_lines(name, text, late, left_out)
        yield Printed(tuple(lines), left_out=tuple(left_out))
    else:
        yield Printed(tuple(text_lines(text, alone)), left_out=tuple(left_out))


def _begins_as_html(text: str) -> bool:
    """Whether a text says that it is a page, behind blanks and comments."""
    at = 0
    while True:
        at = len(text) - len(text[at:].lstrip()) if text[at : at + 1].isspace() else at
        if not text.startswith("<!--", at):
            return bool(re.match(r"<(?:!doctype\s+html|html)\b", text[at : at + 60], re.IGNORECASE))
        end = text.find("-->", at + 4)
        if end < 0:
            return False
        at = end + 3


_STRUCK = re.compile(
    r"(?<!~)~~(?=[^\s~])(?:[^~\n]|\n(?!\s*\n)|~(?!~)){1,2000}~~(?!~)|<(del|s|strike)\b[^<>]*>[^<]{1,2000}</\1\s*>",
    re.IGNORECASE,
)


def _without_struck(text: str, left_out: list[int]) -> str:
    """A text without the words that are struck out in it; where they were goes to `left_out`."""

    def gone(found: re.Match[str]) -> str:
        left_out.append(text.count("\n", 0, found.start()) + 1)
        return "\n" * found[0].count("\n")

    return _STRUCK.sub(gone, text)


def _refuse_others(name: str, raw: bytes) -> None:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise ReflectError(
            f"{name} is a file of a word processor or an archive; DOCX, PDF, a web page or text was expected.",
            "Save it as DOCX, as PDF or as text in UTF-8, and name that file.",
        )
    if not raw.strip():
        raise ReflectError(f"{name} is empty.", "Name the file that holds the published document.")


def _decoded(name: str, raw: bytes) -> str:
    """UTF-8 and nothing else: an encoding that is guessed puts wrong letters into somebody's statements."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReflectError(f"{name} is saved as UTF-16; UTF-8 was expected.", "Save it again as UTF-8.")
    try:
        text = raw.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as problem:
        line, column = place(raw[: problem.start].decode("utf-8"), problem.start)
        raise ReflectError(
            f"{name}:{line}:{column}: the byte 0x{raw[problem.start]:02x} is not UTF-8, the only encoding read.",
            "Save it again as UTF-8 (the editor may call what it has now Windows-1252 or Latin-1).",
        ) from problem
    if "\0" in text:
        raise ReflectError(f"{name} holds NUL bytes, so it is no text.", "Save it as text in UTF-8, HTML or PDF.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
