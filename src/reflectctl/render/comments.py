"""Markdown in; the same without the comments that Markdown hides from its readers, out.

A comment in code is code, and one that never ends hides nothing. Empty lines stand where comments stood, so that no two
blocks become one.
"""

import re
from collections.abc import Iterator
from typing import Any

_OPENS, _CLOSES = "<!--", "-->"


def without(markdown: str) -> str:
    """A text without its comments."""
    if _OPENS not in markdown or _CLOSES not in markdown:
        return markdown
    from .safe_markdown import inside

    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # What cannot be laid out is shown as it was written, code or not.
    places = inside("\n".join(lines), block)
    for first, end in sorted(places if places is not None else [(0, len(lines))], reverse=True):
        lines[first:end] = _shown("\n".join(lines[first:end])).split("\n")
    return "\n".join(lines)


def _shown(text: str) -> str:
    """What is shown of a block: a comment begins where no code has begun, and code where no comment has."""
    made, at, codes = "", 0, _codes(text)
    code = next(codes, None)
    while (begin := text.find(_OPENS, at)) >= 0 and (close := text.find(_CLOSES, begin + 2)) >= 0:
        while code is not None and code[0] < at:
            code = next(codes, None)
        if code is not None and code[0] < begin:
            made, at = made + text[at : code[1]], code[1]
            continue
        made, at = made + text[at:begin], close + len(_CLOSES)
        if not made.rpartition("\n")[2].strip(" >"):
            # What stands behind it would else be indented, and so be code.
            at += len(text[at:]) - len(text[at:].lstrip(" \t"))
    return made + text[at:]


def _codes(text: str) -> Iterator[tuple[int, int]]:
    """Where code may begin and end: from each run of backticks to the next of the same length."""
    runs = [found.span() for found in re.finditer("`+", text)]
    following: dict[int, int] = {}
    ends: list[int | None] = []
    for begin, end in reversed(runs):
        before = len(text[:begin]) - len(text[:begin].rstrip("\\"))
        length = end - begin - before % 2
        ends.append(following.get(length) if length else None)
        following[end - begin] = end
    for (begin, _), last in zip(runs, reversed(ends), strict=True):
        if last is not None:
            yield begin, last


def block(state: Any, first: int, end: int, silent: bool) -> bool:
    """A rule for the parser: a comment that begins a line may hold empty lines, and ends with a line."""
    begin = state.bMarks[first] + state.tShift[first]
    if state.env.get(_CLOSES) or state.is_code_block(first) or not state.src.startswith(_OPENS, begin):
        return False
    close = state.src.find(_CLOSES, begin + 2)
    # Once nothing is closed any more, nobody looks for it again.
    state.env[_CLOSES] = close < 0
    last = first
    while last < end and close >= state.eMarks[last]:
        last += 1
        if last < end and state.sCount[last] < state.blkIndent and not state.isEmpty(last):
            return False
    if close < 0 or last >= end:
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.map = [first, last + 1]
        state.line = last + 1
    return True
