"""Markdown that anyone may have written, in; HTML or Markdown that can stand in a report, out.

The only room that markdown-it and nh3 enter. Of a text, the words and their order are kept: paragraphs, lists, tables,
quotations, code, emphasis, links to the web and headings, which are fitted under the heading they stand below. HTML
is shown as it was typed, pictures become links, and reference definitions are words like any others.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from . import escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 40
"""Lists and quotations nested deeper than this are shown as they were typed."""

MOST_CHARACTERS = 200_000
"""A longer text is shown as it was typed: a renderer's time can grow faster than its text."""

TOO_DEEP = "This text is nested too deeply, or is too long, to be laid out, so it is shown as it was written."

_TAGS = frozenset(
    "a blockquote br code em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()  # noqa: SIM905
)
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"class"}, "th": {"class", "scope"}}
_SCHEMES = {"http", "https", "mailto"}

_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\`\x00-\x20]+\Z", re.IGNORECASE)


def is_link(link: str) -> bool:
    """Whether a link is of a kind that a report may carry: to the web or to an address for mail."""
    return _LINK.match(link) is not None


def target(link: str) -> str:
    """A link as it may stand between the parentheses of Markdown, in a table too."""
    return re.sub(r"[()|<>\\]", lambda found: f"%{ord(found.group()):02X}", escape.line(link))


def to_html(markdown: str, *, heading_from: int = 4) -> str:
    """A text as safe HTML, its highest headings at the level given."""
    import nh3

    tokens = _parse(markdown)
    if tokens is None:
        return f"<p>{TOO_DEEP}</p>\n<pre>{html.escape(markdown)}</pre>\n"
    _fit_headings(tokens, heading_from)
    _mark_columns(tokens)
    made: str = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        made,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
    )


def to_markdown(markdown: str, *, heading_from: int) -> str:
    """A text as Markdown that can stand among other Markdown, its highest headings at the level given.

    It is written anew from what was understood, so that nothing that was left open can reach what follows it. No `<`
    is left that we have not written ourselves. Ends without a newline.
    """
    tokens = _parse(markdown)
    if tokens is None:
        return f"{TOO_DEEP}\n\n{_code_block(markdown)}"
    _fit_headings(tokens, heading_from)
    return "\n".join(_blocks(tokens)).strip("\n")


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline", "image", "reference"])
    parser.validateLink = is_link  # type: ignore[assignment, method-assign]
    return parser


def _parse(markdown: str) -> "list[Token] | None":
    """The parts of a text; None when it cannot be read whole, because the parser drops what is nested too deep."""
    if len(markdown) > MOST_CHARACTERS:
        return None
    try:
        tokens = _parser().parse(markdown)
    except RecursionError:
        return None
    # At its limit the parser leaves out the rest without a word: whatever has come near it is not trusted.
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens


def _fit_headings(tokens: "Sequence[Token]", heading_from: int) -> None:
    """Give headings the levels from `heading_from` on, without gaps and no deeper than the sixth."""
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    fitted = {tag: f"h{min(heading_from + rank, 6)}" for rank, tag in enumerate(levels)}
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = fitted[token.tag]


def _mark_columns(tokens: "Sequence[Token]") -> None:
    """Say what a table's header cells are headers of; alignment as a class, because styles are not let through."""
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if style:
                token.attrs["class"] = style.removeprefix("text-align:")
            if token.type == "th_open":
                token.attrs["scope"] = "col"


def _blocks(tokens: "Sequence[Token]") -> Iterator[str]:
    """The lines of blocks, each block with an empty line behind it unless it stands in a tight list."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        if token.type == "paragraph_open":
            yield from _inline(inside[0]).split("\n")
        elif token.type == "heading_open":
            yield f"{'#' * int(token.tag[1])} {_heading(inside[0])}".rstrip()
        elif token.type == "blockquote_open":
            yield from (("> " + line).rstrip() for line in _trimmed(_blocks(inside)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield from _items(inside, token)
        elif token.type == "table_open":
            yield from _table(inside)
        elif token.type in ("fence", "code_block"):
            yield from _code_block(token.content).split("\n")
        elif token.type == "hr":
            yield "---"
        if not token.hidden:
            yield ""
        at = end + 1


def _end(tokens: "Sequence[Token]", at: int) -> int:
    """Where the block that begins at a place ends."""
    if tokens[at].nesting != 1:
        return at
    return next(
        i for i in range(at + 1, len(tokens)) if tokens[i].nesting == -1 and tokens[i].level == tokens[at].level
    )


def _items(tokens: "Sequence[Token]", of: "Token") -> Iterator[str]:
    """The items of a list. Its bullet is always the same, so that two lists in a row need something in between."""
    number = int(str(of.attrs.get("start", 1))) if of.type == "ordered_list_open" else None
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        marker = "- " if number is None else f"{number}. "
        tight = any(token.hidden for token in tokens[at + 1 : end] if token.level == tokens[at].level + 1)
        lines = _trimmed(_blocks(tokens[at + 1 : end])) or [""]
        for index, line in enumerate(lines):
            yield ((marker if index == 0 else " " * len(marker)) + line).rstrip()
        if not tight and end + 1 < len(tokens):
            yield ""
        number = None if number is None else number + 1
        at = end + 1


def _table(tokens: "Sequence[Token]") -> Iterator[str]:
    row: list[str] = []
    rules: list[str] = []
    for at, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            row.append(_one_line(_inline(tokens[at + 1], cell=True)))
            style = str(token.attrs.get("style", token.attrs.get("class", ""))).removeprefix("text-align:")
            rules.append({"left": ":---", "right": "---:", "center": ":---:"}.get(style, "---"))
        elif token.type == "tr_close":
            yield f"| {' | '.join(row)} |"
            row = []
        elif token.type == "thead_close":
            yield f"| {' | '.join(rules)} |"


def _inline(token: "Token", *, cell: bool = False) -> str:
    """The words of a paragraph with their emphasis and links, escaped. A line of it never begins a block."""
    made: list[str] = []
    links: list[str] = []
    for child in token.children or ():
        made.append(_word(child, links, cell=cell))
    return "".join(made)


def _word(child: Any, links: list[str], *, cell: bool) -> str:
    kind = child.type
    if kind in ("em_open", "em_close"):
        return "*"
    if kind in ("strong_open", "strong_close"):
        return "**"
    if kind in ("s_open", "s_close"):
        return "~~"
    if kind == "softbreak":
        return " " if cell else "\n"
    if kind == "hardbreak":
        return "<br>" if cell else "\\\n"
    if kind == "code_inline":
        return _code(child.content)
    if kind == "link_open":
        links.append(
            re.sub(r"[()|<>\\]", lambda c: f"%{ord(c.group()):02X}", escape.line(str(child.attrs.get("href", ""))))
        )
        return "["
    if kind == "link_close":
        return f"]({links.pop()})"
    return _text(child.content)


def _text(text: str) -> str:
    """A run of words, escaped, its blanks at both ends kept."""
    told = escape.markdown(text)
    if not told:
        return " " if text else ""
    if re.match(r":-", told):
        # At the beginning of a line it would make a table of the line above.
        told = "\\" + told
    if told.endswith("!"):
        # Before a link it would make a picture.
        told = told[:-1] + "\\!"
    return (" " if text[:1].isspace() else "") + told + (" " if text[-1:].isspace() else "")


def _code(code: str) -> str:
    """A run of code; as HTML when it holds what HTML, a table or a mention would act on."""
    told = escape.line(code)
    if re.search(r"[<&|`]", told):
        return f"<code>{escape.markdown(told)}</code>"
    return f"`{told}`"


def _code_block(code: str) -> str:
    """A block of code; as HTML when it holds what might be taken for HTML."""
    told = escape.block(code.rstrip("\n").replace("\t", "    "))
    if "<" in told:
        # Two newlines do not end `<pre>`, and nothing inside it is Markdown.
        return f"<pre>{html.escape(told, quote=False)}</pre>"
    longest = max((len(run) for run in re.findall("`+", told)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{told}\n{fence}"


def _heading(token: "Token") -> str:
    """The words of a heading. Signs at its end would close it and not be seen, so they are escaped."""
    return re.sub(r"(?<!\\)#+\Z", lambda found: "\\#" * len(found.group()), _one_line(_inline(token)))


def _trimmed(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    while found and not found[-1]:
        found.pop()
    return found


def _one_line(text: str) -> str:
    return text.replace("\\\n", " ").replace("\n", " ")
