"""Text in, as somebody typed it or a program took it out of a PDF; the lines that it prints out.

Signs of Markdown, tags and tables may stand in it, as programs write them that read pages by looking at them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from .columns import Alone, Numbered, unfolded
from .lines import Line, below_each_other
from .markup import html_lines
from .pages import at_numbers, without_running_heads

_BLANKS = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)

_BULLET = re.compile(r"(?P<mark>[-*+•●▪■◦○‣⁃·–—\uf0b7\uf0a7]|o(?=\s{2,})|\d{1,2}[.)])\s+(?=\S)")
_TABBED = re.compile(r"^(\s*(?:[•●▪■◦○‣⁃·o–-]|\d{1,2}[.)]))\t+")
"""An item as word processors write it."""

_DRAWN = re.compile(r"^[•●▪■◦○‣⁃·\uf0b7\uf0a7]\s+")

_HEADING, _QUOTED = re.compile(r"#{1,6}\s+"), re.compile(r"^(?:>\s*)+")
_DASHES = "-*+–—"
_SECOND = "◦○o"
_TAG = re.compile(r"</?(?:p|ul|ol|li|b|strong|em|i|br|div|span|td|th|tr|table|u|sup|h[1-6])\b[^<>]*>", re.IGNORECASE)
_RULE = re.compile(r"[|\s:=+-]+|[*_\s]{3,}")


def text_lines(text: str, alone: Alone = lambda line: False) -> list[Line]:
    """The lines of a text, without the signs of Markdown, its tables one cell below the other."""
    pages: list[list[Numbered]] = [[]]
    for number, line in enumerate(text.translate(_BLANKS).split("\n"), start=1):
        first, *rest = _TABBED.sub(_with_a_blank, line).split("\f")
        pages[-1].append((number, first))
        pages.extend([(number, each)] for each in rest)
    if len(pages) == 1:
        pages = at_numbers(pages[0])
    return list(_items(_in_order(pages, alone)))


def _with_a_blank(found: re.Match[str]) -> str:
    return re.sub(r"o$", "◦", found[1]) + " "


def paged_lines(pages: Iterable[Sequence[str]], alone: Alone, *, marked: bool = False) -> list[Line]:
    """The lines of pages, each known by the number of its page.

    What stands on pages has no signs of Markdown, unless somebody printed a text as it was typed: then it is `marked`.
    """
    numbered = [[(number, line.translate(_BLANKS)) for line in page] for number, page in enumerate(pages, start=1)]
    return list(_items(_in_order(numbered, alone), marked=marked))


def typed_lines(lines: Sequence[Line], alone: Alone) -> list[Line]:
    """The lines of a page on which a text stands as it was typed, with the signs of Markdown and tables of tabs."""
    rows: list[Numbered] = []
    for line in lines:
        rows += [(line.place, "")] if line.starts else []
        mark = "  " * (line.depth - 1) + "- " if line.depth else ""
        rows.append((line.place, mark + _TABBED.sub(_with_a_blank, line.text.translate(_BLANKS))))
    return list(_items(unfolded(rows, alone)))


def _in_order(pages: Sequence[Sequence[Numbered]], alone: Alone) -> list[Numbered]:
    return [each for page in without_running_heads(pages) for each in unfolded(page, alone)]


def _items(lines: Sequence[Numbered], *, marked: bool = True) -> Iterator[Line]:
    """The lines with what they are: items of lists, cells, the beginnings of paragraphs."""
    starts, before = True, ""
    indents: list[int] = []
    last = ""
    at = 0
    while at < len(lines):
        number, raw = lines[at]
        begin, rows = at, []
        while marked and at < len(lines) and (cells := _cells(lines[at][1])) is not None:
            if not _RULE.fullmatch(lines[at][1]):
                rows.append([_cell(lines[at][0], each) for each in cells])
            at += 1
        if at > begin:
            yield from below_each_other(rows)
            starts, before = True, ""
            continue
        at += 1
        if not raw.strip() or _RULE.fullmatch(raw):
            starts = True
            continue
        if marked and _TAG.search(raw):
            yield from _cell(number, raw)
            starts, before = True, ""
            continue
        bare = raw.lstrip(" ")
        indent = len(raw) - len(bare)
        heading = _HEADING.match(bare) if marked else None
        if heading:
            bare, starts = bare[heading.end() :].rstrip("# "), True
        if marked:
            bare = unmarked(_QUOTED.sub("", bare))
        item = _BULLET.match(bare)
        # A dash that a line happens to be broken before is a dash: then the sentence goes on in small letters.
        if item and item["mark"] in _DASHES and item["mark"] != last:
            item = None if before and bare[item.end()].islower() and not _ended(before) else item
        if item:
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            depth, last = 2 if item["mark"] in _SECOND else len(indents), item["mark"]
            # Where a bullet is typed into an item, the list puts its own before it.
            said = _DRAWN.sub("", bare[item.end() :])
            yield Line(said, number, depth, True, item["mark"])
        else:
            said = bare.rstrip()
            if not said:
                continue
            if starts and indent == 0:
                indents, last = [], ""
            yield Line(" " * indent + said, number, 0, starts)
        starts, before = False, said


def _ended(text: str) -> bool:
    return bool(re.search(r"[.:;?!][’'”\")]*$|;\s+(?:and|or)$", text.rstrip()))


_STRONG = re.compile(r"\*\*|(?<![^\W_])__(?=[^\W_])|(?<=[^\W_])__(?![^\W_])")
_WEAK = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")


def unmarked(text: str) -> str:
    """A line without Markdown's signs of emphasis and links. What is printed with them stays."""
    text = _LINK.sub(r"\1", _STRONG.sub("", text))
    return _WEAK.sub(lambda found: found[1] or found[2], text).rstrip("\\").rstrip()


def _cells(line: str) -> list[str] | None:
    """The cells of a line that is a row of a table; None where it is none."""
    if "\t" in line.lstrip():
        return line.split("\t")
    bare = line.strip()
    if len(bare) > 2 and bare.startswith("|") and bare.endswith("|"):
        return bare[1:-1].split("|")
    return None


def _cell(number: int, text: str) -> list[Line]:
    """What stands in a cell, or in a line with tags."""
    if _TAG.search(text):
        return [line._replace(place=number, text=unmarked(line.text), cell=True) for line in html_lines("", text)]
    said = unmarked(text.strip())
    item = _BULLET.match(said)
    if item:
        return [Line(said[item.end() :], number, 1, True, item["mark"], cell=True)]
    return [Line(said, number, 0, True, cell=True)] if said else []
