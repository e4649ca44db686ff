"""Answers in, Markdown for pull requests and wikis out. What people wrote renders as itself: no markup, no mentions."""

from collections.abc import Iterable, Iterator, Sequence

from ..model import diff as kinds
from ..model.diff import Comparison
from ..model.records import Partnership
from ..tell import diff, prose
from .escape import markdown as safe

MARKER = "<!-- reflectctl diff -->"
"""The first line of a comment on a pull request, by which the next run finds and replaces it."""


MOST = 65_536
"""A comment on GitHub holds so many characters and no more. Those outside the first plane count twice there."""

_LEAST_FIRST = (
    *(prose.CARRIED, kinds.SOURCE, kinds.REFLECTION, kinds.PRELIMINARY, kinds.PLAN, kinds.AGREED),
    *(kinds.MEETING, kinds.VIEW, prose.TURN, kinds.WORDING, kinds.REASON, kinds.AGENCY, kinds.ACTION, kinds.RATING),
)
"""What is left out of a comment that would be too long, kind by kind. Files that could not be read never are."""


def changes(
    comparison: Comparison,
    before: Partnership,
    after: Partnership,
    *,
    labels: tuple[str, str],
    depth: str = diff.STORY,
    limits: str = "",
    command: str = "reflectctl diff",
    most: int = MOST,
) -> str:
    """What changed between two moments, as a comment on a pull request. Nothing when nothing changed.

    A comment that would be too long leaves out the least important and says so, with the command that shows it.
    """
    if diff.is_nothing(comparison):
        return ""
    telling = diff.tell(comparison, before, after, labels=labels, depth=depth, limits=limits)
    shown = _comment(telling, "")
    if _length(shown) <= most:
        return shown
    gone: list[str] = []
    if depth == diff.FULL:
        telling = diff.tell(comparison, before, after, labels=labels, limits=limits)
        gone.append("what changed word by word")
        shown = _comment(telling, _left_out(gone, command))
        if _length(shown) <= most:
            return shown
    for kind in _LEAST_FIRST:
        n = sum(
            1 for chapter in telling.chapters for each in chapter.sections for told in each.told if told.kind == kind
        )
        if n:
            telling = telling._replace(chapters=tuple(_without(telling.chapters, kind)))
            gone.append(f"{prose.number(n)} {prose.plural(n, *_NOUNS[kind])}")
            shown = _comment(telling, _left_out(gone, command))
            if _length(shown) <= most:
                return shown
    return _cut(shown, most)


def _comment(telling: diff.Telling, note: str) -> str:
    lines = [MARKER, f"**{safe(telling.headline)}**", "", safe(telling.moments)]
    if telling.limits:
        lines.append(safe(telling.limits))
    if note:
        lines += ["", f"> {note}"]
    if telling.lines:
        lines.append("")
    lines += [f"- **{safe(name)}**: {safe(said)}" for name, said in telling.lines]
    for chapter in telling.chapters:
        lines += ["", f"### {safe(chapter.title)}", ""]
        for section in chapter.sections:
            indent = ""
            if section.title:
                lines.append(f"- **{safe(section.title)}**")
                indent = "  "
            for told in section.told:
                lines.append(f"{indent}- {safe(told.sentence)}")
                for name, was, now in told.rewritten:
                    lines += _rewritten(name, was, now, indent + "  ")
                for name, text in told.beneath:
                    lines.append(f"{indent}  - *{safe(name)}:* {safe(text)}" if name else f"{indent}  - {safe(text)}")
    return "\n".join(lines) + "\n"


def _rewritten(name: str, before: str, after: str, indent: str) -> Iterator[str]:
    """A text word by word: ~~what went~~ **what came**, point by point."""
    from ..tell import word_diff

    points = [
        " ".join(_MARKED[op].format(safe(text)) for op, text in point)
        for point in word_diff.lines(word_diff.segments(before, after))
    ]
    if len(points) == 1:
        yield f"{indent}- *{safe(name)}:* {points[0]}"
        return
    yield f"{indent}- *{safe(name)}:*"
    for point in points:
        yield f"{indent}  - {point}"


_MARKED = {"same": "{}", "out": "~~{}~~", "in": "**{}**"}


def _without(chapters: Iterable[prose.Chapter], kind: str) -> Iterator[prose.Chapter]:
    for chapter in chapters:
        sections = (
            prose.Section(each.title, tuple(told for told in each.told if told.kind != kind))
            for each in chapter.sections
        )
        if kept := tuple(each for each in sections if each.told):
            yield prose.Chapter(chapter.title, kept)


def _left_out(gone: Sequence[str], command: str) -> str:
    told = f"Left out, because a comment would not hold it: {prose.listed(gone)}. To see everything: {command}"
    return safe(told)


def _length(text: str) -> int:
    return len(text) + sum(1 for each in text if each > "\uffff")


def _cut(shown: str, most: int) -> str:
    """The first lines of a comment, as many as it holds: what is left when even files that cannot be read are many."""
    end = "\n- … and more than a comment holds.\n"
    kept: list[str] = []
    room = most - len(end)
    for each in shown.split("\n"):
        room -= _length(each) + 1
        if room < 0:
            break
        kept.append(each)
    return "\n".join(kept) + end


_NOUNS: dict[str, tuple[str, ...]] = {
    prose.CARRIED: ("statement that did not move", "statements that did not move"),
    prose.TURN: ("turn of agencies' views", "turns of agencies' views"),
    kinds.SOURCE: ("source",),
    kinds.REFLECTION: ("reflection",),
    kinds.PRELIMINARY: ("part of the preliminary discussion", "parts of the preliminary discussion"),
    kinds.PLAN: ("goal or measure", "goals or measures"),
    kinds.AGREED: ("day or meeting of agreement", "days or meetings of agreement"),
    kinds.MEETING: ("meeting",),
    kinds.VIEW: ("agency's view", "agencies' views"),
    kinds.WORDING: ("wording",),
    kinds.REASON: ("reason",),
    kinds.AGENCY: ("agency",),
    kinds.ACTION: ("action",),
    kinds.RATING: ("rating",),
}
