"""Histories in, Markdown for wikis and pull requests out. What people wrote renders as itself."""

from collections.abc import Sequence

from ..model.history import Unread
from ..tell import history as told
from ..tell import prose
from .escape import markdown as safe


def chapters(
    found: Sequence[told.Chapter], by: str = told.STATEMENT, unread: Sequence[Unread] = (), *, table: bool = False
) -> str:
    """Every entry under its heading, as a list or (for ratings) as a table for each principle. Nothing for none."""
    lines: list[str] = []
    for chapter in found:
        lines += ["", f"### {safe(chapter.title)}", ""]
        if table:
            lines += [f"- {_bold(section.title)}" for section in chapter.sections]
            lines += ["", "| Statement | What was recorded | Because | Commit |", "| --- | --- | --- | --- |"]
        for section in chapter.sections:
            indent = ""
            if section.title and not table:
                lines.append(f"- {_bold(section.title)}")
                indent = "  "
            for entry in section.entries:
                lines += [_row(entry)] if table else _item(entry, by, indent)
    if unread:
        lines += ["", "### Could not be read", "", *(f"- {safe(told.unread(each))}" for each in unread)]
    return "\n".join(lines[1:]) + "\n" if lines else ""


def _bold(title: str) -> str:
    """What a section is about, bold, and the rest of its title after it."""
    name, colon, rest = title.partition(": ")
    return f"**{safe(name)}**{safe(colon.strip())}{' ' if rest else ''}{safe(rest)}"


def _row(entry: told.Entry) -> str:
    because = next((text for name, text in entry.more if name), "")
    sentence = told.entry_sentence(entry, told.STATEMENT, full=True)
    recorded = safe(f"{entry.commit[:8]}, {prose.moment(entry.recorded)}")
    return f"| {safe(entry.short)} | {safe(sentence)} | {safe(because)} | {recorded} |"


def _item(entry: told.Entry, by: str, indent: str) -> list[str]:
    lines = [f"{indent}- {safe(told.entry_sentence(entry, by, full=True))}"]
    for name, text in (*entry.beneath, *entry.more):
        lines.append(f"{indent}  - *{safe(name)}:* {safe(text)}" if name else f"{indent}  - {safe(text)}")
    return lines


def unread(found: Sequence[Unread]) -> str:
    """What could not be read, as a list. Nothing when everything was."""
    return "".join(f"- {safe(told.unread(each))}\n" for each in found)
