"""A line of Markdown that somebody wrote, in; the words that a reader would see, without its marks, out.

For a terminal, which lays nothing out: emphasis and code lose their marks, links tell where they lead behind their
words. What only looks like a mark stays.
"""

import re

_LONGEST = 300
"""Marks further apart belong to no one thing: without an end, many that are never closed take quadratic time."""

_SPAN = rf"((?!\s)[^\n]{{1,{_LONGEST}}}?(?<!\s))"
_MARKS = (
    re.compile(rf"\*\*{_SPAN}\*\*"),
    re.compile(rf"(?<!\w)__{_SPAN}__(?!\w)"),
    re.compile(rf"~~{_SPAN}~~"),
    re.compile(rf"(?<![\w*])\*(?!\*){_SPAN}\*(?![\w*])"),
    re.compile(rf"(?<![\w_])_(?!_){_SPAN}_(?![\w_])"),
)
_KEPT = re.compile(
    rf"(?<!`)(?P<ticks>`{{1,9}})(?!`)(?P<code>[^\n]{{1,{_LONGEST}}}?)(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,1000})>"
)
_LINK = re.compile(
    rf"!?\[(?P<words>[^\[\]\n]{{0,{_LONGEST}}})\]\((?P<to>[^()\s]{{1,{_LONGEST}}})(?: \"[^\"\n]{{0,200}}\")?\)"
)
_HEADING = re.compile(r"(\s*)#{1,6}\s+")
_HELD = re.compile("\ufdd0(\\d+)\ufdd1")
"""What stands for a piece that is as it is meant to be: signs that are no characters, which nobody writes."""


def plain_words(line: str) -> str:
    """A line, a paragraph or a point without marks."""
    if not _ANY.search(line) or "\ufdd0" in line:
        return line
    held: list[str] = []

    def hold(text: str) -> str:
        held.append(text)
        return f"\ufdd0{len(held) - 1}\ufdd1"

    def kept(found: re.Match[str]) -> str:
        return hold(found["sign"] or found["address"] or (found["code"] or "").strip() or found[0])

    def link(found: re.Match[str]) -> str:
        words = found["words"].strip()
        return hold(found["to"]) if words in ("", found["to"]) else f"{words} ({hold(found['to'])})"

    said = _LINK.sub(link, _KEPT.sub(kept, _HEADING.sub(r"\1", line)))
    for mark in _MARKS:
        said = mark.sub(r"\1", said)
    said = said.removesuffix("\\")
    while _HELD.search(said):
        said = _HELD.sub(lambda found: held[int(found[1])], said)
    return said


_ANY = re.compile(r"[*_~`\\\[<#]")
