"""Markdown that anyone may have written, in; HTML or Markdown that can stand in a report, out.

The only room that markdown-it and nh3 enter. Of a text, the words and their order are kept: paragraphs, lists, tables,
quotations, code, emphasis, links to the web and headings, which are fitted under the heading they stand below. HTML
is shown as it was typed, pictures become links, links by reference are links, and items with a box before them say
whether they are done.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from ..model.links import is_link
from ..tell.i18n import say
from . import escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block.state_block import StateBlock
    from markdown_it.token import Token

    RuleFuncBlockType = Callable[[StateBlock, int, int, bool], bool]

DEEPEST = 40
"""Lists and quotations nested deeper than this are shown as they were typed."""

MOST_CHARACTERS = 200_000
"""A longer text is shown as it was typed: a renderer's time can grow faster than its text."""

TOO_DEEP = "This text is nested too deeply, or is too long, to be laid out, so it is shown as it was written."

_TAGS = frozenset(
    "a blockquote br code em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()  # noqa: SIM905
)
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "table": {"tabindex"}, "td": {"class"}, "th": {"class", "scope"}}
_SCHEMES = {"http", "https", "mailto"}

UNSEEN = "&#8203;"
"""A space of no width: it keeps two things apart, and nobody sees it."""

_BLANK = "&#160;"


def target(link: str) -> str:
    """A link as it may stand between the parentheses of Markdown, in a table too."""
    return re.sub(r"[()|<>\\]", lambda found: f"%{ord(found.group()):02X}", escape.line(link))


def plain(text: str) -> str:
    """A text as one line of Markdown that renders as itself, in prose and in table cells; addresses make no links."""
    told = re.sub(r"(?i)(https?)(?=://)", r"\1\\", escape.markdown(text))
    return re.sub(r"(?i)(www)(?=\.)", r"\1\\", told)


def link(words: str, to: str) -> str:
    """A link with Markdown for its words, which stand as they would without it; the address where there are none."""
    stripped = words.strip()
    inner = stripped or plain(to)
    if re.sub(r"[\W_]+", " ", inner, flags=re.ASCII).strip().lower() in _VAGUE:
        inner += UNSEEN
    before, _, after = words.partition(stripped) if stripped else ("", "", "")
    return f"{before}[{inner}]({to}){after}"


_VAGUE = {"click here", "here", "link", "more"}
"""Words that markdownlint does not take for those of a link. People's own words stay what they are."""


class Headings:
    """The headings of one document, in their order. No two under the same heading are the same to a linter."""

    def __init__(self) -> None:
        self._under: list[set[str]] = [set() for _ in range(7)]

    def line(self, level: int, words: str) -> str:
        """A heading with Markdown for its words."""
        told = _ended(words.strip()) or UNSEEN
        for deeper in self._under[level + 1 :]:
            deeper.clear()
        while told in self._under[level]:
            told += UNSEEN
        self._under[level].add(told)
        return f"{'#' * level} {told}"


def _ended(words: str) -> str:
    """The words of a heading, a stop or number sign at their end as a reference to it, which a linter lets stand.

    Number signs would close the heading and not be seen. What ends in a reference already stays as it is.
    """
    if re.search(r"&(?:#\d+|\w+);\Z", words):
        return words
    return _LAST.sub(lambda found: f"{found.group(1)}&#{ord(found.group(2))};", words)


_LAST = re.compile(r"(?<!\\)((?:\\\\)*)\\?([#.,:;!。，；：！])\Z")


def words(markdown: str) -> str:
    """What a reader sees of a line of Markdown."""
    from markdown_it import MarkdownIt

    # As a forge reads it, with every link.
    tokens = MarkdownIt("commonmark", {"html": True}).parseInline(markdown)
    told = (each for token in tokens for each in token.children or () if each.type in ("text", "code_inline"))
    return "".join(each.content for each in told)


def to_html(markdown: str, *, heading_from: int = 4) -> str:
    """A text as safe HTML, its highest headings at the level given."""
    import nh3

    tokens = _parse(markdown)
    if tokens is None:
        return f"<p>{TOO_DEEP}</p>\n<pre>{html.escape(markdown)}</pre>\n"
    _fit_headings(tokens, heading_from)
    _mark_tasks(tokens)
    _mark_columns(tokens)
    made: str = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        made,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
    )


def to_markdown(markdown: str, *, heading_from: int, headings: Headings | None = None) -> str:
    """A text as Markdown that can stand among other Markdown, its highest headings at the level given.

    It is written anew from what was understood, so that nothing that was left open can reach what follows it, and as
    markdownlint wants it. No `<` is left that we have not written ourselves. Ends without a newline.
    """
    tokens = _parse(markdown)
    if tokens is None:
        return f"{TOO_DEEP}\n\n{_code_block(markdown)}"
    _fit_headings(tokens, heading_from)
    _mark_tasks(tokens)
    return "\n".join(_blocks(tokens, headings or Headings())).strip("\n")


@cache
def _parser() -> "MarkdownIt":
    return _new_parser()


def _new_parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline", "image"])
    parser.validateLink = is_link  # type: ignore[assignment, method-assign]
    return parser


def _parse(markdown: str, parser: "MarkdownIt | None" = None) -> "list[Token] | None":
    """The parts of a text; None when it cannot be read whole, because the parser drops what is nested too deep."""
    if len(markdown) > MOST_CHARACTERS:
        return None
    try:
        tokens = (parser or _parser()).parse(markdown)
    except RecursionError:
        return None
    # At its limit the parser leaves out the rest without a word: whatever has come near it is not trusted.
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens


def inside(markdown: str, comment: "RuleFuncBlockType") -> set[tuple[int, int]] | None:
    """The lines of everything but code, block by block, by a rule for comments; None when it cannot be read whole."""
    parser = _new_parser()
    parser.block.ruler.before("html_block", "comment", comment, {"alt": ["paragraph", "reference", "blockquote"]})
    tokens = _parse(markdown, parser)
    if tokens is None:
        return None
    return {(token.map[0], token.map[1]) for token in tokens if token.map and token.type in ("comment", "inline")}


def _mark_tasks(tokens: "Sequence[Token]") -> None:
    """Say of an item with a box before it whether it is done, in a sign and in words."""
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open" and inline.children:
            first = inline.children[0]
            if first.type == "text" and (box := _BOX.match(first.content)):
                done = f"☐ {say('to do')}: " if box[1] == " " else f"☑ {say('done')}: "
                first.content = done + first.content[box.end() :]


_BOX = re.compile(r"\[([ xX])\][ \t]+")


def _fit_headings(tokens: "Sequence[Token]", heading_from: int) -> None:
    """Give headings the levels from `heading_from` on, each at most one below the last and no deeper than the sixth."""
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    fitted = {tag: heading_from + rank for rank, tag in enumerate(levels)}
    last = heading_from - 1
    for token in tokens:
        if token.type == "heading_open":
            last = min(fitted[token.tag], last + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"


def _mark_columns(tokens: "Sequence[Token]") -> None:
    """Say what a table's header cells are headers of; alignment as a class, because styles are not let through.

    A table that is wider than the page scrolls by itself, so it can be reached from the keyboard.
    """
    for token in tokens:
        if token.type == "table_open":
            token.attrs["tabindex"] = "0"
        if token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if style:
                token.attrs["class"] = style.removeprefix("text-align:")
            if token.type == "th_open":
                token.attrs["scope"] = "col"


def _blocks(tokens: "Sequence[Token]", headings: Headings) -> Iterator[str]:
    """The lines of blocks, each block with an empty line behind it unless it stands in a tight list."""
    at = 0
    before = ""
    hidden = False
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        kind = _kind(token)
        if hidden and not (kind in ("list", "numbered") and inside[1].type == "paragraph_open"):
            yield ""
        elif kind == before and kind in ("list", "numbered", "quote"):
            # One after the other, they would be read as one.
            yield from (UNSEEN, "")
        if kind == "paragraph":
            told = _inline(inside[0])
            told += UNSEEN if _TITLE.fullmatch(told) else ""
            yield from (line.strip() or _BLANK for line in told.split("\n"))
        elif kind == "heading":
            yield headings.line(int(token.tag[1]), _one_line(_inline(inside[0])))
        elif kind == "quote":
            yield from (("> " + line).rstrip() for line in _trimmed(_blocks(inside, headings)) or [UNSEEN])
        elif kind in ("list", "numbered"):
            yield from _items(inside, token, headings)
        elif kind == "table":
            yield from _table(inside)
        elif kind == "code":
            yield from _code_block(token.content).split("\n")
        elif kind == "rule":
            # Dashes would make a heading of the line above, and a rule of the list that they stand in.
            yield "***"
        if not token.hidden:
            yield ""
        before, hidden = kind, token.hidden
        at = end + 1


_KINDS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
}


def _kind(token: "Token") -> str:
    """What a block is written as. A linter takes a list for numbered only when its numbers begin with one."""
    if token.type == "ordered_list_open":
        return "numbered" if token.attrs.get("start", 1) == 1 else "list"
    return _KINDS.get(token.type, "")


def _end(tokens: "Sequence[Token]", at: int) -> int:
    """Where the block that begins at a place ends."""
    if tokens[at].nesting != 1:
        return at
    return next(
        i for i in range(at + 1, len(tokens)) if tokens[i].nesting == -1 and tokens[i].level == tokens[at].level
    )


def _items(tokens: "Sequence[Token]", of: "Token", headings: Headings) -> Iterator[str]:
    """The items of a list. Numbers that do not begin with one are words: no number is lost."""
    number = int(str(of.attrs.get("start", 1))) if of.type == "ordered_list_open" else None
    numbered = _kind(of) == "numbered"
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        lines = _trimmed(_blocks(inside, headings))
        if number is not None and not numbered:
            lines = _with_number(number, lines, beside=inside[:1] != [] and inside[0].type == "paragraph_open")
        marker = f"{number}. " if numbered else "- "
        for index, line in enumerate(lines or [UNSEEN]):
            yield ((marker if index == 0 else " " * len(marker)) + line).rstrip()
        if end + 1 < len(tokens) and not (_is_tight(inside) and _is_tight(tokens[end + 2 : _end(tokens, end + 1)])):
            yield ""
        number = None if number is None else number + 1
        at = end + 1


def _is_tight(inside: "Sequence[Token]") -> bool:
    """Whether an item needs no empty line around it: it holds lists and single paragraphs, and nothing else."""
    return all(token.hidden for token in inside if _kind(token) not in ("", "list", "numbered"))


def _with_number(number: int, lines: list[str], *, beside: bool) -> list[str]:
    """The lines of an item with its number as a word: beside its first line, or above all of them."""
    told = f"{number}\\."
    if not lines:
        return [told]
    return [f"{told} {lines[0]}", *lines[1:]] if beside else [told, "", *lines]


def _table(tokens: "Sequence[Token]") -> Iterator[str]:
    row: list[str] = []
    rules: list[str] = []
    for at, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            row.append(_one_line(_inline(tokens[at + 1], cell=True)).strip())
            style = str(token.attrs.get("style", token.attrs.get("class", ""))).removeprefix("text-align:")
            rules.append({"left": ":---", "right": "---:", "center": ":---:"}.get(style, "---"))
        elif token.type == "tr_close":
            yield table_row(row)
            row = []
        elif token.type == "thead_close":
            yield table_row(rules)


def table_row(cells: Iterable[str]) -> str:
    """A row of a table; nothing is padded, so that a cell that changes leaves the other rows as they are."""
    return f"|{''.join(f' {cell} |' if cell else ' |' for cell in cells)}"


def _inline(token: "Token", *, cell: bool = False) -> str:
    """The words of a paragraph with their emphasis and links, escaped. A line of it never begins a block."""
    made: list[str] = []
    opened: list[tuple[int, Token]] = []
    for child in token.children or ():
        if child.nesting == 1:
            opened.append((len(made), child))
        elif child.nesting == -1:
            at, begun = opened.pop()
            # Nothing is marked twice: a link in a link is words, and so is what is stressed in what is stressed.
            if all(each.type != begun.type for _, each in opened):
                told = _marked("".join(made[at:]), begun)
                if at and _JOINED.search(made[at - 1][-80:] + told[:1]):
                    told = UNSEEN + told
                made[at:] = [told]
        elif word := _word(child, cell=cell):
            made.append(word)
    return "".join(made)


# Marks that touch would be read as another mark; and `:name[...]` as a directive.
_JOINED = re.compile(r"(?:\*\*|~~|:[^\s:]+\[)\Z")


def _marked(words: str, by: "Token") -> str:
    """Words as a link or stressed. Marks act only when no blank stands on their inner side."""
    if by.type == "link_open":
        return link(words, target(str(by.attrs.get("href", ""))))
    inner = words.strip()
    if not inner:
        return words
    mark = {"em_open": "*", "strong_open": "**", "s_open": "~~"}[by.type]
    before, _, after = words.partition(inner)
    return f"{before}{mark}{inner}{mark}{after}"


# Words that stand alone, all of them stressed, and make no sentence: a linter would have a heading there.
_TITLE = re.compile(r"\s*(\*\*?)[^*`&\[\\\n]*[^*`&\[\\\n.,;:!?。，；：！？]\1\s*")


def _word(child: Any, *, cell: bool) -> str:
    kind = child.type
    if kind == "softbreak":
        return " " if cell else "\n"
    if kind == "hardbreak":
        return "<br>" if cell else "\\\n"
    if kind == "code_inline":
        return _code(child.content)
    return _text(child.content)


def _text(text: str) -> str:
    """A run of words, escaped, its blanks at both ends kept."""
    told = plain(text)
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
    if re.search(r"[<&|`]", told) or told != told.strip():
        return f"<code>{plain(told) or _BLANK}</code>"
    return f"`{told}`"


def _code_block(code: str) -> str:
    """A block of code; as HTML when it holds what might be taken for HTML, or a linter takes it for commands."""
    told = escape.block(code.rstrip("\n").replace("\t", "    "))
    lines = told.split("\n")
    if "<" in told or all(re.match(r"\s*\$\s", line) for line in lines if line):
        # Two newlines do not end `<pre>`, and nothing inside it is Markdown, though a linter takes some for it.
        told = "\n".join(html.escape(line.rstrip(), quote=False) or "&#32;" for line in lines)
        return f"<pre>{re.sub(r'[*_[]', lambda found: f'&#{ord(found.group())};', told)}</pre>"
    longest = max((len(run) for run in re.findall("`+", told)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{told}\n{fence}"


def _trimmed(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    while found and not found[-1]:
        found.pop()
    return found


def _one_line(text: str) -> str:
    return text.replace("\\\n", " ").replace("\n", " ")
