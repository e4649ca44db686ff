"""Findings and documents in; the findings that no comment `# reflectctl: ignore RULE reason` sets aside out.

A comment speaks for its own line; on a line of its own, for the next line with something else on it; where a text of
several lines begins there, for all of it. In the text of a Markdown file it is a comment of HTML.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ..documents.document import Document, read_document
from ..documents.text import place
from ..documents.yaml import Marks
from ..model.findings import Finding
from ..model.locations import Location
from ..model.suggestions import nearest
from .catalogue import free_ids, rules

_COMMENT = re.compile(r"(?<![^\s])#[ \t]*reflectctl:[ \t]*(?P<said>[^\r\n]*)")
_IN_TEXT = re.compile(r"<!--[ \t]*reflectctl:[ \t]*(?P<said>[^\r\n<>]*?)[ \t]*-->")
_FORM = "Write the rule and the reason: `# reflectctl: ignore RULE reason`."


def set_aside(found: Iterable[Finding], documents: Iterable[Document], ran: Collection[str]) -> list[Finding]:
    """The findings that no comment sets aside, and what is to be said about the comments themselves.

    Only rules that `ran` can leave a comment unused.
    """
    free = free_ids()
    left = list(found)
    for document in documents:
        if "reflectctl:" not in document.text or document.data is None:
            continue
        for location, said, line in _comments(document):
            rule, wrong = _understood(location, said, free)
            if wrong is not None:
                left.append(wrong)
            if not rule:
                continue
            last = _last_line(document, line)
            rest = [
                each
                for each in left
                if (each.rule, each.location.path) != (rule, document.path) or not line <= each.location.line <= last
            ]
            if len(rest) == len(left) and rule in ran:
                rest.append(
                    Finding(
                        location,
                        "warning",
                        "unused-suppression",
                        f"There is no finding of {rule} on line {line} to be ignored.",
                        "Delete the comment, or move it to the line that it is meant for, or the line above.",
                    )
                )
            left = rest
    return left


def ignored(path: str, text: str) -> Callable[[Finding], bool]:
    """Whether a finding in a text is set aside by a comment there, whatever else the text is."""
    document = read_document(path, text.encode("utf-8", "replace")) if "reflectctl:" in text else None
    if document is None or document.data is None:
        return lambda found: False
    free = free_ids()
    aside = [
        (rule, line, _last_line(document, line))
        for location, said, line in _comments(document)
        if (rule := _understood(location, said, free)[0])
    ]
    return lambda found: any(found.rule == rule and first <= found.location.line <= last for rule, first, last in aside)


def _last_line(document: Document, line: int) -> int:
    """The last line of the text that begins on a line."""
    if line >= document.text.count("\n", 0, document.body_start or None) and document.path.endswith(".md"):
        return line
    return max(line, *(end for begin, end in _texts(document.marks) if begin == line), line)


def _texts(marks: Marks | None) -> Iterator[tuple[int, int]]:
    """The first and last lines of every text, with the line of its key for the first."""
    if marks is None:
        return
    if marks.keys is not None:
        for key, at in marks.keys.items():
            inner = marks.inside[key]
            if inner.keys is None and inner.style not in ("flow", "block"):
                yield at.line + 1, inner.end.line + (inner.end.column > 0)
            yield from _texts(inner)
    elif marks.style in ("flow", "block"):
        for inner in marks.inside:
            if inner.keys is None and inner.style not in ("flow", "block"):
                yield inner.start.line + 1, inner.end.line + (inner.end.column > 0)
            yield from _texts(inner)


def _understood(location: Location, said: str, free: Collection[str]) -> tuple[str, Finding | None]:
    """The rule that a comment sets aside, empty when it can set none aside, and what is wrong with the comment."""
    words = said.split(maxsplit=2)

    def wrong(rule: str, message: str, hint: str = _FORM) -> Finding:
        return Finding(location, "error", rule, message, hint)

    if words[:1] != ["ignore"]:
        return "", wrong("malformed-suppression", "This comment does not say what is to be done.")
    if len(words) == 1:
        return "", wrong("malformed-suppression", "This comment does not say which rule it is about.")
    rule = words[1]
    if rule not in free and rule in {each.id for each in rules()}:
        message = f"{rule} is about the format of the files, so what it finds cannot be ignored."
        return "", wrong("malformed-suppression", message, "Mend what it finds, and delete the comment.")
    if rule not in free:
        near = nearest(rule, sorted(free))
        message = f"`{rule[:80]}` is not a rule whose findings can be ignored."
        return "", wrong(
            "unknown-rule", message, f"Did you mean `{near}`?" if near else "`reflectctl rules` lists them."
        )
    if len(words) == 2:
        # It is ignored all the same: one mistake is one finding.
        return rule, wrong("malformed-suppression", f"{rule} is ignored here, and nothing says why.")
    return rule, None


def _comments(document: Document) -> Iterator[tuple[Location, str, int]]:
    """The comments that speak to this program: where, what they say, and the line they speak for."""
    text = document.text
    end = document.body_start if document.path.endswith(".md") else len(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for match in _COMMENT.finditer(text, 0, end):
        # A sign # is a comment where taking it away changes nothing that is said.
        without = text[: match.start()] + text[match.end() :]
        if read_document(document.path, without.encode("utf-8")).data != document.data:
            continue
        number, column = place(text, match.start())
        line = number
        if not lines[number - 1][: column - 1].strip():
            line = _below(lines, number, lambda said: not said.startswith("#"))
        yield Location(document.path, number, column), match["said"].strip(), line
    if document.path.endswith(".md"):
        for match in _IN_TEXT.finditer(text, end):
            number, column = place(text, match.start())
            alone = not (lines[number - 1][: column - 1] + text[match.end() :].partition("\n")[0]).strip()
            yield (
                Location(document.path, number, column),
                match["said"].strip(),
                (_below(lines, number) if alone else number),
            )


def _below(lines: Sequence[str], number: int, is_meant: Callable[[str], bool] = bool) -> int:
    """The next line below one that has something on it, and that is meant; the same one, where there is none."""
    below = enumerate(lines[number:], number + 1)
    return next((n for n, line in below if (said := line.strip()) and is_meant(said)), number)
